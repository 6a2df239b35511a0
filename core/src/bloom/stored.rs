//! A filter as bytes.
//!
//! ```text
//!   0   "SGBF"          8  bits, 8 bytes
//!   4   version: 1     16  words of 64 bits, the first bit of the filter in the lowest bit of the first
//!   5   kind           then CRC-32C of all before it, 4 bytes
//!   6   hashes, 2 bytes                                                     all numbers little-endian
//! ```

use super::BloomError;
use super::filter::check;
use crate::hash::crc32c;
use alloc::vec::Vec;

const MAGIC: [u8; 4] = *b"SGBF";
const VERSION: u8 = 1;
const HEADER: usize = 16;
const CHECKSUM: usize = 4;

/// Which filter the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain = 0,
    Blocked = 1,
}

pub(super) fn write(kind: Kind, bits: u64, hashes: u32, words: &[u64]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER + words.len() * 8 + CHECKSUM);
    bytes.extend(MAGIC);
    bytes.extend([VERSION, kind as u8]);
    bytes.extend((hashes as u16).to_le_bytes());
    bytes.extend(bits.to_le_bytes());
    bytes.extend(words.iter().flat_map(|word| word.to_le_bytes()));
    bytes.extend(crc32c(&bytes).to_le_bytes());
    bytes
}

/// Bits, hashes and words. Nothing is taken from memory before the bytes are known to be as many as they say.
pub(super) fn read(kind: Kind, bytes: &[u8]) -> Result<(u64, u32, Vec<u64>), BloomError> {
    let (header, rest) = bytes.split_at_checked(HEADER).ok_or(BloomError::Kind)?;
    let [m, a, g, i, version, found, h0, h1, bits @ ..] = header else { return Err(BloomError::Kind) };
    if [*m, *a, *g, *i] != MAGIC || *found != kind as u8 {
        return Err(BloomError::Kind);
    }
    if *version != VERSION {
        return Err(BloomError::Version(*version));
    }
    let bits = bits.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
    let hashes = u32::from(u16::from_le_bytes([*h0, *h1]));
    check(bits, hashes)?;
    let expected = HEADER as u64 + bits.div_ceil(64) * 8 + CHECKSUM as u64;
    let (words, checksum) = match rest.split_last_chunk::<CHECKSUM>() {
        Some(parts) if bytes.len() as u64 == expected => parts,
        _ => return Err(BloomError::Length(expected)),
    };
    if crc32c(&bytes[..bytes.len() - CHECKSUM]) != u32::from_le_bytes(*checksum) {
        return Err(BloomError::Checksum);
    }
    let (words, _) = words.as_chunks::<8>();
    Ok((bits, hashes, words.iter().map(|word| u64::from_le_bytes(*word)).collect()))
}
