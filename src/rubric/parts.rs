//! What several tables have in common: ids, levels, hours, resources.

use std::collections::HashSet;
use std::fmt;

use crate::document::{self, Fields, Node, Place};
use crate::problem::{Code, Problem};
use crate::wording;

use super::names::{self, Kind, Names};
use super::{GroupIx, Hours, Id, Level, Resource, Scale, SkillIx, Subject};

/// What the reading of one table needs to know of the rest.
pub(super) struct Context<'d> {
    pub(super) names: Names<'d>,
    /// None if it is unsound; then nothing is said about levels.
    pub(super) scale: Option<Scale>,
    /// Those of the rubric, for skills without any; empty if it has none.
    pub(super) hours: Vec<Hours>,
}

/// What a resource or a link looks like.
pub(super) const RESOURCE: &str = "{ title = \"…\", url = \"https://…\" }";

/// Keys of other programs and formats, and what they are called here.
const OTHERWISE: &[(&str, &str)] = &[
    ("name", "title"),
    ("label", "title"),
    ("description", "summary"),
    ("type", "kind"),
    ("category", "area"),
    ("synonyms", "aliases"),
    ("tags", "aliases"),
    ("levels", "anchors"),
    ("descriptions", "anchors"),
    ("exercises", "practice"),
    ("prerequisites", "requires"),
    ("requirements", "requires"),
    ("depends", "requires"),
    ("members", "skills"),
    ("order", "rank"),
    ("importance", "weight"),
    ("required", "essential"),
    ("mandatory", "essential"),
    ("minimum", "floor"),
    ("link", "url"),
];

/// Keys, what has them, and the header below which they stand.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("area", "a skill or a group", "[[skills]]"),
    ("anchors", "a skill", "[[skills]]"),
    ("aliases", "a skill", "[[skills]]"),
    ("practice", "a skill", "[[skills]]"),
    ("weeks", "a skill", "[[skills]]"),
    ("hours", "a skill or a project", "[[skills]]"),
    ("choose", "a group", "[[groups]]"),
    ("skills", "a group", "[[groups]]"),
    ("rank", "a target", "[[targets]]"),
    ("ready_at", "a target", "[[targets]]"),
    ("requires", "a skill or a target", "[[targets]]"),
    ("salary", "a target", "[[targets]]"),
    ("titles", "a target", "[[targets]]"),
    ("raises", "a project", "[[projects]]"),
    ("deliverables", "a project", "[[projects]]"),
];

/// Begins a table that has an id and is called by it from then on.
pub(super) fn begin<'d>(
    node: &'d Node<'d>,
    kind: Kind,
    problems: &mut Vec<Problem>,
) -> Option<(Fields<'d>, Option<Id>)> {
    let shape = format!("[[{}]]` with `id = \"…\"` and `title = \"…\"", kind.table());
    let mut fields = Fields::shaped(node, kind.one(), &shape, problems)?;
    fields.also_called(OTHERWISE, ELSEWHERE);
    let id = id(&mut fields, problems);
    if let Some((id, _)) = fields.node("id").and_then(names::text) {
        fields.rename(format!("{} `{}`", kind.word(), wording::brief(id)));
    }
    Some((fields, id))
}

