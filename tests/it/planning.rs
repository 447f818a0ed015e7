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
    let _ = set(&["--unset", "skip-week", "--skip-week", "2027-01-05"]);
    assert_eq!(weeks(&house, &[]), serde_json::json!(["2027-01-04"]), "forgotten before any that are named");
    let _ = set(&["--unset", "skip-week"]);
    assert_eq!(plan(&house, &[]), before);
}

#[test]
fn what_is_remembered_is_shown_with_where_it_comes_from() {
    let house = house();
    let shown = |house: &House| house.run(&["plan", "set"]).exits(0).stdout;
    insta::assert_snapshot!(shown(&house), @"
    Remembered of the plan for Backend Developer (rubric `backend-developer`)

      hours-per-week  5 h, as usual (not set)
      start           2026-11-23, the Monday on or after the assessment (not set)
      prefer          nothing; the plan chooses what takes fewest hours (not set)
      skip-week       none (not set)
      by              no day (not set)

    Next
      skillgap plan set --hours-per-week 6  remember something
      skillgap plan set --unset start       forget it
    ");
    let set =
        ["plan", "set", "--hours-per-week", "6", "--prefer", "java", "--by", "2999-06-30", "--skip-week", "2026-12-24"];
    insta::assert_snapshot!(house.run(&set).exits(0).stderr, @"
    remembered: hours-per-week 6 h
    remembered: prefer java
    remembered: skip-week 2026-12-24
    remembered for `mid`: by 2999-06-30
    ");
    insta::assert_snapshot!(shown(&house), @"
    Remembered of the plan for Backend Developer (rubric `backend-developer`)

      hours-per-week  6 h (set for all targets)
      start           2026-11-23, the Monday on or after the assessment (not set)
      prefer          java (set for all targets)
      skip-week       2026-12-24 (set for all targets)
      by              2999-06-30 (set for `mid`)

    Next
      skillgap plan set --hours-per-week 6  remember something
      skillgap plan set --unset start       forget it
    ");
    // Pace and members are the rubric's, a day is its target's.
    let senior = plan(&house, &["--target", "senior"]);
    assert_eq!((&senior["hours_per_week"], senior.get("by")), (&6.0.into(), None));
    assert_eq!(plan(&house, &[])["by"], "2999-06-30");
    assert_eq!(plan(&house, &["--by", "2998-01-01"])["by"], "2998-01-01", "what is typed wins");
    let _ = house.run(&["plan", "set", "--target", "senior", "--by", "2999-12-31"]).exits(0);
    let unset = ["plan", "set", "--unset", "prefer,by", "--unset", "start", "--unset", "hours-per-week"];
    insta::assert_snapshot!(house.run(&unset).exits(0).stderr, @"
    forgotten: `prefer`, `by` and `hours-per-week`
    nothing was remembered of `start`
    ");
    assert_eq!(plan(&house, &[]).get("by"), None);
    assert_eq!(plan(&house, &["--target", "senior"])["by"], "2999-12-31", "that of another target stays");
    let _ = house.run(&["plan", "set", "--unset", "skip-week", "--skip-week", "2027-01-05"]).exits(0);
    assert_eq!(plan(&house, &[])["skipped_weeks"], serde_json::json!(["2027-01-04"]));
}

#[test]
fn a_remembered_day_that_has_passed_is_said_and_not_kept_to() {
    let house = house();
    let whole = plan(&house, &[]);
    let ran = house.run(&["plan", "set", "--by", "2026-11-30"]).exits(0);
    if jiff::Zoned::now().date() > jiff::civil::date(2026, 11, 30) {
        assert!(ran.stderr.contains("2026-11-30 has passed"), "{ran}");
        assert_eq!(plan(&house, &[]), whole);
        let ran = house.run(&["plan"]).exits(0);
        assert!(ran.stderr.contains("the day that is remembered, 2026-11-30, has passed"), "{ran}");
        assert!(house.run(&["plan", "set"]).exits(0).stdout.contains("has passed, not kept to"));
    }
}

/// The files that the first edition wrote for each target are read as the rubric's.
#[test]
fn settings_of_the_first_edition_are_read() {
    let house = house();
    let plans = house.data().join("plans");
    fs::create_dir_all(&plans).unwrap();
    let file = plans.join("backend-developer.junior.toml");
    fs::write(&file, "format = 1\nhours_per_week = 8\nskip_weeks = [2026-12-24]\n").unwrap();
    assert_eq!(plan(&house, &["--target", "senior"])["hours_per_week"], 8.0);
    let shown = house.run(&["plan", "set"]).exits(0).stdout;
    assert!(shown.contains("8 h (set for `junior` by an earlier version)"), "{shown}");
    let _ = house.run(&["plan", "set", "--unset", "hours-per-week"]).exits(0);
    assert_eq!(plan(&house, &[])["hours_per_week"], 5.0);
    assert_eq!(plan(&house, &[])["skipped_weeks"], serde_json::json!(["2026-12-21"]), "the rest was taken over");
    assert!(file.exists());
    let _ = house.run(&["history", "check"]).exits(0);
}

#[test]
fn what_cannot_be_set_is_refused() {
    let house = house();
    for (args, words) in [
        (&["--unset", "pace"][..], "hours-per-week"),
        (&["--by", "soon"], "2026-12-07"),
        (&["--hours-per-week", "0"], "not a number of hours a week"),
        (&["--prefer", "sql"], "is not a member of any group"),
    ] {
        let refused = house.run(&[&["plan", "set"], args].concat()).exits(2);
        assert!(refused.stderr.contains(words), "{refused}");
    }
    assert_eq!(house.files("plans"), []);
    let refused = house.run(&["plan", "--skip-week", "Christmas"]).exits(2);
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
