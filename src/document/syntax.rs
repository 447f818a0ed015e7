//! Cellar: what is wrong with a text that is no TOML, in words that lead to the fix.
//!
//! The toml crate knows whether a text is TOML, but after one missing bracket it goes on to find a hundred faults. A text
//! that it refuses is read again here, statement by statement: of each only the first fault is reported, by the
//! characters that stand there, and reading goes on where the next statement surely begins.

mod entry;
mod reader;
mod scalar;
mod stray;
mod twice;
mod value;

use std::ops::Range;

use crate::problem::{Code, Place, Problem};
use crate::wording;

use reader::Reader;
pub(super) use scalar::number_in;

/// A statement that is no TOML.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Fault {
    /// What is wrong with it.
    pub(super) problem: Problem,
    /// The header above it as it is written, if there is one.
    pub(super) header: Option<String>,
    /// Where it stands: from its first byte to the beginning of the next statement.
    pub(super) span: Range<usize>,
    /// Whether it is sound but for a key that was there before.
    pub(super) is_twice: bool,
}

/// The first fault of each statement of a text that is no TOML, at most so many; `errors` are what the toml crate has to
/// say of it. Of keys that are there twice the first of a table, or `each`.
pub(super) fn faults(text: &str, file: usize, errors: &[toml::de::Error], most: usize, each: bool) -> Vec<Fault> {
    /// So many keys that are there twice are looked at.
    const TWICE: usize = 200;
    if let Some(problem) = conflict(text, file) {
        return vec![Fault { problem, header: None, span: 0..text.len(), is_twice: false }];
    }
    let mut reader = Reader::new(text, file);
    let mut faults = reader.faults(most);
    if faults.is_empty() {
        faults = twice::faults(&reader, errors, most.max(TWICE), each);
    }
    if faults.is_empty() {
        faults.extend(errors.first().map(|error| {
            let span = error.span().unwrap_or(0..0);
            let problem = reader.problem(span.clone(), wording::brief(error.message()));
            Fault { problem, header: None, span: line_around(text, span.start), is_twice: false }
        }));
    }
    faults
}

/// Marks that git leaves where two people changed the same lines.
pub(super) fn conflict(text: &str, file: usize) -> Option<Problem> {
    const MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    if !text.contains(MARKS[0]) && !text.contains(MARKS[3]) {
        return None;
    }
    let mut marks = lines(text).filter_map(|(at, line)| {
        let mark = MARKS.into_iter().find(|mark| {
            line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r']))
        })?;
        Some((mark, Place { file, start: at, end: at + line.trim_end().len() }))
    });
    let (_, first) = marks.find(|(mark, _)| [MARKS[0], MARKS[3]].contains(mark))?;
    let problem = Problem::new(Code::Syntax, first, "a merge conflict is left in the file");
    let problem = marks.fold(problem, |problem, (mark, place)| {
        let what = if mark == MARKS[3] { "and ends here" } else { "the other side begins here" };
        if problem.related.len() < 2 { problem.related(place, what) } else { problem }
    });
    Some(problem.help("keep the lines of one side, and take out those that begin with <<<<<<<, ======= and >>>>>>>"))
}

/// Each line with the byte that it begins at.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end_matches('\n')))
    })
}

/// The line that a byte stands in, with its end.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let bytes = text.as_bytes();
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |end| at + end + 1);
    start..end
}
