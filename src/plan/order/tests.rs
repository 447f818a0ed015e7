use num_rational::Ratio;
use proptest::prelude::*;

use super::relax::Relaxed;
use super::*;
use crate::rubric::Share;

impl Solution {
    /// How far above the best possible the cost can be at most, as a fraction of the bound; 0 when it is proved best.
    pub(in crate::plan) fn gap(&self) -> Share {
        match self.bound {
            0 => Share::default(),
            bound => Ratio::new(self.cost - bound, bound),
        }
    }
}

/// Jobs whose prerequisites lie before them once shuffled back: positions carry no hint of the order.
fn jobs(most: usize) -> impl Strategy<Value = Vec<Job>> {
    let weight = prop_oneof![Just(0_u64), 1_u64..12, (1_u64..12).prop_map(|weight| weight << 56)];
    let job = (prop_oneof![9 => 1_u64..12, 1 => 1_u64..(1 << 30)], weight, any::<u64>());
    proptest::collection::vec(job, 0..=most).prop_map(|drawn| {
        let n = drawn.len();
        // position of the job that is k-th in a hidden topological order
        let at = |k: usize| (k * 7 + 3) % n.max(1);
        let stride_is_sound = n == 0 || n % 7 != 0;
        let at = |k: usize| if stride_is_sound { at(k) } else { n - 1 - k };
        let mut jobs = vec![Job { quarters: 1, weight: 0, after: Vec::new() }; n];
        for (k, (quarters, weight, bits)) in drawn.into_iter().enumerate() {
            let after = (0..k).filter(|j| (bits >> (2 * (j % 32))).trailing_zeros() >= 2).map(at).collect();
            jobs[at(k)] = Job { quarters, weight, after };
        }
        jobs
    })
}

pub(super) fn is_valid(jobs: &[Job], order: &[usize]) -> bool {
    let mut seen = vec![false; jobs.len()];
    order.iter().all(|&job| {
        let ready = jobs[job].after.iter().all(|&needed| seen[needed]);
        ready && !std::mem::replace(&mut seen[job], true)
    }) && order.len() == jobs.len()
}

/// The least cost over all orders, by trying them all.
fn brute(jobs: &[Job], done: &mut Vec<bool>, elapsed: i128) -> i128 {
    let mut least = None;
    for job in 0..jobs.len() {
        if !done[job] && jobs[job].after.iter().all(|&needed| done[needed]) {
            done[job] = true;
            let finish = elapsed + i128::from(jobs[job].quarters);
            let cost = finish * i128::from(jobs[job].weight) + brute(jobs, done, finish);
            least = Some(least.map_or(cost, |least: i128| least.min(cost)));
            done[job] = false;
        }
    }
    least.unwrap_or(0)
}

/// The least cost, by dynamic programming over all sets that are closed under prerequisites.
fn least(jobs: &[Job]) -> i128 {
    let needs: Vec<usize> = jobs.iter().map(|job| job.after.iter().fold(0, |bits, at| bits | 1 << at)).collect();
    let mut costs = vec![None; 1 << jobs.len()];
    costs[0] = Some((0_i128, 0_i128));
    for set in 0..costs.len() {
        let Some((elapsed, cost)) = costs[set] else { continue };
        for (job, one) in jobs.iter().enumerate().filter(|(job, _)| (set >> job) & 1 == 0 && needs[*job] & !set == 0) {
            let finish = elapsed + i128::from(one.quarters);
            let cost = cost + finish * i128::from(one.weight);
            let to = &mut costs[set | 1 << job];
            if to.is_none_or(|(_, least)| cost < least) {
                *to = Some((finish, cost));
            }
        }
    }
    costs.last().copied().flatten().map_or(0, |(_, cost)| cost)
}

/// All sets of a few jobs that hold their own prerequisites.
fn closed_sets(jobs: &[Job], among: usize) -> impl Iterator<Item = usize> {
    let is_closed = move |set: usize| {
        let holds =
            |job: usize| jobs[job].after.iter().all(|needed| (among >> needed) & 1 == 0 || (set >> needed) & 1 == 1);
        set & !among == 0 && (0..jobs.len()).all(|job| (set >> job) & 1 == 0 || holds(job))
    };
    (1..1 << jobs.len()).filter(move |set| is_closed(*set))
}

