//! What would change, for programs: the gap report as it would be, and `what_if`.

use serde::Serialize;

use super::super::gap::{word, written};
use super::super::json::{SpanJson, ids, points};
use super::{Before, Changed, Missing, WhatIfReport};
use crate::rubric::Level;

/// The report as one JSON object: that of the gap report, with one key more.
pub fn json(report: &WhatIfReport) -> String {
    super::super::json::text(&Written {
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

/// How answers stand for a target, by self-rating; with `--what-if` as they would stand.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct Written<'a, Then> {
    #[serde(flatten)]
    then: Then,
    /// What `--what-if` supposes and changes; absent without it.
    #[cfg_attr(test, schemars(with = "Option<WhatIfJson<'a>>", skip_serializing_if = "Option::is_none"))]
    what_if: WhatIfJson<'a>,
}

/// Ratings that are only supposed, and what they would change.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct WhatIfJson<'a> {
    /// The ratings, in the order in which they were given.
    changes: Vec<ChangeJson<'a>>,
    /// Points of 100 that all of them bring to the low end together; null if there is no readiness before or after.
    points: Option<f64>,
    /// How things stand without them.
    before: BeforeJson<'a>,
    /// Ids of the requirements that would be met and are not.
    closed: Vec<&'a str>,
    /// Ids of those that are met and would not be.
    opened: Vec<&'a str>,
    /// Prerequisites that the supposed ratings have and the other answers do not bear out.
    contradictions: Vec<MissingJson<'a>>,
}

/// A rating that is supposed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ChangeJson<'a> {
    /// The id of the skill.
    skill: &'a str,
    /// What is said of it now.
    #[cfg_attr(test, schemars(extend("enum" = ["rated", "unanswered", "not-applicable"])))]
    state: &'static str,
    /// The level now; null unless rated.
    from: Option<u8>,
    /// The level that is supposed.
    to: u8,
    /// Points of 100 that it brings to the low end alone; null if there is no readiness before or after.
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

/// How things stand.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct BeforeJson<'a> {
    /// Readiness; null where nothing that the target asks for applies.
    readiness: Option<SpanJson>,
    /// As in the report.
    #[cfg_attr(test, schemars(extend("enum" = ["ready", "not-ready", "undecided"])))]
    verdict: &'static str,
    /// The id of the highest target of the ladder that is reached; null if none is.
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

/// A prerequisite that would be missing.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct MissingJson<'a> {
    /// The id of the skill that needs something.
    skill: &'a str,
    /// The level of it that needs something.
    level: u8,
    /// The id of the skill that it needs.
    requires: &'a str,
    /// The level of that skill.
    at: u8,
    /// What is said of that skill; null unless rated.
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
