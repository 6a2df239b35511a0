//! A table of names: which file of a pool is called what, for a disk whose files cannot be renamed.
//!
//! ```text
//!   "SGNT" │ version: 1, 4 │ number, 8 │ names, 4 ┃ file 4 │ length 1 │ name ┃ …  ┃ CRC-32C of all before, 4
//! ```
//!
//! Names ascend, and no file has two. A later version keeps magic, version and checksum where they are, so that it is
//! known as one and left alone.
//!
//! ```
//! use snowglobe_core::disk::{NameTable, NameTableError};
//!
//! let table = NameTable { number: 1, names: [("CURRENT".into(), 3), ("log-000004".into(), 0)].into() };
//! let mut bytes = table.encode();
//! assert_eq!(NameTable::decode(&bytes), Ok(table));
//! bytes[9] ^= 1;
//! assert_eq!(NameTable::decode(&bytes), Err(NameTableError::Damaged));
//! ```

use super::check_name;
use crate::hash::crc32c;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

const MAGIC: [u8; 4] = *b"SGNT";
const VERSION: u32 = 1;

/// No table has a higher number, so that there is always a next.
const MOST_NUMBERED: u64 = 1 << 62;

/// Files that a pool may have: their numbers are lower.
pub const MOST_FILES: usize = 4_096;

/// Which file is called what, by the files' numbers.
pub type Names = BTreeMap<String, u32>;

/// A table of names; see the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameTable {
    /// Of two tables the one with the higher number is the later.
    pub number: u64,
    /// The names, none longer than [`MAX_NAME`](super::MAX_NAME).
    pub names: Names,
}

/// Why there is no table in some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameTableError {
    /// There is one of this later version.
    Later(u32),
    /// There is none, or what is left of one.
    Damaged,
}

impl NameTable {
    /// The table as bytes. O(names).
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(self.number.to_le_bytes());
        bytes.extend((self.names.len() as u32).to_le_bytes());
        for (name, file) in &self.names {
            bytes.extend(file.to_le_bytes());
            bytes.push(name.len() as u8);
            bytes.extend(name.as_bytes());
        }
        bytes.extend(crc32c(&bytes).to_le_bytes());
        bytes
    }

    /// The table that these bytes are. O(names).
    ///
    /// # Errors
    /// If they are not exactly what [`NameTable::encode`] gives.
    pub fn decode(bytes: &[u8]) -> Result<Self, NameTableError> {
        let right = |(content, check): &(&[u8], &[u8; 4])| crc32c(content).to_le_bytes() == **check;
        let content =
            bytes.split_last_chunk::<4>().filter(right).and_then(|(content, _)| content.strip_prefix(&MAGIC));
        let (version, rest) =
            content.and_then(|rest| rest.split_first_chunk::<4>()).ok_or(NameTableError::Damaged)?;
        match u32::from_le_bytes(*version) {
            VERSION => numbered(rest).ok_or(NameTableError::Damaged),
            later if later > VERSION => Err(NameTableError::Later(later)),
            _ => Err(NameTableError::Damaged),
        }
    }
}

/// What follows the version.
fn numbered(bytes: &[u8]) -> Option<NameTable> {
    let (number, rest) = bytes.split_first_chunk::<8>()?;
    let (count, mut rest) = rest.split_first_chunk::<4>()?;
    let (mut names, mut named) = (Names::new(), vec![false; MOST_FILES]);
    for _ in 0..u32::from_le_bytes(*count) {
        let ([f0, f1, f2, f3, length], after) = rest.split_first_chunk::<5>()?;
        let (name, after) = after.split_at_checked(usize::from(*length))?;
        let (name, file) = (core::str::from_utf8(name).ok()?, u32::from_le_bytes([*f0, *f1, *f2, *f3]));
        let ascends = names.last_key_value().is_none_or(|(last, _)| last.as_str() < name);
        // Of two names for a file, one would see it emptied when the other goes.
        let twice = core::mem::replace(named.get_mut(file as usize)?, true);
        if !ascends || twice || check_name(name).is_err() {
            return None;
        }
        names.insert(name.into(), file);
        rest = after;
    }
    let number = Some(u64::from_le_bytes(*number)).filter(|number| *number <= MOST_NUMBERED)?;
    rest.is_empty().then_some(NameTable { number, names })
}
