//! Projects and guides: what a rubric says besides skills and targets.

use super::{Hours, Id, Level, Resource, SkillIx, TargetIx};

/// Portfolio work that raises several skills at once.
#[derive(Clone, PartialEq, Debug)]
pub struct Project {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// What it is, in a sentence or two.
    pub summary: Option<String>,
    /// Typical hours for the whole of it.
    pub hours: Hours,
    /// The skills that it raises, and to which level.
    pub raises: Vec<Raise>,
    /// What there is when it is done.
    pub deliverables: Vec<String>,
    /// How to present it.
    pub show: Vec<String>,
    /// Things that help.
    pub resources: Vec<Resource>,
}

/// A level of a skill that a project leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Raise {
    /// The skill.
    pub skill: SkillIx,
    /// The level.
    pub to: Level,
}

/// What sort of advice a guide gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GuideKind {
    /// A way into the profession.
    Route,
    /// How to present one's work.
    Portfolio,
    /// Anything else.
    Other,
}

/// Advice that is no skill.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guide {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// What sort of advice it is.
    pub kind: GuideKind,
    /// The targets that it helps with; empty means all.
    pub targets: Vec<TargetIx>,
    /// The advice, a paragraph an item.
    pub text: Vec<String>,
    /// Where to go on.
    pub links: Vec<Link>,
}

/// A named address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// What it is called.
    pub title: String,
    /// Where it leads.
    pub url: String,
}
