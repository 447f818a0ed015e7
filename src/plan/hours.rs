//! Hours as a range, because people miss their own plans.
//!
//! Each step's hours are log-normal about the rubric's figure with a standard deviation of 0.5 in the logarithm
//! (Prechelt 1999), and a factor common to all of them has median 1.3 and standard deviation 0.45 (Buehler, Griffin and
//! Ross 1994) until a person's own logged hours say more. Independent errors cancel in a sum, the common factor does
//! not: lows and highs are never summed.

use jiff::civil::Date;

use crate::rubric::Hours;

/// Between these, four times in five.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct HoursRange {
    /// Hours, one time in ten fewer.
    pub low: f64,
    /// Hours, one time in ten more.
    pub high: f64,
}

/// A step that took so long.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Took {
    /// What the rubric estimates for it.
    pub estimate: Hours,
    /// What it took.
    pub actual: Hours,
    /// The day on which that was said.
    pub on: Date,
}

/// What a person takes as a multiple of what is estimated, in the logarithm.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Habit {
    /// The mean: 0 for one who takes just what is estimated.
    pub mean: f64,
    /// The variance: how far that is from being known.
    pub variance: f64,
    /// How many steps taught it.
    pub steps: u32,
}

/// The median of what people take as a multiple of what was estimated, and its deviation in the logarithm.
const COMMON: (f64, f64) = (1.3, 0.45);
/// The variance of one step in the logarithm.
pub(crate) const STEP: f64 = 0.25;
/// So many deviations to either side leave out one time in ten.
pub(crate) const TENTH: f64 = 1.2816;

impl Habit {
    /// What these steps teach, beginning with what is known of people (a normal prior and a normal error of each step).
    /// Steps without hours teach nothing.
    pub fn learned<'a>(took: impl IntoIterator<Item = &'a Took>) -> Self {
        let (median, deviation) = COMMON;
        let prior = 1.0 / (deviation * deviation);
        let seen = took.into_iter().filter(|one| one.estimate.quarters() > 0 && one.actual.quarters() > 0);
        let (steps, sum) = seen
            .map(|one| (one.actual.get() / one.estimate.get()).ln())
            .fold((0_u32, 0.0), |(steps, sum), x| (steps + 1, sum + x));
        let weight = prior + f64::from(steps) / STEP;
        Self { mean: (prior * median.ln() + sum / STEP) / weight, variance: 1.0 / weight, steps }
    }

    /// The factor itself: 1.3 for one who takes 13 hours for what is estimated at 10.
    pub fn factor(self) -> Factor {
        Factor::near(self.mean.exp())
    }
}

/// A multiple of hours, in millionths, so that days can be counted exactly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Factor(u64);

impl Factor {
    /// So many millionths are one.
    pub(super) const ONE: u64 = 1_000_000;

    /// The one nearest to a number, above 0.
    pub(super) fn near(factor: f64) -> Self {
        const MOST: f64 = 1e15;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "just brought within bounds")]
        Self((factor * 1e6).round().clamp(1.0, MOST) as u64)
    }

    /// The factor as a number.
    #[expect(clippy::cast_precision_loss, reason = "at most 10^15")]
    pub fn get(self) -> f64 {
        self.0 as f64 / 1e6
    }

    pub(super) const fn millionths(self) -> u64 {
        self.0
    }
}

impl HoursRange {
    /// The 80 % range of what steps with these hours take a person together; 0 to 0 for none.
    pub fn of(hours: impl Iterator<Item = Hours>, habit: Habit) -> Self {
        let (sum, squares) = hours
            .map(Hours::get)
            .fold((0.0, 0.0), |(sum, squares), hours| (sum + hours, hours.mul_add(hours, squares)));
        if sum <= 0.0 {
            return Self::default();
        }
        let deviation = (habit.variance + STEP * squares / (sum * sum)).sqrt();
        let spread = (TENTH * deviation).exp();
        let expected = sum * habit.mean.exp();
        Self { low: expected / spread, high: expected * spread }
    }

    /// The multiples of `hours` at both ends.
    pub(super) fn factors(self, hours: Hours) -> (Factor, Factor) {
        let factor = |end: f64| Factor::near(if hours.quarters() == 0 { 1.0 } else { end / hours.get() });
        (factor(self.low), factor(self.high))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOBODY: [Took; 0] = [];

    #[test]
    fn many_steps_are_surer_than_one() {
        let habit = Habit::learned(&NOBODY);
        let one = HoursRange::of(std::iter::once(Hours::from_quarters(400)), habit);
        let many = HoursRange::of(std::iter::repeat_n(Hours::from_quarters(4), 100), habit);
        assert!((one.low - 54.90).abs() < 0.01 && (one.high - 307.86).abs() < 0.01, "{one:?}");
        assert!((many.low - 72.77).abs() < 0.01 && (many.high - 232.25).abs() < 0.01, "{many:?}");
    }

    #[test]
    fn nothing_takes_no_time() {
        assert_eq!(HoursRange::of(std::iter::empty(), Habit::learned(&NOBODY)), HoursRange::default());
    }

    proptest! {
        #[test]
        fn what_was_logged_teaches(
            estimates in proptest::collection::vec(1_u64..400, 1..30), slower in 1_u64..6, left in 1_u64..4_000,
        ) {
            let took = |factor: u64| -> Vec<Took> {
                let one = |quarters: &u64| Took {
                    estimate: Hours::from_quarters(*quarters),
                    actual: Hours::from_quarters(quarters * factor),
                    on: jiff::civil::date(2026, 11, 22),
                };
                estimates.iter().map(one).collect()
            };
            let (nothing, right, slow) =
                (Habit::learned(&NOBODY), Habit::learned(&took(1)), Habit::learned(&took(slower)));
            // nearer to what was seen than people are, never beyond it
            prop_assert!((1.0..1.3).contains(&right.factor().get()));
            prop_assert!(right.factor() <= slow.factor() && slow.factor().get() <= 1e-6 + f64::from(u32::try_from(slower).unwrap_or(1)).max(1.3));
            // the more is logged, the surer
            prop_assert!(right.variance < nothing.variance);
            let range = |habit| HoursRange::of(std::iter::once(Hours::from_quarters(left)), habit);
            let (before, now, slow) = (range(nothing), range(right), range(slow));
            prop_assert!(now.high / now.low < before.high / before.low);
            prop_assert!(now.high < before.high && now.high <= slow.high && now.low <= slow.low);
        }
    }
}
