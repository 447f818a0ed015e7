//! What can be done by a day.

use jiff::civil::Date;
use num_rational::Ratio;

use super::budget::select;
use super::id::StepId;
use super::schedule::Calendar;
use super::step::Climbs;
use super::sum;
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
    /// Whether something essential waits for it.
    pub is_essential: bool,
}

/// What a deadline allows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deadline {
    /// The last day.
    pub by: Date,
    /// Whether everything fits.
    pub fits: bool,
    /// The steps for which there is no time, in the order in which they would come.
    pub left_out: Vec<LeftOut>,
    /// The hours that everything takes beyond those there are.
    pub hours_missing: Ratio<i128>,
    /// The pace at which everything would fit; none if the day lies before the start and there is something to do.
    pub hours_per_week_needed: Option<Ratio<i128>>,
    /// The low readiness with the gains of the steps that fit; none if there is no readiness.
    pub readiness: Option<Share>,
    /// Whether no other choice of steps is worth more; else it is the best that was found.
    pub proved: bool,
}

/// Keeps the levels of `open` that are worth most by a day.
pub(super) fn meet(
    climbs: &Climbs,
    open: &[usize],
    scorecard: &Scorecard,
    calendar: &Calendar,
    by: Date,
) -> (Vec<usize>, Deadline) {
    let total: Hours = open.iter().map(|&at| climbs.all[at].hours).sum();
    let total_hours = Ratio::new(i128::from(total.quarters()), 4);
    let days = calendar.days(by);
    let budget = calendar.budget(days);
    let fits = total_hours <= budget;
    let order = climbs.order(open).order;
    let (kept, left_out, proved) =
        if fits { (open.to_vec(), Vec::new(), true) } else { within(climbs, &order, budget) };
    let gains = sum(kept.iter().map(|&at| climbs.all[at].gain));
    let deadline = Deadline {
        by,
        fits,
        left_out: left_out.into_iter().map(|at| LeftOut::of(climbs, at)).collect(),
        hours_missing: (total_hours - budget).max(Ratio::default()),
        hours_per_week_needed: match (days, total.quarters()) {
            (_, 0) => Some(Ratio::default()),
            (0, _) => None,
            (days, _) => Some(total_hours * 7 / days),
        },
        readiness: scorecard.readiness.as_ref().map(|readiness| readiness.low + gains),
        proved,
    };
    (kept, deadline)
}

impl LeftOut {
    fn of(climbs: &Climbs, at: usize) -> Self {
        let climb = &climbs.all[at];
        Self { id: climb.id, hours: climb.hours, gain: climb.gain, is_essential: climb.is_essential() }
    }
}

/// The levels within the budget, in the rubric's order, and the others, in theirs; whether nothing is worth more.
fn within(climbs: &Climbs, order: &[usize], budget: Ratio<i128>) -> (Vec<usize>, Vec<usize>, bool) {
    let quarters = u64::try_from((budget * 4).to_integer()).unwrap_or(0);
    let jobs = climbs.jobs(order);
    let in_place: Vec<_> = (0..jobs.len()).collect();
    let selection = select(&jobs, &in_place, quarters);
    let (kept, left): (Vec<_>, Vec<_>) = in_place.into_iter().partition(|&at| selection.taken[at]);
    let mut kept: Vec<_> = kept.into_iter().map(|at| order[at]).collect();
    kept.sort_unstable();
    (kept, left.into_iter().map(|at| order[at]).collect(), selection.proved)
}
