//! The contract with other programs: the keys of the JSON, exit codes, formats and files.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;

use serde_json::{Value, json};

use crate::support::{House, Ran};

const ALONE: [&str; 4] = ["--rubric", "worked-rubric.toml", "--answers", "worked-answers.toml"];

/// A house with the worked example, of which nothing is recorded yet.
fn house() -> House {
    let house = House::new();
    house.sample("worked-answers.toml");
    house.sample("worked-rubric.toml");
    house
}

/// A house with two assessments of the worked example: in the second, docker rose to 2 and linux was answered.
fn lived_in() -> House {
    let house = house();
    let record = |file: &str, on: &str| {
        let _ = house.run(&["assess", "--rubric", "worked-rubric.toml", "--answers", file, "--on", on]).exits(0);
    };
    record("worked-answers.toml", "2026-08-20");
    let later = fs::read_to_string(house.path("worked-answers.toml")).unwrap();
    house.file("later.toml", later.replace("docker = 1", "docker = 2\nlinux = 2"));
    record("later.toml", "2026-11-20");
    house
}

/// What the program prints as JSON, and nothing beside it.
#[track_caller]
fn json_of(house: &House, args: &[&str]) -> Value {
    let Ran { stdout, stderr, .. } = house.run(&[args, &["--format", "json"]].concat()).exits(0);
    assert_eq!(stderr, "", "{args:?}");
    serde_json::from_str(&stdout).unwrap()
}

fn alone(command: &[&'static str]) -> Vec<&'static str> {
    [command, &ALONE].concat()
}

/// Fails unless the value has the shape: each key of an object, each kind of a value, the one shape of all elements.
/// Kinds end in `?` where null is promised; keys, where they may be absent. Other keys may be there too.
#[track_caller]
fn has_shape(value: &Value, shape: &Value) {
    if let Err(wrong) = compare(value, shape, "$") {
        panic!("{wrong}\n{value:#}");
    }
}

fn compare(value: &Value, shape: &Value, place: &str) -> Result<(), String> {
    match shape {
        Value::Object(keys) => keys.iter().try_for_each(|(key, shape)| {
            let name = key.trim_end_matches('?');
            match value.get(name) {
                Some(inner) => compare(inner, shape, &format!("{place}.{name}")),
                None if name != key => Ok(()),
                None => Err(format!("{place}.{name} is missing")),
            }
        }),
        Value::Array(elements) => match (value, elements.as_slice()) {
            (Value::Array(values), [shape]) => {
                values.iter().enumerate().try_for_each(|(at, value)| compare(value, shape, &format!("{place}[{at}]")))
            }
            (Value::Null, [_, Value::Null]) => Ok(()),
            (Value::Object(_), [shape, Value::Null]) => compare(value, shape, place),
            _ => Err(format!("{place} is {value}")),
        },
        Value::String(kind) => {
            let fits = match kind.trim_end_matches('?') {
                "text" => value.is_string(),
                "count" => value.is_u64(),
                "number" => value.is_number(),
                "bool" => value.is_boolean(),
                "date" => value.as_str().is_some_and(|text| text.parse::<jiff::civil::Date>().is_ok()),
                other => panic!("no kind `{other}`"),
            };
            let is_promised_null = kind.ends_with('?') && value.is_null();
            if fits || is_promised_null { Ok(()) } else { Err(format!("{place} is {value}, no {kind}")) }
        }
        _ => panic!("no shape: {shape}"),
    }
}

/// `[shape, null]` is the shape or null.
fn or_null(shape: &Value) -> Value {
    json!([shape, null])
}

fn range() -> Value {
    json!({ "low": "number", "high": "number" })
}

fn edition() -> Value {
    json!({ "id": "text", "version": "text", "digest": "text" })
}

#[track_caller]
fn is_near(value: &Value, wanted: f64) {
    let found = value.as_f64().unwrap();
    assert!((found - wanted).abs() < 1e-9, "{found}, but {wanted} by hand");
}

/// The values of a key in all objects of a list.
fn each<'v>(list: &'v Value, key: &str) -> Vec<&'v Value> {
    list.as_array().unwrap().iter().map(|object| &object[key]).collect()
}

