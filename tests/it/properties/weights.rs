//! Readiness under other weights, levels and answers: against its definition, and what must not move it.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use num_rational::Ratio;
use proptest::prelude::*;
use skillgap::assessment::{Answer, Answers};
use skillgap::plan::{Wishes, plan};
use skillgap::rubric::{Requirement, Rubric, Share, Target};
use skillgap::score::{Span, score, sensitivity, under_weight};

use super::drawn::{MOST_SKILLS, Said, Wanted, called, drawn, target_called};
use super::twin::Twin;
use super::worked::worked;

/// `SplitMix64` seeded by the FNV-1a hash of a name, from the papers.
struct Numbers(u64);

impl Numbers {
    fn of(name: &str) -> Self {
        let seed = name.bytes().fold(14_695_981_039_346_656_037, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(1_099_511_628_211)
        });
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// A weight times or over 1 to 1.5, to the millionth.
fn other_weight(weight: u32, number: u64) -> Share {
    let by = Ratio::new(1000 + i128::from((number / 2) % 501), 1000);
    let factor = if number.is_multiple_of(2) { by } else { by.recip() };
    (factor * 1_000_000).floor() / 1_000_000 * i128::from(weight)
}

fn mean(parts: &[(Share, (Share, Share))]) -> (Share, Share) {
    let weights: Share = parts.iter().map(|(weight, _)| *weight).sum();
    let end = |of: fn((Share, Share)) -> Share| parts.iter().map(|(weight, span)| *weight * of(*span)).sum::<Share>();
    (end(|span| span.0) / weights, end(|span| span.1) / weights)
}

/// The ranges under plausible and under equal weights, by their definition.
fn by_hand(rubric: &Rubric, target: &Target, twin: &Twin<'_>) -> Option<[(Share, Share); 2]> {
    let applies: Vec<(&Requirement, (Share, Share))> =
        target.requires.iter().filter_map(|wanted| Some((wanted, twin.attainment(wanted)?))).collect();
    let (mut low, mut high) = twin.readiness()?;
    let name = |wanted: &Requirement| format!("weight\0{}", rubric.subject_id(wanted.subject));
    let mut numbers: Vec<_> = applies.iter().map(|(wanted, _)| Numbers::of(&name(wanted))).collect();
    for _ in 0..200 {
        let parts: Vec<_> = applies
            .iter()
            .zip(&mut numbers)
            .map(|((wanted, span), numbers)| (other_weight(wanted.weight, numbers.next()), *span))
            .collect();
        let drawn = mean(&parts);
        (low, high) = (low.min(drawn.0), high.max(drawn.1));
    }
    let equal: Vec<_> = applies.iter().map(|(_, span)| (Share::from_integer(1), *span)).collect();
    Some([(low, high), mean(&equal)])
}

fn low(rubric: &Rubric, target: usize, answers: &Answers) -> Option<Span> {
    score(rubric, target_called(rubric, target), answers).readiness
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn other_weights_are_what_their_definition_says(drawn in drawn()) {
        let rubric = drawn.rubric();
        let answers = drawn.answers(&rubric);
        for (at, target) in rubric.targets() {
            let found = sensitivity(&rubric, &score(&rubric, at, &answers));
            let pairs = found.map(|found| [found.plausible, found.equal].map(|span| (span.low, span.high)));
            let twin = Twin::new(&rubric, target, &answers);
            prop_assert_eq!(pairs, by_hand(&rubric, target, &twin));
            let card = score(&rubric, at, &answers);
            for (one, wanted) in target.requires.iter().enumerate() {
                let with = |factor: Share| {
                    let weight = |other: &Requirement| {
                        if other == wanted { factor * i128::from(other.weight) } else { Share::from_integer(other.weight.into()) }
                    };
                    let applies = target.requires.iter().filter_map(|other| Some((weight(other), twin.attainment(other)?)));
                    mean(&applies.collect::<Vec<_>>())
                };
                let found = under_weight(&rubric, &card, one).map(|span| (span.low, span.high));
                let expected = twin.attainment(wanted).map(|_| {
                    let [more, less] = [Ratio::new(3, 2), Ratio::new(2, 3)].map(with);
                    (more.0.min(less.0), more.1.max(less.1))
                });
                prop_assert_eq!(found, expected);
            }
        }
    }
}

proptest! {
    #[test]
    fn other_weights_stay_between_the_attainments(drawn in drawn()) {
        let rubric = drawn.rubric();
        for (at, _) in rubric.targets() {
            let card = score(&rubric, at, &drawn.answers(&rubric));
            let Some(other) = sensitivity(&rubric, &card) else {
                prop_assert_eq!(card.readiness, None);
                continue;
            };
            let spans = || card.requirements.iter().filter_map(|scored| scored.attainment);
            let (least, most) = (spans().map(|span| span.low).min().unwrap(), spans().map(|span| span.high).max().unwrap());
            let readiness = card.readiness.unwrap();
            prop_assert!(other.plausible.low <= readiness.low && readiness.high <= other.plausible.high);
            for span in [other.plausible, other.equal] {
                prop_assert!(least <= span.low && span.low <= span.high && span.high <= most);
            }
        }
    }

    #[test]
    fn a_level_above_what_is_asked_changes_nothing(drawn in drawn()) {
        let mut drawn = drawn;
        // What is not answered could be implied by a higher level.
        drawn.answers.iter_mut().filter(|said| **said == Said::Nothing).for_each(|said| *said = Said::Level(0));
        let rubric = drawn.rubric();
        let answers = drawn.answers(&rubric);
        for (at, target) in rubric.targets() {
            let mut capped = answers.clone();
            for (skill, _) in rubric.skills() {
                let asks = target.requires.iter().filter(|wanted| rubric.skills_of(&wanted.subject).contains(&skill));
                if let (Some(asked), Some(level)) = (asks.map(|wanted| wanted.level).max(), answers.rating(skill)) {
                    capped.set(skill, Some(Answer::Rated(level.min(asked))));
                }
            }
            let (one, other) = (score(&rubric, at, &answers), score(&rubric, at, &capped));
            prop_assert_eq!((one.readiness, one.verdict), (other.readiness, other.verdict));
            prop_assert_eq!(one.areas, other.areas);
        }
    }

    #[test]
    fn asking_more_raises_nothing(drawn in drawn(), at in 0..6_usize, by in 1..5_u8) {
        let mut more = drawn.clone();
        for target in &mut more.targets {
            let at = at % target.requires.len();
            let level = &mut target.requires[at].level;
            *level = (*level + by).min(drawn.max);
        }
        let (one, other) = (drawn.rubric(), more.rubric());
        let answers = drawn.answers(&one);
        for target in 0..drawn.targets.len() {
            if let (Some(asked), Some(more)) = (low(&one, target, &answers), low(&other, target, &answers)) {
                prop_assert!(more.low <= asked.low && more.high <= asked.high);
            }
        }
    }

    #[test]
    fn one_more_requirement_counts_for_what_it_is(drawn in drawn(), skill in 0..MOST_SKILLS, weight in 1..9_u32) {
        let skill = skill % drawn.skills.len();
        for (said, level) in [(Said::Level(drawn.max), 1), (Said::NotApplicable, drawn.max)] {
            let mut before = drawn.clone();
            before.answers[skill] = said;
            before.targets.iter_mut().for_each(|target| target.requires.retain(|wanted| wanted.subject != skill));
            before.targets.retain(|target| !target.requires.is_empty());
            let mut after = before.clone();
            let more = Wanted { subject: skill, level, weight, essential: false, floor: 0 };
            after.targets.iter_mut().for_each(|target| target.requires.push(more.clone()));
            if before.targets.is_empty() {
                continue;
            }
            let (one, other) = (before.rubric(), after.rubric());
            let answers = before.answers(&one);
            for target in 0..before.targets.len() {
                let (without, with) = (low(&one, target, &answers), low(&other, target, &answers));
                if said == Said::NotApplicable {
                    prop_assert_eq!(without, with);
                } else if let (Some(without), Some(with)) = (without, with) {
                    prop_assert!(without.low <= with.low && without.high <= with.high);
                }
            }
        }
    }

    #[test]
    fn nothing_known_is_nothing_and_all_met_leaves_nothing_to_plan(drawn in drawn()) {
        let rubric = drawn.rubric();
        let mut nothing = drawn.clone();
        nothing.answers = vec![Said::Level(0); drawn.skills.len()];
        let (zero, said) = (nothing.answers(&rubric), drawn.answers(&rubric));
        let mut all = said.clone();
        for skill in 0..drawn.skills.len() {
            all.set(called(&rubric, skill), Some(Answer::Rated(rubric.scale().max())));
        }
        let wishes = Wishes { assume_lowest: true, ..Wishes::from(jiff::civil::date(2026, 11, 23)) };
        for (at, _) in rubric.targets() {
            let none = Share::from_integer(0);
            prop_assert_eq!(score(&rubric, at, &zero).readiness, Some(Span { low: none, high: none }));
            for answers in [&zero, &said, &all] {
                let card = score(&rubric, at, answers);
                let is_met = card.readiness.is_none_or(|span| span.low == Share::from_integer(1));
                prop_assert_eq!(plan(&rubric, answers, &card, &wishes).steps.is_empty(), is_met);
            }
        }
    }
}

#[test]
fn the_worked_example_under_other_weights() {
    let (rubric, answers) = worked();
    let card = score(&rubric, rubric.target("mid").unwrap(), &answers);
    let other = sensitivity(&rubric, &card).unwrap();
    // Of the six that apply: 3/4, 1, 1/3, 1, 1/2 and 1/2 to 1.
    assert_eq!(other.equal, Span { low: Ratio::new(49, 72), high: Ratio::new(55, 72) });
    let readiness = card.readiness.unwrap();
    assert!(other.plausible.low < readiness.low && readiness.high < other.plausible.high, "{other:?}");
}
