//! Everything that is stored as one document for other data directories: `skillgap.export/1`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::show::Written;
use crate::history::{Bundle, Plans, SCHEMA, Settings, Tick};
use crate::rubric::Id;

/// The bundle as one JSON object, indented, with a final newline; always the same text for the same bundle. Keys are only
/// ever added.
pub fn export_json(bundle: &Bundle) -> String {
    super::super::json::text(&ExportJson {
        schema: SCHEMA,
        rubrics: bundle.rubrics.iter().filter_map(|(digest, copy)| RubricJson::of(digest, copy)).collect(),
        assessments: bundle
            .assessments
            .iter()
            .map(|carried| Written::of(carried.id.as_deref(), &carried.assessment))
            .collect(),
        plans: bundle.plans.iter().map(PlansJson::from).collect(),
    })
}

/// All that is stored, to be imported elsewhere.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct ExportJson<'a> {
    #[cfg_attr(test, schemars(extend("const" = "skillgap.export/1")))]
    schema: &'static str,
    /// The rubrics that the assessments were judged by, each once.
    rubrics: Vec<RubricJson<'a>>,
    /// The assessments, the oldest first.
    assessments: Vec<Written<'a>>,
    /// The ticks and settings of learning plans, by rubric.
    plans: Vec<PlansJson<'a>>,
}

/// A rubric as it was when an assessment used it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RubricJson<'a> {
    /// The SHA-256 of its JSON, by which assessments name it.
    digest: &'a str,
    /// The rubric, as `skillgap schema rubric` describes it.
    rubric: serde_json::Value,
}

impl<'a> RubricJson<'a> {
    /// None if the copy is no JSON, which its digest rules out for any that this program wrote.
    fn of(digest: &'a str, copy: &str) -> Option<Self> {
        Some(Self { digest, rubric: serde_json::from_str(copy).ok()? })
    }
}

/// What is remembered of the plans by one rubric.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PlansJson<'a> {
    /// The rubric's id.
    rubric: &'a str,
    /// The steps that were ticked, the earliest first.
    ticks: Vec<TickJson>,
    /// What `plan set` was told; absent if nothing was said since the first edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    remembered: Option<SettingsJson<'a>>,
    /// What the first edition kept for each target.
    settings: Vec<TargetJson<'a>>,
}

impl<'a> From<&'a Plans> for PlansJson<'a> {
    fn from(plans: &'a Plans) -> Self {
        Self {
            rubric: plans.rubric.as_str(),
            ticks: plans.ticks.iter().map(TickJson::from).collect(),
            remembered: plans.remembered.as_ref().map(SettingsJson::from),
            settings: plans.settings.iter().map(TargetJson::from).collect(),
        }
    }
}

/// A step that was ticked.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TickJson {
    /// The step's id, such as `sql@3`.
    step: String,
    /// Whether it was done or skipped.
    #[cfg_attr(test, schemars(extend("enum" = ["done", "skip"])))]
    kind: &'static str,
    /// When it was ticked, in UTC, to the millisecond.
    moment: String,
    /// The day on which it was done; absent if that is the day on which it was ticked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    on: Option<String>,
    /// The hours that it took; absent if that was not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<f64>,
}

impl From<&Tick> for TickJson {
    fn from(tick: &Tick) -> Self {
        Self {
            step: tick.step(),
            kind: tick.kind.as_str(),
            moment: crate::assessment::moment(tick.moment),
            on: tick.on.map(|day| day.to_string()),
            hours: tick.hours.map(crate::rubric::Hours::get),
        }
    }
}

/// The settings of the plan for one target, of the first edition.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TargetJson<'a> {
    /// The id of the target.
    target: &'a str,
    #[serde(flatten)]
    settings: SettingsJson<'a>,
}

impl<'a> From<(&'a Id, &'a Settings)> for TargetJson<'a> {
    fn from((target, settings): (&'a Id, &'a Settings)) -> Self {
        Self { target: target.as_str(), settings: SettingsJson::from(settings) }
    }
}

/// What is remembered of plans.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SettingsJson<'a> {
    /// The pace; absent where it is the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    hours_per_week: Option<f64>,
    /// Ids of the skills that are preferred among alternatives.
    prefer: Vec<&'a str>,
    /// The first day; absent where it follows from the assessment.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    start: Option<String>,
    /// Days, each in a week in which nothing is done; absent if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skip_weeks: Vec<String>,
    /// The day by which each target should be reached, by its id; absent if there is none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    by: BTreeMap<&'a str, String>,
}

impl<'a> From<&'a Settings> for SettingsJson<'a> {
    fn from(settings: &'a Settings) -> Self {
        Self {
            hours_per_week: settings.hours_per_week.map(crate::rubric::Hours::get),
            prefer: settings.prefer.iter().map(Id::as_str).collect(),
            start: settings.start.map(|day| day.to_string()),
            skip_weeks: settings.skip_weeks.iter().map(ToString::to_string).collect(),
            by: settings.by.iter().map(|(target, day)| (target.as_str(), day.to_string())).collect(),
        }
    }
}
