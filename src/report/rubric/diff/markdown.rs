//! A change of a rubric as Markdown.

use super::super::markdown::entry;
use super::DiffReport;
use crate::report::markdown::{Document, prose, text};
use crate::report::name;

/// The report as a document.
pub fn markdown(report: &DiffReport) -> String {
    let mut document = Document::default();
    document.heading(1, &text(&report.title));
    let sentences: Vec<_> = report.meaning.iter().map(|sentence| format!("{}.", prose(sentence))).collect();
    document.block(&sentences.join("\n"));
    if let Some(heading) = report.readiness_heading() {
        document.heading(2, &text(&heading));
        document.table(&report.table);
    }
    for section in &report.sections {
        document.heading(2, &text(&section.title));
        document.list(section.entries.iter().map(entry));
    }
    let [from, to] = [&report.from, &report.to].map(name::edition);
    document.finish(&format!("{from}, {to}"))
}
