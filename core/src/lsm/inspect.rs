//! What a view wants to know of an engine, as plain data. Nothing is collected unless it is asked for.
//!
//! ```
//! use snowglobe_core::disk::MemoryDisk;
//! use snowglobe_core::lsm::{Lsm, Options, inspect::Probe};
//!
//! let mut lsm = Lsm::open(MemoryDisk::default(), Options::default())?;
//! lsm.put(b"key", b"value")?;
//! lsm.flush()?;
//! let path = lsm.trace(b"key")?;
//! assert_eq!(path.value.as_deref(), Some(&b"value"[..]));
//! assert!(matches!(
//!     path.probes[..],
//!     [Probe::Memtable { found: false }, Probe::Index { block: Some(0), .. }, Probe::Block { block: 0, found: true, .. }]
//! ));
//! # Ok::<(), snowglobe_core::lsm::LsmError>(())
//! ```

use super::compaction::{Job, Shape};
use super::stats::Stats;
use alloc::vec::Vec;

/// What a read looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// A memtable: first the one that is written, then frozen ones.
    Memtable {
        /// Whether it has the key.
        found: bool,
    },
    /// The filter of a table said that the key is not there.
    Filtered {
        /// The table.
        table: u64,
    },
    /// The index of a table said which of its blocks would have the key.
    Index {
        /// The table.
        table: u64,
        /// The block, counted from 0; none if the key comes behind the last.
        block: Option<usize>,
    },
    /// A block of a table.
    Block {
        /// The table.
        table: u64,
        /// The block, counted from 0.
        block: usize,
        /// Whether it was in the cache.
        cached: bool,
        /// Whether it has the key.
        found: bool,
    },
}

/// How a read went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadPath {
    /// What was looked at, in order. Tables whose range does not have the key are not.
    pub probes: Vec<Probe>,
    /// What was found.
    pub value: Option<Vec<u8>>,
}

/// Something sorted that a scan merges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanSource {
    /// The memtable that is written.
    Memtable,
    /// A frozen one, counted from the oldest, from 0.
    Frozen(usize),
    /// Tables of a run that have to do with the range.
    Run {
        /// Its level.
        level: usize,
        /// The tables, in the order of their keys.
        tables: Vec<u64>,
    },
}

/// How a scan went.
///
/// ```
/// # use snowglobe_core::disk::MemoryDisk;
/// # use snowglobe_core::lsm::{Lsm, Options, inspect::ScanSource};
/// let mut lsm = Lsm::open(MemoryDisk::default(), Options::default())?;
/// lsm.put(b"a", b"old")?;
/// lsm.put(b"b", b"1")?;
/// lsm.flush()?;
/// lsm.put(b"a", b"new")?;
/// let (rows, path) = lsm.trace_scan(b"a".to_vec()..=b"b".to_vec(), 10)?;
/// assert_eq!((rows.len(), path.hidden), (2, 1));
/// assert_eq!(path.merged[0], (ScanSource::Memtable, 1));
/// assert!(matches!(path.merged[1], (ScanSource::Run { level: 0, .. }, 2)));
/// # Ok::<(), snowglobe_core::lsm::LsmError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScanPath {
    /// What was merged, and how many entries each gave.
    pub merged: Vec<(ScanSource, u64)>,
    /// Entries that were no row: older versions, tombstones, and what a snapshot does not see.
    pub hidden: u64,
}

/// A memtable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemtableInfo {
    /// Entries, all versions counted.
    pub entries: u64,
    /// Bytes of memory.
    pub bytes: usize,
}

/// A merge under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergeInfo {
    /// What is merged.
    pub job: Job,
    /// Bytes of the tables that are merged.
    pub input: u64,
    /// Bytes of the tables that are finished.
    pub written: u64,
    /// Bytes of entries read and written so far.
    pub moved: u64,
}

/// An engine at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// The tables there are.
    pub shape: Shape,
    /// The memtable that is written.
    pub memtable: MemtableInfo,
    /// Frozen memtables, the oldest first: the next to be flushed.
    pub frozen: Vec<MemtableInfo>,
    /// The merge under way.
    pub merge: Option<MergeInfo>,
    /// Logs that are needed, by number.
    pub logs: Vec<u64>,
    /// Bytes of blocks in the cache.
    pub cached: usize,
    /// Bytes of filters and indexes in memory.
    pub resident: usize,
    /// The sequence number of the last write.
    pub last: u64,
    /// Moments of snapshots.
    pub snapshots: Vec<u64>,
    /// What it did.
    pub stats: Stats,
}

/// Is told what a read looks at. `()` does not listen, and costs nothing.
pub(super) trait Visit {
    fn memtable(&mut self, _found: bool) {}
    fn filtered(&mut self, _table: u64) {}
    fn index(&mut self, _table: u64, _block: Option<usize>) {}
    fn block(&mut self, _table: u64, _block: usize, _cached: bool, _found: bool) {}
}

impl Visit for () {}

impl Visit for Vec<Probe> {
    fn memtable(&mut self, found: bool) {
        self.push(Probe::Memtable { found });
    }

    fn filtered(&mut self, table: u64) {
        self.push(Probe::Filtered { table });
    }

    fn index(&mut self, table: u64, block: Option<usize>) {
        self.push(Probe::Index { table, block });
    }

    fn block(&mut self, table: u64, block: usize, cached: bool, found: bool) {
        self.push(Probe::Block { table, block, cached, found });
    }
}
