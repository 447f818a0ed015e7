//! What stands beside a question and is not the interview's to know.

use super::card::answer_words;
use crate::assessment::interview::{Interview, Reply};
use crate::rubric::{Level, SkillIx};

/// What stands beside a question; in an ordinary interview, nothing but the doubts at its review.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Margin {
    /// What is worth a second look before saving.
    pub(crate) doubts: Vec<String>,
    /// Why this skill is asked now, as a sentence.
    pub(crate) asked_because: Option<&'static str>,
    /// What the answers so far make likely, sentence by sentence.
    pub(crate) estimate: Vec<String>,
    /// Whether there is more to ask, for somebody at the review.
    pub(crate) goes_on: bool,
    /// For each skill of the rubric that was not asked, between which levels it probably is; empty if nothing is estimated.
    pub(crate) likely: Vec<Option<(Level, Level)>>,
}

impl Margin {
    /// What was said of a skill, or of one that was not asked what is likely.
    pub(crate) fn words(&self, interview: &Interview<'_>, skill: SkillIx, reply: Option<Reply>) -> String {
        match (reply, self.likely.get(skill.get()).copied().flatten()) {
            (None, Some((low, high))) if low == high => format!("not asked (estimated {low})"),
            (None, Some((low, high))) => format!("not asked (estimated {low} to {high})"),
            _ => answer_words(interview.rubric(), reply),
        }
    }
}
