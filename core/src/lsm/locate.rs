//! Where each version of a key is, and a few cheap numbers: for views that must change nothing by looking.
//!
//! ```
//! use snowglobe_core::disk::MemoryDisk;
//! use snowglobe_core::lsm::{Lsm, Options, Where};
//!
//! let mut lsm = Lsm::open(MemoryDisk::default(), Options::default())?;
//! lsm.put(b"key", b"old")?;
//! lsm.flush()?;
//! lsm.delete(b"key")?;
//! let versions = lsm.locate(b"key")?;
//! assert_eq!((versions[0].place, versions[0].value), (Where::Memtable, None)); // the tombstone, in memory
//! assert!(matches!(versions[1].place, Where::Table { level: 0, block: 0, .. }));
//! assert_eq!(versions[1].value, Some(3));
//! # Ok::<(), snowglobe_core::lsm::LsmError>(())
//! ```

use super::compaction::Job;
use super::error::{Damage, LsmError};
use super::memtable::Memtable;
use super::options::{Compaction, Sync};
use super::stats::ReadCounts;
use super::table::is_tombstone;
use super::table::reader::Reading;
use super::{Lsm, Options};
use crate::disk::Disk;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// Where a version of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// The memtable that is written.
    Memtable,
    /// A frozen one, counted from the oldest, 0.
    Frozen(usize),
    /// A table.
    Table {
        /// Its level.
        level: usize,
        /// Its number.
        table: u64,
        /// The block, counted from 0.
        block: usize,
    },
}

/// A version of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located {
    /// Where it is.
    pub place: Where,
    /// The sequence number of the write.
    pub sequence: u64,
    /// Bytes of its value; `None` for a tombstone.
    pub value: Option<usize>,
}

/// What can be told at once. O(tables).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pulse {
    /// Entries of the memtable that is written.
    pub memtable_entries: u64,
    /// Bytes of it.
    pub memtable_bytes: usize,
    /// Frozen memtables.
    pub frozen: usize,
    /// Levels that have tables, the empty ones above them included.
    pub levels: usize,
    /// Sorted runs.
    pub runs: usize,
    /// Tables.
    pub tables: usize,
    /// Bytes of them.
    pub table_bytes: u64,
    /// Their entries.
    pub entries: u64,
    /// Tombstones among those.
    pub tombstones: u64,
    /// The table with the highest number: the one that was written last; 0 if there is none.
    pub newest: u64,
    /// Bytes at each level; the last one has what is below it too.
    pub level_bytes: [u64; 12],
}

impl<D: Disk> Lsm<D> {
    /// Every version of a key that has not been merged away, the newest first. Neither the cache nor a counter
    /// changes; the disk is read.
    ///
    /// # Errors
    /// If a file is damaged or the disk fails.
    pub fn locate(&self, key: &[u8]) -> Result<Vec<Located>, LsmError> {
        let mut found = Vec::new();
        let frozen = self.frozen.iter().enumerate().rev();
        let frozen = frozen.map(|(at, frozen)| (Where::Frozen(at), &*frozen.memtable));
        for (place, memtable) in core::iter::once((Where::Memtable, &self.memtable)).chain(frozen) {
            versions_in(memtable, key, place, &mut found);
        }
        let counts = ReadCounts::default();
        let reading = Reading { disk: &self.disk, cache: None, counts: &counts };
        for (level, run) in
            self.version.levels.iter().enumerate().flat_map(|(l, runs)| runs.iter().map(move |r| (l, r)))
        {
            let Some(table) = run.table_of(key) else { continue };
            table.check()?;
            let mut block = table.index.find(key, u64::MAX);
            while block < table.index.len() {
                let (content, _) = table.block(reading, block)?;
                let mut tag = u64::MAX;
                loop {
                    let entry = content.find(key, tag).map_err(|_| table.damage(block, Damage::Encoding))?;
                    let Some(entry) = entry else { break };
                    let value = (!is_tombstone(entry.tag)).then(|| entry.value.1 - entry.value.0);
                    let place = Where::Table { level, table: table.info.number, block };
                    found.push(Located { place, sequence: entry.tag >> 8, value });
                    match entry.tag.checked_sub(1) {
                        Some(older) => tag = older,
                        None => break,
                    }
                }
                // More versions can be in the next block only if this one ends with the key.
                if table.index.key(block) != key {
                    break;
                }
                block += 1;
            }
        }
        Ok(found)
    }

