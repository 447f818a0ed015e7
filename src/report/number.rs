//! The one place that rounds.
//!
//! Scores are exact until here. Readiness is printed in tenths of a point that are reached, so that nobody reads `80` where
//! 80 is not reached. What lies between two figures is the difference of the two as they are printed, and of parts that make
//! a whole the tenths are dealt out so that they make it on paper too: no page can disagree with itself, because nothing
//! else prints a difference or a part.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

use num_rational::Ratio;

use crate::plan::HoursRange;
use crate::rubric::{Hours, Share};
use crate::score::{RequirementScore, Scorecard, Span, Standing};

/// A figure as it is printed: points of 100 in tenths, such as `74.5`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Tenths(i128);

impl Tenths {
    /// All there is: 100.0.
    pub const ALL: Self = Self(1000);
    /// Nothing: 0.0.
    pub const NONE: Self = Self(0);

    /// What the figure says, as a share: what is drawn beside a figure is as long as the figure.
    pub fn share(self) -> Share {
        Share::new(self.0, 1000)
    }

    /// With its sign, as a change: `+6.9`, `-0.5`, `0.0`.
    pub fn signed(self) -> String {
        if self > Self::NONE { format!("+{self}") } else { self.to_string() }
    }

    /// The way it goes, as a change: `6.9 up`, `0.5 down`; none where it goes nowhere.
    pub fn way(self) -> Option<String> {
        match self.cmp(&Self::NONE) {
            std::cmp::Ordering::Greater => Some(format!("{self} up")),
            std::cmp::Ordering::Less => Some(format!("{} down", -self)),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Whether a change of so much can be noise: under 6 points, up or down.
    pub fn is_noise(self) -> bool {
        self.0.abs() < 60
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        f.pad(&format!("{sign}{}.{}", self.0.abs() / 10, self.0.abs() % 10))
    }
}

impl Add for Tenths {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Tenths {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Tenths {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Tenths {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::NONE, Add::add)
    }
}

/// Readiness as it is printed: the tenths that are reached, so 74.99 is `74.9`.
pub fn reached(readiness: Share) -> Tenths {
    Tenths((readiness * 1000).floor().to_integer())
}

/// The widest [`range`].
pub const RANGE: &str = "100.0 to 100.0";

/// A range of readiness, such as `74.5 to 80.0`, or one number where both ends are the same to the eye.
pub fn range(span: Span) -> String {
    let (low, high) = (reached(span.low), reached(span.high));
    if low == high { low.to_string() } else { format!("{low} to {high}") }
}

/// The same, or `unknown` where nothing that is asked applies.
pub fn range_or_unknown(readiness: Option<Span>) -> String {
    readiness.map_or_else(|| "unknown".to_owned(), range)
}

/// How far readiness goes from one to another, as both are printed.
pub fn difference(from: Share, to: Share) -> Tenths {
    reached(to) - reached(from)
}

/// How far it goes from each level of readiness to the next, so that on paper too they lead from the first to the last.
pub fn climbs(levels: &[Share]) -> Vec<Tenths> {
    levels.windows(2).map(|pair| difference(pair[0], pair[1])).collect()
}

/// Parts of a whole, each a tenth at most from what it is, so that on paper they make the whole, and a smaller part is
/// never printed as the larger one. The whole is the parts together, to less than a tenth.
pub fn dealt(whole: Tenths, parts: &[Share]) -> Vec<Tenths> {
    let mut dealt: Vec<_> = parts.iter().map(|part| reached(*part)).collect();
    let left = whole - dealt.iter().copied().sum();
    let rest = |at: &usize| parts[*at] - dealt[*at].share();
    let mut order: Vec<_> = (0..parts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(rest(at)));
    for at in order.into_iter().take(usize::try_from(left.0).unwrap_or(0)) {
        dealt[at] = dealt[at] + Tenths(1);
    }
    dealt
}

/// The 100 points of a target as they are printed: what is reached, and what each requirement misses.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hundred {
    /// The low end of readiness.
    pub reached: Tenths,
    /// What is missing of requirements that are surely not met.
    pub gaps: Tenths,
    /// What is missing of those that answers leave open.
    pub open: Tenths,
    /// What each requirement misses, in the order of the target.
    pub each: Vec<Tenths>,
}

impl Hundred {
    /// Those of a scorecard; all nothing where nothing applies.
    pub fn of(card: &Scorecard) -> Self {
        let mut each = vec![Tenths::NONE; card.requirements.len()];
        let Some(readiness) = card.readiness else { return Self { each, ..Self::default() } };
        let of = |standing: Standing| -> Vec<usize> {
            (0..each.len()).filter(|at| card.requirements[*at].standing() == standing).collect()
        };
        let (open_at, gaps_at) = (of(Standing::Open), of(Standing::Gap));
        let missing = |at: &[usize]| -> Vec<Share> { at.iter().map(|at| card.requirements[*at].missing).collect() };
        let with_open = readiness.low + missing(&open_at).iter().sum::<Share>();
        let (open, gaps) = (difference(readiness.low, with_open), Tenths::ALL - reached(with_open));
        for (at, whole) in [(open_at, open), (gaps_at, gaps)] {
            for (at, part) in at.iter().zip(dealt(whole, &missing(&at))) {
                each[*at] = part;
            }
        }
        Self { reached: reached(readiness.low), gaps, open, each }
    }

    /// What one of the scorecard's requirements misses.
    pub fn of_requirement(&self, card: &Scorecard, scored: &RequirementScore) -> Tenths {
        let at = card.requirements.iter().position(|other| other.requirement.subject == scored.requirement.subject);
        at.map(|at| self.each[at]).unwrap_or_default()
    }
}

/// Readiness in whole points of 100 that are reached: 74.9 is 74.
pub fn whole(share: Share) -> i128 {
    (share * 100).floor().to_integer()
}

/// What a target asks for, exactly, so that no readiness below it is printed as that: `85`, `82.5`.
pub fn asked(ready_at: Share) -> String {
    // a target's share has nine places at most
    const PLACES: usize = 7;
    let points = (ready_at * 1_000_000_000).round().to_integer();
    let decimals = format!("{:0PLACES$}", points % 10_000_000);
    let decimals = decimals.trim_end_matches('0');
    let whole = points / 10_000_000;
    if decimals.is_empty() { whole.to_string() } else { format!("{whole}.{decimals}") }
}

/// Points of 100 of a single thing with one decimal, such as `6.9`, rounded to the nearest tenth: never nothing where there
/// is something, or all where something is missing.
pub fn points(share: Share) -> String {
    tenths(share).to_string()
}

/// The same without an empty decimal, such as `80` or `82.5`.
pub fn percent(share: Share) -> String {
    points(share).trim_end_matches(".0").to_owned()
}

fn tenths(share: Share) -> Tenths {
    Tenths(match (share * 1000).round().to_integer() {
        0 if share > Share::default() => 1,
        1000 if share < Ratio::from_integer(1) => 999,
        tenths => tenths,
    })
}

/// A share as hundredths of a percent, such as `74.54`: how far along a drawing it lies.
pub fn along(share: Share) -> String {
    let hundredths = (share * 10_000).round().to_integer();
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
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
    use proptest::prelude::*;

    use super::*;

    fn share(part: i128, whole: i128) -> Share {
        Share::new(part, whole)
    }

    #[test]
    fn a_tenth_is_only_said_when_it_is_reached() {
        let said = |part, whole| reached(share(part, whole)).to_string();
        assert_eq!([said(7999, 10_000), said(8, 10), said(99_999, 100_000)], ["79.9", "80.0", "99.9"]);
        assert_eq!([said(1, 10_000), said(0, 1), said(1, 1)], ["0.0", "0.0", "100.0"]);
        assert_eq!([whole(share(7999, 10_000)), whole(share(8, 10)), whole(share(1, 1000))], [79, 80, 0]);
    }

    #[test]
    fn what_is_asked_is_said_exactly() {
        let said = |billionths| asked(share(billionths, 1_000_000_000));
        assert_eq!([said(850_000_000), said(825_000_000), said(1_000_000_000)], ["85", "82.5", "100"]);
        assert_eq!([said(833_333_333), said(1), said(799_990_000)], ["83.3333333", "0.0000001", "79.999"]);
    }

    #[test]
    fn a_difference_is_that_of_the_two_figures() {
        let then = share(7049, 10_000);
        assert_eq!(difference(then, share(7300, 10_000)).way().as_deref(), Some("2.6 up"));
        assert_eq!(difference(then, share(7300, 10_000)).signed(), "+2.6");
        assert_eq!(difference(share(7300, 10_000), then).way().as_deref(), Some("2.6 down"));
        assert_eq!(difference(share(7300, 10_000), then).signed(), "-2.6");
        assert_eq!(
            (difference(then, share(704, 1000)).way(), difference(then, then).signed()),
            (None, "0.0".to_owned())
        );
    }

    #[test]
    fn parts_make_the_whole_on_paper() {
        let third = share(1, 3);
        let said = |whole, parts: &[Share]| dealt(whole, parts).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(said(Tenths::ALL, &[third, third, third]), ["33.4", "33.3", "33.3"]);
        assert_eq!(said(Tenths(255), &[share(553, 10_000), share(1992, 10_000)]), ["5.6", "19.9"]);
        assert_eq!(said(Tenths::NONE, &[]), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn dealt_parts_make_the_whole_and_keep_their_order(
            parts in proptest::collection::vec((0..2000_i128, 1..97_i128), 0..12), from in (0..1000_i128, 1..997_i128),
        ) {
            let parts: Vec<_> = parts.into_iter().map(|(part, whole)| share(part, whole * 700)).collect();
            let from = share(from.0, from.1);
            let whole = difference(from, from + parts.iter().sum::<Share>());
            let dealt = dealt(whole, &parts);
            prop_assert_eq!(dealt.iter().copied().sum::<Tenths>(), whole);
            for (part, said) in parts.iter().zip(&dealt) {
                prop_assert!((*part).max(said.share()) - (*part).min(said.share()) < share(1, 1000));
                for (other, other_said) in parts.iter().zip(&dealt) {
                    prop_assert!(part <= other || said >= other_said);
                }
            }
        }
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
        let said = |levels: &[Share]| climbs(levels).into_iter().map(Tenths::signed).collect::<Vec<_>>();
        assert_eq!(said(&[share(0, 1), share(1, 3), share(2, 3), share(1, 1)]), ["+33.3", "+33.3", "+33.4"]);
        assert_eq!(said(&[share(1, 2), share(1, 2), share(4, 10), share(40_001, 100_000)]), ["0.0", "-10.0", "0.0"]);
    }

    #[test]
    fn ranges_hours_and_money() {
        let span = |low, high| Span { low, high };
        assert_eq!(range(span(share(161, 216), share(173, 216))), "74.5 to 80.0");
        assert_eq!(range(span(share(4, 5), share(4, 5))), "80.0");
        assert_eq!(hours(Hours::from_quarters(26)), "6.5 h");
        assert_eq!(hours(Hours::from_quarters(32)), "8 h");
        assert_eq!(money(110_000.0), "110,000");
        assert_eq!(money(999.6), "1,000");
        assert_eq!(money(-1500.0), "-1,500");
    }
}
