//! From text to a [`Rubric`] that can be trusted, or to all that is wrong with it.

use std::collections::HashMap;
use std::ops::Range;
use std::slice;

use crate::document::{self, Fields, Node, Place, Source};
use crate::problem::{self, Code, Problem};
use crate::wording;

use super::layers::{self, Layers};
use super::names::{self, Kind, Names};
use super::parts::{self, Context};
use super::skills::Need;
use super::{
    Credit, GroupIx, Id, LevelName, Rubric, Scale, Skill, SkillIx, Subject, bounds, check, cycle, roles, skills,
};

/// What the tables of the rubric's own lists look like.
const LEVEL: &str = "{ name = \"…\" }";
const CREDIT: &str = "{ title = \"…\" }";

/// Reads a rubric that people wrote and that extends no other: one TOML source, or those of a folder, which are taken by
/// name. The places of problems count `sources` as they are given. On failure there is at least one problem, and all that
/// can be found are there, except that a source that is no TOML hides the others' faults.
pub fn read(sources: &[Source]) -> Result<Rubric, Vec<Problem>> {
    read_files(sources, slice::from_ref(&(0..sources.len())))
}

/// Reads a rubric with all that it extends, likewise.
pub fn read_layers(layers: &Layers) -> Result<Rubric, Vec<Problem>> {
    let (sources, layers) = layers.of();
    read_files(sources, layers)
}

fn read_files(sources: &[Source], layers: &[Range<usize>]) -> Result<Rubric, Vec<Problem>> {
    let mut problems = Vec::new();
    let tree = layers::tree(sources, layers, &mut problems);
    let rubric = tree.and_then(|tree| typed(&tree.root, &mut problems));
    finished(rubric, problems)
}

/// Reads a stored copy, as [`json::to_json`](super::json::to_json) writes it. Keys that a later version may have added
/// are passed over; nothing else is.
pub fn read_json(text: &str) -> Result<Rubric, Vec<Problem>> {
    let root = document::from_json(text).map_err(|error| {
        let place = Place { file: 0, start: 0, end: 0 };
        vec![Problem::new(Code::Syntax, place, wording::brief(&error.to_string()))]
    })?;
    let mut problems = Vec::new();
    let rubric = typed(&root, &mut problems);
    problems.retain(|problem| problem.code != Code::UnknownKey);
    finished(rubric, problems)
}

fn finished(rubric: Option<Rubric>, problems: Vec<Problem>) -> Result<Rubric, Vec<Problem>> {
    match rubric {
        Some(rubric) if problems.is_empty() => Ok(rubric),
        _ => Err(problem::told_once(problems)),
    }
}

fn typed(root: &Node<'_>, problems: &mut Vec<Problem>) -> Option<Rubric> {
    if !bounds::are_kept(root, problems) {
        return None;
    }
    let mut fields = Fields::of(root, "the rubric", problems)?;
    let id = parts::id(&mut fields, problems);
    let title = parts::text(&mut fields, "title", problems);
    let version = parts::text(&mut fields, "version", problems);
    let language = fields.text("language", problems).unwrap_or_else(|| "en".to_owned());
    let summary = fields.text("summary", problems);
    let sources = fields.tables("sources", CREDIT, problems).unwrap_or_default();
    let sources = sources.iter().filter_map(|item| credit(item, problems)).collect();
    let scale = scale(&mut fields, names::list(root, Kind::Skill.table()), problems);
    let hours = skills::hours(&mut fields, scale.as_ref(), problems);
    for kind in Kind::ALL {
        fields.list(kind.table(), problems);
    }
    fields.finish(problems);

    let names = Names::of(root, problems);
    check::is_not_bare(root, &names, problems);
    check::names_are_unique(&names, problems);
    check::old_ids_are_free(&names, problems);
    check::ranks_are_unique(&names, problems);

    let context = Context { names, scale, hours };
    let nodes = |kind| context.names.nodes(kind).iter();
    let areas = nodes(Kind::Area).filter_map(|node| skills::area(node, problems)).collect();
    let skills = all_skills(&context, problems);
    let groups = nodes(Kind::Group).filter_map(|node| skills::group(node, &context, problems)).collect();
    let targets = nodes(Kind::Target).filter_map(|node| roles::target(node, &context, problems)).collect();
    let projects = nodes(Kind::Project).filter_map(|node| roles::project(node, &context, problems)).collect();
    let guides = nodes(Kind::Guide).filter_map(|node| roles::guide(node, &context, problems)).collect();
    Some(Rubric {
        id: id?,
        title: title?,
        version: version?,
        language,
        summary,
        sources,
        scale: context.scale?,
        hours: context.hours,
        areas,
        by_id: by_id(&skills),
        skills,
        groups,
        targets,
        projects,
        guides,
    })
}

