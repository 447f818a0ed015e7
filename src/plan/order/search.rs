//! The best order of a block, or how much it costs at least.
//!
//! Dynamic programming over ideals, sets of jobs that hold all their own prerequisites, each larger by one job than those
//! before it. The forest of `relax` says how much what is left of a block costs at least, so that most ideals are never
//! gone into: those that cannot lead to an order below a limit. The limit is raised step by step from what is known to be
//! the least to what the best order known costs; each step that is finished proves that no order costs less.

use super::relax::Relaxed;
use super::sidney::gantt;
use super::{Graph, greedy, ideals};

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

/// A set of jobs, as bits.
type Set = u128;

#[derive(Debug)]
enum Outcome {
    /// The best order of all.
    Best(Vec<usize>),
    /// No order costs less.
    AtLeast(i128),
    /// The work ended before.
    Unfinished,
}

/// What is needed of a block and its forest, with costs and weights times the scale of the prices.
#[derive(Debug)]
struct Search<'r> {
    relaxed: &'r Relaxed<'r>,
    weight: Vec<i128>,
    /// The prerequisites of each job.
    needs: Vec<Set>,
    /// For each job those that come before it once both of them can come next.
    ahead: Vec<Set>,
    /// For each job those that keep it as their prerequisite in the forest.
    children: Vec<Set>,
    /// What the tree under each job costs at least if it is alone and starts at once.
    alone: Vec<i128>,
    /// What two trees cost at least more together than each alone.
    together: Vec<Vec<i128>>,
    /// What the prices of its prerequisites give for the time that each job takes.
    priced: Vec<i128>,
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

impl<'r> Search<'r> {
    /// None if there are too many jobs for a set. The order is one that is allowed.
    fn new(relaxed: &'r Relaxed<'r>, order: &[usize]) -> Option<Self> {
        let graph = relaxed.graph;
        if graph.len() > Set::BITS as usize {
            return None;
        }
        let of = |jobs: &[usize]| jobs.iter().fold(0, |set, job| set | 1 << job);
        let mut children = vec![0; graph.len()];
        for (job, kept) in relaxed.kept.iter().enumerate() {
            if let Some(kept) = *kept {
                children[kept] |= 1 << job;
            }
        }
        let mut priced = vec![0; graph.len()];
        for left_out in &relaxed.priced {
            priced[left_out.later] += left_out.price * graph.time[left_out.later];
        }
        let trees = Trees::of(graph, &relaxed.weights(), &children, order);
        Some(Self {
            relaxed,
            weight: graph.weight.iter().map(|weight| weight * relaxed.scale).collect(),
            needs: graph.after.iter().map(|needed| of(needed)).collect(),
            ahead: ahead(graph),
            children,
            alone: trees.alone,
            together: trees.together,
            priced,
        })
    }

