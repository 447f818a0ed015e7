//! `plan`: what to learn when; ticks and pace.

mod taskwarrior;

use std::path::Path;

use crate::cli::args::{Entries, Format, Pace, Plan, PlanCommand, PlanFormat, Source, Whose};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::judged::{self, Judged};
use crate::cli::planning::{self, Asked};
use crate::cli::session::{self, Session};
use crate::cli::{files, output, rubrics};
use crate::history::{self, Tick, TickKind};
use crate::plan::{self, StepId};
use crate::report::gap::Extent;
use crate::report::{Given, front_matter, plan as report};
use crate::rubric::{Rubric, TargetIx};
use crate::wording;

pub(super) fn run(session: &Session, args: &Plan) -> Outcome {
    match &args.command {
        None => show(session, args),
        Some(PlanCommand::Done { step, hours, whose }) => {
            let hours = hours.map(planning::spent).transpose()?;
            let mine = Mine::new(session, whose)?;
            let step = mine.step(step)?;
            mine.tick(session, &[(step, TickKind::Done, hours)])?;
            output::tell(&format!("ticked {} as done; a new assessment will ask for it first", mine.text(step)));
            mine.next(session)
        }
        Some(PlanCommand::Skip { step, whose }) => {
            let mine = Mine::new(session, whose)?;
            let step = mine.step(step)?;
            mine.tick(session, &[(step, TickKind::Skip, None)])?;
            output::tell(&format!("skipped {}; `skillgap plan undo {0}` brings it back", mine.text(step)));
            mine.next(session)
        }
        Some(PlanCommand::Undo { step, whose }) => undo(session, step, whose),
        Some(PlanCommand::Sync { file, whose }) => sync(session, file, whose),
        Some(PlanCommand::Set { pace, no_skipped_weeks, whose }) => set(session, pace, *no_skipped_weeks, whose),
    }
}

fn show(session: &Session, args: &Plan) -> Outcome {
    let format = super::format(&args.output)?;
    super::sheet_only(args.sheet, format)?;
    super::document_only(args.document, format)?;
    super::only_for(args.entries != Entries::Event, "--as", format, Format::Ics)?;
    let judged = judged::judged(session, &args.source, None)?;
    let target = judged.target(args.source.target.as_deref())?;
    let asked = Asked { pace: args.pace.clone(), by: args.by, assume_lowest: args.assume_lowest };
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
        PlanFormat::Taskwarrior => report::taskwarrior(&report, &[]),
    };
    session.deliver(&text, format.into(), args.output.output.as_deref())?;
    judged.remark(&args.source, format.into());
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

/// The stored assessment and the target whose plan is meant.
struct Mine {
    judged: Judged,
    target: TargetIx,
}

impl Mine {
    fn new(session: &Session, whose: &Whose) -> Result<Self, Failure> {
        let judged = judged::judged(session, &Source { rubric: whose.rubric.clone(), ..Source::default() }, None)?;
        let target = judged.target(whose.target.as_deref())?;
        Ok(Self { judged, target })
    }

    fn text(&self, step: StepId) -> String {
        step.text(self.judged.rubric())
    }

    /// The step that was typed; it must still be ahead.
    fn step(&self, typed: &str) -> Result<StepId, Failure> {
        let rubric = self.judged.rubric();
        let Some(step) = StepId::parse(rubric, typed) else {
            let failure = Failure::usage(format!("there is no step `{}`", wording::brief(typed)));
            return Err(match self.next_of(typed) {
                Some(step) => failure.hint(format!("a step is a skill and a level; the next here is `{step}`")),
                None => failure.hint("a step is a skill and a level, such as `sql@3`; `skillgap plan` shows them"),
            });
        };
        match self.judged.answers.rating(step.skill) {
            Some(rating) if rating >= step.to => {
                let held = format!("`{}` is behind you: your rating is {rating}", self.text(step));
                Err(Failure::usage(held).hint("`skillgap plan` shows the steps that are ahead"))
            }
            _ => Ok(step),
        }
    }

    /// The step above what is rated, of a skill that was typed without a level.
    fn next_of(&self, typed: &str) -> Option<String> {
        let rubric = self.judged.rubric();
        let skill = rubrics::skill(&self.judged.loaded, typed).ok()?;
        let rated = self.judged.answers.rating(skill).unwrap_or_default();
        let to = rated.up_to(rubric.scale().max()).next()?;
        Some(StepId { skill, to }.text(rubric))
    }

