//! The steps of a plan.

use jiff::civil::Date;

use super::climb::{Ground, Members, Need, Tops};
use super::gain::{places, services};
use super::id::StepId;
use super::order::Job;
use super::reason::Reason;
use super::weights;
use crate::rubric::{AreaIx, Hours, Level, Requirement, Share, SkillIx, Subject, TargetIx};
use crate::score::{Reach, Scorecard};

/// A step on its days. Anchor, practice and resources stand in the rubric under `id.skill` and `id.to`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What it is called.
    pub id: StepId,
    /// Typical hours.
    pub hours: Hours,
    /// Weeks that it takes at the least, however many hours a week are given to it; 0 without such a bound.
    pub weeks: u32,
    /// What it adds to readiness for the target, as a share of the whole; 0 for a step that only others need.
    pub gain: Share,
    /// The rung of the way that it leads to, or the target itself; none if one is ready without it.
    pub way: Option<TargetIx>,
    /// Whether an essential requirement of that rung needs it.
    pub is_essential: bool,
    /// The steps of this plan that must come before; all of them do.
    pub after: Vec<StepId>,
    /// Whether the skill is unanswered, so that the step may turn out to be done already.
    pub assumed: bool,
    /// The hours of the steps before it.
    pub start_hour: Hours,
    /// The hours of the steps before it and its own.
    pub finish_hour: Hours,
    /// The day on which it begins.
    pub starts: Date,
    /// The day on which its hours are done.
    pub worked: Date,
    /// The day on which it ends: later than that where it takes more weeks than its hours do.
    pub ends: Date,
    /// The week of the plan in which it begins, from 1; weeks of rest are not counted.
    pub first_week: u32,
    /// The week in which its hours are worked, which may end long before it does if it has weeks.
    pub last_week: u32,
    /// The requirements of the target that it serves, in the target's order.
    pub serves: Vec<Subject>,
    /// Why it is there.
    pub why: Reason,
}

/// A level to climb, before it is known when.
#[derive(Debug)]
pub(super) struct Climb {
    pub(super) id: StepId,
    pub(super) hours: Hours,
    pub(super) weeks: u32,
    pub(super) area: AreaIx,
    pub(super) gain: Share,
    pub(super) assumed: bool,
    /// Positions of the levels that must come before.
    pub(super) after: Vec<usize>,
    /// The requirements served, with what each gains.
    pub(super) serves: Vec<(Requirement, Share)>,
}

/// All levels to climb, in the rubric's order, ticked or not.
#[derive(Debug)]
pub(super) struct Climbs {
    pub(super) all: Vec<Climb>,
    /// For each skill the level that is held, the one planned, and the position of the first level between.
    spans: Vec<(Level, Level, usize)>,
}

impl Climbs {
    pub(super) fn of(
        ground: &Ground<'_>,
        scorecard: &Scorecard,
        members: &Members,
        chosen: &[(Need, Vec<SkillIx>)],
        tops: &Tops,
    ) -> Self {
        let mut climbs = Self::between(ground, members, tops, scorecard);
        let weights = weights(scorecard);
        for (need, chosen) in chosen {
            for service in services(ground, need, &places(ground, need, chosen), weights) {
                if let Some(at) = climbs.position(StepId { skill: service.skill, to: service.to }) {
                    climbs.all[at].serves.push((need.requirement, service.gain));
                    climbs.all[at].gain += service.gain;
                }
            }
        }
        climbs
    }

    fn between(ground: &Ground<'_>, members: &Members, tops: &Tops, scorecard: &Scorecard) -> Self {
        let rubric = ground.rubric;
        let mut first = 0;
        let span = |(skill, _)| {
            let (held, top) = (ground.held(skill), tops.get(skill));
            let span = (held, top, first);
            first += usize::from(top.above(held));
            span
        };
        let mut climbs = Self { all: Vec::new(), spans: rubric.skills().map(span).collect() };
        for (skill, described) in rubric.skills() {
            for to in ground.held(skill).up_to(tops.get(skill)) {
                let needed = described.prerequisites(to).flat_map(|needed| ground.missing(members, needed));
                let needed = needed.map(|(skill, to)| StepId { skill, to });
                let below = StepId { skill, to: to.below() };
                let mut after: Vec<_> =
                    std::iter::once(below).chain(needed).filter_map(|id| climbs.position(id)).collect();
                after.sort_unstable();
                after.dedup();
                climbs.all.push(Climb {
                    id: StepId { skill, to },
                    hours: described.hours(to),
                    weeks: described.weeks(to),
                    area: described.area,
                    gain: Share::default(),
                    assumed: !matches!(scorecard.reach(skill), Reach::Rated(_)),
                    after,
                    serves: Vec::new(),
                });
            }
        }
        climbs
    }

