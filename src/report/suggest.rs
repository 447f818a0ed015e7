//! What a résumé suggests for the answers to a rubric.

use serde::Serialize;

use super::csv::{Cell, Csv, csv};
use super::markdown::{Document, text};
use super::name::{self, Name, level};
use super::screen::Screen;
use super::style::{Style, Tone};
use super::table::{Column, Table};
use crate::assessment::resume::{Found, Suggestion};
use crate::rubric::{Level, Rubric};
use crate::wording::count;

/// Suggestions, decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggested {
    /// The rubric, as `backend-developer 2.0.0`.
    pub edition: String,
    /// The skills that the résumé names, in the rubric's order.
    pub skills: Vec<Named>,
    /// How many of how many skills that are, in a sentence.
    pub words: String,
}

/// A skill that the résumé names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The skill.
    pub name: Name,
    /// The level that its words may stand for.
    pub level: Option<Level>,
    /// That in words; empty where there is none.
    pub suggested: String,
    /// Where it names the skill, at least once, cleaned.
    pub found: Vec<Found>,
}

/// Makes the suggestions ready to be shown.
pub fn suggested(rubric: &Rubric, suggestions: &[Suggestion]) -> Suggested {
    let found = |found: &Found| Found {
        place: name::text(&found.place),
        text: name::text(&found.text),
        word: found.word.as_deref().map(name::text),
    };
    let named = |suggestion: &Suggestion| Named {
        name: Name::skill(rubric, suggestion.skill),
        level: suggestion.level,
        suggested: suggestion.level.map(|suggested| level(rubric, suggested)).unwrap_or_default(),
        found: suggestion.found.iter().map(found).collect(),
    };
    let all = count(rubric.skills().len(), "skill", "skills");
    Suggested {
        edition: name::rubric(rubric),
        words: format!("The résumé names {} of {all} of {}", suggestions.len(), name::text(rubric.title())),
        skills: suggestions.iter().map(named).collect(),
    }
}

/// The suggestions as text.
pub fn terminal(suggested: &Suggested, style: Style) -> String {
    let mut screen = Screen::new(style);
    screen.say(&format!("{}.", suggested.words));
    screen.say("Suggestions to think about: nothing was recorded.");
    if let Some(first) = suggested.skills.first() {
        screen.gap();
        screen.table(&table(suggested));
        screen.heading("Next");
        let commands = [
            ("skillgap assess".to_owned(), "answer for yourself".to_owned()),
            (format!("skillgap explain {}", first.name.id), "what each level of a skill means".to_owned()),
        ];
        screen.pairs(Some(Tone::Command), &commands);
    }
    screen.finish()
}

/// The suggestions as a document.
pub fn markdown(suggested: &Suggested) -> String {
    let mut document = Document::default();
    document.heading(1, "What a résumé suggests");
    document.block(&format!("{}.\nSuggestions to think about, not answers.", text(&suggested.words)));
    if !suggested.skills.is_empty() {
        document.table(&table(suggested));
    }
    document.finish(&format!("{}, suggest", suggested.edition))
}

/// The suggestions as one JSON object. Keys are only ever added.
pub fn json(suggested: &Suggested) -> String {
    let found =
        |found: &Found| FoundJson { place: found.place.clone(), text: found.text.clone(), word: found.word.clone() };
    let skill = |named: &Named| NamedJson {
        skill: named.name.id.clone(),
        level: named.level.map(Level::get),
        found: named.found.iter().map(found).collect(),
    };
    super::json::text(&Written {
        schema: "skillgap.suggest/1",
        rubric: suggested.edition.clone(),
        skills: suggested.skills.iter().map(skill).collect(),
    })
}

/// The suggestions as CSV: a row for each place that names a skill.
pub fn sheet(suggested: &Suggested) -> Csv {
    csv(suggested.skills.iter().flat_map(|named| {
        named.found.iter().map(|found| Line {
            skill_id: Cell::text(&named.name.id),
            skill: Cell::text(&named.name.title),
            level: Cell::maybe(named.level),
            place: Cell::text(&found.place),
            text: Cell::text(&found.text),
            word: found.word.as_deref().map(Cell::text).unwrap_or_default(),
        })
    }))
}

fn table(suggested: &Suggested) -> Table {
    let columns = vec![Column::left("skill", 0), Column::left("suggested", 0), Column::left("because of", 0)];
    let cells = |named: &Named| vec![named.name.title.clone(), named.suggested.clone(), because(&named.found)];
    Table { columns, rows: suggested.skills.iter().map(cells).collect() }
}

/// What stands at the first place, with the word for how well, and how many more there are.
fn because(found: &[Found]) -> String {
    const MOST: usize = 60;
    let Some(first) = found.iter().find(|one| one.word.is_some()).or(found.first()) else { return String::new() };
    let mut words = match first.text.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}…", &first.text[..cut]),
        None => first.text.clone(),
    };
    if let Some(word) = &first.word {
        words = format!("{words} ({word})");
    }
    if found.len() > 1 {
        words = format!("{words}, and {} more", found.len() - 1);
    }
    words
}

/// What a résumé suggests for the answers to a rubric.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Written {
    #[cfg_attr(test, schemars(extend("const" = "skillgap.suggest/1")))]
    schema: &'static str,
    /// The rubric whose skills were looked for: id and version.
    rubric: String,
    /// The skills that the résumé names, in the rubric's order.
    skills: Vec<NamedJson>,
}

/// A skill that the résumé names.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct NamedJson {
    /// The id of the skill.
    skill: String,
    /// The level that the résumé's words may stand for; null if none of them stands for one.
    level: Option<u8>,
    /// Where the résumé names it.
    found: Vec<FoundJson>,
}

/// A place in the résumé.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct FoundJson {
    /// The place as a path, such as `skills[0].keywords[2]`.
    place: String,
    /// What stands there.
    text: String,
    /// The word for how well that belongs to it; null if there is none.
    word: Option<String>,
}

/// The columns, left to right; columns are only ever added, at the end.
#[derive(Default, Serialize)]
struct Line {
    skill_id: Cell,
    skill: Cell,
    level: Cell,
    place: Cell,
    text: Cell,
    word: Cell,
}
