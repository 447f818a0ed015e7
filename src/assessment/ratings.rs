//! The ratings of an answers file, by the names that the file uses.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Answer, Confidence, Rating};
use crate::{
    document::{self, Fields, Node, Place, Value},
    problem::{Code, Problem},
    rubric::{Id, Level, Rubric},
    wording,
};

const HELP: &str = "write a level such as `3`, or \"not-applicable\"";

/// The table `[ratings]` of a file: what was said, by the names that the file uses.
#[derive(Clone, PartialEq, Debug)]
pub struct Ratings {
    pub(super) place: Place,
    pub(super) written: Vec<Written>,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Written {
    pub(super) key: String,
    pub(super) key_place: Place,
    place: Place,
    said: Said,
    on: Option<Date>,
    evidence: Option<String>,
    confidence: Option<Confidence>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Said {
    Level(i64),
    NotApplicable,
}

impl Ratings {
    /// Reads the table; in a stored file unknown keys are left alone.
    pub fn read(node: &Node<'_>, is_stored: bool, problems: &mut Vec<Problem>) -> Self {
        let fields = Fields::of(node, "`ratings`", problems);
        let entries = fields.map_or(&[][..], |fields| fields.entries());
        let written =
            entries.iter().filter_map(|entry| Written::read(&entry.key, entry.place, &entry.node, is_stored, problems));
        Self { place: node.place, written: written.collect() }
    }

    /// Reads the lines below `[ratings]` of a file as [`render`](super::render) writes it, those without evidence far faster
    /// than as TOML. None if anything is otherwise.
    pub(super) fn by_lines(lines: &str, place: Place) -> Option<Self> {
        let mut written = Vec::new();
        for line in lines.lines() {
            match Written::plain(line, place) {
                Some(rating) => written.push(rating),
                None => {
                    let mut problems = Vec::new();
                    let root = document::from_toml(line, 0, &mut problems);
                    written.extend(Self::read(&root, true, &mut problems).written);
                    if !problems.is_empty() {
                        return None;
                    }
                }
            }
        }
        // In order, so that none is there twice.
        written.is_sorted_by(|one, next| one.key < next.key).then_some(Self { place, written })
    }

    /// The ratings as they were stored, by the ids of their own edition; `on` is the day of those that name none.
    pub fn stored(&self, on: Date, problems: &mut Vec<Problem>) -> BTreeMap<Id, Rating> {
        const HIGHEST: i64 = 9;
        let rating = |written: &Written| {
            let id = id_of(&written.key, "skill", written.key_place, problems)?;
            let level = |number| (0..=HIGHEST).contains(&number).then(|| u8::try_from(number).ok().map(Level::new))?;
            let rating = written.rating(level, on);
            if rating.is_none() {
                let message = format!("the rating of `{id}` is no level: a scale goes from 0 to {HIGHEST} at most");
                problems.push(Problem::new(Code::OutOfBounds, written.place, message));
            }
            Some((id, rating?))
        };
        self.written.iter().filter_map(rating).collect()
    }
}

impl Written {
    /// A rating as most are stored: `sql = { level = 3, on = 2026-11-22 }`.
    fn plain(line: &str, place: Place) -> Option<Self> {
        let (key, rating) = line.split_once(' ')?;
        let (said, on) = rating.strip_prefix("= { ")?.strip_suffix(" }")?.split_once(',')?;
        let said = match said.strip_prefix("level = ") {
            Some(level) => Said::Level(digit(level)?),
            None => (said == "state = \"not-applicable\"").then_some(Said::NotApplicable)?,
        };
        let on = Some(wording::date(on.strip_prefix(" on = ")?)?);
        Id::new(key).is_some().then(|| Self {
            key: key.to_owned(),
            key_place: place,
            place,
            said,
            on,
            evidence: None,
            confidence: None,
        })
    }

    fn read(
        key: &str,
        key_place: Place,
        node: &Node<'_>,
        is_stored: bool,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let what = format!("the rating of `{}`", wording::brief(key));
        let bare = |said| Self {
            key: key.to_owned(),
            key_place,
            place: node.place,
            said,
            on: None,
            evidence: None,
            confidence: None,
        };
        match &node.value {
            Value::Whole(level) => Some(bare(Said::Level(*level))),
            Value::Text(text) if text == "not-applicable" => Some(bare(Said::NotApplicable)),
            Value::Text(text) => {
                let message = format!("{what} cannot be `{}`", wording::brief(text));
                problems.push(Problem::new(Code::UnknownWord, node.place, message).help(HELP));
                None
            }
            Value::Table(_) => {
                let mut fields = Fields::of(node, what, problems)?;
                let said = said(&mut fields, problems);
                let on = fields.date("on", problems);
                let evidence = fields.text("evidence", problems);
                let sureness = Confidence::ALL.map(|confidence| (confidence.as_str(), confidence));
                let confidence = fields.word("confidence", &sureness, problems);
                if !is_stored {
                    fields.finish(problems);
                }
                Some(Self { on, evidence, confidence, ..bare(said?) })
            }
            other => {
                let message = format!("{what} must be a whole number, not {}", kind(other));
                problems.push(Problem::new(Code::WrongType, node.place, message).help(HELP));
                None
            }
        }
    }

    /// The rating on the rubric's scale; a problem if it is off it.
    pub(super) fn on_scale(&self, rubric: &Rubric, on: Date, problems: &mut Vec<Problem>) -> Option<Rating> {
        let rating = self.rating(|number| rubric.scale().level(number), on);
        if let (None, Said::Level(number)) = (&rating, self.said) {
            let max = rubric.scale().max();
            let message = format!("`{}` is rated {number}, off the scale of `{}`", self.key, rubric.id());
            problems.push(
                Problem::new(Code::OutOfBounds, self.place, message)
                    .help(format!("a level is a number from 0 to {max}")),
            );
        }
        rating
    }

    fn rating(&self, level: impl Fn(i64) -> Option<Level>, on: Date) -> Option<Rating> {
        let answer = match self.said {
            Said::Level(number) => Answer::Rated(level(number)?),
            Said::NotApplicable => Answer::NotApplicable,
        };
        let evidence = self.evidence.clone();
        Some(Rating { answer, on: self.on.unwrap_or(on), evidence, confidence: self.confidence })
    }
}

/// The number that a single digit is.
fn digit(text: &str) -> Option<i64> {
    let mut chars = text.chars();
    let digit = chars.next()?.to_digit(10)?;
    chars.next().is_none().then_some(i64::from(digit))
}

/// The level or the state of a rating that is a table.
fn said(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<Said> {
    let level = fields.whole("level", problems);
    let is_rated = fields.word("state", &[("rated", true), ("not-applicable", false)], problems);
    match (level, is_rated) {
        (Some((place, _)), Some(false)) => {
            let message = format!("{} is not applicable and has a level", fields.what());
            problems.push(Problem::new(Code::OutOfBounds, place, message).help("leave out one of the two"));
            None
        }
        (Some((_, level)), _) => Some(Said::Level(level)),
        (None, Some(false)) => Some(Said::NotApplicable),
        (None, _) => {
            fields.present("level", None::<()>, problems);
            None
        }
    }
}

/// The id that a text is; a problem if it is none.
pub(super) fn id_of(text: &str, what: &str, place: Place, problems: &mut Vec<Problem>) -> Option<Id> {
    let id = Id::new(text);
    if id.is_none() {
        let message = format!("`{}` is no id of a {what}", wording::brief(text));
        problems.push(Problem::new(Code::InvalidId, place, message).help("ids are lower case letters, digits and `-`"));
    }
    id
}

/// As [`Value::kind`], but a number with a fraction is told apart.
const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Real(_) => "a number with a fraction",
        other => other.kind(),
    }
}
