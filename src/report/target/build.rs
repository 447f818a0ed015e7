//! From a rubric and answers to targets.

use std::collections::BTreeMap;

use super::super::gap::readiness;
use super::super::name::{self, Name, capital, level};
use super::super::number::{RANGE, asked as asked_points, hours_between, money, range};
use super::super::table::{Column, Table};
use super::super::thumb::rule_of_thumb;
use super::super::verdict::{Judgement, at_least};
use super::super::{markdown::text as escaped, wrap::width};
use super::{Asked, Entry, Given, Guidance, Left, TargetList, TargetReport};
use crate::assessment::Answers;
use crate::rubric::{Guide, Level, Requirement, Rubric, Salary, Subject, Target, TargetIx, TargetKind};
use crate::score::{RequirementScore, Scorecard, Standing, Verdict, score};

/// Lists the targets; `left` says what is left to some of them, where a plan was made.
pub fn targets(
    rubric: &Rubric,
    answers: Option<&Answers>,
    left: &BTreeMap<TargetIx, Left>,
    given: &Given,
) -> TargetList {
    let entries: Vec<_> = rubric
        .targets_by_rank()
        .into_iter()
        .map(|at| entry(rubric, at, card(rubric, at, answers).as_ref(), left.get(&at).copied()))
        .collect();
    TargetList {
        given: given.clone(),
        edition: name::rubric(rubric),
        thumb: rule_of_thumb(rubric, rubric.skills().map(|(skill, _)| skill)).filter(|_| !left.is_empty()),
        table: list(&entries),
        brief: brief(&entries),
        entries,
    }
}

/// Shows one target.
pub fn target(
    rubric: &Rubric,
    at: TargetIx,
    answers: Option<&Answers>,
    left: Option<Left>,
    given: &Given,
) -> TargetReport {
    let described = &rubric[at];
    let card = card(rubric, at, answers);
    let standing = |standing: Standing| -> Vec<Name> {
        let name = |scored: &RequirementScore| Name::subject(rubric, scored.requirement.subject);
        card.iter().flat_map(|card| card.standing(standing)).map(name).collect()
    };
    let requirements = by_area(rubric, described);
    let guides = rubric.guides().map(|(_, guide)| guide);
    TargetReport {
        given: given.clone(),
        entry: entry(rubric, at, card.as_ref(), left),
        rubric: rubric.id().to_string(),
        edition: name::rubric(rubric),
        summary: described.summary.as_deref().map(name::text),
        facts: facts(rubric, described, card.as_ref(), left),
        table: requirements_table(rubric, &requirements),
        requirements: requirements.iter().map(|requirement| asked(rubric, requirement)).collect(),
        carries_over: standing(Standing::Met),
        missing: standing(Standing::Gap),
        open: standing(Standing::Open),
        guides: guides.filter(|guide| guide.targets.is_empty() || guide.targets.contains(&at)).map(guidance).collect(),
    }
}

fn card(rubric: &Rubric, at: TargetIx, answers: Option<&Answers>) -> Option<Scorecard> {
    answers.map(|answers| score(rubric, at, answers))
}

pub(in crate::report) fn entry(rubric: &Rubric, at: TargetIx, card: Option<&Scorecard>, left: Option<Left>) -> Entry {
    Entry {
        name: Name::target(rubric, at),
        kind: rubric[at].kind,
        requirements: rubric[at].requires.len(),
        readiness: card.and_then(|card| card.readiness),
        verdict: card.map(|card| card.verdict),
        verdict_brief: card.map(|card| Judgement { rubric, card, by_own_word: false }.brief()).unwrap_or_default(),
        is_held_back: card.is_some_and(|card| {
            let reaches = |readiness: crate::score::Span| readiness.high >= rubric[at].ready_at;
            card.readiness.is_some_and(reaches) && !card.below_floor().is_empty()
        }),
        left,
    }
}

/// What sort of role it is, in a word or two.
pub fn kind(kind: TargetKind) -> String {
    match kind {
        TargetKind::Ladder { rank } => format!("rung {rank}"),
        TargetKind::Specialisation | TargetKind::Switch => kind.word().to_owned(),
    }
}

fn list(entries: &[Entry]) -> Table {
    let mut columns =
        vec![Column::left("target", 0), Column::left("id", 0), Column::left("kind", 0), Column::right("asks", 0)];
    let scored = entries.iter().any(|entry| entry.verdict.is_some());
    let planned = entries.iter().any(|entry| entry.left.is_some());
    if scored {
        columns.extend([Column::right("readiness", RANGE.len()), Column::left("", "undecided".len())]);
    }
    if planned {
        columns.push(Column::right("hours left", 0));
    }
    let cells = |entry: &Entry| {
        let mut cells =
            vec![entry.name.title.clone(), entry.name.id.clone(), kind(entry.kind), entry.requirements.to_string()];
        if scored {
            cells.push(entry.readiness.map(range).unwrap_or_default());
            cells.push(entry.verdict_brief.clone());
        }
        if planned {
            cells.push(entry.left.map(|left| hours_between(left.range)).unwrap_or_default());
        }
        cells
    };
    Table { columns, rows: entries.iter().map(cells).collect() }
}

