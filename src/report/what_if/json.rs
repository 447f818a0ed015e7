//! What would change, for programs: the gap report as it would be, and `what_if`.

use serde::Serialize;

use super::super::gap::{SpanJson, points, word, written};
use super::{Before, Changed, Missing, WhatIfReport};
use crate::report::Name;
use crate::rubric::Level;

/// The report as one JSON object: that of the gap report, with one key more.
pub fn json(report: &WhatIfReport) -> String {
    super::super::json(&Written {
        then: written(&report.then),
        what_if: WhatIfJson {
            changes: report.changes.iter().map(ChangeJson::from).collect(),
            points: report.gain.map(points),
            before: BeforeJson::from(&report.before),
            closed: ids(&report.closed),
            opened: ids(&report.opened),
            contradictions: report.missing.iter().map(MissingJson::from).collect(),
        },
    })
}

fn ids(names: &[Name]) -> Vec<&str> {
    names.iter().map(|name| name.id.as_str()).collect()
}

#[derive(Serialize)]
struct Written<'a, Then: Serialize> {
    #[serde(flatten)]
    then: Then,
    what_if: WhatIfJson<'a>,
}

#[derive(Serialize)]
struct WhatIfJson<'a> {
    changes: Vec<ChangeJson<'a>>,
    points: Option<f64>,
    before: BeforeJson<'a>,
    closed: Vec<&'a str>,
    opened: Vec<&'a str>,
    contradictions: Vec<MissingJson<'a>>,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    skill: &'a str,
    state: &'static str,
    from: Option<u8>,
    to: u8,
    points: Option<f64>,
}

impl<'a> From<&'a Changed> for ChangeJson<'a> {
    fn from(changed: &'a Changed) -> Self {
        Self {
            skill: &changed.name.id,
            state: word(changed.state),
            from: changed.from.map(Level::get),
            to: changed.to.get(),
            points: changed.gain.map(points),
        }
    }
}

#[derive(Serialize)]
struct BeforeJson<'a> {
    readiness: Option<SpanJson>,
    verdict: &'static str,
    placement: Option<&'a str>,
}

impl<'a> From<&'a Before> for BeforeJson<'a> {
    fn from(before: &'a Before) -> Self {
        Self {
            readiness: before.readiness.map(SpanJson::from),
            verdict: before.verdict.as_str(),
            placement: before.placement.as_ref().map(|name| name.id.as_str()),
        }
    }
}

#[derive(Serialize)]
struct MissingJson<'a> {
    skill: &'a str,
    level: u8,
    requires: &'a str,
    at: u8,
    stated: Option<u8>,
}

impl<'a> From<&'a Missing> for MissingJson<'a> {
    fn from(missing: &'a Missing) -> Self {
        Self {
            skill: &missing.skill.id,
            level: missing.level.get(),
            requires: &missing.requires.id,
            at: missing.at.get(),
            stated: missing.stated.map(Level::get),
        }
    }
}
