//! Orders that are quickly found and mostly good, from which the search goes on.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Graph, Pay, ideals};

/// The cheapest of several orders of all jobs.
pub(super) fn best(graph: &Graph) -> Vec<usize> {
    /// Above this all that comes before each job is too much to keep at hand.
    const MOST: usize = 4_000;
    let mut orders = vec![available(graph)];
    if graph.len() <= MOST {
        let mut backwards = closures(&graph.mirrored());
        backwards.reverse();
        orders.extend([closures(graph), backwards]);
    }
    for order in &mut orders {
        exchange(graph, order);
    }
    let mut best = orders.into_iter().min_by_key(|order| graph.cost(order)).unwrap_or_default();
    rearrange(graph, &mut best);
    best
}

/// Always the job that pays best for its time among those that can come next.
pub(super) fn available(graph: &Graph) -> Vec<usize> {
    let pay = |job: usize| (graph.pay(job), Reverse(job));
    let mut missing: Vec<_> = graph.after.iter().map(Vec::len).collect();
    let mut free: BinaryHeap<_> = (0..missing.len()).filter(|at| missing[*at] == 0).map(pay).collect();
    let mut order = Vec::with_capacity(missing.len());
    while let Some((_, Reverse(at))) = free.pop() {
        order.push(at);
        for &later in &graph.before[at] {
            missing[later] -= 1;
            if missing[later] == 0 {
                free.push(pay(later));
            }
        }
    }
    order
}

/// Always the job that pays best for its time together with all that it still needs, and all that before it.
pub(super) fn closures(graph: &Graph) -> Vec<usize> {
    let (earlier, later) = (graph.earlier(), graph.later());
    let sum = |own: i128, values: &[i128], at: usize| own + earlier[at].ones().map(|job| values[job]).sum::<i128>();
    let closure = |at: usize| Pay {
        weight: sum(graph.weight[at], &graph.weight, at),
        time: sum(graph.time[at], &graph.time, at),
    };
    let mut closures: Vec<_> = (0..graph.len()).map(closure).collect();
    let mut done = vec![false; graph.len()];
    let mut order = Vec::with_capacity(graph.len());
    while let Some(at) = (0..graph.len()).filter(|at| !done[*at]).max_by_key(|at| (closures[*at], Reverse(*at))) {
        let mut needed: Vec<_> = earlier[at].ones().chain([at]).filter(|job| !done[*job]).collect();
        needed.sort_unstable_by_key(|&job| graph.rank[job]);
        for job in needed {
            done[job] = true;
            order.push(job);
            for dependent in later[job].ones() {
                closures[dependent].weight -= graph.weight[job];
                closures[dependent].time -= graph.time[job];
            }
        }
    }
    order
}

/// Exchanges neighbouring runs of jobs where the second pays better and needs nothing of the first, as long as something
/// changes.
fn exchange(graph: &Graph, order: &mut [usize]) {
    const ROUNDS: usize = 20;
    const LONGEST: usize = 4;
    for _ in 0..ROUNDS {
        let mut changed = false;
        for middle in 1..order.len() {
            let starts = middle.saturating_sub(LONGEST)..middle;
            changed |= starts.rev().any(|start| {
                let ends = middle + 1..=(middle + LONGEST).min(order.len());
                ends.into_iter().any(|end| swap(graph, &mut order[start..end], middle - start))
            });
        }
        if !changed {
            return;
        }
    }
}

/// Puts a few jobs that follow each other in their best order, again and again along the whole, as long as that helps.
fn rearrange(graph: &Graph, order: &mut [usize]) {
    /// Above this it takes longer than it is worth.
    const MOST: usize = 200;
    const ROUNDS: usize = 20;
    const WIDTH: usize = 12;
    const STRIDE: usize = WIDTH / 2;
    if order.len() > MOST {
        return;
    }
    let windows = order.len().div_ceil(STRIDE);
    let mut is_due = vec![true; windows];
    for _ in 0..ROUNDS {
        for nth in 0..windows {
            if !std::mem::take(&mut is_due[nth]) {
                continue;
            }
            let start = nth * STRIDE;
            let end = (start + WIDTH).min(order.len());
            let window = &mut order[start..end];
            let mut set = window.to_vec();
            set.sort_unstable();
            let Some(best) = ideals::best(&graph.part(&set)) else { continue };
            let best: Vec<_> = best.into_iter().map(|at| set[at]).collect();
            if graph.cost(&best) < graph.cost(window) {
                window.copy_from_slice(&best);
                is_due[nth.saturating_sub(1)..(nth + 2).min(windows)].fill(true);
                is_due[nth] = false;
            }
        }
        if !is_due.contains(&true) {
            return;
        }
    }
}

/// Exchanges two runs if that is better; whether it was.
fn swap(graph: &Graph, runs: &mut [usize], middle: usize) -> bool {
    let (first, second) = runs.split_at(middle);
    let pays_more =
        graph.total_weight(second) * graph.total_time(first) > graph.total_weight(first) * graph.total_time(second);
    let needs = |job: &usize| graph.after[*job].iter().any(|needed| first.contains(needed));
    if !pays_more || second.iter().any(needs) {
        return false;
    }
    runs.rotate_left(middle);
    true
}
