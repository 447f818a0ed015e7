//! The one place that knows inquire: questions with keys, lists to tick, a line of text.
//!
//! inquire's list filters by what is typed. Here the scorer looks at the last typed character only and keeps the choice
//! with that key, or all of them if no choice has it: so a digit always means that level, Enter accepts exactly what is
//! shown, and a wrong key never empties the list.

use std::cell::Cell;
use std::io;

use inquire::ui::{RenderConfig, Styled};
use inquire::{InquireError, MultiSelect, Select, Text};

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

/// Something that is found by typing a part of its names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Findable {
    /// What is shown.
    pub(crate) shown: String,
    /// Its other names, one a line.
    pub(crate) also: String,
}

/// Worse than every place in what is shown.
const ELSEWHERE: i64 = 10_000;

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
    format!("`{key}` chooses nothing here; the keys are {}", listed.join(" "))
}

/// Asks on the terminal, on standard error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prompter {
    pub(crate) color: bool,
}

impl Prompter {
    /// Asks for one of the choices; the cursor begins on `start`. Enter after a key that chooses nothing chooses nothing.
    pub(crate) fn choose(self, question: &str, choices: &[Choice], start: usize, help: &str) -> Result<Choose, Stop> {
        self.choose_paged(question, choices, start, help, choices.len())
    }

    /// As [`choose`](Self::choose), with so many choices shown at once, and no help if it is empty.
    pub(crate) fn choose_paged(
        self,
        question: &str,
        choices: &[Choice],
        start: usize,
        help: &str,
        page: usize,
    ) -> Result<Choose, Stop> {
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
        let mut select = Select::new(question, texts);
        select.help_message = (!help.is_empty()).then_some(help);
        let chosen = select
            .with_scorer(&scorer)
            .with_formatter(&formatter)
            .with_page_size(page.min(choices.len()))
            .with_starting_cursor(start)
            .with_render_config(self.look())
            .raw_prompt()?;
        Ok(wrong_key.get().map_or(Choose::Choice(chosen.index), Choose::Key))
    }

    /// Asks for one of many things, found by typing a part of what is shown or of another name.
    pub(crate) fn find(self, question: &str, things: &[Findable], page: usize) -> Result<usize, Stop> {
        let scorer = |typed: &str, _: &String, _: &str, at: usize| {
            let typed = typed.trim().to_lowercase();
            let place = things[at].shown.to_lowercase().find(&typed);
            let also = || things[at].also.to_lowercase().contains(&typed).then_some(ELSEWHERE);
            let found = place.map_or_else(also, |place| i64::try_from(place).ok())?;
            // The earlier in what is shown the better; scores must differ, because inquire's sort is not stable.
            Some(-(found * ELSEWHERE) - i64::try_from(at).unwrap_or(ELSEWHERE))
        };
        let shown = things.iter().map(|thing| thing.shown.clone()).collect();
        let chosen = Select::new(question, shown)
            .with_scorer(&scorer)
            .with_page_size(page)
            .with_help_message("type a part of the name, Enter to choose, Esc to go back")
            .with_render_config(self.look())
            .raw_prompt()?;
        Ok(chosen.index)
    }

    /// Asks which of the names are so, with so many of them in sight; what is typed narrows the list to the names that have
    /// it, if any has.
    pub(crate) fn tick(
        self,
        question: &str,
        names: &[String],
        ticked: &[usize],
        (help, page): (&str, usize),
    ) -> Result<Vec<usize>, Stop> {
        let has = |name: &String, typed: &str| name.to_lowercase().contains(typed);
        let scorer = |typed: &str, name: &String, _: &str, at: usize| {
            let typed = typed.trim().to_lowercase();
            let order = -i64::try_from(at).unwrap_or(i64::MAX);
            let is_shown = has(name, &typed) || !names.iter().any(|name| has(name, &typed));
            is_shown.then_some(order)
        };
        let formatter = |chosen: &[inquire::list_option::ListOption<&String>]| chosen.len().to_string();
        let chosen = MultiSelect::new(question, names.to_vec())
            .with_default(ticked)
            .with_scorer(&scorer)
            .with_page_size(page)
            .with_formatter(&formatter)
            .with_help_message(help)
            .with_render_config(self.look())
            .raw_prompt()?;
        Ok(chosen.into_iter().map(|option| option.index).collect())
    }

    /// Asks for a line of text, which may be empty.
    pub(crate) fn text(self, question: &str, before: &str, help: &str) -> Result<String, Stop> {
        let text = Text::new(question).with_initial_value(before).with_help_message(help);
        Ok(text.with_render_config(self.look()).prompt()?)
    }

    fn look(self) -> RenderConfig<'static> {
        // inquire has its own idea of NO_COLOR; ours is decided once, elsewhere.
        let base = if self.color { RenderConfig::default_colored() } else { RenderConfig::empty() };
        base.with_canceled_prompt_indicator(Styled::new("back"))
    }
}
