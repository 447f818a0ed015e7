//! The progress report on a screen.

use super::super::bar::{bar, legend};
use super::super::given::{Commands, propose};
use super::super::screen::Screen;
use super::super::so_far::estimated;
use super::super::style::{Style, Tone};
use super::build::{readiness, way};
use super::{Moved, ProgressReport, Row, tables};

/// The most skills that a section lists.
const MOST: usize = 12;

/// The report as text.
pub fn terminal(report: &ProgressReport, style: Style) -> String {
    let mut screen = Screen::new(style);
    head(&mut screen, report);
    if !report.split.is_empty() {
        screen.heading("What changed the number");
        report.split.iter().for_each(|line| screen.note(line));
        cascade(&mut screen, report);
    }
    for (heading, moved) in report.sections() {
        section(&mut screen, heading, &moved);
    }
    if !report.done.is_empty() {
        screen.heading("Steps ticked as done");
        let label = |(step, title): &(String, String)| (step.clone(), title.clone());
        screen.pairs(None, &report.done.iter().map(label).collect::<Vec<_>>());
    }
    chart(&mut screen, report);
    if let Some(begin) = &report.begin {
        screen.heading("Start here");
        screen.note(&format!("{begin}."));
    }
    screen.heading("How sure is this");
    report.sure.iter().for_each(|line| screen.item(line));
    screen.item(&report.forecast_words);
    next(&mut screen, report);
    screen.finish()
}

fn head(screen: &mut Screen, report: &ProgressReport) {
    let title = screen.paint(Tone::Strong, &report.target.title);
    if report.is_first {
        screen.say(&format!("Progress: {title}, {}, self-rated", report.to.on));
        screen.say(&format!("{}.", report.headline));
        screen.say(&format!("Readiness {} of 100 on {}.", readiness(&report.to), report.to.on));
        estimate(screen, report);
        return;
    }
    let (then, now) = (&report.from, &report.to);
    screen.say(&format!("Progress: {title}, {} to {}, self-rated", report.day(then), report.day(now)));
    screen.say(&format!("{}.", screen.paint(Tone::Strong, &report.headline)));
    let moved = way(report).map(|way| format!(", {way}"));
    screen.say(&format!("Readiness {} then, {} now{}.", readiness(then), readiness(now), moved.unwrap_or_default()));
    estimate(screen, report);
    if let Some(verdicts) = &report.verdicts {
        screen.say(&format!("{verdicts}."));
    }
}

fn estimate(screen: &mut Screen, report: &ProgressReport) {
    if let Some(estimate) = &report.estimate {
        screen.say(&format!("{}.", estimated(estimate)));
    }
}

/// What changed the number: as a table with bars, or a line each where there is no room for one.
fn cascade(screen: &mut Screen, report: &ProgressReport) {
    if report.cascade.is_empty() {
        return;
    }
    if screen.style.has_tables() {
        screen.gap();
        screen.table(&tables::cascade(report, screen.style.unicode));
    } else {
        let by = |row: &Row| if row.by.is_empty() { String::new() } else { format!(", {}", row.by) };
        let pair = |row: &Row| (row.what.clone(), format!("{}{}", row.points, by(row)));
        screen.pairs(None, &report.cascade.iter().map(pair).collect::<Vec<_>>());
    }
}

fn section(screen: &mut Screen, heading: &str, moved: &[&Moved]) {
    screen.heading(&format!("{heading} ({})", moved.len()));
    let shown = if moved.len() <= MOST + 1 { moved.len() } else { MOST };
    screen.table(&tables::moved(&moved[..shown]));
    if shown < moved.len() {
        screen.note(&format!("and {} more", moved.len() - shown));
    }
}

fn chart(screen: &mut Screen, report: &ProgressReport) {
    let style = screen.style;
    let all = report.series.len();
    if report.charted.is_empty() {
        return;
    }
    let some =
        if report.charted.len() < all { format!(" ({} of {all} shown)", report.charted.len()) } else { String::new() };
    screen.heading(&format!("Readiness over time, of 100, all by today's rubric{some}"));
    let cells = if style.has_tables() { 40 } else { 12 };
    let drawn = |point: &crate::history::Point| {
        let figures = readiness(point);
        let text = match point.readiness {
            Some(span) if !style.plain => format!("{} {figures}", bar(span, cells, style.unicode)),
            _ => figures,
        };
        (report.day(point), text)
    };
    screen.pairs(None, &report.charted.iter().map(drawn).collect::<Vec<_>>());
    if !style.plain {
        screen.note(legend(style));
    }
}

fn next(screen: &mut Screen, report: &ProgressReport) {
    let given = &report.given;
    let mut commands = Commands::new();
    propose(&mut commands, given.reading(&format!("plan --target {}", report.target.id)), "what to learn next");
    if report.is_first {
        propose(&mut commands, given.recording("assess"), "answer again, in about three months");
    } else {
        propose(&mut commands, given.recording("assess --due"), "answer again what may have changed");
        commands.push((format!("skillgap history show {}", report.to.id), "the answers themselves".to_owned()));
    }
    screen.next(&commands);
}
