//! Keys as a person pressed them: put together where a slow line parted them, without what the terminal answers late to a
//! question of another program, and without what a key repeats that is held.

use std::collections::VecDeque;
use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What was pressed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Key {
    Char(char),
    /// A letter with Ctrl.
    Ctrl(char),
    Up,
    Down,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    PageUp,
    PageDown,
    Enter,
    Esc,
    Backspace,
    Delete,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-Z.
    Suspend,
    /// A text that came at once.
    Paste(String),
    /// What stands on the screen is to be drawn anew: the terminal has another size now.
    Redraw,
    Other,
}

/// Where events come from, and the clock beside it.
pub(crate) trait Events {
    /// The next event; none if nothing comes within this time.
    fn next(&mut self, within: Option<Duration>) -> io::Result<Option<Event>>;
    fn now(&self) -> Instant;
}

/// The terminal that the program runs on.
#[derive(Debug)]
pub(crate) struct Terminal;

impl Events for Terminal {
    fn next(&mut self, within: Option<Duration>) -> io::Result<Option<Event>> {
        match within {
            Some(within) if !event::poll(within)? => Ok(None),
            _ => event::read().map(Some),
        }
    }

    fn now(&self) -> Instant {
        Instant::now()
    }
}

/// So long an escape may be alone before it is the key Esc: a line over half the world parts an arrow by less.
const ALONE: Duration = Duration::from_millis(300);
/// So long after it what looks like the rest of a sequence is one all the same.
const TOO_LATE: Duration = Duration::from_secs(1);
/// So long the next piece of a sequence may take.
const PIECE: Duration = Duration::from_millis(500);
/// A key that is held repeats within this time: 92 ms on a Linux console, 33 ms elsewhere.
const REPEATS: Duration = Duration::from_millis(150);
/// A key that is held begins to repeat within this time.
const BEGINS_TO_REPEAT: Duration = Duration::from_millis(1200);
/// What a terminal answers is never as long.
const LONGEST_ANSWER: usize = 4096;

/// Reads keys.
#[derive(Debug)]
pub(crate) struct Keys<E = Terminal> {
    events: E,
    /// Read already and not asked for yet.
    ahead: VecDeque<Event>,
    pending: VecDeque<Key>,
    /// The last key that does something, and when it, or what it repeats, came.
    last: Option<(Key, Instant)>,
    /// When an escape was taken for the key.
    escaped: Option<Instant>,
    /// Whether keys type a text.
    types: bool,
}

impl Keys {
    pub(crate) const fn new() -> Self {
        Self::of(Terminal)
    }
}

impl<E: Events> Keys<E> {
    const fn of(events: E) -> Self {
        Self { events, ahead: VecDeque::new(), pending: VecDeque::new(), last: None, escaped: None, types: false }
    }

    /// The next key where each one types.
    pub(crate) fn typed(&mut self) -> io::Result<Key> {
        self.types = true;
        loop {
            if let Some(key) = self.next_key(None)? {
                self.last = None;
                return Ok(key);
            }
        }
    }

    /// The next key where each one does something: what a held key repeats is dropped, but for those that only move.
    pub(crate) fn pressed(&mut self) -> io::Result<Key> {
        self.types = false;
        loop {
            let Some(key) = self.next_key(None)? else { continue };
            if key == Key::Redraw {
                return Ok(key);
            }
            if key.only_moves() {
                self.last = None;
                return Ok(key);
            }
            let came = self.events.now();
            if !self.is_repeated(&key)? {
                self.last = Some((key.clone(), came));
                return Ok(key);
            }
            self.last = Some((key, self.events.now()));
        }
    }

    /// Whether a key was not pressed but comes from one that is held. The first that a held key repeats comes late: it is
    /// known by the second.
    fn is_repeated(&mut self, key: &Key) -> io::Result<bool> {
        let Some((_, when)) = self.last.as_ref().filter(|(last, _)| last == key) else { return Ok(false) };
        let since = self.events.now().saturating_duration_since(*when);
        if since < REPEATS {
            return Ok(true);
        }
        if since > BEGINS_TO_REPEAT {
            return Ok(false);
        }
        let next = self.next_key(Some(REPEATS))?;
        let is_held = next.as_ref() == Some(key);
        if !is_held {
            self.pending.extend(next);
        }
        Ok(is_held)
    }

