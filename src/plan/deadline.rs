//! What can be done by a day.

use jiff::civil::Date;
use num_rational::Ratio;

use super::budget::select;
use super::course::{Course, Land};
use super::hours::Factor;
use super::id::StepId;
use super::rung::Case;
use crate::rubric::{Hours, Share};
use crate::score::Scorecard;

/// A step for which there is no time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// The step.
    pub id: StepId,
    /// Typical hours.
    pub hours: Hours,
    /// What it would add to readiness.
    pub gain: Share,
    /// Whether no pace would do: the weeks that it takes, with those of the steps before it, end later.
    pub is_too_long: bool,
}

/// What a deadline allows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deadline {
    /// The last day.
    pub by: Date,
    /// Whether everything fits.
    pub fits: bool,
    /// The steps for which there is no time: those of the way to ready, then the others, in the order in which they would
    /// come.
    pub left_out: Vec<LeftOut>,
    /// The hours that everything takes beyond those there are, at the person's own factor.
    pub hours_missing: Ratio<i128>,
    /// The pace at which everything would fit; none if no pace would do.
    pub hours_per_week_needed: Option<Ratio<i128>>,
    /// The low readiness with the gains of the steps that fit; none if there is no readiness.
    pub readiness: Option<Share>,
    /// Whether no other choice of steps is worth more; else it is the best that was found.
    pub proved: bool,
    /// Whether one is ready with the steps that fit; none if answers are missing for that.
    pub ready_by: Option<bool>,
    /// The hours that the way to ready takes beyond those there are; none if no step leads to ready.
    pub ready_hours_missing: Option<Ratio<i128>>,
    /// The pace at which the way to ready would fit; none if no pace would do, or if no step leads to ready.
    pub ready_hours_per_week_needed: Option<Ratio<i128>>,
}

/// The time that there is.
#[derive(Debug)]
pub(super) struct Time {
    pub(super) by: Date,
    /// The days until then.
    pub(super) days: i128,
    /// The hours in them.
    pub(super) hours: Ratio<i128>,
    /// What the person takes as a multiple of estimates.
    pub(super) factor: Factor,
    /// The days since each step was begun; 0 for those to come.
    pub(super) begun: Vec<i128>,
}

impl Time {
    fn taken(&self, hours: Hours) -> Ratio<i128> {
        Ratio::new(i128::from(hours.quarters()), 4)
            * Ratio::new(i128::from(self.factor.millionths()), i128::from(Factor::ONE))
    }

    fn missing(&self, hours: Hours) -> Ratio<i128> {
        (self.taken(hours) - self.hours).max(Ratio::default())
    }

    fn pace(&self, hours: Hours, is_too_long: bool) -> Option<Ratio<i128>> {
        match (self.days, hours.quarters()) {
            (_, 0) => Some(Ratio::default()),
            (0, _) => None,
            _ if is_too_long => None,
            (days, _) => Some(self.taken(hours) * 7 / days),
        }
    }

    /// The quarters of an hour that may be planned, by the estimates of the rubric.
    fn quarters(&self) -> u64 {
        let factor = Ratio::new(i128::from(self.factor.millionths()), i128::from(Factor::ONE));
        u64::try_from((self.hours * 4 / factor).to_integer()).unwrap_or(0)
    }
}

