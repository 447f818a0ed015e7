//! Floor 6: what is shown.
//!
//! A report is a value before it is text: one function builds it from what the floors below made, with its rows, their
//! order, its words and its figures decided; renderers only lay it out. Nothing here prints, and nothing here asks the
//! clock, the environment or the terminal: what a screen can do comes in as a [`Style`].
//!
//! All text from a rubric or a person is cleaned when the value is built, escaped for Markdown in one place (`markdown`)
//! and for HTML and SVG in another (`markup`), rounded in one place ([`number`]) and put into tables in one place
//! (`table`). JSON (`json`) is full precision, and a sheet (`csv`) or a calendar (`ics`) is made harmless in the one place that
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
mod json;
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
pub mod so_far;
mod style;
pub mod suggest;
mod table;
pub mod target;
mod thumb;
mod verdict;
pub mod way;
pub mod what_if;
mod wrap;

pub use csv::{Csv, Delimiter};
pub use given::{Given, Whose};
pub use name::Name;
pub use style::Style;
