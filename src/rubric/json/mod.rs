//! A rubric as JSON: the keys of a rubric file as they are, defaults filled in, what it extends resolved.

mod keys;
mod schema;
mod values;

use sha2::{Digest, Sha256};

pub use self::schema::SCHEMA;
use self::values::{Hours, Id, Level, Number, Text};
use super::{
    Area, Credit, Group, Guide, Link, Project, Requirement, Resource, Rubric, Salary, Skill, SkillIx, Subject, Target,
};

/// The JSON of a rubric, always the same text for the same rubric. [`read_json`](super::read_json) reads it back.
pub fn to_json(rubric: &Rubric) -> String {
    let mut text =
        serde_json::to_string_pretty(&keys::Rubric::of(rubric)).expect("texts and finite numbers are always JSON");
    text.push('\n');
    text
}

/// One table of that JSON: the one with this id in the list under `key`, such as `projects`. Empty if there is none.
pub fn part(rubric: &Rubric, key: &str, id: &str) -> String {
    let whole = serde_json::to_value(keys::Rubric::of(rubric)).expect("texts and finite numbers are always JSON");
    let tables = whole[key].as_array().map_or(&[][..], Vec::as_slice);
    let table = tables.iter().find(|table| table["id"] == id);
    table.map_or_else(String::new, |table| format!("{table:#}\n"))
}

/// The SHA-256 of a rubric's JSON, in lower case hexadecimal: the rubric's digest.
pub fn digest(json: &str) -> String {
    format!("{:x}", Sha256::digest(json.as_bytes()))
}

impl<'r> keys::Rubric<'r> {
    fn of(rubric: &'r Rubric) -> Self {
        Self {
            id: Id::of(&rubric.id),
            title: Text(&rubric.title),
            version: Text(&rubric.version),
            language: Text(&rubric.language),
            summary: rubric.summary.as_deref().map(Text),
            sources: rubric.sources.iter().map(source).collect(),
            scale: rubric
                .scale
                .levels()
                .map(|(_, level)| keys::LevelName {
                    name: Text(&level.name),
                    meaning: level.meaning.as_deref().map(Text),
                })
                .collect(),
            areas: rubric.areas.iter().map(area).collect(),
            skills: rubric.skills.iter().map(|it| skill(it, rubric)).collect(),
            groups: rubric.groups.iter().map(|it| group(it, rubric)).collect(),
            targets: rubric.targets.iter().map(|it| target(it, rubric)).collect(),
            projects: rubric.projects.iter().map(|it| project(it, rubric)).collect(),
            guides: rubric.guides.iter().map(|it| guide(it, rubric)).collect(),
        }
    }
}

fn source(credit: &Credit) -> keys::Source<'_> {
    keys::Source {
        title: Text(&credit.title),
        author: credit.author.as_deref().map(Text),
        license: credit.license.as_deref().map(Text),
        url: credit.url.as_deref().map(Text),
    }
}

fn area(area: &Area) -> keys::Area<'_> {
    keys::Area { id: Id::of(&area.id), title: Text(&area.title) }
}

fn skill<'r>(skill: &'r Skill, rubric: &'r Rubric) -> keys::Skill<'r> {
    let needed = skill.requires.iter();
    keys::Skill {
        id: Id::of(&skill.id),
        title: Text(&skill.title),
        area: Id::of(&rubric[skill.area].id),
        kind: skill.kind.word(),
        summary: skill.summary.as_deref().map(Text),
        why: skill.why.as_deref().map(Text),
        aliases: texts(&skill.aliases),
        formerly: ids(&skill.formerly),
        anchors: texts(&skill.anchors),
        hours: skill.hours.iter().copied().map(Hours::of).collect(),
        requires: needed
            .map(|it| keys::Prerequisite {
                level: Level::of(it.level),
                skill: id_of(rubric, it.skill),
                at: Level::of(it.at),
            })
            .collect(),
        resources: skill.resources.iter().map(resource).collect(),
        practice: texts(&skill.practice),
    }
}

