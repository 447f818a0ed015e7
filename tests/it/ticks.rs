//! What is said of steps: done, skipped, taken back; several at once, later, and for another day.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;

use insta::assert_snapshot;
use jiff::Zoned;
use serde_json::{Value, json};

use crate::support::{House, Ran};

/// A house with one assessment of the worked example, made on a day long ago.
pub(crate) fn house() -> House {
    let house = House::new();
    let (answers, rubric) = (house.sample("worked-answers.toml"), house.sample("worked-rubric.toml"));
    let _ = house.run(&["assess", "--rubric", rubric, "--answers", answers, "--on", "2026-08-20"]).exits(0);
    house
}

pub(crate) fn plan(house: &House) -> Value {
    serde_json::from_str(&house.run(&["plan", "--format", "json"]).exits(0).stdout).unwrap()
}

pub(crate) fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap()).collect()
}

/// What is stored of ticks and settings.
fn stored(house: &House) -> Vec<(String, Vec<u8>)> {
    house.files("plans")
}

/// What was said, without the days between which one is ready: they depend on the day of the test.
fn said(ran: &Ran) -> String {
    let lines = ran.stderr.lines().map(|line| line.split_once(", between ").map_or(line, |(before, _)| before));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_answer_says_what_is_next_and_how_far_it_is() {
    let house = house();
    assert_snapshot!(said(&house.run(&["plan", "done", "next", "--hours", "5"]).exits(0)), @"
    ticked docker@2, Docker, 2 Guided, 5 h
    next: docker@3, Docker, 3 Independent, 8.5 h: I cut an image's size.
    ready: for Mid-level after 1 more step, 8.5 h
    ");
    assert_snapshot!(said(&house.run(&["plan", "done", "Docker", "kafka", "--on", "2026-09-03"]).exits(0)), @"
    ticked 2 steps: `docker@3` and `kafka@2`, on 2026-09-03
    next: go@4, Go, 4 Strong, 44 h: I tuned a Go service.
    ready: for Mid-level, with what is ticked; `skillgap assess --due` asks for it and rates it
    ");
    assert_snapshot!(said(&house.run(&["plan", "skip", "next"]).exits(0)), @"
    skipped go@4, Go, 4 Strong; `skillgap plan undo go@4` brings it back
    nothing is left in this plan; `skillgap assess` records what you can do now
    ready: for Mid-level, with what is ticked; `skillgap assess --due` asks for it and rates it
    ");
    assert_snapshot!(said(&house.run(&["plan", "undo", "go@4", "docker", "kafka@2"]).exits(0)), @"
    `go@4`, `docker@3` and `kafka@2` are no longer ticked
    next: docker@3, Docker, 3 Independent, 8.5 h: I cut an image's size.
    ready: for Mid-level after 1 more step, 8.5 h
    ");
    assert_eq!(ids(&plan(&house)["done"]), ["docker@2"]);
    let _ = house.run(&["plan", "skip", "kafka"]).exits(0);
    assert_snapshot!(said(&house.run(&["plan", "skip", "docker@3", "go@4"]).exits(0)), @"
    skipped `docker@3` and `go@4`; `skillgap plan undo docker@3 go@4` brings them back
    nothing is left in this plan; `skillgap assess` records what you can do now
    ready: open for Mid-level: 1 answer is missing
    ");
}

#[test]
fn several_steps_are_ticked_all_or_none() {
    let house = house();
    let before = stored(&house);
    for (args, words) in [
        (&["done", "docker@2", "docker@9"][..], "there is no step `docker@9`"),
        (&["done", "docker@2", "sql@1"], "`sql@1` is behind you: your rating is 3"),
        (&["done", "docker@2", "sql"], "the plan has no step of `sql`"),
        (&["done", "docker@2", "cobol"], "cobol"),
        (&["skip", "docker@2", "sql@1"], "`sql@1` is behind you"),
        (&["done", "docker", "go", "--hours", "3"], "`--hours` is what one step took, and 2 are named"),
        (&["done", "docker@2", "--on", "2999-01-01"], "2999-01-01 is a day to come"),
        (&["done", "docker@2", "--on", "tomorrow"], "tomorrow"),
        (&["done", "docker@2", "--hours", "0"], "`0` is not a number of hours"),
        (&["undo", "docker@2"], "`docker@2` is not ticked"),
        (&["undo", "next"], "`next` is not ticked"),
        (&["done"], "STEP"),
    ] {
        let ran = house.run(&[&["plan"], args].concat()).exits(2);
        assert!(ran.stderr.contains(words), "{args:?}\n{ran}");
        assert_eq!(stored(&house), before, "{args:?}");
    }
    let _ = house.run(&["plan", "done", "docker@2", "docker@3"]).exits(0);
    let before = stored(&house);
    let ran = house.run(&["plan", "undo", "docker@2", "kafka@2"]).exits(2);
    assert!(ran.stderr.contains("`kafka@2` is not ticked"), "{ran}");
    assert_eq!(stored(&house), before, "none of them");
    // Twice the same is once, however it is named.
    let _ = house.run(&["plan", "done", "kafka", "kafka@2", "Kafka"]).exits(0);
    assert_eq!(ids(&plan(&house)["done"]), ["docker@2", "docker@3", "kafka@2"]);
}

#[test]
fn hours_and_the_day_may_be_said_later() {
    let house = house();
    let done = |house: &House| plan(house)["done"][0].clone();
    let _ = house.run(&["plan", "done", "docker@2", "--on", "2026-09-01"]).exits(0);
    assert_eq!((&done(&house)["on"], &done(&house)["hours"]), (&json!("2026-09-01"), &Value::Null));
    let factor = plan(&house)["pace_factor"].clone();
    let later = house.run(&["plan", "done", "docker@2", "--hours", "20"]).exits(0);
    assert!(later.stderr.starts_with("docker@2, ticked on 2026-09-01: now on 2026-09-01, 20 h\n"), "{later}");
    assert_eq!((&done(&house)["on"], &done(&house)["hours"]), (&json!("2026-09-01"), &json!(20.0)));
    assert_ne!(plan(&house)["pace_factor"], factor, "they teach the pace");
    let again = house.run(&["plan", "done", "docker@2"]).exits(0);
    assert!(again.stderr.starts_with("docker@2 is ticked already, on 2026-09-01, 20 h\n"), "{again}");
    let _ = house.run(&["plan", "done", "docker@2", "--on", "2026-09-02"]).exits(0);
    assert_eq!((&done(&house)["on"], &done(&house)["hours"]), (&json!("2026-09-02"), &json!(20.0)));
}

#[test]
fn hours_may_be_added_after_an_assessment_settled_the_step() {
    let house = house();
    let _ = house.run(&["plan", "done", "docker@2"]).exits(0);
    let _ = house.run(&["edit", "docker", "--level", "2"]).exits(0);
    assert_eq!(ids(&plan(&house)["done"]), Vec::<&str>::new());
    let factor = plan(&house)["pace_factor"].clone();
    let later = house.run(&["plan", "done", "docker@2", "--hours", "26"]).exits(0);
    assert!(later.stderr.contains("26 h"), "{later}");
    assert_ne!(plan(&house)["pace_factor"], factor, "they teach the pace");
    assert_eq!(ids(&plan(&house)["done"]), Vec::<&str>::new(), "it stays settled");
    // Rated below what was ticked, the step is back, and done anew.
    let _ = house.run(&["edit", "docker", "--level", "1"]).exits(0);
    assert_eq!(ids(&plan(&house)["steps"])[0], "docker@2");
    let _ = house.run(&["plan", "done", "docker@2"]).exits(0);
    assert_eq!(plan(&house)["done"][0]["on"], json!(Zoned::now().date().to_string()));
}

#[test]
fn a_step_is_named_by_any_name_of_its_skill_and_of_its_level() {
    let house = House::new();
    let rubric = fs::read_to_string("tests/data/small-rubric.toml").unwrap();
    let _ = house.file("small-rubric.toml", rubric);
    let answers = house.file("answers.toml", "rubric = \"small-rubric.toml\"\n[ratings]\nsql = 1\ngit = 1\n");
    let _ = house.run(&["assess", "--answers", answers]).exits(0);
    let first = ids(&plan(&house)["steps"])[0].to_owned();
    let _ = house.run(&["plan", "done", "next"]).exits(0);
    assert_eq!(ids(&plan(&house)["done"]), [first.as_str()]);
    // A step that no plan has can be ticked when it is named.
    let _ = house.run(&["plan", "done", "sql@5"]).exits(0);
    assert!(ids(&plan(&house)["done"]).contains(&"sql@5"));
}

#[test]
fn a_tick_made_for_an_earlier_day_travels_with_it() {
    let (here, there) = (house(), House::new());
    let _ = here.run(&["plan", "done", "docker@2", "--on", "2026-09-01", "--hours", "5"]).exits(0);
    let document = here.command(["export"]).output().unwrap().stdout;
    let _ = there.run_with(&["import", "-"], &document).exits(0);
    assert_eq!(stored(&there), stored(&here));
    assert_eq!(plan(&there)["done"][0]["on"], "2026-09-01");
}
