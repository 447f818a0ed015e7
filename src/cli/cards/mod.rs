//! The questionnaire as cards: one question a screen, and the sheet of an area.

mod card;
mod gate;
mod review;
mod sheet;

use std::io;

use textwrap::core::display_width;

use self::card::{Card, columns, first_line, hanging, header, option, wrapped};
use super::margin::{Margin, answer_words};
use super::prompt::{Choice, Choose, Findable, Prompter, Stop};
use super::said::Said;
use super::screen::Screen;
use super::terminal;
use crate::assessment::Confidence;
use crate::assessment::interview::{Event, Interview, Prompt, Reply};
use crate::clean;
use crate::rubric::{AreaIx, Level, SkillIx};

/// Asks the prompts of an interview on a terminal.
#[derive(Debug)]
pub(crate) struct Cards {
    screen: Screen,
    prompter: Prompter,
    /// Whether last time's answers stay hidden.
    blind: bool,
    /// Something to know, shown above the next question.
    note: Option<String>,
    /// The area whose sheet, when it looks back, takes answers because one pointed at one.
    armed: Option<AreaIx>,
}

/// What the cursor shows for keys.
const KEYS: &str = "type a key, then Enter; Esc goes back; Ctrl-C stops, your answers are kept";

impl Cards {
    pub(crate) fn new(prompter: Prompter) -> io::Result<Self> {
        Ok(Self { screen: Screen::enter()?, prompter, blind: false, note: None, armed: None })
    }

    /// Hides last time's answers.
    pub(crate) const fn hide_last(&mut self) {
        self.blind = true;
    }

    /// Shows this above the next question.
    pub(crate) fn note(&mut self, note: &str) {
        self.note = Some(note.to_owned());
    }

