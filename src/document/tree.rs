//! A TOML or JSON text as a tree in which every value knows its place. Texts are those of the source where they stand
//! there as they are.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::syntax;
use crate::problem::{Place, Problem};

/// A value and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Node<'t> {
    /// Where it stands; of a table with a header, the header.
    pub place: Place,
    /// What it is.
    pub value: Value<'t>,
}

/// The values that TOML and JSON have in common, and TOML's dates as text.
#[derive(Clone, PartialEq, Debug)]
pub enum Value<'t> {
    /// A text.
    Text(Cow<'t, str>),
    /// A whole number.
    Whole(i64),
    /// A number with a fraction, or one too large for a whole number.
    Real(f64),
    /// True or false.
    Truth(bool),
    /// A date or time as it is written in TOML.
    Moment(&'t str),
    /// JSON's null.
    Nothing,
    /// A list.
    List(Vec<Node<'t>>),
    /// A table, its entries in the order of the text.
    Table(Vec<Entry<'t>>),
}

impl Value<'_> {
    /// What it is, for a message.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Whole(_) => "a number",
            Self::Real(_) => "a number that is not whole",
            Self::Truth(_) => "true or false",
            Self::Moment(_) => "a date",
            Self::Nothing => "nothing",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// A key of a table with its value.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry<'t> {
    /// The key.
    pub key: Cow<'t, str>,
    /// Where the key stands.
    pub place: Place,
    /// Its value.
    pub node: Node<'t>,
}

/// Reads TOML. What cannot be read is a problem; what can be is in the tree all the same.
pub fn from_toml<'t>(text: &'t str, file: usize, problems: &mut Vec<Problem>) -> Node<'t> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let toml = Toml { text, file };
    if errors.is_empty() {
        problems.extend(syntax::conflict(text, file));
    } else {
        problems.extend(syntax::faults(text, file, &errors, MOST_TOLD, false).into_iter().map(|fault| fault.problem));
    }
    let span = table.span();
    toml.table(table.into_inner(), span)
}

/// More broken statements than these are rarely more than one slip.
const MOST_TOLD: usize = 5;

/// The most broken statements that [`broken`] finds.
pub const MOST_BROKEN: usize = 500;

/// A statement that keeps a text from being TOML.
#[derive(Clone, PartialEq, Debug)]
pub struct Broken {
    /// What is wrong with it.
    pub problem: Problem,
    /// The header above it as it is written, if there is one.
    pub header: Option<String>,
    /// Where it stands, with the lines that go with it.
    pub span: Range<usize>,
    /// Whether it is sound but for a key that was there before.
    pub is_twice: bool,
}

/// The statements that keep a text from being TOML, of source 0; none if it is TOML. Those that are there twice are among them
/// where nothing else is wrong.
pub fn broken(text: &str) -> Vec<Broken> {
    let (_, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Vec::new();
    }
    let faults = syntax::faults(text, 0, &errors, MOST_BROKEN, true);
    let broken = |syntax::Fault { problem, header, span, is_twice }| Broken { problem, header, span, is_twice };
    faults.into_iter().map(broken).collect()
}

/// The text that a tree is made of.
#[derive(Clone, Copy)]
struct Toml<'t> {
    text: &'t str,
    file: usize,
}

impl<'t> Toml<'t> {
    const fn place(self, span: Range<usize>) -> Place {
        Place { file: self.file, start: span.start, end: span.end }
    }

    fn table(self, table: DeTable<'t>, span: Range<usize>) -> Node<'t> {
        let entry = |(key, value): (Spanned<Cow<'t, str>>, _)| Entry {
            place: self.place(key.span()),
            key: key.into_inner(),
            node: self.node(value),
        };
        let mut entries: Vec<_> = table.into_iter().map(entry).collect();
        entries.sort_by_key(|entry| entry.place.start);
        Node { place: self.place(span), value: Value::Table(entries) }
    }

    fn node(self, value: Spanned<DeValue<'t>>) -> Node<'t> {
        let span = value.span();
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Whole(number),
                Err(_) => Value::Real(f64::MAX),
            },
            DeValue::Float(number) => Value::Real(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(truth) => Value::Truth(truth),
            DeValue::Datetime(_) => Value::Moment(self.text.get(span.clone()).unwrap_or_default()),
            DeValue::Array(items) => Value::List(items.into_iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => return self.table(table, span),
        };
        Node { place: self.place(span), value }
    }
}

/// Reads JSON; every place in the tree is the whole of source 0.
pub fn from_json(text: &str) -> serde_json::Result<Node<'_>> {
    serde_json::from_str(text)
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = deserializer.deserialize_any(AnyValue)?;
        Ok(Self { place: WHOLE, value })
    }
}

/// Where everything in a JSON text stands.
pub const WHOLE: Place = Place { file: 0, start: 0, end: 0 };

/// A text that is borrowed where it holds no escapes.
#[derive(Deserialize)]
struct Key<'t>(#[serde(borrow)] Cow<'t, str>);

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value<'de>, E> {
        Ok(Value::Truth(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value<'de>, E> {
        Ok(Value::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
        Ok(i64::try_from(number).map_or(Value::Real(f64::MAX), Value::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value<'de>, E> {
        Ok(Value::Real(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        // Most lists are short and stay: what they do not need would be half of the tree.
        list.shrink_to_fit();
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value<'de>, A::Error> {
        let mut table = Vec::new();
        while let Some((Key(key), node)) = entries.next_entry()? {
            table.push(Entry { key, place: WHOLE, node });
        }
        table.shrink_to_fit();
        Ok(Value::Table(table))
    }
}
