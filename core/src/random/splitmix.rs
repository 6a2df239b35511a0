//! SplitMix64, and the draws that everything in a run is made of.

use crate::hash::{fmix64, xxh64};

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// A generator with 64 bits of state that remembers the seed it began with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SplitMix64 {
    seed: u64,
    state: u64,
}

impl SplitMix64 {
    /// The generator of this seed; any number is as good as any other.
    #[must_use]
    pub const fn new(seed: u64) -> SplitMix64 {
        SplitMix64 { seed, state: seed }
    }

    /// The seed it began with.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// An independent generator for a purpose and a number (of a node, say). It depends on the
    /// seed alone and not on how many draws were made. O(length of the purpose).
    #[must_use]
    pub fn fork(&self, purpose: &str, index: u64) -> SplitMix64 {
        let named = xxh64(purpose.as_bytes(), self.seed);
        // Mixed twice so that neighbouring indices do not begin at neighbouring states.
        SplitMix64::new(fmix64(fmix64(named) ^ index.wrapping_mul(GOLDEN)))
    }

    /// The next 64 bits.
    #[expect(
        clippy::should_implement_trait,
        reason = "it never ends, so it is no iterator"
    )]
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in `0..n`; 0 if `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }

    /// A number in `a..=b`; `a` if `b` is smaller.
    pub fn range(&mut self, a: u64, b: u64) -> u64 {
        match b.saturating_sub(a).checked_add(1) {
            Some(n) => a + self.below(n),
            None => self.next(),
        }
    }

    /// True with probability `p / q`; never if `q` is 0.
    pub fn chance(&mut self, p: u64, q: u64) -> bool {
        self.below(q) < p && q > 0
    }

    /// A multiple of 2^-53 in `[0, 1)`.
    pub fn f64(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Puts items in random order (Fisher and Yates, from the back). O(n).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last as u64 + 1) as usize;
            items.swap(last, other);
        }
    }

    /// A random item; none if there is none.
    pub fn choose<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len() as u64) as usize)
    }
}
