//! From answers as they are and as they could be to a report.

use super::super::gap::{GapReport, said};
use super::super::name::{self, Name, level, reached};
use super::super::number::{Tenths, climbs, difference, range_or_unknown};
use super::super::verdict::Judgement;
use super::{Before, Changed, Missing, WhatIfReport};
use crate::rubric::Rubric;
use crate::score::{Change, Contradiction, Outcome, RequirementScore, WhatIf};

/// Makes the report; `then` is the gap report as it would be.
pub fn what_if_report(rubric: &Rubric, what_if: &WhatIf, then: GapReport) -> WhatIfReport {
    let name = |scored: &RequirementScore| Name::subject(rubric, scored.requirement.subject);
    let before = before(rubric, &what_if.before);
    let changes = what_if.changes.iter().zip(points(what_if));
    WhatIfReport {
        facts: facts(&before, &then),
        then,
        changes: changes.map(|(change, points)| changed(rubric, &what_if.before, change, points)).collect(),
        gain: what_if.gain(),
        together: together(what_if),
        closed: what_if.closed().into_iter().map(name).collect(),
        opened: what_if.opened().into_iter().map(name).collect(),
        missing: missing(rubric, what_if),
        before,
    }
}

fn before(rubric: &Rubric, outcome: &Outcome) -> Before {
    Before {
        readiness: outcome.card.readiness,
        verdict: outcome.card.verdict,
        verdict_brief: Judgement { rubric, card: &outcome.card, by_own_word: false }.brief(),
        placement: outcome.placement.reached.map(|target| Name::target(rubric, target)),
    }
}

fn facts(before: &Before, then: &GapReport) -> Vec<(&'static str, String)> {
    let moved = |now: String, then: String| {
        if now == then { format!("{now}, as now") } else { format!("{now} now, {then} then") }
    };
    let rung = |name: &Option<Name>| name.as_ref().map_or_else(|| "no rung yet".to_owned(), |name| name.title.clone());
    let mut facts = vec![
        ("Readiness", moved(range_or_unknown(before.readiness), range_or_unknown(then.readiness))),
        ("Verdict", moved(before.verdict_brief.clone(), then.unbacked_brief().to_owned())),
    ];
    if then.ladder_words.is_some() {
        facts.push(("On the ladder", moved(rung(&before.placement), rung(&then.placement))));
    }
    facts
}

/// What each change brings, as it is printed: where the changes add up, so that they do on paper too.
fn points(what_if: &WhatIf) -> Vec<Option<Tenths>> {
    let gains: Vec<_> = what_if.changes.iter().map(|change| change.gain).collect();
    let Some(before) = what_if.before.card.readiness else { return vec![None; gains.len()] };
    if !what_if.adds_up() {
        return gains.iter().map(|gain| gain.map(|gain| difference(before.low, before.low + gain))).collect();
    }
    let mut levels = vec![before.low];
    for gain in gains.iter().flatten() {
        levels.push(levels[levels.len() - 1] + gain);
    }
    let mut climbed = climbs(&levels).into_iter();
    gains.iter().map(|gain| gain.and_then(|_| climbed.next())).collect()
}

fn changed(rubric: &Rubric, before: &Outcome, supposed: &Change, points: Option<Tenths>) -> Changed {
    let reach = before.card.reach(supposed.skill);
    let (state, from, _) = said(reach);
    Changed {
        name: Name::skill(rubric, supposed.skill),
        state,
        from,
        to: supposed.to,
        gain: supposed.gain,
        points,
        now: reached(rubric, reach),
        then: level(rubric, supposed.to),
    }
}

/// Nothing for a single change, which says it all.
fn together(what_if: &WhatIf) -> Option<String> {
    let (before, after) = (what_if.before.card.readiness?, what_if.after.card.readiness?);
    if what_if.changes.len() < 2 {
        return None;
    }
    let why = if what_if.adds_up() {
        ""
    } else {
        "; the single ones do not add up, because alternatives, prerequisites and what does not apply count together"
    };
    Some(format!("Together {} points{why}", difference(before.low, after.low).signed()))
}

/// Of each pair of skills the one at the highest level.
fn missing(rubric: &Rubric, what_if: &WhatIf) -> Vec<Missing> {
    let all: Vec<_> = what_if.contradictions(rubric).collect();
    let is_above = |one: &Contradiction, other: &Contradiction| {
        (one.skill, one.requires) == (other.skill, other.requires) && other.level > one.level
    };
    let highest = all.iter().filter(|one| !all.iter().any(|other| is_above(one, other)));
    highest.map(|broken| lacking(rubric, broken)).collect()
}

fn lacking(rubric: &Rubric, broken: &Contradiction) -> Missing {
    let Contradiction { level, at, stated, .. } = *broken;
    let (skill, requires) = (Name::skill(rubric, broken.skill), Name::subject(rubric, broken.requires));
    let needs = match broken.rating {
        Some(rating) => format!("{} at {rating}", skill.title),
        None => format!("{} at {level}, which the answers imply,", skill.title),
    };
    let has = stated.map_or_else(|| format!("below {at}"), |stated| stated.to_string());
    let words = format!("{needs} builds on {} at {at}, and that is {has}", requires.title);
    Missing { words: name::text(&words), skill, level, requires, at, stated }
}
