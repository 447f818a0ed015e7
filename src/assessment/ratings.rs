//! The ratings of an answers file, by the names that the file uses.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Answer, Confidence, Help, Rating,
    meant::{self, Said},
};
use crate::{
    document::{self, Fields, Node, Place, Value},
    problem::{Code, Problem},
    rubric::{Id, Level, Rubric},
    wording,
};

const HELP: &str = "write a level such as `3`, or \"not-applicable\"";

/// More ratings than any rubric has skills, formerly or now.
const MOST: usize = 4_000;

/// Something of an answers file that was not taken as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// What is wrong with it, and what was made of it.
    pub problem: Problem,
    /// Whether it was read as what is surely meant; else it was left out.
    pub is_taken: bool,
}

impl Remark {
    /// What was left out.
    pub(super) const fn left_out(problem: Problem) -> Self {
        Self { problem, is_taken: false }
    }

    /// What was read as what is surely meant.
    pub(super) const fn taken(problem: Problem) -> Self {
        Self { problem, is_taken: true }
    }
}

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
    pub(super) place: Place,
    pub(super) said: Said,
    on: Option<Date>,
    evidence: Option<String>,
    confidence: Option<Confidence>,
    help: Option<Help>,
}

impl Ratings {
    /// Reads the table; in a stored file unknown keys are left alone. What is wrong with single ratings goes to `remarks`.
    pub(super) fn read(
        node: &Node<'_>,
        is_stored: bool,
        remarks: &mut Vec<Remark>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        // `[[ratings]]` with one table is `[ratings]`.
        let node = match &node.value {
            Value::List(items) => match &items[..] {
                [one] => one,
                _ => node,
            },
            _ => node,
        };
        let fields = Fields::shaped(node, "`ratings`", "[ratings]", problems);
        let entries = fields.map_or(&[][..], |fields| fields.entries());
        if entries.len() > MOST {
            let message = format!("`ratings` has {} lines, but it may have {MOST} at most", entries.len());
            problems.push(Problem::new(Code::TooMany, node.place, message).help("rate what the target asks for"));
            return Self { place: node.place, written: Vec::new() };
        }
        let written =
            entries.iter().filter_map(|entry| Written::read(&entry.key, entry.place, &entry.node, is_stored, remarks));
        Self { place: node.place, written: written.collect() }
    }

    /// Reads the table of a file that the program wrote itself: whatever is wrong is a problem.
    pub fn read_stored(node: &Node<'_>, problems: &mut Vec<Problem>) -> Self {
        let mut remarks = Vec::new();
        let ratings = Self::read(node, true, &mut remarks, problems);
        problems.extend(remarks.into_iter().map(|remark| remark.problem));
        ratings
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
                    written.extend(Self::read_stored(&root, &mut problems).written);
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
        let rating = |written: &Written| {
            let id = id_of(&written.key, "skill", written.key_place, problems)?;
            if let Said::Words(words) = &written.said {
                problems.push(written.no_level(words));
                return None;
            }
            let level = |number| u8::try_from(number).ok().map(Level::new).filter(|level| *level <= Level::HIGHEST);
            let rating = written.rating(&written.said, level, on);
            if rating.is_none() {
                let message =
                    format!("the rating of `{id}` is no level: a scale goes from 0 to {} at most", Level::HIGHEST);
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
            help: None,
        })
    }

    /// A rating whose line is no TOML: what stands behind its key.
    pub(super) fn raw(key: &str, raw: &str, place: Place) -> Self {
        Self {
            key: key.to_owned(),
            key_place: place,
            place,
            said: Said::Words(raw.to_owned()),
            on: None,
            evidence: None,
            confidence: None,
            help: None,
        }
    }

    pub(super) fn read(
        key: &str,
        key_place: Place,
        node: &Node<'_>,
        is_stored: bool,
        remarks: &mut Vec<Remark>,
    ) -> Option<Self> {
        let bare = |said| Self {
            key: key.to_owned(),
            key_place,
            place: node.place,
            said,
            on: None,
            evidence: None,
            confidence: None,
            help: None,
        };
        match &node.value {
            Value::Table(_) => Self::read_table(node, is_stored, bare, key, remarks),
            value => match plain(value) {
                Some(said) => Some(bare(said)),
                None => {
                    let message =
                        format!("the rating of `{}` must be a whole number, not {}", wording::brief(key), value.kind());
                    remarks.push(Remark::left_out(Problem::new(Code::WrongType, node.place, message).help(HELP)));
                    None
                }
            },
        }
    }

    /// A rating with more about it. Of that more what is wrong is left out, and the rating stays.
    fn read_table(
        node: &Node<'_>,
        is_stored: bool,
        bare: impl Fn(Said) -> Self,
        key: &str,
        remarks: &mut Vec<Remark>,
    ) -> Option<Self> {
        let mut problems = Vec::new();
        let what = format!("the rating of `{}`", wording::brief(key));
        let mut fields = Fields::of(node, what, &mut problems)?;
        let said = said(&mut fields, &mut problems);
        let on = fields.date("on", &mut problems);
        let evidence = evidence(&mut fields, &mut problems);
        let confidence = confidence(&mut fields, &mut problems);
        let help = fields.word("help", &Help::ALL.map(|help| (help.as_str(), help)), &mut problems);
        if !is_stored {
            fields.finish(&mut problems);
        }
        remarks.extend(problems.into_iter().map(Remark::left_out));
        Some(Self { on, evidence, confidence, help, ..bare(said?) })
    }

