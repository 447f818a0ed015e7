//! The levels of a skill as choices: drawn in one way on cards, sheets and pages, which depends on the size of the terminal
//! alone.

use textwrap::core::display_width;

use super::text::{hanging, option};
use crate::cli::prompt::Choice;
use crate::rubric::{Level, LevelName, Rubric, SkillIx};

/// With fewer columns and rows than these, names stand before their sentences and not beside them.
const BESIDE: (usize, usize) = (60, 20);

/// The levels, each with its key, name and sentence, for a terminal of so many columns of text and rows.
pub(super) fn levels(rubric: &Rubric, skill: SkillIx, (columns, rows): (usize, usize)) -> Vec<Choice> {
    let widest = rubric.scale().levels().map(|(level, named)| display_width(&name(level, named))).max().unwrap_or(0);
    let drawn = |(level, named): (Level, &LevelName)| {
        let (key, name, meaning) = (key(level), name(level, named), rubric.meaning(skill, level));
        let text = if columns >= BESIDE.0 && rows >= BESIDE.1 {
            option(key, &name, widest, meaning, columns)
        } else {
            let text = if meaning.is_empty() { name } else { format!("{name}: {meaning}") };
            // The first line is two columns narrower than the rest, because of the pointer before it.
            hanging(&text, &format!("{key} "), "   ", columns.saturating_sub(2)).join("\n")
        };
        Choice { key, text }
    };
    rubric.scale().levels().map(drawn).collect()
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
fn key(level: Level) -> char {
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
