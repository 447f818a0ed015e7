//! Levels that are held only with an AI assistant's help: how they are said, kept and shown, and that no score knows.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use serde_json::{Value, json};

use crate::support::House;

const SAID: &str = "rubric = \"small-rubric.toml\"\ntarget = \"junior\"\non = 2026-08-01\n[ratings]\n\
    sql = { level = 3, help = \"ai\" }\nindexes = 2\ngit = { level = 2, help = \"ai\", confidence = \"sure\" }\npython = 2\n\
    rust = { state = \"not-applicable\", help = \"ai\" }\ngolang = 0\n";

fn house(said: &str) -> House {
    let house = House::new();
    house.sample("small-rubric.toml");
    let _ = house.run(&["assess", "--answers", house.file("answers.toml", said)]).exits(0);
    house
}

fn json(house: &House, args: &[&str]) -> Value {
    serde_json::from_str(&house.run(&[args, &["--format", "json"]].concat()).exits(0).stdout).unwrap()
}

#[test]
fn it_is_kept_and_shown() {
    let house = house(SAID);
    let stored = &house.assessments()[0];
    assert!(stored.contains("sql = { level = 3, on = 2026-08-01, help = \"ai\" }"), "{stored}");
    assert!(stored.contains("on = 2026-08-01, confidence = \"sure\", help = \"ai\" }"), "{stored}");

    let shown = json(&house, &["history", "show", "latest"]);
    assert_eq!(shown["ratings"]["sql"]["help"], "ai");
    assert_eq!(shown["ratings"]["python"].get("help"), None);
    let sheet = house.run(&["history", "show", "latest", "--format", "csv"]).exits(0).stdout;
    assert!(sheet.lines().next().unwrap().ends_with(",help"), "{sheet}");
    assert!(sheet.lines().any(|line| line.contains("SQL") && line.ends_with(",ai")), "{sheet}");
    assert!(house.run(&["history", "show", "latest"]).exits(0).stdout.contains("Held with"));
    assert_eq!(json(&house, &["explain", "sql"])["help"], "ai");
    assert!(house.run(&["explain", "sql"]).exits(0).stdout.contains("only with an AI assistant's help"));

    // What does not apply is held with nobody's help.
    assert_eq!(json(&house, &["report"])["with_ai"], json!(["sql", "git"]));
    let report = house.run(&["report"]).exits(0).stdout;
    assert!(report.contains("2 levels hold only with an AI assistant's help: SQL and Git"), "{report}");
}

#[test]
fn it_moves_no_score() {
    let (with, without) = (house(SAID), house(&SAID.replace(", help = \"ai\"", "")));
    let figures = |house: &House| {
        let mut report = json(house, &["report"]);
        let list = report.as_object_mut().unwrap().remove("with_ai").unwrap();
        (report, list.as_array().unwrap().len(), json(house, &["plan"]))
    };
    let ((report, two, plan), (other, none, other_plan)) = (figures(&with), figures(&without));
    assert_eq!((two, none), (2, 0));
    assert_eq!((report, plan), (other, other_plan));
}

#[test]
fn it_is_nobody_elses_business() {
    let house = house(SAID);
    let report = house.run(&["report", "--redact"]).exits(0).stdout;
    assert!(!report.contains("AI assistant"), "{report}");
    assert_eq!(json(&house, &["report", "--redact"])["with_ai"], json!([]));
    let shown = json(&house, &["history", "show", "latest", "--redact"]);
    assert_eq!(shown["ratings"]["sql"].get("help"), None);
}

#[test]
fn it_is_said_line_by_line_and_belongs_to_its_level() {
    let house = house(SAID);
    let args = [
        "--accessible",
        "assess",
        "--all",
        "--rubric",
        "small-rubric.toml",
        "--on",
        "2026-11-22",
        "--target",
        "junior",
    ];
    // SQL is kept, Indexes marked, Git rated otherwise.
    let ran = house.run_with(&args, "\na\n2\n3\nreview\nsave\n").exits(0);
    assert!(ran.stderr.contains("Recorded: only with an AI assistant's help."), "{ran}");
    let saved = &house.assessments()[1];
    assert!(saved.contains("sql = { level = 3, on = 2026-11-22, help = \"ai\" }"), "{saved}");
    assert!(saved.contains("indexes = { level = 2, on = 2026-11-22, help = \"ai\" }"), "{saved}");
    assert!(saved.contains("git = { level = 3, on = 2026-11-22 }"), "{saved}");
}

#[test]
fn another_word_is_left_out_and_named() {
    let house = House::new();
    house.sample("small-rubric.toml");
    let name = house.file("answers.toml", SAID.replace("\"ai\"", "\"friend\""));
    let ran = house.run(&["assess", "--answers", name]).exits(0);
    assert!(ran.stderr.contains("friend") && ran.stderr.contains("`ai`"), "{ran}");
}
