//! The questionnaire as a person meets it: on a pseudo-terminal, and line by line.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;

use crate::seat::Seat;
use crate::support::House;

const USUAL: (u16, u16) = (80, 24);
const ASSESS: [&str; 6] = ["assess", "--rubric", "small-rubric.toml", "--on", "2026-11-22", "--all"];
const AGAIN: &str = "skillgap assess --rubric small-rubric.toml";
const ESC: &str = "\u{1b}";
const CTRL_C: &str = "\u{3}";

fn house() -> House {
    let house = House::new();
    house.sample("small-rubric.toml");
    house
}

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [ASSESS.as_slice(), more].concat()
}

/// Seated before the first skill, for the junior target.
fn before_sql(house: &House, size: (u16, u16)) -> Seat<'_> {
    let seat = Seat::take(house, &with(&["--target", "junior"]), size);
    seat.asked("SQL");
    seat
}

/// The line of the draft that holds a skill's answer.
#[track_caller]
fn drafted(house: &House, skill: &str) -> Option<String> {
    let draft = house.draft("small").expect("there is a draft");
    draft.lines().find(|line| line.starts_with(&format!("{skill} ="))).map(str::to_owned)
}

#[track_caller]
fn has_draft(house: &House, skill: &str, level: u8) {
    let line = drafted(house, skill).unwrap_or_default();
    assert!(line.contains(&format!("level = {level}")), "{skill} at {level}, but: {line}");
}

/// An assessment in history: SQL 3, Indexes not applicable, Git 2, Python 2, the other languages 0.
fn answered(house: &House) {
    let file = "rubric = \"small-rubric.toml\"\ntarget = \"junior\"\non = 2026-08-01\n[ratings]\nsql = 3\n\
                indexes = \"not-applicable\"\ngit = 2\npython = 2\nrust = 0\ngolang = 0\n";
    let name = house.file("answers.toml", file);
    let _ = house.run(&["assess", "--answers", name]).exits(0);
}

