//! Floor 1: what one is measured against.
//!
//! A [`Rubric`] is only made by reading and checking ([`read`]), so everything that a function of a higher floor would
//! have to ask again is already so: references are positions that exist, levels are on the scale, prerequisites have no
//! cycle, numbers are within their bounds. After that no function re-asks, and scoring and planning cannot fail.

mod advice;
mod bounds;
pub mod builtin;
mod check;
mod cycle;
pub mod diff;
mod find;
mod fold;
mod folder;
mod hints;
mod hours;
mod id;
pub mod json;
mod layers;
mod level;
mod merge;
mod names;
mod origin;
mod parts;
mod prune;
mod read;
mod roles;
mod shape;
mod skill;
mod skills;
pub mod template;

use std::{collections::HashMap, ops::Index};

use num_rational::Ratio;

pub use advice::{Guide, GuideKind, Link, Project, Raise};
pub use find::Thing;
pub use fold::fold;
pub use hints::hints;
pub use hours::Hours;
pub use id::Id;
pub use layers::{Base, Layers, On};
pub use level::{Level, LevelName, Scale};
pub use merge::Gone;
pub use origin::{Origin, origins};
pub use read::{read, read_json, read_layers};
pub use skill::{HoursFrom, Prerequisite, Resource, Skill, SkillKind};

/// An exact share of a whole, 0 to 1: attainment, readiness, a gain.
pub type Share = Ratio<i128>;

macro_rules! positions {
    ($($(#[$doc:meta])* $name:ident => $thing:ident in $list:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub(crate) usize);

        impl $name {
            /// The position as a number from 0, for tables that run beside the rubric's own.
            pub const fn get(self) -> usize {
                self.0
            }
        }

        impl Index<$name> for Rubric {
            type Output = $thing;
            fn index(&self, at: $name) -> &$thing {
                &self.$list[at.0]
            }
        }

        impl Rubric {
            #[doc = concat!("All ", stringify!($list), " in the rubric's order, each with its position.")]
            pub fn $list(&self) -> impl ExactSizeIterator<Item = ($name, &$thing)> + DoubleEndedIterator {
                self.$list.iter().enumerate().map(|(at, thing)| ($name(at), thing))
            }
        }
    )*};
}

positions! {
    /// The position of an area in its rubric.
    AreaIx => Area in areas;
    /// The position of a skill in its rubric.
    SkillIx => Skill in skills;
    /// The position of a group in its rubric.
    GroupIx => Group in groups;
    /// The position of a target in its rubric.
    TargetIx => Target in targets;
    /// The position of a project in its rubric.
    ProjectIx => Project in projects;
    /// The position of a guide in its rubric.
    GuideIx => Guide in guides;
}

/// What one is measured against: scale, areas, skills, groups, targets, projects and guides.
#[derive(Clone, PartialEq, Debug)]
pub struct Rubric {
    id: Id,
    title: String,
    version: String,
    language: String,
    summary: Option<String>,
    sources: Vec<Credit>,
    scale: Scale,
    /// What steps take where a skill does not say, if the rubric says it.
    hours: Vec<Hours>,
    areas: Vec<Area>,
    skills: Vec<Skill>,
    groups: Vec<Group>,
    targets: Vec<Target>,
    projects: Vec<Project>,
    guides: Vec<Guide>,
    /// Where each skill stands, by its id and the ids it had.
    by_id: HashMap<Id, SkillIx>,
}

/// What the rubric was made from, and under which licence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Credit {
    /// The work's title.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its licence, as an SPDX identifier.
    pub license: Option<String>,
    /// Where it is found.
    pub url: Option<String>,
}

/// Skills that are shown together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Area {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
}

/// Alternatives of which `choose` count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// The area it is shown in.
    pub area: AreaIx,
    /// What it is about, in a sentence.
    pub summary: Option<String>,
    /// How many of the members count, 1 to as many as there are.
    pub choose: usize,
    /// The alternatives.
    pub members: Vec<SkillIx>,
    /// Ids it had in older versions of the rubric.
    pub formerly: Vec<Id>,
}

/// What sort of role a target is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TargetKind {
    /// A step of the career ladder; ranks are unique, a higher one is further up.
    Ladder {
        /// The order on the ladder.
        rank: i64,
    },
    /// A narrower and deeper role.
    Specialisation,
    /// A role outside the ladder.
    Switch,
}

/// What a role asks for.
#[derive(Clone, PartialEq, Debug)]
pub struct Target {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// What sort of role it is.
    pub kind: TargetKind,
    /// Where a specialisation or a switch starts from.
    pub after: Option<TargetIx>,
    /// Job titles that mean this role.
    pub titles: Vec<String>,
    /// The role in a sentence.
    pub summary: Option<String>,
    /// What it pays.
    pub salary: Option<Salary>,
    /// The readiness from which the role is in reach, above 0 and at most 1.
    pub ready_at: Share,
    /// What it asks for, at least one requirement.
    pub requires: Vec<Requirement>,
    /// Ids it had in older versions of the rubric.
    pub formerly: Vec<Id>,
}

