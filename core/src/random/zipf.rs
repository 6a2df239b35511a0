//! Popularity: rank i is drawn with a weight of 1 / i^s.
//!
//! The weights are whole numbers, so that a draw is the same everywhere.
//!
//! ```
//! use snowglobe_core::random::{SplitMix64, Zipf};
//!
//! let zipf = Zipf::new(100);
//! let mut random = SplitMix64::new(11);
//! let ranks: Vec<u64> = (0..5).map(|_| zipf.sample(&mut random)).collect();
//! assert_eq!(ranks, [3, 2, 15, 8, 1]);
//! ```
//!
//! Zipf 1949; Breslau et al., "Web Caching and Zipf-like Distributions", INFOCOM 1999 (s between
//! 0.64 and 0.83 for web requests).

use alloc::vec::Vec;

use super::SplitMix64;

/// Most ranks.
const MAX_RANKS: u64 = 10_000_000;
/// Largest exponent, in thousandths.
const MAX_EXPONENT: u32 = 10_000;

/// A sampler over the ranks `1..=n`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zipf {
    /// For each rank the sum of the weights up to it.
    sums: Vec<u64>,
}

impl Zipf {
    /// Over `n` ranks with s = 1; weights `floor(2^32 / i)`. `n` is kept to `1..=10,000,000`.
    /// O(n).
    #[must_use]
    pub fn new(n: u64) -> Zipf {
        Zipf::from_weights(n, |i| (1 << 32) / i)
    }

    /// Over `n` ranks with an exponent in thousandths, kept to 0 (all alike) ..= 10,000; weights
    /// `floor(2^32 / i^s)`, at least 1. `n` as in [`new`](Zipf::new). O(n).
    #[must_use]
    pub fn with_exponent(n: u64, thousandths: u32) -> Zipf {
        let s = f64::from(thousandths.min(MAX_EXPONENT)) / 1000.0;
        if thousandths == 1000 {
            return Zipf::new(n);
        }
        let one = (1u64 << 32) as f64;
        Zipf::from_weights(n, |i| (one * libm::pow(i as f64, -s)) as u64)
    }

    fn from_weights(n: u64, weight: impl Fn(u64) -> u64) -> Zipf {
        let sums = (1..=n.clamp(1, MAX_RANKS)).scan(0, |sum, i| {
            *sum += weight(i).max(1);
            Some(*sum)
        });
        Zipf {
            sums: sums.collect(),
        }
    }

    /// How many ranks there are.
    #[must_use]
    pub fn ranks(&self) -> u64 {
        self.sums.len() as u64
    }

    /// The share of all draws that a rank gets, `0.0..=1.0`; 0 for no rank. O(1).
    #[must_use]
    pub fn share(&self, rank: u64) -> f64 {
        let sum = |rank: u64| {
            let before = rank.checked_sub(1)?;
            self.sums.get(before as usize).copied()
        };
        let Some(upto) = sum(rank) else { return 0.0 };
        let before = sum(rank - 1).unwrap_or(0);
        (upto - before) as f64 / self.total() as f64
    }

    /// A rank, `1..=n`, from one draw. O(log n).
    pub fn sample(&self, random: &mut SplitMix64) -> u64 {
        let u = random.below(self.total());
        self.sums.partition_point(|&sum| sum <= u) as u64 + 1
    }

    fn total(&self) -> u64 {
        self.sums.last().copied().unwrap_or(0)
    }
}