#[test]
fn a_report() {
    let report = json_of(&house(), &alone(&["report"]));
    let levels = or_null(&json!({ "low": "count", "high": "count" }));
    let member = json!({ "skill": "text", "state": "text", "rating": "count?", "implied": levels, "counted": "bool" });
    let requirement = json!({
        "skill?": "text", "group?": "text", "area": "text", "state": "text", "members?": [member], "choose?": "count",
        "required": "count", "weight": "count", "essential": "bool", "rating": "count?", "implied": levels,
        "attainment": or_null(&range()), "gap": "count", "points": "number", "met": "bool?",
    });
    let contradiction = json!({
        "skill": "text", "rating": "count?", "level": "count", "requires": "text", "at": "count", "stated": "count?",
    });
    let shape = json!({
        "schema": "text", "rubric": edition(), "target": "text", "on": "date", "answered": "count",
        "unanswered": "count", "not_applicable": "count", "readiness": or_null(&range()), "verdict": "text",
        "ask": ["text"], "placement": "text?", "next": "text?", "requirements": [requirement],
        "areas": [{ "id": "text", "readiness": range() }], "gaps": ["text"], "open": ["text"], "strengths": ["text"],
        "contradictions": [contradiction], "fragile": ["text"],
    });
    has_shape(&report, &shape);

    assert_eq!(report["schema"], "skillgap.report/1");
    is_near(&report["readiness"]["low"], 161.0 / 216.0);
    is_near(&report["readiness"]["high"], 173.0 / 216.0);
    assert_eq!((&report["verdict"], &report["ask"]), (&json!("undecided"), &json!(["linux"])));
    let counts = ["answered", "unanswered", "not_applicable"].map(|key| report[key].as_u64().unwrap());
    assert_eq!(counts, [6, 1, 1]);
    let lists = ["gaps", "open", "strengths"].map(|key| &report[key]);
    assert_eq!(lists, [&json!(["docker", "go", "broker"]), &json!(["linux"]), &json!(["testing"])]);

    let requirements = &report["requirements"];
    let points = [125.0 / 18.0, 0.0, 200.0 / 27.0, 0.0, 50.0 / 9.0, 50.0 / 9.0, 0.0];
    each(requirements, "points").into_iter().zip(points).for_each(|(found, wanted)| is_near(found, wanted));
    let met: Vec<_> = each(requirements, "met").into_iter().map(Value::as_bool).collect();
    assert_eq!(met, [Some(false), Some(true), Some(false), Some(true), Some(false), None, None]);
    let states = ["rated", "rated", "rated", "rated", "group", "unanswered", "not-applicable"];
    assert_eq!(each(requirements, "state"), states);
    assert_eq!(each(requirements, "gap"), [1, 0, 2, 0, 1, 0, 0]);
    let ratings: Vec<_> = each(requirements, "rating").into_iter().map(Value::as_u64).collect();
    assert_eq!(ratings, [Some(3), Some(3), Some(1), Some(5), None, None, None]);
    assert_eq!(requirements[5]["implied"], json!({ "low": 1, "high": 5 }));
    assert_eq!(requirements[6]["attainment"], Value::Null);
    assert_eq!(requirements[4]["choose"], 1);
    assert_eq!(each(&requirements[4]["members"], "counted"), [true, false]);
}

#[test]
fn how_sure_a_report_is() {
    let report = json_of(&house(), &alone(&["report"]));
    let shape = json!({
        "sensitivity": { "low": "number", "high": "number", "equal": range() }, "with_evidence": "count",
        "confidence": { "sure": "count", "fairly": "count", "guess": "count" },
        "stale": { "skills": ["text"], "readiness": or_null(&range()) },
    });
    has_shape(&report, &shape);
    is_near(&report["sensitivity"]["equal"]["low"], 49.0 / 72.0);
    assert_eq!(report["stale"], json!({ "skills": [], "readiness": report["readiness"] }));
}

