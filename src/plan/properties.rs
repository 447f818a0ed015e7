#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::civil::date;
use proptest::prelude::*;

use super::tests::{rubric, wishes};
use super::*;
use crate::assessment::{Answer, Answers};
use crate::rubric::Level;
use crate::score::{Reach, Standing, score};

/// What a small rubric and answers are drawn from.
#[derive(Clone, Debug)]
struct Drawn {
    rubric: String,
    answers: Vec<Option<Answer>>,
}

const TOP: u8 = 3;

fn drawn() -> impl Strategy<Value = Drawn> {
    let skill = ((1_u32..9, 1_u32..9, 1_u32..9), any::<u32>());
    let rated = (0..=TOP).prop_map(|level| Some(Answer::Rated(Level::new(level))));
    let answer = prop_oneof![2 => Just(None), 1 => Just(Some(Answer::NotApplicable)), 6 => rated];
    let group = (any::<u8>(), 1_usize..4);
    let wants = (1..=TOP, 1_u32..6, any::<bool>(), 0_u8..3);
    (
        proptest::collection::vec((skill, answer), 2..8),
        proptest::collection::vec(group, 0..3),
        proptest::collection::vec(wants, 11),
    )
        .prop_map(|(skills, groups, wants)| {
            let mut text = String::from(
                "id = 'r'\ntitle = 'R'\nversion = '1.0.0'\nscale = [{name='0'},{name='1'},{name='2'},{name='3'}]\n\
                 [[areas]]\nid = 'a'\ntitle = 'A'\n",
            );
            let mut requires = String::new();
            let mut want = |kind: &str, id: String, always: bool, at: usize| {
                let (level, weight, essential, wanted) = wants[at];
                if always || wanted > 0 {
                    writeln!(
                        requires,
                        "{{ {kind} = '{id}', level = {level}, weight = {weight}, essential = {essential} }},"
                    )
                    .unwrap();
                }
            };
            for (at, (((one, two, three), bits), _)) in skills.iter().enumerate() {
                let mut needs = String::new();
                for earlier in 0..at {
                    let bits = bits >> (4 * earlier);
                    if bits % 4 == 0 {
                        let (level, needed) = (1 + (bits / 4) % 3, 1 + (bits / 4) % 2);
                        write!(needs, "{{ level = {level}, skill = 's{earlier}', at = {needed} }},").unwrap();
                    }
                }
                write!(
                    text,
                    "[[skills]]\nid = 's{at}'\ntitle = 'S{at}'\narea = 'a'\nanchors = ['x','y','z']\n\
                     hours = [{one}, {two}.25, {three}]\nrequires = [{needs}]\n"
                )
                .unwrap();
                want("skill", format!("s{at}"), at == 0, at);
            }
            for (at, (bits, choose)) in groups.iter().enumerate() {
                let members: Vec<_> = (0..skills.len()).filter(|skill| (bits >> skill) & 1 == 1).collect();
                if members.is_empty() {
                    continue;
                }
                let choose = (*choose).min(members.len());
                let members: Vec<_> = members.iter().map(|skill| format!("'s{skill}'")).collect();
                let list = members.join(", ");
                write!(
                    text,
                    "[[groups]]\nid = 'g{at}'\ntitle = 'G'\narea = 'a'\nchoose = {choose}\nskills = [{list}]\n"
                )
                .unwrap();
                want("group", format!("g{at}"), false, 8 + at);
            }
            write!(
                text,
                "[[targets]]\nid = 'mid'\ntitle = 'M'\nkind = 'ladder'\nrank = 1\nrequires = [\n{requires}]\n"
            )
            .unwrap();
            Drawn { rubric: text, answers: skills.into_iter().map(|(_, answer)| answer).collect() }
        })
}

impl Drawn {
    fn read(&self) -> (Rubric, Answers) {
        let rubric = rubric(&self.rubric);
        let mut answers = Answers::none(&rubric);
        let skills: Vec<_> = rubric.skills().map(|(skill, _)| skill).collect();
        for (skill, answer) in skills.into_iter().zip(&self.answers) {
            answers.set(skill, *answer);
        }
        (rubric, answers)
    }
}

/// The levels to climb for a level of a skill, by definition.
fn closure(rubric: &Rubric, scorecard: &Scorecard, skill: SkillIx, to: Level, found: &mut BTreeSet<StepId>) {
    for level in scorecard.reach(skill).low().unwrap_or_default().up_to(to) {
        if found.insert(StepId { skill, to: level }) {
            for needed in rubric[skill].prerequisites(level) {
                let Subject::Skill(skill) = needed.subject else { panic!("none is drawn on a group") };
                if scorecard.reach(skill) != Reach::NotApplicable {
                    closure(rubric, scorecard, skill, needed.at, found);
                }
            }
        }
    }
}

/// The fewest hours of any combination of members, by trying them all.
fn fewest(rubric: &Rubric, scorecard: &Scorecard, needs: &[climb::Need], found: &BTreeSet<StepId>) -> u64 {
    let Some((need, others)) = needs.split_first() else {
        return found.iter().map(|id| rubric[id.skill].hours(id.to).quarters()).sum();
    };
    let sets = (0_u32..1 << need.candidates.len()).filter(|set| set.count_ones() as usize == need.choose);
    let with = |set: u32| {
        let mut found = found.clone();
        for (_, member) in need.candidates.iter().enumerate().filter(|(at, _)| (set >> at) & 1 == 1) {
            closure(rubric, scorecard, *member, need.requirement.level, &mut found);
        }
        fewest(rubric, scorecard, others, &found)
    };
    sets.map(with).min().unwrap()
}

