//! What a screen proposes to type next can be typed, and speaks of the same rubric, answers and target.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;

use crate::seat::Seat;
use crate::support::House;

/// A house without a history that holds the files of `examples/` and a rubric whose path wants quotes.
fn house() -> House {
    let house = House::new();
    for entry in fs::read_dir("examples").unwrap() {
        let path = entry.unwrap().path();
        let _ = house.file(path.to_str().unwrap(), fs::read(&path).unwrap());
    }
    let _ = house.file("our team.toml", fs::read("examples/team-rubric.toml").unwrap());
    house
}

/// The commands that a screen proposes.
fn proposed(screen: &str) -> Vec<String> {
    let lines = screen.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| line.starts_with("skillgap "));
    lines.map(|line| line.split("  ").next().unwrap().to_owned()).collect()
}

#[test]
fn what_is_proposed_can_be_typed() {
    for (command, same) in [
        ("report --answers examples/bootcamp-graduate.toml", "--answers examples/bootcamp-graduate.toml"),
        ("report --answers examples/experienced.toml --target lead", "--answers examples/experienced.toml"),
        ("report --answers examples/self-taught-mid.toml --what-if sql=5", "--answers examples/self-taught-mid.toml"),
        ("plan --answers examples/bootcamp-graduate.toml", "--answers examples/bootcamp-graduate.toml"),
        ("target show senior --answers examples/experienced.toml", "--answers examples/experienced.toml"),
        ("target show lead --compare --answers examples/experienced.toml", "--answers examples/experienced.toml"),
        ("target list --rubric 'our team.toml'", "--rubric 'our team.toml'"),
        ("target list --rubric examples/course-rubric.toml", "--rubric examples/course-rubric.toml"),
        ("target show junior --rubric examples/course-rubric.toml", "examples/course-rubric.toml"),
        ("rubric show 'our team.toml'", "'our team.toml'"),
    ] {
        let house = house();
        let screen = house.shell(&format!("skillgap {command}")).exits(0).stdout;
        let proposed = proposed(&screen);
        assert!(!proposed.is_empty(), "{command}\n{screen}");
        for one in proposed {
            // What a rubric says is the same for everybody.
            let is_meant = one.contains(same) || one.starts_with("skillgap rubric show backend-developer ");
            assert!(is_meant, "{command} proposes {one}");
            let typed = one.replace(" SKILL", " kotlin").replace(" TARGET", " newcomer");
            let ran = house.shell(&typed);
            // The questionnaire needs a terminal.
            assert!(matches!(ran.code, Some(0 | 4)), "{command} proposes {one}\n{ran}");
        }
    }
}

#[test]
fn the_target_that_was_named_is_named_again() {
    let house = house();
    let _ = house.run(&["assess", "--answers", "examples/bootcamp-graduate.toml"]).exits(0);
    let usual = proposed(&house.run(&["report"]).exits(0).stdout);
    assert!(usual.contains(&"skillgap plan".to_owned()), "{usual:?}");
    let named = proposed(&house.run(&["report", "--target", "senior"]).exits(0).stdout);
    assert!(named.contains(&"skillgap plan --target senior".to_owned()), "{named:?}");
    let named = proposed(&house.run(&["plan", "--target", "senior"]).exits(0).stdout);
    assert!(
        named.iter().any(|one| one.starts_with("skillgap plan done ") && one.ends_with(" --target senior")),
        "{named:?}"
    );
}

#[test]
fn after_months_home_proposes_what_may_have_moved() {
    let house = house();
    let _ = house.run(&["assess", "--answers", "examples/bootcamp-graduate.toml", "--on", "2020-01-01"]).exits(0);
    let proposed = proposed(&house.run(&[]).exits(0).stdout);
    assert!(proposed.contains(&"skillgap assess --due".to_owned()), "{proposed:?}");
}

/// Nothing of a sample is the reader's own.
#[test]
fn after_a_sample_there_is_one_thing_to_do() {
    let house = House::new();
    let mut seat = Seat::take(&house, &[], (80, 24));
    seat.see(&["What now?"]);
    seat.press("2\r");
    let screen = seat.see(&["Next\n  skillgap assess  answer for yourself"]);
    assert!(!screen.contains("skillgap plan"), "{screen}");
    seat.exits(0);
}

/// The command between backticks in the line that has these words.
fn hinted(screen: &str, words: &str) -> String {
    let line = screen.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{screen}"));
    line.split('`').find(|part| part.starts_with("skillgap ")).unwrap().to_owned()
}

