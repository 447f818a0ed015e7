//! The sentences about a change of a rubric.

use jiff::civil::Date;

use crate::report::name;
use crate::report::number;
use crate::rubric::diff::{Asked, Bump, Diff, Part, RequirementChange, ScaleChange, Stamp};
use crate::rubric::{Level, Share};
use crate::wording::count;

/// A version for a sentence, in which backticks mean code.
fn version(version: &str) -> String {
    name::text(version).replace('`', "'")
}

/// What is compared.
pub(super) fn title(diff: &Diff, title: &str) -> String {
    let (from, to) = (&diff.from, &diff.to);
    if diff.is_of_two() {
        let edition = |of: &Stamp| name::text(&format!("{} {}", of.id, of.version));
        return format!("{} and {}", edition(from), edition(to));
    }
    format!("{}, {} to {}", name::text(title), name::text(&from.version), name::text(&to.version))
}

/// What the change means, in sentences.
pub(super) fn meaning(diff: &Diff) -> Vec<String> {
    let Some(size) = diff.size() else {
        return vec![nothing(diff)];
    };
    let mut sentences = vec![answers(diff)];
    sentences.extend(reworded(diff));
    sentences.extend(diff.scale.as_ref().filter(|scale| scale.is_other()).map(scale));
    if diff.is_of_two() {
        sentences.push(
            "These are two rubrics: assessments are kept by the rubric's id, so neither has the other's".to_owned(),
        );
    } else {
        sentences.push(version_words(diff, size));
    }
    sentences
}

/// That answers of this day lead as far as before.
pub(super) fn unmoved(on: Date) -> String {
    format!("By the answers of {on} no readiness moves by a tenth of a point, and no verdict changes")
}

fn nothing(diff: &Diff) -> String {
    let (from, to) = (version(&diff.from.version), version(&diff.to.version));
    let which =
        if from == to { format!("`{}` {from}", diff.from.id) } else { format!("`{}` {from} and {to}", diff.from.id) };
    format!("Nothing is asked, counted or said otherwise: {which}")
}

fn answers(diff: &Diff) -> String {
    let skills = &diff.skills;
    let (kept, gone, renamed, new) =
        (skills.kept.len(), skills.removed.len(), skills.renamed.len(), skills.added.len());
    let all = count(skills.before(), "skill", "skills");
    let keep =
        if diff.is_of_two() { ["is in both", "are in both"] } else { ["keeps its answers", "keep their answers"] };
    let mut parts = Vec::new();
    let mut said = |n: usize, one: &str, many: &str| {
        if n > 0 {
            parts.push(format!("{n} {}", if n == 1 { one } else { many }));
        }
    };
    said(gone, "is gone", "are gone");
    said(renamed, "is renamed", "are renamed");
    said(new, "is new and starts unanswered", "are new and start unanswered");
    let first = match (kept, kept == skills.before()) {
        (1, true) => format!("The one skill {}", keep[0]),
        (_, true) => format!("All {all} {}", keep[1]),
        (0, false) => format!("Of {all}, none {}", keep[0]),
        (n, false) => format!("Of {all}, {n} {}", keep[usize::from(n > 1)]),
    };
    if parts.is_empty() { first } else { format!("{first}; {}", parts.join(", ")) }
}

fn reworded(diff: &Diff) -> Option<String> {
    let n = diff.skills.changed.iter().filter(|change| !change.levels.is_empty()).count();
    let (are, those) = if n == 1 { ("is", "it again if") } else { ("are", "those again where") };
    let again = format!("; `skillgap assess --due` asks {those} the new words can change what a rating counts for");
    let again = if diff.is_of_two() { "" } else { again.as_str() };
    (n > 0).then(|| format!("{n} {are} reworded{again}"))
}

fn scale(scale: &ScaleChange) -> String {
    let (then, now) = scale.max;
    let capped = if now < then { format!(", and a rating above {now} counts as {now}") } else { String::new() };
    format!("The scale goes to {now} instead of {then}: levels are not comparable{capped}")
}

fn version_words(diff: &Diff, size: Bump) -> String {
    let (from, to) = (version(&diff.from.version), version(&diff.to.version));
    let change = format!("A change of this size is a {} version", size.as_str());
    match (diff.version_says_so(), diff.due_version()) {
        (Some(true), _) => format!("{change}: {from} to {to} says so"),
        (Some(false), Some(due)) if from == to => format!("{change}: both are {from}, {due} would say so"),
        (Some(false), Some(due)) => format!("{change}: {from} to {to} does not say so, {due} would"),
        _ => change,
    }
}

/// What differs of a requirement.
pub(super) fn requirement(change: &RequirementChange) -> String {
    let (from, to) = match (change.from, change.to) {
        (Some(from), Some(to)) => (from, to),
        (None, Some(to)) => return format!("new: {}", asked(to)),
        (Some(from), None) => return format!("no longer asked; was {}", asked(from)),
        (None, None) => return String::new(),
    };
    let Asked { level, weight, essential, floor } = to;
    let mut parts = Vec::new();
    if from.level != level {
        parts.push(moved("level", from.level, level));
    }
    if from.weight != weight {
        parts.push(moved("weight", from.weight, weight));
    }
    match (from.essential, essential) {
        (true, true) => {}
        (false, true) => parts.push("essential now".to_owned()),
        (true, false) if floor > Level::NONE => parts.push(format!("no longer essential, but with a floor of {floor}")),
        (true, false) => parts.push("no longer essential".to_owned()),
        (false, false) if from.floor == floor => {}
        (false, false) => parts.push(moved("floor", from.floor, floor)),
    }
    parts.join(", ")
}

fn asked(Asked { level, weight, essential, floor }: Asked) -> String {
    let least = match (essential, floor) {
        (true, _) => ", essential".to_owned(),
        (false, Level::NONE) => String::new(),
        (false, floor) => format!(", floor {floor}"),
    };
    format!("level {level}, weight {weight}{least}")
}

fn moved<T: Copy + PartialOrd + std::fmt::Display>(what: &str, from: T, to: T) -> String {
    let direction = if from < to { "raised" } else { "lowered" };
    format!("{what} {direction} from {from} to {to}")
}

/// The bar of a target, then and now.
pub(super) fn ready_at((from, to): (Share, Share)) -> String {
    let direction = if from < to { "raised" } else { "lowered" };
    format!("{direction} from {} to {} of 100", number::asked(from), number::asked(to))
}

/// The place of a target on the ladder, then and now.
pub(super) fn rank((from, to): (Option<i64>, Option<i64>)) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("from {from} to {to}"),
        (None, Some(to)) => format!("{to}, on the ladder now"),
        (Some(from), None) => format!("was {from}, no longer on the ladder"),
        (None, None) => String::new(),
    }
}

/// Parts as a person would list them.
pub(super) fn parts(parts: &[Part]) -> String {
    parts.iter().map(|part| part.word()).collect::<Vec<_>>().join(", ")
}
