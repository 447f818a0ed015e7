//! Puts the plan together: the steps of a course on their days, and what is told of them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use num_rational::Ratio;

use super::course::{Course, Land};
use super::deadline::{self, Deadline, Time};
use super::hours::{Factor, Habit, HoursRange};
use super::ready::{Barrier, Milestone, More, Ready};
use super::rung::Case;
use super::schedule::{Calendar, Days};
use super::sequence::{Part, Sequence, measured, sequence};
use super::step::{Step, dependents, reason};
use super::timeline::{Laid, Timeline};
use super::{Plan, Unanswered, Wishes, projects};
use crate::rubric::{Hours, Rubric, Share, SkillIx};
use crate::score::{Scorecard, Verdict};

/// What a plan is put together from.
pub(super) struct Planner<'a> {
    pub(super) rubric: &'a Rubric,
    pub(super) scorecard: &'a Scorecard,
    pub(super) wishes: &'a Wishes,
    pub(super) land: Land<'a>,
    pub(super) course: Course,
    pub(super) timeline: Timeline<'a>,
    pub(super) habit: Habit,
}

/// The steps that stay, in their order, with the days of all that is laid for them.
struct Kept {
    /// Positions of the steps to come.
    order: Vec<usize>,
    /// These and the steps done among which they are laid.
    laid_order: Vec<usize>,
    known: Sequence,
}

