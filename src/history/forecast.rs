//! When a target will be reached, at the pace that the logged hours show: a range of days, never one.
//!
//! The logarithm of the weeks is the sum of those of the hours left, of the person's usual error against the estimates
//! and of the pace, each with its own spread; the errors of single steps cancel in a sum, the other two do not.

use jiff::{Span, civil::Date};

use crate::plan::{self, Habit, Plan, STEP, TENTH, Took};
use crate::rubric::{Hours, Rubric};
use crate::score::Scorecard;

/// A step that took so long.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Logged {
    /// What the rubric estimates for it.
    pub estimate: Hours,
    /// What it took.
    pub actual: Hours,
    /// The day on which it was ticked.
    pub on: Date,
}

impl From<Logged> for Took {
    fn from(Logged { estimate, actual, .. }: Logged) -> Self {
        Self { estimate, actual }
    }
}

/// What can be said of the day on which a target will be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outlook {
    /// It is reached already.
    Reached,
    /// Four times in five between these days.
    Between(Date, Date),
    /// No hours were logged in the last eight weeks.
    NoPace,
    /// A later assessment knows more.
    Past,
    /// The plan does not lead there: answers are missing, or steps are skipped or left out.
    Unplanned,
}

impl Outlook {
    /// What can be said, from the plan as it is on this day.
    pub fn of(rubric: &Rubric, scorecard: &Scorecard, plan: &Plan, logged: &[Logged], today: Date) -> Self {
        match plan::until_ready(rubric, scorecard, plan).map(|steps| &plan.steps[..steps]) {
            None => Self::Unplanned,
            Some([]) => Self::Reached,
            Some(left) => forecast(&left.iter().map(|step| step.hours).collect::<Vec<_>>(), logged, today)
                .map_or(Self::NoPace, |(earliest, latest)| Self::Between(earliest, latest)),
        }
    }

    /// The range of days, if there is one.
    pub const fn days(self) -> Option<(Date, Date)> {
        match self {
            Self::Between(earliest, latest) => Some((earliest, latest)),
            Self::Reached | Self::NoPace | Self::Past | Self::Unplanned => None,
        }
    }
}

/// The variance of the pace over three weeks in the logarithm.
const PACE: f64 = 0.45 * 0.45;
/// The pace is that of so many weeks.
const WEEKS: i32 = 8;

/// The days between which steps with these hours will be done four times in five. None without a step or without an
/// hour logged in the last eight weeks: there is no pace yet.
fn forecast(left: &[Hours], logged: &[Logged], today: Date) -> Option<(Date, Date)> {
    let (sum, squares) = left
        .iter()
        .map(|hours| hours.get())
        .fold((0.0, 0.0), |(sum, squares): (f64, f64), hours| (sum + hours, hours.mul_add(hours, squares)));
    let age = |one: &&Logged| (today - one.on).get_days();
    let recent: Vec<_> = logged.iter().filter(|one| (0..7 * WEEKS).contains(&age(one))).collect();
    let worked: f64 = recent.iter().map(|one| one.actual.get()).sum();
    if sum <= 0.0 || worked <= 0.0 {
        return None;
    }
    let weeks = f64::from(recent.iter().map(age).max()? / 7 + 1);
    let took: Vec<_> = logged.iter().copied().map(Took::from).collect();
    let Habit { mean, variance, .. } = Habit::learned(&took);
    let deviation = (variance + STEP * squares / (sum * sum) + PACE * 3.0 / weeks).sqrt();
    let expected = sum.ln() + mean - (worked / weeks).ln();
    let day = |deviations: f64| later(today, (deviations.mul_add(deviation, expected)).exp() * 7.0);
    Some((day(-TENTH), day(TENTH)))
}

/// So many days later; the last day there is, if it lies beyond.
fn later(today: Date, days: f64) -> Date {
    const FOREVER: f64 = 4_000_000.0;
    #[expect(clippy::cast_possible_truncation, reason = "just brought within bounds")]
    let days = days.ceil().clamp(0.0, FOREVER) as i64;
    today.saturating_add(Span::new().days(days))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::assessment::{Answer, Answers};
    use crate::document::Source;
    use crate::plan::Wishes;
    use crate::score::score;

    const TODAY: Date = date(2026, 11, 22);

    fn logged(estimate: u64, actual: u64, on: Date) -> Logged {
        Logged { estimate: Hours::from_quarters(estimate), actual: Hours::from_quarters(actual), on }
    }

    #[test]
    fn without_a_pace_there_is_no_day() {
        let left = [Hours::from_quarters(40)];
        assert_eq!(forecast(&left, &[], TODAY), None);
        assert_eq!(forecast(&left, &[logged(4, 4, date(2026, 1, 1))], TODAY), None);
        assert_eq!(forecast(&[], &[logged(4, 4, TODAY)], TODAY), None);
    }

    #[test]
    fn the_range_follows_the_formula() {
        // 40 h left at 5 h a week, estimates right so far: mean and variance by hand
        let left = [Hours::from_quarters(80); 2];
        let log: Vec<_> =
            (0..8).map(|week| logged(20, 20, date(2026, 10, 1).saturating_add(Span::new().days(week * 7)))).collect();
        let (earliest, latest) = forecast(&left, &log, TODAY).unwrap();
        let mean = (1.3_f64.ln() / 0.2025) / (1.0 / 0.2025 + 32.0);
        let deviation = (1.0 / (1.0 / 0.2025 + 32.0) + 0.125 + 0.2025 * 3.0 / 8.0_f64).sqrt();
        let days = |sign: f64| ((8.0_f64.ln() + mean + sign * 1.2816 * deviation).exp() * 7.0).ceil();
        let between = |day: Date| f64::from((day - TODAY).get_days());
        assert!((between(earliest) - days(-1.0)).abs() < 0.5, "{earliest}");
        assert!((between(latest) - days(1.0)).abs() < 0.5, "{latest}");
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
        let plan = plan::plan(&rubric, &scorecard, &Wishes::from(TODAY));
        // 161/216 and both levels of Docker make 177/216, the first above 0.8
        assert_eq!(plan::until_ready(&rubric, &scorecard, &plan), Some(2));
        assert_eq!(Outlook::of(&rubric, &scorecard, &plan, &[], TODAY), Outlook::NoPace);
        let log = [logged(4, 4, TODAY)];
        assert!(matches!(Outlook::of(&rubric, &scorecard, &plan, &log, TODAY), Outlook::Between(..)));
        answers.set(rubric.skill("sql").unwrap(), None);
        let scorecard = score(&rubric, rubric.target("mid").unwrap(), &answers);
        let plan = plan::plan(&rubric, &scorecard, &Wishes::from(TODAY));
        assert_eq!(plan::until_ready(&rubric, &scorecard, &plan), None);
        assert_eq!(Outlook::of(&rubric, &scorecard, &plan, &log, TODAY), Outlook::Unplanned);
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
            if let Some((earliest, latest)) = forecast(&left, &log, TODAY) {
                prop_assert!(TODAY <= earliest && earliest <= latest);
            }
        }
    }
}
