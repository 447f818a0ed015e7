//! Hours, in quarters.

/// Working hours, exact in quarters of an hour.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Hours(u64);

impl Hours {
    /// So many quarters of an hour.
    pub const fn from_quarters(quarters: u64) -> Self {
        Self(quarters)
    }

    /// The hours in quarters of an hour.
    pub const fn quarters(self) -> u64 {
        self.0
    }

    /// The hours as a number, exact up to 2^51.
    #[expect(clippy::cast_precision_loss, reason = "sums of checked hours stay far below 2^53 quarters")]
    pub const fn get(self) -> f64 {
        self.0 as f64 / 4.0
    }
}

impl std::ops::Add for Hours {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::iter::Sum for Hours {
    fn sum<I: Iterator<Item = Self>>(hours: I) -> Self {
        hours.fold(Self::default(), std::ops::Add::add)
    }
}
