//! A question of which one key, or an arrow and Enter, chooses the answer. It is drawn anew whenever the terminal changes.

use std::fmt::Write as _;

use anstyle::AnsiColor;
use textwrap::core::display_width;

use super::Cards;
use super::text::{columns, cut, first_line, wrapped};
use crate::cli::keys::Key;
use crate::cli::prompt::{self, Choice, Choose, Stop};
use crate::cli::terminal;

/// A question with its choices.
#[derive(Debug, Default)]
pub(super) struct Card {
    pub(super) top: Vec<String>,
    pub(super) question: Vec<String>,
    pub(super) choices: Vec<Choice>,
    /// Where the cursor begins; nowhere if Enter alone means nothing.
    pub(super) start: Option<usize>,
    /// The key that Enter means while the cursor is nowhere.
    pub(super) idle: Option<char>,
    /// What is said after Enter while it means nothing.
    pub(super) instead: String,
    /// What the keys do.
    pub(super) foot: Vec<String>,
    /// Keys that do something and are no choice.
    pub(super) also: String,
}

impl Cards {
    /// Shows what is `laid` for so many columns and rows, and waits for an answer.
    pub(super) fn choose(&self, laid: impl Fn((usize, usize)) -> Card) -> Result<Choose, Stop> {
        let mut at = None;
        let mut said = None;
        let mut is_first = true;
        loop {
            let size = (columns(), terminal::size().1);
            let card = laid(size);
            at = if is_first { card.start } else { at };
            is_first = false;
            self.show(&card.lines(at, said.as_deref(), size, self.color))?;
            let count = card.choices.len();
            let key = self.screen.pressed()?;
            if key != Key::Redraw {
                said = None;
            }
            match key {
                Key::Up => at = Some(at.map_or(count - 1, |at| (at + count - 1) % count)),
                Key::Down => at = Some(at.map_or(0, |at| (at + 1) % count)),
                Key::Home | Key::PageUp => at = Some(0),
                Key::End | Key::PageDown => at = Some(count - 1),
                Key::Enter => match (at, card.idle) {
                    (Some(at), _) => return Ok(Choose::Choice(at)),
                    (None, Some(key)) => return Ok(Choose::Key(key)),
                    (None, None) => said = Some(card.instead),
                },
                Key::Char(key) => match card.chosen(key) {
                    Some(chosen) => return Ok(chosen),
                    None => said = Some(card.wrong_key(key)),
                },
                Key::Paste(_) => said = Some(PASTED.to_owned()),
                Key::Esc => return Err(Stop::Back),
                Key::Interrupt => return Err(Stop::Interrupted),
                _ => {}
            }
        }
    }
}

/// What is said of a pasted text where keys are pressed.
pub(super) const PASTED: &str = "a pasted text chooses nothing here";

impl Card {
    /// What a key chooses; a capital letter what the small one does.
    fn chosen(&self, key: char) -> Option<Choose> {
        let of = |key: char| {
            let choice = self.choices.iter().position(|choice| choice.key == key && key != ' ');
            choice.map(Choose::Choice).or_else(|| self.also.contains(key).then_some(Choose::Key(key)))
        };
        of(key).or_else(|| of(key.to_ascii_lowercase()))
    }

    fn wrong_key(&self, key: char) -> String {
        prompt::wrong_key(key, self.choices.iter().map(|choice| choice.key).chain(self.also.chars()))
    }

    /// The rows that are free for choices on a screen of so many rows, of which one stays free.
    fn room(&self, rows: usize, below: usize) -> usize {
        rows.saturating_sub(1 + self.top.len() + self.question.len() + below)
    }

    /// Whether all of it fits on a screen of so many rows.
    pub(super) fn fits(&self, rows: usize) -> bool {
        self.choices.iter().map(|choice| choice.text.lines().count()).sum::<usize>() <= self.room(rows, self.foot.len())
    }

    pub(super) fn lines(
        &self,
        at: Option<usize>,
        said: Option<&str>,
        (columns, rows): (usize, usize),
        color: bool,
    ) -> Vec<String> {
        let mut foot = said.map_or_else(|| self.foot.clone(), |said| wrapped(&format!("[{said}]"), columns));
        let few = rows.saturating_sub(1 + self.question.len() + FEW);
        foot.truncate(few.max(1));
        // What stands above gives way from its end, so that some choices are seen.
        let least = self.question.len() + foot.len() + FEW.min(self.choices.len());
        let top = rows.saturating_sub(1 + least).max(1);
        let top = &self.top[..self.top.len().min(top)];
        let room = rows.saturating_sub(1 + top.len() + self.question.len() + foot.len()).max(1);
        let height = self.choices.iter().map(|choice| choice.text.lines().count()).sum::<usize>();
        // Whole choices of which few are out of sight are worth more than the beginnings of all.
        let is_whole = height * 2 <= room * 3;
        let drawn = |(place, choice): (usize, &Choice)| {
            let text = if is_whole { choice.text.clone() } else { first_line(&choice.text, columns) };
            pointed(&text, at == Some(place), color)
        };
        let blocks: Vec<_> = self.choices.iter().enumerate().map(drawn).collect();
        let choices = window(&blocks, at.or(self.start).unwrap_or(0), room);
        let blank = usize::from(choices.len() < room);
        let mut lines = [top, &self.question, &choices].concat();
        lines.extend(std::iter::repeat_n(String::new(), blank));
        lines.extend(foot);
        lines.truncate(rows.saturating_sub(1).max(1));
        lines
    }
}

