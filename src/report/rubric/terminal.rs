//! Rubrics on a screen.

use super::super::given::propose;
use super::super::screen::Screen;
use super::super::style::{Style, Tone};
use super::{Overview, RubricList};

/// The list as text.
pub fn list_terminal(list: &RubricList, style: Style) -> String {
    let mut screen = Screen::new(style);
    screen.table(&list.table);
    if let Some(first) = &list.first {
        screen.heading("Next");
        let command = |words: &str, what: &str| (format!("skillgap {words} {first}"), what.to_owned());
        screen.pairs(
            Some(Tone::Command),
            &[command("rubric show", "what it holds"), command("assess --rubric", "rate yourself against it")],
        );
    }
    screen.finish()
}

/// What a rubric holds, as text.
pub fn terminal(overview: &Overview, style: Style) -> String {
    let mut screen = Screen::new(style);
    let title = screen.paint(Tone::Strong, &overview.name.title);
    screen.say(&format!("{title} ({} {})", overview.name.id, overview.version));
    overview.summary.iter().for_each(|summary| screen.say(summary));
    screen.say(&overview.size);
    screen.heading("Levels");
    screen.pairs(None, &overview.scale);
    for section in &overview.sections {
        screen.heading(&section.title);
        screen.pairs(None, &section.entries);
    }
    let rubric = overview.given.rubric_or(&overview.name.id);
    let mut commands = vec![(format!("skillgap rubric show {rubric} SKILL"), "one skill and its levels".to_owned())];
    propose(&mut commands, overview.given.reading("target show TARGET"), "what a role asks for");
    screen.next(&commands);
    screen.finish()
}
