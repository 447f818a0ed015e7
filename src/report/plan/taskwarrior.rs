//! The plan for Taskwarrior's `task import`.

use std::collections::HashMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use uuid::Uuid;

use super::super::ics::{FIRST, compact};
use super::{PlanReport, Step, Urgency};

/// The steps to do as a JSON array of tasks, without those that `skip` names. What is done is never among them: an import
/// sets a task that is already there back to pending. A task keeps its id for as long as rubric and step do.
/// Days are those of `zone`, in which Taskwarrior shows them.
pub fn taskwarrior(report: &PlanReport, skip: &[String], zone: &TimeZone) -> String {
    let ids: HashMap<_, _> = report.steps.iter().map(|step| (step.id.as_str(), uuid(report, step))).collect();
    let steps = report.steps.iter().enumerate().filter(|(_, step)| !skip.contains(&step.id));
    super::super::json::text(&steps.map(|(at, step)| task((report, zone), &ids, at, step)).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Task {
    uuid: String,
    status: &'static str,
    description: String,
    project: String,
    tags: [&'static str; 1],
    priority: &'static str,
    entry: String,
    scheduled: String,
    due: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    depends: Vec<String>,
    annotations: Vec<Annotation>,
}

#[derive(Serialize)]
struct Annotation {
    entry: String,
    description: String,
}

fn task((report, zone): (&PlanReport, &TimeZone), ids: &HashMap<&str, Uuid>, at: usize, step: &Step) -> Task {
    let revised = report.revised();
    let links = step.resources.iter().map(|resource| match &resource.url {
        Some(url) => format!("{}: {url}", resource.title),
        None => resource.title.clone(),
    });
    let notes = std::iter::once(step.goal()).chain(links);
    let when_done = std::iter::once(format!("When it is done: skillgap plan done {}", step.id));
    // An annotation is known by its moment, so that each has one of its own.
    let annotation = |(second, description)| Annotation { entry: moment(revised, second, zone), description };
    Task {
        uuid: ids[step.id.as_str()].to_string(),
        status: "pending",
        description: step.task(),
        project: format!("skillgap.{}", step.area.id),
        tags: ["skillgap"],
        priority: match report.urgency(at) {
            Urgency::High => "H",
            Urgency::Medium => "M",
            Urgency::Low => "L",
        },
        entry: moment(revised, 0, zone),
        scheduled: moment(step.starts, 0, zone),
        due: moment(step.ends, 0, zone),
        depends: step.after.iter().filter_map(|id| Some(ids.get(id.as_str())?.to_string())).collect(),
        annotations: notes.chain(when_done).enumerate().map(annotation).collect(),
    }
}

fn uuid(report: &PlanReport, step: &Step) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("skillgap:{}/{}", report.edition.id, step.id).as_bytes())
}

/// Noon of a day there, and so many seconds, as UTC has it.
fn moment(day: Date, seconds: usize, zone: &TimeZone) -> String {
    let [minute, second] = [seconds / 60 % 60, seconds % 60].map(|part| i8::try_from(part).unwrap_or_default());
    let noon = day.max(FIRST).at(12, minute, second, 0);
    match noon.to_zoned(zone.clone()) {
        Ok(noon) => noon.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string(),
        // Only of the very last days there is no such moment.
        Err(_) => format!("{}T12{minute:02}{second:02}Z", compact(day)),
    }
}
