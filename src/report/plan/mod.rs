//! The learning plan: what to learn, in which order, when, and how it shows that it is done.

mod build;
mod csv;
mod deadline;
mod html;
mod ics;
mod json;
mod markdown;
mod settings;
mod taskwarrior;
mod terminal;
mod todotxt;
mod weeks;
mod words;

use jiff::civil::Date;
use num_rational::Ratio;

use super::gap::Extent;
use super::number::Tenths;
use super::way::Way;
use super::{Given, Name, name};
use crate::assessment::Edition;
use crate::plan::{HoursRange, Plan};
use crate::rubric::{Hours, Rubric, Share};
use crate::score::{Scorecard, Span};

pub use build::plan_report;
pub use csv::sheet;
pub use html::html;
pub(super) use html::in_short;
pub use ics::{Entries, ics};
pub(super) use json::RangeJson;
#[cfg(test)]
pub(super) use json::Written;
pub use json::json;
pub use markdown::markdown;
pub use settings::{Kept, kept_terminal};
pub use taskwarrior::taskwarrior;
pub use terminal::terminal;
pub use todotxt::todotxt;
pub use weeks::Week;

/// What a plan report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The rubric that the answers are judged by.
    pub rubric: &'a Rubric,
    /// Which edition of it that is.
    pub edition: &'a Edition,
    /// The day of the assessment.
    pub on: Date,
    /// What the answers make of the target.
    pub scorecard: &'a Scorecard,
    /// The plan made from it.
    pub plan: &'a Plan,
    /// How many steps the terminal shows.
    pub extent: Extent,
    /// What the command line named.
    pub given: &'a Given,
}

/// A plan report, decided: steps in their order, words, exact figures.
#[derive(Clone, PartialEq, Debug)]
pub struct PlanReport {
    /// What proposed commands name.
    pub(super) given: Given,
    /// The rubric it was judged by.
    pub edition: Edition,
    /// The day of the assessment.
    pub on: Date,
    /// The target.
    pub target: Name,
    /// The first day.
    pub start: Date,
    /// By how many weeks it is moved, because what should have ended has not.
    pub moved: u32,
    /// What the person takes as a multiple of estimates.
    pub pace_factor: f64,
    /// The pace.
    pub hours_per_week: Hours,
    /// The Mondays of the weeks in which nothing is done.
    pub skipped_weeks: Vec<Date>,
    /// Readiness now; none if nothing applies.
    pub readiness: Option<Span>,
    /// Its low end with the gains of all steps shown here; none if there is no readiness.
    pub after: Option<Share>,
    /// The skills to answer first.
    pub answer_first: Vec<Name>,
    /// The skills to answer first, in a sentence.
    pub answer_words: Option<String>,
    /// The steps, first to last.
    pub steps: Vec<Step>,
    /// The steps by the week.
    pub weeks: Vec<Week>,
    /// How many steps the terminal shows, to the end of a week.
    pub shown: usize,
    /// Steps ticked as done and not rated yet.
    pub done: Vec<Done>,
    /// Those of them that stand in the plan, each with how many of the steps to come stand before it.
    pub(super) passed: Vec<(usize, Step)>,
    /// The steps done and to come by the week.
    pub(super) weeks_begun: Vec<Week>,
    /// What those gain once they are rated.
    pub(super) held: Share,
    /// Steps skipped, and those that need them.
    pub hidden: Vec<Hidden>,
    /// The hours of all steps, those left out included.
    pub total_hours: Hours,
    /// What these may really take.
    pub hours_range: HoursRange,
    /// The days between which all of it will be done.
    pub finish: Option<(Date, Date)>,
    /// The way to ready.
    pub way: Way,
    /// `Σ gain·finish hour`.
    pub cost: Share,
    /// How far the cost can be above the least possible one.
    pub optimality_gap: Share,
    /// How far it is, in sentences.
    pub figures: Vec<String>,
    /// How sure all this is, in sentences.
    pub sure: Vec<String>,
    /// Projects that raise planned skills.
    pub projects: Vec<Project>,
    /// The projects as they would be proposed if nothing of the plan were done.
    pub(super) projects_begun: Vec<Project>,
    /// What the deadline allows, if there is one.
    pub deadline: Option<Deadline>,
}

/// A step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// For example `sql@3`.
    pub id: String,
    /// The skill.
    pub skill: Name,
    /// The area of the skill.
    pub area: Name,
    /// The level that it leads to.
    pub to: u8,
    /// The level with its name.
    pub level: String,
    /// The level before, with its name.
    pub from: String,
    /// Typical hours.
    pub hours: Hours,
    /// What it adds to readiness.
    pub gain: Share,
    /// Its gain in points as they are printed.
    pub(super) points: Tenths,
    /// The steps that come before.
    pub after: Vec<String>,
    /// Whether the skill is unanswered, so that the step may be done already.
    pub assumed: bool,
    /// The hours of the steps before it.
    pub start_hour: Hours,
    /// The hours of the steps before it and its own.
    pub finish_hour: Hours,
    /// The day on which it begins.
    pub starts: Date,
    /// The day on which its hours are done.
    pub worked: Date,
    /// The day on which it ends: later than that where it takes more weeks than its hours do.
    pub ends: Date,
    /// The weeks of the plan in which it is worked at, first and last.
    pub weeks: (u32, u32),
    /// The weeks that it takes at the least; 0 without such a bound.
    pub least_weeks: u32,
    /// The id of the rung or target that it leads to; none if one is ready without it.
    pub way: Option<String>,
    /// Whether an essential requirement of that needs it.
    pub is_essential: bool,
    /// Why it is there, in words.
    pub reason: String,
    /// What there is to say of it in few words; none if the target simply asks for it.
    pub remark: Option<String>,
    /// What a person at its level can be seen to do; it may have several lines.
    pub anchor: String,
    /// What shows that it is done.
    pub practice: Option<String>,
    /// Things to learn it from.
    pub resources: Vec<Resource>,
}

