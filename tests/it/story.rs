//! A person's history, told through the program: assessments, ticks, changes of mind.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;

use serde_json::{Value, json};

use crate::support::House;

/// A house with one assessment of the worked example.
fn house() -> House {
    let house = House::new();
    house.sample("worked-answers.toml");
    house.sample("worked-rubric.toml");
    record(&house, "worked-answers.toml", "2026-08-20");
    house
}

fn record(house: &House, file: &str, on: &str) {
    let _ = house.run(&["assess", "--rubric", "worked-rubric.toml", "--answers", file, "--on", on]).exits(0);
}

/// The worked answers with one answer changed, as a new assessment.
fn again(house: &House, from: &str, to: &str, on: &str) {
    let answers = fs::read_to_string(house.path("worked-answers.toml")).unwrap();
    assert!(answers.contains(from));
    house.file("again.toml", answers.replace(from, to));
    record(house, "again.toml", on);
}

#[track_caller]
fn json_of(house: &House, args: &[&str]) -> Value {
    // The ids in it are wanted as they are.
    let output = house.command([args, &["--format", "json"]].concat()).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", house.ran(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap()).collect()
}

fn steps(house: &House) -> Vec<String> {
    ids(&json_of(house, &["plan"])["steps"]).into_iter().map(str::to_owned).collect()
}

fn done(house: &House) -> Vec<String> {
    ids(&json_of(house, &["plan"])["done"]).into_iter().map(str::to_owned).collect()
}

#[test]
fn a_change_is_what_you_did_and_what_the_rubric_did() {
    let house = house();
    let rubric = fs::read_to_string(house.path("worked-rubric.toml")).unwrap();
    let weighed = rubric.replace("version = \"1.0.0\"", "version = \"1.1.0\"").replace("weight = 5", "weight = 9");
    assert_ne!(rubric, weighed);
    house.file("worked-rubric.toml", weighed);
    again(&house, "go = 3", "go = 4\nlinux = 2", "2026-11-20");
    let progress = json_of(&house, &["progress"]);
    let part = |key: &str| progress[key].as_f64().unwrap();
    assert!((part("you") + part("rubric") - part("total")).abs() < 1e-9, "{progress:#}");
    assert!(part("you") > 0.0 && part("rubric") != 0.0 && part("newly_answered") > 0.0, "{progress:#}");
    let low = |end: &str| progress[end]["readiness"]["low"].as_f64().unwrap();
    assert!((low("to") - low("from") - part("total")).abs() < 1e-9, "{progress:#}");
    assert_eq!(progress["skills"][0]["skill"], "go");
    assert!((low("from") - 161.0 / 216.0).abs() < 1e-9, "the old answers are judged by the old rubric");
}

#[test]
fn an_assessment_is_found_by_day_by_id_and_as_the_latest() {
    let house = house();
    again(&house, "go = 3", "go = 4", "2026-11-20");
    let list = json_of(&house, &["history", "list"]);
    let [first, second] = ids(&list)[..] else { panic!("{list:#}") };
    let day = |at: &str| json_of(&house, &["report", "--at", at])["on"].clone();
    for (at, wanted) in [
        ("2026-08-20", "2026-08-20"),
        ("2026-11-19", "2026-08-20"),
        ("2026-11-20", "2026-11-20"),
        ("latest", "2026-11-20"),
        (first, "2026-08-20"),
        (second, "2026-11-20"),
    ] {
        assert_eq!(day(at), wanted, "{at}");
    }

    let before = house.files("assessments");
    let _ = house.run(&["history", "remove", second]).exits(0);
    assert_eq!(house.files("assessments"), before[..1]);
    assert_eq!(house.files("removed"), before[1..], "it was moved as it is");
    assert_eq!(day("latest"), "2026-08-20");
}

