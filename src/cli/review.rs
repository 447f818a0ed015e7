//! What the review offers, the same on cards and in lines.

use super::margin::Margin;
use super::said::{Action, Said};
use crate::assessment::Answer;
use crate::assessment::interview::{Event, Interview, Reply};
use crate::rubric::{AreaIx, SkillIx};
use crate::wording;

/// What can be done, the usual thing first.
pub(super) fn actions(interview: &Interview<'_>, margin: &Margin) -> Vec<Action> {
    let action = |key, word, text: &str, said| Action { key, word, text: text.to_owned(), said };
    let mut actions = vec![action('w', "save", "Save and show the report", Said::Save)];
    if margin.goes_on {
        actions.push(action('c', "go", "Go on with the questions", Said::Event(Event::GoOn)));
    }
    let open = open(interview).len();
    if open > 0 {
        let text = format!("Answer the {} left open", wording::count(open, "skill", "skills"));
        actions.push(action('a', "fill", &text, Said::Event(Event::Fill)));
    }
    actions.push(action('q', "quit", "Keep as a draft, decide later", Said::Leave));
    actions
}

/// The areas that are asked about, in order.
pub(super) fn areas(interview: &Interview<'_>) -> Vec<AreaIx> {
    let areas = interview.rubric().areas().map(|(area, _)| area);
    areas.filter(|area| interview.asked_in(*area).next().is_some()).collect()
}

/// The skills without an answer.
pub(super) fn open(interview: &Interview<'_>) -> Vec<SkillIx> {
    interview.asked().iter().copied().filter(|skill| interview.is_open(*skill)).collect()
}

/// How the answers of an area stand, such as `7 rated from 1 to 4, 1 skipped`.
pub(super) fn standing(interview: &Interview<'_>, area: AreaIx) -> String {
    let replies: Vec<_> = interview.asked_in(area).map(|skill| interview.reply(skill)).collect();
    let levels: Vec<_> = replies.iter().filter_map(|reply| level(*reply)).collect();
    let count = |wanted: Option<Reply>| replies.iter().filter(|reply| **reply == wanted).count();
    let mut words = Vec::new();
    match (levels.iter().min(), levels.iter().max()) {
        (Some(low), Some(high)) if low == high => words.push(format!("{} rated {low}", levels.len())),
        (Some(low), Some(high)) => words.push(format!("{} rated {low} to {high}", levels.len())),
        _ => {}
    }
    let others = [
        (count(Some(Reply::Said(Answer::NotApplicable))), "not applicable"),
        (count(Some(Reply::Skipped)), "skipped"),
        (count(None), "not asked yet"),
    ];
    words.extend(others.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
    words.join(", ")
}

pub(super) fn level(reply: Option<Reply>) -> Option<crate::rubric::Level> {
    match reply {
        Some(Reply::Said(Answer::Rated(level))) => Some(level),
        _ => None,
    }
}
