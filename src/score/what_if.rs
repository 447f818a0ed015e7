//! What would change if some ratings were others.

use super::{Contradiction, Placement, RequirementScore, Scorecard, Standing, placement, readiness, score};
use crate::assessment::{Answer, Answers};
use crate::rubric::{Level, Rubric, Share, SkillIx, TargetIx};

/// What one set of answers comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// For the target.
    pub card: Scorecard,
    /// On the ladder.
    pub placement: Placement,
}

/// A rating that is supposed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// The skill.
    pub skill: SkillIx,
    /// What was really said of it.
    pub from: Option<Answer>,
    /// The level that is supposed.
    pub to: Level,
    /// What this change alone adds to the low readiness, -1 to 1; none where there is no readiness before or after.
    pub gain: Option<Share>,
}

/// Answers as they are beside answers as they could be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WhatIf {
    /// With the answers as they are.
    pub before: Outcome,
    /// With all changes.
    pub after: Outcome,
    /// The changes, in the order given.
    pub changes: Vec<Change>,
}

/// Supposes other levels of some skills, each of which is named once.
pub fn what_if(rubric: &Rubric, target: TargetIx, answers: &Answers, levels: &[(SkillIx, Level)]) -> WhatIf {
    let outcome =
        |answers: &Answers| Outcome { card: score(rubric, target, answers), placement: placement(rubric, answers) };
    let before = outcome(answers);
    let low = before.card.readiness.map(|span| span.low);
    let mut all = answers.clone();
    let change = |(skill, to): &(SkillIx, Level)| {
        let mut alone = answers.clone();
        alone.set(*skill, Some(Answer::Rated(*to)));
        all.set(*skill, Some(Answer::Rated(*to)));
        let gain = readiness(rubric, target, &alone).zip(low).map(|(alone, low)| alone.low - low);
        Change { skill: *skill, from: answers.get(*skill), to: *to, gain }
    };
    let changes = levels.iter().map(change).collect();
    WhatIf { before, after: outcome(&all), changes }
}

impl WhatIf {
    /// What all changes together add to the low readiness, -1 to 1.
    pub fn gain(&self) -> Option<Share> {
        let low = |outcome: &Outcome| outcome.card.readiness.map(|span| span.low);
        low(&self.after).zip(low(&self.before)).map(|(after, before)| after - before)
    }

    /// Whether the changes bring together what they bring one by one. They need not: in a group only the best members
    /// count, and one answer can imply another.
    pub fn adds_up(&self) -> bool {
        self.changes.iter().map(|change| change.gain).sum::<Option<Share>>() == self.gain()
    }

    /// The requirements that the changes meet, those with most missing before first.
    pub fn closed(&self) -> Vec<&RequirementScore> {
        crossed(&self.before.card, &self.after.card)
    }

    /// The requirements that are met as it is, and would not be.
    pub fn opened(&self) -> Vec<&RequirementScore> {
        crossed(&self.after.card, &self.before.card)
    }

    /// The prerequisites that the answers would break and did not, and those about a skill that was changed.
    pub fn contradictions<'a>(&'a self, rubric: &'a Rubric) -> impl Iterator<Item = &'a Contradiction> {
        let is_changed = |skill: SkillIx| self.changes.iter().any(|change| change.skill == skill);
        self.after.card.contradictions.iter().filter(move |broken| {
            let needed = rubric.skills_of(&broken.requires);
            is_changed(broken.skill)
                || needed.iter().any(|skill| is_changed(*skill))
                || !self.before.card.contradictions.contains(broken)
        })
    }
}

/// The requirements as they stand in the first, short of what is asked, that are met in the second.
fn crossed<'c>(short: &'c Scorecard, met: &Scorecard) -> Vec<&'c RequirementScore> {
    let both = short.requirements.iter().zip(&met.requirements);
    let is_crossed = |(short, met): &(&RequirementScore, &RequirementScore)| {
        matches!(short.standing(), Standing::Gap | Standing::Open) && met.standing() == Standing::Met
    };
    let mut found: Vec<_> = both.filter(is_crossed).map(|(short, _)| short).collect();
    found.sort_by_key(|scored| std::cmp::Reverse(scored.missing));
    found
}
