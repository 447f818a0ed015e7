//! A bound on the cost of any order that is closer than the chart of a block.
//!
//! Each job keeps, of its direct prerequisites, the one that stands last in a good order. The others are priced
//! instead (Lagrangian relaxation, Held and Karp 1971): `price·(finish of the earlier + time of the later - finish
//! of the later)` is added to the cost, which is never more than 0 in an order that is allowed. What is left is a forest,
//! whose best order is known (Horn 1972), and whatever the prices are, no allowed order costs less. Steps along the
//! subgradient find prices for which that is nearly as much as it can be.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Graph, Pay};

/// The jobs of a block as a forest, with prices for the prerequisites that it leaves out.
#[derive(Debug)]
pub(super) struct Relaxed<'g> {
    pub(super) graph: &'g Graph,
    /// What weights are multiplied by, so that whole prices can be fractions of them.
    pub(super) scale: i128,
    /// The prerequisite that each job keeps.
    pub(super) kept: Vec<Option<usize>>,
    pub(super) priced: Vec<Priced>,
}

/// A prerequisite that the forest leaves out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Priced {
    pub(super) earlier: usize,
    pub(super) later: usize,
    /// For each quarter of an hour, in weights times the scale; at least 0.
    pub(super) price: i128,
    /// Which way the price was last moved.
    step: i128,
}

impl<'g> Relaxed<'g> {
    /// Without any price, from an order that is allowed.
    pub(super) fn new(graph: &'g Graph, order: &[usize]) -> Self {
        /// The scale gives the weights together about so many bits.
        const BITS: u32 = 36;
        let mut place = vec![0; graph.len()];
        for (at, &job) in order.iter().enumerate() {
            place[job] = at;
        }
        let kept: Vec<_> =
            graph.after.iter().map(|needed| needed.iter().copied().max_by_key(|needed| place[*needed])).collect();
        let left_out = |(later, needed): (usize, &'g Vec<usize>)| {
            let keeps = kept[later];
            let earlier = needed.iter().copied().filter(move |earlier| Some(*earlier) != keeps);
            earlier.map(move |earlier| Priced { earlier, later, price: 0, step: 0 })
        };
        let priced = graph.after.iter().enumerate().flat_map(left_out).collect();
        let weight: i128 = graph.weight.iter().sum();
        let bits = i128::BITS - weight.leading_zeros();
        Self { graph, scale: 1 << BITS.saturating_sub(bits), kept, priced }
    }

    /// Moves the prices until they are about as good as they can be, or prove that no order costs less than `upper`,
    /// which one costs. Returns the least that any order costs as far as the best prices tell, and how much work it was.
    pub(super) fn raise(&mut self, upper: i128) -> (i128, usize) {
        /// After so many rounds little is gained.
        const ROUNDS: usize = 100;
        /// After so many rounds without a gain worth the name, steps get shorter.
        const PATIENCE: usize = 8;
        let upper = upper * self.scale;
        let (mut best, mut prices) = (i128::MIN, Vec::new());
        // sixteenths of the step that would lead from one price to the best if the cost were a straight line
        let mut stride = 16;
        let mut stalled = 0;
        let mut work = 0;
        for _ in 0..ROUNDS {
            work += self.graph.len() + self.priced.len();
            let (cost, finish) = self.solve();
            stalled = if cost > best.saturating_add(upper >> 20) { 0 } else { stalled + 1 };
            if cost > best {
                best = cost;
                prices = self.priced.iter().map(|priced| priced.price).collect();
            }
            if stalled == PATIENCE {
                stalled = 0;
                stride = stride * 5 / 8;
            }
            if best > upper - self.scale || stride == 0 || !self.step(stride, upper - cost, &finish) {
                break;
            }
        }
        for (priced, price) in self.priced.iter_mut().zip(prices) {
            priced.price = price;
        }
        (unscaled(best, self.scale), work)
    }

    /// The weights of the jobs in the forest: what a quarter of an hour later costs, prices included.
    pub(super) fn weights(&self) -> Vec<i128> {
        let mut weights: Vec<_> = self.graph.weight.iter().map(|weight| weight * self.scale).collect();
        for priced in &self.priced {
            weights[priced.earlier] += priced.price;
            weights[priced.later] -= priced.price;
        }
        weights
    }

    /// Moves each price by how much its prerequisite is missed, and less by how it was moved before. False if no price
    /// wants to move, or numbers get too large to go on.
    fn step(&mut self, stride: i128, gap: i128, finish: &[i128]) -> bool {
        let mut norm = 0;
        for priced in &mut self.priced {
            let missed = finish[priced.earlier] + self.graph.time[priced.later] - finish[priced.later];
            priced.step = missed + priced.step * 3 / 5;
            if priced.price == 0 {
                priced.step = priced.step.max(0);
            }
            norm += priced.step * priced.step;
        }
        for priced in &mut self.priced {
            let Some(far) = (stride * gap.max(1)).checked_mul(priced.step) else { return false };
            priced.price = (priced.price + far / (16 * norm).max(1)).max(0);
        }
        norm > 0
    }

    /// The least cost of the forest with the prices as they are, and when each job is finished then: always the run that
    /// pays best, which joins the run of the job that it needs if that is not finished yet.
    fn solve(&self) -> (i128, Vec<i128>) {
        let graph = self.graph;
        let weight = self.weights();
        // jobs that follow each other at once, by the first of them
        let mut runs: Vec<_> = (0..graph.len()).map(|job| Pay { weight: weight[job], time: graph.time[job] }).collect();
        let mut lead: Vec<_> = (0..runs.len()).collect();
        let mut next = vec![None; runs.len()];
        let mut last = lead.clone();
        let mut finish = vec![0; runs.len()];
        let mut cost = self.priced.iter().map(|priced| priced.price * graph.time[priced.later]).sum();
        let mut elapsed = 0;
        let mut heap: BinaryHeap<_> = runs.iter().enumerate().map(|(job, pay)| (*pay, Reverse(job))).collect();
        while let Some((pay, Reverse(first))) = heap.pop() {
            if lead[first] != first || runs[first] != pay || finish[first] > 0 {
                // it has joined another since, or another has joined it
                continue;
            }
            if let Some(needed) = self.kept[first].filter(|needed| finish[*needed] == 0) {
                let mut leader = needed;
                while lead[leader] != leader {
                    lead[leader] = lead[lead[leader]];
                    leader = lead[leader];
                }
                lead[first] = leader;
                let joins = runs[first];
                runs[leader] += joins;
                next[last[leader]] = Some(first);
                last[leader] = last[first];
                heap.push((runs[leader], Reverse(leader)));
                continue;
            }
            let mut job = Some(first);
            while let Some(at) = job {
                elapsed += graph.time[at];
                finish[at] = elapsed;
                cost += weight[at] * elapsed;
                job = next[at];
            }
        }
        (cost, finish)
    }
}

/// The least whole cost that is not below one that is times the scale.
pub(super) const fn unscaled(cost: i128, scale: i128) -> i128 {
    -(-cost).div_euclid(scale)
}
