//! An explanation for programs, full precision.

use serde::Serialize;

use super::super::gap::{MemberJson, word};
use super::super::json::{BoundsJson, SpanJson, SubjectJson, points};
use super::{Explanation, Next, Required};
use crate::assessment::{Confidence, Help};
use crate::report::gap::State;
use crate::rubric::Level;

/// The explanation as one JSON object. A group has `group` instead of `skill`, with `choose` and `members`.
pub fn json(explanation: &Explanation) -> String {
    let is_group = explanation.state == State::Group;
    super::super::json::text(&Written {
        subject: SubjectJson::new(&explanation.name.id, is_group),
        asked_as: explanation.asked_as.as_deref(),
        state: word(explanation.state),
        rating: explanation.rating.map(Level::get),
        implied: explanation.implied.map(BoundsJson::from),
        on: explanation.backing.as_ref().map(|backing| backing.on.to_string()),
        confidence: explanation.backing.as_ref().and_then(|backing| backing.confidence).map(Confidence::as_str),
        help: explanation.backing.as_ref().and_then(|backing| backing.help).map(Help::as_str),
        evidence: explanation.backing.as_ref().and_then(|backing| backing.evidence.as_deref()),
        stale: explanation.backing.as_ref().is_some_and(|backing| backing.stale),
        choose: explanation.group.as_ref().map(|(choose, _)| *choose),
        members: explanation.group.as_ref().map(|(_, members)| members.iter().map(MemberJson::from).collect()),
        requirements: explanation.requirements.iter().map(RequiredJson::from).collect(),
        next: explanation.next.as_ref().map(NextJson::from),
    })
}

/// The arithmetic of one skill or group.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct Written<'a> {
    #[serde(flatten)]
    subject: SubjectJson<'a>,
    /// That it was asked for by a name that it covers, in words; absent if not.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked_as: Option<&'a str>,
    /// What was said of the skill, or that it is a group.
    #[cfg_attr(test, schemars(extend("enum" = ["rated", "unanswered", "not-applicable", "group"])))]
    state: &'static str,
    /// The level that was said; null unless rated.
    rating: Option<u8>,
    /// The levels between which an unanswered skill must stand.
    implied: Option<BoundsJson>,
    /// The day on which it was really said; null if it was not.
    on: Option<String>,
    /// How sure the person is; null if that was not said.
    confidence: Option<&'static str>,
    /// The help without which the person does not hold it: `ai`, that of an AI assistant; null if that was not said.
    #[cfg_attr(test, schemars(extend("enum" = ["ai", null])))]
    help: Option<&'static str>,
    /// What the person points to; null if nothing.
    evidence: Option<&'a str>,
    /// Whether the rating is old enough to be asked again.
    stale: bool,
    /// How many members of a group count.
    #[serde(skip_serializing_if = "Option::is_none")]
    choose: Option<usize>,
    /// The members of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<Vec<MemberJson<'a>>>,
    /// What targets ask of it.
    requirements: Vec<RequiredJson<'a>>,
    /// The level above the present one; null at the top and for a group.
    next: Option<NextJson<'a>>,
}

/// What a target asks of it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RequiredJson<'a> {
    /// The id of the target.
    target: &'a str,
    /// The id of the group by which the target asks for it; absent if it asks for the skill itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    /// The level that is required.
    required: u8,
    /// Its weight, 1 to 100.
    weight: u32,
    /// Whether the role is out of reach without it.
    essential: bool,
    /// The level below which it alone keeps a person from being ready; 0 for none.
    floor: u8,
    /// True if it surely stands at its floor, false if it surely stands below, else null; null too without answers or if it
    /// dropped out.
    floor_met: Option<bool>,
    /// How much of it is attained; null without answers or if it dropped out.
    attainment: Option<SpanJson>,
    /// Points of 100 that are surely or possibly missing; null without answers or if it dropped out.
    points: Option<f64>,
    /// Whether this rating, one level off, would change the verdict of the target.
    fragile: bool,
    /// Readiness for the target if this requirement weighed up to 1.5 times more or less; null if it cannot be told.
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
            floor: required.floor.get(),
            floor_met: required.floor_met,
            attainment: required.attainment.map(SpanJson::from),
            points: required.sum.is_some().then(|| points(required.missing)),
            fragile: required.fragile,
            under_weight: required.under_weight.map(SpanJson::from),
        }
    }
}

/// A level to reach.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct NextJson<'a> {
    /// The level.
    level: u8,
    /// What a person at that level can be seen to do.
    anchor: &'a str,
    /// Typical hours.
    hours: f64,
    /// Weeks that it takes at the least, whatever the hours; absent where there is no such bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    weeks: Option<u32>,
    /// True if the hours are a rule of thumb, because no rubric gives them; else absent.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    rule_of_thumb: bool,
    /// What it builds on.
    requires: Vec<NeedsJson<'a>>,
}

/// A prerequisite.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct NeedsJson<'a> {
    /// The id of the skill that is needed; absent if it is a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    skill: Option<&'a str>,
    /// The id of the group of which as many members are needed as it chooses; absent if it is a skill.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    /// The level of it.
    at: u8,
    /// Whether it is there; null if that is not known.
    met: Option<bool>,
}

impl<'a> From<&'a Next> for NextJson<'a> {
    fn from(next: &'a Next) -> Self {
        let needs = |needs: &'a super::Needs| {
            let id = Some(needs.subject.id.as_str());
            let (skill, group) = if needs.is_group { (None, id) } else { (id, None) };
            NeedsJson { skill, group, at: needs.at.get(), met: needs.met }
        };
        Self {
            level: next.level.get(),
            anchor: &next.anchor,
            hours: next.hours.get(),
            weeks: Some(next.weeks).filter(|weeks| *weeks > 0),
            rule_of_thumb: next.thumb.is_some(),
            requires: next.requires.iter().map(needs).collect(),
        }
    }
}
