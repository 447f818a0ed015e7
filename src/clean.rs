//! Cellar: text from outside, made safe to show.
//!
//! Control characters move cursors and set titles, bidirectional overrides make text read as something else
//! (CVE-2021-42574): neither reaches a terminal or a file of ours, each is shown as `\u{1b}`.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character acts without being seen, or cannot be seen at all: C0 and C1 controls, direction marks and
/// overrides, zero-width spaces, soft hyphens, fillers, line and paragraph separators, marks of annotations, music and
/// shorthand, tags, the byte order mark, and what Unicode keeps from being a character, which YAML and XML refuse. Joiners
/// (U+200C, U+200D) write Persian and emoji and stay.
pub const fn is_hidden(c: char) -> bool {
    is_no_character(c)
        || matches!(c,
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}'
            | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}')
}

/// The last two of each plane are no characters.
const fn is_no_character(c: char) -> bool {
    c as u32 & 0xfffe == 0xfffe
}

/// The first hidden character of a text.
pub fn hidden(text: &str) -> Option<char> {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain { None } else { text.chars().find(|c| is_hidden(*c)) }
}

/// The text with every hidden character written out, on one line.
pub fn line(text: &str) -> Cow<'_, str> {
    if hidden(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_hidden(c) {
            write!(cleaned, "\\u{{{:x}}}", u32::from(c)).expect("a String takes all that is written");
        } else {
            cleaned.push(c);
        }
    }
    Cow::Owned(cleaned)
}

/// The text with every hidden character but the ends of its lines written out.
pub fn lines(text: &str) -> String {
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn controls_are_written_out() {
        assert_eq!(line("a\u{1b}[2Jb\n"), "a\\u{1b}[2Jb\\u{a}");
        assert_eq!(line("\u{202e}evil"), "\\u{202e}evil");
        assert_eq!(line("a\u{ad}\u{3164}b\u{ffff}"), "a\\u{ad}\\u{3164}b\\u{ffff}");
        assert_eq!(line("C# · 容器 · 👩\u{200d}💻"), "C# · 容器 · 👩\u{200d}💻");
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(lines("a\nb\r\n\u{1b}c"), "a\nb\\u{d}\n\\u{1b}c");
        assert_eq!(lines("one"), "one");
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left_and_clean_text_stays(text in any::<String>()) {
            let cleaned = line(&text);
            prop_assert!(!cleaned.contains(is_hidden));
            prop_assert_eq!(hidden(&text), text.chars().find(|c| is_hidden(*c)));
            prop_assert_eq!(line(&cleaned), cleaned.as_ref());
            if !text.contains(is_hidden) {
                prop_assert_eq!(cleaned.as_ref(), text.as_str());
            }
        }
    }
}