proptest! {
    #[test]
    fn plans_are_sound(
        drawn in drawn(),
        assume_lowest in any::<bool>(),
        ticked in proptest::collection::vec((0_usize..20, any::<bool>()), 0..3),
        weeks in proptest::option::of(0_i32..6),
    ) {
        let (rubric, answers) = drawn.read();
        let scorecard = score(&rubric, rubric.target("mid").unwrap(), &answers);
        let bare = plan(&rubric, &scorecard, &Wishes { assume_lowest, ..wishes() });
        prop_assert_eq!(bare.optimality_gap, Share::default());
        let mut ticks: Vec<Tick> = Vec::new();
        for (at, is_done) in ticked {
            if let Some(step) = bare.steps.get(at).map(|step| step.id).filter(|id| ticks.iter().all(|tick| tick.step != *id)) {
                let kind = if is_done { TickKind::Done(None) } else { TickKind::Skipped };
                ticks.push(Tick { step, kind, on: date(2026, 11, 22) });
            }
        }
        let by = weeks.map(|weeks| date(2026, 11, 22) + jiff::Span::new().weeks(weeks));
        let plan = plan(&rubric, &scorecard, &Wishes { by, assume_lowest, ticks, ..wishes() });

        let mut hours = Hours::default();
        let mut before: Vec<StepId> = Vec::new();
        for step in &plan.steps {
            prop_assert!(step.after.iter().all(|needed| before.contains(needed)));
            let held = scorecard.reach(step.id.skill).low();
            prop_assert!(held.is_none_or(|held| held < step.id.to));
            prop_assert_eq!(step.start_hour, hours);
            hours = hours + step.hours;
            prop_assert_eq!(step.finish_hour, hours);
            before.push(step.id);
        }
        let cost = sum(plan.steps.iter().map(|step| step.gain * Ratio::new(i128::from(step.finish_hour.quarters()), 4)));
        prop_assert_eq!(plan.cost, cost);

        let left_out = plan.deadline.iter().flat_map(|deadline| &deadline.left_out).map(|left| left.gain);
        let gains = sum(plan.steps.iter().map(|step| step.gain).chain(left_out))
            + sum(plan.done.iter().map(|done| done.gain))
            + sum(plan.hidden.iter().map(|hidden| hidden.gain));
        let open = scorecard.requirements.iter().filter(|scored| scored.standing() == Standing::Open && !assume_lowest);
        let open = sum(open.map(|scored| scored.missing));
        let low = scorecard.readiness.as_ref().map_or(Ratio::from_integer(1), |readiness| readiness.low);
        prop_assert_eq!(gains + open, Ratio::from_integer(1) - low);

        let met = scorecard.requirements.iter().all(|scored| matches!(scored.standing(), Standing::Met | Standing::Dropped));
        prop_assert!(!met || bare.steps.is_empty() && bare.answer_first.is_empty());
        prop_assert!(met || !bare.steps.is_empty() || !bare.answer_first.is_empty());
        if let Some(deadline) = &plan.deadline {
            let days = i128::from((deadline.by - plan.start).get_days() + 1);
            prop_assert!(Ratio::new(i128::from(hours.quarters()), 4) <= Ratio::new(5 * days.max(0), 7));
            prop_assert_eq!(deadline.fits, deadline.left_out.is_empty());
        }
    }

    #[test]
    fn members_need_the_fewest_hours(drawn in drawn(), assume_lowest in any::<bool>()) {
        let (rubric, answers) = drawn.read();
        let scorecard = score(&rubric, rubric.target("mid").unwrap(), &answers);
        let plan = plan(&rubric, &scorecard, &Wishes { assume_lowest, ..wishes() });
        let needs = climb::needs(&rubric, &scorecard, assume_lowest);
        let fewest = fewest(&rubric, &scorecard, &needs, &BTreeSet::new());
        prop_assert_eq!(plan.total_hours.quarters(), fewest);
        let ground = climb::Ground::of(&rubric, &scorecard);
        prop_assert!(members::stepwise(&ground, &needs) >= fewest);
    }

    #[test]
    fn another_answer_to_a_planned_skill_is_another_plan(
        drawn in drawn(), assume_lowest in any::<bool>(), at in any::<proptest::sample::Index>(), level in 0..=TOP,
    ) {
        let (rubric, mut answers) = drawn.read();
        let target = rubric.target("mid").unwrap();
        let planned = |answers: &Answers| {
            plan(&rubric, &score(&rubric, target, answers), &Wishes { assume_lowest, ..wishes() })
        };
        let before = planned(&answers);
        if !before.steps.is_empty() {
            let skill = at.get(&before.steps).id.skill;
            let other = Answer::Rated(Level::new(level));
            if answers.get(skill) != Some(other) {
                answers.set(skill, Some(other));
                let told = |plan: &Plan| plan.steps.iter().map(|step| (step.id, step.assumed)).collect::<BTreeSet<_>>();
                prop_assert_ne!(told(&before), told(&planned(&answers)));
            }
        }
    }
}
