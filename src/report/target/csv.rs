//! Targets as sheets.

use serde::Serialize;

use super::super::csv::{Cell, Csv, csv};
use super::super::number::exact;
use super::{TargetList, TargetReport};
use crate::score::Verdict;

/// The list as CSV: a row for each target.
pub fn list_sheet(list: &TargetList) -> Csv {
    csv(list.entries.iter().map(|entry| Entry {
        id: Cell::text(&entry.name.id),
        title: Cell::text(&entry.name.title),
        kind: Cell::own(entry.kind.word()),
        rank: Cell::maybe(entry.kind.rank()),
        requirements: Cell::own(entry.requirements),
        readiness_low: Cell::maybe(entry.readiness.map(|span| exact(span.low))),
        readiness_high: Cell::maybe(entry.readiness.map(|span| exact(span.high))),
        verdict: Cell::maybe(entry.verdict.map(Verdict::as_str)),
        hours: Cell::maybe(entry.left.map(|left| left.hours.get())),
        rubric: Cell::text(&list.edition),
        hours_low: Cell::maybe(entry.left.map(|left| left.range.low)),
        hours_high: Cell::maybe(entry.left.map(|left| left.range.high)),
    }))
}

/// One target as CSV: a row for each requirement.
pub fn sheet(report: &TargetReport) -> Csv {
    csv(report.requirements.iter().map(|asked| Line {
        area_id: Cell::text(&asked.area.id),
        area: Cell::text(&asked.area.title),
        kind: Cell::own(if asked.is_group { "group" } else { "skill" }),
        id: Cell::text(&asked.name.id),
        title: Cell::text(&asked.name.title),
        level: Cell::own(asked.level),
        weight: Cell::own(asked.weight),
        essential: Cell::own(asked.essential),
        target: Cell::text(&report.entry.name.id),
        rubric: Cell::text(&report.edition),
        floor: Cell::own(asked.floor),
    }))
}

/// The columns of the list; columns are only ever added, at the end.
#[derive(Default, Serialize)]
struct Entry {
    id: Cell,
    title: Cell,
    kind: Cell,
    rank: Cell,
    requirements: Cell,
    readiness_low: Cell,
    readiness_high: Cell,
    verdict: Cell,
    hours: Cell,
    rubric: Cell,
    hours_low: Cell,
    hours_high: Cell,
}

/// The columns of one target; columns are only ever added, at the end.
#[derive(Default, Serialize)]
struct Line {
    area_id: Cell,
    area: Cell,
    kind: Cell,
    id: Cell,
    title: Cell,
    level: Cell,
    weight: Cell,
    essential: Cell,
    target: Cell,
    rubric: Cell,
    floor: Cell,
}
