//! What ratings surely mean that are not written as they should be.

use crate::{rubric::Scale, wording};

/// What a rating says.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Said {
    Level(i64),
    NotApplicable,
    /// Something else, which may surely mean one of the two: only the rubric's scale tells.
    Words(String),
}

const NUMBERS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const NOT_APPLICABLE: [&str; 4] = ["n/a", "na", "not applicable", "not-applicable"];

/// The level, or that the skill is not applicable, if the words surely mean it: a number in digits or as a word, the name
/// of a level, both of them, `n/a`. Nothing that leaves a choice, such as `2-3`, and no level off the scale.
pub(super) fn by(words: &str, scale: &Scale) -> Option<Said> {
    let plain = plain(words);
    if NOT_APPLICABLE.contains(&plain.replace('_', "-").as_str()) {
        return Some(Said::NotApplicable);
    }
    let name = |name: &str| {
        scale.levels().find(|(_, level)| self::plain(&level.name) == name).map(|(level, _)| i64::from(level.get()))
    };
    let number = |text: &str| {
        digits(text).or_else(|| NUMBERS.iter().position(|word| *word == text).and_then(|at| i64::try_from(at).ok()))
    };
    if let Some(level) = name(&plain).or_else(|| number(&plain)) {
        return Some(Said::Level(level));
    }
    let bare = plain
        .strip_prefix("level")
        .or_else(|| plain.strip_prefix("lvl"))
        .unwrap_or(&plain)
        .trim_start_matches([' ', ':', '=']);
    if let Some(level) = number(bare) {
        return Some(Said::Level(level));
    }
    // `3 (Alone)`, `3: Alone`
    let end = bare.find(|c: char| !c.is_ascii_digit())?;
    let level = digits(&bare[..end])?;
    let rest = bare[end..].trim_matches(|c: char| !c.is_alphanumeric());
    (!rest.is_empty() && name(rest) == Some(level)).then_some(Said::Level(level))
}

/// What stands behind the key of a line that is no TOML, without what follows the value.
pub(super) fn value(raw: &str) -> &str {
    let end = ["//", ";", "#", "/*", "<!--"].iter().filter_map(|mark| raw.find(mark)).min().unwrap_or(raw.len());
    raw[..end].trim()
}

/// In small letters, with ordinary digits, without quotes and signs around.
fn plain(words: &str) -> String {
    let wide = |c: char| match c {
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{a0}' | '\u{3000}' | '\u{202f}' => ' ',
        c => c,
    };
    let words: String = wording::composed(words).chars().filter(|c| !crate::clean::is_hidden(*c)).map(wide).collect();
    let is_around = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.') || is_quote(c);
    words.trim_matches(is_around).to_lowercase()
}

/// Whether it is a quote of any kind.
pub(super) const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '´'
            | '“'
            | '”'
            | '„'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
            | '＇'
    )
}

/// A whole number in digits, with nothing but zeros behind its point or comma.
fn digits(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_number = !whole.is_empty() && whole.len() <= 3 && whole.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && fraction.bytes().all(|byte| byte == b'0')).then(|| whole.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, wanted: Option<&Said>) {
        let rubric = super::super::write::tests::rubric();
        assert_eq!(by(words, rubric.scale()).as_ref(), wanted, "{words}");
    }

    #[test]
    fn what_is_sure_is_taken() {
        for words in [
            "3",
            " 3 ",
            "\"3\"",
            "“3”",
            "3.0",
            "3,0",
            "３",
            "three",
            "Three",
            "Alone",
            "ALONE",
            "level 3",
            "Level: 3",
            "3 (Alone)",
            "3: Alone",
            "3 - alone",
            "03",
            "3;",
            "3\u{a0}",
        ] {
            check(words, Some(&Said::Level(3)));
        }
        for words in ["n/a", "N/A", "na", "not applicable", "Not-Applicable", "not_applicable"] {
            check(words, Some(&Said::NotApplicable));
        }
        check("None", Some(&Said::Level(0)));
    }

    #[test]
    fn what_leaves_a_choice_is_not() {
        for words in [
            "",
            "?",
            "-",
            "2-3",
            "2 or 3",
            "2.5",
            "3/5",
            "yes",
            "true",
            "x",
            "about 3",
            "3 (Guided)",
            "-1",
            "Alone?",
            "ok",
            "2026-11-22",
            "3 years",
        ] {
            check(words, None);
        }
    }
}
