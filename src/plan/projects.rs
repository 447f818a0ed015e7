//! Portfolio work that fits the plan.

use std::cmp::Reverse;

use super::id::StepId;
use super::step::Step;
use crate::rubric::{ProjectIx, Rubric};

/// A project that stands for some of the steps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// The project.
    pub project: ProjectIx,
    /// The steps that it leads through, in the order of the plan.
    pub raises: Vec<StepId>,
}

/// The projects that raise a planned skill to a planned level, those that lead through most steps first.
pub(super) fn propose(rubric: &Rubric, steps: &[Step]) -> Vec<Proposal> {
    let planned = |id: StepId| steps.iter().any(|step| step.id == id);
    let mut proposals: Vec<_> = rubric
        .projects()
        .map(|(project, described)| {
            let fitting = described.raises.iter().filter(|raise| planned(StepId { skill: raise.skill, to: raise.to }));
            let fitting: Vec<_> = fitting.collect();
            let led_through = |id: StepId| fitting.iter().any(|raise| raise.skill == id.skill && raise.to >= id.to);
            Proposal { project, raises: steps.iter().map(|step| step.id).filter(|id| led_through(*id)).collect() }
        })
        .filter(|proposal| !proposal.raises.is_empty())
        .collect();
    proposals.sort_by_key(|proposal| Reverse(proposal.raises.len()));
    proposals
}
