//! Hash functions that place keys: the ones that real systems use, behind one name each.
//!
//! A placement needs a number for a key. Which function makes that number matters more than it
//! seems: [`fnv1a_64`] on names like `server-1#17` leaves the points of a ring in clumps, and the
//! same function followed by [`fmix64`] spreads them as well as MD5 does. A 16-bit function such
//! as [`crc16_xmodem`] has only 65,536 places, so points meet.
//!
//! ```
//! use snowglobe_core::hash::HashFunction;
//!
//! let h = HashFunction::parse("xxh64")?;
//! assert_eq!(h.hash(b"server-1#17"), 0x6687_7792_c7c3_7f1f);
//! assert_eq!(HashFunction::Crc16.value(b"123456789"), 0x31c3);
//! assert_eq!(HashFunction::Crc16.hash(b"123456789"), 0x31c3_0000_0000_0000); // on the circle
//! # Ok::<(), snowglobe_core::hash::UnknownHash>(())
//! ```
//!
//! Sources: xxHash (Collet), MurmurHash3 (Appleby), FNV (Fowler, Noll, Vo; draft-eastlake-fnv),
//! CRC catalogue (Cook), SipHash (Aumasson and Bernstein 2012), RFC 1321 (MD5), FIPS 180-4 (SHA),
//! the Redis Cluster specification (slots). Every function is tied to published vectors.

mod checksum;
mod digest;
mod fnv;
mod function;
mod murmur;

#[cfg(test)]
mod tests;

pub use checksum::{SLOT_COUNT, crc16_xmodem, crc32, crc32c, hash_tag, redis_slot};
pub use digest::{md5, sha1, sha256, siphash24};
pub use fnv::{fnv1a_32, fnv1a_64};
pub use function::{Hash64, HashFunction, UnknownHash};
pub use murmur::{fmix32, fmix64, murmur3_x64_128, murmur3_x86_32};

/// XXH32 of `bytes` with `seed`. O(length).
#[must_use]
pub fn xxh32(bytes: &[u8], seed: u32) -> u32 {
    xxhash_rust::xxh32::xxh32(bytes, seed)
}

/// XXH64 of `bytes` with `seed`. O(length).
#[must_use]
pub fn xxh64(bytes: &[u8], seed: u64) -> u64 {
    xxhash_rust::xxh64::xxh64(bytes, seed)
}

/// XXH3 (64-bit result) of `bytes` with `seed`. O(length).
#[must_use]
pub fn xxh3(bytes: &[u8], seed: u64) -> u64 {
    xxhash_rust::xxh3::xxh3_64_with_seed(bytes, seed)
}
