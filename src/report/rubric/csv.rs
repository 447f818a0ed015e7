//! The list of rubrics as a sheet.

use serde::Serialize;

use super::super::csv::{Cell, Csv, csv};
use super::Listed;

/// The list as CSV: a row for each rubric.
pub fn list_sheet(listed: &[Listed]) -> Csv {
    csv(listed.iter().map(|one| Line {
        id: Cell::text(&one.id),
        title: Cell::text(&one.title),
        version: Cell::text(&one.version),
        skills: Cell::own(one.skills),
        targets: Cell::own(one.targets),
        origin: Cell::text(&one.origin),
    }))
}

/// The columns, left to right; columns are only ever added, at the end.
#[derive(Default, Serialize)]
struct Line {
    id: Cell,
    title: Cell,
    version: Cell,
    skills: Cell,
    targets: Cell,
    origin: Cell,
}
