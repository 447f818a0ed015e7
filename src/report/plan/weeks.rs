//! Steps by the week.

use jiff::{Span, civil::Date};

use super::Step;

/// Steps that are learned in the same week or weeks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Week {
    /// The place of the first step in the list of all.
    pub first: usize,
    /// How many there are.
    pub steps: usize,
    /// For example `Week 3` or `Weeks 4-5`; skipped weeks have no number.
    pub title: String,
    /// The day on which the hours of all of them are done.
    pub ends: Date,
    /// The Mondays of the skipped weeks among them.
    pub skipped: Vec<Date>,
}

/// Groups steps by the week in which their hours are worked: short ones share a week, and one that takes longer stands
/// whole, under all its weeks.
pub(super) fn weeks(steps: &[Step], skipped: &[Date]) -> Vec<Week> {
    let mut weeks: Vec<Week> = Vec::new();
    let (mut first, mut before) = (0, 0);
    for steps in steps.chunk_by(|one, next| one.weeks.1 == next.weeks.1) {
        let (begins, last) = steps[0].weeks;
        // the week that a step shares with the one before is told there
        let from = if begins == before && last > before { begins + 1 } else { begins.min(last) };
        let title = if from == last { format!("Week {last}") } else { format!("Weeks {from}-{last}") };
        weeks.push(week(steps, first, title, skipped));
        (first, before) = (first + steps.len(), last);
    }
    weeks
}

fn week(steps: &[Step], first: usize, title: String, skipped: &[Date]) -> Week {
    let starts = steps.iter().map(|step| step.starts).min().unwrap_or(steps[0].starts);
    let ends = steps.iter().map(|step| step.worked).max().unwrap_or(steps[0].worked);
    let is_among = |monday: &&Date| **monday < ends && monday.saturating_add(Span::new().days(6)) >= starts;
    Week { first, steps: steps.len(), title, ends, skipped: skipped.iter().filter(is_among).copied().collect() }
}
