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
pub use tree::{Broken, Entry, MOST_BROKEN, Node, Value, WHOLE, broken, from_json, from_toml};

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
    /// Keys that are known in this very file.
    also_known: Vec<&'d str>,
    /// Keys that must be there and are not.
    missing: Vec<&'static str>,
    /// What keys are called elsewhere, and here.
    otherwise: &'static [(&'static str, &'static str)],
    /// Keys that tables of another kind have: the key, what has it, and its header.
    elsewhere: &'static [(&'static str, &'static str, &'static str)],
}

impl<'d> Fields<'d> {
    /// Begins to read a table; `what` names it in messages, for example ``skill `sql` ``. Anything but a table is a problem.
    pub fn of(node: &'d Node<'d>, what: impl Into<String>, problems: &mut Vec<Problem>) -> Option<Self> {
        Self::shaped(node, what, "key = value", problems)
    }

    /// The same; `shape` is what such a table looks like, and is shown where there is anything else: a text that stands
    /// there takes the place of its first `…`.
    pub fn shaped(
        node: &'d Node<'d>,
        what: impl Into<String>,
        shape: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let what = what.into();
        match &node.value {
            Value::Table(entries) => Some(Self {
                what,
                place: node.place,
                entries,
                asked: Vec::new(),
                also_known: Vec::new(),
                missing: Vec::new(),
                otherwise: &[],
                elsewhere: &[],
            }),
            other => {
                let message = format!("{what} must be a table, not {}", other.kind());
                let shape = filled(shape, other);
                problems.push(Problem::new(Code::WrongType, node.place, message).help(format!("write `{shape}`")));
                None
            }
        }
    }

    /// For what is said of unknown keys: what some are called elsewhere and here, and keys that tables of another kind have,
    /// each with what has it and its header.
    pub const fn also_called(
        &mut self,
        otherwise: &'static [(&'static str, &'static str)],
        elsewhere: &'static [(&'static str, &'static str, &'static str)],
    ) {
        self.otherwise = otherwise;
        self.elsewhere = elsewhere;
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

    /// Passes on what is there; [`finish`](Self::finish) says that `key` is missing if nothing is.
    pub fn required<T>(&mut self, key: &'static str, found: Option<T>) -> Option<T> {
        if found.is_none() && !self.has(key) {
            self.missing.push(key);
        }
        found
    }

    /// Passes on what is there; says at once that `key` is missing if nothing is. For tables in which unknown keys are left
    /// alone, because a later version may have written them.
    pub fn present<T>(&self, key: &str, found: Option<T>, problems: &mut Vec<Problem>) -> Option<T> {
        if found.is_none() && !self.has(key) {
            problems.push(self.lacks(key));
        }
        found
    }

    /// Whether there is a key that nobody asked for yet and that is near one of these.
    pub fn has_near(&self, keys: &[&str]) -> bool {
        let mut unasked = self.entries.iter().filter(|entry| !self.asked.contains(&&*entry.key));
        unasked.any(|entry| wording::closest(&entry.key, keys.iter().copied()).is_some())
    }

    fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key && entry.node.value != Value::Nothing)
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

    /// The items of a list of tables, which look like `shape`.
    pub fn tables(&mut self, key: &'static str, shape: &str, problems: &mut Vec<Problem>) -> Option<&'d [Node<'d>]> {
        let node = self.node(key)?;
        let Value::List(items) = &node.value else {
            let message = format!("`{key}` of {} must be a list, not {}", self.what, node.value.kind());
            let help = match node.value {
                Value::Table(_) => format!("put brackets around it: `{key} = [{{ … }}]`"),
                _ => format!("write `{key} = [{}, …]`", filled(shape, &node.value)),
            };
            problems.push(Problem::new(Code::WrongType, node.place, message).help(help));
            return None;
        };
        Some(items)
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

    /// Takes a key that is in the file for a known one.
    pub fn know(&mut self, key: &'d str) {
        self.also_known.push(key);
    }

    /// The entries of the table as they are, for one whose keys are names; none of them is unknown.
    pub const fn entries(&self) -> &'d [Entry<'d>] {
        self.entries
    }

    /// Says of each key that nobody asked for that it is unknown, with the closest one that is, and what is missing.
    pub fn finish(mut self, problems: &mut Vec<Problem>) {
        for entry in self
            .entries
            .iter()
            .filter(|entry| !self.asked.contains(&&*entry.key) && !self.also_known.contains(&&*entry.key))
        {
            let message = format!("unknown key `{}` in {}", wording::brief(&entry.key), self.what);
            let otherwise = self.otherwise.iter().find(|(other, key)| *other == entry.key && self.asked.contains(key));
            let otherwise = otherwise.map(|(_, key)| *key);
            let missing = wording::closest(otherwise.unwrap_or(&entry.key), self.missing.iter().copied());
            // One slip: the key that is missing is the one that is misspelt.
            self.missing.retain(|key| Some(*key) != missing);
            let near = missing.or(otherwise).or_else(|| wording::closest(&entry.key, self.asked.iter().copied()));
            let other = self.elsewhere.iter().find(|(key, ..)| *key == entry.key);
            let help = match (near, other) {
                (Some(key), None) => format!("did you mean `{key}`?"),
                (_, Some((key, owner, header))) => {
                    format!(
                        "`{key}` belongs to {owner}: is a line such as `{header}` missing above it, or does it stand below this?"
                    )
                }
                (None, None) => format!("it may have {}", wording::list(&self.asked)),
            };
            problems.push(Problem::new(Code::UnknownKey, entry.place, message).help(help));
        }
        for key in &self.missing {
            problems.push(self.lacks(key));
        }
    }

    fn lacks(&self, key: &str) -> Problem {
        let message = format!("{} has no `{key}`", self.what);
        Problem::new(Code::MissingKey, self.place, message).help(format!("add `{key} = …`"))
    }

    fn wrong_type(&self, key: &str, wanted: &str, got: &Value<'_>, place: Place) -> Problem {
        let message = format!("`{key}` of {} must be {wanted}, not {}", self.what, got.kind());
        with_shape(Problem::new(Code::WrongType, place, message), key, wanted, got)
    }
}

