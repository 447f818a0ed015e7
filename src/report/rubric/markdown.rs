//! Rubrics as Markdown.

use super::super::markdown::{Document, text};
use super::{Overview, RubricList};

/// The list as a document.
pub fn list_markdown(list: &RubricList) -> String {
    let mut document = Document::default();
    document.heading(1, "Rubrics");
    document.table(&list.table);
    document.finish("rubric list")
}

/// What a rubric holds, as a document.
pub fn markdown(overview: &Overview) -> String {
    let mut document = Document::default();
    document.heading(1, &text(&overview.name.title));
    overview.summary.iter().for_each(|summary| document.block(&text(summary)));
    document.block(&format!("{}.", text(&overview.size)));
    document.heading(2, "Levels");
    document.list(overview.scale.iter().map(entry));
    for section in &overview.sections {
        document.heading(2, &text(&section.title));
        document.list(section.entries.iter().map(entry));
    }
    document.finish(&format!("{} {}", overview.name.id, overview.version))
}

/// A label with what belongs to it.
pub(super) fn entry((label, words): &(String, String)) -> String {
    if words.is_empty() { text(label) } else { format!("**{}**: {}", text(label), text(words)) }
}
