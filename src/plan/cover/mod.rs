//! The least work that is worth enough: the covering knapsack problem with prerequisites.
//!
//! Of the sets of jobs that hold all their own prerequisites and what is required, and whose weights sum to at least what
//! is wanted, the one with the fewest quarters of an hour. A price on the weight leaves a maximum closure, so that a
//! minimum cut bounds what any such set takes (`price`); the cuts' own sets, filled up and trimmed, are good answers
//! (`fill`); branch and bound closes what is between the two (`search`).

mod fill;
mod price;
mod search;

use std::cmp::Ordering;

use fixedbitset::FixedBitSet;
use num_integer::Integer;

use super::order::{Graph, Job};

/// The jobs to do, with what is known of them. Nothing but what is required can be taken out of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Cover {
    /// Their positions, in order; what is required among them, so that they can be required of the next, larger cover.
    pub(super) taken: Vec<usize>,
    /// What they take together, with what is required.
    pub(super) quarters: u64,
    /// Nothing that is worth enough takes less; the same as `quarters` if they are proved to take the least.
    pub(super) bound: u64,
}

/// The set of jobs that takes the fewest quarters, holds the required ones and all prerequisites, and whose weights sum to
/// at least what is wanted. Of equals the one with fewer jobs, then the one with the larger sum of `gain`, then the one that
/// has the first job that is not in both. None if all jobs together are not worth enough.
///
/// The number of jobs, all quarters and all of `gain` should multiply to less than 2^100; above that the last digits of
/// `gain` do not count.
pub(super) fn cheapest(jobs: &[Job], required: &[usize], wanted: u128, gain: &[u64]) -> Option<Cover> {
    cheapest_within(jobs, required, wanted, gain, WORK)
}

/// After so many jobs in all cuts together the best found so far has to do: a few hundredths of a second for 200 jobs.
const WORK: usize = 70_000;

fn cheapest_within(jobs: &[Job], required: &[usize], wanted: u128, tie: &[u64], work: usize) -> Option<Cover> {
    let rest = match Rest::of(jobs, required, wanted, tie) {
        Ok(rest) => rest?,
        Err(taken) => {
            let quarters = quarters(jobs, &taken);
            return Some(Cover { quarters, bound: quarters, taken });
        }
    };
    let found = search::solve(&rest.problem, work);
    let mut taken: Vec<_> = found.set.ones().map(|at| rest.jobs[at]).chain(rest.base.iter().copied()).collect();
    taken.sort_unstable();
    let bound = quarters(jobs, &rest.base) + u64::try_from(found.bound * rest.problem.unit).unwrap_or(0);
    Some(Cover { quarters: quarters(jobs, &taken), taken, bound })
}

/// What the cheapest cover takes, if that is at most so many quarters; with little work, so that it may be found to take a
/// little more than it does.
pub(super) fn within(jobs: &[Job], required: &[usize], wanted: u128, most: u64) -> Option<u64> {
    const WORK: usize = 10_000;
    let (base, found) = match Rest::of(jobs, required, wanted, &vec![0; jobs.len()]) {
        Ok(rest) => {
            let rest = rest?;
            let base = quarters(jobs, &rest.base);
            let most = i128::from(most.checked_sub(base)?) / rest.problem.unit;
            (base, search::within(&rest.problem, most, WORK)? * rest.problem.unit)
        }
        Err(taken) => (quarters(jobs, &taken), 0),
    };
    Some(base + u64::try_from(found).unwrap_or(u64::MAX)).filter(|found| *found <= most)
}

fn quarters(jobs: &[Job], set: &[usize]) -> u64 {
    set.iter().map(|&job| jobs[job].quarters.max(1)).sum()
}

/// What is left to choose once what is required is taken.
#[derive(Debug)]
struct Rest {
    base: Vec<usize>,
    jobs: Vec<usize>,
    problem: Problem,
}

impl Rest {
    /// None if all that is left is not worth enough; what is required as an error if nothing more is wanted.
    fn of(jobs: &[Job], required: &[usize], wanted: u128, tie: &[u64]) -> Result<Option<Self>, Vec<usize>> {
        let graph = Graph::of(jobs);
        let held = held(&graph, required);
        let weight = |set: &[usize]| -> u128 { set.iter().map(|&job| u128::from(jobs[job].weight)).sum() };
        let base: Vec<_> = held.ones().collect();
        let wanted = wanted.saturating_sub(weight(&base));
        if wanted == 0 {
            return Err(base);
        }
        let rest = useful(&graph, &held);
        if weight(&rest) < wanted {
            return Ok(None);
        }
        let problem = Problem::of(graph.part(&rest), wanted, &rest.iter().map(|&job| tie[job]).collect::<Vec<_>>());
        Ok(Some(Self { base, jobs: rest, problem }))
    }
}