    /// Looks for an order that costs less than the limit.
    fn below(&self, limit: i128, most: usize, work: &mut usize) -> Outcome {
        let limit = limit * self.relaxed.scale;
        let mut least = i128::MAX;
        let mut ways = Vec::new();
        let mut layer = vec![self.empty()];
        for _ in 0..self.weight.len() {
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
        let Some(whole) = layer.first() else { return Outcome::AtLeast(self.relaxed.unscaled(least)) };
        let mut order: Vec<_> = std::iter::successors(Some(whole.from), |from| ways.get(from.0).copied())
            .take(self.weight.len())
            .map(|(_, job)| job)
            .collect();
        order.reverse();
        Outcome::Best(order)
    }

    /// Where nothing is done yet.
    fn empty(&self) -> Ideal {
        let is_root = |job: &usize| self.relaxed.kept[*job].is_none();
        let roots = (0..self.weight.len()).filter(is_root).fold(0, |set, job| set | 1 << job);
        let rest = self.joined(0, roots) + self.priced.iter().sum::<i128>();
        Ideal { members: 0, cost: 0, rest, weight: self.weight.iter().sum(), roots, from: (0, 0) }
    }

    /// The jobs that can come next and need not give way to another that can.
    fn next(&self, members: Set) -> impl Iterator<Item = usize> {
        let all = Set::MAX >> (Set::BITS as usize - self.weight.len());
        let can =
            jobs(all & !members).filter(|&job| self.needs[job] & !members == 0).fold(0, |set, job| set | 1 << job);
        jobs(can).filter(move |&job| self.ahead[job] & can == 0)
    }

    /// The ideal with one more job, which was found as the `from`th.
    fn with(&self, ideal: &Ideal, job: usize, from: usize) -> Ideal {
        let others = ideal.roots & !(1 << job);
        let apart: i128 = jobs(others).map(|other| self.together[job][other]).sum();
        let children = self.children[job];
        Ideal {
            members: ideal.members | 1 << job,
            cost: ideal.cost + self.relaxed.graph.time[job] * ideal.weight,
            rest: ideal.rest - self.alone[job] - apart - self.priced[job] + self.joined(others, children),
            weight: ideal.weight - self.weight[job],
            roots: others | children,
            from: (from, job),
        }
    }

    /// What more trees cost at least beside others.
    fn joined(&self, mut others: Set, more: Set) -> i128 {
        let mut cost = 0;
        for tree in jobs(more) {
            cost += self.alone[tree] + jobs(others).map(|other| self.together[tree][other]).sum::<i128>();
            others |= 1 << tree;
        }
        cost
    }
}

/// For each job those that some best order has before it, once both can come next: those that pay no worse, and that all
/// need that need it. For of `b … a`, with `a` such a job, either `a` can as well come at once before `b` or `b` at once
/// after `a`, depending on how what is between them pays.
fn ahead(graph: &Graph) -> Vec<Set> {
    let later = graph.later();
    let is_ahead = |one: usize, other: usize| {
        graph.pay(one, other).then(other.cmp(&one)).is_gt() && later[other].is_subset(&later[one])
    };
    let ahead = |job| (0..graph.len()).filter(|&other| is_ahead(other, job)).fold(0, |set, other| set | 1 << other);
    (0..graph.len()).map(ahead).collect()
}

/// The trees of a forest, by the job at their root.
struct Trees {
    alone: Vec<i128>,
    together: Vec<Vec<i128>>,
}

impl Trees {
    fn of(graph: &Graph, weight: &[i128], children: &[Set], order: &[usize]) -> Self {
        let mut alone = vec![0; graph.len()];
        let mut together = vec![vec![0; graph.len()]; graph.len()];
        let mut total = weight.to_vec();
        // weight and time of the runs of each tree, those that pay best first
        let mut runs: Vec<Vec<(i128, i128)>> = vec![Vec::new(); graph.len()];
        let mut ready: Set = 0;
        for &job in order.iter().rev() {
            let mut below: Vec<_> = jobs(children[job]).flat_map(|child| runs[child].iter().copied()).collect();
            below.sort_by(|one, other| (other.0 * one.1).cmp(&(one.0 * other.1)));
            let (mut own, mut joined) = ((weight[job], graph.time[job]), 0);
            while let Some(run) = below.get(joined).filter(|run| run.0 * own.1 >= own.0 * run.1) {
                own = (own.0 + run.0, own.1 + run.1);
                joined += 1;
            }
            below.splice(..joined, [own]);
            total[job] += jobs(children[job]).map(|child| total[child]).sum::<i128>();
            alone[job] = graph.time[job] * total[job];
            let mut before = 0;
            for child in jobs(children[job]) {
                alone[job] += alone[child] + jobs(before).map(|other: usize| together[child][other]).sum::<i128>();
                before |= 1 << child;
            }
            for other in jobs(ready) {
                let waits = |one: &(i128, i128), other: &(i128, i128)| (one.1 * other.0).min(other.1 * one.0);
                let cost =
                    below.iter().map(|one| runs[other].iter().map(|other| waits(one, other)).sum::<i128>()).sum();
                together[job][other] = cost;
                together[other][job] = cost;
            }
            runs[job] = below;
            ready |= 1 << job;
        }
        Self { alone, together }
    }
}

fn jobs(mut set: Set) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(lowest)
    })
}
