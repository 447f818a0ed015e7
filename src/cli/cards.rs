//! The questionnaire as cards: one question a screen.

use std::io;

use textwrap::core::display_width;

use super::card::{Card, between, columns, first_line, hanging, header, option, wrapped};
use super::margin::Margin;
use super::prompt::{Choice, Choose, Prompter, Stop};
use super::screen::Screen;
use super::terminal;
use crate::assessment::Answer;
use crate::assessment::interview::{Event, Interview, Prompt, Reply};
use crate::clean;
use crate::rubric::{AreaIx, GroupIx, Rubric, SkillIx};
use crate::wording;

/// What a person did at a prompt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Said {
    /// Something for the interview.
    Event(Event),
    /// Save the answers as an assessment.
    Save,
    /// Keep the draft and leave.
    Leave,
}

/// Asks the prompts of an interview on a terminal.
#[derive(Debug)]
pub(crate) struct Cards {
    screen: Screen,
    prompter: Prompter,
    /// Whether last time's answers stay hidden.
    blind: bool,
    /// Something to know, shown above the next question.
    note: Option<String>,
}

/// What the cursor shows for keys.
const KEYS: &str = "type a key, then Enter; Esc goes back; Ctrl-C stops, your answers are kept";

impl Cards {
    pub(crate) fn new(prompter: Prompter) -> io::Result<Self> {
        Ok(Self { screen: Screen::enter()?, prompter, blind: false, note: None })
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
            Prompt::Skill(skill) => self.skill(interview, skill, margin),
            Prompt::Members(group) => self.members(interview, group),
            Prompt::Unused(group) => self.unused(interview, group),
            Prompt::Area(area) => self.area(interview, area, margin),
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
        let mut explained = false;
        loop {
            let card = Card::of(
                interview,
                skill,
                self.note.as_deref(),
                self.blind,
                explained.then_some(margin.asked_because.as_slice()),
            );
            let chosen = self.choose(&card.top, &card.question, &card.choices, card.start, KEYS)?;
            let said = match card.choices[chosen].key {
                's' => Event::Skip,
                'n' => Event::NotApplicable,
                'b' => Event::Back,
                'r' => Event::Review,
                'c' => match self.evidence(interview, skill) {
                    Ok(text) => Event::Evidence(text),
                    Err(Stop::Back) => continue,
                    Err(stop) => return Err(stop),
                },
                '?' => {
                    explained = !explained;
                    continue;
                }
                key => {
                    let level = key.to_digit(10).and_then(|key| interview.rubric().scale().level(key.into()));
                    match level {
                        Some(level) => Event::Rate(level),
                        None => continue,
                    }
                }
            };
            return Ok(Said::Event(said));
        }
    }

    fn evidence(&self, interview: &Interview<'_>, skill: SkillIx) -> Result<String, Stop> {
        let before = interview.evidence(skill).unwrap_or_default();
        let help = "a link or a sentence; Enter keeps it, empty takes it away";
        self.then_raw(self.prompter.text("What shows it?", before, help))
    }

    fn members(&self, interview: &Interview<'_>, group: GroupIx) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        let described = &rubric[group];
        let mut top = header(interview, self.note.as_deref(), described.area, "");
        top.push(clean::line(&described.title).into_owned());
        top.extend(wrapped(described.summary.as_deref().unwrap_or_default(), columns()));
        top.push(String::new());
        self.show(&top)?;
        let members = interview.members(group);
        let ticked: Vec<_> = (0..members.len()).filter(|at| interview.is_used(members[*at])).collect();
        let names = members.iter().map(|skill| clean::line(&rubric[*skill].title).into_owned()).collect();
        let chosen = self.then_raw(self.prompter.tick("Which of these have you used?", names, &ticked))?;
        Ok(Said::Event(Event::Tick(chosen.into_iter().map(|at| members[at]).collect())))
    }

    fn unused(&self, interview: &Interview<'_>, group: GroupIx) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        let unused: Vec<_> =
            interview.unused(group).iter().map(|skill| clean::line(&rubric[*skill].title).into_owned()).collect();
        let mut top = header(interview, self.note.as_deref(), rubric[group].area, "");
        top.push(format!("Not ticked: {}", wording::count(unused.len(), "skill", "skills")));
        top.extend(wrapped(&unused.join(", "), columns()));
        top.push(String::new());
        let width = columns();
        let choices = [
            Choice { key: '0', text: option('0', "Rate them 0", WIDEST, "I have not used them.", width) },
            Choice { key: 's', text: option('s', "Skip them", WIDEST, "I will say at the review.", width) },
            Choice { key: 'b', text: option('b', "Back", WIDEST, "I have used one of them.", width) },
        ];
        let chosen = self.choose(&top, "What of these?", &choices, 0, KEYS)?;
        Ok(Said::Event([Event::Unused, Event::Skip, Event::Back][chosen].clone()))
    }

