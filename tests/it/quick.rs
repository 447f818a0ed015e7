//! `assess --quick` and `--standard` as a person meets them.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use crate::asking_less::people::{Dice, text};
use crate::seat::Seat;
use crate::support::{House, Ran};

const USUAL: (u16, u16) = (80, 24);
const SMALL: [&str; 8] =
    ["assess", "--rubric", "small-rubric.toml", "--on", "2026-11-22", "--target", "junior", "--quick"];
const DRAWN: [&str; 5] = ["--accessible", "assess", "--rubric", "drawn.toml", "--on"];

fn house() -> House {
    let house = House::new();
    house.sample("small-rubric.toml");
    house
}

/// With a rubric of seventy skills, ten of them in two groups.
fn large() -> House {
    let house = House::new();
    house.file("drawn.toml", text(SKILLS, 1.2, &mut Dice::new(0)));
    house
}

const SKILLS: usize = 70;

/// Takes the only role, ticks the first of each group and rates the rest 0, then answers with the `words` by turns.
fn answered(house: &House, depth: &str, questions: usize, words: &[&str], after: &str) -> Ran {
    let words: Vec<_> = words.iter().copied().cycle().take(questions * words.len() / 4).collect();
    let words = words.join("\n") + if words.is_empty() { "" } else { "\n" };
    house.run_with(&[DRAWN.as_slice(), &["2026-11-22", depth]].concat(), format!("1\n1\n0\n1\n0\n{words}{after}"))
}

const LEVELS: [&str; 4] = ["3", "4", "1", "2"];

/// How many questions come before the review.
fn questions(ran: &Ran) -> usize {
    ran.stderr.split("\nReview.").next().unwrap().matches("\nQuestion ").count()
}

#[test]
fn few_questions_and_a_range() {
    let [quick, standard] =
        ["--quick", "--standard"].map(|depth| questions(&answered(&large(), depth, SKILLS, &LEVELS, "").exits(4)));
    assert!(quick < standard && standard < 50 && quick < 40, "{quick} {standard}");

    let house = large();
    let ran = answered(&house, "--quick", quick, &LEVELS, "1\n\nsave\n").exits(0);
    let review = ran.stderr.split("\nReview.").nth(1).unwrap();
    let saved = &house.assessments()[0];
    let answers = saved.matches("{ level = ").count();
    assert_eq!(answers, quick + 8, "of each group, four were not used");
    assert!(review.contains(&format!("\nAsked {answers} of 70 skills. Readiness ")), "{review}");
    assert!(review.contains(" (90 % sure).\nWhatever you answer next: "), "{review}");
    // What was not asked is told apart, and stored nowhere.
    let estimated: Vec<_> = review.lines().filter(|line| line.contains("not asked (estimated ")).collect();
    assert!(!estimated.is_empty(), "{review}");
    for line in estimated {
        let skill = line.split(": ").nth(1).unwrap().to_lowercase();
        assert!(!saved.contains(&format!("\n{skill} = ")), "{skill}\n{saved}");
    }
    let report = house.run(&["report", "--format", "json"]).exits(0).stdout;
    assert!(report.contains(&format!("\"unanswered\": {}", SKILLS - answers)), "{report}");
}

#[test]
fn each_question_says_why_it_is_asked() {
    let ran = answered(&large(), "--quick", SKILLS, &["why", "3", "why", "3", "why", "1", "why", "3"], "").exits(4);
    let before = ran.stderr.split("\nReview.").next().unwrap();
    let reasons: Vec<_> =
        before.lines().filter(|line| line.starts_with("Asked because") || line.starts_with("Asked to")).collect();
    assert_eq!(reasons.len(), questions(&ran), "{before}");
    assert_eq!(reasons[0], "Asked because the role is out of reach without it.");
    for reason in [
        "Asked because few things weigh more in this role.",
        "Asked because it moves your score most.",
        "Asked to confirm one of your largest gaps.",
    ] {
        assert!(reasons.contains(&reason), "{reasons:?}");
    }
}

