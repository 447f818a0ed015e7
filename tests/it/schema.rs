//! The JSON Schema of rubric files and the reader know the same keys, the same bounds and the same defaults.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

pub(crate) mod conforms;
mod differs;

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use serde_json::{Value, json};
use skillgap::document::Source;
use skillgap::problem::{Code, Problem};
use skillgap::rubric::builtin::builtin;
use skillgap::rubric::json::{SCHEMA, to_json};
use skillgap::rubric::{Id, Rubric, read, template};

use self::conforms::{conforms, definition};
use crate::rubrics::sound;
use crate::template::with_what_is_commented_out;

/// Keys of a rubric on top of another, which the reader does not meet in one by itself.
const ON_TOP: [&str; 4] = ["extends", "adds_to", "remove", "drop"];

fn schema() -> &'static Value {
    static PARSED: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(SCHEMA).unwrap());
    &PARSED
}

fn is_well_formed(value: &Value) -> bool {
    conforms(value, schema(), schema())
}

fn from_toml(text: &str) -> Value {
    toml::from_str(text).unwrap()
}

/// A rubric in which every key stands, with the most levels that there may be.
fn full() -> Value {
    let mut rubric = from_toml(&with_what_is_commented_out(&template::whole(&Id::new("full").unwrap(), "full.toml")));
    let scale = rubric["scale"].as_array_mut().unwrap();
    scale.extend((scale.len()..12).map(|level| json!({ "name": format!("Level {level}"), "meaning": "More." })));
    rubric["hours"] = vec![2; 11].into();
    for skill in rubric["skills"].as_array_mut().unwrap() {
        skill["anchors"] = vec!["I did."; 11].into();
        skill["hours"] = vec![1; 11].into();
        skill["weeks"] = vec![1; 11].into();
        skill["practice"] = vec!["Do it."; 11].into();
    }
    rubric
}

fn read_value(value: &Value) -> Result<Rubric, Vec<Problem>> {
    read(&[Source { name: "full.toml".to_owned(), text: toml::to_string(value).unwrap() }])
}

/// The places of a value, as JSON pointers: of lists only the first item.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => entries.iter().for_each(|(key, value)| {
            found.push(format!("{at}/{key}"));
            places(value, &format!("{at}/{key}"), found);
        }),
        Value::Array(items) => items.iter().take(1).for_each(|value| {
            found.push(format!("{at}/0"));
            places(value, &format!("{at}/0"), found);
        }),
        _ => {}
    }
}

/// The schema of the value at a place.
fn schema_of(place: &str) -> &'static Value {
    place.split('/').skip(1).fold(schema(), |schema, part| {
        let next = if part == "0" { &schema["items"] } else { &schema["properties"][part] };
        next.get("$ref").map_or(next, |reference| definition(reference, self::schema()))
    })
}

