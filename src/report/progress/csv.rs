//! The progress report as a sheet: a row for each skill that moved.

use serde::Serialize;

use super::super::csv::{Cell, Csv, csv};
use super::super::name;
use super::{Moved, ProgressReport, rated};

/// The skills that moved as CSV, those that rose first.
pub fn sheet(report: &ProgressReport) -> Csv {
    csv(report.moved.iter().map(|moved| of_moved(report, moved)))
}

/// The columns, left to right; columns are only ever added, at the end.
#[derive(Default, Serialize)]
struct Line {
    skill_id: Cell,
    skill: Cell,
    /// What sort of move it is, as in the JSON.
    change: Cell,
    from: Cell,
    to: Cell,
    then: Cell,
    now: Cell,
    from_assessed: Cell,
    to_assessed: Cell,
    target: Cell,
    rubric: Cell,
}

fn of_moved(report: &ProgressReport, moved: &Moved) -> Line {
    Line {
        skill_id: Cell::text(&moved.name.id),
        skill: Cell::text(&moved.name.title),
        change: Cell::own(moved.change.as_str()),
        from: Cell::maybe(rated(moved.from)),
        to: Cell::maybe(rated(moved.to)),
        then: Cell::text(&moved.then),
        now: Cell::text(&moved.now),
        from_assessed: Cell::own(report.from.on),
        to_assessed: Cell::own(report.to.on),
        target: Cell::text(&report.target.id),
        rubric: Cell::text(&name::edition(&report.edition)),
    }
}
