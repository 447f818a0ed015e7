//! The score against its definition, and what it promises.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::collections::BTreeSet;

use num_rational::Ratio;
use proptest::collection::vec;
use proptest::prelude::*;
use skillgap::assessment::{Answer, Answers, Scope};
use skillgap::rubric::{Rubric, Share, SkillIx, TargetIx};
use skillgap::score::{Reach, Span, Standing, Verdict, placement, readiness, score, sensitivity, skills_of};

use super::drawn::{Drawn, Group, MOST_SKILLS, Need, Said, Skill, Target, Wanted, called, drawn, read, target_called};
use super::twin::Twin;

fn one() -> Share {
    Share::from_integer(1)
}

fn pair(span: Span) -> (Share, Share) {
    (span.low, span.high)
}

const fn worth(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NotReady => 0,
        Verdict::Undecided => 1,
        Verdict::Ready => 2,
    }
}

/// What must not move when the same thing is said in another way: by target its readiness and its verdict, and the place
/// on the ladder.
fn outcome(drawn: &Drawn, rubric: &Rubric) -> impl PartialEq + std::fmt::Debug {
    let answers = drawn.answers(rubric);
    let of = |target| {
        let card = score(rubric, target_called(rubric, target), &answers);
        let mut points: Vec<_> = card
            .requirements
            .iter()
            .map(|scored| (rubric.subject_id(scored.requirement.subject).to_string(), scored.missing, scored.gap))
            .collect();
        points.sort();
        let areas = card.areas.iter().map(|(area, span)| (rubric[*area].id.to_string(), pair(*span)));
        let fragile: BTreeSet<_> = card.fragile.iter().map(|skill| rubric[*skill].id.to_string()).collect();
        let ask: BTreeSet<_> = card.ask.iter().map(|skill| rubric[*skill].id.to_string()).collect();
        let other_weights = sensitivity(rubric, &card).map(|other| (pair(other.plausible), pair(other.equal)));
        (card.readiness.map(pair), card.verdict, points, areas.collect::<BTreeSet<_>>(), (fragile, ask), other_weights)
    };
    let targets: Vec<_> = (0..drawn.targets.len()).map(of).collect();
    (targets, place(rubric, &answers))
}

fn place(rubric: &Rubric, answers: &Answers) -> (Option<String>, Option<String>) {
    let placed = placement(rubric, answers);
    let id = |target: Option<TargetIx>| target.map(|target| rubric[target].id.to_string());
    (id(placed.reached), id(placed.next))
}

fn rung(rubric: &Rubric, answers: &Answers) -> usize {
    let reached = placement(rubric, answers).reached;
    reached.map_or(0, |reached| 1 + rubric.ladder().iter().position(|target| *target == reached).unwrap())
}

