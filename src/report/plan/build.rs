//! From a plan to a report.

use std::collections::HashSet;

use super::super::name::{self, Name, level, listed};
use super::super::thumb::rule_of_thumb;
use super::deadline;
use super::weeks::{Week, weeks};
use super::words::title;
use super::{Deadline, Done, Hidden, Input, LeftOut, PlanReport, Project, Resource, Step, in_order, words};
use crate::plan;
use crate::report::gap::Extent;
use crate::report::number::{Tenths, climbs};
use crate::report::way::Way;
use crate::rubric::{Level, Rubric, Share};
use crate::score::Scorecard;

/// The fewest steps that the terminal leaves it at, unless all are wanted.
const FIRST: usize = 8;

/// Makes the report.
pub fn plan_report(input: &Input<'_>) -> PlanReport {
    let Input { rubric, plan, scorecard, .. } = *input;
    let gains = gains(scorecard, plan);
    let (of_steps, of_left_out) = gains.split_at(plan.steps.len());
    let steps: Vec<_> = plan.steps.iter().zip(of_steps).map(|(one, points)| step(rubric, plan, one, *points)).collect();
    let steps = with_own_resources(input, steps, plan.steps.iter());
    let passed = passed(input);
    let all: Vec<_> = in_order(&passed, &steps).map(|(step, _)| step.clone()).collect();
    let weeks = weeks(&steps, &plan.skipped_weeks);
    let answer_first: Vec<_> = plan.answer_first.iter().map(|first| Name::skill(rubric, first.skill)).collect();
    let gained: Share = plan.steps.iter().map(|step| step.gain).sum();
    let climbed = plan.steps.iter().map(|step| step.id.skill);
    PlanReport {
        given: input.given.clone(),
        edition: input.edition.clone(),
        on: input.on,
        target: Name::target(rubric, plan.target),
        start: plan.start,
        moved: plan.moved,
        pace_factor: plan.habit.factor().get(),
        way: Way::of(rubric, plan),
        hours_per_week: plan.hours_per_week,
        skipped_weeks: plan.skipped_weeks.clone(),
        readiness: scorecard.readiness,
        after: scorecard.readiness.map(|now| now.low + gained),
        answer_words: (!answer_first.is_empty())
            .then(|| words::answer_first(scorecard, plan, &listed(&answer_first, 4))),
        answer_first,
        shown: shown(&weeks, steps.len(), input.extent),
        figures: words::figures(rubric, scorecard, plan),
        sure: words::sure(plan).into_iter().chain(rule_of_thumb(rubric, climbed)).collect(),
        done: plan.done.iter().map(|one| done(rubric, one)).collect(),
        held: plan.held(),
        hidden: plan.hidden.iter().map(|one| hidden(rubric, one)).collect(),
        total_hours: plan.total_hours,
        hours_range: plan.hours_range,
        finish: plan.finish,
        cost: plan.cost,
        optimality_gap: plan.optimality_gap,
        projects: plan.projects.iter().map(|proposal| project(rubric, proposal)).collect(),
        projects_begun: plan.projects_begun.iter().map(|proposal| project(rubric, proposal)).collect(),
        weeks_begun: super::weeks::weeks(&all, &plan.skipped_weeks),
        passed,
        deadline: plan.deadline.as_ref().map(|deadline| met(rubric, plan, deadline, of_left_out)),
        steps,
        weeks,
    }
}

/// The steps with those of their resources that are for somebody with the skills that this person has or climbs.
fn with_own_resources<'p>(
    input: &Input<'_>,
    mut steps: Vec<Step>,
    planned: impl Iterator<Item = &'p plan::Step>,
) -> Vec<Step> {
    let Input { rubric, plan, scorecard, .. } = *input;
    let ticked = plan.done.iter().map(|done| done.id.skill);
    let climbed: HashSet<_> = plan.steps.iter().map(|step| step.id.skill).chain(ticked).collect();
    let has = |skill| climbed.contains(&skill) || scorecard.reach(skill).low() > Some(Level::NONE);
    for (step, planned) in steps.iter_mut().zip(planned) {
        let mut all = rubric[planned.id.skill].resources(planned.id.to);
        step.resources.retain(|_| all.next().is_none_or(|resource| resource.is_for(has)));
    }
    steps
}

/// The steps done that stand in the plan, each with how many of those to come stand before it.
fn passed(input: &Input<'_>) -> Vec<(usize, Step)> {
    let Input { rubric, plan, scorecard, .. } = *input;
    let gained: Share = plan.passed.iter().map(|(_, step)| step.gain).sum();
    let mut level = scorecard.readiness.map(|now| now.low).unwrap_or_default() + plan.held() - gained;
    let mut levels = vec![level];
    for (_, step) in &plan.passed {
        level += step.gain;
        levels.push(level);
    }
    let points = climbs(&levels);
    let steps = plan.passed.iter().zip(&points).map(|((_, one), points)| step(rubric, plan, one, *points)).collect();
    let steps = with_own_resources(input, steps, plan.passed.iter().map(|(_, step)| step));
    plan.passed.iter().map(|(before, _)| *before).zip(steps).collect()
}

