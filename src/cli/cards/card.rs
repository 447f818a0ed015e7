//! One card: a question with its choices, fitted to the terminal.

use textwrap::core::display_width;

use super::levels::{Names, first_lines, whole_levels};
use super::reading::{self, Block};
use super::text::{between, option, wrapped};
use crate::assessment::interview::{Interview, Reply};
use crate::assessment::{Answer, Rating};
use crate::clean;
use crate::cli::margin::{Margin, answer_words};
use crate::cli::prompt::Choice;
use crate::rubric::{AreaIx, SkillIx};

/// A question with its choices.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) top: Vec<String>,
    pub(super) question: String,
    pub(super) choices: Vec<Choice>,
    /// Where the cursor begins.
    pub(super) start: usize,
    /// What is said below, in parts of which the last ones give way.
    pub(super) help: String,
    /// Keys that do something and are no choice.
    pub(super) also: String,
}

/// A skill to ask about, and what stands beside the question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) interview: &'a Interview<'a>,
    pub(super) skill: SkillIx,
    pub(super) margin: &'a Margin,
    /// Stands above all.
    pub(super) note: Option<&'a str>,
    /// Whether last time's answer stays hidden.
    pub(super) blind: bool,
    /// Whether one answer of an assessment is changed, and nothing else is asked.
    pub(super) edits: bool,
}

/// How the levels were brought onto a card.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    /// With every anchor to its end.
    Whole,
    /// With the first line of each.
    Cut,
}

