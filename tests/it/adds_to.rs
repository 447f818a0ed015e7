//! Targets that a file of its own adds to a rubric.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;

use serde_json::Value;
use skillgap::diagnostic::{self, Ink};
use skillgap::document::Source;
use skillgap::rubric::json::to_json;
use skillgap::rubric::{Layers, On, hints, read, read_layers};

use crate::support::House;

const ACME: &str = r#"id = "acme"
adds_to = "./small-rubric.toml"

[[groups]]
id = "store"
title = "What Acme stores in"
area = "data"
skills = ["sql", "indexes"]

[[targets]]
id = "acme-backend"
title = "Backend at Acme"
kind = "switch"
after = "junior"
requires = [
  { skill = "git", level = 3, weight = 5, floor = 1 },
  { group = "store", level = 2, weight = 5, floor = 1 },
  { skill = "rust", level = 1 },
]
"#;

fn source(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), text: text.to_owned() }
}

fn small() -> String {
    fs::read_to_string("tests/data/small-rubric.toml").unwrap()
}

/// A file with the rubrics below it, the nearest first.
fn layers(file: &str, below: &[&str]) -> Layers {
    let mut layers = Layers::new(vec![source("acme.toml", file)]);
    for text in below {
        assert!(layers.missing().is_some(), "the layer above names it");
        layers.lay_under(vec![source("below.toml", text)]);
    }
    assert_eq!(layers.missing(), None);
    layers
}

#[track_caller]
fn json(layers: &Layers) -> String {
    let drawn = |problems: Vec<_>| panic!("\n{}", diagnostic::render(&problems, layers.sources(), Ink::Plain));
    to_json(&read_layers(layers).unwrap_or_else(drawn))
}

fn refused(file: &str) -> String {
    let layers = layers(file, &[&small()]);
    diagnostic::render(&read_layers(&layers).unwrap_err(), layers.sources(), Ink::Plain)
}

/// What the file adds, without what says to what.
fn tables(file: &str) -> &str {
    &file[file.find("[[").unwrap()..]
}

#[test]
fn it_is_judged_as_if_it_stood_in_the_rubric() {
    let whole = format!("{}{}", small(), tables(ACME));
    let layers = layers(ACME, &[&small()]);
    assert_eq!(json(&layers), to_json(&read(&[source("whole.toml", &whole)]).unwrap()));
    assert_eq!(layers.added(), Some(("small".to_owned(), 1)));
    assert_eq!(layers.gone(), []);
    assert_eq!(hints(&layers, &read_layers(&layers).unwrap()), []);
}

#[test]
fn its_id_may_be_left_out() {
    let named = layers(ACME, &[&small()]);
    let nameless = ACME.replace("id = \"acme\"\nadds_to", "adds_to");
    assert_eq!(json(&layers(&nameless, &[&small()])), json(&named));
    let like_the_rubric = ACME.replace("id = \"acme\"\nadds_to", "id = \"small\"\nadds_to");
    assert_eq!(json(&layers(&like_the_rubric, &[&small()])), json(&named));
}

#[test]
fn a_rubric_on_top_of_another_can_be_added_to() {
    let ours = "id = \"ours\"\ntitle = \"Ours\"\nextends = \"./small.toml\"\nremove = [\"mid\"]\n";
    let rubric: Value = serde_json::from_str(&json(&layers(ACME, &[ours, &small()]))).unwrap();
    assert_eq!((&rubric["id"], &rubric["title"]), (&"ours".into(), &"Ours".into()));
    let targets: Vec<_> = rubric["targets"].as_array().unwrap().iter().map(|target| &target["id"]).collect();
    assert_eq!(targets, ["junior", "acme-backend"]);
}

#[test]
fn files_that_add_may_stand_on_each_other() {
    let more = "adds_to = \"./acme.toml\"\n[[targets]]\nid = \"acme-lead\"\ntitle = \"Lead at Acme\"\nkind = \"switch\"\n\
                after = \"acme-backend\"\nrequires = [{ group = \"store\", level = 3 }]\n";
    let rubric: Value = serde_json::from_str(&json(&layers(more, &[ACME, &small()]))).unwrap();
    assert_eq!((&rubric["id"], rubric["targets"].as_array().unwrap().len()), (&"small".into(), 4));
    // And a rubric of its own may stand on one.
    let ours = "id = \"ours\"\nextends = \"./acme.toml\"\nremove = [\"junior\"]\n";
    let rubric: Value = serde_json::from_str(&json(&layers(ours, &[ACME, &small()]))).unwrap();
    assert_eq!((&rubric["id"], rubric["targets"].as_array().unwrap().len()), (&"ours".into(), 2));
}

