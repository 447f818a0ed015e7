//! What has reason to be asked again: `assess --due`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::args::Source;
use super::failure::Failure;
use super::judged::{self, Judged};
use super::planning::{self, Asked};
use super::rubrics::Loaded;
use super::session::Session;
use crate::assessment::{Answers, Rating, Scope, carried};
use crate::clean;
use crate::history::Entry;
use crate::rubric::{Id, Level, Rubric, SkillIx, TargetIx};
use crate::score::{decided_anew, score};
use crate::wording;

/// A new edition of a rubric may word everything anew; nobody answers everything again for that.
const MOST_REWORDED: usize = 15;

/// What was answered within so many days is not asked again, but for what was ticked since.
const SETTLED: i32 = 28;
/// So many answers that would change the verdict are asked again at once.
const MOST_FRAGILE: usize = 3;

/// Why a skill is asked again, the best reason first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Reason {
    /// A step of it is ticked, and no answer has settled that.
    Ticked,
    /// A step of it is planned, and its days have begun.
    Planned,
    /// The rubric did not have it when the last answers were given.
    New,
    /// The level that decides it says something else than it did.
    Reworded,
    /// Its last answer is old.
    Stale,
    /// Off by one level, its answer would change the verdict.
    Fragile,
}

impl Reason {
    /// As a sentence beside the question.
    pub(crate) fn because(self, rubric: &Rubric, target: TargetIx) -> String {
        let because = match self {
            Self::Ticked => "you ticked a step of it as done",
            Self::Planned => "your plan has begun with it",
            Self::New => "it is new in the rubric",
            Self::Reworded => {
                let target = clean::line(&rubric[target].title);
                return format!("Asked because the level that counts for {target} has been reworded.");
            }
            Self::Stale => "its last answer is old",
            Self::Fragile => "one level up or down would change the verdict",
        };
        format!("Asked because {because}.")
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Ticked => "you ticked",
            Self::Planned => "begun in your plan",
            Self::New => "new",
            Self::Reworded => "reworded",
            Self::Stale => "answered long ago",
            Self::Fragile => "that could change the verdict",
        }
    }
}

/// How many there are of each reason, such as `2 you ticked, 4 in your plan`.
pub(crate) fn told(due: &[(SkillIx, Reason)]) -> String {
    let counted =
        due.chunk_by(|one, other| one.1 == other.1).map(|alike| format!("{} {}", alike.len(), alike[0].1.word()));
    counted.collect::<Vec<_>>().join(", ")
}

/// What is asked again, and what could be.
#[derive(Default)]
pub(crate) struct Due {
    /// The skills that may have moved, by their reasons, then in the rubric's order.
    pub(crate) skills: Vec<(SkillIx, Reason)>,
    /// How many more are worded anew where it decides little or nothing.
    pub(crate) reworded_too: usize,
    /// How many were never answered.
    pub(crate) never: usize,
}

impl Due {
    /// What is not asked and can be, as sentences after others.
    pub(crate) fn beside(&self) -> String {
        let mut said = Vec::new();
        if self.reworded_too > 0 {
            let more = wording::count(self.reworded_too, "more is worded anew", "more are worded anew");
            said.push(format!(" {more}, which changes little; `skillgap assess` asks all."));
        }
        if self.never > 0 {
            let never = wording::count(self.never, "skill was never answered", "skills were never answered");
            said.push(format!(" {never}; `skillgap assess` asks them too."));
        }
        said.concat()
    }
}

/// The skills in scope that may have moved since the last assessment.
pub(crate) fn skills(
    session: &Session,
    loaded: &Loaded,
    last: &Entry,
    (scope, target): (&Scope, TargetIx),
    today: Date,
) -> Result<Due, Failure> {
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
) -> Result<Due, Failure> {
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
    let begun = planned.plan.steps.iter().filter(|step| step.starts <= today);
    let in_plan = steps(begun.map(|step| step.id.skill).collect());
    let ratings: Vec<_> = carried(rubric, &then.assessment.ratings).collect();
    let is_settled = |rating: &Rating| rating.on.until(today).is_ok_and(|span| span.get_days() < SETTLED);
    let may_have_moved = |skill: SkillIx| ratings[skill.get()].as_ref().is_some_and(|rating| !is_settled(rating));
    let mut fragile = steps(planned.scorecard.fragile.clone());
    fragile.retain(|skill| may_have_moved(*skill));
    let fragile: BTreeSet<_> = fragile.into_iter().take(MOST_FRAGILE).collect();
    let reworded = reworded(rubric, target, &then.assessment.ratings, then.rubric());
    let reason = |skill: SkillIx| {
        let rating = ratings[skill.get()].as_ref();
        let reasons = [
            (ticked.contains(&skill), Reason::Ticked),
            (in_plan.contains(&skill) && may_have_moved(skill), Reason::Planned),
            (rating.is_none() && is_new(rubric, skill, then.rubric()), Reason::New),
            (reworded.contains(&skill), Reason::Reworded),
            (rating.is_some_and(|rating| rating.is_stale(today)), Reason::Stale),
            (fragile.contains(&skill), Reason::Fragile),
        ];
        reasons.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason)
    };
    let in_scope = scope.skills(rubric, target);
    let mut skills: Vec<_> = in_scope.iter().filter_map(|skill| Some((*skill, reason(*skill)?))).collect();
    skills.sort_by_key(|(skill, reason)| (*reason, *skill));
    let is_asked = |skill: &SkillIx| skills.iter().any(|(asked, _)| asked == skill);
    let reworded_too = in_scope.iter().filter(|skill| !is_asked(skill) && is_reworded(rubric, **skill, then.rubric()));
    let never = in_scope.iter().filter(|skill| ratings[skill.get()].is_none() && !is_asked(skill)).count();
    Ok(Due { reworded_too: reworded_too.count(), never, skills })
}

/// The skills that are asked again because their levels are worded anew: those of which that can change most for the
/// target.
pub(crate) fn reworded(
    rubric: &Rubric,
    target: TargetIx,
    ratings: &BTreeMap<Id, Rating>,
    old: &Rubric,
) -> Vec<SkillIx> {
    let answers = Answers::of(rubric, ratings);
    let card = score(rubric, target, &answers);
    let is_reworded = |skill: SkillIx, level: Level| reworded_levels(rubric, skill, old).contains(&level);
    let mut found = decided_anew(&card, &answers, is_reworded);
    found.truncate(MOST_REWORDED);
    found
}

/// Whether an older edition has no such skill.
fn is_new(rubric: &Rubric, skill: SkillIx, old: &Rubric) -> bool {
    let now = &rubric[skill];
    std::iter::once(&now.id).chain(&now.formerly).all(|id| old.skill(id.as_str()).is_none())
}

/// Whether a level of the skill says something else than it did.
fn is_reworded(rubric: &Rubric, skill: SkillIx, old: &Rubric) -> bool {
    !reworded_levels(rubric, skill, old).is_empty()
}

fn reworded_levels(rubric: &Rubric, skill: SkillIx, old: &Rubric) -> Vec<Level> {
    let now = &rubric[skill];
    let before = std::iter::once(&now.id).chain(&now.formerly).find_map(|id| old.skill(id.as_str()));
    before.map(|before| rubric.reworded_since(now, old, &old[before]).collect()).unwrap_or_default()
}
