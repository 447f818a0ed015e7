//! Small rubrics with ladders, floors and prerequisites on groups, and answers to them.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::super::tests::rubric;
use crate::assessment::{Answer, Answers};
use crate::rubric::{Level, Rubric};

/// What a small rubric and answers are drawn from.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    rubric: String,
    answers: Vec<Option<Answer>>,
}

pub(super) const TOP: u8 = 3;
pub(super) const RUNGS: [&str; 3] = ["intern", "junior", "mid"];

/// What is drawn: whether groups and prerequisites on them, and whether answers are missing or not applicable.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) groups: bool,
    pub(super) all_rated: bool,
}

pub(super) const ANY: Kind = Kind { groups: true, all_rated: false };

/// What a target asks of one subject: level, weight, whether it is essential, its floor, and whether it asks at all.
type Wants = (u8, u32, u8, u8, u8);

pub(super) fn drawn(kind: Kind, most: usize) -> impl Strategy<Value = Drawn> {
    let hours = (1_u32..9, 1_u32..9, 1_u32..9);
    let weeks = prop_oneof![3 => Just(0_u32), 1 => 1_u32..4];
    let skill = (hours, any::<u32>(), any::<u8>(), weeks);
    let rated = (0..=TOP).prop_map(|level| Some(Answer::Rated(Level::new(level))));
    let answer = if kind.all_rated {
        rated.boxed()
    } else {
        prop_oneof![2 => Just(None), 1 => Just(Some(Answer::NotApplicable)), 6 => rated].boxed()
    };
    let group = (any::<u8>(), 1_usize..4);
    let wants = (1..=TOP, 1_u32..6, 0_u8..4, 0..=TOP, 0_u8..3);
    let target = (proptest::collection::vec(wants, 11), prop_oneof![Just(0.5), Just(0.7), Just(0.85), Just(1.0)]);
    (
        proptest::collection::vec((skill, answer), 2..most),
        proptest::collection::vec(group, if kind.groups { 0..3 } else { 0..1 }),
        proptest::collection::vec(target, 3),
    )
        .prop_map(|(skills, groups, targets)| {
            let members = |bits: u8| (0..skills.len()).filter(move |skill| (bits >> skill) & 1 == 1);
            let groups: Vec<_> = groups.iter().filter(|(bits, _)| members(*bits).next().is_some()).collect();
            let mut text = String::from(
                "id = 'r'\ntitle = 'R'\nversion = '1.0.0'\nscale = [{name='0'},{name='1'},{name='2'},{name='3'}]\n\
                 [[areas]]\nid = 'a'\ntitle = 'A'\n[[areas]]\nid = 'b'\ntitle = 'B'\n",
            );
            for (at, (((one, two, three), bits, more, weeks), _)) in skills.iter().enumerate() {
                let mut needs = String::new();
                for earlier in 0..at {
                    let bits = bits >> (4 * earlier);
                    if bits % 4 == 0 {
                        let (level, needed) = (1 + (bits / 4) % 3, 1 + (bits / 4) % 2);
                        write!(needs, "{{ level = {level}, skill = 's{earlier}', at = {needed} }},").unwrap();
                    }
                }
                for (group, (bits, _)) in groups.iter().enumerate() {
                    let more = more >> (4 * group);
                    if more % 2 == 0 && members(*bits).all(|member| member < at) {
                        let (level, needed) = (1 + (more / 2) % 3, 1 + (more / 4) % 2);
                        write!(needs, "{{ level = {level}, group = 'g{group}', at = {needed} }},").unwrap();
                    }
                }
                let area = if more % 2 == 0 { 'a' } else { 'b' };
                write!(
                    text,
                    "[[skills]]\nid = 's{at}'\ntitle = 'S{at}'\narea = '{area}'\nanchors = ['x','y','z']\n\
                     hours = [{one}, {two}.25, {three}]\nweeks = [0, {weeks}, 0]\nrequires = [{needs}]\n"
                )
                .unwrap();
            }
            for (at, (bits, choose)) in groups.iter().enumerate() {
                let members: Vec<_> = members(*bits).map(|skill| format!("'s{skill}'")).collect();
                let (choose, list) = ((*choose).min(members.len()), members.join(", "));
                write!(
                    text,
                    "[[groups]]\nid = 'g{at}'\ntitle = 'G'\narea = 'a'\nchoose = {choose}\nskills = [{list}]\n"
                )
                .unwrap();
            }
            for (rank, (wants, ready_at)) in targets.iter().enumerate() {
                let mut requires = String::new();
                let mut want = |kind: &str, id: String, always: bool, wants: Wants| {
                    let (level, weight, essential, floor, wanted) = wants;
                    if !always && wanted == 0 {
                        return;
                    }
                    let floor = if essential == 0 {
                        "essential = true".to_owned()
                    } else {
                        format!("floor = {}", floor.min(level))
                    };
                    writeln!(requires, "{{ {kind} = '{id}', level = {level}, weight = {weight}, {floor} }},").unwrap();
                };
                for (at, wanted) in wants.iter().take(skills.len()).enumerate() {
                    want("skill", format!("s{at}"), at == 0, *wanted);
                }
                for at in 0..groups.len() {
                    want("group", format!("g{at}"), false, wants[8 + at]);
                }
                let id = RUNGS[rank];
                write!(
                    text,
                    "[[targets]]\nid = '{id}'\ntitle = 'T'\nkind = 'ladder'\nrank = {rank}\nready_at = {ready_at}\n\
                     requires = [\n{requires}]\n"
                )
                .unwrap();
            }
            Drawn { rubric: text, answers: skills.into_iter().map(|(_, answer)| answer).collect() }
        })
}

impl Drawn {
    pub(super) fn read(&self) -> (Rubric, Answers) {
        let rubric = rubric(&self.rubric);
        let mut answers = Answers::none(&rubric);
        let skills: Vec<_> = rubric.skills().map(|(skill, _)| skill).collect();
        for (skill, answer) in skills.into_iter().zip(&self.answers) {
            answers.set(skill, *answer);
        }
        (rubric, answers)
    }
}
