//! Floor 6: what is shown.
//!
//! A report is a value before it is text: one function builds it from what the floors below made, with its rows, their
//! order, its words and its figures decided; renderers only lay it out. Nothing here prints, and nothing here asks the
//! clock, the environment or the terminal: what a screen can do comes in as a [`Style`].
//!
//! All text from a rubric or a person is cleaned when the value is built, escaped for Markdown in one place
//! ([`markdown`]), rounded in one place ([`number`]) and put into tables in one place (`table`). JSON is full precision.

mod bar;
pub mod explain;
pub mod gap;
pub mod home;
mod markdown;
mod name;
pub mod number;
pub mod rubric;
mod screen;
mod style;
mod table;
pub mod target;
mod wrap;

pub use name::Name;
pub use style::Style;

/// A value as indented JSON with a final newline.
fn json(value: &impl serde::Serialize) -> String {
    let written = serde_json::to_string_pretty(value).expect("own structs of numbers and texts can be written");
    written + "\n"
}
