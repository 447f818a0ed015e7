//! The tables of the progress report.

use super::super::bar::bar;
use super::super::table::{Column, Table};
use super::{Moved, ProgressReport, build::readiness};

/// Skills that moved, then and now.
pub(super) fn moved(moved: &[&Moved]) -> Table {
    let columns = vec![Column::left("skill", 0), Column::left("then", 0), Column::left("now", 0)];
    let cells = |one: &&Moved| vec![one.name.title.clone(), one.then.clone(), one.now.clone()];
    Table { columns, rows: moved.iter().map(cells).collect() }
}

/// Readiness over time, with bars.
pub(super) fn series(report: &ProgressReport) -> Table {
    const CELLS: usize = 20;
    let columns = vec![
        Column::left("day", "2026-11-22".len()),
        Column::right("readiness", "100 to 100".len()),
        Column::left("", CELLS),
    ];
    let cells = |point: &crate::history::Point| {
        let drawn = point.readiness.map(|span| bar(span, CELLS, true)).unwrap_or_default();
        vec![point.on.to_string(), readiness(point), drawn]
    };
    Table { columns, rows: report.series.iter().map(cells).collect() }
}