impl Asked<'_> {
    /// The card on a screen of so many columns of text and rows; why the skill matters stands on it if it `explains`.
    pub(super) fn card(&self, explains: bool, (columns, rows): (usize, usize)) -> (Card, Fit) {
        let Self { interview, skill, .. } = *self;
        let commands = self.choices(columns);
        let tops = self.tops(explains, columns);
        // Rows for levels: question and help take two, and one stays free.
        let room = |top: &[String], below: usize| rows.saturating_sub(top.len() + below + 3);
        let whole = |order: &[(usize, Names)], below: usize| {
            order.iter().find_map(|(at, names)| {
                let top = tops.get(*at)?;
                Some((top.clone(), whole_levels(interview.rubric(), skill, columns, (*names, room(top, below)))?))
            })
        };
        if let Some((top, levels)) = whole(&LISTED, commands.len()) {
            return (self.with(top, levels, commands, self.keys().to_owned()), Fit::Whole);
        }
        // When rows are few, one command stays in the list and the others are named below it.
        let idle: Vec<_> = commands.into_iter().filter(|choice| choice.key == self.idle()).collect();
        let help = self.named_commands(columns);
        if let Some((top, levels)) = whole(&NAMED, idle.len()) {
            return (self.with(top, levels, idle, help), Fit::Whole);
        }
        let levels = first_lines(interview.rubric(), skill, columns);
        let top = tops.iter().find(|top| levels.len() <= room(top, 1)).or(tops.last()).cloned().unwrap_or_default();
        (self.with(top, levels, idle, help), Fit::Cut)
    }

    fn with(&self, top: Vec<String>, levels: Vec<Choice>, commands: Vec<Choice>, help: String) -> Card {
        let last = self.interview.last(self.skill).filter(|_| !self.blind);
        let now = self.interview.reply(self.skill);
        let mut question = "What can you do today?".to_owned();
        if let Some(last) = last {
            question += if self.edits { "  now: " } else { "  last time: " };
            question += &answer_words(self.interview.rubric(), Some(Reply::Said(last.answer)));
        }
        let said = now.or_else(|| last.map(|last| Reply::Said(last.answer)));
        let mut choices = levels;
        let level = start(&choices, now, last);
        choices.extend(commands);
        let key = |key| choices.iter().position(|choice| choice.key == key);
        let not_applicable = if said == Some(Reply::Said(Answer::NotApplicable)) { key('n') } else { None };
        let start = not_applicable.or(level).or_else(|| key(self.idle())).unwrap_or(0);
        let also = self.commands().iter().map(|command| command.key).collect();
        Card { top, question, choices, start, help, also }
    }

    /// What may stand above the question, the fullest first: what is given up when rows are few is why it is asked, the
    /// summary, the note, then all but a line and the title.
    fn tops(&self, explains: bool, columns: usize) -> Vec<Vec<String>> {
        let Self { interview, skill, margin, .. } = *self;
        let described = &interview.rubric()[skill];
        let area = described.area;
        let place = if self.edits { String::new() } else { place_of(interview, skill) };
        let head = header(interview, self.note, area, &place, margin, columns);
        let plain_head = header(interview, None, area, &place, margin, columns);
        let title = wrapped(&described.title, columns);
        let because: Block = margin.asked_because.iter().flat_map(|because| wrapped(because, columns)).collect();
        let because = if explains { Vec::new() } else { because };
        let summary: Block = described.summary.iter().flat_map(|summary| wrapped(summary, columns)).collect();
        let mut said = if explains { reading::reasons(interview, skill, margin, columns).concat() } else { Vec::new() };
        if let Some(evidence) = interview.evidence(skill) {
            said.extend(wrapped(&format!("Evidence: {evidence}"), columns));
        }
        if let Some(confidence) = interview.confidence(skill) {
            said.push(format!("How sure: {}", confidence.as_str()));
        }
        said.push(String::new());
        let mut tops = vec![
            [head.as_slice(), &title, &because, &summary, &said].concat(),
            [head.as_slice(), &title, &summary, &said].concat(),
            [head.as_slice(), &title, &said].concat(),
            [plain_head.as_slice(), &title, &said].concat(),
        ];
        if !explains {
            let first = self.note.and_then(|note| wrapped(note, columns).into_iter().next());
            let named = || placed(&clean::line(&interview.rubric()[area].title), &place, margin, columns);
            tops.push([[first.unwrap_or_else(named)].as_slice(), &title].concat());
        }
        tops
    }

    /// All there is to read about it.
    pub(super) fn reading(&self, columns: usize) -> Vec<Block> {
        let mut blocks = vec![reading::titled(self.interview, self.skill, columns)];
        blocks.extend(reading::anchors(self.interview, self.skill, columns));
        let reasons = reading::reasons(self.interview, self.skill, self.margin, columns);
        blocks.extend(reasons.into_iter().map(reading::apart));
        let max = self.interview.rubric().scale().max();
        let levels = [(format!("0-{max}"), "the level".to_owned())];
        let commands = self.commands().iter().map(|command| (command.key.to_string(), command.words.to_owned()));
        let keys: Vec<_> = levels.into_iter().chain(commands).collect();
        let keys: Vec<_> = keys.iter().map(|(key, what)| (key.as_str(), what.as_str())).collect();
        blocks.push(reading::apart(reading::keys(&keys, columns)));
        blocks
    }

    /// What can be done beside rating.
    fn commands(&self) -> &'static [Command] {
        match (self.edits, self.interview.last(self.skill)) {
            (false, _) => &COMMANDS,
            (true, Some(_)) => &EDITS,
            (true, None) => EDITS.split_at(EDITS.len() - 1).0,
        }
    }

    /// The commands that stand in the list.
    fn choices(&self, columns: usize) -> Vec<Choice> {
        let listed = self.commands().iter().filter(|command| command.key != STOP);
        listed
            .map(|command| Choice { key: command.key, text: option(command.key, command.words, 0, "", columns) })
            .collect()
    }

    /// The command that Enter alone means where there is no answer.
    const fn idle(&self) -> char {
        if self.edits { 'b' } else { 's' }
    }

    const fn keys(&self) -> &'static str {
        if self.edits { "type a key, then Enter; Esc goes back" } else { KEYS }
    }

    /// The commands that are not in the list, as many as fit into a line.
    fn named_commands(&self, columns: usize) -> String {
        let commands = self.commands().iter().filter(|command| command.key != self.idle());
        let mut named: Vec<_> = commands.collect();
        let line = |named: &[&Command]| {
            named.iter().map(|command| format!("{} {}", command.key, command.short)).collect::<Vec<_>>().join(" · ")
        };
        while named.len() > 1 && display_width(&line(&named)) + 2 > columns {
            let last = named.iter().map(|command| command.rank).max();
            named.retain(|command| Some(command.rank) != last);
        }
        line(&named)
    }
}

