//! What answers already given say about unanswered skills: bounds, never ratings.
//!
//! If level 3 of A needs level 2 of B, a 3 in A implies at least a 2 in B, and a B below 2 implies an A below 3. Both
//! kinds of bound go through chains of unanswered skills until nothing changes, each on its own. A stated rating stops
//! the chain and speaks only for itself; not applicable implies nothing and passes nothing on.
//!
//! A group is needed of as many members as it chooses. Where fewer of those that apply may stand at the level, the skill
//! that needs it stays below; where the skill surely is there and no more of them may, those do. So the highest bounds are
//! carried to their end first.

use crate::assessment::{Answer, Answers};
use crate::rubric::{Level, Prerequisite, Rubric, SkillIx, Subject};

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
    /// The skill that it needs, or the group.
    pub requires: Subject,
    /// The level of that skill, or of as many members of the group as it chooses.
    pub at: Level,
    /// What was said of that skill, if anything was; of a group the lowest of its best stated ratings, as many as it
    /// chooses.
    pub stated: Option<Level>,
}

/// Which skills need a skill, itself or as a member of a group, and at which levels.
#[derive(Clone, Debug)]
pub(super) struct Dependents(Vec<Vec<(SkillIx, Prerequisite)>>);

impl Dependents {
    pub(super) fn of(rubric: &Rubric) -> Self {
        let mut dependents = vec![Vec::new(); rubric.skills().len()];
        for (skill, described) in rubric.skills() {
            for needed in &described.requires {
                for member in rubric.skills_of(&needed.subject) {
                    dependents[member.get()].push((skill, *needed));
                }
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
        carried.carry_high(rubric, dependents, answers);
        carried.carry_low(rubric, answers);
        carried
    }

    fn carry_low(&mut self, rubric: &Rubric, answers: &Answers) {
        let mut waiting: Vec<SkillIx> = rated(rubric, answers).collect();
        while let Some(skill) = waiting.pop() {
            let reached = self.low[skill.get()];
            for needed in rubric[skill].requires.iter().filter(|needed| needed.level <= reached) {
                let Some(able) = self.able(rubric, answers, needed).filter(|able| able.len() <= wanted(rubric, needed))
                else {
                    continue;
                };
                for member in able {
                    let low = &mut self.low[member.get()];
                    if answers.get(member).is_none() && *low < needed.at {
                        *low = needed.at;
                        waiting.push(member);
                    }
                }
            }
        }
    }

    fn carry_high(&mut self, rubric: &Rubric, dependents: &Dependents, answers: &Answers) {
        let mut waiting: Vec<SkillIx> = rated(rubric, answers).collect();
        while let Some(skill) = waiting.pop() {
            let reached = self.high[skill.get()];
            for (dependent, needed) in dependents.0[skill.get()].iter().filter(|(_, needed)| needed.at > reached) {
                if self.can_be_had(rubric, answers, needed) {
                    continue;
                }
                let high = &mut self.high[dependent.get()];
                if answers.get(*dependent).is_none() && *high >= needed.level {
                    *high = needed.level.below();
                    waiting.push(*dependent);
                }
            }
        }
    }

    /// The skills that may stand where a prerequisite wants them, of those that apply; none if it asks for nothing, because
    /// no member of its group applies. A skill may always: where its highest bound is too low, the answers contradict each
    /// other, and both bounds go on.
    fn able(&self, rubric: &Rubric, answers: &Answers, needed: &Prerequisite) -> Option<Vec<SkillIx>> {
        let applies = |skill: &SkillIx| answers.get(*skill) != Some(Answer::NotApplicable);
        match needed.subject {
            Subject::Skill(skill) => Some(vec![skill]).filter(|_| applies(&skill)),
            Subject::Group(group) => {
                let members: Vec<_> = rubric[group].members.iter().copied().filter(applies).collect();
                let able = |skill: &SkillIx| self.high[skill.get()] >= needed.at;
                (!members.is_empty()).then(|| members.into_iter().filter(able).collect())
            }
        }
    }

    /// Whether as many as are needed may stand where a prerequisite wants them.
    fn can_be_had(&self, rubric: &Rubric, answers: &Answers, needed: &Prerequisite) -> bool {
        let able = |skill: &SkillIx| self.high[skill.get()] >= needed.at;
        let applies = |skill: &&SkillIx| answers.get(**skill) != Some(Answer::NotApplicable);
        let members = || rubric.skills_of(&needed.subject).iter().filter(applies);
        members().filter(|skill| able(skill)).count() >= wanted(rubric, needed).min(members().count())
    }

    /// The range of an unanswered skill; where the bounds cross, from the smaller to the larger.
    pub(super) fn bounds(&self, skill: SkillIx) -> Bounds {
        let (low, high) = (self.low[skill.get()], self.high[skill.get()]);
        Bounds { low: low.min(high), high: low.max(high) }
    }
}

/// How many skills a prerequisite needs.
fn wanted(rubric: &Rubric, needed: &Prerequisite) -> usize {
    match needed.subject {
        Subject::Skill(_) => 1,
        Subject::Group(group) => rubric[group].choose,
    }
}

/// Whether a prerequisite is met by skills that stand where `reach` says: surely, surely not, or unknown because answers
/// are missing. What applies to nobody counts as met.
pub fn is_met(rubric: &Rubric, needed: &Prerequisite, reach: impl Fn(SkillIx) -> Reach) -> Option<bool> {
    let members: Vec<_> = rubric.skills_of(&needed.subject).iter().map(|skill| reach(*skill)).collect();
    let applying = members.iter().filter(|reach| **reach != Reach::NotApplicable).count();
    let wanted = wanted(rubric, needed).min(applying);
    let standing = |level: fn(Reach) -> Option<Level>| {
        members.iter().filter(|reach| level(**reach).is_some_and(|level| level >= needed.at)).count() >= wanted
    };
    match (standing(Reach::low), standing(Reach::high)) {
        (true, _) => Some(true),
        (_, false) => Some(false),
        _ => None,
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
        for needed in &described.requires {
            if carried.low[skill.get()] >= needed.level && !carried.can_be_had(rubric, answers, needed) {
                found.push(Contradiction {
                    skill,
                    rating: answers.rating(skill),
                    level: needed.level,
                    requires: needed.subject,
                    at: needed.at,
                    stated: stated(rubric, answers, needed),
                });
            }
        }
    }
    found
}

/// What was said of what a prerequisite needs: of a group the lowest of its best stated ratings, as many as are needed.
fn stated(rubric: &Rubric, answers: &Answers, needed: &Prerequisite) -> Option<Level> {
    let skills = rubric.skills_of(&needed.subject);
    let applying = skills.iter().filter(|skill| answers.get(**skill) != Some(Answer::NotApplicable)).count();
    let mut ratings: Vec<_> = skills.iter().filter_map(|skill| answers.rating(*skill)).collect();
    ratings.sort_unstable_by_key(|rating| std::cmp::Reverse(*rating));
    ratings.get(wanted(rubric, needed).min(applying).checked_sub(1)?).copied()
}
