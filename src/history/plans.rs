//! Ticks of a rubric's steps, and the settings of its plans: small files, changed one thing at a time.
//!
//! A step that is done is done whatever the target, so that ticks are kept for each rubric id, in `plans/<rubric>/ticks/`,
//! and settings beside them. Keys that this version does not know stay. The first edition kept all ticks of a rubric in
//! `plans/<rubric>.toml`, which is read beside them and left as it is.

mod sent;
mod settings;
pub(super) mod ticks;

use std::path::Path;

use jiff::{Timestamp, civil::Date};
use toml::Table;

pub(super) use settings::{Kind, settings_of, whose};
pub use settings::{Remembered, Setting, Settings};

use super::{
    Store,
    drafts::{check_format, moment_of},
    error::{self, Error},
    read,
    write::{Existing, Pen},
};
use crate::{
    assessment::{answers::FORMAT, moment},
    document::{self, Fields, Node, Place},
    problem::{Code, Problem},
    rubric::{Hours, Id, Level},
    wording,
};

pub(super) const FOLDER: &str = "plans";
pub(super) const ENDING: &str = "toml";

/// A step that the person ticked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tick {
    /// The skill that the step raises.
    pub skill: Id,
    /// The level that it leads to.
    pub to: Level,
    /// Whether it was done or is not wanted.
    pub kind: TickKind,
    /// When it was ticked, to the millisecond.
    pub moment: Timestamp,
    /// The day on which it was done, if the person said so; else that of the moment.
    pub on: Option<Date>,
    /// How long it took, if the person said so.
    pub hours: Option<Hours>,
}

impl Tick {
    /// The id of the step: `sql@3`.
    pub fn step(&self) -> String {
        format!("{}@{}", self.skill, self.to)
    }
}

/// What a tick says of its step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TickKind {
    /// It is done.
    Done,
    /// It is not wanted.
    Skip,
}

impl TickKind {
    const WORDS: [(&'static str, Self); 2] = [("done", Self::Done), ("skip", Self::Skip)];

    /// The word that files use for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Skip => "skip",
        }
    }
}

impl Store {
    fn plan_file<T>(&self, name: &str, of: Reader<T>) -> Result<Option<T>, Error> {
        let path = self.root.join(FOLDER).join(name);
        read::text(&path, read::LARGEST)?.map(|text| parse(&path, &text, of)).transpose()
    }

    /// Reads, changes and replaces a file in one turn, so that two runs at once lose nothing.
    fn change<T: Default>(&self, name: &str, of: Reader<T>, change: impl FnOnce(&mut Table, T)) -> Result<(), Error> {
        let pen = Pen::take(&self.root)?;
        let path = self.root.join(FOLDER).join(name);
        let (before, known) = match read::text(&path, read::LARGEST)? {
            None => (Table::new(), T::default()),
            Some(text) => {
                let known = parse(&path, &text, of)?;
                let unreadable = |_| Error::Unsound { path: path.clone(), what: "it is no TOML".to_owned() };
                (text.parse().map_err(unreadable)?, known)
            }
        };
        let mut table = before.clone();
        change(&mut table, known);
        if table == before {
            return Ok(());
        }
        table.entry("format").or_insert(FORMAT.into());
        let (folder, name) = match name.split_once('/') {
            Some((rubric, name)) => (format!("{FOLDER}/{rubric}"), name),
            None => (FOLDER.to_owned(), name),
        };
        pen.write(&folder, name, render(table).as_bytes(), Existing::Replace)?;
        Ok(())
    }
}

fn render(mut table: Table) -> String {
    let format = table.remove("format").map(|format| format!("format = {format}\n")).unwrap_or_default();
    // Tables that a later version may have added come last.
    format!("{format}{table}")
}

