//! What is stored: the list of assessments, one of them, and what the check found.

mod check;
mod export;
mod import;
mod list;
mod show;

use serde::Serialize;

use crate::assessment::Edition;

pub use check::check_terminal;
pub use export::export_json;
pub use import::import_terminal;
pub use list::{Listed, list, list_json, list_markdown, list_terminal};
pub use show::{Said, Shown, show, show_json, show_markdown, show_terminal};

/// An edition for programs.
#[derive(Serialize)]
pub(in crate::report) struct EditionJson<'a> {
    id: &'a str,
    version: &'a str,
    digest: &'a str,
}

impl<'a> From<&'a Edition> for EditionJson<'a> {
    fn from(edition: &'a Edition) -> Self {
        Self { id: edition.id.as_str(), version: &edition.version, digest: &edition.digest }
    }
}
