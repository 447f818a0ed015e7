//! Orders of generated plans: nearly proved, and far better than what is usual.

#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fmt::Write as _;

use num_rational::Ratio;

use super::tests::is_valid;
use super::*;

/// Numbers that look drawn, the same in every run.
pub(in crate::plan) struct Draw(pub(in crate::plan) u64);

impl Draw {
    pub(in crate::plan) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most
    }
}

#[derive(Clone, Copy, Debug)]
pub(in crate::plan) enum Kind {
    /// Skills with five levels, so many halves of a prerequisite in another skill to each.
    Skills(usize),
    /// The same, but half of the skills pay only at the last level.
    Gated(usize),
    /// Any job needs up to three of those before it.
    Tangle,
}

pub(in crate::plan) const KINDS: [(&str, Kind); 5] = [
    ("skills, 0.5 across", Kind::Skills(1)),
    ("skills, 1.5 across", Kind::Skills(3)),
    ("gated, 0.5 across", Kind::Gated(1)),
    ("gated, 1.5 across", Kind::Gated(3)),
    ("tangle", Kind::Tangle),
];

pub(in crate::plan) fn generated(kind: Kind, jobs: usize, seed: u64) -> Vec<Job> {
    let mut draw = Draw(seed);
    match kind {
        Kind::Skills(halves) => skills(jobs / 5, halves, false, &mut draw),
        Kind::Gated(halves) => skills(jobs / 5, halves, true, &mut draw),
        Kind::Tangle => (0..jobs)
            .map(|job| {
                let mut after: Vec<_> = (0..3).filter(|_| job > 0).map(|_| draw.below(job.max(1))).collect();
                after.sort_unstable();
                after.dedup();
                Job { quarters: 1 + draw.below(80) as u64, weight: draw.below(30) as u64, after }
            })
            .collect(),
    }
}

fn skills(skills: usize, halves: usize, gated: bool, draw: &mut Draw) -> Vec<Job> {
    let mut jobs = Vec::new();
    for skill in 0..skills {
        let is_gated = gated && draw.below(2) == 0;
        let (pays, mut quarters) = (1 + draw.below(20) as u64, 20 + draw.below(160) as u64);
        for level in 0..5 {
            let mut after: Vec<_> = (level > 0).then(|| skill * 5 + level - 1).into_iter().collect();
            for _ in 0..halves {
                if skill > 0 && draw.below(2) == 0 {
                    after.push(draw.below(skill) * 5 + draw.below(level + 1));
                }
            }
            after.sort_unstable();
            after.dedup();
            let weight = match (is_gated, level) {
                (false, _) => pays,
                (true, 4) => 5 * pays,
                (true, _) => 0,
            };
            jobs.push(Job { quarters, weight, after });
            quarters = quarters * 13 / 10;
        }
    }
    jobs
}

/// Always the job that gains most among those that can come next.
fn largest_first(jobs: &[Job]) -> Vec<usize> {
    let mut done = vec![false; jobs.len()];
    let mut order = Vec::new();
    while order.len() < jobs.len() {
        let free = (0..jobs.len()).filter(|&job| !done[job] && jobs[job].after.iter().all(|needed| done[*needed]));
        let Some(next) = free.max_by_key(|&job| (jobs[job].weight, Reverse(job))) else { break };
        done[next] = true;
        order.push(next);
    }
    order
}

#[expect(clippy::cast_precision_loss, reason = "percentages for people")]
fn percent_above(cost: i128, least: i128) -> f64 {
    (cost - least) as f64 / least.max(1) as f64 * 100.0
}

#[test]
fn plans_like_those_of_rubrics_are_within_a_hundredth_of_the_best() {
    for (name, kind) in &KINDS[..4] {
        for (jobs, seed) in [(60, 1), (60, 6), (100, 2), (100, 7), (200, 3), (400, 4), (1_000, 5)] {
            let jobs = generated(*kind, jobs, seed);
            let ordering = order(&jobs);
            assert!(is_valid(&jobs, &ordering.order));
            assert!(ordering.gap() <= Ratio::new(1, 100), "{name}, {}: {}", jobs.len(), ordering.gap());
            let graph = Graph::of(&jobs);
            assert!(ordering.cost <= graph.cost(&greedy::closures(&graph)), "{name}");
        }
    }
}

#[test]
fn a_hard_plan_is_proved_where_jobs_give_way_to_others() {
    let ordering = order(&generated(Kind::Gated(3), 100, 150));
    assert_eq!(ordering.cost, ordering.bound);
}

/// `cargo test --release --lib table_of_orders -- --ignored --nocapture`
#[test]
#[ignore = "prints a table; the figures are for people"]
#[expect(clippy::print_stdout, reason = "that is what it is for")]
fn table_of_orders() {
    const RUNS: u32 = 60;
    let mut table = String::from(
        "steps  kind                proved  over 1 %  gap mean/max %  gain per hour +%  largest gain +%  closures +%\n",
    );
    for jobs in [60, 100, 200, 400, 1_000] {
        for (name, kind) in KINDS {
            let (mut proved, mut over, mut sums, mut most) = (0, 0, [0.0; 4], 0.0_f64);
            for seed in 0..RUNS {
                let jobs = generated(kind, jobs, 100 + u64::from(seed));
                let graph = Graph::of(&jobs);
                let best = order(&jobs);
                let gap = percent_above(best.cost, best.bound);
                proved += usize::from(best.cost == best.bound);
                over += usize::from(gap > 1.0);
                most = most.max(gap);
                let others = [greedy::available(&graph), largest_first(&jobs), greedy::closures(&graph)];
                let above = others.map(|order| percent_above(graph.cost(&order), best.cost));
                for (sum, value) in sums.iter_mut().zip([gap, above[0], above[1], above[2]]) {
                    *sum += value / f64::from(RUNS);
                }
            }
            let [gap, ratio, largest, closures] = sums;
            writeln!(
                table,
                "{jobs:5}  {name:18}  {proved:3}/{RUNS}  {over:8}  {gap:6.3} {most:6.3}  {ratio:16.2}  {largest:15.2}  {closures:11.3}"
            )
            .unwrap();
        }
    }
    println!("{table}");
}
