//! What must hold between the tables of a rubric: one function a rule. They look at the tree, so that a table with some
//! other fault is checked as well.

use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};

use crate::document::{Node, Place, Value};
use crate::problem::{Code, Problem};
use crate::wording;

use super::names::{Kind, Names, list, peek, text};

/// No id, title, alias or covered name of a skill is, case ignored, one of another skill.
pub(super) fn names_are_unique(names: &Names<'_>, problems: &mut Vec<Problem>) {
    let mut first: HashMap<String, (usize, bool, Place)> = HashMap::new();
    for (at, node) in names.nodes(Kind::Skill).iter().enumerate() {
        let id = peek(node, "id").into_iter().filter_map(text).map(|found| (true, found));
        let others = peek(node, "title")
            .into_iter()
            .chain(list(node, "aliases"))
            .chain(list(node, "covers"))
            .filter_map(text)
            .map(|found| (false, found));
        for (is_id, (name, place)) in id.chain(others) {
            match first.entry(name.to_lowercase()) {
                Vacant(free) => {
                    free.insert((at, is_id, place));
                }
                Occupied(taken) => {
                    let (skill, other_is_id, other) = *taken.get();
                    if skill != at && !(is_id && other_is_id) {
                        let message = format!("`{}` names two skills", wording::brief(name));
                        let problem = Problem::new(Code::DuplicateName, place, message);
                        let help =
                            "ids, titles, `aliases` and `covers` are looked up without regard to case: change one";
                        problems.push(problem.related(other, "another skill has it").help(help));
                    }
                }
            }
        }
    }
}

/// An old id belongs to at most one thing of its kind, and is the present id of none.
pub(super) fn old_ids_are_free(names: &Names<'_>, problems: &mut Vec<Problem>) {
    for kind in [Kind::Skill, Kind::Group, Kind::Target] {
        let present = names.nodes(kind).iter().filter_map(|node| text(peek(node, "id")?));
        let mut taken: HashMap<&str, (Place, &str)> =
            present.map(|(id, place)| (id, (place, "it is the id of this one"))).collect();
        for node in names.nodes(kind) {
            for (old, place) in list(node, "formerly").iter().filter_map(text) {
                match taken.entry(old) {
                    Vacant(free) => {
                        free.insert((place, "first here"));
                    }
                    Occupied(taken) => {
                        let (other, what) = *taken.get();
                        let message = format!("the old id `{}` stands for two {}", wording::brief(old), kind.table());
                        let problem = Problem::new(Code::DuplicateId, place, message).related(other, what);
                        problems.push(problem.help("ids are never reused: leave it in one place"));
                    }
                }
            }
        }
    }
}

/// No two targets of the ladder share a rank.
pub(super) fn ranks_are_unique(names: &Names<'_>, problems: &mut Vec<Problem>) {
    let mut first: HashMap<i64, Place> = HashMap::new();
    let on_ladder = |node: &&Node<'_>| peek(node, "kind").and_then(text).is_some_and(|(kind, _)| kind == "ladder");
    for node in names.nodes(Kind::Target).iter().filter(on_ladder) {
        let Some(Node { place, value: Value::Whole(rank) }) = peek(node, "rank") else { continue };
        if let Some(other) = first.get(rank) {
            let problem = Problem::new(Code::DuplicateRank, *place, format!("two targets have the rank {rank}"));
            problems.push(problem.related(*other, "first here").help("ranks order the ladder: give each its own"));
        } else {
            first.insert(*rank, *place);
        }
    }
}

/// There is at least one area, one skill and one target.
pub(super) fn is_not_bare(root: &Node<'_>, names: &Names<'_>, problems: &mut Vec<Problem>) {
    for kind in [Kind::Area, Kind::Skill, Kind::Target] {
        let there = peek(root, kind.table());
        let is_list = there.is_none_or(|node| matches!(node.value, Value::List(_) | Value::Nothing));
        if is_list && names.nodes(kind).is_empty() {
            let place = there.map_or(root.place, |node| node.place);
            let problem = Problem::new(Code::MissingKey, place, format!("the rubric has no {}", kind.word()));
            problems.push(problem.help(format!("add `[[{}]]`", kind.table())));
        }
    }
}
