//! The levels of a skill as choices.

use textwrap::core::display_width;

use super::text::{first_line, option};
use crate::cli::prompt::Choice;
use crate::rubric::{Level, LevelName, Rubric, SkillIx};

/// Whether levels are written with their names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Names {
    With,
    Without,
}

/// The levels with name and anchor, or what of it fits into so many rows.
pub(super) fn levels(rubric: &Rubric, skill: SkillIx, columns: usize, room: usize) -> Vec<Choice> {
    whole_levels(rubric, skill, columns, (Names::With, room))
        .or_else(|| whole_levels(rubric, skill, columns, (Names::Without, room)))
        .unwrap_or_else(|| first_lines(rubric, skill, columns))
}

/// The levels with their whole anchors, if these fit into so many rows.
pub(super) fn whole_levels(
    rubric: &Rubric,
    skill: SkillIx,
    columns: usize,
    (names, room): (Names, usize),
) -> Option<Vec<Choice>> {
    let widest = widest_name(rubric);
    let choices = match names {
        Names::With => written(rubric, skill, |key, name, meaning| option(key, name, widest, meaning, columns)),
        Names::Without => written(rubric, skill, |key, _, meaning| option(key, "", 0, meaning, columns)),
    };
    let rows: usize = choices.iter().map(|choice| choice.text.lines().count()).sum();
    (rows <= room).then_some(choices)
}

/// The levels with what stands on the first line of each.
pub(super) fn first_lines(rubric: &Rubric, skill: SkillIx, columns: usize) -> Vec<Choice> {
    let widest = widest_name(rubric);
    written(rubric, skill, |key, name, meaning| first_line(&option(key, name, widest, meaning, columns), columns))
}

fn widest_name(rubric: &Rubric) -> usize {
    rubric.scale().levels().map(|(level, named)| display_width(&name(level, named))).max().unwrap_or(0)
}

/// The name of a level, with the number where its key does not say it.
fn name(level: Level, LevelName { name, .. }: &LevelName) -> String {
    if level.get() <= LAST_DIGIT { name.clone() } else { format!("{level} {name}") }
}

/// The highest level that has its own digit.
const LAST_DIGIT: u8 = 9;
/// The keys of the levels above: ten and eleven.
const BEYOND: [char; 2] = ['t', 'e'];

/// The key of a level: its digit, `t` for 10 and `e` for 11.
pub(super) fn key(level: Level) -> char {
    match level.get().checked_sub(LAST_DIGIT + 1) {
        None => char::from(b'0' + level.get()),
        Some(at) => BEYOND[usize::from(at)],
    }
}

/// The level that a key stands for.
pub(super) fn level(rubric: &Rubric, typed: char) -> Option<Level> {
    rubric.scale().levels().map(|(level, _)| level).find(|level| key(*level) == typed)
}

/// All keys of levels: `0-5`, `0-9 t e`.
pub(super) fn keys(rubric: &Rubric) -> String {
    let max = rubric.scale().max().get();
    let digits = format!("0-{}", max.min(LAST_DIGIT));
    let beyond = BEYOND.iter().take(usize::from(max.saturating_sub(LAST_DIGIT)));
    std::iter::once(digits).chain(beyond.map(char::to_string)).collect::<Vec<_>>().join(" ")
}

/// The levels, each with its key, name and meaning as a text.
fn written(rubric: &Rubric, skill: SkillIx, text: impl Fn(char, &str, &str) -> String) -> Vec<Choice> {
    let levels = rubric.scale().levels();
    levels
        .map(|(level, named)| {
            let key = key(level);
            Choice { key, text: text(key, &name(level, named), rubric.meaning(skill, level)) }
        })
        .collect()
}
