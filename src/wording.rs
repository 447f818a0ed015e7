//! Cellar: the small change of language, so that each message reads as if a person had written it.

use std::borrow::Cow;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;

use crate::clean;

/// `1 gap`, `3 gaps`; `many` where the plural is not the word with an s.
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// `` `a`, `b` and `c` ``.
pub fn list<T: AsRef<str>>(names: &[T]) -> String {
    joined(names, "and")
}

/// `` `a`, `b` or `c` ``.
pub fn either<T: AsRef<str>>(names: &[T]) -> String {
    joined(names, "or")
}

fn joined<T: AsRef<str>>(names: &[T], word: &str) -> String {
    let ticked = |name: &T| format!("`{}`", name.as_ref());
    match names {
        [] => String::new(),
        [one] => ticked(one),
        [first @ .., last] => {
            format!("{} {word} {}", first.iter().map(ticked).collect::<Vec<_>>().join(", "), ticked(last))
        }
    }
}

/// A stranger's text, cleaned and short enough for one line of a message.
pub fn brief(text: &str) -> String {
    const MOST: usize = 80;
    let cleaned = clean::line(text);
    match cleaned.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}…", &cleaned[..cut]),
        None => cleaned.into_owned(),
    }
}

/// A path as [`brief`] shows a text, but cut in its middle: the name of the file stands at its end.
pub fn path(text: &str) -> String {
    const MOST: usize = 80;
    const FIRST: usize = 20;
    let cleaned = clean::line(text);
    let length = cleaned.chars().count();
    if length <= MOST {
        return cleaned.into_owned();
    }
    let first: String = cleaned.chars().take(FIRST).collect();
    let last: String = cleaned.chars().skip(length - (MOST - FIRST - 1)).collect();
    format!("{first}…{last}")
}

/// A text of several lines on one, such as a list of signs: marks of a list go, and each line ends like a sentence.
pub fn one_line(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim_start_matches([' ', '-', '*', '\u{2022}']).trim_end());
    let mut joined = String::new();
    for line in lines.filter(|line| !line.is_empty()) {
        let ends = joined.is_empty() || joined.ends_with(|last: char| ".!?:;,。".contains(last));
        joined.push_str(if joined.is_empty() {
            ""
        } else if ends {
            " "
        } else {
            "; "
        });
        joined.push_str(line);
    }
    if text.contains('\n') { joined } else { text.to_owned() }
}

/// A text as one word of a command that is proposed: between quotes where a shell would read more in it than a name.
pub fn shell_word(text: &str) -> String {
    let cleaned = clean::line(text);
    let is_plain = |c: char| c.is_alphanumeric() || "-_./@:+,=".contains(c) || cfg!(windows) && c == '\\';
    if !cleaned.is_empty() && cleaned.chars().all(is_plain) {
        return cleaned.into_owned();
    }
    format!("'{}'", cleaned.replace('\'', r"'\''"))
}

/// The text with each letter and its accents in one character, where there is one: as people type it, and not as some file
/// systems keep it.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// What the system said of an error, in our manner: lower case, without its number.
pub fn reason(said: &str) -> String {
    let said = said.split(" (os error").next().unwrap_or(said);
    let mut letters = said.chars();
    let Some(first) = letters.next() else { return "for an unknown reason".to_owned() };
    clean::line(&first.to_lowercase().chain(letters).collect::<String>()).into_owned()
}

/// The known name that `typed` was most likely meant to be, case ignored; none if nothing is near.
pub fn closest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let distance = distance_from(typed);
    known.filter_map(|name| Some((distance(name)?, name))).min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// How far a known name is from `typed`, case ignored; none if it is not near.
pub fn distance_from(typed: &str) -> impl Fn(&str) -> Option<usize> {
    const LONGEST: usize = 64;
    let typed = typed.to_lowercase();
    let length = typed.chars().count();
    move |name| {
        let name_length = name.chars().count();
        let allowed = (length.max(name_length) / 3).max(1);
        if length > LONGEST || length.abs_diff(name_length) > allowed {
            return None;
        }
        let distance = strsim::damerau_levenshtein(&typed, &name.to_lowercase());
        (distance <= allowed).then_some(distance)
    }
}

/// The day that `2026-11-22` names.
pub fn date(text: &str) -> Option<Date> {
    let is_plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_lists() {
        assert_eq!(count(1, "gap", "gaps"), "1 gap");
        assert_eq!(count(0, "gap", "gaps"), "0 gaps");
        assert_eq!(list(&["a"]), "`a`");
        assert_eq!(either(&["a", "b", "c"]), "`a`, `b` or `c`");
    }

    #[test]
    fn the_system_is_quoted_in_our_manner() {
        assert_eq!(reason("No such file or directory (os error 2)"), "no such file or directory");
        assert_eq!(reason(""), "for an unknown reason");
    }

    #[test]
    fn the_closest_name_is_near() {
        let known = || ["weight", "level", "skill"].into_iter();
        assert_eq!(closest("wieght", known()), Some("weight"));
        assert_eq!(closest("LEVEL", known()), Some("level"));
        assert_eq!(closest("deadline", known()), None);
    }

    #[test]
    fn only_whole_days_are_dates() {
        assert_eq!(date("2026-11-22"), Some(jiff::civil::date(2026, 11, 22)));
        assert_eq!(date("2026-02-30"), None);
        assert_eq!(date("2026-11-22T10:00:00"), None);
    }

    #[test]
    fn a_word_stays_one_word() {
        assert_eq!(shell_word("a/b-1.toml"), "a/b-1.toml");
        assert_eq!(shell_word("two words"), "'two words'");
        assert_eq!(shell_word("it's"), r"'it'\''s'");
        assert_eq!(shell_word("~a"), "'~a'");
        assert_eq!(shell_word("\u{1b}[2J"), r"'\u{1b}[2J'");
        assert_eq!(shell_word(""), "''");
    }
}
