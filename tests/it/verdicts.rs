//! Verdicts in words: they name what fails, and say what a "ready" rests on.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;
use skillgap::rubric::builtin::builtin;
use skillgap::rubric::{Rubric, Subject};

use crate::rubrics::sound;
use crate::support::House;

/// The worked example with floors below the levels asked.
fn floors() -> String {
    let text = fs::read_to_string("tests/data/worked-rubric.toml").unwrap();
    text.replace("level = 4, weight = 5 }", "level = 4, weight = 5, floor = 2 }")
        .replace("level = 3, weight = 3 }", "level = 3, weight = 3, floor = 1 }")
        .replace("level = 2, weight = 2 }", "level = 2, weight = 2, floor = 1 }")
        .replace("level = 2, weight = 1 }", "level = 2, weight = 1, floor = 1 }")
}

/// What a report says of answers by a rubric: the JSON, and the line with the verdict.
fn said(rubric: &str, answers: &str, more: &[&str]) -> (Value, String) {
    let house = House::new();
    house.file("rubric.toml", rubric);
    house.file("answers.toml", format!("[ratings]\n{answers}\n"));
    let args = [&["report", "--answers", "answers.toml", "--rubric", "rubric.toml"], more].concat();
    let json = house.run(&[args.as_slice(), &["--format", "json"]].concat()).exits(0).stdout;
    let markdown = house.run(&[args.as_slice(), &["--format", "markdown"]].concat()).exits(0).stdout;
    let verdicts = ["**Ready", "**Not ready", "**Undecided"];
    let line = markdown.lines().find(|line| verdicts.iter().any(|verdict| line.starts_with(verdict))).unwrap();
    (serde_json::from_str(&json).unwrap(), line.replace("**", ""))
}

const ALL: &str = "go = 4\nsql = 3\nlinux = 2\ndocker = 3\ntesting = 3\nkafka = 2\nrabbitmq = 0";

