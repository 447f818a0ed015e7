//! What may come of a question, and the one place that knows inquire: the questions beside the questionnaire. Those of the
//! questionnaire are drawn by `cards`, because inquire needs Enter after each key, takes letters with Ctrl for letters, an
//! arrow that a slow line parts for Esc, and draws nothing anew when the terminal changes.
//!
//! inquire's list filters by what is typed. Here the scorer looks at the last typed character only and keeps the choice
//! with that key, or all of them if no choice has it: so a digit always means that level, Enter accepts exactly what is
//! shown, and a wrong key never empties the list.

use std::cell::Cell;
use std::io;

use inquire::ui::{RenderConfig, Styled};
use inquire::{InquireError, Select};

use crate::clean;

/// Why a question was left without an answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Stop {
    /// Esc: to the question before.
    Back,
    /// Ctrl-C: the person wants out.
    Interrupted,
    /// The terminal failed.
    Broken(String),
    /// The input ended.
    Ended,
    /// The input goes on and on and answers nothing.
    InVain,
}

impl From<InquireError> for Stop {
    fn from(error: InquireError) -> Self {
        match error {
            InquireError::OperationCanceled => Self::Back,
            InquireError::OperationInterrupted => Self::Interrupted,
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

/// One of the things that can be chosen, and the key that chooses it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Choice {
    pub(crate) key: char,
    /// What is shown, with the key; may have several lines.
    pub(crate) text: String,
}

/// What came of a question with keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Choose {
    /// The choice at this position.
    Choice(usize),
    /// A key that none of the choices has.
    Key(char),
}

/// What is said after a key that does nothing.
pub(crate) fn wrong_key(key: char, keys: impl Iterator<Item = char>) -> String {
    let mut listed: Vec<String> = Vec::new();
    for key in keys.filter(|key| *key != ' ').map(String::from) {
        if !listed.contains(&key) {
            listed.push(key);
        }
    }
    let key = clean::line(&key.to_string()).into_owned();
    format!("`{key}` is not an option here; the keys are {}", listed.join(" "))
}

/// Asks on the terminal, on standard error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prompter {
    pub(crate) color: bool,
}

impl Prompter {
    /// Asks for one of the choices; the cursor begins on `start`. Enter after a key that chooses nothing chooses nothing.
    pub(crate) fn choose(self, question: &str, choices: &[Choice], start: usize, help: &str) -> Result<Choose, Stop> {
        let has_key = |key: char| choices.iter().any(|choice| choice.key == key);
        let wrong_key = Cell::new(None);
        let scorer = |typed: &str, _: &String, _: &str, at: usize| {
            // Scores must differ, because inquire's sort is not stable.
            let order = -i64::try_from(at).unwrap_or(i64::MAX);
            let key = typed.trim_end().chars().last();
            wrong_key.set(key.filter(|key| !has_key(*key)));
            match key {
                Some(key) if has_key(key) => (choices[at].key == key).then_some(order),
                _ => Some(order),
            }
        };
        let formatter = |chosen: inquire::list_option::ListOption<&String>| {
            wrong_key.get().unwrap_or(choices[chosen.index].key).to_string()
        };
        let texts = choices.iter().map(|choice| choice.text.clone()).collect();
        let chosen = Select::new(question, texts)
            .with_help_message(help)
            .with_scorer(&scorer)
            .with_formatter(&formatter)
            .with_page_size(choices.len())
            .with_starting_cursor(start)
            .with_render_config(self.look())
            .raw_prompt()?;
        Ok(wrong_key.get().map_or(Choose::Choice(chosen.index), Choose::Key))
    }

    fn look(self) -> RenderConfig<'static> {
        // inquire has its own idea of NO_COLOR; ours is decided once, elsewhere.
        let base = if self.color { RenderConfig::default_colored() } else { RenderConfig::empty() };
        base.with_canceled_prompt_indicator(Styled::new("back"))
    }
}