/// The shape of a table with a text that stands in its place: as its address if it is one, else as the first text.
fn filled(shape: &str, value: &Value<'_>) -> String {
    match value {
        Value::Text(text) if text.contains("://") => shape.replacen("https://…", &wording::brief(text), 1),
        Value::Text(text) => shape.replacen('…', &wording::brief(text), 1),
        _ => shape.to_owned(),
    }
}

/// Shows how what stands there is written as what is wanted, where that is clear.
fn with_shape(problem: Problem, key: &str, wanted: &str, got: &Value<'_>) -> Problem {
    let written = match got {
        Value::Text(text) => format!("\"{}\"", wording::brief(text)),
        Value::Whole(number) => number.to_string(),
        Value::Real(number) => format!("{number:?}"),
        Value::Truth(truth) => truth.to_string(),
        Value::Moment(text) => (*text).to_owned(),
        Value::Table(_) => "{ … }".to_owned(),
        Value::List(_) | Value::Nothing => String::new(),
    };
    let bare = written.trim_matches('"').trim();
    let lower = bare.to_lowercase();
    let help = match (wanted, got) {
        (_, Value::Nothing) => return problem,
        ("a list", _) => {
            let item = if bare.parse::<f64>().is_ok() { bare } else { &written };
            format!("write `{key} = [{item}]`, with one item or more")
        }
        (_, Value::List(_)) => format!("write one value without brackets: `{key} = …`"),
        ("a text", Value::Table(_)) => format!("write `{key} = \"…\"`"),
        ("a text", _) => format!("write it between quotes: `{key} = \"{bare}\"`"),
        ("a whole number", Value::Real(number)) => format!("write `{key} = {}`", number.round()),
        ("a whole number", Value::Text(text)) => number_in(text),
        ("true or false", _) if ["yes", "true", "1", "on", "y", "x"].contains(&lower.as_str()) => {
            format!("write `{key} = true`, without quotes")
        }
        ("true or false", _) => format!("write `{key} = true` or `{key} = false`, without quotes"),
        _ => return problem,
    };
    problem.help(help)
}

