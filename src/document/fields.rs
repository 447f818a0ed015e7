//! A table that is being read, key by key.

use jiff::civil::Date;

use super::tree::{Entry, Node, Value};
use super::values::{date_of, filled, number_of, text_of, with_shape};
use crate::problem::{Code, Place, Problem};
use crate::wording;

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
