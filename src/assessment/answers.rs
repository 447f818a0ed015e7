//! Answers files: what a person writes by hand or a stored assessment holds.
//!
//! It takes two steps, because the file names the rubric: [`AnswersFile::read`] reads what is there, and once that rubric
//! is found [`AnswersFile::resolve`] lays the ratings on its skills. One bad line costs only itself: what it surely means
//! is taken, else it is left out, and either is a [`Remark`]. A stored file needs no rubric to be read back, and has no bad
//! lines: [`AnswersFile::assessment`].

mod lines;

use std::collections::btree_map::Entry::{Occupied, Vacant};
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    Assessment, Edition, Rating, Remark, carried,
    ratings::{Ratings, Written, id_of},
};
use crate::{
    document::{self, Fields, Node, Place, Value},
    problem::{self, Code, Problem},
    rubric::{Id, Rubric, Subject},
    wording,
};

use lines::Lines;

/// So many lines under other names than ids are looked up: each costs a look at all names.
const PATIENCE: usize = 60;

/// The format that stored files are written in; one that is higher is refused.
pub const FORMAT: i64 = 1;

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
    carried: Option<BTreeSet<Id>>,
    ratings: Ratings,
    /// What is not taken as it is written, before the rubric is known.
    remarks: Vec<Remark>,
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
    /// What was not taken as it is written, in the order of the file.
    pub remarks: Vec<Remark>,
}

impl AnswersFile {
    /// Reads a file's text. What is wrong with single ratings is a remark of what [`resolve`](Self::resolve) makes of them;
    /// anything else that is wrong is all told at once.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let (sound, lines) = Lines::of(text)?;
        let mut problems = Vec::new();
        let root = document::from_toml(&sound, 0, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut remarks = Vec::new();
        let Some(mut fields) = Fields::of(&root, "the answers file", &mut problems) else { return Err(problems) };
        let is_stored = format(&mut fields)?;
        let rubric = fields.node("rubric").and_then(|node| reference(node, is_stored, &mut problems));
        let target_place = fields.node("target").map_or(fields.place(), |node| node.place);
        let target = fields.text("target", &mut problems);
        let on = fields.date("on", &mut problems);
        let carried = if is_stored { kept(&mut fields, &mut problems) } else { None };
        let place = fields.place();
        let mut ratings = match fields.node("ratings") {
            Some(node) => Ratings::read(node, is_stored, &mut remarks, &mut problems),
            None if is_stored => Ratings { place, written: Vec::new() },
            None => lines::ratings_elsewhere(&mut fields, &mut remarks),
        };
        lines.add_to(&mut ratings, &mut remarks);
        if !is_stored {
            lines::finish(fields, &mut remarks, &mut problems);
        }
        let file = Self { rubric, target, on, is_stored, place, target_place, carried, ratings, remarks };
        if problems.is_empty() { Ok(file) } else { Err(problem::told_once(problems)) }
    }

    /// The assessment in the text of a stored file.
    pub fn stored(text: &str) -> Result<Assessment, Vec<Problem>> {
        let quick = Self::by_lines(text).and_then(|file| file.assessment().ok());
        quick.map_or_else(|| Self::read(text)?.assessment(), Ok)
    }

    /// A stored file as it was written: a header, then one rating a line. None if anything is otherwise.
    fn by_lines(text: &str) -> Option<Self> {
        let (header, lines) = text.split_once("\n[ratings]\n").filter(|(header, _)| !header.contains("ratings"))?;
        let file = Self::read(header).ok()?;
        Some(Self { ratings: Ratings::by_lines(lines, file.place)?, ..file })
    }

