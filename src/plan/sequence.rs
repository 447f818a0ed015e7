//! The order of the steps: part after part, each by itself with as much gain as early as possible; then once through
//! each, so that a person stays with a topic while that costs little.

use std::collections::BTreeMap;

use num_integer::Integer;
use num_rational::Ratio;

use super::order::{blocks, order as order_of};
use super::rung::Rung;
use super::step::Climbs;
use crate::rubric::{AreaIx, Share};

/// Levels that come before those of the next part, whatever they gain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Part {
    /// The place of the rung that it leads to, or whose gains it is put in order by.
    pub(super) rung: usize,
    pub(super) steps: Vec<usize>,
}

/// The order of all parts, with what is known of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Sequence {
    /// Positions, first to last.
    pub(super) order: Vec<usize>,
    /// What each part costs and may cost at the least, from its own first hour, in its rung's units.
    costs: Vec<(i128, i128, i128)>,
}

/// Puts each part in order; `area` is that of the step before the first.
pub(super) fn sequence(climbs: &Climbs, rungs: &[&Rung], parts: &[Part], mut area: Option<AreaIx>) -> Sequence {
    let mut all = Sequence::default();
    for part in parts.iter().filter(|part| !part.steps.is_empty()) {
        let rung = rungs[part.rung];
        let jobs = climbs.jobs(&part.steps, |at| rung.weight(at));
        let best = order_of(&jobs);
        let mut pays = vec![(0, 1); jobs.len()];
        for block in blocks(&jobs) {
            let gain = block.iter().map(|&job| u128::from(jobs[job].weight)).sum();
            let quarters = block.iter().map(|&job| u128::from(jobs[job].quarters)).sum();
            for job in block {
                pays[job] = (gain, quarters);
            }
        }
        let areas: Vec<_> = part.steps.iter().map(|&at| climbs.all[at].area).collect();
        let places = stay(&best.order, |job| jobs[job].after.as_slice(), &pays, &areas, area);
        let order: Vec<_> = places.iter().map(|&place| part.steps[place]).collect();
        area = order.last().map(|&at| climbs.all[at].area).or(area);
        all.costs.push((cost(climbs, rung, &order), best.bound, rung.unit));
        all.order.extend(order);
    }
    all
}

/// What is known of some steps of the parts in an order that keeps the parts.
pub(super) fn measured(climbs: &Climbs, rungs: &[&Rung], parts: &[Part], order: &[usize]) -> Sequence {
    let mut all = Sequence { order: order.to_vec(), costs: Vec::new() };
    for part in parts {
        let is_own = climbs.are_among(&part.steps);
        let own: Vec<_> = order.iter().copied().filter(|at| is_own[*at]).collect();
        let rung = rungs[part.rung];
        let bound = order_of(&climbs.jobs(&own, |at| rung.weight(at))).bound;
        all.costs.push((cost(climbs, rung, &own), bound, rung.unit));
    }
    all
}

/// Goes through an order once: while an available job of the last one's area pays at least half of what the first available
/// one pays, the first such is next.
fn stay<'j>(
    order: &[usize],
    after: impl Fn(usize) -> &'j [usize],
    pays: &[(u128, u128)],
    areas: &[AreaIx],
    mut last: Option<AreaIx>,
) -> Vec<usize> {
    let mut left: BTreeMap<AreaIx, Vec<usize>> = BTreeMap::new();
    for (place, &job) in order.iter().enumerate() {
        left.entry(areas[job]).or_default().push(place);
    }
    let mut done = vec![false; order.len()];
    let mut found = Vec::with_capacity(order.len());
    let mut first = 0;
    let pays_half = |job: usize, of: usize| {
        let ((gain, quarters), (first, of_quarters)) = (pays[job], pays[of]);
        2 * gain * of_quarters >= first * quarters
    };
    while found.len() < order.len() {
        // the first of what is left is always available: prerequisites come earlier
        first += order[first..].iter().position(|job| !done[*job]).unwrap_or(0);
        let stays = |place: &&usize| {
            let job = order[**place];
            after(job).iter().all(|&needed| done[needed]) && pays_half(job, order[first])
        };
        let place = last.and_then(|last| left.get(&last)?.iter().find(stays).copied()).unwrap_or(first);
        let next = order[place];
        if let Some(left) = left.get_mut(&areas[next]) {
            left.retain(|other| *other != place);
        }
        done[next] = true;
        last = Some(areas[next]);
        found.push(next);
    }
    found
}

fn cost(climbs: &Climbs, rung: &Rung, order: &[usize]) -> i128 {
    let mut finish = 0;
    let cost = |&at: &usize| {
        finish += i128::from(climbs.all[at].hours.quarters());
        finish * i128::from(rung.weight(at))
    };
    order.iter().map(cost).sum()
}

impl Sequence {
    /// How far all parts together can be above the least that they may cost, as a fraction. Where they have no common unit,
    /// that of the part which is farthest, which is no less.
    pub(super) fn gap(&self) -> Share {
        let part = |&(cost, bound, _): &(i128, i128, i128)| match bound {
            0 => Share::default(),
            bound => Ratio::new(cost - bound, bound),
        };
        let together = || {
            let common = self
                .costs
                .iter()
                .try_fold(1_i128, |common, (.., unit)| (unit / common.gcd(unit)).checked_mul(common))?;
            let sum = |of: fn(&(i128, i128, i128)) -> i128| {
                self.costs.iter().try_fold(0_i128, |sum, part| of(part).checked_mul(common / part.2)?.checked_add(sum))
            };
            let (cost, bound) = (sum(|part| part.0)?, sum(|part| part.1)?);
            Some(part(&(cost, bound, common)))
        };
        together().or_else(|| self.costs.iter().map(part).max()).unwrap_or_default()
    }
}
