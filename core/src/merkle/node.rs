//! The hash of a node, `SHA-256(01 ‖ left ‖ right)`, without a hasher.
//!
//! ```text
//!   01 left………………………… right[..31]     the first block of 64 bytes
//!   right[31] 80 00………………… 02 08     the second: the last byte, and the padding of a message of 520 bits
//! ```
//!
//! All nodes have the same length, so that the padding is known beforehand, and both blocks are compressed in one go:
//! nothing is gathered in a buffer first. FIPS 180-4, sections 5.1.1, 5.3.3 and 6.2.

use super::log::Digest;
use sha2::compress256;
use sha2::digest::generic_array::GenericArray;

/// The state before the first block (FIPS 180-4, section 5.3.3).
const INITIAL: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];
/// Bits of a node's message.
const BITS: u64 = 65 * 8;

/// The hash of two nodes.
pub(super) fn node_hash(left: &Digest, right: &Digest) -> Digest {
    let mut first = [1; 64];
    first[1..33].copy_from_slice(left);
    first[33..].copy_from_slice(&right[..31]);
    let mut second = [0; 64];
    second[0] = right[31];
    second[1] = 0x80;
    second[56..].copy_from_slice(&BITS.to_be_bytes());
    let mut state = INITIAL;
    compress256(&mut state, &[GenericArray::from(first), GenericArray::from(second)]);
    let mut digest = [0; 32];
    for (bytes, word) in digest.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    digest
}
