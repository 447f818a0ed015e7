//! Targets on a screen.

use super::super::name::{Name, listed};
use super::super::screen::Screen;
use super::super::style::{Style, Tone};
use super::{TargetList, TargetReport};
use crate::score::Verdict;
use crate::wording::count;

/// The list as text.
pub fn list_terminal(list: &TargetList, style: Style) -> String {
    let mut screen = Screen::new(style);
    screen.say(&format!("Targets of {}", screen.paint(Tone::Strong, &list.edition)));
    screen.gap();
    screen.table(&list.brief);
    let open = list.entries.iter().find(|entry| entry.verdict != Some(Verdict::Ready));
    if let Some(first) = open.or(list.entries.first()) {
        screen.heading("Next");
        let command = |words: &str, what: &str| (format!("skillgap {words} {}", first.name.id), what.to_owned());
        screen.pairs(
            Some(Tone::Command),
            &[command("target show", "what it asks and pays"), command("assess --target", "rate yourself against it")],
        );
    }
    screen.finish()
}

/// One target as text.
pub fn terminal(report: &TargetReport, style: Style) -> String {
    let mut screen = Screen::new(style);
    screen.say(&format!("{} ({})", screen.paint(Tone::Strong, &report.entry.name.title), report.entry.name.id));
    report.summary.iter().for_each(|summary| screen.say(summary));
    screen.gap();
    let facts: Vec<_> = report.facts.iter().map(|(label, text)| ((*label).to_owned(), text.clone())).collect();
    screen.pairs(Some(Tone::Strong), &facts);
    for (heading, tone, names) in [
        ("You already have", Tone::Good, &report.carries_over),
        ("Missing, most points first", Tone::Missing, &report.missing),
        ("Not answered yet", Tone::Open, &report.open),
    ] {
        if !names.is_empty() {
            screen.heading(&format!("{heading}: {} of {}", names.len(), report.entry.requirements));
            screen.note(&screen.paint(tone, &all(names)));
        }
    }
    screen.heading(&format!("Asks for {}", count(report.entry.requirements, "thing", "things")));
    screen.table(&report.table);
    for guide in &report.guides {
        screen.heading(&guide.name.title);
        guide.text.iter().for_each(|paragraph| screen.item(paragraph));
        for (title, url) in &guide.links {
            screen.item(&format!("{title}: {url}"));
        }
    }
    screen.finish()
}

fn all(names: &[Name]) -> String {
    listed(names, usize::MAX - 1)
}
