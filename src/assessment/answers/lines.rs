//! Answers files line by line: a line that is no TOML must not cost the file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Code, Fields, Place, Problem, Ratings, Remark, Written};
use crate::assessment::meant;
use crate::document::{self, Broken, Node, Value};
use crate::wording;

/// What is taken out of a text so that the rest is TOML.
#[derive(Default)]
pub(super) struct Lines {
    /// Ratings whose lines are no TOML.
    ratings: Vec<Written>,
    /// Keys that are there twice, each with the places of the lines that were taken out.
    twice: BTreeMap<String, Vec<Place>>,
    remarks: Vec<Remark>,
}

impl Lines {
    /// Takes the lines out that are no TOML: the text with blanks where they stood, so that the places in it stay, and what
    /// they held. What is wrong, if a line is among them without which the rest cannot be judged.
    pub(super) fn of(text: &str) -> Result<(Cow<'_, str>, Self), Vec<Problem>> {
        /// One for what is no TOML, one for keys that are there twice, and one for what those hid.
        const ROUNDS: usize = 4;
        let mut sound = Cow::Borrowed(text);
        let mut lines = Self::default();
        for _ in 0..ROUNDS {
            let broken = document::broken(&sound);
            if broken.is_empty() {
                return Ok((sound, lines));
            }
            if broken.len() >= document::MOST_BROKEN {
                break;
            }
            sound = Cow::Owned(lines.take_out(broken, sound.into_owned())?);
        }
        let problems = document::broken(&sound).into_iter().map(|broken| broken.problem).collect();
        Err(crate::problem::told_once(problems))
    }

    /// Takes broken lines out; all that is wrong, if one of them cannot be done without.
    fn take_out(&mut self, all: Vec<Broken>, mut sound: String) -> Result<String, Vec<Problem>> {
        if all.iter().any(|broken| !is_dispensable(broken, &sound)) {
            return Err(crate::problem::told_once(all.into_iter().map(|broken| broken.problem).collect()));
        }
        for Broken { problem, header, span, is_twice } in all {
            let line = sound[span.clone()].to_owned();
            let is_rating = header.as_deref().is_some_and(is_header_of_ratings);
            let (key, raw) = if is_remark(&line) { ("", "") } else { parted(&line) };
            match () {
                () if is_twice => self.twice.entry(key.to_owned()).or_default().push(problem.place),
                () if is_rating
                    && !key.is_empty()
                    && !raw.starts_with(['{', '['])
                    && line.trim_end().lines().count() == 1 =>
                {
                    let start = span.start + line.find(key).unwrap_or_default();
                    let place = Place { file: 0, start, end: start + key.len() };
                    self.ratings.push(Written::raw(key, meant::value(raw), place));
                }
                () => self.remarks.push(Remark::left_out(problem)),
            }
            let blank: String = line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
            sound.replace_range(span, &blank);
        }
        Ok(sound)
    }

    /// Adds the ratings of the lines that were taken out, and takes those out that are there twice and differ.
    pub(super) fn add_to(self, ratings: &mut Ratings, remarks: &mut Vec<Remark>) {
        remarks.extend(self.remarks);
        for (key, places) in self.twice {
            let Some(first) = ratings.written.iter().find(|written| written.key == key) else { continue };
            let message = format!("`{}` is rated more than once", wording::brief(&key));
            let problem = places
                .first()
                .into_iter()
                .fold(Problem::new(Code::DuplicateEntry, first.key_place, message), |problem, place| {
                    problem.related(*place, "and here")
                });
            remarks.push(Remark::left_out(problem.help("keep the line that is true")));
            ratings.written.retain(|written| written.key != key);
        }
        ratings.written.extend(self.ratings);
    }
}

