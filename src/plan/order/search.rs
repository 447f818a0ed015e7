//! The best order of a block by branch and bound.
//!
//! Some job that needs none of the others comes first, or some that none of them needs comes last; what is left falls
//! into pieces (`sidney`), each of which is solved the same way. The charts of the pieces bound a branch before it is
//! gone into, so that most are not, and each set of jobs is solved once. This proves what a dynamic programme over all
//! ideals cannot: blocks of 40 jobs with millions of ideals take a few hundred branches.

use std::collections::HashMap;

use fixedbitset::FixedBitSet;

use super::Graph;
use super::closure::Splitter;
use super::sidney::{self, gantt};
use super::{greedy, ideals};

/// What is known of a set of jobs.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) order: Vec<usize>,
    pub(super) cost: i128,
    /// No order costs less.
    pub(super) bound: i128,
}

impl Found {
    /// What is quickly known of all jobs of a block: the best order where they have few ideals, else a good one.
    pub(super) fn of(block: &Graph) -> Self {
        if let Some(order) = ideals::best(block) {
            let cost = block.cost(&order);
            return Self { order, cost, bound: cost };
        }
        let order = greedy::best(block);
        let all: Vec<_> = (0..block.len()).collect();
        Self { cost: block.cost(&order), order, bound: gantt(block, &all) }
    }
}

/// Where in an order a job stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    First,
    Last,
}

/// A job at one end, if any, and the pieces of the others with the least that each can cost from its own start.
struct Branch {
    end: Option<(End, usize)>,
    pieces: Vec<(Vec<usize>, i128)>,
    /// The cost without that inside the pieces.
    base: i128,
    bound: i128,
}

/// Orders the jobs of a block better than is known. Once so much work is done the best that was found has to do. Returns
/// also how much was done.
pub(super) fn search(block: &Graph, known: &Found, work: usize) -> (Found, usize) {
    let mut place = vec![0; block.len()];
    for (at, &job) in known.order.iter().enumerate() {
        place[job] = at;
    }
    let mut search = Search { graph: block, place, splitter: Splitter::new(block), work, known: HashMap::new() };
    // taken together, jobs may have come apart into pieces again
    let whole = search.branch((0..block.len()).collect(), None, 0);
    let found = search.follow(&whole, i128::MAX);
    (Found { bound: found.bound.max(known.bound), ..found }, search.splitter.work())
}

struct Search<'g> {
    graph: &'g Graph,
    /// The place of each job in the order that was guessed.
    place: Vec<usize>,
    splitter: Splitter<'g>,
    work: usize,
    known: HashMap<FixedBitSet, Found>,
}

impl Search<'_> {
    /// The best order of a block, or that none costs less than `limit`, or what was found when the work ended.
    fn solve(&mut self, block: &[usize], limit: i128) -> Found {
        let mut key = FixedBitSet::with_capacity(self.graph.len());
        key.extend(block.iter().copied());
        let mut best = self.known.get(&key).cloned().unwrap_or_else(|| self.guessed(block));
        if best.bound >= best.cost.min(limit) || self.splitter.work() >= self.work {
            return best;
        }
        let mut bound = best.cost;
        for branch in self.branches(block, &key) {
            let ceiling = limit.min(best.cost);
            let found = self.follow(&branch, ceiling);
            bound = bound.min(found.bound);
            if found.cost < best.cost {
                best = Found { bound: best.bound, ..found };
            }
        }
        best.bound = best.bound.max(bound.min(best.cost));
        self.known.insert(key, best.clone());
        best
    }

    /// What is known at first.
    fn guessed(&self, block: &[usize]) -> Found {
        let mut order = block.to_vec();
        order.sort_unstable_by_key(|&job| self.place[job]);
        Found { cost: self.graph.cost(&order), order, bound: gantt(self.graph, block) }
    }

    /// Solves the pieces of a branch in turn, until it cannot cost less than the ceiling; its cost is then no matter.
    fn follow(&mut self, branch: &Branch, ceiling: i128) -> Found {
        let mut found = Found { order: Vec::new(), cost: branch.base, bound: branch.bound };
        for (piece, least) in &branch.pieces {
            if found.bound >= ceiling {
                return Found { cost: i128::MAX, ..found };
            }
            let inner = self.solve(piece, ceiling - (found.bound - least));
            found.bound += inner.bound - least;
            found.cost += inner.cost;
            found.order.extend(inner.order);
        }
        match branch.end {
            Some((End::First, job)) => found.order.insert(0, job),
            Some((End::Last, job)) => found.order.push(job),
            None => {}
        }
        found
    }

    /// All jobs that can come first, or all that can come last, whichever are fewer; those that promise most first.
    fn branches(&mut self, block: &[usize], key: &FixedBitSet) -> Vec<Branch> {
        let graph = self.graph;
        let free = |others: &[Vec<usize>]| -> Vec<usize> {
            let is_free = |job: &usize| !others[*job].iter().any(|other| key.contains(*other));
            block.iter().copied().filter(is_free).collect()
        };
        let (first, last) = (free(&graph.after), free(&graph.before));
        let (end, jobs) = if first.len() <= last.len() { (End::First, first) } else { (End::Last, last) };
        let branch = |job: usize| {
            let rest = block.iter().copied().filter(|other| *other != job).collect();
            let base = match end {
                End::First => graph.time[job] * graph.total_weight(block),
                End::Last => graph.weight[job] * graph.total_time(block),
            };
            self.branch(rest, Some((end, job)), base)
        };
        let mut branches: Vec<_> = jobs.into_iter().map(branch).collect();
        branches.sort_by_key(|branch| branch.bound);
        branches
    }

    /// Cuts what a job at one end leaves.
    fn branch(&mut self, rest: Vec<usize>, end: Option<(End, usize)>, mut base: i128) -> Branch {
        let graph = self.graph;
        let mut elapsed = 0;
        let mut bound = 0;
        let mut pieces = Vec::new();
        for piece in sidney::pieces(&mut self.splitter, rest) {
            base += graph.total_weight(&piece) * elapsed;
            elapsed += graph.total_time(&piece);
            let least = gantt(graph, &piece);
            bound += least;
            pieces.push((piece, least));
        }
        Branch { end, pieces, base, bound: base + bound }
    }
}
