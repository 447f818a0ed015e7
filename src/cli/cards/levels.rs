//! The levels of a skill as choices: drawn in one way on cards and sheets, which depends on the width alone.

use textwrap::core::display_width;

use super::text::{hanging, option};
use crate::clean;
use crate::cli::prompt::Choice;
use crate::rubric::{Level, Rubric, SkillIx};

/// With fewer columns than this, names stand before their sentences and not beside them.
const BESIDE: usize = 60;

/// The levels, each with its key, name and sentence.
pub(super) fn levels(rubric: &Rubric, skill: SkillIx, columns: usize) -> Vec<Choice> {
    let widest = rubric.scale().levels().map(|(_, level)| display_width(&level.name)).max().unwrap_or(0);
    let drawn = |(level, named): (Level, &crate::rubric::LevelName)| {
        let (key, meaning) = (key(level), rubric.meaning(skill, level));
        let text = if columns >= BESIDE {
            option(key, &named.name, widest, meaning, columns)
        } else {
            let name = clean::line(&named.name);
            // The first line is two columns narrower than the rest, because of the pointer before it.
            let text = if meaning.is_empty() { name.into_owned() } else { format!("{name}: {meaning}") };
            hanging(&text, &format!("{key} "), "    ", columns.saturating_sub(2)).join("\n")
        };
        Choice { key, text }
    };
    rubric.scale().levels().map(drawn).collect()
}

/// The keys beyond the digits: ten and eleven.
const BEYOND: [char; 2] = ['t', 'e'];

/// The key of a level: its digit, and beyond them the first letter of its number.
fn key(level: Level) -> char {
    let number = level.get();
    char::from_digit(number.into(), 10).unwrap_or_else(|| BEYOND[usize::from(number - 10).min(1)])
}

/// The level that a key stands for.
pub(super) fn level(rubric: &Rubric, typed: char) -> Option<Level> {
    rubric.scale().levels().map(|(level, _)| level).find(|level| key(*level) == typed)
}

/// The keys of all levels in short, such as `0-5`.
pub(super) fn keys(rubric: &Rubric) -> String {
    match rubric.scale().max().get() {
        max @ 0..=9 => format!("0-{max}"),
        10 => "0-9, t for ten".to_owned(),
        _ => "0-9, t for ten, e for eleven".to_owned(),
    }
}
