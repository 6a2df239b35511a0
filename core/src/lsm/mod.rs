//! A storage engine: keys and values on a disk that survive a crash, fast to write and fast to read. A log-structured
//! merge-tree.
//!
//! ```text
//!   put ─▶ log ─▶ memtable ─frozen─▶ flush ─▶ level 0  ▪ ▪ ▪
//!                    │                                 │ merge
//!   get ◀────────────┴──── newest first ───── level 1  ■ ■
//!                                                      │ merge
//!                                             level 2  ███████
//! ```
//!
//! ```
//! use snowglobe_core::disk::MemoryDisk;
//! use snowglobe_core::lsm::{Batch, Lsm, Options};
//!
//! let mut disk = MemoryDisk::default();
//! let mut lsm = Lsm::open(&mut disk, Options::default())?;
//! lsm.put(b"apple", b"red")?;
//! let mut batch = Batch::default();
//! batch.delete(b"apple")?;
//! batch.put(b"banana", b"yellow")?;
//! lsm.write(&batch)?;
//! drop(lsm); // as if the program had died
//!
//! let lsm = Lsm::open(&mut disk, Options::default())?;
//! assert_eq!(lsm.get(b"apple")?, None);
//! assert_eq!(lsm.get(b"banana")?, Some(b"yellow".to_vec()));
//! # Ok::<(), snowglobe_core::lsm::LsmError>(())
//! ```
//!
//! # The promise
//!
//! - **With [`Sync::Always`], what a write acknowledged survives any crash.** With [`Sync::Every`] and
//!   [`Sync::Never`] a prefix of the writes survives, never a hole; at least up to [`Lsm::durable_sequence`].
//! - **A batch is whole or absent.** A write that was refused by a failing disk may have happened all the same after a
//!   crash, if it was the last one; it is never seen before.
//! - **Damage is found**: everything is checksummed, and an error says in which file and where. It is never returned as
//!   data, and nothing is written over it. A damaged table is an error to whoever reads in its range; the rest can be
//!   read.
//! - **What cannot be told from a crash**: the end of the last log of an engine that was not [closed](Lsm::close). Each
//!   write vouches for what was durable before it, and closing for all of it. So if the last write rots before that, or
//!   with [`Sync::Every`] and [`Sync::Never`] one of those since the last sync before a write, or if somebody cuts
//!   that log short or deletes it, then the writes from there on are gone without an error. What is left is a prefix
//!   all the same, never a hole, and nothing of what is in tables or earlier logs is missing without an error.
//! - **A full disk refuses writes** and loses nothing; with room made, the next write goes on.
//! - **Opening after a crash needs nobody's hand**, and a crash while opening changes nothing.
//! - **One at a time**: the folder is locked. Strangers' files in it are left alone, whatever they are called; only
//!   under names as ours are empty files, and those with nothing but zeros, cleared away: crashes leave such. A
//!   stranger's file that is in the way is an error that names it.
//!
//! # Who does the work
//!
//! A write that finds the memtable full freezes it; flushing and merging are cut into steps. With
//! [`Options::self_driven`] each write does some, in proportion to its bytes. If flushes are behind all the same, the
//! write that must freeze a memtable first finishes what is in its way: at most the flush of a memtable and the merges
//! that take level 0 below [`Options::level0_stop`]. Otherwise such a write is refused with [`LsmError::Busy`], and
//! whoever holds the engine calls [`Lsm::work`]: a simulation by its clock, a page between frames, a thread in its loop.
//!
//! # Where what is
//!
//! `log` and `manifest` are files of frames, `table` sorted files, `memtable` the tree in memory; `version` says which
//! tables there are, [`compaction`] changes that; `write`, `work`, `read` and `recovery` are what the engine does with
//! them; [`inspect`] and [`anatomy`] are for views.
//!
//! Sources: O'Neil, Cheng, Gawlick and O'Neil, "The log-structured merge-tree (LSM-tree)" (1996); `LevelDB`'s
//! documents of its formats (Dean and Ghemawat, 2011), from which they differ where it says so.

pub mod anatomy;
mod batch;
mod cache;
mod checkpoint;
mod checksum;
mod coding;
pub mod compaction;
mod error;
mod filter;
pub mod inspect;
mod iter;
mod locate;
mod log;
mod manifest;
mod memtable;
mod names;
mod options;
mod read;
mod recovery;
mod snapshot;
mod stats;
mod table;
mod version;
mod work;
mod write;