/// The steps done and to come in the order of the plan, and whether each is done.
fn in_order<'s>(passed: &'s [(usize, Step)], steps: &'s [Step]) -> impl Iterator<Item = (&'s Step, bool)> {
    let at = |before: usize| passed.iter().filter(move |(place, _)| *place == before).map(|(_, step)| (step, true));
    (0..=steps.len()).flat_map(move |before| at(before).chain(steps.get(before).map(|step| (step, false))))
}

/// How soon a step comes: in which third of the plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Urgency {
    /// Among the first.
    High,
    /// In the middle.
    Medium,
    /// Among the last.
    Low,
}

impl PlanReport {
    /// The day of the last change that the plan was made after: the assessment's, or that of a later tick.
    pub fn revised(&self) -> Date {
        let done = self.done.iter().map(|done| done.on);
        let skipped = self.hidden.iter().filter_map(|hidden| hidden.skipped);
        done.chain(skipped).fold(self.on, Date::max)
    }

    /// How soon the step at a position comes.
    fn urgency(&self, at: usize) -> Urgency {
        match 3 * at / self.steps.len().max(1) {
            0 => Urgency::High,
            1 => Urgency::Medium,
            _ => Urgency::Low,
        }
    }

    /// The plan without what only its owner should see: the hours that steps took.
    #[must_use]
    pub fn redacted(mut self) -> Self {
        self.done.iter_mut().for_each(|done| done.hours = None);
        self
    }
}

impl Step {
    /// The step as a task: `SQL, 3 Independent: Write …`.
    fn task(&self) -> String {
        format!("{}: {}", self.title(), self.practice.clone().unwrap_or_else(|| self.goal()))
    }

    /// The anchor on one line.
    fn goal(&self) -> String {
        name::one_line(&self.anchor)
    }

    /// The step in words: `SQL, 3 Independent`.
    pub fn title(&self) -> String {
        format!("{}, {}", self.skill.title, self.level)
    }
}

/// Something to learn from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resource {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// For example `docs`, `book`.
    pub kind: Option<String>,
    /// For example `free`.
    pub cost: Option<String>,
}

/// A step ticked as done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    /// For example `sql@3`.
    pub id: String,
    /// The step in words: `SQL, 3 Independent`.
    pub title: String,
    /// The day on which it was ticked.
    pub on: Date,
    /// The hours that it took, if that was said.
    pub hours: Option<Hours>,
    /// What it adds to readiness once it is rated.
    pub gain: Share,
}

/// A step that was skipped or needs one that was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hidden {
    /// For example `sql@3`.
    pub id: String,
    /// The step in words.
    pub title: String,
    /// The day on which it was skipped; none if it only needs a skipped one.
    pub skipped: Option<Date>,
}

/// Portfolio work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Project {
    /// The project.
    pub name: Name,
    /// What it is.
    pub summary: Option<String>,
    /// The steps that it leads through.
    pub raises: Vec<String>,
    /// Typical hours for the whole of it.
    pub hours: Hours,
    /// What the steps take one by one.
    pub hours_alone: Hours,
    /// What the project spares; none if it takes as long or longer.
    pub hours_saved: Hours,
}

/// What a deadline allows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deadline {
    /// The last day.
    pub by: Date,
    /// Whether everything fits.
    pub fits: bool,
    /// The steps for which there is no time, with their titles and gains.
    pub left_out: Vec<LeftOut>,
    /// The hours that are missing.
    pub hours_missing: Ratio<i128>,
    /// The pace at which everything would fit.
    pub hours_per_week_needed: Option<Ratio<i128>>,
    /// The low readiness with the gains of the steps that fit.
    pub readiness: Option<Share>,
    /// Whether one is ready with the steps that fit; none if answers are missing for that.
    pub ready_by: Option<bool>,
    /// The hours of the way to ready that are missing.
    pub ready_hours_missing: Option<Ratio<i128>>,
    /// The pace at which the way to ready would fit.
    pub ready_hours_per_week_needed: Option<Ratio<i128>>,
    /// All of that in sentences.
    pub words: Vec<String>,
}

/// A step for which there is no time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// For example `sql@3`.
    pub id: String,
    /// The step in words.
    pub title: String,
    /// Typical hours.
    pub hours: Hours,
    /// What it would add to readiness.
    pub gain: Share,
    /// Whether no pace would do, because of the weeks that it takes.
    pub is_too_long: bool,
    /// Its gain in points as they are printed.
    pub(super) points: Tenths,
}
