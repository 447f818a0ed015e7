//! Covers of generated plans: nearly all proved, and quickly.

#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fmt::Write as _;

use super::super::order::generated::{Draw, KINDS, Kind, generated};
use super::*;

/// Skills with three to five levels as rubrics have them: few different hours and weights, and points that are shares of a
/// whole, the same for each level up to the one required.
fn rubric(jobs: usize, seed: u64) -> Vec<Job> {
    const HOURS: [u64; 6] = [8, 12, 20, 30, 40, 60];
    const WHOLE: u64 = 27_720 << 30;
    let mut draw = Draw(seed);
    let mut made: Vec<Job> = Vec::new();
    let mut tops: Vec<usize> = Vec::new();
    while made.len() < jobs {
        let (levels, weight, hours) = (3 + draw.below(3), 1 + draw.below(5) as u64, draw.below(3));
        let required = 1 + draw.below(levels);
        for level in 0..levels.min(jobs - made.len()) {
            let mut after: Vec<_> = (level > 0).then(|| made.len() - 1).into_iter().collect();
            if level > 0 && !tops.is_empty() && draw.below(5) == 0 {
                after.push(tops[draw.below(tops.len())]);
            }
            after.dedup();
            let weight = if level < required { WHOLE * weight / required as u64 } else { 0 };
            made.push(Job { quarters: 4 * HOURS[(hours + level).min(5)], weight, after });
        }
        tops.push(made.len() - 1 - draw.below(2));
    }
    made
}

/// Jobs that are worth nearly what they take, so that prices tell little of them.
fn alike(jobs: usize, seed: u64) -> Vec<Job> {
    let mut draw = Draw(seed);
    let mut jobs = generated(Kind::Skills(1), jobs, seed);
    for job in &mut jobs {
        job.weight = 1_000 * job.quarters + 10_000 + draw.below(100) as u64;
    }
    jobs
}

/// Weights as those of another target would be: for half of the jobs the same, else none or twice as much.
fn tie(jobs: &[Job], seed: u64) -> Vec<u64> {
    let mut draw = Draw(seed);
    jobs.iter().map(|job| job.weight * [1, 1, 0, 2][draw.below(4)]).collect()
}

fn problem(jobs: &[Job], wanted: u128, tie: &[u64]) -> Problem {
    let graph = Graph::of(jobs);
    let rest = useful(&graph, &FixedBitSet::with_capacity(jobs.len()));
    Problem::of(graph.part(&rest), wanted, &rest.iter().map(|&job| tie[job]).collect::<Vec<_>>())
}

fn part_of(jobs: &[Job], hundredths: u128) -> u128 {
    jobs.iter().map(|job| u128::from(job.weight)).sum::<u128>() * hundredths / 100
}

/// Of chains of five, the fewest quarters in which so much is gained: for every number of quarters the most that fits.
fn least_of_chains(jobs: &[Job], wanted: u128) -> Option<usize> {
    let size = |value: u64| usize::try_from(value).unwrap();
    let all: usize = jobs.iter().map(|job| size(job.quarters)).sum();
    let mut most = vec![0; all + 1];
    for chain in jobs.chunks(5) {
        for room in (0..=all).rev() {
            let (mut quarters, mut weight) = (0, 0);
            for job in chain {
                quarters += size(job.quarters);
                weight += u128::from(job.weight);
                if quarters <= room {
                    most[room] = most[room].max(most[room - quarters] + weight);
                }
            }
        }
    }
    most.iter().position(|most| *most >= wanted)
}

#[test]
fn covers_of_chains_take_what_a_table_says() {
    for (jobs, seed) in [(40, 1), (60, 2), (60, 3), (100, 4)] {
        for kind in [Kind::Skills(0), Kind::Gated(0)] {
            let jobs = generated(kind, jobs, seed);
            for wanted in [20, 50, 75, 97] {
                let wanted = part_of(&jobs, wanted);
                let found = cheapest(&jobs, &[], wanted, &tie(&jobs, seed)).unwrap();
                let least = least_of_chains(&jobs, wanted).map(|least| least as u64);
                assert_eq!((Some(found.quarters), Some(found.bound)), (least, least));
            }
        }
    }
}

fn check(jobs: &[Job], required: &[usize], wanted: u128, tie: &[u64]) -> Cover {
    let found = cheapest(jobs, required, wanted, tie).unwrap();
    let is_in = |job: &usize| found.taken.binary_search(job).is_ok();
    assert!(required.iter().all(is_in) && found.taken.iter().all(|&job| jobs[job].after.iter().all(is_in)));
    assert!(found.taken.iter().map(|&job| u128::from(jobs[job].weight)).sum::<u128>() >= wanted);
    assert_eq!(found.taken.iter().map(|&job| jobs[job].quarters).sum::<u64>(), found.quarters);
    assert!(found.bound <= found.quarters);
    found
}

