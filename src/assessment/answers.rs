//! Answers files: what a person writes by hand or a stored assessment holds, read with every problem at once.
//!
//! It takes two steps, because the file names the rubric: [`AnswersFile::read`] reads what is there, and once that rubric
//! is found [`AnswersFile::resolve`] lays the ratings on its skills. A stored file needs no rubric to be read back:
//! [`AnswersFile::assessment`].

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Answer, Assessment, Confidence, Edition, Rating, carried};
use crate::{
    document::{self, Fields, Node, Place, Value},
    problem::{Code, Problem},
    rubric::{Id, Level, Rubric, SkillIx},
    wording,
};

/// The format that stored files are written in; one that is higher is refused.
pub const FORMAT: i64 = 1;

/// The most problems that are worth telling of one file.
const MOST_PROBLEMS: usize = 50;

/// Which rubric a file was answered for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reference {
    /// An id or a path, as a person wrote it.
    Named(String),
    /// The very edition, as stored files have it.
    Edition(Edition),
}

/// An answers file that has been read, its ratings not yet laid on a rubric.
#[derive(Clone, PartialEq, Debug)]
pub struct AnswersFile {
    /// The rubric that it names, if it does.
    pub rubric: Option<Reference>,
    /// The target that it names, if it does; an id that the rubric may or may not have.
    pub target: Option<String>,
    /// The day it speaks for, if it says so.
    pub on: Option<Date>,
    /// Whether it has a `format`: the program wrote it, so that keys it does not know are left alone.
    pub is_stored: bool,
    place: Place,
    target_place: Place,
    ratings: Ratings,
}

/// The ratings of a file laid on the skills of a rubric.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resolved {
    /// The day it speaks for.
    pub on: Date,
    /// The target, by the id that it has now.
    pub target: Option<Id>,
    /// The ratings, by the id that each skill has now; at least one.
    pub ratings: BTreeMap<Id, Rating>,
    /// Ids that an earlier edition had and that this rubric has no skill for any more.
    pub dropped: Vec<String>,
}

