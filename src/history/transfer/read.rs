//! Reading the documents in which assessments travel: a whole export, a single assessment, or a report page that holds
//! one. A document may come from anybody: it is believed only as far as it can be checked.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bundle, Carried, Plans, SCHEMA, SINGLE};
use crate::{
    assessment::{
        Assessment, Ratings,
        answers::{self, is_digest},
    },
    document::{self, Fields, Node, Value},
    history::{assessments::is_id, drafts::id, error, plans, rubrics::known},
    problem::{Code, Problem},
    rubric::{self, Id},
    wording,
};

/// The most bytes that a document may have: that of thousands of assessments.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// The most characters of an id, so that file names made from it are legal everywhere.
const LONGEST_ID: usize = 200;

/// How the assessment stands in a report page.
const IN_PAGE: &str = "<script type=\"application/json\" id=\"skillgap-assessment\">";

impl Bundle {
    /// What the text of a document holds, all of it or nothing; else what is wrong with it, in words that follow a colon.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim_start();
        let written = if text.starts_with('<') { in_page(text)? } else { text };
        let root = document::from_json(written).map_err(|error| format!("it is no JSON: {error}"))?;
        let mut problems = Vec::new();
        let bundle = whole(&root, &mut problems);
        match bundle {
            Some(bundle) if problems.is_empty() => Ok(bundle),
            _ => Err(error::first(&problems)),
        }
    }
}

/// The JSON in a page.
fn in_page(text: &str) -> Result<&str, String> {
    let mut after = text.split(IN_PAGE).skip(1);
    let Some(found) = after.next() else {
        return Err("the page holds no assessment: only an HTML report made by `skillgap report` does".to_owned());
    };
    if after.next().is_some() {
        return Err("the page holds more than one assessment".to_owned());
    }
    found.split_once("</script>").map(|(json, _)| json).ok_or_else(|| "the page ends within the assessment".to_owned())
}

fn whole(root: &Node<'_>, problems: &mut Vec<Problem>) -> Option<Bundle> {
    let mut fields = Fields::of(root, "the document", problems)?;
    let schema = fields.text("schema", problems);
    let schema = fields.present("schema", schema, problems)?;
    match schema.as_str() {
        SINGLE => {
            let carried = carried(root, 0, problems)?;
            Some(Bundle { assessments: vec![carried], ..Bundle::default() })
        }
        SCHEMA => {
            let rubrics = list(&mut fields, "rubrics", problems).iter();
            let rubrics = rubrics.enumerate().filter_map(|(at, node)| copy(node, at + 1, problems)).collect();
            let assessments = list(&mut fields, "assessments", problems).iter();
            let assessments: Vec<_> =
                assessments.enumerate().filter_map(|(at, node)| carried(node, at + 1, problems)).collect();
            let plans = list(&mut fields, "plans", problems).iter();
            let plans: Vec<_> = plans.enumerate().filter_map(|(at, node)| plans_of(node, at + 1, problems)).collect();
            unique("assessment", assessments.iter().filter_map(|carried| carried.id.as_deref()), problems);
            unique("plan of rubric", plans.iter().map(|plans| plans.rubric.as_str()), problems);
            let bundle = Bundle { rubrics, assessments, plans };
            check_rubrics(&bundle, problems);
            Some(bundle)
        }
        other => {
            let message = match other.split_once('/').filter(|(name, _)| SCHEMA.starts_with(&format!("{name}/"))) {
                Some(_) => format!("it is `{}`, which a newer version wrote", wording::brief(other)),
                None => format!("`{}` cannot be imported, only `{SCHEMA}` and `{SINGLE}`", wording::brief(other)),
            };
            problems.push(Problem::new(Code::UnknownWord, root.place, message));
            None
        }
    }
}

/// The items of a list that must be there.
fn list<'d>(fields: &mut Fields<'d>, key: &'static str, problems: &mut Vec<Problem>) -> &'d [Node<'d>] {
    let found = fields.list(key, problems);
    fields.present(key, found, problems).unwrap_or_default()
}

/// A rubric under its digest, as the text that has it.
fn copy(node: &Node<'_>, number: usize, problems: &mut Vec<Problem>) -> Option<(String, String)> {
    let mut fields = Fields::of(node, format!("rubric {number}"), problems)?;
    let digest = fields.text("digest", problems);
    let digest = fields.present("digest", digest, problems)?;
    let rubric = fields.node("rubric");
    let value = plain(fields.present("rubric", rubric, problems)?);
    let mut refuse = |message: String| problems.push(Problem::new(Code::InvalidId, node.place, message));
    if !is_digest(&digest) {
        refuse(format!("`{}` is no digest: 64 hexadecimal digits", wording::brief(&digest)));
        return None;
    }
    let written = |text: serde_json::Result<String>| text.map(|text| text + "\n").unwrap_or_default();
    let copies = [written(serde_json::to_string_pretty(&value)), written(serde_json::to_string(&value))];
    let Some(copy) = copies.into_iter().find_map(|copy| known(copy, &digest)) else {
        refuse(format!("rubric {number} is not the one that its digest names: it was changed"));
        return None;
    };
    if let Err(wrong) = rubric::read_json(&copy) {
        refuse(format!("rubric {number} cannot be used: {}", error::first(&wrong)));
        return None;
    }
    Some((digest, copy))
}

