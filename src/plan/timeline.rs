//! When the steps are worked at: what was ticked is work done, and what is late is moved by whole weeks.

use jiff::civil::Date;

use super::course::{Course, Land};
use super::hours::{Factor, Habit, Took};
use super::id::StepId;
use super::schedule::{Calendar, Days, Work};
use super::step::Climbs;
use super::tick::{Done, Ticked};
use crate::rubric::AreaIx;

/// What dates are counted from.
#[derive(Debug)]
pub(super) struct Timeline<'a> {
    pub(super) climbs: &'a Climbs,
    pub(super) ticked: &'a Ticked,
    pub(super) calendar: Calendar,
    /// Ticks from this day on count as work done.
    pub(super) since: Date,
    pub(super) today: Date,
    /// What the person takes as a multiple of estimates, as far as that is known today.
    pub(super) factor: Factor,
    /// The factor of each step done, as far as it was known before the day of its tick.
    pub(super) then: Vec<Factor>,
}

/// The days of some steps.
#[derive(Debug)]
pub(super) struct Laid {
    /// Of the steps done that were worked first.
    lead: Vec<Days>,
    /// Of the others, in their order.
    pub(super) order: Vec<Days>,
}

/// More often than this nobody leaves the plan; after that everything done counts as held at once.
const TURNS: usize = 4;

