//! Which things of one rubric go on as which of another.

use std::collections::{HashMap, HashSet};
use std::iter::once;

use super::version::Bump;
use crate::rubric::{Area, Group, Guide, Id, Project, Skill, Target};

/// What became of the things of one kind. Each thing of the older rubric is kept, renamed or removed; each of the newer
/// one is kept, added, or what one or more others were renamed to.
#[derive(Clone, PartialEq, Debug)]
pub struct Things<Change> {
    /// In both under this id.
    pub kept: Vec<Id>,
    /// In both under two ids.
    pub renamed: Vec<Renamed>,
    /// Only in the older rubric.
    pub removed: Vec<Id>,
    /// Only in the newer one.
    pub added: Vec<Id>,
    /// What differs of those in both, in the order of the newer rubric.
    pub changed: Vec<Change>,
    /// Former ids of what is still there, that the newer rubric does not know in any way: what is older than the older
    /// rubric, and goes by them, has no place any more.
    pub forgotten: Vec<Id>,
    /// Former ids that the older rubric did not know in any way: what is older than it, and goes by them, has a place now.
    pub remembered: Vec<Id>,
    /// Former ids that stand for another thing than they did.
    pub moved: Vec<Moved>,
}

/// An id that a thing had, and the one that it has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Renamed {
    /// In the older rubric.
    pub from: Id,
    /// In the newer one.
    pub to: Id,
}

/// A former id that stands for another thing than it did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    /// The former id.
    pub id: Id,
    /// What it stood for, by its present id if it is still there.
    pub from: Id,
    /// What it stands for.
    pub to: Id,
}

impl<Change> Things<Change> {
    /// How many there were.
    pub fn before(&self) -> usize {
        self.kept.len() + self.renamed.len() + self.removed.len()
    }

    /// The new id, where several became one.
    pub fn merged(&self) -> impl Iterator<Item = &Id> {
        let is_again = |at: usize, to: &Id| self.renamed[..at].iter().any(|other| other.to == *to);
        let renamed = self.renamed.iter().enumerate();
        renamed.filter(move |(at, one)| is_again(*at, &one.to) || self.kept.contains(&one.to)).map(|(_, one)| &one.to)
    }

    pub(super) fn is_merged(&self) -> bool {
        self.merged().next().is_some()
    }

    /// How large the change is where a removal is so large. A former id that leads nowhere, or elsewhere, is as large.
    pub(super) fn size(&self, removal: Bump, of: impl Fn(&Change) -> Bump) -> Option<Bump> {
        let is_lost = !self.removed.is_empty() || !self.forgotten.is_empty() || !self.moved.is_empty();
        let removed = is_lost.then_some(removal);
        let is_otherwise = !self.added.is_empty() || !self.renamed.is_empty() || !self.remembered.is_empty();
        let otherwise = is_otherwise.then_some(Bump::Minor);
        self.changed.iter().map(of).chain(removed).chain(otherwise).max()
    }
}

/// What has an id, and may have had others.
pub(super) trait Named {
    fn id(&self) -> &Id;

    fn formerly(&self) -> &[Id] {
        &[]
    }
}

macro_rules! named {
    ($($(#[$formerly:ident])? $thing:ty;)*) => {$(
        impl Named for $thing {
            fn id(&self) -> &Id {
                &self.id
            }
            $(fn $formerly(&self) -> &[Id] {
                &self.$formerly
            })?
        }
    )*};
}

named! {
    #[formerly] Skill;
    #[formerly] Group;
    #[formerly] Target;
    Project;
    Guide;
    Area;
}

/// The things of one kind in both rubrics, by position.
pub(super) struct Kin<'r, T> {
    old: &'r [T],
    new: &'r [T],
    /// The new ones by their ids and those they had.
    by_id: HashMap<&'r Id, usize>,
    /// For each of the old, the new one that it goes on as.
    now: Vec<Option<usize>>,
}

impl<'r, T: Named> Kin<'r, T> {
    pub(super) fn new(old: &'r [T], new: &'r [T]) -> Self {
        let by_id: HashMap<&Id, usize> =
            new.iter().enumerate().flat_map(|(at, thing)| ids(thing).map(move |id| (id, at))).collect();
        let now = old.iter().map(|thing| by_id.get(thing.id()).copied()).collect();
        Self { old, new, by_id, now }
    }

    /// The present id of an old thing; its own if it is gone.
    pub(super) fn id_now(&self, old: usize) -> &'r Id {
        self.now[old].map_or_else(|| self.old[old].id(), |at| self.new[at].id())
    }

    /// What became of them; `change` compares an old one with what it is now, and is asked once for each of the new: where
    /// several became one, with the one that kept its id, else with the one listed first in `formerly`.
    pub(super) fn things<Change>(&self, change: impl Fn(&T, &T) -> Option<Change>) -> Things<Change> {
        let mut things = Things {
            kept: Vec::new(),
            renamed: Vec::new(),
            removed: Vec::new(),
            added: Vec::new(),
            changed: Vec::new(),
            forgotten: Vec::new(),
            remembered: self.remembered(),
            moved: Vec::new(),
        };
        for (at, old) in self.old.iter().enumerate() {
            match self.now[at].map(|now| self.new[now].id()) {
                Some(now) if now == old.id() => things.kept.push(now.clone()),
                Some(now) => things.renamed.push(Renamed { from: old.id().clone(), to: now.clone() }),
                None => things.removed.push(old.id().clone()),
            }
            let from = self.id_now(at);
            for id in old.formerly() {
                match self.by_id.get(id).map(|to| self.new[*to].id()) {
                    Some(to) if to == from => {}
                    Some(to) => things.moved.push(Moved { id: id.clone(), from: from.clone(), to: to.clone() }),
                    None if self.now[at].is_some() => things.forgotten.push(id.clone()),
                    None => {}
                }
            }
        }
        let by_id: HashMap<&Id, &T> = self.old.iter().map(|old| (old.id(), old)).collect();
        for new in self.new {
            match ids(new).find_map(|id| by_id.get(id)) {
                Some(old) => things.changed.extend(change(old, new)),
                None => things.added.push(new.id().clone()),
            }
        }
        things
    }

    fn remembered(&self) -> Vec<Id> {
        let known: HashSet<&Id> = self.old.iter().flat_map(ids).collect();
        self.new.iter().flat_map(T::formerly).filter(|id| !known.contains(id)).cloned().collect()
    }
}

/// The id of a thing, then those it had.
fn ids<T: Named>(thing: &T) -> impl Iterator<Item = &Id> {
    once(thing.id()).chain(thing.formerly())
}