/// Which of the tops are tried with which levels where all commands are listed.
const LISTED: [(usize, Names); 5] =
    [(0, Names::With), (1, Names::With), (1, Names::Without), (2, Names::With), (2, Names::Without)];

/// The same where commands are only named.
const NAMED: [(usize, Names); 9] = [
    (0, Names::With),
    (1, Names::With),
    (2, Names::With),
    (3, Names::With),
    (1, Names::Without),
    (2, Names::Without),
    (3, Names::Without),
    (4, Names::With),
    (4, Names::Without),
];

/// What a screen with keys says below them.
pub(super) const KEYS: &str = "type a key, then Enter; Esc goes back; q stops, your answers are kept";

/// Stops the questionnaire; understood everywhere, so it needs no line of its own.
pub(super) const STOP: char = 'q';

/// Something to do other than to rate.
#[derive(Clone, Copy, Debug)]
struct Command {
    key: char,
    words: &'static str,
    /// The same in a word or two.
    short: &'static str,
    /// The highest goes first from a line that is too long.
    rank: u8,
}

const fn command(key: char, words: &'static str, short: &'static str, rank: u8) -> Command {
    Command { key, words, short, rank }
}

const COMMANDS: [Command; 7] = [
    command('s', "Skip for now", "skip", 6),
    command('n', "Not applicable: my work has no use for it", "not applicable", 2),
    command('c', "Add evidence, or say how sure you are", "evidence", 4),
    command('b', "Back", "back", 1),
    command('r', "To the review", "review", 3),
    command(STOP, "Stop; your answers are kept", "stop", 5),
    command('?', "Why it matters", "more", 0),
];

/// The last one only where there is an answer.
const EDITS: [Command; 5] = [
    command('n', "Not applicable: my work has no use for it", "not applicable", 2),
    command('c', "Add evidence, or say how sure you are", "evidence", 4),
    command('b', "Back", "back", 1),
    command('?', "Why it matters", "more", 0),
    command('x', "Remove this answer", "remove", 3),
];

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

/// The top of every screen: the note if there is one, the area, the place, and if there is room how long is left.
pub(super) fn header(
    interview: &Interview<'_>,
    note: Option<&str>,
    area: AreaIx,
    place: &str,
    margin: &Margin,
    columns: usize,
) -> Vec<String> {
    let title = clean::line(&interview.rubric()[area].title).into_owned();
    let mut lines = note.map(|note| wrapped(note, columns)).unwrap_or_default();
    lines.extend([placed(&title, place, margin, columns), String::new()]);
    lines
}

/// A title with the place at the right, and before it how long is left if there is room.
pub(super) fn placed(title: &str, place: &str, margin: &Margin, columns: usize) -> String {
    let timed = margin.minutes_left().filter(|_| !place.is_empty()).map(|left| format!("{left} · {place}"));
    let fits = |place: &String| display_width(title) + display_width(place) + 2 <= columns;
    between(title, timed.filter(fits).as_deref().unwrap_or(place), columns)
}

fn place_of(interview: &Interview<'_>, skill: SkillIx) -> String {
    let rubric = interview.rubric();
    let asked = interview.asked();
    let area: Vec<_> = asked.iter().filter(|other| rubric[**other].area == rubric[skill].area).collect();
    let within = area.iter().position(|other| **other == skill).map_or(0, |at| at + 1);
    let overall = interview.number(skill);
    if let Some(at) = interview.trail().and_then(|trail| trail.iter().position(|other| *other == skill)) {
        return format!("question {} · {} skills in all · saved", at + 1, asked.len());
    }
    format!("skill {within} of {} · {overall} of {} · saved", area.len(), asked.len())
}
