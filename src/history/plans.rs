//! Ticks of a rubric's steps, and the settings of its plans: small files, changed one thing at a time.
//!
//! A step that is done is done whatever the target, so that ticks are kept for each rubric id, in `plans/<rubric>.toml`,
//! and settings beside them. Keys that this version does not know stay.

mod sent;
mod settings;

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
    /// The ticks of a rubric's steps, in the order of the file, which is that in which they were made unless files were put
    /// together; at most one a step, the latest.
    pub fn ticks(&self, rubric: &Id) -> Result<Vec<Tick>, Error> {
        Ok(latest(&self.plan_file(&ticks_name(rubric), ticks_of)?.unwrap_or_default()))
    }

    /// Adds ticks; one of the same step is replaced, and so are those of the steps `former`: what the same steps were
    /// called when their skills had other ids. One of the same moment is the same tick, and keeps its place.
    pub fn tick(&self, rubric: &Id, ticks: &[Tick], former: &[String]) -> Result<(), Error> {
        self.change(&ticks_name(rubric), ticks_of, |table, _| {
            let list = list(table, "ticks");
            for tick in ticks {
                let value = tick_value(tick);
                let is_it = |old: &toml::Value| step_of(old) == Some(&tick.step());
                match list.iter_mut().find(|old| is_it(old) && old.get("moment") == value.get("moment")) {
                    Some(same) => *same = value,
                    None => {
                        list.retain(|old| !is_it(old));
                        list.push(value);
                    }
                }
            }
            let is_former = |old: &toml::Value| {
                let step = step_of(old).filter(|step| ticks.iter().all(|tick| tick.step() != *step));
                step.is_some_and(|step| former.iter().any(|gone| gone == step))
            };
            list.retain(|old| !is_former(old));
        })
    }

    /// Adds ticks of steps that have none.
    pub(super) fn add_ticks(&self, rubric: &Id, ticks: &[Tick]) -> Result<(), Error> {
        self.change(&ticks_name(rubric), ticks_of, |table, known| {
            let news = ticks.iter().filter(|tick| known.iter().all(|here| here.step() != tick.step()));
            list(table, "ticks").extend(news.map(tick_value));
        })
    }

    /// Takes the ticks of steps back, each of which may go by any of its names: all of them or none. The place of the
    /// first step that has no tick, if one has none; nothing is changed then.
    pub fn untick(&self, rubric: &Id, steps: &[Vec<String>]) -> Result<Option<usize>, Error> {
        let mut missing = None;
        self.change(&ticks_name(rubric), ticks_of, |table, _| {
            let goes_by = |tick: &toml::Value, names: &Vec<String>| {
                step_of(tick).is_some_and(|step| names.iter().any(|name| name == step))
            };
            let ticks = table.get("ticks").and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
            missing = steps.iter().position(|names| !ticks.iter().any(|tick| goes_by(tick, names)));
            if missing.is_none() {
                list(table, "ticks").retain(|tick| !steps.iter().any(|names| goes_by(tick, names)));
            }
        })?;
        Ok(missing)
    }

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
        pen.write(FOLDER, name, render(table).as_bytes(), Existing::Replace)?;
        Ok(())
    }
}

/// A tick a line, so that lines from two machines can be put together, by hand or by `merge=union` of git.
fn render(mut table: Table) -> String {
    let format = table.remove("format").map(|format| format!("format = {format}\n")).unwrap_or_default();
    let ticks = match table.remove("ticks") {
        Some(toml::Value::Array(ticks)) => {
            let lines: Vec<_> = ticks.iter().map(|tick| format!("  {tick},")).collect();
            format!("ticks = [\n{}\n]\n", lines.join("\n"))
        }
        Some(other) => format!("ticks = {other}\n"),
        None => String::new(),
    };
    // Tables that a later version may have added must come last.
    format!("{format}{ticks}{table}")
}

/// Of several ticks of one step, as putting files together may make them, the latest.
fn latest(ticks: &[Tick]) -> Vec<Tick> {
    let is_latest = |at: usize, tick: &Tick| {
        let others = ticks.iter().enumerate().filter(|(_, other)| other.to == tick.to && other.skill == tick.skill);
        others.max_by_key(|(at, other)| (other.moment, *at)).is_some_and(|(last, _)| last == at)
    };
    ticks.iter().enumerate().filter(|(at, tick)| is_latest(*at, tick)).map(|(_, tick)| tick.clone()).collect()
}

type Reader<T> = fn(&mut Fields<'_>, &mut Vec<Problem>) -> T;

/// Whether a file of plans can be used, for the check.
pub(super) fn check(path: &Path, text: &str) -> Result<(), Error> {
    parse(path, text, |fields, problems| {
        ticks_of(fields, problems);
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

pub(super) fn ticks_of(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Vec<Tick> {
    let list = fields.list("ticks", problems).unwrap_or_default();
    list.iter().filter_map(|node| tick_of(node, problems)).collect()
}

fn tick_of(node: &Node<'_>, problems: &mut Vec<Problem>) -> Option<Tick> {
    let mut fields = Fields::of(node, "a tick", problems)?;
    let step = fields.text("step", problems);
    let step = fields.present("step", step, problems);
    let kind = fields.word("kind", &TickKind::WORDS, problems);
    let kind = fields.present("kind", kind, problems);
    let moment = fields.node("moment").and_then(|node| moment_of(node, problems));
    let moment = fields.present("moment", moment, problems);
    let on = fields.date("on", problems);
    let hours = fields.number("hours", problems).and_then(|(place, hours)| hours_of(place, hours, problems));
    let (skill, to) = step.and_then(|step| step_parts(&step, node.place, problems))?;
    Some(Tick { skill, to, kind: kind?, moment: moment?, on, hours })
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

fn tick_value(tick: &Tick) -> toml::Value {
    let mut table = Table::new();
    table.insert("step".to_owned(), tick.step().into());
    table.insert("kind".to_owned(), tick.kind.as_str().into());
    table.insert("moment".to_owned(), datetime(&moment(tick.moment)));
    put(&mut table, "on", tick.on.map(day_value));
    // No time at all is what a reader refuses; nothing said is nearest to it.
    put(&mut table, "hours", tick.hours.filter(|hours| hours.quarters() > 0).map(hours_value));
    toml::Value::Table(table)
}

fn day_value(day: Date) -> toml::Value {
    datetime(&day.to_string())
}

fn datetime(text: &str) -> toml::Value {
    // A year before 0 has no TOML date; as text it is at least told of when it is read.
    text.parse().map_or_else(|_| text.into(), toml::Value::Datetime)
}

fn step_of(tick: &toml::Value) -> Option<&str> {
    tick.get("step")?.as_str()
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
