//! Cellar: a TOML or JSON text as a tree in which every value knows its place, and a way to read it that finds all that
//! is wrong instead of the first thing.
//!
//! serde stops at the first fault and loses places inside maps, so files that people write are read from this tree. Keys
//! that no one asked a [`Fields`] for are unknown: there is no second list of keys to keep in step.

mod syntax;
mod tree;

use std::fmt;

use jiff::civil::Date;

pub use crate::problem::Place;
pub use tree::{Entry, Node, Value, WHOLE, from_json, from_toml};

use crate::problem::{Code, Problem};
use crate::wording;

/// A text with the name that it is shown by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// A path, or a word such as `standard input`.
    pub name: String,
    /// What is in it, without a byte order mark.
    pub text: String,
}

/// The most bytes that a rubric or an answers file may have.
pub const LARGEST: u64 = 2 * 1024 * 1024;

impl Source {
    /// The source, if `bytes` are UTF-8 and not too many, else an empty one with what is wrong, fit for
    /// [`diagnostic::render`](crate::diagnostic::render). A byte order mark is dropped.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Box<(Self, Problem)>> {
        let name = name.into();
        let refused = |name, code, message: String, help: &str| {
            let place = Place { file: 0, start: 0, end: 0 };
            Err(Box::new((Self { name, text: String::new() }, Problem::new(code, place, message).help(help))))
        };
        if bytes.len() as u64 > LARGEST {
            let help = "a rubric may be split into a folder of files, an answers file holds one line a skill";
            return refused(name, Code::TooLarge, "the file is larger than 2 MiB".to_owned(), help);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self { name, text: text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text) }),
            Err(error) => {
                let at = error.utf8_error().valid_up_to() + 1;
                refused(name, Code::NotUtf8, format!("the file is not UTF-8: byte {at}"), "save it as UTF-8 text")
            }
        }
    }
}

/// A table that is being read. Ask for every key that it may have, then [`finish`](Self::finish).
#[derive(Debug)]
pub struct Fields<'d> {
    what: String,
    place: Place,
    entries: &'d [Entry<'d>],
    asked: Vec<&'static str>,
}

impl<'d> Fields<'d> {
    /// Begins to read a table; `what` names it in messages, for example ``skill `sql` ``. Anything but a table is a problem.
    pub fn of(node: &'d Node<'d>, what: impl Into<String>, problems: &mut Vec<Problem>) -> Option<Self> {
        let what = what.into();
        match &node.value {
            Value::Table(entries) => Some(Self { what, place: node.place, entries, asked: Vec::new() }),
            other => {
                let message = format!("{what} must be a table, not {}", other.kind());
                problems.push(Problem::new(Code::WrongType, node.place, message));
                None
            }
        }
    }

    /// Where the table stands.
    pub const fn place(&self) -> Place {
        self.place
    }

    /// What the table is called in messages.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// Calls the table something else from now on, once its id is known.
    pub fn rename(&mut self, what: impl Into<String>) {
        self.what = what.into();
    }

    /// The value of a key. JSON's null is no value.
    pub fn node(&mut self, key: &'static str) -> Option<&'d Node<'d>> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        (entry.node.value != Value::Nothing).then_some(&entry.node)
    }

    /// Passes on what is there; says that `key` is missing if nothing is.
    pub fn required<T>(&self, key: &str, found: Option<T>, problems: &mut Vec<Problem>) -> Option<T> {
        let there = self.entries.iter().any(|entry| entry.key == key && entry.node.value != Value::Nothing);
        if !there {
            let message = format!("{} has no `{key}`", self.what);
            problems.push(Problem::new(Code::MissingKey, self.place, message).help(format!("add `{key} = …`")));
        }
        found
    }

