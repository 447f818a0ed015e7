//! One rubric laid over another: what it writes replaces or adds, what it removes goes. Or targets added to one.

use std::collections::{HashMap, HashSet};

use crate::document::{Entry, Fields, Node, Value};
use crate::problem::{Code, Problem};
use crate::wording;

use super::names::{self, Kind, list, list_mut};
use super::parts;
use super::prune::{self, REMOVABLE, subject};

pub use super::prune::Gone;

/// `over` laid over `base`. A table with an id that the base has replaces the keys it names, any other is added; the
/// requirements of a target are merged by skill or group. What went out of the base is added to `gone`.
pub(super) fn lay_over<'t>(
    mut base: Node<'t>,
    over: Node<'t>,
    gone: &mut Vec<Gone>,
    problems: &mut Vec<Problem>,
) -> Node<'t> {
    let written = positions(&over);
    let removed = removed(&positions(&base), &written, &over, problems);
    gone.extend(prune::out(&mut base, &removed, |kind, id| written.contains_key(&(kind, id))));
    let place = over.place;
    for entry in entries(over) {
        match Kind::of_table(&entry.key) {
            _ if entry.key == "extends" || entry.key == "remove" => {}
            Some(kind) if matches!(entry.node.value, Value::List(_)) => lay_tables(&mut base, entry, kind, problems),
            _ => replace(&mut base, entry),
        }
    }
    Node { place, ..base }
}

/// `more` targets, and groups that they use, added to `base`. It stays the rubric that it is: nothing of it is changed, and
/// an id that it has is left to the check of ids.
pub(super) fn add_to<'t>(mut base: Node<'t>, more: Node<'t>, problems: &mut Vec<Problem>) -> Node<'t> {
    if let Some(id) = names::peek(&more, "id") {
        parts::id_of(id, format_args!("`id` of the file"), problems);
    }
    if list(&more, Kind::Target.table()).is_empty() {
        let problem = Problem::new(Code::MissingKey, more.place, "the file adds no target");
        problems.push(problem.help("add `[[targets]]`; groups are added only for targets that ask for them"));
    }
    for entry in entries(more) {
        match (&*entry.key, Kind::of_table(&entry.key)) {
            ("id" | "adds_to", _) => {}
            (_, Some(kind @ (Kind::Target | Kind::Group))) => match entry.node.value {
                Value::List(tables) => add_tables(&mut base, tables, kind),
                _ => replace(&mut base, entry),
            },
            (key, _) => {
                let message = format!("`{}` has no place in a file that adds to a rubric", wording::brief(key));
                let help = "it may have `targets`, the `groups` that they use, and an `id`: to change more, make a rubric \
                            that `extends` it";
                problems.push(Problem::new(Code::MisplacedKey, entry.place, message).help(help));
            }
        }
    }
    base
}

fn add_tables<'t>(base: &mut Node<'t>, tables: Vec<Node<'t>>, kind: Kind) {
    let Some(place) = tables.first().map(|table| table.place) else { return };
    if list_mut(base, kind.table()).is_none() {
        let node = Node { place, value: Value::List(Vec::new()) };
        replace(base, Entry { key: kind.table().into(), place, node });
    }
    if let Some(list) = list_mut(base, kind.table()) {
        list.extend(tables);
    }
}

/// Where in the list of its kind each table stands, by its id.
type Positions<'d> = HashMap<(Kind, &'d str), usize>;

fn positions<'d>(root: &'d Node<'_>) -> Positions<'d> {
    let mut positions = Positions::new();
    for kind in Kind::ALL {
        let tables = list(root, kind.table());
        for (at, (id, _)) in tables.iter().enumerate().filter_map(|(at, table)| Some((at, names::id(table)?))) {
            positions.entry((kind, id)).or_insert(at);
        }
    }
    positions
}

/// What `over` takes out of the base.
fn removed(
    there: &Positions<'_>,
    written: &Positions<'_>,
    over: &Node<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<(Kind, String)> {
    let Some(mut fields) = Fields::of(over, "the rubric", problems) else { return Vec::new() };
    let mut once = HashSet::new();
    let mut removed = Vec::new();
    for (place, id) in fields.texts("remove", problems) {
        let Some(kind) = REMOVABLE.into_iter().find(|kind| there.contains_key(&(*kind, id.as_str()))) else {
            let message = format!("`remove` names nothing that the base has: `{}`", wording::brief(&id));
            let near = wording::closest(&id, there.keys().map(|(_, id)| *id));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            let known = "areas, skills, groups, targets, projects and guides can be removed, by their ids";
            let problem = Problem::new(Code::UnknownReference, place, message);
            problems.push(problem.help(help.unwrap_or_else(|| known.to_owned())));
            continue;
        };
        if !once.insert(id.clone()) {
            let problem = Problem::new(Code::DuplicateEntry, place, format!("`{id}` is removed twice"));
            problems.push(problem.help("keep one of them"));
        } else if let Some(at) = written.get(&(kind, id.as_str())) {
            let anew = list(over, kind.table()).get(*at);
            let problem = Problem::new(Code::DuplicateEntry, place, format!("`{id}` is removed and written anew"));
            let problem = anew.into_iter().fold(problem, |problem, node| problem.related(node.place, "written here"));
            problems.push(problem.help("leave out `remove` to change it, or give the new one another id"));
        } else {
            removed.push((kind, id));
        }
    }
    removed
}

/// Lays tables over those of the base, each once: a second one with the same id is left to the check of ids.
fn lay_tables<'t>(base: &mut Node<'t>, entry: Entry<'t>, kind: Kind, problems: &mut Vec<Problem>) {
    let Value::List(tables) = entry.node.value else { return };
    if list_mut(base, kind.table()).is_none() {
        let node = Node { place: entry.node.place, value: Value::List(Vec::new()) };
        replace(base, Entry { key: kind.table().into(), place: entry.place, node });
    }
    let Some(list) = list_mut(base, kind.table()) else { return };
    let ids = list.iter().enumerate().filter_map(|(at, table)| Some((names::id(table)?.0.to_owned(), at)));
    let mut open: HashMap<String, usize> = ids.collect();
    for table in tables {
        let known = names::id(&table).and_then(|(id, _)| open.remove(id));
        match known {
            Some(at) => lay_table(&mut list[at], table, kind, problems),
            None => {
                let mut added = Node { place: table.place, value: Value::Table(Vec::new()) };
                match table.value {
                    Value::Table(_) => lay_table(&mut added, table, kind, problems),
                    _ => added = table,
                }
                list.push(added);
            }
        }
    }
}

