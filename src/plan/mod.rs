//! Floor 4: in which order to close the gaps.
//!
//! A step raises one skill by one level. Which steps there are follows from the requirements that are surely not met
//! (`climb`), the members chosen for groups (`members`) and the prerequisites of the levels still to climb; what
//! each gains (`gain`) and takes decides the order (`order`), the pace lays them on days (`schedule`), and a
//! deadline leaves out those that are worth least (`deadline`).
//!
//! Nothing here can fail, and nothing knows what day it is.

mod budget;
mod climb;
#[cfg_attr(not(test), expect(dead_code, reason = "the way to being ready will be planned with it"))]
mod cover;
mod deadline;
mod gain;
mod hours;
mod id;
mod members;
mod order;
mod projects;
mod ready;
mod reason;
mod schedule;
mod step;
mod sync;
mod tick;

use jiff::civil::Date;
use num_rational::Ratio;

use crate::rubric::{Hours, Rubric, Share, SkillIx, Subject, TargetIx};
use crate::score::{Scorecard, Verdict};

pub use deadline::{Deadline, LeftOut};
pub use hours::{Habit, HoursRange, Took};
pub(crate) use hours::{STEP, TENTH};
pub use id::StepId;
pub use projects::Proposal;
pub use ready::{Ready, until_ready};
pub use reason::Reason;
pub use step::Step;
pub use sync::ticked_in;
pub use tick::{Done, Hidden, Tick, TickKind, settled};

use schedule::Calendar;
use step::Climbs;

/// What a person wants of the plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wishes {
    /// The pace, above 0; less than a quarter of an hour counts as that.
    pub hours_per_week: Hours,
    /// The first day.
    pub start: Date,
    /// The day by which as much as possible should be reached.
    pub by: Option<Date>,
    /// Group members to choose, the most wanted first; any other skill is ignored.
    pub prefer: Vec<SkillIx>,
    /// Whether requirements that missing answers leave open are planned too, from the lowest possible levels.
    pub assume_lowest: bool,
    /// Any days of the weeks, Monday to Sunday, in which nothing is done.
    pub skip_weeks: Vec<Date>,
    /// Steps of which it is known how long they took, whenever they were done: they teach how far to trust the hours.
    pub took: Vec<Took>,
    /// Steps done or skipped, at most one each, without those that an assessment has settled ([`settled`]).
    pub ticks: Vec<Tick>,
}

impl Wishes {
    /// Nothing special, at five hours a week.
    pub const fn from(start: Date) -> Self {
        Self {
            hours_per_week: Hours::from_quarters(20),
            start,
            by: None,
            prefer: Vec::new(),
            assume_lowest: false,
            skip_weeks: Vec::new(),
            took: Vec::new(),
            ticks: Vec::new(),
        }
    }
}

/// A skill that should be answered before it is planned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unanswered {
    /// The skill.
    pub skill: SkillIx,
    /// The open requirement that it belongs to; the one that misses most, if there are several.
    pub requirement: Subject,
    /// What that requirement misses at the least, as a share of the whole: its points are 100 times this.
    pub missing: Share,
}

/// The steps that lead to a target, in order and on days.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// The target.
    pub target: TargetIx,
    /// The first day.
    pub start: Date,
    /// The pace.
    pub hours_per_week: Hours,
    /// The Mondays of the weeks in which nothing is done, in order.
    pub skipped_weeks: Vec<Date>,
    /// The skills to answer first, those of the requirement that misses most before others.
    pub answer_first: Vec<Unanswered>,
    /// The steps, first to last.
    pub steps: Vec<Step>,
    /// Steps ticked as done, in the order of the ticks.
    pub done: Vec<Done>,
    /// Steps skipped, and those that need them; in the rubric's order.
    pub hidden: Vec<Hidden>,
    /// The hours of all steps, those that a deadline leaves out included; done and hidden ones are not.
    pub total_hours: Hours,
    /// What these hours may really take.
    pub hours_range: HoursRange,
    /// What the person takes as a multiple of estimates.
    pub habit: Habit,
    /// The days between which all of it, what a deadline leaves out included, will be done four times in five; none if
    /// there is nothing to do.
    pub finish: Option<(Date, Date)>,
    /// When the target is reached, if these steps reach it.
    pub ready: Option<Ready>,
    /// `Σ gain·finish hour` over the steps.
    pub cost: Share,
    /// How far the cost can be above the least possible one, as a fraction of that; 0 if it is proved least.
    pub optimality_gap: Share,
    /// Projects that raise planned skills, those that save most hours first.
    pub projects: Vec<Proposal>,
    /// What the deadline allows, if there is one.
    pub deadline: Option<Deadline>,
}

/// Plans the way from where the scorecard stands to its target.
pub fn plan(rubric: &Rubric, scorecard: &Scorecard, wishes: &Wishes) -> Plan {
    let climbs = Climbs::of(rubric, scorecard, wishes);
    let tick::Ticked { done, hidden, open } = tick::apply(rubric, scorecard, &climbs, &wishes.ticks);
    let calendar = Calendar::of(wishes.start, wishes.hours_per_week, &wishes.skip_weeks);
    let (kept, deadline) = match wishes.by {
        Some(by) => {
            let (kept, deadline) = deadline::meet(&climbs, &open, scorecard, &calendar, by);
            (kept, Some(deadline))
        }
        None => (open.clone(), None),
    };
    let ordered = climbs.order(&kept);
    let steps = step::schedule(&climbs, &ordered.order, &calendar);
    let hours = || open.iter().map(|&at| climbs.all[at].hours);
    let habit = Habit::learned(&wishes.took);
    let hours_range = HoursRange::of(hours(), habit);
    let finish = (!open.is_empty()).then(|| calendar.finish(hours_range));
    let mut plan = Plan {
        target: scorecard.target,
        start: wishes.start,
        hours_per_week: wishes.hours_per_week,
        answer_first: if wishes.assume_lowest { Vec::new() } else { answer_first(rubric, scorecard) },
        projects: projects::propose(rubric, &steps),
        skipped_weeks: calendar.skipped.iter().copied().collect(),
        ready: None,
        steps,
        done,
        hidden,
        total_hours: hours().sum(),
        hours_range,
        habit,
        finish,
        cost: ordered.cost,
        optimality_gap: ordered.gap,
        deadline,
    };
    plan.ready = until_ready(rubric, scorecard, &plan).map(|steps| {
        let hours = plan.steps[..steps].iter().map(|step| step.hours);
        Ready {
            steps,
            between: (steps > 0).then(|| calendar.finish(HoursRange::of(hours, habit))),
            with_ticks: steps == 0 && scorecard.verdict != Verdict::Ready,
        }
    });
    plan
}

fn answer_first(rubric: &Rubric, scorecard: &Scorecard) -> Vec<Unanswered> {
    let mut first: Vec<Unanswered> = Vec::new();
    for scored in scorecard.open() {
        for skill in scorecard.unanswered(rubric, &scored.requirement) {
            if first.iter().all(|known| known.skill != skill) {
                first.push(Unanswered { skill, requirement: scored.requirement.subject, missing: scored.missing });
            }
        }
    }
    first
}

/// The weight of all requirements that apply.
fn weights(scorecard: &Scorecard) -> i128 {
    let applies = scorecard.requirements.iter().filter(|scored| scored.attainment.is_some());
    applies.map(|scored| i128::from(scored.requirement.weight)).sum()
}

fn sum(gains: impl Iterator<Item = Share>) -> Share {
    gains.fold(Ratio::from_integer(0), |sum, gain| sum + gain)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
