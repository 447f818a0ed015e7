//! Moving what is remembered from one data directory to another: a [`Bundle`] is taken out of one, written as one JSON
//! document by the floor above, read back and laid into the other, where it adds and never overwrites.

mod export;
mod import;
mod read;

use std::collections::BTreeMap;

use super::{
    Listing, Skipped,
    plans::{Settings, Tick},
};
use crate::{
    assessment::{Assessment, Edition},
    rubric::{Id, json},
};

pub use import::{Imported, Kept};
pub use read::LARGEST;

/// What the document of a whole bundle calls itself.
pub const SCHEMA: &str = "skillgap.export/1";
/// What the document of a single assessment calls itself.
pub const SINGLE: &str = "skillgap.assessment/1";

/// What can be moved: assessments, the rubrics they were made with, ticks and plan settings. No drafts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bundle {
    /// The JSON of rubrics, by digest.
    pub rubrics: BTreeMap<String, String>,
    /// The assessments, the latest last.
    pub assessments: Vec<Carried>,
    /// What is remembered of plans, by rubric.
    pub plans: Vec<Plans>,
}

/// An assessment on its way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Carried {
    /// Its id; none if it was never stored.
    pub id: Option<String>,
    /// What was answered.
    pub assessment: Assessment,
}

/// What is remembered of the plans for one rubric.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plans {
    /// The rubric's id.
    pub rubric: Id,
    /// The ticks, in the order in which they were made.
    pub ticks: Vec<Tick>,
    /// What is remembered, if anything was changed since the first edition.
    pub remembered: Option<Settings>,
    /// The settings that the first edition kept for each target, by its id.
    pub settings: BTreeMap<Id, Settings>,
}

/// A bundle, and the files that could not be taken along.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Taken {
    /// What was taken.
    pub bundle: Bundle,
    /// What could not be read and was left out.
    pub skipped: Vec<Skipped>,
    /// The assessments whose rubric's copy is missing or damaged; they are in the bundle without it.
    pub without_rubric: Vec<String>,
}

impl Bundle {
    /// The editions that its assessments were made with and whose rubric is not in it, each once.
    pub fn missing(&self) -> Vec<&Edition> {
        let mut missing: Vec<&Edition> = Vec::new();
        for edition in self.assessments.iter().map(|carried| &carried.assessment.rubric) {
            let is_known = missing.iter().any(|known| known.digest == edition.digest);
            if !is_known && !self.rubrics.contains_key(&edition.digest) {
                missing.push(edition);
            }
        }
        missing
    }

    /// Takes a rubric along, given its JSON.
    pub fn add_rubric(&mut self, copy: String) {
        self.rubrics.insert(json::digest(&copy), copy);
    }

    /// Leaves out what is the person's alone: evidence, how sure they were, and the hours that steps took.
    #[must_use]
    pub fn redacted(mut self) -> Self {
        for carried in &mut self.assessments {
            redact(&mut carried.assessment);
        }
        for tick in self.plans.iter_mut().flat_map(|plans| &mut plans.ticks) {
            tick.hours = None;
        }
        self
    }
}

fn redact(assessment: &mut Assessment) {
    for rating in assessment.ratings.values_mut() {
        (rating.evidence, rating.confidence) = (None, None);
    }
}

/// The assessments of a listing, as they are carried.
fn carried(listing: Listing) -> Vec<Carried> {
    let carried = |entry: super::Entry| Carried { id: Some(entry.id), assessment: entry.assessment };
    listing.entries.into_iter().map(carried).collect()
}
