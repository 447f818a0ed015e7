//! Hours laid on days.

use std::collections::{BTreeSet, VecDeque};

use jiff::{Span, civil::Date};
use num_rational::Ratio;

use super::hours::Factor;
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

/// A step to be laid on days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Work {
    pub(super) hours: Hours,
    /// What it takes as a multiple of that.
    pub(super) factor: Factor,
    /// The weeks that it takes at the least.
    pub(super) weeks: u32,
    /// The places of the steps before it.
    pub(super) after: Vec<usize>,
}

/// The first and the last day of a step, from the start of a calendar, weeks of rest not counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Days {
    pub(super) starts: i128,
    /// The day on which its hours are worked.
    pub(super) worked: i128,
    pub(super) ends: i128,
}

/// Far more days than any date can take.
const FOREVER: i128 = 4_000_000;
/// More weeks than there are dates, as many as a span can have.
const FARTHEST: i64 = 1_000_000;

impl Calendar {
    /// `skip` are any days of the weeks to skip.
    pub(super) fn of(start: Date, hours_per_week: Hours, skip: &[Date]) -> Self {
        let skipped = skip.iter().map(|day| monday_of(*day)).collect();
        Self { start, pace: hours_per_week.quarters().max(1), skipped }
    }

    /// Lays steps on days. One is worked at after the other: the first whose steps before it have ended, or, where all that
    /// is left waits, the one that waits least. A step with weeks ends that much after it began, but leaves the hours to
    /// others once its own are worked.
    pub(super) fn lay(&self, steps: &[Work]) -> Vec<Days> {
        // so many parts of an hour are worked in a day, in sevenths of a quarter's millionth
        let day = i128::from(self.pace) * i128::from(Factor::ONE);
        let mut ready: Vec<Option<i128>> = vec![None; steps.len()];
        let mut days = vec![Days::default(); steps.len()];
        let mut left: VecDeque<usize> = (0..steps.len()).collect();
        let mut now = 0;
        while let Some(&first) = left.front() {
            let free = |&at: &usize| {
                steps[at].after.iter().try_fold(0, |latest: i128, needed| Some(latest.max(ready[*needed]?)))
            };
            let next = left.iter().position(|at| free(at).is_some_and(|free| free <= now)).or_else(|| {
                let waiting = left.iter().enumerate().filter_map(|(place, at)| Some((free(at)?, place)));
                waiting.min().map(|(_, place)| place)
            });
            // there is one, because what is needed has no cycle
            let at = next.and_then(|next| left.remove(next)).unwrap_or(first);
            now = now.max(free(&at).unwrap_or(now));
            let starts = now / day;
            now += i128::from(steps[at].hours.quarters()) * i128::from(steps[at].factor.millionths()) * 7;
            let (worked, elapsed) = ((now + day - 1) / day - 1, starts + 7 * i128::from(steps[at].weeks));
            let waits = steps[at].weeks > 0 && elapsed > worked;
            days[at] = Days { starts, worked, ends: if waits { elapsed } else { worked } };
            ready[at] = Some(if waits { elapsed * day } else { now });
        }
        days
    }

    /// The days from one to another, both of them counted, that are not skipped; 0 if the last lies before the first.
    pub(super) fn days(&self, first: Date, by: Date) -> i128 {
        let between = |first: Date, last: Date| i128::from((last - first).get_days() + 1).max(0);
        let skipped = self.rests(first).map(|(first, last)| between(first, last.min(by))).sum::<i128>();
        between(first, by) - skipped
    }

    /// The hours that fit into so many days.
    pub(super) fn budget(&self, days: i128) -> Ratio<i128> {
        Ratio::new(i128::from(self.pace) * days, 28)
    }

    /// This calendar, begun so many weeks later.
    pub(super) fn moved(&self, weeks: u32) -> Self {
        let later = Span::new().try_weeks(weeks).unwrap_or_else(|_| Span::new().weeks(FARTHEST));
        Self { start: self.start.saturating_add(later), ..self.clone() }
    }

