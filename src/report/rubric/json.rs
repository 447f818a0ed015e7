//! The list of rubrics as JSON.

use serde::Serialize;

use super::Listed;

/// A rubric in the list.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct Entry<'a> {
    /// Its id.
    id: &'a str,
    /// Its title.
    title: &'a str,
    /// Its version.
    version: &'a str,
    /// How many skills it has.
    skills: usize,
    /// How many targets it has.
    targets: usize,
    /// Where it comes from: `bundled` or `stored`.
    origin: &'a str,
}

/// The list as JSON: one object a rubric.
pub fn list_json(listed: &[Listed]) -> String {
    crate::report::json::text(&listed.iter().map(entry).collect::<Vec<_>>())
}

fn entry(listed: &Listed) -> Entry<'_> {
    let Listed { id, title, version, skills, targets, origin } = listed;
    Entry { id, title, version, skills: *skills, targets: *targets, origin }
}
