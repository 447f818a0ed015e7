//! What the screen at hand can show.

use std::fmt::Write as _;

use anstyle::AnsiColor;

/// What the screen at hand can show. Colour only ever repeats what a word or a number says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// Columns. Under 60 there are no tables; nothing is laid out for fewer than 30.
    pub width: usize,
    /// Whether to use the sixteen colours and bold.
    pub color: bool,
    /// Whether bars and rules may be drawn with more than ASCII.
    pub unicode: bool,
    /// Whether to leave out tables and bars, as one who listens to a screen reader wants it.
    pub plain: bool,
}

impl Default for Style {
    /// 80 columns, no colour, bars and tables in Unicode.
    fn default() -> Self {
        Self { width: 80, color: false, unicode: true, plain: false }
    }
}

/// What a piece of text is, for those who see colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tone {
    /// A heading, or the name of what is spoken of.
    Strong,
    /// Reached.
    Good,
    /// Missing.
    Missing,
    /// Not known yet.
    Open,
    /// Something to type.
    Command,
}

impl Style {
    /// Too narrow to be laid out for.
    const NARROWEST: usize = 30;
    /// Tables need this much.
    const TABLES: usize = 60;
    /// Longer lines are hard to read.
    const WIDEST: usize = 100;

    /// The columns that lines are laid out for.
    pub(super) fn columns(self) -> usize {
        self.width.clamp(Self::NARROWEST, Self::WIDEST)
    }

    /// Whether there is room for tables, and a reader who can use them.
    pub(super) const fn has_tables(self) -> bool {
        self.width >= Self::TABLES && !self.plain
    }

    /// The text in its colour, word by word, so that it can still be wrapped and no colour runs over a line's end.
    pub(super) fn paint(self, tone: Tone, text: &str) -> String {
        if !self.color {
            return text.to_owned();
        }
        let style = match tone {
            Tone::Strong => anstyle::Style::new().bold(),
            Tone::Good => AnsiColor::Green.on_default(),
            Tone::Missing => AnsiColor::Yellow.on_default(),
            Tone::Open => AnsiColor::Magenta.on_default(),
            Tone::Command => AnsiColor::Cyan.on_default(),
        };
        let mut painted = String::with_capacity(text.len() * 2);
        for (at, word) in text.split(' ').enumerate() {
            if at > 0 {
                painted.push(' ');
            }
            if !word.is_empty() {
                write!(painted, "{style}{word}{style:#}").expect("a String takes all that is written");
            }
        }
        painted
    }
}
