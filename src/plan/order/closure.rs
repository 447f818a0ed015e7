//! The part of a set of jobs that pays best, by a minimum cut (Picard 1976).
//!
//! With `vⱼ = wⱼ·P - W·pⱼ`, where `W` and `P` are the sums over the set, a subset closed under prerequisites pays better
//! for its time than the whole exactly if its `v` sum to more than 0. The closed subset with the largest sum is the
//! source side of a minimum cut: source to job for a positive `v`, job to sink for a negative one, job to prerequisite
//! without limit.

use std::collections::VecDeque;

use super::Graph;

/// What is found in a set.
#[derive(Debug)]
pub(super) enum Split {
    /// A closed part that pays better than the whole, and the rest; neither is empty.
    Uneven(Vec<usize>, Vec<usize>),
    /// No closed part pays better than the whole: the finest parts that pay the same, in an order that respects the
    /// prerequisites (Picard and Queyranne 1982).
    Even(Vec<Vec<usize>>),
}

const UNLIMITED: i128 = i128::MAX / 4;

/// Splits a set. `place` has a slot for each job of the graph and holds [`usize::MAX`] everywhere, before and after.
pub(super) fn split(graph: &Graph, set: Vec<usize>, place: &mut [usize]) -> Split {
    if set.len() == 1 {
        return Split::Even(vec![set]);
    }
    for (at, &job) in set.iter().enumerate() {
        place[job] = at;
    }
    let mut network = Network::new(set.len());
    let (weight, time) = (graph.total_weight(&set), graph.total_time(&set));
    for (at, &job) in set.iter().enumerate() {
        let value = graph.weight[job] * time - weight * graph.time[job];
        if value > 0 {
            network.connect(network.source(), at, value);
        } else if value < 0 {
            network.connect(at, network.sink(), -value);
        }
        for &needed in graph.after[job].iter().filter(|needed| place[**needed] != usize::MAX) {
            network.connect(at, place[needed], UNLIMITED);
        }
    }
    for &job in &set {
        place[job] = usize::MAX;
    }
    while network.measure() {
        network.block();
    }
    let pays_better = |at: usize| network.distance[at] != usize::MAX;
    if (0..set.len()).any(pays_better) {
        let mut better = Vec::new();
        let mut rest = Vec::new();
        for (at, &job) in set.iter().enumerate() {
            if pays_better(at) { better.push(job) } else { rest.push(job) }
        }
        return Split::Uneven(better, rest);
    }
    let parts = network.components(set.len());
    Split::Even(parts.into_iter().map(|part| part.into_iter().map(|at| set[at]).collect()).collect())
}

/// A flow network: edge `2k + 1` is the way back of edge `2k`.
struct Network {
    to: Vec<usize>,
    room: Vec<i128>,
    edges: Vec<Vec<usize>>,
    distance: Vec<usize>,
    /// For each node the next of its edges to try.
    next: Vec<usize>,
}

impl Network {
    fn new(jobs: usize) -> Self {
        let nodes = jobs + 2;
        Self {
            to: Vec::new(),
            room: Vec::new(),
            edges: vec![Vec::new(); nodes],
            distance: vec![usize::MAX; nodes],
            next: vec![0; nodes],
        }
    }

    fn source(&self) -> usize {
        self.edges.len() - 2
    }

    fn sink(&self) -> usize {
        self.edges.len() - 1
    }

    fn connect(&mut self, from: usize, to: usize, room: i128) {
        self.edges[from].push(self.to.len());
        self.to.push(to);
        self.room.push(room);
        self.edges[to].push(self.to.len());
        self.to.push(from);
        self.room.push(0);
    }

    /// Measures the distance of every node from the source over edges with room; whether the sink is reached.
    fn measure(&mut self) -> bool {
        self.distance.fill(usize::MAX);
        self.next.fill(0);
        let source = self.source();
        self.distance[source] = 0;
        let mut waiting = VecDeque::from([source]);
        while let Some(node) = waiting.pop_front() {
            for &edge in &self.edges[node] {
                let to = self.to[edge];
                if self.room[edge] > 0 && self.distance[to] == usize::MAX {
                    self.distance[to] = self.distance[node] + 1;
                    waiting.push_back(to);
                }
            }
        }
        self.distance[self.sink()] != usize::MAX
    }

    /// Sends flow along shortest ways until none is left (one phase of Dinic's algorithm).
    fn block(&mut self) {
        let (source, sink) = (self.source(), self.sink());
        let mut way: Vec<usize> = Vec::new();
        loop {
            let node = way.last().map_or(source, |edge| self.to[*edge]);
            if node == sink {
                let flow = way.iter().map(|edge| self.room[*edge]).min().unwrap_or(0);
                for &edge in &way {
                    self.room[edge] -= flow;
                    self.room[edge ^ 1] += flow;
                }
                let full = way.iter().position(|edge| self.room[*edge] == 0).unwrap_or(0);
                way.truncate(full);
            } else if let Some(&edge) = self.edges[node].get(self.next[node]) {
                let to = self.to[edge];
                if self.room[edge] > 0 && self.distance[to] == self.distance[node].saturating_add(1) {
                    way.push(edge);
                } else {
                    self.next[node] += 1;
                }
            } else if let Some(edge) = way.pop() {
                self.next[self.to[edge ^ 1]] += 1;
            } else {
                return;
            }
        }
    }

    /// The strongly connected components of the jobs over edges with room, those that others lead to first (Tarjan
    /// 1972, without recursion).
    fn components(&self, jobs: usize) -> Vec<Vec<usize>> {
        let mut found = vec![usize::MAX; jobs];
        let mut lowest = vec![0; jobs];
        let mut on_stack = vec![false; jobs];
        let mut stack = Vec::new();
        let mut parts = Vec::new();
        let mut count = 0;
        for root in 0..jobs {
            if found[root] != usize::MAX {
                continue;
            }
            let mut calls = vec![(root, 0)];
            while let Some((node, at)) = calls.last_mut() {
                let node = *node;
                if *at == 0 {
                    found[node] = count;
                    lowest[node] = count;
                    count += 1;
                    stack.push(node);
                    on_stack[node] = true;
                }
                if let Some(&edge) = self.edges[node].get(*at) {
                    *at += 1;
                    let to = self.to[edge];
                    if to >= jobs || self.room[edge] == 0 {
                        continue;
                    }
                    if found[to] == usize::MAX {
                        calls.push((to, 0));
                    } else if on_stack[to] {
                        lowest[node] = lowest[node].min(found[to]);
                    }
                    continue;
                }
                calls.pop();
                if let Some((caller, _)) = calls.last() {
                    lowest[*caller] = lowest[*caller].min(lowest[node]);
                }
                if lowest[node] == found[node] {
                    let cut = stack.iter().rposition(|other| *other == node).unwrap_or(0);
                    let mut part = stack.split_off(cut);
                    for &member in &part {
                        on_stack[member] = false;
                    }
                    part.sort_unstable();
                    parts.push(part);
                }
            }
        }
        parts
    }
}
