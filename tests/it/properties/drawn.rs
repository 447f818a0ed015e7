//! Small rubrics and answers, drawn at random.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use skillgap::assessment::{Answer, Answers};
use skillgap::document::Source;
use skillgap::rubric::{Rubric, SkillIx, TargetIx};

use crate::rubrics::sound;

pub(crate) const MOST_SKILLS: usize = 8;

/// What a rubric is written from; things are called by their number, so that their order in the file is free.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    pub(crate) max: u8,
    pub(crate) skills: Vec<Skill>,
    pub(crate) groups: Vec<Group>,
    pub(crate) targets: Vec<Target>,
    pub(crate) answers: Vec<Said>,
}

#[derive(Clone, Debug)]
pub(crate) struct Skill {
    pub(crate) area: usize,
    pub(crate) formerly: Vec<String>,
    pub(crate) requires: Vec<Need>,
}

/// `level` of a skill needs `subject` at `at`: a skill, or after them a group.
#[derive(Clone, Debug)]
pub(crate) struct Need {
    pub(crate) level: u8,
    pub(crate) subject: usize,
    pub(crate) at: u8,
}

#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) area: usize,
    pub(crate) choose: usize,
    pub(crate) members: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// Its rank, or the word for what else it is.
    pub(crate) kind: Result<i64, &'static str>,
    /// In hundredths.
    pub(crate) ready_at: u8,
    pub(crate) requires: Vec<Wanted>,
}

#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    /// A skill, or after them a group.
    pub(crate) subject: usize,
    pub(crate) level: u8,
    pub(crate) weight: u32,
    pub(crate) essential: bool,
    pub(crate) floor: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Said {
    Level(u8),
    NotApplicable,
    Nothing,
}

/// In which order the things stand in the file: a number for each kind, of which the digits are the choices.
pub(crate) type Order = [u64; 4];

fn shuffled(length: usize, mut seed: u64) -> Vec<usize> {
    let mut order: Vec<_> = (0..length).collect();
    for last in (1..length).rev() {
        let choices = u64::try_from(last + 1).unwrap();
        order.swap(last, usize::try_from(seed % choices).unwrap());
        seed /= choices;
    }
    order
}

/// The order that changes nothing: with these seeds every digit leaves an item where it is.
fn in_order(length: usize) -> u64 {
    let mut seed = 0;
    for last in 1..length {
        seed = seed * u64::try_from(last + 1).unwrap() + u64::try_from(last).unwrap();
    }
    seed
}

impl Drawn {
    pub(crate) fn text(&self) -> String {
        let requires = self.targets.iter().map(|target| target.requires.len()).max().unwrap();
        let lengths = [self.skills.len(), self.groups.len(), self.targets.len(), requires];
        self.text_in(lengths.map(in_order))
    }

    /// The rubric's text with its tables, members and requirements in another order.
    pub(crate) fn text_in(&self, order: Order) -> String {
        let scale: Vec<_> = (0..=self.max).map(|level| format!("{{ name = 'l{level}' }}")).collect();
        let mut text = format!("id = 'drawn'\ntitle = 'Drawn'\nversion = '1.0.0'\nscale = [{}]\n", scale.join(", "));
        for area in shuffled(3, order[0] % 6) {
            write!(text, "[[areas]]\nid = 'a{area}'\ntitle = 'A{area}'\n").unwrap();
        }
        for at in shuffled(self.skills.len(), order[0]) {
            self.skill(&mut text, at, order);
        }
        for at in shuffled(self.groups.len(), order[1]) {
            let Group { area, choose, members } = &self.groups[at];
            let order = shuffled(members.len(), order[0]);
            let members: Vec<_> = order.into_iter().map(|at| format!("'s{}'", members[at])).collect();
            let members = members.join(", ");
            write!(text, "[[groups]]\nid = 'g{at}'\ntitle = 'G{at}'\narea = 'a{area}'\n").unwrap();
            write!(text, "choose = {choose}\nskills = [{members}]\n").unwrap();
        }
        for at in shuffled(self.targets.len(), order[2]) {
            self.target(&mut text, at, order);
        }
        text
    }

