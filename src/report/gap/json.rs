//! The gap report for programs: `skillgap.report/1`, full precision.

use serde::Serialize;

use super::super::number::exact;
use super::{Backing, Contradicted, GapReport, Member, Row, State};
use crate::report::name::Name;
use crate::rubric::{Level, Share};
use crate::score::{Bounds, Sensitivity, Span, Standing};

/// The report as one JSON object, indented, with a final newline. Keys are only ever added.
pub fn json(report: &GapReport) -> String {
    super::super::json(&written(report))
}

/// The report as it is written, for one that adds to it.
pub(in crate::report) fn written(report: &GapReport) -> impl Serialize {
    let gap = |rows: &[usize]| rows.iter().map(|at| report.rows[*at].name.id.clone()).collect();
    Written {
        schema: "skillgap.report/1",
        rubric: EditionJson {
            id: report.edition.id.to_string(),
            version: &report.edition.version,
            digest: &report.edition.digest,
        },
        target: &report.target.id,
        on: report.on.to_string(),
        answered: report.counts.answered,
        unanswered: report.counts.unanswered,
        not_applicable: report.counts.not_applicable,
        readiness: report.readiness.map(SpanJson::from),
        verdict: report.verdict.as_str(),
        ask: ids(&report.ask),
        placement: report.placement.as_ref().map(|name| name.id.as_str()),
        next: report.next.as_ref().map(|name| name.id.as_str()),
        requirements: report.rows.iter().map(RequirementJson::from).collect(),
        areas: report.areas.iter().map(|(area, span)| AreaJson { id: &area.id, readiness: (*span).into() }).collect(),
        gaps: gap(&report.gaps),
        open: gap(&report.open),
        strengths: report.strengths.iter().map(|strength| strength.name.id.as_str()).collect(),
        contradictions: report.contradictions.iter().map(ContradictionJson::from).collect(),
        fragile: ids(&report.fragile),
        sensitivity: report.sensitivity.map(SensitivityJson::from),
        with_evidence: report.backing.evidence,
        confidence: ConfidenceJson::from(report.backing),
        stale: StaleJson { skills: ids(&report.stale.skills), readiness: report.stale.readiness.map(SpanJson::from) },
    }
}

fn ids(names: &[Name]) -> Vec<&str> {
    names.iter().map(|name| name.id.as_str()).collect()
}

#[derive(Serialize)]
struct Written<'a> {
    schema: &'static str,
    rubric: EditionJson<'a>,
    target: &'a str,
    on: String,
    answered: usize,
    unanswered: usize,
    not_applicable: usize,
    readiness: Option<SpanJson>,
    verdict: &'static str,
    ask: Vec<&'a str>,
    placement: Option<&'a str>,
    next: Option<&'a str>,
    requirements: Vec<RequirementJson<'a>>,
    areas: Vec<AreaJson<'a>>,
    gaps: Vec<String>,
    open: Vec<String>,
    strengths: Vec<&'a str>,
    contradictions: Vec<ContradictionJson<'a>>,
    fragile: Vec<&'a str>,
    sensitivity: Option<SensitivityJson>,
    with_evidence: usize,
    confidence: ConfidenceJson,
    stale: StaleJson<'a>,
}

#[derive(Serialize)]
struct EditionJson<'a> {
    id: String,
    version: &'a str,
    digest: &'a str,
}

/// A range of shares, 0 to 1.
#[derive(Clone, Copy, Serialize)]
pub(in crate::report) struct SpanJson {
    low: f64,
    high: f64,
}

impl From<Span> for SpanJson {
    fn from(span: Span) -> Self {
        Self { low: exact(span.low), high: exact(span.high) }
    }
}

/// Readiness under other weights: from `low` to `high` under plausible ones, and if all weigh the same.
#[derive(Serialize)]
struct SensitivityJson {
    low: f64,
    high: f64,
    equal: SpanJson,
}