    /// A text with at least one character that is no space, and no control characters.
    pub fn text(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<String> {
        let node = self.node(key)?;
        text_of(node, format_args!("`{key}` of {}", self.what), problems).map(str::to_owned)
    }

    /// A list of such texts; empty if the key is absent.
    pub fn texts(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Vec<(Place, String)> {
        let items = self.list(key, problems).unwrap_or_default();
        let what = format_args!("an item of `{key}` of {}", self.what);
        items.iter().filter_map(|item| Some((item.place, text_of(item, what, problems)?.to_owned()))).collect()
    }

    /// The items of a list.
    pub fn list(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<&'d [Node<'d>]> {
        let node = self.node(key)?;
        match &node.value {
            Value::List(items) => Some(items),
            other => {
                problems.push(self.wrong_type(key, "a list", other, node.place));
                None
            }
        }
    }

    /// A whole number, with its place.
    pub fn whole(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<(Place, i64)> {
        let node = self.node(key)?;
        match node.value {
            Value::Whole(number) => Some((node.place, number)),
            ref other => {
                problems.push(self.wrong_type(key, "a whole number", other, node.place));
                None
            }
        }
    }

    /// A finite number, with its place.
    pub fn number(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<(Place, f64)> {
        let node = self.node(key)?;
        Some((node.place, number_of(node, format_args!("`{key}` of {}", self.what), problems)?))
    }

    /// True or false.
    pub fn truth(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<bool> {
        let node = self.node(key)?;
        match node.value {
            Value::Truth(truth) => Some(truth),
            ref other => {
                problems.push(self.wrong_type(key, "true or false", other, node.place));
                None
            }
        }
    }

    /// A calendar day, written as a TOML date or as a text of the form `2026-11-22`.
    pub fn date(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<Date> {
        let node = self.node(key)?;
        date_of(node, format_args!("`{key}` of {}", self.what), problems)
    }

    /// One of a few words.
    pub fn word<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        let node = self.node(key)?;
        let Value::Text(text) = &node.value else {
            problems.push(self.wrong_type(key, "a text", &node.value, node.place));
            return None;
        };
        let found = words.iter().find(|(word, _)| word == text);
        if found.is_none() {
            let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let message = format!("`{}` is no `{key}`", wording::brief(text));
            let help = wording::closest(text, known.iter().copied())
                .map_or_else(|| format!("it is {}", wording::either(&known)), |word| format!("did you mean `{word}`?"));
            problems.push(Problem::new(Code::UnknownWord, node.place, message).help(help));
        }
        found.map(|(_, value)| *value)
    }

    /// The entries of the table as they are, for one whose keys are names; none of them is unknown.
    pub const fn entries(&self) -> &'d [Entry<'d>] {
        self.entries
    }

    /// Says of each key that nobody asked for that it is unknown, with the closest one that is.
    pub fn finish(self, problems: &mut Vec<Problem>) {
        for entry in self.entries.iter().filter(|entry| !self.asked.contains(&&*entry.key)) {
            let message = format!("unknown key `{}` in {}", wording::brief(&entry.key), self.what);
            let help = match wording::closest(&entry.key, self.asked.iter().copied()) {
                Some(key) => format!("did you mean `{key}`?"),
                None => format!("it may have {}", wording::list(&self.asked)),
            };
            problems.push(Problem::new(Code::UnknownKey, entry.place, message).help(help));
        }
    }

    fn wrong_type(&self, key: &str, wanted: &str, got: &Value<'_>, place: Place) -> Problem {
        let message = format!("`{key}` of {} must be {wanted}, not {}", self.what, got.kind());
        Problem::new(Code::WrongType, place, message)
    }
}

/// A text with at least one character that is no space, and no control characters.
pub fn text_of<'d>(node: &'d Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<&'d str> {
    let Value::Text(text) = &node.value else {
        let message = format!("{what} must be a text, not {}", node.value.kind());
        problems.push(Problem::new(Code::WrongType, node.place, message));
        return None;
    };
    if text.trim().is_empty() {
        problems.push(Problem::new(Code::EmptyText, node.place, format!("{what} is empty")));
        return None;
    }
    if let Some(hidden) = crate::clean::hidden(text) {
        let message = format!("{what} holds the invisible character U+{:04X}", u32::from(hidden));
        problems.push(Problem::new(Code::ControlCharacter, node.place, message).help("write it without"));
        return None;
    }
    Some(text)
}

/// A text of any number of lines, even none: spaces at the end of lines and blank lines around it go, and there are no
/// other control characters.
pub fn lines_of(node: &Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<String> {
    let Value::Text(text) = &node.value else {
        let message = format!("{what} must be a text, not {}", node.value.kind());
        problems.push(Problem::new(Code::WrongType, node.place, message));
        return None;
    };
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    if let Some(hidden) = lines.iter().find_map(|line| crate::clean::hidden(line)) {
        let message = format!("{what} holds the invisible character U+{:04X}", u32::from(hidden));
        problems.push(Problem::new(Code::ControlCharacter, node.place, message).help("write it without"));
        return None;
    }
    Some(lines.join("\n").trim_matches('\n').to_owned())
}

/// A finite number.
pub fn number_of(node: &Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "bounds are checked by the caller, far below 2^53")]
    let number = match node.value {
        Value::Whole(number) => number as f64,
        Value::Real(number) => number,
        ref other => {
            let message = format!("{what} must be a number, not {}", other.kind());
            problems.push(Problem::new(Code::WrongType, node.place, message));
            return None;
        }
    };
    if !number.is_finite() {
        problems.push(Problem::new(Code::NotFinite, node.place, format!("{what} must be a finite number")));
        return None;
    }
    Some(number)
}

/// A calendar day.
pub fn date_of(node: &Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<Date> {
    let text = match &node.value {
        Value::Moment(text) => text,
        Value::Text(text) => text.as_ref(),
        other => {
            let message = format!("{what} must be a date, not {}", other.kind());
            problems.push(Problem::new(Code::WrongType, node.place, message));
            return None;
        }
    };
    let date = wording::date(text);
    if date.is_none() {
        let message = format!("{what} is no date: `{}`", wording::brief(text));
        problems.push(Problem::new(Code::OutOfBounds, node.place, message).help("write it as 2026-11-22"));
    }
    date
}
