//! The sentences of the gap report.

use super::super::name::{Name, level, listed};
use super::super::number::{fraction, parts_of, percent, points, range};
use super::Row;
use crate::rubric::{Rubric, Share};
use crate::score::{Contradiction, Placement, Scorecard, Standing, Verdict};

/// The most names that a sentence lists.
pub(super) const NAMED: usize = 4;

pub(super) fn verdict(rubric: &Rubric, scorecard: &Scorecard) -> String {
    let asked = percent(rubric[scorecard.target].ready_at);
    let Some(readiness) = scorecard.readiness else {
        return "Undecided: nothing that this target asks for applies to you".to_owned();
    };
    let essentials: Vec<_> = scorecard.requirements.iter().filter(|scored| scored.requirement.essential).collect();
    match scorecard.verdict {
        Verdict::Ready if essentials.is_empty() => format!("Ready: this target asks for {asked}"),
        Verdict::Ready => format!("Ready: this target asks for {asked}, and every essential skill is there"),
        Verdict::NotReady => {
            let missing: Vec<_> = scorecard.gaps().into_iter().filter(|scored| scored.requirement.essential).collect();
            let names: Vec<_> =
                missing.iter().map(|scored| Name::subject(rubric, scored.requirement.subject)).collect();
            let ready_at = rubric[scorecard.target].ready_at;
            let essential = format!("{} below what is asked: {}", are_essential(names.len()), listed(&names, NAMED));
            if readiness.low >= ready_at {
                format!("Not ready yet: {asked} is reached, but {essential}")
            } else if readiness.high >= ready_at {
                format!("Not ready yet: {asked} is within reach, but {essential}")
            } else if names.is_empty() {
                format!("Not ready yet: this target asks for {asked}")
            } else {
                format!("Not ready yet: this target asks for {asked}, and {essential}")
            }
        }
        Verdict::Undecided => {
            let names: Vec<_> = scorecard.ask.iter().map(|skill| Name::skill(rubric, *skill)).collect();
            let answers = if names.len() == 1 { "one missing answer decides" } else { "missing answers decide" };
            format!("Undecided: this target asks for {asked}, and {answers}: {}", listed(&names, NAMED))
        }
    }
}

fn are_essential(n: usize) -> String {
    if n == 1 { "an essential skill is".to_owned() } else { format!("{n} essential skills are") }
}

pub(super) fn ladder(rubric: &Rubric, placement: Placement) -> Option<String> {
    let name = |target| Name::target(rubric, target).title;
    match (placement.reached.map(name), placement.next.map(name)) {
        (Some(reached), Some(next)) => Some(format!("On the ladder: {reached} is reached; next comes {next}")),
        (Some(reached), None) => Some(format!("On the ladder: {reached} is reached, the highest rung")),
        (None, Some(next)) => Some(format!("On the ladder: no rung is reached yet; the first is {next}")),
        (None, None) => None,
    }
}

pub(super) fn contradiction(rubric: &Rubric, broken: &Contradiction) -> String {
    let skill = Name::skill(rubric, broken.skill).title;
    let needed = Name::subject(rubric, broken.requires).title;
    let Contradiction { level: from, at, .. } = *broken;
    let has = match broken.rating {
        Some(rating) => format!("You rated {skill} {}", level(rubric, rating)),
        None => format!("Your answers put {skill} at {from} or above"),
    };
    let lacks = match broken.stated {
        Some(stated) => format!("{needed} {}", level(rubric, stated)),
        None => format!("{needed} below {at}"),
    };
    format!("{has} and {lacks}, but level {from} of {skill} builds on level {at} of {needed}")
}

/// The formula, then the figures of the first gap and how all of them add up.
pub(super) fn formula(rows: &[Row], gaps: &[usize], scorecard: &Scorecard) -> Vec<String> {
    let weight: u32 = rows.iter().filter(|row| row.attainment.is_some()).map(|row| row.weight).sum();
    let mut lines = vec![
        "Attainment = min(your level, level asked) / level asked; of a group, the mean of its best members".to_owned(),
        "Readiness = sum of weight x attainment / sum of weights; a gap's points are what it keeps from 100".to_owned(),
    ];
    if let Some((row, attained)) = gaps.first().and_then(|at| Some((&rows[*at], rows[*at].attainment?))) {
        lines.push(format!(
            "{}: 100 x weight {} x (1 - {}) / {weight} = {} points",
            row.name.title,
            row.weight,
            fraction(attained.low),
            points(row.missing)
        ));
    }
    if let Some(readiness) = scorecard.readiness {
        let open: Share = rows.iter().filter(|row| row.standing == Standing::Open).map(|row| row.missing).sum();
        lines.push(format!("{} = 100", whole_of(readiness.low, open)));
    }
    lines
}

/// What is reached, in gaps and open, so rounded that the three add up on paper too.
fn whole_of(reached: Share, open: Share) -> String {
    let [reached_of, open_of, in_gaps] = parts_of([reached, open]);
    let mut parts = vec![format!("{reached_of} reached"), format!("{in_gaps} in gaps")];
    if open > Share::default() {
        parts.push(format!("{open_of} not answered"));
    }
    parts.join(" + ")
}

/// Readiness in words: `74 to 80 of 100`.
pub(in crate::report) fn readiness(readiness: Option<crate::score::Span>) -> String {
    readiness.map_or_else(|| "unknown".to_owned(), |span| format!("{} of 100", range(span)))
}
