//! A comparison for programs: the keys of the target, and `compare`.

use serde::Serialize;

use super::super::number::exact;
use super::super::target::{EntryJson, written};
use super::{Comparison, Part};
use crate::report::Name;
use crate::rubric::Level;
use crate::score::Standing;

/// The comparison as one JSON object: that of the target, with one key more.
pub fn json(comparison: &Comparison) -> String {
    super::super::json(&Written {
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

fn ids(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| name.id.clone()).collect()
}

#[derive(Serialize)]
struct Written<'a, T: Serialize> {
    #[serde(flatten)]
    target: T,
    compare: CompareJson<'a>,
}

#[derive(Serialize)]
struct CompareJson<'a> {
    with: EntryJson<'a>,
    carries_over: Option<CarriedJson>,
    new: Vec<PartJson<'a>>,
    higher: Vec<PartJson<'a>>,
    same: Vec<PartJson<'a>>,
    lower: Vec<PartJson<'a>>,
    gone: Vec<String>,
}

/// What is met already: which requirements, and their share of the weight of all that apply.
#[derive(Serialize)]
struct CarriedJson {
    met: Vec<String>,
    weight: Option<f64>,
}

#[derive(Serialize)]
struct PartJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    skill: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    level: u8,
    other: Option<u8>,
    weight: u32,
    essential: bool,
    met: Option<bool>,
    points: Option<f64>,
}

impl<'a> From<&'a Part> for PartJson<'a> {
    fn from(part: &'a Part) -> Self {
        let id = Some(part.name.id.as_str());
        Self {
            skill: id.filter(|_| !part.is_group),
            group: id.filter(|_| part.is_group),
            level: part.level.get(),
            other: part.other.map(Level::get),
            weight: part.weight,
            essential: part.essential,
            met: part.stands.and_then(|(standing, _)| match standing {
                Standing::Met => Some(true),
                Standing::Gap => Some(false),
                Standing::Open | Standing::Dropped => None,
            }),
            points: part.stands.map(|(_, missing)| exact(missing * 100)),
        }
    }
}