    /// The fewest weeks by which it has to be moved so that what ends so many days after its start ends on `day` or later.
    pub(super) fn late(&self, ends: i128, day: Date) -> u32 {
        let (mut low, mut high) = (0, u32::try_from((day - self.start).get_days().max(0) / 7 + 1).unwrap_or(0));
        // begun so much later, it cannot end before
        while low < high {
            let middle = low.midpoint(high);
            if self.moved(middle).day(ends) < day { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// So many days after the start, skipped ones not counted; the last day there is, if it lies beyond.
    pub(super) fn day(&self, days: i128) -> Date {
        let days = i64::try_from(days.clamp(0, FOREVER)).unwrap_or(0);
        let later = |from: Date, days: i64| from.saturating_add(Span::new().days(days));
        self.rests(self.start).fold(later(self.start, days), |day, (first, last)| {
            if first <= day { later(day, i64::from((last - first).get_days()) + 1) } else { day }
        })
    }

    /// The first and the last day of each skipped week, from a day on.
    fn rests(&self, from: Date) -> impl Iterator<Item = (Date, Date)> + '_ {
        self.skipped
            .iter()
            .map(move |monday| ((*monday).max(from), monday.saturating_add(Span::new().days(6))))
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

    fn work(hours: u64, weeks: u32, after: &[usize]) -> Work {
        let factor = Factor::near(1.0);
        Work { hours: Hours::from_quarters(hours * 4), factor, weeks, after: after.to_vec() }
    }

    fn laid(calendar: &Calendar, steps: &[Work]) -> Vec<(Date, Date)> {
        calendar.lay(steps).iter().map(|days| (calendar.day(days.starts), calendar.day(days.ends))).collect()
    }

    #[test]
    fn five_hours_a_week() {
        let calendar = Calendar::of(date(2026, 11, 23), Hours::from_quarters(20), &[]);
        let days = laid(&calendar, &[work(5, 0, &[]), work(1, 0, &[])]);
        assert_eq!(days[0], (date(2026, 11, 23), date(2026, 11, 29)));
        assert_eq!(days[1], (date(2026, 11, 30), date(2026, 12, 1)));
        assert_eq!(calendar.days(calendar.start, date(2026, 11, 23)), 1);
        assert_eq!(calendar.days(calendar.start, date(2026, 11, 1)), 0);
        assert_eq!(calendar.budget(14), Ratio::from_integer(10));
    }

    #[test]
    fn a_step_takes_its_factor() {
        let calendar = Calendar::of(date(2026, 11, 23), Hours::from_quarters(20), &[]);
        let slow = Work { factor: Factor::near(1.3), ..work(10, 0, &[]) };
        assert_eq!(laid(&calendar, &[slow])[0].1, date(2026, 12, 11), "13 h take 18.2 days");
    }

    #[test]
    fn what_waits_for_weeks_lets_others_go_first() {
        let calendar = Calendar::of(date(2026, 11, 23), Hours::from_quarters(20), &[]);
        let days = laid(&calendar, &[work(5, 4, &[]), work(5, 0, &[0]), work(5, 0, &[]), work(5, 1, &[1])]);
        assert_eq!(days[0], (date(2026, 11, 23), date(2026, 12, 21)));
        assert_eq!(days[2], (date(2026, 11, 30), date(2026, 12, 6)));
        // nothing else is left until then
        assert_eq!(days[1], (date(2026, 12, 21), date(2026, 12, 27)));
        // its own hours take as long as its week
        assert_eq!(days[3], (date(2026, 12, 28), date(2027, 1, 4)));
    }

    #[test]
    fn a_pace_too_slow_for_the_calendar_ends_with_it() {
        let calendar = Calendar::of(date(9999, 1, 1), Hours::from_quarters(0), &[Date::MAX]);
        let endless = Work { hours: Hours::from_quarters(u64::MAX), ..work(1, u32::MAX, &[]) };
        assert_eq!(laid(&calendar, &[endless])[0].1, Date::MAX);
        assert_eq!(calendar.days(calendar.start, Date::MIN), 0);
        assert_eq!(calendar.moved(u32::MAX).start, Date::MAX);
        let first = Calendar::of(Date::MIN, Hours::from_quarters(4), &[Date::MIN]);
        assert_eq!(first.days(first.start, Date::MIN), 0);
    }

    #[test]
    fn a_skipped_week_is_no_time() {
        // Christmas, named by a Friday and a Sunday of one week and a day of the next
        let skip = [date(2026, 12, 25), date(2026, 12, 27), date(2026, 12, 30)];
        let calendar = Calendar::of(date(2026, 12, 14), Hours::from_quarters(20), &skip);
        let days = laid(&calendar, &[work(5, 0, &[]), work(5, 0, &[])]);
        assert_eq!((days[0].1, days[1].0), (date(2026, 12, 20), date(2027, 1, 4)));
        assert_eq!(calendar.days(calendar.start, date(2026, 12, 31)), 7);
        assert_eq!(calendar.days(calendar.start, date(2027, 1, 4)), 8);
        assert_eq!(calendar.days(date(2026, 12, 20), date(2027, 1, 4)), 2);
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
            prop_assert_eq!(calendar.days(day(start), day(start + ahead)), i128::try_from(until).unwrap_or(0));
            let moved = calendar.late(ahead.into(), day(150));
            prop_assert!(calendar.moved(moved).day(ahead.into()) >= day(150));
            prop_assert!(moved == 0 || calendar.moved(moved - 1).day(ahead.into()) < day(150));
        }
    }
}
