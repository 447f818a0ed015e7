//! A rubric as JSON: the keys of a rubric file as they are, defaults filled in, what it extends resolved.

use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::{
    Area, Credit, Group, Guide, Id, Level, Link, Project, Requirement, Resource, Rubric, Salary, Skill, SkillIx,
    Subject, Target,
};

/// The JSON of a rubric, always the same text for the same rubric. [`read_json`](super::read_json) reads it back.
pub fn to_json(rubric: &Rubric) -> String {
    let mut text = serde_json::to_string_pretty(&Whole::of(rubric)).expect("texts and finite numbers are always JSON");
    text.push('\n');
    text
}

/// One table of that JSON: the one with this id in the list under `key`, such as `projects`. Empty if there is none.
pub fn part(rubric: &Rubric, key: &str, id: &str) -> String {
    let whole = serde_json::to_value(Whole::of(rubric)).expect("texts and finite numbers are always JSON");
    let tables = whole[key].as_array().map_or(&[][..], Vec::as_slice);
    let table = tables.iter().find(|table| table["id"] == id);
    table.map_or_else(String::new, |table| format!("{table:#}\n"))
}

/// The SHA-256 of a rubric's JSON, in lower case hexadecimal: the rubric's digest.
pub fn digest(json: &str) -> String {
    format!("{:x}", Sha256::digest(json.as_bytes()))
}

#[derive(Serialize)]
struct Whole<'r> {
    id: &'r str,
    title: &'r str,
    version: &'r str,
    language: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'r str>,
    sources: Vec<SourceOut<'r>>,
    scale: Vec<LevelOut<'r>>,
    areas: Vec<AreaOut<'r>>,
    skills: Vec<SkillOut<'r>>,
    groups: Vec<GroupOut<'r>>,
    targets: Vec<TargetOut<'r>>,
    projects: Vec<ProjectOut<'r>>,
    guides: Vec<GuideOut<'r>>,
}

impl<'r> Whole<'r> {
    fn of(rubric: &'r Rubric) -> Self {
        Self {
            id: rubric.id.as_str(),
            title: &rubric.title,
            version: &rubric.version,
            language: &rubric.language,
            summary: rubric.summary.as_deref(),
            sources: rubric.sources.iter().map(source).collect(),
            scale: rubric
                .scale
                .levels()
                .map(|(_, level)| LevelOut { name: &level.name, meaning: level.meaning.as_deref() })
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

#[derive(Serialize)]
struct SourceOut<'r> {
    title: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
}

fn source(credit: &Credit) -> SourceOut<'_> {
    SourceOut {
        title: &credit.title,
        author: credit.author.as_deref(),
        license: credit.license.as_deref(),
        url: credit.url.as_deref(),
    }
}

#[derive(Serialize)]
struct LevelOut<'r> {
    name: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    meaning: Option<&'r str>,
}

#[derive(Serialize)]
struct AreaOut<'r> {
    id: &'r str,
    title: &'r str,
}

fn area(area: &Area) -> AreaOut<'_> {
    AreaOut { id: area.id.as_str(), title: &area.title }
}

#[derive(Serialize)]
struct SkillOut<'r> {
    id: &'r str,
    title: &'r str,
    area: &'r str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'r str>,
    aliases: &'r [String],
    formerly: Vec<&'r str>,
    anchors: &'r [String],
    hours: Vec<Number>,
    requires: Vec<PrerequisiteOut<'r>>,
    resources: Vec<ResourceOut<'r>>,
    practice: &'r [String],
}

#[derive(Serialize)]
struct PrerequisiteOut<'r> {
    level: u8,
    skill: &'r str,
    at: u8,
}

fn skill<'r>(skill: &'r Skill, rubric: &'r Rubric) -> SkillOut<'r> {
    let needed = skill.requires.iter();
    SkillOut {
        id: skill.id.as_str(),
        title: &skill.title,
        area: rubric[skill.area].id.as_str(),
        kind: skill.kind.word(),
        summary: skill.summary.as_deref(),
        why: skill.why.as_deref(),
        aliases: &skill.aliases,
        formerly: ids(&skill.formerly),
        anchors: &skill.anchors,
        hours: skill.hours.iter().map(|hours| Number(hours.get())).collect(),
        requires: needed
            .map(|it| PrerequisiteOut { level: it.level.get(), skill: id_of(rubric, it.skill), at: it.at.get() })
            .collect(),
        resources: skill.resources.iter().map(resource).collect(),
        practice: &skill.practice,
    }
}

#[derive(Serialize)]
struct ResourceOut<'r> {
    title: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<&'r str>,
    levels: Vec<u8>,
}

