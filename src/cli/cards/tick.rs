//! A list to tick. Enter never passes over it by itself: what was ticked is confirmed by a second step.

use super::Cards;
use super::choose::{PASTED, foot, pointed, window};
use super::text::{columns, cut, wrapped};
use crate::clean;
use crate::cli::keys::Key;
use crate::cli::prompt::{Stop, wrong_key};
use crate::cli::terminal;
use crate::wording;

/// A list to tick.
#[derive(Clone, Copy, Debug)]
pub(super) struct List<'a> {
    pub(super) question: &'static str,
    pub(super) names: &'a [String],
    /// What one has done with what is ticked, as in `which of these have you used`.
    pub(super) verb: &'static str,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Ticked {
    /// These are ticked.
    These(Vec<usize>),
    /// A key that is none of the list's own.
    Key(char),
}

/// The key for none of them.
const NONE: char = '0';

/// Keys that do something other than to tick.
const ALSO: &str = "brq";

/// The keys of the first names; further ones are reached with the arrows.
fn key_of(place: usize) -> char {
    "123456789acdefghijklmnopstuvwxyz".chars().nth(place).unwrap_or(' ')
}

impl Cards {
    /// Asks which of the names are so, below what is laid for so many columns.
    pub(super) fn tick(
        &self,
        list: List<'_>,
        ticked: &[usize],
        top: impl Fn(usize) -> Vec<String>,
    ) -> Result<Ticked, Stop> {
        let mut ticks: Vec<_> = (0..list.names.len()).map(|place| ticked.contains(&place)).collect();
        let (mut at, mut asks) = (0, false);
        let mut said: Option<String> = None;
        loop {
            let size = (columns(), terminal::size().1);
            self.show(&list.lines(&ticks, at, said.as_deref(), (&top(size.0), size), self.color))?;
            let key = self.screen.pressed()?;
            if key == Key::Redraw {
                continue;
            }
            said = None;
            let (count, asked) = (ticks.len(), std::mem::take(&mut asks));
            let is_none = !ticks.contains(&true);
            match key {
                Key::Up => at = (at + count - 1) % count,
                Key::Down => at = (at + 1) % count,
                Key::Home | Key::PageUp => at = 0,
                Key::End | Key::PageDown => at = count - 1,
                Key::Char(' ') => ticks[at] = !ticks[at],
                Key::Char(NONE) if is_none => return Ok(Ticked::These(Vec::new())),
                Key::Char(NONE) => said = Some("untick those that are ticked first".to_owned()),
                Key::Enter if is_none => said = Some(list.nothing()),
                Key::Enter if asked => return Ok(Ticked::These((0..count).filter(|place| ticks[*place]).collect())),
                Key::Enter => {
                    asks = true;
                    said = Some(list.asks(&ticks, at));
                }
                Key::Char(key) => match (0..count).find(|place| key_of(*place) == key.to_ascii_lowercase()) {
                    Some(place) => {
                        at = place;
                        ticks[at] = !ticks[at];
                    }
                    None if ALSO.contains(key.to_ascii_lowercase()) => {
                        return Ok(Ticked::Key(key.to_ascii_lowercase()));
                    }
                    None => said = Some(wrong_key(key, (0..count).map(key_of).chain([NONE]).chain(ALSO.chars()))),
                },
                Key::Paste(_) => said = Some(PASTED.to_owned()),
                Key::Esc => return Err(Stop::Back),
                Key::Interrupt => return Err(Stop::Interrupted),
                _ => asks = asked,
            }
        }
    }
}

impl List<'_> {
    fn nothing(&self) -> String {
        format!("nothing is ticked: Space ticks a line, {NONE} says that you have {} none of them", self.verb)
    }

    /// What Enter asks before it passes on.
    fn asks(&self, ticks: &[bool], at: usize) -> String {
        let count = ticks.iter().filter(|is_ticked| **is_ticked).count();
        if ticks[at] {
            return format!("{count} of {} ticked; Enter again goes on", ticks.len());
        }
        let name = wording::brief(&self.names[at]);
        format!("{name} is not ticked: Space ticks it; Enter again goes on with {count} of {} ticked", ticks.len())
    }

    fn lines(
        &self,
        ticks: &[bool],
        at: usize,
        said: Option<&str>,
        (top, (columns, rows)): (&[String], (usize, usize)),
        color: bool,
    ) -> Vec<String> {
        let row = |(place, name): (usize, &String)| {
            let tick = if ticks[place] { "[x]" } else { "[ ]" };
            let text = format!("{}  {tick} {}", key_of(place), clean::line(name));
            pointed(&cut(&text, columns.saturating_sub(2)), place == at, color)
        };
        let blocks: Vec<_> = self.names.iter().enumerate().map(row).collect();
        let parts = [
            (0, "Space or its key: tick".to_owned()),
            (1, "Enter: go on".to_owned()),
            (2, format!("{NONE}: none of them")),
            (4, "b: back".to_owned()),
            (5, "r: review".to_owned()),
            (3, "q: stop, your answers are kept".to_owned()),
        ];
        let most = if rows < SMALL { 1 } else { 2 };
        let foot = said.map_or_else(|| foot(&parts, columns, most), |said| wrapped(&format!("[{said}]"), columns));
        let question = wrapped(self.question, columns);
        let free = |top: &[String]| rows.saturating_sub(1 + top.len() + question.len() + foot.len());
        // When rows are few, what is said above gives way, but for its first line.
        let top = if free(top) < blocks.len().min(FEWEST) { &top[..top.len().min(1)] } else { top };
        let room = free(top).max(1);
        let list = window(&blocks, at, room);
        let blank = usize::from(list.len() < room);
        let mut lines = [top, &question, &list].concat();
        lines.extend(std::iter::repeat_n(String::new(), blank));
        lines.extend(foot);
        lines.truncate(rows.saturating_sub(1).max(1));
        lines
    }
}

/// With fewer rows than this, one line has to say what keys do.
pub(super) const SMALL: usize = 20;

/// As few names as make sense.
const FEWEST: usize = 5;
