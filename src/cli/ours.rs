//! Whether a file holds nothing but what we wrote. Calendars, task lists and résumés are also kept by hand and by other
//! programs, under the same names: such a file is never replaced.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use serde_json::Value;

use super::args::Format;
use crate::document::LARGEST;

/// Whether an export of that format may replace what is there.
pub(crate) fn may_replace(path: &Path, format: Format) -> bool {
    let is_shared = matches!(format, Format::Ics | Format::Todotxt | Format::Taskwarrior | Format::JsonResume);
    !is_shared || !path.is_file() || text(path).is_ok_and(|text| is_ours(format, &text))
}

/// The text of a file; nobody's export is as large as not to be read whole.
fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(8 * LARGEST).read_to_string(&mut text)?;
    Ok(text)
}

/// Whether a file holds only what an export of that format wrote.
fn is_ours(format: Format, text: &str) -> bool {
    match format {
        Format::Ics => text.is_empty() || text.contains("\nPRODID:-//skillgap//"),
        Format::Todotxt => text.lines().all(|line| line.is_empty() || line.contains(" skillgap:")),
        Format::Taskwarrior => list(text).is_some_and(|tasks| tasks.iter().all(is_our_task)),
        Format::JsonResume => is_our_resume(text),
        Format::Table | Format::Markdown | Format::Html | Format::Json | Format::Csv | Format::Svg => true,
    }
}

fn list(text: &str) -> Option<Vec<Value>> {
    if text.trim().is_empty() { Some(Vec::new()) } else { serde_json::from_str(text).ok() }
}

fn is_our_task(task: &Value) -> bool {
    task["project"].as_str().is_some_and(|project| project.starts_with("skillgap."))
}

fn is_our_resume(text: &str) -> bool {
    let Ok(resume) = serde_json::from_str::<Value>(text) else { return text.trim().is_empty() };
    let Some(object) = resume.as_object() else { return false };
    let of_skills = resume["skills"].as_array().map_or(&[][..], Vec::as_slice);
    object.keys().all(|key| matches!(key.as_str(), "$schema" | "skills"))
        && of_skills.iter().all(|skill| skill.get("x-skillgap").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_is_not_ours() {
        assert!(is_ours(Format::Todotxt, "(A) Read +skillgap skillgap:sql@3\n\n"));
        assert!(!is_ours(Format::Todotxt, "(A) Read +skillgap skillgap:sql@3\n(B) Buy milk\n"));
        assert!(!is_ours(Format::Ics, "BEGIN:VCALENDAR\r\nPRODID:-//else//\r\n"));
        assert!(is_ours(Format::Taskwarrior, r#"[{"project": "skillgap.data"}]"#));
        assert!(!is_ours(Format::Taskwarrior, r#"[{"project": "home"}]"#));
        assert!(!is_ours(Format::Taskwarrior, "{"));
        assert!(is_ours(Format::JsonResume, r#"{"skills": [{"name": "a", "x-skillgap": {}}]}"#));
        assert!(!is_ours(Format::JsonResume, r#"{"skills": [{"name": "a"}]}"#));
        assert!(!is_ours(Format::JsonResume, r#"{"basics": {}, "skills": []}"#));
    }
}
