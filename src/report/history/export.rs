//! Everything that is stored as one document for other data directories: `skillgap.export/1`.

use serde::Serialize;

use super::show::Written;
use crate::history::{Bundle, Plans, SCHEMA, Settings, Tick};
use crate::rubric::Id;

/// The bundle as one JSON object, indented, with a final newline; always the same text for the same bundle. Keys are only
/// ever added.
pub fn export_json(bundle: &Bundle) -> String {
    super::super::json(&ExportJson {
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

#[derive(Serialize)]
struct ExportJson<'a> {
    schema: &'static str,
    rubrics: Vec<RubricJson<'a>>,
    assessments: Vec<Written<'a>>,
    plans: Vec<PlansJson<'a>>,
}

#[derive(Serialize)]
struct RubricJson<'a> {
    digest: &'a str,
    rubric: serde_json::Value,
}

impl<'a> RubricJson<'a> {
    /// None if the copy is no JSON, which its digest rules out for any that this program wrote.
    fn of(digest: &'a str, copy: &str) -> Option<Self> {
        Some(Self { digest, rubric: serde_json::from_str(copy).ok()? })
    }
}

#[derive(Serialize)]
struct PlansJson<'a> {
    rubric: &'a str,
    ticks: Vec<TickJson>,
    settings: Vec<SettingsJson<'a>>,
}

impl<'a> From<&'a Plans> for PlansJson<'a> {
    fn from(plans: &'a Plans) -> Self {
        Self {
            rubric: plans.rubric.as_str(),
            ticks: plans.ticks.iter().map(TickJson::from).collect(),
            settings: plans.settings.iter().map(SettingsJson::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct TickJson {
    step: String,
    kind: &'static str,
    moment: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<f64>,
}

impl From<&Tick> for TickJson {
    fn from(tick: &Tick) -> Self {
        Self {
            step: tick.step(),
            kind: tick.kind.as_str(),
            moment: crate::assessment::moment(tick.moment),
            hours: tick.hours.map(crate::rubric::Hours::get),
        }
    }
}

#[derive(Serialize)]
struct SettingsJson<'a> {
    target: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours_per_week: Option<f64>,
    prefer: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
}

impl<'a> From<(&'a Id, &'a Settings)> for SettingsJson<'a> {
    fn from((target, settings): (&'a Id, &'a Settings)) -> Self {
        Self {
            target: target.as_str(),
            hours_per_week: settings.hours_per_week.map(crate::rubric::Hours::get),
            prefer: settings.prefer.iter().map(Id::as_str).collect(),
            start: settings.start.map(|day| day.to_string()),
        }
    }
}
