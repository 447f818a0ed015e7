//! The sentences of the gap report.

use super::super::name::{Name, level};
use super::super::number::{Hundred, Tenths, asked, fraction, points, range};
use super::Row;
use crate::rubric::{Level, Rubric, Share};
use crate::score::{Contradiction, Placement};

/// The most names that a sentence lists.
pub(super) const NAMED: usize = 4;

pub(super) fn ladder(rubric: &Rubric, placement: Placement) -> Option<String> {
    let name = |target| Name::target(rubric, target).title;
    match (placement.reached.map(name), placement.next.map(name)) {
        (Some(reached), Some(next)) => Some(format!("On the ladder: {reached} is reached; {next} is next")),
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

/// The formula, then the figures of the largest gap that is no smaller or larger for the sake of the sum, and how all of
/// them add up.
pub(super) fn formula(rows: &[Row], gaps: &[usize], ready_at: Share, hundred: &Hundred) -> Vec<String> {
    let weight: u32 = rows.iter().filter(|row| row.attainment.is_some()).map(|row| row.weight).sum();
    let mut lines = vec![
        "Attainment = min(your level, level asked) / level asked; of a group, the mean of its best members".to_owned(),
        "Readiness = sum of weight x attainment / sum of weights; a gap's points are how far it holds you below 100"
            .to_owned(),
    ];
    if rows.iter().any(|row| row.floor > Level::NONE) {
        lines.push(format!(
            "Ready = readiness of {} or more, and nothing below its floor: {}; a floor never moves the number",
            asked(ready_at),
            floors(rows)
        ));
    }
    let is_plain = |row: &&Row| points(row.missing) == row.points.to_string();
    if let Some((row, attained)) =
        gaps.iter().map(|at| &rows[*at]).find(is_plain).and_then(|row| Some((row, row.attainment?)))
    {
        lines.push(format!(
            "{}: 100 x weight {} x (1 - {}) / {weight} = {} points",
            row.name.title,
            row.weight,
            fraction(attained.low),
            row.points
        ));
    }
    if weight > 0 {
        lines.push(format!("{} = 100", whole_of(hundred)));
    }
    lines
}

/// What the words for floors mean, of those that these rows have.
fn floors(rows: &[Row]) -> String {
    let has_floor = |row: &&Row| row.floor > Level::NONE;
    let essential = rows.iter().any(|row| row.essential).then(|| "\"essential\" is the level asked".to_owned());
    let least = rows.iter().filter(has_floor).find(|row| !row.essential);
    let least = least.map(|row| format!("\"at least {}\" is level {}", row.floor, row.floor));
    essential.into_iter().chain(least).collect::<Vec<_>>().join(", ")
}

/// What is reached, in gaps and open, so rounded that the three add up on paper too.
fn whole_of(hundred: &Hundred) -> String {
    let mut parts = vec![format!("{} reached", hundred.reached), format!("{} in gaps", hundred.gaps)];
    if hundred.open > Tenths::NONE {
        parts.push(format!("{} not answered", hundred.open));
    }
    parts.join(" + ")
}

/// Readiness in words: `74.5 to 80.0 of 100`.
pub(in crate::report) fn readiness(readiness: Option<crate::score::Span>) -> String {
    readiness.map_or_else(|| "unknown".to_owned(), |span| format!("{} of 100", range(span)))
}
