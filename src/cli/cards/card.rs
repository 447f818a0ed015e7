//! One card: a skill with its levels, fitted to the terminal.

use textwrap::core::display_width;

use super::choose::{Card, foot};
use super::levels::{keys, level, levels};
use super::reading::{self, Block};
use super::text::{between, wrapped};
use super::tick::SMALL;
use super::words;
use crate::assessment::Answer;
use crate::assessment::interview::{Interview, Reply};
use crate::clean;
use crate::cli::margin::{Margin, answer_words};
use crate::cli::words::{QUESTION, SHORT_QUESTION};
use crate::rubric::{AreaIx, SkillIx};

/// A skill to ask about, and what stands beside the question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) interview: &'a Interview<'a>,
    pub(super) skill: SkillIx,
    pub(super) margin: &'a Margin,
    /// Stands above all.
    pub(super) note: Option<&'a str>,
    /// Whether what the words of the levels mean is to stand on the card.
    pub(super) explains: bool,
    /// Whether one answer of an assessment is changed, and nothing else is asked.
    pub(super) edits: bool,
}

/// What of a card is left out where there is no room for all of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    /// Nothing.
    Whole,
    /// What the words of the levels mean.
    Wordless,
    /// Some of the levels, or the ends of their sentences, until one moves there or asks for more.
    Cut,
}

/// What may stand above the question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Note,
    Words,
    Because,
    Summary,
}

/// What is tried one after the other: what is given up first when rows are few is why it is asked, then the summary, what
/// words mean, the note.
const TOPS: [&[Part]; 7] = [
    &[Part::Note, Part::Words, Part::Because, Part::Summary],
    &[Part::Note, Part::Words, Part::Summary],
    &[Part::Note, Part::Words],
    &[Part::Note, Part::Because, Part::Summary],
    &[Part::Note, Part::Summary],
    &[Part::Note],
    &[],
];

