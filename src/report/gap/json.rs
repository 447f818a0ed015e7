//! The gap report for programs: `skillgap.report/1`, full precision.

use serde::Serialize;

use super::super::json::{BoundsJson, EditionJson, EstimateJson, SpanJson, SubjectJson, ids, met, points};
use super::super::number::exact;
use super::super::way::{BlockedJson, ReadyJson};
use super::{Backing, Contradicted, GapReport, Member, Row, State};
use crate::rubric::Level;
use crate::score::estimate::MODEL;
use crate::score::{Sensitivity, Span};

/// The report as one JSON object, indented, with a final newline. Keys are only ever added.
pub fn json(report: &GapReport) -> String {
    super::super::json::text(&written(report))
}

/// The report as it is written, for one that adds to it.
pub(in crate::report) fn written(report: &GapReport) -> impl Serialize {
    let gap = |rows: &[usize]| rows.iter().map(|at| report.rows[*at].name.id.clone()).collect();
    Written {
        schema: "skillgap.report/1",
        rubric: EditionJson::from(&report.edition),
        target: &report.target.id,
        on: report.on.to_string(),
        answered: report.counts.answered,
        unanswered: report.counts.unanswered,
        not_applicable: report.counts.not_applicable,
        readiness: report.readiness.map(SpanJson::from),
        estimate: report.estimate.as_ref().map(EstimateJson::from),
        estimate_model: MODEL,
        verdict: report.verdict.as_str(),
        narrow: report.narrow,
        by_own_word: report.by_own_word,
        floors_left_out: ids(&report.floors_left_out),
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
        ready: report.way.ready.as_ref().map(ReadyJson::from),
        ready_blocked: report.way.barriers.iter().map(BlockedJson::from).collect(),
        sensitivity: report.sensitivity.map(SensitivityJson::from),
        with_evidence: report.backing.map(|backing| backing.evidence),
        confidence: report.backing.map(ConfidenceJson::from),
        with_ai: ids(&report.with_ai),
        stale: StaleJson { skills: ids(&report.stale.skills), readiness: report.stale.readiness.map(SpanJson::from) },
    }
}

/// How answers stand for a target, by self-rating.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct Written<'a> {
    #[cfg_attr(test, schemars(extend("const" = "skillgap.report/1")))]
    schema: &'static str,
    /// The rubric that the answers are judged by.
    rubric: EditionJson<'a>,
    /// The id of the target.
    target: &'a str,
    /// The day of the assessment.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    on: String,
    /// How many skills of the target, group members included, are rated.
    answered: usize,
    /// How many of them have no answer.
    unanswered: usize,
    /// How many of them the person's work has no use for.
    not_applicable: usize,
    /// Readiness as a range, wide where answers are missing; null where nothing that the target asks for applies.
    readiness: Option<SpanJson>,
    /// What readiness would probably be if everything were answered; null where no answer is missing.
    estimate: Option<EstimateJson>,
    /// Which model made the estimate: another number wherever a constant of it changes.
    estimate_model: u32,
    /// `ready` if the low end reaches what the target asks and every requirement surely stands at its floor, `not-ready`
    /// if the high end does not or one surely stands below, else `undecided`.
    #[cfg_attr(test, schemars(extend("enum" = ["ready", "not-ready", "undecided"])))]
    verdict: &'static str,
    /// Whether the readiness that decides the verdict, the low end of a ready person and the high end of another, is
    /// within six points of what the target asks.
    narrow: bool,
    /// Whether the verdict is `ready` without evidence for any requirement that has a floor; null if the report is
    /// redacted.
    by_own_word: Option<bool>,
    /// Ids of the requirements with a floor that the person says do not apply.
    floors_left_out: Vec<&'a str>,
    /// Ids of the skills whose answers would decide the verdict, the one that may matter most first.
    ask: Vec<&'a str>,
    /// The id of the highest target of the ladder that is reached; null if none is.
    placement: Option<&'a str>,
    /// The id of the target above the placement; null at the top.
    next: Option<&'a str>,
    /// What the target asks, in its order.
    requirements: Vec<RequirementJson<'a>>,
    /// Readiness by area, in the rubric's order.
    areas: Vec<AreaJson<'a>>,
    /// Ids of the requirements that are surely not met, most points first.
    gaps: Vec<String>,
    /// Ids of the requirements that answers may still show to be met; these are no gaps.
    open: Vec<String>,
    /// Ids of skills rated above what is required.
    strengths: Vec<&'a str>,
    /// Prerequisites that the ratings or their bounds break.
    contradictions: Vec<ContradictionJson<'a>>,
    /// Ids of the skills whose rating, one level off, would change the verdict.
    fragile: Vec<&'a str>,
    /// The way to ready; null if steps that it needs are skipped, or if nothing that the target asks for applies.
    ready: Option<ReadyJson<'a>>,
    /// What keeps the planned steps from leading to the target.
    ready_blocked: Vec<BlockedJson<'a>>,
    /// Readiness under other weights; null if nothing is applicable.
    sensitivity: Option<SensitivityJson>,
    /// How many ratings of the target's skills have evidence; null if the report is redacted.
    with_evidence: Option<usize>,
    /// How many of them are said to be how sure; null likewise.
    confidence: Option<ConfidenceJson>,
    /// Ids of the target's skills whose level is held only with an AI assistant's help; empty if the report is redacted.
    with_ai: Vec<&'a str>,
    /// Ratings that are old enough to be asked again.
    stale: StaleJson<'a>,
}

