//! Floor 2: what one answered.
//!
//! An [`Assessment`] is what was said, by id, on a day, against an edition of a rubric. [`Answers`] is the same laid on
//! the skills of one rubric, which may be a later edition: the form that scoring and planning take.

pub mod answers;
pub mod interview;
mod meant;
mod ratings;
pub mod resume;
mod scope;
mod stale;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::rubric::{Id, Level, Rubric, SkillIx};

pub use ratings::{Ratings, Remark};
pub use scope::Scope;
pub use stale::slipped;
pub use write::{edition, moment, ratings, render, template, text};

/// What a person said of a skill. Unanswered is the absence of one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Answer {
    /// The level that the person chose; [`Level::NONE`] is an answer too.
    Rated(Level),
    /// The person's work has no use for the skill.
    NotApplicable,
}

/// How sure a person is of a rating. It never moves the score.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Confidence {
    /// `sure`
    Sure,
    /// `fairly`
    Fairly,
    /// `guess`
    Guess,
}

/// Help without which a person does not hold the level that was said. It never moves the score.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Help {
    /// `ai`: that of an AI assistant.
    Ai,
}

/// An answer with what belongs to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rating {
    /// What was said.
    pub answer: Answer,
    /// The day on which it was really said; carried over when the skill was not asked again.
    pub on: Date,
    /// What the person points to for it: a link or a sentence.
    pub evidence: Option<String>,
    /// How sure the person is of it.
    pub confidence: Option<Confidence>,
    /// The help without which the person does not hold it.
    pub help: Option<Help>,
}

/// Which edition of which rubric was answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edition {
    /// The rubric's id.
    pub id: Id,
    /// Its version.
    pub version: String,
    /// The SHA-256 of its JSON, in lower case hexadecimal.
    pub digest: String,
}

/// All answers of one person at one time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assessment {
    /// The day it speaks for.
    pub on: Date,
    /// What was answered.
    pub rubric: Edition,
    /// The target that was chosen for it.
    pub target: Option<Id>,
    /// The answers, by the id that the skill had in that edition.
    pub ratings: BTreeMap<Id, Rating>,
    /// Of the ratings of the day it speaks for those that an earlier assessment gave and this one only kept. Those of
    /// other days are told by their day. None where that was not noted, as in files of earlier versions.
    pub carried: Option<BTreeSet<Id>>,
}

impl Assessment {
    /// Notes as kept what was not `given`, of the ratings of the day it speaks for.
    #[must_use]
    pub fn keeping_all_but(mut self, given: impl Fn(&Id) -> bool) -> Self {
        let is_kept = |(id, rating): &(&Id, &Rating)| rating.on == self.on && !given(id);
        self.carried = Some(self.ratings.iter().filter(is_kept).map(|(id, _)| id.clone()).collect());
        self
    }

    /// The assessment without what only its owner should see: evidence, how sure the person was, and with which help.
    #[must_use]
    pub fn redacted(mut self) -> Self {
        for rating in self.ratings.values_mut() {
            (rating.evidence, rating.confidence, rating.help) = (None, None, None);
        }
        self
    }
}

/// Answers laid on the skills of one rubric, in its order; `None` is unanswered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answers(Vec<Option<Answer>>);

impl Answers {
    /// Nothing answered.
    pub fn none(rubric: &Rubric) -> Self {
        Self(vec![None; rubric.skills().len()])
    }

    /// The answers that `rubric` has a skill for, carried over by `formerly`: an answer under the present id wins, then
    /// the one answered last, then the id listed first. A level above the rubric's scale counts as its highest.
    pub fn of(rubric: &Rubric, ratings: &BTreeMap<Id, Rating>) -> Self {
        Self(carried(rubric, ratings).map(|rating| Some(rating?.answer)).collect())
    }

    /// What was said of a skill.
    pub fn get(&self, skill: SkillIx) -> Option<Answer> {
        self.0[skill.get()]
    }

    /// The level that was said of a skill, if one was.
    pub fn rating(&self, skill: SkillIx) -> Option<Level> {
        match self.get(skill)? {
            Answer::Rated(level) => Some(level),
            Answer::NotApplicable => None,
        }
    }

    /// Says something else of a skill.
    pub fn set(&mut self, skill: SkillIx, answer: Option<Answer>) {
        self.0[skill.get()] = answer;
    }
}

/// For each skill of `rubric`, in its order, the rating that speaks for it: [`carried_to`] each.
pub fn carried<'a>(rubric: &'a Rubric, ratings: &'a BTreeMap<Id, Rating>) -> impl Iterator<Item = Option<Rating>> + 'a {
    rubric.skills().map(|(skill, _)| carried_to(rubric, skill, ratings))
}

/// The rating that speaks for a skill: the one under its present id, else of those under former ids the one that was
/// answered last. A level above the rubric's scale is lowered to its highest.
pub fn carried_to(rubric: &Rubric, skill: SkillIx, ratings: &BTreeMap<Id, Rating>) -> Option<Rating> {
    let described = &rubric[skill];
    // `rev`, because of equals the last is taken
    let former = || described.formerly.iter().rev().filter_map(|id| ratings.get(id)).max_by_key(|rating| rating.on);
    let mut rating = ratings.get(&described.id).or_else(former)?.clone();
    if let Answer::Rated(level) = &mut rating.answer {
        *level = rubric.scale().max().min(*level);
    }
    Some(rating)
}
