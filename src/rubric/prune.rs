//! Taking tables out of a rubric, with all that refers to them.

use crate::document::{Node, Value};

use super::names::{self, Kind, items, list_mut, peek, text};

/// Something that is taken out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Removal {
    pub(super) kind: Kind,
    pub(super) id: String,
}

impl Removal {
    /// What can be removed. An area goes by itself when nothing is in it.
    pub(super) const KINDS: [Kind; 5] = [Kind::Skill, Kind::Group, Kind::Target, Kind::Project, Kind::Guide];
}

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

/// Takes these out of `root`, then all that refers to them, then what is left empty by that, and so on.
pub(super) fn out(root: &mut Node<'_>, removals: &[Removal], gone: &mut Vec<Gone>) {
    for removal in removals {
        take_out(root, removal);
    }
    for removal in removals {
        let mut todo = vec![removal.clone()];
        while let Some(next) = todo.pop() {
            take_out(root, &next);
            let mut visit = References { removed: &removal.id, gone, emptied: &mut todo };
            match next.kind {
                Kind::Skill => visit.drop_skill(root, &next.id),
                Kind::Group => visit.drop_group(root, &next.id),
                Kind::Target => visit.drop_target(root, &next.id),
                Kind::Area | Kind::Project | Kind::Guide => {}
            }
        }
    }
}

fn take_out(root: &mut Node<'_>, removal: &Removal) {
    if let Some(tables) = list_mut(root, removal.kind.table()) {
        tables.retain(|table| names::id(table).is_none_or(|(id, _)| id != removal.id));
    }
}

/// Drops references and remembers which ones, and which tables mean nothing without them.
struct References<'g> {
    removed: &'g str,
    gone: &'g mut Vec<Gone>,
    emptied: &'g mut Vec<Removal>,
}

impl References<'_> {
    fn drop_skill(&mut self, root: &mut Node<'_>, id: &str) {
        let is_it = |key: &'static str| move |item: &Node<'_>| refers(item, key, id);
        self.drop_items(root, Kind::Skill, "requires", is_it("skill"), "a prerequisite of", false);
        self.drop_items(root, Kind::Group, "skills", |item| is_text(item, id), "a place in", true);
        self.drop_items(root, Kind::Target, "requires", is_it("skill"), "the requirement of", true);
        self.drop_items(root, Kind::Project, "raises", is_it("skill"), "what is raised by", true);
        cap_choices(root);
    }

    fn drop_group(&mut self, root: &mut Node<'_>, id: &str) {
        self.drop_items(root, Kind::Target, "requires", |item| refers(item, "group", id), "the requirement of", true);
    }

    fn drop_target(&mut self, root: &mut Node<'_>, id: &str) {
        // A guide for no target is one for all: it goes with the last that it names.
        self.drop_items(root, Kind::Guide, "targets", |item| is_text(item, id), "a mention in", true);
        for target in list_mut(root, Kind::Target.table()).into_iter().flatten() {
            let starts_there = peek(target, "after").is_some_and(|after| is_text(after, id));
            if let (true, Value::Table(entries)) = (starts_there, &mut target.value) {
                entries.retain(|entry| entry.key != "after");
                self.note("the starting point of", Kind::Target, target);
            }
        }
    }

    /// Drops the items of a list that refer to what is gone, from every table of a kind.
    fn drop_items(
        &mut self,
        root: &mut Node<'_>,
        kind: Kind,
        key: &'static str,
        refers: impl Fn(&Node<'_>) -> bool,
        what: &'static str,
        must_have_one: bool,
    ) {
        for table in list_mut(root, kind.table()).into_iter().flatten() {
            let Some(list) = list_mut(table, key) else { continue };
            let before = list.len();
            list.retain(|item| !refers(item));
            let (dropped, left) = (before - list.len(), list.len());
            for _ in 0..dropped {
                self.note(what, kind, table);
            }
            if dropped > 0 && left == 0 && must_have_one {
                self.note("the whole of", kind, table);
                self.emptied.extend(names::id(table).map(|(id, _)| Removal { kind, id: id.to_owned() }));
            }
        }
    }

    fn note(&mut self, what: &'static str, kind: Kind, table: &Node<'_>) {
        let id = names::id(table).map_or("?", |(id, _)| id).to_owned();
        let gone = Gone { removed: self.removed.to_owned(), what, kind: kind.word(), id };
        if self.gone.last() != Some(&gone) {
            self.gone.push(gone);
        }
    }
}

/// No more members of a group can count than there are left.
fn cap_choices(root: &mut Node<'_>) {
    for group in list_mut(root, Kind::Group.table()).into_iter().flatten() {
        let members = peek(group, "skills").map_or(0, |skills| items(skills).len());
        let Value::Table(entries) = &mut group.value else { continue };
        let choose = entries.iter_mut().find(|entry| entry.key == "choose").map(|entry| &mut entry.node.value);
        if let (Some(Value::Whole(choose)), Ok(most)) = (choose, i64::try_from(members))
            && most > 0
        {
            *choose = (*choose).min(most);
        }
    }
}

fn refers(item: &Node<'_>, key: &str, id: &str) -> bool {
    peek(item, key).is_some_and(|node| is_text(node, id))
}

fn is_text(node: &Node<'_>, wanted: &str) -> bool {
    text(node).is_some_and(|(text, _)| text == wanted)
}
