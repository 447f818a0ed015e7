//! Why a step is in the plan.

use super::step::{Climbs, StepId};
use crate::rubric::{Share, Subject};

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
    /// Nothing in this plan needs it any more, since what did is hidden or left out.
    Alone,
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
