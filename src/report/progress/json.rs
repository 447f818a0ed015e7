//! The progress report for programs: `skillgap.progress/1`, full precision.

use serde::Serialize;

use super::super::gap::SpanJson;
use super::super::number::exact;
use super::{Moved, ProgressReport};
use crate::assessment::Answer;
use crate::history::{Cause, Part, Point};
use crate::rubric::Share;

/// The report as one JSON object, indented, with a final newline. Keys are only ever added.
pub fn json(report: &ProgressReport) -> String {
    let forecast = |(earliest, latest): (jiff::civil::Date, jiff::civil::Date)| ForecastJson {
        earliest: earliest.to_string(),
        latest: latest.to_string(),
    };
    super::super::json(&Written {
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
    })
}

#[derive(Serialize)]
struct Written<'a> {
    schema: &'static str,
    target: &'a str,
    from: PointJson<'a>,
    to: PointJson<'a>,
    you: Option<f64>,
    rubric: Option<f64>,
    newly_answered: Option<f64>,
    total: Option<f64>,
    waterfall: Option<WaterfallJson>,
    skills: Vec<MovedJson<'a>>,
    series: Vec<PointJson<'a>>,
    forecast: Option<ForecastJson>,
}

/// What each cause changed; together they are `you`.
#[derive(Serialize)]
struct WaterfallJson {
    newly_answered: f64,
    steps_done: f64,
    rose: f64,
    fell: f64,
    applicability: f64,
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

#[derive(Serialize)]
struct PointJson<'a> {
    id: &'a str,
    on: String,
    readiness: Option<SpanJson>,
}

impl<'a> From<&'a Point> for PointJson<'a> {
    fn from(point: &'a Point) -> Self {
        Self { id: &point.id, on: point.on.to_string(), readiness: point.readiness.map(SpanJson::from) }
    }
}

/// A skill that moved; `from` and `to` are levels, null where there was none: `change` tells why.
#[derive(Serialize)]
struct MovedJson<'a> {
    skill: &'a str,
    from: Option<u8>,
    to: Option<u8>,
    change: &'static str,
}

impl<'a> From<&'a Moved> for MovedJson<'a> {
    fn from(moved: &'a Moved) -> Self {
        let level = |answer| match answer {
            Some(Answer::Rated(level)) => Some(crate::rubric::Level::get(level)),
            Some(Answer::NotApplicable) | None => None,
        };
        let (from, to) = (level(moved.from), level(moved.to));
        Self { skill: &moved.name.id, from, to, change: moved.change.as_str() }
    }
}

#[derive(Serialize)]
struct ForecastJson {
    earliest: String,
    latest: String,
}
