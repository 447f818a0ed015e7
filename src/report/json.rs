//! What the JSON of several reports has in common: how it is written, and the shapes that stand in more than one.

use serde::Serialize;

use super::Name;
use super::number::exact;
use crate::assessment::Edition;
use crate::rubric::Share;
use crate::score::estimate::Estimate;
use crate::score::{Bounds, Span, Standing};

/// A value as indented JSON with a final newline. Hidden characters are escaped, so that the value stays and no terminal
/// acts on it.
pub(super) fn text(value: &impl Serialize) -> String {
    let written = serde_json::to_string_pretty(value).expect("own structs of numbers and texts can be written") + "\n";
    if written.chars().all(|c| c == '\n' || !crate::clean::is_hidden(c)) {
        return written;
    }
    let mut escaped = String::with_capacity(written.len() + 16);
    for c in written.chars() {
        if c == '\n' || !crate::clean::is_hidden(c) {
            escaped.push(c);
        } else {
            escaped.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    escaped
}

/// The ids of some things.
pub(super) fn ids(names: &[Name]) -> Vec<&str> {
    names.iter().map(|name| name.id.as_str()).collect()
}

/// A share as points of 100.
pub(super) fn points(share: Share) -> f64 {
    exact(share * 100)
}

/// True if a requirement is surely met, false if it surely is not.
pub(super) const fn met(standing: Standing) -> Option<bool> {
    match standing {
        Standing::Met => Some(true),
        Standing::Gap => Some(false),
        Standing::Open | Standing::Dropped => None,
    }
}

/// An edition of a rubric.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct EditionJson<'a> {
    /// The rubric's id.
    id: &'a str,
    /// Its version.
    version: &'a str,
    /// The SHA-256 of its JSON.
    digest: &'a str,
}

impl<'a> From<&'a Edition> for EditionJson<'a> {
    fn from(edition: &'a Edition) -> Self {
        Self { id: edition.id.as_str(), version: &edition.version, digest: &edition.digest }
    }
}

/// What a target asks something of: a skill or a group.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct SubjectJson<'a> {
    /// The id of the skill; absent for a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    skill: Option<&'a str>,
    /// The id of the group; absent for a skill.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
}

impl<'a> SubjectJson<'a> {
    pub(super) fn new(id: &'a str, is_group: bool) -> Self {
        let (skill, group) = if is_group { (None, Some(id)) } else { (Some(id), None) };
        Self { skill, group }
    }
}

/// A range of shares, 0 to 1.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct SpanJson {
    /// The low end: every missing answer at its lowest possible level.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    low: f64,
    /// The high end: every missing answer at its highest possible level.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    high: f64,
}

impl From<Span> for SpanJson {
    fn from(span: Span) -> Self {
        Self { low: exact(span.low), high: exact(span.high) }
    }
}

/// A range of shares by a model, 0 to 1, in thousandths.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct EstimateJson {
    /// With nine in ten chances at least this.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    low: f64,
    /// With nine in ten chances at most this.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    high: f64,
}

impl From<&Estimate> for EstimateJson {
    fn from(estimate: &Estimate) -> Self {
        let thousandths = |share: f64| (share * 1000.0).round() / 1000.0;
        Self { low: thousandths(estimate.low), high: thousandths(estimate.high) }
    }
}

/// A range of levels.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct BoundsJson {
    /// The lowest possible level.
    low: u8,
    /// The highest possible level.
    high: u8,
}

impl From<Bounds> for BoundsJson {
    fn from(bounds: Bounds) -> Self {
        Self { low: bounds.low.get(), high: bounds.high.get() }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use proptest::prelude::*;

    proptest! {
        #[test]
        fn json_shows_nothing_hidden_and_keeps_every_text(text in any::<String>(), hidden in "[\u{202e}\u{e0041}\n\u{9b}]*") {
            let text = text + &hidden;
            let written = super::text(&[&text]);
            prop_assert!(written.chars().all(|c| c == '\n' || !crate::clean::is_hidden(c)));
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(&written).unwrap(), vec![text]);
        }
    }
}
