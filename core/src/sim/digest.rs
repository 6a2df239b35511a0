//! A running digest of the trace: one number that two machines compare.
//!
//! Each record is reduced to a sum of products with odd constants (independent multiplications,
//! so that a processor does them side by side) and folded into the state by multiply and rotate.
//! It is a checksum against accidents, not against an adversary.

/// The digest of every record written so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0x5350_4c49_544d_4958)
    }
}

const KEYS: [u64; 6] = [
    0x9e37_79b9_7f4a_7c15,
    0xc2b2_ae3d_27d4_eb4f,
    0x1656_67b1_9e37_79f9,
    0x85eb_ca77_c2b2_ae63,
    0x27d4_eb2f_1656_67c5,
    0xff51_afd7_ed55_8ccd,
];

impl Digest {
    /// Folds six words in.
    #[inline]
    pub fn fold(&mut self, words: [u64; 6]) {
        let mut sum = 0u64;
        for (word, key) in words.into_iter().zip(KEYS) {
            sum = sum.wrapping_add((word ^ (word >> 32)).wrapping_mul(key));
        }
        self.0 = (self.0.rotate_left(23) ^ sum).wrapping_mul(KEYS[0]);
    }

    /// The digest as a number, well mixed.
    #[must_use]
    pub fn value(&self) -> u64 {
        crate::hash::fmix64(self.0)
    }
}
