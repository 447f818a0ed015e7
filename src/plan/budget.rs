//! What is worth most within so many hours: the knapsack problem with prerequisites, by branch and bound.
//!
//! The jobs are gone through in the order of Sidney's blocks, each taken or not. What the jobs still ahead can add is
//! bounded by filling the hours left with whole blocks, best first, and a part of the last one: no closed part of a
//! block pays better than the block.

use std::cmp::Ordering;

use super::order::{Job, blocks};

/// The jobs worth taking.
#[derive(Debug)]
pub(super) struct Selection {
    /// For each job whether it is in.
    pub(super) taken: Vec<bool>,
    /// Whether nothing can be worth more.
    pub(super) proved: bool,
}

/// After so many looks at a job or a block the best found so far has to do.
const LOOKS: usize = 20_000_000;

/// Chooses the jobs worth most whose hours are at most the budget, each with its prerequisites; of what is worth nothing
/// only what is needed. `order` is any order in which prerequisites come first.
pub(super) fn select(jobs: &[Job], order: &[usize], budget: u64) -> Selection {
    let mut search = Search::new(jobs, order, budget);
    let proved = search.run();
    let taken = needed(jobs, order, &search.best);
    Selection { taken, proved }
}

/// Jobs that can be taken in any part, at the same pay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Segment {
    weight: u128,
    quarters: u64,
}

impl Segment {
    fn of<'a>(jobs: impl Iterator<Item = &'a Job>) -> Self {
        jobs.fold(Self { weight: 0, quarters: 0 }, |sum, job| Self {
            weight: sum.weight + u128::from(job.weight),
            quarters: sum.quarters + job.quarters,
        })
    }

    /// Better pay first.
    fn pay(&self, other: &Self) -> Ordering {
        (other.weight * u128::from(self.quarters)).cmp(&(self.weight * u128::from(other.quarters)))
    }
}

struct Search<'a> {
    jobs: &'a [Job],
    sequence: Vec<usize>,
    /// For each place in the sequence what is left of its block from there on, best pay first.
    rest: Vec<Vec<Segment>>,
    /// For each place in the sequence the first block that lies wholly after its own.
    later: Vec<usize>,
    blocks: Vec<Segment>,
    left: u64,
    worth: u128,
    taken: Vec<bool>,
    most: u128,
    best: Vec<bool>,
}

impl<'a> Search<'a> {
    fn new(jobs: &'a [Job], order: &[usize], budget: u64) -> Self {
        let mut place = vec![0; jobs.len()];
        for (at, &job) in order.iter().enumerate() {
            place[job] = at;
        }
        let mut search = Self {
            jobs,
            sequence: Vec::with_capacity(jobs.len()),
            rest: Vec::with_capacity(jobs.len()),
            later: Vec::with_capacity(jobs.len()),
            blocks: Vec::new(),
            left: budget,
            worth: 0,
            taken: vec![false; jobs.len()],
            most: 0,
            best: vec![false; jobs.len()],
        };
        for mut block in blocks(jobs) {
            block.sort_unstable_by_key(|&job| place[job]);
            search.blocks.push(Segment::of(block.iter().map(|&job| &jobs[job])));
            for from in 0..block.len() {
                search.rest.push(rest(jobs, &block[from..], block.len()));
                search.later.push(search.blocks.len());
            }
            search.sequence.extend(block);
        }
        search
    }

    /// Whether the search came to its end.
    fn run(&mut self) -> bool {
        let mut at = 0;
        let jobs = self.jobs.len().max(1);
        for _ in 0..(LOOKS / jobs).clamp(4 * jobs, 200_000.max(4 * jobs)) {
            if self.worth > self.most {
                self.most = self.worth;
                self.best.clone_from(&self.taken);
            }
            if at < self.sequence.len() && self.worth + self.bound(at) > self.most {
                let job = self.sequence[at];
                if self.jobs[job].quarters <= self.left && self.jobs[job].after.iter().all(|&needed| self.taken[needed])
                {
                    self.take(job);
                }
                at += 1;
                continue;
            }
            let Some(last) = (0..at).rev().find(|&earlier| self.taken[self.sequence[earlier]]) else { return true };
            self.leave(self.sequence[last]);
            at = last + 1;
        }
        false
    }

    fn take(&mut self, job: usize) {
        self.taken[job] = true;
        self.left -= self.jobs[job].quarters;
        self.worth += u128::from(self.jobs[job].weight);
    }

