//! A rubric as JSON: the keys of a rubric file as they are, defaults filled in, what it extends resolved.

mod keys;
mod schema;
mod values;

use sha2::{Digest, Sha256};

pub use self::schema::SCHEMA;
use self::values::{Anchor, Hours, Id, Level, Number, Text, Weeks};
use super::{
    Area, Credit, Group, Guide, HoursFrom, LevelName, Link, Prerequisite, Project, Raise, Requirement, Resource,
    Rubric, Salary, Scale, Skill, SkillIx, Subject, Target,
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

// Each thing is taken apart into all of its fields: one that is new does not compile until it is written.

impl<'r> keys::Rubric<'r> {
    fn of(rubric: &'r Rubric) -> Self {
        let Rubric {
            id,
            title,
            version,
            language,
            summary,
            sources,
            scale,
            hours,
            areas,
            skills,
            groups,
            targets,
            projects,
            guides,
            by_id: _,
        } = rubric;
        Self {
            id: Id::of(id),
            title: Text(title),
            version: Text(version),
            language: Text(language),
            summary: summary.as_deref().map(Text),
            sources: sources.iter().map(source).collect(),
            scale: levels(scale),
            hours: hours.iter().copied().map(Hours::of).collect(),
            areas: areas.iter().map(area).collect(),
            skills: skills.iter().map(|it| skill(it, rubric)).collect(),
            groups: groups.iter().map(|it| group(it, rubric)).collect(),
            targets: targets.iter().map(|it| target(it, rubric)).collect(),
            projects: projects.iter().map(|it| project(it, rubric)).collect(),
            guides: guides.iter().map(|it| guide(it, rubric)).collect(),
        }
    }
}

fn source(Credit { title, author, license, url }: &Credit) -> keys::Source<'_> {
    keys::Source {
        title: Text(title),
        author: author.as_deref().map(Text),
        license: license.as_deref().map(Text),
        url: url.as_deref().map(Text),
    }
}

fn levels<'r>(scale: &'r Scale) -> Vec<keys::LevelName<'r>> {
    let level = |LevelName { name, meaning }: &'r LevelName| keys::LevelName {
        name: Text(name),
        meaning: meaning.as_deref().map(Text),
    };
    scale.levels().map(|(_, it)| level(it)).collect()
}

fn area(Area { id, title }: &Area) -> keys::Area<'_> {
    keys::Area { id: Id::of(id), title: Text(title) }
}

fn skill<'r>(skill: &'r Skill, rubric: &'r Rubric) -> keys::Skill<'r> {
    let Skill {
        id,
        title,
        area,
        kind,
        summary,
        why,
        aliases,
        covers,
        wordlike,
        concepts,
        formerly,
        anchors,
        hours,
        hours_from,
        weeks,
        practice,
        requires,
        resources,
    } = skill;
    let own_hours = if *hours_from == HoursFrom::Skill { &hours[..] } else { &[] };
    keys::Skill {
        id: Id::of(id),
        title: Text(title),
        area: Id::of(&rubric[*area].id),
        kind: kind.word(),
        summary: summary.as_deref().map(Text),
        why: why.as_deref().map(Text),
        aliases: texts(aliases),
        covers: texts(covers),
        wordlike: texts(wordlike),
        concepts: texts(concepts),
        formerly: ids(formerly),
        anchors: anchors.iter().map(|anchor| Anchor(anchor)).collect(),
        hours: own_hours.iter().copied().map(Hours::of).collect(),
        weeks: weeks.iter().copied().map(Weeks).collect(),
        requires: requires.iter().map(|it| prerequisite(it, rubric)).collect(),
        resources: resources.iter().map(|it| resource(it, rubric)).collect(),
        practice: texts(practice),
    }
}

fn prerequisite<'r>(needed: &Prerequisite, rubric: &'r Rubric) -> keys::Prerequisite<'r> {
    let Prerequisite { level, subject, at } = *needed;
    let (skill, group) = subject_ids(subject, rubric);
    keys::Prerequisite { level: Level::of(level), skill, group, at: Level::of(at) }
}

