//! Floor 6: what is shown.
//!
//! A report is a value before it is text: one function builds it from what the floors below made, with its rows, their
//! order, its words and its figures decided; renderers only lay it out. Nothing here prints, and nothing here asks the
//! clock, the environment or the terminal: what a screen can do comes in as a [`Style`].
//!
//! All text from a rubric or a person is cleaned when the value is built, escaped for Markdown in one place (`markdown`)
//! and for HTML and SVG in another (`markup`), rounded in one place ([`number`]) and put into tables in one place
//! (`table`). JSON is full precision, and a sheet (`csv`) or a calendar (`ics`) is made harmless in the one place that
//! writes it.

mod bar;
mod chart;
pub mod compare;
mod csv;
pub mod explain;
pub mod front_matter;
pub mod gap;
mod given;
pub mod history;
pub mod home;
mod html;
mod ics;
mod markdown;
mod markup;
mod name;
pub mod number;
pub mod page;
pub mod plan;
pub mod progress;
pub mod resume;
pub mod rubric;
pub mod schema;
mod screen;
mod style;
pub mod suggest;
mod table;
pub mod target;
pub mod what_if;
mod wrap;

pub use given::Given;
pub use name::Name;
pub use style::Style;

/// A value as indented JSON with a final newline. Hidden characters are escaped, so that the value stays and no terminal
/// acts on it.
fn json(value: &impl serde::Serialize) -> String {
    let written = serde_json::to_string_pretty(value).expect("own structs of numbers and texts can be written") + "\n";
    if written.chars().all(|c| c == '\n' || !crate::clean::is_hidden(c)) {
        return written;
    }
    let mut escaped = String::with_capacity(written.len() + 16);
    for c in written.chars() {
        if c == '\n' || !crate::clean::is_hidden(c) {
            escaped.push(c);
        } else {
            escaped.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use proptest::prelude::*;

    proptest! {
        #[test]
        fn json_shows_nothing_hidden_and_keeps_every_text(text in any::<String>(), hidden in "[\u{202e}\u{e0041}\n\u{9b}]*") {
            let text = text + &hidden;
            let written = super::json(&[&text]);
            prop_assert!(written.chars().all(|c| c == '\n' || !crate::clean::is_hidden(c)));
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(&written).unwrap(), vec![text]);
        }
    }
}
