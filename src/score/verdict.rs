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
    let rated: Vec<_> =
        yardstick.rubric.skills().map(|(skill, _)| skill).filter(|skill| answers.rating(*skill).is_some()).collect();
    let mut found = Vec::new();
    if verdict != Verdict::Ready {
        Shift { yardstick, answers, verdict, by: 1 }.decisive(&rated, &mut found);
    }
    if verdict != Verdict::NotReady {
        Shift { yardstick, answers, verdict, by: -1 }.decisive(&rated, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// All of some ratings one level up, or all one down.
#[derive(Clone, Copy)]
struct Shift<'a> {
    yardstick: &'a Yardstick<'a>,
    answers: &'a Answers,
    verdict: Verdict,
    by: i64,
}

impl Shift<'_> {
    /// Those of `skills` that change the verdict alone. Higher ratings never give a lower verdict, so what many do not
    /// change together, none of them changes.
    fn decisive(self, skills: &[SkillIx], found: &mut Vec<SkillIx>) {
        if self.verdict_with(skills) == self.verdict {
            return;
        }
        if let [skill] = skills {
            found.push(*skill);
        } else {
            let (first, second) = skills.split_at(skills.len() / 2);
            self.decisive(first, found);
            self.decisive(second, found);
        }
    }

    fn verdict_with(self, skills: &[SkillIx]) -> Verdict {
        let mut shifted = self.answers.clone();
        for skill in skills {
            let level = self.answers.rating(*skill).map(|level| i64::from(level.get()) + self.by);
            if let Some(level) = level.and_then(|level| self.yardstick.rubric.scale().level(level)) {
                shifted.set(*skill, Some(Answer::Rated(level)));
            }
        }
        self.yardstick.verdict(&self.yardstick.tally(&shifted))
    }
}
