//! The last bytes of a table: where the rest is.
//!
//! ```text
//!   filter: offset 8, size 8 │ index: offset 8, size 8 │ entries 8 │ version 4 │ magic 8 │ checksum 4
//! ```
//!
//! Filter and index are stored as blocks are, with a checksum each. The number of the file is in its header and in
//! the checksum of the footer, so that no table can be taken for another.

use crate::lsm::checksum::checksum;
use crate::lsm::coding::{u32_at, u64_at};
use crate::lsm::error::{Damage, LsmError};
use crate::lsm::names::{FileKind, VERSION};
use alloc::vec::Vec;

/// Bytes of a footer.
pub(in crate::lsm) const FOOTER: usize = 56;

/// A footer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::lsm) struct Footer {
    pub(in crate::lsm) filter: (u64, u64),
    pub(in crate::lsm) index: (u64, u64),
    pub(in crate::lsm) entries: u64,
}

impl Footer {
    pub(in crate::lsm) fn encode(&self, number: u64) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(FOOTER);
        for value in [self.filter.0, self.filter.1, self.index.0, self.index.1, self.entries] {
            bytes.extend_from_slice(&value.to_le_bytes());
        }
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(FileKind::Table.magic());
        let check = checksum(&[&bytes, &number.to_le_bytes()]);
        bytes.extend_from_slice(&check.to_le_bytes());
        bytes
    }

    /// The footer of a table of this many bytes.
    ///
    /// # Errors
    /// If it is damaged, or points beyond the table.
    pub(in crate::lsm) fn decode(bytes: &[u8], number: u64, size: u64) -> Result<Self, LsmError> {
        let name = FileKind::Table.name(number);
        let offset = size.saturating_sub(FOOTER as u64);
        let damage = |damage| LsmError::corrupt(&name, offset, damage);
        let check = bytes.get(..FOOTER - 4).map(|most| checksum(&[most, &number.to_le_bytes()]));
        if check.is_none() || u32_at(bytes, FOOTER - 4) != check {
            return Err(damage(Damage::Checksum));
        }
        match u32_at(bytes, 40) {
            Some(VERSION) => {}
            Some(version) if version > VERSION => return Err(LsmError::Future { file: name, version }),
            _ => return Err(damage(Damage::Header)),
        }
        let value = |index: usize| u64_at(bytes, 8 * index).unwrap_or(0);
        let footer = Self { filter: (value(0), value(1)), index: (value(2), value(3)), entries: value(4) };
        let fits = |(from, size): (u64, u64)| from.checked_add(size).is_some_and(|end| end <= offset);
        if fits(footer.filter) && fits(footer.index) { Ok(footer) } else { Err(damage(Damage::Encoding)) }
    }
}