/// The list as it fits a screen: what one is not ready for is told by the hours that are left.
fn brief(entries: &[Entry]) -> Table {
    if entries.iter().all(|entry| entry.verdict.is_none()) {
        return list(entries);
    }
    let columns = vec![
        Column::left("target", 0),
        Column::left("id", 0),
        Column::right("readiness", RANGE.len()),
        Column::right("left", 0),
    ];
    let left = |entry: &Entry| match entry.verdict {
        Some(Verdict::NotReady) => entry.left.map(|left| hours_between(left.range)).unwrap_or_default(),
        other => other.map(name::verdict).unwrap_or_default(),
    };
    let cells = |entry: &Entry| {
        vec![
            entry.name.title.clone(),
            entry.name.id.clone(),
            entry.readiness.map(range).unwrap_or_default(),
            left(entry),
        ]
    };
    Table { columns, rows: entries.iter().map(cells).collect() }
}

fn facts(
    rubric: &Rubric,
    target: &Target,
    card: Option<&Scorecard>,
    left: Option<Left>,
) -> Vec<(&'static str, String)> {
    let mut facts = vec![("Kind", kind(target.kind))];
    facts.extend(target.after.map(|after| ("Starts from", Name::target(rubric, after).title)));
    if !target.titles.is_empty() {
        facts.push(("Job titles", name::text(&target.titles.join(", "))));
    }
    facts.extend(target.salary.as_ref().map(|salary| ("Salary", pay(salary))));
    facts.push(("Ready at", ready_at(target)));
    if let Some(card) = card {
        let readiness = readiness(card.readiness);
        facts.push(("Your readiness", format!("{readiness}, self-rated")));
        facts.push(("Verdict", Judgement { rubric, card, by_own_word: false }.words()));
    }
    let left = left.and_then(Left::words);
    let all = rubric.skills().map(|(skill, _)| skill);
    let thumb = rule_of_thumb(rubric, all).filter(|_| left.is_some());
    facts.extend(left.map(|left| ("Hours left", format!("{left}, 80 % likely"))));
    facts.extend(thumb.map(|note| ("Hours", note)));
    facts
}

/// `85 of 100, and nothing below its floor`
fn ready_at(target: &Target) -> String {
    let has_floor = |requirement: &Requirement| requirement.floor > Level::NONE;
    let floors =
        if target.requires.iter().any(has_floor) { ", and nothing below what is asked at the least" } else { "" };
    format!("{} of 100{floors}", asked_points(target.ready_at))
}

fn pay(salary: &Salary) -> String {
    let currency = salary.currency.as_ref().map(|currency| format!("{currency} ")).unwrap_or_default();
    let region = salary.region.as_ref().map(|region| format!(", {region}")).unwrap_or_default();
    name::text(&format!("{currency}{} to {} a year{region}", money(salary.low), money(salary.high)))
}

/// The requirements in the order of the rubric's areas, inside an area in that of the target.
fn by_area(rubric: &Rubric, target: &Target) -> Vec<Requirement> {
    let mut requirements = target.requires.clone();
    requirements.sort_by_key(|requirement| rubric.subject_area(requirement.subject));
    requirements
}

fn asked(rubric: &Rubric, requirement: &Requirement) -> Asked {
    let area = &rubric[rubric.subject_area(requirement.subject)];
    Asked {
        name: Name::subject(rubric, requirement.subject),
        is_group: matches!(requirement.subject, Subject::Group(_)),
        area: Name::new(&area.id, &area.title),
        level: requirement.level.get(),
        weight: requirement.weight,
        essential: requirement.essential,
        floor: requirement.floor.get(),
    }
}

fn requirements_table(rubric: &Rubric, requirements: &[Requirement]) -> Table {
    let wide = |texts: &mut dyn Iterator<Item = String>| texts.map(|text| width(&escaped(&text))).max().unwrap_or(0);
    let columns = vec![
        Column::left("skill", wide(&mut requirements.iter().map(|one| rubric.subject_title(one.subject).to_owned()))),
        Column::left("area", wide(&mut rubric.areas().map(|(_, area)| area.title.clone()))),
        Column::left("asked", wide(&mut rubric.scale().levels().map(|(at, _)| level(rubric, at)))),
        Column::right("weight", 0),
        Column::left("", "at least 10".len()),
    ];
    let cells = |requirement: &Requirement| {
        let one = asked(rubric, requirement);
        vec![
            one.name.title,
            one.area.title,
            level(rubric, requirement.level),
            one.weight.to_string(),
            at_least(requirement),
        ]
    };
    Table { columns, rows: requirements.iter().map(cells).collect() }
}

fn guidance(guide: &Guide) -> Guidance {
    Guidance {
        name: Name { id: guide.id.to_string(), title: capital(&name::text(&guide.title)) },
        text: guide.text.iter().map(|text| name::text(text)).collect(),
        links: guide.links.iter().map(|link| (name::text(&link.title), name::text(&link.url))).collect(),
    }
}
