//! What a step is called.

use crate::rubric::{Level, Rubric, SkillIx};

/// One level of one skill: what a step is called, everywhere and for ever.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct StepId {
    /// The skill that is raised.
    pub skill: SkillIx,
    /// The level that is reached.
    pub to: Level,
}

impl StepId {
    /// The step that `sql@3` names; of an older edition's id, the present skill's.
    pub fn parse(rubric: &Rubric, text: &str) -> Option<Self> {
        let (skill, level) = text.rsplit_once('@')?;
        let is_plain = level.len() <= 2 && !level.starts_with('0') && level.bytes().all(|byte| byte.is_ascii_digit());
        let to = rubric.scale().level(level.parse().ok().filter(|_| is_plain)?)?;
        (to > Level::NONE).then_some(Self { skill: rubric.skill(skill)?, to })
    }

    /// The step as `sql@3`.
    pub fn text(self, rubric: &Rubric) -> String {
        format!("{}@{}", rubric[self.skill].id, self.to)
    }
}
