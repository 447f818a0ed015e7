//! Sidney's decomposition (Sidney 1975), again inside series parts, down to pieces that are solved on their own.

use super::closure::{Split, split};
use super::{Graph, greedy, ideals};

/// An order and the least that any order can cost.
#[derive(Debug)]
pub(super) struct Decomposed {
    pub(super) order: Vec<usize>,
    pub(super) bound: i128,
}

enum Work {
    /// Jobs of which nothing is known.
    Set(Vec<usize>),
    /// Jobs no closed part of which pays better than the whole.
    Block(Vec<usize>),
}

/// Orders all jobs.
pub(super) fn decompose(graph: &Graph) -> Decomposed {
    let mut place = vec![usize::MAX; graph.time.len()];
    let mut result = Decomposed { order: Vec::with_capacity(graph.time.len()), bound: 0 };
    let mut elapsed = 0;
    let mut waiting = vec![Work::Set((0..graph.time.len()).collect())];
    while let Some(work) = waiting.pop() {
        match work {
            Work::Set(set) if set.is_empty() => {}
            Work::Set(set) => match split(graph, set, &mut place) {
                Split::Uneven(better, rest) => waiting.extend([Work::Set(rest), Work::Set(better)]),
                Split::Even(parts) => waiting.extend(parts.into_iter().rev().map(Work::Block)),
            },
            Work::Block(block) => {
                let series = if block.len() > 1 { series(graph, block) } else { vec![block] };
                if series.len() > 1 {
                    waiting.extend(series.into_iter().rev().map(Work::Set));
                    continue;
                }
                for piece in series {
                    let (order, bound) = solve(graph, piece);
                    result.bound += graph.total_weight(&order) * elapsed + bound;
                    elapsed += graph.total_time(&order);
                    result.order.extend(order);
                }
            }
        }
    }
    result
}

/// The blocks of a set, those that pay best for their time first; no closed part of a block pays better than the block.
pub(super) fn blocks(graph: &Graph, set: Vec<usize>) -> Vec<Vec<usize>> {
    let mut place = vec![usize::MAX; graph.time.len()];
    let mut blocks = Vec::new();
    let mut waiting = vec![set];
    while let Some(set) = waiting.pop().filter(|set| !set.is_empty()) {
        match split(graph, set, &mut place) {
            Split::Uneven(better, rest) => waiting.extend([rest, better]),
            Split::Even(parts) => blocks.extend(parts),
        }
    }
    blocks
}

/// The order of a piece that cannot be cut further and the least that it can cost from its own start: exact where its
/// ideals are few, else by heuristics and the two-dimensional Gantt chart.
fn solve(graph: &Graph, piece: Vec<usize>) -> (Vec<usize>, i128) {
    if let Some(order) = ideals::best(graph, &piece) {
        let cost = graph.cost(&order);
        return (order, cost);
    }
    let cheapest = greedy::orders(graph, &piece).into_iter().min_by_key(|order| graph.cost(order));
    let bound = gantt(graph, &piece);
    (cheapest.unwrap_or(piece), bound)
}

/// The least that any order of a block can cost, because no closed part of it pays better than the whole (Eastman, Even
/// and Isaacs 1964; Goemans and Williamson 2000): half of what lies in the chart of all weight by all time, and half of
/// the jobs' own rectangles, rounded up since costs are whole.
pub(super) fn gantt(graph: &Graph, block: &[usize]) -> i128 {
    let each: i128 = block.iter().map(|&job| graph.weight[job] * graph.time[job]).sum();
    let twice = graph.total_weight(block) * graph.total_time(block) + each;
    (twice + 1) / 2
}

/// Cuts a block wherever everything before the cut must come before everything after it.
fn series(graph: &Graph, mut block: Vec<usize>) -> Vec<Vec<usize>> {
    /// Above this the table of who comes after whom is too large to be worth it.
    const MOST: usize = 12_000;
    if block.len() > MOST {
        return vec![block];
    }
    block.sort_unstable_by_key(|&job| graph.rank[job]);
    let leading = leading(graph, &block);
    let mut parts = Vec::new();
    let mut least = usize::MAX;
    for cut in (1..block.len()).rev() {
        least = least.min(leading[cut]);
        if least >= cut {
            parts.push(block.split_off(cut));
        }
    }
    parts.push(block);
    parts.reverse();
    for part in &mut parts {
        part.sort_unstable();
    }
    parts
}

/// For each job of a block in topological order: how many jobs from the first on must all come before it.
fn leading(graph: &Graph, block: &[usize]) -> Vec<usize> {
    let words = block.len().div_ceil(64);
    let mut place = std::collections::HashMap::with_capacity(block.len());
    let mut earlier = vec![0_u64; words * block.len()];
    let mut leading = Vec::with_capacity(block.len());
    for (at, job) in block.iter().enumerate() {
        let (done, rest) = earlier.split_at_mut(at * words);
        let own = &mut rest[..words];
        for needed in graph.after[*job].iter().filter_map(|needed| place.get(needed)).copied() {
            let needed: usize = needed;
            for (word, other) in own.iter_mut().zip(&done[needed * words..(needed + 1) * words]) {
                *word |= other;
            }
            own[needed / 64] |= 1 << (needed % 64);
        }
        let full = own.iter().take_while(|word| **word == u64::MAX).count();
        let ones = own.get(full).map_or(0, |word| word.trailing_ones() as usize);
        leading.push(full * 64 + ones);
        place.insert(*job, at);
    }
    leading
}
