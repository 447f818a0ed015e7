//! The bars of the report as a drawing.

use super::super::chart::{Bar, Bars};
use super::super::gap;
use super::PageReport;

/// The bars as one SVG file: the whole first, then the areas, the least ready first.
pub fn svg(page: &PageReport) -> String {
    let gaps = &page.gaps;
    let whole = gaps.readiness.map(|span| Bar { name: "All areas", span, before: page.before });
    let areas = page.areas.iter().map(|row| Bar { name: &row.name.title, span: row.span, before: row.before });
    Bars {
        title: &gaps.target.title,
        about: &format!("Self-rated readiness {} on {}.", gap::readiness(gaps.readiness), gaps.on),
        rows: whole.into_iter().chain(areas).collect(),
        asked: page.ready_at,
    }
    .svg()
}
