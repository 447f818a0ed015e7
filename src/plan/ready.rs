//! How far it is until the target is reached, which is mostly long before everything is learned.

use jiff::civil::Date;

use super::Plan;
use crate::rubric::{Rubric, Share, Subject};
use crate::score::{Scorecard, Standing};

/// The way to the target itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ready {
    /// The number of steps after which it is reached; 0 if it is reached already.
    pub steps: usize,
    /// The days between which these will be done four times in five; none if there are none.
    pub between: Option<(Date, Date)>,
    /// Whether it is reached only with the steps ticked as done, which no assessment has rated yet.
    pub with_ticks: bool,
}

impl Plan {
    /// What the steps ticked as done gain once they are rated.
    pub fn held(&self) -> Share {
        self.done.iter().map(|done| done.gain).sum()
    }
}

/// The number of planned steps up to the one after which the target is reached, steps ticked as done being held; 0 if it
/// is reached already, none if the plan does not reach it: answers are missing, or steps that it takes are skipped or left
/// out.
pub fn until_ready(rubric: &Rubric, scorecard: &Scorecard, plan: &Plan) -> Option<usize> {
    let essential: Vec<Subject> = scorecard
        .requirements
        .iter()
        .filter(|scored| scored.requirement.essential)
        .map(|scored| scored.requirement.subject)
        .collect();
    let is_open =
        scorecard.requirements.iter().any(|one| one.requirement.essential && one.standing() == Standing::Open);
    let mut left_out = plan.deadline.iter().flat_map(|deadline| &deadline.left_out);
    if is_open || plan.hidden.iter().any(|step| step.is_essential) || left_out.any(|step| step.is_essential) {
        return None;
    }
    let mut reached = scorecard.readiness?.low + plan.held();
    let gate = plan.steps.iter().rposition(|step| step.serves.iter().any(|subject| essential.contains(subject)));
    let enough = rubric[plan.target].ready_at;
    let mut steps = gate.map_or(0, |last| last + 1);
    reached += plan.steps[..steps].iter().map(|step| step.gain).sum::<Share>();
    while reached < enough {
        reached += plan.steps.get(steps)?.gain;
        steps += 1;
    }
    Some(steps)
}
