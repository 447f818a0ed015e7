//! The part of a set of jobs that pays best, by a minimum cut (Picard 1976).
//!
//! With `vⱼ = wⱼ·P - W·pⱼ`, where `W` and `P` are the sums over the set, a subset closed under prerequisites pays better
//! for its time than the whole exactly if its `v` sum to more than 0. The closed subset with the largest sum is what
//! can still be reached after as much as possible was sent from jobs with a positive `v` over prerequisites, without
//! limit, to jobs with a negative one.
//!
//! The flow is our own. A cut is made for every branch of the search, mostly of a few dozen jobs, so that all memory is
//! kept from one to the next. petgraph's `dinics`, the best kept flow of the crates there are, cannot do that, and goes
//! over all nodes again for every way that it finds: one cut of 10,000 jobs took it 0.16 s.

use fixedbitset::FixedBitSet;

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

const NOWHERE: usize = usize::MAX;

/// Splits sets of the jobs of a graph.
#[derive(Debug)]
pub(in crate::plan) struct Splitter<'g> {
    graph: &'g Graph,
    /// The place in the set of each job of the graph.
    place: Vec<usize>,
    /// What a job has to send, or below 0 to take.
    value: Vec<i128>,
    /// What was sent over each edge, from a job to one that it needs.
    flow: Vec<i128>,
    /// The ways out of all jobs, those of each together: first to prerequisites, then back from them.
    links: Vec<Link>,
    /// Where the links of each job begin; one more at the end.
    first: Vec<usize>,
    /// The distance of each job from those that have something to send.
    distance: Vec<usize>,
    /// For each job the next of its links to try.
    next: Vec<usize>,
    waiting: Vec<usize>,
    inside: FixedBitSet,
}

#[derive(Clone, Copy, Debug)]
struct Link {
    to: usize,
    edge: usize,
    /// Back over the edge, which only takes back what was sent.
    back: bool,
}

impl<'g> Splitter<'g> {
    pub(in crate::plan) fn new(graph: &'g Graph) -> Self {
        Self {
            graph,
            place: vec![NOWHERE; graph.len()],
            value: Vec::new(),
            flow: Vec::new(),
            links: Vec::new(),
            first: Vec::new(),
            distance: Vec::new(),
            next: Vec::new(),
            waiting: Vec::new(),
            inside: FixedBitSet::with_capacity(graph.len()),
        }
    }

