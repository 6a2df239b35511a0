//! The filter for those in a hurry: all bits of a key are in one block of 512 bits, one line of cache.
//!
//! ```text
//!   hash ─ high half ───▶ block    (half × blocks) / 2^32: no division
//!        └ all of it ───▶ bits     hash × an odd constant: seven times 9 bits of the product
//! ```
//!
//! A query waits for memory once, where [`Bloom`](super::Bloom) waits for up to k lines. The price is in false
//! positives, since blocks fill unevenly; [`blocked_rate`] says how many: with 10 bits a key 0.96 % instead of
//! 0.82 %. RocksDB makes the same choice (`FastLocalBloomImpl`).

use super::filter::{bits_by_key, bits_by_rate, check, ones, zeros};
use super::size::BLOCK_BITS;
use super::stored::{self, Kind};
use super::{BloomError, best_hashes, blocked_rate};
use crate::hash::xxh3;
use alloc::vec::Vec;

/// Words of a block.
const WORDS: usize = 8;
/// More bits for each key cost time and hardly help within a block.
const MOST_HASHES: u32 = 14;
/// Places that a product of 64 bits gives.
const AT_ONCE: u32 = 7;
/// 2^64 divided by the golden ratio, which spreads products evenly (Knuth, volume 3, 6.4), and another odd number.
const FACTORS: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];
/// Bits that are looked at before the answer may be no: one in sixteen absent keys goes further, so that what
/// comes next can be guessed.
const FIRST: u32 = 4;

/// A line of cache, and where one begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(align(64))]
struct Block([u64; WORDS]);

/// A filter in blocks; see the module. Keys are hashed with [`xxh3`], seed 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockedBloom {
    hashes: u32,
    blocks: Vec<Block>,
}

impl BlockedBloom {
    /// An empty filter of at least `bits` bits (a multiple of 512), `hashes` of them for each key, at most 14.
    ///
    /// # Errors
    /// [`BloomError::Bits`], [`BloomError::Hashes`] or [`BloomError::Memory`].
    pub fn new(bits: u64, hashes: u32) -> Result<Self, BloomError> {
        check(bits, hashes)?;
        if hashes > MOST_HASHES {
            return Err(BloomError::Hashes(hashes));
        }
        Ok(Self { hashes, blocks: zeros(bits.div_ceil(BLOCK_BITS))? })
    }

    /// A filter for so many items that lets at most about a share `rate` of the absent ones pass: as many bits
    /// more than [`Bloom::with_rate`](super::Bloom::with_rate) takes as its blocks cost.
    ///
    /// # Errors
    /// [`BloomError::Rate`], or as [`BlockedBloom::new`].
    pub fn with_rate(items: u64, rate: f64) -> Result<Self, BloomError> {
        let items = items.max(1);
        let mut bits = bits_by_rate(items, rate)?;
        // A little more at a time; a rate that blocks cannot reach ends at the largest filter.
        while blocked_rate(bits, items, hashes_for(bits, items)) > rate && bits <= super::MAX_BITS {
            bits += bits.div_ceil(64);
        }
        Self::new(bits, hashes_for(bits, items))
    }

    /// A filter for so many items with so many bits for each.
    ///
    /// # Errors
    /// [`BloomError::BitsPerKey`], or as [`BlockedBloom::new`].
    pub fn with_bits_per_key(items: u64, bits_per_key: f64) -> Result<Self, BloomError> {
        let bits = bits_by_key(items, bits_per_key)?;
        Self::new(bits, hashes_for(bits, items))
    }

    /// Adds a key. O(length + k).
    pub fn insert(&mut self, key: &[u8]) {
        self.insert_hash(xxh3(key, 0));
    }

    /// Whether a key may have been added; false is certain. O(length + k).
    #[must_use]
    pub fn contains(&self, key: &[u8]) -> bool {
        self.contains_hash(xxh3(key, 0))
    }

