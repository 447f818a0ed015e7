//! What would change, as Markdown.

use super::super::markdown::{Document, text};
use super::super::name;
use super::WhatIfReport;

/// The report as a document.
pub fn markdown(report: &WhatIfReport) -> String {
    let mut document = Document::default();
    let then = &report.then;
    document.heading(1, &format!("What if: {}", text(&then.target.title)));
    document.block(&format!("Self-rated on {}; nothing of this is recorded.", then.on));
    document.list(report.facts.iter().map(|(label, fact)| format!("{label}: {}", text(fact))));
    document.heading(2, "If it were so");
    document.table(&report.table());
    report.together.iter().for_each(|together| document.block(&format!("{}.", text(together))));
    for (heading, names) in [("Would be met", &report.closed), ("Would not be met any more", &report.opened)] {
        if !names.is_empty() {
            document.heading(2, heading);
            document.list(names.iter().map(|name| text(&name.title)));
        }
    }
    if !report.missing.is_empty() {
        document.heading(2, "What the other answers lack for that");
        document.list(report.missing.iter().map(|missing| text(&missing.words)));
    }
    let edition = name::edition(&then.edition);
    document.finish(&format!("{edition}, target {}, what if", then.target.id))
}
