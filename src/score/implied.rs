//! What answers already given say about unanswered skills: bounds, never ratings.
//!
//! If level 3 of A needs level 2 of B, a 3 in A implies at least a 2 in B, and a B below 2 implies an A below 3. Both
//! kinds of bound go through chains of unanswered skills until nothing changes, each on its own. A stated rating stops
//! the chain and speaks only for itself; not applicable implies nothing and passes nothing on.

use crate::assessment::{Answer, Answers};
use crate::rubric::{Level, Prerequisite, Rubric, SkillIx};

/// The lowest and the highest level that an unanswered skill can be at; `low <= high`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// The lowest.
    pub low: Level,
    /// The highest.
    pub high: Level,
}

/// The levels that a skill can be at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Exactly this one: it was said.
    Rated(Level),
    /// One of these.
    Unanswered(Bounds),
    /// The skill leaves the score.
    NotApplicable,
}

impl Reach {
    /// The lowest possible level, if the skill applies.
    pub const fn low(self) -> Option<Level> {
        match self {
            Self::Rated(level) => Some(level),
            Self::Unanswered(bounds) => Some(bounds.low),
            Self::NotApplicable => None,
        }
    }

    /// The highest possible level, if the skill applies.
    pub const fn high(self) -> Option<Level> {
        match self {
            Self::Rated(level) => Some(level),
            Self::Unanswered(bounds) => Some(bounds.high),
            Self::NotApplicable => None,
        }
    }
}

/// A prerequisite that the answers break: `skill` is at `level` or above, `requires` below `at`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Contradiction {
    /// The skill that needs something.
    pub skill: SkillIx,
    /// What was said of it, if anything was.
    pub rating: Option<Level>,
    /// The level of it that needs something.
    pub level: Level,
    /// The skill that it needs.
    pub requires: SkillIx,
    /// The level of that skill.
    pub at: Level,
    /// What was said of that skill, if anything was.
    pub stated: Option<Level>,
}

/// Which skills need a skill, and at which levels.
#[derive(Clone, Debug)]
pub(super) struct Dependents(Vec<Vec<(SkillIx, Prerequisite)>>);

impl Dependents {
    pub(super) fn of(rubric: &Rubric) -> Self {
        let mut dependents = vec![Vec::new(); rubric.skills().len()];
        for (skill, described) in rubric.skills() {
            for needed in &described.requires {
                dependents[needed.skill.get()].push((skill, *needed));
            }
        }
        Self(dependents)
    }
}

/// Lowest and highest bounds as carried to the end, each kind on its own: where the answers contradict each other, low
/// may stand above high.
#[derive(Clone, Debug)]
pub(super) struct Carried {
    low: Vec<Level>,
    high: Vec<Level>,
}

impl Carried {
    pub(super) fn of(rubric: &Rubric, dependents: &Dependents, answers: &Answers) -> Self {
        let stated = |unstated: Level| {
            rubric.skills().map(|(skill, _)| answers.rating(skill).unwrap_or(unstated)).collect::<Vec<_>>()
        };
        let mut carried = Self { low: stated(Level::NONE), high: stated(rubric.scale().max()) };
        carried.carry_low(rubric, answers);
        carried.carry_high(rubric, dependents, answers);
        carried
    }

    fn carry_low(&mut self, rubric: &Rubric, answers: &Answers) {
        let mut waiting: Vec<SkillIx> = rated(rubric, answers).collect();
        while let Some(skill) = waiting.pop() {
            let reached = self.low[skill.get()];
            for needed in rubric[skill].requires.iter().filter(|needed| needed.level <= reached) {
                let low = &mut self.low[needed.skill.get()];
                if answers.get(needed.skill).is_none() && *low < needed.at {
                    *low = needed.at;
                    waiting.push(needed.skill);
                }
            }
        }
    }

    fn carry_high(&mut self, rubric: &Rubric, dependents: &Dependents, answers: &Answers) {
        let mut waiting: Vec<SkillIx> = rated(rubric, answers).collect();
        while let Some(skill) = waiting.pop() {
            let reached = self.high[skill.get()];
            for (dependent, needed) in dependents.0[skill.get()].iter().filter(|(_, needed)| needed.at > reached) {
                let high = &mut self.high[dependent.get()];
                if answers.get(*dependent).is_none() && *high >= needed.level {
                    *high = needed.level.below();
                    waiting.push(*dependent);
                }
            }
        }
    }

    /// The range of an unanswered skill; where the bounds cross, from the smaller to the larger.
    pub(super) fn bounds(&self, skill: SkillIx) -> Bounds {
        let (low, high) = (self.low[skill.get()], self.high[skill.get()]);
        Bounds { low: low.min(high), high: low.max(high) }
    }
}

fn rated<'a>(rubric: &'a Rubric, answers: &'a Answers) -> impl Iterator<Item = SkillIx> + 'a {
    rubric.skills().map(|(skill, _)| skill).filter(|skill| answers.rating(*skill).is_some())
}

/// One for each prerequisite that the ratings, or the bounds carried from them, break; in the rubric's order.
pub(super) fn contradictions(rubric: &Rubric, answers: &Answers, carried: &Carried) -> Vec<Contradiction> {
    let applies = |skill| answers.get(skill) != Some(Answer::NotApplicable);
    let mut found = Vec::new();
    for (skill, described) in rubric.skills().filter(|(skill, _)| applies(*skill)) {
        for needed in described.requires.iter().filter(|needed| applies(needed.skill)) {
            if carried.low[skill.get()] >= needed.level && carried.high[needed.skill.get()] < needed.at {
                found.push(Contradiction {
                    skill,
                    rating: answers.rating(skill),
                    level: needed.level,
                    requires: needed.skill,
                    at: needed.at,
                    stated: answers.rating(needed.skill),
                });
            }
        }
    }
    found
}
