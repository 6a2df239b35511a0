//! Which keys a table surely does not have: a Bloom filter over all of them.
//!
//! ```text
//!   key ─ murmur3 ─▶ a, b      bits a, a+b, a+2b, … (mod m) are set; one that is not says "never seen"
//! ```
//!
//! With 10 bits for each key and 7 probes, 0.8 % of missing keys pass. Bloom 1970; double hashing by Kirsch and
//! Mitzenmacher, "Less Hashing, Same Performance" (ESA 2006).

use crate::hash::murmur3_x64_128;
use alloc::vec;
use alloc::vec::Vec;

/// Where a key's bits begin, and how far apart they are.
pub(super) type KeyHash = (u64, u64);

/// The hash of a key, once for all tables that are asked.
#[inline]
pub(super) fn key_hash(key: &[u8]) -> KeyHash {
    murmur3_x64_128(key, 0)
}

fn bits((a, b): KeyHash, probes: u8, size: u64) -> impl Iterator<Item = u64> {
    (0..u64::from(probes)).map(move |index| a.wrapping_add(index.wrapping_mul(b)) % size)
}

/// A filter.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    /// Bits, and at the end the number of probes.
    bytes: Vec<u8>,
    probes: u8,
    size: u64,
}

impl Filter {
    /// A filter of these keys.
    pub(super) fn build(hashes: &[KeyHash], bits_per_key: u32) -> Self {
        if hashes.is_empty() || bits_per_key == 0 {
            return Self::default();
        }
        // Probes are best at bits × ln 2.
        let probes = (bits_per_key * 69 / 100).clamp(1, 30) as u8;
        let bytes = (hashes.len() * bits_per_key as usize).div_ceil(8).max(8);
        let size = 8 * bytes as u64;
        let mut filter = Self { bytes: vec![0; bytes], probes, size };
        for hash in hashes {
            for bit in bits(*hash, probes, size) {
                filter.bytes[(bit / 8) as usize] |= 1 << (bit % 8);
            }
        }
        filter
    }

    /// As it is stored.
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        if self.size > 0 {
            bytes.push(self.probes);
        }
        bytes
    }

    /// As it was stored.
    pub(super) fn decode(mut bytes: Vec<u8>) -> Self {
        let probes = bytes.pop().unwrap_or(0);
        let size = if probes == 0 { 0 } else { 8 * bytes.len() as u64 };
        Self { bytes, probes, size }
    }

    /// Whether the key may be there. Without a filter every key may.
    #[inline]
    pub(super) fn may_have(&self, hash: KeyHash) -> bool {
        let has = |bit: u64| self.bytes.get((bit / 8) as usize).is_none_or(|byte| byte >> (bit % 8) & 1 == 1);
        self.size == 0 || bits(hash, self.probes, self.size).all(has)
    }

    /// Bytes of memory that it needs.
    pub(super) fn bytes(&self) -> usize {
        self.bytes.len()
    }
}
