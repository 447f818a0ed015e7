//! From a comparison to a report.

use super::super::name::{self, Name, level, listed};
use super::super::number::{Tenths, climbs, difference, hours, range_or_unknown};
use super::super::verdict::Judgement;
use super::super::way::Way;
use super::cascade::{Cascade, cascade};
use super::{Input, Moved, ProgressReport, day};
use crate::assessment::Answer;
use crate::history::{Change, Move, Outlook, Point, Progress, Tick, TickKind};
use crate::rubric::Rubric;
use crate::wording::count;

/// The sorts of moves as they are shown.
pub(super) const ORDER: [Change; 6] = [
    Change::Rose,
    Change::Fell,
    Change::NewlyAnswered,
    Change::NoLongerAnswered,
    Change::NoLongerApplies,
    Change::AppliesNow,
];

/// The most bars of a chart.
const MOST_BARS: usize = 12;

/// Makes the report.
pub fn progress_report(input: &Input<'_>) -> ProgressReport {
    let Input { rubric, progress, .. } = *input;
    let is_first = progress.from.id == progress.to.id;
    let mut moved: Vec<_> = progress.moves.iter().map(|one| described(rubric, one)).collect();
    moved.sort_by_key(|one| (ORDER.iter().position(|change| *change == one.change), std::cmp::Reverse(steps(one))));
    let cascade = cascade(input).filter(|_| !is_first);
    let done: Vec<_> = input.done.iter().filter(|tick| tick.kind == TickKind::Done).collect();
    ProgressReport {
        given: input.given.clone(),
        edition: input.edition.clone(),
        target: target(rubric, &progress.target),
        from: progress.from.clone(),
        to: progress.to.clone(),
        is_first,
        headline: headline(progress, &moved, is_first),
        you: progress.you,
        rubric: progress.rubric,
        newly_answered: progress.newly_answered,
        total: progress.total,
        verdicts: verdicts(input).filter(|_| !is_first),
        split: if is_first { Vec::new() } else { split(input, cascade.as_ref()) },
        cascade: cascade.map(|cascade| cascade.rows).unwrap_or_default(),
        parts: input.waterfall.filter(|_| !is_first).unwrap_or_default().to_vec(),
        done: done.iter().map(|tick| step(rubric, tick)).collect(),
        series: progress.series.clone(),
        charted: thinned(&progress.series),
        estimate: input.estimate,
        begin: input.plan.and_then(|plan| Way::of(input.rubric, plan).begin()),
        forecast: input.outlook.days(),
        forecast_words: forecast(input),
        sure: sure(input, is_first),
        moved,
    }
}

fn target(rubric: &Rubric, id: &str) -> Name {
    let unknown = || Name { id: name::text(id), title: name::text(id) };
    rubric.target(id).map_or_else(unknown, |at| Name::target(rubric, at))
}

fn described(rubric: &Rubric, one: &Move) -> Moved {
    let words = |answer: Option<Answer>| match answer {
        Some(Answer::Rated(rating)) => level(rubric, rating),
        Some(Answer::NotApplicable) => "not applicable".to_owned(),
        None => "not answered".to_owned(),
    };
    let (from, to) = (one.from, one.to);
    let name = Name::skill(rubric, one.skill);
    Moved { name, change: one.change(), from, to, then: words(from), now: words(to) }
}

/// The levels that a skill moved.
fn steps(moved: &Moved) -> u8 {
    match (moved.from, moved.to) {
        (Some(Answer::Rated(from)), Some(Answer::Rated(to))) => from.above(to).max(to.above(from)),
        _ => 0,
    }
}

fn step(rubric: &Rubric, tick: &Tick) -> (String, String) {
    let skill = tick.skill.as_str();
    let title = rubric.skill(skill).map_or(skill, |at| &rubric[at].title);
    (tick.step(), name::text(title))
}

fn headline(progress: &Progress, moved: &[Moved], is_first: bool) -> String {
    const NAMED: usize = 3;
    if is_first && progress.series.len() > 1 {
        return "That is the same assessment twice: there is nothing to compare".to_owned();
    }
    if is_first {
        return "One assessment so far: there is nothing to compare it with yet".to_owned();
    }
    let all_of = |change| {
        let names: Vec<_> = moved.iter().filter(|one| one.change == change).map(|one| &one.name).collect();
        (!names.is_empty()).then(|| (names.len(), listed(names, NAMED)))
    };
    let mut parts = Vec::new();
    if let Some((n, names)) = all_of(Change::Rose) {
        parts.push(format!("{} up: {names}", count(n, "skill", "skills")));
    }
    if let Some((n, names)) = all_of(Change::Fell) {
        parts.push(format!("{n} down: {names}"));
    }
    if parts.is_empty() {
        let since = day(&progress.series, &progress.from);
        return match all_of(Change::NewlyAnswered) {
            Some((n, names)) => format!("No rating moved since {since}; {n} newly answered: {names}"),
            None => format!("No rating moved since {since}"),
        };
    }
    parts.join("; ")
}

