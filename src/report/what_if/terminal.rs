//! What would change, on a screen.

use super::super::given::{Commands, propose};
use super::super::name::listed;
use super::super::screen::Screen;
use super::super::style::{Style, Tone};
use super::{Changed, WhatIfReport};
use crate::wording::count;

/// The report as text.
pub fn terminal(report: &WhatIfReport, style: Style) -> String {
    let mut screen = Screen::new(style);
    let then = &report.then;
    let title = screen.paint(Tone::Strong, &then.target.title);
    screen.say(&format!("What if: {title}, {}, self-rated; nothing is recorded", then.on));
    screen.gap();
    let facts: Vec<_> = report.facts.iter().map(|(label, text)| ((*label).to_owned(), text.clone())).collect();
    screen.pairs(Some(Tone::Strong), &facts);
    screen.heading("If it were so");
    screen.table(&report.table());
    report.together.iter().for_each(|together| screen.note(&format!("{together}.")));
    for (words, tone, names) in
        [("would be met", Tone::Good, &report.closed), ("would not be met any more", Tone::Missing, &report.opened)]
    {
        if !names.is_empty() {
            screen.heading(&format!("{} {words}", count(names.len(), "requirement", "requirements")));
            screen.note(&screen.paint(tone, &listed(names, usize::MAX - 1)));
        }
    }
    if !report.missing.is_empty() {
        screen.heading("What the other answers lack for that");
        report.missing.iter().for_each(|missing| screen.item(&missing.words));
    }
    next(&mut screen, report);
    screen.finish()
}

fn next(screen: &mut Screen, report: &WhatIfReport) {
    let given = &report.then.given;
    let mut commands = Commands::new();
    let is_raise = |changed: &&Changed| changed.from.is_none_or(|from| changed.to > from);
    if let Some(first) = report.changes.iter().find(is_raise) {
        let record = given.recording(&format!("edit {} --level {}", first.name.id, first.to));
        propose(&mut commands, record, "record it once it is so");
        propose(&mut commands, given.reading(&format!("explain {}", first.name.id)), "what the level asks");
    }
    let now = given.report(&format!("report --target {}", report.then.target.id));
    propose(&mut commands, now, "how it is now");
    screen.next(&commands);
}