/// Whether the rest can be judged without this line: not without the rubric that it names.
fn is_dispensable(broken: &Broken, text: &str) -> bool {
    const NEEDED: [&str; 4] = ["rubric", "target", "on", "format"];
    if broken.problem.message.contains("merge conflict") {
        return false;
    }
    let is_rating = broken.header.as_deref().is_some_and(is_header_of_ratings);
    let line = text[broken.span.clone()].trim_start();
    let is_header = line.starts_with('[');
    let key: String = line.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    !is_header && (is_rating || !NEEDED.contains(&key.to_lowercase().as_str()))
}

fn is_header_of_ratings(header: &str) -> bool {
    let name = header.trim_matches(|c: char| matches!(c, '[' | ']') || c.is_whitespace());
    is_ratings(name)
}

/// Whether a name is that of the table of ratings, or surely meant to be.
fn is_ratings(name: &str) -> bool {
    let name = name.to_lowercase();
    ["ratings", "rating", "answers", "skills", "levels"].contains(&name.as_str())
        || wording::closest(&name, ["ratings"].into_iter()).is_some()
}

/// Whether a line begins as a remark does in other languages.
fn is_remark(line: &str) -> bool {
    ["//", ";", "/*", "--", "<!--"].iter().any(|mark| line.trim_start().starts_with(mark))
}

/// The key of a line and what stands behind it, quotes and signs between them aside.
fn parted(line: &str) -> (&str, &str) {
    let line = line.trim();
    let at = line.find(['=', ':', '＝', '：']);
    let (key, raw) = match at {
        Some(at) => (&line[..at], line[at..].trim_start_matches([':', '=', '＝', '：', '>', ' '])),
        None => (line, ""),
    };
    let is_around = |c: char| c.is_whitespace() || meant::is_quote(c) || matches!(c, '-' | '*' | '•');
    (key.trim_matches(is_around), raw.trim())
}

/// The ratings of a file without `[ratings]`: a table that is called nearly so, or the lines at the top, if the header is
/// missing.
pub(super) fn ratings_elsewhere(fields: &mut Fields<'_>, remarks: &mut Vec<Remark>) -> Ratings {
    const OWN: [&str; 4] = ["rubric", "target", "on", "format"];
    let place = fields.place();
    let mut ratings = Ratings { place, written: Vec::new() };
    for entry in fields.entries() {
        let is_own = OWN.contains(&&*entry.key);
        let is_table = matches!(entry.node.value, Value::Table(_) | Value::List(_));
        if !is_own && is_table && is_ratings(&entry.key) {
            let message = format!("`[{}]` is read as `[ratings]`", wording::brief(&entry.key));
            let problem = Problem::new(Code::UnknownKey, entry.place, message);
            remarks.push(Remark::taken(problem.help("write `[ratings]`")));
            let mut problems = Vec::new();
            let found = Ratings::read(&entry.node, false, remarks, &mut problems);
            remarks.extend(problems.into_iter().map(Remark::left_out));
            fields.know(&entry.key);
            return found;
        }
    }
    let is_level = |node: &Node<'_>| matches!(node.value, Value::Whole(_));
    let lines: Vec<_> =
        fields.entries().iter().filter(|entry| !OWN.contains(&&*entry.key) && is_level(&entry.node)).collect();
    if let Some(first) = lines.first() {
        let problem = Problem::new(Code::MissingKey, first.place, "`[ratings]` is missing above the levels");
        remarks.push(Remark::taken(problem.help("write `[ratings]` on a line above this")));
    }
    for entry in lines {
        fields.know(&entry.key);
        ratings.written.extend(Written::read(&entry.key, entry.place, &entry.node, false, remarks));
    }
    ratings
}

/// What is said of keys at the top that nobody knows: one that is nearly a key without which the rest is judged wrongly is
/// a fault, any other is left out.
pub(super) fn finish(fields: Fields<'_>, remarks: &mut Vec<Remark>, problems: &mut Vec<Problem>) {
    let mut unknown = Vec::new();
    fields.finish(&mut unknown);
    for problem in unknown {
        let is_near = problem.help.as_deref().is_some_and(|help| help.starts_with("did you mean"));
        if is_near { problems.push(problem) } else { remarks.push(Remark::left_out(problem)) }
    }
}
