//! What stands beside a question and is not the interview's to know.

use super::said::Action;
use crate::assessment::Answer;
use crate::assessment::interview::{Interview, Reply};
use crate::clean;
use crate::rubric::{Level, Rubric, SkillIx};

/// What stands beside a question.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Margin {
    /// What is worth a second look before saving.
    pub(crate) doubts: Vec<String>,
    /// Why this skill is asked now, as a sentence.
    pub(crate) asked_because: Option<String>,
    /// What the answers come to so far, a paragraph each.
    pub(crate) so_far: Vec<String>,
    /// What can be done at a pause, the usual thing first.
    pub(crate) offers: Vec<Action>,
    /// How many questions are left to the next pause, more or less.
    pub(crate) left: Option<usize>,
    /// Whether there is more to ask, for somebody at the review.
    pub(crate) goes_on: bool,
    /// How many minutes are left, once that is known.
    pub(crate) minutes: Option<u64>,
    /// For each skill of the rubric that was not asked, between which levels it probably is; empty if nothing is estimated.
    pub(crate) likely: Vec<Option<(Level, Level)>>,
}

impl Margin {
    /// How long is left, in words.
    pub(crate) fn minutes_left(&self) -> Option<String> {
        self.minutes.map(|minutes| format!("about {minutes} min left"))
    }

    /// What was said of a skill, or of one that was not asked what is likely.
    pub(crate) fn words(&self, interview: &Interview<'_>, skill: SkillIx, reply: Option<Reply>) -> String {
        match (reply, self.likely.get(skill.get()).copied().flatten()) {
            (None, Some((low, high))) if low == high => format!("not asked (estimated {low})"),
            (None, Some((low, high))) => format!("not asked (estimated {low} to {high})"),
            _ => answer_words(interview.rubric(), reply),
        }
    }
}

/// An answer in a word or two.
pub(crate) fn answer_words(rubric: &Rubric, reply: Option<Reply>) -> String {
    match reply {
        None => "-".to_owned(),
        Some(Reply::Skipped) => "skipped".to_owned(),
        Some(Reply::Said(Answer::NotApplicable)) => "does not apply".to_owned(),
        Some(Reply::Said(Answer::Rated(level))) => {
            let level = level.min(rubric.scale().max());
            format!("{level} {}", clean::line(rubric.scale().name(level)))
        }
    }
}
