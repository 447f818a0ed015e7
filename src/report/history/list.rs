//! The list of assessments.

use jiff::civil::Date;
use serde::Serialize;

use super::super::json::EditionJson;
use super::super::markdown::Document;
use super::super::name;
use super::super::screen::Screen;
use super::super::style::{Style, Tone};
use super::super::table::{Column, Table};
use crate::assessment::{Answer, Assessment, Edition};
use crate::history::Entry;
use crate::wording::count;

/// A stored assessment in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// The day it speaks for.
    pub on: Date,
    /// The rubric it was answered for.
    pub edition: Edition,
    /// The target that was chosen, if one was.
    pub target: Option<String>,
    /// How many skills were rated.
    pub answered: usize,
}

/// The stored assessments, in the order given.
pub fn list(entries: &[Entry]) -> Vec<Listed> {
    let listed = |entry: &Entry| Listed {
        id: name::text(&entry.id),
        on: entry.assessment.on,
        edition: entry.assessment.rubric.clone(),
        target: entry.assessment.target.as_ref().map(ToString::to_string),
        answered: answered(&entry.assessment),
    };
    entries.iter().map(listed).collect()
}

/// How many skills were rated; not applicable is no rating.
pub(super) fn answered(assessment: &Assessment) -> usize {
    assessment.ratings.values().filter(|rating| matches!(rating.answer, Answer::Rated(_))).count()
}

/// The list on a screen.
pub fn list_terminal(list: &[Listed], style: Style) -> String {
    let mut screen = Screen::new(style);
    let Some(latest) = list.last() else {
        screen.say("No assessment is stored yet.");
        screen.heading("Next");
        screen.pairs(Some(Tone::Command), &[("skillgap assess".to_owned(), "answer the questions".to_owned())]);
        return screen.finish();
    };
    screen.say(&format!("{}, the newest last", count(list.len(), "assessment", "assessments")));
    screen.gap();
    screen.table(&table(list));
    screen.heading("Next");
    let mut commands = vec![(format!("skillgap history show {}", latest.id), "the answers".to_owned())];
    if list.len() > 1 {
        commands.push(("skillgap progress".to_owned(), "what changed".to_owned()));
    }
    screen.pairs(Some(Tone::Command), &commands);
    screen.finish()
}

/// The list as Markdown.
pub fn list_markdown(list: &[Listed]) -> String {
    let mut document = Document::default();
    document.heading(1, "Assessments");
    if list.is_empty() {
        document.block("None yet.");
    } else {
        document.table(&table(list));
    }
    document.finish("history list")
}

/// The list for programs: a JSON array.
pub fn list_json(list: &[Listed]) -> String {
    super::super::json::text(&list.iter().map(ListedJson::from).collect::<Vec<_>>())
}

fn table(list: &[Listed]) -> Table {
    let columns = vec![
        Column::left("id", 0),
        Column::left("day", 0),
        Column::left("rubric", 0),
        Column::left("target", 0),
        Column::right("answered", 0),
    ];
    let cells = |listed: &Listed| {
        vec![
            listed.id.clone(),
            listed.on.to_string(),
            name::edition(&listed.edition),
            listed.target.clone().unwrap_or_default(),
            listed.answered.to_string(),
        ]
    };
    Table { columns, rows: list.iter().map(cells).collect() }
}

/// An assessment in the list.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct ListedJson<'a> {
    /// Its id.
    id: &'a str,
    /// The day that it speaks for.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    on: String,
    /// The rubric that it was answered for.
    rubric: EditionJson<'a>,
    /// The id of the target that was chosen; null if none was.
    target: Option<&'a str>,
    /// How many skills were rated.
    answered: usize,
}

impl<'a> From<&'a Listed> for ListedJson<'a> {
    fn from(listed: &'a Listed) -> Self {
        Self {
            id: &listed.id,
            on: listed.on.to_string(),
            rubric: (&listed.edition).into(),
            target: listed.target.as_deref(),
            answered: listed.answered,
        }
    }
}
