//! Makes checksums right, so that what is behind them is looked at.
//!
//! `header` of a log numbered 7 that begins with nonsense becomes one that begins as log 7 does.

use snowglobe_core::hash::crc32c;

pub(super) fn put(bytes: &mut [u8], at: usize, new: &[u8]) {
    if let Some(old) = bytes.get_mut(at..at + new.len()) {
        old.copy_from_slice(new);
    }
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four) as usize)
}

pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<usize> {
    let eight = bytes.get(at..)?.first_chunk()?;
    usize::try_from(u64::from_le_bytes(*eight)).ok()
}

pub(super) fn crc(parts: &[&[u8]]) -> [u8; 4] {
    crc32c(&parts.concat()).to_le_bytes()
}

pub(super) fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The number at a place, and the place after it.
pub(super) fn read_varint(bytes: &[u8], mut at: usize) -> Option<(u64, usize)> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(at)?;
        at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some((value, at));
        }
    }
    None
}

/// The 24 bytes that a numbered file of an LSM tree begins with.
pub(super) fn header(bytes: &mut [u8], magic: &[u8; 8], number: u64) {
    put(bytes, 0, magic);
    put(bytes, 8, &1_u32.to_le_bytes());
    put(bytes, 12, &number.to_le_bytes());
    if let Some(head) = bytes.get(..20) {
        let check = crc(&[head]);
        put(bytes, 20, &check);
    }
}

/// The frames of a log or manifest, from `at` on. One that is too long ends with the file.
pub(super) fn frames(bytes: &mut [u8], mut at: usize, number: u64) {
    while at + 13 <= bytes.len() {
        let left = bytes.len() - at - 13;
        let length = u32_at(bytes, at).unwrap_or(0).min(left);
        put(bytes, at, &(length as u32).to_le_bytes());
        let payload = crc(&[&bytes[at + 13..at + 13 + length]]);
        put(bytes, at + 5, &payload);
        let head = crc(&[&bytes[at..at + 9], &number.to_le_bytes(), &(at as u64).to_le_bytes()]);
        put(bytes, at + 9, &head);
        at += 13 + length;
    }
}

/// A section of a table, by offset and size: its content, how it is compressed, its checksum.
pub(super) fn section(bytes: &mut [u8], (offset, size): (usize, usize)) {
    let Some(end) = offset.checked_add(size).filter(|end| size >= 5 && *end <= bytes.len()) else { return };
    let check = crc(&[&bytes[offset..end - 4]]);
    put(bytes, end - 4, &check);
}