    fn area(&self, interview: &Interview<'_>, area: AreaIx, margin: &Margin) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        self.show(&header(interview, self.note.as_deref(), area, ""))?;
        let skills: Vec<_> = interview.asked().iter().copied().filter(|skill| rubric[*skill].area == area).collect();
        Ok(Said::Event(Event::Change(self.one_of(interview, &skills, margin)?)))
    }

    /// Asks which skill of the interview is meant.
    pub(crate) fn find(&self, interview: &Interview<'_>) -> Result<SkillIx, Stop> {
        self.show(&[])?;
        self.one_of(interview, interview.asked(), &Margin::default())
    }

    fn one_of(&self, interview: &Interview<'_>, skills: &[SkillIx], margin: &Margin) -> Result<SkillIx, Stop> {
        let rubric = interview.rubric();
        let widest = skills.iter().map(|skill| display_width(&rubric[*skill].title)).max().unwrap_or(0);
        let name = |skill: &SkillIx| {
            let title = clean::line(&rubric[*skill].title);
            let pad = " ".repeat(widest.saturating_sub(display_width(&title)));
            let last = || interview.last(*skill).map(|rating| Reply::Said(rating.answer));
            format!("{title}{pad}  {}", margin.words(interview, *skill, interview.reply(*skill).or_else(last)))
        };
        let (_, rows) = terminal::size();
        let names = skills.iter().map(name).collect();
        let page = rows.saturating_sub(5).max(3);
        let chosen = self.then_raw(self.prompter.find("Which answer do you want to change?", names, page))?;
        Ok(skills[chosen])
    }

    fn review(&self, interview: &Interview<'_>, margin: &Margin) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        let (replied, asked) = interview.position();
        let mut top: Vec<_> = self.note.iter().flat_map(|note| wrapped(note, columns())).collect();
        top.push(between("Review", &format!("{replied} of {asked} skills · saved as a draft"), columns()));
        top.push(String::new());
        top.extend(margin.estimate.iter().flat_map(|sentence| wrapped(sentence, columns())));
        if !margin.estimate.is_empty() {
            top.push(String::new());
        }
        let doubts = &margin.doubts;
        if !doubts.is_empty() {
            top.push("Worth a second look (your answers stand unless you change them):".to_owned());
        }
        for doubt in doubts.iter().take(DOUBTS) {
            top.extend(hanging(&clean::line(doubt), "- ", "  ", columns()));
        }
        if doubts.len() > DOUBTS {
            top.push(format!("  and {} more, listed in the report", doubts.len() - DOUBTS));
        }
        if !doubts.is_empty() {
            top.push(String::new());
        }
        let (choices, meanings) = review_choices(rubric, interview, margin.goes_on);
        let chosen = self.choose(&top, "What next?", &choices, 0, KEYS)?;
        Ok(meanings[chosen].clone())
    }
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

/// The columns of the widest name among the choices for unused members.
const WIDEST: usize = 11;
/// How many doubts the review shows.
const DOUBTS: usize = 4;

fn review_choices(rubric: &Rubric, interview: &Interview<'_>, goes_on: bool) -> (Vec<Choice>, Vec<Said>) {
    let width = columns();
    let open =
        interview.asked().iter().filter(|skill| !matches!(interview.reply(**skill), Some(Reply::Said(_)))).count();
    let mut choices = vec![Choice { key: 'w', text: option('w', "Save and show the report", 0, "", width) }];
    let mut meanings = vec![Said::Save];
    if goes_on {
        choices.push(Choice { key: 'c', text: option('c', "Go on with the questions", 0, "", width) });
        meanings.push(Said::Event(Event::GoOn));
    }
    if open > 0 {
        let label = format!("Answer the {} left open", wording::count(open, "skill", "skills"));
        choices.push(Choice { key: 'a', text: option('a', &label, 0, "", width) });
        meanings.push(Said::Event(Event::Fill));
    }
    choices.push(Choice { key: 'q', text: option('q', "Keep as a draft, decide later", 0, "", width) });
    meanings.push(Said::Leave);
    let widest = rubric.areas().map(|(_, area)| display_width(&area.title)).max().unwrap_or(0);
    for ((area, described), key) in rubric.areas().zip("123456789defghijklmnoprstuvxyz".chars()) {
        let replies: Vec<_> = interview.asked().iter().filter(|skill| rubric[**skill].area == area).collect();
        if replies.is_empty() {
            continue;
        }
        let count = |wanted: fn(Option<Reply>) -> bool| {
            replies.iter().filter(|skill| wanted(interview.reply(***skill))).count()
        };
        let rated = count(|reply| matches!(reply, Some(Reply::Said(Answer::Rated(_)))));
        let left_out = count(|reply| reply == Some(Reply::Said(Answer::NotApplicable)));
        let mut words = vec![format!("{rated} rated")];
        if left_out > 0 {
            words.push(format!("{left_out} not applicable"));
        }
        if rated + left_out < replies.len() {
            words.push(format!("{} open", replies.len() - rated - left_out));
        }
        choices.push(Choice { key, text: option(key, &described.title, widest, &words.join(", "), width) });
        meanings.push(Said::Event(Event::Open(area)));
    }
    (choices, meanings)
}
