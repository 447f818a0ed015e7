//! What there is to climb: the requirements that ask for steps, the levels held, and the levels that are needed.

use std::cmp::Reverse;

use crate::rubric::{GroupIx, Hours, Level, Prerequisite, Requirement, Rubric, SkillIx, Subject};
use crate::score::{Reach, RequirementScore, Scorecard, Standing};

/// A requirement that asks for steps: a skill is a group of one.
#[derive(Clone, Debug)]
pub(super) struct Need {
    pub(super) requirement: Requirement,
    /// The members that could be raised.
    pub(super) candidates: Vec<SkillIx>,
    /// How many of them count, at least 1 and at most as many as there are.
    pub(super) choose: usize,
}

/// The requirements that ask for steps: gaps, and open ones if missing answers are taken at their lowest.
pub(super) fn needs(rubric: &Rubric, scorecard: &Scorecard, assume_lowest: bool) -> Vec<Need> {
    let asks = |scored: &&RequirementScore| match scored.standing() {
        Standing::Gap => true,
        Standing::Open => assume_lowest,
        Standing::Met | Standing::Dropped => false,
    };
    let need = |scored: &RequirementScore| {
        let requirement = scored.requirement;
        let members = rubric.skills_of(&requirement.subject);
        let applies = |skill: &SkillIx| scorecard.reach(*skill) != Reach::NotApplicable;
        match (scored.choose, requirement.subject) {
            // an essential group of which nothing applies counts as unanswered
            (0, Subject::Group(group)) => {
                Need { requirement, candidates: members.to_vec(), choose: rubric[group].choose }
            }
            (choose, _) => Need { requirement, candidates: members.iter().copied().filter(applies).collect(), choose },
        }
    };
    scorecard.requirements.iter().filter(asks).map(need).collect()
}

/// The levels held when the plan begins: of unanswered skills the lowest possible ones.
#[derive(Debug)]
pub(super) struct Ground<'r> {
    pub(super) rubric: &'r Rubric,
    held: Vec<Option<Level>>,
}

impl<'r> Ground<'r> {
    pub(super) fn of(rubric: &'r Rubric, scorecard: &Scorecard) -> Self {
        Self { rubric, held: rubric.skills().map(|(skill, _)| scorecard.reach(skill).low()).collect() }
    }

    /// The level that a skill is planned from.
    pub(super) fn held(&self, skill: SkillIx) -> Level {
        self.held[skill.get()].unwrap_or_default()
    }

    /// Whether a level is there already where something needs it; of a skill that does not apply every level is.
    pub(super) fn has(&self, skill: SkillIx, level: Level) -> bool {
        self.held[skill.get()].is_none_or(|held| held >= level)
    }

    /// Whether a skill was not said to be not applicable.
    pub(super) fn applies(&self, skill: SkillIx) -> bool {
        self.held[skill.get()].is_some()
    }

    /// The members of a group that apply.
    pub(super) fn applying(&self, group: GroupIx) -> impl Iterator<Item = SkillIx> + '_ {
        self.rubric[group].members.iter().copied().filter(|skill| self.applies(*skill))
    }

    /// The levels that a prerequisite still asks for. Of a group they are those of the members that stand for it, as many
    /// as are missing, the highest first.
    pub(super) fn missing(&self, members: &Members, needed: &Prerequisite) -> Vec<(SkillIx, Level)> {
        match needed.subject {
            Subject::Skill(skill) if self.has(skill, needed.at) => Vec::new(),
            Subject::Skill(skill) => vec![(skill, needed.at)],
            Subject::Group(group) => {
                let wanted = self.rubric[group].choose.min(self.applying(group).count());
                let there = self.applying(group).filter(|skill| self.has(*skill, needed.at)).count();
                let standing = members.of(group).iter().copied();
                let mut below: Vec<_> = standing.filter(|skill| !self.has(*skill, needed.at)).collect();
                below.sort_by_key(|skill| Reverse(self.held(*skill)));
                below.into_iter().take(wanted.saturating_sub(there)).map(|skill| (skill, needed.at)).collect()
            }
        }
    }

    fn hours(&self, skill: SkillIx, from: Level, to: Level) -> Hours {
        from.up_to(to).map(|level| self.rubric[skill].hours(level)).sum()
    }
}

/// The members that stand for each group, in the rubric's order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Members(pub(super) Vec<Vec<SkillIx>>);

impl Members {
    pub(super) fn of(&self, group: GroupIx) -> &[SkillIx] {
        &self.0[group.get()]
    }

    /// The members that stand for a need: of a skill itself.
    pub(super) fn for_need(&self, need: &Need) -> Vec<SkillIx> {
        match need.requirement.subject {
            Subject::Skill(skill) => vec![skill],
            Subject::Group(group) => self.of(group).to_vec(),
        }
    }

    /// These members with others for one group.
    #[cfg(test)]
    pub(super) fn with(&self, group: GroupIx, members: Vec<SkillIx>) -> Self {
        let mut other = self.clone();
        other.0[group.get()] = members;
        other
    }

    /// Puts a member in the place of another.
    pub(super) fn exchange(&mut self, group: GroupIx, old: SkillIx, new: SkillIx) {
        let members = &mut self.0[group.get()];
        members.retain(|member| *member != old);
        members.push(new);
        members.sort_unstable();
    }
}

/// The levels that a plan leads to; never without the prerequisites of levels that are still to climb.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Tops {
    top: Vec<Level>,
    quarters: u64,
    /// The groups that a prerequisite of a level still to climb names.
    asked: Vec<bool>,
}

impl Tops {
    /// Nothing raised.
    pub(super) fn of(ground: &Ground<'_>) -> Self {
        let top = ground.rubric.skills().map(|(skill, _)| ground.held(skill)).collect();
        Self { top, quarters: 0, asked: vec![false; ground.rubric.groups().len()] }
    }

    pub(super) fn get(&self, skill: SkillIx) -> Level {
        self.top[skill.get()]
    }

    /// What all of it takes, in quarters of an hour.
    pub(super) const fn quarters(&self) -> u64 {
        self.quarters
    }

    /// Whether a prerequisite of a level still to climb names a group.
    pub(super) fn asks(&self, group: GroupIx) -> bool {
        self.asked[group.get()]
    }

    /// Plans a level of a skill and all that is needed before it.
    pub(super) fn raise(&mut self, ground: &Ground<'_>, members: &Members, skill: SkillIx, to: Level) {
        let mut waiting = vec![(skill, to)];
        while let Some((skill, to)) = waiting.pop() {
            let from = self.get(skill);
            if to <= from {
                continue;
            }
            self.top[skill.get()] = to;
            self.quarters += ground.hours(skill, from, to).quarters();
            let climbed = |needed: &&Prerequisite| from < needed.level && needed.level <= to;
            for needed in ground.rubric[skill].requires.iter().filter(climbed) {
                if let Subject::Group(group) = needed.subject {
                    self.asked[group.get()] = true;
                }
                waiting.extend(ground.missing(members, needed));
            }
        }
    }
}

/// The levels that a plan for these needs leads to.
pub(super) fn tops(ground: &Ground<'_>, members: &Members, needs: &[Need]) -> Tops {
    let mut tops = Tops::of(ground);
    for need in needs {
        for member in members.for_need(need) {
            tops.raise(ground, members, member, need.requirement.level);
        }
    }
    tops
}
