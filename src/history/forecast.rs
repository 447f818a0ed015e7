//! When a target will be reached, at the pace that the logged hours show: a range of days, never one.
//!
//! The logarithm of the weeks is the sum of those of the hours left, of the person's usual error against the estimates
//! and of the pace, each with its own spread; the errors of single steps cancel in a sum, the other two do not.

use jiff::{Span, civil::Date};

use crate::plan::{Habit, Plan, STEP, TENTH, Took};
use crate::rubric::Hours;

/// A step that was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Logged {
    /// What the rubric estimates for it.
    pub estimate: Hours,
    /// What it took, if that was said.
    pub actual: Option<Hours>,
    /// The day on which it was ticked.
    pub on: Date,
}

impl Logged {
    /// What it teaches of the person's pace; nothing without hours.
    pub fn took(self) -> Option<Took> {
        let Self { estimate, actual, on } = self;
        Some(Took { estimate, actual: actual?, on })
    }
}

/// What can be said of the day on which a target will be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outlook {
    /// It is reached already.
    Reached {
        /// Whether that counts steps ticked as done, which no assessment has rated yet.
        with_ticks: bool,
    },
    /// Four times in five between these days.
    Between {
        /// The first of them.
        earliest: Date,
        /// The last.
        latest: Date,
        /// The hours a week that were really worked of late.
        weekly: Hours,
    },
    /// No step was done in the last eight weeks.
    NoPace,
    /// A later assessment knows more.
    Past,
    /// The plan does not lead there: answers are missing, or steps are skipped or left out.
    Unplanned,
}

impl Outlook {
    /// What can be said, from the plan as it is on this day.
    /// What was logged began on the day `since`, as far as that is known.
    pub fn of(plan: &Plan, logged: &[Logged], since: Date, today: Date) -> Self {
        match plan.way() {
            None => Self::Unplanned,
            Some([]) => Self::Reached { with_ticks: plan.ready.as_ref().is_some_and(|ready| ready.with_ticks) },
            Some(left) => forecast(&left.iter().map(|step| step.hours).collect::<Vec<_>>(), logged, since, today)
                .map_or(Self::NoPace, |(earliest, latest, weekly)| Self::Between { earliest, latest, weekly }),
        }
    }

    /// The range of days, if there is one.
    pub const fn days(self) -> Option<(Date, Date)> {
        match self {
            Self::Between { earliest, latest, .. } => Some((earliest, latest)),
            Self::Reached { .. } | Self::NoPace | Self::Past | Self::Unplanned => None,
        }
    }
}

/// The variance of the pace of one week in the logarithm: busy and idle weeks, those to come among them.
const PACE: f64 = 2.5 * 0.45 * 0.45;
/// The pace is that of so many weeks.
const WEEKS: i32 = 8;

