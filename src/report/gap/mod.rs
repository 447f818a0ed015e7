//! The gap report: where one stands for a target, what is missing most, and where to start.

mod build;
mod closing;
mod csv;
mod json;
mod markdown;
mod required;
mod start;
mod sure;
mod tables;
mod terminal;
mod words;

use jiff::civil::Date;

use super::number::Tenths;
use super::way::Way;
use super::{Given, Name};
use crate::assessment::{Assessment, Edition};
use crate::rubric::{Level, Rubric, Share};
use crate::score::estimate::Estimate;
use crate::score::{Bounds, Counts, Placement, Scorecard, Sensitivity, Span, Standing, Verdict};

pub use build::gap_report;
pub(super) use build::{said, you};
pub use closing::closing;
pub use csv::sheet;
#[cfg(test)]
pub(super) use json::Written;
pub use json::json;
pub(super) use json::{MemberJson, word, written};
pub use markdown::markdown;
pub use terminal::terminal;
pub(super) use words::readiness;

/// What a gap report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The rubric that the answers are judged by.
    pub rubric: &'a Rubric,
    /// Which edition of it that is.
    pub edition: &'a Edition,
    /// The answers, and their day.
    pub assessment: &'a Assessment,
    /// What they make of the target.
    pub scorecard: &'a Scorecard,
    /// Where they stand on the ladder.
    pub placement: Placement,
    /// The day by which ratings are old or not: the day it is, or that of the assessment if it is looked back at.
    pub today: Date,
    /// An earlier assessment to compare with.
    pub before: Option<Before>,
    /// The way to ready, whose first step is where to start.
    pub way: &'a Way,
    /// How many gaps the terminal shows.
    pub extent: Extent,
    /// What the command line named.
    pub given: &'a Given,
}

/// How readiness was at an earlier assessment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Before {
    /// Its day.
    pub on: Date,
    /// Its low readiness, by the same rubric and target.
    pub low: Share,
}

/// How much of a long list is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Extent {
    /// What matters most.
    #[default]
    Largest,
    /// Everything.
    All,
}

/// A gap report, decided: rows in their order, words, exact figures.
#[derive(Clone, PartialEq, Debug)]
pub struct GapReport {
    /// What proposed commands name.
    pub(super) given: Given,
    /// The rubric it was judged by.
    pub edition: Edition,
    /// The day of the assessment.
    pub on: Date,
    /// The target.
    pub target: Name,
    /// Self-rated readiness; none if nothing applies.
    pub readiness: Option<Span>,
    /// What it would probably be if everything were answered; none where no answer is missing.
    pub estimate: Option<Estimate>,
    /// How it moved since the assessment before: `11 up since 2026-08-20`.
    pub since: Option<String>,
    /// Whether the target is in reach.
    pub verdict: Verdict,
    /// That as sentences with what fails or what is asked.
    pub verdict_words: String,
    /// That without what evidence has to do with it: as sentences, and in a few words.
    unbacked: [String; 2],
    /// Whether the readiness that decides it is within six points of what is asked.
    pub narrow: bool,
    /// Whether it is ready without evidence for anything that has a floor; none if the report is redacted.
    pub by_own_word: Option<bool>,
    /// The requirements with a floor that the person says do not apply.
    pub floors_left_out: Vec<Name>,
    /// The skills whose answers would decide it.
    pub ask: Vec<Name>,
    /// The highest target of the ladder that is reached.
    pub placement: Option<Name>,
    /// The one above.
    pub next: Option<Name>,
    /// That as a sentence; none for a rubric without a ladder.
    pub ladder_words: Option<String>,
    /// How many of the target's skills were answered.
    pub counts: Counts,
    /// One row for each requirement, in the target's order.
    pub rows: Vec<Row>,
    /// The rows that are gaps, the one that costs most first, as positions in `rows`.
    pub gaps: Vec<usize>,
    /// The rows that are open, the one that is worth most first, as positions in `rows`.
    pub open: Vec<usize>,
    /// How many gaps the terminal shows.
    pub shown: usize,
    /// How many open requirements the terminal shows.
    pub open_shown: usize,
    /// What all open requirements together may be worth.
    pub open_worth: Tenths,
    /// Readiness by area, in the rubric's order.
    pub areas: Vec<(Name, Span)>,
    /// Skills rated above what is required.
    pub strengths: Vec<Strength>,
    /// Answers that contradict each other.
    pub contradictions: Vec<Contradicted>,
    /// Skills whose rating, one level off, would change the verdict.
    pub fragile: Vec<Name>,
    /// Readiness under other weights; none if nothing applies.
    pub sensitivity: Option<Sensitivity>,
    /// What the ratings rest on; none if the report is redacted.
    pub backing: Option<Backing>,
    /// Skills whose level is held only with an AI assistant's help; none if the report is redacted.
    pub with_ai: Vec<Name>,
    /// Ratings that are old.
    pub stale: Stale,
    /// The way to ready, if a plan was made.
    pub way: Way,
    /// Where to start.
    pub start: Start,
    /// How sure all this is, in sentences.
    pub sure: Vec<String>,
    /// How it was computed, with figures of this report, a line each.
    pub formula: Vec<String>,
    /// Every skill of the rubric, by area.
    pub skills: Vec<SkillRow>,
    /// Whether what only its owner should see was left out.
    pub is_redacted: bool,
    widths: Widths,
}

