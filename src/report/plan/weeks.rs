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

/// Groups steps by weeks: short ones share a week, and one that takes longer stands whole, under all its weeks. A week
/// belongs to what takes most of it, so that no step stands twice.
pub(super) fn weeks(steps: &[Step], hours_per_week: Hours, skipped: &[Date]) -> Vec<Week> {
    let pace = hours_per_week.quarters().max(1);
    let full_weeks = |step: &Step| (2 * step.finish_hour.quarters() + pace) / (2 * pace);
    let mut weeks: Vec<Week> = Vec::new();
    let (mut first, mut before) = (0, 0);
    for (at, step) in steps.iter().enumerate() {
        let after = full_weeks(step);
        if after > before {
            let title =
                if after == before + 1 { format!("Week {after}") } else { format!("Weeks {}-{after}", before + 1) };
            weeks.push(week(steps, first..at + 1, title, skipped));
            (first, before) = (at + 1, after);
        }
    }
    if first < steps.len() {
        // what is left is less than half a week
        let (from, title) = weeks.pop().map_or((0, "Week 1".to_owned()), |last| (last.first, last.title));
        weeks.push(week(steps, from..steps.len(), title, skipped));
    }
    weeks
}

fn week(steps: &[Step], range: std::ops::Range<usize>, title: String, skipped: &[Date]) -> Week {
    let steps = &steps[range.clone()];
    let (starts, ends) = (steps[0].starts, steps[steps.len() - 1].ends);
    let is_among = |monday: &&Date| **monday < ends && monday.saturating_add(Span::new().days(6)) >= starts;
    Week {
        first: range.start,
        steps: steps.len(),
        title,
        ends,
        skipped: skipped.iter().filter(is_among).copied().collect(),
    }
}
