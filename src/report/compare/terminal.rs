//! A comparison on a screen.

use super::super::given::{Commands, propose};
use super::super::name::listed;
use super::super::screen::Screen;
use super::super::style::{Style, Tone};
use super::{Comparison, Part, table};

/// The comparison as text.
pub fn terminal(comparison: &Comparison, style: Style) -> String {
    let mut screen = Screen::new(style);
    let (name, with) = (&comparison.target.entry.name, &comparison.with.name);
    let title = screen.paint(Tone::Strong, &name.title);
    screen.say(&format!("{title} ({}), seen from {} ({})", name.id, with.title, with.id));
    screen.gap();
    let facts: Vec<_> = comparison.facts.iter().map(|(label, text)| ((*label).to_owned(), text.clone())).collect();
    screen.pairs(Some(Tone::Strong), &facts);
    let all = comparison.target.entry.requirements;
    for (heading, moved, parts) in
        [("New", false, &comparison.new), ("Asked at a higher level", true, &comparison.higher)]
    {
        if !parts.is_empty() {
            screen.heading(&format!("{heading}: {} of {all}", parts.len()));
            screen.table(&table(&parts[..shown(parts.len())], moved));
            let more = parts.len() - shown(parts.len());
            if more > 0 {
                screen.note(&format!("and {more} more, all of them with --format markdown"));
            }
        }
    }
    let as_before: Vec<_> = [comparison.same.as_slice(), &comparison.lower].concat();
    if !as_before.is_empty() {
        screen.heading(&format!("Asked at the same level or a lower one: {} of {all}", as_before.len()));
        screen.note(&listed(as_before.iter().map(|part: &Part| &part.name), usize::MAX - 1));
    }
    let least = comparison.least_moved();
    if !least.is_empty() {
        screen.heading("Asked otherwise at the least");
        for line in &least {
            screen.item(line);
        }
    }
    if !comparison.gone.is_empty() {
        screen.heading(&format!("Not asked here: {} of {}", comparison.gone.len(), comparison.with.requirements));
        screen.note(&listed(&comparison.gone, usize::MAX - 1));
    }
    next(&mut screen, comparison);
    screen.finish()
}

/// One more than that is shown rather than announced.
const fn shown(parts: usize) -> usize {
    const MOST: usize = 12;
    if parts <= MOST + 1 { parts } else { MOST }
}

fn next(screen: &mut Screen, comparison: &Comparison) {
    let (id, given) = (&comparison.target.entry.name.id, &comparison.target.given);
    let mut commands = Commands::new();
    if comparison.carried.is_some() {
        propose(&mut commands, given.reading(&format!("plan --target {id}")), "what to learn and when");
    } else {
        propose(&mut commands, given.recording(&format!("assess --target {id}")), "rate yourself against it");
    }
    propose(&mut commands, given.reading(&format!("target show {id}")), "the role itself");
    screen.next(&commands);
}
