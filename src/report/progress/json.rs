//! The progress report for programs: `skillgap.progress/1`, full precision.

use serde::Serialize;

use super::super::json::{EstimateJson, SpanJson};
use super::super::number::exact;
use super::{Moved, ProgressReport, rated};
use crate::history::{Cause, Part, Point};
use crate::rubric::{Level, Share};
use crate::score::estimate::MODEL;

/// The report as one JSON object, indented, with a final newline. Keys are only ever added.
pub fn json(report: &ProgressReport) -> String {
    let forecast = |(earliest, latest): (jiff::civil::Date, jiff::civil::Date)| ForecastJson {
        earliest: earliest.to_string(),
        latest: latest.to_string(),
    };
    super::super::json::text(&Written {
        schema: "skillgap.progress/1",
        target: &report.target.id,
        from: (&report.from).into(),
        to: (&report.to).into(),
        you: report.you.map(exact),
        rubric: report.rubric.map(exact),
        newly_answered: report.newly_answered.map(exact),
        total: report.total.map(exact),
        waterfall: WaterfallJson::of(&report.parts),
        skills: report.moved.iter().map(MovedJson::from).collect(),
        series: report.series.iter().map(PointJson::from).collect(),
        forecast: report.forecast.map(forecast),
        estimate: report.estimate.as_ref().map(EstimateJson::from),
        estimate_model: MODEL,
    })
}

/// What moved between two assessments.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct Written<'a> {
    #[cfg_attr(test, schemars(extend("const" = "skillgap.progress/1")))]
    schema: &'static str,
    /// The id of the target.
    target: &'a str,
    /// The older assessment, by its own rubric.
    from: PointJson<'a>,
    /// The newer one, by its own.
    to: PointJson<'a>,
    /// What the answers changed of the low readiness; null where a readiness does not exist.
    you: Option<f64>,
    /// What the rubric changed of it; null likewise.
    rubric: Option<f64>,
    /// The part of `you` that comes of skills answered for the first time; null likewise.
    newly_answered: Option<f64>,
    /// All of it: `you` and `rubric` together; null likewise.
    total: Option<f64>,
    /// What each cause changed; null likewise.
    waterfall: Option<WaterfallJson>,
    /// The skills that moved.
    skills: Vec<MovedJson<'a>>,
    /// All assessments of the rubric, the oldest first, by today's rubric.
    series: Vec<PointJson<'a>>,
    /// The days between which the target will be reached, four times in five; null without a pace.
    forecast: Option<ForecastJson>,
    /// What readiness probably is now; null where no answer is missing.
    estimate: Option<EstimateJson>,
    /// Which model made the estimate: another number wherever a constant of it changes.
    estimate_model: u32,
}

/// What each cause changed; together they are `you`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct WaterfallJson {
    /// Skills answered for the first time.
    newly_answered: f64,
    /// Skills that rose by steps ticked as done.
    steps_done: f64,
    /// Other skills that rose.
    rose: f64,
    /// Skills that fell.
    fell: f64,
    /// Skills that apply now and did not, or the other way round.
    applicability: f64,
    /// Skills that have no answer any more.
    no_longer_answered: f64,
}

impl WaterfallJson {
    fn of(parts: &[Part]) -> Option<Self> {
        let of = |cause| {
            let changed: Share = parts.iter().filter(|part| part.cause == cause).map(|part| part.change).sum();
            exact(changed)
        };
        (!parts.is_empty()).then(|| Self {
            newly_answered: of(Cause::NewlyAnswered),
            steps_done: of(Cause::StepsDone),
            rose: of(Cause::Rose),
            fell: of(Cause::Fell),
            applicability: of(Cause::Applicability),
            no_longer_answered: of(Cause::NoLongerAnswered),
        })
    }
}

/// An assessment and what it comes to.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PointJson<'a> {
    /// The assessment's id.
    id: &'a str,
    /// Its day.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    on: String,
    /// Its readiness; null where there is none.
    readiness: Option<SpanJson>,
}

impl<'a> From<&'a Point> for PointJson<'a> {
    fn from(point: &'a Point) -> Self {
        Self { id: &point.id, on: point.on.to_string(), readiness: point.readiness.map(SpanJson::from) }
    }
}

/// A skill that moved; `from` and `to` are levels, null where there was none: `change` tells why.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct MovedJson<'a> {
    /// The id of the skill.
    skill: &'a str,
    /// The level then; null if there was none.
    from: Option<u8>,
    /// The level now; null if there is none.
    to: Option<u8>,
    /// What sort of move it is.
    change: &'static str,
}

impl<'a> From<&'a Moved> for MovedJson<'a> {
    fn from(moved: &'a Moved) -> Self {
        let level = |answer| rated(answer).map(Level::get);
        let (from, to) = (level(moved.from), level(moved.to));
        Self { skill: &moved.name.id, from, to, change: moved.change.as_str() }
    }
}

/// A range of days.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ForecastJson {
    /// The first of them.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    earliest: String,
    /// The last of them.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    latest: String,
}
