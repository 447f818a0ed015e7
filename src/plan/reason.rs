//! Why a step is in the plan.

use super::id::StepId;
use crate::rubric::Subject;

/// The one reason that matters most.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// The target is out of reach without this requirement.
    Essential(Subject),
    /// It raises readiness; of several requirements served, the one that it serves most.
    Raises(Subject),
    /// It gains nothing by itself: this step needs it.
    Needed(StepId),
    /// It gains nothing yet: the member chosen for this group has to catch up with another that counts now.
    CatchesUp(Subject),
    /// Nothing in this plan needs it any more, since what did is done, hidden or left out.
    Alone,
}

/// Why a step comes where it does, in terms of being ready for the rung that it leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Because {
    /// It is all that is between the person and the target.
    Only,
    /// One is not ready without this essential requirement, and it leads there.
    Essential(Subject),
    /// One is not ready below the floor of this requirement, and it leads there.
    Floor(Subject),
    /// It is part of the shortest way to enough readiness.
    Shortest,
    /// One is ready without it: it goes further, or its target cannot be reached by the steps there are.
    Further,
}
