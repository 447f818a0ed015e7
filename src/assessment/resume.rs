//! What a JSON Resume says of the skills of a rubric: suggestions to a person who answers, never answers.

mod names;

use crate::document::{self, Node, Value};
use crate::rubric::{Level, Rubric, SkillIx};
use names::Names;

/// A skill that a résumé speaks of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// The skill.
    pub skill: SkillIx,
    /// The highest level that the résumé's words may stand for, if any of them stands for one.
    pub level: Option<Level>,
    /// Where it speaks of it, at least once.
    pub found: Vec<Found>,
}

/// A place in a résumé that names a skill.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The place as a path: `skills[0].keywords[2]`.
    pub place: String,
    /// What stands there.
    pub text: String,
    /// The word for how well, where one belongs to it: `Advanced`.
    pub word: Option<String>,
}

/// Why a file is no résumé.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unreadable {
    /// It is no JSON.
    #[error("it is no JSON, from line {line}")]
    NoJson {
        /// Where that begins to show.
        line: usize,
    },
    /// It holds something else than an object, as a JSON Resume is one.
    #[error("it is no JSON Resume: it holds no JSON object")]
    NoObject,
}

/// The skills of the rubric that a JSON Resume speaks of, in the rubric's order. Names are ids, titles and aliases, found as
/// whole words; a longer name hides a shorter one inside it.
pub fn suggestions(rubric: &Rubric, resume: &str) -> Result<Vec<Suggestion>, Unreadable> {
    let read = document::from_json(resume.trim_start_matches('\u{feff}'));
    let resume = read.map_err(|error| Unreadable::NoJson { line: error.line() })?;
    if !matches!(resume.value, Value::Table(_)) {
        return Err(Unreadable::NoObject);
    }
    let names = Names::of(rubric);
    let mut found: Vec<Option<Suggestion>> = vec![None; rubric.skills().len()];
    for said in said(&resume) {
        let found_here = if said.is_term { names.named(said.text) } else { names.inside(said.text) };
        for skill in found_here {
            let word = said.word.map(str::to_owned);
            let level = said.word.and_then(|word| level(rubric, word));
            let suggestion =
                found[skill.get()].get_or_insert_with(|| Suggestion { skill, level: None, found: Vec::new() });
            suggestion.level = suggestion.level.max(level);
            suggestion.found.push(Found { place: said.place.clone(), text: said.text.to_owned(), word });
        }
    }
    Ok(found.into_iter().flatten().collect())
}

/// A text of a résumé that may name skills.
struct Said<'a> {
    place: String,
    text: &'a str,
    word: Option<&'a str>,
    /// Whether it is a name or a list of names, and no prose.
    is_term: bool,
}

/// The texts of a résumé that may name skills, in its order. A skill may also be a text alone.
fn said<'a>(resume: &'a Node<'_>) -> Vec<Said<'a>> {
    let mut all = Vec::new();
    for (at, skill) in entries(resume, "skills") {
        let word = under(skill, "level").find_map(text);
        add(&mut all, &at, skill, (None, true));
        for key in ["name", "keywords"] {
            under(skill, key).for_each(|value| add(&mut all, &format!("{at}.{key}"), value, (word, true)));
        }
    }
    for (list, keys) in [
        ("work", &["position", "summary", "highlights"][..]),
        ("volunteer", &["position", "summary", "highlights"]),
        ("projects", &["name", "description", "highlights", "keywords"]),
        ("certificates", &["name"]),
        ("education", &["area", "courses"]),
    ] {
        for (at, entry) in entries(resume, list) {
            for key in keys {
                let how = (None, *key == "keywords");
                under(entry, key).for_each(|value| add(&mut all, &format!("{at}.{key}"), value, how));
            }
        }
    }
    all
}

/// The values of a key; a key that is there twice has two.
fn under<'a>(node: &'a Node<'_>, key: &'a str) -> impl Iterator<Item = &'a Node<'a>> {
    let entries = match &node.value {
        Value::Table(entries) => &entries[..],
        _ => &[],
    };
    entries.iter().filter(move |entry| entry.key == key).map(|entry| &entry.node)
}

fn text<'a>(node: &'a Node<'_>) -> Option<&'a str> {
    match &node.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn items<'a>(node: &'a Node<'_>) -> &'a [Node<'a>] {
    match &node.value {
        Value::List(items) => items,
        _ => &[],
    }
}

fn entries<'a>(resume: &'a Node<'_>, list: &'a str) -> impl Iterator<Item = (String, &'a Node<'a>)> {
    under(resume, list).flat_map(items).enumerate().map(move |(at, entry)| (format!("{list}[{at}]"), entry))
}

/// A text, or a list of texts; anything else says nothing. With it how well, and whether it is a name.
fn add<'a>(all: &mut Vec<Said<'a>>, place: &str, value: &'a Node<'_>, (word, is_term): (Option<&'a str>, bool)) {
    if let Some(text) = text(value) {
        all.push(Said { place: place.to_owned(), text, word, is_term });
    }
    for (at, text) in items(value).iter().enumerate().filter_map(|(at, item)| Some((at, text(item)?))) {
        all.push(Said { place: format!("{place}[{at}]"), text, word, is_term });
    }
}

/// The level that a word stands for: one of the rubric's own names, or what the words of résumés mean on a scale of 0 to 5,
/// carried over to the rubric's.
fn level(rubric: &Rubric, word: &str) -> Option<Level> {
    let word = word.trim().to_lowercase();
    let own = rubric.scale().levels().find(|(_, level)| level.name.to_lowercase() == word);
    if let Some((level, _)) = own {
        return Some(level).filter(|level| *level > Level::NONE);
    }
    let fifths: u8 = match word.as_str() {
        "beginner" | "novice" | "basic" => 2,
        "intermediate" | "proficient" => 3,
        "advanced" => 4,
        "expert" | "master" => 5,
        _ => return None,
    };
    Some(Level::new((rubric.scale().max().get() * fifths).div_ceil(5)))
}