#[test]
fn a_plan_is_proposed_as_it_was_asked_for() {
    let house = house();
    let _ = house.run(&["assess", "--answers", "examples/bootcamp-graduate.toml", "--on", "2020-01-01"]).exits(0);
    let ran = house.shell("skillgap plan --target senior --hours-per-week 12 --prefer java --by 2100-09-01").exits(0);
    let all = "skillgap plan -o plan.md --target senior --hours-per-week 12 --prefer java --by 2100-09-01";
    let screen = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains(all), "{ran}");
}

#[test]
fn of_an_earlier_assessment_only_reports_are_proposed() {
    let house = house();
    for day in ["2026-01-05", "2026-04-06"] {
        let _ = house.run(&["assess", "--answers", "examples/bootcamp-graduate.toml", "--on", day]).exits(0);
    }
    let earlier = proposed(&house.run(&["report", "--at", "2026-02-01"]).exits(0).stdout);
    assert_eq!(earlier, ["skillgap report -o gap.md --at 2026-02-01"]);
    let latest = proposed(&house.run(&["report", "--at", "2026-05-01"]).exits(0).stdout);
    assert!(latest.contains(&"skillgap plan".to_owned()), "{latest:?}");
}

#[test]
fn nothing_is_proposed_that_waits_for_standard_input() {
    let house = house();
    let answers = fs::read("examples/bootcamp-graduate.toml").unwrap();
    for command in [
        ["report", "--answers", "-"].as_slice(),
        &["plan", "--answers", "-"],
        &["target", "list", "--answers", "-"],
        &["target", "show", "mid", "--answers", "-"],
        &["target", "show", "mid", "--compare", "--answers", "-"],
        &["report", "--what-if", "sql=5", "--answers", "-"],
    ] {
        let ran = house.run_with(command, &answers).exits(0);
        // What a rubric says needs no answers.
        let reads = |one: &String| !one.starts_with("skillgap rubric show ");
        assert!(!proposed(&ran.stdout).iter().any(reads), "{command:?}\n{ran}");
        assert!(!ran.stdout.contains("Next\n"), "{command:?}\n{ran}");
    }
}

#[test]
fn a_hint_names_the_rubric_that_was_named() {
    let house = house();
    let ran = house.shell("skillgap report --rubric 'our team.toml'").exits(1);
    assert_eq!(hinted(&ran.stderr, "makes one"), "skillgap assess --rubric 'our team.toml'");
    for (command, words, hint) in [
        ("target show qqqqq", "shows them all", "skillgap target list --rubric 'our team.toml'"),
        ("explain qqqqqqqq", "lists them all", "skillgap rubric show 'our team.toml'"),
        ("explain newcomer", "shows it", "skillgap target show newcomer --rubric 'our team.toml'"),
    ] {
        let ran = house.shell(&format!("skillgap {command} --rubric 'our team.toml'")).exits(2);
        let hinted = hinted(&ran.stderr, words);
        assert_eq!(hinted, hint, "{ran}");
        let _ = house.shell(&hinted).exits(0);
    }
    let ran = house.shell("skillgap rubric show 'our team.toml' qqqqqqqq").exits(2);
    assert_eq!(hinted(&ran.stderr, "lists them all"), "skillgap rubric show 'our team.toml'");
    let ran = house.shell("skillgap explain mid").exits(2);
    assert_eq!(hinted(&ran.stderr, "shows it"), "skillgap target show mid");
    assert!(!ran.stderr.contains("did you mean"), "{ran}");
}

#[test]
fn home_proposes_what_is_due_only_where_something_is() {
    let house = house();
    let rubric = house.sample("small-rubric.toml");
    let old = jiff::Zoned::now().date().saturating_sub(jiff::Span::new().days(40)).to_string();
    for (level, line) in [(5, "skillgap assess"), (0, "skillgap assess --due")] {
        let ratings = ["sql", "indexes", "git", "python", "rust", "golang"].map(|skill| format!("{skill} = {level}\n"));
        house.file("ann.toml", format!("[ratings]\n{}", ratings.concat()));
        let _ = house.run(&["assess", "--answers", "ann.toml", "--rubric", rubric, "--on", &old]).exits(0);
        let ran = house.run(&[]).exits(0);
        let proposed = proposed(&ran.stdout);
        assert!(proposed.contains(&line.to_owned()), "{ran}");
    }
}
