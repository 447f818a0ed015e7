//! The one place that rounds.
//!
//! Scores are exact until here. A whole number of points is only said where it is reached, so that nobody reads `80`
//! below a bar of 80; points of single requirements and percentages are rounded to tenths, the half away from zero.
//! Neither says nothing where there is something, or all where something is missing.

use num_rational::Ratio;

use crate::plan::HoursRange;
use crate::rubric::{Hours, Share};
use crate::score::Span;

/// Readiness in whole points of 100 that are reached: 74.9 is 74, and anything above nothing is at least 1.
pub fn whole(share: Share) -> i128 {
    let points = (share * 100).floor().to_integer();
    if points == 0 && share > Share::default() { 1 } else { points }
}

/// A range of readiness, such as `74 to 80`, or one number where both ends are the same to the eye.
pub fn range(span: Span) -> String {
    let (low, high) = (whole(span.low), whole(span.high));
    if low == high { low.to_string() } else { format!("{low} to {high}") }
}

/// The same, or `unknown` where nothing that is asked applies.
pub fn range_or_unknown(readiness: Option<Span>) -> String {
    readiness.map_or_else(|| "unknown".to_owned(), range)
}

/// Points of 100 with one decimal, such as `6.9`.
pub fn points(share: Share) -> String {
    let tenths = tenths(share);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Two parts of 100 as [`points`] has them, and the rest as what these leave, so that on paper too they make 100.
pub fn parts_of(parts: [Share; 2]) -> [String; 3] {
    let [one, other] = parts.map(tenths);
    let written = |tenths: i128| format!("{}.{}", tenths / 10, tenths % 10);
    [written(one), written(other), written((1000 - one - other).max(0))]
}

/// Points of 100 without an empty decimal, such as `80` or `82.5`.
pub fn percent(share: Share) -> String {
    points(share).trim_end_matches(".0").to_owned()
}

/// Tenths of a point, from 0 to 1000.
fn tenths(share: Share) -> i128 {
    match (share * 1000).round().to_integer() {
        0 if share > Share::default() => 1,
        1000 if share < Ratio::from_integer(1) => 999,
        tenths => tenths,
    }
}

/// A change of readiness in points of 100 with its sign, such as `+6.9`, `-0.5` or `0`.
pub fn change(share: Share) -> String {
    match share.cmp(&Share::default()) {
        std::cmp::Ordering::Greater => format!("+{}", percent(share)),
        std::cmp::Ordering::Less => format!("-{}", percent(-share)),
        std::cmp::Ordering::Equal => "0".to_owned(),
    }
}

/// A share as hundredths of a percent, such as `74.54`: how far along a drawing it lies.
pub fn along(share: Share) -> String {
    let hundredths = (share * 10_000).round().to_integer();
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// What lies between levels of readiness, in points with sign and decimal, such as `+6.9` or `-0.5`. The levels are
/// rounded, not what lies between them, so that on paper too they lead from the first to the last.
pub fn climbs(levels: &[Share]) -> Vec<String> {
    let climb = |pair: &[Share]| {
        let climbed = tenths(pair[1]) - tenths(pair[0]);
        let sign = match pair[1].cmp(&pair[0]) {
            std::cmp::Ordering::Greater => "+",
            std::cmp::Ordering::Less => "-",
            std::cmp::Ordering::Equal => "",
        };
        format!("{sign}{}.{}", climbed.abs() / 10, climbed.abs() % 10)
    };
    levels.windows(2).map(climb).collect()
}

/// A share as a fraction in lowest terms: `3/4`, `1`.
pub fn fraction(share: Share) -> String {
    share.to_string()
}

/// A share as the nearest number a machine can hold.
#[expect(clippy::cast_precision_loss, reason = "that is the nearest number")]
pub fn exact(share: Share) -> f64 {
    *share.numer() as f64 / *share.denom() as f64
}

/// Hours, exact in quarters: `8 h`, `6.5 h`.
pub fn hours(hours: Hours) -> String {
    format!("{} h", hours.get())
}

/// The hours that something will take four times in five: `22 to 88 h`, or one number where both ends are the same to the
/// eye.
pub fn hours_between(HoursRange { low, high }: HoursRange) -> String {
    let (low, high) = (format!("{low:.0}"), format!("{high:.0}"));
    if low == high { format!("{low} h") } else { format!("{low} to {high} h") }
}

/// A sum of money in whole units with marks at the thousands: `110,000`.
pub fn money(sum: f64) -> String {
    let digits = format!("{sum:.0}");
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |digits| ("-", digits));
    let mut marked = String::from(sign);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at) % 3 == 0 && digit.is_ascii_digit() {
            marked.push(',');
        }
        marked.push(digit);
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(part: i128, whole: i128) -> Share {
        Share::new(part, whole)
    }

    #[test]
    fn a_whole_point_is_only_said_when_it_is_reached() {
        assert_eq!(whole(share(7999, 10_000)), 79);
        assert_eq!(whole(share(8, 10)), 80);
        assert_eq!(whole(share(9999, 10_000)), 99);
        assert_eq!(whole(share(1, 1000)), 1);
        assert_eq!(whole(share(0, 1)), 0);
        assert_eq!(whole(share(1, 1)), 100);
    }

    #[test]
    fn parts_make_the_whole_on_paper() {
        let third = share(1, 3);
        assert_eq!(parts_of([third, third]), ["33.3", "33.3", "33.4"]);
        assert_eq!(parts_of([share(74_550, 100_000), Share::default()]), ["74.6", "0.0", "25.4"]);
        assert_eq!(parts_of([share(1, 1), Share::default()]), ["100.0", "0.0", "0.0"]);
    }

    #[test]
    fn tenths_round_the_half_away_from_zero_but_never_to_nothing_or_all() {
        assert_eq!(points(share(645, 10_000)), "6.5");
        assert_eq!(points(share(6_449, 100_000)), "6.4");
        assert_eq!(points(share(1, 100_000)), "0.1");
        assert_eq!(points(share(0, 1)), "0.0");
        assert_eq!(points(share(99_999, 100_000)), "99.9");
        assert_eq!(percent(share(1, 1)), "100");
        assert_eq!(percent(share(17, 20)), "85");
        assert_eq!(percent(share(33, 40)), "82.5");
        assert_eq!([share(0, 1), share(2, 3), share(1, 1)].map(along), ["0.00", "66.67", "100.00"]);
    }

    #[test]
    fn climbs_lead_from_the_first_level_to_the_last() {
        // Each third rounded by itself would make 99.9.
        let thirds = [share(0, 1), share(1, 3), share(2, 3), share(1, 1)];
        assert_eq!(climbs(&thirds), ["+33.3", "+33.4", "+33.3"]);
        assert_eq!(climbs(&[share(1, 2), share(1, 2), share(4, 10), share(40_001, 100_000)]), ["0.0", "-10.0", "+0.0"]);
    }

    #[test]
    fn ranges_hours_and_money() {
        let span = |low, high| Span { low, high };
        assert_eq!(range(span(share(161, 216), share(173, 216))), "74 to 80");
        assert_eq!(range(span(share(4, 5), share(4, 5))), "80");
        assert_eq!(hours(Hours::from_quarters(26)), "6.5 h");
        assert_eq!(hours(Hours::from_quarters(32)), "8 h");
        assert_eq!(money(110_000.0), "110,000");
        assert_eq!(money(999.6), "1,000");
        assert_eq!(money(-1500.0), "-1,500");
    }
}
