//! The progress report as Markdown.

use super::super::markdown::{self, Document, prose, text};
use super::super::name;
use super::super::so_far::estimated;
use super::build::{readiness, way};
use super::{ProgressReport, tables};
use crate::wording::count;

/// The report as a document.
pub fn markdown(report: &ProgressReport) -> String {
    let mut document = Document::default();
    document.heading(1, &format!("Progress: {}", text(&report.target.title)));
    let (then, now) = (&report.from, &report.to);
    let readiness = if report.is_first {
        format!("Readiness **{} of 100** on {}.", readiness(now), now.on)
    } else {
        let (then_on, now_on) = (report.day(then), report.day(now));
        let way = way(report).map(|way| format!(", {way}")).unwrap_or_default();
        format!("Readiness {} of 100 on {then_on}, **{} of 100** on {now_on}{way}.", readiness(then), readiness(now))
    };
    let rubric = format!("Self-rated against the rubric {}.", markdown::edition(&report.edition));
    let estimate = report.estimate.as_ref().map(|estimate| format!("\n{}.", text(&estimated(estimate))));
    let estimate = estimate.unwrap_or_default();
    let verdicts = report.verdicts.as_ref().map(|verdicts| format!("\n{}.", text(verdicts))).unwrap_or_default();
    document.block(&format!("**{}.**\n{readiness}{estimate}{verdicts}\n{rubric}", text(&report.headline)));
    if !report.split.is_empty() {
        document.heading(2, "What changed the number");
        document.list(report.split.iter().map(|line| format!("{}.", text(line))));
        if !report.cascade.is_empty() {
            document.table(&tables::cascade(report, true));
        }
    }
    for (heading, moved) in report.sections() {
        document.heading(2, heading);
        document.table(&tables::moved(&moved));
    }
    if !report.done.is_empty() {
        document.heading(2, "Steps ticked as done");
        document.list(report.done.iter().map(|(step, title)| format!("`{step}` {}", text(title))));
    }
    if !report.series.is_empty() {
        document.heading(2, "Over time");
        let runs = count(report.series.len(), "assessment", "assessments");
        document.block(&format!(
            "{runs}, readiness of 100, all judged by today's rubric: █ reached, ▒ not answered yet, ░ missing."
        ));
        document.table(&tables::series(report));
    }
    if let Some(begin) = &report.begin {
        document.heading(2, "Start here");
        document.block(&format!("{}.", text(begin)));
    }
    document.heading(2, "How sure is this");
    document.list(report.sure.iter().chain([&report.forecast_words]).map(|line| format!("{}.", prose(line))));
    let edition = name::edition(&report.edition);
    document.finish(&format!("{edition}, target {}, self-rated", report.target.id))
}
