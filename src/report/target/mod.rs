//! Targets: all of them in a list, or one with what it asks, pays and helps with.

mod build;
mod csv;
mod json;
mod markdown;
mod terminal;

use super::number::hours_between;
use super::table::Table;
use super::{Given, Name};
use crate::plan::{HoursRange, Plan};
use crate::rubric::{Hours, TargetKind};
use crate::score::{Span, Verdict};

pub(super) use build::entry;
pub use build::{kind, target, targets};
pub use csv::{list_sheet, sheet};
#[cfg(test)]
pub(super) use json::TargetJson;
pub(super) use json::{EntryJson, written};
pub use json::{json, list_json};
pub use markdown::{list_markdown, markdown};
pub use terminal::{list_terminal, terminal};

/// All targets of a rubric: the ladder from its lowest rung, then the others in the rubric's order.
#[derive(Clone, PartialEq, Debug)]
pub struct TargetList {
    /// What proposed commands name.
    pub(super) given: Given,
    /// The rubric, as `backend-developer 1.0.0`.
    pub edition: String,
    /// What to know of the hours if no rubric gives them all; none where no hours are shown.
    pub thumb: Option<String>,
    /// The targets.
    pub entries: Vec<Entry>,
    /// The list as a table, all of it.
    table: Table,
    /// What of it fits a screen.
    brief: Table,
}

/// A target in a list.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The target.
    pub name: Name,
    /// What sort of role it is.
    pub kind: TargetKind,
    /// How many requirements it has.
    pub requirements: usize,
    /// Self-rated readiness, if there are answers and something applies.
    pub readiness: Option<Span>,
    /// What that means, if there are answers.
    pub verdict: Option<Verdict>,
    /// That in a few words; empty without answers.
    pub(super) verdict_brief: String,
    /// Whether something stands below its floor while readiness may do.
    is_held_back: bool,
    /// What is left, if a plan was made.
    pub left: Option<Left>,
}

/// What a plan leaves to do.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Left {
    /// By the rubric's estimates.
    pub hours: Hours,
    /// What that will really take, by what the person's steps took so far.
    pub range: HoursRange,
}

impl Left {
    /// The range of hours; none if nothing is left.
    pub(in crate::report) fn words(self) -> Option<String> {
        (self.hours > Hours::default()).then(|| hours_between(self.range))
    }
}

impl From<&Plan> for Left {
    fn from(plan: &Plan) -> Self {
        Self { hours: plan.total_hours, range: plan.hours_range }
    }
}

/// One target.
#[derive(Clone, PartialEq, Debug)]
pub struct TargetReport {
    /// What proposed commands name.
    pub(in crate::report) given: Given,
    /// As in the list.
    pub entry: Entry,
    /// The rubric's id.
    pub rubric: String,
    /// The rubric, as `backend-developer 1.0.0`.
    pub edition: String,
    /// The role in a sentence.
    pub summary: Option<String>,
    /// What else is known of it: labels and sentences.
    pub facts: Vec<(&'static str, String)>,
    /// What it asks, by area; the JSON has these too.
    pub requirements: Vec<Asked>,
    /// The requirements as a table.
    table: Table,
    /// What the answers already bring: the titles of the requirements that are met.
    pub carries_over: Vec<Name>,
    /// What is missing, the most important first.
    pub missing: Vec<Name>,
    /// What answers leave open.
    pub open: Vec<Name>,
    /// Advice that helps.
    pub guides: Vec<Guidance>,
}

/// A requirement of a target.
#[derive(Clone, PartialEq, Debug)]
pub struct Asked {
    /// The skill or group.
    pub name: Name,
    /// Whether it is a group.
    pub is_group: bool,
    /// The area it is shown in.
    pub area: Name,
    /// The level.
    pub level: u8,
    /// Its weight.
    pub weight: u32,
    /// Whether the role is out of reach without it.
    pub essential: bool,
    /// The level below which it alone keeps a person from being ready; 0 for none.
    pub floor: u8,
}

/// A guide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guidance {
    /// Its name.
    pub name: Name,
    /// Its paragraphs.
    pub text: Vec<String>,
    /// Where to go on: titles and addresses.
    pub links: Vec<(String, String)>,
}
