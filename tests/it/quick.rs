//! `assess --quick` and `--standard` as a person meets them.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use crate::asking_less::people::{Dice, text};
use crate::seat::Seat;
use crate::support::{House, Ran};

const SMALL: [&str; 8] =
    ["assess", "--rubric", "small-rubric.toml", "--on", "2026-11-22", "--target", "junior", "--quick"];
const DRAWN: [&str; 5] = ["--accessible", "assess", "--rubric", "drawn.toml", "--on"];

/// With a rubric of seventy skills, of which the role asks sixty; none is one of several.
fn large() -> House {
    let house = House::new();
    let text = text(70, 1.2, &mut Dice::new(0));
    let (skills, rest) = text.split_once("[[groups]]").unwrap();
    let target = rest.split_once("[[targets]]").unwrap().1;
    let asked: Vec<_> = target.lines().filter(|line| !line.starts_with("{ group")).collect();
    house.file("drawn.toml", format!("{skills}[[targets]]{}", asked.join("\n")));
    house
}

/// The most that is asked: what the role asks, and what that builds on.
const SKILLS: usize = 70;

/// Takes the only role, then answers with the `words` by turns.
fn answered(house: &House, depth: &str, questions: usize, words: &[&str], after: &str) -> Ran {
    let words: Vec<_> = words.iter().copied().cycle().take(questions * words.len() / 4).collect();
    let words = words.join("\n") + if words.is_empty() { "" } else { "\n" };
    house.run_with(&[DRAWN.as_slice(), &["2026-11-22", depth]].concat(), format!("1\n{words}{after}"))
}

const LEVELS: [&str; 4] = ["3", "4", "1", "2"];

/// How many questions come before the review.
fn questions(ran: &Ran) -> usize {
    ran.stderr.split("\nWhere you stand so far.").next().unwrap().matches("\nQuestion ").count()
}

#[test]
fn few_questions_and_a_range() {
    let [quick, standard] =
        ["--quick", "--standard"].map(|depth| questions(&answered(&large(), depth, SKILLS, &LEVELS, "").exits(4)));
    assert!(quick < standard && standard < 50 && quick < 40, "{quick} {standard}");

    let house = large();
    let ran = answered(&house, "--quick", quick, &LEVELS, "review\n1\n\nback\nsave\n").exits(0);
    let review = ran.stderr.split("\nReview.").nth(1).unwrap();
    let saved = &house.assessments()[0];
    let answers = saved.matches("{ level = ").count();
    assert_eq!(answers, quick);
    assert!(ran.stderr.contains(&format!("\nWhere you stand so far. {answers} of ")), "{ran}");
    assert!(
        ran.stderr.contains("\nReadiness of 100: probably ") && ran.stderr.contains(". Whatever you answer next: "),
        "{ran}"
    );
    // What was not asked is told apart, and stored nowhere.
    let estimated: Vec<_> = review.lines().filter(|line| line.contains("not asked (estimated ")).collect();
    assert!(!estimated.is_empty(), "{review}");
    for line in estimated {
        let skill = line.split(": ").nth(1).unwrap().to_lowercase();
        assert!(!saved.contains(&format!("\n{skill} = ")), "{skill}\n{saved}");
    }
    let report = house.run(&["report", "--format", "json"]).exits(0).stdout;
    assert!(report.contains("\"estimate\": {\n    \"low\": 0."), "{report}");
}

#[test]
fn each_question_says_why_it_is_asked() {
    let ran = answered(&large(), "--quick", SKILLS, &["why", "3", "why", "3", "why", "1", "why", "3"], "").exits(4);
    let before = ran.stderr.split("\nWhere you stand so far.").next().unwrap();
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

/// Answers whatever is asked until a result is shown.
fn to_a_result(seat: &mut Seat<'_>) -> String {
    let mut screen = String::new();
    for _ in 0..60 {
        let before = screen.clone();
        screen = seat.look("the next screen", |now| {
            let now = now.contents();
            now != before
                && ["again goes on", "Choose the", "[ ]", "What about the", "What next?"]
                    .iter()
                    .any(|sign| now.contains(sign))
        });
        match () {
            () if screen.contains("What next?") => return screen,
            () if screen.contains("again goes on") => seat.press("\r"),
            () if screen.contains("Which of these") => {
                seat.press(" ");
                screen = seat.see(&["[x]"]);
                seat.press("\r");
            }
            () if screen.contains("What about the") => seat.press("0"),
            () => seat.press("2"),
        }
    }
    panic!("no result comes");
}

#[test]
fn a_first_result_can_be_saved_and_gone_on_from_another_day() {
    let house = House::new();
    let mut seat = Seat::take(&house, &["assess", "--target", "junior", "--on", "2026-11-22"], (80, 40));
    let first = to_a_result(&mut seat);
    assert!(first.contains("Readiness of 100: probably ") && first.contains("Whatever you answer next: "), "{first}");
    assert!(first.contains("> c  Go on: some ") && first.contains("then it is known to 5 points"), "{first}");
    assert!(first.contains("f  Answer all the rest: "), "{first}");
    seat.press("t");
    seat.see(&["Gap report: Junior", "page 1 of"]);
    seat.press("b");
    seat.see(&["Where you stand so far", "What next?"]);
    seat.press("w");
    let closing = seat.see(&["Saved: ", "Start here", "skillgap report", "questions are left", "d  Done"]);
    assert!(closing.lines().count() < 24, "{closing}");
    seat.press("d");
    seat.exits(0);
    let draft = house.draft("backend-developer").unwrap();
    assert!(draft.contains("position = \"pause:\"") && draft.contains("modes = [\"first\"]"), "{draft}");
    assert_eq!(house.assessments().len(), 1);

    // Another day it goes on there; what was saved keeps its day.
    let mut seat = Seat::take(&house, &["assess", "--on", "2026-11-25"], (80, 40));
    seat.see(&["Where you stand so far", "What next?"]);
    seat.press("c");
    seat.look("the next question", |now| !now.contents().contains("What next?"));
    let second = to_a_result(&mut seat);
    assert!(second != first && second.contains("known to 3 points") || second.contains("Go on to the end"), "{second}");
    seat.press("w");
    seat.see(&["Saved: ", "d  Done"]);
    seat.press("d");
    seat.exits(0);
    let [first, second] = house.assessments().try_into().unwrap();
    assert!(first.contains("on = 2026-11-22 }") && !first.contains("2026-11-25"), "{first}");
    assert!(second.contains("on = 2026-11-22 }") && second.contains("on = 2026-11-25 }"), "{second}");
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
    let ran = house.run_with(&args, "\n".repeat(SKILLS)).exits(0);
    let again = questions(&ran);
    assert!(3 * again < 2 * first, "{again} of {first}");
    assert!(ran.stderr.contains("\nCounted as last time, until asked again: "), "{ran}");
    let [before, after] = house.assessments().try_into().unwrap();
    assert_eq!(before.matches("{ level = ").count(), after.matches("{ level = ").count());
    assert!(after.contains("on = 2026-11-22 }") && after.contains("on = 2026-12-22 }"), "{after}");
}

#[test]
fn it_cannot_be_told_to_ask_less_and_all() {
    let house = House::new();
    house.sample("small-rubric.toml");
    for more in
        [&["--standard"][..], &["--all"], &["--area", "data"], &["--due"], &["--answers", "x.toml"], &["--template"]]
    {
        let ran = house.run(&[SMALL.as_slice(), more].concat()).exits(2);
        assert!(ran.stderr.contains("cannot be used with"), "{ran}");
    }
}
