//! The questionnaire for somebody who was here before: what is asked again, and how an answer is found and changed.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fmt::Write as _;
use std::fs;

use crate::seat::Seat;
use crate::support::House;

const USUAL: (u16, u16) = (80, 24);

fn house() -> House {
    let house = House::new();
    house.sample("small-rubric.toml");
    house
}

/// SQL 1 a year ago, Git 2 and Python 3 a month ago, the other languages 0; Indexes open.
fn answered(house: &House) {
    let file = "rubric = \"small-rubric.toml\"\ntarget = \"junior\"\non = 2026-10-20\n[ratings]\n\
                sql = { level = 1, on = 2025-11-01 }\ngit = 3\npython = 3\nrust = 0\ngolang = 0\n";
    let _ = house.run(&["assess", "--answers", house.file("answers.toml", file)]).exits(0);
}

const DUE: [&str; 6] = ["assess", "--due", "--rubric", "small-rubric.toml", "--on", "2026-11-22"];

#[test]
fn what_is_due_is_asked_with_its_reason_and_what_was_ticked_first() {
    let house = house();
    answered(&house);
    let _ = house.run(&["plan", "done", "git@4", "--target", "mid"]);
    let ran = house.run_with(&[&["--accessible"], DUE.as_slice()].concat(), "why\n2\n\nwhy\n1\nquit\n").exits(0);
    insta::assert_snapshot!(ran.stderr, @r"
    2 skills may have changed, about 1 minute: 1 you ticked, 1 answered long ago.
    Choose the highest sentence that is true of you.
    Alone, on my own: nobody gave you the steps; looking things up is fine. With help: somebody did, or you did it alone. Real: others use it. In production: it runs for the people it is meant for. If you can do it only with an AI assistant, type a to mark it.
    Type a level from 0 to 5 and press Enter. Other words:
    skip, n (does not apply to me: my work has no use for it), a (only with an AI assistant),
    back, levels, why, words (what the words mean), evidence TEXT,
    sure, fairly or guess (how sure the answer is), list (of all areas), review, quit, help.

    Area Making. 1 skill.

    Skill 1 of 2: Git.
    0 None: I have not done this.
    1 Aware: I cloned.
    2 Guided: I made branches.
    3 Independent: I rebased.
    4 Strong: I repaired a history.
    5 Expert: I set the rules of a repository.
    Last time 3 Independent. Press Enter to keep it, or type a level:
    Asked because you ticked a step of it as done.
    The rubric does not say.
    Last time 3 Independent. Press Enter to keep it, or type a level:
    Recorded 2 Guided.
    Last time it was 3 Independent, now it is 2 Guided. Press Enter if that is right, or type back to answer again:

    Area Data. 1 skill.
    Type a level from 0 to 5 and press Enter, or help.

    Skill 2 of 2: SQL.
    Reading and changing relational data.
    0 None: I have not done this.
    1 Aware: I read a query that somebody else wrote and said what it returns.
    2 Guided: I wrote joins and aggregates that somebody else relied on.
    3 Independent: I read query plans and added the index that a slow query needed.
    4 Strong: I designed schemas for features that several teams use today.
    5 Expert: I set the rules by which others design their tables.
    Last time 1 Aware. Press Enter to keep it, or type a level:
    Asked because its last answer is old.
    Most backends keep their truth in tables.
    Last time 1 Aware. Press Enter to keep it, or type a level:
    Recorded 1 Aware.

    Review. 2 of 2 skills have an answer.
    1: Data: 1 rated 1.
    2: Making: 1 rated 2.
    save: Save and show the report.
    quit: Keep as a draft, decide later.
    Type save, quit, or the number of an area to look it over:
    2 answers are kept as a draft; go on with `skillgap assess --rubric small-rubric.toml`
    ");
}

#[test]
fn the_home_screen_offers_what_may_have_moved() {
    let house = house();
    answered(&house);
    let mut seat = Seat::take(&house, &[], USUAL);
    let home = seat.see(&["What now?", "q  Not now", "then Enter]"]);
    insta::assert_snapshot!(home.split("\n\n").last().unwrap(), @"
    ? What now?  
    > 1  Only what may have changed: 1 skill, about 1 minute
      2  One area, on one screen
      3  One answer
      4  Everything, starting from your last answers
      q  Not now
    [type a key, then Enter]
    ");
    seat.press("x\r");
    let again = seat.see(&["`x` is not an option here; the keys are 1 2 3 4 q"]);
    assert_eq!(again.matches("What now?").count(), 1, "{again}");
    seat.press("2\r");
    seat.see(&["Which area?", "1  Data", "2  Making"]);
    seat.press("1\r");
    seat.see(&["to the sheet]"]);
    seat.press("\r");
    seat.see(&["> SQL", "last time 1 Aware", "0-5: answer"]);
    seat.press("q");
    seat.exits(0);
}

#[test]
fn the_first_screen_offers_a_sample() {
    let house = House::new();
    let mut seat = Seat::take(&house, &[], USUAL);
    seat.see(&["What now?", "1  Begin: a first result", "2  See a sample report", "q  Not now"]);
    seat.press("2\r");
    seat.exits(0);
    seat.see(&["How sure is this"]);
    assert!(house.files("assessments").is_empty());
}

#[test]
fn an_answer_is_found_by_a_part_of_any_of_its_names() {
    let house = house();
    answered(&house);
    let mut seat = Seat::take(&house, &["edit"], USUAL);
    seat.see(&["Which answer do you want to change?", "SQL", "1 Aware", "Git"]);
    seat.press("query lang");
    let found = seat.look("one left", |screen| !screen.contents().contains("Git"));
    assert!(found.contains("SQL"), "{found}");
    seat.press("\r");
    seat.asked("SQL");
    seat.press("\u{1b}");
    seat.exits(0);

    let mut seat = Seat::take(&house, &["edit", "inde"], USUAL);
    seat.asked("Indexes");
    seat.press("2");
    seat.exits(0);
    assert!(house.assessments()[1].contains("indexes = { level = 2"));

    let mut seat = Seat::take(&house, &["edit", "g"], USUAL);
    let found = seat.see(&["Which answer do you want to change?", "Git", "Go"]);
    assert!(!found.contains("Python"), "{found}");
    seat.press("\u{3}");
    seat.exits(130);
    let _ = house.run(&["edit", "zzz"]).exits(2);
    let _ = house.run(&["edit", "inde", "--level", "3"]).exits(2);
}

#[test]
fn what_a_changed_rubric_words_anew_is_asked_again_where_it_counts() {
    let house = house();
    let args = ["--accessible", "assess", "--all", "--rubric", "small-rubric.toml", "--target", "junior"];
    let _ = house.run_with(&args, "2\n2\nquit\n").exits(0);
    let text = fs::read_to_string(house.path("small-rubric.toml")).unwrap();
    let text = text.replace("I saw an index.", "I read about indexes.").replace("1.0.0", "1.0.1");
    house.file("small-rubric.toml", text.replace("I wrote joins and aggregates", "I wrote queries with joins"));
    let ran = house.run_with(&args, "quit\n").exits(0);
    assert!(ran.stderr.contains("1 skill is reworded and asked again (1 of 6 answered)"), "{ran}");
    assert!(ran.stderr.contains("Skill 1 of 6: SQL.") && ran.stderr.contains("I wrote queries with joins"), "{ran}");
    assert!(ran.stderr.contains("Last time 2 Guided. Press Enter to keep it"), "{ran}");
    let draft = house.draft("small").unwrap();
    assert!(draft.contains("sql = { level = 2") && draft.contains("indexes = { level = 2"), "{draft}");
    // Left at once and taken up again, it still waits for its answer; the other words change nothing for the target.
    let ran = house.run_with(&args, "\nquit\n").exits(0);
    assert!(ran.stderr.contains("Skill 1 of 6: SQL.") && ran.stderr.contains("Last time 2 Guided"), "{ran}");
    assert!(!ran.stderr.contains("Skill 2 of 6: Indexes."), "{ran}");
    let ran = house.run_with(&args, "quit\n").exits(0);
    assert!(!ran.stderr.contains("Skill 1 of 6: SQL."), "{ran}");
}

/// A rubric of so many skills, each asked for at 2, the later ones by less; and the same with all anchors worded anew.
fn of_many_skills(words: &str) -> String {
    let mut text = String::from(
        "id = \"many\"\ntitle = \"Many\"\nversion = \"1.0.0\"\n\
         scale = [{ name = \"None\" }, { name = \"Some\" }, { name = \"Much\" }, { name = \"All\" }]\n\
         [[areas]]\nid = \"all\"\ntitle = \"All\"\n",
    );
    for at in 0..30 {
        write!(
            text,
            "[[skills]]\nid = \"s{at}\"\ntitle = \"Skill number {at}\"\narea = \"all\"\n\
             anchors = [\"I {words} a {at}.\", \"I {words} b {at}.\", \"I {words} c {at}.\"]\nhours = [1, 1, 1]\n"
        )
        .unwrap();
    }
    text += "[[targets]]\nid = \"mid\"\ntitle = \"Mid-level\"\nkind = \"ladder\"\nrank = 1\nrequires = [\n";
    for at in 0..30 {
        let weight = if at < 20 { "weight = 3, floor = 1" } else { "weight = 1" };
        writeln!(text, "{{ skill = \"s{at}\", level = 2, {weight} }},").unwrap();
    }
    text + "]\n"
}

#[test]
fn a_new_edition_asks_few_answers_again_and_says_why() {
    let house = House::new();
    let rubric = house.file("many.toml", of_many_skills("did"));
    let ratings: Vec<_> = (0..30).map(|at| format!("s{at} = {}\n", if at < 18 { 2 } else { 3 })).collect();
    let ratings = ratings.concat();
    let answers = format!("rubric = \"many.toml\"\ntarget = \"mid\"\non = 2026-10-20\n[ratings]\n{ratings}");
    let _ = house.run(&["assess", "--answers", house.file("answers.toml", answers)]).exits(0);
    let due = ["--accessible", "assess", "--due", "--rubric", rubric, "--on", "2026-10-21"];
    let ran = house.run_with(&due, "quit\n").exits(0);
    assert!(ran.stderr.contains("nothing is due yet"), "{ran}");
    house.file("many.toml", of_many_skills("made"));
    let ran = house.run_with(&due, "why\nquit\n").exits(0);
    let asked = "15 skills may have changed, about 7 minutes: 15 reworded. 15 more are worded anew, which changes little; \
                 `skillgap assess` asks all.";
    assert!(ran.stderr.contains(asked), "{ran}");
    assert!(ran.stderr.contains("Asked because the level that counts for Mid-level has been reworded."), "{ran}");
}

#[test]
fn a_look_into_one_area_leaves_the_rest_of_the_draft() {
    let house = house();
    let args = ["--accessible", "assess", "--all", "--rubric", "small-rubric.toml", "--target", "junior"];
    let _ = house.run_with(&args, "3\nquit\n").exits(0);
    let before = house.draft("small").unwrap();
    let ran = house.run_with(&[args.as_slice(), &["--area", "making"]].concat(), "quit\n").exits(0);
    assert!(ran.stderr.contains("1 answer is kept as a draft"), "{ran}");
    let _ = house.run_with(&[args.as_slice(), &["--area", "making"]].concat(), "2\nquit\n").exits(0);
    let after = house.draft("small").unwrap();
    assert!(after.contains("sql = { level = 3") && after.contains("git = { level = 2"), "{before}{after}");
    assert!(after.contains("areas = []"), "{after}");
    let ran = house.run_with(&args, "review\nquit\n").exits(0);
    assert!(ran.stderr.contains("1: Data: 1 rated 3, 1 not asked yet."), "{ran}");
}

#[test]
fn a_wish_wins_over_how_a_draft_was_begun() {
    let house = house();
    answered(&house);
    let due = [&["--accessible"], DUE.as_slice()].concat();
    let _ = house.run_with(&due, "2\nquit\n").exits(0);
    assert!(house.draft("small").unwrap().contains("modes = [\"due\"]"));
    let all = ["--accessible", "assess", "--rubric", "small-rubric.toml", "--all"];
    let ran = house.run_with(&all, "quit\n").exits(0);
    assert!(ran.stderr.contains(" of 6 skills "), "{ran}");
    assert!(house.draft("small").unwrap().contains("modes = []"));
}

#[test]
fn what_is_left_open_begins_with_what_was_used() {
    let house = house();
    let args = ["--accessible", "assess", "--all", "--rubric", "small-rubric.toml", "--target", "junior"];
    let ran = house.run_with(&args, "review\nfill\n3\n2\n1\n1\nback\n1 2\n0\n4\n3\nsave\n").exits(0);
    let asked = ran.stderr.find("Which of these have you used?").unwrap();
    assert!(asked < ran.stderr.find("Not ticked:").unwrap(), "{ran}");
    let saved = &house.assessments()[0];
    for answer in
        ["sql = { level = 3", "git = { level = 1", "python = { level = 4", "rust = { level = 3", "golang = { level = 0"]
    {
        assert!(saved.contains(answer), "{answer}\n{saved}");
    }
}

#[test]
fn from_the_review_one_goes_back_to_where_one_was() {
    let house = house();
    let mut seat =
        Seat::take(&house, &["assess", "--all", "--rubric", "small-rubric.toml", "--target", "junior"], USUAL);
    seat.asked("SQL");
    seat.press("3");
    seat.asked("Indexes");
    seat.press("r");
    seat.see(&["Review", "1 of 6 skills answered", "> a  Answer the 5 skills left open"]);
    seat.press("\u{1b}");
    seat.asked("Indexes");
    seat.press("r");
    seat.see(&["Review"]);
    seat.press("2");
    seat.see(&["Making", "> Git"]);
    seat.press("\u{3}");
    seat.exits(130);
    // A sheet that was opened aside is not the way.
    let seat = Seat::take(&house, &["assess", "--rubric", "small-rubric.toml"], USUAL);
    seat.see(&["Review", "1 of 6 skills answered"]);
}

#[test]
fn a_blind_rerun_shows_nothing_of_last_time() {
    let house = house();
    answered(&house);
    let args = ["--accessible", "assess", "--blind", "--all", "--rubric", "small-rubric.toml", "--target", "junior"];
    let ran = house.run_with(&args, "2\n1\nlist\n2\n\n4\n1\n\n5\nquit\n").exits(0);
    for word in ["ast time", "as used", "Now"] {
        assert!(!ran.stderr.contains(word), "{word}\n{ran}");
    }
}

#[test]
fn who_was_sure_of_another_level_is_not_sure_of_this_one() {
    let house = house();
    let file = "rubric = \"small-rubric.toml\"\ntarget = \"junior\"\non = 2026-10-20\n[ratings]\n\
                sql = { level = 1, confidence = \"sure\" }\ngit = { level = 3, confidence = \"sure\" }\n";
    let _ = house.run(&["assess", "--answers", house.file("answers.toml", file)]).exits(0);
    let args = ["--accessible", "assess", "--all", "--rubric", "small-rubric.toml", "--target", "junior"];
    let _ = house.run_with(&args, "2\ns\n\nreview\nsave\n").exits(0);
    let saved = &house.assessments()[1];
    assert!(
        saved.contains("sql = { level = 2, on = ") && !saved.contains("sql = { level = 2, on = 2026-11-23, conf"),
        "{saved}"
    );
    assert_eq!(saved.matches("confidence = \"sure\"").count(), 1, "{saved}");
}

#[test]
fn a_terminal_that_cannot_be_drawn_on_is_asked_in_lines() {
    let house = house();
    let mut seat = Seat::take_at(
        &house,
        "dumb",
        &["assess", "--all", "--rubric", "small-rubric.toml", "--target", "junior"],
        USUAL,
    );
    seat.see(&["Skill 1 of 6: SQL.", "Type a level:"]);
    seat.press("3\r");
    seat.see(&["Recorded 3 Independent.", "Skill 2 of 6"]);
    seat.press("quit\r");
    seat.exits(0);
}

#[test]
fn an_edit_offers_what_can_be_done_to_one_answer() {
    let house = house();
    answered(&house);
    let mut seat = Seat::take(&house, &["edit", "git", "--on", "2026-11-22"], USUAL);
    let card = seat.asked("Git");
    insta::assert_snapshot!(card, @r"
    Alone, on my own: nobody gave you the steps; looking things up is fine. With
    help: somebody did, or you did it alone. Real: others use it. In production: it
    runs for the people it is meant for. If you can do it only with an AI
    assistant, press a to mark it.

    Making

    Git

    Choose the highest sentence that is true of you.             now: 3 Independent
      0  None         I have not done this.
      1  Aware        I cloned.
      2  Guided       I made branches.
    > 3  Independent  I rebased.
      4  Strong       I repaired a history.
      5  Expert       I set the rules of a repository.

    [0-5: answer and go on · Enter: keep · n: does not apply to me ·
     a: only with AI · b: back · x: remove · ?: what the words mean, all keys]
    ");
    seat.press("c");
    seat.see(&["What would you like to add"]);
    seat.press("e");
    seat.see(&["What shows it?"]);
    seat.press("https://example.org/1\r");
    seat.see(&["Evidence: https://example.org/1"]);
    seat.press("b");
    seat.exits(0);
    let saved = &house.assessments()[1];
    assert!(saved.contains("git = { level = 3, on = 2026-11-22, evidence = \"https://example.org/1\" }"), "{saved}");
    let mut seat = Seat::take(&house, &["edit", "git"], USUAL);
    seat.asked("Git");
    seat.press("x");
    seat.exits(0);
    seat.see(&["`git` has no answer now", "saved "]);
    assert!(!house.assessments()[2].contains("git ="));
}

#[test]
fn an_answer_to_edit_is_found_line_by_line() {
    let house = house();
    answered(&house);
    let ran = house.run_with(&["--accessible", "edit"], "zzz\nnowhere\ng\n2\nback\n").exits(0);
    insta::assert_snapshot!(ran.stderr, @"
    1: SQL: 1 Aware.
    2: Indexes: no answer.
    3: Git: 3 Independent.
    4: Python: 3 Independent.
    5: Rust: 0 None.
    6: Go: 0 None.
    Which skill? Type its number or a part of its name; Enter alone goes back:
    Error: no skill is called that.
    Which skill? Type its number or a part of its name; Enter alone goes back:
    Error: no skill is called that.
    Which skill? Type its number or a part of its name; Enter alone goes back:
    1: SQL: 1 Aware.
    2: Git: 3 Independent.
    3: Go: 0 None.
    Which skill? Type its number or a part of its name; Enter alone goes back:
    Choose the highest sentence that is true of you.
    Alone, on my own: nobody gave you the steps; looking things up is fine. With help: somebody did, or you did it alone. Real: others use it. In production: it runs for the people it is meant for. If you can do it only with an AI assistant, type a to mark it.
    Type a level from 0 to 5 and press Enter. Other words:
    n (does not apply to me: my work has no use for it), a (only with an AI assistant),
    remove (this answer), levels, why, words (what the words mean), evidence TEXT,
    sure, fairly or guess (how sure the answer is), back, quit, help.

    Git.
    0 None: I have not done this.
    1 Aware: I cloned.
    2 Guided: I made branches.
    3 Independent: I rebased.
    4 Strong: I repaired a history.
    5 Expert: I set the rules of a repository.
    Now 3 Independent. Press Enter to keep it, or type a level:
    Going back.
    nothing changed
    ");
    let ran = house.run_with(&["--accessible", "edit", "sql"], "skip\nremove\n").exits(0);
    insta::assert_snapshot!(ran.stderr, @"
    Choose the highest sentence that is true of you.
    Alone, on my own: nobody gave you the steps; looking things up is fine. With help: somebody did, or you did it alone. Real: others use it. In production: it runs for the people it is meant for. If you can do it only with an AI assistant, type a to mark it.
    Type a level from 0 to 5 and press Enter. Other words:
    n (does not apply to me: my work has no use for it), a (only with an AI assistant),
    remove (this answer), levels, why, words (what the words mean), evidence TEXT,
    sure, fairly or guess (how sure the answer is), back, quit, help.

    SQL.
    Reading and changing relational data.
    0 None: I have not done this.
    1 Aware: I read a query that somebody else wrote and said what it returns.
    2 Guided: I wrote joins and aggregates that somebody else relied on.
    3 Independent: I read query plans and added the index that a slow query needed.
    4 Strong: I designed schemas for features that several teams use today.
    5 Expert: I set the rules by which others design their tables.
    Now 1 Aware. Press Enter to keep it, or type a level:
    Error: one answer is changed here. Type a level, remove, back, or help.
    Now 1 Aware. Press Enter to keep it, or type a level:
    `sql` has no answer now
    ");
    assert!(!house.assessments()[1].contains("sql ="));
}

#[test]
fn ctrl_c_between_lines_says_what_is_kept() {
    let house = house();
    let args = ["assess", "--all", "--rubric", "small-rubric.toml", "--target", "junior"];
    let mut seat = Seat::take_at(&house, "dumb", &args, USUAL);
    seat.see(&["Skill 1 of 6: SQL.", "Type a level:"]);
    seat.press("3\r");
    seat.see(&["Recorded 3 Independent.", "Skill 2 of 6"]);
    seat.press("\u{3}");
    seat.exits(130);
    seat.see(&["stopped; every answer so far is kept"]);
    assert!(house.draft("small").unwrap().contains("sql = { level = 3"));

    answered(&house);
    let mut seat = Seat::take_at(&house, "dumb", &["edit", "sql"], USUAL);
    seat.see(&["Type a level"]);
    seat.press("\u{3}");
    seat.exits(130);
    seat.see(&["stopped; nothing was changed"]);
}

#[test]
fn why_a_skill_is_asked_stands_under_its_title() {
    let house = house();
    answered(&house);
    let mut seat = Seat::take(&house, &DUE, USUAL);
    seat.see(&["SQL\nAsked because your plan has begun with it."]);
    seat.press("q");
    seat.exits(0);
    seat.is_as_before();
}

#[test]
fn every_level_can_be_read_on_a_small_screen() {
    let house = House::new();
    let args = ["assess", "--target", "mid", "--area", "databases"];
    let mut seat = Seat::take(&house, &args, (44, 24));
    seat.see(&["In production:", "[Enter: to the question]"]);
    seat.press("\r");
    let card = seat.see(&["?: more]"]);
    insta::assert_snapshot!(card, @"
    SQL           skill 1 of 9 · 1 of 9 · saved
    Choose the highest that is true of you.
      0 None: I have not done this yet.
      1 Aware: I have written queries that
       pick, filter and sort the rows of a
       table, even if only by following a
       tutorial.
      2 Guided: I have written queries that
       join tables and add up groups of rows,
       even if only in a project of my own.
      3 Independent: I have written on my own
       the joins, groupings and updates
       behind a feature or report that others
       rely on.
      4 Strong: I have replaced slow or wrong
       SQL that others rely on after
       comparing rewrites, indexes or windows
       by its plans.
      5 Expert: I have fixed slow or wrong SQL
       that its own authors could not, and
       they have since used the way that I
       showed them.
    [0-5: answer · s: skip · ?: more]
    ");
    seat.press("?");
    let mut read = seat.see(&["page 1 of", "Enter: more"]);
    let pages: u32 =
        read.split("page 1 of ").nth(1).unwrap().split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap();
    for page in 2..=pages {
        seat.press(" ");
        let of_page = format!("page {page} of");
        read += &seat.see(&[if page == pages { "[Enter: to the question]" } else { &of_page }]);
    }
    assert!(read.contains("A way to find out") && read.contains("5 Expert"), "{read}");
    seat.press("b");
    seat.see(&["?: more]"]);
    seat.press("\u{3}");
    seat.exits(130);
}
