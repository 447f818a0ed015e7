//! A change of a rubric on a screen.

use super::DiffReport;
use crate::report::screen::Screen;
use crate::report::style::{Style, Tone};

/// The report as text.
pub fn terminal(report: &DiffReport, style: Style) -> String {
    let mut screen = Screen::new(style);
    let meaning = report.meaning.iter().map(|sentence| format!("{sentence}.")).collect::<Vec<_>>().join(" ");
    if report.is_nothing() {
        screen.say(&meaning);
        return screen.finish();
    }
    screen.say(&screen.paint(Tone::Strong, &report.title));
    screen.say(&meaning);
    if let Some(heading) = report.readiness_heading() {
        screen.heading(&heading);
        screen.table(&report.table);
    }
    for section in &report.sections {
        screen.heading(&section.title);
        screen.pairs(None, &section.entries);
    }
    screen.finish()
}
