//! What would change if some ratings were others. Nothing of it is recorded.

mod build;
mod json;
mod markdown;
mod terminal;

use super::Name;
use super::gap::{GapReport, State};
use super::number::Tenths;
use super::table::{Column, Table};
use crate::rubric::{Level, Share};
use crate::score::{Span, Verdict};

pub use build::what_if_report;
#[cfg(test)]
pub(super) use json::Written;
pub use json::json;
pub use markdown::markdown;
pub use terminal::terminal;

/// What would change, decided.
#[derive(Clone, PartialEq, Debug)]
pub struct WhatIfReport {
    /// The gap report as it would be.
    pub then: GapReport,
    /// How things stand now.
    pub before: Before,
    /// Readiness, verdict and place on the ladder, now and then: labels and sentences.
    pub facts: Vec<(&'static str, String)>,
    /// The ratings that are supposed, in the order given.
    pub changes: Vec<Changed>,
    /// What they bring together, in readiness, -1 to 1; none if there is no readiness before or after.
    pub gain: Option<Share>,
    /// That as a sentence, which says so if it is not the sum of the single gains.
    pub together: Option<String>,
    /// The requirements that would be met and are not.
    pub closed: Vec<Name>,
    /// The requirements that are met and would not be.
    pub opened: Vec<Name>,
    /// What the ratings build on and the other answers lack.
    pub missing: Vec<Missing>,
}

/// How things stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Before {
    /// Self-rated readiness.
    pub readiness: Option<Span>,
    /// Whether the target is in reach.
    pub verdict: Verdict,
    /// That in a few words.
    verdict_brief: String,
    /// The highest target of the ladder that is reached.
    pub placement: Option<Name>,
}

/// A rating that is supposed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// The skill.
    pub name: Name,
    /// What was said of it.
    pub state: State,
    /// The level that was said, if one was.
    pub from: Option<Level>,
    /// The level that is supposed.
    pub to: Level,
    /// What this change alone brings in readiness, -1 to 1; none if there is no readiness before or after.
    pub gain: Option<Share>,
    /// That in points as they are printed.
    points: Option<Tenths>,
    /// What was said, in words.
    pub now: String,
    /// What is supposed, in words.
    pub then: String,
}

/// A prerequisite that the answers would break.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missing {
    /// The skill that needs something.
    pub skill: Name,
    /// The level of it.
    pub level: Level,
    /// The skill that it needs.
    pub requires: Name,
    /// The level of that skill.
    pub at: Level,
    /// What would be said of that skill.
    pub stated: Option<Level>,
    /// That as a sentence.
    pub words: String,
}

impl WhatIfReport {
    /// The changes as a table.
    fn table(&self) -> Table {
        let columns = vec![
            Column::left("skill", 0),
            Column::left("now", 0),
            Column::left("then", 0),
            Column::right("points", "-100.0".len()),
        ];
        let cells = |changed: &Changed| {
            let gain = changed.points.map(Tenths::signed).unwrap_or_default();
            vec![changed.name.title.clone(), changed.now.clone(), changed.then.clone(), gain]
        };
        Table { columns, rows: self.changes.iter().map(cells).collect() }
    }
}
