//! Looking things up by what a person typed.

use super::fold::{self, Reading, fold};
use super::{GroupIx, GuideIx, Id, ProjectIx, Rubric, Skill, SkillIx, Subject, TargetIx};

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
    /// The skill or group that has this id (now or formerly), title or alias, or covers this name, as [`fold`](fold())
    /// compares them; else the ids of up to three that may be meant, the likeliest first. An id wins over a title, a skill
    /// over a group, a spelling that is the same but for case over one that is only alike. Of a name that is several, such
    /// as "Java / Kotlin" or "Access Control (RBAC)", each part is looked for: they must agree on a skill, or else on a
    /// group that has them.
    pub fn find(&self, typed: &str) -> Result<Subject, Vec<&str>> {
        let entries: Vec<_> = self.named_subjects().collect();
        exactly(typed, &entries).or_else(|| self.composed(typed, &entries)).ok_or_else(|| meant(typed, &entries))
    }

    /// What a name stands for of which only the parts are known.
    fn composed(&self, typed: &str, entries: &[Entry<'_, Subject>]) -> Option<Subject> {
        fold::readings(typed).into_iter().find_map(|reading| match reading {
            Reading::Either(names) => names.into_iter().find_map(|name| exactly(name, entries)),
            Reading::Each(names) => {
                let found: Option<Vec<_>> = names.into_iter().map(|name| exactly(name, entries)).collect();
                self.in_common(&found?)
            }
        })
    }

    /// What all are, or else the smallest group that has all of them.
    fn in_common(&self, subjects: &[Subject]) -> Option<Subject> {
        let first = *subjects.first()?;
        if subjects.iter().all(|subject| *subject == first) {
            return Some(first);
        }
        let is_in = |group: GroupIx, subject: &Subject| match subject {
            Subject::Skill(skill) => self[group].members.contains(skill),
            Subject::Group(other) => *other == group,
        };
        let having = self.groups().filter(|(group, _)| subjects.iter().all(|subject| is_in(*group, subject)));
        having.min_by_key(|(_, group)| group.members.len()).map(|(group, _)| Subject::Group(group))
    }

    /// The skills that have this text in their id, title, another name or one that they cover, as [`fold`](fold()) writes
    /// both; in the rubric's order.
    pub fn skills_like(&self, typed: &str) -> Vec<SkillIx> {
        let typed = fold(typed);
        let has = |name: &str| fold(name).contains(&typed);
        let names = |skill: &Skill| has(skill.id.as_str()) || has(&skill.title) || skill.other_names().any(has);
        self.skills().filter(|(_, skill)| names(skill)).map(|(at, _)| at).collect()
    }

    /// The name, as the rubric writes it, under which a skill covers what a person typed: one that counts under the skill
    /// and is no name of it. None for what is a name of it, and for a group.
    pub fn covered(&self, subject: Subject, typed: &str) -> Option<&str> {
        let Subject::Skill(skill) = subject else { return None };
        let (typed, described) = (fold(typed), &self[skill]);
        let is_it = |name: &&str| fold(name) == typed;
        let own = [described.id.as_str(), &described.title].into_iter();
        let is_its_name = own.chain(described.aliases.iter().map(String::as_str)).any(|name| is_it(&name));
        described.covers.iter().map(String::as_str).find(is_it).filter(|_| !is_its_name)
    }

    /// The target that has this id (now or formerly), title or job title, as [`fold`](fold()) compares them; else the ids
    /// of up to three that may be meant.
    pub fn find_target(&self, typed: &str) -> Result<TargetIx, Vec<&str>> {
        let entries: Vec<_> = self.named_targets().collect();
        exactly(typed, &entries).ok_or_else(|| meant(typed, &entries))
    }

    /// Anything that has this id (now or formerly), title or other name, found as [`find`](Self::find) does; else the ids
    /// of up to three that may be meant. An id wins over a title, and a skill over a group, a target, a project and a guide
    /// in this order.
    pub fn find_thing(&self, typed: &str) -> Result<Thing, Vec<&str>> {
        let subjects: Vec<_> = self.named_subjects().collect();
        let targets = self.named_targets().map(|entry| entry.map(Thing::Target));
        let projects = self.projects().map(|(at, it)| Entry::titled(Thing::Project(at), &it.id, &it.title));
        let guides = self.guides().map(|(at, it)| Entry::titled(Thing::Guide(at), &it.id, &it.title));
        let of_subjects = self.composed(typed, &subjects).map(Thing::Subject);
        let subjects = subjects.into_iter().map(|entry| entry.map(Thing::Subject));
        let entries: Vec<_> = subjects.chain(targets).chain(projects).chain(guides).collect();
        exactly(typed, &entries).or(of_subjects).ok_or_else(|| meant(typed, &entries))
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
            entry.formerly(&skill.formerly).also(&skill.aliases).covers(&skill.covers).speaks(&skill.concepts)
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
    covered: Vec<&'r str>,
    concepts: Vec<&'r str>,
}

impl<'r, T> Entry<'r, T> {
    fn titled(found: T, id: &'r Id, title: &'r str) -> Self {
        Self { found, id: id.as_str(), old: Vec::new(), names: vec![title], covered: Vec::new(), concepts: Vec::new() }
    }

    fn formerly(mut self, old: &'r [Id]) -> Self {
        self.old.extend(old.iter().map(Id::as_str));
        self
    }

    fn also(mut self, names: &'r [String]) -> Self {
        self.names.extend(names.iter().map(String::as_str));
        self
    }

    fn covers(mut self, names: &'r [String]) -> Self {
        self.covered.extend(names.iter().map(String::as_str));
        self
    }

    fn speaks(mut self, words: &'r [String]) -> Self {
        self.concepts.extend(words.iter().map(String::as_str));
        self
    }

    fn map<U>(self, into: impl FnOnce(T) -> U) -> Entry<'r, U> {
        let Self { found, id, old, names, covered, concepts } = self;
        Entry { found: into(found), id, old, names, covered, concepts }
    }

    /// Its names by how much they are its own: the id, old ids, title and other names, what it covers.
    fn by_rank(&self) -> [&[&'r str]; 4] {
        [std::slice::from_ref(&self.id), &self.old, &self.names, &self.covered]
    }
}

/// What has this name, whatever its case; else what has one that folds to the same.
fn exactly<T: Copy>(typed: &str, entries: &[Entry<'_, T>]) -> Option<T> {
    named(typed, entries).map(|entry| entry.found)
}

fn named<'e, 'r, T>(typed: &str, entries: &'e [Entry<'r, T>]) -> Option<&'e Entry<'r, T>> {
    let lower = typed.trim().to_lowercase();
    let folded = fold(typed);
    let by = |is_it: &dyn Fn(&str) -> bool| {
        let of_rank = |rank: usize| entries.iter().find(|entry| entry.by_rank()[rank].iter().any(|name| is_it(name)));
        (0..4).find_map(of_rank)
    };
    by(&|name| name.to_lowercase() == lower).or_else(|| by(&|name| !folded.is_empty() && fold(name) == folded))
}

/// The ids of what is named beside other things, then of what the words speak of, then of those with a name near to what
/// was typed, the nearest first.
fn meant<'r, T>(typed: &str, entries: &[Entry<'r, T>]) -> Vec<&'r str> {
    const MOST: usize = 3;
    let mut meant: Vec<&str> = Vec::new();
    for reading in fold::readings(typed) {
        if let Reading::Each(names) = reading {
            meant.extend(names.into_iter().filter_map(|name| named(name, entries)).map(|entry| entry.id));
        }
    }
    let folded = fold(typed);
    let spoken_of = |entry: &&Entry<'r, T>| entry.concepts.iter().any(|words| fold(words) == folded);
    meant.extend(entries.iter().filter(spoken_of).map(|entry| entry.id));
    let nearness = fold::nearness(typed);
    let nearest = |entry: &Entry<'r, T>| entry.by_rank().into_iter().flatten().filter_map(|name| nearness(name)).min();
    let mut near: Vec<_> = entries.iter().filter_map(|entry| Some((nearest(entry)?, entry.id))).collect();
    near.sort_by_key(|(nearness, _)| *nearness);
    for (_, id) in near {
        if !meant.contains(&id) {
            meant.push(id);
        }
    }
    meant.truncate(MOST);
    meant
}
