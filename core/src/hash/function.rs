//! The choice of a hash function as a value, with a stable name.

use super::{
    crc16_xmodem, crc32, crc32c, fmix64, fnv1a_64, md5, murmur3_x64_128, murmur3_x86_32, sha1, siphash24,
    xxh3, xxh64,
};
use crate::named::named;

/// Something that turns bytes into a number of a known width.
pub trait Hash64 {
    /// The value as the function defines it, below `2^bits()`. O(length).
    fn value(&self, bytes: &[u8]) -> u64;

    /// Width of the value in bits, `1..=64`.
    fn bits(&self) -> u32;

    /// The value as a place on the 64-bit circle: a narrower value moves to the top bits, so that
    /// a 16-bit function has 65,536 evenly spaced places and no more.
    fn hash(&self, bytes: &[u8]) -> u64 {
        // A width of 0 would shift by 64; such a function has one value, place 0.
        self.value(bytes).checked_shl(64 - self.bits().min(64)).unwrap_or(0)
    }
}

/// The hash functions on offer. All are unkeyed or use fixed keys, so results never vary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum HashFunction {
    /// XXH64, seed 0.
    #[default]
    Xxh64,
    /// XXH3 with a 64-bit result, seed 0.
    Xxh3,
    /// MurmurHash3 x86-32, seed 0 (32 bits).
    Murmur3x86_32,
    /// First half of MurmurHash3 x64-128, seed 0.
    Murmur3x64_128,
    /// FNV-1a 64 as it is: clumps on a ring.
    Fnv1a,
    /// FNV-1a 64 followed by [`fmix64`].
    Fnv1aMixed,
    /// CRC-32 (32 bits).
    Crc32,
    /// CRC-32C (32 bits).
    Crc32c,
    /// CRC-16/XMODEM (16 bits).
    Crc16,
    /// SipHash-2-4 with the key `00 01 … 0f` of its paper.
    SipHash24,
    /// First eight bytes of MD5, little-endian.
    Md5,
    /// First eight bytes of SHA-1, big-endian (as its digest is usually read).
    Sha1,
}

impl HashFunction {
    /// Every function, in the order in which a list should show them.
    pub const ALL: [HashFunction; 12] = [
        HashFunction::Xxh64,
        HashFunction::Xxh3,
        HashFunction::Murmur3x86_32,
        HashFunction::Murmur3x64_128,
        HashFunction::Fnv1a,
        HashFunction::Fnv1aMixed,
        HashFunction::Crc32,
        HashFunction::Crc32c,
        HashFunction::Crc16,
        HashFunction::SipHash24,
        HashFunction::Md5,
        HashFunction::Sha1,
    ];

    /// The stable name, as written in links and commands.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            HashFunction::Xxh64 => "xxh64",
            HashFunction::Xxh3 => "xxh3",
            HashFunction::Murmur3x86_32 => "murmur3-x86-32",
            HashFunction::Murmur3x64_128 => "murmur3-x64-128",
            HashFunction::Fnv1a => "fnv1a",
            HashFunction::Fnv1aMixed => "fnv1a-mixed",
            HashFunction::Crc32 => "crc32",
            HashFunction::Crc32c => "crc32c",
            HashFunction::Crc16 => "crc16",
            HashFunction::SipHash24 => "siphash24",
            HashFunction::Md5 => "md5",
            HashFunction::Sha1 => "sha1",
        }
    }

    /// The value as the function defines it, below `2^bits()`. O(length).
    #[must_use]
    pub fn value(self, bytes: &[u8]) -> u64 {
        match self {
            HashFunction::Xxh64 => xxh64(bytes, 0),
            HashFunction::Xxh3 => xxh3(bytes, 0),
            HashFunction::Murmur3x86_32 => murmur3_x86_32(bytes, 0).into(),
            HashFunction::Murmur3x64_128 => murmur3_x64_128(bytes, 0).0,
            HashFunction::Fnv1a => fnv1a_64(bytes),
            HashFunction::Fnv1aMixed => fmix64(fnv1a_64(bytes)),
            HashFunction::Crc32 => crc32(bytes).into(),
            HashFunction::Crc32c => crc32c(bytes).into(),
            HashFunction::Crc16 => crc16_xmodem(bytes).into(),
            HashFunction::SipHash24 => siphash24(bytes, SIP_KEY),
            HashFunction::Md5 => {
                let [a, b, c, d, e, f, g, h, ..] = md5(bytes);
                u64::from_le_bytes([a, b, c, d, e, f, g, h])
            }
            HashFunction::Sha1 => {
                let [a, b, c, d, e, f, g, h, ..] = sha1(bytes);
                u64::from_be_bytes([a, b, c, d, e, f, g, h])
            }
        }
    }

    /// Width of the value in bits: 16, 32 or 64.
    #[must_use]
    pub const fn bits(self) -> u32 {
        match self {
            HashFunction::Crc16 => 16,
            HashFunction::Murmur3x86_32 | HashFunction::Crc32 | HashFunction::Crc32c => 32,
            _ => 64,
        }
    }

    /// The value as a place on the 64-bit circle: narrower values move to the top bits. O(length).
    #[must_use]
    pub fn hash(self, bytes: &[u8]) -> u64 {
        self.value(bytes) << (64 - self.bits())
    }
}

const SIP_KEY: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

impl Hash64 for HashFunction {
    fn value(&self, bytes: &[u8]) -> u64 {
        HashFunction::value(*self, bytes)
    }

    fn bits(&self) -> u32 {
        HashFunction::bits(*self)
    }
}

named!(HashFunction, UnknownHash, "no hash function has this name");
