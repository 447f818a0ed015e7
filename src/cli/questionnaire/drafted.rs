//! The questionnaire as its draft keeps it.

use super::{Manner, Questionnaire};
use crate::assessment::Scope;
use crate::assessment::interview::{Place, Progress};
use crate::cli::lead::Course;
use crate::history::Draft;
use crate::rubric::{Id, Rubric};
use crate::score::estimate::Depth;

const DUE: &str = "due";
const BLIND: &str = "blind";
const SHEET: &str = "sheet";
/// All is asked that was not, what tells most first.
const REST: &str = "rest";
/// It ends at the next pause.
const ENDS: &str = "ends";

impl Questionnaire<'_> {
    pub(super) fn as_draft(&self) -> Draft {
        let progress = self.interview.progress();
        Draft {
            rubric: self.loaded.edition.clone(),
            target: Some(self.loaded.rubric[self.target].id.clone()),
            started: self.started,
            on: self.said_on,
            position: Some(progress.at.to_string()),
            all: self.kept.0.all,
            areas: self.kept.0.areas.iter().map(|area| self.loaded.rubric[*area].id.clone()).collect(),
            modes: self.kept.1.words(),
            ratings: progress.ratings,
            skipped: progress.skipped.into_iter().collect(),
            used: progress.used.into_iter().collect(),
            untouched: progress.untouched.into_iter().collect(),
            again: progress.again.into_iter().collect(),
            stored: progress.stored.into_iter().collect(),
        }
    }
}

impl Manner {
    fn words(self) -> Vec<String> {
        let flags = [(self.due, DUE), (self.blind, BLIND), (self.sheet, SHEET)];
        let flags = flags.into_iter().filter(|(is_so, _)| *is_so).map(|(_, word)| word);
        let course = self.course.map(|course| course.until.map_or(REST, Depth::as_str));
        let ends = self.course.is_some_and(|course| course.ends).then_some(ENDS);
        flags.chain(course).chain(ends).map(str::to_owned).collect()
    }

    /// How a draft was asked; words that a newer version may have written are passed over.
    pub(super) fn of(draft: &Draft) -> Self {
        let has = |mode: &str| draft.modes.iter().any(|word| word == mode);
        let depth = Depth::ALL.into_iter().find(|depth| has(depth.as_str()));
        let is_led = depth.is_some() || has(REST);
        let course = is_led.then(|| Course { until: depth, ends: has(ENDS) && depth.is_some() });
        Self { due: has(DUE), course, blind: has(BLIND), sheet: has(SHEET) }
    }
}

/// Where the draft was left, and with which answers.
pub(super) fn progress_of(draft: &Draft) -> Progress {
    Progress {
        ratings: draft.ratings.clone(),
        skipped: draft.skipped.iter().cloned().collect(),
        used: draft.used.iter().cloned().collect(),
        untouched: draft.untouched.iter().cloned().collect(),
        again: draft.again.iter().cloned().collect(),
        stored: draft.stored.iter().cloned().collect(),
        at: draft.position.as_deref().map(Place::named).unwrap_or_default(),
    }
}

/// What the draft is about.
pub(super) fn scope_of(rubric: &Rubric, draft: &Draft) -> Scope {
    let area = |id: &Id| rubric.areas().find(|(_, area)| area.id == *id).map(|(at, _)| at);
    Scope { all: draft.all, areas: draft.areas.iter().filter_map(area).collect() }
}