#[test]
fn groups_first_then_what_is_essential() {
    let house = house();
    let mut seat = Seat::take(&house, &SMALL, USUAL);
    seat.see(&["Which of these have you used?", "Python", "Rust", "Go", "Space or its key: tick"]);
    seat.press(" ");
    seat.go_on();
    seat.see(&["What about the ones you did not tick?", "Rust, Go"]);
    seat.press("0");
    let card = seat.asked("SQL");
    assert!(card.contains("question 1 · 6 skills in all · saved"), "{card}");
    seat.press("?");
    seat.see(&["Asked because the role is out of reach without it.", "Why: Most backends"]);
    seat.press("b");
    seat.asked("SQL");
    seat.press("3");
    seat.asked("Python");
    seat.press("\u{1b}");
    seat.see(&["> 3", "question 1"]);
    seat.press("2");
    seat.asked("Python");
    seat.press("r");
    seat.see(&["Review", "3 of 6 skills", "Readiness ", "c  Go on with the questions"]);
    seat.press("c");
    seat.asked("Python");
    seat.press("\u{3}");
    seat.exits(130);
    assert!(house.draft("small").unwrap().contains("modes = [\"quick\"]"));

    let again = ["assess", "--rubric", "small-rubric.toml"];
    let mut seat = Seat::take(&house, &again, USUAL);
    assert!(seat.asked("Python").contains("question 2"));
    seat.press("?");
    seat.see(&["Asked because the role is out of reach", "page 1 of"]);
    seat.press("r");
    seat.see(&["Review", "What next?", "3 of 6 skills", "Answer the 3 skills left open"]);
    seat.press("1");
    seat.see(&["Indexes", "not asked (estimated ", "0-5: answer"]);
    seat.press("\u{1b}");
    seat.see(&["Review", "What next?"]);
    seat.press("c");
    seat.asked("Python");
    seat.press("2");
    seat.asked("Git");
    seat.press("1");
    // What the role does not need is not asked.
    seat.see(&["Review", "What next?", "5 of 6 skills", "Answer the 1 skill left open"]);
    seat.press("a");
    assert!(seat.asked("Indexes").contains("skill 2 of 2"));
    seat.press("1");
    seat.see(&["Review", "6 of 6 skills"]);
    seat.press("w");
    seat.exits(0);
    assert!(house.assessments()[0].contains("indexes = { level = 1"));
}

#[test]
fn a_draft_that_says_no_depth_goes_on_with_everything() {
    let house = house();
    let mut seat = Seat::take(&house, &SMALL[..7], USUAL);
    seat.asked("SQL");
    seat.press("2");
    seat.asked("Indexes");
    seat.press("\u{3}");
    seat.exits(130);
    let seat = Seat::take(&house, &SMALL[..3], USUAL);
    assert!(seat.asked("Indexes").contains("skill 2 of 2 · 2 of 6"));
    drop(seat);
    // Asked for, it is led from there.
    let seat = Seat::take(&house, &SMALL, USUAL);
    assert!(seat.asked("Indexes").contains("question 2"));
}

#[test]
fn a_rerun_asks_less_still_and_keeps_the_rest() {
    let first = questions(&answered(&large(), "--standard", SKILLS, &LEVELS, "").exits(4));
    let house = large();
    let levels: Vec<_> = (0..SKILLS).map(|at| format!("s{at} = {}\n", LEVELS[at % 4])).collect();
    let text = format!("rubric = \"drawn.toml\"\non = 2026-11-22\n[ratings]\n{}", levels.concat());
    let _ = house.run(&["assess", "--answers", house.file("answers.toml", text)]).exits(0);
    // Enter keeps what was said last time.
    let args = [DRAWN.as_slice(), &["2026-12-22", "--standard"]].concat();
    let ran = house.run_with(&args, "\n".repeat(SKILLS)).exits(4);
    let again = questions(&ran);
    assert!(3 * again < 2 * first, "{again} of {first}");
    assert!(ran.stderr.contains("What is not asked keeps its last answer."), "{ran}");
    let _ = house.run_with(&["--accessible", "assess", "--rubric", "drawn.toml"], "save\n").exits(0);
    let [before, after] = house.assessments().try_into().unwrap();
    assert_eq!(before.matches("{ level = ").count(), after.matches("{ level = ").count());
    assert!(after.contains("on = 2026-11-22 }") && after.contains("on = 2026-12-22 }"), "{after}");
}

#[test]
fn it_cannot_be_told_to_ask_less_and_all() {
    let house = house();
    for more in
        [&["--standard"][..], &["--all"], &["--area", "data"], &["--due"], &["--answers", "x.toml"], &["--template"]]
    {
        let ran = house.run(&[SMALL.as_slice(), more].concat()).exits(2);
        assert!(ran.stderr.contains("cannot be used with"), "{ran}");
    }
}