/// A requirement with what the answers make of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// The skill or group.
    pub name: Name,
    /// The area it is shown in.
    pub area: Name,
    /// What was said of it.
    pub state: State,
    /// The members of a group; empty for a skill.
    pub members: Vec<Member>,
    /// How many members count.
    pub choose: usize,
    /// The level that is required.
    pub required: Level,
    /// Its weight.
    pub weight: u32,
    /// Whether the role is out of reach without it.
    pub essential: bool,
    /// The level below which it alone keeps a person from being ready.
    pub floor: Level,
    /// Whether it stands there: surely, surely not, or unknown; none too where it dropped out.
    pub floor_met: Option<bool>,
    /// What it asks at the least, in words: `essential`, `at least 1`, or nothing.
    pub(super) least: String,
    /// Whether a rating that counts for it is old enough to be asked again.
    pub is_old: bool,
    /// The level that was said, if one was.
    pub rating: Option<Level>,
    /// What other answers say of an unanswered skill.
    pub implied: Option<Bounds>,
    /// How much of it is attained; none if it dropped out.
    pub attainment: Option<Span>,
    /// Levels that are surely missing.
    pub gap: u32,
    /// What is missing at the least, as a share of readiness.
    pub missing: Share,
    /// That as it is printed: so rounded that all of them and readiness make 100.
    pub points: Tenths,
    /// How it stands.
    pub standing: Standing,
    /// What the person has, in words.
    pub you: String,
    /// The level that is required, in words.
    pub asked: String,
    /// The levels that are missing, in words.
    pub levels: String,
}

/// A member of a group.
#[derive(Clone, PartialEq, Debug)]
pub struct Member {
    /// The skill.
    pub name: Name,
    /// What was said of it.
    pub state: State,
    /// The level that was said, if one was.
    pub rating: Option<Level>,
    /// What other answers say of it, if it is unanswered.
    pub implied: Option<Bounds>,
    /// Whether it is one of the best, which count.
    pub counted: bool,
}

/// What was said of a requirement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// A level.
    Rated,
    /// Nothing.
    Unanswered,
    /// That it does not apply.
    NotApplicable,
    /// It is a group: see its members.
    Group,
}

/// A skill rated above what the target asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Strength {
    /// The skill.
    pub name: Name,
    /// The level, in words.
    pub you: String,
    /// The level that is asked.
    pub asked: Level,
}

/// A prerequisite that the answers break.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contradicted {
    /// The skill that needs something.
    pub skill: Name,
    /// What was said of it.
    pub rating: Option<Level>,
    /// The level of it that needs something.
    pub level: Level,
    /// The skill that it needs.
    pub requires: Name,
    /// The level of that skill.
    pub at: Level,
    /// What was said of that skill.
    pub stated: Option<Level>,
    /// That as a sentence.
    pub words: String,
    /// Whether it is the one to tell: of a pair of skills only that of the highest level is.
    pub is_main: bool,
}

/// What the ratings of the target's skills rest on: how many of them say so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Backing {
    /// Have evidence.
    pub evidence: usize,
    /// Are said to be sure.
    pub sure: usize,
    /// Are said to be fairly sure.
    pub fairly: usize,
    /// Are said to be guesses.
    pub guess: usize,
}

/// Ratings of the target's skills that are old enough to be asked again. They count as they are.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stale {
    /// The skills, in the rubric's order.
    pub skills: Vec<Name>,
    /// Readiness if each of them had slipped one level; none if nothing applies.
    pub readiness: Option<Span>,
}

/// Where to start.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Start {
    /// The skill, if it is one to learn.
    pub skill: Option<Name>,
    /// What to do: `Docker, from 1 Aware to 3 Independent`.
    pub what: String,
    /// Labels and sentences: why, the first step, the practice.
    pub details: Vec<(&'static str, String)>,
}

/// A skill of the rubric in the list of all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SkillRow {
    /// The skill.
    pub name: Name,
    /// Its area.
    pub area: Name,
    /// What was said of it, in words.
    pub you: String,
    /// What the target asks of it, in words; empty if nothing.
    pub asked: String,
    /// The day on which it was really said; none if nothing was.
    pub on: Option<Date>,
    /// What the person points to.
    pub evidence: String,
}

/// Widths of columns in Markdown, from the rubric alone, so that one changed answer changes one line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Widths {
    title: usize,
    area: usize,
    level: usize,
    skill_state: usize,
    state: usize,
}

impl GapReport {
    /// The report without what only its owner should see: evidence, how sure the person was, and with which help.
    #[must_use]
    pub fn redacted(mut self) -> Self {
        self.skills.iter_mut().for_each(|skill| skill.evidence.clear());
        let only_with_ai = sure::only_with_ai(&std::mem::take(&mut self.with_ai));
        self.sure.retain(|sentence| Some(sentence) != only_with_ai.as_ref());
        self.by_own_word = None;
        self.verdict_words.clone_from(&self.unbacked[0]);
        if let Some(backing) = self.backing.take() {
            let with = sure::opinion(self.counts.answered, Some(backing));
            let without = sure::opinion(self.counts.answered, None);
            self.sure
                .iter_mut()
                .filter(|sentence| **sentence == with)
                .for_each(|sentence| sentence.clone_from(&without));
        }
        self.is_redacted = true;
        self
    }

    /// The verdict in a few words, without what evidence has to do with it.
    pub(super) fn unbacked_brief(&self) -> &str {
        &self.unbacked[1]
    }

    /// The gaps, the one that costs most first.
    pub fn gap_rows(&self) -> impl ExactSizeIterator<Item = &Row> {
        self.gaps.iter().map(|at| &self.rows[*at])
    }

    /// The contradictions to tell.
    pub fn main_contradictions(&self) -> impl Iterator<Item = &Contradicted> {
        self.contradictions.iter().filter(|broken| broken.is_main)
    }

    /// The open requirements, the one that is worth most first.
    pub fn open_rows(&self) -> impl ExactSizeIterator<Item = &Row> {
        self.open.iter().map(|at| &self.rows[*at])
    }
}
