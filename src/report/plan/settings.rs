//! What is remembered of a plan.

use super::super::screen::Screen;
use super::super::style::{Style, Tone};
use super::Name;
use crate::clean;
use crate::rubric::Id;

/// A setting of a plan: what it is, and where that comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// What it is called on the command line.
    pub word: &'static str,
    /// What it is.
    pub value: String,
    /// Who said so.
    pub from: String,
}

/// The settings on a screen.
pub fn kept_terminal(target: &Name, rubric: &Id, kept: &[Kept], style: Style) -> String {
    let mut screen = Screen::new(style);
    screen.say(&format!("Remembered of the plan for {} (rubric `{rubric}`)", target.title));
    screen.gap();
    let line = |one: &Kept| (one.word.to_owned(), clean::line(&format!("{} ({})", one.value, one.from)).into_owned());
    screen.pairs(None, &kept.iter().map(line).collect::<Vec<_>>());
    screen.heading("Next");
    let commands = [
        ("skillgap plan set --hours-per-week 6".to_owned(), "remember something".to_owned()),
        ("skillgap plan set --unset start".to_owned(), "forget it".to_owned()),
    ];
    screen.pairs(Some(Tone::Command), &commands);
    screen.finish()
}
