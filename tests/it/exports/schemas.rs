//! JSON Schemas: every JSON output conforms to the one that is published for it, and has no key that it does not explain.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Map;
use skillgap::report::schema::SCHEMAS;

use super::*;
use crate::properties::drawn::{Said, drawn};
use crate::schema::conforms::conforms;

/// The schema of that name, which allows no key that it does not name.
fn schema(name: &str) -> Value {
    let mut schema = json(SCHEMAS.iter().find(|schema| schema.name == name).unwrap().text);
    strict(&mut schema);
    schema
}

fn strict(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(strict);
            if object.get("properties").is_some_and(Value::is_object) && object.get("type").is_some() {
                object.entry("additionalProperties").or_insert(false.into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(strict),
        _ => {}
    }
}

#[track_caller]
fn holds(name: &str, text: &str) {
    let schema = schema(name);
    assert!(conforms(&json(text), &schema, &schema), "not as `skillgap schema {name}` says:\n{text}");
}

#[test]
fn what_every_command_writes_is_as_its_schema_says() {
    let house = lived_in();
    let on = ["--answers", PEOPLE[0]];
    for (name, command) in [
        ("report", &["report"][..]),
        ("report", &["report", "--what-if", "sql=1", "--what-if", "kubernetes=3"]),
        ("report", &["report", "--redact"]),
        ("plan", &["plan"]),
        ("plan", &["plan", "--skip-week", "2026-12-24"]),
        ("plan", &["plan", "--by", "2026-12-10"]),
        ("plan", &["plan", "--assume-lowest"]),
        ("progress", &["progress"]),
        ("progress", &["progress", "--from", "2026-08-20", "--to", "2026-08-20"]),
        ("explain", &["explain", "sql"]),
        ("explain", &["explain", "sql", "--target", "mid"]),
        ("explain", &["explain", "broker"]),
        ("explain", &["explain", "language", "--rubric", "backend-developer"]),
        ("history", &["history", "list"]),
        ("assessment", &["history", "show", "latest"]),
        ("targets", &["target", "list"]),
        ("targets", &["target", "list", "--rubric", "backend-developer"]),
        ("target", &["target", "show", "mid"]),
        ("target", &["target", "show", "intern", "--compare", "junior", "--rubric", "backend-developer"]),
        ("target", &["target", "show", "senior", "--compare", "mid", "--rubric", "backend-developer"]),
        ("target", &["target", "show", "senior", "--rubric", "backend-developer"]),
        ("rubrics", &["rubric", "list"]),
        ("rubric", &["rubric", "show", "worked-rubric.toml"]),
        ("rubric", &["rubric", "show", "backend-developer"]),
        ("explain", &["rubric", "show", "backend-developer", "sql"]),
        ("target", &["rubric", "show", "backend-developer", "mid"]),
        ("origin", &["rubric", "show", "backend-developer", "sql", "--origin"]),
        ("rubric-diff", &["rubric", "diff", "backend-developer", "worked-rubric.toml"]),
        ("rubric-diff", &["rubric", "diff", "worked-rubric.toml", "worked-rubric.toml"]),
    ] {
        let Ok(ran) = std::panic::catch_unwind(|| written(&house, command, "json")) else {
            panic!("{command:?} failed: {}", house.run(command))
        };
        holds(name, &ran);
    }
    house.file("resume.json", r#"{"skills": [{"name": "SQL", "level": "Expert"}, {"name": "Docker"}]}"#);
    holds("suggest", &written(&house, &["suggest", "resume.json", "--rubric", "worked-rubric.toml"], "json"));
    let _ = house.run(&["plan", "set", "--skip-week", "2026-12-24", "--start", "2026-11-30"]).exits(0);
    holds("export", &house.run(&["export"]).exits(0).stdout);
    holds("export", &House::new().run(&["export"]).exits(0).stdout);
    for target in ["intern", "mid", "principal"] {
        for (name, command) in [("report", "report"), ("plan", "plan")] {
            holds(name, &written(&house, &[&[command, "--target", target], &on[..]].concat(), "json"));
        }
    }
}

#[test]
fn the_schemas_can_be_had() {
    let house = House::new();
    insta::assert_snapshot!(house.run(&["schema"]).exits(0).stdout, @"
    JSON Schemas of what commands write with --format json

      skillgap schema assessment   history show
      skillgap schema explain      explain
      skillgap schema export       export
      skillgap schema history      history list
      skillgap schema origin       rubric show --origin
      skillgap schema plan         plan
      skillgap schema progress     progress
      skillgap schema report       report
      skillgap schema rubric       rubric show, and rubric files
      skillgap schema rubric-diff  rubric diff
      skillgap schema rubrics      rubric list
      skillgap schema suggest      suggest
      skillgap schema target       target show
      skillgap schema targets      target list
    ");
    for schema in SCHEMAS {
        assert_eq!(house.run(&["schema", schema.name]).exits(0).stdout, schema.text);
    }
    let refused = house.run(&["schema", "reprot"]).exits(2);
    assert!(refused.stderr.contains("did you mean `report`?"), "{refused}");
}

/// What a schema is for: it tells a wrong report from a right one.
#[test]
fn a_schema_refuses_what_is_none() {
    let house = house();
    let report = json(&written(&house, &["report", "--answers", PEOPLE[0]], "json"));
    let published = json(SCHEMAS.iter().find(|schema| schema.name == "report").unwrap().text);
    let is_sound = |change: &dyn Fn(&mut Map<String, Value>)| {
        let mut report = report.clone();
        change(report.as_object_mut().unwrap());
        conforms(&report, &published, &published)
    };
    assert!(is_sound(&|_| {}));
    assert!(is_sound(&|report| drop(report.insert("new".to_owned(), 1.into()))), "keys may be added");
    assert!(is_sound(&|report| report["readiness"] = Value::Null));
    assert!(!is_sound(&|report| report["readiness"]["low"] = 1.5.into()));
    assert!(!is_sound(&|report| report["verdict"] = "perhaps".into()));
    assert!(!is_sound(&|report| report["schema"] = "skillgap.report/2".into()));
    assert!(!is_sound(&|report| drop(report.shift_remove("gaps"))));
    assert!(!is_sound(&|report| report["requirements"][0]["weight"] = "5".into()));
}

/// Rubrics and answers of all shapes.
#[test]
fn drawn_rubrics_conform() {
    let house = House::new();
    let (report, plan, explain) = (schema("report"), schema("plan"), schema("explain"));
    let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&drawn(), |drawn| {
        let answers = drawn.answers.iter().enumerate().filter_map(|(at, said)| match said {
            Said::Nothing => None,
            Said::NotApplicable => Some(format!("s{at} = \"not-applicable\"\n")),
            Said::Level(level) => Some(format!("s{at} = {level}\n")),
        });
        house.file("rubric.toml", drawn.text());
        house.file("answers.toml", format!("[ratings]\n{}", answers.collect::<String>()));
        for (schema, command) in [(&report, &["report"][..]), (&plan, &["plan"]), (&explain, &["explain", "s0"])] {
            let on = ["--rubric", "rubric.toml", "--answers", "answers.toml", "--format", "json"];
            let ran = house.run(&[command, &on].concat());
            // Answers without one rating are refused.
            if ran.code == Some(0) {
                prop_assert!(conforms(&json(&ran.stdout), schema, schema), "{}", ran.stdout);
            } else {
                prop_assert!(ran.stderr.contains("rating"), "{}", ran);
            }
        }
        Ok(())
    });
    outcome.unwrap();
}