impl Planner<'_> {
    pub(super) fn plan(self) -> Plan {
        let Self { rubric, scorecard, wishes, land, course, timeline, habit } = &self;
        let (climbs, ticked) = (land.climbs, timeline.ticked);
        let open = self.open(&course.sequence.order);
        let (kept, deadline) = self.kept(&open);
        let laid = timeline.lay(&kept.laid_order, |_| timeline.factor);
        let moved = timeline.moved(&kept.laid_order, &laid);
        let steps = self.steps(&kept, &laid, &timeline.calendar.moved(moved));
        let hours_range = HoursRange::of(open.iter().map(|&at| climbs.all[at].hours), *habit);
        let ready = self.ready(&kept, moved);
        Plan {
            target: scorecard.target,
            start: wishes.start,
            moved,
            hours_per_week: wishes.hours_per_week,
            skipped_weeks: timeline.calendar.skipped.iter().copied().collect(),
            preferred: wishes.prefer.clone(),
            answer_first: if wishes.assume_lowest { Vec::new() } else { answer_first(rubric, scorecard) },
            projects: projects::propose(rubric, &steps),
            done: ticked.done.clone(),
            hidden: ticked.hidden(climbs),
            total_hours: climbs.hours(&open),
            hours_range,
            habit: *habit,
            finish: self.between(&open, moved),
            barriers: self.barriers(),
            milestones: self.milestones(&kept.order),
            because: kept.order.first().map(|&first| course.because(land, first)),
            cost: self.cost(&kept.order),
            optimality_gap: kept.known.gap(),
            ready,
            steps,
            deadline,
        }
    }

    fn is_done(&self, at: usize) -> bool {
        self.timeline.ticked.is_done[at]
    }

    fn open(&self, some: &[usize]) -> Vec<usize> {
        some.iter().copied().filter(|&at| !self.is_done(at)).collect()
    }

    /// The steps that are not left out.
    fn kept(&self, open: &[usize]) -> (Kept, Option<Deadline>) {
        let Self { scorecard, wishes, land, course, timeline, .. } = self;
        let whole = || {
            let order = &course.sequence.order;
            let known = if open.len() == order.len() {
                course.sequence.clone()
            } else {
                measured(land.climbs, land.rungs, &course.parts, open)
            };
            Kept { order: open.to_vec(), laid_order: order.clone(), known }
        };
        let Some(by) = wishes.by else { return (whole(), None) };
        let days = timeline.calendar.days(wishes.start.max(wishes.today), by);
        let (hours, factor, begun) = (timeline.calendar.budget(days), timeline.factor, self.begun());
        let time = Time { by, days, hours, factor, begun };
        let is_done: Vec<_> = (0..land.climbs.all.len()).map(|at| self.is_done(at) || course.held[at]).collect();
        let (kept, deadline) = deadline::meet(land, course, open, &is_done, scorecard, &time);
        if kept.len() == open.len() {
            return (whole(), Some(deadline));
        }
        let is_kept = land.climbs.are_among(&kept);
        let of_part = |part: &Part| {
            let steps = part.steps.iter().copied().filter(|at| is_kept[*at]).collect();
            Part { rung: part.rung, steps }
        };
        let parts: Vec<_> = course.parts.iter().map(of_part).collect();
        let known = sequence(land.climbs, land.rungs, &parts, None);
        (Kept { order: known.order.clone(), laid_order: known.order.clone(), known }, Some(deadline))
    }

    /// The days since each step of the course was begun, by the days on which the whole course is laid.
    fn begun(&self) -> Vec<i128> {
        let Self { wishes, course, timeline, .. } = self;
        let order = &course.sequence.order;
        let laid = timeline.lay(order, |_| timeline.factor);
        let calendar = timeline.calendar.moved(timeline.moved(order, &laid));
        let mut begun = vec![0; self.land.climbs.all.len()];
        for (&at, days) in order.iter().zip(&laid.order) {
            begun[at] = i128::from((wishes.today - calendar.day(days.starts)).get_days()).max(0);
        }
        begun
    }

    fn steps(&self, kept: &Kept, laid: &Laid, calendar: &Calendar) -> Vec<Step> {
        let climbs = self.land.climbs;
        let ways = self.course.ways(&self.land);
        let dependents = dependents(climbs, &kept.order);
        let days = kept.laid_order.iter().zip(&laid.order).filter(|(at, _)| !self.is_done(**at));
        let week = |day: i128| u32::try_from(day / 7 + 1).unwrap_or(u32::MAX);
        let mut finish_hour = Hours::default();
        let is_planned = climbs.are_among(&kept.order);
        let step = |(&at, days): (&usize, &Days)| {
            let climb = &climbs.all[at];
            let start_hour = finish_hour;
            finish_hour = start_hour + climb.hours;
            let planned = climb.after.iter().filter(|needed| is_planned[**needed]);
            Step {
                id: climb.id,
                hours: climb.hours,
                weeks: climb.weeks,
                gain: climb.gain,
                way: ways[at],
                is_essential: self.course.is_essential[at],
                after: planned.map(|&needed| climbs.all[needed].id).collect(),
                assumed: climb.assumed,
                start_hour,
                finish_hour,
                starts: calendar.day(days.starts),
                worked: calendar.day(days.worked),
                ends: calendar.day(days.ends),
                first_week: week(days.starts),
                last_week: week(days.worked),
                serves: climb.serves.iter().map(|(requirement, _)| requirement.subject).collect(),
                why: reason(climbs, at, &dependents),
            }
        };
        days.map(step).collect()
    }

    /// The days between which all of some steps of the course will be done; none if there are none.
    fn between(&self, some: &[usize], moved: u32) -> Option<(Date, Date)> {
        let Self { land, course, timeline, habit, .. } = self;
        if some.is_empty() {
            return None;
        }
        let range = HoursRange::of(some.iter().map(|&at| land.climbs.all[at].hours), *habit);
        let (low, high) = range.factors(land.climbs.hours(some));
        let is_asked = land.climbs.are_among(some);
        let order = &course.sequence.order;
        let end = |factor: Factor| {
            let laid = timeline.lay(order, |_| factor).order;
            order.iter().zip(laid).filter(|(at, _)| is_asked[**at]).map(|(_, days)| days.ends).max().unwrap_or(0)
        };
        // where steps wait for others, more hours may end earlier
        let likely = end(timeline.factor);
        let calendar = timeline.calendar.moved(moved);
        Some((calendar.day(end(low).min(likely)), calendar.day(end(high).max(likely))))
    }

    fn ready(&self, kept: &Kept, moved: u32) -> Option<Ready> {
        let Self { scorecard, land, course, .. } = self;
        let case = course.case?;
        let way = self.open(&course.on_way().collect::<Vec<_>>());
        let among = land.climbs.are_among(&kept.order);
        let is_kept = way.iter().all(|at| among[*at]);
        let open = if case == Case::Open { self.unanswered(&self.reachable()) } else { Vec::new() };
        Some(Ready {
            steps: way.len(),
            hours: land.climbs.hours(&way),
            between: self.between(&way, moved).filter(|_| is_kept),
            gap: course.legs.last().map(|leg| leg.gap).unwrap_or_default(),
            with_ticks: scorecard.verdict != Verdict::Ready && self.timeline.ticked.is_done.contains(&true),
            more: if open.is_empty() && is_kept { self.more(&kept.order, way.len()) } else { None },
            open,
        })
    }

    /// What gives three points more right after so many steps, where one is ready by no more than noise then.
    fn more(&self, open: &[usize], way: usize) -> Option<More> {
        let (noise, wanted) = (Ratio::new(6, 100), Ratio::new(3, 100));
        let mut with: Vec<_> =
            (0..self.land.climbs.all.len()).map(|at| self.is_done(at) || self.course.held[at]).collect();
        open[..way].iter().for_each(|&at| with[at] = true);
        self.land.target().margin(&with).filter(|margin| *margin <= noise)?;
        let mut gained = Share::default();
        let mut hours = Hours::default();
        for (at, &step) in open[way..].iter().enumerate() {
            gained += self.land.target().gains[step];
            hours = hours + self.land.climbs.all[step].hours;
            if gained >= wanted {
                return Some(More { steps: at + 1, hours });
            }
        }
        None
    }

    fn milestones(&self, order: &[usize]) -> Vec<Milestone> {
        let mut milestones = Vec::new();
        let mut place = vec![None; self.land.climbs.all.len()];
        order.iter().enumerate().for_each(|(at, &step)| place[step] = Some(at + 1));
        let mut after = 0;
        for leg in &self.course.legs {
            let last =
                self.open(&leg.steps).iter().map(|at| place[*at]).try_fold(after, |last, at| Some(last.max(at?)));
            let Some(last) = last else { break };
            after = last;
            if after > 0 && !(leg.rung + 1 == self.land.rungs.len() && self.course.case == Some(Case::Open)) {
                let target = self.land.rungs[leg.rung].target;
                milestones.push(Milestone { target, after, hours: self.land.climbs.hours(&order[..after]) });
            }
        }
        milestones
    }

    /// What keeps the steps from leading to the target: missing answers, or skipped steps.
    fn barriers(&self) -> Vec<Barrier> {
        let Self { land, course, timeline, .. } = self;
        let open = |all: &[bool]| self.unanswered(all).into_iter().map(Barrier::Open).collect::<Vec<_>>();
        match course.case {
            Some(Case::Sure) => Vec::new(),
            Some(Case::Open) => open(&self.reachable()),
            None => {
                let held: Vec<_> = (0..land.climbs.all.len()).map(|at| self.is_done(at) || course.held[at]).collect();
                let Some((steps, case)) = land.unhidden(&held) else { return Vec::new() };
                let skipped = timeline.ticked.skipped(&steps).into_iter();
                let skipped = skipped.map(|at| Barrier::Skipped(land.climbs.all[at].id));
                let missing = if case == Case::Open { open(&vec![true; land.climbs.all.len()]) } else { Vec::new() };
                skipped.chain(missing).collect()
            }
        }
    }

    /// Which levels are held or can be climbed.
    fn reachable(&self) -> Vec<bool> {
        self.course.held.iter().zip(self.land.is_hidden).map(|(held, hidden)| *held || !hidden).collect()
    }

    /// The skills whose answers are missing where all of some levels can be had, in the rubric's order.
    fn unanswered(&self, all: &[bool]) -> Vec<SkillIx> {
        let in_the_way = self.land.target().in_the_way(all);
        let skills = in_the_way.flat_map(|requirement| self.scorecard.unanswered(self.rubric, &requirement));
        let skills: BTreeSet<_> = skills.collect();
        skills.into_iter().collect()
    }

    fn cost(&self, order: &[usize]) -> Share {
        let target = self.land.target();
        let mut finish = 0;
        let cost = |&at: &usize| {
            finish += i128::from(self.land.climbs.all[at].hours.quarters());
            finish * i128::from(target.weight(at))
        };
        let quarters = 4;
        Ratio::new(order.iter().map(cost).sum(), target.unit * quarters)
    }
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