fn split(input: &Input<'_>, cascade: Option<&Cascade>) -> Vec<String> {
    let Progress { from, to, you, rubric, newly_answered, series, .. } = input.progress;
    let (Some(then), Some(now)) = (from.readiness, to.readiness) else {
        let unknown = [from, to].map(|point| point.readiness.is_none().then(|| day(series, point)));
        let days = unknown.into_iter().flatten().collect::<Vec<_>>().join(" and ");
        let own = you.zip(to.readiness).map(|(you, now)| difference(now.low - you, now.low).signed());
        let own = own.map(|own| format!("; by today's answers against the same rubric: {own}"));
        return vec![format!("Readiness cannot be compared: there is none for {days}{}", own.unwrap_or_default())];
    };
    let is_same = input.edition.digest == input.old_edition.digest;
    if let Some(Cascade { you, rubric, total, .. }) = cascade {
        let line = match *total == Tenths::NONE {
            true if is_same => "The low end of readiness is as before, both judged by the same rubric".to_owned(),
            false if is_same => {
                format!("You {} points, all from your own answers; the rubric is unchanged", gained(*total))
            }
            _ => format!(
                "Readiness changed by {} points: {} from your own answers, {} from changes to the rubric",
                total.signed(),
                you.signed(),
                rubric.signed()
            ),
        };
        return vec![line];
    }
    let mut lines =
        vec![format!("Readiness changed by {} points, at its low end", difference(then.low, now.low).signed())];
    let Some(rubric) = *rubric else { return lines };
    let restated = then.low + rubric;
    let moved: Vec<_> = climbs(&[then.low, restated, now.low]).into_iter().map(Tenths::signed).collect();
    let new = newly_answered.map(|new| difference(restated, restated + new)).filter(|new| *new != Tenths::NONE);
    lines.push(format!("From your own answers: {}, both judged by the same rubric", moved[1]));
    lines.extend(new.map(|new| format!("Newly answered: {} of that, which is not learning", new.signed())));
    lines.push(format!("From changes to the rubric: {}, on the same old answers", moved[0]));
    lines
}

/// A change of the low end of readiness: `gained 7.3`.
fn gained(change: Tenths) -> String {
    if change < Tenths::NONE { format!("lost {}", -change) } else { format!("gained {change}") }
}

fn forecast(input: &Input<'_>) -> String {
    match input.outlook {
        Outlook::Reached { with_ticks: false } => "No date: the target is reached already".to_owned(),
        Outlook::Reached { with_ticks: true } => {
            "No date: the target is reached, with the ticked steps rated".to_owned()
        }
        Outlook::Between { earliest, latest, weekly } => {
            let planned = input.plan.map(|plan| format!("; the plan says {}", hours(plan.hours_per_week)));
            format!(
                "At the pace of your ticked steps (about {} a week{}) it is 80 % likely that you are ready between {earliest} and \
                 {latest}",
                hours(weekly),
                planned.unwrap_or_default()
            )
        }
        Outlook::NoPace => {
            "No pace yet, so no date: it comes from steps ticked with the hours that they took".to_owned()
        }
        Outlook::Past => "No date from here: a later assessment is stored".to_owned(),
        Outlook::Unplanned => {
            "No date: the plan does not lead all the way, with answers missing or steps skipped".to_owned()
        }
    }
}

fn sure(input: &Input<'_>, is_first: bool) -> Vec<String> {
    if is_first && input.progress.series.len() > 1 {
        return vec!["`skillgap history list` shows the ids of all assessments, for `--from` and `--to`".to_owned()];
    }
    if is_first {
        return vec!["Answer again in about three months to see what has changed".to_owned()];
    }
    let Progress { you, to, .. } = input.progress;
    let you = you.zip(to.readiness).map(|(you, now)| difference(now.low - you, now.low));
    let small = you.is_some_and(Tenths::is_noise);
    let first = if small {
        "A change of under about 6 points, such as this one, can be noise: look at the skills that moved"
    } else {
        "A change of under about 6 points can be noise; under 12 if you judged more strictly or leniently today"
    };
    let mut lines = vec![first.to_owned()];
    if input.progress.moves.iter().any(|one| one.change() == Change::Fell) {
        lines.push(
            "A rating that went down is an answer like any other: what was hard to see then may be clear now"
                .to_owned(),
        );
    }
    lines
}

/// At most so many points, spread evenly, the first and the last among them.
fn thinned(series: &[Point]) -> Vec<Point> {
    if series.len() <= MOST_BARS {
        return series.to_vec();
    }
    (0..MOST_BARS).map(|bar| series[bar * (series.len() - 1) / (MOST_BARS - 1)].clone()).collect()
}

/// Readiness of a point in words.
pub(super) fn readiness(point: &Point) -> String {
    range_or_unknown(point.readiness)
}

/// How far the low end went, as both are shown: `2.6 up`, `as before`.
pub(super) fn way(report: &ProgressReport) -> Option<String> {
    let moved = difference(report.from.readiness?.low, report.to.readiness?.low);
    Some(moved.way().unwrap_or_else(|| "as before".to_owned()))
}

/// What both verdicts were, by the rubric of each; none where there is one of them at most.
fn verdicts(input: &Input<'_>) -> Option<String> {
    let words = |(rubric, card)| Judgement { rubric, card, by_own_word: false }.brief();
    let [then, now] = input.cards;
    let (then, now) = (words((input.old_rubric, then?)), words((input.rubric, now?)));
    Some(if then == now { format!("Verdict: {now}, as before") } else { format!("Verdict: {then} then, {now} now") })
}
