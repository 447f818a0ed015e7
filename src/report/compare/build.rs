//! From two targets to a comparison.

use std::cmp::Reverse;

use super::super::gap::you;
use super::super::name::{Name, level};
use super::super::number::{Hundred, range_or_unknown, reached};
use super::super::target::{Left, entry, target};
use super::super::verdict::at_least;
use super::{Carried, Comparison, Input, Part};
use crate::report::target::Entry;
use crate::rubric::{Requirement, Rubric, Share, Subject, Target};
use crate::score::{RequirementScore, Scorecard, Standing, score};
use crate::wording::count;

/// Compares two targets.
pub fn comparison(input: &Input<'_>) -> Comparison {
    let Input { rubric, answers, .. } = *input;
    let ((at, left), (with, left_with)) = (input.target, input.with);
    let card = answers.map(|answers| score(rubric, at, answers));
    let with_card = answers.map(|answers| score(rubric, with, answers));
    let other = &rubric[with];
    let parts = parts(rubric, &rubric[at], other, card.as_ref());
    let which = |wanted: Option<std::cmp::Ordering>| -> Vec<Part> {
        parts.iter().filter(|part| part.other.map(|other| part.level.cmp(&other)) == wanted).cloned().collect()
    };
    let target = target(rubric, at, answers, left, input.given);
    let with = entry(rubric, with, with_card.as_ref(), left_with);
    let carried = card.as_ref().map(|card| carried(rubric, card));
    let asks = |subject: Subject| rubric[at].requires.iter().any(|asked| asked.subject == subject);
    let gone = other.requires.iter().filter(|asked| !asks(asked.subject));
    Comparison {
        facts: facts(&target.entry, &with, carried.as_ref()),
        new: which(None),
        higher: which(Some(std::cmp::Ordering::Greater)),
        same: which(Some(std::cmp::Ordering::Equal)),
        lower: which(Some(std::cmp::Ordering::Less)),
        gone: gone.map(|asked| Name::subject(rubric, asked.subject)).collect(),
        target,
        with,
        carried,
    }
}

/// The requirements of a target: what misses most first, without answers what weighs most.
fn parts(rubric: &Rubric, target: &Target, other: &Target, card: Option<&Scorecard>) -> Vec<Part> {
    let hundred = card.map(Hundred::of);
    let part = |(at, asked): (usize, &Requirement)| {
        let scored = card.map(|card| &card.requirements[at]);
        let there = other.requires.iter().find(|there| there.subject == asked.subject);
        let other = there.map(|there| there.level);
        Part {
            name: Name::subject(rubric, asked.subject),
            is_group: matches!(asked.subject, Subject::Group(_)),
            level: asked.level,
            other,
            weight: asked.weight,
            essential: asked.essential,
            floor: asked.floor,
            other_floor: there.map(|there| there.floor),
            least: at_least(asked),
            least_there: there.map(at_least).unwrap_or_default(),
            points: hundred.as_ref().map(|hundred| hundred.each[at]).unwrap_or_default(),
            stands: scored.map(|scored| (scored.standing(), scored.missing)),
            asked: level(rubric, asked.level),
            before: other.map(|other| level(rubric, other)).unwrap_or_default(),
            you: card.zip(scored).map(|(card, scored)| you(rubric, card, scored)).unwrap_or_default(),
        }
    };
    let mut parts: Vec<_> = target.requires.iter().enumerate().map(part).collect();
    parts.sort_by_key(|part| (Reverse(part.stands.map(|(_, missing)| missing)), Reverse(part.weight)));
    parts
}

fn carried(rubric: &Rubric, card: &Scorecard) -> Carried {
    let weight = |wanted: &dyn Fn(&&RequirementScore) -> bool| -> i128 {
        card.requirements.iter().filter(wanted).map(|scored| i128::from(scored.requirement.weight)).sum()
    };
    let is_met = |scored: &&RequirementScore| scored.standing() == Standing::Met;
    let whole = weight(&|scored| scored.standing() != Standing::Dropped);
    let met = card.requirements.iter().filter(is_met);
    Carried {
        met: met.map(|scored| Name::subject(rubric, scored.requirement.subject)).collect(),
        weight: (whole > 0).then(|| Share::new(weight(&is_met), whole)),
    }
}

fn facts(target: &Entry, with: &Entry, carried: Option<&Carried>) -> Vec<(&'static str, String)> {
    let (asks, asks_there) = (target.requirements, with.requirements);
    let there = &with.name.title;
    let Some(carried) = carried else {
        return vec![("Asks for", format!("{}; {there} for {asks_there}", count(asks, "thing", "things")))];
    };
    let weight = carried.weight.map(|weight| format!(", {} of 100 by weight", reached(weight))).unwrap_or_default();
    let readiness = |entry: &Entry| range_or_unknown(entry.readiness);
    let mut facts = vec![
        ("Carries over", format!("{} of {asks} are met already{weight}", carried.met.len())),
        ("Readiness", format!("{} of 100; {there} {}", readiness(target), readiness(with))),
        ("Verdict", format!("{}; {there} {}", target.verdict_brief, with.verdict_brief)),
    ];
    let [left, left_there] = [target, with].map(|entry| entry.left.and_then(Left::words));
    if left.is_some() || left_there.is_some() {
        let words = |left: Option<String>| left.unwrap_or_else(|| "none".to_owned());
        facts.push(("Hours left", format!("{}; {there} {}, 80 % likely", words(left), words(left_there))));
    }
    facts
}
