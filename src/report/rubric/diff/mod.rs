//! What a change of a rubric means, in words: for the answers that people gave, for readiness, for the version.

mod build;
mod json;
mod markdown;
mod sections;
mod terminal;
mod words;

use jiff::civil::Date;

use super::Section;
use crate::assessment::Edition;
use crate::history::Entry;
use crate::report::Name;
use crate::report::table::Table;
use crate::rubric::Rubric;
use crate::rubric::diff::Diff;
use crate::score::{Span, Verdict};

pub use build::diff_report;
#[cfg(test)]
pub(in crate::report) use json::Written;
pub use json::json;
pub use markdown::markdown;
pub use terminal::terminal;

/// What the report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The older rubric.
    pub old: &'a Rubric,
    /// Which edition that is.
    pub from: &'a Edition,
    /// The newer rubric.
    pub new: &'a Rubric,
    /// Which edition that is.
    pub to: &'a Edition,
    /// The last assessment of either, if there is one.
    pub latest: Option<&'a Entry>,
}

/// A comparison of two rubrics, decided: sentences, rows, exact figures.
#[derive(Clone, PartialEq, Debug)]
pub struct DiffReport {
    /// The older rubric.
    pub from: Edition,
    /// The newer one.
    pub to: Edition,
    /// What differs.
    pub diff: Diff,
    /// What is compared.
    pub title: String,
    /// What it means, in sentences; code in them stands between backticks.
    pub meaning: Vec<String>,
    /// The assessment that shows it: its id and its day.
    pub assessment: Option<(String, Date)>,
    /// What both rubrics make of that assessment, by target: those of the newer rubric, then those that are gone.
    pub readiness: Vec<Judged>,
    /// Those that differ, as a table.
    table: Table,
    /// What differs, by kind. Nothing of what does not.
    pub sections: Vec<Section>,
}

/// What both rubrics make of the same answers.
#[derive(Clone, PartialEq, Debug)]
pub struct Judged {
    /// The target.
    pub target: Name,
    /// By the older rubric; none if it has no such target.
    pub from: Option<Outcome>,
    /// By the newer one; none if it has no such target.
    pub to: Option<Outcome>,
}

/// What a rubric makes of answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// Self-rated readiness; none if nothing applies.
    pub readiness: Option<Span>,
    /// What that means.
    pub verdict: Verdict,
    /// That in a few words.
    verdict_brief: String,
}

impl DiffReport {
    /// Whether nothing differs, so that one sentence says all.
    fn is_nothing(&self) -> bool {
        self.diff.size().is_none()
    }

    /// What the readiness is of, as a heading.
    fn readiness_heading(&self) -> Option<String> {
        let (_, on) = self.assessment.as_ref()?;
        (!self.table.rows.is_empty()).then(|| format!("Readiness by the answers of {on}, self-rated"))
    }
}
