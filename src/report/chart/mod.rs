//! Drawings: bars beside a mark, and readiness over time.
//!
//! A drawing is laid out in percent across and in pixels down, so that it fills the width it is given without being
//! stretched: the same markup stands in a page and in a file of its own. Colour never says anything alone: what is not
//! answered is hatched, marks are lines, the last time is a dot, and every number is written beside it.

mod bars;
mod timeline;

use maud::{Markup, PreEscaped, html};

use super::markup::finished;
use super::wrap::cut;

pub(super) use bars::{Bar, Bars};
pub(super) use timeline::Timeline;

const STYLE: &str = include_str!("../chart.css");

/// The pattern of what is not answered; it stands once in each document.
pub(super) fn patterns() -> Markup {
    html! {
        svg.patterns width="0" height="0" aria-hidden="true" { (hatching()) }
    }
}

fn hatching() -> Markup {
    html! {
        defs {
            pattern id="hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                rect.ground width="6" height="6" {}
                rect.hatch width="2.5" height="6" {}
            }
        }
    }
}

/// A drawing as a file of its own.
struct Drawing<'a> {
    /// What it shows, in a few words.
    title: &'a str,
    /// All that it shows, in words.
    described: &'a str,
    /// What stands under the title.
    about: &'a str,
    width: usize,
    height: usize,
    body: Markup,
}

/// The drawing on a ground of its own, so that it can be read on any page, light or dark.
fn file(drawing: &Drawing<'_>) -> String {
    const TITLE: usize = 64;
    let Drawing { title, described, about, width, height, body } = drawing;
    finished(&html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height)
            role="img" aria-labelledby="title described" {
            title id="title" { (title) }
            desc id="described" { (described) }
            style { (PreEscaped(STYLE)) }
            (hatching())
            rect.paper x="0.5" y="0.5" width=(width - 1) height=(height - 1) rx="8" {}
            text.title x="20" y="32" { (cut(title, TITLE)) }
            text.about x="20" y="52" { (about) }
            (body)
        }
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_style_can_stand_in_xml() {
        assert!(!super::STYLE.contains(['<', '&']));
    }
}
