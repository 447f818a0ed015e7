//! How large a change is, and which version says so.

/// How large a change is, and which of a version's three numbers says so.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Bump {
    /// The third number: something reads otherwise.
    Patch,
    /// The second: something else is asked, or counts otherwise.
    Minor,
    /// The first: answers lose their place or their meaning.
    Major,
}

impl Bump {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The least version after this one that says so; none after the last number that there is.
    pub(super) fn after(self, [major, minor, patch]: [u64; 3]) -> Option<[u64; 3]> {
        Some(match self {
            Self::Patch => [major, minor, patch.checked_add(1)?],
            Self::Minor => [major, minor.checked_add(1)?, 0],
            Self::Major => [major.checked_add(1)?, 0, 0],
        })
    }
}

/// The three numbers that a version is, if it is three numbers.
pub(super) fn numbers(version: &str) -> Option<[u64; 3]> {
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?;
    let numbers: Vec<u64> = version.split('.').map(number).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_numbers_are_compared() {
        assert_eq!(numbers("1.20.300"), Some([1, 20, 300]));
        for other in
            ["", "1", "1.2", "1.2.3.4", "1.2.x", "1.2.+3", "1.2.", "v1.2.3", "1.2.3-rc1", "1.2.99999999999999999999"]
        {
            assert_eq!(numbers(other), None, "{other}");
        }
    }

    #[test]
    fn the_next_version_of_a_size_is_the_least_that_says_so() {
        assert_eq!(Bump::Patch.after([1, 2, 3]), Some([1, 2, 4]));
        assert_eq!(Bump::Minor.after([1, 2, 3]), Some([1, 3, 0]));
        assert_eq!(Bump::Major.after([1, 2, 3]), Some([2, 0, 0]));
        assert_eq!(Bump::Major.after([u64::MAX, 0, 0]), None);
    }
}
