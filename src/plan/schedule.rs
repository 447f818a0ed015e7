//! Hours laid on days.

use jiff::{Span, civil::Date};
use num_rational::Ratio;

use super::hours::HoursRange;
use crate::rubric::Hours;

/// A pace and the day on which it begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    pub(super) start: Date,
    /// Quarters of an hour a week, above 0.
    pub(super) pace: u64,
}

/// Far more days than any date can take.
const FOREVER: i128 = 4_000_000;

impl Calendar {
    pub(super) fn of(start: Date, hours_per_week: Hours) -> Self {
        Self { start, pace: hours_per_week.quarters().max(1) }
    }

    /// The day on which the work after so many hours begins.
    pub(super) fn starts(&self, after: Hours) -> Date {
        self.day(i128::from(after.quarters()) * 7 / i128::from(self.pace))
    }

    /// The day on which the work up to so many hours ends.
    pub(super) fn ends(&self, at: Hours) -> Date {
        self.day((i128::from(at.quarters()) * 7 + i128::from(self.pace) - 1) / i128::from(self.pace) - 1)
    }

    /// The range of days on which work with this range of hours ends.
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a day more or less in a range")]
    pub(super) fn finish(&self, hours: HoursRange) -> (Date, Date) {
        let day = |hours: f64| self.day((hours * 28.0 / self.pace as f64).ceil() as i128 - 1);
        (day(hours.low), day(hours.high))
    }

    /// The days from the start up to and with `by`, 0 if it lies before.
    pub(super) fn days(&self, by: Date) -> i128 {
        i128::from((by - self.start).get_days() + 1).max(0)
    }

    /// The hours that fit into so many days.
    pub(super) fn budget(&self, days: i128) -> Ratio<i128> {
        Ratio::new(i128::from(self.pace) * days, 28)
    }

    /// So many days after the start; the last day there is, if it lies beyond.
    fn day(&self, days: i128) -> Date {
        let days = i64::try_from(days.clamp(0, FOREVER)).unwrap_or(0);
        self.start.saturating_add(Span::new().days(days))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn five_hours_a_week() {
        let calendar = Calendar::of(date(2026, 11, 23), Hours::from_quarters(20));
        let hours = |hours: u64| Hours::from_quarters(hours * 4);
        assert_eq!(calendar.starts(hours(0)), date(2026, 11, 23));
        assert_eq!(calendar.ends(hours(5)), date(2026, 11, 29));
        assert_eq!(calendar.starts(hours(5)), date(2026, 11, 30));
        assert_eq!(calendar.ends(hours(6)), date(2026, 12, 1));
        assert_eq!(calendar.days(date(2026, 11, 23)), 1);
        assert_eq!(calendar.days(date(2026, 11, 1)), 0);
        assert_eq!(calendar.budget(14), Ratio::from_integer(10));
    }

    #[test]
    fn a_pace_too_slow_for_the_calendar_ends_with_it() {
        let calendar = Calendar::of(date(9999, 1, 1), Hours::from_quarters(0));
        assert_eq!(calendar.ends(Hours::from_quarters(u64::MAX)), Date::MAX);
        assert_eq!(calendar.days(Date::MIN), 0);
    }
}
