//! Who is who: the ids of all tables, known before the first of them is read, so that references may point ahead.

use std::{cell::Cell, collections::HashMap, fmt};

use crate::document::{self, Node, Place, Value};
use crate::problem::{Code, Problem};
use crate::wording;

use super::{Id, fold};

/// The kinds of tables that have ids.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Kind {
    Area,
    Skill,
    Group,
    Target,
    Project,
    Guide,
}

impl Kind {
    pub(super) const ALL: [Self; 6] = [Self::Area, Self::Skill, Self::Group, Self::Target, Self::Project, Self::Guide];

    /// The key under which the tables stand.
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Area => "areas",
            Self::Skill => "skills",
            Self::Group => "groups",
            Self::Target => "targets",
            Self::Project => "projects",
            Self::Guide => "guides",
        }
    }

    /// One of them, in words.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Skill => "skill",
            Self::Group => "group",
            Self::Target => "target",
            Self::Project => "project",
            Self::Guide => "guide",
        }
    }

    /// One of them with its article.
    pub(super) const fn one(self) -> &'static str {
        match self {
            Self::Area => "an area",
            Self::Skill => "a skill",
            Self::Group => "a group",
            Self::Target => "a target",
            Self::Project => "a project",
            Self::Guide => "a guide",
        }
    }

    /// The kind whose tables stand under this key.
    pub(super) fn of_table(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.table() == key)
    }

    /// Whether its ids are also unique among those of the other kinds for which this holds.
    const fn shares_ids(self) -> bool {
        matches!(self, Self::Skill | Self::Group | Self::Target | Self::Project)
    }
}

/// The ids, titles and aliases of a rubric's tables.
pub(super) struct Names<'d> {
    known: [Known<'d>; 6],
    /// How many names may still be compared for suggestions: a file of nothing but mistakes must not take minutes.
    patience: Cell<usize>,
}

#[derive(Default)]
struct Known<'d> {
    nodes: &'d [Node<'d>],
    at: HashMap<&'d str, (usize, Place)>,
    /// Whether something stands among the tables that has no sound id to refer to it by.
    has_nameless: bool,
    /// Every name, with the id that it stands for.
    names: Vec<(&'d str, &'d str)>,
}

impl<'d> Names<'d> {
    /// The names in the rubric's tree; ids that stand for two things are problems.
    pub(super) fn of(root: &'d Node<'d>, problems: &mut Vec<Problem>) -> Self {
        const PATIENCE: usize = 300_000;
        let names =
            Self { known: Kind::ALL.map(|kind| Known::of(root, kind, problems)), patience: Cell::new(PATIENCE) };
        names.check_shared(problems);
        names
    }

    /// The tables of a kind.
    pub(super) fn nodes(&self, kind: Kind) -> &'d [Node<'d>] {
        self.known[kind as usize].nodes
    }

    /// The positions of what a list of ids names; what it does not know is left to whoever reads the list.
    pub(super) fn listed(&self, kind: Kind, list: &[Node<'_>]) -> Vec<usize> {
        let known = &self.known[kind as usize].at;
        list.iter().filter_map(text).filter_map(|(id, _)| known.get(id).map(|(at, _)| *at)).collect()
    }

    /// The position of what a reference names; `what` is the reference in words, such as `` `area` of skill `sql` ``.
    pub(super) fn resolve(
        &self,
        kind: Kind,
        node: &Node<'_>,
        what: fmt::Arguments<'_>,
        problems: &mut Vec<Problem>,
    ) -> Option<usize> {
        let typed = document::text_of(node, what, problems)?;
        let known = &self.known[kind as usize];
        if let Some((at, _)) = known.at.get(typed) {
            return Some(*at);
        }
        let is_bare = known.nodes.is_empty() && matches!(kind, Kind::Area | Kind::Skill);
        if known.has_nameless || is_bare {
            return None;
        }
        let message = format!("{what} names no {}: `{}`", kind.word(), wording::brief(typed));
        let mut problem = Problem::new(Code::UnknownReference, node.place, message);
        problem.help = self.suggestion(kind, typed);
        problems.push(problem);
        None
    }

    fn suggestion(&self, kind: Kind, typed: &str) -> Option<String> {
        let other = Kind::ALL.into_iter().find(|other| self.known[*other as usize].at.contains_key(typed));
        if let Some(other) = other {
            return Some(format!("`{typed}` is {}, name {} here", other.one(), kind.one()));
        }
        let typed = typed.strip_suffix(".toml").unwrap_or(typed);
        let names = &self.known[kind as usize].names;
        self.patience.set(self.patience.get().checked_sub(names.len())?);
        let nearness = fold::nearness(typed);
        let near = names.iter().filter_map(|(name, id)| Some((nearness(name)?, id)));
        let near = near.min_by_key(|(nearness, _)| *nearness).map(|(_, id)| format!("did you mean `{id}`?"));
        near.or_else(|| self.all_of(kind))
    }

    /// All ids of a kind, where they are few.
    fn all_of(&self, kind: Kind) -> Option<String> {
        const FEW: usize = 6;
        let known = &self.known[kind as usize];
        let ids: Vec<_> = known.nodes.iter().filter_map(id).map(|(id, _)| id).collect();
        (1..=FEW).contains(&ids.len()).then(|| format!("there is {}", wording::list(&ids)))
    }

    /// Skills, groups, targets and projects are named on the command line without their kind.
    fn check_shared(&self, problems: &mut Vec<Problem>) {
        let mut first: HashMap<&str, (Kind, Place)> = HashMap::new();
        for kind in Kind::ALL.into_iter().filter(|kind| kind.shares_ids()) {
            let mut ids: Vec<_> = self.known[kind as usize].at.iter().collect();
            ids.sort_unstable_by_key(|(_, at)| **at);
            for (id, (_, place)) in ids {
                if let Some((other, at)) = first.get(id) {
                    let message = format!("`{id}` is the id of {} and of {}", other.one(), kind.one());
                    let help = "skills, groups, targets and projects share one space of ids: choose another";
                    let problem = Problem::new(Code::DuplicateId, *place, message);
                    problems.push(problem.related(*at, format!("{} has it", other.one())).help(help));
                } else {
                    first.insert(id, (kind, *place));
                }
            }
        }
    }
}

