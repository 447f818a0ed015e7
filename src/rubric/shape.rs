//! Tables that stand under another name, in another form or further down than they should: each is one fault, reported
//! here and put right in the tree, so that nothing that refers to them is a fault as well.

use crate::document::{Entry, Node, Place, Value};
use crate::problem::{Code, Problem};
use crate::wording;

use super::names::Kind;

/// Keys of the rubric itself that no table of a list has.
const OF_THE_RUBRIC: [&str; 7] = ["scale", "version", "language", "sources", "extends", "remove", "adds_to"];

/// Puts right what stands under another name, in another form or further down than it should.
pub(super) fn put_right(root: &mut Node<'_>, problems: &mut Vec<Problem>) {
    let Value::Table(entries) = &mut root.value else { return };
    for entry in &mut *entries {
        is_named_otherwise(entry, problems);
        is_one_table(entry, problems);
    }
    let lifted: Vec<_> = entries.iter_mut().flat_map(|entry| lift(entry, problems)).collect();
    for entry in lifted {
        if entries.iter().all(|other| other.key != entry.key) {
            entries.push(entry);
        }
    }
}

/// `[[skill]]` or `[[Skills]]` where `[[skills]]` is meant.
fn is_named_otherwise(entry: &mut Entry<'_>, problems: &mut Vec<Problem>) {
    let holds_tables = match &entry.node.value {
        Value::List(items) => items.iter().all(|item| matches!(item.value, Value::Table(_))),
        Value::Table(_) => true,
        _ => false,
    };
    if !holds_tables || Kind::of_table(&entry.key).is_some() || OF_THE_RUBRIC.contains(&&*entry.key) {
        return;
    }
    let Some(name) = wording::closest(&entry.key, Kind::ALL.iter().map(|kind| kind.table())) else { return };
    let Some(kind) = Kind::of_table(name) else { return };
    let message = format!("unknown key `{}` in the rubric", wording::brief(&entry.key));
    let help = format!("write `[[{name}]]` above each of them");
    problems.push(Problem::new(Code::UnknownKey, entry.place, message).help(help));
    entry.key = kind.table().into();
}

/// `[areas]` where `[[areas]]` is meant, or `[areas.care]`.
fn is_one_table(entry: &mut Entry<'_>, problems: &mut Vec<Problem>) {
    let Value::Table(inner) = &mut entry.node.value else { return };
    if Kind::of_table(&entry.key).is_none() {
        return;
    }
    let key = &entry.key;
    let is_by_id = !inner.is_empty() && inner.iter().all(is_under_its_id);
    let help = match inner.first().filter(|_| is_by_id) {
        None => format!("write `[[{key}]]`, with two brackets on each side, above each of them"),
        Some(first) => {
            format!("write `[[{key}]]` above each of them, and below it `id = \"{}\"`", wording::brief(&first.key))
        }
    };
    let problem = Problem::new(Code::WrongType, entry.node.place, format!("`{key}` must be a list of tables"));
    problems.push(problem.help(help));
    let place = entry.node.place;
    let tables = if is_by_id {
        inner.drain(..).map(with_id).collect()
    } else {
        let one = std::mem::replace(&mut entry.node.value, Value::Nothing);
        vec![Node { place, value: one }]
    };
    entry.node.value = Value::List(tables);
}

/// Whether a table stands under its id, or is the only one of a list that does.
fn is_under_its_id(entry: &Entry<'_>) -> bool {
    match &entry.node.value {
        Value::Table(_) => true,
        Value::List(items) => matches!(&items[..], [one] if matches!(one.value, Value::Table(_))),
        _ => false,
    }
}

/// The table of an entry, with the key as its id.
fn with_id(entry: Entry<'_>) -> Node<'_> {
    let Entry { key, place, mut node } = entry;
    if let Value::List(items) = &mut node.value
        && let Some(one) = items.pop()
    {
        node = one;
    }
    if let Value::Table(entries) = &mut node.value
        && entries.iter().all(|entry| entry.key != "id")
    {
        entries.push(Entry { key: "id".into(), place, node: Node { place, value: Value::Text(key) } });
    }
    node
}

/// Takes out of the tables of a list what belongs to the rubric itself.
fn lift<'t>(entry: &mut Entry<'t>, problems: &mut Vec<Problem>) -> Vec<Entry<'t>> {
    let Some(kind) = Kind::of_table(&entry.key) else { return Vec::new() };
    let Value::List(tables) = &mut entry.node.value else { return Vec::new() };
    let first: Option<Place> = tables.first().map(|table| table.place);
    let mut lifted = Vec::new();
    for table in tables {
        let Value::Table(entries) = &mut table.value else { continue };
        for entry in entries.extract_if(.., |entry| OF_THE_RUBRIC.contains(&&*entry.key)) {
            let message = format!("`{}` belongs to the rubric itself, and stands in {}", entry.key, kind.one());
            let problem = Problem::new(Code::MisplacedKey, entry.place, message);
            let problem =
                first.into_iter().fold(problem, |problem, first| problem.related(first, "it belongs above this"));
            problems.push(problem.help(format!("move it above the first `[[{}]]`", kind.table())));
            lifted.push(entry);
        }
    }
    lifted
}