#[test]
fn steps_are_ticked_skipped_and_taken_back() {
    let house = house();
    assert_eq!(steps(&house), ["docker@2", "docker@3", "kafka@2", "go@4"]);
    let _ = house.run(&["plan", "done", "docker@2", "--hours", "5"]).exits(0);
    assert_eq!((steps(&house), done(&house)), (words("docker@3 kafka@2 go@4"), words("docker@2")));
    assert_eq!(json_of(&house, &["report"])["readiness"]["low"], json!(161.0 / 216.0), "a tick is no rating");
    let _ = house.run(&["plan", "undo", "docker@2"]).exits(0);
    let _ = house.run(&["plan", "skip", "docker@2"]).exits(0);
    assert_eq!((steps(&house), done(&house)), (words("kafka@2 go@4"), vec![]), "docker@3 needs docker@2");
    let _ = house.run(&["plan", "undo", "docker@2"]).exits(0);
    assert_eq!(steps(&house).len(), 4);

    let set = ["plan", "set", "--hours-per-week", "6", "--prefer", "rabbitmq", "--start", "2027-01-04"];
    let _ = house.run(&set).exits(0);
    let plan = json_of(&house, &["plan"]);
    assert_eq!((&plan["hours_per_week"], &plan["start"]), (&json!(6.0), &json!("2027-01-04")));
    assert!(ids(&plan["steps"]).contains(&"rabbitmq@2"));
    let once = json_of(&house, &["plan", "--hours-per-week", "12"]);
    assert_eq!(once["hours_per_week"], 12.0);
    let _ = house.run(&["plan", "done", "sql@1"]).exits(2);
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

#[test]
fn a_box_ticked_in_an_editor_is_read_back() {
    let house = house();
    let _ = house.run(&["plan", "-o", "plan.md"]).exits(0);
    let plan = fs::read_to_string(house.path("plan.md")).unwrap();
    let tick = |line: &str| {
        let ticked = line.contains("skillgap:docker@2 ").then(|| line.replace("[ ]", "[x]"));
        ticked.unwrap_or_else(|| line.to_owned())
    };
    let ticked: Vec<_> = plan.lines().map(tick).collect();
    assert_ne!(ticked.join("\n"), plan.trim_end());
    house.file("plan.md", ticked.join("\n"));
    let _ = house.run(&["plan", "sync", "plan.md"]).exits(0);
    assert_eq!(done(&house), ["docker@2"]);
    house.file("plan.md", plan);
    let _ = house.run(&["plan", "sync", "plan.md"]).exits(0);
    assert_eq!(done(&house), ["docker@2"], "an empty box takes no tick back");
}

#[test]
fn an_answer_settles_a_tick_and_one_that_is_carried_over_does_not() {
    let house = house();
    let _ = house.run(&["plan", "done", "docker@2"]).exits(0);
    let _ = house.run(&["edit", "go", "--level", "4"]).exits(0);
    assert_eq!(
        (steps(&house), done(&house)),
        (words("docker@3 kafka@2"), words("docker@2")),
        "docker was carried over"
    );
    let _ = house.run(&["edit", "docker", "--level", "1"]).exits(0);
    assert_eq!((steps(&house), done(&house)), (words("docker@2 docker@3 kafka@2"), vec![]), "rated below: it returns");
    let _ = house.run(&["plan", "done", "docker@2"]).exits(0);
    let _ = house.run(&["edit", "docker", "--level", "2"]).exits(0);
    assert_eq!((steps(&house), done(&house)), (words("docker@3 kafka@2"), vec![]), "rated so: it is settled");
}

#[test]
fn the_same_answer_given_again_on_the_same_day_settles_a_tick() {
    let house = house();
    let again = ["assess", "--rubric", "worked-rubric.toml", "--answers", "worked-answers.toml"];
    let returned = words("docker@2 docker@3 kafka@2 go@4");
    let _ = house.run(&again).exits(0);
    let _ = house.run(&["plan", "done", "docker@2"]).exits(0);
    let _ = house.run(&again).exits(0);
    assert_eq!((steps(&house), done(&house)), (returned.clone(), vec![]), "a whole file answers every skill");

    let _ = house.run(&["plan", "done", "docker@2"]).exits(0);
    house.file("few.toml", "rubric = \"worked\"\n[ratings]\ntesting = 5\n");
    let _ = house.run(&["assess", "--answers", "few.toml", "--update"]).exits(0);
    let _ = house.run(&["edit", "sql", "--level", "4"]).exits(0);
    assert_eq!(done(&house), ["docker@2"], "what is kept settles nothing, neither by a file nor by `edit`");
    let stored = json_of(&house, &["history", "show", "latest"]);
    assert!(stored["carried"].as_array().unwrap().contains(&json!("docker")), "{stored}");

    let _ = house.run(&["edit", "docker", "--level", "1"]).exits(0);
    assert_eq!((steps(&house), done(&house)), (returned.clone(), vec![]), "the same by `edit` does");
    assert!(house.run(&["edit", "docker", "--level", "1"]).exits(0).stderr.contains("nothing changed"));

    let _ = house.run(&["plan", "done", "docker@2"]).exits(0);
    house.file("docker.toml", "rubric = \"worked\"\n[ratings]\ndocker = 1\n");
    let _ = house.run(&["assess", "--answers", "docker.toml", "--update"]).exits(0);
    assert_eq!((steps(&house), done(&house)), (returned, vec![]), "what a file of a few answers says does");
}

#[test]
fn what_is_left_to_a_role_is_told_at_the_own_pace_as_the_plan_tells_it() {
    let house = house();
    let range = |house: &House| {
        let plan = json_of(house, &["plan"])["hours_range"].clone();
        let list = json_of(house, &["target", "list"])[0]["hours_range"].clone();
        assert_eq!(list, plan);
        assert_eq!(json_of(house, &["target", "show", "mid"])["hours_range"], plan);
        plan
    };
    let before = range(&house);
    let _ = house.run(&["plan", "done", "docker@2", "--hours", "26"]).exits(0);
    let after = range(&house);
    assert!(after["low"].as_f64() > before["low"].as_f64(), "slower than was estimated: {before} {after}");
}

#[test]
fn a_few_answers_are_laid_over_the_last() {
    let house = house();
    house.file("few.toml", "rubric = \"worked\"\non = 2026-11-20\n[ratings]\ndocker = 3\n");
    let _ = house.run(&["assess", "--answers", "few.toml", "--update"]).exits(0);
    let ratings = &json_of(&house, &["history", "show", "latest"])["ratings"];
    assert_eq!(ratings["docker"], json!({ "state": "rated", "level": 3, "on": "2026-11-20" }));
    assert_eq!(ratings["go"], json!({ "state": "rated", "level": 3, "on": "2026-08-20" }), "with its own day");
    assert_eq!(ratings.as_object().unwrap().len(), 7);
}

#[test]
fn a_template_is_accepted_once_its_comments_are_taken_away() {
    let house = House::new();
    house.sample("worked-rubric.toml");
    let template = house.run(&["assess", "--template", "--all", "--rubric", "worked-rubric.toml"]).exits(0).stdout;
    let filled = |line: &str| match line.strip_prefix("# ").and_then(|line| line.strip_suffix(" = ")) {
        Some(skill) => format!("{skill} = 2"),
        None => line.to_owned(),
    };
    let filled: Vec<_> = template.lines().map(filled).collect();
    house.file("filled.toml", filled.join("\n"));
    record(&house, "filled.toml", "2026-11-20");
    assert_eq!(json_of(&house, &["history", "list"])[0]["answered"], 8);
    house.file("empty.toml", template);
    let _ = house.run(&["assess", "--rubric", "worked-rubric.toml", "--answers", "empty.toml"]).exits(1);
}
