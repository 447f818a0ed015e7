//! Values without quotes that are none, and characters that only look like those of TOML.

use toml::de::DeValue;

use super::reader::is_bare;
use crate::wording;

/// What stands here up to the end of the value: of the line, or inside brackets of the item.
pub(super) fn until(text: &str, is_inside: bool) -> &str {
    let ends = |c: char| c == '\n' || is_inside && matches!(c, ',' | ']' | '}');
    let end = text.find(ends).unwrap_or(text.len());
    let end = text[..end].find(" #").unwrap_or(end);
    text[..end].trim_end()
}

/// What is wrong with a value without quotes, and what to write.
pub(super) fn advice(written: &str) -> (String, String) {
    let shown = wording::brief(written);
    if let Some((message, help)) = range(written) {
        return (message, help);
    }
    if let Some(plain) = plain(written) {
        let what = if written.contains(is_quote) {
            "stands between quotes that are not straight"
        } else {
            "has characters that only look ordinary"
        };
        return (format!("`{shown}` {what}"), format!("write {}", wording::brief(&plain)));
    }
    if written.starts_with(is_quote) || written.ends_with(is_quote) {
        let help = "write \"…\" with straight quotes".to_owned();
        return (format!("`{shown}` stands between quotes that are not straight"), help);
    }
    number(written, &shown).or_else(|| word(written, &shown)).unwrap_or_else(|| text(written, &shown))
}

/// What to write for a text that holds a number with something about it.
pub(in crate::document) fn number_in(text: &str) -> Option<String> {
    let text = text.trim();
    range(text).or_else(|| number(text, text)).map(|(_, help)| help)
}

/// A number with something about it.
fn number(written: &str, shown: &str) -> Option<(String, String)> {
    if let Some(day) = day(written) {
        let message = format!("`{shown}` is no date as TOML writes it");
        return Some((message, format!("write {day}: year, month, day")));
    }
    if let Some(percent) = written.strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok()) {
        return Some((format!("`{shown}` is no number of TOML"), format!("write {percent} % as {}", percent / 100.0)));
    }
    let digits = written.trim_start_matches(['v', 'V']);
    let is_version = digits.starts_with(|c: char| c.is_ascii_digit()) && !digits.contains(' ') && digits.contains('.');
    if is_version && (digits.split('.').count() > 2 || digits.len() < written.len() || digits.contains(['-', '+'])) {
        let help = format!("a version is a text and stands between quotes: \"{shown}\"");
        return Some((format!("`{shown}` is no number"), help));
    }
    let bare = written.trim_start_matches(['~', '<', '>', '=', '+', '€', '$', '£', '≈']).trim_start();
    let end = bare.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(bare.len());
    let number: f64 = bare[..end].trim_end_matches('.').parse().ok()?;
    let digits: String = bare.chars().filter(|c| !matches!(c, '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}')).collect();
    let whole = digits.parse::<f64>().ok().filter(|_| bare.contains(['\'', '’', ' '])).unwrap_or(number);
    let is_alone = bare[end..].trim().is_empty() || whole > number;
    let what = if is_alone { "is no number as TOML writes it" } else { "is a number with more about it" };
    let is_prose = bare[end..].contains(' ') && whole <= number;
    let text = if is_prose { ", or a text between quotes" } else { "" };
    Some((format!("`{shown}` {what}"), format!("write the number alone: {whole}{text}")))
}

/// Two numbers with a dash, dots or a word between them.
fn range(written: &str) -> Option<(String, String)> {
    for between in ["..", "–", "—", "−", "-", " to ", " bis ", "~", "/"] {
        let Some((low, high)) = written.split_once(between) else { continue };
        let (low, high) = (low.trim(), high.trim_start_matches(['.', '=']).trim());
        let high = high.split([' ', 'h']).next().unwrap_or_default();
        let is_short =
            |number: &str| (1..=7).contains(&number.len()) && number.starts_with(|c: char| c.is_ascii_digit());
        if is_short(low)
            && is_short(high)
            && let (Ok(low), Ok(high)) = (low.parse(), high.parse())
        {
            let (low, high): (f64, f64) = (low, high);
            if (1900.0..2100.0).contains(&low) && high <= 12.0 {
                return None;
            }
            let message = format!("`{}` is a range, where one number is wanted", wording::brief(written));
            return Some((message, format!("write one number, such as {}", f64::midpoint(low, high))));
        }
    }
    None
}

