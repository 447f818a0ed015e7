//! The gap report for a browser: one page with all that is known of a target on a day, and its bars as a drawing.
//!
//! It is the gap report and the plan, with what only a page has room for: every skill with its level in colour, readiness
//! over time, the scale's meanings, the rubric's sources, and the answers themselves for programs.

mod build;
mod heat;
mod html;
mod svg;
mod tables;

use jiff::civil::Date;

use super::Name;
use super::gap::GapReport;
use super::plan::PlanReport;
use crate::assessment::Assessment;
use crate::history::Point;
use crate::rubric::{Level, Rubric, Share};
use crate::score::{Scorecard, Span};

pub use build::page_report;
pub use html::html;
pub use svg::svg;

/// What a page is made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The gap report.
    pub gaps: &'a GapReport,
    /// The plan for the same target.
    pub plan: &'a PlanReport,
    /// The rubric that the answers are judged by.
    pub rubric: &'a Rubric,
    /// What the answers make of the target.
    pub scorecard: &'a Scorecard,
    /// The answers.
    pub assessment: &'a Assessment,
    /// Under which id they are stored; none if they came from a file.
    pub id: Option<&'a str>,
    /// What the answers of the assessment before make of the same target.
    pub before: Option<&'a Scorecard>,
    /// All assessments of the rubric up to this one, the oldest first, judged alike.
    pub series: &'a [Point],
}

/// A page, decided: its parts in their order, words, exact figures.
#[derive(Clone, PartialEq, Debug)]
pub struct PageReport {
    /// The gap report.
    pub gaps: GapReport,
    /// The plan.
    pub plan: PlanReport,
    /// The rubric's title.
    pub rubric: String,
    /// The readiness from which the role is in reach.
    pub ready_at: Share,
    /// Low readiness at the assessment before.
    pub before: Option<Share>,
    /// Readiness by area, the least ready first.
    pub areas: Vec<AreaRow>,
    /// What the areas show, in a sentence.
    pub areas_words: String,
    /// Every skill, by area.
    pub heat: Vec<Heat>,
    /// The levels of the scale.
    pub scale: Vec<ScaleRow>,
    /// Readiness over time, the oldest first; empty where there is nothing to compare.
    pub series: Vec<(Date, Option<Span>)>,
    /// What it shows, in a sentence.
    pub series_words: String,
    /// What the rubric was made from.
    pub sources: Vec<Source>,
    /// The answers in the JSON of `history show`.
    pub answers: String,
}

/// Readiness in an area.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AreaRow {
    /// The area.
    pub name: Name,
    /// Readiness now.
    pub span: Span,
    /// Its low end at the assessment before.
    pub before: Option<Share>,
}

/// A level of the scale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScaleRow {
    /// The level.
    pub level: Level,
    /// Its name.
    pub name: String,
    /// What it means on any skill.
    pub meaning: Option<String>,
    /// How far up the scale it is, from 0 to 9.
    pub tint: u8,
}

/// The skills of an area.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heat {
    /// The area.
    pub area: Name,
    /// Its skills.
    pub skills: Vec<HeatRow>,
}

/// A skill with its level.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeatRow {
    /// The skill.
    pub name: Name,
    /// What was said of it.
    pub shade: Shade,
    /// The level that the target asks of it.
    pub asked: Option<Asked>,
    /// What the person points to.
    pub evidence: String,
}

impl HeatRow {
    /// Whether the skill is surely below what is asked of it alone.
    pub fn is_short(&self) -> bool {
        match (&self.shade, self.asked) {
            (Shade::Rated { level, .. }, Some(asked)) => !asked.is_choice && *level < asked.level,
            _ => false,
        }
    }
}

/// What was said of a skill, as a colour and a few letters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shade {
    /// A level of the scale.
    Rated {
        /// The level.
        level: Level,
        /// Its name.
        name: String,
        /// How far up the scale it is, from 0 to 9.
        tint: u8,
    },
    /// Nothing; what other answers say of it, such as `1 to 5`, if they say anything.
    Unanswered(Option<String>),
    /// That it does not apply.
    NotApplicable,
    /// Nothing, and the target does not ask for it.
    Beside,
}

/// What a target asks of a skill.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asked {
    /// The level.
    pub level: Level,
    /// Whether it is asked only as one of several, so that another may do instead.
    pub is_choice: bool,
}

/// A work that the rubric was made from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Where it is found.
    pub url: Option<String>,
    /// Who wrote it and under which licence it may be used.
    pub known: Vec<String>,
}
