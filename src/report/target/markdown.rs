//! Targets as Markdown.

use super::super::markdown::{Document, link, text};
use super::super::name::{Name, listed};
use super::{TargetList, TargetReport};

/// The list as a document.
pub fn list_markdown(list: &TargetList) -> String {
    let mut document = Document::default();
    document.heading(1, "Targets");
    document.table(&list.table);
    list.thumb.iter().for_each(|note| document.block(&text(note)));
    document.finish(&list.edition)
}

/// One target as a document.
pub fn markdown(report: &TargetReport) -> String {
    let mut document = Document::default();
    document.heading(1, &text(&report.entry.name.title));
    report.summary.iter().for_each(|summary| document.block(&text(summary)));
    document.list(report.facts.iter().map(|(label, fact)| format!("{label}: {}", text(fact))));
    let answered = [
        ("You already have", &report.carries_over),
        ("Missing, most points first", &report.missing),
        ("Not answered yet", &report.open),
    ];
    for (label, names) in answered.into_iter().filter(|(_, names)| !names.is_empty()) {
        document.heading(2, label);
        document.list(names.iter().map(|name: &Name| text(&listed([name], 1))));
    }
    document.heading(2, "What it asks");
    document.table(&report.table);
    for guide in &report.guides {
        document.heading(2, &text(&guide.name.title));
        guide.text.iter().for_each(|paragraph| document.block(&text(paragraph)));
        document.list(guide.links.iter().map(|(title, url)| link(title, Some(url))));
    }
    document.finish(&format!("{}, target {}", report.edition, report.entry.name.id))
}