/// The day on which a rating was said decides, and by which day depends on what is looked at.
#[test]
fn old_ratings_are_flagged_and_never_lowered() {
    let house = house();
    let answers = fs::read_to_string(house.path("worked-answers.toml")).unwrap();
    house.file("old.toml", answers.replace("go = 3", "go = { level = 3, on = 2020-01-01 }"));
    let old = ["--rubric", "worked-rubric.toml", "--answers", "old.toml"];
    let report = json_of(&house, &[&["report"], old.as_slice()].concat());
    assert_eq!(report["stale"]["skills"], json!(["go"]));
    is_near(&report["readiness"]["low"], 161.0 / 216.0);
    is_near(&report["stale"]["readiness"]["low"], 146.0 / 216.0);
    let go = json_of(&house, &[&["explain", "go"], old.as_slice()].concat());
    assert_eq!((&go["stale"], &go["on"]), (&json!(true), &json!("2020-01-01")));

    let record = |on: &str| {
        let args = ["assess", "--rubric", "worked-rubric.toml", "--answers", "worked-answers.toml", "--on", on];
        let _ = house.run(&args).exits(0);
    };
    record("2020-01-01");
    record("2020-02-01");
    let stale = |args: &[&str]| json_of(&house, args)["stale"]["skills"].as_array().unwrap().len();
    assert_eq!(stale(&["report"]), 5, "looked at today, all but the 0 and what does not apply");
    assert_eq!(stale(&["report", "--at", "2020-01-01"]), 0, "looked back at, they were new");
}

#[test]
fn what_if() {
    let house = lived_in();
    let before = house.files("assessments");
    let args = ["report", "--what-if", "docker=3,Go=4", "--what-if", "kubernetes=2"];
    let report = json_of(&house, &args);
    let standing = json!({ "readiness": or_null(&range()), "verdict": "text", "placement": "text?" });
    let change = json!({ "skill": "text", "state": "text", "from": "count?", "to": "count", "points": "number?" });
    let contradiction =
        json!({ "skill": "text", "level": "count", "requires": "text", "at": "count", "stated": "count?" });
    let shape = json!({ "what_if": {
        "changes": [change], "points": "number?", "before": standing, "closed": ["text"], "opened": ["text"],
        "contradictions": [contradiction],
    }});
    has_shape(&report, &shape);
    let told = &report["what_if"];
    assert_eq!(each(&told["changes"], "skill"), ["docker", "go", "kubernetes"]);
    assert_eq!(each(&told["changes"], "from"), [&json!(2), &json!(3), &Value::Null]);
    assert_eq!(told["before"]["readiness"], json_of(&house, &["report"])["readiness"]);
    let low = |of: &Value| of["readiness"]["low"].as_f64().unwrap();
    is_near(&told["points"], 100.0 * (low(&report) - low(&told["before"])));
    assert_eq!(told["closed"], json!(["go", "docker"]));
    assert_eq!((&report["schema"], report["gaps"].as_array().unwrap().len()), (&json!("skillgap.report/1"), 1));

    // What it says is what an edit would make of it, and nothing was written by saying it.
    assert_eq!(house.files("assessments"), before);
    for (skill, level) in [("docker", "3"), ("go", "4"), ("kubernetes", "2")] {
        let _ = house.run(&["edit", skill, "--level", level]).exits(0);
    }
    let now = json_of(&house, &["report"]);
    for key in ["readiness", "verdict", "requirements", "gaps", "placement", "sensitivity"] {
        assert_eq!(now[key], report[key], "{key}");
    }
}

