//! The values of a rubric file that are no tables, each with its bounds.

use serde::{Serialize, Serializer};

/// The name that files and commands use for a thing: a-z, 0-9 and -, not - first, at most 64 characters.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(transparent)]
pub(super) struct Id<'r>(
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9][a-z0-9-]*$"), length(max = 64)))] &'r str,
);

impl<'r> Id<'r> {
    pub(super) fn of(id: &'r crate::rubric::Id) -> Self {
        Self(id.as_str())
    }
}

/// A text with at least one character that is no space.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(transparent)]
pub(super) struct Text<'r>(#[cfg_attr(test, schemars(regex(pattern = r"\S")))] pub(super) &'r str);

/// A text that may have several lines, and may be empty.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(transparent)]
pub(super) struct Anchor<'r>(pub(super) &'r str);

/// Whole weeks, 0 for no bound.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(transparent)]
pub(super) struct Weeks(#[cfg_attr(test, schemars(range(max = 520)))] pub(super) u32);

/// A level from 1 to the highest of the scale.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(transparent)]
pub(super) struct Level(#[cfg_attr(test, schemars(range(min = 1, max = 11)))] u8);

impl Level {
    pub(super) fn of(level: crate::rubric::Level) -> Self {
        Self(level.get())
    }
}

/// Hours above 0, in quarter hours.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(transparent)]
pub(super) struct Hours(
    #[cfg_attr(test, schemars(range(max = 100_000), extend("exclusiveMinimum" = 0, "multipleOf" = 0.25)))] Number,
);

impl Hours {
    pub(super) fn of(hours: crate::rubric::Hours) -> Self {
        Self(Number(hours.get()))
    }
}

/// A number that is written without a fraction where it has none.
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
pub(super) struct Number(pub(super) f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "whole and within the exact range")]
            return serializer.serialize_i64(self.0 as i64);
        }
        serializer.serialize_f64(self.0)
    }
}

/// What is meant where a key is left out. The reader knows it itself; a test holds both together.
#[cfg(test)]
pub(super) mod defaults {
    pub(in super::super) fn language() -> &'static str {
        "en"
    }

    pub(in super::super) fn kind() -> &'static str {
        "technical"
    }

    pub(in super::super) fn one() -> u8 {
        1
    }

    pub(in super::super) fn ready_at() -> f64 {
        0.85
    }
}
