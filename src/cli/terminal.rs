//! What the terminal is like and whether somebody sits at it: the only place that asks the environment about it.

use std::env;
use std::io::{self, IsTerminal as _};

use super::args::{Color, Global};
use super::failure::{Failure, Kind};
use crate::report::Style;

/// A terminal that says nothing of its size.
const USUAL: (usize, usize) = (80, 24);

/// What is known of the terminal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    color: Color,
    no_input: bool,
    /// Plain lines, for screen readers.
    pub(crate) accessible: bool,
}

impl Terminal {
    pub(crate) fn new(global: &Global) -> Self {
        let asked = global.accessible || is_set("ACCESSIBLE");
        Self { color: global.color, no_input: global.no_input, accessible: asked }
    }

    /// How text on standard output should look.
    pub(crate) fn style(self) -> Style {
        Style {
            width: width(),
            color: self.colors(io::stdout().is_terminal()),
            unicode: speaks_unicode(),
            plain: self.accessible,
        }
    }

    /// How text on standard error, and so every question, should look.
    pub(crate) fn error_style(self) -> Style {
        Style { color: self.colors(io::stderr().is_terminal()), ..self.style() }
    }

    /// Whether there is a person who can answer.
    pub(crate) fn can_ask(self) -> bool {
        !self.no_input && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Whether answers are read line by line: where that is asked for, and on a terminal that cannot be drawn on.
    pub(crate) fn reads_lines(self) -> bool {
        !self.no_input && (self.accessible || is_dumb() && self.can_ask())
    }

    /// Fails unless somebody can answer; `instead` says how to do without.
    pub(crate) fn must_ask(self, what: &str, instead: &str) -> Result<(), Failure> {
        if self.can_ask() {
            return Ok(());
        }
        let why = if self.no_input { "--no-input was given" } else { "this is not a terminal" };
        Err(Failure::new(Kind::NoInput, format!("{what}, and {why}")).hint(instead))
    }

    fn colors(self, is_terminal: bool) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if is_set("NO_COLOR") => false,
            Color::Auto if is_on("CLICOLOR_FORCE") || is_on("FORCE_COLOR") => true,
            Color::Auto => {
                let declined = env::var_os("CLICOLOR").is_some_and(|value| value == "0");
                is_terminal && !is_dumb() && !declined
            }
        }
    }
}

/// Whether a person reads what goes to standard error.
pub(crate) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Whether a terminal gives the answers.
pub(crate) fn is_answered() -> bool {
    io::stdin().is_terminal()
}

/// Columns and rows of the terminal that questions are asked on.
pub(crate) fn size() -> (usize, usize) {
    // `size` would start another program where this cannot tell.
    match crossterm::terminal::window_size() {
        Ok(size) if size.columns > 0 && size.rows > 0 => (size.columns.into(), size.rows.into()),
        _ => USUAL,
    }
}

fn width() -> usize {
    if io::stdout().is_terminal() {
        return size().0;
    }
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.filter(|columns| *columns > 0).unwrap_or(USUAL.0)
}

/// Whether the terminal knows nothing but lines.
fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// no-color.org: present and not empty.
fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}

fn is_on(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0")
}

/// POSIX: the first of these that is set and not empty decides.
fn speaks_unicode() -> bool {
    if cfg!(windows) {
        return true;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| env::var(name).ok().filter(|v| !v.is_empty()));
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
