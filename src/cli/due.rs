//! What has reason to be asked again: `assess --due`.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::args::Source;
use super::failure::Failure;
use super::judged::{self, Judged};
use super::planning::{self, Asked};
use super::rubrics::Loaded;
use super::session::Session;
use crate::assessment::{Scope, carried};
use crate::history::Entry;
use crate::rubric::{Rubric, SkillIx, TargetIx};

/// Why a skill is asked again, the best reason first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Reason {
    /// A step of it is ticked, and no answer has settled that.
    Ticked,
    /// A step of it is planned.
    Planned,
    /// It has no answer yet.
    Unanswered,
    /// Its levels say something else than they did.
    Reworded,
    /// Its last answer is old.
    Stale,
    /// Off by one level, its answer would change the verdict.
    Fragile,
}

impl Reason {
    /// As a sentence beside the question.
    pub(crate) const fn because(self) -> &'static str {
        match self {
            Self::Ticked => "Asked because you ticked a step of it as done.",
            Self::Planned => "Asked because your plan works on it.",
            Self::Unanswered => "Asked because it has no answer yet.",
            Self::Reworded => "Asked because its levels are worded anew.",
            Self::Stale => "Asked because its last answer is old.",
            Self::Fragile => "Asked because off by one level it would change the verdict.",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Ticked => "ticked",
            Self::Planned => "planned",
            Self::Unanswered => "unanswered",
            Self::Reworded => "reworded",
            Self::Stale => "stale",
            Self::Fragile => "decisive",
        }
    }
}

/// How many there are of each reason, such as `2 ticked, 4 planned`.
pub(crate) fn told(due: &[(SkillIx, Reason)]) -> String {
    let counted =
        due.chunk_by(|one, other| one.1 == other.1).map(|alike| format!("{} {}", alike.len(), alike[0].1.word()));
    counted.collect::<Vec<_>>().join(", ")
}

/// The skills in scope that may have moved since the last assessment, by their reasons, then in the rubric's order.
pub(crate) fn skills(
    session: &Session,
    loaded: &Loaded,
    last: &Entry,
    (scope, target): (&Scope, TargetIx),
    today: Date,
) -> Result<Vec<(SkillIx, Reason)>, Failure> {
    let then = judged::judged(session, &Source::default(), Some(&last.id))?;
    since(session, loaded, &then, (scope, target), today)
}

/// The same since an assessment that was read already, as it was judged.
pub(crate) fn since(
    session: &Session,
    loaded: &Loaded,
    then: &Judged,
    (scope, target): (&Scope, TargetIx),
    today: Date,
) -> Result<Vec<(SkillIx, Reason)>, Failure> {
    let of_then = then.rubric().target(loaded.rubric[target].id.as_str());
    let old_target = of_then.map_or_else(|| then.target(None), Ok)?;
    let planned = planning::planned(session, then, old_target, &Asked::default())?;
    let rubric = &loaded.rubric;
    let today_of = |skill: SkillIx| {
        let id = &then.rubric()[skill].id;
        rubric.skills().find(|(_, now)| now.id == *id || now.formerly.contains(id)).map(|(skill, _)| skill)
    };
    let steps = |skills: Vec<SkillIx>| skills.into_iter().filter_map(today_of).collect::<BTreeSet<_>>();
    let ticked = steps(planned.plan.done.iter().map(|done| done.id.skill).collect());
    let in_plan = steps(planned.plan.steps.iter().map(|step| step.id.skill).collect());
    let fragile = steps(planned.scorecard.fragile.clone());
    let ratings: Vec<_> = carried(rubric, &then.assessment.ratings).collect();
    let reason = |skill: SkillIx| {
        let rating = ratings[skill.get()].as_ref();
        let reasons = [
            (ticked.contains(&skill), Reason::Ticked),
            (in_plan.contains(&skill), Reason::Planned),
            (rating.is_none(), Reason::Unanswered),
            (is_reworded(rubric, skill, then.rubric()), Reason::Reworded),
            (rating.is_some_and(|rating| rating.is_stale(today)), Reason::Stale),
            (fragile.contains(&skill), Reason::Fragile),
        ];
        reasons.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason)
    };
    let in_scope = scope.skills(rubric, target).into_iter();
    let mut due: Vec<_> = in_scope.filter_map(|skill| Some((skill, reason(skill)?))).collect();
    due.sort_by_key(|(skill, reason)| (*reason, *skill));
    Ok(due)
}

/// Whether a level of the skill says something else than it did.
pub(crate) fn is_reworded(rubric: &Rubric, skill: SkillIx, old: &Rubric) -> bool {
    let now = &rubric[skill];
    let before = std::iter::once(&now.id).chain(&now.formerly).find_map(|id| old.skill(id.as_str()));
    before.is_some_and(|before| rubric.reworded_since(now, old, &old[before]).next().is_some())
}
