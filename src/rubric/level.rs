//! Levels and the scale they stand on.

use std::fmt;

/// A step of a rubric's scale: 0 means none. A level off its scale cannot be had from outside this crate: it comes from
/// [`Scale::level`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Level(u8);

impl Level {
    /// The level that every scale begins with.
    pub const NONE: Self = Self(0);

    /// The highest level that a scale can have.
    pub const HIGHEST: Self = Self(11);

    pub(crate) const fn new(level: u8) -> Self {
        Self(level)
    }

    /// The level as a number, 0 to 11.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// How many levels `self` is above `other`, 0 if it is not.
    pub const fn above(self, other: Self) -> u8 {
        self.0.saturating_sub(other.0)
    }

    /// The level before this one; none stays none.
    #[must_use]
    pub const fn below(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The levels above `self`, up to and with `top`: the steps that lead there.
    pub fn up_to(self, top: Self) -> impl DoubleEndedIterator<Item = Self> {
        (self.0 + 1..=top.0).map(Self)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The name of a level and what it means on any skill.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LevelName {
    /// For example `Guided`.
    pub name: String,
    /// For example `I did it with help.`
    pub meaning: Option<String>,
}

/// The ordered levels of a rubric, 2 to 12 of them, the first of which means none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scale(Vec<LevelName>);

impl Scale {
    /// Fewest and most levels that a scale may have.
    pub const SIZES: std::ops::RangeInclusive<usize> = 2..=Level::HIGHEST.0 as usize + 1;

    pub(crate) fn new(names: Vec<LevelName>) -> Self {
        debug_assert!(Self::SIZES.contains(&names.len()), "the check refuses other sizes");
        Self(names)
    }

    /// The highest level.
    pub fn max(&self) -> Level {
        Level(u8::try_from(self.0.len().saturating_sub(1)).expect("at most 12 levels"))
    }

    /// The level with this number, if the scale has it.
    pub fn level(&self, number: i64) -> Option<Level> {
        u8::try_from(number).ok().map(Level).filter(|level| *level <= self.max())
    }

    /// All levels, 0 first, each with its name.
    pub fn levels(&self) -> impl DoubleEndedIterator<Item = (Level, &LevelName)> {
        (0..).map(Level).zip(&self.0).collect::<Vec<_>>().into_iter()
    }

    /// The name of a level of this scale.
    pub fn name(&self, level: Level) -> &str {
        &self.0[usize::from(level.0)].name
    }

    /// What a level of this scale means on any skill.
    pub fn meaning(&self, level: Level) -> Option<&str> {
        self.0[usize::from(level.0)].meaning.as_deref()
    }
}
