//! The best order by dynamic programming over ideals: sets of jobs that hold all their own prerequisites.

use std::collections::HashMap;

use super::Graph;

/// More ideals than this in one piece are not looked at.
const MOST: usize = 20_000;

/// A set of places, as bits.
type Set = u128;

/// An ideal and where it leads: each job that can come next, with the ideal that this gives.
struct Ideal {
    members: Set,
    next: Vec<(usize, usize)>,
}

/// The cheapest order of the jobs of `set`, of equals the one that takes the first jobs first; none if the piece has too
/// many jobs or ideals.
pub(super) fn best(graph: &Graph, set: &[usize]) -> Option<Vec<usize>> {
    if set.len() == 1 {
        return Some(set.to_vec());
    }
    let ideals = ideals(graph, set)?;
    let whole = graph.total_weight(set);
    let weight = |members: Set| -> i128 { places(members).map(|at| graph.weight[set[at]]).sum() };
    let mut cheapest = vec![(0_i128, usize::MAX, usize::MAX); ideals.len()];
    for (at, ideal) in ideals.iter().enumerate().rev() {
        let waiting = whole - weight(ideal.members);
        let costs = ideal.next.iter().map(|&(job, to)| (graph.time[set[job]] * waiting + cheapest[to].0, job, to));
        if let Some(least) = costs.min() {
            cheapest[at] = least;
        }
    }
    let mut order = Vec::with_capacity(set.len());
    let mut at = 0;
    while let Some(&job) = set.get(cheapest[at].1) {
        order.push(job);
        at = cheapest[at].2;
    }
    Some(order)
}

/// All ideals, each after those that lead to it.
fn ideals(graph: &Graph, set: &[usize]) -> Option<Vec<Ideal>> {
    if set.len() > Set::BITS as usize {
        return None;
    }
    let place: HashMap<_, _> = set.iter().enumerate().map(|(at, job)| (*job, at)).collect();
    let inside = |job: &usize| -> Set {
        graph.after[*job].iter().filter_map(|needed| place.get(needed)).fold(0, |bits, at| bits | 1 << at)
    };
    let needs: Vec<Set> = set.iter().map(inside).collect();
    let whole = Set::MAX >> (Set::BITS as usize - set.len());
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

fn places(mut bits: Set) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(lowest)
    })
}
