//! Targets for programs, full precision.

use serde::Serialize;

use super::super::json::{SpanJson, SubjectJson, ids};
use super::super::plan::RangeJson;
use super::{Asked, Entry, TargetList, TargetReport};
use crate::score::Verdict;

/// The list as a JSON array.
pub fn list_json(list: &TargetList) -> String {
    super::super::json::text(&list.entries.iter().map(EntryJson::from).collect::<Vec<_>>())
}

/// One target as a JSON object: the keys of the list, and what it asks.
pub fn json(report: &TargetReport) -> String {
    super::super::json::text(&written(report))
}

/// One target as it is written, for a report that adds to it.
pub(in crate::report) fn written(report: &TargetReport) -> impl Serialize {
    TargetJson {
        entry: EntryJson::from(&report.entry),
        title: &report.entry.name.title,
        requirements: report.requirements.iter().map(AskedJson::from).collect(),
        met: ids(&report.carries_over),
        gaps: ids(&report.missing),
        open: ids(&report.open),
        guides: report.guides.iter().map(|guide| guide.name.id.as_str()).collect(),
    }
}

/// A target, with what answers make of it where there are any.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct EntryJson<'a> {
    /// The target's id.
    id: &'a str,
    /// What sort of role it is.
    #[cfg_attr(test, schemars(extend("enum" = ["ladder", "specialisation", "switch"])))]
    kind: &'static str,
    /// Its place on the ladder; null beside it.
    rank: Option<i64>,
    /// Self-rated readiness; null without answers or if nothing applies.
    readiness: Option<SpanJson>,
    /// `ready`, `not-ready` or `undecided`; null without answers.
    verdict: Option<&'static str>,
    /// Typical hours of the plan that leads there; null without answers.
    hours: Option<f64>,
    /// What these will really take four times in five, by what steps took so far; null without answers.
    hours_range: Option<RangeJson>,
}

impl<'a> From<&'a Entry> for EntryJson<'a> {
    fn from(entry: &'a Entry) -> Self {
        Self {
            id: &entry.name.id,
            kind: entry.kind.word(),
            rank: entry.kind.rank(),
            readiness: entry.readiness.map(SpanJson::from),
            verdict: entry.verdict.map(Verdict::as_str),
            hours: entry.left.map(|left| left.hours.get()),
            hours_range: entry.left.map(|left| RangeJson { low: left.range.low, high: left.range.high }),
        }
    }
}

/// A target with what it asks.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct TargetJson<'a> {
    #[serde(flatten)]
    entry: EntryJson<'a>,
    /// Its title.
    title: &'a str,
    /// What it asks, by area.
    requirements: Vec<AskedJson<'a>>,
    /// Ids of the requirements that the answers meet.
    met: Vec<&'a str>,
    /// Ids of the requirements that they surely do not meet, most points first.
    gaps: Vec<&'a str>,
    /// Ids of those that they leave open.
    open: Vec<&'a str>,
    /// Ids of the guides that help.
    guides: Vec<&'a str>,
}

/// What a target asks of a skill or a group.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct AskedJson<'a> {
    #[serde(flatten)]
    subject: SubjectJson<'a>,
    /// The id of the area it is shown in.
    area: &'a str,
    /// The level that is required.
    level: u8,
    /// Its weight, 1 to 100.
    weight: u32,
    /// Whether the role is out of reach without it.
    essential: bool,
    /// The level below which it alone keeps a person from being ready; 0 for none.
    floor: u8,
}

impl<'a> From<&'a Asked> for AskedJson<'a> {
    fn from(asked: &'a Asked) -> Self {
        Self {
            subject: SubjectJson::new(&asked.name.id, asked.is_group),
            area: &asked.area.id,
            level: asked.level,
            weight: asked.weight,
            essential: asked.essential,
            floor: asked.floor,
        }
    }
}
