//! The screens of a pause and of the end: what the answers come to, and what can be done.

use super::Cards;
use super::card::usual_foot;
use super::choose::{Card, foot};
use super::reading::{Block, apart};
use super::text::{between, option, wrapped};
use crate::assessment::interview::{Event, Interview};
use crate::cli::margin::Margin;
use crate::cli::prompt::{Choice, Choose, Stop};
use crate::cli::said::Said;

/// With fewer rows than this, nothing stands apart.
const AIRY: usize = 20;

impl Cards {
    pub(super) fn pause(&self, interview: &Interview<'_>, margin: &Margin) -> Result<Said, Stop> {
        // What was typed ahead was meant for another question.
        if self.screen.forget_keys()? {
            return Err(Stop::Interrupted);
        }
        let card = |(columns, rows): (usize, usize)| Card {
            top: self.pause_top(interview, margin, (columns, rows)),
            question: wrapped("What next?", columns),
            choices: margin
                .offers
                .iter()
                .map(|offer| Choice { key: offer.key, text: option(offer.key, &offer.text, 0, "", columns) })
                .collect(),
            start: Some(0),
            foot: usual_foot(columns),
            also: "b".to_owned(),
            ..Card::default()
        };
        Ok(match self.choose(card)? {
            Choose::Choice(at) => margin.offers[at].said.clone(),
            Choose::Key(_) => Said::Event(Event::Back),
        })
    }

    fn pause_top(&self, interview: &Interview<'_>, margin: &Margin, (columns, rows): (usize, usize)) -> Vec<String> {
        let (answered, asked) = (interview.answered(), interview.asked().len());
        let mut top: Vec<_> = self.note.iter().flat_map(|note| wrapped(note, columns)).collect();
        let place = format!("{answered} of {asked} skills answered");
        top.push(between("Where you stand so far", &place, columns));
        for paragraph in &margin.so_far {
            top.extend((rows >= AIRY).then(String::new));
            top.extend(wrapped(paragraph, columns));
        }
        top.push(String::new());
        top
    }

    /// Shows the end of a questionnaire, and the whole report to who asks for it.
    pub(crate) fn close(&self, closing: &str, report: &str) -> Result<(), Stop> {
        let card = |(columns, _): (usize, usize)| {
            let mut top: Vec<_> = self.note.iter().flat_map(|note| wrapped(note, columns)).collect();
            top.extend(closing.lines().map(str::to_owned));
            top.push(String::new());
            let choice = |key, text| Choice { key, text: option(key, text, 0, "", columns) };
            Card {
                top,
                choices: vec![choice('d', "Done"), choice('r', "Read the whole report")],
                start: Some(0),
                foot: foot(&[(0, "press a key, or an arrow and Enter".to_owned())], columns, 1),
                also: "q".to_owned(),
                ..Card::default()
            }
        };
        while let Choose::Choice(1) = self.choose(card)? {
            self.page(report)?;
        }
        Ok(())
    }

    /// Shows a text page by page.
    pub(crate) fn page(&self, text: &str) -> Result<(), Stop> {
        let paragraphs: Vec<Block> =
            text.split("\n\n").map(|part| apart(part.lines().map(str::to_owned).collect())).collect();
        self.read(|_| paragraphs.clone(), "back").map(|_| ())
    }
}