impl TargetKind {
    /// The place on the ladder, if it is on it.
    pub const fn rank(self) -> Option<i64> {
        match self {
            Self::Ladder { rank } => Some(rank),
            Self::Specialisation | Self::Switch => None,
        }
    }
}

impl Target {
    /// The place on the ladder, if it is on it.
    pub const fn rank(&self) -> Option<i64> {
        self.kind.rank()
    }
}

/// A salary range, a year.
#[derive(Clone, PartialEq, Debug)]
pub struct Salary {
    /// ISO 4217.
    pub currency: Option<String>,
    /// Where it is paid.
    pub region: Option<String>,
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

/// What a requirement is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    /// One skill.
    Skill(SkillIx),
    /// A group of alternatives.
    Group(GroupIx),
}

/// A level that a target asks of a skill or a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Requirement {
    /// Of what.
    pub subject: Subject,
    /// The level asked for, at least 1.
    pub level: Level,
    /// What it weighs among the target's requirements, 1 to 100.
    pub weight: u32,
    /// Whether the role is out of reach without it: its floor is then the level itself.
    pub essential: bool,
    /// The level below which this requirement alone keeps a person from being ready, 0 to `level`.
    pub floor: Level,
}

impl Rubric {
    /// Its id.
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its version: patch for wording, minor for weights and targets, major for removed or split skills.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The language it is written in, as a BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// What it covers, in a sentence.
    pub fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    /// What it was made from.
    pub fn sources(&self) -> &[Credit] {
        &self.sources
    }

    /// Its levels.
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// The skills that a requirement, or anything else about `subject`, is about: one, or the members of a group.
    pub fn skills_of<'a>(&'a self, subject: &'a Subject) -> &'a [SkillIx] {
        match subject {
            Subject::Skill(at) => std::slice::from_ref(at),
            Subject::Group(at) => &self[*at].members,
        }
    }

    /// What a level of a skill means: what a person at it can be seen to do, or what it means on any skill.
    pub fn meaning(&self, skill: SkillIx, level: Level) -> &str {
        self[skill].anchor(level).or_else(|| self.scale.meaning(level)).unwrap_or_default()
    }

    /// The levels of a skill that mean something else than `then` meant in an earlier edition; where the scale had more or
    /// fewer levels, those that only one of the two has are among them.
    pub fn reworded_since<'a>(
        &'a self,
        skill: &'a Skill,
        before: &'a Self,
        then: &'a Skill,
    ) -> impl Iterator<Item = Level> + 'a {
        let words = |rubric: &'a Self, skill: &'a Skill, level: Level| {
            let scale = &rubric.scale;
            (level <= scale.max()).then(|| skill.anchor(level).or_else(|| scale.meaning(level)).unwrap_or_default())
        };
        let levels = Level::NONE.up_to(self.scale.max().max(before.scale.max()));
        levels.filter(move |level| words(self, skill, *level) != words(before, then, *level))
    }

    /// The id of a skill or a group.
    pub fn subject_id(&self, subject: Subject) -> &Id {
        match subject {
            Subject::Skill(at) => &self[at].id,
            Subject::Group(at) => &self[at].id,
        }
    }

    /// The title of a skill or a group.
    pub fn subject_title(&self, subject: Subject) -> &str {
        match subject {
            Subject::Skill(at) => &self[at].title,
            Subject::Group(at) => &self[at].title,
        }
    }

    /// The area of a skill or a group.
    pub fn subject_area(&self, subject: Subject) -> AreaIx {
        match subject {
            Subject::Skill(at) => self[at].area,
            Subject::Group(at) => self[at].area,
        }
    }

    /// The skill that has this id now, or had it in an older version.
    pub fn skill(&self, id: &str) -> Option<SkillIx> {
        self.by_id.get(id).copied()
    }

    /// The target that has this id now, or had it in an older version.
    pub fn target(&self, id: &str) -> Option<TargetIx> {
        let now = self.targets().find(|(_, target)| target.id.as_str() == id);
        let formerly = |target: &Target| target.formerly.iter().any(|old| old.as_str() == id);
        now.or_else(|| self.targets().find(|(_, target)| formerly(target))).map(|(at, _)| at)
    }

    /// The targets on the ladder, lowest rank first.
    pub fn ladder(&self) -> Vec<TargetIx> {
        let mut ranked: Vec<_> = self.targets().filter_map(|(at, target)| Some((target.rank()?, at))).collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, at)| at).collect()
    }

    /// All targets: the ladder from its lowest rank, then the others in the order of the file.
    pub fn targets_by_rank(&self) -> Vec<TargetIx> {
        let ladder = self.ladder();
        let others: Vec<_> = self.targets().map(|(at, _)| at).filter(|at| !ladder.contains(at)).collect();
        [ladder, others].concat()
    }
}