    pub(super) const fn graph(&self) -> &'g Graph {
        self.graph
    }

    /// Does something with the set as a set, which that may empty.
    pub(super) fn with<T>(&mut self, set: &[usize], mut action: impl FnMut(&mut FixedBitSet) -> T) -> T {
        self.inside.extend(set.iter().copied());
        let done = action(&mut self.inside);
        for &job in set {
            self.inside.set(job, false);
        }
        done
    }

    pub(super) fn split(&mut self, set: Vec<usize>) -> Split {
        if set.len() == 1 {
            return Split::Even(vec![set]);
        }
        let graph = self.graph;
        let (weight, time) = (graph.total_weight(&set), graph.total_time(&set));
        self.send_all(&set, |job| graph.weight[job] * time - weight * graph.time[job]);
        if self.distance.iter().all(|distance| *distance == NOWHERE) {
            let parts = self.components();
            return Split::Even(parts.into_iter().map(|part| part.into_iter().map(|at| set[at]).collect()).collect());
        }
        let mut better = Vec::new();
        let mut rest = Vec::new();
        for (at, job) in set.into_iter().enumerate() {
            if self.distance[at] == NOWHERE { rest.push(job) } else { better.push(job) }
        }
        Split::Uneven(better, rest)
    }

    /// The closed part of a set with the largest sum of values, of equals the smallest: for each job of the set whether it
    /// is in it, and what is left of its value once nothing more can be sent. What is left is above 0 only inside and
    /// below 0 only outside; together with the values sent, it proves what the part is worth.
    pub(in crate::plan) fn most(
        &mut self,
        set: &[usize],
        value: impl Fn(usize) -> i128,
    ) -> impl Iterator<Item = (bool, i128)> {
        self.send_all(set, value);
        self.distance.iter().map(|distance| *distance != NOWHERE).zip(self.value.iter().copied())
    }

    /// Sends as much as possible over the prerequisites in a set.
    fn send_all(&mut self, set: &[usize], value: impl Fn(usize) -> i128) {
        self.lay_out(set, value);
        while self.measure() {
            self.send();
        }
    }

    /// Makes the network of a set.
    fn lay_out(&mut self, set: &[usize], value: impl Fn(usize) -> i128) {
        let graph = self.graph;
        for (at, &job) in set.iter().enumerate() {
            self.place[job] = at;
        }
        self.value.clear();
        self.value.extend(set.iter().map(|&job| value(job)));
        self.first.clear();
        self.next.clear();
        let mut links = 0;
        for &job in set {
            self.first.push(links);
            self.next.push(links);
            let linked = graph.after[job].iter().chain(&graph.before[job]);
            links += linked.filter(|other| self.place[**other] != NOWHERE).count();
        }
        self.first.push(links);
        self.links.clear();
        self.links.resize(links, Link { to: NOWHERE, edge: NOWHERE, back: false });
        for back in [false, true] {
            let mut edge = 0;
            for (later, &job) in set.iter().enumerate() {
                let needed = graph.after[job].iter().map(|needed| self.place[*needed]);
                for earlier in needed.filter(|place| *place != NOWHERE) {
                    let (from, to) = if back { (earlier, later) } else { (later, earlier) };
                    self.links[self.next[from]] = Link { to, edge, back };
                    self.next[from] += 1;
                    edge += 1;
                }
            }
        }
        self.flow.clear();
        self.flow.resize(links / 2, 0);
        for &job in set {
            self.place[job] = NOWHERE;
        }
    }

    fn is_open(&self, link: Link) -> bool {
        !link.back || self.flow[link.edge] > 0
    }

    /// Measures how far every job is from one that has something to send; whether one that can take is reached.
    fn measure(&mut self) -> bool {
        let jobs = self.value.len();
        self.distance.clear();
        self.distance.resize(jobs, NOWHERE);
        self.next.clear();
        self.next.extend_from_slice(&self.first[..jobs]);
        self.waiting.clear();
        for at in (0..jobs).filter(|at| self.value[*at] > 0) {
            self.distance[at] = 0;
            self.waiting.push(at);
        }
        let mut reached = false;
        let mut head = 0;
        while let Some(&at) = self.waiting.get(head) {
            head += 1;
            reached |= self.value[at] < 0;
            for link in self.first[at]..self.first[at + 1] {
                let link = self.links[link];
                if self.distance[link.to] == NOWHERE && self.is_open(link) {
                    self.distance[link.to] = self.distance[at] + 1;
                    self.waiting.push(link.to);
                }
            }
        }
        reached
    }

    /// Sends along ways that lead ever farther until none is left (one phase of Dinic's algorithm).
    fn send(&mut self) {
        let mut way: Vec<usize> = Vec::new();
        for from in 0..self.value.len() {
            way.clear();
            while self.value[from] > 0 {
                let at = way.last().map_or(from, |link| self.links[*link].to);
                if self.value[at] < 0 {
                    self.send_along(from, at, &mut way);
                } else if self.next[at] < self.first[at + 1] {
                    let link = self.links[self.next[at]];
                    if self.distance[link.to] == self.distance[at] + 1 && self.is_open(link) {
                        way.push(self.next[at]);
                    } else {
                        self.next[at] += 1;
                    }
                } else if let Some(link) = way.pop() {
                    let before = way.last().map_or(from, |link| self.links[*link].to);
                    debug_assert_eq!(self.next[before], link);
                    self.next[before] += 1;
                } else {
                    break;
                }
            }
        }
    }

    /// Sends what the way takes, and shortens it to where it is still open.
    fn send_along(&mut self, from: usize, to: usize, way: &mut Vec<usize>) {
        let most = self.value[from].min(-self.value[to]);
        let taken_back = way.iter().map(|link| self.links[*link]).filter(|link| link.back);
        let amount = taken_back.map(|link| self.flow[link.edge]).fold(most, i128::min);
        self.value[from] -= amount;
        self.value[to] += amount;
        for link in way.iter().map(|link| self.links[*link]) {
            self.flow[link.edge] += if link.back { -amount } else { amount };
        }
        if let Some(shut) = way.iter().position(|link| !self.is_open(self.links[*link])) {
            way.truncate(shut);
        }
    }

    /// The strongly connected components over open links, those that others lead to first (Tarjan 1972, without
    /// recursion).
    fn components(&self) -> Vec<Vec<usize>> {
        let jobs = self.value.len();
        let mut found = vec![NOWHERE; jobs];
        let mut lowest = vec![0; jobs];
        let mut on_stack = vec![false; jobs];
        let mut stack = Vec::new();
        let mut parts = Vec::new();
        let mut count = 0;
        for root in 0..jobs {
            if found[root] != NOWHERE {
                continue;
            }
            let mut calls = vec![(root, self.first[root])];
            while let Some((at, next)) = calls.last_mut() {
                let at = *at;
                if found[at] == NOWHERE {
                    found[at] = count;
                    lowest[at] = count;
                    count += 1;
                    stack.push(at);
                    on_stack[at] = true;
                }
                if *next < self.first[at + 1] {
                    let link = self.links[*next];
                    *next += 1;
                    if !self.is_open(link) {
                    } else if found[link.to] == NOWHERE {
                        calls.push((link.to, self.first[link.to]));
                    } else if on_stack[link.to] {
                        lowest[at] = lowest[at].min(found[link.to]);
                    }
                    continue;
                }
                calls.pop();
                if let Some((caller, _)) = calls.last() {
                    lowest[*caller] = lowest[*caller].min(lowest[at]);
                }
                if lowest[at] == found[at] {
                    let cut = stack.iter().rposition(|other| *other == at).unwrap_or(0);
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