impl Asked<'_> {
    /// The card on a screen of so many columns of text and rows.
    pub(super) fn card(&self, (columns, rows): (usize, usize)) -> (Card, Fit) {
        let tops = TOPS.iter().filter(|parts| self.explains || !parts.contains(&Part::Words));
        for parts in tops {
            let card = self.with(self.top(parts, columns), (columns, rows));
            if card.fits(rows) {
                let lacks_words = self.explains && !parts.contains(&Part::Words);
                return (card, if lacks_words { Fit::Wordless } else { Fit::Whole });
            }
        }
        let card = self.with(self.least(columns), (columns, rows));
        let fit = match (card.fits(rows), self.explains) {
            (false, _) => Fit::Cut,
            (true, true) => Fit::Wordless,
            (true, false) => Fit::Whole,
        };
        (card, fit)
    }

    fn with(&self, top: Vec<String>, (columns, rows): (usize, usize)) -> Card {
        let interview = self.interview;
        let rubric = interview.rubric();
        let said = interview.reply(self.skill).or(interview.last_reply(self.skill));
        let choices = levels(rubric, self.skill, (columns, rows));
        let start = match said {
            Some(Reply::Said(Answer::Rated(rated))) => {
                choices.iter().position(|choice| level(rubric, choice.key) == Some(rated))
            }
            _ => None,
        };
        let idle = (said == Some(Reply::Said(Answer::NotApplicable))).then_some('n');
        let skip = if self.edits { "" } else { ", s to skip" };
        let instead = format!("nothing is chosen yet: press {} to answer{skip}", keys(rubric));
        let also = self.commands().map(|command| command.key).collect();
        Card {
            top,
            question: self.question(columns),
            choices,
            start,
            idle,
            instead,
            foot: self.foot(columns, rows),
            also,
        }
    }

    /// What is asked, and what was said last time.
    fn question(&self, columns: usize) -> Vec<String> {
        let question = if columns > QUESTION.len() { QUESTION } else { SHORT_QUESTION };
        let Some(last) = self.interview.last_reply(self.skill) else { return wrapped(question, columns) };
        let when = if self.edits { "now" } else { "last time" };
        let last = format!("{when}: {}", answer_words(self.interview.rubric(), Some(last)));
        let both = between(question, &last, columns);
        if both == question { [wrapped(question, columns), wrapped(&last, columns)].concat() } else { vec![both] }
    }

    fn top(&self, parts: &[Part], columns: usize) -> Vec<String> {
        let described = &self.interview.rubric()[self.skill];
        let texts = |part: Part| match part {
            Part::Note => self.note.map(|note| wrapped(note, columns)),
            Part::Words => Some(words::short(columns)),
            Part::Because => self.margin.asked_because.as_ref().map(|because| wrapped(because, columns)),
            Part::Summary => described.summary.as_ref().map(|summary| wrapped(summary, columns)),
        };
        let put = |part: Part| if parts.contains(&part) { texts(part).unwrap_or_default() } else { Vec::new() };
        let mut top = put(Part::Note);
        let words = put(Part::Words);
        if !words.is_empty() {
            top.extend(words);
            top.push(String::new());
        }
        top.extend(header(self.interview, described.area, &self.place(), self.margin, columns));
        top.extend(wrapped(&described.title, columns));
        top.extend(put(Part::Because));
        top.extend(put(Part::Summary));
        top.extend(self.remarks().iter().flat_map(|said| wrapped(said, columns)));
        top.push(String::new());
        top
    }

    /// The title and the place, on one line if they fit.
    fn least(&self, columns: usize) -> Vec<String> {
        let title = clean::line(&self.interview.rubric()[self.skill].title);
        let mut top = wrapped(&title, columns);
        if let [line] = top.as_mut_slice() {
            *line = placed(&title, &self.place(), self.margin, columns);
        }
        top
    }

    fn place(&self) -> String {
        if self.edits { String::new() } else { place_of(self.interview, self.skill, self.margin) }
    }

    /// What belongs to the answer beside its level.
    fn remarks(&self) -> Vec<String> {
        let Self { interview, skill, .. } = *self;
        let evidence = interview.evidence(skill).map(|evidence| format!("Evidence: {evidence}"));
        let confidence = interview.confidence(skill).map(|confidence| format!("How sure: {}", confidence.as_str()));
        let help = interview.help(skill).map(|_| "Only with an AI assistant".to_owned());
        [evidence, confidence, help].into_iter().flatten().collect()
    }

    /// All there is to read about it.
    pub(super) fn reading(&self, (columns, rows): (usize, usize)) -> Vec<Block> {
        let rubric = self.interview.rubric();
        let mut blocks = vec![reading::titled(self.interview, self.skill, columns)];
        blocks.extend(reading::anchors(self.interview, self.skill, (columns, rows)));
        let reasons = reading::reasons(self.interview, self.skill, self.margin, columns);
        blocks.extend(reasons.into_iter().map(reading::apart));
        let levels = (keys(rubric), "answer and go on");
        let commands = self.commands().map(|command| (command.key.to_string(), command.words));
        let keys: Vec<_> = std::iter::once(levels).chain(commands).collect();
        let keys: Vec<_> = keys.iter().map(|(key, what)| (key.as_str(), *what)).collect();
        blocks.push(reading::apart(reading::keys(&keys, columns)));
        blocks.extend(words::long(rubric, columns));
        blocks
    }

    /// What can be done beside rating.
    fn commands(&self) -> impl Iterator<Item = &'static Command> {
        let has_answer = self.interview.last(self.skill).is_some();
        COMMANDS.iter().filter(move |command| match command.place {
            Place::Everywhere => true,
            Place::Questionnaire => !self.edits,
            Place::Edit => self.edits && has_answer,
        })
    }

    /// What the keys do, in two lines where there is room.
    fn foot(&self, columns: usize, rows: usize) -> Vec<String> {
        let said = self.interview.reply(self.skill).or(self.interview.last_reply(self.skill));
        let most = if rows < SMALL || columns < NARROW { 1 } else { 2 };
        let answer = if most == 1 { "answer" } else { "answer and go on" };
        let mut parts = vec![(0, format!("{}: {answer}", keys(self.interview.rubric())))];
        if matches!(said, Some(Reply::Said(_))) {
            parts.push((1, "Enter: keep".to_owned()));
        }
        let short = |command: &Command| match (most, command.key) {
            (2, 'n') => "does not apply to me",
            (2, '?') => "what the words mean, all keys",
            (2, STOP) => "stop, your answers are kept",
            _ => command.short,
        };
        parts.extend(self.commands().map(|command| (command.rank, format!("{}: {}", command.key, short(command)))));
        foot(&parts, columns, most)
    }
}

