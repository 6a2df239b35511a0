//! The table of names: what was written is read, and nothing else is taken for a table.

use super::*;
use crate::hash::crc32c;

fn table(names: &[(&str, u32)]) -> NameTable {
    NameTable { number: 7, names: names.iter().map(|(name, file)| ((*name).to_string(), *file)).collect() }
}

/// These bytes behind the magic, with a right checksum.
fn sealed(parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = [&b"SGNT"[..], &parts.concat()].concat();
    bytes.extend(crc32c(&bytes).to_le_bytes());
    bytes
}

/// A table of version 1 and number 7 with these names, as they come.
fn listed(count: u32, names: &[(&[u8], u32)]) -> Vec<u8> {
    let one = |(name, file): &(&[u8], u32)| [&file.to_le_bytes(), &[name.len() as u8][..], name].concat();
    let names: Vec<u8> = names.iter().flat_map(one).collect();
    sealed(&[&1_u32.to_le_bytes(), &7_u64.to_le_bytes(), &count.to_le_bytes(), &names])
}

#[test]
fn a_table_is_read_as_it_was_written() {
    let longest = "n".repeat(MAX_NAME);
    let last = MOST_FILES as u32 - 1;
    for names in [&[][..], &[("CURRENT", 3)], &[("a", last), ("b", 0), (longest.as_str(), 9)]] {
        let table = table(names);
        assert_eq!(NameTable::decode(&table.encode()), Ok(table));
    }
    // The format never changes.
    assert_eq!(table(&[("a", 2), ("b-1", 0)]).encode(), listed(2, &[(b"a", 2), (b"b-1", 0)]));
    let full: Names = (0..MOST_FILES as u32).map(|file| (alloc::format!("file-{file:05}"), file)).collect();
    let full = NameTable { number: 1 << 62, names: full };
    assert_eq!(NameTable::decode(&full.encode()), Ok(full));
}

#[test]
fn a_changed_or_missing_byte_is_found() {
    let bytes = table(&[("CURRENT", 3), ("log-000004", 0)]).encode();
    for at in 0..bytes.len() {
        let mut other = bytes.clone();
        other[at] ^= 1 << (at % 8);
        assert_eq!(NameTable::decode(&other), Err(NameTableError::Damaged), "byte {at}");
        assert_eq!(NameTable::decode(&bytes[..at]), Err(NameTableError::Damaged), "{at} bytes");
    }
    assert_eq!(NameTable::decode(&[&bytes[..], &[0]].concat()), Err(NameTableError::Damaged));
}

#[test]
fn what_no_disk_writes_is_no_table() {
    let damaged = |bytes: Vec<u8>| assert_eq!(NameTable::decode(&bytes), Err(NameTableError::Damaged));
    damaged(listed(3, &[(b"a", 0), (b"b", 1)]));
    damaged(listed(1, &[(b"a", 0), (b"b", 1)]));
    damaged(listed(u32::MAX, &[(b"a", 0)]));
    damaged(listed(2, &[(b"b", 0), (b"a", 1)]));
    damaged(listed(2, &[(b"a", 0), (b"a", 1)]));
    damaged(listed(2, &[(b"a", 1), (b"b", 1)]));
    damaged(listed(1, &[(b"a", MOST_FILES as u32)]));
    let long = [b'n'; MAX_NAME + 1];
    for name in [&b""[..], b".a", b"a/b", b"a\xff", &long] {
        damaged(listed(1, &[(name, 0)]));
    }
    let numbered = |number: u64| sealed(&[&1_u32.to_le_bytes(), &number.to_le_bytes(), &[0; 4]]);
    assert!(NameTable::decode(&numbered(1 << 62)).is_ok());
    damaged(numbered((1 << 62) + 1));
}

#[test]
fn a_later_version_is_told_whatever_follows() {
    for rest in [&b""[..], b"something else"] {
        let of = |version: u32| NameTable::decode(&sealed(&[&version.to_le_bytes(), rest]));
        assert_eq!(of(2), Err(NameTableError::Later(2)));
        assert_eq!(of(u32::MAX), Err(NameTableError::Later(u32::MAX)));
        assert_eq!((of(0), of(1)), (Err(NameTableError::Damaged), Err(NameTableError::Damaged)));
    }
}
