//! What stands on the screen when a questionnaire is saved: the number, the verdict, what to do first, how to go on.

use super::super::given::{Commands, propose};
use super::super::screen::Screen;
use super::super::style::{Style, Tone};
use super::GapReport;
use super::terminal::verdict;

/// The end of a questionnaire as text, which fits a usual screen; `more` are commands that ask further, and what they ask.
pub fn closing(report: &GapReport, more: &[(String, String)], style: Style) -> String {
    let mut screen = Screen::new(style);
    let title = screen.paint(Tone::Strong, &report.target.title);
    screen.say(&format!("Saved: {title}, {}, self-rated", report.on));
    verdict(&mut screen, report);
    // Where answers are missing, the command that asks them stands below.
    let asks_on = report.start.skill.is_none() && !more.is_empty();
    let what = if asks_on { "answer what is left" } else { report.start.what.as_str() };
    screen.heading(&format!("Start here: {what}"));
    let is_first = |(label, _): &&(&str, String)| *label == "First step" || *label == "Command" && !asks_on;
    let first: Vec<_> =
        report.start.details.iter().filter(is_first).map(|(label, text)| ((*label).to_owned(), text.clone())).collect();
    screen.pairs(Some(Tone::Strong), &first);
    let given = &report.given;
    let mut commands = Commands::new();
    if !report.gaps.is_empty() {
        propose(&mut commands, given.reading_on("plan"), "what to learn and when");
    }
    propose(&mut commands, given.report_on("report"), "the whole report");
    commands.extend(more.iter().cloned());
    screen.next(&commands);
    screen.finish()
}
