//! The questionnaire as cards: one question a screen.

use std::io;

use textwrap::core::display_width;

use super::prompt::{Choice, Choose, Prompter, Stop};
use super::screen::Screen;
use super::terminal;
use crate::assessment::interview::{Event, Interview, Prompt, Reply};
use crate::assessment::{Answer, Rating};
use crate::clean;
use crate::rubric::{AreaIx, GroupIx, Level, Rubric, SkillIx};
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
}

/// What the cursor shows for keys.
const KEYS: &str = "type a key, then Enter; Esc goes back; Ctrl-C stops, your answers are kept";

impl Cards {
    pub(crate) fn new(prompter: Prompter, blind: bool) -> io::Result<Self> {
        Ok(Self { screen: Screen::enter()?, prompter, blind })
    }

    /// Asks the present prompt; `doubts` are things worth a second look, shown at the review.
    pub(crate) fn ask(&self, interview: &Interview<'_>, doubts: &[String]) -> Result<Said, Stop> {
        match *interview.prompt() {
            Prompt::Skill(skill) => self.skill(interview, skill),
            Prompt::Members(group) => self.members(interview, group),
            Prompt::Unused(group) => self.unused(interview, group),
            Prompt::Area(area) => self.area(interview, area),
            Prompt::Review => self.review(interview, doubts),
        }
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
        let choices: Vec<_> = things
            .iter()
            .zip('1'..)
            .map(|((name, meaning), key)| Choice { key, text: option(key, name, 0, meaning, width) })
            .collect();
        self.choose(top, question, &choices, start, "type a number, then Enter; Esc or Ctrl-C leaves")
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
            self.show(top)?;
            match self.prompter.choose(question, choices, start, &said)? {
                Choose::Choice(at) => return Ok(at),
                Choose::WrongKey(key) => {
                    let keys: String = choices.iter().map(|choice| choice.key).collect();
                    said = format!("`{}` chooses nothing here; the keys are {keys}", clean::line(&key.to_string()));
                }
            }
        }
    }

    fn show(&self, lines: &[String]) -> Result<(), Stop> {
        self.screen.show(lines).map_err(|error| Stop::Broken(error.to_string()))
    }

    fn skill(&self, interview: &Interview<'_>, skill: SkillIx) -> Result<Said, Stop> {
        let mut explained = false;
        loop {
            let card = Card::of(interview, skill, self.blind, explained);
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
        self.prompter.text("What shows it?", before, "a link or a sentence; Enter keeps it, empty takes it away")
    }

    fn members(&self, interview: &Interview<'_>, group: GroupIx) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        let described = &rubric[group];
        let mut top = header(interview, described.area, "");
        top.push(clean::line(&described.title).into_owned());
        top.extend(wrapped(described.summary.as_deref().unwrap_or_default(), columns()));
        top.push(String::new());
        self.show(&top)?;
        let members = interview.members(group);
        let ticked: Vec<_> = (0..members.len()).filter(|at| interview.is_used(members[*at])).collect();
        let names = members.iter().map(|skill| clean::line(&rubric[*skill].title).into_owned()).collect();
        let chosen = self.prompter.tick("Which of these have you used?", names, &ticked)?;
        Ok(Said::Event(Event::Tick(chosen.into_iter().map(|at| members[at]).collect())))
    }

    fn unused(&self, interview: &Interview<'_>, group: GroupIx) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        let unused: Vec<_> =
            interview.unused(group).iter().map(|skill| clean::line(&rubric[*skill].title).into_owned()).collect();
        let mut top = header(interview, rubric[group].area, "");
        top.push(format!("Not ticked: {}", wording::count(unused.len(), "skill", "skills")));
        top.extend(wrapped(&unused.join(", "), columns()));
        top.push(String::new());
        const WORDS: usize = 11;
        let width = columns();
        let choices = [
            Choice { key: '0', text: option('0', "Rate them 0", WORDS, "I have not used them.", width) },
            Choice { key: 's', text: option('s', "Skip them", WORDS, "I will say at the review.", width) },
            Choice { key: 'b', text: option('b', "Back", WORDS, "I have used one of them.", width) },
        ];
        let chosen = self.choose(&top, "What of these?", &choices, 0, KEYS)?;
        Ok(Said::Event([Event::Unused, Event::Skip, Event::Back][chosen].clone()))
    }

    fn area(&self, interview: &Interview<'_>, area: AreaIx) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        self.show(&header(interview, area, ""))?;
        let skills: Vec<_> = interview.asked().iter().copied().filter(|skill| rubric[*skill].area == area).collect();
        Ok(Said::Event(Event::Change(self.one_of(interview, &skills)?)))
    }

    /// Asks which skill of the interview is meant.
    pub(crate) fn find(&self, interview: &Interview<'_>) -> Result<SkillIx, Stop> {
        self.show(&[])?;
        self.one_of(interview, interview.asked())
    }

    fn one_of(&self, interview: &Interview<'_>, skills: &[SkillIx]) -> Result<SkillIx, Stop> {
        let rubric = interview.rubric();
        let widest = skills.iter().map(|skill| display_width(&rubric[*skill].title)).max().unwrap_or(0);
        let name = |skill: &SkillIx| {
            let title = clean::line(&rubric[*skill].title);
            let pad = " ".repeat(widest.saturating_sub(display_width(&title)));
            let last = || interview.last(*skill).map(|rating| Reply::Said(rating.answer));
            format!("{title}{pad}  {}", answer_words(rubric, interview.reply(*skill).or_else(last)))
        };
        let (_, rows) = terminal::size();
        let names = skills.iter().map(name).collect();
        let chosen = self.prompter.find("Which answer do you want to change?", names, rows.saturating_sub(5).max(3))?;
        Ok(skills[chosen])
    }

    fn review(&self, interview: &Interview<'_>, doubts: &[String]) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        let (replied, asked) = interview.position();
        let mut top = vec![
            between("Review", &format!("{replied} of {asked} skills · saved as a draft"), columns()),
            String::new(),
        ];
        for doubt in doubts.iter().take(DOUBTS) {
            top.extend(hanging(&clean::line(doubt), "- ", "  ", columns()));
        }
        if doubts.len() > DOUBTS {
            top.push(format!("  and {} more, listed in the report", doubts.len() - DOUBTS));
        }
        if !doubts.is_empty() {
            top.insert(2, "Worth a second look (your answers stand unless you change them):".to_owned());
            top.push(String::new());
        }
        let (choices, meanings) = review_choices(rubric, interview);
        let chosen = self.choose(&top, "What next?", &choices, 0, KEYS)?;
        Ok(meanings[chosen].clone())
    }
}

