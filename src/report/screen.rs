//! Text for the terminal, put together from its parts so that every line fits.

use super::given::Commands;
use super::style::{Style, Tone};
use super::table::{self, Table};
use super::wrap::{width, wrapped};

/// A text that grows by whole lines, none wider than the screen.
#[derive(Debug)]
pub(super) struct Screen {
    pub(super) style: Style,
    text: String,
}

impl Screen {
    /// Beside a label there must be this much room for what it labels.
    const BESIDE: usize = 24;

    pub(super) const fn new(style: Style) -> Self {
        Self { style, text: String::new() }
    }

    pub(super) fn paint(&self, tone: Tone, text: &str) -> String {
        self.style.paint(tone, text)
    }

    /// An empty line, unless there is one or nothing stands above it.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A paragraph from the left edge.
    pub(super) fn say(&mut self, text: &str) {
        self.hang(text, "", "");
    }

    /// A heading, after an empty line.
    pub(super) fn heading(&mut self, text: &str) {
        self.gap();
        self.say(&self.paint(Tone::Strong, text));
    }

    /// A paragraph under a heading.
    pub(super) fn note(&mut self, text: &str) {
        self.hang(text, "  ", "  ");
    }

    /// An item of a list under a heading.
    pub(super) fn item(&mut self, text: &str) {
        self.hang(text, "  - ", "    ");
    }

    /// Labels with what belongs to each: beside it where there is room, below it where there is not.
    pub(super) fn pairs(&mut self, tone: Option<Tone>, pairs: &[(String, String)]) {
        let widest = pairs.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
        let beside = 2 + widest + 2 + Self::BESIDE <= self.style.columns();
        for (label, text) in pairs {
            let painted = tone.map_or_else(|| label.clone(), |tone| self.paint(tone, label));
            if beside {
                let first = format!("  {painted}{}  ", " ".repeat(widest - width(label)));
                self.hang(text, &first, &" ".repeat(widest + 4));
            } else {
                self.hang(&painted, "  ", "    ");
                self.hang(text, "    ", "    ");
            }
        }
    }

    /// What to type next, if there is anything.
    pub(super) fn next(&mut self, commands: &Commands) {
        if !commands.is_empty() {
            self.heading("Next");
            self.pairs(Some(Tone::Command), commands);
        }
    }

    pub(super) fn table(&mut self, table: &Table) {
        for line in table::lines(table, self.style) {
            self.push(&line);
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    fn hang(&mut self, text: &str, first: &str, rest: &str) {
        for line in wrapped(text, self.style.columns(), first, rest) {
            self.push(&line);
        }
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}
