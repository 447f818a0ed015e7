//! The files of a rubric as one tree.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::document::{self, Entry, Node, Place, Source, Value};
use crate::problem::{Code, Problem};
use crate::wording;

use super::names::Kind;
use super::shape;

/// The tree of some of the sources, taken by name; the places in it count all of them as they were given. None if one
/// is no TOML: what is left of such a file would only raise questions that are not its own.
pub(super) fn tree<'t>(sources: &'t [Source], layer: Range<usize>, problems: &mut Vec<Problem>) -> Option<Node<'t>> {
    let mut by_name: Vec<usize> = layer.collect();
    by_name.sort_by_key(|at| &sources[*at].name);
    let before = problems.len();
    let roots: Vec<_> = by_name.iter().map(|at| document::from_toml(&sources[*at].text, *at, problems)).collect();
    (problems.len() == before).then(|| merged(roots, sources, problems))
}

/// One table with all entries: lists of tables are joined, any other key may stand in one file only.
fn merged<'t>(mut roots: Vec<Node<'t>>, sources: &[Source], problems: &mut Vec<Problem>) -> Node<'t> {
    let file = roots.first().map_or(0, |root| root.place.file);
    for root in &mut roots {
        shape::put_right(root, problems);
    }
    let mut entries: Vec<Entry<'t>> = Vec::new();
    let mut at: HashMap<Cow<'t, str>, usize> = HashMap::new();
    for entry in roots.into_iter().flat_map(entries_of) {
        let Some(first) = at.get(&entry.key).map(|at| &mut entries[*at]) else {
            at.insert(entry.key.clone(), entries.len());
            entries.push(entry);
            continue;
        };
        match (&mut first.node.value, entry.node.value) {
            (Value::List(items), Value::List(more)) if Kind::of_table(&entry.key).is_some() => items.extend(more),
            _ => {
                let name = sources.get(first.place.file).map_or("another file", |source| &source.name);
                let message = format!("`{}` stands in `{}` already", wording::brief(&entry.key), wording::path(name));
                let help = "keep it in one file; only lists of tables are joined";
                let problem = Problem::new(Code::RepeatedKey, entry.place, message);
                problems.push(problem.related(first.place, "first here").help(help));
            }
        }
    }
    Node { place: Place { file, start: 0, end: 0 }, value: Value::Table(entries) }
}

fn entries_of(root: Node<'_>) -> Vec<Entry<'_>> {
    match root.value {
        Value::Table(entries) => entries,
        _ => Vec::new(),
    }
}
