//! Hours laid on days.

use std::collections::BTreeSet;

use jiff::{Span, civil::Date};
use num_rational::Ratio;

use super::hours::HoursRange;
use crate::rubric::Hours;

/// A pace, the day on which it begins, and the weeks in which it rests.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    pub(super) start: Date,
    /// Quarters of an hour a week, above 0.
    pub(super) pace: u64,
    /// The Mondays of the weeks in which nothing is done.
    pub(super) skipped: BTreeSet<Date>,
}

/// Far more days than any date can take.
const FOREVER: i128 = 4_000_000;

impl Calendar {
    /// `skip` are any days of the weeks to skip.
    pub(super) fn of(start: Date, hours_per_week: Hours, skip: &[Date]) -> Self {
        let skipped = skip.iter().map(|day| monday_of(*day)).collect();
        Self { start, pace: hours_per_week.quarters().max(1), skipped }
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

    /// The days from the start up to and with `by` that are not skipped, 0 if it lies before.
    pub(super) fn days(&self, by: Date) -> i128 {
        let between = |first: Date, last: Date| i128::from((last - first).get_days() + 1).max(0);
        let skipped = self.rests().map(|(first, last)| between(first, last.min(by))).sum::<i128>();
        between(self.start, by) - skipped
    }

    /// The hours that fit into so many days.
    pub(super) fn budget(&self, days: i128) -> Ratio<i128> {
        Ratio::new(i128::from(self.pace) * days, 28)
    }

    /// So many days after the start, skipped ones not counted; the last day there is, if it lies beyond.
    fn day(&self, days: i128) -> Date {
        let days = i64::try_from(days.clamp(0, FOREVER)).unwrap_or(0);
        let later = |from: Date, days: i64| from.saturating_add(Span::new().days(days));
        self.rests().fold(later(self.start, days), |day, (first, last)| {
            if first <= day { later(day, i64::from((last - first).get_days()) + 1) } else { day }
        })
    }

    /// The first and the last day of each skipped week, from the start on.
    fn rests(&self) -> impl Iterator<Item = (Date, Date)> {
        self.skipped
            .iter()
            .map(|monday| (*monday.max(&self.start), monday.saturating_add(Span::new().days(6))))
            .filter(|(first, last)| first <= last)
    }
}

/// The first day of the week that holds a day.
fn monday_of(day: Date) -> Date {
    day.saturating_sub(Span::new().days(day.weekday().to_monday_zero_offset()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn five_hours_a_week() {
        let calendar = Calendar::of(date(2026, 11, 23), Hours::from_quarters(20), &[]);
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
        let calendar = Calendar::of(date(9999, 1, 1), Hours::from_quarters(0), &[Date::MAX]);
        assert_eq!(calendar.ends(Hours::from_quarters(u64::MAX)), Date::MAX);
        assert_eq!(calendar.days(Date::MIN), 0);
        assert_eq!(Calendar::of(Date::MIN, Hours::from_quarters(4), &[Date::MIN]).days(Date::MIN), 0);
    }

    #[test]
    fn a_skipped_week_is_no_time() {
        // Christmas, named by a Friday and a Sunday of one week and a day of the next
        let skip = [date(2026, 12, 25), date(2026, 12, 27), date(2026, 12, 30)];
        let calendar = Calendar::of(date(2026, 12, 14), Hours::from_quarters(20), &skip);
        let hours = |hours: u64| Hours::from_quarters(hours * 4);
        assert_eq!(calendar.ends(hours(5)), date(2026, 12, 20));
        assert_eq!(calendar.starts(hours(5)), date(2027, 1, 4));
        assert_eq!(calendar.days(date(2026, 12, 31)), 7);
        assert_eq!(calendar.days(date(2027, 1, 4)), 8);
    }

    proptest! {
        #[test]
        fn days_are_counted_one_by_one(start in 0..30_i64, ahead in 0..200_i64, weeks in proptest::collection::vec(0..200_i64, 0..6)) {
            let day = |days: i64| date(2026, 11, 1).saturating_add(Span::new().days(days));
            let skip: Vec<_> = weeks.iter().map(|days| day(*days)).collect();
            let calendar = Calendar::of(day(start), Hours::from_quarters(20), &skip);
            // 2 November is a Monday
            let week = |day: Date| (day - date(2026, 11, 2)).get_days().div_euclid(7);
            let is_skipped = |day: &Date| skip.iter().any(|other| week(*day) == week(*other));
            let mut counted = (start..).map(day).filter(|day| !is_skipped(day));
            prop_assert_eq!(calendar.day(ahead.into()), counted.nth(usize::try_from(ahead).unwrap_or(0)).expect("there is always a day"));
            let until = (start..=start + ahead).map(day).filter(|day| !is_skipped(day)).count();
            prop_assert_eq!(calendar.days(day(start + ahead)), i128::try_from(until).unwrap_or(0));
        }
    }
}
