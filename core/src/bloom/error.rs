//! Why there is no such filter.

use super::{MAX_BITS, MAX_HASHES};
use core::fmt;

/// What is wrong with the size of a filter, or with its bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BloomError {
    /// So many bits: none, or more than [`MAX_BITS`].
    Bits(u64),
    /// So many bits for each key: none, or more than [`MAX_HASHES`].
    Hashes(u32),
    /// Such a rate of false positives: it is above 0 and below 1.
    Rate(f64),
    /// So many bits of a filter for each key: they are above 0.
    BitsPerKey(f64),
    /// There is no room in memory.
    Memory,
    /// These bytes are no filter of this kind.
    Kind,
    /// They are of a version that this program does not know.
    Version(u8),
    /// They say that they are so many, and are not.
    Length(u64),
    /// They are damaged: their checksum is another.
    Checksum,
}

impl fmt::Display for BloomError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bits(bits) => write!(f, "a filter has 1 to {MAX_BITS} bits, not {bits}"),
            Self::Hashes(hashes) => write!(f, "a key stands for 1 to {MAX_HASHES} bits, not {hashes}"),
            Self::Rate(rate) => write!(f, "a rate of false positives is between 0 and 1, not {rate}"),
            Self::BitsPerKey(bits) => write!(f, "a key gets more than 0 bits of a filter, not {bits}"),
            Self::Memory => f.write_str("there is no memory left for the filter"),
            Self::Kind => f.write_str("these bytes are no filter of this kind"),
            Self::Version(version) => write!(f, "this filter is of version {version}; only 1 can be read"),
            Self::Length(bytes) => write!(f, "this filter should be {bytes} bytes long"),
            Self::Checksum => f.write_str("this filter is damaged; build it again"),
        }
    }
}

impl core::error::Error for BloomError {}
