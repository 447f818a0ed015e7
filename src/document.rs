//! Cellar: a TOML or JSON text as a tree in which every value knows its place, and a way to read it that finds all that
//! is wrong instead of the first thing.
//!
//! serde stops at the first fault and loses places inside maps, so files that people write are read from this tree. Keys
//! that no one asked a [`Fields`] for are unknown: there is no second list of keys to keep in step.

mod fields;
mod syntax;
mod tree;
mod values;

pub use crate::problem::Place;
pub use fields::Fields;
pub use tree::{Broken, Entry, MOST_BROKEN, Node, Value, WHOLE, broken, from_json, from_toml};
pub use values::{date_of, lines_of, number_of, text_of};

use crate::problem::{Code, Problem};

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
