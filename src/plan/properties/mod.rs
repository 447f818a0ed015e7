#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

mod drawn;
mod twin;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use num_rational::Ratio;
use proptest::prelude::*;

use super::climb::{Ground, needs};
use super::tests::wishes;
use super::*;
use crate::assessment::{Answer, Answers};
use crate::rubric::Level;
use crate::score::{Standing, Verdict, score};
use drawn::{ANY, Kind, RUNGS, TOP, drawn};
use twin::{Set, Twin};

fn planned(rubric: &Rubric, answers: &Answers, wishes: &Wishes) -> Plan {
    plan(rubric, answers, &score(rubric, rubric.target("mid").unwrap(), answers), wishes)
}

fn with_steps(answers: &Answers, scorecard: &Scorecard, rubric: &Rubric, steps: &[StepId]) -> Answers {
    let mut then = answers.clone();
    for (skill, _) in rubric.skills() {
        let top = steps.iter().filter(|id| id.skill == skill).map(|id| id.to).max();
        let held = scorecard.reach(skill).low();
        if let Some(level) = top.or(held.filter(|_| answers.get(skill).is_none())) {
            then.set(skill, Some(Answer::Rated(level)));
        }
    }
    then
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]

    /// Hours, milestones and steps of the way, against every closed set of steps.
    #[test]
    fn the_way_is_the_shortest(drawn in drawn(ANY, 6), assume_lowest in any::<bool>()) {
        let (rubric, answers) = drawn.read();
        let wishes = Wishes { assume_lowest, ..wishes() };
        let plan = planned(&rubric, &answers, &wishes);
        let twin = Twin::of(&rubric, &answers, &wishes);
        let gains: BTreeMap<_, _> = plan.steps.iter().map(|step| (step.id, step.gain)).collect();
        prop_assert_eq!(gains.keys().copied().collect::<Vec<_>>(), twin.steps.clone());
        let gains: Vec<_> = gains.values().copied().collect();
        let (way, open) = twin.way(&gains);
        let Some(ready) = &plan.ready else {
            prop_assert!(way.is_empty() && twin.scorecard.readiness.is_none());
            return Ok(());
        };
        prop_assert_eq!(ready.gap, Share::default());
        let (target, last) = *way.last().unwrap();
        prop_assert_eq!((ready.steps, ready.hours.quarters()), (last.count_ones() as usize, twin.quarters(last)));
        prop_assert_eq!(open, !ready.open.is_empty());
        let expected: Vec<_> = way
            .iter()
            .filter(|(rung, set)| *set != 0 && !(open && *rung == target))
            .map(|(rung, set)| (*rung, set.count_ones() as usize, twin.quarters(*set)))
            .collect();
        let milestones: Vec<_> =
            plan.milestones.iter().map(|one| (one.target, one.after, one.hours.quarters())).collect();
        prop_assert_eq!(milestones, expected);
        let mut before = 0;
        for (rung, set) in &way {
            let steps = &plan.steps[(before as Set).count_ones() as usize..set.count_ones() as usize];
            prop_assert_eq!(
                steps.iter().map(|step| step.id).collect::<BTreeSet<_>>(),
                twin.some(set & !before).collect::<BTreeSet<_>>()
            );
            prop_assert!(steps.iter().all(|step| step.way == Some(*rung)));
            // what essentials need comes first
            prop_assert!(steps.is_sorted_by_key(|step| !step.is_essential));
            before = *set;
        }
        prop_assert!(plan.steps[ready.steps..].iter().all(|step| step.way.is_none()));
        // the verdict itself, and that nothing can be left out
        let ids: Vec<_> = plan.steps[..ready.steps].iter().map(|step| step.id).collect();
        // A skill that does not apply leaves its other requirements out; rated, it would bring them back.
        if !open && ids.iter().all(|id| answers.get(id.skill) != Some(Answer::NotApplicable)) {
            let then = with_steps(&answers, &twin.scorecard, &rubric, &ids);
            prop_assert_eq!(score(&rubric, target, &then).verdict, Verdict::Ready);
        }
        for at in 0..twin.steps.len() {
            let without = last & !(1 << at);
            let is_closed = last != without && twin.closed_sets().contains(&without);
            prop_assert!(!is_closed || way[..way.len() - 1].iter().any(|(_, set)| set & !without != 0) || !twin.is_ready(target, without, open));
        }
    }

    /// The printed order, part by part, costs what its gap says above the least of all orders.
    #[test]
    fn the_gap_is_that_of_the_parts(drawn in drawn(ANY, 5)) {
        let (rubric, answers) = drawn.read();
        let plan = planned(&rubric, &answers, &wishes());
        let scorecard = score(&rubric, plan.target, &answers);
        let ground = Ground::of(&rubric, &scorecard);
        let needs = needs(&rubric, &scorecard, false);
        let members = members::choose(&ground, &scorecard, &needs, &[]);
        let tops = climb::tops(&ground, &members, &needs);
        let chosen: Vec<_> = needs.into_iter().map(|need| (need.clone(), members.for_need(&need))).collect();
        let climbs = Climbs::of(&ground, &scorecard, &members, &chosen, &tops);
        let (mut cost, mut least) = (Share::default(), Share::default());
        for part in plan.steps.chunk_by(|one, next| (one.way, one.is_essential && one.way.is_some()) == (next.way, next.is_essential && next.way.is_some())) {
            if part.len() > 6 {
                return Ok(());
            }
            let target = part[0].way.unwrap_or(plan.target);
            let card = score(&rubric, target, &answers);
            let rung = if target == plan.target { Rung::target(&ground, &scorecard, &climbs, &chosen) } else { Rung::below(&rubric, &card, &climbs, &chosen, false) };
            let gain = |step: &Step| rung.gains[climbs.position(step.id).unwrap()];
            let of = |order: &[&Step]| {
                let mut finish = 0_i128;
                order.iter().map(|step| {
                    finish += i128::from(step.hours.quarters());
                    gain(step) * Ratio::new(finish, 4)
                }).sum::<Share>()
            };
            cost += of(&part.iter().collect::<Vec<_>>());
            let mut best: Option<Share> = None;
            every_order(&mut part.iter().collect(), 0, &mut |order| {
                let is_sound = order.iter().enumerate().all(|(at, step)| {
                    step.after.iter().all(|needed| order[at..].iter().all(|later| later.id != *needed))
                });
                if is_sound {
                    let cost = of(order);
                    best = Some(best.map_or(cost, |best| best.min(cost)));
                }
            });
            least += best.unwrap();
        }
        let gap = if least == Share::default() { least } else { (cost - least) / least };
        prop_assert_eq!(plan.optimality_gap, gap);
    }

    #[test]
    fn plans_are_sound(
        drawn in drawn(ANY, 8),
        assume_lowest in any::<bool>(),
        ticked in proptest::collection::vec((0_usize..20, any::<bool>()), 0..3),
        weeks in proptest::option::of(0_i32..6),
        late in 0_i32..30,
    ) {
        let (rubric, answers) = drawn.read();
        let scorecard = score(&rubric, rubric.target("mid").unwrap(), &answers);
        let bare = planned(&rubric, &answers, &Wishes { assume_lowest, ..wishes() });
        let mut ticks: Vec<Tick> = Vec::new();
        for (at, is_done) in ticked {
            if let Some(step) = bare.steps.get(at).map(|step| step.id).filter(|id| ticks.iter().all(|tick| tick.step != *id)) {
                let kind = if is_done { TickKind::Done(None) } else { TickKind::Skipped };
                ticks.push(Tick { step, kind, on: date(2026, 11, 24) });
            }
        }
        let by = weeks.map(|weeks| date(2026, 11, 22) + jiff::Span::new().weeks(weeks));
        let today = date(2026, 11, 23) + jiff::Span::new().days(late);
        let plan = planned(&rubric, &answers, &Wishes { today, by, assume_lowest, ticks, ..wishes() });

        let mut hours = Hours::default();
        let mut before: Vec<StepId> = Vec::new();
        for step in &plan.steps {
            prop_assert!(step.after.iter().all(|needed| before.contains(needed)));
            let held = scorecard.reach(step.id.skill).low();
            prop_assert!(held.is_none_or(|held| held < step.id.to));
            prop_assert_eq!(step.start_hour, hours);
            hours = hours + step.hours;
            prop_assert_eq!(step.finish_hour, hours);
            prop_assert!(step.starts <= step.ends);
            let waits = jiff::Span::new().weeks(step.weeks);
            prop_assert!(step.ends >= step.starts + waits || step.weeks == 0);
            for needed in &step.after {
                let needed = plan.steps.iter().find(|step| step.id == *needed).unwrap();
                prop_assert!(needed.ends <= step.starts);
            }
            before.push(step.id);
        }
        let cost: Share = plan.steps.iter().map(|step| step.gain * Ratio::new(i128::from(step.finish_hour.quarters()), 4)).sum();
        prop_assert_eq!(plan.cost, cost);

        let left_out = plan.deadline.iter().flat_map(|deadline| &deadline.left_out).map(|left| left.gain);
        let gains = plan.steps.iter().map(|step| step.gain).chain(left_out)
            .chain(plan.done.iter().map(|done| done.gain))
            .chain(plan.hidden.iter().map(|hidden| hidden.gain))
            .sum::<Share>();
        let open = scorecard.requirements.iter().filter(|scored| scored.standing() == Standing::Open && !assume_lowest);
        let open: Share = open.map(|scored| scored.missing).sum();
        let low = scorecard.readiness.as_ref().map_or(Ratio::from_integer(1), |readiness| readiness.low);
        prop_assert_eq!(gains + open, Ratio::from_integer(1) - low);

        let met = scorecard.requirements.iter().all(|scored| matches!(scored.standing(), Standing::Met | Standing::Dropped));
        prop_assert!(!met || bare.steps.is_empty() && bare.answer_first.is_empty());
        prop_assert!(met || !bare.steps.is_empty() || !bare.answer_first.is_empty());
        if let Some((earliest, latest)) = plan.finish {
            let last = plan.steps.iter().map(|step| step.ends).max();
            let fits = plan.deadline.as_ref().is_none_or(|deadline| deadline.left_out.is_empty());
            prop_assert!(!fits || last.is_some_and(|last| earliest <= last && last <= latest));
        }
        if let (Some((earliest, latest)), Some(way)) = (plan.ready.as_ref().and_then(|ready| ready.between), plan.way()) {
            let last = way.iter().map(|step| step.ends).max().unwrap();
            prop_assert!(earliest <= last && last <= latest);
        }
        // nothing that is to come should have ended
        prop_assert!(plan.steps.iter().all(|step| step.ends >= today));
        if let Some(deadline) = &plan.deadline {
            let days = i128::from((deadline.by - plan.start.max(today)).get_days() + 1).max(0);
            let taken = Ratio::new(i128::from(hours.quarters()) * 13, 40);
            prop_assert!(taken <= Ratio::new(5 * days, 7));
            prop_assert_eq!(deadline.fits, deadline.left_out.is_empty());
            let ready = plan.ready.as_ref();
            if ready.is_some_and(|ready| ready.open.is_empty()) {
                let left = |id: &StepId| deadline.left_out.iter().any(|left| left.id == *id);
                let way = bare.ready.as_ref().map_or(0, |ready| ready.steps);
                let is_whole = plan.done.is_empty() && plan.hidden.is_empty() && !bare.steps[..way].iter().any(|step| left(&step.id));
                prop_assert!(!is_whole || deadline.ready_by == Some(true));
            }
        }
    }

    #[test]
    fn no_other_members_make_the_way_shorter(drawn in drawn(ANY, 7), assume_lowest in any::<bool>()) {
        let (rubric, answers) = drawn.read();
        let scorecard = score(&rubric, rubric.target("mid").unwrap(), &answers);
        let ground = Ground::of(&rubric, &scorecard);
        let needs = needs(&rubric, &scorecard, assume_lowest);
        let choices = members::Choices::of(&ground, &scorecard, &needs, &[]);
        let chosen = members::choose(&ground, &scorecard, &needs, &[]);
        prop_assert!(choices.is_small(&chosen) || choices.all.len() > 2);
        let price = choices.price(&chosen);
        for choice in &choices.all {
            let now = choices.held_by(chosen.of(choice.group));
            for members in choice.all() {
                let other = chosen.with(choice.group, members.clone());
                let (held, other) = (choices.held_by(&members), choices.price(&other));
                // as well held: none is shorter; less well held: none is more than a twentieth shorter
                prop_assert!(held != now || (other.way, other.whole) >= (price.way, price.whole));
                prop_assert!(held >= now || u128::from(other.way) * 20 >= u128::from(price.way) * 19);
            }
        }
    }

    /// Without groups and without open answers, a higher rating never makes the shortest way longer; with rungs below, the
    /// way may be a twentieth longer than that.
    #[test]
    fn a_higher_rating_makes_the_way_no_longer(
        drawn in drawn(Kind { groups: false, all_rated: true }, 8), at in any::<proptest::sample::Index>(),
    ) {
        let (rubric, mut answers) = drawn.read();
        let skills: Vec<_> = rubric.skills().map(|(skill, _)| skill).collect();
        let skill = *at.get(&skills);
        let level = answers.rating(skill).unwrap();
        let hours = |answers: &Answers, id: &str| {
            let target = rubric.target(id).unwrap();
            plan(&rubric, answers, &score(&rubric, target, answers), &wishes()).ready.unwrap().hours.quarters()
        };
        let before = RUNGS.map(|id| hours(&answers, id));
        answers.set(skill, Some(Answer::Rated(Level::new((level.get() + 1).min(TOP)))));
        let after = RUNGS.map(|id| hours(&answers, id));
        prop_assert!(after[0] <= before[0]);
        prop_assert!((1..3).all(|rung| after[rung] * 20 <= before[rung] * 21));
    }

    /// Who follows the plan finds its days where they were, and who pauses finds all of them the same whole weeks later.
    #[test]
    fn ticking_on_time_moves_no_day(drawn in drawn(ANY, 7), slow in any::<bool>(), pause in 0_i32..60) {
        let (rubric, answers) = drawn.read();
        let hours_per_week = Hours::from_quarters(if slow { 4 } else { 20 });
        let from = Wishes { hours_per_week, ..wishes() };
        let first = planned(&rubric, &answers, &from);
        let late = planned(&rubric, &answers, &Wishes { today: from.start + jiff::Span::new().days(pause), ..from.clone() });
        let today = from.start + jiff::Span::new().days(pause);
        let by = jiff::Span::new().weeks(late.moved);
        for (one, other) in first.steps.iter().zip(&late.steps) {
            prop_assert_eq!((one.id, one.starts + by, one.ends + by), (other.id, other.starts, other.ends));
        }
        let ends = late.steps.iter().map(|step| step.ends).min();
        prop_assert!(ends.is_none_or(|ends| ends >= today));
        prop_assert!(late.moved == 0 || ends.is_some_and(|ends| ends < today + jiff::Span::new().weeks(1)));

        let mut days: BTreeMap<StepId, (Date, Date)> = late.steps.iter().map(|step| (step.id, (step.starts, step.ends))).collect();
        let mut order: Vec<_> = late.steps.iter().map(|step| (step.ends, step.id)).collect();
        order.sort_by_key(|(ends, _)| *ends);
        let mut ticks = Vec::new();
        for (ends, id) in order {
            ticks.push(Tick { step: id, kind: TickKind::Done(None), on: ends });
            days.remove(&id);
            let now = planned(&rubric, &answers, &Wishes { ticks: ticks.clone(), today: ends, ..from.clone() });
            let left: BTreeMap<_, _> = now.steps.iter().map(|step| (step.id, (step.starts, step.ends))).collect();
            prop_assert_eq!(&left, &days);
        }
    }

    #[test]
    fn another_answer_to_a_planned_skill_is_another_plan(
        drawn in drawn(ANY, 8), assume_lowest in any::<bool>(), at in any::<proptest::sample::Index>(), level in 0..=TOP,
    ) {
        let (rubric, mut answers) = drawn.read();
        let wishes = Wishes { assume_lowest, ..wishes() };
        let before = planned(&rubric, &answers, &wishes);
        if !before.steps.is_empty() {
            let skill = at.get(&before.steps).id.skill;
            let other = Answer::Rated(Level::new(level));
            if answers.get(skill) != Some(other) {
                answers.set(skill, Some(other));
                let told = |plan: &Plan| plan.steps.iter().map(|step| (step.id, step.assumed)).collect::<BTreeSet<_>>();
                prop_assert_ne!(told(&before), told(&planned(&rubric, &answers, &wishes)));
            }
        }
    }
}

/// All orders of some steps.
fn every_order<'a>(steps: &mut Vec<&'a Step>, from: usize, look: &mut impl FnMut(&[&'a Step])) {
    if from == steps.len() {
        return look(steps);
    }
    for at in from..steps.len() {
        steps.swap(from, at);
        every_order(steps, from + 1, look);
        steps.swap(from, at);
    }
}
