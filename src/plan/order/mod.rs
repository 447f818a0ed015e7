//! In which order: as much gain as early as possible.
//!
//! The least `Σ gain·(finish hour)` with every job after its prerequisites is the single-machine problem
//! `1|prec|Σ wⱼCⱼ`, strongly NP-hard in general. Sidney's decomposition (Sidney 1975) cuts it into blocks between which
//! the order is settled; inside a block series parts are cut again, what is left is solved exactly where it has few
//! ideals, and by the best of several heuristics where it has many. The blocks also give a lower bound on the cost of
//! any order, so that the plan can say how far from the best it is at most.

mod closure;
mod greedy;
mod ideals;
mod sidney;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use num_rational::Ratio;

use crate::rubric::Share;

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
pub(super) struct Ordering {
    /// The positions of the jobs, first to last.
    pub(super) order: Vec<usize>,
    /// `Σ weight·(finish in quarters)` of it.
    pub(super) cost: i128,
    /// No order costs less than this.
    pub(super) bound: i128,
}

impl Ordering {
    /// How far above the best possible the cost can be at most, as a fraction of it; 0 when it is proved best.
    pub(super) fn gap(&self) -> Share {
        match self.bound {
            0 => Ratio::from_integer(0),
            bound => Ratio::new(self.cost - bound, bound),
        }
    }
}

/// Puts jobs in order; equal orders are told apart by position, so the same jobs always give the same order.
pub(super) fn order(jobs: &[Job]) -> Ordering {
    let graph = Graph::of(jobs);
    let sidney::Decomposed { order, bound } = sidney::decompose(&graph);
    let mut best = Ordering { cost: graph.cost(&order), order, bound };
    if best.cost > best.bound {
        let all: Vec<_> = (0..jobs.len()).collect();
        for order in greedy::orders(&graph, &all) {
            let cost = graph.cost(&order);
            if cost < best.cost {
                best = Ordering { order, cost, ..best };
            }
        }
    }
    best
}

/// The blocks of Sidney's decomposition, most gain for the time first: no set of jobs closed under prerequisites that
/// takes as long as the first few blocks together gains more than they do.
pub(super) fn blocks(jobs: &[Job]) -> Vec<Vec<usize>> {
    sidney::blocks(&Graph::of(jobs), (0..jobs.len()).collect())
}

/// The jobs, ready for arithmetic, with their prerequisites in both directions.
#[derive(Debug)]
struct Graph {
    time: Vec<i128>,
    weight: Vec<i128>,
    after: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
    /// The place of each job in the topological order that takes the smallest position first.
    rank: Vec<usize>,
}

impl Graph {
    fn of(jobs: &[Job]) -> Self {
        let time = jobs.iter().map(|job| i128::from(job.quarters.max(1))).collect();
        let weight = jobs.iter().map(|job| i128::from(job.weight)).collect();
        Self::new(time, weight, jobs.iter().map(|job| job.after.clone()).collect())
    }

    fn new(time: Vec<i128>, weight: Vec<i128>, after: Vec<Vec<usize>>) -> Self {
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

    fn total_time(&self, set: &[usize]) -> i128 {
        set.iter().map(|&job| self.time[job]).sum()
    }

    fn total_weight(&self, set: &[usize]) -> i128 {
        set.iter().map(|&job| self.weight[job]).sum()
    }

    /// The jobs of `set` alone, numbered by their places in it. With `mirrored`, seen from the end: prerequisites turned
    /// round, time and weight exchanged; the best order of that, read backwards, is the best order of this.
    fn part(&self, set: &[usize], mirrored: bool) -> Self {
        let mut place = vec![usize::MAX; self.time.len()];
        for (at, &job) in set.iter().enumerate() {
            place[job] = at;
        }
        let (time, weight, after) =
            if mirrored { (&self.weight, &self.time, &self.before) } else { (&self.time, &self.weight, &self.after) };
        let inside = |job: &usize| {
            after[*job].iter().map(|&other| place[other]).filter(|&at| at != usize::MAX).collect::<Vec<_>>()
        };
        Self::new(
            set.iter().map(|&job| time[job]).collect(),
            set.iter().map(|&job| weight[job]).collect(),
            set.iter().map(inside).collect(),
        )
    }
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
mod tests;