/// The id of a table, which it must have.
pub(super) fn id(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<Id> {
    let found = fields.node("id").and_then(|node| id_of(node, format_args!("`id` of {}", fields.what()), problems));
    fields.required("id", found)
}

/// A text that is an id.
pub(super) fn id_of(node: &Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<Id> {
    let text = document::text_of(node, what, problems)?;
    let id = Id::new(text);
    if id.is_none() {
        let message = format!("{what} is no id: `{}`", wording::brief(text));
        problems.push(Problem::new(Code::InvalidId, node.place, message).help(Id::advice(text)));
    }
    id
}

/// A text that must be there.
pub(super) fn text(fields: &mut Fields<'_>, key: &'static str, problems: &mut Vec<Problem>) -> Option<String> {
    let found = fields.text(key, problems);
    fields.required(key, found)
}

/// The texts of a list; none if it is left out.
pub(super) fn texts(fields: &mut Fields<'_>, key: &'static str, problems: &mut Vec<Problem>) -> Vec<String> {
    fields.texts(key, problems).into_iter().map(|(_, text)| text).collect()
}

/// Ids that the thing had before.
pub(super) fn formerly(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Vec<Id> {
    let items = fields.list("formerly", problems).unwrap_or_default();
    let what = format_args!("an item of `formerly` of {}", fields.what());
    items.iter().filter_map(|item| id_of(item, what, problems)).collect()
}

/// What a key refers to, which must be there.
pub(super) fn reference(
    fields: &mut Fields<'_>,
    key: &'static str,
    kind: Kind,
    context: &Context<'_>,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let found = optional_reference(fields, key, kind, context, problems);
    fields.required(key, found)
}

/// What a key refers to.
pub(super) fn optional_reference(
    fields: &mut Fields<'_>,
    key: &'static str,
    kind: Kind,
    context: &Context<'_>,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let node = fields.node(key)?;
    context.names.resolve(kind, node, format_args!("`{key}` of {}", fields.what()), problems)
}

/// The skill or the group that a table is about: exactly one of them.
pub(super) fn subject(fields: &mut Fields<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> Option<Subject> {
    let skill = fields.node("skill");
    let group = fields.node("group");
    match (skill, group) {
        // What is misspelt is a fault by its own name.
        (None, None) if fields.has_near(&["skill", "group"]) => None,
        (None, None) => {
            let message = format!("{} names neither a skill nor a group", fields.what());
            let help = "add `skill = \"…\"` or `group = \"…\"`";
            problems.push(Problem::new(Code::MissingKey, fields.place(), message).help(help));
            None
        }
        (Some(_), Some(group)) => {
            let message = format!("{} names a skill and a group", fields.what());
            let help = "make two of it, or leave one out";
            problems.push(Problem::new(Code::MisplacedKey, group.place, message).help(help));
            None
        }
        (Some(_), None) => {
            optional_reference(fields, "skill", Kind::Skill, context, problems).map(SkillIx).map(Subject::Skill)
        }
        (None, Some(_)) => {
            optional_reference(fields, "group", Kind::Group, context, problems).map(GroupIx).map(Subject::Group)
        }
    }
}

/// A level from 1 up, which must be there.
pub(super) fn level(
    fields: &mut Fields<'_>,
    key: &'static str,
    context: &Context<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Level> {
    if let Some(number) = named_level(fields, key, context) {
        let message = format!("`{key}` of {} must be a whole number, not a text", fields.what());
        let place = fields.node(key)?.place;
        problems
            .push(Problem::new(Code::WrongType, place, message).help(format!("write the level's number: {number}")));
        return None;
    }
    let found = fields.whole(key, problems);
    let (place, number) = fields.required(key, found)?;
    level_of(number, place, format_args!("`{key}` of {}", fields.what()), context, problems)
}

/// The level whose name stands where its number is wanted.
fn named_level(fields: &mut Fields<'_>, key: &'static str, context: &Context<'_>) -> Option<Level> {
    let (typed, _) = names::text(fields.node(key)?)?;
    let lower = typed.trim().to_lowercase();
    let mut levels = context.scale.as_ref()?.levels();
    levels.find(|(_, level)| level.name.to_lowercase() == lower).map(|(level, _)| level)
}

fn level_of(
    number: i64,
    place: Place,
    what: fmt::Arguments<'_>,
    context: &Context<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Level> {
    let scale = context.scale.as_ref()?;
    let level = scale.level(number).filter(|level| *level > Level::NONE);
    if level.is_none() {
        let message = format!("{what} is {number}, but levels go from 1 to {}", scale.max());
        problems.push(Problem::new(Code::OutOfBounds, place, message));
    }
    level
}

/// Hours above 0, in quarters.
pub(super) fn hours_of(node: &Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<Hours> {
    const MOST: f64 = 100_000.0;
    let hours = document::number_of(node, what, problems)?;
    let quarters = hours * 4.0;
    if !(hours > 0.0 && hours <= MOST) {
        let message = format!("{what} must be above 0 and at most {MOST} hours");
        problems.push(Problem::new(Code::OutOfBounds, node.place, message));
        return None;
    }
    if quarters.fract() != 0.0 {
        let message = format!("{what} must be in quarter hours, not {hours}");
        let near = (quarters.round() / 4.0).max(0.25);
        problems.push(Problem::new(Code::OutOfBounds, node.place, message).help(format!("write {near}")));
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "above 0, at most 400,000, and whole")]
    Some(Hours::from_quarters(quarters as u64))
}

/// The learning resources of a skill or a project.
pub(super) fn resources(fields: &mut Fields<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> Vec<Resource> {
    let what = format!("a resource of {}", fields.what());
    let items = fields.tables("resources", RESOURCE, problems).unwrap_or_default();
    items.iter().filter_map(|item| resource(item, &what, context, problems)).collect()
}

fn resource(node: &Node<'_>, what: &str, context: &Context<'_>, problems: &mut Vec<Problem>) -> Option<Resource> {
    let mut fields = Fields::shaped(node, what, RESOURCE, problems)?;
    let title = text(&mut fields, "title", problems);
    let url = fields.text("url", problems);
    let kind = fields.text("kind", problems);
    let cost = fields.text("cost", problems);
    let levels = fields.list("levels", problems).unwrap_or_default();
    let levels = levels.iter().filter_map(|item| listed_level(item, what, context, problems)).collect();
    let for_skills = fields.list("for", problems).unwrap_or_default();
    let named = format_args!("an item of `for` of {what}");
    let mut once = Once::new();
    let mut skill = |item: &Node<'_>| {
        let at = context.names.resolve(Kind::Skill, item, named, problems)?;
        once.check(at, item.place, || format!("`for` of {what} names a skill twice"), problems);
        Some(SkillIx(at))
    };
    let for_skills = for_skills.iter().filter_map(&mut skill).collect();
    fields.finish(problems);
    Some(Resource { title: title?, url, kind, cost, levels, for_skills })
}

fn listed_level(node: &Node<'_>, what: &str, context: &Context<'_>, problems: &mut Vec<Problem>) -> Option<Level> {
    let what = format_args!("an item of `levels` of {what}");
    if let document::Value::Whole(number) = node.value {
        return level_of(number, node.place, what, context, problems);
    }
    let message = format!("{what} must be a whole number, not {}", node.value.kind());
    problems.push(Problem::new(Code::WrongType, node.place, message));
    None
}

/// Refuses what is named twice in a list that may name it once.
pub(super) struct Once<K>(HashSet<K>);

impl<K: Eq + std::hash::Hash> Once<K> {
    pub(super) fn new() -> Self {
        Self(HashSet::new())
    }

    pub(super) fn check(
        &mut self,
        key: K,
        place: Place,
        message: impl FnOnce() -> String,
        problems: &mut Vec<Problem>,
    ) {
        if !self.0.insert(key) {
            problems.push(Problem::new(Code::DuplicateEntry, place, message()).help("keep one of them"));
        }
    }
}
