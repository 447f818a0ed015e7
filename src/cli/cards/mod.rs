//! The questionnaire as cards: one question a screen, and the sheet of an area.

mod card;
mod choose;
mod gate;
mod levels;
mod line;
mod pause;
mod reading;
mod review;
mod sheet;
mod text;
mod tick;
mod typing;
mod words;

use std::io;

use textwrap::core::display_width;

use self::card::{Asked, Fit, STOP, header, usual_foot};
use self::choose::{Card, foot};
pub(super) use self::text::option;
use self::text::{first_line, hanging, wrapped};
use super::margin::{Margin, answer_words};
use super::prompt::{Choice, Choose, Stop};
use super::said::Said;
use super::screen::Screen;
use crate::assessment::interview::{Event, Interview, Prompt};
use crate::assessment::{Confidence, Help};
use crate::rubric::{AreaIx, SkillIx};

/// Asks the prompts of an interview on a terminal.
#[derive(Debug)]
pub(crate) struct Cards {
    screen: Screen,
    color: bool,
    /// Whether one answer of an assessment is changed, and nothing else is asked.
    edits: bool,
    /// Something to know, shown above the next question.
    note: Option<String>,
    /// Whether what the words of the levels mean was shown in this run.
    has_explained: bool,
    /// The area whose sheet takes answers because one pointed at one, though none is missing.
    armed: Option<AreaIx>,
}

impl Cards {
    pub(crate) fn new(color: bool) -> io::Result<Self> {
        let screen = Screen::enter()?;
        Ok(Self { screen, color, edits: false, note: None, has_explained: false, armed: None })
    }

    /// Offers what can be done to one answer of an assessment, instead of what a questionnaire offers.
    pub(crate) const fn edit(&mut self) {
        self.edits = true;
    }

    /// Shows this above the next question.
    pub(crate) fn note(&mut self, note: &str) {
        self.note = Some(note.to_owned());
    }

    /// Asks the present prompt, with what stands beside it.
    pub(super) fn ask(&mut self, interview: &Interview<'_>, margin: &Margin) -> Result<Said, Stop> {
        let said = match interview.prompt() {
            Prompt::Used(gate) => self.used(interview, gate, margin),
            Prompt::Unused(gate) => self.unused(interview, gate, margin),
            Prompt::Skill(skill) => self.skill(interview, skill, margin),
            Prompt::Moved(skill) => self.moved(interview, skill, margin),
            Prompt::Sheet(skill) => self.sheet(interview, skill, margin),
            Prompt::Review => self.review(interview, margin),
            Prompt::Pause => self.pause(interview, margin),
        };
        self.note = None;
        said
    }

    /// Asks for one of a few things before the interview begins; each with a word of explanation.
    pub(crate) fn pick(
        &self,
        top: &[String],
        question: &str,
        things: &[(String, String)],
        start: usize,
    ) -> Result<usize, Stop> {
        let card = |(columns, rows): (usize, usize)| {
            let parts = [(0, "press a key, or an arrow and Enter".to_owned()), (1, "Esc: leave".to_owned())];
            let mut card = Card {
                top: top.iter().flat_map(|line| wrapped(line, columns)).collect(),
                question: wrapped(question, columns),
                choices: listed(things, columns),
                start: Some(start),
                foot: foot(&parts, columns, 1),
                ..Card::default()
            };
            if !card.fits(rows) {
                card.choices = in_a_line_each(things, columns);
            }
            card
        };
        loop {
            if let Choose::Choice(at) = self.choose(card)? {
                return Ok(at);
            }
        }
    }

    fn show(&self, lines: &[String]) -> Result<(), Stop> {
        Ok(self.screen.show(lines, None)?)
    }

    fn skill(&mut self, interview: &Interview<'_>, skill: SkillIx, margin: &Margin) -> Result<Said, Stop> {
        let note = self.note.clone();
        let explains = !std::mem::replace(&mut self.has_explained, true);
        let asked = Asked { interview, skill, margin, note: note.as_deref(), explains, edits: self.edits };
        if explains && asked.card((text::columns(), super::terminal::size().1)).1 != Fit::Whole {
            let said = self.read(|(columns, _)| self.before_words(columns), "to the question")?;
            if let Some(said) = said {
                return Ok(said);
            }
        }
        loop {
            let key = match self.choose(|size| asked.card(size).0)? {
                // The levels have their keys in order.
                Choose::Choice(at) => match interview.rubric().scale().level(i64::try_from(at).unwrap_or(i64::MAX)) {
                    Some(level) => return Ok(Said::Event(Event::Rate(level))),
                    None => continue,
                },
                Choose::Key(key) => key,
            };
            let said = match key {
                's' | 'x' => Event::Skip,
                'n' => Event::NotApplicable,
                'a' => Event::Help(other(interview.help(skill))),
                'b' => Event::Back,
                'r' => Event::Review,
                STOP => return Ok(Said::Leave),
                'c' => match self.remark(interview, skill) {
                    Ok(event) => event,
                    Err(Stop::Back) => continue,
                    Err(stop) => return Err(stop),
                },
                _ => match self.read(|size| asked.reading(size), "to the question")? {
                    Some(said) => return Ok(said),
                    None => continue,
                },
            };
            return Ok(Said::Event(said));
        }
    }

