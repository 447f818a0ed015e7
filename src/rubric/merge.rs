//! One rubric laid over another: what it writes replaces or adds, what it removes goes.

use crate::document::{Entry, Fields, Node, Value};
use crate::problem::{Code, Problem};
use crate::wording;

use super::names::{self, Kind, items, list_mut, peek, text};
use super::prune::{self, Removal};

pub use super::prune::Gone;

/// `over` laid over `base`. A table with an id that the base has replaces the keys it names, any other is added; the
/// requirements of a target are merged by skill or group. What went out of the base is added to `gone`.
pub(super) fn lay_over<'t>(
    mut base: Node<'t>,
    over: Node<'t>,
    gone: &mut Vec<Gone>,
    problems: &mut Vec<Problem>,
) -> Node<'t> {
    has_own_id(&base, &over, problems);
    let removals = removals(&base, &over, problems);
    prune::out(&mut base, &removals, gone);
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

/// Answers are kept under the id of their rubric: two rubrics under one would be taken for versions of each other.
fn has_own_id(base: &Node<'_>, over: &Node<'_>, problems: &mut Vec<Problem>) {
    let problem = match (names::id(over), names::id(base)) {
        (Some((own, place)), Some((other, _))) if own == other => {
            Problem::new(Code::DuplicateId, place, format!("`{own}` is the id of the rubric that this one extends"))
        }
        (None, _) if peek(over, "id").is_none() => {
            Problem::new(Code::MissingKey, over.place, "the rubric has no `id` of its own")
        }
        _ => return,
    };
    problems.push(problem.help("answers are kept by the id of their rubric: give it one of its own"));
}

/// What `over` takes out of the base.
fn removals(base: &Node<'_>, over: &Node<'_>, problems: &mut Vec<Problem>) -> Vec<Removal> {
    let Some(mut fields) = Fields::of(over, "the rubric", problems) else { return Vec::new() };
    let named = fields.texts("remove", problems);
    let mut removals: Vec<Removal> = Vec::new();
    for (place, id) in named {
        let Some(kind) = Removal::KINDS.into_iter().find(|kind| position(base, *kind, &id).is_some()) else {
            let message = format!("`remove` names nothing that the base has: `{}`", wording::brief(&id));
            let ids = Removal::KINDS.into_iter().flat_map(|kind| ids(base, kind));
            let near = wording::closest(&id, ids).map(|near| format!("did you mean `{near}`?"));
            let help = near.unwrap_or_else(|| "skills, groups, targets, projects and guides can be removed".to_owned());
            problems.push(Problem::new(Code::UnknownReference, place, message).help(help));
            continue;
        };
        if removals.iter().any(|removal| removal.id == id) {
            let problem = Problem::new(Code::DuplicateEntry, place, format!("`{id}` is removed twice"));
            problems.push(problem.help("keep one of them"));
        } else if let Some(at) = position(over, kind, &id) {
            let written = peek(over, kind.table()).map(items).and_then(|tables| tables.get(at));
            let problem = Problem::new(Code::DuplicateEntry, place, format!("`{id}` is removed and written anew"));
            let problem =
                written.into_iter().fold(problem, |problem, node| problem.related(node.place, "written here"));
            problems.push(problem.help("leave out `remove` to change it, or give the new one another id"));
        } else {
            removals.push(Removal { kind, id });
        }
    }
    removals
}

/// Lays tables over those of the base, each once: a second one with the same id is left to the check of ids.
fn lay_tables<'t>(base: &mut Node<'t>, entry: Entry<'t>, kind: Kind, problems: &mut Vec<Problem>) {
    let Value::List(tables) = entry.node.value else { return };
    let mut laid = Vec::new();
    for table in tables {
        let known = names::id(&table).and_then(|(id, _)| position(base, kind, id)).filter(|at| !laid.contains(at));
        let list = list_mut(base, kind.table());
        match (known, list) {
            (Some(at), Some(list)) => {
                laid.push(at);
                lay_table(&mut list[at], table, kind, problems);
            }
            (None, Some(list)) => {
                laid.push(list.len());
                list.push(table);
            }
            (_, None) => {
                let place = entry.place;
                let node = Node { place: entry.node.place, value: Value::List(vec![table]) };
                laid.push(0);
                replace(base, Entry { key: kind.table().into(), place, node });
            }
        }
    }
}

fn lay_table<'t>(base: &mut Node<'t>, over: Node<'t>, kind: Kind, problems: &mut Vec<Problem>) {
    base.place = over.place;
    for entry in entries(over) {
        let both_lists = matches!(entry.node.value, Value::List(_)) && list_mut(base, "requires").is_some();
        if kind == Kind::Target && entry.key == "requires" && both_lists {
            lay_requirements(base, entry.node, problems);
        } else {
            replace(base, entry);
        }
    }
}

/// Requirements of a target, merged by what they are about; `drop = true` takes one out.
fn lay_requirements<'t>(target: &mut Node<'t>, over: Node<'t>, problems: &mut Vec<Problem>) {
    let (Some(list), Value::List(more)) = (list_mut(target, "requires"), over.value) else { return };
    let mut laid: Vec<(String, String)> = Vec::new();
    for mut item in more {
        let subject = subject(&item);
        let known = subject.as_ref().filter(|subject| !laid.contains(subject));
        let known = known.and_then(|wanted| list.iter().position(|item| self::subject(item).as_ref() == Some(wanted)));
        laid.extend(subject.clone());
        let drop = take(&mut item, "drop");
        match (drop.as_ref().map(|entry| &entry.node.value), known) {
            (None | Some(Value::Truth(false)), Some(at)) => {
                list[at].place = item.place;
                for entry in entries(item) {
                    replace(&mut list[at], entry);
                }
            }
            (None | Some(Value::Truth(false)), None) => list.push(item),
            (Some(Value::Truth(true)), Some(at)) => {
                list.remove(at);
            }
            (Some(Value::Truth(true)), None) => {
                let what = subject.map_or_else(String::new, |(_, id)| format!(": `{}`", wording::brief(&id)));
                let message = format!("`drop` names no requirement that the base has{what}");
                let help = "what is not required need not be dropped: leave this out";
                problems.push(Problem::new(Code::UnknownReference, item.place, message).help(help));
            }
            (Some(other), _) => {
                let message = format!("`drop` of a requirement must be true or false, not {}", other.kind());
                problems.push(Problem::new(Code::WrongType, item.place, message));
            }
        }
    }
}

/// What a requirement is about: the key, `skill` or `group`, and the id.
fn subject(item: &Node<'_>) -> Option<(String, String)> {
    ["skill", "group"].into_iter().find_map(|key| {
        let (id, _) = text(peek(item, key)?)?;
        Some((key.to_owned(), id.to_owned()))
    })
}

/// Where in the list of its kind the table with this id stands.
fn position(root: &Node<'_>, kind: Kind, id: &str) -> Option<usize> {
    let tables = peek(root, kind.table()).map_or(&[][..], items);
    tables.iter().position(|table| names::id(table).is_some_and(|(found, _)| found == id))
}

fn ids<'d>(root: &'d Node<'_>, kind: Kind) -> impl Iterator<Item = &'d str> {
    peek(root, kind.table()).map_or(&[][..], items).iter().filter_map(|table| Some(names::id(table)?.0))
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
