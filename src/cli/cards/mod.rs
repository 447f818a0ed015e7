//! The questionnaire as cards: one question a screen, and the sheet of an area.

mod card;
mod gate;
mod levels;
mod reading;
mod review;
mod sheet;
mod text;

use std::io;

use textwrap::core::display_width;

use self::card::{Asked, Card, Fit, KEYS, STOP, header};
pub(super) use self::text::option;
use self::text::{columns, first_line, hanging, shortened, wrapped};
use super::margin::{Margin, answer_words};
use super::prompt::{self, Choice, Choose, Findable, Prompter, Stop};
use super::said::Said;
use super::screen::Screen;
use super::terminal;
use crate::assessment::Confidence;
use crate::assessment::interview::{Event, Interview, Prompt};
use crate::clean;
use crate::rubric::{AreaIx, SkillIx};

/// Asks the prompts of an interview on a terminal.
#[derive(Debug)]
pub(crate) struct Cards {
    screen: Screen,
    prompter: Prompter,
    /// Whether one answer of an assessment is changed, and nothing else is asked.
    edits: bool,
    /// Something to know, shown above the next question.
    note: Option<String>,
    /// The area whose sheet, when it looks back, takes answers because one pointed at one.
    armed: Option<AreaIx>,
}

impl Cards {
    pub(crate) fn new(prompter: Prompter) -> io::Result<Self> {
        Ok(Self { screen: Screen::enter()?, prompter, edits: false, note: None, armed: None })
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
        let width = columns();
        let top: Vec<_> = top.iter().flat_map(|line| wrapped(line, width)).collect();
        let question = question.to_owned();
        let help = "type its key, then Enter; Esc or Ctrl-C leaves".to_owned();
        let room = terminal::size().1.saturating_sub(top.len() + rows_of(&question) + 1);
        let choices = Some(listed(things, width)).filter(|choices| rows(choices) <= room);
        let choices = choices.unwrap_or_else(|| in_a_line_each(things, width));
        let card = Card { top, question, choices, start, help, also: String::new() };
        loop {
            if let Choose::Choice(at) = self.choose(&card)? {
                return Ok(at);
            }
        }
    }

    /// Shows a card and asks, again after a key that does nothing on it.
    fn choose(&self, card: &Card) -> Result<Choose, Stop> {
        let mut said = card.help.clone();
        loop {
            let left = terminal::size().1.saturating_sub(card.top.len() + rows_of(&card.question));
            let help = Some(shortened(&said, columns())).filter(|help| left >= rows_of(help) + FEW).unwrap_or_default();
            let room = left.saturating_sub(if help.is_empty() { 0 } else { rows_of(&help) }).max(3);
            let choices = fitted(&card.choices, room);
            self.show(&card.top)?;
            let chosen =
                self.then_raw(self.prompter.choose_paged(&card.question, &choices, card.start, &help, room))?;
            match chosen {
                Choose::Key(key) if !card.also.contains(key) => {
                    let keys = choices.iter().map(|choice| choice.key).chain(card.also.chars());
                    said = prompt::wrong_key(key, keys);
                }
                chosen => return Ok(chosen),
            }
        }
    }

    /// The answer, with the terminal ready for the next question.
    fn then_raw<T>(&self, answer: Result<T, Stop>) -> Result<T, Stop> {
        self.screen.stay_raw();
        answer
    }

    fn show(&self, lines: &[String]) -> Result<(), Stop> {
        Ok(self.screen.show(lines)?)
    }

    fn skill(&self, interview: &Interview<'_>, skill: SkillIx, margin: &Margin) -> Result<Said, Stop> {
        let asked = Asked { interview, skill, margin, note: self.note.as_deref(), edits: self.edits };
        let mut explains = false;
        loop {
            let (card, fit) = asked.card(explains, (columns(), terminal::size().1));
            if explains && fit == Fit::Cut {
                explains = false;
                match self.read(|columns| asked.reading(columns))? {
                    Some(said) => return Ok(said),
                    None => continue,
                }
            }
            let key = match self.choose(&card)? {
                Choose::Choice(at) => card.choices[at].key,
                Choose::Key(key) => key,
            };
            let said = match key {
                's' | 'x' => Event::Skip,
                'n' => Event::NotApplicable,
                'b' => Event::Back,
                'r' => Event::Review,
                STOP => return Ok(Said::Leave),
                'c' => match self.remark(interview, skill, &card.top) {
                    Ok(event) => event,
                    Err(Stop::Back) => continue,
                    Err(stop) => return Err(stop),
                },
                '?' => {
                    explains = !explains;
                    continue;
                }
                key => match levels::level(interview.rubric(), key) {
                    Some(level) => Event::Rate(level),
                    None => continue,
                },
            };
            return Ok(Said::Event(said));
        }
    }