    /// Drops the keys that were typed already; whether Ctrl-C was among them.
    pub(crate) fn forget(&mut self) -> io::Result<bool> {
        let mut is_interrupted = false;
        while let Some(key) = self.next_key(Some(Duration::ZERO))? {
            is_interrupted |= key == Key::Interrupt;
        }
        Ok(is_interrupted)
    }

    /// The next key; none if nothing comes within this time, and now and then where something came that is no key.
    fn next_key(&mut self, within: Option<Duration>) -> io::Result<Option<Key>> {
        if let Some(key) = self.pending.pop_front() {
            return Ok(Some(key));
        }
        let Some(event) = self.event(within)? else { return Ok(None) };
        let escaped = self.escaped.take();
        let key = match event {
            Event::Resize(..) => return Ok(Some(Key::Redraw)),
            Event::Paste(text) => return Ok(Some(Key::Paste(text))),
            Event::Key(key) if key.kind == KeyEventKind::Press => key,
            Event::Key(key) if key.kind == KeyEventKind::Repeat && Key::of(key).only_moves() => key,
            _ => return Ok(None),
        };
        let is_late = escaped.is_some_and(|escaped| self.events.now().saturating_duration_since(escaped) < TOO_LATE);
        match key.code {
            KeyCode::Esc => self.after_escape(),
            KeyCode::Char('[' | 'O') if is_late => self.rest(key).map(|_| None),
            KeyCode::Char(']' | 'P' | '_' | '^' | 'X') if is_late || key.modifiers.contains(KeyModifiers::ALT) => {
                self.drop_string().map(|()| None)
            }
            KeyCode::Char('0'..='9') if key.modifiers.is_empty() && !self.types => self.digit(key),
            _ => Ok(Some(Key::of(key))),
        }
    }

    fn event(&mut self, within: Option<Duration>) -> io::Result<Option<Event>> {
        match self.ahead.pop_front() {
            Some(event) => Ok(Some(event)),
            None => self.events.next(within),
        }
    }

    /// The next letter without Alt or Ctrl, if it comes within this time; anything else waits.
    fn letter(&mut self, within: Duration) -> io::Result<Option<char>> {
        match self.event(Some(within))? {
            Some(Event::Key(KeyEvent { code: KeyCode::Char(letter), modifiers, .. }))
                if (modifiers - KeyModifiers::SHIFT).is_empty() =>
            {
                Ok(Some(letter))
            }
            Some(other) => {
                self.ahead.push_front(other);
                Ok(None)
            }
            None => Ok(None),
        }
    }

    /// The key Esc, unless the escape begins a sequence whose rest comes late.
    fn after_escape(&mut self) -> io::Result<Option<Key>> {
        match self.event(Some(ALONE))? {
            Some(Event::Key(key)) if matches!(key.code, KeyCode::Char('[' | 'O')) => self.rest(key),
            Some(Event::Key(key)) if matches!(key.code, KeyCode::Char(']' | 'P' | '_' | '^' | 'X')) => {
                self.drop_string().map(|()| None)
            }
            other => {
                self.ahead.extend(other);
                self.escaped = Some(self.events.now());
                Ok(Some(Key::Esc))
            }
        }
    }

    /// What the rest of a sequence after its escape stands for: a key, or an answer of the terminal, which is none.
    fn rest(&mut self, first: KeyEvent) -> io::Result<Option<Key>> {
        let mut parameters = String::new();
        loop {
            match self.letter(PIECE)? {
                Some(letter @ '\x20'..='\x3f') if first.code == KeyCode::Char('[') && parameters.len() < 64 => {
                    parameters.push(letter);
                }
                Some('~') if parameters == "200" => return self.pasted().map(Some),
                Some(end) => return Ok(Key::of_sequence(&parameters, end)),
                None => return Ok(None),
            }
        }
    }

    /// A paste whose beginning was parted: crossterm drops its end, so that it ends when nothing more comes.
    fn pasted(&mut self) -> io::Result<Key> {
        let mut text = String::new();
        while let Some(event) = self.event(Some(REPEATS))? {
            match event {
                Event::Key(key) if key.code == KeyCode::Enter => text.push('\n'),
                Event::Key(KeyEvent { code: KeyCode::Char(letter), .. }) => text.push(letter),
                _ => {}
            }
        }
        Ok(Key::Paste(text))
    }

