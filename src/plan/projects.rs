//! Portfolio work that fits the plan.

use std::cmp::Reverse;

use super::id::StepId;
use super::step::Step;
use crate::rubric::{Hours, ProjectIx, Rubric};

/// A project that stands for some of the steps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// The project.
    pub project: ProjectIx,
    /// The steps that it leads through, in the order of the plan.
    pub raises: Vec<StepId>,
    /// What these steps take one by one, by the estimates of the rubric, as are the project's own hours. The project
    /// takes the place of these steps, so that it saves what this is above its own hours.
    pub hours_alone: Hours,
}

impl Proposal {
    /// What the project spares; none if it takes as long as its planned steps or longer, because it also raises what is
    /// not planned.
    pub fn saved(&self, rubric: &Rubric) -> Hours {
        let own = rubric[self.project].hours;
        Hours::from_quarters(self.hours_alone.quarters().saturating_sub(own.quarters()))
    }
}

/// The projects of which planned steps make up half the hours or more, those that save most first, then those that lead
/// through most steps.
pub(super) fn propose(rubric: &Rubric, steps: &[Step]) -> Vec<Proposal> {
    let planned = |id: StepId| steps.iter().any(|step| step.id == id);
    let mut proposals: Vec<_> = rubric
        .projects()
        .map(|(project, described)| {
            let fitting = described.raises.iter().filter(|raise| planned(StepId { skill: raise.skill, to: raise.to }));
            let fitting: Vec<_> = fitting.collect();
            let led_through = |id: StepId| fitting.iter().any(|raise| raise.skill == id.skill && raise.to >= id.to);
            let covered = || steps.iter().filter(|step| led_through(step.id));
            Proposal {
                project,
                raises: covered().map(|step| step.id).collect(),
                hours_alone: covered().map(|step| step.hours).sum(),
            }
        })
        .filter(|proposal| {
            let own = rubric[proposal.project].hours;
            !proposal.raises.is_empty() && proposal.hours_alone.quarters() * 2 >= own.quarters()
        })
        .collect();
    proposals.sort_by_key(|proposal| (Reverse(proposal.saved(rubric)), Reverse(proposal.raises.len())));
    proposals
}
