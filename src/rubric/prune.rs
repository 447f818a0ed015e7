//! Taking tables out of a rubric, with all that refers to them.

use std::collections::HashMap;

use crate::document::{Node, Value};

use super::names::{self, Kind, list, list_mut, peek, text};

/// What can be removed, in the order in which an id is looked for. With an area goes all that is in it.
pub(super) const REMOVABLE: [Kind; 6] =
    [Kind::Skill, Kind::Group, Kind::Target, Kind::Project, Kind::Guide, Kind::Area];

/// Something that went out of a base because what it refers to was removed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gone {
    /// The id that stands in `remove`.
    pub removed: String,
    /// What went with it, such as `the requirement of`.
    pub what: &'static str,
    /// The kind of the table that it went out of, such as `target`.
    pub kind: &'static str,
    /// The id of that table.
    pub id: String,
}

/// Tables that go, each with the position in `remove` of what takes it along.
pub(super) type Going = HashMap<(Kind, String), usize>;

/// A list of references: where it stands, how an item names what it refers to, and what it is for what has it.
struct References {
    of: Kind,
    list: &'static str,
    to: fn(&Node<'_>) -> Option<(Kind, String)>,
    what: &'static str,
    /// Whether what has it means nothing without one.
    needed: bool,
}

const REFERENCES: [References; 5] = [
    References { of: Kind::Skill, list: "requires", to: subject, what: "a prerequisite of", needed: false },
    References { of: Kind::Group, list: "skills", to: skill, what: "a place in", needed: true },
    References { of: Kind::Target, list: "requires", to: subject, what: "the requirement of", needed: true },
    References { of: Kind::Project, list: "raises", to: subject, what: "what is raised by", needed: true },
    // A guide for no target is one for all: it goes with the last that it names.
    References { of: Kind::Guide, list: "targets", to: target, what: "a mention in", needed: true },
];

/// Takes tables out of `root`, then all that refers to them, then what is left empty by that, and so on. What is
/// `written` anew stays, even if nothing is left in it.
pub(super) fn out(root: &mut Node<'_>, removed: &[(Kind, String)], written: impl Fn(Kind, &str) -> bool) -> Vec<Gone> {
    let mut going: Going = removed.iter().cloned().enumerate().map(|(at, table)| (table, at)).collect();
    let mut gone: Vec<(usize, Gone)> = Vec::new();
    while !going.is_empty() {
        for kind in Kind::ALL {
            let is_going =
                |table: &Node<'_>| names::id(table).is_some_and(|(id, _)| going.contains_key(&(kind, id.to_owned())));
            if let Some(tables) = list_mut(root, kind.table()) {
                tables.retain(|table| !is_going(table));
            }
        }
        let mut next = Going::new();
        let mut note = |at: usize, what, kind: Kind, table: &Node<'_>| {
            let id = names::id(table).map_or("?", |(id, _)| id).to_owned();
            gone.push((at, Gone { removed: removed[at].1.clone(), what, kind: kind.word(), id }));
        };
        for references in &REFERENCES {
            for table in list_mut(root, references.of.table()).into_iter().flatten() {
                let Some(last) = drop_references(table, references, &going, &mut note) else { continue };
                let id = names::id(table).map(|(id, _)| id.to_owned());
                if let Some(id) = id.filter(|id| !written(references.of, id)) {
                    note(last, "the whole of", references.of, table);
                    next.insert((references.of, id), last);
                }
            }
        }
        for kind in [Kind::Skill, Kind::Project] {
            for table in list_mut(root, kind.table()).into_iter().flatten() {
                drop_readers(table, kind, &going, &mut note);
            }
        }
        for kind in [Kind::Skill, Kind::Group] {
            for table in list_mut(root, kind.table()).into_iter().flatten() {
                let area = peek(table, "area").and_then(text).map(|(id, _)| (Kind::Area, id.to_owned()));
                let Some(at) = area.and_then(|area| going.get(&area).copied()) else { continue };
                if let Some((id, _)) = names::id(table) {
                    note(at, "the whole of", kind, table);
                    next.insert((kind, id.to_owned()), at);
                }
            }
        }
        for table in list_mut(root, Kind::Target.table()).into_iter().flatten() {
            let start = peek(table, "after").and_then(target);
            if let Some(at) = start.and_then(|start| going.get(&start).copied()) {
                note(at, "the starting point of", Kind::Target, table);
                if let Value::Table(entries) = &mut table.value {
                    entries.retain(|entry| entry.key != "after");
                }
            }
        }
        cap_choices(root);
        going = next;
    }
    gone.sort_by_key(|(at, _)| *at);
    gone.into_iter().map(|(_, gone)| gone).collect()
}