#[test]
fn targets_are_compared_and_their_hours_are_those_of_the_plan() {
    let house = House::new();
    house.file("answers.toml", fs::read("examples/self-taught-mid.toml").unwrap());
    let _ = house.run(&["assess", "--answers", "answers.toml", "--on", "2026-11-22"]).exits(0);
    let plan = json_of(&house, &["plan"]);
    let step = plan["steps"][0]["id"].as_str().unwrap();
    let _ = house.run(&["plan", "done", step]).exits(0);
    let _ = house.run(&["plan", "skip", plan["steps"][9]["id"].as_str().unwrap()]).exits(0);
    let list = json_of(&house, &["target", "list"]);
    for target in list.as_array().unwrap() {
        let id = target["id"].as_str().unwrap();
        assert_eq!(target["hours"], json_of(&house, &["plan", "--target", id])["total_hours"], "{id}");
    }
    let compared = json_of(&house, &["target", "show", "senior", "--compare"]);
    let part = json!({
        "skill?": "text", "group?": "text", "level": "count", "other": "count?", "weight": "count", "essential": "bool",
        "met": "bool?", "points": "number?",
    });
    let side = json!({ "id": "text", "readiness": or_null(&range()), "verdict": "text?", "hours": "number?" });
    let shape = json!({ "id": "text", "met": ["text"], "compare": {
        "with": side, "carries_over": or_null(&json!({ "met": ["text"], "weight": "number?" })), "new": [part],
        "higher": [part], "same": [part], "lower": [part], "gone": ["text"],
    }});
    has_shape(&compared, &shape);
    assert_eq!((&compared["id"], &compared["compare"]["with"]["id"]), (&json!("senior"), &json!("mid")));
    assert_eq!(
        compared["compare"]["carries_over"]["met"].as_array().unwrap().len(),
        compared["met"].as_array().unwrap().len()
    );
    assert_eq!(each(&compared["compare"]["new"], "other").iter().find(|other| !other.is_null()), None);
}

#[test]
fn a_broken_prerequisite_and_a_target_of_which_nothing_applies() {
    let house = house();
    house.file("odd.toml", "rubric = \"worked\"\ntarget = \"mid\"\n[ratings]\nlinux = 0\ndocker = 2\n");
    let report = json_of(&house, &["report", "--rubric", "worked-rubric.toml", "--answers", "odd.toml"]);
    let broken = json!({ "skill": "docker", "rating": 2, "level": 1, "requires": "linux", "at": 1, "stated": 0 });
    assert_eq!(report["contradictions"], json!([broken]));

    let rubric = fs::read_to_string(house.path("worked-rubric.toml")).unwrap();
    let more = "[[targets]]\nid = \"ops\"\ntitle = \"Operations\"\nkind = \"switch\"\n\
                requires = [{ skill = \"kubernetes\", level = 2 }]\n";
    house.file("more.toml", format!("{rubric}\n{more}"));
    let none = ["--rubric", "more.toml", "--answers", "worked-answers.toml", "--target", "ops"];
    let report = json_of(&house, &[&["report"], none.as_slice()].concat());
    assert_eq!((&report["readiness"], &report["verdict"]), (&Value::Null, &json!("undecided")));
    let plan = json_of(&house, &[&["plan"], none.as_slice()].concat());
    assert_eq!((&plan["steps"], &plan["finish"]), (&json!([]), &Value::Null));
}

fn plan_shape() -> Value {
    let resource = json!({ "title": "text", "url": "text", "kind": "text", "cost": "text" });
    let step = json!({
        "id": "text", "skill": "text", "to": "count", "hours": "number", "gain": "number", "after": ["text"],
        "assumed": "bool", "start_hour": "number", "finish_hour": "number", "starts": "date", "ends": "date",
        "reason": "text", "anchor": "text", "practice": "text?", "resources": [resource],
        "way": "text?", "essential": "bool", "weeks": "count",
    });
    let days = || or_null(&json!({ "earliest": "date", "latest": "date" }));
    let ready = json!({ "steps": "count", "hours": "number", "between": days(), "gap": "number", "open": ["text"] });
    json!({
        "schema": "text", "target": "text", "start": "date", "hours_per_week": "number", "answer_first": ["text"],
        "total_hours": "number", "hours_range": range(), "finish": days(), "pace_factor": "number",
        "ready": or_null(&ready), "milestones": [{ "target": "text", "after": "count", "hours": "number" }],
        "cost": "number", "optimality_gap": "number", "steps": [step],
        "done": [{ "id": "text", "on": "date", "hours": "number?" }],
        "projects": [{ "id": "text", "raises": ["text"], "hours": "number" }],
    })
}