/// With fewer columns than this, one line has to say what keys do.
const NARROW: usize = 60;

/// Stops the questionnaire.
pub(super) const STOP: char = 'q';

/// What a screen with keys says below them.
pub(super) fn usual_foot(columns: usize) -> Vec<String> {
    let parts = [
        (0, "press a key, or an arrow and Enter".to_owned()),
        (2, "Esc: back".to_owned()),
        (1, "q: stop, your answers are kept".to_owned()),
    ];
    foot(&parts, columns, 1)
}

/// Where something can be done.
#[derive(Clone, Copy, Debug)]
enum Place {
    Everywhere,
    Questionnaire,
    /// Where one answer is changed, if there is one.
    Edit,
}

/// Something to do other than to rate.
#[derive(Clone, Copy, Debug)]
struct Command {
    key: char,
    words: &'static str,
    /// The same in a word or two.
    short: &'static str,
    place: Place,
    /// The highest goes first where there is no room.
    rank: u8,
}

const fn command(key: char, words: &'static str, short: &'static str, place: Place, rank: u8) -> Command {
    Command { key, words, short, place, rank }
}

const COMMANDS: [Command; 9] = [
    command('s', "skip for now", "skip", Place::Questionnaire, 2),
    command('n', "does not apply to me: my work has no use for it", "does not apply", Place::Everywhere, 3),
    command('a', "I can do it only with an AI assistant's help", "only with AI", Place::Everywhere, 5),
    command('c', "add evidence, or say how sure you are", "evidence", Place::Everywhere, 6),
    command('b', "back to the question before", "back", Place::Everywhere, 4),
    command('r', "to the review", "review", Place::Questionnaire, 7),
    command(STOP, "stop; your answers are kept", "stop", Place::Questionnaire, 8),
    command('x', "remove this answer", "remove", Place::Edit, 3),
    command('?', "why it matters, and what the words mean", "more", Place::Everywhere, 0),
];

/// The top of every screen: the area, the place, and if there is room how long is left.
pub(super) fn header(
    interview: &Interview<'_>,
    area: AreaIx,
    place: &str,
    margin: &Margin,
    columns: usize,
) -> Vec<String> {
    let title = clean::line(&interview.rubric()[area].title).into_owned();
    vec![placed(&title, place, margin, columns), String::new()]
}

/// A title with the place at the right, and before it how long is left if there is room.
pub(super) fn placed(title: &str, place: &str, margin: &Margin, columns: usize) -> String {
    let timed = margin.minutes_left().filter(|_| !place.is_empty()).map(|left| format!("{left} · {place}"));
    let fits = |place: &String| display_width(title) + display_width(place) + 2 <= columns;
    between(title, timed.filter(fits).as_deref().unwrap_or(place), columns)
}

