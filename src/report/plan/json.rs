//! The plan for programs: `skillgap.plan/1`, full precision.

use jiff::civil::Date;
use num_rational::Ratio;
use serde::Serialize;

use super::super::json::ids;
use super::super::number::exact;
use super::super::way::{BlockedJson, Milestone};
use super::{Deadline, Done, Hidden, PlanReport, Project, Resource, Step};
use crate::rubric::Hours;

/// The plan as one JSON object, indented, with a final newline. Keys are only ever added. Gains are shares of readiness.
pub fn json(report: &PlanReport) -> String {
    let days =
        |(earliest, latest): (Date, Date)| FinishJson { earliest: earliest.to_string(), latest: latest.to_string() };
    super::super::json::text(&Written {
        schema: "skillgap.plan/1",
        target: &report.target.id,
        start: report.start.to_string(),
        hours_per_week: report.hours_per_week.get(),
        skipped_weeks: report.skipped_weeks.iter().map(Date::to_string).collect(),
        answer_first: report.answer_first.iter().map(|name| name.id.as_str()).collect(),
        total_hours: report.total_hours.get(),
        hours_range: RangeJson { low: report.hours_range.low, high: report.hours_range.high },
        finish: report.finish.map(days),
        pace_factor: report.pace_factor,
        moved_weeks: report.moved,
        ready: report.way.ready.as_ref().map(|ready| WayJson {
            steps: ready.steps,
            hours: ready.hours.get(),
            between: ready.between.map(days),
            gap: exact(ready.gap),
            open: ids(&ready.open),
        }),
        ready_blocked: report.way.barriers.iter().map(BlockedJson::from).collect(),
        milestones: report.way.milestones.iter().map(MilestoneJson::from).collect(),
        cost: exact(report.cost),
        optimality_gap: exact(report.optimality_gap),
        steps: report.steps.iter().map(StepJson::from).collect(),
        done: report.done.iter().map(DoneJson::from).collect(),
        hidden: report.hidden.iter().map(HiddenJson::from).collect(),
        projects: report.projects.iter().map(ProjectJson::from).collect(),
        deadline: report.deadline.as_ref().map(DeadlineJson::from),
    })
}

/// The steps that lead to a target, in order and on days.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct Written<'a> {
    #[cfg_attr(test, schemars(extend("const" = "skillgap.plan/1")))]
    schema: &'static str,
    /// The id of the target.
    target: &'a str,
    /// The first day.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    start: String,
    /// The pace.
    hours_per_week: f64,
    /// The Mondays of the weeks in which nothing is done.
    skipped_weeks: Vec<String>,
    /// Ids of the skills that should be answered before anything is planned for them.
    answer_first: Vec<&'a str>,
    /// Typical hours of all steps, those that a deadline leaves out included.
    total_hours: f64,
    /// What these hours may really take, four times in five.
    hours_range: RangeJson,
    /// The days between which all of it will be done, four times in five; null if there is nothing to do.
    finish: Option<FinishJson>,
    /// What the person takes as a multiple of typical hours, by what was logged.
    pace_factor: f64,
    /// By how many weeks all days are moved, because what should have ended has not.
    moved_weeks: u32,
    /// The way to the target; null if steps that it needs are skipped, or if nothing that it asks for applies.
    ready: Option<WayJson<'a>>,
    /// What keeps the steps from leading to the target.
    ready_blocked: Vec<BlockedJson<'a>>,
    /// The ends of the way to each rung of the ladder and, last, to the target.
    milestones: Vec<MilestoneJson<'a>>,
    /// The sum of gain times finish hour over the steps: the less, the earlier readiness rises.
    cost: f64,
    /// How far the cost can be above the least possible one, as a fraction of that; 0 if it is proved least.
    optimality_gap: f64,
    /// The steps, first to last.
    steps: Vec<StepJson<'a>>,
    /// Steps ticked as done and not rated yet.
    done: Vec<DoneJson<'a>>,
    /// Steps skipped, and those that need them.
    hidden: Vec<HiddenJson<'a>>,
    /// Portfolio work that raises planned skills.
    projects: Vec<ProjectJson<'a>>,
    #[serde(flatten)]
    deadline: Option<DeadlineJson<'a>>,
}

/// A range of hours.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct RangeJson {
    /// The low end.
    pub(in crate::report) low: f64,
    /// The high end.
    pub(in crate::report) high: f64,
}

/// A range of days.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct FinishJson {
    /// The first of them.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    earliest: String,
    /// The last of them.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    latest: String,
}

/// The way to the target: the first steps of the plan.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct WayJson<'a> {
    /// How many; 0 if one is ready already, or if only answers are missing.
    steps: usize,
    /// Their typical hours.
    hours: f64,
    /// The days between which they will be done, four times in five; null if there are none, or if a deadline leaves some of
    /// them out.
    between: Option<FinishJson>,
    /// How far above the least possible hours these can be, as a fraction of them; 0 if they are proved least.
    gap: f64,
    /// Ids of the skills whose answers are missing too: without them one is not ready after these steps.
    open: Vec<&'a str>,
}

/// The end of the way to a rung.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct MilestoneJson<'a> {
    /// The id of what one is ready for.
    target: &'a str,
    /// After so many steps of the plan.
    after: usize,
    /// Their typical hours.
    hours: f64,
}