/// A text with at least one character that is no space, and no control characters.
pub fn text_of<'d>(node: &'d Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<&'d str> {
    let text = a_text(node, what, problems)?;
    if text.trim().is_empty() {
        problems.push(Problem::new(Code::EmptyText, node.place, format!("{what} is empty")));
        return None;
    }
    if let Some(hidden) = crate::clean::hidden(text) {
        problems.push(invisible(hidden, node.place, what));
        return None;
    }
    Some(text)
}

/// A text of any number of lines, even none: spaces at the end of lines and blank lines around it go, and there are no
/// other control characters.
pub fn lines_of(node: &Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<String> {
    let text = a_text(node, what, problems)?;
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    if let Some(hidden) = lines.iter().find_map(|line| crate::clean::hidden(line)) {
        problems.push(invisible(hidden, node.place, what));
        return None;
    }
    Some(lines.join("\n").trim_matches('\n').to_owned())
}

fn a_text<'d>(node: &'d Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<&'d str> {
    if let Value::Text(text) = &node.value {
        return Some(text);
    }
    let problem =
        Problem::new(Code::WrongType, node.place, format!("{what} must be a text, not {}", node.value.kind()));
    let key = what.to_string();
    let key = key.strip_prefix('`').and_then(|key| key.split('`').next());
    problems.push(match (key, &node.value) {
        (Some(key), got) => with_shape(problem, key, "a text", got),
        (None, Value::List(_) | Value::Table(_) | Value::Nothing) => {
            problem.help("write it as \"…\", between quotes alone")
        }
        (None, _) => problem.help("write it between quotes"),
    });
    None
}

/// What is said of a character that acts without being seen. The most frequent come from a backslash.
fn invisible(hidden: char, place: Place, what: fmt::Arguments<'_>) -> Problem {
    let (name, escape) = match hidden {
        '\t' => ("a tab", 't'),
        '\n' => ("a line break", 'n'),
        '\r' => ("a line break", 'r'),
        '\u{8}' => ("a backspace", 'b'),
        '\u{c}' => ("a form feed", 'f'),
        '\u{1b}' => ("an escape character", 'e'),
        hidden => {
            let message = format!("{what} holds the invisible character U+{:04X}", u32::from(hidden));
            return Problem::new(Code::ControlCharacter, place, message).help("write it without");
        }
    };
    let message = format!("{what} holds {name}");
    let help =
        format!("take it out; if a backslash is meant: in \"…\" `\\{escape}` makes {name}, write `\\\\{escape}`");
    Problem::new(Code::ControlCharacter, place, message).help(help)
}

/// A finite number.
pub fn number_of(node: &Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "bounds are checked by the caller, far below 2^53")]
    let number = match node.value {
        Value::Whole(number) => number as f64,
        Value::Real(number) => number,
        ref other => {
            let message = format!("{what} must be a number, not {}", other.kind());
            let problem = Problem::new(Code::WrongType, node.place, message);
            problems.push(match other {
                Value::Text(text) => problem.help(number_in(text)),
                _ => problem,
            });
            return None;
        }
    };
    if !number.is_finite() {
        problems.push(Problem::new(Code::NotFinite, node.place, format!("{what} must be a finite number")));
        return None;
    }
    Some(number)
}

/// How the number that a text holds is written.
fn number_in(text: &str) -> String {
    match text.trim().parse::<f64>() {
        Ok(number) => format!("write {number} without quotes"),
        Err(_) => syntax::number_in(text).unwrap_or_else(|| "write a number without quotes".to_owned()),
    }
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
