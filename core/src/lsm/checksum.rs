//! The checksum of everything that is stored: CRC-32C (Castagnoli; RFC 3720).
//!
//! It is the one of [`hash::crc32c`](crate::hash::crc32c) with a table of sixteen rows: an engine checks every
//! byte that it reads, so speed is worth 16 KiB of memory here. They are reckoned when they are first needed, since in
//! a page that is loaded over a network nothing would make them smaller.

use alloc::boxed::Box;
use crc::{CRC_32_ISCSI, Crc, Table};
use once_cell::race::OnceBox;

static CRC: OnceBox<Crc<u32, Table<16>>> = OnceBox::new();

/// The checksum of these parts, one after the other.
pub(super) fn checksum(parts: &[&[u8]]) -> u32 {
    let crc = CRC.get_or_init(|| Box::new(Crc::<u32, Table<16>>::new(&CRC_32_ISCSI)));
    let mut digest = crc.digest();
    for part in parts {
        digest.update(part);
    }
    digest.finalize()
}
