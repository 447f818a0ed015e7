//! Jobs that may as well follow each other at once, taken together, and those that may as well come first, put first.
//!
//! Where a job pays no worse than any that could come between it and the only job right before it, some best order has
//! none between them; and so where it pays no better than any that could come between it and the only one right after
//! it. As one job they leave less to search, and the chart of their block bounds it more closely.
//!
//! Where of two jobs one pays no worse, needs nothing that the other does not need, and is needed by all that need the
//! other, some best order has it first: in `other … one` either `one` can as well come at once before `other` or `other`
//! at once after `one`, depending on how what is between them pays.

use fixedbitset::FixedBitSet;

use super::{Graph, Pay};

/// A graph each job of which stands for some of another graph.
#[derive(Clone, Debug)]
pub(super) struct Merged {
    pub(super) graph: Graph,
    /// For each job those that it stands for, in order.
    members: Vec<Vec<usize>>,
}

impl Merged {
    /// Each job for itself.
    pub(super) fn single(graph: Graph) -> Self {
        let members = (0..graph.len()).map(|job| vec![job]).collect();
        Self { graph, members }
    }

    /// Some of the jobs alone, in the order of positions.
    pub(super) fn part(&self, set: &[usize]) -> Self {
        let members = set.iter().map(|&job| self.members[job].clone()).collect();
        Self { graph: self.graph.part(set), members }
    }

    /// Takes together and puts first what can be.
    pub(super) fn merge(self) -> Self {
        /// Above this it would take longer than it spares.
        const MOST: usize = 500;
        if self.graph.len() > MOST {
            return self;
        }
        let mut merging = Merging::new(self);
        while merging.unite_all() || merging.arrange_all() {}
        merging.merged()
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
}

impl Merging {
    fn new(Merged { graph, members }: Merged) -> Self {
        let mut left = FixedBitSet::with_capacity(graph.len());
        left.insert_range(..);
        Self { earlier: graph.earlier(), later: graph.later(), time: graph.time, weight: graph.weight, members, left }
    }

    /// What is left, with those prerequisites that do not follow from others.
    fn merged(mut self) -> Merged {
        let kept: Vec<_> = self.left.ones().collect();
        let place = |job: usize| kept.binary_search(&job).ok();
        let direct = |&job: &usize| {
            let mut direct = self.earlier[job].clone();
            for earlier in self.earlier[job].ones() {
                direct.difference_with(&self.earlier[earlier]);
            }
            direct.ones().filter_map(place).collect()
        };
        Merged {
            graph: Graph::new(
                kept.iter().map(|&job| self.time[job]).collect(),
                kept.iter().map(|&job| self.weight[job]).collect(),
                kept.iter().map(direct).collect(),
            ),
            members: kept.iter().map(|&job| std::mem::take(&mut self.members[job])).collect(),
        }
    }

    /// Goes over all jobs once; whether any were taken together.
    fn unite_all(&mut self) -> bool {
        let count = self.left.count_ones(..);
        for job in 0..self.members.len() {
            if !self.left.contains(job) {
                continue;
            }
            if let Some(first) = nearest(&self.earlier[job], &self.earlier)
                && self.free(job).all(|other| self.pay(job) >= self.pay(other))
            {
                self.unite(first, job);
            } else if let Some(second) = nearest(&self.later[job], &self.later)
                && self.free(job).all(|other| self.pay(job) <= self.pay(other))
            {
                self.unite(job, second);
            }
        }
        self.left.count_ones(..) < count
    }

    /// Goes over all pairs once, to put first of each what may as well come first; whether any was.
    fn arrange_all(&mut self) -> bool {
        /// Above this it would take longer than it spares.
        const MOST: usize = 300;
        let mut arranged = false;
        if self.left.count_ones(..) > MOST {
            return arranged;
        }
        for one in 0..self.members.len() {
            if !self.left.contains(one) {
                continue;
            }
            let others: Vec<_> = self.free(one).collect();
            for other in others {
                if (self.pay(one), other) > (self.pay(other), one)
                    && !self.later[one].contains(other)
                    && self.earlier[one].is_subset(&self.earlier[other])
                    && self.later[other].is_subset(&self.later[one])
                {
                    self.put_first(one, other);
                    arranged = true;
                }
            }
        }
        arranged
    }

    /// The jobs that may come before or after this one.
    fn free(&self, job: usize) -> impl Iterator<Item = usize> {
        let is_free = move |other: &usize| {
            *other != job && !self.earlier[job].contains(*other) && !self.later[job].contains(*other)
        };
        self.left.ones().filter(is_free)
    }

    fn pay(&self, job: usize) -> Pay {
        Pay { weight: self.weight[job], time: self.time[job] }
    }

    /// Makes two jobs one, under the number of the second. All that one of them needs comes before both, all that needs
    /// one of them after both.
    fn unite(&mut self, first: usize, second: usize) {
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

    /// Makes one job a prerequisite of another, with all that follows from it.
    fn put_first(&mut self, first: usize, second: usize) {
        let (mut before, mut behind) = (self.earlier[first].clone(), self.later[second].clone());
        before.insert(first);
        behind.insert(second);
        for job in before.ones() {
            self.later[job].union_with(&behind);
        }
        for job in behind.ones() {
            self.earlier[job].union_with(&before);
        }
    }
}

/// The one of a set of which all others lie beyond, where `beyond` is for each job what lies beyond it.
fn nearest(set: &FixedBitSet, beyond: &[FixedBitSet]) -> Option<usize> {
    let others = set.count_ones(..).checked_sub(1)?;
    set.ones().find(|&job| beyond[job].count_ones(..) == others)
}