impl AnswersFile {
    /// Reads a file's text; all that is wrong with it, if anything is. Places are of source 0.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let root = document::from_toml(text, 0, &mut problems);
        if !problems.is_empty() {
            problems.truncate(MOST_PROBLEMS);
            return Err(problems);
        }
        let Some(mut fields) = Fields::of(&root, "the answers file", &mut problems) else { return Err(problems) };
        let is_stored = format(&mut fields).map_err(|problem| vec![problem])?;
        let rubric = fields.node("rubric").and_then(|node| reference(node, is_stored, &mut problems));
        let target_place = fields.node("target").map_or(fields.place(), |node| node.place);
        let target = fields.text("target", &mut problems);
        let on = fields.date("on", &mut problems);
        let ratings = fields
            .node("ratings")
            .map(|node| Ratings::read(node, is_stored, &mut problems))
            .unwrap_or(Ratings { place: fields.place(), written: Vec::new() });
        let place = fields.place();
        if !is_stored {
            fields.finish(&mut problems);
        }
        problems.truncate(MOST_PROBLEMS);
        let file = Self { rubric, target, on, is_stored, place, target_place, ratings };
        if problems.is_empty() { Ok(file) } else { Err(problems) }
    }

    /// Lays the ratings on `rubric`, whose digest is `digest`; ids that skills had in older versions are carried over.
    /// `said` is the day that the person gave for all of it; without it the file's days count, without those `today`.
    /// A skill that the rubric does not have is a problem, unless the file is of another edition of it.
    pub fn resolve(
        &self,
        rubric: &Rubric,
        digest: &str,
        said: Option<Date>,
        today: Date,
    ) -> Result<Resolved, Vec<Problem>> {
        let mut problems = Vec::new();
        let is_other = matches!(&self.rubric, Some(Reference::Edition(edition)) if edition.digest != digest);
        let on = said.or(self.on).unwrap_or(today);
        let target = self.target.as_deref().and_then(|id| match rubric.target(id) {
            Some(at) => Some(rubric[at].id.clone()),
            None if is_other => None,
            None => {
                problems.push(unknown_target(rubric, id, self.target_place));
                None
            }
        });
        let mut by_id = BTreeMap::new();
        let mut dropped = Vec::new();
        for written in &self.ratings.written {
            let id = Id::new(&written.key).filter(|id| rubric.skill(id.as_str()).is_some());
            match id {
                Some(id) => {
                    if let Some(mut rating) = written.on_scale(rubric, on, &mut problems) {
                        rating.on = said.unwrap_or(rating.on);
                        by_id.insert(id, rating);
                    }
                }
                None if is_other => dropped.push(written.key.clone()),
                None => problems.push(unknown_skill(rubric, &written.key, written.key_place)),
            }
        }
        let ratings: BTreeMap<_, _> = rubric
            .skills()
            .zip(carried(rubric, &by_id))
            .filter_map(|((_, skill), rating)| Some((skill.id.clone(), rating?.clone())))
            .collect();
        if ratings.is_empty() && problems.is_empty() {
            problems.push(self.no_rating());
        }
        problems.truncate(MOST_PROBLEMS);
        if problems.is_empty() { Ok(Resolved { on, target, ratings, dropped }) } else { Err(problems) }
    }

    /// The assessment that a stored file holds, as it was stored.
    pub fn assessment(self) -> Result<Assessment, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut missing = |what: &str| {
            problems.push(Problem::new(Code::MissingKey, self.place, format!("the stored assessment has no {what}")));
        };
        if !self.is_stored {
            missing("`format`");
        }
        if !matches!(self.rubric, Some(Reference::Edition(_))) {
            missing("`rubric` with `id`, `version` and `digest`");
        }
        if self.on.is_none() {
            missing("`on`");
        }
        let on = self.on.unwrap_or_default();
        let target = self.target.as_deref().and_then(|id| id_of(id, "target", self.target_place, &mut problems));
        let ratings = self.ratings.stored(on, &mut problems);
        if ratings.is_empty() && problems.is_empty() {
            problems.push(self.no_rating());
        }
        match self.rubric {
            Some(Reference::Edition(rubric)) if problems.is_empty() => Ok(Assessment { on, rubric, target, ratings }),
            _ => Err(problems),
        }
    }

    fn no_rating(&self) -> Problem {
        Problem::new(Code::WrongLength, self.ratings.place, "the file holds no rating")
            .help("write at least one under `[ratings]`, for example `sql = 3`")
    }
}

/// The table `[ratings]` of a file: what was said, by the names that the file uses.
#[derive(Clone, PartialEq, Debug)]
pub struct Ratings {
    place: Place,
    written: Vec<Written>,
}

#[derive(Clone, PartialEq, Debug)]
struct Written {
    key: String,
    key_place: Place,
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
    pub fn read(node: &Node, is_stored: bool, problems: &mut Vec<Problem>) -> Self {
        let fields = Fields::of(node, "`ratings`", problems);
        let entries = fields.map_or(&[][..], |fields| fields.entries());
        let written =
            entries.iter().filter_map(|entry| Written::read(&entry.key, entry.place, &entry.node, is_stored, problems));
        Self { place: node.place, written: written.collect() }
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
    fn read(key: &str, key_place: Place, node: &Node, is_stored: bool, problems: &mut Vec<Problem>) -> Option<Self> {
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
        const HELP: &str = "write a level such as `3`, or \"not-applicable\"";
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

    fn on_scale(&self, rubric: &Rubric, on: Date, problems: &mut Vec<Problem>) -> Option<Rating> {
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
        let Self { evidence, confidence, .. } = self.clone();
        Some(Rating { answer, on: self.on.unwrap_or(on), evidence, confidence })
    }
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
            fields.required("level", None::<()>, problems);
            None
        }
    }
}

