//! Text as HTML and SVG: the one place where it becomes markup.
//!
//! `maud` escapes whatever is put between its tags or into an attribute. What it is told not to escape is our own style,
//! and JSON that was made safe here. What is written out at the end holds no hidden character and none that XML forbids,
//! whatever was put in.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::markdown;
use super::name::capital;
use super::table::{Side, Table};
use crate::clean;

/// What is written out: lines without hidden characters or characters that HTML and XML forbid.
pub(super) fn finished(markup: &Markup) -> String {
    let mut text = String::with_capacity(markup.0.len() + 64);
    for line in markup.0.lines() {
        for c in clean::line(line).chars() {
            if is_no_character(c) {
                write!(text, "\\u{{{:x}}}", u32::from(c)).expect("a String takes all that is written");
            } else {
                text.push(c);
            }
        }
        text.push('\n');
    }
    text
}

/// Whether a code point is one that Unicode reserves for no character.
const fn is_no_character(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || (c as u32) & 0xfffe == 0xfffe
}

/// JSON that no reader takes for the end of its element or the beginning of another: it holds none of the characters
/// that markup is made of, and stays the same JSON.
pub(super) fn contained(json: &str) -> String {
    let mut inside = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if matches!(c, '<' | '>' | '&') || is_no_character(c) {
            inside.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            inside.push(c);
        }
    }
    inside
}

/// A text, as a link where it has an address that a browser may follow.
pub(super) fn link(title: &str, url: Option<&str>) -> Markup {
    match url.filter(|url| markdown::is_safe(url)) {
        Some(url) => html! { a href=(url) rel="noopener noreferrer" { (title) } },
        None => html! { (title) },
    }
}

/// Our own words: what stands between backticks is code.
pub(super) fn prose(words: &str) -> Markup {
    html! {
        @for (at, part) in words.split('`').enumerate() {
            @if at % 2 == 0 { (part) } @else { code { (part) } }
        }
    }
}

/// Sentences as a list.
pub(super) fn sentences<'a>(lines: impl IntoIterator<Item = &'a String>) -> Markup {
    html! { ul.sentences { @for line in lines { li { (prose(line)) "." } } } }
}

/// What is only heard, where the eye sees it otherwise.
pub(super) fn heard(words: &str) -> Markup {
    html! { span.heard { (words) } }
}

/// A table of text, the first column of which names what the row is about.
pub(super) fn table(caption: &str, table: &Table) -> Markup {
    let side = |at: usize| (table.columns[at].side == Side::Right).then_some("number");
    html! {
        table {
            caption { (caption) }
            thead {
                tr { @for (at, column) in table.columns.iter().enumerate() {
                    th scope="col" class=[side(at)] { (capital(column.head)) }
                } }
            }
            tbody {
                @for row in &table.rows {
                    tr { @for (at, cell) in row.iter().enumerate() {
                        @if at == 0 { th scope="row" { (cell) } } @else { td class=[side(at)] { (cell) } }
                    } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_web_is_linked_to() {
        assert_eq!(
            link("<a>", Some("https://example.org/?a=1&b='2'")).0,
            "<a href=\"https://example.org/?a=1&amp;b='2'\" rel=\"noopener noreferrer\">&lt;a&gt;</a>"
        );
        for url in ["javascript:alert(1)", "data:text/html,x", "https://example.org/\"onclick=x", "//example.org"] {
            assert_eq!(link("a", Some(url)).0, "a");
        }
    }

    #[test]
    fn words_in_backticks_are_code() {
        assert_eq!(prose("say `a <b>` & go").0, "say <code>a &lt;b&gt;</code> &amp; go");
    }

    proptest! {
        #[test]
        fn json_in_a_page_ends_no_element_and_stays_what_it_is(text in any::<String>(), more in "[<>&/!a\"\u{fffe}-]*") {
            let json = super::super::json::text(&[&text, &more]);
            let inside = contained(&json);
            let is_left = inside.contains(['<', '>', '&', '\u{fffe}']);
            prop_assert!(!is_left);
            prop_assert_eq!(
                serde_json::from_str::<Vec<String>>(&inside).ok(), Some(vec![text, more])
            );
        }

        #[test]
        fn nothing_forbidden_is_written_out(text in any::<String>(), bad in "[\u{202e}\u{0}\u{fffe}\u{fdd0}\n]*") {
            let written = finished(&html! { p title=(text) { (text) (bad) } });
            prop_assert!(written.chars().all(|c| c == '\n' || !(clean::is_hidden(c) || is_no_character(c))));
        }
    }
}
