//! The levels of a skill as choices.

use textwrap::core::display_width;

use super::text::{first_line, option};
use crate::cli::prompt::Choice;
use crate::rubric::{Rubric, SkillIx};

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
    rubric.scale().levels().map(|(_, level)| display_width(&level.name)).max().unwrap_or(0)
}

/// The levels, each with its key, name and meaning as a text.
fn written(rubric: &Rubric, skill: SkillIx, text: impl Fn(char, &str, &str) -> String) -> Vec<Choice> {
    let levels = rubric.scale().levels();
    levels
        .map(|(level, named)| {
            let key = char::from(b'0' + level.get());
            Choice { key, text: text(key, &named.name, rubric.meaning(skill, level)) }
        })
        .collect()
}
