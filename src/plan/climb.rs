//! What there is to climb: the requirements that ask for steps, the levels held, and the levels that are needed.

use crate::rubric::{Hours, Level, Prerequisite, Requirement, Rubric, SkillIx, Subject};
use crate::score::{Reach, RequirementScore, Scorecard, Standing};

/// A requirement that asks for steps: a skill is a group of one.
#[derive(Debug)]
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

    fn hours(&self, skill: SkillIx, from: Level, to: Level) -> Hours {
        from.up_to(to).map(|level| self.rubric[skill].hours(level)).sum()
    }
}

/// The levels that a plan leads to; never without the prerequisites of levels that are still to climb.
#[derive(Clone, Debug)]
pub(super) struct Tops {
    top: Vec<Level>,
    quarters: u64,
    /// What was raised, and from where, latest last.
    log: Vec<(SkillIx, Level)>,
}

impl Tops {
    /// Nothing raised.
    pub(super) fn of(ground: &Ground<'_>) -> Self {
        let top = ground.rubric.skills().map(|(skill, _)| ground.held(skill)).collect();
        Self { top, quarters: 0, log: Vec::new() }
    }

    pub(super) fn get(&self, skill: SkillIx) -> Level {
        self.top[skill.get()]
    }

    /// What all of it takes, in quarters of an hour.
    pub(super) const fn quarters(&self) -> u64 {
        self.quarters
    }

    /// A moment to go back to with [`Tops::undo`].
    pub(super) fn mark(&self) -> usize {
        self.log.len()
    }

    /// Plans a level of a skill and all that is needed before it.
    pub(super) fn raise(&mut self, ground: &Ground<'_>, skill: SkillIx, to: Level) {
        let mut waiting = vec![(skill, to)];
        while let Some((skill, to)) = waiting.pop() {
            let from = self.get(skill);
            if to <= from {
                continue;
            }
            self.log.push((skill, from));
            self.top[skill.get()] = to;
            self.quarters += ground.hours(skill, from, to).quarters();
            let climbed = from.up_to(to).flat_map(|level| ground.rubric[skill].prerequisites(level));
            waiting.extend(climbed.flat_map(|needed| self.missing(ground, needed)));
        }
    }

    /// The levels that a prerequisite still asks for; of a group those of the members that are planned highest, then of
    /// the first.
    pub(super) fn missing(&self, ground: &Ground<'_>, needed: &Prerequisite) -> Vec<(SkillIx, Level)> {
        let applies = |skill: &SkillIx| ground.applies(*skill);
        let mut members: Vec<_> = ground.rubric.skills_of(&needed.subject).iter().copied().filter(applies).collect();
        members.sort_by_key(|skill| std::cmp::Reverse((ground.held(*skill), self.get(*skill))));
        let choose = match needed.subject {
            Subject::Skill(_) => 1,
            Subject::Group(group) => ground.rubric[group].choose,
        };
        let wanted = members.into_iter().take(choose);
        wanted.filter(|skill| !ground.has(*skill, needed.at)).map(|skill| (skill, needed.at)).collect()
    }

    /// Takes back all that was raised since a mark.
    pub(super) fn undo(&mut self, ground: &Ground<'_>, mark: usize) {
        while self.log.len() > mark {
            let Some((skill, before)) = self.log.pop() else { return };
            self.quarters -= ground.hours(skill, before, self.get(skill)).quarters();
            self.top[skill.get()] = before;
        }
    }
}