impl<'d> Known<'d> {
    fn of(root: &'d Node<'d>, kind: Kind, problems: &mut Vec<Problem>) -> Self {
        let nodes = list(root, kind.table());
        let is_list = peek(root, kind.table()).is_none_or(|node| matches!(node.value, Value::List(_)));
        let mut known = Self { nodes, has_nameless: !is_list, ..Self::default() };
        for (at, node) in nodes.iter().enumerate() {
            // One that is no id stands for its table all the same: it is a fault where it stands, not wherever it is used.
            let Some((id, place)) = peek(node, "id").and_then(text) else {
                known.has_nameless = true;
                continue;
            };
            known.has_nameless |= Id::new(id).is_none();
            if let Some((_, first)) = known.at.get(id) {
                let message = format!("two {} have the id `{id}`", kind.table());
                let problem = Problem::new(Code::DuplicateId, place, message);
                problems.push(problem.related(*first, "first here").help("an id stands for one thing: choose another"));
                continue;
            }
            known.at.insert(id, (at, place));
            known.names.push((id, id));
            known.names.extend(peek(node, "title").and_then(text).map(|(title, _)| (title, id)));
            for key in ["aliases", "covers", "formerly"] {
                let more = list(node, key).iter().filter_map(text);
                known.names.extend(more.map(|(name, _)| (name, id)));
            }
        }
        known
    }
}

/// The value of a key, looked at without a word about it: reading the table says what is wrong with it.
pub(super) fn peek<'d>(node: &'d Node<'_>, key: &str) -> Option<&'d Node<'d>> {
    match &node.value {
        Value::Table(entries) => entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node),
        _ => None,
    }
}

/// The id of a table and its place, if it has a sound one.
pub(super) fn id<'d>(node: &'d Node<'_>) -> Option<(&'d str, Place)> {
    peek(node, "id").and_then(text).filter(|(id, _)| Id::new(id).is_some())
}

/// A text and its place.
pub(super) fn text<'d>(node: &'d Node<'_>) -> Option<(&'d str, Place)> {
    match &node.value {
        Value::Text(text) => Some((text, node.place)),
        _ => None,
    }
}

/// The items of the list under a key; none if there is no such list.
pub(super) fn list<'d>(node: &'d Node<'_>, key: &str) -> &'d [Node<'d>] {
    peek(node, key).map_or(&[], items)
}

/// The items of a list, none of anything else.
pub(super) fn items<'d>(node: &'d Node<'_>) -> &'d [Node<'d>] {
    match &node.value {
        Value::List(items) => items,
        _ => &[],
    }
}

/// The items of a list of a table, to be changed.
pub(super) fn list_mut<'a, 't>(table: &'a mut Node<'t>, key: &str) -> Option<&'a mut Vec<Node<'t>>> {
    let Value::Table(entries) = &mut table.value else { return None };
    match &mut entries.iter_mut().find(|entry| entry.key == key)?.node.value {
        Value::List(items) => Some(items),
        _ => None,
    }
}
