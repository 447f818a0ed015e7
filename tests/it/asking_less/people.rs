//! Rubrics and people, drawn at random: people of other kinds than the estimator imagines.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fmt::Write as _;

use proptest::prelude::RngExt as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use skillgap::assessment::{Answer, Answers};
use skillgap::document::Source;
use skillgap::rubric::{GroupIx, Rubric, SkillIx, Subject};

use crate::rubrics::sound;

/// What a population is like, and the rubric it meets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Condition {
    pub(crate) name: &'static str,
    /// Prerequisites a skill.
    pub(crate) edges: f64,
    /// The level in an ordinary skill of a novice, of somebody in the middle and of a senior; one person is as likely to be the
    /// one as the other.
    pub(crate) stages: [f64; 3],
    /// How far people of one stage, areas within a person and skills within an area differ, and how hard skills are: standard deviations.
    pub(crate) general: f64,
    pub(crate) area: f64,
    pub(crate) own: f64,
    pub(crate) hardness: f64,
    /// How often a prerequisite is not kept to, and how often an answer is one level off.
    pub(crate) violations: f64,
    pub(crate) slips: f64,
}

const BASE: Condition = Condition {
    name: "base",
    edges: 1.2,
    stages: [1.0, 2.3, 3.6],
    general: 0.5,
    area: 0.6,
    own: 0.9,
    hardness: 0.7,
    violations: 0.05,
    slips: 0.15,
};

/// The seven kinds of people on whom the estimator was tried before it was built.
pub(crate) const CONDITIONS: [Condition; 7] = [
    BASE,
    Condition { name: "2.5 edges", edges: 2.5, ..BASE },
    Condition { name: "4 edges", edges: 4.0, ..BASE },
    Condition { name: "no areas", area: 0.0, own: 1.1, ..BASE },
    Condition { name: "hard items", hardness: 1.6, ..BASE },
    Condition { name: "careless", violations: 0.3, slips: 0.4, ..BASE },
    Condition { name: "narrow", stages: [2.3; 3], general: 0.4, area: 0.4, own: 0.7, ..BASE },
];

/// Random numbers of one purpose.
pub(crate) struct Dice(TestRng);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Self(TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0.random_range(0..end)
    }

    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.0.random_bool(share)
    }

    /// A standard normal number, as near as twelve even ones come.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.0.random_range(0.0..1.0)).sum::<f64>() - 6.0
    }

    fn one_of<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())]
    }
}

/// As often as the bundled rubric's targets of 70 and more requirements have them.
const WEIGHTS: [u32; 20] = [1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5, 6, 8];
const REQUIRED: [u8; 20] = [1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5];
const ESSENTIAL: f64 = 0.12;
/// Skills of an area, and of a group.
const AREA: usize = 8;
const GROUP: usize = 5;

/// A rubric of so many skills, all of which its one target asks for: most alone, two times five as alternatives.
pub(crate) fn rubric(skills: usize, edges: f64, dice: &mut Dice) -> Rubric {
    sound(&[Source::new("drawn.toml", text(skills, edges, dice).into_bytes()).unwrap()])
}

/// The same as it is written.
pub(crate) fn text(skills: usize, edges: f64, dice: &mut Dice) -> String {
    let scale: Vec<_> = (0..6).map(|level| format!("{{ name = 'l{level}' }}")).collect();
    let mut text = format!("id = 'drawn'\ntitle = 'Drawn'\nversion = '1.0.0'\nscale = [{}]\n", scale.join(", "));
    for area in 0..skills.div_ceil(AREA) {
        write!(text, "[[areas]]\nid = 'a{area}'\ntitle = 'A{area}'\n").unwrap();
    }
    for at in 0..skills {
        write!(text, "[[skills]]\nid = 's{at}'\ntitle = 'S{at}'\narea = 'a{}'\n", at / AREA).unwrap();
        text.push_str("anchors = ['a', 'b', 'c', 'd', 'e']\nhours = [1, 1, 1, 1, 1]\nrequires = [");
        for (level, needed, at_level) in prerequisites(at, edges, dice) {
            write!(text, "{{ level = {level}, skill = 's{needed}', at = {at_level} }}, ").unwrap();
        }
        text.push_str("]\n");
    }
    let groups = [AREA, 3 * AREA];
    for (at, first) in groups.into_iter().enumerate() {
        let members: Vec<_> = (first..first + GROUP).map(|member| format!("'s{member}'")).collect();
        write!(text, "[[groups]]\nid = 'g{at}'\ntitle = 'G{at}'\narea = 'a0'\nskills = [{}]\n", members.join(", "))
            .unwrap();
    }
    text.push_str("[[targets]]\nid = 't'\ntitle = 'T'\nkind = 'ladder'\nrank = 1\nrequires = [\n");
    let alone = (0..skills).filter(|at| groups.iter().all(|first| !(*first..first + GROUP).contains(at)));
    let subjects = alone.map(|at| format!("skill = 's{at}'")).chain((0..2).map(|at| format!("group = 'g{at}'")));
    for subject in subjects.collect::<Vec<_>>() {
        let (level, weight) = (dice.one_of(&REQUIRED), dice.one_of(&WEIGHTS));
        let essential = dice.chance(ESSENTIAL);
        writeln!(text, "{{ {subject}, level = {level}, weight = {weight}, essential = {essential} }},").unwrap();
    }
    text + "]\n"
}

