//! Readiness over time: a dot at the low end of each assessment, a line between them, and above each dot what is not
//! answered.

use jiff::civil::Date;
use maud::{Markup, html};

use super::super::number::{along, asked, range};
use super::{Drawing, file};
use crate::rubric::Share;
use crate::score::Span;

/// Readiness over time, the oldest first, at least one point.
pub(in crate::report) struct Timeline<'a> {
    pub(in crate::report) title: &'a str,
    pub(in crate::report) about: &'a str,
    pub(in crate::report) points: Vec<(Date, Span)>,
    /// What the target asks for, if that is known.
    pub(in crate::report) asked: Option<Share>,
}

const HEIGHT: usize = 230;
const TOP: i128 = 24;
const BOTTOM: i128 = 196;
/// Above so many points, dots would cover each other.
const MANY: usize = 40;

impl Timeline<'_> {
    /// All of it in words.
    pub(in crate::report) fn described(&self) -> String {
        let said = |(on, span): &(Date, Span)| format!("{} on {on}", range(*span));
        let points = self.points.iter().map(said).collect::<Vec<_>>().join("; ");
        let asked = self.asked.map(|ready_at| format!(" Asked {} of 100.", asked(ready_at))).unwrap_or_default();
        format!("Readiness of 100: {points}.{asked}")
    }

    /// The drawing, as wide as what it stands in; `id` begins the ids of its title.
    pub(in crate::report) fn drawn(&self, id: &str) -> Markup {
        html! {
            svg.timeline width="100%" height=(HEIGHT) role="img" aria-labelledby={ (id) "-title" } {
                title id={ (id) "-title" } { (self.described()) }
                (self.parts())
            }
        }
    }

    /// The drawing as a file of its own.
    pub(in crate::report) fn svg(&self) -> String {
        const WIDE: usize = 720;
        let body = html! { svg x="20" y="56" width=(WIDE - 40) height=(HEIGHT) { (self.parts()) } };
        file(&Drawing {
            title: self.title,
            described: &format!("{} {}", self.about, self.described()),
            about: self.about,
            width: WIDE,
            height: HEIGHT + 68,
            body,
        })
    }

    fn parts(&self) -> Markup {
        let places: Vec<_> = (0..self.points.len()).map(|at| self.across(at)).collect();
        let is_many = places.len() > MANY;
        html! {
            @for grid in [0, 50, 100] {
                @let y = down(Share::new(grid, 100));
                line.grid x1="7%" x2="100%" y1=(y) y2=(y) {}
                text.number x="5.5%" y=(y + 4) text-anchor="end" { (grid) }
            }
            @if let Some(ready_at) = self.asked {
                line.asked x1="7%" x2="100%" y1=(down(ready_at)) y2=(down(ready_at)) stroke-dasharray="6 4" {}
                text.asked x="7.5%" y=(down(ready_at) - 6) { "asked " (asked(ready_at)) }
            }
            @for (at, (_, span)) in self.points.iter().enumerate() {
                @let x = percent_of(places[at]);
                @if span.high > span.low {
                    line.range x1=(x) x2=(x) y1=(down(span.low)) y2=(down(span.high)) {}
                }
            }
            @for (at, pair) in self.points.windows(2).enumerate() {
                line.course x1=(percent_of(places[at])) x2=(percent_of(places[at + 1]))
                    y1=(down(pair[0].1.low)) y2=(down(pair[1].1.low)) {}
            }
            @for (at, (_, span)) in self.points.iter().enumerate() {
                @if !is_many || self.is_end(at) {
                    circle.point cx=(percent_of(places[at])) cy=(down(span.low)) r="4.5" {}
                }
                @if self.is_end(at) { (self.label(at, places[at])) }
            }
        }
    }

    fn is_end(&self, at: usize) -> bool {
        at == 0 || at + 1 == self.points.len()
    }

    /// The day below and the number above a point at an end.
    fn label(&self, at: usize, place: Share) -> Markup {
        let (on, span) = self.points[at];
        let anchor = match at {
            _ if self.points.len() == 1 => "middle",
            0 => "start",
            _ => "end",
        };
        let x = percent_of(place);
        html! {
            text.value x=(x) y=(down(span.high) - 10) text-anchor=(anchor) { (range(span)) }
            text.day x=(x) y=(BOTTOM + 22) text-anchor=(anchor) { (on) }
        }
    }

    /// How far across a point stands: by its day, or one after the other where all are of one day.
    fn across(&self, at: usize) -> Share {
        const LEFT: i128 = 10;
        const RIGHT: i128 = 97;
        let days = |from: Date, to: Date| i128::from(from.until(to).map_or(0, |span| span.get_days()));
        let (first, last) = (self.points[0].0, self.points[self.points.len() - 1].0);
        let part = match (days(first, last), self.points.len()) {
            (_, 1) => Share::new(1, 2),
            (0, n) => Share::new(as_integer(at), as_integer(n - 1)),
            (all, _) => Share::new(days(first, self.points[at].0), all),
        };
        Share::new(LEFT, 100) + part * Share::new(RIGHT - LEFT, 100)
    }
}

fn as_integer(n: usize) -> i128 {
    i128::try_from(n).unwrap_or(i128::MAX)
}

fn percent_of(place: Share) -> String {
    along(place) + "%"
}

/// How far down a share lies, in pixels.
fn down(share: Share) -> i128 {
    BOTTOM - (share * (BOTTOM - TOP)).round().to_integer()
}
