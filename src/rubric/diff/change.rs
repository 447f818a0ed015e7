//! What can differ of a thing that is in both rubrics.

use super::version::Bump;
use crate::rubric::{Id, Level, Share};

/// A part of something that differs, where it is enough to say so.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// What it is called.
    Title,
    /// The sentence about it.
    Summary,
    /// Why it matters.
    Why,
    /// Other names.
    Aliases,
    /// Names that count under it.
    Covers,
    /// Names that are ordinary words too.
    Wordlike,
    /// Words that speak of it.
    Concepts,
    /// The area it is shown in.
    Area,
    /// What sort of thing it is.
    Kind,
    /// How long it takes.
    Hours,
    /// How many weeks it takes at the least.
    Weeks,
    /// Exercises.
    Practice,
    /// What to learn from.
    Resources,
    /// Job titles.
    Titles,
    /// What it pays.
    Salary,
    /// The target it starts from.
    After,
    /// The skills that a project raises.
    Raises,
    /// What there is when a project is done.
    Deliverables,
    /// How to present a project.
    Show,
    /// The targets that a guide helps with.
    Targets,
    /// The advice.
    Text,
    /// Where to go on.
    Links,
    /// The language of the rubric.
    Language,
    /// What the rubric was made from.
    Sources,
}

impl Part {
    /// The word for it, which is its key in a rubric.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Why => "why",
            Self::Aliases => "aliases",
            Self::Covers => "covers",
            Self::Wordlike => "wordlike",
            Self::Concepts => "concepts",
            Self::Area => "area",
            Self::Kind => "kind",
            Self::Hours => "hours",
            Self::Weeks => "weeks",
            Self::Practice => "practice",
            Self::Resources => "resources",
            Self::Titles => "titles",
            Self::Salary => "salary",
            Self::After => "after",
            Self::Raises => "raises",
            Self::Deliverables => "deliverables",
            Self::Show => "show",
            Self::Targets => "targets",
            Self::Text => "text",
            Self::Links => "links",
            Self::Language => "language",
            Self::Sources => "sources",
        }
    }

    /// What is only read is wording; what is counted with or sorted by is more.
    const fn size(self) -> Bump {
        match self {
            Self::Area | Self::Kind | Self::Hours | Self::Weeks | Self::After | Self::Raises | Self::Targets => {
                Bump::Minor
            }
            _ => Bump::Patch,
        }
    }

    /// The largest of them.
    pub(super) fn size_of(parts: &[Self]) -> Option<Bump> {
        parts.iter().map(|part| part.size()).max()
    }
}

/// A project, guide or area that differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// Its id.
    pub id: Id,
    /// What differs of it.
    pub parts: Vec<Part>,
}

/// A skill that differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SkillChange {
    /// Its present id.
    pub skill: Id,
    /// The levels of which the anchor says something else, so that `assess --due` asks it again.
    pub levels: Vec<Level>,
    /// Prerequisites that are new.
    pub needs: Vec<Need>,
    /// Prerequisites that are gone.
    pub needs_no_more: Vec<Need>,
    /// What else differs of it.
    pub parts: Vec<Part>,
}

/// A prerequisite: `level` of a skill needs the skill or group `on` at `at`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Need {
    /// The level that needs something.
    pub level: Level,
    /// The skill or group that it needs, by its present id if it is still there.
    pub on: Id,
    /// Whether that is a group.
    pub is_group: bool,
    /// The level of it.
    pub at: Level,
}

/// A group that differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupChange {
    /// Its present id.
    pub group: Id,
    /// Members that are new.
    pub joined: Vec<Id>,
    /// Members that are gone, by their present ids if they are still skills.
    pub left: Vec<Id>,
    /// How many members counted and count, if that differs.
    pub choose: Option<(usize, usize)>,
    /// What else differs of it.
    pub parts: Vec<Part>,
}

/// A target that differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetChange {
    /// Its present id.
    pub target: Id,
    /// The requirements that differ: those of the newer rubric in its order, then those that are gone.
    pub requirements: Vec<RequirementChange>,
    /// The readiness from which it was and is in reach, if that differs.
    pub ready_at: Option<(Share, Share)>,
    /// Its rank on the ladder then and now, if that differs.
    pub rank: Option<(Option<i64>, Option<i64>)>,
    /// What else differs of it.
    pub parts: Vec<Part>,
}

/// A requirement that differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequirementChange {
    /// The skill or group, by its present id if it is still there.
    pub id: Id,
    /// Whether it is a group.
    pub is_group: bool,
    /// What was asked; none if it is new.
    pub from: Option<Asked>,
    /// What is asked; none if it is gone.
    pub to: Option<Asked>,
}

/// What a target asks of a skill or a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asked {
    /// The level.
    pub level: Level,
    /// Its weight.
    pub weight: u32,
    /// Whether the role is out of reach without it.
    pub essential: bool,
    /// The level below which it alone keeps a person from being ready.
    pub floor: Level,
}

/// A scale that differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScaleChange {
    /// The highest level there was and is. If they differ, levels are not comparable.
    pub max: (Level, Level),
    /// The levels of both scales that have another name or meaning.
    pub reworded: Vec<Level>,
}

/// As large as the largest of its parts, or minor where what is asked or counted differs.
fn size(is_counted: bool, parts: &[Part]) -> Bump {
    if is_counted { Bump::Minor } else { Part::size_of(parts).unwrap_or(Bump::Patch) }
}

impl Changed {
    pub(super) fn size(&self) -> Bump {
        size(false, &self.parts)
    }
}

impl SkillChange {
    pub(super) fn is_none(&self) -> bool {
        self.levels.is_empty() && !self.needs_otherwise() && self.parts.is_empty()
    }

    /// Whether prerequisites differ.
    pub fn needs_otherwise(&self) -> bool {
        !self.needs.is_empty() || !self.needs_no_more.is_empty()
    }

    /// Whether a part differs.
    pub fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    pub(super) fn size(&self) -> Bump {
        size(self.needs_otherwise(), &self.parts)
    }
}

impl GroupChange {
    fn is_counted(&self) -> bool {
        !self.joined.is_empty() || !self.left.is_empty() || self.choose.is_some()
    }

    pub(super) fn is_none(&self) -> bool {
        !self.is_counted() && self.parts.is_empty()
    }

    pub(super) fn size(&self) -> Bump {
        size(self.is_counted(), &self.parts)
    }
}

impl TargetChange {
    fn is_counted(&self) -> bool {
        !self.requirements.is_empty() || self.ready_at.is_some() || self.rank.is_some()
    }

    pub(super) fn is_none(&self) -> bool {
        !self.is_counted() && self.parts.is_empty()
    }

    pub(super) fn size(&self) -> Bump {
        size(self.is_counted(), &self.parts)
    }
}

impl ScaleChange {
    /// Whether there are other levels, so that levels are not comparable.
    pub fn is_other(&self) -> bool {
        self.max.0 != self.max.1
    }

    pub(super) fn size(&self) -> Bump {
        if self.is_other() { Bump::Major } else { Bump::Patch }
    }
}