/// The day that is meant, as TOML writes it.
fn day(written: &str) -> Option<String> {
    let parts: Vec<_> = written.split(['.', '/', '-']).map(str::trim).collect();
    let [first, second, third] = parts[..] else { return None };
    let (year, month, day) = match (first.len(), third.len()) {
        (4, 1 | 2) => (first, second, third),
        (1 | 2, 4) => (third, second, first),
        _ => return None,
    };
    let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    let (month, day) = if month > 12 { (day, month) } else { (month, day) };
    wording::date(&format!("{year}-{month:02}-{day:02}")).map(|day| day.to_string())
}

fn word(written: &str, shown: &str) -> Option<(String, String)> {
    let lower = written.to_lowercase();
    let help = match lower.as_str() {
        "yes" | "y" | "on" | "true" => "write true",
        "no" | "off" | "false" => "write false",
        "n/a" | "na" | "-" | "--" => {
            "leave the line out; in answers a skill that your work has no use for is \"not-applicable\""
        }
        "none" | "null" | "nil" | "?" | "…" | "..." | "tbd" | "todo" | "undefined" | "nan" => {
            "leave the line out, or write a value"
        }
        "|" | ">" | "|-" | ">-" => "a text of several lines stands between \"\"\" and \"\"\"",
        _ if lower.starts_with(['>', '~']) => "take out the sign before it",
        _ if lower.starts_with('(') => "a list stands between `[` and `]`",
        _ if lower.starts_with("- ") => "take out the dash: the items of a list stand between brackets, with commas",
        _ if lower.starts_with("//") || lower.starts_with(';') => "write a value; a remark begins with `#`",
        _ => return None,
    };
    Some((format!("`{shown}` is no value of TOML"), help.to_owned()))
}

fn text(written: &str, shown: &str) -> (String, String) {
    if written.ends_with(['"', '\'']) {
        return (format!("the text `{shown}` has no quote before it"), "put one before its first letter".to_owned());
    }
    let shown_bare = shown.trim_matches(['"', '`', '\'']);
    (format!("`{shown}` is no value of TOML"), format!("a text stands between quotes: \"{shown_bare}\""))
}

/// The text in ordinary characters, where that makes a sound value or key of it and changes it.
pub(super) fn plain(written: &str) -> Option<String> {
    let plain: String = written.chars().map(|c| ordinary(c).unwrap_or(c)).collect();
    let plain = plain.trim();
    let is_sound = DeValue::parse(plain).is_ok() || is_bare(plain);
    (plain != written && is_sound).then(|| plain.to_owned())
}

/// Whether it is a quote, but no straight one.
pub(super) const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '″'
            | '′'
            | '´'
            | '`'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
            | '＇'
    )
}

/// Whether it is a blank or nothing at all to the eye, but not to TOML.
pub(super) const fn is_odd_space(c: char) -> bool {
    matches!(
        c,
        '\u{b}' | '\u{c}' | '\u{a0}' | '\u{ad}' | '\u{2000}'
            ..='\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}'
    )
}

/// The character of TOML that this one looks like.
pub(super) fn ordinary(c: char) -> Option<char> {
    Some(match c {
        c if is_odd_space(c) => ' ',
        '‘' | '’' | '‚' | '‛' | '′' | '´' | '`' | '＇' => '\'',
        c if is_quote(c) => '"',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        '、' => ',',
        '。' => '.',
        '【' => '[',
        '】' => ']',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        _ => return None,
    })
}

/// How a number with a comma in it is written.
pub(super) fn without_comma(whole: &str, rest: &str) -> String {
    match rest.len() {
        3 => format!("write {whole}{rest} without a separator, or {whole}.{rest} if it is a fraction"),
        _ => format!("write {whole}.{rest}"),
    }
}

/// Whether a number of so many bytes goes on in words, as in `2 to 4` or `3 hours`, and nothing else of TOML follows.
pub(super) fn is_number_in_words(whole: &str, number: usize) -> bool {
    let (number, rest) = whole.split_at(number.min(whole.len()));
    let rest = rest.trim_start();
    number.parse::<f64>().is_ok()
        && rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '-' | '–' | '—' | '%'))
        && !rest.contains(['=', '"', '\'', '{', '['])
}