fn resource<'r>(resource: &'r Resource, rubric: &'r Rubric) -> keys::Resource<'r> {
    let Resource { title, url, kind, cost, levels, for_skills } = resource;
    keys::Resource {
        title: Text(title),
        url: url.as_deref().map(Text),
        kind: kind.as_deref().map(Text),
        cost: cost.as_deref().map(Text),
        levels: levels.iter().copied().map(Level::of).collect(),
        for_skills: for_skills.iter().map(|at| id_of(rubric, *at)).collect(),
    }
}

fn group<'r>(group: &'r Group, rubric: &'r Rubric) -> keys::Group<'r> {
    let Group { id, title, area, summary, choose, members, formerly } = group;
    keys::Group {
        id: Id::of(id),
        title: Text(title),
        area: Id::of(&rubric[*area].id),
        summary: summary.as_deref().map(Text),
        choose: *choose,
        skills: members.iter().map(|at| id_of(rubric, *at)).collect(),
        formerly: ids(formerly),
    }
}

fn target<'r>(target: &'r Target, rubric: &'r Rubric) -> keys::Target<'r> {
    let Target { id, title, kind, after, titles, summary, salary: pays, ready_at, requires, formerly } = target;
    keys::Target {
        id: Id::of(id),
        title: Text(title),
        kind: kind.word(),
        rank: kind.rank(),
        after: after.map(|at| Id::of(&rubric[at].id)),
        titles: texts(titles),
        summary: summary.as_deref().map(Text),
        salary: pays.as_ref().map(salary),
        ready_at: decimal(*ready_at),
        requires: requires.iter().map(|it| requirement(it, rubric)).collect(),
        formerly: ids(formerly),
    }
}

/// The decimal that `ready_at` was written as: it has at most nine places, so the nearest double prints as it.
#[expect(clippy::cast_precision_loss, reason = "both parts are at most 10^9")]
fn decimal(share: super::Share) -> Number {
    Number(*share.numer() as f64 / *share.denom() as f64)
}

fn salary(Salary { currency, region, low, high }: &Salary) -> keys::Salary<'_> {
    keys::Salary {
        currency: currency.as_deref().map(Text),
        region: region.as_deref().map(Text),
        low: Number(*low),
        high: Number(*high),
    }
}

fn requirement<'r>(requirement: &Requirement, rubric: &'r Rubric) -> keys::Requirement<'r> {
    let Requirement { subject, level, weight, essential, floor } = *requirement;
    let (skill, group) = subject_ids(subject, rubric);
    let floor = if essential { 0 } else { floor.get() };
    keys::Requirement { skill, group, level: Level::of(level), weight, essential, floor }
}

fn project<'r>(project: &'r Project, rubric: &'r Rubric) -> keys::Project<'r> {
    let Project { id, title, summary, hours, raises, deliverables, show, resources } = project;
    let raise = |Raise { skill, to }: &Raise| keys::Raise { skill: id_of(rubric, *skill), to: Level::of(*to) };
    keys::Project {
        id: Id::of(id),
        title: Text(title),
        summary: summary.as_deref().map(Text),
        hours: Hours::of(*hours),
        raises: raises.iter().map(raise).collect(),
        deliverables: texts(deliverables),
        show: texts(show),
        resources: resources.iter().map(|it| resource(it, rubric)).collect(),
    }
}

fn guide<'r>(guide: &'r Guide, rubric: &'r Rubric) -> keys::Guide<'r> {
    let Guide { id, title, kind, targets, text, links } = guide;
    let link = |Link { title, url }: &'r Link| keys::Link { title: Text(title), url: Text(url) };
    keys::Guide {
        id: Id::of(id),
        title: Text(title),
        kind: kind.word(),
        targets: targets.iter().map(|at| Id::of(&rubric[*at].id)).collect(),
        text: texts(text),
        links: links.iter().map(link).collect(),
    }
}

/// The id of a skill under `skill`, of a group under `group`.
fn subject_ids(subject: Subject, rubric: &Rubric) -> (Option<Id<'_>>, Option<Id<'_>>) {
    match subject {
        Subject::Skill(at) => (Some(id_of(rubric, at)), None),
        Subject::Group(at) => (None, Some(Id::of(&rubric[at].id))),
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