/// What each step and then each that is left out adds, as it is printed: from readiness with the ticked steps rated on,
/// they lead to what readiness is after them.
fn gains(scorecard: &Scorecard, plan: &plan::Plan) -> Vec<Tenths> {
    let left_out = plan.deadline.iter().flat_map(|deadline| &deadline.left_out).map(|left| left.gain);
    let mut level = scorecard.readiness.map(|now| now.low).unwrap_or_default() + plan.held();
    let mut levels = vec![level];
    for gain in plan.steps.iter().map(|step| step.gain).chain(left_out) {
        level += gain;
        levels.push(level);
    }
    climbs(&levels)
}

fn step(rubric: &Rubric, plan: &plan::Plan, step: &plan::Step, points: Tenths) -> Step {
    let (skill, to) = (&rubric[step.id.skill], step.id.to);
    let resource = |one: &crate::rubric::Resource| Resource {
        title: name::text(&one.title),
        url: one.url.as_deref().map(name::text),
        kind: one.kind.as_deref().map(name::text),
        cost: one.cost.as_deref().map(name::text),
    };
    Step {
        id: step.id.text(rubric),
        skill: Name::skill(rubric, step.id.skill),
        area: Name::new(&rubric[skill.area].id, &rubric[skill.area].title),
        to: to.get(),
        level: level(rubric, to),
        from: level(rubric, to.below()),
        hours: step.hours,
        gain: step.gain,
        points,
        after: step.after.iter().map(|id| id.text(rubric)).collect(),
        assumed: step.assumed,
        start_hour: step.start_hour,
        finish_hour: step.finish_hour,
        starts: step.starts,
        worked: step.worked,
        ends: step.ends,
        weeks: (step.first_week, step.last_week),
        least_weeks: step.weeks,
        way: step.way.map(|target| rubric[target].id.to_string()),
        is_essential: step.is_essential,
        reason: words::reason(rubric, plan, step),
        remark: words::remark(rubric, plan, step),
        anchor: name::lines(rubric.meaning(step.id.skill, to)),
        practice: skill.practice(to).map(name::text),
        resources: skill.resources(to).map(resource).collect(),
    }
}

/// Up to the end of a week; one or two more are shown rather than announced.
fn shown(weeks: &[Week], all: usize, extent: Extent) -> usize {
    let ends = weeks.iter().map(|week| week.first + week.steps);
    let enough = ends.into_iter().find(|end| *end >= FIRST).unwrap_or(all);
    if extent == Extent::All || enough + 2 >= all { all } else { enough }
}

fn done(rubric: &Rubric, done: &plan::Done) -> Done {
    let plan::Done { id, on, hours, gain, .. } = *done;
    Done { id: id.text(rubric), title: title(rubric, id), on, hours, gain }
}

fn hidden(rubric: &Rubric, hidden: &plan::Hidden) -> Hidden {
    Hidden { id: hidden.id.text(rubric), title: title(rubric, hidden.id), skipped: hidden.skipped }
}

fn project(rubric: &Rubric, proposal: &plan::Proposal) -> Project {
    let described = &rubric[proposal.project];
    Project {
        name: Name::new(&described.id, &described.title),
        summary: described.summary.as_deref().map(name::text),
        raises: proposal.raises.iter().map(|id| id.text(rubric)).collect(),
        hours: described.hours,
        hours_alone: proposal.hours_alone,
        hours_saved: proposal.saved(rubric),
    }
}

fn met(rubric: &Rubric, plan: &plan::Plan, deadline: &plan::Deadline, points: &[Tenths]) -> Deadline {
    let left_out = |(left, points): (&plan::LeftOut, &Tenths)| LeftOut {
        id: left.id.text(rubric),
        title: title(rubric, left.id),
        hours: left.hours,
        gain: left.gain,
        is_too_long: left.is_too_long,
        points: *points,
    };
    Deadline {
        by: deadline.by,
        fits: deadline.fits,
        left_out: deadline.left_out.iter().zip(points).map(left_out).collect(),
        hours_missing: deadline.hours_missing,
        hours_per_week_needed: deadline.hours_per_week_needed,
        readiness: deadline.readiness,
        ready_by: deadline.ready_by,
        ready_hours_missing: deadline.ready_hours_missing,
        ready_hours_per_week_needed: deadline.ready_hours_per_week_needed,
        words: deadline::words(rubric, plan, deadline),
    }
}