#[test]
fn a_plan() {
    let plan = json_of(&house(), &alone(&["plan"]));
    has_shape(&plan, &plan_shape());
    assert_eq!(plan["schema"], "skillgap.plan/1");
    assert_eq!(plan["answer_first"], json!(["linux"]));
    assert_eq!(each(&plan["steps"], "id"), ["docker@2", "docker@3", "kafka@2", "go@4"]);
    assert_eq!(each(&plan["steps"], "hours"), [6.5, 8.5, 19.5, 44.0]);
    assert_eq!(each(&plan["steps"], "finish_hour"), [6.5, 15.0, 34.5, 78.5]);
    let gains = [1.0 / 27.0, 1.0 / 27.0, 1.0 / 18.0, 5.0 / 72.0];
    each(&plan["steps"], "gain").into_iter().zip(gains).for_each(|(found, wanted)| is_near(found, wanted));
    is_near(&plan["cost"], gains.iter().zip([6.5, 15.0, 34.5, 78.5]).map(|(gain, hour)| gain * hour).sum());
    is_near(&plan["optimality_gap"], 0.0);
    is_near(&plan["total_hours"], 78.5);
    assert_eq!(plan["steps"][1]["after"], json!(["docker@2"]));
    assert!(plan.get("left_out").is_none(), "there is no deadline");

    let bundled = House::new();
    bundled.file("answers.toml", fs::read("examples/bootcamp-graduate.toml").unwrap());
    let plan = json_of(&bundled, &["plan", "--answers", "answers.toml"]);
    has_shape(&plan, &plan_shape());
    assert!(!plan["projects"].as_array().unwrap().is_empty());
}

#[test]
fn a_plan_with_a_deadline_and_a_tick() {
    let house = lived_in();
    let _ = house.run(&["plan", "done", "docker@3", "--hours", "7.5"]).exits(0);
    let plan = json_of(&house, &["plan", "--start", "2099-11-23", "--by", "2100-01-03"]);
    has_shape(&plan, &plan_shape());
    let more = json!({
        "left_out": ["text"], "fits": "bool", "hours_missing": "number", "hours_per_week_needed": "number",
        "readiness_at_deadline": "number", "ready_by": "bool", "ready_hours_missing": "number",
        "ready_hours_per_week_needed": "number", "too_long": ["text"],
    });
    has_shape(&plan, &more);
    assert_eq!((&plan["done"][0]["id"], &plan["done"][0]["hours"]), (&json!("docker@3"), &json!(7.5)));
    // Six weeks of five hours hold 1.3 times kafka@2 (19.5) and not go@4 (44).
    assert_eq!(each(&plan["steps"], "id"), ["kafka@2"]);
    assert_eq!((&plan["left_out"], &plan["fits"]), (&json!(["go@4"]), &json!(false)));
    // the hours that were logged teach the pace
    let hours = plan["pace_factor"].as_f64().unwrap() * 63.5;
    assert!(hours < 1.3 * 63.5, "{hours}");
    is_near(&plan["hours_missing"], hours - 30.0);
    is_near(&plan["hours_per_week_needed"], hours / 6.0);
    assert_eq!((&plan["ready_by"], &plan["ready"]["steps"]), (&json!(true), &json!(0)));
    let low = json_of(&house, &["report"])["readiness"]["low"].as_f64().unwrap();
    is_near(&plan["readiness_at_deadline"], low + 1.0 / 18.0);
}

#[test]
fn progress_and_history() {
    let house = lived_in();
    let point = json!({ "id": "text", "on": "date", "readiness": or_null(&range()) });
    let shape = json!({
        "schema": "text", "target": "text", "from": point, "to": point, "you": "number?", "rubric": "number?",
        "newly_answered": "number?", "total": "number?", "skills": [{ "skill": "text", "from": "count?", "to": "count?" }],
        "series": [point], "forecast": or_null(&json!({ "earliest": "date", "latest": "date" })),
    });
    let progress = json_of(&house, &["progress"]);
    has_shape(&progress, &shape);
    assert_eq!((&progress["schema"], &progress["forecast"]), (&json!("skillgap.progress/1"), &Value::Null));
    assert_eq!(each(&progress["series"], "on"), ["2026-08-20", "2026-11-20"]);
    is_near(&progress["total"], 1.0 / 27.0 + 1.0 / 18.0);
    is_near(&progress["newly_answered"], 1.0 / 18.0);

    let list = json_of(&house, &["history", "list"]);
    has_shape(
        &list,
        &json!([{ "id": "text", "on": "date", "rubric": edition(), "target": "text?", "answered": "count" }]),
    );
    assert_eq!(each(&list, "answered"), [6, 7]);

    let shown = json_of(&house, &["history", "show", "2026-09-01"]);
    has_shape(&shown, &json!({ "schema": "text", "id": "text", "on": "date", "rubric": edition(), "target": "text?" }));
    assert_eq!(shown["schema"], "skillgap.assessment/1");
    let rating =
        json!({ "state": "text", "level": "count?", "on": "date", "evidence?": "text", "confidence?": "text" });
    shown["ratings"].as_object().unwrap().values().for_each(|value| has_shape(value, &rating));
    assert_eq!(shown["ratings"]["go"], json!({ "state": "rated", "level": 3, "on": "2026-08-20" }));
    assert_eq!(shown["ratings"]["kubernetes"]["state"], "not-applicable");
    assert_eq!(shown["ratings"]["kubernetes"]["level"], Value::Null);
}

