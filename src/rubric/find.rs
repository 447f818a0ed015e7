//! Looking things up by what a person typed.

use super::{Rubric, Subject, TargetIx};
use crate::wording;

impl Rubric {
    /// The skill or group that has this id (now or formerly), title or alias, case ignored; else the ids of up to three
    /// that may be meant, the likeliest first. An id wins over a title, a skill over a group.
    pub fn find(&self, typed: &str) -> Result<Subject, Vec<&str>> {
        let skills = self.skills().map(|(at, skill)| {
            let names = std::iter::once(skill.title.as_str()).chain(skill.aliases.iter().map(String::as_str));
            let old = skill.formerly.iter().map(super::Id::as_str);
            Entry { found: Subject::Skill(at), id: skill.id.as_str(), old: old.collect(), names: names.collect() }
        });
        let groups = self.groups().map(|(at, group)| Entry {
            found: Subject::Group(at),
            id: group.id.as_str(),
            old: group.formerly.iter().map(super::Id::as_str).collect(),
            names: vec![&group.title],
        });
        lookup(typed, &skills.chain(groups).collect::<Vec<_>>())
    }

    /// The target that has this id (now or formerly), title or job title, case ignored; else the ids of up to three that
    /// may be meant.
    pub fn find_target(&self, typed: &str) -> Result<TargetIx, Vec<&str>> {
        let targets = self.targets().map(|(at, target)| {
            let names = std::iter::once(target.title.as_str()).chain(target.titles.iter().map(String::as_str));
            let old = target.formerly.iter().map(super::Id::as_str);
            Entry { found: at, id: target.id.as_str(), old: old.collect(), names: names.collect() }
        });
        lookup(typed, &targets.collect::<Vec<_>>())
    }
}

struct Entry<'r, T> {
    found: T,
    id: &'r str,
    old: Vec<&'r str>,
    names: Vec<&'r str>,
}

fn lookup<'r, T: Copy>(typed: &str, entries: &[Entry<'r, T>]) -> Result<T, Vec<&'r str>> {
    let lower = typed.trim().to_lowercase();
    let by_id = || entries.iter().find(|entry| entry.id == lower);
    let by_old_id = || entries.iter().find(|entry| entry.old.contains(&lower.as_str()));
    let by_name = || entries.iter().find(|entry| entry.names.iter().any(|name| name.to_lowercase() == lower));
    by_id().or_else(by_old_id).or_else(by_name).map(|entry| entry.found).ok_or_else(|| meant(&lower, entries))
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