fn worth(jobs: &[Job], set: usize) -> (i128, i128) {
    let inside = || (0..jobs.len()).filter(|job| (set >> job) & 1 == 1).map(|job| &jobs[job]);
    (inside().map(|job| i128::from(job.weight)).sum(), inside().map(|job| i128::from(job.quarters)).sum())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn small_orders_are_the_best(jobs in jobs(9)) {
        let ordering = order(&jobs);
        prop_assert!(is_valid(&jobs, &ordering.order));
        prop_assert_eq!(ordering.cost, least(&jobs));
        prop_assert_eq!(ordering.bound, ordering.cost);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn orders_of_up_to_eighteen_are_the_best(jobs in jobs(18)) {
        let ordering = order(&jobs);
        prop_assert!(is_valid(&jobs, &ordering.order));
        prop_assert_eq!((ordering.cost, ordering.bound), (least(&jobs), least(&jobs)));
    }
}

proptest! {
    #[test]
    fn blocks_are_those_of_all_closed_sets(jobs in jobs(9)) {
        let mut left = (1 << jobs.len()) - 1;
        for block in blocks(&jobs) {
            let block = block.iter().fold(0, |bits, job| bits | 1 << job);
            let (weight, time) = worth(&jobs, block);
            for set in closed_sets(&jobs, left) {
                let (other_weight, other_time) = worth(&jobs, set);
                prop_assert!(other_weight * time <= weight * other_time, "{set:b} pays better than {block:b}");
                // the finest: no smaller closed part pays the same
                let is_part = set & block == set && set != block;
                prop_assert!(!is_part || other_weight * time < weight * other_time, "{set:b} is a block before {block:b}");
            }
            left &= !block;
        }
        prop_assert_eq!(left, 0);
    }

    #[test]
    fn trying_all_orders_finds_the_same(jobs in jobs(8)) {
        let ordering = order(&jobs);
        prop_assert!(is_valid(&jobs, &ordering.order));
        prop_assert_eq!(ordering.cost, brute(&jobs, &mut vec![false; jobs.len()], 0));
        prop_assert_eq!(ordering.bound, ordering.cost);
    }

    #[test]
    fn larger_orders_are_sound_and_bounded(jobs in jobs(32)) {
        let ordering = order(&jobs);
        let graph = Graph::of(&jobs);
        prop_assert!(is_valid(&jobs, &ordering.order));
        prop_assert_eq!(ordering.cost, graph.cost(&ordering.order));
        prop_assert!(ordering.bound <= ordering.cost);
        prop_assert!(ordering.cost <= 2 * ordering.bound);
        for other in [greedy::best(&graph), greedy::available(&graph), greedy::closures(&graph)] {
            prop_assert!(is_valid(&jobs, &other));
            prop_assert!(ordering.cost <= graph.cost(&other));
            prop_assert!(ordering.bound <= graph.cost(&other));
        }
    }

    #[test]
    fn blocks_pay_ever_less_and_respect_prerequisites(jobs in jobs(30)) {
        let graph = Graph::of(&jobs);
        let blocks = blocks(&jobs);
        let worth = |block: &[usize]| (graph.total_weight(block), graph.total_time(block));
        for pair in blocks.windows(2) {
            let (first, second) = (worth(&pair[0]), worth(&pair[1]));
            prop_assert!(first.0 * second.1 >= second.0 * first.1);
        }
        let mut order: Vec<usize> = Vec::new();
        for mut block in blocks {
            block.sort_unstable_by_key(|job| graph.rank[*job]);
            order.extend(block);
        }
        prop_assert!(is_valid(&jobs, &order));
    }

    #[test]
    fn the_chart_of_a_block_is_no_more_than_its_least_cost(jobs in jobs(9)) {
        let graph = Graph::of(&jobs);
        for block in blocks(&jobs) {
            let part = graph.part(&block);
            let job = |(at, &job): (usize, &usize)| Job { after: part.after[at].clone(), ..jobs[job].clone() };
            let part: Vec<_> = block.iter().enumerate().map(job).collect();
            let least = brute(&part, &mut vec![false; part.len()], 0);
            let chart = sidney::gantt(&Graph::of(&part));
            prop_assert!(chart <= least);
            prop_assert!(block.len() > 1 || chart == least);
        }
    }

    #[test]
    fn the_search_alone_finds_the_best(jobs in jobs(9), most in prop_oneof![Just(0_usize), 1_usize..400, Just(usize::MAX)]) {
        let graph = Graph::of(&jobs);
        let least = brute(&jobs, &mut vec![false; jobs.len()], 0);
        let order = greedy::available(&graph);
        let guess = Found { cost: graph.cost(&order), order, bound: 0 };
        let mut found = guess.clone();
        found.improve(&graph, most);
        prop_assert!(is_valid(&jobs, &found.order));
        prop_assert_eq!(found.cost, graph.cost(&found.order));
        prop_assert!(found.bound <= least && least <= found.cost && found.cost <= guess.cost);
        if most == usize::MAX {
            prop_assert_eq!((found.cost, found.bound), (least, least));
        }
    }

    #[test]
    fn taking_together_and_putting_first_lose_nothing(jobs in jobs(9)) {
        let merged = Merged::single(Graph::of(&jobs)).merge();
        let mut found = Found::of(&merged.graph);
        found.improve(&merged.graph, usize::MAX);
        let order = merged.expand(&found.order);
        prop_assert!(is_valid(&jobs, &order));
        prop_assert_eq!(Graph::of(&jobs).cost(&order), brute(&jobs, &mut vec![false; jobs.len()], 0));
    }

    #[test]
    fn whatever_the_prices_are_the_search_finds_the_best(
        jobs in jobs(9).prop_filter("a search has jobs", |jobs| !jobs.is_empty()),
        prices in proptest::collection::vec(0_i128..100, 36),
    ) {
        let graph = Graph::of(&jobs);
        let least = brute(&jobs, &mut vec![false; jobs.len()], 0);
        let order = greedy::available(&graph);
        let mut relaxed = Relaxed::new(&graph, &order);
        for (priced, price) in relaxed.priced.iter_mut().zip(prices) {
            priced.price = price << 30;
        }
        prop_assert_eq!(search::least_below(&relaxed, &order, least + 1), Some(least));
        prop_assert!(search::least_below(&relaxed, &order, least).is_none());
    }

    #[test]
    fn no_prices_bound_more_than_the_least_cost(jobs in jobs(8)) {
        let graph = Graph::of(&jobs);
        let least = brute(&jobs, &mut vec![false; jobs.len()], 0);
        let order = greedy::available(&graph);
        let (bound, _) = Relaxed::new(&graph, &order).raise(graph.cost(&order));
        prop_assert!(bound <= least);
        // a forest needs no prices
        let is_forest = graph.after.iter().all(|needed| needed.len() <= 1);
        prop_assert!(!is_forest || bound == least);
    }
}

#[test]
fn equals_stand_in_their_own_order() {
    let jobs = vec![Job { quarters: 4, weight: 1, after: Vec::new() }; 5];
    assert_eq!(order(&jobs).order, [0, 1, 2, 3, 4]);
}

/// Chains with prerequisites across, as rubrics have them.
fn chains(skills: usize) -> Vec<Job> {
    let mut seed = 7_u64;
    let mut draw = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or(0) % most
    };
    let mut jobs = Vec::new();
    for skill in 0..skills {
        let gated = draw(2) == 0;
        let pays = 1 + draw(20);
        for level in 0..5 {
            let mut after = Vec::new();
            if level > 0 {
                after.push(skill * 5 + level - 1);
            }
            if skill > 0 && draw(10) < 3 {
                after.push(draw(skill) * 5 + draw(5));
            }
            let weight = if gated && level < 4 { 0 } else { u64::try_from(pays).unwrap_or(1) };
            jobs.push(Job { quarters: u64::try_from(4 + draw(80)).unwrap_or(4), weight, after });
        }
    }
    jobs
}

#[test]
fn a_large_plan_is_nearly_proved() {
    let ordering = order(&chains(40));
    assert!(ordering.gap() <= Ratio::new(1, 100), "{}", ordering.gap());
}

#[test]
fn a_huge_plan_does_not_hang_and_a_long_chain_does_not_overflow() {
    let jobs = chains(400);
    assert!(is_valid(&jobs, &order(&jobs).order));
    let link = |at: usize| Job {
        quarters: 1,
        weight: u64::try_from(at).unwrap_or(0),
        after: at.checked_sub(1).into_iter().collect(),
    };
    let chain: Vec<_> = (0..3_000).map(link).collect();
    assert_eq!(order(&chain).order, (0..3_000).collect::<Vec<_>>());
}
