//! What changed the number, as rows from then to now in which each stands on the one above it.

use std::collections::BTreeSet;

use super::super::name::{self, Name, listed};
use super::super::number::{Tenths, climbs, difference, reached};
use super::{Input, day};
use crate::history::{Cause, Part};
use crate::rubric::{Share, SkillIx};

/// A row: where the number stood, or by what it moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The day, or the cause.
    pub what: String,
    /// Points of 100 with one decimal; of a cause with its sign. Rounded so that those of the causes make the whole.
    pub points: String,
    /// The low end of readiness before, as it is printed; nothing for a day.
    pub from: Share,
    /// The low end of readiness after, as it is printed.
    pub to: Share,
    /// The skills behind it, or what else explains it.
    pub by: String,
}

/// The rows and, in the same rounding, the change by the answers, by the rubric and of both.
pub(super) struct Cascade {
    pub(super) rows: Vec<Row>,
    pub(super) you: Tenths,
    pub(super) rubric: Tenths,
    pub(super) total: Tenths,
}

/// None where readiness does not exist all the way.
pub(super) fn cascade(input: &Input<'_>) -> Option<Cascade> {
    let progress = input.progress;
    let parts = input.waterfall?;
    let (start, by_rubric) = (progress.from.readiness?.low, progress.rubric?);
    let is_changed = by_rubric != Share::default() || input.edition.digest != input.old_edition.digest;
    let rubric = Part { cause: Cause::NewlyAnswered, change: by_rubric, skills: Vec::new() };
    let all = || std::iter::once(&rubric).chain(parts);
    let levels: Vec<_> = std::iter::once(start)
        .chain(all().scan(start, |level, part| {
            *level += part.change;
            Some(*level)
        }))
        .collect();
    let (first, last) = (start, *levels.last()?);
    let climbed = climbs(&levels);
    let mut rows = vec![stand(day(&progress.series, &progress.from), first)];
    let has_steps = parts.iter().any(|part| part.cause == Cause::StepsDone && !part.skills.is_empty());
    for (at, (part, points)) in all().zip(climbed).enumerate() {
        let (what, by) = match at {
            0 if is_changed => {
                let [old, new] = [input.old_edition, input.edition].map(|edition| name::text(&edition.version));
                let versions = if old == new { format!("another {new}") } else { format!("{new} instead of {old}") };
                ("the rubric".to_owned(), format!("the same answers judged by {versions}"))
            }
            0 => continue,
            _ if part.skills.is_empty() => continue,
            _ => (label(part.cause, has_steps).to_owned(), named(input, part)),
        };
        let [from, to] = [levels[at], levels[at + 1]].map(|level| reached(level).share());
        rows.push(Row { what, points: points.signed(), from, to, by });
    }
    rows.push(stand(day(&progress.series, &progress.to), last));
    Some(Cascade {
        rows,
        you: difference(levels[1], last),
        rubric: difference(first, levels[1]),
        total: difference(first, last),
    })
}

/// Where the number stood on a day.
fn stand(what: String, low: Share) -> Row {
    let low = reached(low);
    Row { what, points: low.to_string(), from: Share::default(), to: low.share(), by: String::new() }
}

const fn label(cause: Cause, has_steps: bool) -> &'static str {
    match cause {
        Cause::NewlyAnswered => "newly answered",
        Cause::StepsDone => "steps done",
        Cause::Rose if has_steps => "other skills up",
        Cause::Rose => "skills up",
        Cause::Fell => "skills down",
        Cause::Applicability => "applies or not",
        Cause::NoLongerAnswered => "not answered now",
    }
}

fn named(input: &Input<'_>, part: &Part) -> String {
    const NAMED: usize = 3;
    let asked = asked(input);
    let moved = |skill: &&SkillIx| asked.contains(skill);
    // What the target does not ask for moved its number only if nothing that it asks for did.
    let own: Vec<_> = part.skills.iter().filter(moved).collect();
    let skills = if own.is_empty() { part.skills.iter().collect() } else { own };
    let names: Vec<_> = skills.into_iter().map(|skill| Name::skill(input.rubric, *skill)).collect();
    let names = listed(&names, NAMED);
    if part.cause == Cause::NewlyAnswered { format!("{names}: not learning") } else { names }
}

/// The skills that the target asks for, members of groups included.
fn asked(input: &Input<'_>) -> BTreeSet<SkillIx> {
    let rubric = input.rubric;
    let target = rubric.target(&input.progress.target);
    let requires = target.into_iter().flat_map(|target| &rubric[target].requires);
    requires.flat_map(|required| rubric.skills_of(&required.subject)).copied().collect()
}
