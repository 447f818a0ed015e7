//! The plan for programs: `skillgap.plan/1`, full precision.

use jiff::civil::Date;
use num_rational::Ratio;
use serde::Serialize;

use super::super::number::exact;
use super::{Deadline, Done, Hidden, PlanReport, Project, Resource, Step};
use crate::rubric::Hours;

/// The plan as one JSON object, indented, with a final newline. Keys are only ever added. Gains are shares of readiness.
pub fn json(report: &PlanReport) -> String {
    let finish =
        |(earliest, latest): (Date, Date)| FinishJson { earliest: earliest.to_string(), latest: latest.to_string() };
    super::super::json(&Written {
        schema: "skillgap.plan/1",
        target: &report.target.id,
        start: report.start.to_string(),
        hours_per_week: report.hours_per_week.get(),
        skipped_weeks: report.skipped_weeks.iter().map(Date::to_string).collect(),
        answer_first: report.answer_first.iter().map(|name| name.id.as_str()).collect(),
        total_hours: report.total_hours.get(),
        hours_range: RangeJson { low: report.hours_range.low, high: report.hours_range.high },
        finish: report.finish.map(finish),
        cost: exact(report.cost),
        optimality_gap: exact(report.optimality_gap),
        steps: report.steps.iter().map(StepJson::from).collect(),
        done: report.done.iter().map(DoneJson::from).collect(),
        hidden: report.hidden.iter().map(HiddenJson::from).collect(),
        projects: report.projects.iter().map(ProjectJson::from).collect(),
        deadline: report.deadline.as_ref().map(DeadlineJson::from),
    })
}

#[derive(Serialize)]
struct Written<'a> {
    schema: &'static str,
    target: &'a str,
    start: String,
    hours_per_week: f64,
    skipped_weeks: Vec<String>,
    answer_first: Vec<&'a str>,
    total_hours: f64,
    hours_range: RangeJson,
    finish: Option<FinishJson>,
    cost: f64,
    optimality_gap: f64,
    steps: Vec<StepJson<'a>>,
    done: Vec<DoneJson<'a>>,
    hidden: Vec<HiddenJson<'a>>,
    projects: Vec<ProjectJson<'a>>,
    #[serde(flatten)]
    deadline: Option<DeadlineJson<'a>>,
}

#[derive(Serialize)]
struct RangeJson {
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct FinishJson {
    earliest: String,
    latest: String,
}

#[derive(Serialize)]
struct StepJson<'a> {
    id: &'a str,
    skill: &'a str,
    to: u8,
    hours: f64,
    gain: f64,
    after: &'a [String],
    assumed: bool,
    start_hour: f64,
    finish_hour: f64,
    starts: String,
    ends: String,
    reason: &'a str,
    anchor: &'a str,
    practice: Option<&'a str>,
    resources: Vec<ResourceJson<'a>>,
}

impl<'a> From<&'a Step> for StepJson<'a> {
    fn from(step: &'a Step) -> Self {
        Self {
            id: &step.id,
            skill: &step.skill.id,
            to: step.to,
            hours: step.hours.get(),
            gain: exact(step.gain),
            after: &step.after,
            assumed: step.assumed,
            start_hour: step.start_hour.get(),
            finish_hour: step.finish_hour.get(),
            starts: step.starts.to_string(),
            ends: step.ends.to_string(),
            reason: &step.reason,
            anchor: &step.anchor,
            practice: step.practice.as_deref(),
            resources: step.resources.iter().map(ResourceJson::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct ResourceJson<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<&'a str>,
}

impl<'a> From<&'a Resource> for ResourceJson<'a> {
    fn from(resource: &'a Resource) -> Self {
        Self {
            title: &resource.title,
            url: resource.url.as_deref(),
            kind: resource.kind.as_deref(),
            cost: resource.cost.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct DoneJson<'a> {
    id: &'a str,
    on: String,
    hours: Option<f64>,
    gain: f64,
}

impl<'a> From<&'a Done> for DoneJson<'a> {
    fn from(done: &'a Done) -> Self {
        Self { id: &done.id, on: done.on.to_string(), hours: done.hours.map(Hours::get), gain: exact(done.gain) }
    }
}

#[derive(Serialize)]
struct HiddenJson<'a> {
    id: &'a str,
    skipped: Option<String>,
}

impl<'a> From<&'a Hidden> for HiddenJson<'a> {
    fn from(hidden: &'a Hidden) -> Self {
        Self { id: &hidden.id, skipped: hidden.skipped.map(|on| on.to_string()) }
    }
}

#[derive(Serialize)]
struct ProjectJson<'a> {
    id: &'a str,
    raises: &'a [String],
    hours: f64,
    hours_alone: f64,
    hours_saved: f64,
}

impl<'a> From<&'a Project> for ProjectJson<'a> {
    fn from(project: &'a Project) -> Self {
        Self {
            id: &project.name.id,
            raises: &project.raises,
            hours: project.hours.get(),
            hours_alone: project.hours_alone.get(),
            hours_saved: project.hours_saved.get(),
        }
    }
}

#[derive(Serialize)]
struct DeadlineJson<'a> {
    by: String,
    left_out: Vec<&'a str>,
    fits: bool,
    hours_missing: f64,
    hours_per_week_needed: Option<f64>,
    readiness_at_deadline: Option<f64>,
}

impl<'a> From<&'a Deadline> for DeadlineJson<'a> {
    fn from(deadline: &'a Deadline) -> Self {
        let number = |ratio: Ratio<i128>| exact(ratio);
        Self {
            by: deadline.by.to_string(),
            left_out: deadline.left_out.iter().map(|left| left.id.as_str()).collect(),
            fits: deadline.fits,
            hours_missing: number(deadline.hours_missing),
            hours_per_week_needed: deadline.hours_per_week_needed.map(number),
            readiness_at_deadline: deadline.readiness.map(number),
        }
    }
}