#[test]
fn covers_like_those_of_rubrics_are_proved_and_hold_those_before() {
    for (jobs, seed) in [(30, 1), (60, 2), (60, 3), (100, 4), (200, 5), (350, 6)] {
        let jobs = rubric(jobs, seed);
        let tie = tie(&jobs, seed);
        let mut before: Vec<usize> = Vec::new();
        for wanted in [40, 70, 90] {
            let found = check(&jobs, &before, part_of(&jobs, wanted), &tie);
            assert_eq!(found.bound, found.quarters);
            before = found.taken;
        }
    }
}

#[test]
fn no_exchange_of_two_jobs_makes_a_cover_better() {
    for (jobs, seed) in (0..12).flat_map(|seed| [(40, seed), (100, seed)]) {
        let problem = problem(&rubric(jobs, seed), part_of(&rubric(jobs, seed), 60), &vec![0; jobs]);
        let set = search::solve(&problem, WORK).set;
        for (one, other) in set.ones().flat_map(|one| set.zeroes().map(move |other| (one, other))) {
            let mut changed = set.clone();
            changed.set(one, false);
            changed.insert(other);
            let is_closed = changed.ones().all(|job| problem.earlier[job].is_subset(&changed));
            if is_closed && sum(&problem.graph.weight, &changed) >= problem.wanted {
                assert!(problem.order(&set, &changed).is_lt(), "{jobs}, {seed}: {other} for {one}");
            }
        }
    }
}

#[test]
fn hard_covers_are_within_a_hundredth_of_the_best() {
    for (jobs, seed) in [(60, 1), (100, 2)] {
        let mut plans: Vec<_> = KINDS.iter().map(|(_, kind)| generated(*kind, jobs, seed)).collect();
        plans.push(alike(jobs, seed));
        for jobs in plans {
            let found = check(&jobs, &[], part_of(&jobs, 60), &tie(&jobs, seed));
            assert!((found.quarters - found.bound) * 100 <= found.bound);
        }
    }
}

/// `cargo test --release --lib table_of_covers -- --ignored --nocapture`
#[test]
#[ignore = "prints a table; the figures are for people"]
#[expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "that is what it is for")]
fn table_of_covers() {
    const SEEDS: u64 = 8;
    const WANTED: [u128; 5] = [20, 50, 75, 90, 97];
    type Make = Box<dyn Fn(usize, u64) -> Vec<Job>>;
    let mut kinds: Vec<(&str, Make)> = vec![("rubric", Box::new(rubric)), ("pay alike", Box::new(alike))];
    for (name, kind) in KINDS {
        kinds.push((name, Box::new(move |jobs, seed| generated(kind, jobs, seed))));
    }
    let mut table =
        String::from("steps  kind                proved  ties too  gap max %  nodes mean/max  ms mean/max\n");
    for jobs in [60, 100, 200, 350, 1_000] {
        for (name, make) in &kinds {
            let (mut runs, mut proved, mut settled, mut gap) = (0, 0, 0, 0.0_f64);
            let (mut nodes, mut most, mut ms, mut slowest) = (0, 0, 0.0, 0.0_f64);
            for (seed, wanted) in (0..SEEDS).flat_map(|seed| WANTED.map(|wanted| (100 + seed, wanted))) {
                let jobs = make(jobs, seed);
                let start = std::time::Instant::now();
                let problem = problem(&jobs, part_of(&jobs, wanted), &tie(&jobs, seed));
                let found = search::solve(&problem, WORK);
                let took = start.elapsed().as_secs_f64() * 1_000.0;
                let time = sum(&problem.graph.time, &found.set);
                runs += 1;
                proved += usize::from(found.bound == time);
                settled += usize::from(found.work < WORK);
                gap = gap.max((time - found.bound) as f64 / found.bound as f64 * 100.0);
                (nodes, most) = (nodes + found.nodes, most.max(found.nodes));
                (ms, slowest) = (ms + took, slowest.max(took));
            }
            let (mean, ms) = (nodes / runs, ms / runs as f64);
            writeln!(
                table,
                "{jobs:5}  {name:18}  {proved:3}/{runs}  {settled:5}/{runs}  {gap:9.3}  {mean:6} {most:7}  {ms:5.1} {slowest:6.1}"
            )
            .unwrap();
        }
    }
    println!("{table}");
}