/// With fewer choices than this in sight, the foot gives way.
const FEW: usize = 4;

/// A choice with the pointer before it if the cursor stands on it.
pub(super) fn pointed(text: &str, is_pointed: bool, color: bool) -> Vec<String> {
    let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
    if let Some(first) = lines.first_mut() {
        first.insert_str(0, if is_pointed { "> " } else { "  " });
    }
    if is_pointed && color {
        let style = AnsiColor::Cyan.on_default();
        for line in &mut lines {
            let mut painted = String::new();
            let text = line.trim_start();
            let indent = line.len() - text.len();
            // A String takes all that is written.
            let _ = write!(painted, "{}{style}{text}{style:#}", &line[..indent]);
            *line = painted;
        }
    }
    lines
}

/// The blocks that fit into so many rows with the one at a place among them, and how many are above and below.
pub(super) fn window(blocks: &[Vec<String>], at: usize, room: usize) -> Vec<String> {
    let rows = |blocks: &[Vec<String>]| blocks.iter().map(Vec::len).sum::<usize>();
    if rows(blocks) <= room {
        return blocks.concat();
    }
    let at = at.min(blocks.len().saturating_sub(1));
    let (mut from, mut to) = (at, at + 1);
    let takes =
        |from: usize, to: usize| rows(&blocks[from..to]) + usize::from(from > 0) + usize::from(to < blocks.len());
    loop {
        if to < blocks.len() && takes(from, to + 1) <= room {
            to += 1;
        } else if from > 0 && takes(from - 1, to) <= room {
            from -= 1;
        } else {
            break;
        }
    }
    let has_signs = takes(from, to) <= room;
    let mut lines = Vec::new();
    if from > 0 && has_signs {
        lines.push(format!("^ {from} more above"));
    }
    lines.extend(blocks[from..to].concat());
    if to < blocks.len() && has_signs {
        lines.push(format!("v {} more below", blocks.len() - to));
    }
    lines.truncate(room);
    lines
}

/// What keys do, in one pair of brackets over so many lines; parts of a higher rank go first where there is no room.
pub(super) fn foot(parts: &[(u8, String)], columns: usize, most: usize) -> Vec<String> {
    let mut parts: Vec<_> = parts.iter().collect();
    loop {
        let lines = filled(&parts, columns);
        if lines.len() <= most || parts.len() <= 1 {
            return lines.iter().map(|line| cut(line, columns)).collect();
        }
        // Of the same rank the last one goes first.
        let last = (0..parts.len()).max_by_key(|at| parts[*at].0);
        last.map(|last| parts.remove(last));
    }
}

fn filled(parts: &[&(u8, String)], columns: usize) -> Vec<String> {
    let mut lines = vec!["[".to_owned()];
    for (at, (_, part)) in parts.iter().enumerate() {
        let end = if at + 1 == parts.len() { "]" } else { " ·" };
        let piece = format!("{part}{end}");
        let is_first = at == 0;
        match lines.last_mut() {
            Some(line) if is_first => line.push_str(&piece),
            Some(line) if display_width(line) + 1 + display_width(&piece) <= columns => {
                line.push(' ');
                line.push_str(&piece);
            }
            _ => lines.push(format!(" {piece}")),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_window_shows_what_the_cursor_is_on_and_counts_the_rest(
            sizes in proptest::collection::vec(1..4usize, 1..20),
            at in any::<prop::sample::Index>(),
            room in 3..30usize,
        ) {
            let at = at.index(sizes.len());
            let blocks: Vec<_> =
                sizes.iter().enumerate().map(|(place, size)| vec![format!("block {place}"); *size]).collect();
            let lines = window(&blocks, at, room);
            prop_assert!(lines.len() <= room);
            prop_assert!(lines.iter().any(|line| *line == format!("block {at}")), "{lines:?}");
            let seen = (0..sizes.len()).filter(|place| lines.contains(&format!("block {place}"))).count();
            let count = |line: &String| line.split(' ').nth(1)?.parse::<usize>().ok();
            let hidden = lines.iter().filter(|line| line.contains(" more ")).filter_map(count).sum::<usize>();
            if room >= sizes[at] + 2 {
                prop_assert_eq!(seen + hidden, sizes.len(), "{:?}", lines);
            }
        }

        #[test]
        fn a_foot_fits_and_keeps_what_is_most_needed(widths in proptest::collection::vec(1..12usize, 1..9), most in 1..3usize) {
            let parts: Vec<_> =
                widths.iter().enumerate().map(|(at, width)| (u8::try_from(at).unwrap_or(9), "x".repeat(*width))).collect();
            let lines = foot(&parts, 30, most);
            prop_assert!(lines.len() <= most && lines.iter().all(|line| display_width(line) <= 30), "{lines:?}");
            let (whole, begin) = (lines.concat(), format!("[{}", parts[0].1));
            prop_assert!(whole.starts_with(&begin) && whole.ends_with(']'));
        }
    }
}
