//! Floor 4: what to learn, in which order, when.
//!
//! A step raises one skill by one level. Which steps there are follows from the requirements that are surely not met
//! (`climb`), the members that stand for groups (`members`) and the prerequisites of the levels still to climb. A person
//! wants to be ready: the way there leads rung by rung (`rung`, `way`), each time through the fewest hours (`cover`); then
//! comes the rest (`course`). What each step gains (`gain`) and takes decides the order within these parts (`order`,
//! `sequence`); pace and ticks lay them on days (`schedule`, `timeline`), and a deadline leaves some out (`deadline`).
//!
//! Nothing here can fail, and nothing knows what day it is.

mod budget;
mod climb;
mod course;
mod cover;
mod deadline;
mod gain;
mod hours;
mod id;
mod members;
mod order;
mod planner;
mod projects;
mod ready;
mod reason;
mod rung;
mod schedule;
mod sequence;
mod step;
mod sync;
mod tick;
mod timeline;
mod way;

use jiff::civil::Date;

use crate::assessment::Answers;
use crate::rubric::{Hours, Rubric, Share, SkillIx, Subject, TargetIx, TargetKind};
use crate::score::{self, Scorecard};

pub use deadline::{Deadline, LeftOut};
pub use hours::{Factor, Habit, HoursRange, Took};
pub(crate) use hours::{STEP, TENTH};
pub use id::StepId;
pub use projects::Proposal;
pub use ready::{Barrier, Milestone, More, Ready};
pub use reason::{Because, Reason};
pub use step::Step;
pub use sync::{Boxes, TickedBox, boxes};
pub use tick::{Done, Hidden, Tick, TickKind, settled};

use climb::{Ground, needs};
use course::Land;
use planner::Planner;
use rung::Rung;
use schedule::Calendar;
use step::Climbs;
use timeline::Timeline;

/// What a person wants of the plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wishes {
    /// The pace, above 0; less than a quarter of an hour counts as that.
    pub hours_per_week: Hours,
    /// The first day.
    pub start: Date,
    /// Ticks from this day on count as work done since the start; earlier ones only take their steps out.
    pub since: Date,
    /// The day on which the plan is looked at.
    pub today: Date,
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
    /// The pace of somebody who names none: five hours a week.
    pub const USUAL: Hours = Hours::from_quarters(20);

    /// Nothing special, at the usual pace, looked at on the first day.
    pub const fn from(start: Date) -> Self {
        Self {
            hours_per_week: Self::USUAL,
            start,
            since: start,
            today: start,
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
    /// The first day, before the plan was moved.
    pub start: Date,
    /// By how many weeks the plan is moved, because what should have ended has not.
    pub moved: u32,
    /// The pace.
    pub hours_per_week: Hours,
    /// The Mondays of the weeks in which nothing is done, in order.
    pub skipped_weeks: Vec<Date>,
    /// The members of groups that the person prefers.
    pub preferred: Vec<SkillIx>,
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
    /// The way to the target; none if steps that it needs are skipped, or if nothing that it asks for applies.
    pub ready: Option<Ready>,
    /// What keeps the steps from leading to the target.
    pub barriers: Vec<Barrier>,
    /// The ends of the way to each rung and to the target, as far as they are in the plan.
    pub milestones: Vec<Milestone>,
    /// Why the first step is the first, if there is one.
    pub because: Option<Because>,
    /// `Σ gain·finish hour` over the steps, of the gains for the target.
    pub cost: Share,
    /// How far the parts of the plan, each from its own first hour and by the gains of its rung, can be above what they
    /// cost at the least, as a fraction of that; 0 if they are proved least.
    pub optimality_gap: Share,
    /// The steps done in the order of the plan, on the days that they had in it, each with how many of the steps to come
    /// stand before it. Those that the plan does not have any more are only in `done`.
    pub passed: Vec<(usize, Step)>,
    /// Projects that raise planned skills, those that save most hours first.
    pub projects: Vec<Proposal>,
    /// The projects as they would be proposed if nothing of the plan were done.
    pub projects_begun: Vec<Proposal>,
    /// What the deadline allows, if there is one.
    pub deadline: Option<Deadline>,
}

/// Plans the way from where the scorecard of these answers stands to its target.
pub fn plan(rubric: &Rubric, answers: &Answers, scorecard: &Scorecard, wishes: &Wishes) -> Plan {
    let ground = Ground::of(rubric, scorecard);
    let needs = needs(rubric, scorecard, wishes.assume_lowest);
    let members = members::choose(&ground, scorecard, &needs, &wishes.prefer);
    let tops = climb::tops(&ground, &members, &needs);
    let chosen: Vec<_> =
        needs.into_iter().map(|need| (members.for_need(&need), need)).map(|(of, need)| (need, of)).collect();
    let climbs = Climbs::of(&ground, scorecard, &members, &chosen, &tops);
    let target = Rung::target(&ground, scorecard, &climbs, &chosen);
    let below =
        |rung| Rung::below(rubric, &score::score(rubric, rung, answers), &climbs, &chosen, wishes.assume_lowest);
    let below: Vec<_> =
        if climbs.all.is_empty() { Vec::new() } else { rungs_below(rubric, scorecard.target).map(below).collect() };
    let rungs: Vec<_> = below.iter().chain([&target]).collect();
    let ticked = tick::apply(rubric, scorecard, &climbs, &wishes.ticks);
    let habit = Habit::learned(&wishes.took);
    let timeline = Timeline {
        climbs: &climbs,
        then: Timeline::factors(&ticked.done, &wishes.took),
        ticked: &ticked,
        calendar: Calendar::of(wishes.start, wishes.hours_per_week, &wishes.skip_weeks),
        since: wishes.since,
        today: wishes.today,
        factor: habit.factor(),
    };
    let land = Land { climbs: &climbs, rungs: &rungs, is_hidden: &ticked.is_hidden };
    Planner { rubric, scorecard, wishes, land, course: timeline.followed(&land), timeline, habit }.plan()
}

/// The rungs of the ladder that lead to a target, lowest first: those below it, or, of a target beside the ladder, those up
/// to the one that it starts from.
fn rungs_below(rubric: &Rubric, target: TargetIx) -> impl Iterator<Item = TargetIx> {
    let end = match rubric[target].kind {
        TargetKind::Ladder { rank } => Some(rank),
        TargetKind::Specialisation | TargetKind::Switch => {
            rubric[target].after.and_then(|after| rubric[after].rank()).map(|rank| rank.saturating_add(1))
        }
    };
    rubric.ladder().into_iter().filter(move |rung| rubric[*rung].rank() < end)
}

/// The weight of all requirements that apply.
fn weights(scorecard: &Scorecard) -> i128 {
    let applies = scorecard.requirements.iter().filter(|scored| scored.attainment.is_some());
    applies.map(|scored| i128::from(scored.requirement.weight)).sum()
}

#[cfg(test)]
mod dates;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
