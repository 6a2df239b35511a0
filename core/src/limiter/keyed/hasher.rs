//! The hash of a key: numbers through the finaliser of MurmurHash3, texts through XXH3.
//!
//! The same on every machine. It spreads well and is quick; it is no cipher, so a seed keeps out those who
//! would choose their keys by it, but not those who can measure at length.

use crate::hash::{fmix64, xxh3};
use core::hash::{Hash, Hasher};

#[inline]
pub(super) fn hash<Q: Hash + ?Sized>(key: &Q, seed: u64) -> u64 {
    let mut hasher = KeyHasher(seed);
    key.hash(&mut hasher);
    hasher.finish()
}

struct KeyHasher(u64);

impl Hasher for KeyHasher {
    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }

    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3(bytes, self.0);
    }

    #[inline]
    fn write_u8(&mut self, number: u8) {
        self.write_u64(number.into());
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        self.0 = fmix64(self.0.wrapping_add(GOLDEN) ^ number);
    }

    // Lengths, which differ in size between machines.
    #[inline]
    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }
}

/// Any odd number without a pattern: 2^64 over the golden ratio. Keeps 0 from hashing to 0.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
