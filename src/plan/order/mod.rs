//! In which order: as much gain as early as possible.
//!
//! The least `Σ gain·(finish hour)` with every job after its prerequisites is the single-machine problem
//! `1|prec|Σ wⱼCⱼ`, strongly NP-hard in general. Sidney's decomposition (Sidney 1975, `sidney` by the cuts of `closure`)
//! leaves pieces between which the order is settled. In a piece, jobs that may as well follow each other are taken
//! together, and those that may as well come first are put first (`merge`). What is left is solved exactly by dynamic
//! programming where it has few ideals (`ideals`), else from the best of several heuristics (`greedy`) by a search in
//! which the bound of a relaxation (`relax`, `forest`) leaves few ideals (`search`), as far as the work allowed goes. The
//! bounds of the pieces bound the cost of any order from below, so that the plan can say how far from the best it is at
//! most.

mod closure;
mod forest;
mod greedy;
mod ideals;
mod merge;
mod relax;
mod search;
mod sidney;

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use fixedbitset::FixedBitSet;

pub(super) use closure::Splitter;
use merge::Merged;
use search::Found;

/// A piece of work to put in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Job {
    /// Quarters of an hour; 0 counts as 1.
    pub(super) quarters: u64,
    /// What finishing it gains, in any unit common to all jobs; at most 2^64 over all jobs.
    pub(super) weight: u64,
    /// Positions of the jobs that must come before; no cycles.
    pub(super) after: Vec<usize>,
}

/// An order with what is known of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Solution {
    /// The positions of the jobs, first to last.
    pub(super) order: Vec<usize>,
    /// `Σ weight·(finish in quarters)` of it.
    pub(super) cost: i128,
    /// No order costs less than this.
    pub(super) bound: i128,
}

/// Puts jobs in order; equal orders are told apart by position, so the same jobs always give the same order.
pub(super) fn order(jobs: &[Job]) -> Solution {
    let graph = Graph::of(jobs);
    let mut pieces = Vec::new();
    gather(&Merged::single(graph.clone()), &mut pieces);
    improve_all(&mut pieces, WORK + WORK_EACH * jobs.len());
    let order: Vec<_> = pieces.iter().flat_map(|piece| piece.merged.expand(&piece.found.order)).collect();
    let cost = graph.cost(&order);
    let unproved: i128 = pieces.iter().map(|piece| piece.found.cost - piece.found.bound).sum();
    Solution { order, cost, bound: cost - unproved }
}

/// Takes jobs apart into pieces, in their order, and again where those of a piece could be taken together.
fn gather(jobs: &Merged, pieces: &mut Vec<Piece>) {
    for set in sidney::pieces(&mut Splitter::new(&jobs.graph), (0..jobs.graph.len()).collect()) {
        let piece = jobs.part(&set).merge();
        if piece.graph.len() < set.len() && piece.graph.len() > 1 {
            gather(&piece, pieces);
        } else {
            pieces.push(Piece { found: Found::of(&piece.graph), merged: piece });
        }
    }
}

/// Searches the pieces that are not proved best, small ones first, so that what they leave of their share of the work is
/// for the large ones.
fn improve_all(pieces: &mut [Piece], mut work: usize) {
    let mut open: Vec<_> = pieces.iter_mut().filter(|piece| piece.found.bound < piece.found.cost).collect();
    open.sort_by_key(|piece| piece.found.order.len());
    let mut others = open.len();
    for Piece { merged, found } in open {
        let spent = found.improve(&merged.graph, work / others);
        work = work.saturating_sub(spent);
        others -= 1;
    }
}

/// The blocks of Sidney's decomposition, most gain for the time first: no set of jobs closed under prerequisites that
/// takes as long as the first few blocks together gains more than they do.
pub(super) fn blocks(jobs: &[Job]) -> Vec<Vec<usize>> {
    sidney::blocks(&Graph::of(jobs), (0..jobs.len()).collect())
}

/// Jobs that follow each other in some best order, with what is known of them.
#[derive(Debug)]
struct Piece {
    merged: Merged,
    /// What is known of the merged jobs.
    found: Found,
}

/// How many ideals all searches together may go into for any plan, and how many more for each of its jobs: a few
/// hundredths of a second for 200 jobs. An ideal that is gone into takes about a hundred bytes.
const WORK: usize = 160_000;
const WORK_EACH: usize = 100;

/// What something pays for the time that it takes: more weight for less time is greater.
#[derive(Clone, Copy, Debug)]
struct Pay {
    weight: i128,
    time: i128,
}

impl Ord for Pay {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.weight * other.time).cmp(&(other.weight * self.time))
    }
}

