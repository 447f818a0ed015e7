//! `plan done`, `plan skip`, `plan undo`: what is said of steps, and what comes next.

use jiff::civil::Date;

use super::mine::{Marked, Mine, names};
use crate::clean;
use crate::cli::args::Whose;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::session::{self, Session};
use crate::cli::{output, planning, rubrics};
use crate::history::{self, Tick, TickKind};
use crate::plan::{Barrier, Plan, Ready, StepId};
use crate::report::Name;
use crate::report::number::hours as in_hours;
use crate::rubric::Hours;
use crate::wording;

/// Ticks steps, all of them or none. Hours and a day are added to one that is ticked already.
pub(super) fn done(
    session: &Session,
    typed: &[String],
    (hours, on): (Option<f64>, Option<Date>),
    whose: &Whose,
) -> Outcome {
    let hours = hours.map(planning::spent).transpose()?;
    if let Some(to_come) = on.filter(|on| *on > session::today()) {
        return Err(Failure::usage(format!("{to_come} is a day to come")).hint("say the day on which it was done"));
    }
    let mine = Mine::new(session, whose)?;
    let steps = mine.steps(session, typed)?;
    if hours.is_some() && steps.len() > 1 {
        let message = format!("`--hours` is what one step took, and {} are named", steps.len());
        return Err(Failure::usage(message).hint("tick each with its own hours: one `skillgap plan done` a step"));
    }
    let known = session.store()?.ticks(mine.rubric().id())?;
    let marks = steps.iter().map(|step| mark(&mine, &known, *step, (hours, on))).collect::<Result<Vec<_>, _>>()?;
    mine.keep(session, &marks.iter().map(|mark| mark.tick.clone()).collect::<Vec<_>>())?;
    tell_done(&mine, &steps, &marks);
    next(session, &mine)
}

/// A tick, and what there was of its step before.
struct Mark {
    tick: Tick,
    /// The tick that it adds to.
    before: Option<Tick>,
}

/// The tick of a step: a new one, or what there is with what is said now.
fn mark(
    mine: &Mine,
    known: &[Tick],
    step: StepId,
    (hours, on): (Option<Hours>, Option<Date>),
) -> Result<Mark, Failure> {
    let rubric = mine.rubric();
    let is_it = |tick: &&Tick| tick.kind == TickKind::Done && names(rubric, step).contains(&tick.step());
    let old = known.iter().find(is_it);
    let is_over = |tick: &Tick| history::is_settled(&mine.judged.history.entries, rubric, tick);
    let new = mine.ticked(Marked { step, kind: TickKind::Done, on, hours });
    match old {
        Some(old) if mine.is_held(step) || !is_over(old) => Ok(Mark {
            tick: Tick { moment: old.moment, on: on.or(old.on), hours: hours.or(old.hours), ..new },
            before: Some(old.clone()),
        }),
        _ => {
            mine.check_ahead(step)?;
            Ok(Mark { tick: new, before: None })
        }
    }
}

fn tell_done(mine: &Mine, steps: &[StepId], marks: &[Mark]) {
    let (new, again): (Vec<_>, Vec<_>) = steps.iter().zip(marks).partition(|(_, mark)| mark.before.is_none());
    match new.as_slice() {
        [] => {}
        [(step, mark)] => output::tell(&format!("ticked {}", titled(mine, **step) + &details(&mark.tick))),
        many => {
            let ids: Vec<_> = many.iter().map(|(step, _)| mine.text(**step)).collect();
            let on = many.iter().find_map(|(_, mark)| mark.tick.on).map(|on| format!(", on {on}")).unwrap_or_default();
            output::tell(&format!("ticked {} steps: {}{on}", many.len(), wording::list(&ids)));
        }
    }
    for (step, mark) in again {
        let step = mine.text(*step);
        let was = mark.before.as_ref().unwrap_or(&mark.tick);
        let day = planning::done_on(was);
        output::tell(&if (was.on, was.hours) == (mark.tick.on, mark.tick.hours) {
            format!("{step} is ticked already, on {day}{}", took(was.hours))
        } else {
            format!("{step}, ticked on {day}: now{}", details(&mark.tick).trim_start_matches(','))
        });
    }
}

/// The day and the hours of a tick that are said, after commas.
fn details(tick: &Tick) -> String {
    let on = tick.on.map(|on| format!(", on {on}")).unwrap_or_default();
    format!("{on}{}", took(tick.hours))
}

fn took(hours: Option<Hours>) -> String {
    hours.map(|hours| format!(", {}", in_hours(hours))).unwrap_or_default()
}

/// Hides steps, all of them or none.
pub(super) fn skip(session: &Session, typed: &[String], whose: &Whose) -> Outcome {
    let mine = Mine::new(session, whose)?;
    let steps = mine.steps(session, typed)?;
    steps.iter().try_for_each(|step| mine.check_ahead(*step))?;
    let skipped = |step: &StepId| mine.ticked(Marked { step: *step, kind: TickKind::Skip, on: None, hours: None });
    mine.keep(session, &steps.iter().map(skipped).collect::<Vec<_>>())?;
    let ids: Vec<_> = steps.iter().map(|step| mine.text(*step)).collect();
    let what = if let [one] = steps.as_slice() { titled(&mine, *one) } else { wording::list(&ids) };
    let them = if ids.len() == 1 { "it" } else { "them" };
    output::tell(&format!("skipped {what}; `skillgap plan undo {}` brings {them} back", ids.join(" ")));
    next(session, &mine)
}

