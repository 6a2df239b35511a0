//! Bloom filters: is this key perhaps in the set? A no is certain, a yes is wrong now and then.
//!
//! A filter is m bits, all 0 at first. A key stands for k of them: inserting sets them, and a key may be there
//! only if all of its bits are set.
//!
//! ```text
//!   m = 16, k = 3      insert "tea":  bits 2, 7, 12        insert "rye":  bits 5, 7, 14
//!
//!   0 0 1 0 0 1 0 1 0 0 0 0 1 0 1 0
//!       2     5   7         12  14
//!
//!   "oat":  bits 2, 9, 13   9 is 0: it is certainly not there
//!   "rum":  bits 5, 12, 14  all are 1: perhaps; it is a false positive
//! ```
//!
//! | filter | bits of a key | memory touched | false positives at 10 bits a key |
//! | --- | --- | --- | --- |
//! | [`Bloom`] | anywhere | k lines of cache | 0.82 % |
//! | [`BlockedBloom`] | within one block of 512 bits | one line | 0.96 % ([`blocked_rate`]) |
//!
//! ```
//! use snowglobe_core::bloom::{Bloom, best_hashes, bits_for, false_positive_rate};
//!
//! assert_eq!((bits_for(1_000, 0.01), best_hashes(9_586, 1_000)), (9_586, 7));
//! assert!((false_positive_rate(9_586, 1_000, 7) - 0.010_03).abs() < 0.000_01);
//!
//! let mut filter = Bloom::with_rate(1_000, 0.01)?;
//! filter.insert(b"tea");
//! assert!(filter.contains(b"tea") && !filter.contains(b"oat"));
//! # Ok::<(), snowglobe_core::bloom::BloomError>(())
//! ```
//!
//! Sources: Bloom, "Space/time trade-offs in hash coding with allowable errors" (1970); Kirsch and Mitzenmacher,
//! "Less Hashing, Same Performance" (2006), for making k places out of two hashes; Putze, Sanders and Singler,
//! "Cache-, Hash- and Space-Efficient Bloom Filters" (2007), for blocks.

mod blocked;
mod error;
mod filter;
mod size;
mod stored;

#[cfg(test)]
mod tests;

pub use blocked::BlockedBloom;
pub use error::BloomError;
pub use filter::Bloom;
pub use size::{best_hashes, bits_for, blocked_rate, false_positive_rate};

/// The most bits a filter may have: 128 MiB of them.
pub const MAX_BITS: u64 = 1 << 30;

/// The most bits a key may stand for.
pub const MAX_HASHES: u32 = 1_000;