/// Levels of a skill that need an earlier skill, each once.
fn prerequisites(at: usize, edges: f64, dice: &mut Dice) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for _ in 0..12 {
        if at > 0 && dice.chance(edges / 12.0) {
            let level = 2 + dice.below(3);
            found.push((level, dice.below(at), 1 + dice.below(level - 1)));
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|need| (need.0, need.1));
    found
}

/// How hard each skill is, for all people of a population.
pub(crate) fn hardness(rubric: &Rubric, condition: &Condition, dice: &mut Dice) -> Vec<f64> {
    rubric.skills().map(|_| condition.hardness * dice.normal()).collect()
}

/// What a person would answer to everything.
pub(crate) fn person(rubric: &Rubric, condition: &Condition, hardness: &[f64], dice: &mut Dice) -> Answers {
    let general = dice.one_of(&condition.stages) + condition.general * dice.normal();
    let areas: Vec<_> = rubric.areas().map(|_| condition.area * dice.normal()).collect();
    let mut chosen = Vec::new();
    for (group, _) in rubric.groups() {
        chosen.extend(used(rubric, group, &chosen, dice));
    }
    let is_unused = |skill: SkillIx| is_alternative(rubric, skill) && !chosen.contains(&skill);
    let mut levels: Vec<i64> = Vec::new();
    for (skill, described) in rubric.skills() {
        let ability = general + areas[described.area.get()] + condition.own * dice.normal();
        levels.push(if is_unused(skill) { 0 } else { whole(ability - hardness[skill.get()]) });
    }
    keep_to_prerequisites(rubric, condition, &mut levels, dice);
    let mut answers = Answers::none(rubric);
    for (skill, _) in rubric.skills() {
        let level = levels[skill.get()];
        let is_unused = level == 0 && is_alternative(rubric, skill);
        let slip = if !is_unused && dice.chance(condition.slips) { dice.one_of(&[-1, 1]) } else { 0 };
        let said = rubric.scale().level((level + slip).clamp(0, 5)).unwrap();
        answers.set(skill, Some(Answer::Rated(said)));
    }
    answers
}

/// Lowers what has not what it needs, until nothing changes, but for some prerequisites.
fn keep_to_prerequisites(rubric: &Rubric, condition: &Condition, levels: &mut [i64], dice: &mut Dice) {
    let mut kept = Vec::new();
    for (skill, described) in rubric.skills() {
        kept.extend(described.requires.iter().filter(|_| !dice.chance(condition.violations)).map(|need| (skill, need)));
    }
    let mut is_settled = false;
    while !is_settled {
        is_settled = true;
        for (skill, needed) in &kept {
            let least = i64::from(needed.level.get());
            let stands =
                rubric.skills_of(&needed.subject).iter().filter(|on| levels[on.get()] >= i64::from(needed.at.get()));
            if levels[skill.get()] >= least && stands.count() < wanted(rubric, needed.subject) {
                levels[skill.get()] = least - 1;
                is_settled = false;
            }
        }
    }
}

fn wanted(rubric: &Rubric, subject: Subject) -> usize {
    match subject {
        Subject::Skill(_) => 1,
        Subject::Group(group) => rubric[group].choose,
    }
}

/// Whether a skill is one of several of which a person needs only one.
fn is_alternative(rubric: &Rubric, skill: SkillIx) -> bool {
    rubric.groups().any(|(_, group)| group.choose == 1 && group.members.contains(&skill))
}

/// One alternative, or two, that do not build on what was not chosen elsewhere, as frameworks do on their language.
fn used(rubric: &Rubric, group: GroupIx, chosen: &[SkillIx], dice: &mut Dice) -> Vec<SkillIx> {
    let group = &rubric[group];
    if group.choose > 1 {
        return Vec::new();
    }
    let stands = |skill: &SkillIx| {
        let needs = rubric[*skill].requires.iter().filter_map(|needed| match needed.subject {
            Subject::Skill(needed) if is_alternative(rubric, needed) && !group.members.contains(&needed) => {
                Some(needed)
            }
            _ => None,
        });
        let needs: Vec<_> = needs.collect();
        needs.is_empty() || needs.iter().any(|needed| chosen.contains(needed))
    };
    // Of a group that shares its members with an earlier one, what was chosen there.
    let before: Vec<_> = group.members.iter().copied().filter(|skill| chosen.contains(skill)).collect();
    if !before.is_empty() {
        return Vec::new();
    }
    let members: Vec<_> = group.members.iter().copied().filter(stands).collect();
    let members = if members.is_empty() { &group.members } else { &members };
    let mut used = vec![dice.one_of(members)];
    if dice.chance(0.4) {
        used.push(dice.one_of(members));
    }
    used
}

#[expect(clippy::cast_possible_truncation, reason = "it is from 0 to 5")]
fn whole(ability: f64) -> i64 {
    ability.round().clamp(0.0, 5.0) as i64
}

/// What the same person would answer some months later: so many answers one level up, a few down.
pub(crate) fn later(rubric: &Rubric, before: &Answers, changed: f64, dice: &mut Dice) -> Answers {
    let mut after = before.clone();
    for (skill, _) in rubric.skills() {
        let Some(level) = before.rating(skill).filter(|level| level.get() > 0) else { continue };
        if dice.chance(changed) {
            let moved = i64::from(level.get()) + dice.one_of(&[1, 1, 1, -1]);
            after.set(skill, Some(Answer::Rated(rubric.scale().level(moved.clamp(0, 5)).unwrap())));
        }
    }
    after
}