fn keys(schema: &Value) -> BTreeSet<String> {
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn every_rubric_that_is_sound_conforms() {
    let whole = template::whole(&Id::new("data-engineer").unwrap(), "data-engineer.toml");
    let base = sound(&builtin("backend-developer").unwrap().sources());
    let on_top = template::on_top(&Id::new("my-team").unwrap(), "my-team.toml", "backend-developer", &base);
    let mut texts = vec![with_what_is_commented_out(&whole), with_what_is_commented_out(&on_top), whole, on_top];
    let files = ["examples/team-rubric.toml", "tests/data/small-rubric.toml", "tests/data/worked-rubric.toml"];
    texts.extend(files.map(|file| fs::read_to_string(file).unwrap()));
    texts.extend(builtin("backend-developer").unwrap().sources().into_iter().map(|source| source.text));
    for text in texts {
        assert!(is_well_formed(&from_toml(&text)), "{text}");
    }
    assert!(is_well_formed(&serde_json::from_str(&to_json(&base)).unwrap()));
    assert!(is_well_formed(&full()));
    assert!(read_value(&full()).is_ok());
}

#[test]
fn the_template_and_the_schema_have_the_keys_of_the_reader() {
    let (full, text) = (full(), template::whole(&Id::new("full").unwrap(), "full.toml"));
    let mut all = vec![String::new()];
    places(&full, "", &mut all);
    for place in all {
        let Some(table) = full.pointer(&place).unwrap().as_object() else { continue };
        let schema = keys(schema_of(&place));
        let own: BTreeSet<_> = schema.iter().filter(|key| !ON_TOP.contains(&key.as_str())).cloned().collect();

        // What no key resembles is answered with a list of the keys.
        let mut more = full.clone();
        more.pointer_mut(&place).unwrap().as_object_mut().unwrap().insert("x".repeat(65), 1.into());
        let problems = read_value(&more).unwrap_err();
        let unknown = problems.iter().find(|problem| problem.code == Code::UnknownKey).unwrap();
        let known = unknown.help.as_deref().unwrap().strip_prefix("it may have ").unwrap();
        let known: BTreeSet<_> = known.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        assert_eq!(own, known, "the keys of {place}");

        for key in known.difference(&table.keys().cloned().collect()) {
            let is_elsewhere = text.contains(&format!("{key} = "));
            assert!(is_elsewhere, "the template does not show `{key}` of {place}");
        }
    }
}

/// What the schema cannot know is said where `extends` is explained.
#[test]
fn a_file_of_a_folder_is_held_to_what_it_knows() {
    let change = "[[skills]]\nid = \"sql\"\nanchors = [\"I did.\", \"I did more.\"]\n";
    assert!(!is_well_formed(&from_toml(change)));
    assert!(is_well_formed(&from_toml(&format!("extends = \"base\"\n{change}"))));
    let said = schema()["properties"]["extends"]["description"].as_str().unwrap();
    assert!(said.contains("one file of a folder at a time"), "{said}");
}

/// Values that are right or wrong where this one stands.
fn candidates(there: &Value) -> Vec<Value> {
    let numbers = [-1, 0, 2, 9, 10, 40, 41, 100, 101, 100_000, 100_001].map(Value::from);
    let fractions = [-0.5, 0.1, 0.25, 1.5].map(Value::from);
    let texts = ["", " ", "a-b", "-a", "A b", "sql", "technical", "strategic", "ladder", "switch", "route", "other"];
    let texts = texts.map(Value::from).into_iter().chain([64, 65].map(|length| "x".repeat(length).into()));
    let of_its_kind: Vec<_> = match there {
        Value::Number(_) => numbers.into_iter().chain(fractions).collect(),
        Value::String(_) => texts.collect(),
        Value::Array(_) => vec![json!([" "]), json!([1]), json!([{}])],
        _ => vec![json!({ "skill": "sql" })],
    };
    [json!(1), json!("a"), json!(true), json!([]), json!({})].into_iter().chain(of_its_kind).collect()
}

/// The rubric with one thing changed: what stands at a place is replaced, doubled or gone.
fn changed(rubric: &Value, place: &str) -> Vec<Value> {
    let (parent, key) = place.rsplit_once('/').unwrap();
    let mut changed: Vec<_> = candidates(rubric.pointer(place).unwrap())
        .into_iter()
        .map(|value| {
            let mut rubric = rubric.clone();
            *rubric.pointer_mut(place).unwrap() = value;
            rubric
        })
        .collect();
    let mut gone = rubric.clone();
    match gone.pointer_mut(parent).unwrap() {
        Value::Object(entries) => drop(entries.shift_remove(key)),
        Value::Array(items) => {
            drop(items.remove(0));
            let mut double = rubric.clone();
            let items = double.pointer_mut(parent).unwrap().as_array_mut().unwrap();
            items.push(items[0].clone());
            changed.push(double);
        }
        other => panic!("{other} holds nothing"),
    }
    changed.push(gone);
    changed
}

/// What a schema cannot see: what must hold between tables, between two keys, or in the folder as a whole.
fn is_beyond_a_schema(problem: &Problem) -> bool {
    match problem.code {
        Code::UnknownReference
        | Code::DuplicateId
        | Code::DuplicateName
        | Code::DuplicateEntry
        | Code::DuplicateRank
        | Code::PrerequisiteCycle => true,
        Code::WrongLength => {
            ["but the scale has", "but the skills speak of"].iter().any(|words| problem.message.contains(words))
        }
        Code::MissingKey => problem.message.starts_with("the rubric has no "),
        Code::OutOfBounds => {
            let between = ["but it has", "is below its `low`", "but levels go from 1 to"];
            between.iter().any(|words| problem.message.contains(words))
        }
        _ => false,
    }
}

/// The reader is the twin: what it accepts is never marked in an editor, and what it refuses is, unless it takes more than
/// a look at one table to see it.
#[test]
fn the_schema_accepts_what_the_reader_accepts() {
    let full = full();
    let mut all = Vec::new();
    places(&full, "", &mut all);
    for place in all {
        for rubric in changed(&full, &place) {
            let there = rubric.pointer(&place).map(ToString::to_string);
            match (read_value(&rubric), is_well_formed(&rubric)) {
                (Ok(_), conforms) => assert!(conforms, "{place} may be {there:?}"),
                (Err(problems), true) => {
                    let seen = problems.iter().find(|problem| !is_beyond_a_schema(problem));
                    assert_eq!(seen, None, "{place} may not be {there:?}");
                }
                (Err(_), false) => {}
            }
        }
    }
}

#[test]
fn the_defaults_of_the_schema_are_those_of_the_reader() {
    let full = full();
    let mut all = Vec::new();
    places(&full, "", &mut all);
    let mut seen = 0;
    for place in all {
        let schema = schema_of(&place);
        let Some(default) = schema.get("default") else { continue };
        let (parent, key) = place.rsplit_once('/').unwrap();
        let mut without = full.clone();
        let _ = without.pointer_mut(parent).unwrap().as_object_mut().unwrap().shift_remove(key);
        let read: Value = match read_value(&without) {
            Ok(rubric) => serde_json::from_str(&to_json(&rubric)).unwrap(),
            // Something refers to what stood there.
            Err(problems) if problems.iter().all(is_beyond_a_schema) => continue,
            Err(problems) => panic!("{place} may be left out, but: {problems:?}"),
        };
        assert_eq!(read.pointer(&place), Some(default), "{place}");
        seen += 1;
    }
    assert!(seen > 15, "only {seen} defaults");
}

#[test]
fn a_rubric_on_top_names_only_what_it_changes() {
    let names = |more: &str| is_well_formed(&from_toml(&format!("id = \"x\"\n{more}")));
    let partial = "[[skills]]\nid = \"sql\"\ntitle = \"SQL\"\n\
                   [[targets]]\nid = \"mid\"\nrequires = [{ skill = \"sql\", drop = true }]\n";
    assert!(names(&format!("extends = \"backend-developer\"\nremove = [\"go\"]\n{partial}")));
    assert!(!names(partial), "nothing says the rest");
    assert!(!names(&format!("adds_to = \"backend-developer\"\n{partial}")), "what is added is whole");
    let whole = "[[targets]]\nid = \"t\"\ntitle = \"T\"\nkind = \"switch\"\nrequires = [{ skill = \"sql\", level = 1, floor = 1 }]\n";
    assert!(names(&format!("adds_to = \"backend-developer\"\n{whole}")));
    assert!(!names("extends = \"backend-developer\"\n[[skills]]\ntitle = \"SQL\"\n"), "nothing says which skill");
    let requires = |one: &str| names(&format!("extends = \"b\"\n[[targets]]\nid = \"t\"\nrequires = [{one}]\n"));
    assert!(requires("{ skill = \"sql\", weight = 3 }"));
    assert!(!requires("{ weight = 3 }"));
    assert!(!requires("{ skill = \"sql\", group = \"language\" }"));
}
