//! Steps that were ticked: done or skipped. A tick changes no rating and no readiness.

use jiff::civil::Date;

use super::id::StepId;
use super::step::Climbs;
use crate::rubric::{Hours, Rubric, Share};
use crate::score::Scorecard;

/// A mark on a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tick {
    /// The step.
    pub step: StepId,
    /// What was said of it.
    pub kind: TickKind,
    /// The day on which it was said.
    pub on: Date,
}

/// What can be said of a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TickKind {
    /// It is done, in so many hours if that was said.
    Done(Option<Hours>),
    /// It is not wanted.
    Skipped,
}

/// A step ticked as done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Done {
    /// The step.
    pub id: StepId,
    /// The day on which it was ticked.
    pub on: Date,
    /// The hours that it took, if they were said.
    pub hours: Option<Hours>,
    /// What the rubric estimates for it.
    pub estimate: Hours,
    /// What it will add to readiness once it is rated; 0 if this plan does not need it.
    pub gain: Share,
}

/// A step that is not shown, because it was skipped or needs one that was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hidden {
    /// The step.
    pub id: StepId,
    /// The day on which it was skipped; none if it only needs a skipped one.
    pub skipped: Option<Date>,
    /// What it would add to readiness.
    pub gain: Share,
}

/// Whether a tick is settled: the skill was answered again after it, and the rating now speaks for itself. `answered`
/// are the moments at which assessments were stored in which the skill was really answered, not carried over.
pub fn settled<Moment: PartialOrd>(ticked: &Moment, answered: impl IntoIterator<Item = Moment>) -> bool {
    answered.into_iter().any(|stored| stored > *ticked)
}

/// Where ticks put the levels to climb.
#[derive(Debug)]
pub(super) struct Ticked {
    /// In the order of the ticks.
    pub(super) done: Vec<Done>,
    /// Which levels are done, by position.
    pub(super) is_done: Vec<bool>,
    /// Which levels are skipped or need one that is.
    pub(super) is_hidden: Vec<bool>,
    skipped: Vec<Option<Date>>,
}

/// Applies the ticks. What was done stands as done even if this plan would not need it; a level that is held does not.
pub(super) fn apply(rubric: &Rubric, scorecard: &Scorecard, climbs: &Climbs, ticks: &[Tick]) -> Ticked {
    let mut is_done = vec![false; climbs.all.len()];
    let mut skipped = vec![None; climbs.all.len()];
    let mut done = Vec::new();
    for tick in ticks {
        let position = climbs.position(tick.step);
        match (tick.kind, position) {
            (TickKind::Skipped, Some(at)) => skipped[at] = Some(tick.on),
            (TickKind::Skipped, None) => {}
            (TickKind::Done(hours), _) => {
                let (id, on) = (tick.step, tick.on);
                if scorecard.reach(id.skill).low().is_some_and(|held| held >= id.to) {
                    continue;
                }
                let gain = position.map_or_else(Share::default, |at| climbs.all[at].gain);
                done.push(Done { id, on, hours, estimate: rubric[id.skill].hours(id.to), gain });
                if let Some(at) = position {
                    is_done[at] = true;
                }
            }
        }
    }
    let is_hidden = hidden(climbs, &is_done, &skipped);
    Ticked { done, is_done, is_hidden, skipped }
}

impl Ticked {
    /// The levels that are not shown, in the rubric's order.
    pub(super) fn hidden(&self, climbs: &Climbs) -> Vec<Hidden> {
        let hidden = (0..climbs.all.len()).filter(|&at| self.is_hidden[at]);
        let hidden = hidden.map(|at| {
            let climb = &climbs.all[at];
            Hidden { id: climb.id, skipped: self.skipped[at], gain: climb.gain }
        });
        hidden.collect()
    }

    /// The levels that were skipped themselves, of these.
    pub(super) fn skipped(&self, some: &[usize]) -> Vec<usize> {
        some.iter().copied().filter(|&at| self.skipped[at].is_some() && self.is_hidden[at]).collect()
    }
}

/// Of some levels those that gain something or reach what a requirement asks, as does the last level of a member that was
/// preferred to one which is there already; and those that such a one needs. What only a level needs that is done or hidden
/// is needed no more: that one is held, or not to be climbed.
pub(super) fn wanted(climbs: &Climbs, is_free: impl Fn(usize) -> bool) -> Vec<usize> {
    let is_wanted = |at: &usize| {
        let climb = &climbs.all[*at];
        climb.gain > Share::default() || climb.serves.iter().any(|(requirement, _)| requirement.level == climb.id.to)
    };
    let mut waiting: Vec<_> = (0..climbs.all.len()).filter(|&at| is_free(at)).filter(is_wanted).collect();
    let mut wanted = vec![false; climbs.all.len()];
    while let Some(at) = waiting.pop() {
        if !std::mem::replace(&mut wanted[at], true) {
            waiting.extend(climbs.all[at].after.iter().filter(|needed| is_free(**needed)));
        }
    }
    (0..climbs.all.len()).filter(|&at| wanted[at]).collect()
}

/// The skipped levels and all that need them; a level that is done counts as held and stops the chain.
fn hidden(climbs: &Climbs, is_done: &[bool], skipped: &[Option<Date>]) -> Vec<bool> {
    let mut dependents = vec![Vec::new(); climbs.all.len()];
    for (at, climb) in climbs.all.iter().enumerate() {
        for &needed in &climb.after {
            dependents[needed].push(at);
        }
    }
    let mut hidden = vec![false; climbs.all.len()];
    let mut waiting: Vec<_> = (0..climbs.all.len()).filter(|&at| skipped[at].is_some()).collect();
    while let Some(at) = waiting.pop() {
        if !is_done[at] && !std::mem::replace(&mut hidden[at], true) {
            waiting.extend(&dependents[at]);
        }
    }
    hidden
}
