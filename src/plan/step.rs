//! The steps of a plan.

use std::collections::HashMap;

use jiff::civil::Date;
use num_integer::Integer;
use num_rational::Ratio;

use super::climb::{Ground, Tops, needs};
use super::id::StepId;
use super::order::{Job, order};
use super::reason::Reason;
use super::schedule::Calendar;
use super::{Wishes, gain, members, sum, weights};
use crate::rubric::{Hours, Requirement, Rubric, Share, Subject};
use crate::score::{Reach, Scorecard};

/// A step on its days. Anchor, practice and resources stand in the rubric under `id.skill` and `id.to`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What it is called.
    pub id: StepId,
    /// Typical hours.
    pub hours: Hours,
    /// What it adds to readiness, as a share of the whole; 0 for a step that only others need.
    pub gain: Share,
    /// The steps of this plan that must come before; all of them do.
    pub after: Vec<StepId>,
    /// Whether the skill is unanswered, so that the step may turn out to be done already.
    pub assumed: bool,
    /// The hours of the steps before it.
    pub start_hour: Hours,
    /// The same with its own.
    pub finish_hour: Hours,
    /// The day on which it begins.
    pub starts: Date,
    /// The day on which it ends.
    pub ends: Date,
    /// The requirements of the target that it serves, in the target's order.
    pub serves: Vec<Subject>,
    /// Why it is there.
    pub why: Reason,
}

/// A level to climb, before it is known when.
#[derive(Debug)]
pub(super) struct Climb {
    pub(super) id: StepId,
    pub(super) hours: Hours,
    pub(super) gain: Share,
    pub(super) assumed: bool,
    /// Positions of the levels that must come before.
    pub(super) after: Vec<usize>,
    /// The requirements served, with what each gains.
    pub(super) serves: Vec<(Requirement, Share)>,
}

impl Climb {
    /// Whether it serves an essential requirement.
    pub(super) fn is_essential(&self) -> bool {
        self.serves.iter().any(|(requirement, _)| requirement.essential)
    }
}

/// All levels to climb, in the rubric's order, ticked or not.
#[derive(Debug)]
pub(super) struct Climbs {
    pub(super) all: Vec<Climb>,
    index: HashMap<StepId, usize>,
}

/// An order of some levels with what is known of it.
#[derive(Debug)]
pub(super) struct Ordered {
    pub(super) order: Vec<usize>,
    pub(super) cost: Share,
    pub(super) gap: Share,
}

impl Climbs {
    pub(super) fn of(rubric: &Rubric, scorecard: &Scorecard, wishes: &Wishes) -> Self {
        let ground = Ground::of(rubric, scorecard);
        let needs = needs(rubric, scorecard, wishes.assume_lowest);
        let mut tops = Tops::of(&ground);
        let chosen = members::choose(&ground, &needs, &wishes.prefer, &mut tops);
        let mut climbs = Self::between(&ground, &tops, scorecard);
        let weights = weights(scorecard);
        for (need, chosen) in needs.iter().zip(&chosen) {
            for service in gain::services(&ground, need, chosen, weights) {
                if let Some(&at) = climbs.index.get(&StepId { skill: service.skill, to: service.to }) {
                    climbs.all[at].serves.push((need.requirement, service.gain));
                }
            }
        }
        for climb in &mut climbs.all {
            climb.gain = sum(climb.serves.iter().map(|(_, gain)| *gain));
        }
        climbs
    }

    fn between(ground: &Ground<'_>, tops: &Tops, scorecard: &Scorecard) -> Self {
        let rubric = ground.rubric;
        let levels = |skill| ground.held(skill).up_to(tops.get(skill));
        let ids: Vec<_> =
            rubric.skills().flat_map(|(skill, _)| levels(skill).map(move |to| StepId { skill, to })).collect();
        let index: HashMap<_, _> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let climb = |id: &StepId| {
            let below = StepId { to: id.to.below(), ..*id };
            let needed = rubric[id.skill].prerequisites(id.to).flat_map(|needed| tops.missing(ground, needed));
            let needed = needed.map(|(skill, to)| StepId { skill, to });
            let mut after: Vec<_> =
                std::iter::once(below).chain(needed).filter_map(|id| index.get(&id).copied()).collect();
            after.sort_unstable();
            after.dedup();
            Climb {
                id: *id,
                hours: rubric[id.skill].hours(id.to),
                gain: Share::default(),
                assumed: !matches!(scorecard.reach(id.skill), Reach::Rated(_)),
                after,
                serves: Vec::new(),
            }
        };
        Self { all: ids.iter().map(climb).collect(), index }
    }

    pub(super) fn position(&self, id: StepId) -> Option<usize> {
        self.index.get(&id).copied()
    }