/// Takes ticks back, all of them or none.
pub(super) fn undo(session: &Session, typed: &[String], whose: &Whose) -> Outcome {
    let mine = Mine::new(session, whose)?;
    let store = session.store()?;
    let mut known = store.ticks(mine.rubric().id())?;
    known.sort_by_key(|tick| tick.moment);
    let steps = typed.iter().map(|typed| undone(&mine, &known, typed)).collect::<Result<Vec<_>, _>>()?;
    if let Some(missing) = store.untick(mine.rubric().id(), &steps, session::now())? {
        let failure = Failure::usage(format!("`{}` is not ticked", wording::brief(&typed[missing])));
        return Err(match known.last() {
            Some(last) => failure.hint(format!("the step that was ticked last is `{}`", last.step())),
            None => failure.hint("no step is ticked"),
        });
    }
    let mut ids: Vec<_> = steps.iter().filter_map(|names| names.first()).collect();
    ids.dedup();
    let are = if ids.len() == 1 { "is" } else { "are" };
    output::tell(&format!("{} {are} no longer ticked", wording::brief(&wording::list(&ids))));
    next(session, &mine)
}

/// The names of the step whose tick is meant: of a skill, the one that was ticked last.
fn undone(mine: &Mine, known: &[Tick], typed: &str) -> Result<Vec<String>, Failure> {
    let rubric = mine.rubric();
    if typed.contains('@') {
        let step = StepId::parse(rubric, typed);
        // what the rubric has no longer can still be taken back
        return Ok(step.map_or_else(|| vec![typed.to_owned()], |step| names(rubric, step)));
    }
    if known.iter().any(|tick| tick.skill.as_str() == typed) || typed != "next" {
        let skill = rubrics::skill(&mine.judged.loaded, typed)?;
        let last = known.iter().rfind(|tick| rubric.skill(tick.skill.as_str()) == Some(skill));
        return Ok(last.map_or_else(|| vec![typed.to_owned()], |tick| vec![tick.step()]));
    }
    Ok(vec![typed.to_owned()])
}

/// A step with its words: `sql@3, SQL, 3 Independent`.
fn titled(mine: &Mine, step: StepId) -> String {
    let Name { id, title } = Name::step(mine.rubric(), step);
    format!("{id}, {title}")
}

/// Says which step comes next, and how far it is to ready.
pub(super) fn next(session: &Session, mine: &Mine) -> Outcome {
    let plan = mine.plan(session)?;
    match plan.steps.first() {
        Some(step) => {
            let meaning = wording::one_line(mine.rubric().meaning(step.id.skill, step.id.to));
            let colon = if meaning.is_empty() { "" } else { ": " };
            let took = in_hours(step.hours);
            output::tell(&format!("next: {}, {took}{colon}{}", titled(mine, step.id), clean::line(&meaning)));
        }
        None if plan.deadline.as_ref().is_some_and(|deadline| !deadline.left_out.is_empty()) => {
            output::tell("next: no other step fits before the day that is remembered");
        }
        None => output::tell("nothing is left in this plan; `skillgap assess` records what you can do now"),
    }
    if let Some(far) = to_ready(mine, &plan) {
        output::tell(&format!("ready: {far}"));
    }
    Ok(())
}

/// How far it is to ready.
fn to_ready(mine: &Mine, plan: &Plan) -> Option<String> {
    let target = Name::target(mine.rubric(), plan.target).title;
    let Some(Ready { steps, hours, between, open, with_ticks, .. }) = &plan.ready else {
        let skipped = plan.barriers.iter().filter_map(|barrier| match barrier {
            Barrier::Skipped(id) => Some(mine.text(*id)),
            Barrier::Open(_) => None,
        });
        let skipped: Vec<_> = skipped.collect();
        let bring = format!("not for {target} without what is skipped: {}", wording::list(&skipped));
        return (!skipped.is_empty()).then_some(bring);
    };
    let answers = wording::count(open.len(), "answer is", "answers are");
    Some(match (*steps, open.is_empty()) {
        (0, true) if *with_ticks => {
            format!("for {target}, with what is ticked; `skillgap assess --due` asks for it and rates it")
        }
        (0, true) => format!("for {target} already"),
        (0, false) => format!("open for {target}: {answers} missing"),
        (_, false) => format!("for {target} after {} at the least; {answers} missing", in_hours(*hours)),
        (steps, true) => {
            let days = between.map(|(from, until)| format!(", between {from} and {until}")).unwrap_or_default();
            let steps = wording::count(steps, "more step", "more steps");
            format!("for {target} after {steps}, {}{days}", in_hours(*hours))
        }
    })
}
