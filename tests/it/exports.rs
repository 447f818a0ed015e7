//! What other programs read: each format is read back by somebody else's reader.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

mod calendar;
mod documents;
mod hostile;
mod refusals;
mod resume;
mod schemas;
mod sheets;
mod tasks;

use std::fs;

use serde_json::Value;

use crate::support::House;

/// The people whose answers stand in `examples/`.
const PEOPLE: [&str; 3] =
    ["examples/bootcamp-graduate.toml", "examples/experienced.toml", "examples/self-taught-mid.toml"];

/// A house that holds the examples and the worked example.
fn house() -> House {
    let house = House::new();
    for name in PEOPLE {
        let _ = house.file(name, fs::read(name).unwrap());
    }
    let _ = house.sample("worked-rubric.toml");
    let _ = house.sample("worked-answers.toml");
    house
}

/// A house with two assessments of the worked example, of which the second is better, and a step that is done.
fn lived_in() -> House {
    let house = house();
    let worked = ["--rubric", "worked-rubric.toml"];
    let better = fs::read_to_string(house.path("worked-answers.toml")).unwrap().replace("docker = 1", "docker = 2");
    house.file("better.toml", better.replace("sql = 3", "sql = { level = 4, evidence = \"=my link\" }"));
    for (answers, day) in [("worked-answers.toml", "2026-08-20"), ("better.toml", "2026-11-22")] {
        let assess = ["assess", "--answers", answers, "--on", day];
        let _ = house.run(&[&assess[..], &worked].concat()).exits(0);
    }
    let _ = house.run(&["plan", "done", "docker@3", "--hours", "7"]).exits(0);
    house
}

/// What a command writes in a format.
#[track_caller]
fn written(house: &House, command: &[&str], format: &str) -> String {
    house.run(&[command, &["--format", format]].concat()).exits(0).stdout
}

#[test]
fn twice_the_same() {
    let house = lived_in();
    for (command, formats) in [
        ("report", &["csv", "json", "json-resume", "markdown"][..]),
        ("plan", &["csv", "ics", "json", "markdown", "todotxt"]),
        ("progress", &["csv", "json", "markdown"]),
    ] {
        for format in formats {
            assert_eq!(written(&house, &[command], format), written(&house, &[command], format), "{command} {format}");
        }
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}
