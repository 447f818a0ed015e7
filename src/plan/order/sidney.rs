//! Takes jobs apart by Sidney's decomposition (Sidney 1975), and their series parts again.

use std::ops::Range;

use fixedbitset::FixedBitSet;

use super::Graph;
use super::closure::{Split, Splitter};

enum Work {
    /// Jobs of which nothing is known.
    Set(Vec<usize>),
    /// Jobs no closed part of which pays better than the whole.
    Block(Vec<usize>),
}

/// The pieces of a set, in the order in which some best order of it takes them one after the other: no closed part of a
/// piece pays better than the piece, and none comes before all the rest of it. Each piece in the order of positions.
pub(super) fn pieces(splitter: &mut Splitter<'_>, set: Vec<usize>) -> Vec<Vec<usize>> {
    let graph = splitter.graph();
    let mut pieces = Vec::new();
    let mut waiting = vec![Work::Set(set)];
    while let Some(work) = waiting.pop() {
        match work {
            Work::Set(set) => {
                let (first, set, last) = peel(splitter, set);
                pieces.extend(first.into_iter().map(|job| vec![job]));
                waiting.extend(last.into_iter().rev().map(|job| Work::Block(vec![job])));
                if set.is_empty() {
                    continue;
                }
                match splitter.split(set) {
                    Split::Uneven(better, rest) => waiting.extend([Work::Set(rest), Work::Set(better)]),
                    Split::Even(parts) => waiting.extend(parts.into_iter().rev().map(Work::Block)),
                }
            }
            Work::Block(block) if block.len() == 1 => pieces.push(block),
            Work::Block(block) => {
                let mut series = series(graph, block);
                if series.len() > 1 {
                    waiting.extend(series.into_iter().rev().map(Work::Set));
                } else {
                    pieces.append(&mut series);
                }
            }
        }
    }
    pieces
}

/// The blocks of a set, those that pay best for their time first; no closed part of a block pays better than the block.
pub(super) fn blocks(graph: &Graph, set: Vec<usize>) -> Vec<Vec<usize>> {
    let mut splitter = Splitter::new(graph);
    let mut blocks = Vec::new();
    let mut waiting = vec![set];
    while let Some(set) = waiting.pop().filter(|set| !set.is_empty()) {
        match splitter.split(set) {
            Split::Uneven(better, rest) => waiting.extend([rest, better]),
            Split::Even(parts) => blocks.extend(parts),
        }
    }
    blocks
}

/// The least that any order of a block can cost, because no closed part of it pays better than the whole (Eastman, Even
/// and Isaacs 1964; Goemans and Williamson 2000): half of what lies in the chart of all weight by all time, and half of
/// the jobs' own rectangles, rounded up since costs are whole.
pub(super) fn gantt(block: &Graph) -> i128 {
    let sum = |values: &[i128]| values.iter().sum::<i128>();
    let each: i128 = block.weight.iter().zip(&block.time).map(|(weight, time)| weight * time).sum();
    (sum(&block.weight) * sum(&block.time) + each + 1) / 2
}

/// Takes away what needs no cut: at the front the job that pays best of all if it needs none of the others, and so on;
/// at the back the one that pays least if none of the others needs it. The rest in the order of positions.
fn peel(splitter: &mut Splitter<'_>, mut set: Vec<usize>) -> (Vec<usize>, Vec<usize>, Vec<usize>) {
    let graph = splitter.graph();
    set.sort_unstable_by(|&one, &other| (graph.pay(other), one).cmp(&(graph.pay(one), other)));
    let Range { start, end } = splitter.with(&set, |inside| {
        let mut left = 0..set.len();
        let needs = |inside: &FixedBitSet, others: &[usize]| others.iter().any(|other| inside.contains(*other));
        while let Some(&job) = set[left.clone()].first().filter(|job| !needs(inside, &graph.after[**job])) {
            inside.remove(job);
            left.start += 1;
        }
        while let Some(&job) = set[left.clone()].last().filter(|job| !needs(inside, &graph.before[**job])) {
            inside.remove(job);
            left.end -= 1;
        }
        left
    });
    let last = set.split_off(end);
    let mut rest = set.split_off(start);
    rest.sort_unstable();
    (set, rest, last)
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
    let mut earlier: Vec<FixedBitSet> = Vec::with_capacity(block.len());
    for job in block {
        let mut own = FixedBitSet::with_capacity(block.len());
        for needed in &graph.after[*job] {
            if let Ok(needed) = block.binary_search_by_key(&graph.rank[*needed], |job| graph.rank[*job]) {
                own.union_with(&earlier[needed]);
                own.insert(needed);
            }
        }
        earlier.push(own);
    }
    earlier.iter().map(|earlier| earlier.zeroes().next().unwrap_or(block.len())).collect()
}
