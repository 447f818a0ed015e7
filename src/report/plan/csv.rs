//! The plan as a sheet: a row for each step, as databases of notes take tasks in.

use serde::Serialize;

use super::super::csv::{Cell, Csv, csv};
use super::super::json::points;
use super::super::name;
use super::{PlanReport, Step};
use crate::rubric::Hours;

/// The plan as CSV: what is done, what is to do in its order, what is left out, what is skipped.
pub fn sheet(report: &PlanReport) -> Csv {
    let done = report.done.iter().map(|done| Line {
        hours: Cell::maybe(done.hours.map(Hours::get)),
        done: Cell::own(done.on),
        points: Cell::own(points(done.gain)),
        ..about(report, &done.id, &done.title, "done")
    });
    let steps = report.steps.iter().enumerate().map(|(at, step)| of_step(report, at, step));
    let left_out = report.deadline.iter().flat_map(|deadline| &deadline.left_out).map(|left| Line {
        hours: Cell::own(left.hours.get()),
        points: Cell::own(points(left.gain)),
        ..about(report, &left.id, &left.title, "left out")
    });
    let hidden = report.hidden.iter().map(|hidden| about(report, &hidden.id, &hidden.title, "skipped"));
    csv(done.chain(steps).chain(left_out).chain(hidden))
}

/// The columns, left to right; columns are only ever added, at the end.
#[derive(Default, Serialize)]
struct Line {
    name: Cell,
    area: Cell,
    /// `done`, `to do`, `left out` or `skipped`.
    status: Cell,
    /// 1 is the step to begin with; empty unless it is to do.
    priority: Cell,
    due: Cell,
    /// Typical hours; of a step that is done, those that it took.
    hours: Cell,
    link: Cell,
    step_id: Cell,
    skill_id: Cell,
    level: Cell,
    starts: Cell,
    done: Cell,
    points: Cell,
    assumed: Cell,
    after: Cell,
    reason: Cell,
    goal: Cell,
    practice: Cell,
    target: Cell,
    rubric: Cell,
}

fn of_step(report: &PlanReport, at: usize, step: &Step) -> Line {
    let link = step.resources.iter().find_map(|resource| resource.url.as_deref());
    Line {
        area: Cell::text(&step.area.title),
        priority: Cell::own(at + 1),
        due: Cell::own(step.ends),
        hours: Cell::own(step.hours.get()),
        link: link.map(Cell::text).unwrap_or_default(),
        starts: Cell::own(step.starts),
        points: Cell::own(points(step.gain)),
        assumed: Cell::own(step.assumed),
        after: Cell::text(&step.after.join(" ")),
        reason: Cell::text(&step.reason),
        goal: Cell::text(&step.goal()),
        practice: step.practice.as_deref().map(Cell::text).unwrap_or_default(),
        ..about(report, &step.id, &step.title(), "to do")
    }
}

/// What is known of every step.
fn about(report: &PlanReport, id: &str, title: &str, status: &str) -> Line {
    let (skill, level) = id.split_once('@').unwrap_or((id, ""));
    Line {
        name: Cell::text(title),
        status: Cell::own(status),
        step_id: Cell::text(id),
        skill_id: Cell::text(skill),
        level: Cell::own(level),
        target: Cell::text(&report.target.id),
        rubric: Cell::text(&name::edition(&report.edition)),
        ..Line::default()
    }
}
