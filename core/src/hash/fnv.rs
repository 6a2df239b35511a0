//! FNV-1a (Fowler, Noll, Vo): one multiplication per byte.
//!
//! The last bytes of a key reach only the middle of the result, so `server#1` and `server#2` get
//! neighbouring values. That is fine for a hash table that takes the low bits and wrong for a
//! ring, where the high bits decide; a finaliser ([`super::fmix64`]) repairs it.

/// 32-bit FNV-1a. O(length).
#[must_use]
pub fn fnv1a_32(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |h, &b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// 64-bit FNV-1a. O(length).
#[must_use]
pub fn fnv1a_64(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}
