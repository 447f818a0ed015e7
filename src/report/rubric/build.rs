//! From rubrics to what is said of them.

use super::super::name::{self, Name, level};
use super::super::number::hours;
use super::super::table::{Column, Table};
use super::{Given, Listed, Overview, RubricList, Section};
use crate::rubric::{AreaIx, Credit, Group, Rubric, Subject, Target};
use crate::wording::count;

/// Lists rubrics in the order given.
pub fn rubrics(listed: &[Listed]) -> RubricList {
    let columns = vec![
        Column::left("rubric", 0),
        Column::left("id", 0),
        Column::left("version", 0),
        Column::right("skills", 0),
        Column::right("targets", 0),
        Column::left("from", 0),
    ];
    let cells = |one: &Listed| {
        vec![
            name::text(&one.title),
            name::text(&one.id),
            name::text(&one.version),
            one.skills.to_string(),
            one.targets.to_string(),
            name::text(&one.origin),
        ]
    };
    let first = listed.first().map(|one| name::text(&one.id));
    RubricList { table: Table { columns, rows: listed.iter().map(cells).collect() }, first }
}

/// Shows what a rubric holds. One skill of it is shown by [`crate::report::explain::explain`].
pub fn overview(rubric: &Rubric, given: &Given) -> Overview {
    let areas =
        rubric.areas().map(|(at, area)| Section { title: name::text(&area.title), entries: skills(rubric, at) });
    let mut sections: Vec<_> = areas.filter(|area| !area.entries.is_empty()).collect();
    let mut add = |title: &str, entries: Vec<(String, String)>| {
        if !entries.is_empty() {
            sections.push(Section { title: title.to_owned(), entries });
        }
    };
    add("Groups: alternatives of which some count", rubric.groups().map(|(_, one)| group(rubric, one)).collect());
    add("Targets", rubric.targets().map(|(_, one)| target(one)).collect());
    let project = |project: &crate::rubric::Project| {
        let raises = count(project.raises.len(), "skill", "skills");
        let words = format!("{}, about {}, raises {raises}", name::text(&project.title), hours(project.hours));
        (project.id.to_string(), words)
    };
    add("Projects", rubric.projects().map(|(_, one)| project(one)).collect());
    add("Guides", rubric.guides().map(|(_, one)| (one.id.to_string(), name::text(&one.title))).collect());
    add("Made from", rubric.sources().iter().map(credit).collect());
    let meaning = |(at, named): (_, &crate::rubric::LevelName)| {
        (level(rubric, at), name::text(named.meaning.as_deref().unwrap_or_default()))
    };
    Overview {
        given: given.clone(),
        name: Name::new(rubric.id(), rubric.title()),
        version: name::text(rubric.version()),
        summary: rubric.summary().map(name::text),
        size: size(rubric),
        scale: rubric.scale().levels().map(meaning).collect(),
        sections,
    }
}

fn size(rubric: &Rubric) -> String {
    let skills = count(rubric.skills().len(), "skill", "skills");
    let areas = count(rubric.areas().len(), "area", "areas");
    let targets = count(rubric.targets().len(), "target", "targets");
    let projects = count(rubric.projects().len(), "project", "projects");
    format!("{skills} in {areas}, {targets}, {projects}")
}

fn skills(rubric: &Rubric, area: AreaIx) -> Vec<(String, String)> {
    let inside = rubric.skills().filter(|(_, skill)| skill.area == area);
    inside.map(|(_, skill)| (skill.id.to_string(), name::text(&skill.title))).collect()
}

fn group(rubric: &Rubric, group: &Group) -> (String, String) {
    let members: Vec<_> =
        group.members.iter().map(|skill| rubric.subject_title(Subject::Skill(*skill)).to_owned()).collect();
    let words = format!("{}: {} of {}", group.title, group.choose, members.join(", "));
    (group.id.to_string(), name::text(&words))
}

fn target(target: &Target) -> (String, String) {
    let kind = match target.rank() {
        Some(rank) => format!("rung {rank} of the ladder"),
        None => target.kind.word().to_owned(),
    };
    let asks = count(target.requires.len(), "requirement", "requirements");
    (target.id.to_string(), format!("{}, {kind}, {asks}", name::text(&target.title)))
}

fn credit(credit: &Credit) -> (String, String) {
    let rest = [&credit.author, &credit.license, &credit.url].into_iter().flatten();
    (name::text(&credit.title), name::text(&rest.map(String::as_str).collect::<Vec<_>>().join(", ")))
}