    fn skill(&self, text: &mut String, at: usize, order: Order) {
        let Skill { area, formerly, requires } = &self.skills[at];
        let each = |what: &str| vec![what; self.max.into()].join(", ");
        write!(text, "[[skills]]\nid = 's{at}'\ntitle = 'S{at}'\narea = 'a{area}'\nformerly = {formerly:?}\n").unwrap();
        write!(text, "anchors = [{}]\nhours = [{}]\nrequires = [", each("'x'"), each("1")).unwrap();
        for need in shuffled(requires.len(), order[3]) {
            let Need { level, subject, at } = requires[need];
            let subject = self.subject(subject);
            write!(text, "{{ level = {level}, {subject}, at = {at} }}, ").unwrap();
        }
        text.push_str("]\n");
    }

    fn target(&self, text: &mut String, at: usize, order: Order) {
        let Target { kind, ready_at, requires } = &self.targets[at];
        let kind = match kind {
            Ok(rank) => format!("'ladder'\nrank = {rank}"),
            Err(kind) => format!("'{kind}'"),
        };
        let (whole, hundredths) = (ready_at / 100, ready_at % 100);
        write!(text, "[[targets]]\nid = 't{at}'\ntitle = 'T{at}'\nkind = {kind}\n").unwrap();
        write!(text, "ready_at = {whole}.{hundredths:02}\nrequires = [\n").unwrap();
        for wanted in shuffled(requires.len(), order[3]) {
            let Wanted { subject, level, weight, essential, floor } = requires[wanted];
            let subject = self.subject(subject);
            write!(text, "  {{ {subject}, level = {level}, weight = {weight}, essential = {essential}").unwrap();
            writeln!(text, ", floor = {floor} }},").unwrap();
        }
        text.push_str("]\n");
    }

    fn subject(&self, subject: usize) -> String {
        match subject.checked_sub(self.skills.len()) {
            None => format!("skill = 's{subject}'"),
            Some(group) => format!("group = 'g{group}'"),
        }
    }

    /// Whether a skill is a member of a group that some skill needs.
    pub(crate) fn is_needed_in_a_group(&self, skill: usize) -> bool {
        let needs = self.skills.iter().flat_map(|skill| &skill.requires);
        needs
            .filter_map(|need| need.subject.checked_sub(self.skills.len()))
            .any(|group| self.groups[group].members.contains(&skill))
    }

    /// Whether a skill, or one that builds on it, is a member of a group that some skill needs.
    pub(crate) fn is_below_a_needed_group(&self, skill: usize) -> bool {
        let mut below: Vec<_> = (0..self.skills.len()).filter(|skill| self.is_needed_in_a_group(*skill)).collect();
        let mut seen = 0;
        while let Some(above) = below.get(seen).copied() {
            for need in &self.skills[above].requires {
                match need.subject.checked_sub(self.skills.len()) {
                    None => below.push(need.subject),
                    Some(group) => below.extend(&self.groups[group].members),
                }
            }
            let mut known = BTreeSet::new();
            below.retain(|skill| known.insert(*skill));
            seen += 1;
        }
        below.contains(&skill)
    }

    pub(crate) fn rubric(&self) -> Rubric {
        read(&self.text())
    }

    pub(crate) fn answers(&self, rubric: &Rubric) -> Answers {
        let mut answers = Answers::none(rubric);
        for (skill, said) in self.answers.iter().enumerate() {
            answers.set(called(rubric, skill), answer(rubric, *said));
        }
        answers
    }
}

pub(crate) fn read(text: &str) -> Rubric {
    sound(&[Source { name: "drawn.toml".to_owned(), text: text.to_owned() }])
}

pub(crate) fn called(rubric: &Rubric, skill: usize) -> SkillIx {
    rubric.skill(&format!("s{skill}")).unwrap()
}

pub(crate) fn target_called(rubric: &Rubric, target: usize) -> TargetIx {
    rubric.target(&format!("t{target}")).unwrap()
}

