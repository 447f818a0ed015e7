//! The sentences of the plan.

use super::super::name::{self, level};
use super::super::number::{exact, hours, percent, points, whole};
use super::PlanReport;
use crate::plan::{Deadline, HoursRange, Plan, Reason, Step, StepId};
use crate::rubric::{Rubric, Share};
use crate::wording::count;

/// Why a step is in the plan.
pub(super) fn reason(rubric: &Rubric, plan: &Plan, step: &Step) -> String {
    let target = name::text(&rubric[plan.target].title);
    let of = |subject| name::text(rubric.subject_title(subject));
    let own = |subject| crate::rubric::Subject::Skill(step.id.skill) == subject;
    let reason = match step.why {
        Reason::Essential(subject) if own(subject) => format!("essential for {target}"),
        Reason::Essential(subject) => format!("essential for {target}, as one of \"{}\"", of(subject)),
        Reason::Raises(subject) if own(subject) => format!("{target} asks for it"),
        Reason::Raises(subject) => format!("{target} asks for one of \"{}\"", of(subject)),
        Reason::Needed(id) => format!("needed before {}", title(rubric, id)),
        Reason::CatchesUp(subject) => format!("chosen for \"{}\"; counts once it is ahead", of(subject)),
        Reason::Alone => "what needed it is done, skipped or left out".to_owned(),
    };
    if step.assumed { format!("{reason}; not answered, so it may be there already") } else { reason }
}

/// That some skills should be answered before anything is learned for them.
pub(super) fn answer_first(plan: &Plan, names: &str) -> String {
    let mut seen = Vec::new();
    let mut worth = Share::default();
    for first in &plan.answer_first {
        if !seen.contains(&first.requirement) {
            seen.push(first.requirement);
            worth += first.missing;
        }
    }
    format!(
        "{} without an answer may be worth up to {} points and {} not planned: {names}",
        count(plan.answer_first.len(), "skill", "skills"),
        points(worth),
        if plan.answer_first.len() == 1 { "is" } else { "are" }
    )
}

/// How good the hours and the order are.
pub(super) fn sure(plan: &Plan) -> Vec<String> {
    let mut lines = Vec::new();
    if !plan.steps.is_empty() {
        lines.push("Hours are estimates: people mostly take longer, so plan with the range".to_owned());
    }
    if plan.steps.len() > 1 && plan.optimality_gap == Share::default() {
        lines.push("The order is proved best: no other raises readiness earlier".to_owned());
    } else if plan.steps.len() > 1 {
        lines.push(format!("The order is at most {} % from the best there can be", percent(plan.optimality_gap)));
    }
    lines
}

/// What a step adds, after a comma; nothing for a step that adds nothing.
pub(super) fn gain(gain: Share) -> String {
    match percent(gain).as_str() {
        "0" => String::new(),
        "1" => ", +1 point".to_owned(),
        points => format!(", +{points} points"),
    }
}

/// What a deadline allows.
pub(super) fn deadline(plan: &Plan, deadline: &Deadline) -> Vec<String> {
    let by = deadline.by;
    let now = hours(plan.hours_per_week);
    if deadline.fits {
        return vec![format!("All of it fits before the end of {by} at {now} a week, if the hours are right")];
    }
    let mut lines = vec![format!(
        "Not all of it fits by {by}: {:.1} h are missing at {now} a week, so {} left out",
        exact(deadline.hours_missing),
        count(deadline.left_out.len(), "step is", "steps are")
    )];
    if let Some(needed) = deadline.hours_per_week_needed {
        lines.push(format!("All of it would need {:.1} h a week", (exact(needed) * 10.0).ceil() / 10.0));
    }
    if let Some(readiness) = deadline.readiness {
        lines.push(format!("Readiness by then: at least {} of 100", whole(readiness)));
    }
    let best = if deadline.proved {
        "The steps that stay are those worth most within the hours"
    } else {
        "The steps that stay are the best choice found within the hours; there may be a better one"
    };
    lines.push(best.to_owned());
    lines
}

/// The whole in figures: hours with their range, days, readiness.
pub(super) fn figures(report: &PlanReport) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((earliest, latest)) = report.finish {
        let HoursRange { low, high } = report.hours_range;
        lines.push(format!(
            "All of it: {} by estimate; four times in five it takes {low:.0} to {high:.0} h and ends between {earliest} \
             and {latest}",
            hours(report.total_hours)
        ));
    }
    if let (Some(now), Some(after)) = (report.readiness, report.after) {
        let then = if report.steps.is_empty() {
            String::new()
        } else {
            format!(", at least {} after these steps", whole(after))
        };
        lines.push(format!("Readiness {} of 100 now{then}", super::super::number::range(now)));
    }
    lines
}

/// What the plan says where it has no step.
pub(super) fn nothing(report: &PlanReport) -> &'static str {
    match (&report.deadline, report.readiness) {
        (Some(deadline), _) if !deadline.left_out.is_empty() => "No step fits before that day.",
        (_, None) => "Nothing that this target asks for applies to you.",
        _ if !report.answer_first.is_empty() => "Nothing is surely missing: answers are.",
        _ if !report.hidden.is_empty() || !report.done.is_empty() => "No step is left: all are done or skipped.",
        _ => "Nothing is missing for this target: there is nothing to plan.",
    }
}

/// What ticked steps are worth.
pub(super) fn done(report: &PlanReport) -> String {
    let worth: Share = report.done.iter().map(|done| done.gain).sum();
    let all = count(report.done.len(), "step is", "steps are");
    if worth == Share::default() {
        return format!("{all} done");
    }
    format!("{all} done, worth {} points once rated", points(worth))
}

/// A step in words: `SQL, 3 Independent`.
pub(super) fn title(rubric: &Rubric, id: StepId) -> String {
    format!("{}, {}", name::text(&rubric[id.skill].title), level(rubric, id.to))
}