    fn tick(&self, session: &Session, steps: &[(StepId, TickKind, Option<crate::rubric::Hours>)]) -> Outcome {
        let rubric = self.judged.rubric();
        let moment = session::now();
        let tick = |(step, kind, hours): &(StepId, TickKind, Option<_>)| Tick {
            skill: rubric[step.skill].id.clone(),
            to: step.to,
            kind: *kind,
            moment,
            hours: *hours,
        };
        let ticks: Vec<_> = steps.iter().map(tick).collect();
        let former: Vec<_> = steps.iter().flat_map(|(step, ..)| names(rubric, *step)).collect();
        Ok(session.store()?.tick(rubric.id(), &ticks, &former)?)
    }

    /// Names the step that comes next.
    fn next(&self, session: &Session) -> Outcome {
        let planned = planning::planned(session, &self.judged, self.target, &Asked::default())?;
        match planned.plan.steps.first() {
            Some(step) => {
                let meaning = wording::one_line(self.judged.rubric().meaning(step.id.skill, step.id.to));
                let colon = if meaning.is_empty() { "" } else { ", " };
                output::tell(&format!("next: {}{colon}{}", self.text(step.id), crate::clean::line(&meaning)));
            }
            None => output::tell("nothing is left in this plan; `skillgap assess` records what you can do now"),
        }
        Ok(())
    }
}

/// What a step is and was called, by each id that its skill has or had.
fn names(rubric: &Rubric, step: StepId) -> Vec<String> {
    let skill = &rubric[step.skill];
    std::iter::once(&skill.id).chain(&skill.formerly).map(|id| format!("{id}@{}", step.to)).collect()
}

fn undo(session: &Session, typed: &str, whose: &Whose) -> Outcome {
    let mine = Mine::new(session, whose)?;
    let rubric = mine.judged.rubric();
    let step = StepId::parse(rubric, typed);
    let text = step.map_or_else(|| typed.to_owned(), |step| step.text(rubric));
    let names = step.map_or_else(|| vec![typed.to_owned()], |step| names(rubric, step));
    if session.store()?.untick(rubric.id(), &names, session::now())? {
        output::tell(&format!("{} is no longer ticked", wording::brief(&text)));
        return mine.next(session);
    }
    Err(Failure::usage(format!("`{}` is not ticked", wording::brief(&text))))
}

/// Adds the ticks of a Markdown plan; takes none away.
fn sync(session: &Session, file: &Path, whose: &Whose) -> Outcome {
    let mine = Mine::new(session, whose)?;
    let source = files::source(session, &file.to_string_lossy())?;
    let rubric = mine.judged.rubric();
    let mut known = session.store()?.ticks(rubric.id())?;
    known.retain(|tick| !history::is_settled(&mine.judged.history.entries, rubric, tick));
    let mut ticked = Vec::new();
    for id in plan::ticked_in(&source.text) {
        match StepId::parse(rubric, id) {
            None => output::tell(&format!("warning: there is no step `{}`; left out", wording::brief(id))),
            Some(step) => {
                let held = mine.judged.answers.rating(step.skill).is_some_and(|rating| rating >= step.to);
                let is_known =
                    known.iter().any(|tick| tick.kind == TickKind::Done && names(rubric, step).contains(&tick.step()));
                if !held && !is_known {
                    ticked.push((step, TickKind::Done, None));
                }
            }
        }
    }
    if !ticked.is_empty() {
        mine.tick(session, &ticked)?;
    }
    output::tell(&format!(
        "{} from {}",
        wording::count(ticked.len(), "new tick", "new ticks"),
        crate::cli::shown(file)
    ));
    mine.next(session)
}

fn set(session: &Session, pace: &Pace, forget_weeks: bool, whose: &Whose) -> Outcome {
    let says_nothing = pace.hours_per_week.is_none() && pace.start.is_none() && pace.prefer.is_empty();
    if says_nothing && pace.skip_week.is_empty() && !forget_weeks {
        return Err(Failure::usage("there is nothing to set").hint(
            "say what to remember: `--hours-per-week 6`, `--start 2026-12-07`, `--prefer python` or `--skip-week \
             2026-12-24`",
        ));
    }
    let mine = Mine::new(session, whose)?;
    let rubric = mine.judged.rubric();
    let hours = pace.hours_per_week.map(planning::pace).transpose()?;
    let preferred = planning::preferred(&mine.judged.loaded, &pace.prefer)?;
    let id = &rubric[mine.target].id;
    session.store()?.change_settings(rubric.id(), id, |settings| {
        settings.hours_per_week = hours.or(settings.hours_per_week);
        settings.start = pace.start.or(settings.start);
        if !preferred.is_empty() {
            settings.prefer = preferred.iter().map(|skill| rubric[*skill].id.clone()).collect();
        }
        if forget_weeks {
            settings.skip_weeks.clear();
        }
        settings.skip_weeks.extend(&pace.skip_week);
        settings.skip_weeks.sort_unstable();
        settings.skip_weeks.dedup();
    })?;
    output::tell(&format!("remembered for `{}` and target `{id}`", rubric.id()));
    Ok(())
}
