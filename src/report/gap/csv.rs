//! The gap report as a sheet: a row for each requirement and, below a group, for each of its members.

use serde::Serialize;

use super::super::csv::{Cell, Csv, csv};
use super::super::json::points;
use super::super::name;
use super::super::number::exact;
use super::{GapReport, Member, Row, SkillRow, State, word};
use crate::assessment::Help;
use crate::rubric::Level;
use crate::score::{Bounds, Standing};

/// The report as CSV, in the target's order.
pub fn sheet(report: &GapReport) -> Csv {
    csv(report.rows.iter().enumerate().flat_map(|(at, row)| {
        let members = row.members.iter().map(move |member| of_member(report, row, member));
        std::iter::once(of_requirement(report, at, row)).chain(members)
    }))
}

/// The columns, left to right; columns are only ever added, at the end.
#[derive(Default, Serialize)]
struct Line {
    area_id: Cell,
    area: Cell,
    /// `skill`, `group`, or `member` of the group that `group_id` names.
    kind: Cell,
    id: Cell,
    title: Cell,
    group_id: Cell,
    state: Cell,
    level: Cell,
    /// The levels between which the skill stands; a rating is both.
    lowest: Cell,
    highest: Cell,
    you: Cell,
    required: Cell,
    gap: Cell,
    weight: Cell,
    essential: Cell,
    attainment_low: Cell,
    attainment_high: Cell,
    points: Cell,
    /// 1 is the gap that costs most; empty where there is none.
    priority: Cell,
    standing: Cell,
    answered: Cell,
    evidence: Cell,
    target: Cell,
    assessed: Cell,
    rubric: Cell,
    floor: Cell,
    floor_met: Cell,
    /// `ai` if the level is held only with an AI assistant's help.
    help: Cell,
}

fn of_requirement(report: &GapReport, at: usize, row: &Row) -> Line {
    let is_group = row.state == State::Group;
    let priority = report.gaps.iter().position(|gap| *gap == at).map(|place| place + 1);
    Line {
        area_id: Cell::text(&row.area.id),
        area: Cell::text(&row.area.title),
        kind: Cell::own(if is_group { "group" } else { "skill" }),
        id: Cell::text(&row.name.id),
        title: Cell::text(&row.name.title),
        you: Cell::text(&row.you),
        required: Cell::own(row.required),
        gap: Cell::own(row.gap),
        weight: Cell::own(row.weight),
        essential: Cell::own(row.essential),
        attainment_low: Cell::maybe(row.attainment.map(|span| exact(span.low))),
        attainment_high: Cell::maybe(row.attainment.map(|span| exact(span.high))),
        points: Cell::own(points(row.missing)),
        priority: Cell::maybe(priority),
        standing: Cell::own(standing(row.standing)),
        floor: Cell::own(row.floor),
        floor_met: Cell::maybe(row.floor_met),
        ..if is_group { about(report) } else { said(report, &row.name.id, row.state, row.rating, row.implied) }
    }
}

fn of_member(report: &GapReport, row: &Row, member: &Member) -> Line {
    let skill = skill(report, &member.name.id);
    Line {
        area_id: skill.map(|skill| Cell::text(&skill.area.id)).unwrap_or_default(),
        area: skill.map(|skill| Cell::text(&skill.area.title)).unwrap_or_default(),
        kind: Cell::own("member"),
        id: Cell::text(&member.name.id),
        title: Cell::text(&member.name.title),
        group_id: Cell::text(&row.name.id),
        you: skill.map(|skill| Cell::text(&skill.you)).unwrap_or_default(),
        ..said(report, &member.name.id, member.state, member.rating, member.implied)
    }
}

/// What was said of a skill.
fn said(report: &GapReport, id: &str, state: State, rating: Option<Level>, implied: Option<Bounds>) -> Line {
    let skill = skill(report, id);
    Line {
        state: Cell::own(word(state)),
        level: Cell::maybe(rating),
        lowest: Cell::maybe(rating.or(implied.map(|bounds| bounds.low))),
        highest: Cell::maybe(rating.or(implied.map(|bounds| bounds.high))),
        answered: Cell::maybe(skill.and_then(|skill| skill.on)),
        evidence: skill.map(|skill| Cell::text(&skill.evidence)).unwrap_or_default(),
        help: if report.with_ai.iter().any(|name| name.id == id) {
            Cell::own(Help::Ai.as_str())
        } else {
            Cell::default()
        },
        ..about(report)
    }
}

/// What stands in every row, so that sheets of many people can be laid under each other.
fn about(report: &GapReport) -> Line {
    Line {
        target: Cell::text(&report.target.id),
        assessed: Cell::own(report.on),
        rubric: Cell::text(&name::edition(&report.edition)),
        ..Line::default()
    }
}

fn skill<'a>(report: &'a GapReport, id: &str) -> Option<&'a SkillRow> {
    report.skills.iter().find(|skill| skill.name.id == id)
}

const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Met => "met",
        Standing::Gap => "gap",
        Standing::Open => "open",
        Standing::Dropped => "not-applicable",
    }
}