    /// Lays the ratings on `rubric`, whose digest is `digest`; ids that skills had in older versions are carried over.
    /// `said` is the day that the person gave for all of it; without it the file's days count, without those `today`.
    /// A skill that the rubric does not have is left out with a remark, unless the file is of another edition of it; a file
    /// without one good rating is refused, and one with a target that the rubric does not have.
    pub fn resolve(
        &self,
        rubric: &Rubric,
        digest: &str,
        said: Option<Date>,
        today: Date,
    ) -> Result<Resolved, Vec<Problem>> {
        let mut remarks = self.remarks.clone();
        let mut problems = Vec::new();
        let is_other = matches!(&self.rubric, Some(Reference::Edition(edition)) if edition.digest != digest);
        let on = said.or(self.on).unwrap_or(today);
        let target =
            self.target.as_deref().and_then(|id| self.target(rubric, id, is_other, &mut remarks, &mut problems));
        let mut by_id = BTreeMap::new();
        let mut dropped = Vec::new();
        let mut patience = PATIENCE;
        // Those under ids first: a title beside the id of the same skill is the second one.
        let is_id = |written: &&Written| rubric.skill(&written.key).is_some();
        let (ids, others): (Vec<_>, Vec<_>) = self.ratings.written.iter().partition(is_id);
        for written in ids.into_iter().chain(others) {
            let Some(id) = skill(rubric, written, is_other, &mut patience, &mut dropped, &mut remarks) else {
                continue;
            };
            match by_id.entry(id) {
                Occupied(taken) => remarks.push(twice(taken.key(), written.key_place)),
                Vacant(free) => {
                    if let Some(mut rating) = written.on_scale(rubric, free.key(), on, &mut remarks) {
                        rating.on = said.unwrap_or(rating.on);
                        free.insert(rating);
                    }
                }
            }
        }
        let ratings: BTreeMap<_, _> = rubric
            .skills()
            .zip(carried(rubric, &by_id))
            .filter_map(|((_, skill), rating)| Some((skill.id.clone(), rating?)))
            .collect();
        remarks.sort_by_key(|remark| remark.problem.place);
        if ratings.is_empty() || !problems.is_empty() {
            let lost = remarks.into_iter().filter(|remark| !remark.is_taken);
            problems.extend(lost.map(|remark| remark.problem));
            if problems.is_empty() {
                problems.push(self.no_rating());
            }
            return Err(problem::told_once(problems));
        }
        Ok(Resolved { on, target, ratings, dropped, remarks })
    }

    /// The target that the file names, by its id, title or another name.
    fn target(
        &self,
        rubric: &Rubric,
        typed: &str,
        is_other: bool,
        remarks: &mut Vec<Remark>,
        problems: &mut Vec<Problem>,
    ) -> Option<Id> {
        if let Some(at) = rubric.target(typed) {
            return Some(rubric[at].id.clone());
        }
        match rubric.find_target(typed) {
            Ok(at) => {
                let id = rubric[at].id.clone();
                remarks.push(read_as("target", typed, &id, self.target_place));
                Some(id)
            }
            Err(_) if is_other => None,
            Err(_) => {
                problems.push(unknown_target(rubric, typed, self.target_place));
                None
            }
        }
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
        problems.extend(self.remarks.iter().map(|remark| remark.problem.clone()));
        let ratings = self.ratings.stored(on, &mut problems);
        if ratings.is_empty() && problems.is_empty() {
            problems.push(self.no_rating());
        }
        match self.rubric {
            Some(Reference::Edition(rubric)) if problems.is_empty() => {
                Ok(Assessment { on, rubric, target, ratings, carried: self.carried })
            }
            _ => Err(problems),
        }
    }

    fn no_rating(&self) -> Problem {
        Problem::new(Code::WrongLength, self.ratings.place, "the file holds no rating")
            .help("write at least one under `[ratings]`, for example `sql = 3`")
    }
}