#[cfg(test)]
mod tests;

pub use batch::Batch;
pub use error::{Damage, LsmError};
pub use iter::Scan;
pub use locate::{Located, Pulse, Where};
pub use names::table_file;

pub use options::{Compaction, Compression, Options, Sync};
pub use read::Rows;
pub use snapshot::Snapshot;
pub use stats::Stats;
pub use table::TableInfo;
pub use work::Progress;

use crate::disk::Disk;
use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use cache::Cache;
use compaction::flush::Flush;
use compaction::merge::Merge;
use core::cell::RefCell;
use log::frame::FrameKind;
use log::writer::FrameWriter;
use manifest::Manifest;
use memtable::Memtable;
use snapshot::Snapshots;
use stats::ReadCounts;
use version::Version;

/// The longest key, in bytes.
pub const MAX_KEY: usize = 64 << 10;
/// The longest value, in bytes.
pub const MAX_VALUE: usize = 64 << 20;
/// The most bytes that a batch may have.
pub const MAX_BATCH: usize = 512 << 20;

/// A memtable that is not written any more and waits to be flushed.
#[derive(Clone, Debug)]
struct Frozen {
    memtable: Arc<Memtable>,
    /// The first log that is needed when it is flushed.
    log_after: u64,
    /// The last sequence number in it or before it.
    last: u64,
}

/// A storage engine on a disk; see the module.
#[derive(Clone, Debug)]
pub struct Lsm<D: Disk> {
    disk: D,
    options: Options,
    memtable: Memtable,
    /// The oldest first.
    frozen: VecDeque<Frozen>,
    version: Version,
    log: FrameWriter,
    /// The end of the last write in the log that was acknowledged.
    log_end: u64,
    /// Logs that are needed.
    logs: Vec<u64>,
    manifest: Manifest,
    /// Files that go as soon as it is certain that nobody needs them.
    garbage: Vec<String>,
    next_file: u64,
    /// Sequence numbers: of the last write, of the last that is in tables, of the last that is durable.
    last: u64,
    flushed: u64,
    durable: u64,
    /// Whether the log cannot vouch for the memtables: they must be flushed before the next write.
    must_flush: bool,
    flush: Option<Flush>,
    merge: Option<Merge>,
    /// Whether the policy had nothing to do with the tables that there are.
    at_rest: bool,
    snapshots: Snapshots,
    cache: RefCell<Cache>,
    counts: ReadCounts,
    stats: Stats,
    /// Bytes of work that writes owe.
    owed: u64,
    scratch: Batch,
}

impl<D: Disk> Lsm<D> {
    /// The disk.
    #[must_use]
    pub fn disk(&self) -> &D {
        &self.disk
    }

    /// The disk, to give it faults. Its files are the engine's.
    pub fn disk_mut(&mut self) -> &mut D {
        &mut self.disk
    }

    /// What was chosen.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Ends it in order: what is in the log is made durable and vouched for, so that damage to any byte is found.
    ///
    /// # Errors
    /// That the disk does not take it. Nothing is lost that was durable.
    pub fn close(mut self) -> Result<(), LsmError> {
        self.end()
    }

    /// What [`Lsm::close`] does to the files.
    pub(crate) fn end(&mut self) -> Result<(), LsmError> {
        // A disk that failed is asked once more: what is not durable is not said to be.
        if self.log.is_spent() || self.must_flush {
            self.heal()?;
        }
        let mut closed = None;
        if !self.log.is_spent() {
            self.log.sync(&mut self.disk)?;
            self.log.add(FrameKind::Closed, |_| {});
            self.log.sync(&mut self.disk)?;
            closed = Some((self.log.number, self.log.end()));
        }
        if !self.manifest.is_doubtful() {
            self.manifest.close(&mut self.disk, closed)?;
        }
        Ok(())
    }
}

impl<D: Disk> Drop for Lsm<D> {
    fn drop(&mut self) {
        let (flush, merge) = (self.flush.take(), self.merge.take());
        let mut bench = self.bench();
        if let Some(flush) = flush {
            flush.abandon(&mut bench);
        }
        if let Some(merge) = merge {
            merge.abandon(&mut bench);
        }
        for (_, table) in self.version.tables() {
            self.disk.close(table.file);
        }
        self.disk.close(self.log.file);
        self.disk.close(self.manifest.writer.file);
        self.disk.unlock();
    }
}
