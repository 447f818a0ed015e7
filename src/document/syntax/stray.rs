//! Lines that are no TOML at all: remarks of other languages, JSON, YAML, Markdown, prose.

use toml_parser::lexer::TokenKind;

use super::reader::{Read, Reader, is_bare};
use super::scalar;
use crate::problem::Problem;
use crate::wording;

/// What a remark begins with in other languages, and in TOML with a wide sign.
const REMARKS: [&str; 9] = ["//", "/*", "*/", "-- ", "<!--", "% ", "rem ", "REM ", "＃"];

impl Reader<'_> {
    /// What is wrong with a line that begins as no statement does.
    pub(super) fn stray_line(&self) -> Option<Problem> {
        let line = self.rest_of_line().trim_end();
        let (message, help) = match line.chars().next()? {
            _ if self.is_remark() => return self.remark::<()>().err().map(|problem| *problem),
            first if scalar::is_odd_space(first) => return self.odd_space(),
            _ if line.starts_with("```") || line.starts_with("~~~") => {
                ("this line is no TOML: it marks code in Markdown", "take it out, and the one at the end too")
            }
            _ if line == "---" || line == "..." || line.starts_with("%YAML") => {
                ("this line is YAML, not TOML", "take it out; a line of TOML is `key = value`")
            }
            _ if line.starts_with("{{") => {
                ("this line is no TOML", "a header stands between square brackets, as in `[[skills]]`")
            }
            '<' => ("this line is no TOML", "take it out; a remark begins with `#`"),
            '{' if self.headers.is_empty() && self.entries.is_empty() => (
                "the file begins as JSON does",
                "it must be TOML: `id = \"…\"` instead of `\"id\": \"…\"`, and `[[skills]]` above each skill",
            ),
            '{' => ("a brace without a key before it", "a table stands behind its key, as in `key = { … }`"),
            ']' | '}' | ')' => {
                ("a closing bracket that nothing opened", "take it out, or look for the bracket that closed too early")
            }
            '(' | '（' => ("this line is no TOML", "a header stands between square brackets, as in `[[skills]]`"),
            '［' | '【' => ("the brackets of this header only look ordinary", "write `[[…]]` with ordinary brackets"),
            _ if ["- ", "* ", "• ", "+ "].iter().any(|mark| line.starts_with(mark)) => (
                "a line that begins with the mark of a list, as in YAML or Markdown",
                "a list stands between brackets, with commas: `key = [\"…\", \"…\"]`; each skill begins with `[[skills]]`",
            ),
            '=' => ("no key stands before the `=`", "write `key = value`"),
            _ => return None,
        };
        Some(self.problem(self.rest(), message).help(help))
    }

    /// Something stands where a key is wanted.
    pub(super) fn no_key<T>(&self) -> Read<T> {
        if let Some(problem) = self.odd_space() {
            return Err(Box::new(problem));
        }
        if self.is_remark() {
            return self.remark();
        }
        let line = self.rest_of_line().trim_end();
        let Some(at) = line.find([':', '=']) else { return self.prose(self.start()) };
        let key = line[..at].trim();
        if line[at..].starts_with(':') {
            let bare = key.trim_matches(['"', '\'']);
            return if is_bare(bare) { self.colon(self.start() + at, bare) } else { self.prose(self.start()) };
        }
        let shown = wording::brief(key);
        let span = self.start()..self.start() + key.len();
        if let Some(plain) = scalar::plain(key).filter(|plain| is_bare(plain)) {
            let message = format!("the key `{shown}` has characters that only look ordinary");
            return self.wrong(span, message, format!("write `{plain}`"));
        }
        if self.kind() != TokenKind::Atom {
            return self.prose(self.start());
        }
        if key.contains(' ') {
            return self.no_word(self.start(), key.len());
        }
        let help = "a key has the letters a to z, digits, `-` and `_`; any other key stands between quotes";
        self.wrong(span, format!("`{shown}` is no key"), help)
    }

    /// `key: value`.
    pub(super) fn colon<T>(&self, at: usize, key: &str) -> Read<T> {
        let key = wording::brief(key.trim_matches(['"', '\'']));
        let value = self.text[at + 1..].lines().next().unwrap_or_default().trim();
        let help = if value.is_empty() {
            format!(
                "write `{key} = …`; a list stands between brackets, with commas, and each skill begins with `[[skills]]`"
            )
        } else if value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '"' | '\'' | '[' | '{' | '=')) {
            format!("write `{key} = …`")
        } else {
            format!("write `{key} = …`, a text between quotes; a remark begins with `#`")
        };
        self.wrong(at..at + 1, "a key and its value are joined by `=`, not by `:`", help)
    }

    /// A line of words.
    pub(super) fn prose<T>(&self, start: usize) -> Read<T> {
        let help = "a line is `key = value`, a header such as `[[skills]]`, or a remark that begins with `#`; take out what \
                    came along with a pasted text";
        self.wrong(start..self.rest().end, "this line is no TOML", help)
    }

    /// Whether a remark begins here as other languages write it.
    pub(super) fn is_remark(&self) -> bool {
        let rest = &self.text[self.start()..];
        let is_semicolon = rest.starts_with(';') && !self.rest_of_line()[1..].trim().is_empty();
        is_semicolon || REMARKS.iter().any(|mark| rest.starts_with(mark))
    }

    pub(super) fn remark<T>(&self) -> Read<T> {
        self.wrong(self.rest(), "a remark begins with `#`", "put `#` before it, or take it out")
    }

    /// A blank that is none to TOML, or a character that cannot be seen.
    pub(super) fn odd_space(&self) -> Option<Problem> {
        let first = self.token().chars().next().filter(|c| scalar::is_odd_space(*c))?;
        let what = match first {
            '\u{a0}' | '\u{202f}' => "a no-break space",
            '\u{3000}' => "a wide space",
            '\u{2000}'..='\u{200a}' | '\u{205f}' => "a special space",
            _ => "an invisible character",
        };
        let message = format!("{what} (U+{:04X}) stands here", u32::from(first));
        let help = "take it out, or write an ordinary space; it often comes from a web page or a text processor";
        Some(self.problem(self.first_char(), message).help(help))
    }
}
