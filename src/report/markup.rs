//! HTML and SVG: documents that need nothing but themselves. The one place where text becomes markup.
//!
//! `maud` escapes whatever is put between its tags or into an attribute; what it is told not to escape is here alone: our
//! own style, and JSON in which no character can end its element. What is written out at the end holds no hidden
//! character and none that XML forbids, whatever was put in.
//!
//! A page runs no script and loads nothing, and says so in its policy: a browser refuses all but the one style whose hash
//! it names. Numbers are drawn by attributes, never by `style`, which that policy forbids.

use std::fmt::Write as _;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::markdown;
use super::name::capital;
use super::table::{Side, Table};
use crate::clean;

/// The one style of every page.
pub(super) const STYLE: &str = concat!("\n", include_str!("page.css"), include_str!("chart.css"));

/// Its SHA-256, as a policy names it; a test computes it anew.
const STYLE_HASH: &str = "sha256-RTUPSATWFeuAgAEajdZvmZC734Jw+euuZcmsNbZZmFo=";

/// A page of one report.
pub(super) struct Page {
    /// The title of the tab, and of the file in a list.
    pub(super) title: String,
    /// What sort of report it is, over its heading.
    pub(super) kind: &'static str,
    /// The heading.
    pub(super) heading: String,
    /// What it is about, below: short texts.
    pub(super) about: Vec<String>,
    /// What stands in it before any section.
    pub(super) lead: Markup,
    /// Its sections.
    pub(super) sections: Vec<Section>,
    /// Where it comes from, at its end.
    pub(super) made_from: Markup,
    /// What programs may read in it: the id of the element, and JSON.
    pub(super) data: Option<(&'static str, String)>,
}

/// A part of a page under a heading.
pub(super) struct Section {
    /// What a link to it ends with; unique in its page.
    pub(super) id: &'static str,
    /// The heading.
    pub(super) title: String,
    /// A shorter one for the list of sections.
    pub(super) short: &'static str,
    /// What stands in it.
    pub(super) body: Markup,
}

/// The page as a file.
pub(super) fn page(page: &Page) -> String {
    let policy = format!("default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'");
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(concat!("skillgap ", env!("CARGO_PKG_VERSION")));
                title { (page.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#content" { "Skip to the report" }
                (super::chart::patterns())
                header.top {
                    p.kind { (page.kind) }
                    h1 { (page.heading) }
                    ul.about { @for about in &page.about { li { (about) } } }
                }
                nav aria-label="Sections" {
                    ul { @for section in &page.sections { li { a href={ "#" (section.id) } { (section.short) } } } }
                }
                main id="content" {
                    (page.lead)
                    @for section in &page.sections {
                        section aria-labelledby=(section.id) {
                            h2 id=(section.id) { (section.title) }
                            (section.body)
                        }
                    }
                }
                footer {
                    (page.made_from)
                    p {
                        "Made by skillgap " (env!("CARGO_PKG_VERSION"))
                        ". This page runs no script and loads nothing: all of it is in this one file."
                    }
                }
                @if let Some((id, json)) = &page.data {
                    script type="application/json" id=(id) { (PreEscaped(contained(json))) }
                }
            }
        }
    };
    finished(&markup)
}

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
fn contained(json: &str) -> String {
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
    use base64::Engine as _;
    use proptest::prelude::*;
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn the_policy_names_the_hash_of_the_style() {
        let digest = Sha256::digest(STYLE.replace("\r\n", "\n"));
        let hash = format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(digest));
        assert_eq!(STYLE_HASH, hash, "the style has changed");
    }

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
            let json = super::super::json(&[&text, &more]);
            let inside = contained(&json);
            prop_assert!(!inside.contains(['<', '>', '&', '\u{fffe}']));
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
