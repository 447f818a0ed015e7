//! The best cover by branch and bound: most promising branches first.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use fixedbitset::FixedBitSet;

use super::fill::{fill, trim};
use super::price::{Hint, Open, Priced, Pricer};
use super::{Problem, sum};

/// The best cover found, and the least time that any takes.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) set: FixedBitSet,
    pub(super) bound: i128,
    /// How many branches were looked at, and how many jobs all cuts had.
    #[cfg(test)]
    pub(super) nodes: usize,
    #[cfg(test)]
    pub(super) work: usize,
}

/// Looks for the best cover: first for the least time, then among those that take the least.
pub(super) fn solve(problem: &Problem, work: usize) -> Found {
    let mut best = FixedBitSet::with_capacity(problem.len());
    best.insert_range(..);
    let pricer = Pricer::new(problem, &problem.graph.time);
    let mut search = Search { problem, pricer, best, most: i128::MAX, ties: false, nodes: 0 };
    let bound = search.run(work);
    if bound == sum(&problem.graph.time, &search.best) {
        let mut pricer = Pricer::new(problem, &problem.rank);
        pricer.work = search.pricer.work;
        search = Search { pricer, ties: true, ..search };
        search.run(work);
    }
    Found {
        set: search.best,
        bound,
        #[cfg(test)]
        nodes: search.nodes,
        #[cfg(test)]
        work: search.pricer.work,
    }
}

/// The least time found of covers that take at most so much.
pub(super) fn within(problem: &Problem, most: i128, work: usize) -> Option<i128> {
    let mut best = FixedBitSet::with_capacity(problem.len());
    best.insert_range(..);
    let pricer = Pricer::new(problem, &problem.graph.time);
    let mut search = Search { problem, pricer, best, most, ties: false, nodes: 0 };
    search.run(work);
    Some(sum(&problem.graph.time, &search.best)).filter(|time| *time <= most)
}

#[derive(Debug)]
struct Search<'p> {
    problem: &'p Problem,
    pricer: Pricer<'p>,
    best: FixedBitSet,
    /// Covers that cost more are not looked for.
    most: i128,
    /// Whether covers that cost the same as the best are looked for too.
    ties: bool,
    nodes: usize,
}

/// What is settled in a branch.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Settled {
    taken: FixedBitSet,
    left: FixedBitSet,
}

impl Settled {
    fn nothing(jobs: usize) -> Self {
        Self { taken: FixedBitSet::with_capacity(jobs), left: FixedBitSet::with_capacity(jobs) }
    }

    fn take(&mut self, problem: &Problem, job: usize) {
        self.taken.union_with(&problem.earlier[job]);
        self.taken.insert(job);
    }

    fn leave(&mut self, problem: &Problem, job: usize) {
        self.left.union_with(&problem.later[job]);
        self.left.insert(job);
    }

    fn is_open(&self, job: usize) -> bool {
        !self.taken.contains(job) && !self.left.contains(job)
    }

    fn is_sound(&self) -> bool {
        self.taken.is_disjoint(&self.left)
    }
}

/// A branch that may hold a better cover.
#[derive(PartialEq, Eq, Debug)]
struct Branch {
    /// No cover in it costs less.
    bound: i128,
    /// How much is settled.
    depth: usize,
    /// The how many-th it is.
    number: usize,
    settled: Settled,
    hint: Hint,
    /// The job to take or to leave next.
    next: usize,
}

impl Ord for Branch {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |branch: &Self| (Reverse(branch.bound), branch.depth, branch.number);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Branch {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Search<'_> {
    /// Looks for better covers until about so much work is done; returns what any cover costs at least.
    fn run(&mut self, work: usize) -> i128 {
        let mut open = BinaryHeap::new();
        open.extend(self.look(Settled::nothing(self.problem.len()), None));
        while let Some(branch) = open.pop() {
            let cost = sum(self.pricer.cost, &self.best);
            if branch.bound > cost || branch.bound == cost && !self.ties {
                break;
            }
            if self.pricer.work >= work {
                return branch.bound;
            }
            let Branch { settled, hint, next, bound, .. } = branch;
            for take in [true, false] {
                let mut settled = settled.clone();
                self.choose(&mut settled, next, take);
                let found = self.look(settled, Some(hint.clone()));
                open.extend(found.map(|found| Branch { bound: found.bound.max(bound), ..found }));
            }
        }
        sum(self.pricer.cost, &self.best)
    }

    /// Takes or leaves a job, with what follows from that: if a job is left, those are that it could stand for, and if it
    /// is taken, those are that could stand for it and would be better.
    fn choose(&self, settled: &mut Settled, job: usize, take: bool) {
        if take {
            settled.take(self.problem, job);
            for other in 0..self.problem.len() {
                if settled.is_open(other) && self.is_better(settled, other, job) {
                    settled.take(self.problem, other);
                }
            }
        } else {
            settled.leave(self.problem, job);
            for other in (0..self.problem.len()).rev() {
                if settled.is_open(other) && self.is_better(settled, job, other) {
                    settled.leave(self.problem, other);
                }
            }
        }
    }