    /// Asks the present prompt, with what stands beside it.
    pub(super) fn ask(&mut self, interview: &Interview<'_>, margin: &Margin) -> Result<Said, Stop> {
        let said = match *interview.prompt() {
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
        let names = things.iter().map(|(name, _)| display_width(name)).max().unwrap_or(0);
        let widest = if names * 2 > width { 0 } else { names };
        // Further things than there are keys are reached with the arrows.
        let keys = ('1'..='9').chain('a'..='z').chain(std::iter::repeat(' '));
        let choices: Vec<_> = things
            .iter()
            .zip(keys)
            .map(|((name, meaning), key)| Choice { key, text: option(key, name, widest, meaning, width) })
            .collect();
        self.choose(top, question, &choices, start, "type its key, then Enter; Esc or Ctrl-C leaves")
    }

    /// Shows `top` and asks below it, again after a key that chooses nothing.
    fn choose(
        &self,
        top: &[String],
        question: &str,
        choices: &[Choice],
        start: usize,
        help: &str,
    ) -> Result<usize, Stop> {
        let mut said = help.to_owned();
        loop {
            let left = terminal::size().1.saturating_sub(top.len() + rows_of(question));
            let help = Some(shortened(&said, columns())).filter(|help| left >= rows_of(help) + FEW).unwrap_or_default();
            let room = left.saturating_sub(if help.is_empty() { 0 } else { rows_of(&help) }).max(3);
            let choices = fitted(choices, room);
            self.show(top)?;
            match self.then_raw(self.prompter.choose_paged(question, &choices, start, &help, room))? {
                Choose::Choice(at) => return Ok(at),
                Choose::WrongKey(key) => {
                    let keys: String = choices.iter().map(|choice| choice.key).collect();
                    said = format!("`{}` chooses nothing here; the keys are {keys}", clean::line(&key.to_string()));
                }
            }
        }
    }

    /// The answer, with the terminal ready for the next question.
    fn then_raw<T>(&self, answer: Result<T, Stop>) -> Result<T, Stop> {
        self.screen.stay_raw();
        answer
    }

    fn show(&self, lines: &[String]) -> Result<(), Stop> {
        self.screen.show(lines).map_err(|error| Stop::Broken(error.to_string()))
    }

    fn skill(&self, interview: &Interview<'_>, skill: SkillIx, margin: &Margin) -> Result<Said, Stop> {
        let mut explains = false;
        loop {
            let card = Card::of(interview, skill, margin, self.note.as_deref(), (self.blind, explains));
            let chosen = self.choose(&card.top, &card.question, &card.choices, card.start, KEYS)?;
            let said = match card.choices[chosen].key {
                's' => Event::Skip,
                'n' => Event::NotApplicable,
                'b' => Event::Back,
                'r' => Event::Review,
                'c' => match self.remark(interview, skill, &card.top) {
                    Ok(event) => event,
                    Err(Stop::Back) => continue,
                    Err(stop) => return Err(stop),
                },
                '?' => {
                    explains = !explains;
                    continue;
                }
                key => match level(interview, key) {
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
        let choices = [
            choice('e', "A link or a sentence that shows it"),
            choice('g', "It is a guess"),
            choice('f', "I am fairly sure"),
            choice('s', "I am sure"),
            choice('b', "Back"),
        ];
        let chosen = self.choose(top, "What is there to add to your answer?", &choices, 0, KEYS)?;
        match choices[chosen].key {
            'e' => self.evidence(interview, skill).map(Event::Evidence),
            'g' => Ok(Event::Confidence(Some(Confidence::Guess))),
            'f' => Ok(Event::Confidence(Some(Confidence::Fairly))),
            's' => Ok(Event::Confidence(Some(Confidence::Sure))),
            _ => Err(Stop::Back),
        }
    }

    fn evidence(&self, interview: &Interview<'_>, skill: SkillIx) -> Result<String, Stop> {
        let before = interview.evidence(skill).unwrap_or_default();
        let help = "a link or a sentence; Enter keeps it, empty takes it away";
        self.then_raw(self.prompter.text("What shows it?", before, help))
    }

    fn moved(&self, interview: &Interview<'_>, skill: SkillIx, margin: &Margin) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        let mut top = header(interview, self.note.as_deref(), rubric[skill].area, "", margin);
        top.extend(wrapped(&rubric[skill].title, columns()));
        top.push(String::new());
        let now = answer_words(rubric, interview.reply(skill));
        let last = interview.last(skill).map(|last| Reply::Said(last.answer));
        for (when, reply) in [("last time", last), ("now", interview.reply(skill))] {
            let anchor = super::review::level(reply).and_then(|level| rubric[skill].anchor(level)).unwrap_or_default();
            let words = format!("{} {anchor}", answer_words(rubric, reply));
            top.extend(hanging(words.trim_end(), &format!("{when:<11}"), &" ".repeat(11), columns()));
        }
        top.push(String::new());
        let width = columns();
        let choices = [
            Choice { key: 'y', text: option('y', &format!("Yes, {now}"), 0, "", width) },
            Choice { key: 'b', text: option('b', "No, ask me again", 0, "", width) },
        ];
        let chosen = self.choose(&top, "Is that so?", &choices, 0, KEYS)?;
        Ok(Said::Event([Event::Keep, Event::Back][chosen].clone()))
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
            let last = interview.last(*skill).map(|last| Reply::Said(last.answer));
            let words = answer_words(rubric, interview.reply(*skill).or(last));
            let also = std::iter::once(described.id.as_str()).chain(described.aliases.iter().map(String::as_str));
            Findable { shown: format!("{title}{pad}  {words}"), also: also.collect::<Vec<_>>().join("\n") }
        };
        let page = terminal::size().1.saturating_sub(5).max(3);
        let question = "Which answer do you want to change?";
        let chosen =
            self.then_raw(self.prompter.find(question, &skills.iter().map(found).collect::<Vec<_>>(), page))?;
        Ok(skills[chosen])
    }
}

/// The level that a key stands for.
fn level(interview: &Interview<'_>, key: char) -> Option<Level> {
    interview.rubric().scale().level(key.to_digit(10)?.into())
}

/// With fewer choices than this in sight, the help is left out.
const FEW: usize = 4;

/// How many rows something takes that inquire puts two columns around.
fn rows_of(text: &str) -> usize {
    (display_width(text) + 2).div_ceil(terminal::size().0.max(1))
}

/// The choices with all their lines if these fit into so many rows, else with the first line of each.
fn fitted(choices: &[Choice], room: usize) -> Vec<Choice> {
    let fits = choices.iter().map(|choice| choice.text.lines().count()).sum::<usize>() <= room;
    let text = |choice: &Choice| if fits { choice.text.clone() } else { first_line(&choice.text) };
    choices.iter().map(|choice| Choice { key: choice.key, text: text(choice) }).collect()
}

/// As many of the parts of a help as fit into a line, the first one at least.
fn shortened(help: &str, columns: usize) -> String {
    let mut short = help;
    while display_width(short) + 2 > columns
        && let Some((before, _)) = short.rsplit_once("; ")
    {
        short = before;
    }
    short.to_owned()
}
