//! The progress report as a page, and its readiness over time as a drawing.

use maud::{Markup, html};

use super::super::chart::Timeline;
use super::super::html::{Page, Section, page};
use super::super::markup::{heard, sentences, table};
use super::super::number::along;
use super::super::so_far::estimated;
use super::build::{readiness, way};
use super::{ProgressReport, Row, tables};
use crate::wording::count;

/// The report as one file: no script, nothing loaded.
pub fn html(report: &ProgressReport) -> String {
    let (from, to) = (report.from.on, report.to.on);
    page(&Page {
        kind: "Progress",
        target: &report.target,
        dated: to.to_string(),
        about: if report.is_first { to.to_string() } else { format!("{from} to {to}") },
        edition: &report.edition,
        lead: head(report),
        sections: sections(report),
        made_from: html! { p { "Target " code { (report.target.id) } ". The chart is judged by today's rubric." } },
        data: None,
    })
}

fn head(report: &ProgressReport) -> Markup {
    html! {
        div.lead {
            section.readiness aria-labelledby="readiness" {
                h2.small id="readiness" { "Readiness" }
                p.figure {
                    @if !report.is_first { span.then { (readiness(&report.from)) (heard(" then,")) " → " } }
                    strong { (readiness(&report.to)) } " of 100"
                    @if let Some(moved) = way(report).filter(|_| !report.is_first) { ", " (moved) }
                }
                p.what { (report.headline) "." }
                @if let Some(estimate) = &report.estimate { p { (estimated(estimate)) "." } }
                @if let Some(verdicts) = &report.verdicts { p { (verdicts) "." } }
            }
        }
    }
}

fn sections(report: &ProgressReport) -> Vec<Section> {
    let mut all = Vec::new();
    let mut add = |id, short, title: &str, body| all.push(Section { id, title: title.to_owned(), short, body });
    if !report.series.is_empty() {
        add("time", "Over time", "Over time", over_time(report));
    }
    if !report.split.is_empty() {
        let body = html! {
            (sentences(&report.split))
            @if !report.cascade.is_empty() { (causes(report)) }
        };
        add("split", "What changed", "What changed the number", body);
    }
    if !report.moved.is_empty() {
        let tables = report.sections();
        let body = html! { @for (heading, moved) in &tables { (table(heading, &tables::moved(moved))) } };
        add("moved", "Skills", "Skills that moved", body);
    }
    if !report.done.is_empty() {
        let body = html! { ul { @for (step, title) in &report.done { li { code { (step) } " " (title) } } } };
        add("done", "Done", "Steps ticked as done", body);
    }
    if let Some(begin) = &report.begin {
        add("start", "Start here", "Start here", html! { p { (begin) "." } });
    }
    add("sure", "How sure", "How sure is this", sentences(report.sure.iter().chain([&report.forecast_words])));
    all
}

/// What changed the number; each bar begins where the one above it ends.
fn causes(report: &ProgressReport) -> Markup {
    html! {
        table.areas {
            caption { "Points of readiness, each row on top of the one above it" }
            thead {
                tr {
                    th scope="col" { "What" }
                    th.drawn scope="col" { (heard("As a bar")) }
                    th.number scope="col" { "Points" }
                    th scope="col" { "By" }
                }
            }
            tbody {
                @for row in &report.cascade {
                    tr {
                        th scope="row" { (row.what) }
                        td.drawn { (stretch(row)) }
                        td.number { (row.points) }
                        td { (row.by) }
                    }
                }
            }
        }
    }
}

fn stretch(row: &Row) -> Markup {
    let (low, high) = (row.from.min(row.to), row.from.max(row.to));
    html! {
        svg.bar width="100%" height="20" aria-hidden="true" {
            rect.missing x="0" y="5" width="100%" height="10" rx="2" {}
            @if low < high {
                rect.reached.fell[row.to < row.from] x={ (along(low)) "%" } y="5" width={ (along(high - low)) "%" } height="10" rx="2" {}
            }
        }
    }
}

fn over_time(report: &ProgressReport) -> Markup {
    let runs = count(report.series.len(), "assessment", "assessments");
    html! {
        p { (runs) ", readiness of 100, all judged by today's rubric." }
        @if let Some(timeline) = timeline(report) { (timeline.drawn("timeline")) }
        details {
            summary { "The same as a table" }
            table {
                caption { "Readiness of 100 at each assessment" }
                thead { tr { th scope="col" { "Day" } th.number scope="col" { "Readiness" } } }
                tbody { @for point in &report.series {
                    tr { th scope="row" { (point.on) } td.number { (readiness(point)) } }
                } }
            }
        }
    }
}

fn timeline(report: &ProgressReport) -> Option<Timeline<'_>> {
    let points: Vec<_> = report.series.iter().filter_map(|point| Some((point.on, point.readiness?))).collect();
    let title = &report.target.title;
    (!points.is_empty()).then_some(Timeline { title, about: "Self-rated readiness over time.", points, asked: None })
}

/// Readiness over time as one SVG file; none where there is no readiness to draw.
pub fn svg(report: &ProgressReport) -> Option<String> {
    timeline(report).map(|timeline| timeline.svg())
}
