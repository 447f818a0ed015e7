//! Random numbers that are the same for ever.
//!
//! By hand, not by a crate: what is asked next and what a report says must not change with an update of a dependency, few
//! crates promise that, and none of them for normal variates. These are two published formulas: `SplitMix64` (Steele, Lea &
//! Flood 2014), seeded by the FNV-1a hash of a name, and the Box-Muller transform.

use std::f64::consts::TAU;

/// Random numbers that belong to a name; those of other names have nothing to do with them.
#[derive(Debug)]
pub(super) struct Stream(u64);

impl Stream {
    /// The stream of a thing, by the word for its kind and its id.
    pub(super) fn of(kind: &str, id: &str) -> Self {
        let bytes = kind.bytes().chain([0]).chain(id.bytes());
        Self(bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
    }

    /// Sixty-four random bits.
    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to and without 1.
    pub(super) fn share(&mut self) -> f64 {
        // 52 random bits behind the point of a number from 1 to 2
        f64::from_bits(1.0_f64.to_bits() | self.bits() >> 12) - 1.0
    }

    /// So many standard normal numbers; an even number of them.
    pub(super) fn normals(mut self, count: usize) -> Vec<f64> {
        let pair = |_| {
            let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
            let (sin, cos) = (TAU * self.share()).sin_cos();
            [radius * cos, radius * sin]
        };
        (0..count / 2).flat_map(pair).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        // The first outputs for the seed 1234567, as other implementations give them.
        let mut stream = Stream(1_234_567);
        assert_eq!([stream.bits(), stream.bits()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn normals_are_normal_and_differ_by_name() {
        let (one, two) = (Stream::of("skill", "sql").normals(600), Stream::of("skill", "git").normals(600));
        assert_eq!(one.len(), 600);
        let mean = |values: &[f64]| values.iter().sum::<f64>() / 600.0;
        let product: Vec<_> = one.iter().zip(&two).map(|(one, two)| one * two).collect();
        let square: Vec<_> = one.iter().map(|value| value * value).collect();
        assert!(mean(&one).abs() < 0.15 && mean(&product).abs() < 0.15, "{} {}", mean(&one), mean(&product));
        assert!((mean(&square) - 1.0).abs() < 0.2, "{}", mean(&square));
    }
}