type Reader<T> = fn(&mut Fields<'_>, &mut Vec<Problem>) -> T;

/// Whether a file of plans can be used, for the check.
pub(super) fn check(path: &Path, text: &str) -> Result<(), Error> {
    parse(path, text, |fields, problems| {
        list_of_ticks(fields, problems);
        settings_of(fields, problems);
    })
}

fn parse<T>(path: &Path, text: &str, of: Reader<T>) -> Result<T, Error> {
    let mut problems = Vec::new();
    let root = document::from_toml(text, 0, &mut problems);
    let read = |problems: &mut Vec<Problem>| {
        let mut fields = Fields::of(&root, "the file", problems)?;
        check_format(&mut fields, problems)?;
        Some(of(&mut fields, problems))
    };
    let found = if problems.is_empty() { read(&mut problems) } else { None };
    let unsound = || Error::Unsound { path: path.to_owned(), what: error::told(&problems, text) };
    found.filter(|_| problems.is_empty()).ok_or_else(unsound)
}

pub(super) fn list_of_ticks(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Vec<Tick> {
    let list = fields.list("ticks", problems).unwrap_or_default();
    list.iter().filter_map(|node| tick_of(node, problems)).collect()
}

fn tick_of(node: &Node<'_>, problems: &mut Vec<Problem>) -> Option<Tick> {
    let mut fields = Fields::of(node, "a tick", problems)?;
    let (tick, kind) = parts_of(&mut fields, &TickKind::WORDS, problems)?;
    Some(Tick { kind, ..tick })
}

/// What is said of a step, and of what kind it is.
fn parts_of<K: Copy>(
    fields: &mut Fields<'_>,
    kinds: &[(&'static str, K)],
    problems: &mut Vec<Problem>,
) -> Option<(Tick, K)> {
    let step = fields.text("step", problems);
    let step = fields.present("step", step, problems);
    let kind = fields.word("kind", kinds, problems);
    let kind = fields.present("kind", kind, problems);
    let moment = fields.node("moment").and_then(|node| moment_of(node, problems));
    let moment = fields.present("moment", moment, problems);
    let on = fields.date("on", problems);
    let hours = fields.number("hours", problems).and_then(|(place, hours)| hours_of(place, hours, problems));
    let (skill, to) = step.and_then(|step| step_parts(&step, fields.place(), problems))?;
    Some((Tick { skill, to, kind: TickKind::Done, moment: moment?, on, hours }, kind?))
}

fn step_parts(step: &str, place: Place, problems: &mut Vec<Problem>) -> Option<(Id, Level)> {
    let parts = step.split_once('@').and_then(|(skill, level)| {
        let level = Level::new(level.parse().ok()?);
        let is_level = level > Level::NONE && level <= Level::HIGHEST;
        Some((Id::new(skill).filter(|_| is_level)?, level))
    });
    if parts.is_none() {
        let message = format!("`{}` is no step, such as `sql@3`", wording::brief(step));
        problems.push(Problem::new(Code::InvalidId, place, message));
    }
    parts
}

/// Hours to the nearest quarter, above 0 and no more than a lifetime has.
fn hours_of(place: Place, hours: f64, problems: &mut Vec<Problem>) -> Option<Hours> {
    const MOST: f64 = 1_000_000.0;
    if hours > 0.0 && hours <= MOST {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "just checked to be within bounds"
        )]
        return Some(Hours::from_quarters(((hours * 4.0).round() as u64).max(1)));
    }
    problems.push(Problem::new(Code::OutOfBounds, place, format!("hours are above 0 and at most {MOST}")));
    None
}

fn hours_value(hours: Hours) -> toml::Value {
    match i64::try_from(hours.quarters()) {
        Ok(quarters) if quarters % 4 == 0 => toml::Value::Integer(quarters / 4),
        _ => toml::Value::Float(hours.get()),
    }
}

fn day_value(day: Date) -> toml::Value {
    datetime(&day.to_string())
}

fn datetime(text: &str) -> toml::Value {
    // A year before 0 has no TOML date; as text it is at least told of when it is read.
    text.parse().map_or_else(|_| text.into(), toml::Value::Datetime)
}

fn list<'t>(table: &'t mut Table, key: &str) -> &'t mut Vec<toml::Value> {
    let value = table.entry(key).or_insert_with(|| toml::Value::Array(Vec::new()));
    if !value.is_array() {
        *value = toml::Value::Array(Vec::new());
    }
    value.as_array_mut().expect("just made so")
}

fn put(table: &mut Table, key: &str, value: Option<toml::Value>) {
    match value {
        Some(value) => {
            table.insert(key.to_owned(), value);
        }
        None => {
            table.remove(key);
        }
    }
}

fn ticks_name(rubric: &Id) -> String {
    format!("{rubric}.{ENDING}")
}

#[cfg(test)]
mod tests;