    /// The rating on the rubric's scale, of the skill with this id. If it is not written as it is read, or is left out, a
    /// remark says why.
    pub(super) fn on_scale(&self, rubric: &Rubric, id: &Id, on: Date, remarks: &mut Vec<Remark>) -> Option<Rating> {
        let said = match &self.said {
            Said::Words(words) => {
                let Some(said) = meant::by(words, rubric.scale()) else {
                    remarks.push(Remark::left_out(self.no_level(words)));
                    return None;
                };
                remarks.push(Remark::taken(self.read_as(words, id, &said)));
                said
            }
            said => said.clone(),
        };
        let rating = self.rating(&said, |number| rubric.scale().level(number), on);
        if let (None, Said::Level(number)) = (&rating, said) {
            let max = rubric.scale().max();
            let message =
                format!("`{}` is rated {number}, off the scale of `{}`", wording::brief(&self.key), rubric.id());
            let problem = Problem::new(Code::OutOfBounds, self.place, message);
            remarks.push(Remark::left_out(problem.help(format!("a level is a number from 0 to {max}"))));
        }
        rating
    }

    fn read_as(&self, words: &str, id: &Id, said: &Said) -> Problem {
        let (read, write) = match said {
            Said::Level(level) => (level.to_string(), format!("{id} = {level}")),
            _ => ("not applicable".to_owned(), format!("{id} = \"not-applicable\"")),
        };
        let message = if words.trim() == read {
            format!("the rating of `{id}` is not a number alone, and read as {read}")
        } else {
            format!("the rating of `{id}` is written as `{}`, and read as {read}", wording::brief(words))
        };
        Problem::new(Code::WrongType, self.place, message).help(format!("write `{write}`"))
    }

    fn no_level(&self, words: &str) -> Problem {
        let key = wording::brief(&self.key);
        let message = match words.trim() {
            "" => format!("the rating of `{key}` is empty"),
            words => format!("the rating of `{key}` cannot be `{}`", wording::brief(words)),
        };
        Problem::new(Code::UnknownWord, self.place, message).help(HELP)
    }

    fn rating(&self, said: &Said, level: impl Fn(i64) -> Option<Level>, on: Date) -> Option<Rating> {
        let answer = match said {
            Said::Level(number) => Answer::Rated(level(*number)?),
            Said::NotApplicable => Answer::NotApplicable,
            Said::Words(_) => return None,
        };
        let evidence = self.evidence.clone();
        Some(Rating { answer, on: self.on.unwrap_or(on), evidence, confidence: self.confidence, help: self.help })
    }
}

/// What a value that is no table says.
fn plain(value: &Value<'_>) -> Option<Said> {
    Some(match value {
        Value::Whole(level) => Said::Level(*level),
        Value::Text(text) if text == "not-applicable" => Said::NotApplicable,
        Value::Text(text) => Said::Words(text.clone().into_owned()),
        Value::Real(number) if *number >= f64::MAX => Said::Words("a number far too large".to_owned()),
        Value::Real(number) => Said::Words(format!("{number:?}")),
        Value::Truth(truth) => Said::Words(truth.to_string()),
        Value::Moment(text) => Said::Words((*text).to_owned()),
        Value::Nothing | Value::List(_) | Value::Table(_) => return None,
    })
}

/// The number that a single digit is.
fn digit(text: &str) -> Option<i64> {
    let mut chars = text.chars();
    let digit = chars.next()?.to_digit(10)?;
    chars.next().is_none().then_some(i64::from(digit))
}

/// The level or the state of a rating that is a table.
fn said(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<Said> {
    let node = fields.node("level");
    let level = match node.and_then(|node| plain(&node.value)) {
        None if node.is_some() => {
            fields.whole("level", problems);
            return None;
        }
        level => level,
    };
    let is_rated = fields.word("state", &[("rated", true), ("not-applicable", false)], problems);
    match (level, is_rated) {
        (Some(_), Some(false)) => {
            let place = node.map_or(fields.place(), |node| node.place);
            let message = format!("{} is not applicable and has a level", fields.what());
            problems.push(Problem::new(Code::OutOfBounds, place, message).help("leave out one of the two"));
            None
        }
        (Some(said), _) => Some(said),
        (None, Some(false)) => Some(Said::NotApplicable),
        (None, _) => {
            fields.present("level", None::<()>, problems);
            None
        }
    }
}

/// What a person points to; several lines are joined to one.
fn evidence(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<String> {
    let is_long = |node: &&Node<'_>| matches!(&node.value, Value::Text(text) if text.trim().contains('\n'));
    match fields.node("evidence").filter(is_long) {
        None => fields.text("evidence", problems),
        Some(node) => {
            let lines = document::lines_of(node, format_args!("`evidence` of {}", fields.what()), problems)?;
            Some(lines.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
        }
    }
}

/// How sure the person is, in capitals or not.
fn confidence(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<Confidence> {
    let words = Confidence::ALL.map(|confidence| (confidence.as_str(), confidence));
    let typed = fields.node("confidence").and_then(|node| match &node.value {
        Value::Text(text) => Some(text.trim().to_lowercase()),
        _ => None,
    });
    let found = words.iter().find(|(word, _)| Some(*word) == typed.as_deref());
    found.map(|(_, confidence)| *confidence).or_else(|| fields.word("confidence", &words, problems))
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
