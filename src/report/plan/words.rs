//! The sentences of the plan.

use jiff::civil::Date;

use super::super::name::{self, Name, level, listed};
use super::super::number::{Hundred, Tenths, difference, hours, hours_between, percent, range, reached};
use super::{PlanReport, Project};
use crate::plan::{Barrier, Plan, Ready, Reason, Step, StepId};
use crate::rubric::{Hours, Level, Rubric, Share, SkillIx, Subject};
use crate::score::Scorecard;
use crate::wording::count;

/// Why a step is in the plan, as a sentence without its full stop.
pub(super) fn reason(rubric: &Rubric, plan: &Plan, step: &Step) -> String {
    let target = name::text(&rubric[plan.target].title);
    let of = |subject| name::text(rubric.subject_title(subject));
    let own = |subject| Subject::Skill(step.id.skill) == subject;
    let reason = match step.why {
        Reason::Essential(subject) if own(subject) => format!("essential for {target}"),
        Reason::Essential(subject) => format!("essential for {target}, as one of \"{}\"", of(subject)),
        Reason::Raises(subject) if is_least(rubric, plan, step, subject) => {
            if own(subject) {
                format!("{target} asks for at least level {}", least(rubric, plan, subject))
            } else {
                format!("{target} asks for at least one of \"{}\"", of(subject))
            }
        }
        Reason::Raises(subject) if own(subject) => match &rubric[step.id.skill].why {
            // The rubric says best what a skill is good for, where it is only about this one.
            Some(why) if step.serves.len() == 1 => name::one_line(why).trim_end_matches('.').to_owned(),
            _ => format!("{target} asks for it"),
        },
        Reason::Raises(subject) => format!("{target} asks for one of \"{}\"", of(subject)),
        Reason::Needed(id) => format!("needed before {}", title(rubric, id)),
        Reason::CatchesUp(subject) => format!("chosen for \"{}\"; counts once it is ahead", of(subject)),
        Reason::Alone => "what needed it is done, skipped or left out".to_owned(),
    };
    if step.assumed { format!("{reason}; not answered, so you may have it already") } else { reason }
}

/// What there is to say of a step beside its hours and points, in few words: why it is there, unless the target simply asks
/// for it, and until when it goes on beside the next ones.
pub(super) fn remark(rubric: &Rubric, plan: &Plan, step: &Step) -> Option<String> {
    let of = |subject| name::text(rubric.subject_title(subject));
    let own = |subject| Subject::Skill(step.id.skill) == subject;
    let why = match step.why {
        Reason::Essential(subject) if own(subject) => Some("essential".to_owned()),
        Reason::Essential(subject) => Some(format!("essential: one of \"{}\"", of(subject))),
        Reason::Raises(subject) if is_least(rubric, plan, step, subject) => {
            Some(format!("at least {} is asked", least(rubric, plan, subject)))
        }
        Reason::Raises(subject) if own(subject) => None,
        Reason::Raises(subject) => Some(format!("one of \"{}\"", of(subject))),
        Reason::Needed(_) | Reason::CatchesUp(_) | Reason::Alone => Some(reason(rubric, plan, step)),
    };
    let is_said = matches!(step.why, Reason::Needed(_) | Reason::CatchesUp(_) | Reason::Alone);
    let open = (step.assumed && !is_said).then(|| "not answered, so you may have it already".to_owned());
    let longer = (step.ends > step.worked).then(|| format!("goes on until {}, beside the next steps", step.ends));
    let all: Vec<_> = why.into_iter().chain(open).chain(longer).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// The level below which nobody is ready, of what the target asks for.
fn least(rubric: &Rubric, plan: &Plan, subject: Subject) -> Level {
    let asked = rubric[plan.target].requires.iter().find(|asked| asked.subject == subject);
    asked.map(|asked| asked.floor).unwrap_or_default()
}

fn is_least(rubric: &Rubric, plan: &Plan, step: &Step, subject: Subject) -> bool {
    step.id.to <= least(rubric, plan, subject)
}

/// Says which skills should be answered before anything is learned for them.
pub(super) fn answer_first(scorecard: &Scorecard, plan: &Plan, names: &str) -> String {
    let worth = Hundred::of(scorecard).open;
    format!(
        "{} without an answer may be worth up to {worth} points and {} not planned: {names}",
        count(plan.answer_first.len(), "skill", "skills"),
        if plan.answer_first.len() == 1 { "is" } else { "are" }
    )
}

/// How good the hours and the order are.
pub(super) fn sure(plan: &Plan) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((earliest, latest)) = plan.finish {
        lines.push(format!(
            "Hours are estimates: it is 80 % likely that the plan takes {} and ends between {earliest} and {latest}",
            hours_between(plan.hours_range)
        ));
        lines.push(match plan.habit.steps {
            0 => format!(
                "Days allow {:.1} times the estimates, because most people take longer; hours that you log make that your \
                 own pace",
                plan.habit.factor().get()
            ),
            steps => format!(
                "Learned from {} with hours: count on {:.1} times the estimates",
                count(usize::try_from(steps).unwrap_or(usize::MAX), "step", "steps"),
                plan.habit.factor().get()
            ),
        });
    }
    if plan.steps.len() > 1 && plan.optimality_gap == Share::default() {
        lines.push(
            "Within each part no other order gains points sooner; a mentor may know a better one for you".to_owned(),
        );
    } else if plan.steps.len() > 1 {
        lines.push(format!(
            "Within each part no order gains points more than {} % sooner; a mentor may know a better one for you",
            percent(plan.optimality_gap)
        ));
    }
    lines
}

