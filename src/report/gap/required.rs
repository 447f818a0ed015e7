//! What a target asks for, skill by skill.

use std::collections::BTreeMap;

use crate::rubric::{Level, Rubric, SkillIx, Target};

/// The highest level that a target asks of each of its skills, on its own or in a group.
pub(super) fn required(rubric: &Rubric, target: &Target) -> BTreeMap<SkillIx, Level> {
    let mut asked = BTreeMap::new();
    for requirement in &target.requires {
        for skill in rubric.skills_of(&requirement.subject) {
            let level: &mut Level = asked.entry(*skill).or_default();
            *level = (*level).max(requirement.level);
        }
    }
    asked
}
