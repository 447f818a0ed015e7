//! How far readiness hangs on the weights, which are somebody's opinion.
//!
//! The commonest objection to a weighted sum is its weights. So it is computed again under others: all equal, and many
//! times with each weight a little more or less. Whole numbers throughout, and random numbers that go by the id of the
//! requirement: neither the order of the file nor a common factor of all weights moves the result.

use num_integer::lcm;
use num_rational::Ratio;

use super::random::Stream;
use super::{Scorecard, Span};
use crate::rubric::Rubric;

/// How many other sets of weights are tried.
const DRAWS: usize = 200;

/// Readiness under other weights. Each range holds what missing answers leave open too, as readiness itself does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sensitivity {
    /// From the least to the most under the rubric's own weights and 200 other sets, in each of which every weight is
    /// multiplied or divided by a number of its own between 1 and 1.5.
    pub plausible: Span,
    /// If all requirements weighed the same.
    pub equal: Span,
}

/// Computes readiness under other weights; none if nothing applies. Only a report that shows it should ask for it.
pub fn sensitivity(rubric: &Rubric, scorecard: &Scorecard) -> Option<Sensitivity> {
    let mut plausible = scorecard.readiness?;
    let parts = Parts::of(rubric, scorecard);
    let mut streams: Vec<_> = parts.0.iter().map(|part| Stream::of("weight", part.id)).collect();
    for _ in 0..DRAWS {
        let factors: Vec<_> = streams.iter_mut().map(|stream| factor(stream.bits())).collect();
        let drawn = parts.readiness(|at, weight| weight * factors[at]);
        plausible = Span { low: plausible.low.min(drawn.low), high: plausible.high.max(drawn.high) };
    }
    Some(Sensitivity { plausible, equal: parts.readiness(|_, _| 1) })
}

/// From the least to the most readiness while the weight of one requirement, given by its position in the target, goes
/// from two thirds of what it is to one and a half times that; none if that requirement dropped out.
pub fn under_weight(rubric: &Rubric, scorecard: &Scorecard, requirement: usize) -> Option<Span> {
    let scored = &scorecard.requirements[requirement];
    scored.attainment?;
    let id = rubric.subject_id(scored.requirement.subject).as_str();
    let parts = Parts::of(rubric, scorecard);
    let times = |of_it: i128, of_others: i128| {
        parts.readiness(|at, weight| weight * if parts.0[at].id == id { of_it } else { of_others })
    };
    let (heavier, lighter) = (times(3, 2), times(2, 3));
    Some(Span { low: heavier.low.min(lighter.low), high: heavier.high.max(lighter.high) })
}

/// A factor in millionths from random bits: one of them chooses whether to multiply or to divide, the others by how many
/// thousandths, 1000 to 1500.
fn factor(bits: u64) -> i128 {
    const THOUSAND: i128 = 1000;
    let by = THOUSAND + i128::from((bits >> 1) % 501);
    if bits & 1 == 0 { by * THOUSAND } else { THOUSAND * THOUSAND * THOUSAND / by }
}

/// What the requirements that apply bring, in whole numbers of one over the second field.
struct Parts<'r>(Vec<Part<'r>>, i128);

struct Part<'r> {
    id: &'r str,
    weight: i128,
    low: i128,
    high: i128,
}

impl<'r> Parts<'r> {
    fn of(rubric: &'r Rubric, scorecard: &Scorecard) -> Self {
        let applies = || scorecard.requirements.iter().filter_map(|one| Some((one.requirement, one.attainment?)));
        let grain = applies().fold(1, |grain, (_, span)| lcm(grain, lcm(*span.low.denom(), *span.high.denom())));
        let part = |(requirement, span): (crate::rubric::Requirement, Span)| Part {
            id: rubric.subject_id(requirement.subject).as_str(),
            weight: requirement.weight.into(),
            low: (span.low * grain).to_integer(),
            high: (span.high * grain).to_integer(),
        };
        Self(applies().map(part).collect(), grain)
    }

    /// Readiness with the weights that `weigh` makes of a position and the rubric's weight.
    fn readiness(&self, weigh: impl Fn(usize, i128) -> i128) -> Span {
        let (mut low, mut high, mut whole) = (0, 0, 0);
        for (at, part) in self.0.iter().enumerate() {
            let weight = weigh(at, part.weight);
            low += weight * part.low;
            high += weight * part.high;
            whole += weight * self.1;
        }
        Span { low: Ratio::new(low, whole), high: Ratio::new(high, whole) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_go_from_two_thirds_to_one_and_a_half() {
        let [most, least] = [0, 1].map(|divide| factor(500 << 1 | divide));
        assert_eq!((most, least), (1_500_000, 666_666));
        assert_eq!([0, 1].map(factor), [1_000_000; 2]);
        let mut stream = Stream::of("weight", "sql");
        let drawn: Vec<_> = (0..DRAWS).map(|_| factor(stream.bits())).collect();
        assert!(drawn.iter().all(|factor| (least..=most).contains(factor)));
        let above = drawn.iter().filter(|factor| **factor > 1_000_000).count();
        assert!((70..=130).contains(&above), "{above} of {DRAWS} are above 1");
    }
}