/// What a step adds, after a comma; nothing for a step that adds nothing.
pub(super) fn gain(gain: Share, points: Tenths) -> String {
    if gain == Share::default() { String::new() } else { format!(", {} points", points.signed()) }
}

/// How far it is: readiness, the target itself, everything.
pub(super) fn figures(rubric: &Rubric, scorecard: &Scorecard, plan: &Plan) -> Vec<String> {
    let mut lines = Vec::new();
    let gains: Share = plan.steps.iter().map(|step| step.gain).sum();
    if let Some(now) = scorecard.readiness {
        let ticked = plan.held();
        let rated = now.low + ticked;
        let then = match (plan.steps.len(), ticked == Share::default()) {
            (0, true) => String::new(),
            (0, false) => format!(", at least {} once the ticked steps are rated", reached(rated)),
            (steps, true) => format!(", at least {} after {}", reached(rated + gains), these(steps)),
            (steps, false) => format!(
                ", at least {} once the ticked steps are rated and {} after {}",
                reached(rated),
                reached(rated + gains),
                these(steps)
            ),
        };
        lines.push(format!("Readiness {} of 100 now{then}", range(now)));
    }
    let all = plan.steps.len() + plan.deadline.as_ref().map_or(0, |deadline| deadline.left_out.len());
    let target = name::text(&rubric[plan.target].title);
    // What a deadline leaves of the way is said with the deadline.
    let on_way = plan.steps.iter().filter(|step| step.way.is_some()).count();
    let way = plan.ready.as_ref().filter(|ready| on_way >= ready.steps);
    for milestone in plan.milestones.iter().filter(|milestone| milestone.target != plan.target) {
        let target = name::text(&rubric[milestone.target].title);
        let steps = if milestone.after == 1 { "step".to_owned() } else { format!("{} steps", milestone.after) };
        lines.push(format!("Ready for {target} after the first {steps}, {}", hours(milestone.hours)));
    }
    match way {
        Some(ready) if !ready.open.is_empty() => {
            let answers = count(ready.open.len(), "answer is", "answers are");
            lines.push(match ready.steps {
                0 => format!("Whether you are ready is open: {answers} missing"),
                _ => format!("Ready after {} at the least, and {answers} missing", hours(ready.hours)),
            });
        }
        Some(ready) if ready.steps > 0 => {
            let took = ready.between.map(|between| format!(": {}", span(first_day(plan), between))).unwrap_or_default();
            let steps = match ready.steps {
                1 if all == 1 => "this step".to_owned(),
                1 => "the first step".to_owned(),
                steps if steps == all => format!("these {all} steps"),
                steps => format!("the first {steps} steps"),
            };
            lines.push(format!("Ready for {target} after {steps}, {}{took}", hours(ready.hours)));
        }
        Some(ready) if ready.steps == 0 && all > 0 => {
            let ready = if ready.with_ticks { "With the ticked steps you are ready" } else { "You are already ready" };
            lines.push(format!("{ready}; these steps go further"));
        }
        _ => {}
    }
    if let Some(ready) = way.filter(|ready| ready.steps > 0) {
        if ready.gap > Share::default() {
            lines.push(format!("That is at most {} % longer than the shortest way", percent(ready.gap)));
        }
        lines.extend(margin(rubric, scorecard, plan, ready));
    }
    let skipped = plan.barriers.iter().filter_map(|barrier| match barrier {
        Barrier::Skipped(id) => Some(id.text(rubric)),
        Barrier::Open(_) => None,
    });
    let skipped: Vec<_> = skipped.collect();
    if !skipped.is_empty() {
        lines.push(format!("Not ready without what is skipped: bring back {}", skipped.join(", ")));
    }
    if plan.moved > 0 {
        let weeks = count(usize::try_from(plan.moved).unwrap_or(usize::MAX), "week", "weeks");
        lines.push(format!("Moved by {weeks}, because what should have ended has not"));
    }
    lines.extend(chosen(rubric, scorecard, plan));
    if let Some(between) = plan.finish {
        let (hours, pace) = (hours(plan.total_hours), hours(plan.hours_per_week));
        let steps = match all {
            1 => "The step".to_owned(),
            2 => "Both steps".to_owned(),
            all => format!("All {all} steps"),
        };
        lines.push(format!("{steps}, {hours} by estimate: {} at {pace} a week", span(first_day(plan), between)));
    }
    lines
}

