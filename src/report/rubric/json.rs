//! The list of rubrics as JSON.

use serde::Serialize;

use super::Listed;

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    title: &'a str,
    version: &'a str,
    skills: usize,
    targets: usize,
    origin: &'a str,
}

/// The list as JSON: one object a rubric.
pub fn list_json(listed: &[Listed]) -> String {
    crate::report::json(&listed.iter().map(entry).collect::<Vec<_>>())
}

fn entry(listed: &Listed) -> Entry<'_> {
    let Listed { id, title, version, skills, targets, origin } = listed;
    Entry { id, title, version, skills: *skills, targets: *targets, origin }
}