pub(crate) fn answer(rubric: &Rubric, said: Said) -> Option<Answer> {
    match said {
        Said::Level(level) => Some(Answer::Rated(rubric.scale().level(level.into()).unwrap())),
        Said::NotApplicable => Some(Answer::NotApplicable),
        Said::Nothing => None,
    }
}

pub(crate) fn drawn() -> impl Strategy<Value = Drawn> {
    (2..=5_u8, 1..=MOST_SKILLS).prop_flat_map(|(max, skills)| {
        // groups are drawn afterwards: a number beyond the skills stands for one of them
        let need = (1..=max, 0..skills + 2, 1..=max).prop_map(|(level, subject, at)| Need { level, subject, at });
        let skill = (0..3_usize, vec(need, 0..4))
            .prop_map(|(area, requires)| Skill { area, formerly: Vec::new(), requires });
        let group = (0..3_usize, 1..4_usize, proptest::sample::subsequence((0..skills).collect::<Vec<_>>(), 1..=skills))
            .prop_map(|(area, choose, members)| Group { area, choose: choose.min(members.len()), members });
        let said = prop_oneof![
            5 => (0..=max).prop_map(Said::Level),
            1 => Just(Said::Level(max)),
            1 => Just(Said::NotApplicable),
            3 => Just(Said::Nothing),
        ];
        (vec(skill, skills), vec(group, 0..4), vec(said, skills), any::<bool>()).prop_flat_map(
            move |(skills, groups, answers, by_level)| {
                let subjects: Vec<_> = (0..skills.len() + groups.len()).collect();
                let most = subjects.len().min(6);
                let target = (
                    prop_oneof![4 => (0..9_i64).prop_map(Ok), 1 => Just(Err("specialisation")), 1 => Just(Err("switch"))],
                    prop_oneof![1..=100_u8, Just(85), Just(100)],
                    proptest::sample::subsequence(subjects, 1..=most).prop_shuffle(),
                    vec((1..=max, 1..8_u32, proptest::bool::weighted(0.25), 0..=2 * max), most),
                )
                    .prop_map(|(kind, ready_at, subjects, wants)| {
                        // about half of them have no floor
                        let wanted = |(subject, (level, weight, essential, floor))| {
                            let floor = if floor > level { 0 } else { floor };
                            Wanted { subject, level, weight, essential, floor }
                        };
                        Target { kind, ready_at, requires: subjects.into_iter().zip(wants).map(wanted).collect() }
                    });
                let (skills, groups, answers) = (acyclic(skills, &groups, by_level), groups.clone(), answers.clone());
                vec(target, 1..4).prop_map(move |targets| Drawn {
                    max,
                    skills: skills.clone(),
                    groups: groups.clone(),
                    targets: ranked(targets),
                    answers: answers.clone(),
                })
            },
        )
    })
}

/// Without the prerequisites that could close a circle: what stays leads to a lower step, or to an earlier skill, and so
/// does every member of a group.
fn acyclic(mut skills: Vec<Skill>, groups: &[Group], by_level: bool) -> Vec<Skill> {
    let all = skills.len();
    for (of, skill) in skills.iter_mut().enumerate() {
        let lower = |skill: usize, need: &Need| {
            skill != of && if by_level { (need.at, skill) < (need.level, of) } else { skill < of }
        };
        skill.requires.retain(|need| match need.subject.checked_sub(all) {
            None => lower(need.subject, need),
            Some(group) => groups.get(group).is_some_and(|group| group.members.iter().all(|skill| lower(*skill, need))),
        });
        skill.requires.sort_by_key(|need| (need.level, need.subject));
        skill.requires.dedup_by_key(|need| (need.level, need.subject));
    }
    skills
}

/// With ranks that differ.
fn ranked(mut targets: Vec<Target>) -> Vec<Target> {
    for (at, target) in (0..).zip(&mut targets) {
        target.kind = target.kind.map(|rank| rank * 10 + at);
    }
    targets
}
