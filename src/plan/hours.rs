//! Hours as a range, because people miss their own plans.
//!
//! Each step's hours are log-normal about the rubric's figure with a standard deviation of 0.5 in the logarithm
//! (Prechelt 1999), and a factor common to all of them has median 1.3 and standard deviation 0.45 (Buehler, Griffin and
//! Ross 1994). Independent errors cancel in a sum, the common factor does not: lows and highs are never summed.

use crate::rubric::Hours;

/// Between these, four times in five.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct HoursRange {
    /// Hours, one time in ten fewer.
    pub low: f64,
    /// Hours, one time in ten more.
    pub high: f64,
}

/// The median of what people take as a multiple of what was estimated, and its deviation in the logarithm.
pub(crate) const COMMON: (f64, f64) = (1.3, 0.45);
/// The deviation of one step in the logarithm.
const STEP: f64 = 0.5;
/// So many deviations to either side leave out one time in ten.
pub(crate) const TENTH: f64 = 1.2816;

impl HoursRange {
    /// The 80 % range of what steps with these hours take together; 0 to 0 for none.
    pub fn of(hours: impl Iterator<Item = Hours>) -> Self {
        let (sum, squares) = hours
            .map(Hours::get)
            .fold((0.0, 0.0), |(sum, squares), hours| (sum + hours, hours.mul_add(hours, squares)));
        if sum <= 0.0 {
            return Self::default();
        }
        let (median, common) = COMMON;
        let deviation = (common * common + STEP * STEP * squares / (sum * sum)).sqrt();
        let spread = (TENTH * deviation).exp();
        Self { low: sum * median / spread, high: sum * median * spread }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_steps_are_surer_than_one() {
        let one = HoursRange::of(std::iter::once(Hours::from_quarters(400)));
        let many = HoursRange::of(std::iter::repeat_n(Hours::from_quarters(4), 100));
        assert!((one.low - 54.90).abs() < 0.01 && (one.high - 307.86).abs() < 0.01, "{one:?}");
        assert!((many.low - 72.77).abs() < 0.01 && (many.high - 232.25).abs() < 0.01, "{many:?}");
    }

    #[test]
    fn nothing_takes_no_time() {
        assert_eq!(HoursRange::of(std::iter::empty()), HoursRange::default());
    }
}