    /// Whether any cover in a branch that has `other` without `one` would be better with `one` instead.
    fn is_better(&self, settled: &Settled, one: usize, other: usize) -> bool {
        let problem = self.problem;
        let stays = |job: usize| settled.left.contains(job) || problem.later[one].contains(job);
        (problem.rank[one], one) < (problem.rank[other], other)
            && problem.graph.weight[one] >= problem.graph.weight[other]
            && problem.earlier[one]
                .ones()
                .all(|job| settled.taken.contains(job) || problem.earlier[other].contains(job))
            && problem.later[other].ones().all(stays)
    }

    /// Looks into a branch; none if it holds no better cover than the best, which may be one that it held.
    fn look(&mut self, mut settled: Settled, mut hint: Option<Hint>) -> Option<Branch> {
        self.nodes += 1;
        loop {
            if !settled.is_sound() {
                return None;
            }
            let open = self.pricer.open(&settled.taken, &settled.left)?;
            if open.wanted <= 0 {
                self.offer(settled.taken);
                return None;
            }
            let priced = self.pricer.price(&open, hint, self.limit());
            if priced.bound > self.limit() {
                return None;
            }
            self.offer_both(&settled, &priced);
            let bound = self.pricer.unscaled(priced.bound);
            if priced.bound > self.limit() || !self.may_be_first(&settled, bound) {
                return None;
            }
            if !self.settle(&mut settled, &open, &priced) {
                let next = self.next(&open, &priced)?;
                let depth = settled.taken.count_ones(..) + settled.left.count_ones(..);
                return Some(Branch { bound, depth, number: self.nodes, settled, hint: priced.hint, next });
            }
            hint = Some(priced.hint);
        }
    }

    /// Above this no bound may be.
    fn limit(&self) -> i128 {
        self.pricer.scaled((sum(self.pricer.cost, &self.best) - i128::from(!self.ties)).min(self.most))
    }

    /// Whether a branch may hold a cover that comes before the best, if it is no cheaper.
    fn may_be_first(&self, settled: &Settled, bound: i128) -> bool {
        bound < sum(self.pricer.cost, &self.best)
            || (0..self.problem.len())
                .find_map(|job| match (self.best.contains(job), settled.left.contains(job)) {
                    (true, true) => Some(false),
                    (false, false) => Some(true),
                    _ => None,
                })
                .unwrap_or(false)
    }

    fn offer(&mut self, mut set: FixedBitSet) {
        trim(self.problem, &mut set);
        if self.problem.order(&set, &self.best).is_lt() {
            self.best = set;
        }
    }

    /// Offers what the sets on both sides of a price lead to.
    fn offer_both(&mut self, settled: &Settled, priced: &Priced) {
        for set in [&priced.hint.under, &priced.hint.over] {
            let mut set = set.clone();
            set.union_with(&settled.taken);
            if let Some(set) = fill(self.problem, set, &settled.left) {
                self.offer(set);
            }
        }
    }

    /// Settles the jobs without or with which a branch would hold no better cover; whether there were any.
    fn settle(&self, settled: &mut Settled, open: &Open, priced: &Priced) -> bool {
        let problem = self.problem;
        let room = self.limit() - priced.bound;
        let mut left = vec![0; problem.len()];
        let mut is_open = FixedBitSet::with_capacity(problem.len());
        let mut spare = -open.wanted;
        for (&job, value) in open.jobs.iter().zip(&priced.left) {
            left[job] = *value;
            is_open.insert(job);
            spare += problem.graph.weight[job];
        }
        let mut any = false;
        for &job in &open.jobs {
            let with = problem.earlier[job].ones().chain([job]).map(|job| (-left[job]).max(0));
            if with.sum::<i128>() > room {
                settled.leave(problem, job);
                any = true;
            }
            let without = problem.later[job].ones().chain([job]).filter(|job| is_open.contains(*job));
            let (cost, weight) = without
                .fold((0, 0), |(cost, weight), job| (cost + left[job].max(0), weight + problem.graph.weight[job]));
            if cost > room || weight > spare {
                settled.take(problem, job);
                any = true;
            }
        }
        any
    }

    /// The job to take or to leave: in the middle of what the price leaves undecided.
    fn next(&self, open: &Open, priced: &Priced) -> Option<usize> {
        let undecided = |job: &usize| priced.hint.over.contains(*job) && !priced.hint.under.contains(*job);
        let cost = |job: usize, with: &FixedBitSet| -> i128 {
            self.pricer.cost[job] + with.ones().filter(undecided).map(|job| self.pricer.cost[job]).sum::<i128>()
        };
        let middle = |job: usize| cost(job, &self.problem.earlier[job]).min(cost(job, &self.problem.later[job]));
        let first = |job: &usize| (middle(*job), Reverse(*job));
        open.jobs.iter().copied().filter(undecided).max_by_key(first).or(open.jobs.first().copied())
    }
}