proptest! {
    #[test]
    fn the_score_is_what_its_definition_says(drawn in drawn()) {
        let rubric = drawn.rubric();
        let answers = drawn.answers(&rubric);
        for (at, target) in rubric.targets() {
            let (card, twin) = (score(&rubric, at, &answers), Twin::new(&rubric, target, &answers));
            prop_assert_eq!(card.target, at);
            for (skill, _) in rubric.skills() {
                let reach = card.reach(skill);
                let range = reach.low().zip(reach.high()).map(|(low, high)| (low.get(), high.get()));
                prop_assert_eq!(range, twin.ranges[skill.get()]);
                prop_assert_eq!(matches!(reach, Reach::Rated(_)), answers.rating(skill).is_some());
            }
            prop_assert_eq!(card.readiness.map(pair), twin.readiness());
            prop_assert_eq!(card.readiness, readiness(&rubric, at, &answers));
            prop_assert_eq!(card.requirements.len(), target.requires.len());
            for (scored, wanted) in card.requirements.iter().zip(&target.requires) {
                prop_assert_eq!(&scored.requirement, wanted);
                prop_assert_eq!(scored.attainment.map(pair), twin.attainment(wanted));
                prop_assert_eq!(scored.missing, twin.missing(wanted));
                prop_assert_eq!(scored.gap, twin.gap(wanted));
                prop_assert_eq!(scored.choose, twin.choose(wanted));
                prop_assert_eq!(&scored.counted, &twin.counted(wanted));
                prop_assert_eq!(scored.floor_met, twin.floor_met(wanted));
            }
            prop_assert_eq!(card.verdict, twin.verdict());
            prop_assert_eq!(&card.ask, &twin.ask());
            let areas: Vec<_> = rubric.areas().filter_map(|(area, _)| Some((area, twin.area(area)?))).collect();
            let found: Vec<_> = card.areas.iter().map(|(area, span)| (*area, pair(*span))).collect();
            prop_assert_eq!(found, areas);
            let counts = (card.counts.answered, card.counts.unanswered, card.counts.not_applicable);
            prop_assert_eq!(counts, twin.counts());
            prop_assert_eq!(&card.fragile, &twin.fragile());
            let said = |skill| answers.rating(skill);
            let broken: Vec<_> = card.contradictions.iter()
                .map(|one| (one.skill, one.level.get(), one.requires, one.at.get())).collect();
            prop_assert_eq!(broken, twin.contradictions());
            prop_assert!(card.contradictions.iter()
                .all(|one| one.rating == said(one.skill) && one.stated == twin.stated(one.requires)));
            let is_strong = |skill: &SkillIx| target.requires.iter().any(|wanted| {
                rubric.skills_of(&wanted.subject).contains(skill) && said(*skill).is_some_and(|level| level > wanted.level)
            });
            let strong: BTreeSet<_> = rubric.skills().map(|(skill, _)| skill).filter(is_strong).collect();
            prop_assert_eq!(card.strengths.len(), strong.len());
            prop_assert_eq!(card.strengths.iter().copied().collect::<BTreeSet<_>>(), strong);
        }
        let ladder: Vec<_> = rubric.ladder();
        let is_ready = |target: &TargetIx| Twin::new(&rubric, &rubric[*target], &answers).verdict() == Verdict::Ready;
        let reached = (0..ladder.len()).rev().find(|top| ladder[..=*top].iter().all(is_ready));
        let next = ladder.get(reached.map_or(0, |at| at + 1)).copied();
        let placed = placement(&rubric, &answers);
        prop_assert_eq!((placed.reached, placed.next), (reached.map(|at| ladder[at]), next));
    }

    #[test]
    fn the_parts_make_the_whole(drawn in drawn()) {
        let rubric = drawn.rubric();
        let answers = drawn.answers(&rubric);
        for (at, target) in rubric.targets() {
            let card = score(&rubric, at, &answers);
            let of = |standing| card.standing(standing).len();
            let all = of(Standing::Gap) + of(Standing::Open) + of(Standing::Met) + of(Standing::Dropped);
            prop_assert_eq!(all, target.requires.len());
            prop_assert!(card.ask.is_empty() || card.verdict == Verdict::Undecided);
            let missing: Share = card.requirements.iter().map(|scored| scored.missing).sum();
            let Some(span) = card.readiness else {
                prop_assert_eq!((of(Standing::Dropped), missing), (all, Share::default()));
                prop_assert_eq!(card.verdict, Verdict::Undecided);
                continue;
            };
            prop_assert!(Share::default() <= span.low && span.low <= span.high && span.high <= one());
            let hundred = Share::from_integer(100);
            prop_assert_eq!(missing * hundred + span.low * hundred, hundred);
            for scored in &card.requirements {
                let expected = match scored.attainment {
                    None => Standing::Dropped,
                    Some(span) if span.low == one() => Standing::Met,
                    Some(span) if span.high < one() => Standing::Gap,
                    Some(_) => Standing::Open,
                };
                prop_assert_eq!(scored.standing(), expected);
                prop_assert_eq!(scored.gap > 0, expected == Standing::Gap);
            }
            let is_whole = |span: fn(Span) -> Share| {
                card.requirements.iter().filter_map(|scored| scored.attainment).all(|attained| span(attained) == one())
            };
            prop_assert_eq!(is_whole(|span| span.low), span.low == one());
            prop_assert_eq!(is_whole(|span| span.high), span.high == one());
        }
    }

    /// It holds for skills that bear on no group prerequisite: while only one member of a needed group may stand there, it
    /// must, and a second one that may takes that away.
    #[test]
    fn raising_a_rating_lowers_nothing(drawn in drawn(), skill in 0..MOST_SKILLS, by in 1..6_i64) {
        let skill = skill % drawn.skills.len();
        if drawn.is_below_a_needed_group(skill) {
            return Ok(());
        }
        let rubric = drawn.rubric();
        let answers = drawn.answers(&rubric);
        let skill = called(&rubric, skill);
        let Some(raised) = raised(&rubric, &answers, skill, by) else { return Ok(()) };
        for (target, _) in rubric.targets() {
            let (before, after) = (score(&rubric, target, &answers), score(&rubric, target, &raised));
            if let (Some(before), Some(after)) = (before.readiness, after.readiness) {
                prop_assert!(before.low <= after.low && before.high <= after.high);
            }
            prop_assert!(worth(before.verdict) <= worth(after.verdict));
            // A member that stays outside the best leaves the attainment of its group.
            for (before, after) in before.requirements.iter().zip(&after.requirements) {
                let outside = |counted: &[SkillIx]| counted.len() < rubric.skills_of(&before.requirement.subject).len() && !counted.contains(&skill);
                if outside(&before.counted) && outside(&after.counted) && rubric[skill].requires.is_empty() {
                    prop_assert_eq!(before.attainment.map(|span| span.low), after.attainment.map(|span| span.low));
                }
            }
        }
        prop_assert!(rung(&rubric, &answers) <= rung(&rubric, &raised));
    }

    /// What holds for every skill, members of needed groups among them: what is possible at most never falls, so nobody is
    /// farther from ready than before.
    #[test]
    fn raising_any_rating_puts_nothing_out_of_reach(drawn in drawn(), skill in 0..MOST_SKILLS, by in 1..6_i64) {
        let rubric = drawn.rubric();
        let answers = drawn.answers(&rubric);
        let skill = called(&rubric, skill % drawn.skills.len());
        let Some(raised) = raised(&rubric, &answers, skill, by) else { return Ok(()) };
        for (at, target) in rubric.targets() {
            let is_uncrossed = |answers| Twin::new(&rubric, target, answers).is_uncrossed();
            if !is_uncrossed(&answers) || !is_uncrossed(&raised) {
                continue;
            }
            let (before, after) = (score(&rubric, at, &answers), score(&rubric, at, &raised));
            for (skill, _) in rubric.skills() {
                prop_assert!(before.reach(skill).high() <= after.reach(skill).high());
            }
            if let (Some(before), Some(after)) = (before.readiness, after.readiness) {
                prop_assert!(before.high <= after.high);
            }
            prop_assert!(before.verdict == Verdict::NotReady || after.verdict != Verdict::NotReady);
        }
    }

    #[test]
    fn an_answer_within_its_bounds_narrows_the_range(drawn in drawn(), skill in 0..MOST_SKILLS, pick in 0..6_u8) {
        let rubric = drawn.rubric();
        let answers = drawn.answers(&rubric);
        let skill = called(&rubric, skill % drawn.skills.len());
        for (at, target) in rubric.targets() {
            let (card, twin) = (score(&rubric, at, &answers), Twin::new(&rubric, target, &answers));
            let Reach::Unanswered(bounds) = card.reach(skill) else { continue };
            if answers.get(skill).is_some() || !twin.is_uncrossed() {
                continue;
            }
            let level = i64::from(bounds.low.get() + pick % (bounds.high.above(bounds.low) + 1));
            let mut answered = answers.clone();
            answered.set(skill, Some(Answer::Rated(rubric.scale().level(level).unwrap())));
            let (before, after) = (card.readiness.unwrap_or(Span { low: one(), high: one() }), score(&rubric, at, &answered));
            if let Some(after) = after.readiness {
                prop_assert!(before.low <= after.low && after.high <= before.high, "{:?} {:?}", before, after);
            }
            prop_assert!(card.verdict == Verdict::Undecided || card.verdict == after.verdict);
        }
    }

    #[test]
    fn order_in_the_file_changes_nothing(drawn in drawn(), order in any::<[u64; 4]>()) {
        let (one, other) = (drawn.rubric(), read(&drawn.text_in(order)));
        prop_assert_eq!(format!("{:?}", outcome(&drawn, &one)), format!("{:?}", outcome(&drawn, &other)));
    }

    #[test]
    fn weights_scaled_change_nothing(drawn in drawn(), by in 2..14_u32) {
        let mut scaled = drawn.clone();
        scaled.targets.iter_mut().flat_map(|target| &mut target.requires).for_each(|wanted| wanted.weight *= by);
        let (one, other) = (drawn.rubric(), scaled.rubric());
        prop_assert_eq!(format!("{:?}", outcome(&drawn, &one)), format!("{:?}", outcome(&scaled, &other)));
    }

    #[test]
    fn a_requirement_split_into_two_halves_changes_nothing(drawn in drawn(), skill in 0..MOST_SKILLS) {
        let mut drawn = drawn;
        drawn.targets.iter_mut().flat_map(|target| &mut target.requires).for_each(|wanted| wanted.weight *= 2);
        let skill = skill % drawn.skills.len();
        // What a group asks for looks at who else may stand there: a copy that is no member would stand for nobody.
        if drawn.is_needed_in_a_group(skill) {
            return Ok(());
        }
        let split = split(&drawn, skill);
        let (one, other) = (drawn.rubric(), split.rubric());
        let (before, after) = (drawn.answers(&one), split.answers(&other));
        for target in 0..drawn.targets.len() {
            let whole = score(&one, target_called(&one, target), &before);
            let halves = score(&other, target_called(&other, target), &after);
            prop_assert_eq!((whole.readiness, whole.verdict), (halves.readiness, halves.verdict));
        }
        prop_assert_eq!(place(&one, &before), place(&other, &after));
    }

    #[test]
    fn every_target_can_be_reached(drawn in drawn()) {
        let mut drawn = drawn;
        drawn.answers = vec![Said::Level(drawn.max); drawn.skills.len()];
        let rubric = drawn.rubric();
        let answers = drawn.answers(&rubric);
        for (target, _) in rubric.targets() {
            let card = score(&rubric, target, &answers);
            prop_assert_eq!((card.readiness, card.verdict), (Some(Span { low: one(), high: one() }), Verdict::Ready));
            prop_assert!(card.contradictions.is_empty());
        }
        prop_assert_eq!(placement(&rubric, &answers).reached, rubric.ladder().last().copied());
        let nothing = score(&rubric, target_called(&rubric, 0), &Answers::none(&rubric));
        prop_assert_eq!(nothing.readiness, Some(Span { low: Ratio::from_integer(0), high: one() }));
    }

    #[test]
    fn the_scope_is_what_the_target_needs(drawn in drawn(), areas in vec(0..3_usize, 0..3)) {
        let rubric = drawn.rubric();
        let areas: Vec<_> = areas.iter().map(|area| rubric.areas().nth(*area).unwrap().0).collect();
        for (at, target) in rubric.targets() {
            let mut needed: BTreeSet<(SkillIx, u8)> = target
                .requires
                .iter()
                .flat_map(|wanted| rubric.skills_of(&wanted.subject).iter().map(|skill| (*skill, wanted.level.get())))
                .collect();
            loop {
                let before = needed.len();
                let more: Vec<_> = needed
                    .iter()
                    .flat_map(|(skill, level)| rubric[*skill].requires.iter().filter(|need| need.level.get() <= *level))
                    .flat_map(|need| rubric.skills_of(&need.subject).iter().map(|skill| (*skill, need.at.get())))
                    .collect();
                needed.extend(more);
                if needed.len() == before {
                    break;
                }
            }
            let within = |skill: &SkillIx| areas.is_empty() || areas.contains(&rubric[*skill].area);
            let asked: BTreeSet<_> = needed.iter().map(|(skill, _)| *skill).filter(within).collect();
            let scope = |all| Scope { all, areas: areas.clone() }.skills(&rubric, at);
            prop_assert_eq!(scope(false), asked.into_iter().collect::<Vec<_>>());
            prop_assert_eq!(scope(true), rubric.skills().map(|(skill, _)| skill).filter(within).collect::<Vec<_>>());
            let own = skills_of(&rubric, target);
            prop_assert!(own.iter().all(|skill| needed.iter().any(|(needed, _)| needed == skill)));
        }
    }
}