#[test]
fn targets_and_explanations() {
    let house = house();
    let target = json!({ "id": "text", "kind": "text", "rank": "count?", "readiness": or_null(&range()), "verdict": "text?", "hours": "number?" });
    let list = json_of(&house, &alone(&["target", "list"]));
    has_shape(&list, &json!([target]));
    assert_eq!((&list[0]["id"], &list[0]["verdict"]), (&json!("mid"), &json!("undecided")));
    has_shape(&json_of(&house, &["target", "list", "--rubric", "worked-rubric.toml"]), &json!([target]));

    let asked = json!({
        "target": "text", "required": "count", "weight": "count", "attainment": or_null(&range()), "points": "number?",
    });
    let next = or_null(&json!({
        "level": "count", "anchor": "text", "hours": "number", "requires": [{ "skill": "text", "at": "count" }],
    }));
    let levels = or_null(&json!({ "low": "count", "high": "count" }));
    let skill =
        json!({ "skill": "text", "rating": "count?", "implied": levels, "requirements": [asked], "next": next });
    for name in ["go", "linux", "kubernetes", "Docker"] {
        has_shape(&json_of(&house, &alone(&["explain", name])), &skill);
    }
    let linux = json_of(&house, &alone(&["explain", "linux"]));
    assert_eq!((&linux["rating"], &linux["implied"]), (&Value::Null, &json!({ "low": 1, "high": 5 })));
    let group = json_of(&house, &alone(&["explain", "broker"]));
    has_shape(&group, &json!({ "group": "text", "requirements": [asked] }));
    is_near(&group["requirements"][0]["points"], 50.0 / 9.0);
}

#[test]
fn a_rubric_with_its_defaults_filled_in() {
    let rubric = json_of(&house(), &["rubric", "show", "worked-rubric.toml"]);
    let skill = json!({
        "id": "text", "title": "text", "area": "text", "kind": "text", "aliases": ["text"], "formerly": ["text"],
        "anchors": ["text"], "hours": ["number"], "requires": [{ "level": "count", "skill": "text", "at": "count" }],
        "practice": ["text"],
    });
    let requirement =
        json!({ "skill?": "text", "group?": "text", "level": "count", "weight": "count", "essential": "bool" });
    let shape = json!({
        "id": "text", "title": "text", "version": "text", "language": "text", "scale": [{ "name": "text", "meaning": "text" }],
        "areas": [{ "id": "text", "title": "text" }], "skills": [skill],
        "groups": [{ "id": "text", "title": "text", "area": "text", "choose": "count", "skills": ["text"] }],
        "targets": [{ "id": "text", "title": "text", "kind": "text", "rank?": "count", "ready_at": "number", "requires": [requirement] }],
    });
    has_shape(&rubric, &shape);
    assert_eq!((&rubric["id"], &rubric["language"]), (&json!("worked"), &json!("en")));
    for key in ["sources", "projects", "guides"] {
        assert_eq!(rubric[key], json!([]), "{key}");
    }
}