impl<'a> From<&'a Milestone> for MilestoneJson<'a> {
    fn from(milestone: &'a Milestone) -> Self {
        Self { target: &milestone.target.id, after: milestone.after, hours: milestone.hours.get() }
    }
}

/// A step: one level of one skill.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct StepJson<'a> {
    /// The step's id, such as `sql@3`.
    id: &'a str,
    /// The id of the skill.
    skill: &'a str,
    /// The level that it leads to.
    to: u8,
    /// Typical hours.
    hours: f64,
    /// What it adds to readiness, as a share of the whole; 0 if only other steps need it.
    gain: f64,
    /// Ids of the steps of this plan that must come before.
    after: &'a [String],
    /// Whether the skill is unanswered, so that the step may be done already.
    assumed: bool,
    /// The hours of the steps before it.
    start_hour: f64,
    /// The hours of the steps before it and its own.
    finish_hour: f64,
    /// The day on which it begins.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    starts: String,
    /// The day on which it ends.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    ends: String,
    /// The id of the rung of the way, or of the target, that it leads to; null if one is ready without it.
    way: Option<&'a str>,
    /// Whether an essential requirement of that needs it.
    essential: bool,
    /// The weeks that it takes at the least, however many hours a week are given to it.
    weeks: u32,
    /// Why it is there, in words.
    reason: &'a str,
    /// What a person at its level can be seen to do.
    anchor: &'a str,
    /// What shows that it is done; null where the rubric says nothing.
    practice: Option<&'a str>,
    /// Things to learn it from.
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
            way: step.way.as_deref(),
            essential: step.is_essential,
            weeks: step.least_weeks,
            reason: &step.reason,
            anchor: &step.anchor,
            practice: step.practice.as_deref(),
            resources: step.resources.iter().map(ResourceJson::from).collect(),
        }
    }
}

/// Something to learn from.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ResourceJson<'a> {
    /// Its title.
    title: &'a str,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    /// What it is, such as `docs` or `book`.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    /// What it costs, such as `free`.
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

/// A step ticked as done.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DoneJson<'a> {
    /// The step's id.
    id: &'a str,
    /// The day on which it was ticked.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    on: String,
    /// The hours that it took; null if that was not said.
    hours: Option<f64>,
    /// What it adds to readiness once it is rated.
    gain: f64,
}

impl<'a> From<&'a Done> for DoneJson<'a> {
    fn from(done: &'a Done) -> Self {
        Self { id: &done.id, on: done.on.to_string(), hours: done.hours.map(Hours::get), gain: exact(done.gain) }
    }
}

/// A step that was skipped or needs one that was.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct HiddenJson<'a> {
    /// The step's id.
    id: &'a str,
    /// The day on which it was skipped; null if it only needs a skipped one.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    skipped: Option<String>,
}

impl<'a> From<&'a Hidden> for HiddenJson<'a> {
    fn from(hidden: &'a Hidden) -> Self {
        Self { id: &hidden.id, skipped: hidden.skipped.map(|on| on.to_string()) }
    }
}

/// Portfolio work.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ProjectJson<'a> {
    /// The project's id.
    id: &'a str,
    /// Ids of the steps that it leads through.
    raises: &'a [String],
    /// Typical hours for the whole of it.
    hours: f64,
    /// Typical hours of these steps without it.
    hours_alone: f64,
    /// What of these it saves.
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

/// What a deadline allows; these keys are only there if one was asked for.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DeadlineJson<'a> {
    /// The last day.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    by: String,
    /// Ids of the steps for which there is no time.
    left_out: Vec<&'a str>,
    /// Ids of those that no pace would make fit, because of the weeks that they take.
    too_long: Vec<&'a str>,
    /// Whether everything fits.
    fits: bool,
    /// The hours that are missing.
    hours_missing: f64,
    /// The pace at which everything would fit; null if none would do.
    hours_per_week_needed: Option<f64>,
    /// The low readiness with the gains of the steps that fit; null without a readiness.
    readiness_at_deadline: Option<f64>,
    /// Whether one is ready with the steps that fit; null if answers are missing for that.
    ready_by: Option<bool>,
    /// The hours of the way to ready that are missing; null if there is none.
    ready_hours_missing: Option<f64>,
    /// The pace at which it would fit; null if there is none, or if no pace would do.
    ready_hours_per_week_needed: Option<f64>,
}

impl<'a> From<&'a Deadline> for DeadlineJson<'a> {
    fn from(deadline: &'a Deadline) -> Self {
        let number = |ratio: Ratio<i128>| exact(ratio);
        Self {
            by: deadline.by.to_string(),
            left_out: deadline.left_out.iter().map(|left| left.id.as_str()).collect(),
            too_long: deadline.left_out.iter().filter(|left| left.is_too_long).map(|left| left.id.as_str()).collect(),
            fits: deadline.fits,
            hours_missing: number(deadline.hours_missing),
            hours_per_week_needed: deadline.hours_per_week_needed.map(number),
            readiness_at_deadline: deadline.readiness.map(number),
            ready_by: deadline.ready_by,
            ready_hours_missing: deadline.ready_hours_missing.map(number),
            ready_hours_per_week_needed: deadline.ready_hours_per_week_needed.map(number),
        }
    }
}
