//! An explanation for programs, full precision.

use serde::Serialize;

use super::super::gap::{BoundsJson, MemberJson, SpanJson, points, word};
use super::{Explanation, Next, Required};
use crate::assessment::Confidence;
use crate::report::gap::State;
use crate::rubric::Level;

/// The explanation as one JSON object. A group has `group` instead of `skill`, with `choose` and `members`.
pub fn json(explanation: &Explanation) -> String {
    let is_group = explanation.state == State::Group;
    let id = Some(explanation.name.id.as_str());
    super::super::json(&Written {
        skill: id.filter(|_| !is_group),
        group: id.filter(|_| is_group),
        state: word(explanation.state),
        rating: explanation.rating.map(Level::get),
        implied: explanation.implied.map(BoundsJson::from),
        on: explanation.backing.as_ref().map(|backing| backing.on.to_string()),
        confidence: explanation.backing.as_ref().and_then(|backing| backing.confidence).map(Confidence::as_str),
        evidence: explanation.backing.as_ref().and_then(|backing| backing.evidence.as_deref()),
        stale: explanation.backing.as_ref().is_some_and(|backing| backing.stale),
        choose: explanation.group.as_ref().map(|(choose, _)| *choose),
        members: explanation.group.as_ref().map(|(_, members)| members.iter().map(MemberJson::from).collect()),
        requirements: explanation.requirements.iter().map(RequiredJson::from).collect(),
        next: explanation.next.as_ref().map(NextJson::from),
    })
}

#[derive(Serialize)]
struct Written<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    skill: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    state: &'static str,
    rating: Option<u8>,
    implied: Option<BoundsJson>,
    on: Option<String>,
    confidence: Option<&'static str>,
    evidence: Option<&'a str>,
    stale: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    choose: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<Vec<MemberJson<'a>>>,
    requirements: Vec<RequiredJson<'a>>,
    next: Option<NextJson<'a>>,
}

#[derive(Serialize)]
struct RequiredJson<'a> {
    target: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    required: u8,
    weight: u32,
    essential: bool,
    attainment: Option<SpanJson>,
    points: Option<f64>,
    fragile: bool,
    under_weight: Option<SpanJson>,
}

impl<'a> From<&'a Required> for RequiredJson<'a> {
    fn from(required: &'a Required) -> Self {
        Self {
            target: &required.target.id,
            group: required.group.as_ref().map(|group| group.id.as_str()),
            required: required.required.get(),
            weight: required.weight,
            essential: required.essential,
            attainment: required.attainment.map(SpanJson::from),
            points: required.sum.is_some().then(|| points(required.missing)),
            fragile: required.fragile,
            under_weight: required.under_weight.map(SpanJson::from),
        }
    }
}

#[derive(Serialize)]
struct NextJson<'a> {
    level: u8,
    anchor: &'a str,
    hours: f64,
    requires: Vec<NeedsJson<'a>>,
}

#[derive(Serialize)]
struct NeedsJson<'a> {
    skill: &'a str,
    at: u8,
    met: Option<bool>,
}

impl<'a> From<&'a Next> for NextJson<'a> {
    fn from(next: &'a Next) -> Self {
        let needs = |needs: &'a super::Needs| NeedsJson { skill: &needs.skill.id, at: needs.at.get(), met: needs.met };
        Self {
            level: next.level.get(),
            anchor: &next.anchor,
            hours: next.hours.get(),
            requires: next.requires.iter().map(needs).collect(),
        }
    }
}
