//! The checksum of everything that is stored: CRC-32C (Castagnoli; RFC 3720).
//!
//! It is the one of [`hash::crc32c`](crate::hash::crc32c) with a table of sixteen rows: an engine checks every
//! byte that it reads, so speed is worth 16 KiB here, while a placement that hashes a name is better small.

use crc::{CRC_32_ISCSI, Crc, Table};

static CRC: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISCSI);

/// The checksum of these parts, one after the other.
pub(super) fn checksum(parts: &[&[u8]]) -> u32 {
    let mut digest = CRC.digest();
    for part in parts {
        digest.update(part);
    }
    digest.finalize()
}
