//! A line of text that one types, with the keys that a shell has.

use textwrap::core::display_width;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::clean;
use crate::cli::keys::Key;

/// Longer than this is no line any more.
const LONGEST: usize = 4000;

/// The text before the cursor and behind it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Line {
    before: String,
    behind: String,
}

impl Line {
    /// The text with the cursor at its end.
    pub(super) fn new(text: &str) -> Self {
        Self { before: text.to_owned(), behind: String::new() }
    }

    pub(super) fn text(&self) -> String {
        format!("{}{}", self.before, self.behind)
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.before.is_empty() && self.behind.is_empty()
    }

    /// Does what a key does to the line. Whether it does anything to lines at all.
    pub(super) fn take(&mut self, key: &Key) -> bool {
        match key {
            Key::Char(letter) => self.put(&letter.to_string()),
            Key::Paste(text) => self.put(text),
            Key::Left | Key::Ctrl('b') => self.go(letter_before(&self.before)),
            Key::Right | Key::Ctrl('f') => self.go(self.before.len() + letter_after(&self.behind)),
            Key::WordLeft => self.go(word_before(&self.before)),
            Key::WordRight => self.go(self.before.len() + word_after(&self.behind)),
            Key::Home | Key::Ctrl('a') => self.go(0),
            Key::End | Key::Ctrl('e') => self.go(usize::MAX),
            Key::Backspace | Key::Ctrl('h') => self.before.truncate(letter_before(&self.before)),
            Key::Delete | Key::Ctrl('d') => drop(self.behind.drain(..letter_after(&self.behind))),
            Key::Ctrl('w') => self.before.truncate(word_before(&self.before)),
            Key::Ctrl('u') => self.before.clear(),
            Key::Ctrl('k') => self.behind.clear(),
            _ => return false,
        }
        true
    }

    /// A text goes in as it is, on one line.
    fn put(&mut self, text: &str) {
        let one_line = text.replace(['\r', '\n', '\t'], " ");
        let room = LONGEST.saturating_sub(self.before.len() + self.behind.len());
        let fits = one_line.grapheme_indices(true).map(|(at, letter)| at + letter.len());
        let end = fits.take_while(|end| *end <= room).last().unwrap_or(0);
        self.before.push_str(&clean::line(&one_line[..end]));
    }

    fn go(&mut self, to: usize) {
        let text = self.text();
        let (before, behind) = text.split_at(to.min(text.len()));
        (self.before, self.behind) = (before.to_owned(), behind.to_owned());
    }

    /// What of it is seen in so many columns, and in which of them the cursor stands; the cursor is always among them.
    pub(super) fn shown(&self, columns: usize) -> (String, usize) {
        let columns = columns.max(2);
        let mut before = self.before.as_str();
        while display_width(before) >= columns {
            before = &before[before.graphemes(true).next().map_or(before.len(), str::len)..];
        }
        let cursor = display_width(before);
        let mut shown = before.to_owned();
        let mut used = cursor;
        for letter in self.behind.graphemes(true) {
            used += display_width(letter);
            if used > columns {
                break;
            }
            shown.push_str(letter);
        }
        (shown, cursor)
    }
}

/// Where the last letter begins.
fn letter_before(text: &str) -> usize {
    text.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
}

/// Where the first letter ends.
fn letter_after(text: &str) -> usize {
    text.graphemes(true).next().map_or(0, str::len)
}

/// Where the last word begins, with what space is behind it.
fn word_before(text: &str) -> usize {
    let text = text.trim_end();
    text.rfind(char::is_whitespace).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8))
}

/// Where the first word ends, with what space is before it.
fn word_after(text: &str) -> usize {
    let spaces = text.len() - text.trim_start().len();
    spaces + text[spaces..].find(char::is_whitespace).unwrap_or(text.len() - spaces)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(text: &str, keys: &[Key]) -> String {
        let mut line = Line::new(text);
        for key in keys {
            line.take(key);
        }
        format!("{}|{}", line.before, line.behind)
    }

    #[test]
    fn it_edits_as_a_shell_does() {
        let ctrl = Key::Ctrl;
        assert_eq!(typed("hello world", &[ctrl('a'), Key::Char('X')]), "X|hello world");
        assert_eq!(typed("hello world", &[ctrl('a'), ctrl('e'), ctrl('w')]), "hello |");
        assert_eq!(typed("hello world  ", &[ctrl('w'), ctrl('w'), ctrl('w')]), "|");
        assert_eq!(typed("hello world", &[Key::WordLeft, ctrl('u')]), "|world");
        assert_eq!(typed("hello world", &[Key::WordLeft, Key::Left, ctrl('k')]), "hello|");
        assert_eq!(typed("abc", &[ctrl('h'), Key::Left, ctrl('d'), ctrl('d')]), "a|");
        assert_eq!(typed("ab cd", &[Key::Home, Key::WordRight, Key::Delete]), "ab|cd");
        assert_eq!(typed("", &[Key::Paste("two\r\nlines\u{1b}".to_owned())]), "two  lines\\u{1b}|");
        assert_eq!(typed("e\u{301}👩\u{200d}💻", &[Key::Backspace]), "e\u{301}|");
        assert_eq!(typed("e\u{301}", &[Key::Backspace]), "|");
        assert!(!Line::default().take(&ctrl('q')) && !Line::default().take(&Key::Up));
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let moves =
            [Key::Left, Key::Right, Key::WordLeft, Key::WordRight, Key::Home, Key::End, Key::Backspace, Key::Delete];
        prop_oneof![
            any::<char>().prop_map(Key::Char),
            any::<String>().prop_map(Key::Paste),
            proptest::char::range('a', 'z').prop_map(Key::Ctrl),
            proptest::sample::select(moves.to_vec()),
        ]
    }

    proptest! {
        #[test]
        fn no_key_breaks_it_and_the_cursor_is_seen(
            text in any::<String>(),
            keys in proptest::collection::vec(any_key(), 0..20),
            columns in 2..90usize,
        ) {
            let mut line = Line::new(&clean::line(&text));
            for key in &keys {
                line.take(key);
                let (shown, cursor) = line.shown(columns);
                prop_assert!(display_width(&shown) <= columns && cursor < columns, "{shown:?} {cursor}");
                prop_assert!(clean::hidden(&line.text()).is_none());
            }
        }
    }
}
