//! Plans as they are asked for on the command line: weeks of rest, and orders that are proved.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;

use serde_json::Value;

use crate::support::House;

const PEOPLE: [&str; 3] = ["bootcamp-graduate", "experienced", "self-taught-mid"];

/// A house with an assessment whose plan begins on Monday, 23 November 2026, at 5 hours a week.
fn house() -> House {
    let house = House::new();
    for person in PEOPLE {
        let name = format!("examples/{person}.toml");
        let _ = house.file(&name, fs::read(&name).unwrap());
    }
    let assess = ["assess", "--answers", "examples/self-taught-mid.toml", "--on", "2026-11-22"];
    let _ = house.run(&assess).exits(0);
    house
}

fn plan(house: &House, args: &[&str]) -> Value {
    let written = house.run(&[&["plan", "--format", "json"], args].concat()).exits(0).stdout;
    serde_json::from_str(&written).unwrap()
}

#[test]
fn ways_are_proved_shortest_and_staying_with_a_topic_costs_little() {
    let house = house();
    for person in PEOPLE {
        for target in ["intern", "junior", "mid", "senior", "lead", "principal"] {
            let answers = format!("examples/{person}.toml");
            let plan = plan(&house, &["--answers", &answers, "--target", target]);
            assert_eq!(plan["ready"]["gap"], 0.0, "{person}, {target}");
            assert!(plan["optimality_gap"].as_f64().unwrap() <= 0.1, "{person}, {target}");
        }
    }
}

#[test]
fn a_week_of_rest_moves_what_comes_after_it() {
    let house = house();
    let before = plan(&house, &[]);
    assert_eq!((&before["start"], &before["skipped_weeks"]), (&"2026-11-23".into(), &Value::Array(Vec::new())));
    // A day names its week, and naming it twice is naming it once.
    let rested = plan(&house, &["--skip-week", "2026-11-25", "--skip-week", "2026-11-29"]);
    assert_eq!(rested["skipped_weeks"], serde_json::json!(["2026-11-23"]));
    let day = |step: &Value, key: &str| step[key].as_str().unwrap().parse::<jiff::civil::Date>().unwrap();
    for (one, other) in before["steps"].as_array().unwrap().iter().zip(rested["steps"].as_array().unwrap()) {
        assert_eq!(one["id"], other["id"], "the order stays");
        for key in ["starts", "ends"] {
            assert_eq!((day(other, key) - day(one, key)).get_days(), 7, "{key} of {}", one["id"]);
        }
    }
    assert_eq!(before["total_hours"], rested["total_hours"]);
    // Only what was asked for this time.
    assert_eq!(plan(&house, &[]), before);
}

#[test]
fn weeks_of_rest_are_remembered_and_forgotten() {
    let house = house();
    let before = plan(&house, &[]);
    let weeks = |house: &House, args: &[&str]| plan(house, args)["skipped_weeks"].clone();
    let set = |args: &[&str]| house.run(&[&["plan", "set"], args].concat()).exits(0);
    let _ = set(&["--skip-week", "2026-12-24", "--skip-week", "2026-12-31"]);
    assert_eq!(weeks(&house, &[]), serde_json::json!(["2026-12-21", "2026-12-28"]));
    assert_eq!(
        weeks(&house, &["--skip-week", "2026-12-07"]),
        serde_json::json!(["2026-12-07", "2026-12-21", "2026-12-28"])
    );
    let _ = set(&["--skip-week", "2026-12-08"]);
    assert_eq!(weeks(&house, &[]), serde_json::json!(["2026-12-07", "2026-12-21", "2026-12-28"]), "weeks are added");
    for (format, said) in
        [("table", "Skipped: the weeks of"), ("markdown", "Skipped: the weeks of"), ("html", "Skipped: the weeks of")]
    {
        let written = house.run(&["plan", "--all", "--format", format]).exits(0).stdout;
        assert!(written.contains(said), "{format}: {written}");
    }
    let _ = set(&["--no-skipped-weeks", "--skip-week", "2027-01-05"]);
    assert_eq!(weeks(&house, &[]), serde_json::json!(["2027-01-04"]), "forgotten before any that are named");
    let _ = set(&["--no-skipped-weeks"]);
    assert_eq!(plan(&house, &[]), before);
}

#[test]
fn nothing_to_set_is_said() {
    let refused = house().run(&["plan", "set"]).exits(2);
    assert!(refused.stderr.contains("there is nothing to set") && refused.stderr.contains("--skip-week"), "{refused}");
    let refused = house().run(&["plan", "--skip-week", "Christmas"]).exits(2);
    assert!(refused.stderr.contains("Christmas"), "{refused}");
}

#[test]
fn no_pace_has_more_hours_than_a_week() {
    let house = house();
    let screen =
        house.run(&["plan", "--target", "senior", "--start", "2099-11-23", "--by", "2099-11-23"]).exits(0).stdout;
    let words = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("short at 5 h a week"), "{screen}");
}

#[test]
fn nothing_is_left_to_a_role_that_is_reached() {
    let house = House::new();
    let rubric = house.sample("small-rubric.toml");
    let ratings = ["sql", "indexes", "git", "python", "rust", "golang"].map(|skill| format!("{skill} = 5\n"));
    let answers = house.file("ann.toml", format!("[ratings]\n{}", ratings.concat()));
    let _ = house.run(&["assess", "--answers", answers, "--rubric", rubric]).exits(0);
    let screen = house.run(&["target", "show", "junior"]).exits(0).stdout;
    assert!(screen.contains("Your readiness") && !screen.contains("Hours left"), "{screen}");
    let screen = house.run(&["target", "show", "mid", "--compare", "junior"]).exits(0).stdout;
    assert!(screen.contains("Readiness") && !screen.contains("Hours left"), "{screen}");
    let screen = house.run(&["progress"]).exits(0).stdout;
    assert!(screen.contains("No date: the target is reached already\n"), "{screen}");
}
