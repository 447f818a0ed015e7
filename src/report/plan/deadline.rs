//! What a deadline allows, in sentences.

use num_rational::Ratio;

use super::super::name;
use super::super::number::{exact, hours, reached};
use super::words::title;
use crate::plan::{Deadline, Plan};
use crate::rubric::{Rubric, Share};
use crate::wording::count;

/// No pace is more.
const HOURS_OF_A_WEEK: f64 = 168.0;

/// What a deadline allows: whether one is ready by then, how much does not fit, and where that leads.
pub(super) fn words(rubric: &Rubric, plan: &Plan, deadline: &Deadline) -> Vec<String> {
    let by = deadline.by;
    let now = hours(plan.hours_per_week);
    let late = plan.steps.iter().filter(|step| step.ends > by).max_by_key(|step| step.ends);
    let late = late.map(|step| {
        format!("By the days of the plan {} ends on {}: to keep {by}, begin at once", title(rubric, step.id), step.ends)
    });
    if deadline.fits {
        let fits = format!("All of it fits before the end of {by} at {now} a week, if the hours are right");
        return std::iter::once(fits).chain(late).collect();
    }
    let target = name::text(&rubric[plan.target].title);
    let mut lines = Vec::new();
    match (deadline.ready_by, &plan.ready) {
        (Some(true), Some(ready)) if ready.steps > 0 => {
            lines.push(format!("The way to ready fits: {target} by {by}, if the hours are right"));
        }
        (Some(true), _) => {}
        (Some(false), _) => lines.push(match deadline.ready_hours_missing {
            Some(missing) => {
                let pace = pace(rubric, deadline, deadline.ready_hours_per_week_needed);
                format!("Not ready for {target} by then: {}{pace}", short(missing, &now))
            }
            None => format!("Not ready for {target} by then"),
        }),
        (None, _) => lines.push("Whether you are ready by then is open: answers are missing".to_owned()),
    }
    let left_out = deadline.left_out.len();
    let all = count(plan.steps.len() + left_out, "step", "steps");
    let needed = pace(rubric, deadline, deadline.hours_per_week_needed);
    let everything = match plan.steps.len() + left_out {
        1 => "This step".to_owned(),
        2 => "Both steps".to_owned(),
        all => format!("All {all} steps"),
    };
    lines.push(format!(
        "{everything}: {}{needed}; this counts {:.1} times the estimates",
        short(deadline.hours_missing, &now),
        plan.habit.factor().get()
    ));
    if plan.steps.is_empty() {
        return lines;
    }
    let held = plan.held();
    let rated = if held == Share::default() { "" } else { ", with the ticked steps rated" };
    let until = deadline
        .readiness
        .map(|readiness| format!("; readiness by then at least {} of 100{rated}", reached(readiness + held)));
    lines.push(format!("This plan leaves out {left_out} of {all}{}", until.unwrap_or_default()));
    let best = if deadline.proved {
        "The steps that stay are those worth most within the hours"
    } else {
        "The steps that stay are the best choice found within the hours; there may be a better one"
    };
    lines.push(best.to_owned());
    lines.extend(late);
    lines
}

/// The hours that are missing at a pace, rounded up; weeks may be missing where no hours are.
fn short(missing: Ratio<i128>, now: &str) -> String {
    if missing == Ratio::default() {
        return "the hours are enough".to_owned();
    }
    format!("{:.1} h short at {now} a week", (exact(missing) * 10.0).ceil() / 10.0)
}

/// After it, the pace at which all would fit, or why none would.
fn pace(rubric: &Rubric, deadline: &Deadline, needed: Option<Ratio<i128>>) -> String {
    match needed.map(|needed| (exact(needed) * 10.0).ceil() / 10.0) {
        Some(needed) if needed <= HOURS_OF_A_WEEK => format!("; {needed:.1} h a week would be enough"),
        Some(_) => "; no pace would be enough".to_owned(),
        None => match deadline.left_out.iter().find(|left| left.is_too_long) {
            Some(left) => {
                format!("; no pace would be enough: {} takes more weeks than there are", title(rubric, left.id))
            }
            None => "; that day lies before the plan begins".to_owned(),
        },
    }
}
