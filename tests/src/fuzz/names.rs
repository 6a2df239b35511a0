//! The table of names of a disk, which alone says what is where.
//!
//! `names(bytes, true)` is a table of this version with a right checksum.

use super::Met;
use super::sealing::{crc, put};
use snowglobe_core::disk::NameTable;

/// A good table.
pub(super) fn seed() -> Vec<u8> {
    let names = ["CURRENT", "log-000004", "manifest-000002", "table-000003"];
    let files = [3, 0, 1, 2];
    NameTable { number: 7, names: names.map(String::from).into_iter().zip(files).collect() }.encode()
}

/// Whoever reads a table and writes it again changes nothing: no name is lost on the way.
pub(super) fn names(mut bytes: Vec<u8>, sealed: bool) -> Met {
    if sealed {
        put(&mut bytes, 0, b"SGNT");
        put(&mut bytes, 4, &1_u32.to_le_bytes());
        if let Some(end) = bytes.len().checked_sub(4) {
            let check = crc(&[&bytes[..end]]);
            put(&mut bytes, end, &check);
        }
    }
    let Ok(table) = NameTable::decode(&bytes) else { return Met::Refused };
    assert_eq!(table.encode(), bytes);
    Met::Read
}
