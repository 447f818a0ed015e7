//! The progress report: what moved between two assessments, and over all of them.

mod build;
mod cascade;
mod csv;
mod html;
mod json;
mod markdown;
mod tables;
mod terminal;

use jiff::civil::Date;

use super::{Given, Name};
use crate::assessment::{Answer, Edition};
use crate::history::{Change, Outlook, Part, Point, Progress, Tick};
use crate::plan::Plan;
use crate::rubric::{Level, Rubric, Share};
use crate::score::Scorecard;
use crate::score::estimate::Estimate;

pub use build::progress_report;
pub use cascade::Row;
pub use csv::sheet;
pub use html::{html, svg};
#[cfg(test)]
pub(super) use json::Written;
pub use json::json;
pub use markdown::markdown;
pub use terminal::terminal;

/// What a progress report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The rubric of the newer assessment.
    pub rubric: &'a Rubric,
    /// Which edition of it that is.
    pub edition: &'a Edition,
    /// The edition of the older one.
    pub old_edition: &'a Edition,
    /// The rubric of the older one.
    pub old_rubric: &'a Rubric,
    /// What the answers then and now make of the target, each by its own rubric.
    pub cards: [Option<&'a Scorecard>; 2],
    /// What moved.
    pub progress: &'a Progress,
    /// What each cause changed, if that can be told.
    pub waterfall: Option<&'a [Part]>,
    /// The steps ticked as done between the two.
    pub done: &'a [Tick],
    /// The plan from here; none where no plan is made, as for an assessment that is not the last.
    pub plan: Option<&'a Plan>,
    /// What readiness probably is now; none where no answer is missing.
    pub estimate: Option<Estimate>,
    /// When the target will be reached.
    pub outlook: Outlook,
    /// What the command line named.
    pub given: &'a Given,
}

/// A progress report, decided: rows in their order, words, exact figures.
#[derive(Clone, PartialEq, Debug)]
pub struct ProgressReport {
    /// What proposed commands name.
    pub(super) given: Given,
    /// The rubric of the newer assessment.
    pub edition: Edition,
    /// The target, by the newer rubric if it knows it.
    pub target: Name,
    /// The older assessment, by its own rubric.
    pub from: Point,
    /// The newer one, by its own.
    pub to: Point,
    /// Whether there is only one assessment, so that nothing can be compared yet.
    pub is_first: bool,
    /// What moved most, in a sentence.
    pub headline: String,
    /// What the answers changed.
    pub you: Option<Share>,
    /// What the rubric changed.
    pub rubric: Option<Share>,
    /// The part of `you` that is no learning.
    pub newly_answered: Option<Share>,
    /// All of it.
    pub total: Option<Share>,
    /// The verdicts then and now, in a sentence.
    pub(super) verdicts: Option<String>,
    /// That split in sentences.
    pub split: Vec<String>,
    /// What each cause changed, from then to now; empty if that cannot be told.
    pub cascade: Vec<Row>,
    /// The same by cause, exact; empty if that cannot be told.
    pub parts: Vec<Part>,
    /// The skills that moved, by the sort of move; those that rose first, the largest move first.
    pub moved: Vec<Moved>,
    /// The ids of the steps ticked as done between the two, with the skill's title.
    pub done: Vec<(String, String)>,
    /// All assessments of the rubric, the oldest first, by today's rubric.
    pub series: Vec<Point>,
    /// Those that a chart shows.
    pub charted: Vec<Point>,
    /// What readiness probably is now; none where no answer is missing.
    pub estimate: Option<Estimate>,
    /// Where to begin now, and why; none where no plan is made or no step is left.
    pub begin: Option<String>,
    /// When the target will be reached; none without a pace.
    pub forecast: Option<(Date, Date)>,
    /// That as a sentence.
    pub forecast_words: String,
    /// How sure all this is, in sentences.
    pub sure: Vec<String>,
}

/// A skill that moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    /// The skill.
    pub name: Name,
    /// What sort of move it is.
    pub change: Change,
    /// What was said then; none is unanswered.
    pub from: Option<Answer>,
    /// What was said now.
    pub to: Option<Answer>,
    /// That in words.
    pub then: String,
    /// That in words.
    pub now: String,
}

impl ProgressReport {
    /// The day of an assessment, told apart from others of the same day: `2026-11-22 (2 of 3)`.
    pub fn day(&self, point: &Point) -> String {
        day(&self.series, point)
    }

    /// The moves of one sort.
    pub fn of(&self, change: Change) -> impl Iterator<Item = &Moved> {
        self.moved.iter().filter(move |moved| moved.change == change)
    }

    /// The moves by sort, each sort with a heading; sorts without a move are left out.
    fn sections(&self) -> Vec<(&'static str, Vec<&Moved>)> {
        let heading = |change| match change {
            Change::Rose => "Up",
            Change::Fell => "Down: forgotten, understood better now, or misread",
            Change::NewlyAnswered => "Newly answered",
            Change::NoLongerAnswered => "No longer answered",
            Change::NoLongerApplies => "No longer applicable",
            Change::AppliesNow => "Applicable now",
        };
        let section = |change| (heading(change), self.of(change).collect::<Vec<_>>());
        build::ORDER.map(section).into_iter().filter(|(_, moved)| !moved.is_empty()).collect()
    }
}

/// The level that was said, if one was.
fn rated(answer: Option<Answer>) -> Option<Level> {
    match answer {
        Some(Answer::Rated(level)) => Some(level),
        Some(Answer::NotApplicable) | None => None,
    }
}

/// The day of an assessment; where others are of the same day, which of them it is.
fn day(series: &[Point], point: &Point) -> String {
    let of_day: Vec<_> = series.iter().filter(|other| other.on == point.on).collect();
    match of_day.iter().position(|other| other.id == point.id) {
        Some(at) if of_day.len() > 1 => format!("{} ({} of {})", point.on, at + 1, of_day.len()),
        _ => point.on.to_string(),
    }
}