/// Somebody with a skill that needs one of two has the second one surely, as long as the first is out of reach: a higher
/// rating of what the first builds on takes that away.
#[test]
fn a_higher_rating_below_a_needed_group_may_leave_more_open() {
    let need = |level, subject, at| Need { level, subject, at };
    let skill = |requires| Skill { area: 0, formerly: Vec::new(), requires };
    let [base, first, second, above] = [0, 1, 2, 3];
    let skills = vec![skill(vec![]), skill(vec![need(1, base, 1)]), skill(vec![]), skill(vec![need(1, 4, 1)])];
    let wanted = Wanted { subject: second, level: 1, weight: 1, essential: true, floor: 0 };
    let target = Target { kind: Ok(1), ready_at: 85, requires: vec![wanted] };
    let mut drawn = Drawn {
        max: 2,
        skills,
        groups: vec![Group { area: 0, choose: 1, members: vec![first, second] }],
        targets: vec![target],
        answers: vec![Said::Level(0), Said::Nothing, Said::Nothing, Said::Level(1)],
    };
    assert!(drawn.is_below_a_needed_group(base) && !drawn.is_below_a_needed_group(above));
    let card = |drawn: &Drawn| {
        let rubric = drawn.rubric();
        let card = score(&rubric, target_called(&rubric, 0), &drawn.answers(&rubric));
        (card.verdict, card.fragile.contains(&called(&rubric, base)))
    };
    assert_eq!(card(&drawn), (Verdict::Ready, true));
    drawn.answers[base] = Said::Level(1);
    assert_eq!(card(&drawn), (Verdict::Undecided, true));
}