#[test]
fn it_adds_targets_and_groups_and_nothing_else() {
    let other = ACME.replace(
        "[[groups]]",
        "extends = \"backend-developer\"\ntitle = \"Acme\"\nversion = \"2\"\nremove = [\"git\"]\nhours = [1]\n[[skills]]\nid = \"git\"\n[[groups]]",
    );
    insta::assert_snapshot!(refused(&other));
}

#[test]
fn what_it_adds_has_ids_of_its_own() {
    let taken = ACME.replace("\"acme-backend\"", "\"mid\"").replace("id = \"store\"", "id = \"language\"");
    insta::assert_snapshot!(refused(&taken.replace("group = \"store\"", "skill = \"sql\"")));
    let of_a_skill = refused(&ACME.replace("\"acme-backend\"", "\"git\""));
    assert!(of_a_skill.contains("`git` is the id of a skill and of a target"), "{of_a_skill}");
}

#[test]
fn it_adds_at_least_one_target_and_says_to_what() {
    insta::assert_snapshot!(refused("id = \"No id\"\nadds_to = \"./small-rubric.toml\"\n"));
    let house = House::new();
    for (file, said) in [
        ("adds_to = \"backend-develper\"\n", "did you mean `backend-developer`?"),
        ("adds_to = \"./gone.toml\"\n", "the rubric that `adds_to` names cannot be used"),
        ("adds_to = \"-\"\n", "`adds_to` cannot name standard input"),
        ("adds_to = 1\n", "`adds_to` must be a text"),
        ("adds_to = \"./acme.toml\"\n", "too many rubrics, one on top of the other"),
    ] {
        house.file("acme.toml", file);
        let ran = house.run(&["rubric", "check", "acme.toml"]).exits(3);
        assert!(ran.stdout.contains(said), "{ran}");
    }
}

#[test]
fn hints_look_at_what_it_adds() {
    let rung = "kind = \"ladder\"\nrank = 3";
    let below = ACME.replace("kind = \"switch\"\nafter = \"junior\"", rung);
    let layers = layers(&below, &[&small()]);
    let hints = hints(&layers, &read_layers(&layers).unwrap());
    assert!(!hints.is_empty() && hints.iter().all(|hint| hint.code.as_str() == "steps-down"), "{hints:?}");
}

/// A house with the rubric and the file that adds to it.
fn house() -> House {
    let house = House::new();
    house.sample("small-rubric.toml");
    house.file("acme.toml", ACME);
    house
}

fn read_json(house: &House, args: &[&str]) -> Value {
    serde_json::from_str(&house.run(args).exits(0).stdout).unwrap()
}

#[test]
fn the_rubric_commands_know_it() {
    let house = house();
    let checked = house.run(&["rubric", "check", "--strict", "acme.toml"]).exits(0);
    assert_eq!(checked.stdout, "acme.toml: sound: adds 1 target to rubric `small`\n");
    let shown = read_json(&house, &["rubric", "show", "acme.toml", "--format", "json"]);
    assert_eq!((&shown["id"], &shown["version"]), (&"small".into(), &"1.0.0".into()));
    assert_eq!(shown["targets"][2]["id"], "acme-backend");
    let origin = house.run(&["rubric", "show", "acme.toml", "acme-backend", "--origin"]).exits(0).stdout;
    assert!(origin.contains("acme.toml:16:28: targets.acme-backend.requires.git.level"), "{origin}");
    let diff = house.run(&["rubric", "diff", "small-rubric.toml", "acme.toml"]).exits(0).stdout;
    assert!(diff.contains("New  Backend at Acme"), "{diff}");
}