/// Keeps the steps that serve best by a day: those of the way to ready if they fit, else what of them is worth most, and
/// then what else is worth most. `open` are the steps to come in their order, `is_done` those that are held or done.
pub(super) fn meet(
    land: &Land<'_>,
    course: &Course,
    open: &[usize],
    is_done: &[bool],
    scorecard: &Scorecard,
    time: &Time,
) -> (Vec<usize>, Deadline) {
    let climbs = land.climbs;
    // The days that each step takes at the least with all that comes before it, which stands before it in this order.
    let mut chains = vec![0; climbs.all.len()];
    for &at in open {
        let before = climbs.all[at].after.iter().map(|needed| chains[*needed]).max().unwrap_or(0);
        chains[at] = before + (i128::from(climbs.all[at].weeks) * 7 - time.begun[at]).max(0);
    }
    // A step that begins on the first day ends so many days after it.
    let is_too_long = |at: usize| chains[at] > (time.days - 1).max(0);
    let on_way = climbs.are_among(&course.on_way().collect::<Vec<_>>());
    let (way, rest): (Vec<_>, Vec<_>) = open.iter().partition(|at| on_way[**at]);
    let (all_hours, way_hours) = (climbs.hours(open), climbs.hours(&way));
    let too_long = |steps: &[usize]| steps.iter().any(|at| is_too_long(*at));
    let fits = time.taken(all_hours) <= time.hours && !too_long(open);

    let mut kept = vec![false; climbs.all.len()];
    let mut proved = true;
    if fits {
        for at in open {
            kept[*at] = true;
        }
    } else {
        let mut left = time.quarters();
        if time.taken(way_hours) <= time.hours && !too_long(&way) {
            for at in &way {
                kept[*at] = true;
            }
            left -= way_hours.quarters().min(left);
        } else {
            left = fill(land, &way, is_done, &is_too_long, left, &mut kept, &mut proved);
        }
        fill(land, &rest, is_done, &is_too_long, left, &mut kept, &mut proved);
    }
    let gains: Share = open.iter().filter(|at| kept[**at]).map(|&at| climbs.all[at].gain).sum();
    let with: Vec<_> = kept.iter().zip(is_done).map(|(kept, done)| *kept || *done).collect();
    let left_out = way.iter().chain(&rest).filter(|at| !kept[**at]).map(|&at| {
        let climb = &climbs.all[at];
        LeftOut { id: climb.id, hours: climb.hours, gain: climb.gain, is_too_long: is_too_long(at) }
    });
    let is_led = course.case.is_some();
    let deadline = Deadline {
        by: time.by,
        fits,
        left_out: left_out.collect(),
        hours_missing: time.missing(all_hours),
        hours_per_week_needed: time.pace(all_hours, too_long(open)),
        readiness: scorecard.readiness.as_ref().map(|readiness| readiness.low + gains),
        proved,
        ready_by: match course.case {
            Some(Case::Open) => None,
            _ => scorecard.readiness.map(|_| land.target().is_ready(Case::Sure, &with)),
        },
        ready_hours_missing: is_led.then(|| time.missing(way_hours)),
        ready_hours_per_week_needed: if is_led { time.pace(way_hours, too_long(&way)) } else { None },
    };
    (open.iter().copied().filter(|at| kept[*at]).collect(), deadline)
}

/// Keeps those of some steps that are worth most within so many quarters of an hour; returns what is left of these.
fn fill(
    land: &Land<'_>,
    some: &[usize],
    is_done: &[bool],
    is_too_long: &impl Fn(usize) -> bool,
    quarters: u64,
    kept: &mut [bool],
    proved: &mut bool,
) -> u64 {
    let climbs = land.climbs;
    let mut can_be = kept.to_vec();
    let mut able = Vec::new();
    // in their order, so that what they need comes first
    for &at in some {
        let mut needed = climbs.all[at].after.iter();
        if !is_too_long(at) && needed.all(|needed| can_be[*needed] || is_done[*needed]) {
            can_be[at] = true;
            able.push(at);
        }
    }
    let jobs = climbs.jobs(&able, |at| land.target().weight(at));
    let selection = select(&jobs, &(0..jobs.len()).collect::<Vec<_>>(), quarters);
    *proved &= selection.proved;
    let mut left = quarters;
    for (&at, _) in able.iter().zip(&selection.taken).filter(|(_, taken)| **taken) {
        kept[at] = true;
        left -= climbs.all[at].hours.quarters().min(left);
    }
    left
}