impl Timeline<'_> {
    /// The factors of the days of ticks: what is logged on a day or later moves no date before it.
    pub(super) fn factors(done: &[Done], took: &[Took]) -> Vec<Factor> {
        let then = |one: &Done| Habit::learned(took.iter().filter(|took| took.on < one.on)).factor();
        done.iter().map(then).collect()
    }

    /// The course that the person has followed so far. As long as steps are ticked in its order, it stands as it was without
    /// the ticks; when another step is ticked, all that is done by then counts as held, and a new course begins.
    pub(super) fn followed(&self, land: &Land<'_>) -> Course {
        let done = &self.ticked.done;
        let mut days: Vec<_> = done.iter().map(|one| one.on).collect();
        days.sort_unstable();
        days.dedup();
        let mut held = vec![false; self.climbs.all.len()];
        for one in done {
            let Some(at) = self.climbs.position(one.id) else { continue };
            let closed = self.climbs.closure([at]);
            let is_barred = closed.iter().zip(&self.ticked.is_hidden).any(|(needed, hidden)| *needed && *hidden);
            held[at] = one.on < self.since || is_barred;
        }
        for turn in 0..=TURNS {
            if turn == TURNS {
                held.clone_from(&self.ticked.is_done);
            }
            let course = land.course(held.clone(), self.last_area(&held));
            let orders = self.orders(&course);
            let left = |day: &Date| !self.is_begun(&course, &orders, *day);
            let Some(day) = days.iter().copied().find(left) else { return course };
            for one in done.iter().filter(|one| one.on <= day) {
                if let Some(at) = self.climbs.position(one.id) {
                    held[at] = true;
                }
            }
        }
        land.course(held.clone(), self.last_area(&held))
    }

    /// The area of the last of the held steps that was ticked.
    fn last_area(&self, held: &[bool]) -> Option<AreaIx> {
        let mut ticked: Vec<_> = self.ticked.done.iter().collect();
        ticked.sort_by_key(|one| one.on);
        let at = ticked.iter().rev().filter_map(|one| self.climbs.position(one.id)).find(|at| held[*at])?;
        Some(self.climbs.all[at].area)
    }

    /// The orders in which the steps of a course may be ticked: that of the plan, that in which they begin and that in which
    /// they end.
    fn orders(&self, course: &Course) -> Vec<Vec<usize>> {
        let order = course.sequence.order.clone();
        if order.iter().all(|&at| self.climbs.all[at].weeks == 0) {
            return vec![order];
        }
        let laid = self.lay(&order, |_| self.factor).order;
        let by = |day: fn(&Days) -> i128| {
            let mut places: Vec<_> = (0..order.len()).collect();
            places.sort_by_key(|&place| day(&laid[place]));
            places.into_iter().map(|place| order[place]).collect::<Vec<_>>()
        };
        vec![by(|days| days.starts), by(|days| days.ends), order]
    }

    /// Whether what was done up to a day is the beginning of one of the orders.
    fn is_begun(&self, course: &Course, orders: &[Vec<usize>], day: Date) -> bool {
        let until = self.ticked.done.iter().filter(|one| one.on <= day);
        let positions = until.filter_map(|one| self.climbs.position(one.id)).filter(|at| !course.held[*at]);
        let done: Vec<_> = positions.collect();
        // what is done and in no order leads nowhere any more
        let first = |order: &Vec<usize>| order.iter().take(done.len()).all(|at| done.contains(at));
        let are_ordered = done.iter().all(|at| course.sequence.order.contains(at));
        are_ordered && orders.iter().any(first)
    }

    /// Lays the steps done that count as work and are not among those of an order, then that order.
    pub(super) fn lay(&self, order: &[usize], factor: impl Fn(usize) -> Factor) -> Laid {
        let lead = self.lead(order);
        let mut place = vec![usize::MAX; self.climbs.all.len()];
        for (at, &position) in order.iter().enumerate() {
            place[position] = lead.len() + at;
        }
        let worked = |&at: &usize| {
            let one = &self.ticked.done[at];
            Work { hours: one.estimate, factor: self.then[at], weeks: 0, after: Vec::new() }
        };
        let planned = |&at: &usize| {
            let climb = &self.climbs.all[at];
            let after = climb.after.iter().map(|needed| place[*needed]).filter(|place| *place != usize::MAX);
            Work {
                hours: climb.hours,
                factor: self.done_at(at).map_or_else(|| factor(at), |done| self.then[done]),
                weeks: climb.weeks,
                after: after.collect(),
            }
        };
        let works: Vec<_> = lead.iter().map(worked).chain(order.iter().map(planned)).collect();
        let mut days = self.calendar.lay(&works);
        let order = days.split_off(lead.len());
        Laid { lead: days, order }
    }

    /// The steps done since the plan began that an order does not have: what was worked at first.
    fn lead(&self, order: &[usize]) -> Vec<usize> {
        let is_apart = |id: StepId| self.climbs.position(id).is_none_or(|at| !order.contains(&at));
        let mut lead: Vec<_> = (0..self.ticked.done.len())
            .filter(|&at| self.ticked.done[at].on >= self.since && is_apart(self.ticked.done[at].id))
            .collect();
        lead.sort_by_key(|&at| self.ticked.done[at].on);
        lead
    }

    fn done_at(&self, position: usize) -> Option<usize> {
        if !self.ticked.is_done[position] {
            return None;
        }
        let id = self.climbs.all[position].id;
        self.ticked.done.iter().position(|one| one.id == id)
    }

    /// By how many weeks the steps are moved: so that what was ticked on a day ended no earlier, and the first that is left
    /// ends today or later.
    pub(super) fn moved(&self, order: &[usize], laid: &Laid) -> u32 {
        let lead = self.lead(order).into_iter().map(Some).zip(&laid.lead);
        let planned = order.iter().map(|&at| self.done_at(at)).zip(&laid.order);
        let all: Vec<_> = lead.chain(planned).collect();
        let day = |done: Option<usize>| done.map(|done| self.ticked.done[done].on.min(self.today));
        let ends = |on: Option<Date>| all.iter().filter(move |(done, _)| day(*done) == on).map(|(_, days)| days.ends);
        let first = ends(None).min().map_or(0, |ends| self.calendar.late(ends, self.today));
        let ticked = all.iter().filter_map(|(done, _)| day(*done));
        let last = |on: Date| ends(Some(on)).max().map_or(0, |ends| self.calendar.late(ends, on));
        ticked.map(last).fold(first, u32::max)
    }
}
