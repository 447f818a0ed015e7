//! Tests of the days of plans.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use jiff::civil::date;
use num_rational::Ratio;

use super::tests::{planned, texts, wishes, worked};
use super::*;

#[test]
fn skipped_weeks_shift_the_schedule_and_shrink_the_budget() {
    let (rubric, answers) = worked();
    let skip_weeks = vec![date(2026, 12, 5), date(2026, 12, 2), date(2025, 1, 1)];
    let by = Some(date(2026, 12, 20));
    let plan = planned(&rubric, &answers, &Wishes { skip_weeks: skip_weeks.clone(), ..wishes() });
    assert_eq!(plan.skipped_weeks, [date(2024, 12, 30), date(2026, 11, 30)]);
    let days: Vec<_> = plan.steps.iter().map(|step| (step.starts, step.ends)).collect();
    // 1.3 times 6.5 h end on the twelfth day, which is the fifth after the skipped week
    assert_eq!(days[0], (date(2026, 11, 23), date(2026, 12, 11)));
    assert_eq!(days[1], (date(2026, 12, 11), date(2026, 12, 27)));
    let plan = planned(&rubric, &answers, &Wishes { by, skip_weeks, ..wishes() });
    // 28 days of which 7 do not count: 15 h, of 1.3 times 78.5
    let deadline = plan.deadline.unwrap();
    assert_eq!(deadline.hours_missing, Ratio::new(1741, 20));
    assert_eq!(deadline.hours_per_week_needed, Some(Ratio::new(2041, 60)));
}

#[test]
fn a_deadline_keeps_what_is_worth_most() {
    let (rubric, answers) = worked();
    let by = Some(date(2026, 12, 20));
    let plan = planned(&rubric, &answers, &Wishes { by, ..wishes() });
    assert_eq!(texts(&rubric, &plan), ["docker@2", "docker@3"]);
    let deadline = plan.deadline.unwrap();
    assert!(!deadline.fits && deadline.proved);
    assert_eq!(deadline.left_out.iter().map(|left| left.id.text(&rubric)).collect::<Vec<_>>(), ["kafka@2", "go@4"]);
    // 20 h, of 1.3 times 78.5
    assert_eq!(deadline.hours_missing, Ratio::new(1641, 20));
    assert_eq!(deadline.hours_per_week_needed, Some(Ratio::new(2041, 80)));
    assert_eq!((deadline.ready_by, deadline.ready_hours_missing), (Some(true), Some(Share::default())));
    assert_eq!(deadline.ready_hours_per_week_needed, Some(Ratio::new(39, 8)));
    assert_eq!(deadline.readiness, Some(Ratio::new(161, 216) + Ratio::new(2, 27)));
    assert_eq!(plan.total_hours, Hours::from_quarters(314));
}

#[test]
fn a_deadline_before_the_start_leaves_everything_out() {
    let (rubric, answers) = worked();
    let plan = planned(&rubric, &answers, &Wishes { by: Some(date(2026, 11, 1)), ..wishes() });
    assert!(plan.steps.is_empty());
    let deadline = plan.deadline.unwrap();
    assert_eq!((deadline.left_out.len(), deadline.hours_per_week_needed), (4, None));
    assert_eq!((deadline.ready_by, deadline.ready_hours_per_week_needed), (Some(false), None));
    assert_eq!(deadline.ready_hours_missing, Some(Ratio::new(39, 2)));
    assert_eq!(plan.ready.unwrap().between, None);
}

#[test]
fn hours_that_are_logged_move_no_past_day() {
    let (rubric, answers) = worked();
    let first = planned(&rubric, &answers, &wishes());
    let (id, on) = (first.steps[0].id, first.steps[0].ends);
    let hours = Hours::from_quarters(100);
    let ticks = vec![Tick { step: id, kind: TickKind::Done(Some(hours)), on }];
    let took = vec![Took { estimate: first.steps[0].hours, actual: hours, on }];
    let then = planned(&rubric, &answers, &Wishes { ticks, took, today: on, ..wishes() });
    assert_eq!(then.steps[0].starts, first.steps[1].starts);
    assert!(then.habit.factor() > first.habit.factor() && then.steps[0].ends > first.steps[1].ends);
}

#[test]
fn a_late_plan_is_moved_by_whole_weeks_and_an_early_tick_moves_nothing() {
    let (rubric, answers) = worked();
    let first = planned(&rubric, &answers, &wishes());
    let ends = |plan: &Plan| plan.steps.iter().map(|step| step.ends).collect::<Vec<_>>();
    let late = planned(&rubric, &answers, &Wishes { today: date(2027, 3, 1), ..wishes() });
    assert_eq!((late.moved, late.steps[0].ends), (13, date(2027, 3, 5)));
    let moved: Vec<_> = ends(&first).into_iter().map(|day| day + jiff::Span::new().weeks(13)).collect();
    assert_eq!(ends(&late), moved);
    // ticked late: what is left stays where it was moved to
    let ticks = vec![Tick { step: first.steps[0].id, kind: TickKind::Done(None), on: date(2027, 3, 5) }];
    let then = planned(&rubric, &answers, &Wishes { ticks, today: date(2027, 3, 5), ..wishes() });
    assert_eq!(ends(&then), moved[1..]);
    // all ticked at once, on time
    let on = first.steps[1].ends;
    let ticks: Vec<_> =
        first.steps[..2].iter().map(|step| Tick { step: step.id, kind: TickKind::Done(None), on }).collect();
    let then = planned(&rubric, &answers, &Wishes { ticks, today: on, ..wishes() });
    assert_eq!((then.moved, ends(&then)), (0, ends(&first)[2..].to_vec()));
    // ticked before the plan began: it only takes its step out
    let ticks = vec![Tick { step: first.steps[0].id, kind: TickKind::Done(None), on: date(2026, 11, 1) }];
    let then = planned(&rubric, &answers, &Wishes { ticks, ..wishes() });
    assert_eq!(then.steps[0].starts, date(2026, 11, 23));
}
