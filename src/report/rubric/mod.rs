//! Rubrics: which there are, what one holds, and what a change of one means.

mod build;
mod csv;
pub mod diff;
mod json;
mod markdown;
mod origin;
mod piece;
mod terminal;

use super::table::Table;
use super::{Given, Name};

pub use build::{overview, rubrics};
pub use csv::list_sheet;
#[cfg(test)]
pub(super) use json::Entry;
pub use json::list_json;
pub use markdown::{list_markdown, markdown};
pub use origin::{Written, origin_json, origin_markdown, origin_terminal, written};
pub use piece::{Piece, guide, piece_json, piece_markdown, piece_terminal, project};
pub use terminal::{list_terminal, terminal};

/// A rubric in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// How many skills it has.
    pub skills: usize,
    /// How many targets it has.
    pub targets: usize,
    /// Where it comes from, such as `bundled` or `stored`.
    pub origin: String,
}

/// The rubrics there are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RubricList {
    table: Table,
    /// The id of the first one, for the hint.
    first: Option<String>,
}

/// What a rubric holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Overview {
    /// What proposed commands name.
    pub(super) given: Given,
    /// The rubric.
    pub name: Name,
    /// Its version.
    pub version: String,
    /// What it covers.
    pub summary: Option<String>,
    /// How much there is of everything, in a sentence.
    pub size: String,
    /// Its levels: the number with the name, and what it means.
    pub scale: Vec<(String, String)>,
    /// Its sections: a heading, and labels with what belongs to them.
    pub sections: Vec<Section>,
}

/// A part of an overview.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Labels, which are ids where there are ids, and what they are.
    pub entries: Vec<(String, String)>,
}
