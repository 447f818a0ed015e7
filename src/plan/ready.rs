//! How far it is until one is ready, which is mostly long before everything is learned.

use jiff::civil::Date;

use super::Plan;
use super::id::StepId;
use crate::rubric::{Hours, Share, SkillIx, TargetIx};

/// The way to the target itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ready {
    /// The number of steps after which one is ready: the first ones of the plan, unless a deadline leaves some of them out.
    /// 0 if one is ready already, or if only answers are missing.
    pub steps: usize,
    /// What they take, by the estimates of the rubric.
    pub hours: Hours,
    /// The days between which these will be done four times in five; none if there are none, or if a deadline leaves some of
    /// them out.
    pub between: Option<(Date, Date)>,
    /// How far above the least possible hours these can be, as a fraction of them; 0 if they are proved least.
    pub gap: Share,
    /// The skills whose answers are missing: with them one may be ready after these steps, not before. Empty if these steps
    /// are enough.
    pub open: Vec<SkillIx>,
    /// Whether that counts steps ticked as done, which no assessment has rated yet.
    pub with_ticks: bool,
    /// What gives three points more, where one is ready by no more than the noise of an answer or two.
    pub more: Option<More>,
}

impl Ready {
    /// Whether one is ready without a further step.
    pub fn is_reached(&self) -> bool {
        self.steps == 0 && self.open.is_empty()
    }
}

/// The steps right after the way that give three points more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct More {
    /// How many.
    pub steps: usize,
    /// What they take, by the estimates of the rubric.
    pub hours: Hours,
}

/// The end of the way to a rung.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Milestone {
    /// What one is ready for.
    pub target: TargetIx,
    /// After so many steps of the plan.
    pub after: usize,
    /// What these take, by the estimates of the rubric.
    pub hours: Hours,
}

/// What keeps steps from leading to the target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Barrier {
    /// A skill without an answer.
    Open(SkillIx),
    /// A skipped step that would have to come back.
    Skipped(StepId),
}

impl Plan {
    /// What the steps ticked as done gain once they are rated.
    pub fn held(&self) -> Share {
        self.done.iter().map(|done| done.gain).sum()
    }

    /// The steps of the way to ready, if these are all that it takes.
    pub fn way(&self) -> Option<&[super::Step]> {
        let ready = self.ready.as_ref().filter(|ready| ready.open.is_empty())?;
        self.steps.get(..ready.steps).filter(|steps| steps.iter().all(|step| step.way.is_some()))
    }
}
