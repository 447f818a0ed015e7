//! Things as reports call them.

use crate::assessment::Edition;
use crate::clean;
use crate::plan::StepId;
use crate::rubric::{Id, Level, Rubric, SkillIx, Subject, TargetIx};
use crate::score::{Bounds, Reach, Verdict};
use crate::wording;

/// A thing of the rubric: its id for machines and commands, its title, cleaned, for people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

impl Name {
    pub(super) fn new(id: &Id, title: &str) -> Self {
        Self { id: id.to_string(), title: clean::line(title).into_owned() }
    }

    pub(super) fn skill(rubric: &Rubric, skill: SkillIx) -> Self {
        Self::new(&rubric[skill].id, &rubric[skill].title)
    }

    pub(super) fn subject(rubric: &Rubric, subject: Subject) -> Self {
        Self::new(rubric.subject_id(subject), rubric.subject_title(subject))
    }

    /// A target.
    pub fn target(rubric: &Rubric, target: TargetIx) -> Self {
        Self::new(&rubric[target].id, &rubric[target].title)
    }

    /// A step: `sql@3`, and in words `SQL, 3 Independent`.
    pub fn step(rubric: &Rubric, step: StepId) -> Self {
        let title = format!("{}, {}", text(&rubric[step.skill].title), level(rubric, step.to));
        Self { id: step.text(rubric), title }
    }
}

/// A text of a rubric or a person, cleaned.
pub(super) fn text(text: &str) -> String {
    clean::line(text).into_owned()
}

/// The same of a text that may have several lines, which it keeps.
pub(super) fn lines(text: &str) -> String {
    clean::lines(text)
}

/// The same on one line.
pub(super) fn one_line(lines: &str) -> String {
    text(&wording::one_line(lines))
}

/// An edition of a rubric: `backend-developer 1.0.0`.
pub(super) fn edition(edition: &Edition) -> String {
    versioned(&edition.id, &edition.version)
}

/// The same of the rubric itself.
pub(super) fn rubric(rubric: &Rubric) -> String {
    versioned(rubric.id(), rubric.version())
}

fn versioned(id: &Id, version: &str) -> String {
    format!("{id} {}", text(version))
}

/// A verdict as a person would say it: `not ready`.
pub(super) fn verdict(verdict: Verdict) -> String {
    verdict.as_str().replace('-', " ")
}

/// The text with a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A level with its name: `3 Independent`.
pub(super) fn level(rubric: &Rubric, level: Level) -> String {
    text(&format!("{level} {}", rubric.scale().name(level)))
}

/// What is known of a skill: `3 Independent`, `not answered (1 to 5)`, `not applicable`.
pub(super) fn reached(rubric: &Rubric, reach: Reach) -> String {
    match reach {
        Reach::Rated(rating) => level(rubric, rating),
        Reach::Unanswered(bounds) => match bounds_words(rubric, bounds) {
            Some(words) => format!("not answered ({words})"),
            None => "not answered".to_owned(),
        },
        Reach::NotApplicable => "not applicable".to_owned(),
    }
}

/// Bounds as words, unless they leave everything open: `1 to 5`, `2`.
pub(super) fn bounds_words(rubric: &Rubric, Bounds { low, high }: Bounds) -> Option<String> {
    let is_open = low == Level::NONE && high == rubric.scale().max();
    (!is_open).then(|| if low == high { low.to_string() } else { format!("{low} to {high}") })
}

/// Titles as a person would list them, at most `most` by name: `Go, SQL and 3 more`.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a Name>, most: usize) -> String {
    let titles: Vec<_> = names.into_iter().map(|name| name.title.as_str()).collect();
    if titles.len() > most + 1 {
        return format!("{} and {} more", titles[..most].join(", "), titles.len() - most);
    }
    match titles.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
