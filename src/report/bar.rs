//! Bars: how much is there, how much may be there, how much is missing.

use super::Style;
use crate::rubric::Share;
use crate::score::Span;

/// A bar of so many cells: reached, then what missing answers leave open, then missing. A bar is full only where all is
/// reached, and empty only where nothing is.
pub(super) fn bar(span: Span, cells: usize, unicode: bool) -> String {
    let [reached, open, missing] = if unicode { ["█", "▒", "░"] } else { ["#", "+", "."] };
    let low = filled(span.low, cells);
    let high = filled(span.high, cells).max(low);
    [reached.repeat(low), open.repeat(high - low), missing.repeat(cells - high)].concat()
}

/// What the three parts of a bar mean.
pub(super) fn legend(style: Style) -> &'static str {
    if style.unicode {
        "█ reached  ▒ not answered yet  ░ missing"
    } else {
        "# reached  + not answered yet  . missing"
    }
}

fn filled(share: Share, cells: usize) -> usize {
    let all = i128::try_from(cells).unwrap_or(i128::MAX);
    let filled = usize::try_from((share * all).round().to_integer()).unwrap_or(0).min(cells);
    if filled == 0 && share > Share::default() {
        1.min(cells)
    } else if filled == cells && share < Share::from_integer(1) {
        cells.saturating_sub(1)
    } else {
        filled
    }
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
    }
}