impl PartialOrd for Pay {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Pay {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Pay {}

impl std::ops::AddAssign for Pay {
    fn add_assign(&mut self, other: Self) {
        self.weight += other.weight;
        self.time += other.time;
    }
}

/// The jobs, ready for arithmetic, with their prerequisites in both directions.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    pub(super) time: Vec<i128>,
    pub(super) weight: Vec<i128>,
    after: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
    /// The place of each job in the topological order that takes the smallest position first.
    rank: Vec<usize>,
}

impl Graph {
    pub(super) fn of(jobs: &[Job]) -> Self {
        let time = jobs.iter().map(|job| i128::from(job.quarters.max(1))).collect();
        let weight = jobs.iter().map(|job| i128::from(job.weight)).collect();
        Self::new(time, weight, jobs.iter().map(|job| job.after.clone()).collect())
    }

    pub(super) fn new(time: Vec<i128>, weight: Vec<i128>, after: Vec<Vec<usize>>) -> Self {
        let mut before = vec![Vec::new(); after.len()];
        for (job, needed) in after.iter().enumerate() {
            for &earlier in needed {
                before[earlier].push(job);
            }
        }
        let rank = ranks(&after, &before);
        Self { time, weight, after, before, rank }
    }

    fn cost(&self, order: &[usize]) -> i128 {
        let mut finish = 0;
        let cost = |&job: &usize| {
            finish += self.time[job];
            finish * self.weight[job]
        };
        order.iter().map(cost).sum()
    }

    fn pay(&self, job: usize) -> Pay {
        Pay { weight: self.weight[job], time: self.time[job] }
    }

    fn total_time(&self, set: &[usize]) -> i128 {
        set.iter().map(|&job| self.time[job]).sum()
    }

    fn total_weight(&self, set: &[usize]) -> i128 {
        set.iter().map(|&job| self.weight[job]).sum()
    }

    pub(super) fn len(&self) -> usize {
        self.time.len()
    }

    /// The jobs of a set alone, numbered by their places in it; the set is in the order of positions.
    pub(super) fn part(&self, set: &[usize]) -> Self {
        let place = |job: &usize| set.binary_search(job).ok();
        let after = |job: &usize| self.after[*job].iter().filter_map(place).collect();
        Self::new(
            set.iter().map(|&job| self.time[job]).collect(),
            set.iter().map(|&job| self.weight[job]).collect(),
            set.iter().map(after).collect(),
        )
    }

    /// The same jobs with other times and weights.
    pub(super) fn with(self, time: Vec<i128>, weight: Vec<i128>) -> Self {
        Self { time, weight, ..self }
    }

    /// The same seen from the end: prerequisites turned round, time and weight exchanged. The best order of that, read
    /// backwards, is the best order of this.
    fn mirrored(&self) -> Self {
        Self::new(self.weight.clone(), self.time.clone(), self.before.clone())
    }

    /// For each job all that must come before it, not only right before it.
    pub(super) fn earlier(&self) -> Vec<FixedBitSet> {
        reached(&self.after, self.in_order())
    }

    /// For each job all that must come after it.
    pub(super) fn later(&self) -> Vec<FixedBitSet> {
        reached(&self.before, self.in_order().rev())
    }

    fn in_order(&self) -> impl DoubleEndedIterator<Item = usize> {
        let mut jobs: Vec<_> = (0..self.len()).collect();
        jobs.sort_unstable_by_key(|&job| self.rank[job]);
        jobs.into_iter()
    }
}

/// For each job all that is reached from it; what is next of a job comes before it in the order.
fn reached(next: &[Vec<usize>], order: impl Iterator<Item = usize>) -> Vec<FixedBitSet> {
    let mut reached = vec![FixedBitSet::with_capacity(next.len()); next.len()];
    for job in order {
        let mut own = FixedBitSet::with_capacity(next.len());
        for &other in &next[job] {
            own.union_with(&reached[other]);
            own.insert(other);
        }
        reached[job] = own;
    }
    reached
}

fn ranks(after: &[Vec<usize>], before: &[Vec<usize>]) -> Vec<usize> {
    let mut missing: Vec<_> = after.iter().map(Vec::len).collect();
    let mut free: BinaryHeap<_> =
        missing.iter().enumerate().filter(|(_, missing)| **missing == 0).map(|(job, _)| Reverse(job)).collect();
    let mut rank = vec![0; after.len()];
    let mut next = 0;
    while let Some(Reverse(job)) = free.pop() {
        rank[job] = next;
        next += 1;
        for &later in &before[job] {
            missing[later] -= 1;
            if missing[later] == 0 {
                free.push(Reverse(later));
            }
        }
    }
    rank
}

#[cfg(test)]
pub(super) mod generated;
#[cfg(test)]
mod tests;