/// How many doubts the review shows.
const DOUBTS: usize = 4;

fn review_choices(rubric: &Rubric, interview: &Interview<'_>) -> (Vec<Choice>, Vec<Said>) {
    let width = columns();
    let open =
        interview.asked().iter().filter(|skill| !matches!(interview.reply(**skill), Some(Reply::Said(_)))).count();
    let mut choices = vec![Choice { key: 'w', text: option('w', "Save and show the report", 0, "", width) }];
    let mut meanings = vec![Said::Save];
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

/// A question with its levels, fitted to the terminal.
struct Card {
    top: Vec<String>,
    question: String,
    choices: Vec<Choice>,
    start: usize,
}

impl Card {
    fn of(interview: &Interview<'_>, skill: SkillIx, blind: bool, explained: bool) -> Self {
        let rubric = interview.rubric();
        let described = &rubric[skill];
        let (columns, rows) = (columns(), terminal::size().1);
        let mut top = header(interview, described.area, &place_of(interview, skill));
        top.extend(wrapped(&described.title, columns));
        if let Some(summary) = &described.summary {
            top.extend(wrapped(summary, columns));
        }
        if explained {
            top.extend(described.why.iter().flat_map(|why| wrapped(&format!("Why: {why}"), columns)));
            top.extend(
                described
                    .practice(Level::new(3))
                    .iter()
                    .flat_map(|task| wrapped(&format!("A way to find out: could you do this today? {task}"), columns)),
            );
        }
        if let Some(evidence) = interview.evidence(skill) {
            top.extend(wrapped(&format!("Evidence: {evidence}"), columns));
        }
        top.push(String::new());

        let last = interview.last(skill).filter(|_| !blind);
        let now = interview.reply(skill);
        let mut question = "What can you do today?".to_owned();
        if let Some(last) = last {
            question.push_str(&format!("  last time: {}", answer_words(rubric, Some(Reply::Said(last.answer)))));
        }
        let commands = commands(columns);
        let room = rows.saturating_sub(top.len() + commands.len() + 3);
        let mut choices = fitting_levels(rubric, skill, columns, room);
        let before = start(&choices, now, last);
        choices.extend(commands);
        let skip = choices.iter().position(|choice| choice.key == 's').unwrap_or(0);
        let start = before.unwrap_or(skip);
        let start = if now == Some(Reply::Said(Answer::NotApplicable)) { skip + 1 } else { start };
        Self { top, question, choices, start }
    }
}

/// The cursor begins on the present answer, else on last time's; on neither, so that Enter alone never makes a rating.
fn start(levels: &[Choice], now: Option<Reply>, last: Option<&Rating>) -> Option<usize> {
    let answer = match now {
        Some(Reply::Said(answer)) => answer,
        Some(Reply::Skipped) => return None,
        None => last?.answer,
    };
    let Answer::Rated(level) = answer else { return None };
    levels.iter().position(|choice| choice.key.to_digit(10) == Some(level.get().into()))
}

/// The levels with name and anchor, or what of it fits into so many rows.
fn fitting_levels(rubric: &Rubric, skill: SkillIx, columns: usize, room: usize) -> Vec<Choice> {
    let widest = rubric.scale().levels().map(|(_, level)| display_width(&level.name)).max().unwrap_or(0);
    let levels = |text: &dyn Fn(char, &str, &str) -> String| -> Vec<Choice> {
        rubric
            .scale()
            .levels()
            .map(|(level, named)| {
                let key = char::from(b'0' + level.get());
                let meaning = rubric[skill].anchor(level).or(named.meaning.as_deref()).unwrap_or_default();
                Choice { key, text: text(key, &named.name, meaning) }
            })
            .collect()
    };
    let full = levels(&|key, name, meaning| option(key, name, widest, meaning, columns));
    let unnamed = levels(&|key, _, meaning| option(key, "", 0, meaning, columns));
    let short = levels(&|key, name, meaning| {
        option(key, name, widest, meaning, columns).lines().next().unwrap_or_default().to_owned()
    });
    let rows = |choices: &[Choice]| choices.iter().map(|choice| choice.text.lines().count()).sum::<usize>();
    [full, unnamed].into_iter().find(|choices| rows(choices) <= room).unwrap_or(short)
}

fn commands(columns: usize) -> Vec<Choice> {
    let command = |key: char, words: &str| Choice { key, text: option(key, words, 0, "", columns) };
    vec![
        command('s', "Skip for now"),
        command('n', "Not applicable: my work has no use for it"),
        command('c', "Add a link or a sentence as evidence"),
        command('b', "Back"),
        command('r', "To the review"),
        command('?', "Why it matters"),
    ]
}

/// An option of a list: key, name padded to `widest`, meaning wrapped with a hanging indent. inquire draws two columns
/// before it, on its first line only.
fn option(key: char, name: &str, widest: usize, meaning: &str, columns: usize) -> String {
    let name = clean::line(name);
    let pad = " ".repeat(widest.saturating_sub(display_width(&name)));
    let first = match (name.is_empty(), meaning.is_empty()) {
        (true, _) => format!("{key}  "),
        (false, true) => return format!("{key}  {name}"),
        (false, false) => format!("{key}  {name}{pad}  "),
    };
    let rest = " ".repeat(display_width(&first) + 2);
    let lines = hanging(meaning, &first, &rest, columns.saturating_sub(2));
    // The first line is two columns narrower than the rest, because of what inquire draws before it.
    lines.join("\n")
}

fn header(interview: &Interview<'_>, area: AreaIx, place: &str) -> Vec<String> {
    let title = clean::line(&interview.rubric()[area].title).into_owned();
    vec![between(&title, place, columns()), String::new()]
}

fn place_of(interview: &Interview<'_>, skill: SkillIx) -> String {
    let rubric = interview.rubric();
    let asked = interview.asked();
    let area: Vec<_> = asked.iter().filter(|other| rubric[**other].area == rubric[skill].area).collect();
    let within = area.iter().position(|other| **other == skill).map_or(0, |at| at + 1);
    let overall = asked.iter().position(|other| *other == skill).map_or(0, |at| at + 1);
    format!("skill {within} of {} · {overall} of {} · saved", area.len(), asked.len())
}

/// An answer in a word or two.
pub(crate) fn answer_words(rubric: &Rubric, reply: Option<Reply>) -> String {
    match reply {
        None => "-".to_owned(),
        Some(Reply::Skipped) => "skipped".to_owned(),
        Some(Reply::Said(Answer::NotApplicable)) => "not applicable".to_owned(),
        Some(Reply::Said(Answer::Rated(level))) => {
            let level = level.min(rubric.scale().max());
            format!("{level} {}", clean::line(rubric.scale().name(level)))
        }
    }
}

/// One text at the left end of a line and one at the right; the right one only if there is room.
fn between(left: &str, right: &str, columns: usize) -> String {
    let used = display_width(left) + display_width(right);
    if used + 2 > columns { left.to_owned() } else { format!("{left}{}{right}", " ".repeat(columns - used)) }
}

fn wrapped(text: &str, columns: usize) -> Vec<String> {
    hanging(text, "", "", columns)
}

fn hanging(text: &str, first: &str, rest: &str, columns: usize) -> Vec<String> {
    let options = textwrap::Options::new(columns.max(8)).initial_indent(first).subsequent_indent(rest);
    textwrap::wrap(&clean::line(text), options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Columns for our own text: the last one stays free, because some terminals wrap there.
fn columns() -> usize {
    terminal::size().0.saturating_sub(1).max(8)
}