#[test]
fn a_whole_assessment() {
    let house = house();
    let mut seat = Seat::take(&house, &ASSESS, USUAL);
    seat.see(&["Which role do you compare yourself with?", "1  Junior", "2  Mid-level"]);
    seat.press("1");

    insta::assert_snapshot!(seat.asked("SQL"), @r"
    6 skills in about 5 questions, about 3 minutes; every answer is kept.
    Alone, on my own: nobody gave you the steps; looking things up is fine. With
    help: somebody did, or you did it alone. Real: others use it. In production: it
    runs for the people it is meant for. If you can do it only with an AI
    assistant, press a to mark it.

    Data                                              skill 1 of 2 · 1 of 6 · saved

    SQL
    Reading and changing relational data.

    Choose the highest sentence that is true of you.
      0  None         I have not done this.
      1  Aware        I read a query that somebody else wrote and said what it
                      returns.
      2  Guided       I wrote joins and aggregates that somebody else relied on.
      3  Independent  I read query plans and added the index that a slow query
                      needed.
      4  Strong       I designed schemas for features that several teams use today.
      5  Expert       I set the rules by which others design their tables.

    [0-5: answer and go on · s: skip · n: does not apply to me · a: only with AI ·
     c: evidence · b: back · r: review · ?: what the words mean, all keys]
    ");
    seat.press("?");
    seat.see(&["Why: Most backends keep their truth in tables.", "page 1 of"]);
    seat.press("b");
    seat.asked("SQL");
    seat.press("3");
    seat.asked("Indexes");
    has_draft(&house, "sql", 3);

    seat.press("n");
    seat.asked("Git");
    assert!(drafted(&house, "indexes").unwrap().contains("not-applicable"));

    seat.press("c");
    seat.see(&["What would you like to add", "e  A link or a sentence"]);
    seat.press("e");
    seat.see(&["What shows it?"]);
    seat.press("https://example.org/pr/1\r");
    seat.see(&["Git", "Evidence: https://example.org/pr/1"]);
    seat.press("c");
    seat.see(&["What would you like to add"]);
    seat.press("g");
    seat.see(&["Git", "How sure: guess"]);
    seat.press("2");

    seat.see(&["Which of these have you used?", "Python", "Rust", "Go", "Space or its key: tick"]);
    assert!(drafted(&house, "git").unwrap().contains("https://example.org/pr/1"));
    seat.press(" ");
    seat.go_on();
    seat.see(&["What about the ones you did not tick?", "Not ticked: Rust, Go."]);
    seat.press("0");
    seat.asked("Python");
    has_draft(&house, "rust", 0);
    has_draft(&house, "golang", 0);

    seat.press("s");
    insta::assert_snapshot!(seat.see(&["Making: done", "Enter: to the review"]), @r"
    Making: done                                       area 2 of 2 · 6 of 6 · saved

      Git       2 Guided (guess)  evidence
      Python    skipped
      Rust      0 None
      Go        0 None

    [Enter: to the review · arrows: change one · r: review · ?: all keys]
    ");
    seat.press("\r");
    insta::assert_snapshot!(seat.see(&["Review", "What next?", "answers are kept]"]), @r"
    Review                                5 of 6 skills answered · saved as a draft

    Worth a second look (your answers stand unless you change them):
    - skipped: Python

    What next?
      w  Save and show the report
    > a  Answer the 1 skill left open
      q  Keep as a draft, decide later
      1  Data    1 rated 3, 1 not applicable
      2  Making  3 rated 0 to 2, 1 skipped

    [press a key, or an arrow and Enter · q: stop, your answers are kept]
    ");
    assert_eq!(drafted(&house, "python"), None);
    seat.press("a");
    seat.asked("Python");
    seat.press("2");
    seat.see(&["Review", "What next?", "6 of 6 skills"]);
    has_draft(&house, "python", 2);
    seat.press("w");
    seat.see(&["d  Done", "Read the whole report"]);
    seat.press("d");

    seat.exits(0);
    seat.see(&["Saved: Junior", "Start here", "skillgap report  the whole report"]);
    seat.is_as_before();
    assert_eq!(house.draft("small"), None);
    let saved = house.assessments();
    insta::assert_snapshot!(saved[0].split("[ratings]").nth(1).unwrap().trim(), @r#"
    git = { level = 2, on = 2026-11-22, evidence = "https://example.org/pr/1", confidence = "guess" }
    golang = { level = 0, on = 2026-11-22 }
    indexes = { state = "not-applicable", on = 2026-11-22 }
    python = { level = 2, on = 2026-11-22 }
    rust = { level = 0, on = 2026-11-22 }
    sql = { level = 3, on = 2026-11-22 }
    "#);
}

#[test]
fn a_digit_is_that_level() {
    let house = house();
    let mut seat = before_sql(&house, USUAL);
    for level in 0..=5 {
        seat.press(&format!("{level}"));
        seat.asked("Indexes");
        has_draft(&house, "sql", level);
        seat.press(ESC);
        seat.asked("SQL");
    }
    // Back on an answer, the cursor stands on it: Enter keeps it.
    seat.press("\r");
    seat.asked("Indexes");
    has_draft(&house, "sql", 5);
}

#[test]
fn keys_typed_ahead_reach_their_questions() {
    let house = house();
    let mut seat = before_sql(&house, USUAL);
    seat.press("3\r4\r");
    seat.asked("Git");
    // While the answer is being saved.
    for keys in ["2", "\r", ESC] {
        seat.press(keys);
    }
    seat.look("Git again", |screen| {
        let is_saved = house.draft("small").is_some_and(|draft| draft.contains("git = { level = 2"));
        is_saved && screen.contents().contains("\nGit\n")
    });
    has_draft(&house, "sql", 3);
    has_draft(&house, "indexes", 4);
    has_draft(&house, "git", 2);
}

#[test]
fn enter_alone_rates_nothing() {
    let house = house();
    let mut seat = before_sql(&house, USUAL);
    seat.press("\r");
    seat.see(&["\nSQL\n", "nothing is chosen yet: press 0-5 to answer, s to skip"]);
    assert_eq!(drafted(&house, "sql"), None);
    // An arrow and Enter are a choice.
    seat.press("\u{1b}[B");
    seat.see(&["> 0  None"]);
    seat.press("\r");
    seat.asked("Indexes");
    has_draft(&house, "sql", 0);
}

#[test]
fn a_wrong_key_chooses_nothing() {
    let house = house();
    let mut seat = before_sql(&house, USUAL);
    for wrong in ["x", "6", "9", "\u{e4}", "\u{597d}"] {
        seat.press(wrong);
        seat.see(&["SQL", &format!("`{wrong}` is not an option here")]);
        assert_eq!(drafted(&house, "sql"), None);
    }
    seat.press("2");
    seat.asked("Indexes");
    has_draft(&house, "sql", 2);
}

#[test]
fn letters_lead_back_and_to_the_review() {
    let house = house();
    let mut seat = before_sql(&house, USUAL);
    seat.press("3");
    seat.asked("Indexes");
    seat.press("b");
    seat.asked("SQL");
    seat.press("r");
    seat.see(&["Review", "1 of 6 skills", "What next?", "1  Data", "2  Making"]);
    seat.press("1");
    seat.see(&["  SQL       3 Independent", "> Indexes", "0-5: answer"]);
    seat.press("k");
    seat.see(&["> SQL       3 Independent", "  Indexes"]);
    seat.press("1");
    seat.see(&["  SQL       1 Aware", "> Indexes"]);
    has_draft(&house, "sql", 1);
    seat.press(ESC);
    seat.see(&["Review", "What next?"]);
    seat.press("q");
    seat.exits(0);
    seat.see(&["1 answer is kept as a draft", AGAIN]);
    seat.is_as_before();
}

#[test]
fn esc_at_the_first_question_keeps_the_draft() {
    let house = house();
    let mut seat = before_sql(&house, USUAL);
    seat.press("4");
    seat.asked("Indexes");
    seat.press(ESC);
    seat.asked("SQL");
    seat.press(ESC);
    seat.exits(0);
    seat.see(&["1 answer is kept as a draft"]);
    seat.is_as_before();
    has_draft(&house, "sql", 4);
}

#[test]
fn ctrl_c_keeps_the_draft_and_the_next_run_goes_on_there() {
    let house = house();
    let mut seat = before_sql(&house, USUAL);
    seat.press("2");
    seat.asked("Indexes");
    seat.press("1");
    seat.asked("Git");
    seat.press(CTRL_C);
    seat.exits(130);
    seat.see(&["stopped; 2 answers are kept as a draft", &format!("`{AGAIN}`")]);
    seat.is_as_before();
    has_draft(&house, "indexes", 1);
    assert!(house.assessments().is_empty());

    // Without a word about rubric or target.
    let seat = Seat::take(&house, &ASSESS, USUAL);
    seat.asked("Git");
}

#[test]
fn the_command_in_the_message_goes_on() {
    let house = house();
    let mut seat = before_sql(&house, USUAL);
    seat.press("2");
    seat.asked("Indexes");
    seat.press(CTRL_C);
    seat.exits(130);
    let words: Vec<_> = AGAIN.split(' ').skip(1).collect();
    let seat = Seat::take(&house, &words, USUAL);
    seat.asked("Indexes");
}

#[test]
fn ctrl_c_before_the_first_answer_leaves_in_peace() {
    let house = house();
    let mut seat = Seat::take(&house, &ASSESS, USUAL);
    seat.see(&["Which role", "2  Mid-level"]);
    seat.press(CTRL_C);
    seat.exits(130);
    seat.is_as_before();
    assert!(house.assessments().is_empty());
}

#[test]
fn a_rerun_begins_on_the_last_answers() {
    let house = house();
    answered(&house);
    let mut seat = before_sql(&house, USUAL);
    seat.see(&["last time: 3 Independent", "> 3"]);
    seat.press("\r");
    seat.asked("Indexes");
    has_draft(&house, "sql", 3);
    seat.see(&["last time: does not apply"]);
    seat.press("1");
    seat.asked("Git");
    seat.see(&["last time: 2 Guided", "> 2"]);
    seat.press("4");
    insta::assert_snapshot!(seat.see(&["Is that right?", "answers are kept]"]), @r"
    Making

    Git

    last time  2 Guided: I made branches.
    now        4 Strong: I repaired a history.

    Is that right?
    > y  Yes, 4 Strong
      b  No, ask me again

    [press a key, or an arrow and Enter · q: stop, your answers are kept]
    ");
    seat.press("b");
    seat.asked("Git");
    seat.press("4");
    // It is asked back once.
    seat.see(&["Which of these have you used?", "[x] Python", "[ ] Rust"]);
    seat.go_on();
    seat.see(&["Not ticked: Rust, Go.", "What about the ones you did not tick?"]);
    seat.press("0");
    seat.asked("Python");
    seat.press("\r");
    seat.see(&["Making: done", "as last time"]);
    seat.press("\r");
    seat.see(&["Review", "6 of 6 skills"]);
    has_draft(&house, "python", 2);
    seat.press("w");
    seat.see(&["d  Done", "Read the whole report"]);
    seat.press("d");
    seat.exits(0);
    assert_eq!(house.assessments().len(), 2);
}

#[test]
fn enter_keeps_that_a_skill_does_not_apply() {
    let house = house();
    answered(&house);
    let mut seat = before_sql(&house, USUAL);
    seat.press("\r");
    seat.asked("Indexes");
    seat.press("\r");
    seat.asked("Git");
    assert!(drafted(&house, "indexes").unwrap_or_default().contains("not-applicable"), "{:?}", house.draft("small"));
}

#[test]
fn blind_hides_the_last_answers() {
    let house = house();
    answered(&house);
    let mut seat = Seat::take(&house, &with(&["--blind", "--target", "junior"]), USUAL);
    let card = seat.asked("SQL");
    assert!(!card.contains("last time") && !card.contains("> 3"), "{card}");
    seat.press("1");
    seat.asked("Indexes");
    seat.press(CTRL_C);
    seat.exits(130);
    // Still blind when it is taken up again.
    let card = Seat::take(&house, &ASSESS, USUAL).asked("Indexes");
    assert!(!card.contains("last time"), "{card}");
}

#[test]
fn one_answer_is_edited() {
    let house = house();
    answered(&house);
    let first = house.assessments();
    let mut seat = Seat::take(&house, &["edit", "structured query language", "--on", "2026-11-22"], USUAL);
    seat.asked("SQL");
    seat.press("4");
    seat.exits(0);
    seat.is_as_before();
    let both = house.assessments();
    assert_eq!((both.len(), &both[0]), (2, &first[0]));
    assert!(both[1].contains("sql = { level = 4, on = 2026-11-22 }"), "{}", both[1]);
    assert!(both[1].contains("git = { level = 2, on = 2026-08-01 }"), "{}", both[1]);
}

#[test]
fn an_edit_that_is_left_changes_nothing() {
    let house = house();
    answered(&house);
    for (keys, code) in [(ESC, 0), (CTRL_C, 130)] {
        let mut seat = Seat::take(&house, &["edit", "sql"], USUAL);
        seat.asked("SQL");
        seat.press(keys);
        seat.exits(code);
        seat.is_as_before();
        assert_eq!(house.assessments().len(), 1);
    }
}

#[test]
fn a_card_fits_the_terminal() {
    for (size, levels) in [((44, 24), 0..=5), ((80, 16), 0..=5), ((20, 8), 0..=0), ((10, 4), 0..=0), ((200, 60), 0..=5)]
    {
        let house = house();
        let mut seat = Seat::take(&house, &with(&["--target", "junior"]), size);
        let mut card = seat.look("a screen", |screen| !screen.contents().is_empty());
        while !card.contains("SQL") {
            seat.press("\r");
            card = seat.look("the next screen", |screen| !screen.contents().is_empty() && screen.contents() != card);
        }
        if size.1 >= 8 {
            assert!(levels.clone().all(|level| card.contains(&format!("\n  {level} "))), "{size:?}\n{card}");
        }
        seat.press("3");
        seat.look("the answer on disk", |_| {
            house.draft("small").is_some_and(|draft| draft.contains("sql = { level = 3"))
        });
        has_draft(&house, "sql", 3);
        seat.press(CTRL_C);
        seat.exits(130);
        seat.is_as_before();
    }
}

#[test]
fn what_was_answered_survives_kill_9() {
    let house = house();
    let mut seat = before_sql(&house, USUAL);
    seat.press("2");
    seat.asked("Indexes");
    // Evidence that is half typed is lost, nothing else.
    seat.press("c");
    seat.see(&["What would you like to add"]);
    seat.press("e");
    seat.see(&["What shows it?"]);
    seat.type_("https://exam");
    seat.see(&["https://exam"]);
    seat.signal("KILL");
    assert!(seat.ends().signal().is_some());
    has_draft(&house, "sql", 2);
    drop(seat);

    let mut seat = Seat::take(&house, &ASSESS, USUAL);
    seat.asked("Indexes");
    seat.press(ESC);
    seat.asked("SQL");
    seat.see(&["> 2"]);
}

#[test]
fn told_to_end_it_leaves_the_terminal_as_it_was() {
    for signal in ["TERM", "HUP", "INT"] {
        let house = house();
        let mut seat = before_sql(&house, USUAL);
        seat.press("2");
        seat.asked("Indexes");
        seat.signal(signal);
        seat.ends();
        seat.is_as_before();
        seat.see(&["stopped; every answer so far is kept"]);
        has_draft(&house, "sql", 2);
    }
}

#[test]
fn a_changed_rubric_keeps_the_answers() {
    let house = house();
    let mut seat = before_sql(&house, USUAL);
    seat.press("2");
    seat.asked("Indexes");
    seat.press("3");
    seat.asked("Git");
    seat.press(CTRL_C);
    seat.exits(130);

    let rubric = fs::read_to_string(house.path("small-rubric.toml")).unwrap();
    let renamed = rubric
        .replace("id = \"git\"", "id = \"vcs\"\nformerly = [\"git\"]")
        .replace("skill = \"git\"", "skill = \"vcs\"");
    house.file("small-rubric.toml", renamed.replace("\"1.0.0\"", "\"1.1.0\""));
    let mut seat = Seat::take(&house, &ASSESS, USUAL);
    assert!(seat.asked("Git").contains("the rubric has changed since this draft was begun"));
    seat.press(ESC);
    let card = seat.asked("Indexes");
    assert!(card.contains("> 3") && !card.contains("has changed"), "{card}");
}

#[test]
fn a_second_questionnaire_is_refused() {
    let house = house();
    let mut first = before_sql(&house, USUAL);
    let mut second = Seat::take(&house, &ASSESS, USUAL);
    second.exits(1);
    second.see(&["is open in another run", &format!("process {}", first.pid())]);
    second.is_as_before();
    first.press("2");
    first.asked("Indexes");
    has_draft(&house, "sql", 2);
}

#[test]
fn a_draft_that_cannot_be_read_stays_until_it_is_moved_aside() {
    let house = house();
    let _ = house.file("data/drafts/small.toml", "format = 1\nrubric = {");
    let mut seat = Seat::take(&house, &ASSESS, USUAL);
    seat.exits(1);
    seat.see(&["error: cannot use", "--restart"]);
    seat.is_as_before();
    let mut seat = Seat::take(&house, &with(&["--restart"]), USUAL);
    seat.see(&["Drop it?"]);
    seat.press("1");
    seat.see(&["Which role", "2  Mid-level"]);
    seat.press("1");
    seat.asked("SQL");
    assert_eq!(house.files("removed").len(), 1);
}

mod lines {
    use super::*;

    fn accessible<'a>(more: &[&'a str]) -> Vec<&'a str> {
        [&["--accessible"], ASSESS.as_slice(), more].concat()
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "all that is read in one sitting")]
    fn a_whole_assessment() {
        let house = house();
        let input = "1\nhelp\nx\n3\nn\nevidence https://example.org/pr/1\n2\n1\n0\n2\nsave\n";
        let ran = house.run_with(&accessible(&[]), input).exits(0);
        assert!(!format!("{ran}").contains('\u{1b}'), "{ran}");
        assert!(ran.stdout.contains("Junior"), "{ran}");
        insta::assert_snapshot!(house.assessments()[0].split("[ratings]").nth(1).unwrap().trim(), @r#"
        git = { level = 2, on = 2026-11-22, evidence = "https://example.org/pr/1" }
        golang = { level = 0, on = 2026-11-22 }
        indexes = { state = "not-applicable", on = 2026-11-22 }
        python = { level = 2, on = 2026-11-22 }
        rust = { level = 0, on = 2026-11-22 }
        sql = { level = 3, on = 2026-11-22 }
        "#);
        insta::assert_snapshot!(ran.stderr, @r#"
        Small rubric
        You rate what you can do today: choose the highest sentence that is true of you. If you did it alone, "with help" is true too. Your answers are for your own learning plan and stay on this machine.
        1: Junior. Builds small parts under review.
        2: Mid-level. Builds whole parts alone.
        Which role do you compare yourself with? Type a number. Enter alone means Junior.
        6 skills in about 5 questions, about 3 minutes; every answer is kept.
        Choose the highest sentence that is true of you.
        Alone, on my own: nobody gave you the steps; looking things up is fine. With help: somebody did, or you did it alone. Real: others use it. In production: it runs for the people it is meant for. If you can do it only with an AI assistant, type a to mark it.
        Type a level from 0 to 5 and press Enter. Other words:
        skip, n (does not apply to me: my work has no use for it), a (only with an AI assistant),
        back, levels, why, words (what the words mean), evidence TEXT,
        sure, fairly or guess (how sure the answer is), list (of all areas), review, quit, help.

        Area Data. 2 skills.

        Skill 1 of 6: SQL.
        Reading and changing relational data.
        0 None: I have not done this.
        1 Aware: I read a query that somebody else wrote and said what it returns.
        2 Guided: I wrote joins and aggregates that somebody else relied on.
        3 Independent: I read query plans and added the index that a slow query needed.
        4 Strong: I designed schemas for features that several teams use today.
        5 Expert: I set the rules by which others design their tables.
        Type a level:
        Choose the highest sentence that is true of you.
        Alone, on my own: nobody gave you the steps; looking things up is fine. With help: somebody did, or you did it alone. Real: others use it. In production: it runs for the people it is meant for. If you can do it only with an AI assistant, type a to mark it.
        Type a level from 0 to 5 and press Enter. Other words:
        skip, n (does not apply to me: my work has no use for it), a (only with an AI assistant),
        back, levels, why, words (what the words mean), evidence TEXT,
        sure, fairly or guess (how sure the answer is), list (of all areas), review, quit, help.
        Type a level:
        Error: "x" is not a level. Type a number from 0 to 5, or help.
        Type a level:
        Recorded 3 Independent.

        Skill 2 of 6: Indexes.
        0 None: I have not done this.
        1 Aware: I saw an index.
        2 Guided: I made an index.
        3 Independent: I chose an index.
        4 Strong: I dropped an index safely.
        5 Expert: I set index rules.
        Type a level:
        Recorded: does not apply to me.

        Area Making. 4 skills.
        Type a level from 0 to 5 and press Enter, or help.

        Skill 3 of 6: Git.
        0 None: I have not done this.
        1 Aware: I cloned.
        2 Guided: I made branches.
        3 Independent: I rebased.
        4 Strong: I repaired a history.
        5 Expert: I set the rules of a repository.
        Type a level:
        Evidence recorded.

        Skill 3 of 6: Git.
        0 None: I have not done this.
        1 Aware: I cloned.
        2 Guided: I made branches.
        3 Independent: I rebased.
        4 Strong: I repaired a history.
        5 Expert: I set the rules of a repository.
        Type a level:
        Recorded 2 Guided.

        A language. Which of these have you used?
        One language known well beats three known a little.
        1: Python.
        2: Rust.
        3: Go.
        Type the numbers of those you have used, or none:

        Not ticked: Rust, Go.
        Type 0 to rate them 0, skip or back:
        Recorded 0.

        Skill 4 of 6: Python.
        0 None: I have not done this.
        1 Aware: I read Python.
        2 Guided: I wrote a Python tool.
        3 Independent: I shipped Python.
        4 Strong: I tuned Python.
        5 Expert: I set Python rules.
        Type a level:
        Recorded 2 Guided.

        Making is done: 4 rated 0 to 2. Type list to come back to it.

        Review. 6 of 6 skills have an answer.
        1: Data: 1 rated 3, 1 not applicable.
        2: Making: 4 rated 0 to 2.
        save: Save and show the report.
        quit: Keep as a draft, decide later.
        Type save, quit, or the number of an area to look it over:
        Saved. Type report to read the whole report, or press Enter to finish:
        saved [moment]-small
        "#);
    }

    #[test]
    fn the_end_of_the_input_keeps_the_draft() {
        let house = house();
        let ran = house.run_with(&accessible(&[]), "1\n3\n").exits(4);
        assert!(ran.stderr.contains("1 answer is kept as a draft") && ran.stderr.contains(AGAIN), "{ran}");
        has_draft(&house, "sql", 3);
        let ran = house.run_with(&accessible(&[]), "n\n2\n1\n0\n2\nsave\n").exits(0);
        assert!(!ran.stderr.contains("SQL."), "{ran}");
        assert!(house.assessments()[0].contains("sql = { level = 3"));
    }

    #[test]
    fn quit_keeps_the_draft() {
        let house = house();
        let _ = house.run_with(&accessible(&[]), "1\n3\nquit\n").exits(0);
        has_draft(&house, "sql", 3);
    }

    #[test]
    fn a_draft_needs_neither_the_file_nor_the_day_again() {
        let house = house();
        let _ = house.run_with(&accessible(&[]), "1\n3\nquit\n").exits(0);
        fs::remove_file(house.path("small-rubric.toml")).unwrap();
        let _ = house.run(&["history", "check"]).exits(0);
        let ran = house.run_with(&["--accessible", "assess"], "n\n2\n1\n0\n2\nsave\n").exits(0);
        assert!(!ran.stderr.contains("SQL."), "{ran}");
        let saved = &house.assessments()[0];
        assert!(
            saved.contains("\non = 2026-11-22\n") && saved.contains("sql = { level = 3, on = 2026-11-22"),
            "{saved}"
        );
    }

    #[test]
    fn the_day_on_the_command_line_wins_over_the_draft() {
        let house = house();
        let _ = house.run_with(&accessible(&[]), "1\n3\nquit\n").exits(0);
        let _ = house.run_with(&["--accessible", "assess", "--on", "2026-11-25"], "n\n2\n1\n0\n2\nsave\n").exits(0);
        assert!(house.assessments()[0].contains("\non = 2026-11-25\n"));
    }

    #[test]
    fn restart_asks_only_if_there_is_a_draft() {
        let house = house();
        let ran = house.run_with(&accessible(&["--restart"]), "1\n3\nquit\n").exits(0);
        assert!(!ran.stderr.contains("Drop it?"), "{ran}");
        let ran = house.run_with(&accessible(&["--restart"]), "2\n").exits(0);
        assert!(ran.stderr.contains("Drop it?") && ran.stderr.contains("the draft stays"), "{ran}");
        has_draft(&house, "sql", 3);
    }

    #[test]
    fn a_review_without_an_answer_says_so() {
        let house = house();
        let ran = house.run_with(&accessible(&[]), "1\nreview\nsave\nquit\n").exits(0);
        assert!(ran.stderr.contains("there is nothing to save"), "{ran}");
    }

    #[test]
    fn an_edit_that_skips_what_is_open_changes_nothing() {
        let house = house();
        let name = house.file("answers.toml", "rubric = \"small-rubric.toml\"\n[ratings]\nsql = 3\n");
        let _ = house.run(&["assess", "--answers", name]).exits(0);
        let ran = house.run_with(&["--accessible", "edit", "git"], "skip\nback\n").exits(0);
        assert!(ran.stderr.contains("nothing changed"), "{ran}");
        assert_eq!(house.assessments().len(), 1);
    }

    #[test]
    fn without_a_rubric_named_it_is_that_of_the_last_assessment() {
        let house = house();
        answered(&house);
        let ran = house.run(&["rubric", "show"]).exits(0);
        assert!(ran.stdout.contains("small"), "{ran}");
    }

    #[test]
    fn a_rubric_on_standard_input_is_read_once() {
        let house = house();
        answered(&house);
        house.file("data/assessments/broken.toml", "what");
        let rubric = fs::read(house.path("small-rubric.toml")).unwrap();
        for command in [&["explain", "sql", "--rubric", "-"][..], &["target", "list", "--rubric", "-"]] {
            let ran = house.run_with(command, &rubric).exits(0);
            assert_eq!(ran.stderr.matches("warning: skipped").count(), 1, "{ran}");
        }
        let ran = house.run(&[]).exits(0);
        assert_eq!(ran.stderr.matches("warning: skipped").count(), 1, "{ran}");
    }

    #[test]
    fn an_edit_and_a_tick_can_name_their_rubric() {
        let house = house();
        answered(&house);
        let name = house.file("other.toml", "rubric = \"backend-developer\"\n[ratings]\nsql = 1\n");
        let _ = house.run(&["assess", "--answers", name]).exits(0);
        let changed = fs::read_to_string(house.path("small-rubric.toml")).unwrap().replace("I cloned.", "I forked.");
        let file = house.file("changed.toml", changed);
        let _ = house.run(&["edit", "sql", "--level", "4", "--rubric", file]).exits(0);
        let _ = house.run(&["edit", "sql", "--level", "5", "--rubric", "small"]).exits(0);
        let all = house.assessments();
        assert!(all[3].contains("id = \"small\"") && all[3].contains("sql = { level = 5"), "{}", all[3]);
        let _ = house.run(&["plan", "done", "git@3", "--rubric", "small"]).exits(0);
        let ran = house.run(&["plan", "undo", "git@3", "--rubric", "small"]).exits(0);
        assert!(ran.stderr.contains("is no longer ticked"), "{ran}");
        let _ = house.run(&["history", "check"]).exits(0);
    }

    #[test]
    fn an_unreadable_draft_is_named() {
        let house = house();
        house.file("data/drafts/small.toml", "what");
        let ran = house.run(&[]).exits(0);
        assert!(ran.stderr.contains("warning: skipped `[data]/drafts/small.toml`"), "{ran}");
    }

    #[test]
    fn a_rerun_keeps_answers_with_enter() {
        let house = house();
        answered(&house);
        let ran = house.run_with(&accessible(&[]), "\n\n\n\n\n0\n\nsave\n").exits(0);
        assert!(ran.stderr.contains("Last time 3 Independent. Press Enter to keep it"), "{ran}");
        let both = house.assessments();
        assert!(both[1].contains("sql = { level = 3, on = 2026-11-22 }"), "{}", both[1]);
    }
}

#[test]
fn a_wrong_key_at_home_is_said_and_asked_again() {
    let house = house();
    let mut seat = Seat::take(&house, &[], USUAL);
    seat.see(&["What now?", "1  Begin: a first result", "q  Not now"]);
    seat.press("x\r");
    seat.see(&["`x` is not an option here; the keys are 1 2 q"]);
    seat.press("1\r");
    seat.see(&["Which role do you compare yourself with?", "1  Backend Developer Intern"]);
    seat.press(CTRL_C);
    seat.exits(130);
}