    /// Drops an answer of the terminal up to its end: `ESC \` or BEL.
    fn drop_string(&mut self) -> io::Result<()> {
        for _ in 0..LONGEST_ANSWER {
            let Some(event) = self.event(Some(PIECE))? else { return Ok(()) };
            let Event::Key(key) = event else { continue };
            match (key.code, key.modifiers) {
                (KeyCode::Char('\\'), KeyModifiers::ALT) | (KeyCode::Char('g'), KeyModifiers::CONTROL) => return Ok(()),
                (KeyCode::Esc, _) => {
                    if let Some(other) = self.letter(PIECE)?.filter(|letter| *letter != '\\') {
                        self.ahead.push_front(Event::Key(KeyCode::Char(other).into()));
                    }
                    return Ok(());
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A digit, unless it begins what is left of an answer that crossterm could not read, as in `0;276;0c`.
    fn digit(&mut self, key: KeyEvent) -> io::Result<Option<Key>> {
        let mut run = Vec::new();
        while let Some(letter) = self.letter(Duration::ZERO)? {
            run.push(letter);
            if !letter.is_ascii_digit() {
                break;
            }
        }
        if run.last() == Some(&';') {
            while self.letter(PIECE)?.is_some_and(|letter| matches!(letter, '0'..='9' | ';' | ':' | '$')) {}
            return Ok(None);
        }
        for letter in run.into_iter().rev() {
            self.ahead.push_front(Event::Key(KeyCode::Char(letter).into()));
        }
        Ok(Some(Key::of(key)))
    }
}

impl Key {
    fn of(key: KeyEvent) -> Self {
        let (has_ctrl, has_alt) =
            (key.modifiers.contains(KeyModifiers::CONTROL), key.modifiers.contains(KeyModifiers::ALT));
        match key.code {
            // On keyboards with AltGr both mean the letter itself.
            KeyCode::Char(letter) if has_ctrl == has_alt => Self::Char(letter),
            KeyCode::Char('c') if has_ctrl => Self::Interrupt,
            KeyCode::Char('z') if has_ctrl => Self::Suspend,
            KeyCode::Char('l') if has_ctrl => Self::Redraw,
            KeyCode::Char(letter) if has_ctrl => Self::Ctrl(letter),
            KeyCode::Char('b') => Self::WordLeft,
            KeyCode::Char('f') => Self::WordRight,
            KeyCode::Left if has_ctrl || has_alt => Self::WordLeft,
            KeyCode::Right if has_ctrl || has_alt => Self::WordRight,
            KeyCode::Backspace if has_ctrl || has_alt => Self::Ctrl('w'),
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::Left => Self::Left,
            KeyCode::Right => Self::Right,
            KeyCode::Home => Self::Home,
            KeyCode::End => Self::End,
            KeyCode::PageUp => Self::PageUp,
            KeyCode::PageDown => Self::PageDown,
            KeyCode::Enter => Self::Enter,
            KeyCode::Esc => Self::Esc,
            KeyCode::Backspace => Self::Backspace,
            KeyCode::Delete => Self::Delete,
            _ => Self::Other,
        }
    }

    /// The key that a sequence of the terminal stands for; none if it is an answer.
    fn of_sequence(parameters: &str, end: char) -> Option<Self> {
        let is_answer = parameters.contains(['?', '>', '$', '=']) || matches!(end, 'R' | 'c' | 'n' | 't' | 'y');
        Some(match (parameters, end) {
            _ if is_answer => return None,
            ("", 'A') => Self::Up,
            ("", 'B') => Self::Down,
            ("", 'C') => Self::Right,
            ("", 'D') => Self::Left,
            ("", 'H') | ("1" | "7", '~') => Self::Home,
            ("", 'F') | ("4" | "8", '~') => Self::End,
            ("3", '~') => Self::Delete,
            ("5", '~') => Self::PageUp,
            ("6", '~') => Self::PageDown,
            _ => Self::Other,
        })
    }

    /// Whether it moves and does nothing else, so that holding it is meant.
    const fn only_moves(&self) -> bool {
        matches!(
            self,
            Self::Up | Self::Down | Self::Left | Self::Right | Self::Home | Self::End | Self::PageUp | Self::PageDown
        )
    }
}

#[cfg(test)]
mod tests;
