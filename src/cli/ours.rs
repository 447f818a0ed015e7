//! Whether a file holds nothing but what we wrote. Files are also kept by hand and by other programs, under the same names:
//! such a file is never replaced unasked. One rule a format:
//!
//! - Markdown carries a seal ([`seal`]), HTML its generator, a calendar its product;
//! - JSON names its schema, or has just the keys that ours has; CSV and SVG begin with the line that ours begins with, a
//!   table with the same words up to the first figure;
//! - each line of todo.txt, each task of Taskwarrior and each skill of a résumé is marked.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use serde_json::Value;

use super::args::Format;
use super::seal;
use crate::document::LARGEST;

/// What may be done with a file that is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Found {
    /// Nothing is there, or only what we wrote.
    Ours,
    /// What we wrote, and somebody wrote into it.
    Changed,
    /// What others wrote.
    Foreign,
}

/// What an export of that format, this text, finds where it is to be written.
pub(crate) fn found(path: &Path, format: Format, text: &str) -> Found {
    if !path.is_file() {
        return Found::Ours;
    }
    match self::text(path) {
        Ok(there) if there.trim().is_empty() => Found::Ours,
        Ok(there) if format == Format::Markdown => match seal::state(&there) {
            seal::State::Whole if seal::loses_properties(&there, text) => Found::Changed,
            seal::State::Whole => Found::Ours,
            seal::State::Changed => Found::Changed,
            seal::State::Foreign => Found::Foreign,
        },
        Ok(there) if is_ours(format, &there, text) => Found::Ours,
        Ok(_) | Err(_) => Found::Foreign,
    }
}

/// The text of a file; nobody's export is as large as not to be read whole.
fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(8 * LARGEST).read_to_string(&mut text)?;
    Ok(text)
}

/// Whether a file holds only what an export of that format wrote, of which this is the next.
fn is_ours(format: Format, there: &str, text: &str) -> bool {
    match format {
        Format::Ics => there.contains("\nPRODID:-//skillgap//"),
        Format::Todotxt => there.lines().all(|line| line.is_empty() || line.contains(" skillgap:")),
        Format::Taskwarrior => list(there).is_some_and(|tasks| tasks.iter().all(is_our_task)),
        Format::JsonResume => is_our_resume(there),
        Format::Html => there.contains("<meta name=\"generator\" content=\"skillgap "),
        Format::Json => is_our_json(there, text),
        Format::Csv => head(there) == head(text),
        Format::Svg | Format::Table => words(there) == words(text),
        // Asked of its seal.
        Format::Markdown => false,
    }
}

/// The names of the columns, whatever parts them.
fn head(sheet: &str) -> Vec<&str> {
    let line = sheet.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    line.split([',', ';', '\t']).map(|name| name.trim_matches('"')).collect()
}

/// How a text begins, up to the first figure.
fn words(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    line.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default().trim_end()
}

/// Whether it names a schema of ours, or has the keys that ours has.
fn is_our_json(there: &str, text: &str) -> bool {
    let read = |text: &str| serde_json::from_str::<Value>(text).ok();
    let (Some(there), Some(ours)) = (read(there), read(text)) else { return false };
    if let Some(schema) = ours["schema"].as_str() {
        let kind = |schema: &str| schema.split('/').next().map(str::to_owned);
        return there["schema"].as_str().is_some_and(|named| kind(named) == kind(schema));
    }
    let keys = |value: &Value| {
        let object = value.as_array().map_or(Some(value), |list| list.first())?.as_object()?;
        Some(object.keys().cloned().collect::<Vec<_>>())
    };
    there.is_array() == ours.is_array() && keys(&there) == keys(&ours)
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
        assert!(is_ours(Format::Todotxt, "(A) Read +skillgap skillgap:sql@3\n\n", ""));
        assert!(!is_ours(Format::Todotxt, "(A) Read +skillgap skillgap:sql@3\n(B) Buy milk\n", ""));
        assert!(!is_ours(Format::Ics, "BEGIN:VCALENDAR\r\nPRODID:-//else//\r\n", ""));
        assert!(is_ours(Format::Taskwarrior, r#"[{"project": "skillgap.data"}]"#, ""));
        assert!(!is_ours(Format::Taskwarrior, r#"[{"project": "home"}]"#, ""));
        assert!(!is_ours(Format::Taskwarrior, "{", ""));
        assert!(is_ours(Format::JsonResume, r#"{"skills": [{"name": "a", "x-skillgap": {}}]}"#, ""));
        assert!(!is_ours(Format::JsonResume, r#"{"skills": [{"name": "a"}]}"#, ""));
        assert!(!is_ours(Format::JsonResume, r#"{"basics": {}, "skills": []}"#, ""));
        let plan = r#"{"schema": "skillgap.plan/1"}"#;
        assert!(is_ours(Format::Json, r#"{"schema": "skillgap.plan/2", "more": 1}"#, plan));
        assert!(!is_ours(Format::Json, r#"{"schema": "skillgap.export/1"}"#, plan), "a backup is no plan");
        assert!(!is_ours(Format::Json, "{}", plan) && !is_ours(Format::Json, "[1", plan));
        assert!(is_ours(Format::Json, r#"[{"id": "b"}]"#, r#"[{"id": "a"}]"#));
        assert!(!is_ours(Format::Json, r#"[{"name": "b"}]"#, r#"[{"id": "a"}]"#));
        assert!(is_ours(Format::Csv, "\u{feff}id;level\nsql;3\n", "id,level\n"));
        assert!(!is_ours(Format::Csv, "id,price\n", "id,level\n"));
        assert!(is_ours(Format::Table, "Plan: Mid-level, 6 h\n", "Plan: Mid-level, 5 h\n"));
        assert!(!is_ours(Format::Table, "Plan: my own, 6 h\n", "Plan: Mid-level, 5 h\n"));
    }
}
