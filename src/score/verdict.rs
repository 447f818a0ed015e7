//! What readiness means: gates move the verdict, never the number.

use super::attainment::{Tally, Yardstick};
use crate::assessment::{Answer, Answers};
use crate::rubric::SkillIx;

/// Whether the target is in reach.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Readiness is surely at least the target's `ready_at`, and every essential requirement is surely met.
    Ready,
    /// Readiness is surely below it, or an essential requirement is surely not met.
    NotReady,
    /// Missing answers decide it, or nothing applies.
    Undecided,
}

impl Verdict {
    /// The word for it in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::NotReady => "not-ready",
            Self::Undecided => "undecided",
        }
    }
}

impl Yardstick<'_> {
    pub(super) fn verdict(&self, tally: &Tally) -> Verdict {
        let essential = || {
            let both = self.target.requires.iter().zip(&tally.grains);
            both.filter(|(requirement, _)| requirement.essential).filter_map(|(_, grains)| *grains)
        };
        let Some(readiness) = self.readiness(tally) else {
            return Verdict::Undecided;
        };
        if readiness.low >= self.target.ready_at && essential().all(|grains| grains.low == self.grain()) {
            Verdict::Ready
        } else if readiness.high < self.target.ready_at || essential().any(|grains| grains.high < self.grain()) {
            Verdict::NotReady
        } else {
            Verdict::Undecided
        }
    }
}

/// The ratings that, one level off, would give another verdict.
pub(super) fn fragile(yardstick: &Yardstick<'_>, answers: &Answers, verdict: Verdict) -> Vec<SkillIx> {
    let scale = yardstick.rubric.scale();
    let mut changed = answers.clone();
    let mut decides = |skill: SkillIx, level: i64| {
        let Some(level) = scale.level(level) else { return false };
        let before = changed.get(skill);
        changed.set(skill, Some(Answer::Rated(level)));
        let differs = yardstick.verdict(&yardstick.tally(&changed)) != verdict;
        changed.set(skill, before);
        differs
    };
    let rated =
        yardstick.rubric.skills().filter_map(|(skill, _)| Some((skill, i64::from(answers.rating(skill)?.get()))));
    rated
        .filter(|(skill, level)| decides(*skill, level - 1) || decides(*skill, level + 1))
        .map(|(skill, _)| skill)
        .collect()
}