fn resource(resource: &Resource) -> ResourceOut<'_> {
    ResourceOut {
        title: &resource.title,
        url: resource.url.as_deref(),
        kind: resource.kind.as_deref(),
        cost: resource.cost.as_deref(),
        levels: resource.levels.iter().copied().map(Level::get).collect(),
    }
}

#[derive(Serialize)]
struct GroupOut<'r> {
    id: &'r str,
    title: &'r str,
    area: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'r str>,
    choose: usize,
    skills: Vec<&'r str>,
    formerly: Vec<&'r str>,
}

fn group<'r>(group: &'r Group, rubric: &'r Rubric) -> GroupOut<'r> {
    GroupOut {
        id: group.id.as_str(),
        title: &group.title,
        area: rubric[group.area].id.as_str(),
        summary: group.summary.as_deref(),
        choose: group.choose,
        skills: group.members.iter().map(|at| id_of(rubric, *at)).collect(),
        formerly: ids(&group.formerly),
    }
}

#[derive(Serialize)]
struct TargetOut<'r> {
    id: &'r str,
    title: &'r str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'r str>,
    titles: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    salary: Option<SalaryOut<'r>>,
    ready_at: Number,
    requires: Vec<RequirementOut<'r>>,
    formerly: Vec<&'r str>,
}

#[derive(Serialize)]
struct SalaryOut<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'r str>,
    low: Number,
    high: Number,
}

#[derive(Serialize)]
struct RequirementOut<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    skill: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'r str>,
    level: u8,
    weight: u32,
    essential: bool,
}

fn target<'r>(target: &'r Target, rubric: &'r Rubric) -> TargetOut<'r> {
    TargetOut {
        id: target.id.as_str(),
        title: &target.title,
        kind: target.kind.word(),
        rank: target.rank(),
        after: target.after.map(|at| rubric[at].id.as_str()),
        titles: &target.titles,
        summary: target.summary.as_deref(),
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

fn salary(salary: &Salary) -> SalaryOut<'_> {
    SalaryOut {
        currency: salary.currency.as_deref(),
        region: salary.region.as_deref(),
        low: Number(salary.low),
        high: Number(salary.high),
    }
}

fn requirement<'r>(requirement: &Requirement, rubric: &'r Rubric) -> RequirementOut<'r> {
    let (skill, group) = match requirement.subject {
        Subject::Skill(at) => (Some(id_of(rubric, at)), None),
        Subject::Group(at) => (None, Some(rubric[at].id.as_str())),
    };
    let level = requirement.level.get();
    RequirementOut { skill, group, level, weight: requirement.weight, essential: requirement.essential }
}

#[derive(Serialize)]
struct ProjectOut<'r> {
    id: &'r str,
    title: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'r str>,
    hours: Number,
    raises: Vec<RaiseOut<'r>>,
    deliverables: &'r [String],
    show: &'r [String],
    resources: Vec<ResourceOut<'r>>,
}

#[derive(Serialize)]
struct RaiseOut<'r> {
    skill: &'r str,
    to: u8,
}

fn project<'r>(project: &'r Project, rubric: &'r Rubric) -> ProjectOut<'r> {
    let raised = project.raises.iter();
    ProjectOut {
        id: project.id.as_str(),
        title: &project.title,
        summary: project.summary.as_deref(),
        hours: Number(project.hours.get()),
        raises: raised.map(|it| RaiseOut { skill: id_of(rubric, it.skill), to: it.to.get() }).collect(),
        deliverables: &project.deliverables,
        show: &project.show,
        resources: project.resources.iter().map(resource).collect(),
    }
}

#[derive(Serialize)]
struct GuideOut<'r> {
    id: &'r str,
    title: &'r str,
    kind: &'static str,
    targets: Vec<&'r str>,
    text: &'r [String],
    links: Vec<LinkOut<'r>>,
}

#[derive(Serialize)]
struct LinkOut<'r> {
    title: &'r str,
    url: &'r str,
}

fn guide<'r>(guide: &'r Guide, rubric: &'r Rubric) -> GuideOut<'r> {
    let link = |link: &'r Link| LinkOut { title: &link.title, url: &link.url };
    GuideOut {
        id: guide.id.as_str(),
        title: &guide.title,
        kind: guide.kind.word(),
        targets: guide.targets.iter().map(|at| rubric[*at].id.as_str()).collect(),
        text: &guide.text,
        links: guide.links.iter().map(link).collect(),
    }
}

fn ids(ids: &[Id]) -> Vec<&str> {
    ids.iter().map(Id::as_str).collect()
}

fn id_of(rubric: &Rubric, at: SkillIx) -> &str {
    rubric[at].id.as_str()
}

/// A number that is written without a fraction where it has none.
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "whole and within the exact range")]
            return serializer.serialize_i64(self.0 as i64);
        }
        serializer.serialize_f64(self.0)
    }
}
