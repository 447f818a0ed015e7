//! The tables of the page that a terminal would draw otherwise.

use maud::{Markup, html};

use super::super::chart::Bar;
use super::super::gap::Row;
use super::super::markup::heard;
use super::super::number::{along, range, reached};
use super::{AreaRow, PageReport};
use crate::rubric::Share;

/// Requirements that are not reached, or not known to be.
pub(super) fn requirements(caption: &str, last: &str, rows: &[&Row]) -> Markup {
    let most = rows.iter().map(|row| row.points.share()).max().unwrap_or_default();
    html! {
        table.requirements {
            caption { (caption) }
            thead {
                tr {
                    th scope="col" { "Skill" }
                    th scope="col" { "You" }
                    th scope="col" { "Asked" }
                    th.number scope="col" { (last) }
                }
            }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" {
                            (row.name.title)
                            @if !row.least.is_empty() { " " span.tag { (row.least) } }
                            @if row.is_old { " " span.tag { "old" } }
                            span.area { (row.area.title) }
                        }
                        td { (row.you) }
                        td { (row.asked) }
                        td.number { div.worth { (share(row.points.share(), most)) span { (row.points) } } }
                    }
                }
            }
        }
    }
}

/// A line as long as a number is large.
fn share(part: Share, most: Share) -> Markup {
    let long = if most > Share::default() { part / most } else { part };
    html! {
        svg width="100%" height="5" aria-hidden="true" {
            rect.missing x="0" y="0" width="100%" height="5" rx="2" {}
            rect.points x="0" y="0" width={ (along(long)) "%" } height="5" rx="2" {}
        }
    }
}

/// Readiness by area, each with its bar.
pub(super) fn areas(page: &PageReport) -> Markup {
    let has_before = page.areas.iter().any(|row| row.before.is_some());
    let bar = |row: &AreaRow| Bar { name: &row.name.title, span: row.span, before: row.before }.drawn(page.ready_at);
    html! {
        table.areas {
            caption { "Readiness of 100 by area, the least ready first" }
            thead {
                tr {
                    th scope="col" { "Area" }
                    th.drawn scope="col" { (heard("As a bar")) }
                    th.number scope="col" { "Now" }
                    @if has_before { th.number scope="col" { "Then" } }
                }
            }
            tbody {
                @for row in &page.areas {
                    tr {
                        th scope="row" { (row.name.title) }
                        td.drawn { (bar(row)) }
                        td.number { (range(row.span)) }
                        @if has_before {
                            td.number { @match row.before {
                                Some(before) => { (reached(before)) },
                                None => { (heard("unknown")) },
                            } }
                        }
                    }
                }
            }
        }
    }
}