/// The days between which steps with these hours will be done four times in five, and the hours a week so far. None without a step or without one done
/// in the last eight weeks: there is no pace yet.
fn forecast(left: &[Hours], logged: &[Logged], since: Date, today: Date) -> Option<(Date, Date, Hours)> {
    let (sum, squares) = left
        .iter()
        .map(|hours| hours.get())
        .fold((0.0, 0.0), |(sum, squares): (f64, f64), hours| (sum + hours, hours.mul_add(hours, squares)));
    let took: Vec<_> = logged.iter().copied().filter_map(Logged::took).collect();
    let habit = Habit::learned(&took);
    let Habit { mean, variance, .. } = habit;
    let (pace, weeks) = pace(logged, habit, since, today)?;
    if sum <= 0.0 {
        return None;
    }
    // A sum of many is rather their mean than their median, which is lower (Fenton and Wilkinson's approximation).
    let of_steps = (STEP.exp_m1() * squares / (sum * sum)).ln_1p();
    let deviation = (variance + of_steps + PACE / weeks).sqrt();
    let expected = sum.ln() + mean + (STEP - of_steps) / 2.0 - pace.ln();
    let day = |deviations: f64| later(today, (deviations.mul_add(deviation, expected)).exp() * 7.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a week has 168 hours")]
    let weekly = Hours::from_quarters((pace * 4.0).round() as u64);
    Some((day(-TENTH), day(TENTH), weekly))
}

/// The hours a week of the last eight weeks, and the weeks that they were worked in: a step that is ticked was begun when
/// the one before it was ticked, the first of all on the day `since`, and none more than eight weeks earlier. A step without
/// hours took what such steps take the person.
fn pace(logged: &[Logged], habit: Habit, since: Date, today: Date) -> Option<(f64, f64)> {
    let age = |day: Date| (today - day).get_days();
    let (recent, older): (Vec<&Logged>, Vec<&Logged>) =
        logged.iter().filter(|one| age(one.on) >= 0).partition(|one| age(one.on) < 7 * WEEKS);
    let hours = |one: &&Logged| one.actual.map_or_else(|| one.estimate.get() * habit.factor().get(), Hours::get);
    let worked: f64 = recent.iter().map(hours).sum();
    let first = recent.iter().map(|one| age(one.on)).max()?;
    let begun = older.iter().map(|one| age(one.on)).min().unwrap_or(age(since)).clamp(first, first + 7 * WEEKS);
    let weeks = (f64::from(begun) / 7.0).max(1.0);
    (worked > 0.0).then_some((worked / weeks, weeks))
}

/// So many days later; the last day there is, if it lies beyond.
fn later(today: Date, days: f64) -> Date {
    const FOREVER: f64 = 4_000_000.0;
    #[expect(clippy::cast_possible_truncation, reason = "just brought within bounds")]
    let days = days.ceil().clamp(0.0, FOREVER) as i64;
    today.saturating_add(Span::new().days(days))
}

#[cfg(test)]
mod coverage;

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::assessment::{Answer, Answers};
    use crate::document::Source;
    use crate::plan::{Wishes, plan};
    use crate::score::score;

    const TODAY: Date = date(2026, 11, 22);

    fn logged(estimate: u64, actual: u64, on: Date) -> Logged {
        Logged { estimate: Hours::from_quarters(estimate), actual: Some(Hours::from_quarters(actual)), on }
    }

    #[test]
    fn without_a_pace_there_is_no_day() {
        let left = [Hours::from_quarters(40)];
        assert_eq!(forecast(&left, &[], TODAY, TODAY), None);
        assert_eq!(forecast(&left, &[logged(4, 4, date(2026, 1, 1))], TODAY, TODAY), None);
        assert_eq!(forecast(&[], &[logged(4, 4, TODAY)], TODAY, TODAY), None);
    }

    #[test]
    fn the_range_follows_the_formula() {
        // 40 h left at 5 h a week, estimates right so far: mean and variance by hand
        let left = [Hours::from_quarters(80); 2];
        let since = date(2026, 9, 27);
        let log: Vec<_> =
            (1..=8).map(|week| logged(20, 20, since.saturating_add(Span::new().days(week * 7)))).collect();
        let (earliest, latest, _) = forecast(&left, &log, since, TODAY).unwrap();
        let mean = (1.3_f64.ln() / 0.2025) / (1.0 / 0.2025 + 32.0);
        let of_steps = (1.0 + (0.25_f64.exp() - 1.0) / 2.0).ln();
        let deviation = (1.0 / (1.0 / 0.2025 + 32.0) + of_steps + 0.2025 * 2.5 / 8.0_f64).sqrt();
        let days = |sign: f64| {
            ((8.0_f64.ln() + mean + (0.25 - of_steps) / 2.0 + sign * 1.2816 * deviation).exp() * 7.0).ceil()
        };
        let between = |day: Date| f64::from((day - TODAY).get_days());
        assert!((between(earliest) - days(-1.0)).abs() < 0.5, "{earliest}");
        assert!((between(latest) - days(1.0)).abs() < 0.5, "{latest}");
    }

    #[test]
    fn the_pace_is_that_of_the_time_in_which_the_hours_were_worked() {
        let days_ago = |days: i32| TODAY.saturating_sub(Span::new().days(days));
        let found = |log: &[Logged], since: i32| {
            let (pace, weeks) = pace(log, Habit::learned(&[]), days_ago(since), TODAY).unwrap();
            ((pace * 100.0).round() / 100.0, weeks)
        };
        // 20 h since three weeks ago, all of it in the one step that was ticked today
        assert_eq!(found(&[logged(40, 80, TODAY)], 21), (6.67, 3.0));
        // less than a week counts as one, and more than eight weeks as eight
        assert_eq!(found(&[logged(40, 80, TODAY)], 0), (20.0, 1.0));
        assert_eq!(found(&[logged(40, 80, TODAY)], 700), (2.5, 8.0));
        // what was ticked longer ago only tells when the next step was begun
        assert_eq!(found(&[logged(40, 80, TODAY), logged(9, 9, days_ago(70))], 700), (2.5, 8.0));
        assert_eq!(found(&[logged(40, 80, days_ago(7)), logged(9, 9, days_ago(63))], 700), (2.22, 9.0));
        // 10 h by estimate, of which nothing else is known
        assert_eq!(found(&[Logged { actual: None, ..logged(40, 80, TODAY) }], 7), (13.0, 1.0));
    }

    #[test]
    fn the_plan_is_walked_until_the_target_is_reached() {
        let text = include_str!("../../tests/data/worked-rubric.toml").to_owned();
        let rubric = crate::rubric::read(&[Source { name: "test".to_owned(), text }]).unwrap();
        let mut answers = Answers::none(&rubric);
        for (id, level) in [("go", 3), ("sql", 3), ("docker", 1), ("testing", 5), ("kafka", 1), ("linux", 1)] {
            let level = rubric.scale().level(level).unwrap();
            answers.set(rubric.skill(id).unwrap(), Some(Answer::Rated(level)));
        }
        answers.set(rubric.skill("kubernetes").unwrap(), Some(Answer::NotApplicable));
        let scorecard = score(&rubric, rubric.target("mid").unwrap(), &answers);
        let planned = plan(&rubric, &answers, &scorecard, &Wishes::from(TODAY));
        // 161/216 and one level of Linux make 173/216, above 0.8; both levels of Docker would take longer
        assert_eq!(planned.way().map(<[_]>::len), Some(1));
        assert_eq!(Outlook::of(&planned, &[], TODAY, TODAY), Outlook::NoPace);
        let log = [logged(4, 4, TODAY)];
        assert!(matches!(Outlook::of(&planned, &log, TODAY, TODAY), Outlook::Between { .. }));
        answers.set(rubric.skill("sql").unwrap(), None);
        let scorecard = score(&rubric, rubric.target("mid").unwrap(), &answers);
        let planned = plan(&rubric, &answers, &scorecard, &Wishes::from(TODAY));
        assert!(planned.way().is_none());
        assert_eq!(Outlook::of(&planned, &log, TODAY, TODAY), Outlook::Unplanned);
    }

    proptest! {
        #[test]
        fn no_log_makes_it_panic_and_the_range_has_two_ends(
            left in proptest::collection::vec(any::<u32>(), 0..5),
            log in proptest::collection::vec((any::<u32>(), any::<u32>(), 0..400_i32), 0..8),
        ) {
            let left: Vec<_> = left.into_iter().map(|quarters| Hours::from_quarters(quarters.into())).collect();
            let day = |ago: i32| TODAY.saturating_add(Span::new().days(10 - ago));
            let log: Vec<_> = log.into_iter().map(|(e, a, ago)| logged(e.into(), a.into(), day(ago))).collect();
            if let Some((earliest, latest, _)) = forecast(&left, &log, TODAY, TODAY) {
                prop_assert!(TODAY <= earliest && earliest <= latest);
            }
        }
    }
}
