//! One card: a question with its levels, fitted to the terminal.

use textwrap::core::display_width;

use crate::assessment::interview::{Interview, Reply};
use crate::assessment::{Answer, Rating};
use crate::clean;
use crate::cli::margin::{Margin, answer_words};
use crate::cli::prompt::Choice;
use crate::cli::terminal;
use crate::rubric::{AreaIx, Level, Rubric, SkillIx};

/// A question with its levels, fitted to the terminal.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) top: Vec<String>,
    pub(super) question: String,
    pub(super) choices: Vec<Choice>,
    /// Where the cursor begins.
    pub(super) start: usize,
}

impl Card {
    /// The card of a skill. `note` stands above it; the last answer is hidden if `blind`, the why shown if it `explains`.
    pub(super) fn of(
        interview: &Interview<'_>,
        skill: SkillIx,
        margin: &Margin,
        note: Option<&str>,
        (blind, explains): (bool, bool),
    ) -> Self {
        let rubric = interview.rubric();
        let described = &rubric[skill];
        let (columns, rows) = (columns(), terminal::size().1);
        let head = header(interview, note, described.area, &place_of(interview, skill), margin);
        let title = wrapped(&described.title, columns);
        let summary: Vec<_> = described.summary.iter().flat_map(|summary| wrapped(summary, columns)).collect();
        let mut said = if explains { explained(interview, skill, margin, columns) } else { Vec::new() };
        if let Some(evidence) = interview.evidence(skill) {
            said.extend(wrapped(&format!("Evidence: {evidence}"), columns));
        }
        if let Some(confidence) = interview.confidence(skill) {
            said.push(format!("How sure: {}", confidence.as_str()));
        }
        said.push(String::new());

        let last = interview.last(skill).filter(|_| !blind);
        let now = interview.reply(skill);
        let mut question = "What can you do today?".to_owned();
        if let Some(last) = last {
            question += "  last time: ";
            question += &answer_words(rubric, Some(Reply::Said(last.answer)));
        }
        let commands = commands(columns);
        let room = |top: &[String]| rows.saturating_sub(top.len() + commands.len() + 3);
        // What is given up for the levels, when rows are few: the summary and the note, then their ends, then the head.
        let full = [head.as_slice(), &title, &summary, &said].concat();
        let brief = [head.as_slice(), &title, &said].concat();
        let plain_head = header(interview, None, described.area, &place_of(interview, skill), margin);
        let plain = [plain_head.as_slice(), &title, &said].concat();
        let first = note.and_then(|note| wrapped(note, columns).into_iter().next());
        let area = || clean::line(&rubric[described.area].title).into_owned();
        let bare = [[first.unwrap_or_else(area)].as_slice(), &title].concat();
        let with_levels = |top: &Vec<String>| Some((top.clone(), whole_levels(rubric, skill, columns, room(top))?));
        let fewest_rows = rubric.scale().levels().count() + commands.len() + 2;
        let fitting = || [&full, &brief, &plain].into_iter().find(|top| top.len() + fewest_rows <= rows);
        let (top, mut choices) = with_levels(&full).or_else(|| with_levels(&brief)).unwrap_or_else(|| {
            // Who asks why wants to read it; the levels then move out of sight rather than the reasons.
            let top = fitting().unwrap_or(if explains { &plain } else { &bare });
            (top.clone(), first_lines(rubric, skill, columns))
        });
        let before = start(&choices, now, last);
        choices.extend(commands);
        let skip = choices.iter().position(|choice| choice.key == 's').unwrap_or(0);
        let said = now.or_else(|| last.map(|last| Reply::Said(last.answer)));
        let not_applicable = said == Some(Reply::Said(Answer::NotApplicable));
        let start = if not_applicable { skip + 1 } else { before.unwrap_or(skip) };
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

/// Why a skill is asked and why it matters.
fn explained(interview: &Interview<'_>, skill: SkillIx, margin: &Margin, columns: usize) -> Vec<String> {
    let described = &interview.rubric()[skill];
    let because = margin.asked_because.map(str::to_owned);
    let why = described.why.as_ref().map(|why| format!("Why: {why}"));
    let task = described.practice(Level::new(3));
    let task = task.map(|task| format!("A way to find out: could you do this today? {task}"));
    [because, why, task].into_iter().flatten().flat_map(|said| wrapped(&said, columns)).collect()
}

/// The levels with name and anchor, or what of it fits into so many rows.
pub(super) fn levels(rubric: &Rubric, skill: SkillIx, columns: usize, room: usize) -> Vec<Choice> {
    whole_levels(rubric, skill, columns, room).unwrap_or_else(|| first_lines(rubric, skill, columns))
}

/// The levels with their whole anchors, and with their names if these fit too.
fn whole_levels(rubric: &Rubric, skill: SkillIx, columns: usize, room: usize) -> Option<Vec<Choice>> {
    let widest = widest_name(rubric);
    let full = written(rubric, skill, |key, name, meaning| option(key, name, widest, meaning, columns));
    let unnamed = written(rubric, skill, |key, _, meaning| option(key, "", 0, meaning, columns));
    let rows = |choices: &[Choice]| choices.iter().map(|choice| choice.text.lines().count()).sum::<usize>();
    [full, unnamed].into_iter().find(|choices| rows(choices) <= room)
}

/// The levels with what stands on the first line of each.
fn first_lines(rubric: &Rubric, skill: SkillIx, columns: usize) -> Vec<Choice> {
    let widest = widest_name(rubric);
    written(rubric, skill, |key, name, meaning| first_line(&option(key, name, widest, meaning, columns)))
}

fn widest_name(rubric: &Rubric) -> usize {
    rubric.scale().levels().map(|(_, level)| display_width(&level.name)).max().unwrap_or(0)
}

/// The levels, each with its key, name and meaning as a text.
fn written(rubric: &Rubric, skill: SkillIx, text: impl Fn(char, &str, &str) -> String) -> Vec<Choice> {
    let levels = rubric.scale().levels();
    levels
        .map(|(level, named)| {
            let key = char::from(b'0' + level.get());
            let meaning = rubric[skill].anchor(level).or(named.meaning.as_deref()).unwrap_or_default();
            Choice { key, text: text(key, &named.name, meaning) }
        })
        .collect()
}

/// On a narrower screen every column is needed for words.
const ROOM_FOR_A_SIGN: usize = 40;

/// The first line, with a sign that there is more if there is and if there is room for it.
pub(super) fn first_line(text: &str) -> String {
    let (first, more) = text.split_once('\n').unwrap_or((text, ""));
    let mut shown = first.trim_end();
    if more.is_empty() || columns() < ROOM_FOR_A_SIGN {
        return shown.to_owned();
    }
    // inquire puts two columns before it.
    while display_width(shown) + 4 > columns()
        && let Some((before, _)) = shown.rsplit_once(' ')
    {
        shown = before.trim_end();
    }
    format!("{shown} …")
}

fn commands(columns: usize) -> Vec<Choice> {
    let command = |key: char, words: &str| Choice { key, text: option(key, words, 0, "", columns) };
    vec![
        command('s', "Skip for now"),
        command('n', "Not applicable: my work has no use for it"),
        command('c', "Add evidence, or say how sure you are"),
        command('b', "Back"),
        command('r', "To the review"),
        command('?', "Why it matters"),
    ]
}

/// An option of a list: key, name padded to `widest`, meaning wrapped with a hanging indent. inquire draws two columns
/// before it, on its first line only.
pub(super) fn option(key: char, name: &str, widest: usize, meaning: &str, columns: usize) -> String {
    let name = clean::line(name);
    let pad = " ".repeat(widest.saturating_sub(display_width(&name)));
    let first = match (name.is_empty(), meaning.is_empty()) {
        (true, _) => format!("{key}  "),
        (false, true) => return hanging(&name, &format!("{key}  "), "     ", columns.saturating_sub(2)).join("\n"),
        (false, false) => format!("{key}  {name}{pad}  "),
    };
    let rest = " ".repeat(display_width(&first) + 2);
    let lines = hanging(meaning, &first, &rest, columns.saturating_sub(2));
    // The first line is two columns narrower than the rest, because of what inquire draws before it.
    lines.join("\n")
}

/// The top of every screen: the note if there is one, the area, the place, and if there is room how long is left.
pub(super) fn header(
    interview: &Interview<'_>,
    note: Option<&str>,
    area: AreaIx,
    place: &str,
    margin: &Margin,
) -> Vec<String> {
    let title = clean::line(&interview.rubric()[area].title).into_owned();
    let mut lines = note.map(|note| wrapped(note, columns())).unwrap_or_default();
    lines.extend([placed(&title, place, margin, columns()), String::new()]);
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

/// One text at the left end of a line and one at the right; the right one only if there is room.
pub(super) fn between(left: &str, right: &str, columns: usize) -> String {
    let used = display_width(left) + display_width(right);
    if right.is_empty() || used + 2 > columns {
        left.to_owned()
    } else {
        format!("{left}{}{right}", " ".repeat(columns - used))
    }
}

pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    hanging(text, "", "", columns)
}

pub(super) fn hanging(text: &str, first: &str, rest: &str, columns: usize) -> Vec<String> {
    let options = textwrap::Options::new(columns.max(8)).initial_indent(first).subsequent_indent(rest);
    textwrap::wrap(&clean::line(text), options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Columns for our own text: the last one stays free, because some terminals wrap there.
pub(super) fn columns() -> usize {
    terminal::size().0.saturating_sub(1).max(8)
}