/// A value without places.
fn plain(node: &Node<'_>) -> serde_json::Value {
    match &node.value {
        Value::Nothing => serde_json::Value::Null,
        Value::Text(text) => text.as_ref().into(),
        Value::Moment(text) => (*text).into(),
        Value::Whole(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::Truth(truth) => (*truth).into(),
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Table(entries) => entries.iter().map(|entry| (entry.key.to_string(), plain(&entry.node))).collect(),
    }
}

/// An assessment; `number` tells which it is as long as its id is not known, 0 if it is the only one.
fn carried(node: &Node<'_>, number: usize, problems: &mut Vec<Problem>) -> Option<Carried> {
    let nameless = if number == 0 { "the assessment".to_owned() } else { format!("assessment {number}") };
    let mut fields = Fields::of(node, nameless, problems)?;
    if fields.text("schema", problems).is_some_and(|schema| schema != SINGLE) {
        let message = format!("{} is no `{SINGLE}`", fields.what());
        problems.push(Problem::new(Code::UnknownWord, node.place, message));
    }
    let named = fields.text("id", problems);
    if let Some(named) = &named {
        if !is_id(named) || named.len() > LONGEST_ID {
            let message = format!("`{}` cannot be the id of an assessment", wording::brief(named));
            problems.push(Problem::new(Code::InvalidId, node.place, message));
            return None;
        }
        fields.rename(format!("assessment `{named}`"));
    } else if number > 0 {
        fields.present("id", None::<()>, problems);
    }
    let on = fields.date("on", problems);
    let on = fields.present("on", on, problems);
    let edition = fields.node("rubric").and_then(|node| answers::edition(node, true, problems));
    let edition = fields.present("rubric", edition, problems);
    let target = fields.text("target", problems).and_then(|text| id(&text, node.place, problems));
    let kept = answers::kept(&mut fields, problems);
    let ratings = fields.node("ratings");
    let ratings = fields.present("ratings", ratings, problems)?;
    unique_ratings(ratings, fields.what(), problems);
    let before = problems.len();
    let ratings = Ratings::read_stored(ratings, problems).stored(on?, problems);
    for problem in &mut problems[before..] {
        problem.message = format!("{}: {}", fields.what(), problem.message);
    }
    if ratings.is_empty() && problems.is_empty() {
        let message = format!("{} holds no rating", fields.what());
        problems.push(Problem::new(Code::WrongLength, node.place, message));
    }
    Some(Carried { id: named, assessment: Assessment { on: on?, rubric: edition?, target, ratings, carried: kept } })
}

/// JSON lets a key stand twice, and readers differ in which of them counts.
fn unique_ratings(node: &Node<'_>, what: &str, problems: &mut Vec<Problem>) {
    if let Value::Table(entries) = &node.value {
        unique(&format!("{what}: rating of"), entries.iter().map(|entry| &*entry.key), problems);
    }
}

fn unique<'n>(what: &str, names: impl Iterator<Item = &'n str>, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            let message = format!("{what} `{}` is there twice", wording::brief(name));
            problems.push(Problem::new(Code::DuplicateEntry, document::WHOLE, message));
        }
    }
}

fn plans_of(node: &Node<'_>, number: usize, problems: &mut Vec<Problem>) -> Option<Plans> {
    let mut fields = Fields::of(node, format!("plan {number}"), problems)?;
    let rubric = fields.text("rubric", problems);
    let rubric = id(&fields.present("rubric", rubric, problems)?, node.place, problems)?;
    fields.rename(format!("the plan of rubric `{rubric}`"));
    let ticks = plans::list_of_ticks(&mut fields, problems);
    let steps: Vec<_> = ticks.iter().map(plans::Tick::step).collect();
    unique("tick", steps.iter().map(String::as_str), problems);
    let mut settings = BTreeMap::new();
    for node in fields.list("settings", problems).unwrap_or_default() {
        let mut fields = Fields::of(node, format!("the settings of rubric `{rubric}`"), problems)?;
        let target = fields.text("target", problems);
        let target: Id = id(&fields.present("target", target, problems)?, node.place, problems)?;
        if settings.insert(target.clone(), plans::settings_of(&mut fields, problems)).is_some() {
            let message = format!("the settings of target `{target}` are there twice");
            problems.push(Problem::new(Code::DuplicateEntry, node.place, message));
        }
    }
    let remembered = fields.node("remembered").and_then(|node| {
        let mut fields = Fields::of(node, format!("what is remembered of rubric `{rubric}`"), problems)?;
        Some(plans::settings_of(&mut fields, problems))
    });
    Some(Plans { rubric, ticks, remembered, settings })
}

/// Each assessment names the rubric that its digest leads to.
fn check_rubrics(bundle: &Bundle, problems: &mut Vec<Problem>) {
    let read = |(digest, copy): (&String, &String)| Some((digest.clone(), rubric::read_json(copy).ok()?));
    let rubrics: BTreeMap<_, _> = bundle.rubrics.iter().filter_map(read).collect();
    for carried in &bundle.assessments {
        let edition = &carried.assessment.rubric;
        let Some(rubric) = rubrics.get(&edition.digest) else { continue };
        if rubric.id() != &edition.id || rubric.version() != edition.version {
            let id = carried.id.as_deref().unwrap_or_default();
            let message = format!("assessment `{id}` gives its rubric another id or version than the rubric has");
            problems.push(Problem::new(Code::UnknownReference, document::WHOLE, message));
        }
    }
}
