//! What readiness means: floors move the verdict, never the number.

use fixedbitset::FixedBitSet;
use num_rational::Ratio;

use super::attainment::{Tally, Yardstick};
use super::{RequirementScore, Scorecard};
use crate::assessment::{Answer, Answers};
use crate::rubric::{Level, Rubric, SkillIx, Subject};

/// Whether the target is in reach.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Readiness is surely at least the target's `ready_at`, and every requirement stands surely at its floor or above.
    Ready,
    /// Readiness is surely below it, or a requirement stands surely below its floor.
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
        let applies = self.target.requires.iter().zip(&tally.grains).filter(|(_, grains)| grains.is_some());
        let floors = || applies.clone().map(|(requirement, _)| self.floor_met(requirement, &tally.reach));
        let Some(readiness) = self.readiness(tally) else {
            return Verdict::Undecided;
        };
        if readiness.low >= self.target.ready_at && floors().all(|met| met == Some(true)) {
            Verdict::Ready
        } else if readiness.high < self.target.ready_at || floors().any(|met| met == Some(false)) {
            Verdict::NotReady
        } else {
            Verdict::Undecided
        }
    }

    /// Whether the readiness that decides the verdict, the low one of a ready person and the high one of another, is within
    /// six points of what is asked.
    pub(super) fn is_narrow(&self, tally: &Tally, verdict: Verdict) -> bool {
        let Some(readiness) = self.readiness(tally) else { return false };
        let margin = Ratio::new(6, 100);
        match verdict {
            Verdict::Ready => readiness.low - self.target.ready_at <= margin,
            Verdict::NotReady => {
                let distance = self.target.ready_at - readiness.high;
                distance <= margin && -distance <= margin
            }
            Verdict::Undecided => false,
        }
    }
}

/// Whether a person is ready with nothing to show for it: none of the ratings that count for a requirement with a floor has
/// evidence. Where no requirement with a floor applies, none of those that count for any.
pub fn by_own_word(card: &Scorecard, has_evidence: impl Fn(SkillIx) -> bool) -> bool {
    let counted = || card.requirements.iter().filter(|scored| !scored.counted.is_empty());
    let has_floor = |scored: &&RequirementScore| scored.requirement.floor > Level::NONE;
    let any_floor = counted().any(|scored| has_floor(&scored));
    let is_backed = |scored: &RequirementScore| scored.counted.iter().any(|skill| has_evidence(*skill));
    card.verdict == Verdict::Ready && !counted().filter(|scored| !any_floor || has_floor(scored)).any(is_backed)
}

/// The ratings that, one level off, would give another verdict.
///
/// A higher rating never gives a lower verdict, but for members of groups that a skill needs and for what these build on:
/// while only one of the members may stand there, it must, and a second one takes that away. So these are looked at one by
/// one, both ways.
pub(super) fn fragile(yardstick: &Yardstick<'_>, answers: &Answers, verdict: Verdict) -> Vec<SkillIx> {
    let rated: Vec<_> =
        yardstick.rubric.skills().map(|(skill, _)| skill).filter(|skill| answers.rating(*skill).is_some()).collect();
    let below = below_needed_groups(yardstick.rubric);
    let (alone, rated): (Vec<_>, Vec<_>) = rated.into_iter().partition(|skill| below.contains(skill.get()));
    let (up, down) = (Shift { yardstick, answers, verdict, by: 1 }, Shift { yardstick, answers, verdict, by: -1 });
    let mut found = Vec::new();
    for skill in alone {
        up.decisive(&[skill], &mut found);
        down.decisive(&[skill], &mut found);
    }
    if verdict != Verdict::Ready {
        up.decisive(&rated, &mut found);
    }
    if verdict != Verdict::NotReady {
        down.decisive(&rated, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The members of the groups that some skill needs, and all that they build on.
fn below_needed_groups(rubric: &Rubric) -> FixedBitSet {
    let needs = rubric.skills().flat_map(|(_, skill)| &skill.requires);
    let groups = needs.filter(|needed| matches!(needed.subject, Subject::Group(_)));
    let mut waiting: Vec<SkillIx> = groups.flat_map(|needed| rubric.skills_of(&needed.subject)).copied().collect();
    let mut below = FixedBitSet::with_capacity(rubric.skills().len());
    while let Some(skill) = waiting.pop() {
        if !below.put(skill.get()) {
            waiting.extend(rubric[skill].requires.iter().flat_map(|needed| rubric.skills_of(&needed.subject)));
        }
    }
    below
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
    /// Those of `skills` that change the verdict alone: what many do not change together, none of them changes. That holds
    /// for any one, and for many that bear on no needed group.
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
