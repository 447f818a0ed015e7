//! What a plan is made from: the pace and the ticks that are remembered, and what the command line says instead.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use super::args::Pace;
use super::failure::Failure;
use super::judged::Judged;
use super::rubrics::{self, Loaded};
use super::session::{self, Session};
use crate::history::{self, Logged, Outlook, Remembered, Settings};
use crate::plan::{self, StepId, Took, Wishes};
use crate::report::target::Left;
use crate::rubric::{Hours, Id, Rubric, SkillIx, TargetIx};
use crate::score::{self, Scorecard};
use crate::wording;

/// The plan of a person for a target.
#[derive(Debug)]
pub(crate) struct Planned {
    pub(crate) scorecard: Scorecard,
    pub(crate) plan: plan::Plan,
}

/// What the command line may say of a plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) pace: Pace,
    pub(crate) by: Option<Date>,
    pub(crate) assume_lowest: bool,
    /// Whether a deadline that is remembered is left aside.
    pub(crate) ignores_deadline: bool,
}

impl Asked {
    /// All of the plan, whatever deadline is remembered.
    pub(crate) fn whole() -> Self {
        Self { ignores_deadline: true, ..Self::default() }
    }
}

/// Makes the plan. Answers from a file have no ticks and no remembered pace.
pub(crate) fn planned(session: &Session, judged: &Judged, target: TargetIx, asked: &Asked) -> Result<Planned, Failure> {
    planned_after(session, judged, target, asked, &ticked_so_far(session, judged)?)
}

/// What is left to each target of the rubric, as its plan has it.
pub(crate) fn left(session: &Session, judged: &Judged) -> Result<Vec<(TargetIx, Left)>, Failure> {
    let ticked = ticked_so_far(session, judged)?;
    let left = |(target, _)| {
        let planned = planned_after(session, judged, target, &Asked::whole(), &ticked)?;
        Ok((target, Left::from(&planned.plan)))
    };
    judged.rubric().targets().map(left).collect()
}

/// What ticks say, whatever the target.
struct Ticked {
    /// Those that no assessment has settled.
    live: Vec<plan::Tick>,
    /// What steps took, of all of them.
    took: Vec<Took>,
}

fn ticked_so_far(session: &Session, judged: &Judged) -> Result<Ticked, Failure> {
    let rubric = judged.rubric();
    let ticks = if judged.entry.is_some() { ticks(session, rubric.id())? } else { Vec::new() };
    let is_live = |tick: &&history::Tick| !history::is_settled(&judged.history.entries, rubric, tick);
    Ok(Ticked {
        live: ticks.iter().filter(is_live).filter_map(|tick| ticked(rubric, tick)).collect(),
        took: ticks.iter().filter_map(|tick| logged(rubric, tick)?.took()).collect(),
    })
}

fn planned_after(
    session: &Session,
    judged: &Judged,
    target: TargetIx,
    asked: &Asked,
    before: &Ticked,
) -> Result<Planned, Failure> {
    let rubric = judged.rubric();
    let settings = match &judged.entry {
        Some(_) => remembered(session, rubric.id())?.settings,
        None => Settings::default(),
    };
    let kept = settings.by.get(&rubric[target].id).copied();
    let kept = kept.filter(|by| !asked.ignores_deadline && *by >= judged.today());
    let asked_start = asked.pace.start.or(settings.start);
    let start = asked_start.unwrap_or_else(|| usual_start(judged));
    let preferred = preferred(&judged.loaded, &asked.pace.prefer)?;
    let remembered = settings.prefer.iter().filter_map(|id| rubric.skill(id.as_str()));
    let usual = Wishes::from(start);
    let wishes = Wishes {
        hours_per_week: match asked.pace.hours_per_week {
            Some(hours) => pace(hours)?,
            None => settings.hours_per_week.unwrap_or(usual.hours_per_week),
        },
        since: asked_start.unwrap_or(judged.assessment.on),
        today: judged.today(),
        by: asked.by.or(kept),
        prefer: if preferred.is_empty() { remembered.collect() } else { preferred },
        assume_lowest: asked.assume_lowest,
        skip_weeks: settings.skip_weeks.iter().chain(&asked.pace.skip_week).copied().collect(),
        took: before.took.clone(),
        ticks: before.live.clone(),
        ..usual
    };
    let scorecard = score::score(rubric, target, &judged.answers);
    let plan = plan::plan(rubric, &judged.answers, &scorecard, &wishes);
    Ok(Planned { scorecard, plan })
}

/// The plan, and when the target will be reached at the pace of the hours that were logged for steps of the rubric.
pub(crate) fn outlook(session: &Session, judged: &Judged, target: TargetIx) -> Result<(plan::Plan, Outlook), Failure> {
    let rubric = judged.rubric();
    let Planned { plan, .. } = planned(session, judged, target, &Asked::whole())?;
    let ticks = ticks(session, rubric.id())?;
    let logged: Vec<_> = ticks.iter().filter_map(|tick| logged(rubric, tick)).collect();
    let since = begun(&ticks, judged).unwrap_or_else(session::today);
    let outlook = Outlook::of(&plan, &logged, since, session::today());
    Ok((plan, outlook))
}

