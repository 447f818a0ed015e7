//! What would change if: against scoring the answers as they would be.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::collection::btree_map;
use proptest::prelude::*;
use skillgap::assessment::{Answer, Answers, Rating, slipped};
use skillgap::rubric::{Level, SkillIx};
use skillgap::score::{RequirementScore, Standing, placement, score, skills_of, what_if};

use super::drawn::{MOST_SKILLS, called, drawn};
use super::twin::Twin;

fn subjects(found: &[&RequirementScore]) -> BTreeSet<skillgap::rubric::Subject> {
    found.iter().map(|scored| scored.requirement.subject).collect()
}

proptest! {
    #[test]
    fn supposed_answers_are_scored_like_any_others(
        drawn in drawn(),
        typed in btree_map(0..MOST_SKILLS, 0..=5_u8, 1..4),
    ) {
        let rubric = drawn.rubric();
        let answers = drawn.answers(&rubric);
        let levels: BTreeMap<SkillIx, Level> = typed
            .iter()
            .map(|(skill, level)| {
                let level = rubric.scale().level((*level).min(drawn.max).into()).unwrap();
                (called(&rubric, skill % drawn.skills.len()), level)
            })
            .collect();
        let levels: Vec<_> = levels.into_iter().collect();
        let with = |some: &[(SkillIx, Level)]| -> Answers {
            let mut changed = answers.clone();
            for (skill, level) in some {
                changed.set(*skill, Some(Answer::Rated(*level)));
            }
            changed
        };
        for (at, target) in rubric.targets() {
            let found = what_if(&rubric, at, &answers, &levels);
            let (before, after) = (score(&rubric, at, &answers), score(&rubric, at, &with(&levels)));
            prop_assert_eq!((&found.before.card, &found.after.card), (&before, &after));
            prop_assert_eq!(found.before.placement, placement(&rubric, &answers));
            prop_assert_eq!(found.after.placement, placement(&rubric, &with(&levels)));
            let gained = |changed: &Answers| {
                let (now, then) = (score(&rubric, at, &answers).readiness, score(&rubric, at, changed).readiness);
                Some(then?.low - now?.low)
            };
            prop_assert_eq!(found.gain(), gained(&with(&levels)));
            let mut sum = Some(skillgap::rubric::Share::default());
            for (change, typed) in found.changes.iter().zip(&levels) {
                prop_assert_eq!((change.skill, change.to, change.from), (typed.0, typed.1, answers.get(typed.0)));
                prop_assert_eq!(change.gain, gained(&with(&[*typed])));
                sum = sum.zip(change.gain).map(|(sum, gain)| sum + gain);
            }
            prop_assert_eq!(found.adds_up(), sum == found.gain());

            let met = |card: &skillgap::score::Scorecard, standing| subjects(&card.standing(standing));
            let short = |card| -> BTreeSet<_> { &met(card, Standing::Gap) | &met(card, Standing::Open) };
            prop_assert_eq!(subjects(&found.closed()), &short(&before) & &met(&after, Standing::Met));
            prop_assert_eq!(subjects(&found.opened()), &met(&before, Standing::Met) & &short(&after));

            // Each rating that is supposed, and each answer that is there, is held against what it builds on.
            let told: BTreeSet<_> = found
                .contradictions(&rubric)
                .map(|broken| (broken.skill, broken.level.get(), broken.requires, broken.at.get()))
                .collect();
            let then = Twin::new(&rubric, target, &with(&levels)).contradictions();
            let now = Twin::new(&rubric, target, &answers).contradictions();
            let is_changed = |skill| levels.iter().any(|(changed, _)| *changed == skill);
            for broken in then {
                let is_new = !now.contains(&broken) || is_changed(broken.0) || rubric.skills_of(&broken.2).iter().any(|skill| is_changed(*skill));
                prop_assert!(!is_new || told.contains(&broken), "{:?} is not told", broken);
            }
        }
    }

    #[test]
    fn old_ratings_slip_one_level_and_count_as_they_are(drawn in drawn(), months in proptest::collection::vec(0..30_i8, MOST_SKILLS)) {
        let rubric = drawn.rubric();
        let answers = drawn.answers(&rubric);
        let today = date(2026, 11, 22);
        let said = |(at, skill): (usize, SkillIx)| {
            let on = today.saturating_sub(jiff::Span::new().days(i32::from(months[at]) * 31));
            Some((rubric[skill].id.clone(), Rating { answer: answers.get(skill)?, on, evidence: None, confidence: None, help: None }))
        };
        let ratings: BTreeMap<_, _> =
            rubric.skills().map(|(skill, _)| skill).enumerate().filter_map(said).collect();
        for (at, target) in rubric.targets() {
            let of = skills_of(&rubric, target);
            let (stale, after) = slipped(&rubric, &ratings, &of, today);
            for (skill, described) in rubric.skills() {
                let is_old = ratings.get(&described.id).is_some_and(|rating| rating.is_stale(today));
                prop_assert_eq!(stale.contains(&skill), is_old && of.contains(&skill));
                let expected = if stale.contains(&skill) {
                    answers.rating(skill).map(|level| Answer::Rated(level.below()))
                } else {
                    answers.get(skill)
                };
                prop_assert_eq!(after.get(skill), expected);
            }
            let (now, then) = (score(&rubric, at, &answers), score(&rubric, at, &after));
            // A lower rating may free a member of a needed group to stand for it.
            let is_sure = !(0..drawn.skills.len()).any(|skill| drawn.is_below_a_needed_group(skill));
            if let (true, Some(now), Some(then)) = (is_sure, now.readiness, then.readiness) {
                prop_assert!(then.low <= now.low && then.high <= now.high);
            }
        }
    }
}
