//! Targets for programs, full precision.

use serde::Serialize;

use super::super::gap::SpanJson;
use super::{Asked, Entry, Name, TargetList, TargetReport};
use crate::rubric::{Hours, TargetKind};
use crate::score::Verdict;

/// The list as a JSON array.
pub fn list_json(list: &TargetList) -> String {
    super::super::json(&list.entries.iter().map(EntryJson::from).collect::<Vec<_>>())
}

/// One target as a JSON object: the keys of the list, and what it asks.
pub fn json(report: &TargetReport) -> String {
    super::super::json(&written(report))
}

/// One target as it is written, for a report that adds to it.
pub(in crate::report) fn written(report: &TargetReport) -> impl Serialize {
    let ids = |names: &[Name]| names.iter().map(|name| name.id.clone()).collect();
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

/// A target in a list.
#[derive(Serialize)]
pub(in crate::report) struct EntryJson<'a> {
    id: &'a str,
    kind: &'static str,
    rank: Option<i64>,
    readiness: Option<SpanJson>,
    verdict: Option<&'static str>,
    hours: Option<f64>,
}

impl<'a> From<&'a Entry> for EntryJson<'a> {
    fn from(entry: &'a Entry) -> Self {
        let rank = match entry.kind {
            TargetKind::Ladder { rank } => Some(rank),
            TargetKind::Specialisation | TargetKind::Switch => None,
        };
        Self {
            id: &entry.name.id,
            kind: entry.kind.word(),
            rank,
            readiness: entry.readiness.map(SpanJson::from),
            verdict: entry.verdict.map(Verdict::as_str),
            hours: entry.hours.map(Hours::get),
        }
    }
}

#[derive(Serialize)]
struct TargetJson<'a> {
    #[serde(flatten)]
    entry: EntryJson<'a>,
    title: &'a str,
    requirements: Vec<AskedJson<'a>>,
    met: Vec<String>,
    gaps: Vec<String>,
    open: Vec<String>,
    guides: Vec<&'a str>,
}

#[derive(Serialize)]
struct AskedJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    skill: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    area: &'a str,
    level: u8,
    weight: u32,
    essential: bool,
}

impl<'a> From<&'a Asked> for AskedJson<'a> {
    fn from(asked: &'a Asked) -> Self {
        let id = Some(asked.name.id.as_str());
        Self {
            skill: id.filter(|_| !asked.is_group),
            group: id.filter(|_| asked.is_group),
            area: &asked.area.id,
            level: asked.level,
            weight: asked.weight,
            essential: asked.essential,
        }
    }
}