#[test]
fn a_change_of_a_rubric() {
    let house = House::new();
    house.file("answers.toml", "[ratings]\ngit = 2\nsql = 1\nlinux = 1\ndocker = 2\n");
    let (old, new) = (house.sample("team-1.toml"), house.sample("team-2.toml"));
    let compared = ["rubric", "diff", old, new];
    let nobody = json_of(&house, &compared);
    assert_eq!((&nobody["assessment"], &nobody["readiness"]), (&Value::Null, &json!([])));
    let _ = house.run(&["assess", "--rubric", old, "--answers", "answers.toml", "--on", "2026-11-22"]).exits(0);

    let moves = json!({ "added": ["text"], "removed": ["text"], "renamed": [{ "from": "text", "to": "text" }] });
    let asked = or_null(&json!({ "level": "count", "weight": "count", "essential": "bool" }));
    let requirement = json!({ "skill?": "text", "group?": "text", "from": asked, "to": asked });
    let target = json!({
        "target": "text", "requirements": [requirement], "ready_at?": { "from": "number", "to": "number" },
    });
    let things = json!({ "added": ["text"], "removed": ["text"], "changed": ["text"] });
    let judged = json!({
        "target": "text", "from": or_null(&range()), "to": or_null(&range()), "from_verdict": "text?",
        "to_verdict": "text?",
    });
    let reworded = json!({ "skill": "text", "levels": ["count"], "title": "bool" });
    let diff = json_of(&house, &compared);
    has_shape(
        &diff,
        &json!({
            "schema": "text", "from": edition(), "to": edition(), "size": "text?", "version_says_so": "bool?",
            "skills": { "reworded": [reworded], "hours": ["text"], "requires": ["text"] },
            "groups": moves, "targets": { "changed": [target] }, "projects": things, "guides": things,
            "assessment": "text?", "readiness": [judged],
        }),
    );
    has_shape(&diff["skills"], &moves);
    has_shape(&diff["targets"], &moves);
    assert_eq!((&diff["schema"], &diff["size"]), (&json!("skillgap.rubric-diff/1"), &json!("major")));
    assert_eq!(diff["version_says_so"], false);
    assert_eq!(each(&diff["readiness"], "target"), ["junior", "middle", "senior", "operations"]);
    let junior = json_of(&house, &["report", "--target", "junior"]);
    assert_eq!(diff["readiness"][0]["from"], junior["readiness"], "as the report has it");
    assert_eq!(diff["readiness"][0]["from_verdict"], junior["verdict"]);

    // An assessment stands for the rubric that it was made with.
    let (id, _) = house.files("assessments").remove(0);
    for named in ["latest", "2026-11-30", id.trim_end_matches(".toml")] {
        assert_eq!(json_of(&house, &["rubric", "diff", named, new]), diff, "{named}");
    }
    let same = json_of(&house, &["rubric", "diff", "team", old]);
    assert_eq!((&same["size"], &same["version_says_so"]), (&Value::Null, &Value::Null));
}

#[test]
fn every_listing_takes_every_format_and_an_ending_picks_one() {
    let house = lived_in();
    let listings: [&[&str]; 13] = [
        &["report"],
        &["report", "--what-if", "docker=3"],
        &["plan"],
        &["progress"],
        &["explain", "go"],
        &["history", "list"],
        &["history", "show", "latest"],
        &["target", "list"],
        &["target", "show", "mid"],
        &["rubric", "list"],
        &["rubric", "show", "worked"],
        &["rubric", "show", "worked", "go"],
        &["rubric", "diff", "worked", "backend-developer"],
    ];
    for listing in listings {
        let with = |more: &[&str]| house.run(&[listing, more].concat()).exits(0).stdout;
        let formats = ["table", "markdown", "json"].map(|format| with(&["--format", format]));
        assert!(formats[1].starts_with("# "), "{listing:?}");
        let _: Value = serde_json::from_str(&formats[2]).unwrap();
        assert_eq!([with(&[]), with(&["-o", "-"])], [formats[0].as_str(); 2], "{listing:?}");
        assert_eq!(with(&["-o", "-", "--format", "json"]), formats[2], "{listing:?}");
        for (ending, text) in ["txt", "md", "json"].iter().zip(&formats).skip(1) {
            let file = format!("out.{ending}");
            assert_eq!(with(&["-o", &file]), "");
            let written = fs::read_to_string(house.path(&file)).unwrap();
            assert_eq!(&crate::support::steady(&written, &house.path("")), text, "{listing:?} into {file}");
        }
    }
    let _ = house.run(&["report", "-o", "out.docx"]).exits(2);
}

