//! Ids, fit for file names.

use std::{borrow::Borrow, fmt};

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The name that files and commands use for a thing: `[a-z0-9][a-z0-9-]*`, at most 64 characters. Fit for a file name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Id(String);

impl Id {
    /// The most characters an id may have, so that file names made from it are legal everywhere.
    pub const LONGEST: usize = 64;

    /// The id, if `text` is one.
    pub fn new(text: &str) -> Option<Self> {
        let sound = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_id = (1..=Self::LONGEST).contains(&text.len()) && text.bytes().all(sound) && !text.starts_with('-');
        is_id.then(|| Self(text.to_owned()))
    }

    /// How to write `text`, which is no id, as one.
    pub fn advice(text: &str) -> String {
        let rule = || format!("an id has a-z, 0-9 and -, does not begin with -, and is at most {} long", Self::LONGEST);
        Self::like(text).map_or_else(rule, |id| format!("write it as `{id}`"))
    }

    /// The id that `text` most likely stands for: in small letters, without accents, its words joined by `-`.
    pub(crate) fn like(text: &str) -> Option<Self> {
        let mut plain = String::new();
        for c in text.to_lowercase().nfkd().filter(|c| !is_combining_mark(*c) || *c == '\u{308}') {
            match c {
                'ß' => plain.push_str("ss"),
                '\u{308}' if plain.ends_with(['a', 'o', 'u']) => plain.push('e'),
                '\u{308}' => {}
                c => plain.push(c),
            }
        }
        if plain.chars().any(|c| c.is_alphanumeric() && !c.is_ascii()) {
            return None;
        }
        let words: Vec<_> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        Self::new(&words.join("-"))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
