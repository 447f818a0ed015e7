//! Where each value of a rubric is written, a line each, as compilers and grep write places: editors jump to them.

use std::fmt::Write as _;

use serde::Serialize;

use super::super::markdown::{Document, text};
use super::super::name;
use crate::diagnostic::{self, Position};
use crate::document::Source;
use crate::rubric::Origin;

/// A value of a rubric and where it is written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Written {
    /// Its name, such as `skills.sql.title`.
    pub path: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// Places as people and editors count them.
pub fn written(origins: &[Origin], sources: &[Source]) -> Vec<Written> {
    let found = |origin: &Origin| {
        let source = sources.get(origin.place.file)?;
        let Position { line, column } = diagnostic::position(&source.text, origin.place.start);
        Some(Written { path: name::text(&origin.path), file: name::text(&source.name), line, column })
    };
    origins.iter().filter_map(found).collect()
}

/// The places as text.
pub fn origin_terminal(written: &[Written]) -> String {
    let mut text = String::new();
    for Written { path, file, line, column } in written {
        writeln!(text, "{file}:{line}:{column}: {path}").expect("a String takes all that is written");
    }
    text
}

/// The places as a document.
pub fn origin_markdown(written: &[Written]) -> String {
    let mut document = Document::default();
    document.heading(1, "Where each value is written");
    let item = |one: &Written| text(&format!("{}: {}:{}:{}", one.path, one.file, one.line, one.column));
    document.list(written.iter().map(item));
    document.finish("rubric show --origin")
}

/// The places as JSON: one object a value.
pub fn origin_json(written: &[Written]) -> String {
    crate::report::json::text(&written)
}
