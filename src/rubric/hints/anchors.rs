//! Hints about what anchors say.

use crate::document::Node;
use crate::problem::{Code, Problem};
use crate::rubric::{Level, Rubric, Skill};

use super::{levels, place};

/// The most columns of an anchor: on a screen of 80 it then stands beside its level in two lines.
const LONGEST_ANCHOR: usize = 120;
/// Anchors of neighbouring levels that differ in so few words ask the reader to weigh words, not acts.
const ALIKE: usize = 2;
/// Shorter anchors differ in few words whatever they say, and some scripts have no spaces between words.
const FEWEST_WORDS: usize = 5;

/// The words of an anchor by which a level is reached with somebody's help.
const HELP: [&str; 4] = ["with help", "with guidance", "under guidance", "with somebody's help"];
/// The words by which it may be reached without as well.
const ALONE: [&str; 4] = ["alone", "without help", "by myself", "on my own"];
/// The words that make a product one of several.
const ONE_OF_MANY: [&str; 9] =
    ["such as", "similar", "equivalent", "or another", "or the like", "for example", "e.g.", "any of", "like "];

/// An anchor, or each sign of it, is an act of the person who reads it.
pub(super) fn voice(skill: &Skill, table: &Node<'_>, hints: &mut Vec<Problem>) {
    for (at, anchor) in skill.anchors.iter().enumerate() {
        let is_mark = |letter: char| letter.is_whitespace() || ['-', '*', '\u{2022}'].contains(&letter);
        let speaks = |line: &str| line.strip_prefix('I').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if !anchor.lines().all(|line| speaks(line.trim_start_matches(is_mark))) {
            let message = format!("the anchor of level {} of skill `{}` does not start with \"I\"", at + 1, skill.id);
            let hint = Problem::new(Code::AnchorVoice, place(table, "anchors", Some(at)), message);
            hints.push(hint.help("people ask themselves whether it is true of them: \"I built …\""));
        }
    }
}

/// Level 2 is what a person can do for themselves: help may be one way to it, not the only one.
pub(super) fn helped(skill: &Skill, table: &Node<'_>, hints: &mut Vec<Problem>) {
    const AT: u8 = 2;
    let Some(anchor) = skill.anchor(Level::new(AT)).map(str::to_lowercase) else { return };
    let has = |words: &[&str]| words.iter().any(|words| anchor.contains(words));
    if has(&HELP) && !has(&ALONE) {
        let message =
            format!("the anchor of level {AT} of skill `{}` is true only of what was done with help", skill.id);
        let hint = Problem::new(Code::OnlyWithHelp, place(table, "anchors", Some(usize::from(AT) - 1)), message);
        hints.push(hint.help("whoever did it alone is there too: \"I built …, alone or with help\""));
    }
}

/// A product of which the skill knows rivals is one of several ways to a level.
pub(super) fn product(skill: &Skill, table: &Node<'_>, hints: &mut Vec<Problem>) {
    let products: Vec<_> = skill.aliases.iter().chain(&skill.covers).filter(|name| is_product(name, skill)).collect();
    for (at, anchor) in skill.anchors.iter().enumerate() {
        let mut named = products.iter().filter(|name| names(anchor, name));
        let (Some(name), None) = (named.next(), named.next()) else { continue };
        let lower = anchor.to_lowercase();
        let beside = [format!("or {name}"), format!("{name} or ")];
        let is_one_of_many = ONE_OF_MANY.iter().any(|words| lower.contains(words))
            || beside.iter().any(|words| anchor.contains(words))
            || names(anchor, &skill.title);
        let Some(rival) = products.iter().find(|rival| *rival != name) else { continue };
        if is_one_of_many {
            continue;
        }
        let message = format!("the anchor of level {} of skill `{}` asks for {name}, one of several", at + 1, skill.id);
        let hint = Problem::new(Code::OneProduct, place(table, "anchors", Some(at)), message);
        let help = format!("whoever uses {rival} says no to it: name what is done, or \"{name} or similar\"");
        hints.push(hint.help(help));
    }
}

/// Whether a name is spelled as products are: one word with a capital, and no abbreviation. Nor is it a part of the title.
fn is_product(name: &str, skill: &Skill) -> bool {
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    let is_word = !name.contains([' ', '-', '/']) && letters().any(char::is_uppercase);
    let is_abbreviation = letters().all(char::is_uppercase);
    is_word && !is_abbreviation && !names(&skill.title, name)
}

/// Whether a text has a name as a word of its own, spelled as it is.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let is_apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        is_apart(text[..at].chars().next_back()) && is_apart(text[at + name.len()..].chars().next())
    })
}

/// What an anchor says is short, and not what the one below says.
pub(super) fn wording(skill: &Skill, rubric: &Rubric, table: &Node<'_>, hints: &mut Vec<Problem>) {
    let words: Vec<_> = skill.anchors.iter().map(|anchor| words(anchor)).collect();
    for (at, level) in levels(rubric) {
        let Some(anchor) = skill.anchor(level) else { continue };
        let columns = anchor.lines().map(textwrap::core::display_width).max().unwrap_or_default();
        if columns > LONGEST_ANCHOR {
            let message = format!("the anchor of level {level} of skill `{}` is {columns} columns wide", skill.id);
            let hint = Problem::new(Code::LongAnchor, place(table, "anchors", Some(at)), message);
            hints.push(hint.help(format!("say one act in at most {LONGEST_ANCHOR}: all levels are read at once")));
        }
        let pair = at.checked_sub(1).map(|before| (&words[before], &words[at]));
        let pair = pair.filter(|(below, here)| below.len().max(here.len()) >= FEWEST_WORDS);
        let differ = pair.map(|(below, here)| strsim::generic_levenshtein(below, here));
        if let Some(differ) = differ.filter(|differ| *differ <= ALIKE) {
            let by = crate::wording::count(differ, "word", "words");
            let message = format!("the anchors of levels {} and {level} of skill `{}` differ by {by}", at, skill.id);
            let hint = Problem::new(Code::AlikeAnchors, place(table, "anchors", Some(at)), message);
            let hint = hint.related(place(table, "anchors", at.checked_sub(1)), "the level below");
            hints.push(hint.help("let each level name another act, not another adverb"));
        }
    }
}

fn words(anchor: &str) -> Vec<String> {
    let words = anchor.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