#[test]
fn exit_codes() {
    let house = house();
    let code = |args: &[&str], code: i32| {
        let ran = house.run(args).exits(code);
        assert_eq!(ran.stderr.is_empty(), code == 0, "{ran}");
        assert!(code == 0 || ran.stderr.contains("error: "), "{ran}");
    };
    code(&["report"], 1);
    code(&["plan"], 1);
    code(&["progress"], 1);
    code(&["explain", "sql", "--format", "json"], 0);
    code(&["assess"], 4);
    code(&["edit"], 1);
    code(&["--no-input", "assess"], 4);
    code(&alone(&["report", "--fail-under", "74"]), 0);
    code(&alone(&["report", "--fail-under", "75"]), 3);
    code(&alone(&["report", "--fail-under", "101"]), 2);
    code(&alone(&["report", "--target", "nobody"]), 2);
    code(&alone(&["report", "--what-if", "docker=3,SQL=4"]), 0);
    code(&alone(&["report", "--what-if", "docker=6"]), 2);
    code(&alone(&["report", "--what-if", "docker"]), 2);
    code(&alone(&["report", "--what-if", "docker=3,"]), 2);
    code(&alone(&["report", "--what-if", "broker=2"]), 2);
    code(&alone(&["report", "--what-if", "nothing=2"]), 2);
    code(&alone(&["report", "--what-if", "docker=3", "--what-if", "Docker=3"]), 2);
    code(&alone(&["report", "--what-if", "docker=3", "--fail-under", "3"]), 2);
    code(&alone(&["target", "show", "mid", "--compare"]), 2);
    code(&alone(&["target", "show", "mid", "--compare", "mid"]), 2);
    code(&alone(&["target", "show", "mid", "--compare", "nobody"]), 2);
    code(&["target", "show", "mid", "--compare", "--format", "json"], 0);
    code(&alone(&["explain", "nothing"]), 2);
    code(&["report", "--answers", "worked-answers.toml", "--rubric", "nothing"], 2);
    code(&["report", "--answers", "not-there.toml"], 1);
    house.file("unknown.toml", "rubric = \"worked\"\n[ratings]\nnothing = 1\n");
    code(&["report", "--rubric", "worked-rubric.toml", "--answers", "unknown.toml"], 1);
    code(&["report", "--answers", "worked-answers.toml"], 1);
    code(&["rubric", "check", "worked-rubric.toml"], 0);
    house.file("unsound.toml", "id = \"unsound\"\n");
    code(&["rubric", "check", "unsound.toml"], 3);
    code(&["rubric", "diff", "worked-rubric.toml", "worked-rubric.toml"], 0);
    code(&["rubric", "diff", "worked-rubric.toml", "nothing"], 2);
    code(&["rubric", "diff", "nothing", "worked-rubric.toml"], 2);
    code(&["rubric", "diff", "worked-rubric.toml"], 2);
    code(&["rubric", "diff", "-", "-"], 2);
    code(&["rubric", "diff", "unsound.toml", "worked-rubric.toml"], 1);
    code(&["rubric", "diff", "worked-rubric.toml", "not-there.toml"], 1);
    code(&["history", "check"], 0);

    let house = lived_in();
    let _ = house.run(&["edit"]).exits(4);
    let _ = house.run(&["history", "check"]).exits(0);
    let _ = house.run(&["history", "show", "nothing"]).exits(2);
    let _ = house.run(&["history", "remove", "nothing"]).exits(2);
    let _ = house.run(&["report", "--at", "2026-01-01"]).exits(1);
    let (name, _) = house.files("assessments").remove(0);
    fs::write(house.data().join("assessments").join(name), "not = [toml").unwrap();
    let _ = house.run(&["history", "check"]).exits(3);
    let ran = house.run(&["report", "--format", "json"]).exits(0);
    assert!(ran.stderr.contains("skipped") && !ran.stdout.is_empty(), "{ran}");
}