/// Which answers a stored assessment only kept; none if it does not say.
pub fn kept(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<BTreeSet<Id>> {
    let is_said = fields.node("carried").is_some();
    let texts = fields.texts("carried", problems);
    is_said.then(|| texts.iter().filter_map(|(_, text)| Id::new(text)).collect())
}

/// Whether the file is a stored one; a problem if its format is newer than ours.
fn format(fields: &mut Fields<'_>) -> Result<bool, Vec<Problem>> {
    let mut problems = Vec::new();
    let format = fields.whole("format", &mut problems);
    match format {
        Some((place, number)) if number > FORMAT => problems.push(newer(number, place)),
        Some((place, number)) if number < 1 => {
            problems
                .push(Problem::new(Code::OutOfBounds, place, format!("there is no format {number}")).help("it is 1"));
        }
        _ => {}
    }
    if problems.is_empty() { Ok(format.is_some()) } else { Err(problems) }
}

/// What is said of a file that a newer version wrote.
pub fn newer(format: i64, place: Place) -> Problem {
    let message = format!("the file has format {format}, and this version of skillgap knows formats up to {FORMAT}");
    Problem::new(Code::NewerFormat, place, message).help("install the newer version that wrote it")
}

/// The rubric that a file names: a text, or a table as stored files have it.
fn reference(node: &Node<'_>, is_stored: bool, problems: &mut Vec<Problem>) -> Option<Reference> {
    if let Value::Table(_) = node.value {
        edition(node, is_stored, problems).map(Reference::Edition)
    } else {
        document::text_of(node, format_args!("`rubric`"), problems).map(|text| Reference::Named(text.to_owned()))
    }
}

/// An edition as stored files name it: `{ id, version, digest }`.
pub fn edition(node: &Node<'_>, is_stored: bool, problems: &mut Vec<Problem>) -> Option<Edition> {
    let mut fields = Fields::of(node, "`rubric`", problems)?;
    let mut text = |key| {
        let found = fields.text(key, problems);
        fields.present(key, found, problems)
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

/// The id of the skill that a line rates, under its id, an older one, its title or another name.
fn skill(
    rubric: &Rubric,
    written: &Written,
    is_other: bool,
    patience: &mut usize,
    dropped: &mut Vec<String>,
    remarks: &mut Vec<Remark>,
) -> Option<Id> {
    let key = &written.key;
    if let Some(id) = Id::new(key).filter(|id| rubric.skill(id.as_str()).is_some()) {
        return Some(id);
    }
    if *patience == 0 {
        let message = format!("`{}` has no skill `{}`", rubric.id(), wording::brief(key));
        remarks.push(Remark::left_out(Problem::new(Code::UnknownReference, written.key_place, message)));
        return None;
    }
    *patience -= 1;
    let like = Id::like(key).and_then(|id| rubric.skill(id.as_str()));
    let found = like.map(Subject::Skill).or_else(|| rubric.find(key).ok());
    match found {
        Some(Subject::Skill(at)) => {
            let id = rubric[at].id.clone();
            remarks.push(read_as("skill", key, &id, written.key_place));
            Some(id)
        }
        _ if is_other => {
            dropped.push(key.clone());
            None
        }
        _ => {
            remarks.push(Remark::left_out(unknown_skill(rubric, key, written.key_place)));
            None
        }
    }
}

/// That a skill is rated under its id as well.
fn twice(id: &Id, place: Place) -> Remark {
    let problem = Problem::new(Code::DuplicateEntry, place, format!("`{id}` is rated by another line, by its id"));
    Remark::left_out(problem.help("keep one of the two"))
}

/// That a name is read as the id of what has it.
fn read_as(what: &str, typed: &str, id: &Id, place: Place) -> Remark {
    let message = format!("`{}` is read as the {what} `{id}`", wording::brief(typed));
    Remark::taken(Problem::new(Code::UnknownReference, place, message).help(format!("write `{id}`")))
}

fn unknown_target(rubric: &Rubric, id: &str, place: Place) -> Problem {
    let message = format!("`{}` has no target `{}`", rubric.id(), wording::brief(id));
    let ids = || rubric.targets().map(|(_, target)| target.id.as_str()).collect::<Vec<_>>();
    let help = match rubric.find_target(id) {
        Ok(at) => format!("did you mean `{}`?", rubric[at].id),
        Err(near) if near.is_empty() => format!("it has {}", wording::list(&ids())),
        Err(near) => format!("did you mean {}?", wording::either(&near)),
    };
    Problem::new(Code::UnknownReference, place, message).help(help)
}

fn unknown_skill(rubric: &Rubric, key: &str, place: Place) -> Problem {
    let message = format!("`{}` has no skill `{}`", rubric.id(), wording::brief(key));
    let members =
        |at| rubric.skills_of(&Subject::Group(at)).iter().map(|at| rubric[*at].id.as_str()).collect::<Vec<_>>();
    let help = match rubric.find(key) {
        Ok(Subject::Skill(at)) => format!("did you mean `{}`?", rubric[at].id),
        Ok(Subject::Group(at)) => format!("it is a group: rate {}", wording::either(&members(at))),
        Err(near) if near.is_empty() => format!("`skillgap rubric show {}` lists its skills", rubric.id()),
        Err(near) => format!("did you mean {}?", wording::either(&near)),
    };
    Problem::new(Code::UnknownReference, place, message).help(help)
}

#[cfg(test)]
mod tests;
