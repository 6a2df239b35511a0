//! Which keys a table surely does not have: a Bloom filter over all of them, in blocks, so that a no costs one line of
//! cache.
//!
//! ```text
//!   key ─ xxh3 ─▶ a block, and bits in it      all are set: perhaps; one is not: "never seen"
//! ```
//!
//! With 10 bits for each key about 0.9 % of missing keys pass; see [`bloom`](crate::bloom).

use crate::bloom::BlockedBloom;
use crate::hash::xxh3;
use alloc::vec::Vec;

/// The hash of a key, once for all tables that are asked.
pub(super) type KeyHash = u64;

#[inline]
pub(super) fn key_hash(key: &[u8]) -> KeyHash {
    xxh3(key, 0)
}

/// A filter, or none.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter(Option<BlockedBloom>);

impl Filter {
    /// A filter of these keys; none for no bits, no keys, or more than a filter can be made for.
    pub(super) fn build(hashes: &[KeyHash], bits_per_key: u32) -> Self {
        if hashes.is_empty() || bits_per_key == 0 {
            return Self::default();
        }
        let mut filter = BlockedBloom::with_bits_per_key(hashes.len() as u64, bits_per_key.into()).ok();
        if let Some(filter) = &mut filter {
            hashes.iter().for_each(|hash| filter.insert_hash(*hash));
        }
        Self(filter)
    }

    /// As it is stored.
    pub(super) fn encode(&self) -> Vec<u8> {
        self.0.as_ref().map(BlockedBloom::to_bytes).unwrap_or_default()
    }

    /// As it was stored. What is stored is checksummed; should it be no filter all the same, there is none.
    pub(super) fn decode(bytes: &[u8]) -> Self {
        Self(BlockedBloom::from_bytes(bytes).ok())
    }

    /// Whether the key may be there. Without a filter every key may.
    #[inline]
    pub(super) fn may_have(&self, hash: KeyHash) -> bool {
        self.0.as_ref().is_none_or(|filter| filter.contains_hash(hash))
    }

    /// Bytes of memory that it needs.
    pub(super) fn bytes(&self) -> usize {
        self.0.as_ref().map_or(0, |filter| (filter.bits() / 8) as usize)
    }
}
