//! The best order of a block, or how much it costs at least.
//!
//! Dynamic programming over ideals, sets of jobs that hold all their own prerequisites, each larger by one job than those
//! before it. The `forest` says how much what is left of a block costs at least, so that most ideals are never gone into:
//! those that cannot lead to an order below a limit. The limit is raised step by step from what is known to be the least
//! to what the best order known costs; each step that is finished proves that no order costs less.

use super::forest::Forest;
use super::ideals::{self, Set, places};
use super::relax::{Relaxed, unscaled};
use super::sidney::gantt;
use super::{Graph, greedy};

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
        Self { cost: block.cost(&order), order, bound: gantt(block) }
    }

    /// Finds out more of a block until about so much work is done; returns how much was done.
    pub(super) fn improve(&mut self, block: &Graph, most: usize) -> usize {
        /// In so many steps the limit goes from the bound to the cost.
        const STEPS: i128 = 4;
        let mut relaxed = Relaxed::new(block, &self.order);
        let (bound, mut work) = relaxed.raise(self.cost);
        self.bound = self.bound.max(bound.min(self.cost));
        let Some(search) = Search::new(&relaxed, &self.order).filter(|_| self.bound < self.cost) else { return work };
        let least = self.bound;
        for step in 1..=STEPS {
            match search.below(least + (self.cost - least) * step / STEPS, most, &mut work) {
                Outcome::Best(order) => {
                    let cost = block.cost(&order);
                    *self = Self { order, cost, bound: cost };
                    break;
                }
                Outcome::AtLeast(bound) => self.bound = self.bound.max(bound.min(self.cost)),
                Outcome::Unfinished => break,
            }
        }
        work
    }
}

#[derive(Debug)]
enum Outcome {
    /// The best order of all.
    Best(Vec<usize>),
    /// No order costs less.
    AtLeast(i128),
    /// The work ended before.
    Unfinished,
}

/// A block and its forest, with costs and weights times the scale of the prices.
#[derive(Debug)]
struct Search<'g> {
    graph: &'g Graph,
    scale: i128,
    forest: Forest,
    /// The prerequisites of each job.
    needs: Vec<Set>,
    /// For each job those that come before it once both of them can come next.
    ahead: Vec<Set>,
}

/// An ideal, and the best way to it so far.
#[derive(Clone, Copy, Debug)]
struct Ideal {
    members: Set,
    /// What the members cost, and the others for the time that the members take.
    cost: i128,
    /// What the others cost at least more.
    rest: i128,
    /// The weight of the others.
    weight: i128,
    /// The trees of the forest that are left.
    roots: Set,
    /// Which ideal it came from, in the order in which they were found, and by which job.
    from: (usize, usize),
}

impl<'g> Search<'g> {
    /// None if there are too many jobs for a set. The order is one that is allowed.
    fn new(relaxed: &Relaxed<'g>, order: &[usize]) -> Option<Self> {
        let graph = relaxed.graph;
        if graph.len() > Set::BITS as usize {
            return None;
        }
        let forest = Forest::of(relaxed, order);
        Some(Self { graph, scale: relaxed.scale, forest, needs: ideals::needs(graph), ahead: ahead(graph) })
    }

    /// Looks for an order that costs less than the limit.
    fn below(&self, limit: i128, most: usize, work: &mut usize) -> Outcome {
        let limit = limit * self.scale;
        let mut least = i128::MAX;
        let mut ways = Vec::new();
        let mut layer = vec![self.empty()];
        for _ in 0..self.graph.len() {
            let mut next = Vec::new();
            for ideal in &layer {
                let from = ways.len();
                ways.push(ideal.from);
                for job in self.next(ideal.members) {
                    let larger = self.with(ideal, job, from);
                    *work += 1;
                    if larger.cost + larger.rest < limit {
                        next.push(larger);
                    } else {
                        least = least.min(larger.cost + larger.rest);
                    }
                }
                if *work >= most {
                    return Outcome::Unfinished;
                }
            }
            next.sort_unstable_by_key(|ideal| (ideal.members, ideal.cost, ideal.from));
            next.dedup_by_key(|ideal| ideal.members);
            layer = next;
        }
        let Some(whole) = layer.first() else { return Outcome::AtLeast(unscaled(least, self.scale)) };
        let mut order: Vec<_> = std::iter::successors(Some(whole.from), |from| ways.get(from.0).copied())
            .take(self.graph.len())
            .map(|(_, job)| job)
            .collect();
        order.reverse();
        Outcome::Best(order)
    }

    /// Where nothing is done yet.
    fn empty(&self) -> Ideal {
        let weight = self.graph.weight.iter().sum::<i128>() * self.scale;
        Ideal { members: 0, cost: 0, rest: self.forest.least, weight, roots: self.forest.roots, from: (0, 0) }
    }

    /// The jobs that can come next and need not give way to another that can.
    fn next(&self, members: Set) -> impl Iterator<Item = usize> {
        let all = Set::MAX >> (Set::BITS as usize - self.graph.len());
        let can = places(all & !members).filter(|&job| self.needs[job] & !members == 0);
        let can = can.fold(0, |set, job| set | 1 << job);
        places(can).filter(move |&job| self.ahead[job] & can == 0)
    }

    /// The ideal with one more job, which was found as the `from`th.
    fn with(&self, ideal: &Ideal, job: usize, from: usize) -> Ideal {
        let (change, roots) = self.forest.done(ideal.roots, job);
        Ideal {
            members: ideal.members | 1 << job,
            cost: ideal.cost + self.graph.time[job] * ideal.weight,
            rest: ideal.rest + change,
            weight: ideal.weight - self.graph.weight[job] * self.scale,
            roots,
            from: (from, job),
        }
    }
}

/// For each job those that some best order has before it, once both can come next: those that pay no worse, and that all
/// need that need it. The reason is that of `merge`.
fn ahead(graph: &Graph) -> Vec<Set> {
    let later = graph.later();
    let is_ahead = |one: usize, other: usize| {
        (graph.pay(one), other) > (graph.pay(other), one) && later[other].is_subset(&later[one])
    };
    let ahead = |job| (0..graph.len()).filter(|&other| is_ahead(other, job)).fold(0, |set, other| set | 1 << other);
    (0..graph.len()).map(ahead).collect()
}

/// What the best order costs, if that is less than a limit.
#[cfg(test)]
pub(super) fn least_below(relaxed: &Relaxed<'_>, order: &[usize], limit: i128) -> Option<i128> {
    match Search::new(relaxed, order)?.below(limit, usize::MAX, &mut 0) {
        Outcome::Best(order) => Some(relaxed.graph.cost(&order)),
        Outcome::AtLeast(_) | Outcome::Unfinished => None,
    }
}
