//! What makes a sound rubric a good one: one function a hint, each about something that readers of rubrics stumble over.

mod anchors;
mod hours;
mod names;
mod targets;

use std::collections::HashSet;

use crate::document::{Node, Place};
use crate::problem::{Code, Problem};

use super::layers::{self, Layers};
use super::names::{Kind, items, list, peek};
use super::{Area, AreaIx, Level, Rubric, Skill, SkillIx, Subject, TargetIx};

/// The most skills and groups of an area; a group counts once.
const MOST_IN_AREA: usize = 10;
/// What could be better in a sound rubric, by place. Of layers only what the rubric's own files say is looked at.
pub fn hints(layers: &Layers, rubric: &Rubric) -> Vec<Problem> {
    let (sources, ranges) = layers.of();
    let own = ranges.first().map_or(0, |own| own.end);
    let Some(tree) = layers::tree(sources, ranges, &mut Vec::new()) else { return Vec::new() };
    let places = Places { root: &tree.root, own };
    let mut hints = Vec::new();
    let language = rubric.language().to_lowercase();
    let is_english = language == "en" || language.starts_with("en-");
    for (at, skill) in rubric.skills() {
        if is_english {
            anchors::voice(skill, places.of_skill(at), &mut hints);
            anchors::helped(skill, places.of_skill(at), &mut hints);
            anchors::product(skill, places.of_skill(at), &mut hints);
            title(skill, places.of_skill(at), &mut hints);
        }
        anchors::wording(skill, rubric, places.of_skill(at), &mut hints);
        practice(skill, places.of_skill(at), &mut hints);
        addresses(skill, places.of_skill(at), &mut hints);
    }
    rubric.areas().for_each(|(at, area)| crowded(at, area, rubric, &places, &mut hints));
    for (at, target) in rubric.targets() {
        targets::lopsided(at, target, rubric, &places, &mut hints);
        targets::floorless(at, target, rubric, &places, &mut hints);
    }
    targets::stepping_down(rubric, &places, &mut hints);
    targets::rootless(rubric, &places, &mut hints);
    hours::alike(rubric, &places, &mut hints);
    names::alike(rubric, &places, &mut hints);
    unused(rubric, &places, &mut hints);
    hints.retain(|hint| hint.place.file < own);
    hints.sort_by_key(|hint| hint.place);
    hints
}

/// The tables of a rubric's tree: a sound rubric has each at the position of what was read from it.
struct Places<'t> {
    root: &'t Node<'t>,
    /// The sources before this one are the rubric's own.
    own: usize,
}

impl<'t> Places<'t> {
    fn table(&self, kind: Kind, at: usize) -> &'t Node<'t> {
        list(self.root, kind.table()).get(at).unwrap_or(self.root)
    }

    fn of_skill(&self, at: SkillIx) -> &'t Node<'t> {
        self.table(Kind::Skill, at.0)
    }

    fn target(&self, at: TargetIx) -> &'t Node<'t> {
        self.table(Kind::Target, at.0)
    }
}

/// Where a key of a table stands, or the item of it at a position.
fn place(table: &Node<'_>, key: &str, at: Option<usize>) -> Place {
    let Some(node) = peek(table, key) else { return table.place };
    at.and_then(|at| items(node).get(at)).map_or(node.place, |item| item.place)
}

fn levels(rubric: &Rubric) -> impl Iterator<Item = (usize, Level)> {
    rubric.scale().levels().skip(1).map(|(level, _)| level).enumerate()
}

fn title(skill: &Skill, table: &Node<'_>, hints: &mut Vec<Problem>) {
    let joined = [" and ", " or ", " & ", " + ", " / ", ", "].into_iter().find(|joint| skill.title.contains(joint));
    if let Some(joint) = joined {
        let message = format!("the title of skill `{}` joins two things with `{}`", skill.id, joint.trim());
        let hint = Problem::new(Code::DoubleTitle, place(table, "title", None), message);
        hints.push(
            hint.help("a person may be good at one and not at the other: make two skills of it, or find one word"),
        );
    }
}

fn practice(skill: &Skill, table: &Node<'_>, hints: &mut Vec<Problem>) {
    if skill.practice.is_empty() {
        let message = format!("skill `{}` has no `practice`", skill.id);
        let hint = Problem::new(Code::MissingPractice, table.place, message);
        hints.push(hint.help("write one exercise a level: the plan names it as the proof that a step is done"));
    }
}

fn addresses(skill: &Skill, table: &Node<'_>, hints: &mut Vec<Problem>) {
    for (at, resource) in skill.resources.iter().enumerate() {
        if resource.url.as_ref().is_some_and(|url| !url.to_lowercase().starts_with("https://")) {
            let message = format!("the address of a resource of skill `{}` is not https", skill.id);
            let hint = Problem::new(Code::InsecureResource, place(table, "resources", Some(at)), message);
            hints.push(hint.help("link to an address that begins with `https://`"));
        }
    }
}

fn crowded(at: AreaIx, area: &Area, rubric: &Rubric, places: &Places<'_>, hints: &mut Vec<Problem>) {
    let members: HashSet<_> = rubric.groups().flat_map(|(_, group)| group.members.iter().copied()).collect();
    let groups = rubric.groups().filter(|(_, group)| group.area == at).map(|(group, _)| (Kind::Group, group.0));
    let skills = rubric.skills().filter(|(skill, known)| known.area == at && !members.contains(skill));
    let inside: Vec<_> = skills.map(|(skill, _)| (Kind::Skill, skill.0)).chain(groups).collect();
    if inside.len() > MOST_IN_AREA {
        let message = format!("area `{}` holds {} skills and groups", area.id, inside.len());
        // What fills an area of a base is what the rubric itself puts there.
        let tables = std::iter::once((Kind::Area, at.0)).chain(inside).map(|(kind, at)| places.table(kind, at).place);
        let Some(place) = tables.into_iter().find(|place| place.file < places.own) else { return };
        let hint = Problem::new(Code::CrowdedArea, place, message);
        hints.push(hint.help(format!("split it: more than {MOST_IN_AREA} are not surveyed at a glance")));
    }
}

fn unused(rubric: &Rubric, places: &Places<'_>, hints: &mut Vec<Problem>) {
    let required = rubric.targets().flat_map(|(_, target)| &target.requires);
    let required = required.flat_map(|requirement| match requirement.subject {
        Subject::Skill(skill) => vec![skill],
        Subject::Group(group) => rubric[group].members.clone(),
    });
    let needed = rubric
        .skills()
        .flat_map(|(_, skill)| &skill.requires)
        .flat_map(|need| rubric.skills_of(&need.subject))
        .copied();
    let raised = rubric.projects().flat_map(|(_, project)| &project.raises).map(|raise| raise.skill);
    let used: HashSet<_> = required.chain(needed).chain(raised).collect();
    for (at, skill) in rubric.skills().filter(|(at, _)| !used.contains(at)) {
        let message = format!("nothing uses skill `{}`: no target, no prerequisite, no project", skill.id);
        let hint = Problem::new(Code::UnusedSkill, places.of_skill(at).place, message);
        hints.push(hint.help("its answers change nothing: require it somewhere, or leave it out"));
    }
}