    /// What belongs to an answer beside its level.
    fn remark(&self, interview: &Interview<'_>, skill: SkillIx, top: &[String]) -> Result<Event, Stop> {
        let width = columns();
        let choice = |key, text| Choice { key, text: option(key, text, 0, "", width) };
        let choices = vec![
            choice('e', "A link or a sentence that shows it"),
            choice('g', "It is a guess"),
            choice('f', "I am fairly sure"),
            choice('s', "I am sure"),
            choice('b', "Back"),
        ];
        let question = "What is there to add to your answer?".to_owned();
        let help = "type a key, then Enter; Esc goes back".to_owned();
        let card = Card { top: top.to_vec(), question, choices, start: 0, help, also: String::new() };
        match self.choose(&card)? {
            Choose::Choice(0) => self.evidence(interview, skill).map(Event::Evidence),
            Choose::Choice(1) => Ok(Event::Confidence(Some(Confidence::Guess))),
            Choose::Choice(2) => Ok(Event::Confidence(Some(Confidence::Fairly))),
            Choose::Choice(3) => Ok(Event::Confidence(Some(Confidence::Sure))),
            _ => Err(Stop::Back),
        }
    }

    /// Asks for evidence, with nothing on the screen but the skill.
    fn evidence(&self, interview: &Interview<'_>, skill: SkillIx) -> Result<String, Stop> {
        let mut top = reading::titled(interview, skill, columns());
        top.push(String::new());
        self.show(&top)?;
        let before = interview.evidence(skill).unwrap_or_default();
        let help = shortened("a link or a sentence; empty takes it away; Enter keeps it, Esc goes back", columns());
        self.then_raw(self.prompter.text("What shows it?", before, &help))
    }

    fn moved(&self, interview: &Interview<'_>, skill: SkillIx, margin: &Margin) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        let mut top = header(interview, self.note.as_deref(), rubric[skill].area, "", margin, columns());
        top.extend(wrapped(&rubric[skill].title, columns()));
        top.push(String::new());
        let now = answer_words(rubric, interview.reply(skill));
        let last = interview.last_reply(skill);
        for (when, reply) in [("last time", last), ("now", interview.reply(skill))] {
            let meaning = super::review::level(reply).map(|level| rubric.meaning(skill, level)).unwrap_or_default();
            let words = answer_words(rubric, reply);
            let words = if meaning.is_empty() { words } else { format!("{words}: {meaning}") };
            top.extend(hanging(&words, &format!("{when:<11}"), &" ".repeat(11), columns()));
        }
        top.push(String::new());
        let width = columns();
        let choices = vec![
            Choice { key: 'y', text: option('y', &format!("Yes, {now}"), 0, "", width) },
            Choice { key: 'b', text: option('b', "No, ask me again", 0, "", width) },
        ];
        let (question, help) = ("Is that so?".to_owned(), KEYS.to_owned());
        let card = Card { top, question, choices, start: 0, help, also: "qr".to_owned() };
        Ok(match self.choose(&card)? {
            Choose::Choice(at) => Said::Event([Event::Keep, Event::Back][at].clone()),
            Choose::Key('r') => Said::Event(Event::Review),
            Choose::Key(_) => Said::Leave,
        })
    }

    /// Asks which skill of the interview is meant.
    pub(crate) fn find(&self, interview: &Interview<'_>) -> Result<SkillIx, Stop> {
        self.show(&[])?;
        let (rubric, skills) = (interview.rubric(), interview.asked());
        let widest = skills.iter().map(|skill| display_width(&rubric[*skill].title)).max().unwrap_or(0);
        let found = |skill: &SkillIx| {
            let described = &rubric[*skill];
            let title = clean::line(&described.title);
            let pad = " ".repeat(widest.saturating_sub(display_width(&title)));
            let last = interview.last_reply(*skill);
            let words = answer_words(rubric, interview.reply(*skill).or(last));
            let also = std::iter::once(described.id.as_str()).chain(described.other_names());
            Findable { shown: format!("{title}{pad}  {words}"), also: also.collect::<Vec<_>>().join("\n") }
        };
        let page = terminal::size().1.saturating_sub(5).max(3);
        let question = "Which answer do you want to change?";
        let chosen =
            self.then_raw(self.prompter.find(question, &skills.iter().map(found).collect::<Vec<_>>(), page))?;
        Ok(skills[chosen])
    }
}

/// With fewer choices than this in sight, the help is left out.
const FEW: usize = 4;

/// How many rows something takes that inquire puts two columns around.
fn rows_of(text: &str) -> usize {
    (display_width(text) + 2).div_ceil(terminal::size().0.max(1))
}

fn rows(choices: &[Choice]) -> usize {
    choices.iter().map(|choice| choice.text.lines().count()).sum()
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

/// The choices with all their lines if these fit into so many rows, else with the first line of each.
fn fitted(choices: &[Choice], room: usize) -> Vec<Choice> {
    let fits = rows(choices) <= room;
    let text = |choice: &Choice| if fits { choice.text.clone() } else { first_line(&choice.text, columns()) };
    choices.iter().map(|choice| Choice { key: choice.key, text: text(choice) }).collect()
}
