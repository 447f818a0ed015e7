//! Steps by the week.

use jiff::{Span, civil::Date};

use super::Step;
use crate::rubric::Hours;

/// Steps that are learned in the same week or weeks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Week {
    /// The place of the first step in the list of all.
    pub first: usize,
    /// How many there are.
    pub steps: usize,
    /// For example `Week 3` or `Weeks 4-5`; skipped weeks have no number.
    pub title: String,
    /// The day on which the last of them ends.
    pub ends: Date,
    /// The Mondays of the skipped weeks among them.
    pub skipped: Vec<Date>,
}

/// Groups steps by the week in which they end: short ones share a week, and one that takes longer stands whole, under all
/// its weeks.
pub(super) fn weeks(steps: &[Step], hours_per_week: Hours, skipped: &[Date]) -> Vec<Week> {
    let last_week = |step: &Step| step.finish_hour.quarters().div_ceil(hours_per_week.quarters().max(1));
    let mut weeks: Vec<Week> = Vec::new();
    let (mut first, mut before) = (0, 0);
    for steps in steps.chunk_by(|one, next| last_week(one) == last_week(next)) {
        let last = last_week(&steps[0]);
        let title = if last <= before + 1 { format!("Week {last}") } else { format!("Weeks {}-{last}", before + 1) };
        weeks.push(week(steps, first, title, skipped));
        (first, before) = (first + steps.len(), last);
    }
    weeks
}

fn week(steps: &[Step], first: usize, title: String, skipped: &[Date]) -> Week {
    let (starts, ends) = (steps[0].starts, steps[steps.len() - 1].ends);
    let is_among = |monday: &&Date| **monday < ends && monday.saturating_add(Span::new().days(6)) >= starts;
    Week { first, steps: steps.len(), title, ends, skipped: skipped.iter().filter(is_among).copied().collect() }
}
