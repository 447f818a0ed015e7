//! Bars: how much is there, how much may be there, how much is missing.

use super::Style;
use super::number::{Tenths, reached};
use crate::rubric::Share;
use crate::score::Span;

/// A bar of so many cells: reached, then what missing answers leave open, then missing. A cell is reached where the figure
/// beside the bar reaches its end, so that no bar is longer than its figure; only the first is there as soon as the figure
/// is above nothing.
pub(super) fn bar(span: Span, cells: usize, unicode: bool) -> String {
    let [reached, open, missing] = if unicode { ["█", "▒", "░"] } else { ["#", "+", "."] };
    let low = filled(span.low, cells);
    let high = filled(span.high, cells).max(low);
    [reached.repeat(low), open.repeat(high - low), missing.repeat(cells - high)].concat()
}

/// The part of a bar of so many cells that lies between two shares, whichever is the greater; blanks before it. It is
/// never nothing where they differ.
pub(super) fn stretch(one: Share, other: Share, cells: usize, unicode: bool) -> String {
    let [low, high] = [one.min(other), one.max(other)].map(|share| rounded(share, cells));
    let drawn = (high - low).max(usize::from(one != other));
    let before = low.min(cells - drawn.min(cells));
    [" ".repeat(before), if unicode { "█" } else { "#" }.repeat(drawn)].concat()
}

/// What the three parts of a bar mean.
pub(super) fn legend(style: Style) -> &'static str {
    if style.unicode {
        "█ reached  ▒ not answered yet  ░ missing"
    } else {
        "# reached  + not answered yet  . missing"
    }
}

fn filled(readiness: Share, cells: usize) -> usize {
    let figure = reached(readiness);
    let filled = whole((figure.share() * integer(cells)).floor(), cells);
    filled.max(usize::from(figure > Tenths::NONE)).min(cells)
}

fn rounded(share: Share, cells: usize) -> usize {
    whole((share * integer(cells)).round(), cells)
}

fn whole(share: Share, most: usize) -> usize {
    usize::try_from(share.to_integer()).unwrap_or(0).min(most)
}

fn integer(n: usize) -> i128 {
    i128::try_from(n).unwrap_or(i128::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_full_and_empty_only_at_the_ends() {
        let drawn = |low: (i128, i128), high: (i128, i128)| {
            bar(Span { low: Share::new(low.0, low.1), high: Share::new(high.0, high.1) }, 10, false)
        };
        assert_eq!(drawn((1, 2), (7, 10)), "#####++...");
        assert_eq!(drawn((1, 1000), (1, 1000)), "#.........");
        assert_eq!(drawn((999, 1000), (1, 1)), "#########+");
        assert_eq!(drawn((0, 1), (0, 1)), "..........");
        assert_eq!(drawn((1, 1), (1, 1)), "##########");
        assert_eq!(drawn((799, 1000), (7999, 10_000)), "#######...");
    }

    #[test]
    fn stretches_lie_where_they_belong_and_are_never_nothing() {
        let drawn = |one: (i128, i128), other: (i128, i128)| {
            stretch(Share::new(one.0, one.1), Share::new(other.0, other.1), 10, false)
        };
        assert_eq!(drawn((1, 2), (7, 10)), "     ##");
        assert_eq!(drawn((7, 10), (1, 2)), "     ##");
        assert_eq!(drawn((1, 2), (51, 100)), "     #");
        assert_eq!(drawn((999, 1000), (1, 1)), "         #");
        assert_eq!(drawn((1, 2), (1, 2)), "     ");
    }
}
