//! The tables of the progress report.

use super::super::bar::{bar, stretch};
use super::super::number::RANGE;
use super::super::table::{Column, Table};
use super::{Moved, ProgressReport, Row, build::readiness};

/// Skills that moved, then and now.
pub(super) fn moved(moved: &[&Moved]) -> Table {
    let columns = vec![Column::left("skill", 0), Column::left("then", 0), Column::left("now", 0)];
    let cells = |one: &&Moved| vec![one.name.title.clone(), one.then.clone(), one.now.clone()];
    Table { columns, rows: moved.iter().map(cells).collect() }
}

/// What changed the number; each bar begins where the one above it ends.
pub(super) fn cascade(report: &ProgressReport, unicode: bool) -> Table {
    const CELLS: usize = 20;
    let columns = vec![
        Column::left("what", "not answered now".len()),
        Column::right("points", "+100.0".len()),
        Column::left("", CELLS),
        Column::left("by", 0),
    ];
    let cells = |row: &Row| {
        let drawn = stretch(row.from, row.to, CELLS, unicode);
        vec![row.what.clone(), row.points.clone(), drawn, row.by.clone()]
    };
    Table { columns, rows: report.cascade.iter().map(cells).collect() }
}

/// Readiness over time, with bars.
pub(super) fn series(report: &ProgressReport) -> Table {
    const CELLS: usize = 20;
    let columns = vec![Column::left("day", 0), Column::right("readiness", RANGE.len()), Column::left("", CELLS)];
    let cells = |point: &crate::history::Point| {
        let drawn = point.readiness.map(|span| bar(span, CELLS, true)).unwrap_or_default();
        vec![report.day(point), readiness(point), drawn]
    };
    Table { columns, rows: report.series.iter().map(cells).collect() }
}
