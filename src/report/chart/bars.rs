//! Bars from 0 to 100, each with the mark that is asked for and a dot for the last time.

use maud::{Markup, html};

use super::super::number::{along, asked, range, reached};
use super::super::wrap::{cut, width};
use super::{Drawing, file};
use crate::rubric::Share;
use crate::score::Span;

/// A bar with its name.
pub(in crate::report) struct Bar<'a> {
    pub(in crate::report) name: &'a str,
    pub(in crate::report) span: Span,
    /// Where its low end was at the assessment before; drawn where it was elsewhere.
    pub(in crate::report) before: Option<Share>,
}

/// Bars below each other.
pub(in crate::report) struct Bars<'a> {
    pub(in crate::report) title: &'a str,
    pub(in crate::report) about: &'a str,
    pub(in crate::report) rows: Vec<Bar<'a>>,
    /// Where the mark stands.
    pub(in crate::report) asked: Share,
}

const HEIGHT: usize = 20;

impl Bar<'_> {
    /// The bar alone. Its numbers stand beside it, so that nobody needs to see it.
    pub(in crate::report) fn drawn(&self, asked: Share) -> Markup {
        html! { svg.bar width="100%" height=(HEIGHT) aria-hidden="true" { (self.parts(asked)) } }
    }

    fn parts(&self, asked: Share) -> Markup {
        // As long as the figures beside it.
        let [low, high] = [self.span.low, self.span.high].map(|end| reached(end).share());
        let before = self.before.map(|before| reached(before).share());
        let at = |share: Share| along(share) + "%";
        html! {
            rect.missing x="0" y="5" width="100%" height="10" rx="2" {}
            @if high > low {
                rect.open x=(at(low)) y="5" width=(at(high - low)) height="10" rx="1" {}
            }
            @if low > Share::default() {
                rect.reached x="0" y="5" width=(at(low)) height="10" rx="2" {}
            }
            line.halo x1=(at(asked)) x2=(at(asked)) y1="1" y2="19" {}
            line.asked x1=(at(asked)) x2=(at(asked)) y1="1" y2="19" {}
            @if let Some(before) = before.filter(|before| *before != low) {
                circle.before cx=(at(before)) cy="10" r="4" {}
            }
        }
    }

    /// In words: `Databases 74 to 80, 70 last time`.
    fn described(&self) -> String {
        let before = self.before.map(|before| format!(", {} last time", reached(before))).unwrap_or_default();
        format!("{} {}{before}", self.name, range(self.span))
    }
}

impl Bars<'_> {
    /// Whether any bar has a dot.
    fn has_before(&self) -> bool {
        self.rows.iter().any(|bar| bar.before.is_some_and(|before| reached(before) != reached(bar.span.low)))
    }

    /// The bars as a file of their own.
    pub(in crate::report) fn svg(&self) -> String {
        const WIDE: usize = 720;
        const TOP: usize = 72;
        const ROW: usize = 30;
        const LETTER: usize = 8;
        const NAME: usize = 30;
        let names = self.rows.iter().map(|bar| width(bar.name).min(NAME)).max().unwrap_or(0);
        let left = 20 + names * LETTER + 16;
        let across = WIDE - 104 - left;
        let legend = TOP + self.rows.len() * ROW + 24;
        let body = html! {
            @for (at, bar) in self.rows.iter().enumerate() {
                @let y = TOP + at * ROW;
                text.name x=(left - 16) y=(y + 15) { (cut(bar.name, NAME)) }
                svg x=(left) y=(y) width=(across) height=(HEIGHT) overflow="visible" { (bar.parts(self.asked)) }
                text.number x=(WIDE - 92) y=(y + 15) { (range(bar.span)) }
            }
            (self.legend(legend))
        };
        let described = self.rows.iter().map(Bar::described).collect::<Vec<_>>().join("; ");
        file(&Drawing {
            title: self.title,
            described: &format!("{} Asked {} of 100. {described}.", self.about, asked(self.asked)),
            about: self.about,
            width: WIDE,
            height: legend + 20,
            body,
        })
    }

    fn legend(&self, y: usize) -> Markup {
        let mark = format!("asked {}", asked(self.asked));
        html! {
            svg.legend x="20" y=(y - 14) width="680" height="20" {
                rect.reached x="0" y="5" width="14" height="10" rx="2" {}
                text x="20" y="14" { "reached" }
                rect.open x="90" y="5" width="14" height="10" rx="1" {}
                text x="110" y="14" { "not answered yet" }
                rect.missing x="236" y="5" width="14" height="10" rx="2" {}
                text x="256" y="14" { "missing" }
                line.asked x1="332" x2="332" y1="1" y2="19" {}
                text x="342" y="14" { (mark) }
                @if self.has_before() {
                    circle.before cx="428" cy="10" r="4" {}
                    text x="438" y="14" { "last time" }
                }
            }
        }
    }
}
