//! A comparison as Markdown.

use super::super::markdown::{Document, text};
use super::super::name::Name;
use super::{Comparison, table};

/// The comparison as a document.
pub fn markdown(comparison: &Comparison) -> String {
    let mut document = Document::default();
    let (name, with) = (&comparison.target.entry.name, &comparison.with.name);
    document.heading(1, &format!("{}, seen from {}", text(&name.title), text(&with.title)));
    document.list(comparison.facts.iter().map(|(label, fact)| format!("{label}: {}", text(fact))));
    for (heading, moved, parts) in
        [("New", false, &comparison.new), ("Asked at a higher level", true, &comparison.higher)]
    {
        if !parts.is_empty() {
            document.heading(2, heading);
            document.table(&table(parts, moved));
        }
    }
    let title = |name: &Name| text(&name.title);
    let as_before: Vec<_> = comparison.same.iter().chain(&comparison.lower).map(|part| title(&part.name)).collect();
    let gone = comparison.gone.iter().map(title).collect();
    let least = comparison.least_moved().iter().map(|line| text(line)).collect();
    for (heading, items) in [
        ("Asked at the same level or a lower one", as_before),
        ("Asked otherwise at the least", least),
        ("Not asked here", gone),
    ] {
        if !items.is_empty() {
            document.heading(2, heading);
            document.list(items);
        }
    }
    document.finish(&format!("{}, target {}, compared with {}", comparison.target.edition, name.id, with.id))
}
