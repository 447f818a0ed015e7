use std::cmp::Reverse;

use proptest::prelude::*;

use super::*;

/// Jobs, those required of them, what is wanted, and what each gains, which decides between equals.
type Case = (Vec<Job>, Vec<usize>, u128, Vec<u64>);

/// Numbers of one size: few different ones, or many, or large ones.
fn weights() -> impl Strategy<Value = Vec<u64>> {
    let few = prop_oneof![Just(0_u64), Just(6), Just(12), Just(18)];
    let large = prop_oneof![Just(0_u64), 1_u64..(1 << 55), (1_u64..12).prop_map(|weight| weight << 50)];
    prop_oneof![
        proptest::collection::vec(few, 16),
        proptest::collection::vec(0_u64..12, 16),
        proptest::collection::vec(large, 16),
    ]
}

fn quarters() -> impl Strategy<Value = Vec<u64>> {
    let few = prop_oneof![Just(4_u64), Just(8), Just(12)];
    prop_oneof![
        proptest::collection::vec(few, 16),
        proptest::collection::vec(1_u64..30, 16),
        proptest::collection::vec(1_u64..(1 << 30), 16),
    ]
}

/// What each job needs: anything before it, or chains with a few prerequisites across.
fn needs() -> impl Strategy<Value = Vec<Vec<usize>>> {
    let tangle = |bits: Vec<u64>| -> Vec<Vec<usize>> {
        let among =
            |(job, bits): (usize, u64)| (0..job).filter(|at| (bits >> (2 * at)).trailing_zeros() >= 2).collect();
        bits.into_iter().enumerate().map(among).collect()
    };
    let chains = |(length, bits): (usize, Vec<u64>)| -> Vec<Vec<usize>> {
        let needed = |(job, bits): (usize, u64)| {
            let across = (job > 0 && bits % 3 == 0).then(|| usize::try_from(bits / 3 % job as u64).unwrap_or(0));
            let mut needed: Vec<_> = (job % length > 0).then(|| job - 1).into_iter().chain(across).collect();
            needed.dedup();
            needed
        };
        bits.into_iter().enumerate().map(needed).collect()
    };
    let bits = || proptest::collection::vec(any::<u64>(), 16);
    prop_oneof![bits().prop_map(tangle), (1_usize..6, bits()).prop_map(chains)]
}

fn cases(most: usize) -> impl Strategy<Value = Case> {
    let tie = prop_oneof![Just(vec![0; 16]), weights()];
    let drawn = (0..=most, any::<bool>(), quarters(), weights(), needs(), tie);
    // as much as some jobs are worth, or a part of all
    let wanted = prop_oneof![any::<u16>().prop_map(Ok), (0_u128..1_050).prop_map(Err)];
    (drawn, proptest::collection::vec(0_usize..32, 0..3), wanted).prop_map(
        move |((n, turned, quarters, weights, needs, tie), required, wanted)| {
            // turned round, so that what is needed comes later in the list
            let at = |job: usize| if turned { n - 1 - job } else { job };
            let mut jobs = vec![Job { quarters: 1, weight: 0, after: Vec::new() }; n];
            for job in 0..n {
                let after = needs[job].iter().map(|&needed| at(needed)).collect();
                jobs[at(job)] = Job { quarters: quarters[job], weight: weights[job], after };
            }
            let some = |set: u16| {
                let inside = jobs.iter().enumerate().filter(|(job, _)| (set >> job) & 1 == 1);
                inside.map(|(_, job)| u128::from(job.weight)).sum::<u128>()
            };
            let wanted = wanted.map_or_else(|thousandths| some(u16::MAX) * thousandths / 1_000, some);
            (jobs, required.into_iter().filter(|job| *job < n).collect(), wanted, tie[..n].to_vec())
        },
    )
}

/// What a closed set takes and is worth; none if it is not closed.
fn worth(jobs: &[Job], is_in: impl Fn(usize) -> bool) -> Option<(u64, u128)> {
    let inside: Vec<_> = (0..jobs.len()).filter(|job| is_in(*job)).map(|job| &jobs[job]).collect();
    let is_closed = inside.iter().all(|job| job.after.iter().all(|needed| is_in(*needed)));
    let quarters = inside.iter().map(|job| job.quarters).sum();
    is_closed.then(|| (quarters, inside.iter().map(|job| u128::from(job.weight)).sum()))
}

