//! The page that all reports share as HTML: it runs no script and loads nothing, and says so in its policy, by which a
//! browser refuses all but the one style whose hash it names. So nothing here has a `style` of its own: what is drawn is
//! drawn by attributes.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::markup::{contained, finished};
use super::{Name, chart, name};
use crate::assessment::Edition;

/// The one style of every page.
const STYLE: &str = concat!("\n", include_str!("page.css"), include_str!("chart.css"));

/// Its SHA-256, as a policy names it; a test computes it anew.
const STYLE_HASH: &str = "sha256-LnwLHJxA6pZFaW1F/olzP52kLuh/BHeMgPY4rlfw0mk=";

/// A page of one report.
pub(super) struct Page<'a> {
    /// What sort of report it is, over its heading.
    pub(super) kind: &'static str,
    /// The target, which is its heading.
    pub(super) target: &'a Name,
    /// The day by which the title of the tab tells it from others of its sort: `2026-11-22`, `from 2026-11-23`.
    pub(super) dated: String,
    /// The days or the pace that it is about, below the heading.
    pub(super) about: String,
    /// The rubric that it is judged by.
    pub(super) edition: &'a Edition,
    /// What stands in it before any section.
    pub(super) lead: Markup,
    /// Its sections.
    pub(super) sections: Vec<Section>,
    /// Where it comes from, at its end.
    pub(super) made_from: Markup,
    /// What programs may read in it: the id of the element, and JSON.
    pub(super) data: Option<(&'static str, String)>,
}

/// A text that may have several lines, each on its own.
pub(super) fn lines(text: &str) -> Markup {
    html! {
        @for (at, line) in text.lines().enumerate() { @if at > 0 { br; } (line) }
    }
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
pub(super) fn page(page: &Page<'_>) -> String {
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
                title { (page.kind) ": " (page.target.title) ", " (page.dated) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#content" { "Skip to the report" }
                (chart::patterns())
                header.top {
                    p.kind { (page.kind) }
                    h1 { (page.target.title) }
                    ul.about {
                        li { (page.about) }
                        li { "self-rated" }
                        li { "rubric " (name::edition(page.edition)) }
                    }
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

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn the_policy_names_the_hash_of_the_style() {
        let digest = Sha256::digest(STYLE.replace("\r\n", "\n"));
        let hash = format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(digest));
        assert_eq!(STYLE_HASH, hash, "the style has changed");
    }
}
