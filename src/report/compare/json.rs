//! A comparison for programs: the keys of the target, and `compare`.

use serde::Serialize;

use super::super::json::{SubjectJson, ids, met, points};
use super::super::number::exact;
use super::super::target::{EntryJson, written};
use super::{Comparison, Part};
use crate::rubric::Level;

/// The comparison as one JSON object: that of the target, with one key more.
pub fn json(comparison: &Comparison) -> String {
    super::super::json::text(&Written {
        target: written(&comparison.target),
        compare: CompareJson {
            with: EntryJson::from(&comparison.with),
            carries_over: comparison
                .carried
                .as_ref()
                .map(|carried| CarriedJson { met: ids(&carried.met), weight: carried.weight.map(exact) }),
            new: parts(&comparison.new),
            higher: parts(&comparison.higher),
            same: parts(&comparison.same),
            lower: parts(&comparison.lower),
            gone: ids(&comparison.gone),
        },
    })
}

fn parts(parts: &[Part]) -> Vec<PartJson<'_>> {
    parts.iter().map(PartJson::from).collect()
}

/// A target with what it asks.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct Written<'a, T> {
    #[serde(flatten)]
    target: T,
    /// How it differs from the target that `--compare` names; absent without that.
    #[cfg_attr(test, schemars(with = "Option<CompareJson<'a>>", skip_serializing_if = "Option::is_none"))]
    compare: CompareJson<'a>,
}

/// How a target differs from another.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CompareJson<'a> {
    /// The other target.
    with: EntryJson<'a>,
    /// What the answers meet already; null without answers.
    carries_over: Option<CarriedJson<'a>>,
    /// What the other does not ask, the most important first.
    new: Vec<PartJson<'a>>,
    /// What it asks at a higher level than the other.
    higher: Vec<PartJson<'a>>,
    /// What both ask at the same level.
    same: Vec<PartJson<'a>>,
    /// What it asks at a lower level than the other.
    lower: Vec<PartJson<'a>>,
    /// Ids of what only the other asks.
    gone: Vec<&'a str>,
}

/// What is met already.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CarriedJson<'a> {
    /// Ids of the requirements that are met, in the target's order.
    met: Vec<&'a str>,
    /// Their share of the weight of all that apply; null if nothing does.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    weight: Option<f64>,
}

/// A requirement of the target.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PartJson<'a> {
    #[serde(flatten)]
    subject: SubjectJson<'a>,
    /// The level that is required.
    level: u8,
    /// The level that the other target requires; null if it asks nothing of it.
    other: Option<u8>,
    /// Its weight, 1 to 100.
    weight: u32,
    /// Whether the role is out of reach without it.
    essential: bool,
    /// The level below which it alone keeps a person from being ready; 0 for none.
    floor: u8,
    /// That of the other target; null if it asks nothing of it.
    other_floor: Option<u8>,
    /// True if it is surely met, false if it surely is not, else null; null without answers.
    met: Option<bool>,
    /// Points of 100 that are surely or possibly missing; null without answers.
    points: Option<f64>,
}

impl<'a> From<&'a Part> for PartJson<'a> {
    fn from(part: &'a Part) -> Self {
        Self {
            subject: SubjectJson::new(&part.name.id, part.is_group),
            level: part.level.get(),
            other: part.other.map(Level::get),
            weight: part.weight,
            essential: part.essential,
            floor: part.floor.get(),
            other_floor: part.other_floor.map(Level::get),
            met: part.stands.and_then(|(standing, _)| met(standing)),
            points: part.stands.map(|(_, missing)| points(missing)),
        }
    }
}
