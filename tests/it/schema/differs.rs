//! Whatever is changed in a rubric, `rubric diff` says so: the keys are those of the schema, so none can be forgotten.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::collections::BTreeMap;

use serde_json::Value;
use skillgap::assessment::Edition;
use skillgap::report::Style;
use skillgap::report::rubric::diff::{Input, diff_report, json, terminal};
use skillgap::rubric::Rubric;
use skillgap::rubric::json::{digest, to_json};

use super::{ON_TOP, changed, full, keys, read_value, schema, schema_of};

/// Every place of a value under a key, with the key; all items of lists.
fn all_places(value: &Value, at: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(entries) => entries.iter().for_each(|(key, value)| {
            found.push((at.to_owned(), key.clone()));
            all_places(value, &format!("{at}/{key}"), found);
        }),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(item, value)| all_places(value, &format!("{at}/{item}"), found));
        }
        _ => {}
    }
}

/// The name of the table that stands at a place.
fn table(place: &str) -> String {
    let first = |part: &str| if part.parse::<usize>().is_ok() { "0".to_owned() } else { part.to_owned() };
    let place = place.split('/').map(first).collect::<Vec<_>>().join("/");
    let here = schema_of(&place);
    let defined = schema()["$defs"].as_object().unwrap().iter().find(|(_, one)| std::ptr::eq(*one, here));
    defined.map_or_else(|| "Rubric".to_owned(), |(name, _)| name.clone())
}

fn edition(rubric: &Rubric) -> Edition {
    Edition { id: rubric.id().clone(), version: rubric.version().to_owned(), digest: digest(&to_json(rubric)) }
}

/// What is said of a change: whether anything is, and in words.
fn is_told(old: &Rubric, new: &Rubric) -> bool {
    let (from, to) = (edition(old), edition(new));
    let report = diff_report(&Input { old, from: &from, new, to: &to, latest: None });
    let page = terminal(&report, Style::default());
    let _: Value = serde_json::from_str(&json(&report)).unwrap();
    let entries = || report.sections.iter().flat_map(|section| &section.entries);
    assert!(entries().all(|(label, words)| !label.trim().is_empty() && !words.trim().is_empty()), "{page}");
    let is_nothing = page.contains("Nothing is asked, counted or said otherwise");
    assert_eq!(is_nothing, entries().next().is_none(), "{page}");
    !is_nothing
}

/// The rubric with another id wherever the one at a place is named.
fn with_another_id(rubric: &Value, place: &str) -> Option<Value> {
    let id = place.ends_with("/id").then(|| rubric.pointer(place)?.as_str())??;
    serde_json::from_str(&rubric.to_string().replace(&format!("\"{id}\""), "\"another\"")).ok()
}

/// The rubric with each other id in the place of the one that stands there.
fn naming_others<'a>(rubric: &'a Value, place: &'a str, ids: &'a [Value]) -> impl Iterator<Item = Value> + 'a {
    ids.iter().filter(|_| rubric.pointer(place).is_some_and(Value::is_string)).map(|id| {
        let mut other = rubric.clone();
        *other.pointer_mut(place).unwrap() = id.clone();
        other
    })
}

/// The rubric without the first item of the list at a place.
fn with_less(rubric: &Value, place: &str) -> Option<Value> {
    let mut less = rubric.clone();
    let list = less.pointer_mut(place)?.as_array_mut()?;
    (!list.is_empty()).then(|| list.remove(0))?;
    Some(less)
}

/// The rubric with one table more in a list of tables, or with its scale turned round.
fn with_more(rubric: &Value, place: &str) -> Option<Value> {
    let mut more = rubric.clone();
    let list = more.pointer_mut(place)?.as_array_mut()?;
    if place == "/scale" {
        list.reverse();
        return Some(more);
    }
    let mut another = list.first().filter(|first| first.get("id").is_some())?.clone();
    another.as_object_mut()?.retain(|key, _| !["aliases", "covers", "wordlike", "formerly"].contains(&key.as_str()));
    another["id"] = format!("another-{}", list.len()).into();
    another["title"] = format!("Another {}", list.len()).into();
    if another.get("rank").is_some() {
        another["rank"] = 99.into();
    }
    list.push(another);
    Some(more)
}

#[test]
fn a_change_of_any_key_is_told() {
    const ENOUGH: usize = 2;
    // With a second group, so that what names one can name the other.
    let full = with_more(&full(), "/groups").unwrap();
    let old = read_value(&full).unwrap();
    let before = to_json(&old);
    let mut tried: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut all = Vec::new();
    all_places(&full, "", &mut all);
    let ids: Vec<_> = all
        .iter()
        .filter(|(_, key)| key == "id")
        .map(|(parent, _)| full.pointer(&format!("{parent}/id")).unwrap().clone())
        .collect();
    for (parent, key) in all {
        let times = tried.entry((table(&parent), key.clone())).or_default();
        if *times == ENOUGH {
            continue;
        }
        let place = format!("{parent}/{key}");
        let more = [with_another_id(&full, &place), with_more(&full, &place), with_less(&full, &place)];
        let values = more.into_iter().flatten().chain(changed(&full, &place));
        for value in values.chain(naming_others(&full, &place, &ids)) {
            if *times == ENOUGH {
                break;
            }
            let Ok(new) = read_value(&value) else { continue };
            if to_json(&new) == before {
                continue;
            }
            *times += 1;
            // The version is in the title, and says by itself how large the change is.
            let is_version = (parent.as_str(), key.as_str()) == ("", "version");
            let there = value.pointer(&place);
            assert!(is_told(&old, &new) || is_version, "`{key}` of {parent} is {there:?}, and nothing is said");
        }
    }
    let root = [("Rubric".to_owned(), schema())];
    let defined = schema()["$defs"].as_object().unwrap().iter().map(|(name, one)| (name.clone(), one));
    for (name, one) in root.into_iter().chain(defined) {
        for key in keys(one).into_iter().filter(|key| !ON_TOP.contains(&key.as_str())) {
            let times = tried.get(&(name.clone(), key.clone())).copied().unwrap_or_default();
            assert!(times > 0, "no change of `{key}` of {name} was tried");
        }
    }
}
