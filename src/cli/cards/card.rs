//! One card: a question with its choices, fitted to the terminal.

use textwrap::core::display_width;

use super::levels::{self, Names, first_lines, key, whole_levels};
use super::reading::{self, Block};
use super::rows as rows_of;
use super::text::{between, option, wrapped};
use crate::assessment::Answer;
use crate::assessment::interview::{Interview, Reply};
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
        if let Some((top, levels)) = whole(&LISTED, rows_of(&commands)) {
            return (self.with(top, levels, commands, self.keys().to_owned()), Fit::Whole);
        }
        // When rows are few, one command stays in the list and the others are named below it.
        let idle: Vec<_> = commands.into_iter().filter(|choice| choice.key == self.idle()).collect();
        let help = self.named_commands(columns);
        if let Some((top, levels)) = whole(&NAMED, rows_of(&idle)) {
            return (self.with(top, levels, idle, help), Fit::Whole);
        }
        let levels = first_lines(interview.rubric(), skill, columns);
        let top = tops
            .iter()
            .find(|top| levels.len() <= room(top, rows_of(&idle)))
            .or(tops.last())
            .cloned()
            .unwrap_or_default();
        (self.with(top, levels, idle, help), Fit::Cut)
    }

    fn with(&self, top: Vec<String>, levels: Vec<Choice>, commands: Vec<Choice>, help: String) -> Card {
        let last = self.interview.last_reply(self.skill);
        let now = self.interview.reply(self.skill);
        let mut question = "What can you do today?".to_owned();
        if last.is_some() {
            question += if self.edits { "  now: " } else { "  last time: " };
            question += &answer_words(self.interview.rubric(), last);
        }
        let said = now.or(last);
        let mut choices = levels;
        let level = start(&choices, said);
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
        let levels = [(levels::keys(self.interview.rubric()), "the level".to_owned())];
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
const LISTED: [(usize, Names); 6] = [
    (0, Names::With),
    (1, Names::With),
    (0, Names::Without),
    (1, Names::Without),
    (2, Names::With),
    (2, Names::Without),
];

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
fn start(levels: &[Choice], said: Option<Reply>) -> Option<usize> {
    let Some(Reply::Said(Answer::Rated(level))) = said else { return None };
    levels.iter().position(|choice| choice.key == key(level))
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

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use std::collections::BTreeMap;

    use super::*;
    use crate::rubric::builtin::BUILTIN;
    use crate::rubric::{self, Layers, Rubric};

    fn bundled() -> Rubric {
        rubric::read_layers(&Layers::new(BUILTIN[0].sources())).unwrap()
    }

    fn joined<'t>(lines: impl IntoIterator<Item = &'t str>) -> String {
        lines.into_iter().flat_map(str::split_whitespace).collect()
    }

    /// How many rows a card takes with its question and its help.
    fn rows(card: &Card) -> usize {
        card.top.len() + rows_of(&card.choices) + 2
    }

    /// For each skill whether its first card shows every level whole, and whether the pages behind `?` do.
    fn shown(size: (usize, usize)) -> Vec<(String, bool, bool)> {
        let rubric = bundled();
        let ratings = BTreeMap::new();
        let margin =
            Margin { asked_because: Some("Asked because it moves your score most.".to_owned()), ..Margin::default() };
        let skills: Vec<_> = rubric.skills().map(|(skill, _)| skill).collect();
        let interview = Interview::new(&rubric, skills.clone(), &ratings, "2026-11-22".parse().unwrap());
        let of = |skill: SkillIx| {
            let asked = Asked { interview: &interview, skill, margin: &margin, note: None, edits: false };
            let (card, fit) = asked.card(false, size);
            assert!(fit == Fit::Cut || rows(&card) < size.1, "{}", rubric[skill].id);
            assert!(size.0 < 40 || card.top.iter().all(|line| display_width(line) <= size.0), "{:?}", card.top);
            let card = joined(card.choices.iter().map(|choice| choice.text.as_str()));
            let pages = reading::pages(&asked.reading(size.0), size.1 - 3);
            assert!(pages.iter().all(|page| page.len() <= size.1 - 3));
            let pages: Vec<_> = pages.iter().map(|page| joined(page.iter().map(String::as_str))).collect();
            let anchors: Vec<_> = rubric
                .scale()
                .levels()
                .filter_map(|(level, _)| rubric[skill].anchor(level))
                .map(|anchor| joined([anchor]))
                .collect();
            assert!(!anchors.is_empty());
            let on_card = anchors.iter().all(|anchor| card.contains(anchor));
            let on_pages = anchors.iter().all(|anchor| pages.iter().any(|page| page.contains(anchor)));
            assert_eq!(on_card, fit == Fit::Whole, "{}: {card}", rubric[skill].id);
            (rubric[skill].id.to_string(), on_card, on_pages)
        };
        skills.into_iter().map(of).collect()
    }

    #[test]
    fn every_level_of_the_bundled_rubric_can_be_read_to_its_end() {
        for size in [(119, 40), (79, 24), (79, 16), (43, 24), (19, 8)] {
            let unread: Vec<_> = shown(size).into_iter().filter(|(_, _, on_pages)| !on_pages).collect();
            assert!(unread.is_empty() || size == (19, 8), "{size:?}: {unread:?}");
        }
    }

    #[test]
    fn on_usual_terminals_no_level_is_cut() {
        {
            let size = (79, 24);
            let cut: Vec<_> = shown(size).into_iter().filter(|(_, on_card, _)| !on_card).collect();
            assert!(cut.is_empty(), "{size:?}: {cut:?}");
        }
    }
}
