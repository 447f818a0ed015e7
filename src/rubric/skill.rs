//! A skill and what belongs to it.

use super::{AreaIx, Hours, Id, Level, SkillIx};

/// What sort of thing a skill is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SkillKind {
    /// Of the craft.
    Technical,
    /// Of working with people and oneself.
    Soft,
    /// Of leading others.
    Leadership,
    /// Of steering an organisation.
    Strategic,
}

/// One thing a person can be more or less good at.
#[derive(Clone, PartialEq, Debug)]
pub struct Skill {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// The area it is shown in.
    pub area: AreaIx,
    /// What sort of thing it is.
    pub kind: SkillKind,
    /// What it is, in a sentence.
    pub summary: Option<String>,
    /// Why it matters, in a sentence.
    pub why: Option<String>,
    /// Other names, product names, abbreviations.
    pub aliases: Vec<String>,
    /// Ids it had in older versions of the rubric.
    pub formerly: Vec<Id>,
    pub(super) anchors: Vec<String>,
    pub(super) hours: Vec<Hours>,
    pub(super) practice: Vec<String>,
    /// Levels of other skills that levels of this one need.
    pub requires: Vec<Prerequisite>,
    /// Things to learn it from.
    pub resources: Vec<Resource>,
}

impl Skill {
    /// What a person at this level can be seen to do; nothing for level 0.
    pub fn anchor(&self, level: Level) -> Option<&str> {
        at_level(&self.anchors, level).map(String::as_str)
    }

    /// Typical hours of the step that ends at this level; none for level 0.
    pub fn hours(&self, level: Level) -> Hours {
        at_level(&self.hours, level).copied().unwrap_or_default()
    }

    /// An exercise that shows that this level is reached, where the rubric has one.
    pub fn practice(&self, level: Level) -> Option<&str> {
        at_level(&self.practice, level).map(String::as_str)
    }

    /// The levels of which the anchor is not what it was in an earlier edition of the skill; where the scale had more or
    /// fewer levels, those that only one of the two has are among them.
    pub fn reworded_since<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = Level> + 'a {
        let levels = self.anchors.len().max(before.anchors.len());
        (1..).take(levels).map(Level::new).filter(|level| self.anchor(*level) != before.anchor(*level))
    }

    /// The prerequisites of exactly this level.
    pub fn prerequisites(&self, level: Level) -> impl Iterator<Item = &Prerequisite> {
        self.requires.iter().filter(move |needed| needed.level == level)
    }

    /// The resources that serve the step to this level.
    pub fn resources(&self, level: Level) -> impl Iterator<Item = &Resource> {
        self.resources.iter().filter(move |resource| resource.levels.is_empty() || resource.levels.contains(&level))
    }
}

/// Lists "per level" begin at level 1.
fn at_level<T>(list: &[T], level: Level) -> Option<&T> {
    usize::from(level.get()).checked_sub(1).and_then(|at| list.get(at))
}

/// `level` of the skill that has this needs level `at` of `skill`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Prerequisite {
    /// The level that needs something.
    pub level: Level,
    /// The skill that it needs.
    pub skill: SkillIx,
    /// The level of that skill.
    pub at: Level,
}

/// Something to learn from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resource {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// For example `docs`, `book`, `course`.
    pub kind: Option<String>,
    /// For example `free`.
    pub cost: Option<String>,
    /// The levels that it leads to; empty means all.
    pub levels: Vec<Level>,
}