/// The day on which the first ticked step was begun, as far as that is known: that of the last assessment stored before it
/// was ticked, which the plan was made from.
fn begun(ticks: &[history::Tick], judged: &Judged) -> Option<Date> {
    let first = ticks.iter().map(|tick| tick.moment).min()?;
    let stored = judged.history.of(judged.rubric().id()).filter_map(|entry| entry.stored);
    stored.filter(|stored| *stored <= first).max().map(day_of)
}

/// What is remembered of the plans by a rubric. A file that cannot be read is named, and costs only itself.
pub(crate) fn remembered(session: &Session, rubric: &Id) -> Result<Remembered, Failure> {
    let found = session.or_skipped(session.store()?.remembered(rubric))?;
    found.skipped.iter().for_each(|skipped| session.name(skipped));
    Ok(found)
}

/// A deadline that is remembered and has passed, so that no plan keeps to it.
pub(crate) fn passed(session: &Session, judged: &Judged, target: TargetIx) -> Result<Option<Date>, Failure> {
    if judged.entry.is_none() {
        return Ok(None);
    }
    let rubric = judged.rubric();
    let by = remembered(session, rubric.id())?.settings.by.get(&rubric[target].id).copied();
    Ok(by.filter(|by| *by < judged.today()))
}

/// The ticks of a rubric's steps; none if the file that holds them cannot be read.
pub(crate) fn ticks(session: &Session, rubric: &Id) -> Result<Vec<history::Tick>, Failure> {
    let store = session.store()?;
    store.skipped_ticks(rubric)?.iter().for_each(|skipped| session.name(skipped));
    session.or_skipped(store.ticks(rubric))
}

/// What a tick tells of the person's pace; nothing of a step that is only skipped.
fn logged(rubric: &Rubric, tick: &history::Tick) -> Option<Logged> {
    let skill = rubric.skill(tick.skill.as_str()).filter(|_| tick.kind == history::TickKind::Done)?;
    Some(Logged { estimate: rubric[skill].hours(tick.to), actual: tick.hours, on: done_on(tick) })
}

/// A tick as the plan takes it; none if the rubric has no such step any more.
fn ticked(rubric: &Rubric, tick: &history::Tick) -> Option<plan::Tick> {
    let kind = match tick.kind {
        history::TickKind::Done => plan::TickKind::Done(tick.hours),
        history::TickKind::Skip => plan::TickKind::Skipped,
    };
    let to = rubric.scale().level(tick.to.get().into())?;
    Some(plan::Tick { step: StepId { skill: rubric.skill(tick.skill.as_str())?, to }, kind, on: done_on(tick) })
}

/// The day on which a step was done or skipped.
pub(crate) fn done_on(tick: &history::Tick) -> Date {
    tick.on.unwrap_or_else(|| day_of(tick.moment))
}

/// The day that it was here.
fn day_of(moment: Timestamp) -> Date {
    moment.to_zoned(session::zone()).date()
}

/// The first day of a plan for which none is named.
pub(crate) fn usual_start(judged: &Judged) -> Date {
    monday_from(judged.assessment.on)
}

/// The Monday on or after a day; the day itself at the end of time.
fn monday_from(day: Date) -> Date {
    let is_monday = day.weekday() == Weekday::Monday;
    if is_monday { day } else { day.nth_weekday(1, Weekday::Monday).unwrap_or(day) }
}

/// The pace that was typed.
pub(crate) fn pace(hours: f64) -> Result<Hours, Failure> {
    const MOST: f64 = 168.0;
    within(hours, MOST)
        .map_err(|bounds| Failure::usage(format!("`{hours}` is not a number of hours a week")).hint(bounds))
}

/// The hours that a step took, as typed.
pub(crate) fn spent(hours: f64) -> Result<Hours, Failure> {
    const MOST: f64 = 10_000.0;
    within(hours, MOST).map_err(|bounds| {
        Failure::usage(format!("`{hours}` is not a number of hours")).hint(format!("{bounds}, or leave out `--hours`"))
    })
}

/// Hours to the nearest quarter; outside of the bounds, what to say instead.
fn within(hours: f64, most: f64) -> Result<Hours, String> {
    const LEAST: f64 = 0.25;
    if !(LEAST..=most).contains(&hours) {
        return Err(format!("say between {LEAST} and {most}, in quarters of an hour"));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "just checked")]
    Ok(Hours::from_quarters((hours * 4.0).round() as u64))
}

/// The members of groups that were asked for.
pub(crate) fn preferred(loaded: &Loaded, typed: &[String]) -> Result<Vec<SkillIx>, Failure> {
    let member = |typed: &String| {
        let skill = rubrics::skill(loaded, typed)?;
        if loaded.rubric.groups().any(|(_, group)| group.members.contains(&skill)) {
            return Ok(skill);
        }
        Err(Failure::usage(format!("`{}` is not a member of any group", wording::brief(typed)))
            .hint("`--prefer` chooses among the members of a group, such as a language"))
    };
    typed.iter().map(member).collect()
}
