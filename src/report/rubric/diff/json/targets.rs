//! What changed of targets, for programs.

use serde::Serialize;

use super::{Both, FormerJson, MovesJson, words};
use crate::report::json::SubjectJson;
use crate::report::number::exact;
use crate::rubric::diff::{Asked, RequirementChange};

/// What changed of the targets.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TargetsJson<'a> {
    #[serde(flatten)]
    pub(super) moves: MovesJson<'a>,
    /// The targets that changed.
    pub(super) changed: Vec<TargetJson<'a>>,
    #[serde(flatten)]
    pub(super) former: FormerJson<'a>,
}

/// A target that changed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TargetJson<'a> {
    /// The id of the target.
    target: &'a str,
    /// The requirements that changed.
    requirements: Vec<RequirementJson<'a>>,
    /// The readiness from which it is in reach; absent if that did not change.
    #[serde(skip_serializing_if = "Option::is_none")]
    ready_at: Option<Both<f64>>,
    /// Its place on the ladder; absent if that did not change.
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<Both<Option<i64>>>,
    /// Other keys of it that changed.
    other: Vec<&'static str>,
}

pub(super) fn target(change: &crate::rubric::diff::TargetChange) -> TargetJson<'_> {
    TargetJson {
        target: change.target.as_str(),
        requirements: change.requirements.iter().map(RequirementJson::from).collect(),
        ready_at: change.ready_at.map(|(from, to)| Both { from: exact(from), to: exact(to) }),
        rank: change.rank.map(Both::from),
        other: words(&change.parts),
    }
}

/// A requirement that changed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RequirementJson<'a> {
    #[serde(flatten)]
    subject: SubjectJson<'a>,
    /// What was asked; null if nothing was.
    from: Option<AskedJson>,
    /// What is asked; null if nothing is.
    to: Option<AskedJson>,
}

impl<'a> From<&'a RequirementChange> for RequirementJson<'a> {
    fn from(change: &'a RequirementChange) -> Self {
        Self {
            subject: SubjectJson::new(change.id.as_str(), change.is_group),
            from: change.from.map(AskedJson::from),
            to: change.to.map(AskedJson::from),
        }
    }
}

/// What a target asks.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct AskedJson {
    /// The level.
    level: u8,
    /// The weight, 1 to 100.
    weight: u32,
    /// Whether the role is out of reach without it.
    essential: bool,
    /// The level below which it alone keeps a person from being ready.
    floor: u8,
}

impl From<Asked> for AskedJson {
    fn from(Asked { level, weight, essential, floor }: Asked) -> Self {
        Self { level: level.get(), weight, essential, floor: floor.get() }
    }
}
