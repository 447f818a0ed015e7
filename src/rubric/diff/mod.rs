//! What a change of a rubric means: for the answers that people gave, for what is asked of them, for its version.

mod change;
mod compare;
mod kin;
mod version;

use super::{Id, Rubric};

pub use change::{Asked, Changed, GroupChange, Need, Part, RequirementChange, ScaleChange, SkillChange, TargetChange};
pub use kin::{Moved, Renamed, Things};
pub use version::Bump;

use compare::Pair;

/// What differs between two rubrics, the older one first. The order in which things stand is no difference but where it
/// says something: of what is written for each level, and of what is read on from one to the next (the text of a guide,
/// what a project delivers and how to show it).
#[derive(Clone, PartialEq, Debug)]
pub struct Diff {
    /// The older rubric.
    pub from: Stamp,
    /// The newer one.
    pub to: Stamp,
    /// The skills, by what becomes of the answers to them.
    pub skills: Things<SkillChange>,
    /// The groups.
    pub groups: Things<GroupChange>,
    /// The targets.
    pub targets: Things<TargetChange>,
    /// The projects.
    pub projects: Things<Changed>,
    /// The guides.
    pub guides: Things<Changed>,
    /// The areas.
    pub areas: Things<Changed>,
    /// The scale, if it is another.
    pub scale: Option<ScaleChange>,
    /// What differs of the rubric itself.
    pub parts: Vec<Part>,
}

/// What a rubric calls itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// Its id.
    pub id: Id,
    /// Its version: any text.
    pub version: String,
}

/// Compares two rubrics. Things are the same by their id or, where the newer rubric says so, by one they had before: as
/// [`Answers::of`](crate::assessment::Answers::of) carries answers over.
pub fn diff(old: &Rubric, new: &Rubric) -> Diff {
    let stamp = |rubric: &Rubric| Stamp { id: rubric.id().clone(), version: rubric.version().to_owned() };
    let pair = Pair::new(old, new);
    Diff {
        from: stamp(old),
        to: stamp(new),
        skills: pair.skills(),
        groups: pair.groups(),
        targets: pair.targets(),
        projects: pair.projects(),
        guides: pair.guides(),
        areas: pair.areas(),
        scale: compare::scale(old.scale(), new.scale()),
        parts: compare::rubric(old, new),
    }
}

impl Diff {
    /// Whether these are two rubrics rather than two versions of one: assessments are kept by the rubric's id.
    pub fn is_of_two(&self) -> bool {
        self.from.id != self.to.id
    }

    /// How large the change is: a patch if things only read otherwise; major if an answer may lose its place or its
    /// meaning, because a skill is gone or two became one, a former id of one is forgotten or stands for another, the scale
    /// has other levels, or the rubric's id is another; minor between the two. None if nothing changed but perhaps the
    /// version.
    ///
    /// A split that leaves the old id to one of the parts looks like a rename beside an addition, and is called minor.
    pub fn size(&self) -> Option<Bump> {
        let other_id = self.is_of_two().then_some(Bump::Major);
        let merged = self.skills.is_merged().then_some(Bump::Major);
        let sizes = [
            other_id,
            merged,
            self.skills.size(Bump::Major, SkillChange::size),
            self.groups.size(Bump::Minor, GroupChange::size),
            self.targets.size(Bump::Minor, TargetChange::size),
            self.projects.size(Bump::Minor, Changed::size),
            self.guides.size(Bump::Minor, Changed::size),
            self.areas.size(Bump::Minor, Changed::size),
            self.scale.as_ref().map(ScaleChange::size),
            Part::size_of(&self.parts),
        ];
        sizes.into_iter().flatten().max()
    }

    /// The least version that says how large the change is. None if nothing changed, if these are two rubrics, or if the
    /// older version is not three numbers such as `1.0.0`.
    pub fn due_version(&self) -> Option<String> {
        if self.is_of_two() {
            return None;
        }
        let [major, minor, patch] = self.size()?.after(version::numbers(&self.from.version)?)?;
        Some(format!("{major}.{minor}.{patch}"))
    }

    /// Whether the newer version says how large the change is. None as for [`Self::due_version`], or if the newer version
    /// is not three numbers.
    pub fn version_says_so(&self) -> Option<bool> {
        let due = version::numbers(&self.due_version()?)?;
        Some(version::numbers(&self.to.version)? >= due)
    }
}

#[cfg(test)]
mod tests;
