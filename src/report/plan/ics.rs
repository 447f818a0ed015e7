//! The plan as a calendar: each step on the day by which it should be done, and a day to check again.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::super::ics::{Calendar, FIRST};
use super::super::name::capital;
use super::super::number::hours;
use super::{Done, PlanReport, Step, Urgency, words};

/// Weeks after which it is worth answering again.
const RECHECK: i64 = 13;

/// What the entries of a calendar are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Entries {
    /// Days in a calendar, which every program shows.
    #[default]
    Events,
    /// Tasks, which have a priority and can be done; few programs show them.
    Todos,
}

/// The plan as an iCalendar file. An entry keeps its id for as long as rubric, target and step do, and its number of
/// changes is the day of the last assessment or tick, counted from 2000, which only grows.
pub fn ics(report: &PlanReport, entries: Entries) -> String {
    let mut calendar = Calendar::new(&format!("Learning plan: {}", report.target.title));
    for (at, step) in report.steps.iter().enumerate() {
        match entries {
            Entries::Events => calendar.part("VEVENT", |event| {
                head(event, report, &step.id);
                event.text("SUMMARY", &[step.title()]);
                event.text("DESCRIPTION", &described(step));
                event.list("CATEGORIES", &["skillgap", &step.area.title]);
                whole_day(event, step.ends);
            }),
            Entries::Todos => calendar.part("VTODO", |todo| {
                head(todo, report, &step.id);
                todo.text("SUMMARY", &[step.title()]);
                todo.text("DESCRIPTION", &described(step));
                todo.list("CATEGORIES", &["skillgap", &step.area.title]);
                todo.day("DUE", step.ends);
                todo.own("PRIORITY", priority(report.urgency(at)));
                todo.own("PERCENT-COMPLETE", 0);
                todo.own("STATUS", "NEEDS-ACTION");
            }),
        }
    }
    if entries == Entries::Todos {
        report.done.iter().for_each(|done| calendar.part("VTODO", |todo| completed(todo, report, done)));
    }
    calendar.part("VEVENT", |event| {
        head(event, report, "recheck");
        event.text("SUMMARY", &[format!("Check your skills again: {}", report.target.title)]);
        event.text("DESCRIPTION", &["skillgap assess --due", "skillgap progress"]);
        event.list("CATEGORIES", &["skillgap"]);
        whole_day(event, recheck(report));
    });
    calendar.finish()
}

fn head(part: &mut Calendar, report: &PlanReport, id: &str) {
    let revised = report.revised();
    let number = revised.since(date(2000, 1, 1)).map_or(0, |span| span.get_days().max(0));
    let name = id.replace('@', "-");
    part.own("UID", format_args!("{name}.{}.{}@skillgap", report.target.id, report.edition.id));
    part.moment("DTSTAMP", revised);
    part.own("SEQUENCE", number);
}

fn whole_day(event: &mut Calendar, day: Date) {
    let day = day.max(FIRST);
    event.day("DTSTART", day);
    if let Ok(next) = day.tomorrow() {
        event.day("DTEND", next);
    }
    event.own("TRANSP", "TRANSPARENT");
}

fn completed(todo: &mut Calendar, report: &PlanReport, done: &Done) {
    head(todo, report, &done.id);
    todo.text("SUMMARY", &[&done.title]);
    todo.list("CATEGORIES", &["skillgap"]);
    todo.moment("COMPLETED", done.on);
    todo.own("PERCENT-COMPLETE", 100);
    todo.own("STATUS", "COMPLETED");
}

/// What the step is, how it shows that it is done, and what to learn it from.
fn described(step: &Step) -> Vec<String> {
    let mut lines: Vec<_> = step.anchor.lines().map(str::to_owned).collect();
    lines.extend(step.practice.iter().map(|practice| format!("Practice: {practice}")));
    lines.push(format!(
        "{}, {} to {}{}",
        hours(step.hours),
        step.starts,
        step.ends,
        words::gain(step.gain, step.points)
    ));
    lines.push(format!("{}.", capital(&step.reason)));
    lines.extend(step.resources.iter().map(|resource| match &resource.url {
        Some(url) => format!("Learn from: {}, {url}", resource.title),
        None => format!("Learn from: {}", resource.title),
    }));
    lines.push(format!("When it is done: skillgap plan done {}", step.id));
    lines
}

/// As RFC 5545 counts them: 1 is the highest.
const fn priority(urgency: Urgency) -> u8 {
    match urgency {
        Urgency::High => 1,
        Urgency::Medium => 5,
        Urgency::Low => 9,
    }
}

/// A quarter of a year after its first step begins, or the day after its last step if that is sooner.
fn recheck(report: &PlanReport) -> Date {
    let first = report.steps.first().map_or(report.start, |step| step.starts);
    let quarter = first.saturating_add(RECHECK.weeks());
    let after = report.steps.iter().map(|step| step.ends.saturating_add(1.day())).max();
    after.map_or(quarter, |after| after.min(quarter))
}
