//! The tables of the gap report, the same for terminal and Markdown.

use super::super::number::{RANGE, range};
use super::super::table::{Column, Table};
use super::{GapReport, Row};
use crate::report::bar::bar;

/// The first so many gaps.
pub(super) fn gaps(report: &GapReport, most: usize) -> Table {
    let widths = report.widths;
    let columns = vec![
        Column::left("skill", widths.title),
        Column::left("you", widths.state),
        Column::left("asked", widths.level),
        Column::right("gap", "10+".len()),
        Column::right("points", "100.0".len()),
        Column::left("", "essential, old".len()),
    ];
    let cells = |row: &Row| {
        vec![
            row.name.title.clone(),
            row.you.clone(),
            row.asked.clone(),
            row.levels.clone(),
            row.points.to_string(),
            remarks(row),
        ]
    };
    Table { columns, rows: report.gap_rows().take(most).map(cells).collect() }
}

/// The first so many open requirements.
pub(super) fn open(report: &GapReport, most: usize) -> Table {
    let widths = report.widths;
    let columns = vec![
        Column::left("skill", widths.title),
        Column::left("you", widths.state),
        Column::left("asked", widths.level),
        Column::right("up to", "100.0".len()),
        Column::left("", "essential, old".len()),
    ];
    let cells = |row: &Row| {
        vec![row.name.title.clone(), row.you.clone(), row.asked.clone(), row.points.to_string(), remarks(row)]
    };
    Table { columns, rows: report.open_rows().take(most).map(cells).collect() }
}

/// Readiness by area, with bars.
pub(super) fn areas(report: &GapReport) -> Table {
    const CELLS: usize = 20;
    let columns = vec![
        Column::left("area", report.widths.area),
        Column::right("readiness", RANGE.len()),
        Column::left("", CELLS),
    ];
    let cells = |(area, span): &(super::Name, crate::score::Span)| {
        vec![area.title.clone(), range(*span), bar(*span, CELLS, true)]
    };
    Table { columns, rows: report.areas.iter().map(cells).collect() }
}

/// Every skill of the rubric.
pub(super) fn skills(report: &GapReport) -> Table {
    let widths = report.widths;
    let mut columns = vec![
        Column::left("skill", widths.title),
        Column::left("area", widths.area),
        Column::left("you", widths.skill_state),
        Column::left("asked", widths.level),
        Column::left("evidence", "evidence".len()),
    ];
    let cells = |row: &super::SkillRow| {
        let mut cells = vec![row.name.title.clone(), row.area.title.clone(), row.you.clone(), row.asked.clone()];
        cells.extend((!report.is_redacted).then(|| row.evidence.clone()));
        cells
    };
    if report.is_redacted {
        columns.pop();
    }
    Table { columns, rows: report.skills.iter().map(cells).collect() }
}

/// What else is to be said of a requirement, in words that the sentences explain.
fn remarks(row: &Row) -> String {
    let old = if row.is_old { "old" } else { "" };
    [row.least.as_str(), old].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
}