    /// The place of a level among all; none if it is not to be climbed.
    pub(super) fn position(&self, StepId { skill, to }: StepId) -> Option<usize> {
        let (held, top, first) = self.spans[skill.get()];
        (held < to && to <= top).then(|| first + usize::from(to.above(held)) - 1)
    }

    /// The level that a skill is planned to.
    pub(super) fn top(&self, skill: SkillIx) -> Level {
        self.spans[skill.get()].1
    }

    /// The levels at these positions as jobs worth so much each; prerequisites that are not among them count as held.
    pub(super) fn jobs(&self, some: &[usize], weight: impl Fn(usize) -> u64) -> Vec<Job> {
        let mut place = vec![usize::MAX; self.all.len()];
        for (at, &position) in some.iter().enumerate() {
            place[position] = at;
        }
        let job = |&position: &usize| {
            let climb = &self.all[position];
            let after = climb.after.iter().map(|needed| place[*needed]).filter(|place| *place != usize::MAX);
            Job { quarters: climb.hours.quarters(), weight: weight(position), after: after.collect() }
        };
        some.iter().map(job).collect()
    }

    /// Which levels are among these or come before one of them.
    pub(super) fn closure(&self, some: impl IntoIterator<Item = usize>) -> Vec<bool> {
        let mut closed = vec![false; self.all.len()];
        let mut waiting: Vec<_> = some.into_iter().collect();
        while let Some(at) = waiting.pop() {
            if !std::mem::replace(&mut closed[at], true) {
                waiting.extend(&self.all[at].after);
            }
        }
        closed
    }

    /// Which levels are among some.
    pub(super) fn are_among(&self, some: &[usize]) -> Vec<bool> {
        let mut among = vec![false; self.all.len()];
        for &at in some {
            among[at] = true;
        }
        among
    }

    /// What some levels take together.
    pub(super) fn hours(&self, some: &[usize]) -> Hours {
        some.iter().map(|&at| self.all[at].hours).sum()
    }
}

/// For each level those of the order that come right after it, first to last.
pub(super) fn dependents(climbs: &Climbs, order: &[usize]) -> Vec<Vec<usize>> {
    let mut dependents = vec![Vec::new(); climbs.all.len()];
    for &position in order {
        for &needed in &climbs.all[position].after {
            dependents[needed].push(position);
        }
    }
    dependents
}

/// The reason for the level at `position`; `dependents` are, for each level, those planned right after it.
pub(super) fn reason(climbs: &Climbs, position: usize, dependents: &[Vec<usize>]) -> Reason {
    let climb = &climbs.all[position];
    let nothing = Share::default();
    let paying = || climb.serves.iter().filter(|(_, gain)| *gain > nothing);
    if let Some((requirement, _)) = paying().find(|(requirement, _)| requirement.essential) {
        return Reason::Essential(requirement.subject);
    }
    // `rev`, because of equals the last is taken
    if let Some((requirement, _)) = paying().rev().max_by_key(|(_, gain)| *gain) {
        return Reason::Raises(requirement.subject);
    }
    if let Some((requirement, _)) = climb.serves.first() {
        return Reason::CatchesUp(requirement.subject);
    }
    let mut at = position;
    // through the next levels of the same skill to the first step that is wanted for something else
    while let Some(&next) = dependents[at].first() {
        if climbs.all[next].id.skill != climb.id.skill || climbs.all[next].gain > nothing {
            return Reason::Needed(climbs.all[next].id);
        }
        at = next;
    }
    if at == position { Reason::Alone } else { Reason::Needed(climbs.all[at].id) }
}
