//! The review on a screen of its own.

use textwrap::core::display_width;

use super::Cards;
use super::card::usual_foot;
use super::choose::Card;
use super::text::{self, between, hanging, option, wrapped};
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
        let (_, meanings) = review_choices(interview, margin, text::columns());
        let card = |(columns, rows): (usize, usize)| self.review_card(interview, margin, (columns, rows));
        Ok(match self.choose(card)? {
            Choose::Choice(at) => meanings[at].clone(),
            Choose::Key(_) => Said::Event(Event::Back),
        })
    }

    fn review_card(&self, interview: &Interview<'_>, margin: &Margin, (columns, rows): (usize, usize)) -> Card {
        let (choices, _) = review_choices(interview, margin, columns);
        // Enter goes on where there is something to go on with.
        let usual = ['c', 'a'].into_iter().find_map(|key| choices.iter().position(|choice| choice.key == key));
        let mut card = Card {
            top: self.review_top(interview, margin, DOUBTS, columns),
            question: wrapped("What next?", columns),
            choices,
            start: Some(usual.unwrap_or(0)),
            foot: usual_foot(columns),
            also: "b".to_owned(),
            ..Card::default()
        };
        for doubts in (0..DOUBTS).rev() {
            if card.fits(rows) {
                break;
            }
            card.top = self.review_top(interview, margin, doubts, columns);
        }
        card
    }

    fn review_top(&self, interview: &Interview<'_>, margin: &Margin, most: usize, columns: usize) -> Vec<String> {
        let (answered, asked) = (interview.answered(), interview.asked().len());
        let mut top: Vec<_> = self.note.iter().flat_map(|note| wrapped(note, columns)).collect();
        let places = [
            format!("{answered} of {asked} skills answered · saved as a draft"),
            format!("{answered} of {asked} answered · saved"),
        ];
        let fits = |place: &&String| "Review".len() + display_width(place) + 2 <= columns;
        top.push(between("Review", places.iter().find(fits).map_or("", String::as_str), columns));
        top.push(String::new());
        let doubts = &margin.doubts;
        if doubts.is_empty() || most == 0 {
            return top;
        }
        let doubted = "Worth a second look (your answers stand unless you change them):";
        top.extend(wrapped(doubted, columns));
        for doubt in doubts.iter().take(most) {
            top.extend(hanging(&clean::line(doubt), "- ", "  ", columns));
        }
        if doubts.len() > most {
            top.push(format!("  and {} more", doubts.len() - most));
        }
        top.push(String::new());
        top
    }
}

/// How many doubts the review shows.
const DOUBTS: usize = 4;

fn review_choices(interview: &Interview<'_>, margin: &Margin, width: usize) -> (Vec<Choice>, Vec<Said>) {
    let rubric = interview.rubric();
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
