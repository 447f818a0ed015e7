//! `plan`: what to learn when; ticks and pace.

mod mine;
mod set;
mod sync;
mod taskwarrior;
mod tick;

use crate::cli::args::{Entries, Format, Pace, Plan, PlanCommand, PlanFormat};
use crate::cli::failure::Outcome;
use crate::cli::planning::{self, Asked};
use crate::cli::session::Session;
use crate::cli::{judged, output};
use crate::history::Setting;
use crate::report::gap::Extent;
use crate::report::{Given, front_matter, plan as report};

pub(super) fn run(session: &Session, args: &Plan) -> Outcome {
    match &args.command {
        None => show(session, args),
        Some(PlanCommand::Done { steps, hours, on, whose }) => tick::done(session, steps, (*hours, *on), whose),
        Some(PlanCommand::Skip { steps, whose }) => tick::skip(session, steps, whose),
        Some(PlanCommand::Undo { steps, whose }) => tick::undo(session, steps, whose),
        Some(PlanCommand::Sync { file, whose }) => sync::sync(session, file, whose),
        Some(PlanCommand::Set { pace, by, unset, whose }) => {
            let unset = unset.iter().copied().map(Setting::from).collect();
            set::set(session, &set::Said { pace, by: *by, unset }, whose)
        }
    }
}

fn show(session: &Session, args: &Plan) -> Outcome {
    let format = super::format(&args.output)?;
    super::sheet_only(args.sheet, format)?;
    super::document_only(args.document, format)?;
    super::only_for(args.entries != Entries::Event, "--as", format, Format::Ics)?;
    let judged = judged::judged(session, &args.source, None)?;
    let target = judged.target(args.source.target.as_deref())?;
    let (judged, target) = match output::file(args.output.output.as_deref()) {
        Some(file) if format == PlanFormat::Markdown && !args.output.force => {
            sync::before_replacing(session, mine::Mine { judged, target }, file)?.into_parts()
        }
        _ => (judged, target),
    };
    let asked = Asked { pace: args.pace.clone(), by: args.by, assume_lowest: args.assume_lowest, ..Asked::default() };
    let planned = planning::planned(session, &judged, target, &asked)?;
    let report = report::plan_report(&report::Input {
        rubric: judged.rubric(),
        edition: &judged.loaded.edition,
        on: judged.assessment.on,
        scorecard: &planned.scorecard,
        plan: &planned.plan,
        extent: if args.all { Extent::All } else { Extent::Largest },
        given: &Given { plan: said(args), ..judged::given(&args.source) },
    });
    let report = if args.redact { report.redacted() } else { report };
    if format == PlanFormat::Taskwarrior {
        return taskwarrior::run(session, &judged, &report, args);
    }
    let text = match format {
        PlanFormat::Table => report::terminal(&report, session.terminal.style()),
        PlanFormat::Markdown if args.document.front_matter => {
            front_matter::of_plan(&report) + &report::markdown(&report)
        }
        PlanFormat::Markdown => report::markdown(&report),
        PlanFormat::Html => report::html(&report),
        PlanFormat::Json => report::json(&report),
        PlanFormat::Csv => args.sheet.of(&report::sheet(&report)),
        PlanFormat::Ics => report::ics(&report, entries(args.entries)),
        PlanFormat::Todotxt => report::todotxt(&report),
        PlanFormat::Taskwarrior => report::taskwarrior(&report, &[], &crate::cli::session::zone()),
    };
    session.deliver(&text, format.into(), args.output.to())?;
    judged.remark(&args.source, format.into());
    let is_kept_to = format == PlanFormat::Json || args.by.is_some();
    if let Some(by) = planning::passed(session, &judged, target)?.filter(|_| !is_kept_to) {
        output::tell(&format!("note: the day that is remembered, {by}, has passed, and the plan does not keep to it"));
        output::tell("hint: `skillgap plan set --by` names another, `--unset by` forgets it");
    }
    if format == PlanFormat::Ics {
        super::hint("import the calendar once, or subscribe to the file: some programs show a second import twice");
    }
    Ok(())
}

/// What was said of how the plan is made.
fn said(args: &Plan) -> Vec<(&'static str, Option<String>)> {
    let Pace { hours_per_week, start, prefer, skip_week } = &args.pace;
    let one = |option, value: Option<String>| value.map(|value| (option, Some(value)));
    let hours = one("--hours-per-week", hours_per_week.map(|hours| hours.to_string()));
    let start = one("--start", start.map(|day| day.to_string()));
    let prefer = prefer.iter().map(|skill| ("--prefer", Some(skill.clone())));
    let skipped = skip_week.iter().map(|day| ("--skip-week", Some(day.to_string())));
    let by = one("--by", args.by.map(|day| day.to_string()));
    let lowest = args.assume_lowest.then_some(("--assume-lowest", None));
    hours.into_iter().chain(start).chain(prefer).chain(skipped).chain(by).chain(lowest).collect()
}

const fn entries(asked: Entries) -> report::Entries {
    match asked {
        Entries::Event => report::Entries::Events,
        Entries::Todo => report::Entries::Todos,
    }
}
