//! Who is asked what.

use crate::rubric::{AreaIx, Level, Rubric, SkillIx, SkillKind, TargetIx};

/// Which skills an interview is about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scope {
    /// The whole rubric instead of what the target needs.
    pub all: bool,
    /// Only these areas; empty means every area.
    pub areas: Vec<AreaIx>,
}

impl Scope {
    /// The skills that are asked: those of the target, the members of its groups and the prerequisites of all of them; or all
    /// of the rubric. In the rubric's order.
    pub fn skills(&self, rubric: &Rubric, target: TargetIx) -> Vec<SkillIx> {
        let asked = if self.all { rubric.skills().map(|(skill, _)| skill).collect() } else { needed(rubric, target) };
        let wanted = |skill: &SkillIx| self.areas.is_empty() || self.areas.contains(&rubric[*skill].area);
        asked.into_iter().filter(wanted).collect()
    }

    /// The areas that somebody may never have touched: those in which several skills are asked, all of them technical, and
    /// none of them essential to the target.
    pub fn untouchable(&self, rubric: &Rubric, target: TargetIx) -> Vec<AreaIx> {
        const FEWEST: usize = 3;
        let essential = rubric[target].requires.iter().filter(|requirement| requirement.essential);
        let essential: Vec<_> = essential.flat_map(|requirement| rubric.skills_of(&requirement.subject)).collect();
        let skills = self.skills(rubric, target);
        let may = |area: &AreaIx| {
            let mut asked = skills.iter().filter(|skill| rubric[**skill].area == *area);
            let is_optional =
                |skill: &SkillIx| rubric[*skill].kind == SkillKind::Technical && !essential.contains(&skill);
            asked.clone().count() >= FEWEST && asked.all(is_optional)
        };
        rubric.areas().map(|(area, _)| area).filter(may).collect()
    }
}

fn needed(rubric: &Rubric, target: TargetIx) -> Vec<SkillIx> {
    let mut waiting: Vec<(SkillIx, Level)> = rubric[target]
        .requires
        .iter()
        .flat_map(|requirement| rubric.skills_of(&requirement.subject).iter().map(|skill| (*skill, requirement.level)))
        .collect();
    let mut highest = vec![Level::NONE; rubric.skills().len()];
    while let Some((skill, level)) = waiting.pop() {
        if highest[skill.get()] < level {
            highest[skill.get()] = level;
            let needed = rubric[skill].requires.iter().filter(|needed| needed.level <= level);
            waiting.extend(
                needed.flat_map(|needed| rubric.skills_of(&needed.subject).iter().map(|skill| (*skill, needed.at))),
            );
        }
    }
    rubric.skills().map(|(skill, _)| skill).filter(|skill| highest[skill.get()] > Level::NONE).collect()
}