    /// Adds a key by a hash of which every bit counts, such as its [`xxh3`].
    #[inline]
    pub fn insert_hash(&mut self, hash: u64) {
        let number = self.block_of(hash);
        if let Some(Block(words)) = self.blocks.get_mut(number) {
            for place in places(self.hashes, hash) {
                words[place >> 6] |= 1 << (place & 63);
            }
        }
    }

    /// Whether a key of this hash may have been added.
    #[inline]
    #[must_use]
    pub fn contains_hash(&self, hash: u64) -> bool {
        let Some(Block(words)) = self.blocks.get(self.block_of(hash)) else { return false };
        let all_set =
            |places: u32, product: &mut u64| (0..places).fold(1, |all, _| all & is_set(words, product)) == 1;
        let (mut product, now) = (hash.wrapping_mul(FACTORS[0]), self.hashes.min(AT_ONCE));
        let first = now.min(FIRST);
        if !all_set(first, &mut product) || !all_set(now - first, &mut product) {
            return false;
        }
        product = hash.wrapping_mul(FACTORS[1]);
        all_set(self.hashes - now, &mut product)
    }

    /// Bits of the filter, a multiple of 512.
    #[must_use]
    pub fn bits(&self) -> u64 {
        self.blocks.len() as u64 * BLOCK_BITS
    }

    /// Bits of a key.
    #[must_use]
    pub fn hashes(&self) -> u32 {
        self.hashes
    }

    /// The share of bits that are set. O(bits).
    #[must_use]
    pub fn fill_ratio(&self) -> f64 {
        let set: u64 = self.blocks.iter().map(|Block(words)| ones(words)).sum();
        set as f64 / self.bits() as f64
    }

    /// The share of absent keys that pass, judged by the bits that are set in each block. O(bits).
    #[must_use]
    pub fn estimated_rate(&self) -> f64 {
        let rate =
            |Block(words): &Block| libm::pow(ones(words) as f64 / BLOCK_BITS as f64, self.hashes.into());
        self.blocks.iter().map(rate).sum::<f64>() / self.blocks.len() as f64
    }

    /// The filter as bytes, with a version and a checksum.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let words: Vec<u64> = self.blocks.iter().flat_map(|Block(words)| *words).collect();
        stored::write(Kind::Blocked, self.bits(), self.hashes, &words)
    }

    /// The filter that these bytes are. They may come from anywhere.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BloomError> {
        let (bits, hashes, words) = stored::read(Kind::Blocked, bytes)?;
        let (blocks, []) = words.as_chunks::<WORDS>() else { return Err(BloomError::Bits(bits)) };
        if hashes > MOST_HASHES {
            return Err(BloomError::Hashes(hashes));
        }
        Ok(Self { hashes, blocks: blocks.iter().map(|words| Block(*words)).collect() })
    }

    /// The number of the block that a key of this hash is in.
    #[inline]
    fn block_of(&self, hash: u64) -> usize {
        // MAX_BITS keeps the number of blocks far below 2^32. Lemire, "Fast Random Integer Generation" (2019).
        (((hash >> 32) * self.blocks.len() as u64) >> 32) as usize
    }
}

fn hashes_for(bits: u64, items: u64) -> u32 {
    best_hashes(bits, items).min(MOST_HASHES)
}

/// The bits within the block, below 512.
#[inline]
fn places(hashes: u32, hash: u64) -> impl Iterator<Item = usize> {
    let mut product = hash.wrapping_mul(FACTORS[0]);
    (0..hashes).map(move |i| {
        if i == AT_ONCE {
            product = hash.wrapping_mul(FACTORS[1]);
        }
        next_place(&mut product)
    })
}

#[inline]
fn next_place(product: &mut u64) -> usize {
    let place = *product % BLOCK_BITS;
    *product /= BLOCK_BITS;
    place as usize
}

/// 1 if the next bit of a product is set.
#[inline]
fn is_set(words: &[u64; WORDS], product: &mut u64) -> u64 {
    let place = next_place(product);
    words[place >> 6] >> (place & 63) & 1
}