/// Drops the references to what goes. If that leaves nothing of what is needed, what took the last one along.
fn drop_references(
    table: &mut Node<'_>,
    references: &References,
    going: &Going,
    note: &mut impl FnMut(usize, &'static str, Kind, &Node<'_>),
) -> Option<usize> {
    let list = list_mut(table, references.list)?;
    let goes = |item: &Node<'_>| (references.to)(item).and_then(|to| going.get(&to).copied());
    let mut dropped: Vec<usize> = list.iter().filter_map(goes).collect();
    list.retain(|item| goes(item).is_none());
    let empty = list.is_empty() && references.needed;
    let emptied_by = dropped.iter().copied().max().filter(|_| empty);
    dropped.dedup();
    for at in dropped {
        note(at, references.what, references.of, table);
    }
    emptied_by
}

/// Drops what goes from those for whom a resource is. With the last of them goes the resource, which would be for everybody.
fn drop_readers(
    table: &mut Node<'_>,
    kind: Kind,
    going: &Going,
    note: &mut impl FnMut(usize, &'static str, Kind, &Node<'_>),
) {
    let goes = |reader: &Node<'_>| skill(reader).and_then(|skill| going.get(&skill).copied());
    let mut dropped = Vec::new();
    if let Some(resources) = list_mut(table, "resources") {
        resources.retain_mut(|resource| {
            let Some(readers) = list_mut(resource, "for") else { return true };
            let last = readers.iter().filter_map(goes).max();
            readers.retain(|reader| goes(reader).is_none());
            let is_left = last.is_none() || !readers.is_empty();
            dropped.extend(last.map(|at| (at, if is_left { "an entry of `for` in" } else { "a resource of" })));
            is_left
        });
    }
    dropped.sort_unstable();
    dropped.dedup();
    for (at, what) in dropped {
        note(at, what, kind, table);
    }
}

/// No more members of a group can count than there are left.
fn cap_choices(root: &mut Node<'_>) {
    for group in list_mut(root, Kind::Group.table()).into_iter().flatten() {
        let members = list(group, "skills").len();
        let Value::Table(entries) = &mut group.value else { continue };
        let choose = entries.iter_mut().find(|entry| entry.key == "choose").map(|entry| &mut entry.node.value);
        if let (Some(Value::Whole(choose)), Ok(most)) = (choose, i64::try_from(members))
            && most > 0
        {
            *choose = (*choose).min(most);
        }
    }
}

/// What a prerequisite, a requirement or a raise is about.
pub(super) fn subject(item: &Node<'_>) -> Option<(Kind, String)> {
    [(Kind::Skill, "skill"), (Kind::Group, "group")].into_iter().find_map(|(kind, key)| {
        let (id, _) = text(peek(item, key)?)?;
        Some((kind, id.to_owned()))
    })
}

fn skill(item: &Node<'_>) -> Option<(Kind, String)> {
    text(item).map(|(id, _)| (Kind::Skill, id.to_owned()))
}

fn target(item: &Node<'_>) -> Option<(Kind, String)> {
    text(item).map(|(id, _)| (Kind::Target, id.to_owned()))
}