/// The best of all sets, by trying them all.
fn brute((jobs, required, wanted, tie): &Case) -> Option<(Vec<usize>, u64)> {
    let is_in = |set: usize| move |job: usize| (set >> job) & 1 == 1;
    let covers = (0_usize..1 << jobs.len()).filter_map(|set| {
        let (quarters, weight) = worth(jobs, is_in(set))?;
        let holds = required.iter().all(|job| is_in(set)(*job)) && weight >= *wanted;
        let inside = || (0..jobs.len()).filter(|job| is_in(set)(*job));
        let tie: u128 = inside().map(|job| u128::from(tie[job])).sum();
        // of sets of the same size, the one that has the first job not in both is the larger one read from the first
        let first = Reverse(set.reverse_bits());
        holds.then_some(((quarters, set.count_ones(), Reverse(tie), first), set))
    });
    let ((quarters, ..), set) = covers.min()?;
    Some(((0..jobs.len()).filter(|job| is_in(set)(*job)).collect(), quarters))
}

/// Whether a job that is not required, nor needed by one that is taken, could go.
fn has_useless((jobs, required, wanted, _): &Case, taken: &[usize]) -> bool {
    let weight: u128 = taken.iter().map(|&job| u128::from(jobs[job].weight)).sum();
    let is_last = |job: usize| !taken.iter().any(|&other| jobs[other].after.contains(&job));
    let can_go = |job: usize| !required.contains(&job) && weight - u128::from(jobs[job].weight) >= *wanted;
    taken.iter().any(|&job| is_last(job) && can_go(job))
}

fn cover((jobs, required, wanted, tie): &Case) -> Option<Cover> {
    cheapest(jobs, required, *wanted, tie)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn small_covers_are_the_best_ties_included(case in cases(9)) {
        let best = brute(&case).map(|(taken, quarters)| Cover { taken, quarters, bound: quarters });
        prop_assert_eq!(cover(&case), best);
    }

    #[test]
    fn covers_found_in_a_hurry_are_sound(case in cases(9), work in 0_usize..40) {
        let (jobs, required, wanted, tie) = &case;
        let Some(found) = cheapest_within(jobs, required, *wanted, tie, work) else {
            prop_assert_eq!(brute(&case), None);
            return Ok(());
        };
        let (quarters, weight) = worth(jobs, |job| found.taken.contains(&job)).expect("prerequisites are in");
        prop_assert_eq!(quarters, found.quarters);
        prop_assert!(weight >= *wanted && required.iter().all(|job| found.taken.contains(job)));
        prop_assert!(!has_useless(&case, &found.taken));
        let (_, least) = brute(&case).expect("there is one");
        prop_assert!(found.bound <= least && least <= found.quarters);
    }
}

proptest! {
    #[test]
    fn what_is_filled_up_holds_what_it_needs_and_nothing_useless((jobs, _, wanted, tie) in cases(16), start in 0_usize..16) {
        let all: u128 = jobs.iter().map(|job| u128::from(job.weight)).sum();
        prop_assume!(wanted <= all && !jobs.is_empty());
        let start = start % jobs.len();
        let problem = Problem::of(Graph::of(&jobs), wanted, &tie);
        let mut set = problem.earlier[start].clone();
        set.insert(start);
        let nothing = FixedBitSet::with_capacity(jobs.len());
        let set: Vec<_> = fill::fill(&problem, set, &nothing).expect("all are worth enough").ones().collect();
        let (_, weight) = worth(&jobs, |job| set.contains(&job)).expect("prerequisites are in");
        prop_assert!(weight >= wanted);
        prop_assert!(!has_useless(&(jobs, Vec::new(), wanted, tie), &set));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn covers_of_up_to_sixteen_are_the_best_ties_included(case in cases(16)) {
        let best = brute(&case).map(|(taken, quarters)| Cover { taken, quarters, bound: quarters });
        prop_assert_eq!(cover(&case), best);
    }
}