impl From<Sensitivity> for SensitivityJson {
    fn from(sensitivity: Sensitivity) -> Self {
        let SpanJson { low, high } = sensitivity.plausible.into();
        Self { low, high, equal: sensitivity.equal.into() }
    }
}

/// How many ratings are said to be how sure.
#[derive(Serialize)]
struct ConfidenceJson {
    sure: usize,
    fairly: usize,
    guess: usize,
}

impl From<Backing> for ConfidenceJson {
    fn from(Backing { sure, fairly, guess, .. }: Backing) -> Self {
        Self { sure, fairly, guess }
    }
}

#[derive(Serialize)]
struct StaleJson<'a> {
    skills: Vec<&'a str>,
    readiness: Option<SpanJson>,
}

/// A range of levels.
#[derive(Clone, Copy, Serialize)]
pub(in crate::report) struct BoundsJson {
    low: u8,
    high: u8,
}

impl From<Bounds> for BoundsJson {
    fn from(bounds: Bounds) -> Self {
        Self { low: bounds.low.get(), high: bounds.high.get() }
    }
}

/// A share as points of 100.
pub(in crate::report) fn points(share: Share) -> f64 {
    exact(share * 100)
}

#[derive(Serialize)]
struct RequirementJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    skill: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    area: &'a str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<Vec<MemberJson<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choose: Option<usize>,
    required: u8,
    weight: u32,
    essential: bool,
    rating: Option<u8>,
    implied: Option<BoundsJson>,
    attainment: Option<SpanJson>,
    gap: u32,
    points: f64,
    met: Option<bool>,
}

impl<'a> From<&'a Row> for RequirementJson<'a> {
    fn from(row: &'a Row) -> Self {
        let is_group = row.state == State::Group;
        let id = Some(row.name.id.as_str());
        Self {
            skill: id.filter(|_| !is_group),
            group: id.filter(|_| is_group),
            area: &row.area.id,
            state: word(row.state),
            members: is_group.then(|| row.members.iter().map(MemberJson::from).collect()),
            choose: is_group.then_some(row.choose),
            required: row.required.get(),
            weight: row.weight,
            essential: row.essential,
            rating: row.rating.map(Level::get),
            implied: row.implied.map(BoundsJson::from),
            attainment: row.attainment.map(SpanJson::from),
            gap: row.gap,
            points: points(row.missing),
            met: match row.standing {
                Standing::Met => Some(true),
                Standing::Gap => Some(false),
                Standing::Open | Standing::Dropped => None,
            },
        }
    }
}

/// A member of a group.
#[derive(Serialize)]
pub(in crate::report) struct MemberJson<'a> {
    skill: &'a str,
    state: &'static str,
    rating: Option<u8>,
    implied: Option<BoundsJson>,
    counted: bool,
}

impl<'a> From<&'a Member> for MemberJson<'a> {
    fn from(member: &'a Member) -> Self {
        Self {
            skill: &member.name.id,
            state: word(member.state),
            rating: member.rating.map(Level::get),
            implied: member.implied.map(BoundsJson::from),
            counted: member.counted,
        }
    }
}

/// The word for a state.
pub(in crate::report) const fn word(state: State) -> &'static str {
    match state {
        State::Rated => "rated",
        State::Unanswered => "unanswered",
        State::NotApplicable => "not-applicable",
        State::Group => "group",
    }
}

#[derive(Serialize)]
struct AreaJson<'a> {
    id: &'a str,
    readiness: SpanJson,
}

#[derive(Serialize)]
struct ContradictionJson<'a> {
    skill: &'a str,
    rating: Option<u8>,
    level: u8,
    requires: &'a str,
    at: u8,
    stated: Option<u8>,
}

impl<'a> From<&'a Contradicted> for ContradictionJson<'a> {
    fn from(broken: &'a Contradicted) -> Self {
        Self {
            skill: &broken.skill.id,
            rating: broken.rating.map(Level::get),
            level: broken.level.get(),
            requires: &broken.requires.id,
            at: broken.at.get(),
            stated: broken.stated.map(Level::get),
        }
    }
}
