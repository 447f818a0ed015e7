//! How much what is left of a block costs at least, kept up to date as its jobs are done.
//!
//! Of a forest with prices (`relax`) whole trees are left: those of the jobs that are not done and keep no prerequisite
//! that is not. A tree alone costs what its runs cost (Horn 1972), and of two runs of different trees one waits for the
//! other, whichever way costs less. So what is left is a sum over trees and pairs of trees, and doing a job changes only
//! what belongs to its tree.

use super::ideals::{Set, places};
use super::relax::Relaxed;

/// Costs are times the scale of the prices.
#[derive(Debug)]
pub(super) struct Forest {
    /// The trees at the start, by the job at their root.
    pub(super) roots: Set,
    /// What all jobs cost at least.
    pub(super) least: i128,
    /// For each job those that keep it as their prerequisite.
    children: Vec<Set>,
    /// By how much what is left costs more once a job is done, as far as it stands alone.
    alone: Vec<i128>,
    /// The same figures for each tree beside it.
    beside: Vec<Vec<i128>>,
}

impl Forest {
    /// The order is one that is allowed; there are no more jobs than a set can hold.
    pub(super) fn of(relaxed: &Relaxed<'_>, order: &[usize]) -> Self {
        let mut children = vec![0; order.len()];
        let mut roots = 0;
        for (job, kept) in relaxed.kept.iter().enumerate() {
            *kept.map_or(&mut roots, |kept| &mut children[kept]) |= 1 << job;
        }
        let trees = Trees::of(relaxed, &children, order);
        let mut priced = vec![0; order.len()];
        for left_out in &relaxed.priced {
            priced[left_out.later] += left_out.price * relaxed.graph.time[left_out.later];
        }
        let alone = |job: usize| trees.all(children[job]) - trees.alone[job] - priced[job];
        let beside = |job: usize, other: usize| {
            places(children[job]).map(|child| trees.together[child][other]).sum::<i128>() - trees.together[job][other]
        };
        Self {
            roots,
            least: trees.all(roots) + priced.iter().sum::<i128>(),
            alone: (0..order.len()).map(alone).collect(),
            beside: (0..order.len()).map(|job| (0..order.len()).map(|other| beside(job, other)).collect()).collect(),
            children,
        }
    }

    /// By how much what is left costs more, most often less, once the job at the root of a tree is done, and the trees
    /// that are left then.
    pub(super) fn done(&self, roots: Set, job: usize) -> (i128, Set) {
        let others = roots & !(1 << job);
        let beside = &self.beside[job];
        let change = self.alone[job] + places(others).map(|other| beside[other]).sum::<i128>();
        (change, others | self.children[job])
    }
}

/// What the trees cost, by the job at their root.
struct Trees {
    /// Each if it is alone and starts at once.
    alone: Vec<i128>,
    /// How much more two cost together.
    together: Vec<Vec<i128>>,
}

impl Trees {
    fn of(relaxed: &Relaxed<'_>, children: &[Set], order: &[usize]) -> Self {
        let time = &relaxed.graph.time;
        let mut weight = relaxed.weights();
        let mut trees = Self { alone: vec![0; order.len()], together: vec![vec![0; order.len()]; order.len()] };
        // weight and time of the runs of each tree, those that pay best first
        let mut runs: Vec<Vec<(i128, i128)>> = vec![Vec::new(); order.len()];
        let mut seen: Vec<usize> = Vec::with_capacity(order.len());
        for &job in order.iter().rev() {
            let mut own: Vec<_> = places(children[job]).flat_map(|child| runs[child].iter().copied()).collect();
            own.sort_by(|one, other| (other.0 * one.1).cmp(&(one.0 * other.1)));
            let (mut first, mut joined) = ((weight[job], time[job]), 0);
            while let Some(run) = own.get(joined).filter(|run| run.0 * first.1 >= first.0 * run.1) {
                first = (first.0 + run.0, first.1 + run.1);
                joined += 1;
            }
            own.splice(..joined, [first]);
            weight[job] += places(children[job]).map(|child| weight[child]).sum::<i128>();
            trees.alone[job] = time[job] * weight[job] + trees.all(children[job]);
            for &other in &seen {
                let least = |one: &(i128, i128), other: &(i128, i128)| (one.1 * other.0).min(other.1 * one.0);
                let cost = own.iter().flat_map(|one| runs[other].iter().map(|other| least(one, other))).sum();
                trees.together[job][other] = cost;
                trees.together[other][job] = cost;
            }
            runs[job] = own;
            seen.push(job);
        }
        trees
    }

    /// What trees cost beside each other.
    fn all(&self, roots: Set) -> i128 {
        let pairs = |one: usize| {
            places(roots).take_while(move |other| *other < one).map(move |other| self.together[one][other])
        };
        places(roots).map(|tree| self.alone[tree] + pairs(tree).sum::<i128>()).sum()
    }
}
