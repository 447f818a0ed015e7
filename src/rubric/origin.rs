//! Where each value of a rubric was written.

use crate::document::{Node, Place, Value};

use super::layers::{self, Layers};
use super::names::{self, Kind, items};
use super::prune;

/// A value of a rubric and where it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    /// The value's name: a key, or the kind, the id and the key of a table, such as `skills.sql.title`; of a target's
    /// requirements also what they are about, such as `targets.mid.requires.sql.level`.
    pub path: String,
    /// Where it stands, in the sources of the layers.
    pub place: Place,
}

/// Every value that is written for the rubric, in its order, with where. What is left out and has a default is not in
/// the list. Empty if the layers cannot be read.
pub fn origins(layers: &Layers) -> Vec<Origin> {
    let (sources, ranges) = layers.of();
    let Some(tree) = layers::tree(sources, ranges, &mut Vec::new()) else { return Vec::new() };
    let mut origins = Vec::new();
    for (key, node) in entries(&tree.root) {
        match Kind::of_table(key) {
            Some(kind) => items(node).iter().for_each(|table| of_table(kind, table, &mut origins)),
            None => origins.push(Origin { path: key.to_owned(), place: node.place }),
        }
    }
    origins
}

fn of_table(kind: Kind, table: &Node<'_>, origins: &mut Vec<Origin>) {
    let path = format!("{}.{}", kind.table(), names::id(table).map_or("?", |(id, _)| id));
    for (key, node) in entries(table) {
        if kind == Kind::Target && key == "requires" {
            for item in items(node) {
                of_requirement(&path, item, origins);
            }
        } else {
            origins.push(Origin { path: format!("{path}.{key}"), place: node.place });
        }
    }
}

/// A requirement may be merged of several: each of its keys has a place.
fn of_requirement(target: &str, item: &Node<'_>, origins: &mut Vec<Origin>) {
    let about = prune::subject(item).map_or_else(|| "?".to_owned(), |(_, id)| id);
    let keys = entries(item).filter(|(key, _)| !matches!(*key, "skill" | "group"));
    origins
        .extend(keys.map(|(key, node)| Origin { path: format!("{target}.requires.{about}.{key}"), place: node.place }));
}

fn entries<'a>(node: &'a Node<'_>) -> impl Iterator<Item = (&'a str, &'a Node<'a>)> {
    let entries = match &node.value {
        Value::Table(entries) => &entries[..],
        _ => &[],
    };
    entries.iter().map(|entry| (&*entry.key, &entry.node))
}
