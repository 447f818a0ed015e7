//! Jobs that may as well follow each other at once, taken together.
//!
//! Where a job pays no worse than any that could come between it and the only job right before it, some best order has
//! none between them; and so where it pays no better than any that could come between it and the only one right after
//! it. As one job they leave less to search, and the chart of their block bounds it more closely.

use std::cmp::Ordering;

use fixedbitset::FixedBitSet;

use super::Graph;

/// A graph of fewer jobs, each of which stands for some of another graph.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) graph: Graph,
    /// For each job those that it stands for, in order.
    members: Vec<Vec<usize>>,
    /// What any order costs more than the same order of the members.
    pub(super) surplus: i128,
}

impl Merged {
    /// Takes together what can be.
    pub(super) fn of(graph: &Graph) -> Self {
        /// Above this it would take longer than it spares.
        const MOST: usize = 1_000;
        if graph.len() > MOST {
            let members = (0..graph.len()).map(|job| vec![job]).collect();
            return Self { graph: graph.clone(), members, surplus: 0 };
        }
        let mut merging = Merging::new(graph);
        while merging.round() {}
        let kept: Vec<_> = merging.left.ones().collect();
        let place = |job: usize| kept.binary_search(&job).ok();
        let after = |&job: &usize| merging.earlier[job].ones().filter_map(place).collect();
        Self {
            graph: Graph::new(
                kept.iter().map(|&job| merging.time[job]).collect(),
                kept.iter().map(|&job| merging.weight[job]).collect(),
                kept.iter().map(after).collect(),
            ),
            members: kept.iter().map(|&job| merging.members[job].clone()).collect(),
            surplus: merging.surplus,
        }
    }

    /// An order of it as one of the members.
    pub(super) fn expand(&self, order: &[usize]) -> Vec<usize> {
        order.iter().flat_map(|&job| &self.members[job]).copied().collect()
    }
}

struct Merging {
    time: Vec<i128>,
    weight: Vec<i128>,
    /// All that must come before each job, and all that must come after it.
    earlier: Vec<FixedBitSet>,
    later: Vec<FixedBitSet>,
    members: Vec<Vec<usize>>,
    left: FixedBitSet,
    surplus: i128,
}

impl Merging {
    fn new(graph: &Graph) -> Self {
        let mut left = FixedBitSet::with_capacity(graph.len());
        left.insert_range(..);
        Self {
            time: graph.time.clone(),
            weight: graph.weight.clone(),
            earlier: graph.earlier(),
            later: graph.later(),
            members: (0..graph.len()).map(|job| vec![job]).collect(),
            left,
            surplus: 0,
        }
    }

    /// Goes over all jobs once; whether any were taken together.
    fn round(&mut self) -> bool {
        let count = self.left.count_ones(..);
        for job in 0..self.members.len() {
            if !self.left.contains(job) {
                continue;
            }
            if let Some(first) = nearest(&self.earlier[job], &self.earlier)
                && self.free(job).all(|other| self.pay(job, other).is_ge())
            {
                self.unite(first, job);
            } else if let Some(second) = nearest(&self.later[job], &self.later)
                && self.free(job).all(|other| self.pay(job, other).is_le())
            {
                self.unite(job, second);
            }
        }
        self.left.count_ones(..) < count
    }

    /// The jobs that may come before or after this one.
    fn free(&self, job: usize) -> impl Iterator<Item = usize> {
        let is_free = move |other: &usize| {
            *other != job && !self.earlier[job].contains(*other) && !self.later[job].contains(*other)
        };
        self.left.ones().filter(is_free)
    }

    fn pay(&self, one: usize, other: usize) -> Ordering {
        (self.weight[one] * self.time[other]).cmp(&(self.weight[other] * self.time[one]))
    }

    /// Makes two jobs one, under the number of the second. All that one of them needs comes before both, all that needs
    /// one of them after both.
    fn unite(&mut self, first: usize, second: usize) {
        self.surplus += self.weight[first] * self.time[second];
        self.time[second] += self.time[first];
        self.weight[second] += self.weight[first];
        let mut members = std::mem::take(&mut self.members[first]);
        members.append(&mut self.members[second]);
        self.members[second] = members;
        self.left.remove(first);
        let mut earlier = self.earlier[first].clone();
        earlier.union_with(&self.earlier[second]);
        let mut later = self.later[first].clone();
        later.union_with(&self.later[second]);
        for gone in [first, second] {
            earlier.remove(gone);
            later.remove(gone);
        }
        for job in earlier.ones() {
            self.later[job].union_with(&later);
            self.later[job].insert(second);
            self.later[job].remove(first);
        }
        for job in later.ones() {
            self.earlier[job].union_with(&earlier);
            self.earlier[job].insert(second);
            self.earlier[job].remove(first);
        }
        self.earlier[second] = earlier;
        self.later[second] = later;
    }
}

/// The one of a set of which all others lie beyond, where `beyond` is for each job what lies beyond it.
fn nearest(set: &FixedBitSet, beyond: &[FixedBitSet]) -> Option<usize> {
    let others = set.count_ones(..).checked_sub(1)?;
    set.ones().find(|&job| beyond[job].count_ones(..) == others)
}