/// Readiness under other weights: from `low` to `high` under plausible ones, and if all weigh the same.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SensitivityJson {
    /// The lowest.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    low: f64,
    /// The highest.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    high: f64,
    /// Readiness if all requirements weighed the same.
    equal: SpanJson,
}

impl From<Sensitivity> for SensitivityJson {
    fn from(sensitivity: Sensitivity) -> Self {
        let Span { low, high } = sensitivity.plausible;
        Self { low: exact(low), high: exact(high), equal: sensitivity.equal.into() }
    }
}

/// How many ratings are said to be how sure.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ConfidenceJson {
    /// Those that the person is sure of.
    sure: usize,
    /// Those that the person is fairly sure of.
    fairly: usize,
    /// Those that are guesses.
    guess: usize,
}

impl From<Backing> for ConfidenceJson {
    fn from(Backing { sure, fairly, guess, .. }: Backing) -> Self {
        Self { sure, fairly, guess }
    }
}

/// Ratings that are old enough to be asked again.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct StaleJson<'a> {
    /// The ids of their skills.
    skills: Vec<&'a str>,
    /// Readiness if each of them had slipped by one level; null if there are none.
    readiness: Option<SpanJson>,
}

/// What a target asks of a skill or a group.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RequirementJson<'a> {
    #[serde(flatten)]
    subject: SubjectJson<'a>,
    /// The id of the area it is shown in.
    area: &'a str,
    /// What was said of the skill, or that it is a group.
    #[cfg_attr(test, schemars(extend("enum" = ["rated", "unanswered", "not-applicable", "group"])))]
    state: &'static str,
    /// The members of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<Vec<MemberJson<'a>>>,
    /// How many members of a group count.
    #[serde(skip_serializing_if = "Option::is_none")]
    choose: Option<usize>,
    /// The level that is required.
    required: u8,
    /// Its weight, 1 to 100.
    weight: u32,
    /// Whether the role is out of reach without it.
    essential: bool,
    /// The level below which it alone keeps a person from being ready; 0 for none.
    floor: u8,
    /// True if it surely stands at its floor, false if it surely stands below, else null; null too if it dropped out.
    floor_met: Option<bool>,
    /// The level that was said; null unless rated.
    rating: Option<u8>,
    /// The levels between which an unanswered skill must stand; null where it is rated or a group.
    implied: Option<BoundsJson>,
    /// How much of it is attained; null if it dropped out.
    attainment: Option<SpanJson>,
    /// Levels that are surely missing.
    gap: u32,
    /// Points of 100 that are surely or possibly missing.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 100.0)))]
    points: f64,
    /// True if it is surely met, false if it surely is not, else null.
    met: Option<bool>,
}

impl<'a> From<&'a Row> for RequirementJson<'a> {
    fn from(row: &'a Row) -> Self {
        let is_group = row.state == State::Group;
        Self {
            subject: SubjectJson::new(&row.name.id, is_group),
            area: &row.area.id,
            state: word(row.state),
            members: is_group.then(|| row.members.iter().map(MemberJson::from).collect()),
            choose: is_group.then_some(row.choose),
            required: row.required.get(),
            weight: row.weight,
            essential: row.essential,
            floor: row.floor.get(),
            floor_met: row.floor_met,
            rating: row.rating.map(Level::get),
            implied: row.implied.map(BoundsJson::from),
            attainment: row.attainment.map(SpanJson::from),
            gap: row.gap,
            points: points(row.missing),
            met: met(row.standing),
        }
    }
}

/// A member of a group.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct MemberJson<'a> {
    /// The id of the skill.
    skill: &'a str,
    /// What was said of it.
    #[cfg_attr(test, schemars(extend("enum" = ["rated", "unanswered", "not-applicable"])))]
    state: &'static str,
    /// The level that was said; null unless rated.
    rating: Option<u8>,
    /// The levels between which it must stand if it is unanswered.
    implied: Option<BoundsJson>,
    /// Whether it is one of the best, which count.
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

/// An area.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct AreaJson<'a> {
    /// The area's id.
    id: &'a str,
    /// The readiness of the requirements shown in it.
    readiness: SpanJson,
}

/// A prerequisite that the answers break.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ContradictionJson<'a> {
    /// The id of the skill that needs something.
    skill: &'a str,
    /// What was said of it; null unless rated.
    rating: Option<u8>,
    /// The level of it that needs something.
    level: u8,
    /// The id of the skill that it needs.
    requires: &'a str,
    /// The level of that skill.
    at: u8,
    /// What was said of that skill; null unless rated.
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