    fn leave(&mut self, job: usize) {
        self.taken[job] = false;
        self.left += self.jobs[job].quarters;
        self.worth -= u128::from(self.jobs[job].weight);
    }

    /// The most that the jobs from this place on can add.
    fn bound(&self, at: usize) -> u128 {
        let (mut own, mut later) = (self.rest[at].iter().peekable(), self.blocks[self.later[at]..].iter().peekable());
        let (mut left, mut bound) = (self.left, 0);
        while left > 0 {
            let own_first = match (own.peek(), later.peek()) {
                (Some(own), Some(later)) => own.pay(later).is_le(),
                (own, _) => own.is_some(),
            };
            let Some(segment) = (if own_first { own.next() } else { later.next() }) else { break };
            if segment.quarters > left {
                return bound + segment.weight * u128::from(left) / u128::from(segment.quarters);
            }
            bound += segment.weight;
            left -= segment.quarters;
        }
        bound
    }
}

/// What is left of a block, cut into parts of which no closed part pays better; in a large block each job is taken for
/// free of its prerequisites, which bounds it too.
fn rest(jobs: &[Job], rest: &[usize], block: usize) -> Vec<Segment> {
    const MOST: usize = 64;
    let mut segments: Vec<_> = if rest.len() == block {
        vec![Segment::of(rest.iter().map(|&job| &jobs[job]))]
    } else if block > MOST {
        rest.iter().map(|&job| Segment::of(std::iter::once(&jobs[job]))).collect()
    } else {
        let inside = |needed: &usize| rest.iter().position(|job| job == needed);
        let part =
            |&job: &usize| Job { after: jobs[job].after.iter().filter_map(inside).collect(), ..jobs[job].clone() };
        let part: Vec<_> = rest.iter().map(part).collect();
        blocks(&part).into_iter().map(|block| Segment::of(block.into_iter().map(|job| &part[job]))).collect()
    };
    segments.sort_by(Segment::pay);
    segments
}

/// Of the jobs in a set those that are worth something, and what they need.
fn needed(jobs: &[Job], order: &[usize], set: &[bool]) -> Vec<bool> {
    let mut needed: Vec<_> = set.iter().zip(jobs).map(|(taken, job)| *taken && job.weight > 0).collect();
    for &job in order.iter().rev().filter(|job| set[**job]) {
        if needed[job] {
            for &earlier in &jobs[job].after {
                needed[earlier] = true;
            }
        }
    }
    needed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::order::order;
    use super::*;

    fn jobs() -> impl Strategy<Value = Vec<Job>> {
        let job = (1_u64..12, prop_oneof![Just(0_u64), 1_u64..12], any::<u16>());
        proptest::collection::vec(job, 0..=14).prop_map(|drawn| {
            let job = |(at, (quarters, weight, bits)): (usize, (u64, u64, u16))| {
                let after = (0..at).filter(|earlier| (bits >> earlier) & 1 == 1 && (at + earlier) % 3 != 0).collect();
                Job { quarters, weight, after }
            };
            drawn.into_iter().enumerate().map(job).collect()
        })
    }

    fn worth(jobs: &[Job], is_in: impl Fn(usize) -> bool) -> Option<(u64, u64)> {
        let sound = |job: usize| !is_in(job) || jobs[job].after.iter().all(|&needed| is_in(needed));
        let sum = |value: fn(&Job) -> u64| (0..jobs.len()).filter(|job| is_in(*job)).map(|job| value(&jobs[job])).sum();
        (0..jobs.len()).all(sound).then(|| (sum(|job| job.weight), sum(|job| job.quarters)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn nothing_within_the_budget_is_worth_more(jobs in jobs(), budget in 0_u64..60) {
            let selection = select(&jobs, &order(&jobs).order, budget);
            let (found, quarters) = worth(&jobs, |job| selection.taken[job]).expect("prerequisites are in");
            let sets = (0_u32..1 << jobs.len()).filter_map(|set| worth(&jobs, |job| (set >> job) & 1 == 1));
            let most = sets.filter(|(_, quarters)| *quarters <= budget).map(|(worth, _)| worth).max();
            prop_assert!(selection.proved);
            prop_assert!(quarters <= budget);
            prop_assert_eq!(Some(found), most);
        }
    }
}
