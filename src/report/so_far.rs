//! What answers come to while some are missing: the estimate in words, and where one stands at a pause of the
//! questionnaire.

use super::name::{self, Name, level, listed};
use super::number::{asked, hours, range, range_or_unknown, whole};
use crate::plan::Step;
use crate::rubric::{Level, Rubric, Share};
use crate::score::estimate::Estimate;
use crate::score::{Scorecard, Verdict};

/// The estimate beside what is sure: `Probably 82 to 89. Whatever you answer next: 63.0 to 89.4`. No full stop at the end.
pub fn estimated(estimate: &Estimate) -> String {
    format!("{}. Whatever you answer next: {}", probably(estimate), range(estimate.possible))
}

/// `Probably 82 to 89`, in whole points that are reached.
pub(super) fn probably(estimate: &Estimate) -> String {
    let points = |share: f64| format!("{:.0}", (share * 100.0).floor());
    let (low, high) = (points(estimate.low), points(estimate.high));
    if low == high { format!("Probably {low}") } else { format!("Probably {low} to {high}") }
}

/// Where one stands at a pause, a paragraph each; no level that the target asks is named, so that it steers no answer.
pub fn so_far(rubric: &Rubric, card: &Scorecard, estimate: Option<&Estimate>, first: Option<&Step>) -> Vec<String> {
    let readiness = match estimate {
        Some(estimate) => {
            let ranges = [probably(estimate), format!("Whatever you answer next: {}", range(estimate.possible))];
            format!("Readiness of 100: {}. {}.", lower(&ranges[0]), ranges[1])
        }
        None => format!("Readiness: {} of 100.", range_or_unknown(card.readiness)),
    };
    let mut said = vec![readiness, verdict(rubric, card, estimate)];
    said.extend(first.map(|step| begin(rubric, card, step)));
    said
}

pub(super) fn lower(text: &str) -> String {
    text.chars().next().map_or_else(String::new, |first| first.to_lowercase().chain(text.chars().skip(1)).collect())
}

fn verdict(rubric: &Rubric, card: &Scorecard, estimate: Option<&Estimate>) -> String {
    let target = Name::target(rubric, card.target).title;
    let ready_at = rubric[card.target].ready_at;
    match card.verdict {
        Verdict::Ready => format!("Ready for {target}, whatever you answer next."),
        Verdict::NotReady => {
            format!("Not ready for {target} yet, whatever you answer next: {}.", missing(rubric, card))
        }
        Verdict::Undecided => {
            let is_under = |share: f64| share * 100.0 < points(ready_at);
            let leaning = match estimate {
                Some(estimate) if is_under(estimate.high) => "Probably not ready yet",
                Some(estimate) if !is_under(estimate.low) => "Probably ready",
                _ => "Ready or not is still open",
            };
            format!("{leaning}: {target} asks for {}, and the missing answers decide.", asked(ready_at))
        }
    }
}

fn points(share: Share) -> f64 {
    // Whole points will do to lean one way or the other.
    f64::from(i32::try_from(whole(share)).unwrap_or(i32::MAX))
}

/// Why it is out of reach.
fn missing(rubric: &Rubric, card: &Scorecard) -> String {
    const NAMED: usize = 3;
    let below: Vec<_> =
        card.below_floor().iter().map(|scored| Name::subject(rubric, scored.requirement.subject)).collect();
    match below.len() {
        0 => format!("{} is asked", asked(rubric[card.target].ready_at)),
        1 => format!("{} is below what it asks at the least", listed(&below, NAMED)),
        _ => format!("{} are below what it asks at the least", listed(&below, NAMED)),
    }
}

/// The first step of the plan as it would be now.
fn begin(rubric: &Rubric, card: &Scorecard, step: &Step) -> String {
    let skill = step.id.skill;
    let from = card.reach(skill).low().unwrap_or(Level::NONE);
    format!(
        "Where to begin: {}, from {} to {}, about {}.",
        name::text(&rubric[skill].title),
        level(rubric, from),
        level(rubric, step.id.to),
        hours(step.hours)
    )
}