fn resource(resource: &Resource) -> keys::Resource<'_> {
    keys::Resource {
        title: Text(&resource.title),
        url: resource.url.as_deref().map(Text),
        kind: resource.kind.as_deref().map(Text),
        cost: resource.cost.as_deref().map(Text),
        levels: resource.levels.iter().copied().map(Level::of).collect(),
    }
}

fn group<'r>(group: &'r Group, rubric: &'r Rubric) -> keys::Group<'r> {
    keys::Group {
        id: Id::of(&group.id),
        title: Text(&group.title),
        area: Id::of(&rubric[group.area].id),
        summary: group.summary.as_deref().map(Text),
        choose: group.choose,
        skills: group.members.iter().map(|at| id_of(rubric, *at)).collect(),
        formerly: ids(&group.formerly),
    }
}

fn target<'r>(target: &'r Target, rubric: &'r Rubric) -> keys::Target<'r> {
    keys::Target {
        id: Id::of(&target.id),
        title: Text(&target.title),
        kind: target.kind.word(),
        rank: target.rank(),
        after: target.after.map(|at| Id::of(&rubric[at].id)),
        titles: texts(&target.titles),
        summary: target.summary.as_deref().map(Text),
        salary: target.salary.as_ref().map(salary),
        ready_at: decimal(target.ready_at),
        requires: target.requires.iter().map(|it| requirement(it, rubric)).collect(),
        formerly: ids(&target.formerly),
    }
}

/// The decimal that `ready_at` was written as: it has at most nine places, so the nearest double prints as it.
#[expect(clippy::cast_precision_loss, reason = "both parts are at most 10^9")]
fn decimal(share: super::Share) -> Number {
    Number(*share.numer() as f64 / *share.denom() as f64)
}

fn salary(salary: &Salary) -> keys::Salary<'_> {
    keys::Salary {
        currency: salary.currency.as_deref().map(Text),
        region: salary.region.as_deref().map(Text),
        low: Number(salary.low),
        high: Number(salary.high),
    }
}

fn requirement<'r>(requirement: &Requirement, rubric: &'r Rubric) -> keys::Requirement<'r> {
    let (skill, group) = match requirement.subject {
        Subject::Skill(at) => (Some(id_of(rubric, at)), None),
        Subject::Group(at) => (None, Some(Id::of(&rubric[at].id))),
    };
    let level = Level::of(requirement.level);
    keys::Requirement { skill, group, level, weight: requirement.weight, essential: requirement.essential }
}

fn project<'r>(project: &'r Project, rubric: &'r Rubric) -> keys::Project<'r> {
    let raised = project.raises.iter();
    keys::Project {
        id: Id::of(&project.id),
        title: Text(&project.title),
        summary: project.summary.as_deref().map(Text),
        hours: Hours::of(project.hours),
        raises: raised.map(|it| keys::Raise { skill: id_of(rubric, it.skill), to: Level::of(it.to) }).collect(),
        deliverables: texts(&project.deliverables),
        show: texts(&project.show),
        resources: project.resources.iter().map(resource).collect(),
    }
}

fn guide<'r>(guide: &'r Guide, rubric: &'r Rubric) -> keys::Guide<'r> {
    let link = |link: &'r Link| keys::Link { title: Text(&link.title), url: Text(&link.url) };
    keys::Guide {
        id: Id::of(&guide.id),
        title: Text(&guide.title),
        kind: guide.kind.word(),
        targets: guide.targets.iter().map(|at| Id::of(&rubric[*at].id)).collect(),
        text: texts(&guide.text),
        links: guide.links.iter().map(link).collect(),
    }
}

fn ids(ids: &[super::Id]) -> Vec<Id<'_>> {
    ids.iter().map(Id::of).collect()
}

fn texts(texts: &[String]) -> Vec<Text<'_>> {
    texts.iter().map(|text| Text(text)).collect()
}

fn id_of(rubric: &Rubric, at: SkillIx) -> Id<'_> {
    Id::of(&rubric[at].id)
}
