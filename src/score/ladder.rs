//! Where one stands on the ladder of targets.

use super::attainment::Yardstick;
use super::verdict::Verdict;
use crate::assessment::Answers;
use crate::rubric::{Rubric, TargetIx};

/// A place on the ladder and what comes after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Placement {
    /// The highest ranked target such that it and all ranked below are ready.
    pub reached: Option<TargetIx>,
    /// The ranked target above it; the lowest if none is reached, none above the highest.
    pub next: Option<TargetIx>,
}

/// Finds the place on the ladder.
pub fn placement(rubric: &Rubric, answers: &Answers) -> Placement {
    let ladder = rubric.ladder();
    let ready = |target: &TargetIx| {
        let yardstick = Yardstick::new(rubric, &rubric[*target]);
        yardstick.verdict(&yardstick.tally(answers)) == Verdict::Ready
    };
    let climbed = ladder.iter().take_while(|target| ready(target)).count();
    Placement { reached: climbed.checked_sub(1).map(|at| ladder[at]), next: ladder.get(climbed).copied() }
}
