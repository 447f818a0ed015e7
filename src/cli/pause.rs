//! A pause of the questionnaire: what the answers come to so far, and how it can go on.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::lead::Lead;
use super::margin::Margin;
use super::pace::Pace;
use super::said::{Action, Said};
use crate::assessment::interview::{Event, Interview};
use crate::assessment::{Answers, Rating};
use crate::plan::{self, Wishes};
use crate::report::so_far;
use crate::rubric::{Id, TargetIx};
use crate::score::{self, estimate};
use crate::wording;

/// What stands on the screen of a pause.
pub(crate) fn pause(
    interview: &Interview<'_>,
    (target, today): (TargetIx, Date),
    lead: &Lead<'_>,
    pace: &Pace,
) -> Margin {
    let rubric = interview.rubric();
    let ratings = interview.ratings();
    let answers = Answers::of(rubric, &ratings);
    let card = score::score(rubric, target, &answers);
    let plan = plan::plan(rubric, &answers, &card, &Wishes::from(today));
    let first = plan.steps.iter().find(|step| !step.assumed);
    let estimate = estimate::probable(rubric, target, &answers);
    let mut so_far = so_far::so_far(rubric, &card, estimate.as_ref(), first);
    so_far.extend(kept(interview, &ratings));
    Margin { so_far, offers: offers(interview, lead, pace), ..Margin::default() }
}

/// What of the answers is of an earlier day and was not asked.
fn kept(interview: &Interview<'_>, ratings: &BTreeMap<Id, Rating>) -> Option<String> {
    let rubric = interview.rubric();
    let unasked = interview.asked().iter().filter(|skill| interview.reply(**skill).is_none());
    let days: Vec<_> = unasked.filter_map(|skill| Some(ratings.get(&rubric[*skill].id)?.on)).collect();
    let (oldest, newest) = (days.iter().min()?, days.iter().max()?);
    let when = if oldest == newest { format!("of {oldest}") } else { format!("of {oldest} to {newest}") };
    let answers = wording::count(days.len(), "answer", "answers");
    Some(format!("Counted as last time, until asked again: {answers} {when}."))
}

fn offers(interview: &Interview<'_>, lead: &Lead<'_>, pace: &Pace) -> Vec<Action> {
    let action = |key, word, text: String, said| Action { key, word, text, said };
    let left = interview.questions_left();
    let about =
        |questions: usize| format!("{}, {}", wording::count(questions, "question", "questions"), pace.about(questions));
    let mut offers = Vec::new();
    if let Some((depth, questions)) = lead.after_pause().filter(|(_, questions)| *questions < left) {
        let text = format!("Go on: some {}, then it is known to {} points", about(questions), depth.points());
        offers.push(action('c', "go", text, Said::Event(Event::GoOn)));
        offers.push(action('f', "rest", format!("Answer all the rest: {}", about(left)), Said::Rest));
    } else {
        offers.push(action('c', "go", format!("Go on to the end: {}", about(left)), Said::Rest));
    }
    let save = action('w', "save", "Save and stop; `skillgap assess` goes on from here later".to_owned(), Said::Save);
    offers.insert(if lead.course().ends { 0 } else { offers.len() }, save);
    offers.push(action('t', "report", "Look at the whole report so far".to_owned(), Said::Report));
    offers.push(action('r', "review", "Look over your answers".to_owned(), Said::Event(Event::Review)));
    offers.push(action('q', "quit", "Leave without saving; the draft is kept".to_owned(), Said::Leave));
    offers
}