    /// What can be told at once.
    #[must_use]
    pub fn pulse(&self) -> Pulse {
        let mut pulse = Pulse {
            memtable_entries: self.memtable.len(),
            memtable_bytes: self.memtable.bytes(),
            frozen: self.frozen.len(),
            levels: self.version.levels.len(),
            runs: self.version.runs().count(),
            ..Pulse::default()
        };
        for (place, table) in self.version.tables() {
            let level = (place.level as usize).min(pulse.level_bytes.len() - 1);
            pulse.level_bytes[level] += table.info.bytes;
            pulse.tables += 1;
            pulse.table_bytes += table.info.bytes;
            pulse.entries += table.info.entries;
            pulse.tombstones += table.info.tombstones;
            pulse.newest = pulse.newest.max(table.info.number);
        }
        pulse
    }

    /// Entries of the memtable that is written, and its bytes.
    #[must_use]
    pub fn memtable_size(&self) -> (u64, u64) {
        (self.memtable.len(), self.memtable.bytes() as u64)
    }

    /// Frozen memtables.
    #[must_use]
    pub fn frozen_count(&self) -> usize {
        self.frozen.len()
    }

    /// The merge under way, and the bytes of the tables that it reads.
    #[must_use]
    pub fn merging(&self) -> Option<(&Job, u64)> {
        self.merge.as_ref().map(|merge| (&merge.job, merge.input))
    }

    /// Freezes the memtable, so that the next work flushes it.
    ///
    /// # Errors
    /// As [`Lsm::sync`]: what was in the log is made durable first.
    pub fn freeze(&mut self) -> Result<(), LsmError> {
        if self.memtable.is_empty() { Ok(()) } else { self.rotate() }
    }

    /// From now on writes are durable at other moments.
    ///
    /// # Errors
    /// [`LsmError::Option`] for [`Sync::Every`] of 0.
    pub fn set_sync(&mut self, sync: Sync) -> Result<(), LsmError> {
        let options = Options { sync, ..self.options.clone() };
        options.check()?;
        self.options = options;
        Ok(())
    }

    /// From now on tables are merged by another policy. A merge under way is finished.
    pub fn set_compaction(&mut self, compaction: Compaction) {
        self.options.compaction = compaction;
        self.at_rest = false;
    }

    /// Bytes of memory that are this copy's, besides its disk's: an estimate. What copies share counts in parts.
    #[must_use]
    pub fn footprint(&self) -> usize {
        let frozen = self.frozen.iter().map(|frozen| &frozen.memtable);
        let frozen: usize =
            frozen.map(|memtable| memtable.bytes() / Arc::strong_count(memtable).max(1)).sum();
        let tables = self.version.tables().map(|(_, table)| {
            let own = table.index.bytes() + table.filter.bytes();
            // The lane of the cache is not shared.
            own / Arc::strong_count(table).max(1) + table.index.len() * 4 + 16
        });
        // Blocks are shared by nearly all copies.
        size_of::<Self>()
            + self.memtable.bytes()
            + frozen
            + tables.sum::<usize>()
            + self.cache.borrow().bytes() / 8
    }
}

fn versions_in(memtable: &Memtable, key: &[u8], place: Where, found: &mut Vec<Located>) {
    let mut next = memtable.seek(key, u64::MAX);
    while let Some(at) = next {
        let (stored, tag, value) = memtable.entry(at);
        if stored != key {
            break;
        }
        let value = (!is_tombstone(tag)).then_some(value.len());
        found.push(Located { place, sequence: tag >> 8, value });
        next = memtable.next(at);
    }
}
