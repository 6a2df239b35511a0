//! Numbers as bytes, seven bits a byte, the lowest first (LEB128); eight bytes at a time.
//!
//! ```text
//!   300 = 0b10_0101100  ─▶  1_0101100  0_0000010      the top bit says that more follows
//! ```

use alloc::vec::Vec;

/// The bit that says that another byte follows, in each of eight.
const MORE: u64 = 0x8080_8080_8080_8080;

/// Appends a number, seven bits a byte.
#[inline]
pub(super) fn put(out: &mut Vec<u8>, number: u64) {
    if number >= 1 << 56 {
        return put_long(out, number);
    }
    let bytes = (64 - (number | 1).leading_zeros()).div_ceil(7);
    // Sevens of bits go to bytes of their own: first four of them by half a byte, then two by two bits, then one by one.
    let fours = number & 0x0fff_ffff | (number & 0x00ff_ffff_f000_0000) << 4;
    let twos = fours & 0x0000_3fff_0000_3fff | (fours & 0x0fff_c000_0fff_c000) << 2;
    let ones = twos & 0x007f_007f_007f_007f | (twos & 0x3f80_3f80_3f80_3f80) << 1;
    let more = MORE & !(u64::MAX << (8 * (bytes - 1)));
    let end = out.len() + bytes as usize;
    out.extend_from_slice(&(ones | more).to_le_bytes());
    out.truncate(end);
}

fn put_long(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Takes a number off the front.
#[inline]
pub(super) fn take(bytes: &mut &[u8]) -> Option<u64> {
    let Some(eight) = bytes.first_chunk() else { return take_slowly(bytes) };
    let eight = u64::from_le_bytes(*eight);
    let last = !eight & MORE;
    if last == 0 {
        return take_slowly(bytes);
    }
    let ones = eight & (last ^ (last - 1)) & !MORE;
    let twos = ones & 0x007f_007f_007f_007f | (ones & 0x7f00_7f00_7f00_7f00) >> 1;
    let fours = twos & 0x0000_3fff_0000_3fff | (twos & 0x3fff_0000_3fff_0000) >> 2;
    *bytes = &bytes[last.trailing_zeros() as usize / 8 + 1..];
    Some(fours & 0x0fff_ffff | (fours & 0x0fff_ffff_0000_0000) >> 4)
}

/// At the end of all bytes, or where there are more than eight.
fn take_slowly(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for (at, byte) in bytes.iter().take(10).enumerate() {
        number |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            *bytes = &bytes[at + 1..];
            return Some(number);
        }
    }
    None
}
