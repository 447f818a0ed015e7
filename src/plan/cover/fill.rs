//! Makes closed sets worth just enough.

use fixedbitset::FixedBitSet;

use super::{Problem, sum};

/// Adds to a closed set until it is worth enough, always the job that with all it needs is worth most for its time, where
/// nothing beyond what is wanted counts; then takes out what can go. Nothing of `left` is added; none if the rest is not
/// worth enough.
pub(super) fn fill(problem: &Problem, mut set: FixedBitSet, left: &FixedBitSet) -> Option<FixedBitSet> {
    let mut missing = problem.wanted - sum(&problem.graph.weight, &set);
    while missing > 0 {
        let (best, _, _) = (0..problem.len())
            .filter(|&job| !set.contains(job) && !left.contains(job))
            .map(|job| {
                let needed = || problem.earlier[job].difference(&set).chain([job]);
                let weight = needed().map(|job| problem.graph.weight[job]).sum::<i128>().min(missing);
                let time = needed().map(|job| problem.graph.time[job]).sum::<i128>();
                (job, weight, time)
            })
            .filter(|(_, weight, _)| *weight > 0)
            .reduce(|best, next| if next.1 * best.2 > best.1 * next.2 { next } else { best })?;
        set.union_with(&problem.earlier[best]);
        set.insert(best);
        missing = problem.wanted - sum(&problem.graph.weight, &set);
    }
    trim(problem, &mut set);
    Some(set)
}

/// Takes out what is not needed to be worth enough, always the job whose leaving, with all that need it, saves most, until
/// nothing can go.
pub(super) fn trim(problem: &Problem, set: &mut FixedBitSet) {
    let mut spare = sum(&problem.graph.weight, set) - problem.wanted;
    loop {
        let tail = |values: &[i128], job: usize| -> i128 {
            values[job] + problem.later[job].intersection(set).map(|later| values[later]).sum::<i128>()
        };
        let can_go = set
            .ones()
            .filter(|&job| problem.graph.weight[job] <= spare && tail(&problem.graph.weight, job) <= spare)
            .map(|job| (tail(&problem.rank, job), job))
            .max();
        let Some((_, job)) = can_go else { return };
        spare -= tail(&problem.graph.weight, job);
        set.difference_with(&problem.later[job]);
        set.set(job, false);
    }
}
