//! The generator of every run.

use crate::hash::{fmix64, xxh64};

/// SplitMix64: 64 bits of state, period 2^64, a few nanoseconds a draw.
///
/// Remembers its seed beside its state so that [`fork`](Self::fork) depends on the seed only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitMix64 {
    seed: u64,
    state: u64,
}

impl SplitMix64 {
    /// A generator at its beginning. Every seed is a good one, 0 too.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { seed, state: seed }
    }

    /// The seed that [`new`](Self::new) was given.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// The next 64 bits. O(1).
    pub const fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in `0..bound`; 0 if `bound` is 0. O(1), one draw always.
    ///
    /// The high half of a product, without rejection: the bias is below `bound / 2^64`, and how
    /// many draws were made never depends on what was drawn.
    pub fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }

    /// A number between `low` and `high`, both included. O(1), one draw. If `high` is below
    /// `low` the answer is `low`.
    pub fn range(&mut self, low: u64, high: u64) -> u64 {
        let span = high.saturating_sub(low);
        match span.checked_add(1) {
            Some(count) => low + self.below(count),
            // Every number there is: nothing to scale.
            None => self.next(),
        }
    }

    /// True with probability `part / whole`. O(1), one draw. False if `whole` is 0 and `part`
    /// too, true if `part` is at least `whole` otherwise.
    pub fn chance(&mut self, part: u64, whole: u64) -> bool {
        self.below(whole) < part
    }

    /// A number in `0.0..1.0`: a multiple of 2^-53. O(1), one draw.
    pub fn f64(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.next() >> 11) as f64 * STEP
    }

    /// A stream of its own for the `index`-th thing of this `purpose`. O(length of `purpose`).
    ///
    /// Depends on the seed, the purpose and the index; not on the draws made so far. Forks of
    /// forks are again independent: `fork("node", 1).fork("disk", 0)` has its own seed.
    #[must_use]
    pub fn fork(&self, purpose: &str, index: u64) -> Self {
        // Two keyed steps rather than one sum of the parts, so that no (seed, index) pair can
        // stand for another. The finaliser is a bijection: it loses nothing.
        let named = xxh64(purpose.as_bytes(), fmix64(self.seed));
        Self::new(xxh64(&index.to_le_bytes(), named))
    }

    /// Puts `items` in a random order (Fisher and Yates). O(n), n - 1 draws for n items.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let chosen = self.below(last as u64 + 1) as usize;
            items.swap(last, chosen);
        }
    }
}