    /// The levels at these positions as jobs; prerequisites that are not among them count as held.
    pub(super) fn jobs(&self, some: &[usize]) -> Vec<Job> {
        let place: HashMap<_, _> = some.iter().enumerate().map(|(at, position)| (*position, at)).collect();
        let unit = self.unit();
        let job = |position: &usize| {
            let climb = &self.all[*position];
            Job {
                quarters: climb.hours.quarters(),
                weight: weight(climb.gain, unit),
                after: climb.after.iter().filter_map(|needed| place.get(needed).copied()).collect(),
            }
        };
        some.iter().map(job).collect()
    }

    /// Puts some of the levels in order.
    pub(super) fn order(&self, some: &[usize]) -> Ordered {
        let ordering = order(&self.jobs(some));
        let quarters = 4;
        Ordered {
            cost: Ratio::new(ordering.cost, self.unit() * quarters),
            gap: ordering.gap(),
            order: ordering.order.into_iter().map(|at| some[at]).collect(),
        }
    }

    /// The number of parts into which readiness is cut so that every gain is a whole number of them.
    fn unit(&self) -> i128 {
        let common = self.all.iter().try_fold(1_i128, |common, climb| {
            let denominator = *climb.gain.denom();
            (denominator / common.gcd(&denominator)).checked_mul(common).filter(|common| *common <= FINEST)
        });
        common.unwrap_or(FINEST)
    }
}

/// Gains that have no common part as coarse as this, which takes groups of very many members, are rounded to it for the
/// order.
const FINEST: i128 = 1 << 56;

fn weight(gain: Share, unit: i128) -> u64 {
    let (numerator, denominator) = (*gain.numer(), *gain.denom());
    let exact = if unit % denominator == 0 { numerator.checked_mul(unit / denominator) } else { None };
    let rounded = || numerator.checked_mul(unit).map_or(0, |parts| parts / denominator);
    u64::try_from(exact.unwrap_or_else(rounded)).unwrap_or(0)
}

/// Lays levels on days, in the order given.
pub(super) fn schedule(climbs: &Climbs, order: &[usize], calendar: &Calendar) -> Vec<Step> {
    let mut finish_hour = Hours::default();
    let mut place = vec![usize::MAX; climbs.all.len()];
    for (at, &position) in order.iter().enumerate() {
        place[position] = at;
    }
    let dependents = dependents(climbs, order);
    let step = |&position: &usize| {
        let climb = &climbs.all[position];
        let start_hour = finish_hour;
        finish_hour = start_hour + climb.hours;
        let planned = climb.after.iter().filter(|needed| place[**needed] != usize::MAX);
        Step {
            id: climb.id,
            hours: climb.hours,
            gain: climb.gain,
            after: planned.map(|&needed| climbs.all[needed].id).collect(),
            assumed: climb.assumed,
            start_hour,
            finish_hour,
            starts: calendar.starts(start_hour),
            ends: calendar.ends(finish_hour),
            serves: climb.serves.iter().map(|(requirement, _)| requirement.subject).collect(),
            why: reason(climbs, position, &dependents),
        }
    };
    order.iter().map(step).collect()
}

/// For each level those of the order that come right after it, first to last.
fn dependents(climbs: &Climbs, order: &[usize]) -> Vec<Vec<usize>> {
    let mut dependents = vec![Vec::new(); climbs.all.len()];
    for &position in order {
        for &needed in &climbs.all[position].after {
            dependents[needed].push(position);
        }
    }
    dependents
}

/// The reason for the level at `position`; `dependents` are, for each level, those planned right after it.
fn reason(climbs: &Climbs, position: usize, dependents: &[Vec<usize>]) -> Reason {
    let climb = &climbs.all[position];
    let nothing = Share::default();
    let paying = || climb.serves.iter().filter(|(_, gain)| *gain > nothing);
    if let Some((requirement, _)) = paying().find(|(requirement, _)| requirement.essential) {
        return Reason::Essential(requirement.subject);
    }
    // `rev`, because of equals the last is taken
    if let Some((requirement, _)) = paying().rev().max_by_key(|(_, gain)| *gain) {
        return Reason::Raises(requirement.subject);
    }
    if let Some((requirement, _)) = climb.serves.first() {
        return Reason::CatchesUp(requirement.subject);
    }
    let mut at = position;
    // through the next levels of the same skill to the first step that is wanted for something else
    while let Some(&next) = dependents[at].first() {
        if climbs.all[next].id.skill != climb.id.skill || climbs.all[next].gain > nothing {
            return Reason::Needed(climbs.all[next].id);
        }
        at = next;
    }
    if at == position { Reason::Alone } else { Reason::Needed(climbs.all[at].id) }
}
