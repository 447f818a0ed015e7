//! The values of a rubric file that are no tables, each with its bounds.

use serde::{Serialize, Serializer};

/// The name that files and commands use for a thing: a-z, 0-9 and -, not - first, at most 64 characters.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Id<'r>(&'r str);

impl<'r> Id<'r> {
    pub(super) fn of(id: &'r crate::rubric::Id) -> Self {
        Self(id.as_str())
    }
}

/// A text with at least one character that is no space.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Text<'r>(pub(super) &'r str);

/// A level from 1 to the highest of the scale.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Level(u8);

impl Level {
    pub(super) fn of(level: crate::rubric::Level) -> Self {
        Self(level.get())
    }
}

/// Hours above 0, in quarter hours.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Hours(Number);

impl Hours {
    pub(super) fn of(hours: crate::rubric::Hours) -> Self {
        Self(Number(hours.get()))
    }
}

/// A number that is written without a fraction where it has none.
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
