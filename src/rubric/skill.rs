//! A skill and what belongs to it.

use super::{AreaIx, Hours, Id, Level, SkillIx, Subject};

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
    /// Names that count under this skill without being other names of it, such as a rival product.
    pub covers: Vec<String>,
    /// Those of its names that are ordinary words too, so that prose needs care.
    pub wordlike: Vec<String>,
    /// Words that speak of the skill and name no product.
    pub concepts: Vec<String>,
    /// Ids it had in older versions of the rubric.
    pub formerly: Vec<Id>,
    /// One for each level from 1 up, or none at all; an empty one leaves the level to the scale.
    pub(super) anchors: Vec<String>,
    /// One for each level from 1 up: its own, or those of the rubric.
    pub(super) hours: Vec<Hours>,
    pub(super) hours_from: HoursFrom,
    /// One for each level from 1 up, or none at all.
    pub(super) weeks: Vec<u32>,
    pub(super) practice: Vec<String>,
    /// Levels of other skills that levels of this one need.
    pub requires: Vec<Prerequisite>,
    /// Things to learn it from.
    pub resources: Vec<Resource>,
}

impl Skill {
    /// What people may call it beside its title, or mean it by: its aliases, and what it covers.
    pub fn other_names(&self) -> impl Iterator<Item = &str> {
        self.aliases.iter().chain(&self.covers).map(String::as_str)
    }

    /// Whether a name of it, case ignored, is an ordinary word too.
    pub fn is_wordlike(&self, name: &str) -> bool {
        self.wordlike.iter().any(|word| word.to_lowercase() == name.to_lowercase())
    }

    /// What a person at this level can be seen to do; nothing for level 0, nor where the skill says nothing of the level:
    /// [`Rubric::meaning`](super::Rubric::meaning) then takes the words of the scale.
    pub fn anchor(&self, level: Level) -> Option<&str> {
        at_level(&self.anchors, level).map(String::as_str).filter(|anchor| !anchor.is_empty())
    }

    /// Typical hours of the step that ends at this level; none for level 0.
    pub fn hours(&self, level: Level) -> Hours {
        at_level(&self.hours, level).copied().unwrap_or_default()
    }

    /// Whose hours these are.
    pub const fn hours_from(&self) -> HoursFrom {
        self.hours_from
    }

    /// Weeks that the step to this level takes at the least, however many hours a week are given to it: what happens at
    /// work and cannot be crammed. 0 where there is no such bound.
    pub fn weeks(&self, level: Level) -> u32 {
        at_level(&self.weeks, level).copied().unwrap_or_default()
    }

    /// An exercise that shows that this level is reached, where the rubric has one.
    pub fn practice(&self, level: Level) -> Option<&str> {
        at_level(&self.practice, level).map(String::as_str)
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

/// Where the hours of a skill come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HoursFrom {
    /// The skill has its own.
    Skill,
    /// The rubric has some for skills without any.
    Rubric,
    /// Neither has any: 4, 12, 30, 60 and 120 hours, the last for every further level.
    RuleOfThumb,
}

/// `level` of the skill that has this needs level `at` of another skill, or of as many members of a group as it chooses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Prerequisite {
    /// The level that needs something.
    pub level: Level,
    /// The skill or group that it needs; never a group that has the skill itself.
    pub subject: Subject,
    /// The level of that skill, or of the members.
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
    /// The skills of which it takes one to be of use: it is for those who hold or climb one of them. Empty means everybody.
    pub for_skills: Vec<SkillIx>,
}

impl Resource {
    /// Whether it is for somebody who holds or climbs the skills that `has` says.
    pub fn is_for(&self, has: impl Fn(SkillIx) -> bool) -> bool {
        self.for_skills.is_empty() || self.for_skills.iter().any(|skill| has(*skill))
    }
}
