//! What has reason to be asked again: `assess --due`.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::args::Source;
use super::failure::Failure;
use super::judged;
use super::planning::{self, Asked};
use super::rubrics::Loaded;
use super::session::Session;
use crate::assessment::{Scope, carried};
use crate::history::Entry;
use crate::rubric::{Id, Rubric, SkillIx, TargetIx};

/// The skills in scope that may have moved since the last assessment: ticked, planned, stale, fragile, reworded, or never
/// answered. In the rubric's order.
pub(crate) fn skills(
    session: &Session,
    loaded: &Loaded,
    last: &Entry,
    (scope, target): (&Scope, TargetIx),
    today: Date,
) -> Result<Vec<SkillIx>, Failure> {
    let then = judged::judged(session, &Source::default(), Some(&last.id))?;
    let of_then = then.rubric().target(loaded.rubric[target].id.as_str());
    let old_target = of_then.map_or_else(|| then.target(None), Ok)?;
    let planned = planning::planned(session, &then, old_target, &Asked::default())?;
    let steps = planned.plan.steps.iter().map(|step| step.id.skill);
    let moved: BTreeSet<&Id> = steps
        .chain(planned.plan.done.iter().map(|done| done.id.skill))
        .chain(planned.scorecard.fragile.iter().copied())
        .map(|skill| &then.rubric()[skill].id)
        .collect();
    let rubric = &loaded.rubric;
    let ratings: Vec<_> = carried(rubric, &last.assessment.ratings).collect();
    let is_due = |skill: &SkillIx| {
        let described = &rubric[*skill];
        let by_name = std::iter::once(&described.id).chain(&described.formerly).any(|id| moved.contains(id));
        let by_age = ratings[skill.get()].as_ref().is_none_or(|rating| rating.is_stale(today));
        by_name || by_age || is_reworded(rubric, *skill, then.rubric())
    };
    Ok(scope.skills(rubric, target).into_iter().filter(is_due).collect())
}

/// Whether a level of the skill says something else than it did.
fn is_reworded(rubric: &Rubric, skill: SkillIx, old: &Rubric) -> bool {
    let now = &rubric[skill];
    let before = std::iter::once(&now.id).chain(&now.formerly).find_map(|id| old.skill(id.as_str()));
    before.is_some_and(|before| now.reworded_since(&old[before]).next().is_some())
}
