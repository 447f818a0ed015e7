//! The best order by dynamic programming over ideals: sets of jobs that hold all their own prerequisites.

use std::collections::HashMap;

use super::Graph;

/// More ideals than this in one piece are not looked at.
const MOST: usize = 2_000;

/// A set of jobs, as bits.
pub(super) type Set = u128;

/// An ideal and where it leads: each job that can come next, with the ideal that this gives.
struct Ideal {
    members: Set,
    next: Vec<(usize, usize)>,
}

/// The cheapest order of all jobs, of equals the one that takes the first jobs first; none if there are too many jobs or
/// ideals.
pub(super) fn best(graph: &Graph) -> Option<Vec<usize>> {
    if graph.len() <= 1 {
        return Some((0..graph.len()).collect());
    }
    let ideals = ideals(graph)?;
    let whole: i128 = graph.weight.iter().sum();
    let weight = |members: Set| -> i128 { places(members).map(|job| graph.weight[job]).sum() };
    let mut cheapest = vec![(0_i128, usize::MAX, usize::MAX); ideals.len()];
    for (at, ideal) in ideals.iter().enumerate().rev() {
        let waiting = whole - weight(ideal.members);
        let costs = ideal.next.iter().map(|&(job, to)| (graph.time[job] * waiting + cheapest[to].0, job, to));
        if let Some(least) = costs.min() {
            cheapest[at] = least;
        }
    }
    let mut order = Vec::with_capacity(graph.len());
    let mut at = 0;
    while order.len() < graph.len() {
        order.push(cheapest[at].1);
        at = cheapest[at].2;
    }
    Some(order)
}

/// All ideals, each after those that lead to it.
fn ideals(graph: &Graph) -> Option<Vec<Ideal>> {
    if graph.len() > Set::BITS as usize {
        return None;
    }
    let needs = needs(graph);
    let whole = Set::MAX >> (Set::BITS as usize - graph.len());
    let mut found = vec![Ideal { members: 0, next: Vec::new() }];
    let mut index = HashMap::from([(0, 0)]);
    let mut at = 0;
    while at < found.len() {
        let members = found[at].members;
        for job in places(whole & !members).filter(|&job| needs[job] & !members == 0) {
            let larger = members | 1 << job;
            let to = *index.entry(larger).or_insert(found.len());
            if to == found.len() {
                if to == MOST {
                    return None;
                }
                found.push(Ideal { members: larger, next: Vec::new() });
            }
            found[at].next.push((job, to));
        }
        at += 1;
    }
    Some(found)
}

/// The prerequisites of each job.
pub(super) fn needs(graph: &Graph) -> Vec<Set> {
    graph.after.iter().map(|needed| needed.iter().fold(0, |set, job| set | 1 << job)).collect()
}

/// The jobs of a set, first to last.
pub(super) fn places(mut bits: Set) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(lowest)
    })
}