/// All that is asked, but for some.
fn but(changes: &str) -> String {
    let id = |line: &str| line.split(' ').next().unwrap().to_owned();
    let others: Vec<_> = changes.lines().map(id).collect();
    let kept = ALL.lines().chain(["kubernetes = 2"]).filter(|line| !others.contains(&id(line)));
    kept.chain(changes.lines()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_verdict_names_what_fails() {
    let evidence = "sql = { level = 3, evidence = \"https://example.org\" }";
    let mut all = String::new();
    for (what, changes) in [
        ("everything with evidence", evidence.to_owned()),
        ("everything without", String::new()),
        ("evidence for what does not count", "rabbitmq = { level = 0, evidence = \"x\" }".to_owned()),
        ("evidence for what has no floor", "docker = { level = 3, evidence = \"x\" }".to_owned()),
        ("just enough", format!("{evidence}\ngo = 3\nkafka = 1\ndocker = 2")),
        ("a skill", format!("{evidence}\ntesting = 0")),
        ("a group", format!("{evidence}\nkafka = 0")),
        ("the number too", format!("{evidence}\ngo = 1\ndocker = 0")),
        ("only the number", format!("{evidence}\ngo = 3\nlinux = 1\nkafka = 1\ndocker = 0\nkubernetes = 1")),
        ("several alike", "sql = 2\ntesting = 0\nkafka = 0\nlinux = 0\ndocker = 0\nkubernetes = 0".to_owned()),
        ("more than are named", "sql = 2\ngo = 1\ntesting = 0\nkafka = 0\nlinux = 0\nkubernetes = 0".to_owned()),
        ("what does not apply", format!("{evidence}\nkubernetes = \"not-applicable\"")),
        ("several that do not", "kubernetes = \"not-applicable\"\ntesting = \"not-applicable\"".to_owned()),
    ] {
        let (report, words) = said(&floors(), &but(&changes), &[]);
        let flags: Vec<_> = ["narrow", "by_own_word"].into_iter().filter(|key| report[*key] == true).collect();
        writeln!(all, "{what} {flags:?}: {words}").unwrap();
    }
    insta::assert_snapshot!(all, @r#"
    everything with evidence []: Ready: this target asks for 80, and nothing is below its floor.
    everything without ["by_own_word"]: Ready, by your own word: this target asks for 80, and nothing is below its floor.
    evidence for what does not count ["by_own_word"]: Ready, by your own word: this target asks for 80, and nothing is below its floor.
    evidence for what has no floor ["by_own_word"]: Ready, by your own word: this target asks for 80, and nothing is below its floor.
    just enough ["narrow"]: Ready, narrowly: this target asks for 80, and nothing is below its floor.
    a skill ["narrow"]: Not ready yet: Testing is 0; at least 1 is asked. Readiness alone would do: this target asks for 80.
    a group []: Not ready yet: A message broker is 0; at least 1 is asked. Readiness alone would do: this target asks for 80.
    the number too []: Not ready yet: Go is 1; at least 2 is asked. Readiness is too low as well: this target asks for 80.
    only the number []: Not ready yet: this target asks for 80.
    several alike []: Not ready yet: SQL is 2; at least 3 is asked. Testing, A message broker, Linux and Kubernetes are 0; at least 1 is asked. Readiness is too low as well: this target asks for 80.
    more than are named []: Not ready yet: Go is 1; at least 2 is asked. SQL is 2; at least 3 is asked. Testing and A message broker are 0; at least 1 is asked. 2 more are below what is asked at the least. Readiness is too low as well: this target asks for 80.
    what does not apply []: Ready, leaving out Kubernetes, which you say does not apply: this target asks for 80, and nothing is below its floor.
    several that do not ["by_own_word"]: Ready, by your own word, leaving out Testing and Kubernetes, which you say do not apply: this target asks for 80, and nothing is below its floor.
    "#);
}

#[test]
fn what_is_below_by_implication_is_named_too() {
    // Indexes at 2 need SQL at 2.
    let rubric = fs::read_to_string("tests/data/small-rubric.toml").unwrap();
    let rubric = rubric.replace("level = 2, weight = 2 }", "level = 2, weight = 2, floor = 2 }");
    let (report, words) = said(&rubric, "sql = 1\npython = 3\ngit = 3", &["--target", "mid"]);
    assert_eq!(report["verdict"], "not-ready");
    assert!(words.contains("Indexes is at most 1; at least 2 is asked"), "{words}");
}

#[test]
fn json_has_the_floors() {
    let (report, _) =
        said(&floors(), &but("kubernetes = \"not-applicable\"\ntesting = 0").replace("go = 4\n", ""), &[]);
    assert_eq!(report["floors_left_out"], serde_json::json!(["kubernetes"]));
    let of = |id: &str| {
        let requirements = report["requirements"].as_array().unwrap();
        let one = requirements.iter().find(|one| one["skill"] == id || one["group"] == id).unwrap();
        (one["floor"].as_u64().unwrap(), one["floor_met"].clone())
    };
    assert_eq!(of("go"), (2, Value::Null));
    assert_eq!(of("sql"), (3, Value::Bool(true)));
    assert_eq!(of("docker"), (0, Value::Bool(true)));
    assert_eq!(of("testing"), (1, Value::Bool(false)));
    assert_eq!(of("broker"), (1, Value::Bool(true)));
    assert_eq!(of("kubernetes"), (1, Value::Null));
}

#[test]
fn what_is_private_says_nothing_of_evidence() {
    let (report, words) = said(&floors(), &but(""), &["--redact"]);
    assert_eq!(report["by_own_word"], Value::Null);
    assert!(words.starts_with("Ready: "), "{words}");
}

#[test]
fn every_page_says_it() {
    let house = House::new();
    house.file("rubric.toml", floors());
    for (day, changes) in [("2026-08-20", ""), ("2026-11-22", "kubernetes = 0\nkafka = 0")] {
        house.file("answers.toml", format!("[ratings]\n{}\n", but(changes)));
        let _ = house.run(&["assess", "--answers", "answers.toml", "--rubric", "rubric.toml", "--on", day]).exits(0);
    }
    let low = "A message broker and Kubernetes are 0; at least 1 is asked";
    for args in [
        [].as_slice(),
        &["report"],
        &["report", "--format", "html"],
        &["report", "--what-if", "testing=2"],
        &["target", "list"],
        &["target", "list", "--format", "markdown"],
        &["target", "show", "mid"],
        &["progress"],
        &["progress", "--format", "markdown"],
        &["progress", "--format", "html"],
    ] {
        let text = house.run(args).exits(0).stdout;
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(low), "{args:?}: {flat}");
    }
    let explained = |id: &str| house.run(&["explain", id, "--target", "mid"]).exits(0).stdout;
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat(&explained("kubernetes")).contains("at least 1 (not there, which alone keeps you from being ready)"));
    assert!(flat(&explained("go")).contains("at least 2 (there)"));
    assert!(flat(&explained("sql")).contains("essential (there)"));
}

#[test]
fn what_is_asked_at_the_least_is_listed_and_compared() {
    let house = House::new();
    house.sample("worked-rubric.toml");
    house.file("floors.toml", floors().replace("1.0.0", "1.1.0"));
    let small = fs::read_to_string("tests/data/small-rubric.toml").unwrap();
    let small = small.replace("level = 1, weight = 1 }", "level = 1, weight = 1, floor = 1 }");
    house.file("small.toml", small.replace("level = 3, weight = 2 }", "level = 3, weight = 2, floor = 2 }"));
    let flat = |args: &[&str]| {
        let text = house.run(args).exits(0).stdout;
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let shown = flat(&["target", "show", "mid", "--rubric", "small.toml"]);
    assert!(shown.contains("85 of 100, and nothing below what is asked at the least"), "{shown}");
    assert!(shown.contains("Git Making 3 Independent 2 at least 2"), "{shown}");
    let sheet = house.run(&["target", "show", "mid", "--rubric", "small.toml", "--format", "csv"]).exits(0).stdout;
    assert!(sheet.lines().next().unwrap().ends_with(",rubric,floor"), "{sheet}");
    assert!(sheet.contains("git,Git,3,2,false,mid,small 1.0.0,2\n"), "{sheet}");
    let compared = flat(&["target", "show", "mid", "--compare", "junior", "--rubric", "small.toml"]);
    assert!(compared.contains("Asked otherwise at the least - Git: at least 2, there at least 1"), "{compared}");
    let changed = flat(&["rubric", "diff", "worked-rubric.toml", "floors.toml"]);
    assert!(
        changed.contains("Go floor raised from 0 to 2") && changed.contains("Kubernetes floor raised from 0 to 1"),
        "{changed}"
    );
    let back = flat(&["rubric", "diff", "floors.toml", "worked-rubric.toml"]);
    assert!(back.contains("Go floor lowered from 2 to 0"), "{back}");
}

/// The bundled rubric with a floor of 1 under every requirement that weighs 3 or more, as an organisation would lay it.
fn with_floors() -> String {
    let rubric: Rubric = sound(&builtin("backend-developer").unwrap().sources());
    let mut text =
        "id = \"with-floors\"\ntitle = \"With floors\"\nversion = \"1.0.0\"\nextends = \"backend-developer\"\n"
            .to_owned();
    for (_, target) in rubric.targets() {
        let heavy = target.requires.iter().filter(|one| one.weight >= 3 && !one.essential);
        let floor = |one: &skillgap::rubric::Requirement| {
            let kind = if matches!(one.subject, Subject::Skill(_)) { "skill" } else { "group" };
            format!("  {{ {kind} = \"{}\", floor = 1 }},\n", rubric.subject_id(one.subject))
        };
        let floors = heavy.map(floor).collect::<Vec<_>>().concat();
        write!(text, "\n[[targets]]\nid = \"{}\"\nrequires = [\n{floors}]\n", target.id).unwrap();
    }
    text
}

/// Answers of which the file names only what is above 0.
fn absurd(level: &str) -> String {
    let rubric: Rubric = sound(&builtin("backend-developer").unwrap().sources());
    let named = fs::read_to_string(format!("tests/data/absurd-{level}.toml")).unwrap();
    let is_named = |id: &str| named.lines().any(|line| line.starts_with(&format!("{id} = ")));
    let others = rubric.skills().map(|(_, skill)| skill.id.as_str()).filter(|id| !is_named(id));
    let others: Vec<_> = others.map(|id| format!("{id} = 0\n")).collect();
    named.split_once("[ratings]\n").unwrap().1.to_owned() + &others.concat()
}

#[test]
fn nobody_with_a_nought_in_what_weighs_is_ready() {
    for level in ["junior", "senior"] {
        let answers = absurd(level);
        let (report, words) = said(&with_floors(), &answers, &["--target", level]);
        assert_eq!(report["verdict"], "not-ready", "{level}");
        assert!(words.contains("Debugging") && words.contains(" are 0; at least 1 is asked"), "{words}");
    }
}
