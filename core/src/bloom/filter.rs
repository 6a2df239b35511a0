//! The filter of the textbook: the bits of a key may be anywhere.
//!
//! ```
//! use snowglobe_core::bloom::Bloom;
//!
//! let mut filter = Bloom::new(10_000, 7)?;
//! for number in 0..1_000_u32 {
//!     filter.insert(&number.to_le_bytes());
//! }
//! assert!(filter.contains(&999_u32.to_le_bytes()));
//! assert!((0.48..0.52).contains(&filter.fill_ratio()));
//! # Ok::<(), snowglobe_core::bloom::BloomError>(())
//! ```

use super::stored::{self, Kind};
use super::{BloomError, MAX_BITS, MAX_HASHES, best_hashes, bits_for};
use crate::hash::murmur3_x64_128;
use alloc::vec::Vec;

/// A filter of m bits; a key stands for k of them. With `(a, b)` = [`murmur3_x64_128`] of the key, seed 0, they
/// are `(a + i × b mod 2^64) mod m`, for i below k.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bloom {
    bits: u64,
    hashes: u32,
    words: Vec<u64>,
}

impl Bloom {
    /// An empty filter of `bits` bits, `hashes` of them for each key.
    ///
    /// # Errors
    /// [`BloomError::Bits`], [`BloomError::Hashes`] or [`BloomError::Memory`].
    pub fn new(bits: u64, hashes: u32) -> Result<Self, BloomError> {
        check(bits, hashes)?;
        Ok(Self { bits, hashes, words: zeros(bits.div_ceil(64))? })
    }

    /// A filter for so many items that lets about a share `rate` of the absent ones pass.
    ///
    /// # Errors
    /// [`BloomError::Rate`], or as [`Bloom::new`].
    pub fn with_rate(items: u64, rate: f64) -> Result<Self, BloomError> {
        let bits = bits_by_rate(items, rate)?;
        Self::new(bits, best_hashes(bits, items).min(MAX_HASHES))
    }

    /// A filter for so many items with so many bits for each: 10 let 0.8 % of the absent ones pass.
    ///
    /// # Errors
    /// [`BloomError::BitsPerKey`], or as [`Bloom::new`].
    pub fn with_bits_per_key(items: u64, bits_per_key: f64) -> Result<Self, BloomError> {
        let bits = bits_by_key(items, bits_per_key)?;
        Self::new(bits, best_hashes(bits, items).min(MAX_HASHES))
    }

    /// Adds a key. O(length + k).
    pub fn insert(&mut self, key: &[u8]) {
        self.insert_hash(murmur3_x64_128(key, 0));
    }

    /// Whether a key may have been added; false is certain. O(length + k).
    #[must_use]
    pub fn contains(&self, key: &[u8]) -> bool {
        self.contains_hash(murmur3_x64_128(key, 0))
    }

    /// Adds a key whose [`murmur3_x64_128`] with seed 0 the caller has.
    pub fn insert_hash(&mut self, hash: (u64, u64)) {
        for place in places(self.bits, self.hashes, hash) {
            if let Some(word) = self.words.get_mut((place >> 6) as usize) {
                *word |= 1 << (place & 63);
            }
        }
    }

    /// Whether a key of this hash may have been added.
    #[must_use]
    pub fn contains_hash(&self, hash: (u64, u64)) -> bool {
        places(self.bits, self.hashes, hash).all(|place| self.is_set(place))
    }

    /// The bits that a key stands for, in the order in which they are looked at; one may come twice.
    pub fn places(&self, key: &[u8]) -> impl Iterator<Item = u64> + use<> {
        places(self.bits, self.hashes, murmur3_x64_128(key, 0))
    }

    /// Whether this bit is set.
    #[must_use]
    pub fn is_set(&self, place: u64) -> bool {
        self.words.get((place >> 6) as usize).is_some_and(|word| word >> (place & 63) & 1 == 1)
    }

    /// Bits of the filter: m.
    #[must_use]
    pub fn bits(&self) -> u64 {
        self.bits
    }

    /// Bits of a key: k.
    #[must_use]
    pub fn hashes(&self) -> u32 {
        self.hashes
    }

    /// How many bits are set. O(m).
    #[must_use]
    pub fn ones(&self) -> u64 {
        ones(&self.words)
    }

    /// The share of bits that are set: one half when as many keys are in it as it was made for. O(m).
    #[must_use]
    pub fn fill_ratio(&self) -> f64 {
        self.ones() as f64 / self.bits as f64
    }

    /// The share of absent keys that pass, judged by the bits that are set. O(m).
    #[must_use]
    pub fn estimated_rate(&self) -> f64 {
        libm::pow(self.fill_ratio(), self.hashes.into())
    }

    /// The filter as bytes, with a version and a checksum.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        stored::write(Kind::Plain, self.bits, self.hashes, &self.words)
    }

    /// The filter that these bytes are. They may come from anywhere.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BloomError> {
        let (bits, hashes, words) = stored::read(Kind::Plain, bytes)?;
        Ok(Self { bits, hashes, words })
    }
}

/// Kirsch and Mitzenmacher: two hashes make as many as are wanted.
fn places(bits: u64, hashes: u32, (a, b): (u64, u64)) -> impl Iterator<Item = u64> {
    (0..u64::from(hashes)).map(move |i| a.wrapping_add(i.wrapping_mul(b)) % bits)
}

/// Whether there may be such a filter.
pub(super) fn check(bits: u64, hashes: u32) -> Result<(), BloomError> {
    match (bits, hashes) {
        (1..=MAX_BITS, 1..=MAX_HASHES) => Ok(()),
        (1..=MAX_BITS, _) => Err(BloomError::Hashes(hashes)),
        _ => Err(BloomError::Bits(bits)),
    }
}

pub(super) fn bits_by_rate(items: u64, rate: f64) -> Result<u64, BloomError> {
    if rate > 0.0 && rate < 1.0 { Ok(bits_for(items.max(1), rate)) } else { Err(BloomError::Rate(rate)) }
}

pub(super) fn bits_by_key(items: u64, bits_per_key: f64) -> Result<u64, BloomError> {
    let bits = libm::ceil(items.max(1) as f64 * bits_per_key);
    if bits > 0.0 { Ok(bits as u64) } else { Err(BloomError::BitsPerKey(bits_per_key)) }
}

pub(super) fn zeros<T: Clone + Default>(count: u64) -> Result<Vec<T>, BloomError> {
    let mut all = Vec::new();
    all.try_reserve_exact(count as usize).map_err(|_| BloomError::Memory)?;
    all.resize(count as usize, T::default());
    Ok(all)
}

pub(super) fn ones(words: &[u64]) -> u64 {
    words.iter().map(|word| u64::from(word.count_ones())).sum()
}
