//! Targets on a screen.

use super::super::given::{Commands, propose};
use super::super::name::{Name, listed};
use super::super::screen::Screen;
use super::super::style::{Style, Tone};
use super::{Entry, Guidance, TargetList, TargetReport};
use crate::score::Verdict;
use crate::wording::count;

/// So many guides are shown in full; of the others it is said how to read them.
const WHOLE_GUIDES: usize = 1;

/// The list as text.
pub fn list_terminal(list: &TargetList, style: Style) -> String {
    let mut screen = Screen::new(style);
    screen.say(&format!("Targets of {}", screen.paint(Tone::Strong, &list.edition)));
    screen.gap();
    screen.table(&list.brief);
    let held_back: Vec<_> = list.entries.iter().filter(|entry| entry.is_held_back).collect();
    if !held_back.is_empty() {
        screen.heading("Kept back by less than what is asked at the least");
        let pair = |entry: &&Entry| (entry.name.title.clone(), entry.verdict_brief.clone());
        screen.pairs(None, &held_back.iter().map(pair).collect::<Vec<_>>());
    }
    if let Some(note) = &list.thumb {
        screen.gap();
        screen.say(note);
    }
    let open = list.entries.iter().find(|entry| entry.verdict != Some(Verdict::Ready));
    if let Some(first) = open.or(list.entries.first()) {
        let (id, given) = (&first.name.id, &list.given);
        let mut commands = Commands::new();
        propose(&mut commands, given.reading(&format!("target show {id}")), "what it asks and pays");
        propose(&mut commands, given.recording(&format!("assess --target {id}")), "rate yourself against it");
        screen.next(&commands);
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
    advice(&mut screen, report);
    next(&mut screen, report);
    screen.finish()
}

fn advice(screen: &mut Screen, report: &TargetReport) {
    for guide in report.guides.iter().take(WHOLE_GUIDES) {
        screen.heading(&guide.name.title);
        guide.text.iter().for_each(|paragraph| screen.item(paragraph));
        for (title, url) in &guide.links {
            screen.item(&format!("{title}: {url}"));
        }
    }
    let show = |guide: &Guidance| {
        let rubric = report.given.rubric_or(&report.rubric);
        (format!("skillgap rubric show {rubric} {}", guide.name.id), guide.name.title.clone())
    };
    let more: Vec<_> = report.guides.iter().skip(WHOLE_GUIDES).map(show).collect();
    if !more.is_empty() {
        screen.heading("More advice");
        screen.pairs(Some(Tone::Command), &more);
    }
}

fn next(screen: &mut Screen, report: &TargetReport) {
    let (id, given) = (&report.entry.name.id, &report.given);
    let mut commands = Commands::new();
    if report.entry.verdict.is_some() {
        propose(&mut commands, given.report(&format!("report --target {id}")), "where you stand");
        propose(&mut commands, given.reading(&format!("plan --target {id}")), "what to learn and when");
    } else {
        propose(&mut commands, given.recording(&format!("assess --target {id}")), "rate yourself against it");
        propose(&mut commands, given.reading("target list"), "the other roles");
    }
    screen.next(&commands);
}

fn all(names: &[Name]) -> String {
    listed(names, usize::MAX - 1)
}
