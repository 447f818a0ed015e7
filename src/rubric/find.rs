//! Looking things up by what a person typed.

use super::{GuideIx, Id, ProjectIx, Rubric, Skill, SkillIx, Subject, TargetIx};
use crate::wording;

/// Something of a rubric that has a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Thing {
    /// A skill or a group.
    Subject(Subject),
    /// A target.
    Target(TargetIx),
    /// A project.
    Project(ProjectIx),
    /// A guide.
    Guide(GuideIx),
}

impl Rubric {
    /// The skill or group that has this id (now or formerly), title or alias, case ignored; else the ids of up to three
    /// that may be meant, the likeliest first. An id wins over a title, a skill over a group.
    pub fn find(&self, typed: &str) -> Result<Subject, Vec<&str>> {
        lookup(typed, &self.named_subjects().collect::<Vec<_>>())
    }

    /// The skills that have this text in their id, title or another name, case ignored; in the rubric's order.
    pub fn skills_like(&self, typed: &str) -> Vec<SkillIx> {
        let typed = folded(typed);
        let has = |name: &str| folded(name).contains(&typed);
        let names =
            |skill: &Skill| has(skill.id.as_str()) || has(&skill.title) || skill.aliases.iter().any(|name| has(name));
        self.skills().filter(|(_, skill)| names(skill)).map(|(at, _)| at).collect()
    }

    /// The target that has this id (now or formerly), title or job title, case ignored; else the ids of up to three that
    /// may be meant.
    pub fn find_target(&self, typed: &str) -> Result<TargetIx, Vec<&str>> {
        lookup(typed, &self.named_targets().collect::<Vec<_>>())
    }

    /// Anything that has this id (now or formerly), title or other name, case ignored; else the ids of up to three that
    /// may be meant. An id wins over a title, and a skill over a group, a target, a project and a guide in this order.
    pub fn find_thing(&self, typed: &str) -> Result<Thing, Vec<&str>> {
        let subjects = self.named_subjects().map(|entry| entry.map(Thing::Subject));
        let targets = self.named_targets().map(|entry| entry.map(Thing::Target));
        let projects = self.projects().map(|(at, it)| Entry::titled(Thing::Project(at), &it.id, &it.title));
        let guides = self.guides().map(|(at, it)| Entry::titled(Thing::Guide(at), &it.id, &it.title));
        lookup(typed, &subjects.chain(targets).chain(projects).chain(guides).collect::<Vec<_>>())
    }

    /// The id of anything that has a name.
    pub fn thing_id(&self, thing: Thing) -> &Id {
        match thing {
            Thing::Subject(subject) => self.subject_id(subject),
            Thing::Target(at) => &self[at].id,
            Thing::Project(at) => &self[at].id,
            Thing::Guide(at) => &self[at].id,
        }
    }

    fn named_subjects(&self) -> impl Iterator<Item = Entry<'_, Subject>> {
        let skills = self.skills().map(|(at, skill)| {
            let entry = Entry::titled(Subject::Skill(at), &skill.id, &skill.title);
            entry.formerly(&skill.formerly).also(&skill.aliases)
        });
        let groups = self
            .groups()
            .map(|(at, group)| Entry::titled(Subject::Group(at), &group.id, &group.title).formerly(&group.formerly));
        skills.chain(groups)
    }

    fn named_targets(&self) -> impl Iterator<Item = Entry<'_, TargetIx>> {
        self.targets().map(|(at, target)| {
            Entry::titled(at, &target.id, &target.title).formerly(&target.formerly).also(&target.titles)
        })
    }
}

struct Entry<'r, T> {
    found: T,
    id: &'r str,
    old: Vec<&'r str>,
    names: Vec<&'r str>,
}

impl<'r, T> Entry<'r, T> {
    fn titled(found: T, id: &'r Id, title: &'r str) -> Self {
        Self { found, id: id.as_str(), old: Vec::new(), names: vec![title] }
    }

    fn formerly(mut self, old: &'r [Id]) -> Self {
        self.old.extend(old.iter().map(Id::as_str));
        self
    }

    fn also(mut self, names: &'r [String]) -> Self {
        self.names.extend(names.iter().map(String::as_str));
        self
    }

    fn map<U>(self, into: impl FnOnce(T) -> U) -> Entry<'r, U> {
        Entry { found: into(self.found), id: self.id, old: self.old, names: self.names }
    }
}

fn lookup<'r, T: Copy>(typed: &str, entries: &[Entry<'r, T>]) -> Result<T, Vec<&'r str>> {
    let lower = folded(typed);
    let by_id = || entries.iter().find(|entry| entry.id == lower);
    let by_old_id = || entries.iter().find(|entry| entry.old.contains(&lower.as_str()));
    let by_name = || entries.iter().find(|entry| entry.names.iter().any(|name| folded(name) == lower));
    by_id().or_else(by_old_id).or_else(by_name).map(|entry| entry.found).ok_or_else(|| meant(&lower, entries))
}

/// A name as names are compared: in small letters, its accents as people type them.
fn folded(name: &str) -> String {
    wording::composed(name.trim()).to_lowercase()
}

/// Those with a name near to what was typed, then those with a name that contains it.
fn meant<'r, T>(lower: &str, entries: &[Entry<'r, T>]) -> Vec<&'r str> {
    const MOST: usize = 3;
    const SHORTEST_PART: usize = 3;
    let distance = wording::distance_from(lower);
    let contains = |name: &str| lower.chars().count() >= SHORTEST_PART && name.to_lowercase().contains(lower);
    let far = |entry: &Entry<'r, T>| {
        let all = || std::iter::once(entry.id).chain(entry.old.iter().copied()).chain(entry.names.iter().copied());
        let part = || all().any(contains).then_some(usize::MAX);
        all().filter_map(&distance).min().or_else(part)
    };
    let mut near: Vec<_> = entries.iter().filter_map(|entry| Some((far(entry)?, entry.id))).collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().take(MOST).map(|(_, id)| id).collect()
}
