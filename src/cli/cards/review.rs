//! The review on a screen of its own.

use textwrap::core::display_width;

use super::Cards;
use super::card::{Card, KEYS};
use super::text::{between, columns, hanging, option, wrapped};
use crate::assessment::interview::{Event, Interview};
use crate::clean;
use crate::cli::margin::Margin;
use crate::cli::prompt::{Choice, Choose, Stop};
use crate::cli::review;
use crate::cli::said::Said;

impl Cards {
    pub(super) fn review(&self, interview: &Interview<'_>, margin: &Margin) -> Result<Said, Stop> {
        // What was typed ahead was meant for another question.
        if self.screen.forget_keys()? {
            return Err(Stop::Interrupted);
        }
        let (answered, asked) = (interview.answered(), interview.asked().len());
        let mut top: Vec<_> = self.note.iter().flat_map(|note| wrapped(note, columns())).collect();
        let places = [
            format!("{answered} of {asked} skills answered · saved as a draft"),
            format!("{answered} of {asked} answered · saved"),
        ];
        let fits = |place: &&String| "Review".len() + display_width(place) + 2 <= columns();
        top.push(between("Review", places.iter().find(fits).map_or("", String::as_str), columns()));
        top.push(String::new());
        top.extend(margin.estimate.iter().flat_map(|sentence| wrapped(sentence, columns())));
        if !margin.estimate.is_empty() {
            top.push(String::new());
        }
        let doubts = &margin.doubts;
        if !doubts.is_empty() {
            let doubted = "Worth a second look (your answers stand unless you change them):";
            top.extend(wrapped(doubted, columns()));
        }
        for doubt in doubts.iter().take(DOUBTS) {
            top.extend(hanging(&clean::line(doubt), "- ", "  ", columns()));
        }
        if doubts.len() > DOUBTS {
            top.push(format!("  and {} more", doubts.len() - DOUBTS));
        }
        if !doubts.is_empty() {
            top.push(String::new());
        }
        let (choices, meanings) = review_choices(interview, margin);
        // Enter goes on where there is something to go on with.
        let usual = ['c', 'a'].into_iter().find_map(|key| choices.iter().position(|choice| choice.key == key));
        let (question, help) = ("What next?".to_owned(), KEYS.to_owned());
        let card = Card { top, question, choices, start: usual.unwrap_or(0), help, also: "b".to_owned() };
        Ok(match self.choose(&card)? {
            Choose::Choice(at) => meanings[at].clone(),
            Choose::Key(_) => Said::Event(Event::Back),
        })
    }
}

/// How many doubts the review shows.
const DOUBTS: usize = 4;

fn review_choices(interview: &Interview<'_>, margin: &Margin) -> (Vec<Choice>, Vec<Said>) {
    let (rubric, width) = (interview.rubric(), columns());
    let actions = review::actions(interview, margin);
    let areas = review::areas(interview);
    let widest = areas.iter().map(|area| display_width(&rubric[*area].title)).max().unwrap_or(0);
    let keys = "123456789defghijklmnoprstuvxyz".chars().chain(std::iter::repeat(' '));
    let rows = areas.iter().zip(keys).map(|(area, key)| {
        let text = option(key, &rubric[*area].title, widest, &review::standing(interview, *area), width);
        (Choice { key, text }, Said::Event(Event::Open(*area)))
    });
    let actions = actions
        .into_iter()
        .map(|action| (Choice { key: action.key, text: option(action.key, &action.text, 0, "", width) }, action.said));
    actions.chain(rows).unzip()
}