fn credit(node: &Node<'_>, problems: &mut Vec<Problem>) -> Option<Credit> {
    let mut fields = Fields::shaped(node, "an item of `sources`", CREDIT, problems)?;
    let title = parts::text(&mut fields, "title", problems);
    let author = fields.text("author", problems);
    let license = fields.text("license", problems);
    let url = fields.text("url", problems);
    fields.finish(problems);
    Some(Credit { title: title?, author, license, url })
}

fn scale(fields: &mut Fields<'_>, skills: &[Node<'_>], problems: &mut Vec<Problem>) -> Option<Scale> {
    let list = fields.tables("scale", LEVEL, problems);
    let items = fields.required("scale", list)?;
    let place = fields.node("scale")?.place;
    let names: Vec<_> = items.iter().map(|item| level_name(item, problems)).collect();
    if !Scale::SIZES.contains(&items.len()) {
        let there = wording::count(items.len(), "level", "levels");
        let message = format!("the scale has {there}, but it may have 2 to 12");
        problems.push(Problem::new(Code::WrongLength, place, message).help("the first level means none"));
        return None;
    }
    let names: Vec<_> = names.into_iter().collect::<Option<_>>()?;
    if lacks_level_0(items.len(), skills) {
        let first = wording::brief(&names[0].name);
        let count = items.len();
        let message =
            format!("the scale has {count} levels, level 0 among them, but the skills speak of {count} above 0");
        let problem = Problem::new(Code::WrongLength, place, message);
        let help = match first.to_lowercase().as_str() {
            "none" | "no" | "never" | "nothing" | "zero" | "0" => "add the level that is missing".to_owned(),
            _ => format!("the first level means none: if `{first}` means more, put `{{ name = \"None\" }}` before it"),
        };
        problems.push(problem.help(help));
        return None;
    }
    Some(Scale::new(names))
}

/// Whether the skills speak of as many levels above 0 as the scale has levels.
fn lacks_level_0(levels: usize, skills: &[Node<'_>]) -> bool {
    let lists = skills.iter().flat_map(|skill| ["anchors", "hours"].map(|key| names::list(skill, key).len()));
    let (mut as_many, mut one_less) = (0, 0);
    for length in lists {
        as_many += usize::from(length == levels);
        one_less += usize::from(length + 1 == levels);
    }
    as_many > 1 && one_less == 0
}

fn level_name(node: &Node<'_>, problems: &mut Vec<Problem>) -> Option<LevelName> {
    let mut fields = Fields::shaped(node, "a level of the scale", LEVEL, problems)?;
    let name = parts::text(&mut fields, "name", problems);
    let meaning = fields.text("meaning", problems);
    fields.finish(problems);
    Some(LevelName { name: name?, meaning })
}

fn all_skills(context: &Context<'_>, problems: &mut Vec<Problem>) -> Vec<Skill> {
    let nodes = context.names.nodes(Kind::Skill);
    let mut needs = Vec::new();
    let read = |(at, node)| skills::skill(node, SkillIx(at), context, &mut needs, problems);
    let skills = nodes.iter().enumerate().filter_map(read).collect();
    let groups = context.names.nodes(Kind::Group);
    let members: Vec<_> =
        groups.iter().map(|group| context.names.listed(Kind::Skill, names::list(group, "skills"))).collect();
    needs.retain(|need| !is_in_its_own_group(need, &ids_of(groups), &members, problems));
    cycle::check(&ids_of(nodes), &ids_of(groups), &members, &needs, problems);
    skills
}

fn ids_of<'d>(nodes: &'d [Node<'_>]) -> Vec<&'d str> {
    nodes.iter().map(|node| names::id(node).map_or("?", |(id, _)| id)).collect()
}

/// A skill that needs a group with itself in it could serve as its own prerequisite.
fn is_in_its_own_group(need: &Need, groups: &[&str], members: &[Vec<usize>], problems: &mut Vec<Problem>) -> bool {
    let Subject::Group(GroupIx(group)) = need.needed.subject else { return false };
    let is_member = members[group].contains(&need.of.0);
    if is_member {
        let message = format!("this prerequisite needs the group `{}`, which the skill itself is in", groups[group]);
        let problem = Problem::new(Code::PrerequisiteCycle, need.place, message);
        problems.push(problem.help("name a skill, or a group of others"));
    }
    is_member
}

/// Positions by present id, and by old id where no skill has it now.
fn by_id(skills: &[Skill]) -> HashMap<Id, SkillIx> {
    let all = || skills.iter().enumerate();
    let old = all().flat_map(|(at, skill)| skill.formerly.iter().map(move |id| (id.clone(), SkillIx(at))));
    let now = all().map(|(at, skill)| (skill.id.clone(), SkillIx(at)));
    old.chain(now).collect()
}