/// The members of groups that the plan begins from nothing, where nothing that the person has, may have or prefers decides.
fn chosen(rubric: &Rubric, scorecard: &Scorecard, plan: &Plan) -> Option<String> {
    const NAMED: usize = 3;
    let begins =
        |skill: &SkillIx| plan.steps.iter().any(|step| step.id.skill == *skill && step.id.to.below() == Level::NONE);
    let may_have = |skill: &SkillIx| scorecard.reach(*skill).high().is_some_and(|high| high > Level::NONE);
    let asked = rubric[plan.target].requires.iter().filter_map(|asked| match asked.subject {
        Subject::Group(group) => Some(&rubric[group].members),
        Subject::Skill(_) => None,
    });
    let mut names = Vec::new();
    for members in asked.filter(|members| !members.iter().any(may_have)) {
        for skill in members.iter().filter(|skill| begins(skill) && !plan.preferred.contains(skill)) {
            let name = Name::skill(rubric, *skill);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let them = if names.len() == 1 { "it" } else { "them" };
    let takes = if names.len() == 1 { "another" } else { "others" };
    (!names.is_empty()).then(|| {
        let names = listed(&names, NAMED);
        format!("The plan chose {names} for you, as few hours lead through {them}: --prefer takes {takes}")
    })
}

/// Says that the way ends within the noise of a self-rating, and what gives three points more, if anything does.
fn margin(rubric: &Rubric, scorecard: &Scorecard, plan: &Plan, ready: &Ready) -> Option<String> {
    let noise = Share::new(6, 100);
    if !ready.open.is_empty() {
        return None;
    }
    let now = scorecard.readiness?.low + held_by(plan, ready.steps);
    let margin = now - rubric[plan.target].ready_at;
    if margin > noise {
        return None;
    }
    let margin = difference(rubric[plan.target].ready_at, now);
    let more = ready.more.and_then(|more| {
        let next = plan.steps.get(ready.steps..ready.steps + more.steps)?;
        let then = now + next.iter().map(|step| step.gain).sum::<Share>();
        let (steps, gives) = match more.steps {
            1 => ("step".to_owned(), "gives"),
            steps => (format!("{steps} steps"), "give"),
        };
        Some(format!(": the next {steps}, {}, {gives} {} more", hours(more.hours), difference(now, then)))
    });
    let more = more.unwrap_or_default();
    Some(format!("Readiness is then {margin} points above what is asked, and under about 6 can be noise{more}"))
}

/// What is gained with the ticked steps and the first ones of the plan.
fn held_by(plan: &Plan, steps: usize) -> Share {
    plan.held() + plan.steps.iter().take(steps).map(|step| step.gain).sum::<Share>()
}

fn these(steps: usize) -> String {
    if steps == 1 { "this step".to_owned() } else { format!("these {steps} steps") }
}

/// The day from which what is to come is counted: that on which the first step begins.
fn first_day(plan: &Plan) -> Date {
    plan.steps.first().map_or(plan.start, |step| step.starts)
}

/// How long it is until a range of days, in words and in the largest unit that still tells something.
fn span(start: Date, (earliest, latest): (Date, Date)) -> String {
    let days = |day: Date| f64::from((day - start).get_days() + 1);
    let (low, high) = (days(earliest), days(latest));
    let (one, unit) = if high <= 70.0 {
        (7.0, "week")
    } else if high <= 730.0 {
        (365.25 / 12.0, "month")
    } else {
        (365.25, "year")
    };
    // years to the half, so that a year and a half is not called two
    let parts = if unit == "year" { 2.0 } else { 1.0 };
    let of = |days: f64| ((days / one * parts).round() / parts).max(1.0 / parts);
    let (low, high) = (of(low), of(high));
    if low < 1.0 && high > 1.0 {
        return format!("about 6 months to {high} years");
    }
    if low >= high {
        let s = if high > 1.0 { "s" } else { "" };
        return format!("about {high} {unit}{s}");
    }
    format!("about {low} to {high} {unit}s")
}

/// The weeks in which nothing is done.
pub(super) fn skipped(mondays: &[Date]) -> String {
    let days: Vec<_> = mondays.iter().map(Date::to_string).collect();
    match days.as_slice() {
        [] => String::new(),
        [one] => format!("Skipped: the week of {one}"),
        [first @ .., last] => format!("Skipped: the weeks of {} and {last}", first.join(", ")),
    }
}

/// The projects that take fewer hours than their steps, and those that are there to show them, each with its heading.
pub(super) fn projects(all: &[Project]) -> Vec<(&'static str, Vec<&Project>)> {
    let (saving, showing): (Vec<_>, Vec<_>) = all.iter().partition(|project| project.hours_saved > Hours::default());
    let both = [("Projects that save hours", saving), ("Portfolio projects that show these steps", showing)];
    both.into_iter().filter(|(_, projects)| !projects.is_empty()).collect()
}

/// What the steps of a project take without it: `6 steps, 38 h one by one`.
pub(super) fn alone(project: &Project) -> String {
    let steps = count(project.raises.len(), "step", "steps");
    format!("{steps}, {} one by one", hours(project.hours_alone))
}

/// What the plan says where it has no step.
pub(super) fn nothing(report: &PlanReport) -> &'static str {
    match (&report.deadline, report.readiness) {
        (Some(deadline), _) if !deadline.left_out.is_empty() => "No step fits before that day.",
        (_, None) => "Nothing that this target asks for applies to you.",
        _ if !report.answer_first.is_empty() => "Nothing is surely missing: answers are.",
        _ if !report.hidden.is_empty() || !report.done.is_empty() => "No step is left: all are done or skipped.",
        _ => "Nothing is missing for this target: there is nothing to plan.",
    }
}

/// What ticked steps are worth.
pub(super) fn done(report: &PlanReport) -> String {
    let all = count(report.done.len(), "step is", "steps are");
    if report.held == Share::default() {
        return format!("{all} done");
    }
    let now = report.readiness.map(|now| now.low).unwrap_or_default();
    format!("{all} done, worth {} points once rated", difference(now, now + report.held))
}

/// A step in words: `SQL, 3 Independent`.
pub(super) fn title(rubric: &Rubric, id: StepId) -> String {
    format!("{}, {}", name::text(&rubric[id.skill].title), level(rubric, id.to))
}