fn lay_table<'t>(base: &mut Node<'t>, over: Node<'t>, kind: Kind, problems: &mut Vec<Problem>) {
    base.place = over.place;
    if kind == Kind::Skill && names::peek(&over, "wordlike").is_none() {
        forget_names(base, &over);
    }
    for entry in entries(over) {
        let is_list = matches!(entry.node.value, Value::List(_));
        if kind == Kind::Target && entry.key == "requires" && is_list {
            lay_requirements(base, entry, problems);
        } else {
            replace(base, entry);
        }
    }
}

/// Takes the names that the base's skill has no more, because other ones are written, out of its `wordlike`.
fn forget_names(base: &mut Node<'_>, over: &Node<'_>) {
    let text = |node: &Node<'_>| Some(names::text(node)?.0.to_lowercase());
    let all = |table: &Node<'_>, key: &str| -> Vec<String> {
        let one = names::peek(table, key).and_then(text);
        one.into_iter().chain(list(table, key).iter().filter_map(text)).collect()
    };
    let names = ["id", "title", "aliases", "covers"];
    let kept: HashSet<_> = names
        .into_iter()
        .flat_map(|key| all(if names::peek(over, key).is_some() { over } else { base }, key))
        .collect();
    if let Some(wordlike) = list_mut(base, "wordlike") {
        wordlike.retain(|word| text(word).is_none_or(|word| kept.contains(&word)));
    }
}

/// Requirements of a target, merged by what they are about; `drop = true` takes one out. The list then stands where it
/// was changed last.
fn lay_requirements<'t>(target: &mut Node<'t>, over: Entry<'t>, problems: &mut Vec<Problem>) {
    let Value::List(more) = over.node.value else { return };
    let before = list_mut(target, "requires").map(std::mem::take).unwrap_or_default();
    let mut open: HashMap<_, usize> =
        before.iter().enumerate().filter_map(|(at, item)| Some((subject(item)?, at))).collect();
    let mut list: Vec<Option<Node<'t>>> = before.into_iter().map(Some).collect();
    for mut item in more {
        let drop = take(&mut item, "drop");
        let about = subject(&item);
        let at = about.as_ref().and_then(|about| open.remove(about));
        match (drop.as_ref().map(|entry| &entry.node.value), at) {
            (None | Some(Value::Truth(false)), Some(at)) => {
                let there = list[at].get_or_insert_with(|| Node { place: item.place, value: Value::Table(Vec::new()) });
                there.place = item.place;
                let asks_floor = names::peek(&item, "floor").is_some();
                for entry in entries(item) {
                    replace(there, entry);
                }
                if !asks_floor {
                    cap_floor(there);
                }
            }
            (None | Some(Value::Truth(false)), None) => list.push(Some(item)),
            (Some(Value::Truth(true)), Some(at)) => list[at] = None,
            (Some(Value::Truth(true)), None) => {
                let what = about.map_or_else(String::new, |(_, id)| format!(": `{}`", wording::brief(&id)));
                let message = format!("`drop` names no requirement that the base has{what}");
                let help = "what is not required by itself need not be dropped: leave this out";
                problems.push(Problem::new(Code::UnknownReference, item.place, message).help(help));
            }
            (Some(other), _) => {
                let message = format!("`drop` of a requirement must be true or false, not {}", other.kind());
                problems.push(Problem::new(Code::WrongType, item.place, message));
            }
        }
    }
    let node = Node { place: over.node.place, value: Value::List(list.into_iter().flatten().collect()) };
    replace(target, Entry { key: over.key, place: over.place, node });
}

/// A floor of the base comes down with the level.
fn cap_floor(requirement: &mut Node<'_>) {
    let Some(Value::Whole(level)) = names::peek(requirement, "level").map(|node| node.value.clone()) else { return };
    let Value::Table(entries) = &mut requirement.value else { return };
    if let Some(Value::Whole(floor)) =
        entries.iter_mut().find(|entry| entry.key == "floor").map(|entry| &mut entry.node.value)
        && level > 0
    {
        *floor = (*floor).min(level);
    }
}

/// Puts an entry in the place of the one with its key, or at the end.
fn replace<'t>(table: &mut Node<'t>, entry: Entry<'t>) {
    let Value::Table(entries) = &mut table.value else { return };
    match entries.iter_mut().find(|old| old.key == entry.key) {
        Some(old) => *old = entry,
        None => entries.push(entry),
    }
}

/// Takes an entry out of a table.
fn take<'t>(table: &mut Node<'t>, key: &str) -> Option<Entry<'t>> {
    let Value::Table(entries) = &mut table.value else { return None };
    let at = entries.iter().position(|entry| entry.key == key)?;
    Some(entries.remove(at))
}

fn entries(table: Node<'_>) -> Vec<Entry<'_>> {
    match table.value {
        Value::Table(entries) => entries,
        _ => Vec::new(),
    }
}
