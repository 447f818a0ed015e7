//! Answers files: what a person writes by hand or a stored assessment holds, read with every problem at once.
//!
//! It takes two steps, because the file names the rubric: [`AnswersFile::read`] reads what is there, and once that rubric
//! is found [`AnswersFile::resolve`] lays the ratings on its skills. A stored file needs no rubric to be read back:
//! [`AnswersFile::assessment`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    Assessment, Edition, Rating, carried,
    ratings::{Ratings, id_of},
};
use crate::{
    document::{self, Fields, Node, Place, Value},
    problem::{Code, Problem},
    rubric::{Id, Rubric, Subject},
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
    carried: Option<BTreeSet<Id>>,
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
        let is_stored = format(&mut fields)?;
        let rubric = fields.node("rubric").and_then(|node| reference(node, is_stored, &mut problems));
        let target_place = fields.node("target").map_or(fields.place(), |node| node.place);
        let target = fields.text("target", &mut problems);
        let on = fields.date("on", &mut problems);
        let carried = if is_stored { kept(&mut fields, &mut problems) } else { None };
        let ratings = fields
            .node("ratings")
            .map(|node| Ratings::read(node, is_stored, &mut problems))
            .unwrap_or(Ratings { place: fields.place(), written: Vec::new() });
        let place = fields.place();
        if !is_stored {
            fields.finish(&mut problems);
        }
        problems.sort_by_key(|problem| problem.place);
        problems.truncate(MOST_PROBLEMS);
        let file = Self { rubric, target, on, is_stored, place, target_place, carried, ratings };
        if problems.is_empty() { Ok(file) } else { Err(problems) }
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
            .filter_map(|((_, skill), rating)| Some((skill.id.clone(), rating?)))
            .collect();
        if ratings.is_empty() && problems.is_empty() {
            problems.push(self.no_rating());
        }
        problems.sort_by_key(|problem| problem.place);
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
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use insta::assert_snapshot;
    use jiff::civil::date;

    use super::*;
    use crate::{
        assessment::{Answer, Confidence},
        rubric::{Level, json},
    };

    const TODAY: Date = date(2026, 11, 22);

    fn rubric() -> Rubric {
        super::super::write::tests::rubric()
    }

    fn resolved(text: &str) -> Result<Resolved, Vec<Problem>> {
        let rubric = rubric();
        let digest = json::digest(&json::to_json(&rubric));
        AnswersFile::read(text)?.resolve(&rubric, &digest, None, TODAY)
    }

    /// All that is wrong with a file, a line each, with line number, code and help.
    fn wrong(text: &str) -> String {
        let told = |problem: &Problem| {
            let line = text[..problem.place.start].matches('\n').count() + 1;
            let help = problem.help.as_deref().unwrap_or("-");
            format!("{line} [{}] {} | {help}\n", problem.code.as_str(), problem.message)
        };
        resolved(text).unwrap_err().iter().map(told).collect()
    }

    fn level(resolved: &Resolved, id: &str) -> Option<Answer> {
        resolved.ratings.get(id).map(|rating| rating.answer)
    }

    #[test]
    fn a_file_by_hand_is_laid_on_the_rubric() {
        let file = "rubric = \"small\"\ntarget = \"mid\"\n[ratings]\nsql = 2\ngo = \"not-applicable\"\n\
                    tests = { level = 0, evidence = \"see https://example.org\", confidence = \"guess\", on = 2026-01-02 }\n";
        let resolved = resolved(file).unwrap();
        assert_eq!(resolved.on, TODAY);
        assert_eq!(resolved.target.as_ref().unwrap().as_str(), "mid");
        assert_eq!(level(&resolved, "sql"), Some(Answer::Rated(Level::new(2))));
        assert_eq!(level(&resolved, "go"), Some(Answer::NotApplicable));
        let tests = &resolved.ratings["tests"];
        assert_eq!((tests.on, tests.confidence), (date(2026, 1, 2), Some(Confidence::Guess)));
        assert_eq!(resolved.ratings["sql"].on, TODAY);
    }

    #[test]
    fn the_day_that_the_person_says_wins() {
        let file =
            AnswersFile::read("on = 2026-03-01\n[ratings]\nsql = { level = 1, on = 2026-02-01 }\ngo = 1\n").unwrap();
        let day = |said, id: &str| file.resolve(&rubric(), "", said, TODAY).unwrap().ratings[id].on;
        assert_eq!((day(None, "sql"), day(None, "go")), (date(2026, 2, 1), date(2026, 3, 1)));
        assert_eq!(day(Some(date(2026, 5, 5)), "sql"), date(2026, 5, 5));
    }

    #[test]
    fn an_answer_under_the_present_id_wins_then_the_last_then_the_first_listed() {
        let said = |ratings: &str| level(&resolved(&format!("[ratings]\n{ratings}")).unwrap(), "sql").unwrap();
        let rated = |number| Answer::Rated(Level::new(number));
        assert_eq!(said("databases = 1\nsql = 2\n"), rated(2));
        assert_eq!(said("databases = 1\nquerying = 3\n"), rated(1));
        assert_eq!(said("databases = { level = 1, on = 2026-01-01 }\nquerying = 3\n"), rated(3));
    }

    #[test]
    fn all_problems_are_told_at_once() {
        assert_snapshot!(wrong("rubrik = 1\ntarget = 3\n[ratings]\nsql = 1.5\ngo = \"none\"\ntests = { lvl = 2 }\n"), @r#"
        1 [unknown-key] unknown key `rubrik` in the answers file | did you mean `rubric`?
        2 [wrong-type] `target` of the answers file must be a text, not a number | -
        4 [wrong-type] the rating of `sql` must be a whole number, not a number with a fraction | write a level such as `3`, or "not-applicable"
        5 [unknown-word] the rating of `go` cannot be `none` | write a level such as `3`, or "not-applicable"
        6 [missing-key] the rating of `tests` has no `level` | add `level = …`
        6 [unknown-key] unknown key `lvl` in the rating of `tests` | it may have `level`, `state`, `on`, `evidence` and `confidence`
        "#);
        assert_snapshot!(wrong("target = \"midd\"\n[ratings]\nsql = 4\nPostgres = 2\nlanguage = 1\ngoo = -1\n"), @"
        1 [unknown-reference] `small` has no target `midd` | did you mean `mid`?
        3 [out-of-bounds] `sql` is rated 4, off the scale of `small` | a level is a number from 0 to 3
        4 [unknown-reference] `small` has no skill `Postgres` | did you mean `sql`?
        5 [unknown-reference] `small` has no skill `language` | it is a group: rate `go`
        6 [unknown-reference] `small` has no skill `goo` | did you mean `go`?
        ");
        assert_snapshot!(wrong("[ratings]\ngo = { level = 2, state = \"not-applicable\" }\n"), @"2 [out-of-bounds] the rating of `go` is not applicable and has a level | leave out one of the two");
        assert_snapshot!(wrong("[ratings]\n"), @"1 [wrong-length] the file holds no rating | write at least one under `[ratings]`, for example `sql = 3`");
        assert_snapshot!(wrong(""), @"1 [wrong-length] the file holds no rating | write at least one under `[ratings]`, for example `sql = 3`");
        assert_snapshot!(wrong("format = 2\nfuture = true\n"), @"1 [newer-format] the file has format 2, and this version of skillgap knows formats up to 1 | install the newer version that wrote it");
        assert_snapshot!(wrong("[ratings]\nsql = 1\nsql = 2\n"), @"3 [syntax] duplicate key | -");
    }

    #[test]
    fn a_stored_file_of_another_edition_may_name_what_is_gone() {
        let digest = "0".repeat(64);
        let text = format!(
            "format = 1\nlater = true\non = 2026-01-01\nrubric = {{ id = \"small\", version = \"0\", digest = \"{digest}\" }}\n\
             target = \"gone\"\n[ratings]\ncobol = 2\nquerying = {{ level = 2, since = 3 }}\n"
        );
        let resolved = resolved(&text).unwrap();
        assert_eq!((resolved.dropped, resolved.target), (vec!["cobol".to_owned()], None));
        assert_eq!(resolved.ratings.len(), 1);
        let file = AnswersFile::read(&text).unwrap();
        assert!(file.resolve(&rubric(), &digest, None, TODAY).is_err());
        assert_eq!(file.assessment().unwrap().ratings.len(), 2);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in proptest::prelude::any::<String>(), cut in 0..200usize) {
            let _ = resolved(&text);
            let file = "rubric = \"small\"\n[ratings]\nsql = { level = 2, evidence = \"é\", on = 2026-01-01 }\n";
            let _ = resolved(file.get(..cut).unwrap_or(file));
        }
    }
}