/// History, ticks and drafts are those of the rubric, whichever file named the target.
#[test]
fn answers_are_those_of_the_rubric() {
    let house = house();
    let answers =
        |day: &str, rubric: &str, ratings: &str| format!("rubric = \"{rubric}\"\non = {day}\n[ratings]\n{ratings}\n");
    house.file("early.toml", answers("2026-08-01", "small-rubric.toml", "git = 1\nsql = 1"));
    house.file("late.toml", answers("2026-11-01", "acme.toml", "git = 2\nsql = 3\nrust = 0"));
    let _ = house.run(&["assess", "--answers", "early.toml"]).exits(0);
    let report =
        read_json(&house, &["report", "--rubric", "acme.toml", "--target", "acme-backend", "--format", "json"]);
    assert_eq!(
        (&report["rubric"]["id"], &report["target"], &report["verdict"]),
        (&"small".into(), &"acme-backend".into(), &"not-ready".into())
    );

    let _ = house.run(&["assess", "--answers", "late.toml", "--target", "acme-backend"]).exits(0);
    let stored: Vec<_> =
        house.files("rubrics").into_iter().map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect();
    assert_eq!(stored.iter().filter(|copy| copy.contains("acme-backend")).count(), 1);
    fs::remove_file(house.path("acme.toml")).unwrap();
    fs::remove_file(house.path("small-rubric.toml")).unwrap();
    for command in
        [&["report"][..], &["plan"], &["explain", "git"], &["target", "show", "acme-backend"], &["progress"], &[]]
    {
        let ran = house.run(command).exits(0);
        assert!(ran.stdout.contains("Backend at Acme"), "{command:?}\n{ran}");
    }
    let progress = read_json(&house, &["progress", "--format", "json"]);
    assert_eq!((&progress["target"], &progress["rubric"]), (&"acme-backend".into(), &0.0.into()));
    assert!(progress["from"]["readiness"]["low"].is_number(), "the earlier answers are judged for it too: {progress}");
    assert_eq!(progress["series"].as_array().unwrap().len(), 2);
    let _ = house.run(&["plan", "done", "git@3"]).exits(0);
    let plan = read_json(&house, &["plan", "--target", "mid", "--format", "json"]);
    assert_eq!(plan["done"][0]["id"], "git@3");
}

/// A draft of a bundled rubric goes on with the target that a file added.
#[test]
fn a_draft_goes_on_without_the_file() {
    let house = House::new();
    house.file("acme.toml", "adds_to = \"backend-developer\"\n[[targets]]\nid = \"acme-backend\"\ntitle = \"Backend at Acme\"\nkind = \"switch\"\nrequires = [{ skill = \"git\", level = 3 }, { skill = \"sql\", level = 3 }]\n");
    let begun = house.run_with(&["--accessible", "assess", "--rubric", "acme.toml", "--target", "acme-backend"], "2\n");
    assert_eq!(begun.code, Some(4), "{begun}");
    let on = house.run_with(&["--accessible", "assess"], "");
    assert!(!on.stderr.contains("the rubric has changed"), "{on}");
    let draft = house.draft("backend-developer").unwrap();
    assert!(draft.contains("target = \"acme-backend\""), "{draft}");
}

/// A bundled rubric is found by its id, and what was added to it stays with the answers.
#[test]
fn a_bundled_rubric_is_added_to_by_its_id() {
    let house = House::new();
    let target = "[[targets]]\nid = \"acme-backend\"\ntitle = \"Backend at Acme\"\nkind = \"switch\"\nrequires = [{ skill = \"git\", level = 3 }]\n";
    house.file("acme.toml", format!("adds_to = \"backend-developer\"\n{target}"));
    house.file("early.toml", "rubric = \"backend-developer\"\non = 2026-08-01\n[ratings]\ngit = 1\n");
    house.file("late.toml", "rubric = \"acme.toml\"\ntarget = \"acme-backend\"\non = 2026-11-01\n[ratings]\ngit = 2\n");
    let _ = house.run(&["assess", "--answers", "early.toml"]).exits(0);
    let ran = house.run(&["progress", "--rubric", "acme.toml", "--target", "acme-backend"]).exits(0);
    assert!(ran.stdout.contains("Readiness 33.3 "), "{ran}");
    let _ = house.run(&["assess", "--answers", "late.toml"]).exits(0);
    for command in [&["report"][..], &["progress"], &[]] {
        let ran = house.run(command).exits(0);
        assert!(ran.stdout.contains("Backend at Acme") && ran.stdout.contains("66"), "{command:?}\n{ran}");
    }
    // The questionnaire goes on with the target that the last answers were for.
    let ran = house.run_with(&["--accessible", "assess"], "\n");
    assert!(ran.stderr.contains("Backend at Acme"), "{ran}");
    let known = layers("adds_to = \"backend-developer\"\n[[targets]]\nid = \"x\"\n", &[]);
    assert_eq!(known.added(), Some(("backend-developer".to_owned(), 1)));
    let mut unknown = Layers::new(vec![source("acme.toml", ACME)]);
    assert_eq!(unknown.missing().map(|base| base.by), Some(On::AddsTo));
}
