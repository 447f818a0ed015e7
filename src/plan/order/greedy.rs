//! Orders that are quickly found and mostly good, for pieces too large to be solved exactly.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::Graph;

/// Several orders of a set; at least one.
pub(super) fn orders(graph: &Graph, set: &[usize]) -> Vec<Vec<usize>> {
    /// Closures are found again after each choice, so the work grows with the cube of the size.
    const MOST: usize = 300;
    let part = graph.part(set, false);
    let mut orders = vec![available(&part)];
    if set.len() <= MOST {
        orders.push(closures(&part));
        let mut backwards = closures(&graph.part(set, true));
        backwards.reverse();
        orders.push(backwards);
    }
    for order in &mut orders {
        exchange(&part, order);
    }
    orders.into_iter().map(|order| order.into_iter().map(|at| set[at]).collect()).collect()
}

/// Weight for the time that it takes; of equals the first is greater.
#[derive(Clone, Copy, Debug)]
struct Worth {
    weight: i128,
    time: i128,
    at: usize,
}

impl Ord for Worth {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.weight * other.time).cmp(&(other.weight * self.time)).then(Reverse(self.at).cmp(&Reverse(other.at)))
    }
}

impl PartialOrd for Worth {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Worth {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Worth {}

/// Always the job that pays best for its time among those that can come next.
fn available(graph: &Graph) -> Vec<usize> {
    let worth = |at: usize| Worth { weight: graph.weight[at], time: graph.time[at], at };
    let mut missing: Vec<_> = graph.after.iter().map(Vec::len).collect();
    let mut free: BinaryHeap<_> = (0..missing.len()).filter(|at| missing[*at] == 0).map(worth).collect();
    let mut order = Vec::with_capacity(missing.len());
    while let Some(Worth { at, .. }) = free.pop() {
        order.push(at);
        for &later in &graph.before[at] {
            missing[later] -= 1;
            if missing[later] == 0 {
                free.push(worth(later));
            }
        }
    }
    order
}

/// Always the job that pays best for its time together with all that it still needs, and all that before it.
fn closures(graph: &Graph) -> Vec<usize> {
    let mut done = vec![false; graph.time.len()];
    let mut order = Vec::with_capacity(done.len());
    while order.len() < done.len() {
        let candidates = (0..done.len()).filter(|at| !done[*at]).map(|at| {
            let needed = missing(graph, &done, at);
            (Worth { weight: graph.total_weight(&needed), time: graph.total_time(&needed), at }, needed)
        });
        let Some((_, mut needed)) = candidates.max_by_key(|(worth, _)| *worth) else { break };
        needed.sort_unstable_by_key(|&at| graph.rank[at]);
        for &at in &needed {
            done[at] = true;
        }
        order.extend(needed);
    }
    order
}

fn missing(graph: &Graph, done: &[bool], at: usize) -> Vec<usize> {
    let mut seen = vec![false; done.len()];
    let mut found = vec![at];
    seen[at] = true;
    let mut next = 0;
    while let Some(&job) = found.get(next) {
        next += 1;
        for &needed in graph.after[job].iter().filter(|needed| !done[**needed]) {
            if !std::mem::replace(&mut seen[needed], true) {
                found.push(needed);
            }
        }
    }
    found
}

/// Moves single jobs forwards past neighbours that pay less, as long as prerequisites allow and something changes.
fn exchange(graph: &Graph, order: &mut [usize]) {
    const ROUNDS: usize = 20;
    for _ in 0..ROUNDS {
        let mut changed = false;
        for at in 1..order.len() {
            let (first, second) = (order[at - 1], order[at]);
            let pays_more = graph.weight[second] * graph.time[first] > graph.weight[first] * graph.time[second];
            if pays_more && !graph.after[second].contains(&first) {
                order.swap(at - 1, at);
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}