    /// What there is to know before the first question, where it has no room on the card.
    fn before_words(&self, columns: usize) -> Vec<reading::Block> {
        let note = self.note.iter().map(|note| [wrapped(note, columns), vec![String::new()]].concat());
        note.chain([words::short(columns)]).collect()
    }

    /// What belongs to an answer beside its level.
    fn remark(&self, interview: &Interview<'_>, skill: SkillIx) -> Result<Event, Stop> {
        let card = |(columns, _): (usize, usize)| {
            let choice = |key, text| Choice { key, text: option(key, text, 0, "", columns) };
            let mut top = reading::titled(interview, skill, columns);
            top.push(String::new());
            Card {
                top,
                question: wrapped("What would you like to add to your answer?", columns),
                choices: vec![
                    choice('e', "A link or a sentence that shows it"),
                    choice('g', "It is a guess"),
                    choice('f', "I am fairly sure"),
                    choice('s', "I am sure"),
                    choice('b', "Back"),
                ],
                instead: "press a key: e, g, f, s or b".to_owned(),
                foot: foot(&[(0, "press a key".to_owned()), (1, "Esc: back".to_owned())], columns, 1),
                ..Card::default()
            }
        };
        match self.choose(card)? {
            Choose::Choice(0) => self.evidence(interview, skill).map(Event::Evidence),
            Choose::Choice(1) => Ok(Event::Confidence(Some(Confidence::Guess))),
            Choose::Choice(2) => Ok(Event::Confidence(Some(Confidence::Fairly))),
            Choose::Choice(3) => Ok(Event::Confidence(Some(Confidence::Sure))),
            _ => Err(Stop::Back),
        }
    }

    fn moved(&self, interview: &Interview<'_>, skill: SkillIx, margin: &Margin) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        let (now, last) = (interview.reply(skill), interview.last_reply(skill));
        let card = |(columns, _): (usize, usize)| {
            let mut top = self.note.as_deref().map(|note| wrapped(note, columns)).unwrap_or_default();
            top.extend(header(interview, rubric[skill].area, "", margin, columns));
            top.extend(wrapped(&rubric[skill].title, columns));
            top.push(String::new());
            for (when, reply) in [("last time", last), ("now", now)] {
                let level = super::review::level(reply);
                let meaning = level.map(|level| rubric.meaning(skill, level)).unwrap_or_default();
                let words = answer_words(rubric, reply);
                let words = if meaning.is_empty() { words } else { format!("{words}: {meaning}") };
                top.extend(hanging(&words, &format!("{when:<11}"), &" ".repeat(11), columns));
            }
            top.push(String::new());
            let yes = format!("Yes, {}", answer_words(rubric, now));
            let choice = |key, text| Choice { key, text: option(key, text, 0, "", columns) };
            Card {
                top,
                question: wrapped("Is that right?", columns),
                choices: vec![choice('y', &yes), choice('b', "No, ask me again")],
                start: Some(0),
                foot: usual_foot(columns),
                also: "qr".to_owned(),
                ..Card::default()
            }
        };
        Ok(match self.choose(card)? {
            Choose::Choice(at) => Said::Event([Event::Keep, Event::Back][at].clone()),
            Choose::Key('r') => Said::Event(Event::Review),
            Choose::Key(_) => Said::Leave,
        })
    }
}

/// Marked or not, the other way round.
const fn other(help: Option<Help>) -> Option<Help> {
    match help {
        None => Some(Help::Ai),
        Some(Help::Ai) => None,
    }
}

/// Things with what is to be said of each, with keys; further things than there are keys are reached with the arrows.
fn listed(things: &[(String, String)], columns: usize) -> Vec<Choice> {
    let names = things.iter().map(|(name, _)| display_width(name)).max().unwrap_or(0);
    let widest = if names * 2 > columns { 0 } else { names };
    let keys = ('1'..='9').chain('a'..='z').chain(std::iter::repeat(' '));
    let choice = |((name, meaning), key): (&(String, String), char)| Choice {
        key,
        text: option(key, name, widest, meaning, columns),
    };
    things.iter().zip(keys).map(choice).collect()
}

/// The same with a line each: what fits of it, or where that is too little to tell anything, the names alone.
fn in_a_line_each(things: &[(String, String)], columns: usize) -> Vec<Choice> {
    let names = things.iter().map(|(name, _)| display_width(name)).max().unwrap_or(0);
    if names * 2 > columns {
        let names: Vec<_> = things.iter().map(|(name, _)| (name.clone(), String::new())).collect();
        return listed(&names, columns);
    }
    let cut = |choice: Choice| Choice { text: first_line(&choice.text, columns), ..choice };
    listed(things, columns).into_iter().map(cut).collect()
}