/// What is required, with all its prerequisites.
fn held(graph: &Graph, required: &[usize]) -> FixedBitSet {
    let earlier = graph.earlier();
    let mut held = FixedBitSet::with_capacity(graph.len());
    for &job in required {
        held.union_with(&earlier[job]);
        held.insert(job);
    }
    held
}

/// The jobs not held that are worth something or lead to one that is.
fn useful(graph: &Graph, held: &FixedBitSet) -> Vec<usize> {
    let later = graph.later();
    let is_worth = |job: usize| graph.weight[job] > 0;
    (0..graph.len()).filter(|&job| !held.contains(job) && (is_worth(job) || later[job].ones().any(is_worth))).collect()
}

/// What is left to choose, none of it useless, in the smallest whole numbers.
#[derive(Debug)]
struct Problem {
    graph: Graph,
    earlier: Vec<FixedBitSet>,
    later: Vec<FixedBitSet>,
    /// At most the sum of all weights.
    wanted: i128,
    /// The quarters that one unit of time in the graph stands for.
    unit: i128,
    /// Of each job its time, then its number, which is 1, then what it gains, as one number: of two sets the one
    /// with the smaller sum is better.
    rank: Vec<i128>,
}

impl Problem {
    fn of(graph: Graph, wanted: u128, gain: &[u64]) -> Self {
        let gcd = |values: &[i128]| values.iter().fold(0, |gcd: i128, value| gcd.gcd(value)).max(1);
        let reduced = |values: &[i128], by: i128| values.iter().map(|value| value / by).collect::<Vec<_>>();
        let (unit, measure) = (gcd(&graph.time), gcd(&graph.weight));
        let (time, weight) = (reduced(&graph.time, unit), reduced(&graph.weight, measure));
        let graph = graph.with(time, weight);
        let wanted = i128::try_from(wanted).unwrap_or(i128::MAX);
        let gain: Vec<_> = gain.iter().map(|gain| i128::from(*gain)).collect();
        let rank = ranks(&graph.time, &reduced(&gain, gcd(&gain)));
        Self {
            earlier: graph.earlier(),
            later: graph.later(),
            wanted: wanted.div_euclid(measure) + i128::from(wanted % measure > 0),
            unit,
            rank,
            graph,
        }
    }

    fn len(&self) -> usize {
        self.graph.len()
    }

    /// Whether a set is better than another: the total order by which covers are told apart.
    fn order(&self, one: &FixedBitSet, other: &FixedBitSet) -> Ordering {
        let first = || match one.symmetric_difference(other).min() {
            Some(job) if one.contains(job) => Ordering::Less,
            Some(_) => Ordering::Greater,
            None => Ordering::Equal,
        };
        sum(&self.rank, one).cmp(&sum(&self.rank, other)).then_with(first)
    }
}

/// At most so many bits has what is summed over all jobs, so that there is room for prices.
const BITS: u32 = 100;

/// Times, numbers of jobs and gains as one number for each job.
fn ranks(time: &[i128], gain: &[i128]) -> Vec<i128> {
    let jobs = i128::try_from(time.len()).unwrap_or(i128::MAX);
    let others = bits(jobs) + bits(time.iter().sum()) + 1;
    let shift = (others + bits(gain.iter().sum())).saturating_sub(BITS);
    let gain: Vec<_> = gain.iter().map(|gain| gain >> shift).collect();
    let job = gain.iter().sum::<i128>() + 1;
    let quarter = job * (jobs + 1);
    time.iter().zip(gain).map(|(time, gain)| time * quarter + job - gain).collect()
}

const fn bits(value: i128) -> u32 {
    i128::BITS - value.leading_zeros()
}

fn sum(values: &[i128], set: &FixedBitSet) -> i128 {
    set.ones().map(|job| values[job]).sum()
}

#[cfg(test)]
mod generated;
#[cfg(test)]
mod tests;
