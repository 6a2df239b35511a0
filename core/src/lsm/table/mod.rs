//! A sorted table on disk that never changes.
//!
//! ```text
//!   ┌────────┬─────────┬─────────┬─────┬────────┬───────┬────────┐
//!   │ header │ block 0 │ block 1 │  …  │ filter │ index │ footer │
//!   └────────┴─────────┴─────────┴─────┴────────┴───────┴────────┘
//!       24     entries, compressed 1, checksum 4      │      56
//!                  ▲                                  │
//!                  └── the last key of each block ────┘
//! ```
//!
//! To find a key: the [`filter`](super::filter) says whether it may be there, the [`index`] in which block, the
//! [`block`] at which of its restart points, and from there at most eight entries are read. Index and filter of
//! each table are in memory; blocks are read when needed, checked, and held by the [cache](super::cache).
//!
//! After `LevelDB`'s `table_format.md`, with one level of index.

pub(super) mod block;
pub(super) mod builder;
pub(super) mod cursor;
pub(super) mod footer;
pub(super) mod index;
pub(super) mod reader;

use alloc::vec::Vec;
use core::ops::Bound;

/// What is known of a table without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableInfo {
    /// The number in its name.
    pub number: u64,
    /// Bytes of its file.
    pub bytes: u64,
    /// Entries: all versions of all keys, and tombstones.
    pub entries: u64,
    /// Tombstones among them.
    pub tombstones: u64,
    /// The smallest key.
    pub smallest: Vec<u8>,
    /// The largest key.
    pub largest: Vec<u8>,
}

impl TableInfo {
    /// Whether a key lies between its smallest and largest.
    #[must_use]
    pub fn spans(&self, key: &[u8]) -> bool {
        self.smallest.as_slice() <= key && key <= self.largest.as_slice()
    }

    /// Whether a key within these bounds may be in it.
    #[must_use]
    pub fn meets(&self, (start, end): (Bound<&[u8]>, Bound<&[u8]>)) -> bool {
        let begins = match start {
            Bound::Included(start) => start <= self.largest.as_slice(),
            Bound::Excluded(start) => start < self.largest.as_slice(),
            Bound::Unbounded => true,
        };
        let ends = match end {
            Bound::Included(end) => self.smallest.as_slice() <= end,
            Bound::Excluded(end) => self.smallest.as_slice() < end,
            Bound::Unbounded => true,
        };
        begins && ends
    }

    /// Whether it has keys in common with this range.
    #[must_use]
    pub fn overlaps(&self, smallest: &[u8], largest: &[u8]) -> bool {
        self.smallest.as_slice() <= largest && smallest <= self.largest.as_slice()
    }
}

/// No write has a higher sequence number.
pub(super) const LAST_SEQUENCE: u64 = 1 << 55;

/// The tag of an entry: its sequence number, and what happened to the key.
pub(super) fn tag(sequence: u64, kind: super::batch::Kind) -> u64 {
    sequence << 8 | kind as u64
}

/// Whether an entry of this tag takes the key away.
pub(super) fn is_tombstone(tag: u64) -> bool {
    tag & 0xff == 0
}

/// All entries of a sequence number and those before.
pub(super) fn up_to(sequence: u64) -> u64 {
    sequence << 8 | 0xff
}