/// The answers with one rating so many levels higher; none if there is no such rating or level.
fn raised(rubric: &Rubric, answers: &Answers, skill: SkillIx, by: i64) -> Option<Answers> {
    let higher = rubric.scale().level(i64::from(answers.rating(skill)?.get()) + by)?;
    let mut raised = answers.clone();
    raised.set(skill, Some(Answer::Rated(higher)));
    Some(raised)
}

/// The same rubric with a copy of one skill, each requirement of it halved between the two, and its prerequisites and
/// dependents copied.
fn split(drawn: &Drawn, skill: usize) -> Drawn {
    let mut split = drawn.clone();
    let copy = split.skills.len();
    let Skill { area, requires, .. } = split.skills[skill].clone();
    split.skills.push(Skill { area, formerly: Vec::new(), requires });
    split.answers.push(split.answers[skill]);
    for need in split.skills.iter_mut().flat_map(|skill| &mut skill.requires) {
        need.subject += usize::from(need.subject >= copy);
    }
    for dependent in &mut split.skills[..copy] {
        let needs: Vec<_> = dependent.requires.iter().filter(|need| need.subject == skill).cloned().collect();
        dependent.requires.extend(needs.into_iter().map(|need| Need { subject: copy, ..need }));
    }
    for target in &mut split.targets {
        for wanted in &mut target.requires {
            wanted.subject += usize::from(wanted.subject >= copy);
        }
        if let Some(at) = target.requires.iter().position(|wanted| wanted.subject == skill) {
            target.requires[at].weight /= 2;
            let half = target.requires[at].clone();
            target.requires.push(Wanted { subject: copy, ..half });
        }
    }
    split
}