/// Whether the file is a stored one; a problem if its format is newer than ours.
fn format(fields: &mut Fields<'_>) -> Result<bool, Problem> {
    let mut problems = Vec::new();
    let format = fields.whole("format", &mut problems);
    match (format, problems.pop()) {
        (_, Some(problem)) => Err(problem),
        (Some((place, number)), None) if number > FORMAT => Err(newer(number, place)),
        (Some((place, number)), None) if number < 1 => {
            Err(Problem::new(Code::OutOfBounds, place, format!("there is no format {number}")).help("it is 1"))
        }
        (format, None) => Ok(format.is_some()),
    }
}

/// What is said of a file that a newer version wrote.
pub fn newer(format: i64, place: Place) -> Problem {
    let message = format!("the file has format {format}, and this version of skillgap knows formats up to {FORMAT}");
    Problem::new(Code::NewerFormat, place, message).help("install the newer version that wrote it")
}

/// The rubric that a file names: a text, or a table as stored files have it.
fn reference(node: &Node, is_stored: bool, problems: &mut Vec<Problem>) -> Option<Reference> {
    if let Value::Table(_) = node.value {
        edition(node, is_stored, problems).map(Reference::Edition)
    } else {
        document::text_of(node, "`rubric`", problems).map(Reference::Named)
    }
}

/// An edition as stored files name it: `{ id, version, digest }`.
pub fn edition(node: &Node, is_stored: bool, problems: &mut Vec<Problem>) -> Option<Edition> {
    let mut fields = Fields::of(node, "`rubric`", problems)?;
    let mut text = |key| {
        let found = fields.text(key, problems);
        fields.required(key, found, problems)
    };
    let (id, version, digest) = (text("id"), text("version"), text("digest"));
    if !is_stored {
        fields.finish(problems);
    }
    let id = id_of(&id?, "rubric", node.place, problems)?;
    let digest = digest?;
    if !is_digest(&digest) {
        let message = format!("`{}` is no digest: 64 hexadecimal digits", wording::brief(&digest));
        problems.push(Problem::new(Code::InvalidId, node.place, message));
        return None;
    }
    Some(Edition { id, version: version?, digest })
}

/// Whether a text has the form of a SHA-256 in lower case hexadecimal: fit for a file name.
pub fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn id_of(text: &str, what: &str, place: Place, problems: &mut Vec<Problem>) -> Option<Id> {
    let id = Id::new(text);
    if id.is_none() {
        let message = format!("`{}` is no id of a {what}", wording::brief(text));
        problems.push(Problem::new(Code::InvalidId, place, message).help("ids are lower case letters, digits and `-`"));
    }
    id
}

fn unknown_target(rubric: &Rubric, id: &str, place: Place) -> Problem {
    let message = format!("`{}` has no target `{}`", rubric.id(), wording::brief(id));
    let ids = || rubric.targets().map(|(_, target)| target.id.as_str());
    let help = wording::closest(id, ids()).map_or_else(
        || format!("it has {}", wording::list(&ids().collect::<Vec<_>>())),
        |id| format!("did you mean `{id}`?"),
    );
    Problem::new(Code::UnknownReference, place, message).help(help)
}

fn unknown_skill(rubric: &Rubric, key: &str, place: Place) -> Problem {
    let message = format!("`{}` has no skill `{}`", rubric.id(), wording::brief(key));
    let help = closest_skill(rubric, key).map_or_else(
        || format!("`skillgap rubric show {}` lists its skills", rubric.id()),
        |at| format!("did you mean `{}`?", rubric[at].id),
    );
    Problem::new(Code::UnknownReference, place, message).help(help)
}

/// The skill whose id, title or other name is most like `typed`; none if nothing is near.
fn closest_skill(rubric: &Rubric, typed: &str) -> Option<SkillIx> {
    let names = || {
        rubric.skills().flat_map(|(at, skill)| {
            let own = [skill.id.as_str(), &skill.title].into_iter();
            own.chain(skill.aliases.iter().map(String::as_str)).map(move |name| (at, name))
        })
    };
    let name = wording::closest(typed, names().map(|(_, name)| name))?;
    names().find(|(_, other)| *other == name).map(|(at, _)| at)
}

/// As [`Value::kind`], but a number with a fraction is told apart.
const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Real(_) => "a number with a fraction",
        other => other.kind(),
    }
}
