//! The way to ready: for each rung the least work after which one is ready for it, each within the next.

use super::cover;
use super::order::Job;
use super::rung::{Case, Rung, units};
use super::step::Climbs;
use crate::rubric::Share;
use num_rational::Ratio;

/// What the way is looked for among.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'a> {
    pub(super) climbs: &'a Climbs,
    /// The target itself, which decides between sets that take the same.
    pub(super) target: &'a Rung,
    /// Which levels may be climbed.
    pub(super) free: &'a [bool],
    /// Which levels count as held.
    pub(super) held: &'a [bool],
}

/// A closed set of levels after which one is ready.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Least {
    /// Their positions, in the rubric's order; those that it was to contain among them.
    pub(super) taken: Vec<usize>,
    pub(super) quarters: u64,
    /// No such set takes less.
    pub(super) bound: u64,
}

/// The covering problem of a rung.
struct Asked {
    /// The positions of the jobs.
    some: Vec<usize>,
    jobs: Vec<Job>,
    required: Vec<usize>,
    wanted: u128,
}

/// The part of the way to one rung.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Leg {
    /// The place of the rung among those that the way was looked for.
    pub(super) rung: usize,
    /// The positions of its steps, without those of the legs before, in the rubric's order.
    pub(super) steps: Vec<usize>,
    /// How far the way up to its end may be from the least one, as a fraction.
    pub(super) gap: Share,
}

impl Field<'_> {
    fn positions(&self) -> Vec<usize> {
        (0..self.climbs.all.len()).filter(|&at| self.free[at]).collect()
    }

    /// The closed set with the least hours that holds `base` and makes ready for a rung; none if nothing does.
    pub(super) fn least(&self, rung: &Rung, case: Case, base: &[usize]) -> Option<Least> {
        let Asked { some, jobs, required, wanted } = self.asked(rung, case, base)?;
        let tie: Vec<_> = some.iter().map(|&at| self.target.weight(at)).collect();
        let cover = cover::cheapest(&jobs, &required, wanted, &tie)?;
        Some(Least {
            taken: cover.taken.into_iter().map(|at| some[at]).collect(),
            quarters: cover.quarters,
            bound: cover.bound,
        })
    }

    /// What that set takes, if it is at most so many quarters of an hour; found with little work.
    pub(super) fn within(&self, rung: &Rung, case: Case, most: u64) -> Option<u64> {
        let Asked { jobs, required, wanted, .. } = self.asked(rung, case, &[])?;
        cover::within(&jobs, &required, wanted, most)
    }

    fn asked(&self, rung: &Rung, case: Case, base: &[usize]) -> Option<Asked> {
        let wanted = rung.wanted(case, self.held)?;
        let some = self.positions();
        let place = |at: usize| some.binary_search(&at).ok();
        let mut required = Vec::new();
        for floor in &rung.floors {
            let position = floor.position?;
            if !self.held[position] {
                required.push(place(position)?);
            }
        }
        required.extend(base.iter().filter_map(|&at| place(at)));
        let jobs = self.climbs.jobs(&some, |at| rung.weight(at));
        Some(Asked { some, jobs, required, wanted: units(wanted, rung.unit) })
    }

    /// The legs of the way through these rungs, of which the last is taken for this case; none if one cannot be reached.
    fn through(&self, rungs: &[&Rung], which: &[usize], last: Case) -> Option<Vec<(usize, Least)>> {
        let mut legs: Vec<(usize, Least)> = Vec::with_capacity(which.len());
        for (at, &rung) in which.iter().enumerate() {
            let case = if at + 1 == which.len() { last } else { Case::Sure };
            let base = legs.last().map_or(&[][..], |(_, cheapest)| &cheapest.taken);
            let cheapest = self.least(rungs[rung], case, base)?;
            legs.push((rung, cheapest));
        }
        Some(legs)
    }

    /// The way through as many of the rungs as make it at most a twentieth longer than the last of them alone; the lowest
    /// are left out first. Rungs that are reached already or cannot be are passed over. None if the last cannot be reached.
    pub(super) fn way(&self, rungs: &[&Rung], last: Case) -> Option<Vec<Leg>> {
        let (end, below) = rungs.split_last()?;
        let alone = self.least(end, last, &[])?;
        let mut all = self.held.to_vec();
        all.iter_mut().zip(self.free).for_each(|(held, free)| *held |= free);
        let is_ahead = |rung: &&Rung| rung.is_ready(Case::Sure, &all) && !rung.is_ready(Case::Sure, self.held);
        let mut which: Vec<_> = (0..below.len()).filter(|&at| is_ahead(&below[at])).chain([below.len()]).collect();
        while which.len() > 1 {
            if let Some(legs) = self.through(rungs, &which, last) {
                let long = legs.last().map_or(0, |(_, cheapest)| cheapest.quarters);
                if u128::from(long) * 20 <= u128::from(alone.quarters) * 21 {
                    return Some(parts(legs));
                }
            }
            which.remove(0);
        }
        Some(parts(vec![(below.len(), alone)]))
    }
}

/// What each set adds to the one before.
fn parts(sets: Vec<(usize, Least)>) -> Vec<Leg> {
    let mut before: Vec<usize> = Vec::new();
    let mut gap = Share::default();
    let mut legs = Vec::with_capacity(sets.len());
    for (rung, least) in sets {
        let steps = least.taken.iter().copied().filter(|at| before.binary_search(at).is_err()).collect();
        gap = gap.max(least.gap());
        legs.push(Leg { rung, steps, gap });
        before = least.taken;
    }
    legs
}

impl Least {
    fn gap(&self) -> Share {
        let (found, bound) = (i128::from(self.quarters), i128::from(self.bound));
        if bound == 0 { Share::default() } else { Ratio::new(found - bound, bound) }
    }
}
