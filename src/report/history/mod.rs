//! What is stored: the list of assessments, one of them, and what the check found.

mod check;
mod csv;
mod export;
mod import;
mod list;
mod show;

use serde::Serialize;

use crate::assessment::Edition;

pub use check::check_terminal;
pub use csv::{list_sheet, show_sheet};
#[cfg(test)]
pub(super) use export::ExportJson;
pub use export::export_json;
pub use import::import_terminal;
#[cfg(test)]
pub(super) use list::ListedJson;
pub use list::{Listed, list, list_json, list_markdown, list_terminal};
#[cfg(test)]
pub(super) use show::Written;
pub(super) use show::answers_json;
pub use show::{Said, Shown, show, show_json, show_markdown, show_terminal};

/// An edition for programs.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct EditionJson<'a> {
    /// The rubric's id.
    id: &'a str,
    /// Its version.
    version: &'a str,
    /// The SHA-256 of its JSON.
    digest: &'a str,
}

impl<'a> From<&'a Edition> for EditionJson<'a> {
    fn from(edition: &'a Edition) -> Self {
        Self { id: edition.id.as_str(), version: &edition.version, digest: &edition.digest }
    }
}