fn place_of(interview: &Interview<'_>, skill: SkillIx, margin: &Margin) -> String {
    if interview.trail().is_some() {
        return match margin.left {
            Some(left) => format!("about {left} to a result · saved"),
            None => format!("{} left · saved", interview.questions_left()),
        };
    }
    let rubric = interview.rubric();
    let asked = interview.asked();
    let area: Vec<_> = asked.iter().filter(|other| rubric[**other].area == rubric[skill].area).collect();
    let within = area.iter().position(|other| **other == skill).map_or(0, |at| at + 1);
    let overall = interview.number(skill);
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

    /// For each skill whether its card shows every level whole, and whether the pages behind `?` do.
    fn shown(rubric: &Rubric, size: (usize, usize)) -> Vec<(String, bool, bool)> {
        let ratings = BTreeMap::new();
        let margin =
            Margin { asked_because: Some("Asked because it moves your score most.".to_owned()), ..Margin::default() };
        let skills: Vec<_> = rubric.skills().map(|(skill, _)| skill).collect();
        let interview = Interview::new(rubric, skills.clone(), &ratings, "2026-11-22".parse().unwrap());
        let of = |skill: SkillIx| {
            let asked =
                Asked { interview: &interview, skill, margin: &margin, note: None, explains: true, edits: false };
            let (card, fit) = asked.card(size);
            let lines = card.lines(None, None, size, false);
            assert!(lines.len() < size.1 && (fit == Fit::Cut || card.fits(size.1)), "{}", rubric[skill].id);
            assert!(size.0 < 40 || lines.iter().all(|line| display_width(line) <= size.0), "{lines:#?}");
            let drawn = joined(lines.iter().map(String::as_str));
            // The question and every name are there, whatever else is not.
            let question = joined([SHORT_QUESTION.trim_end_matches("that is true of you.")]);
            assert!(drawn.contains(&question) || size == (19, 8), "{lines:#?}");
            let names = || rubric.scale().levels().map(|(_, level)| joined([level.name.as_str()]));
            assert!(names().all(|name| drawn.contains(&name)) || fit == Fit::Cut, "{lines:#?}");
            let pages = reading::pages(&asked.reading(size), size.1 - 3);
            assert!(pages.iter().all(|page| page.len() <= size.1 - 3));
            let pages: Vec<_> = pages.iter().map(|page| joined(page.iter().map(String::as_str))).collect();
            let anchors: Vec<_> = rubric
                .scale()
                .levels()
                .filter_map(|(level, _)| rubric[skill].anchor(level))
                .map(|anchor| joined([anchor]))
                .collect();
            assert!(!anchors.is_empty());
            assert!(fit != Fit::Cut || size.0 < 79, "{lines:#?}");
            // With the arrows one comes to what is below.
            let last = card.lines(Some(card.choices.len() - 1), None, size, false);
            let both = drawn.clone() + &joined(last.iter().map(String::as_str));
            let on_card = anchors.iter().all(|anchor| both.contains(anchor));
            assert!(fit != Fit::Cut || drawn.contains("morebelow") || drawn.contains('…') || size.0 < 40, "{lines:#?}");
            let on_pages = anchors.iter().all(|anchor| pages.iter().any(|page| page.contains(anchor)));
            assert!(on_card || fit == Fit::Cut, "{}: {lines:#?}", rubric[skill].id);
            (rubric[skill].id.to_string(), on_card, on_pages)
        };
        skills.into_iter().map(of).collect()
    }

    #[test]
    fn every_level_of_the_bundled_rubric_can_be_read_to_its_end() {
        for size in [(119, 40), (79, 24), (79, 16), (43, 24), (19, 8)] {
            let unread: Vec<_> = shown(&bundled(), size).into_iter().filter(|(_, _, on_pages)| !on_pages).collect();
            assert!(unread.is_empty() || size == (19, 8), "{size:?}: {unread:?}");
        }
    }

    #[test]
    fn on_usual_terminals_no_level_is_cut() {
        for size in [(79, 24), (79, 16), (43, 24)] {
            let cut: Vec<_> = shown(&bundled(), size).into_iter().filter(|(_, on_card, _)| !on_card).collect();
            assert!(cut.is_empty(), "{size:?}: {cut:?}");
        }
    }
}
