//! What is stored: the list of assessments, one of them, and what the check found.

mod check;
mod csv;
mod export;
mod import;
mod list;
mod show;

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
