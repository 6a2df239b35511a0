//! What an engine did, in bytes by cause: what its amplification is computed of.
//!
//! ```
//! use snowglobe_core::lsm::Stats;
//!
//! let stats = Stats { put_bytes: 100, log_bytes: 130, flush_bytes: 110, merge_written: 800, ..Stats::default() };
//! assert_eq!(stats.write_amplification(), 10.4);
//! ```

use core::cell::Cell;

/// What an engine did since it was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Writes: each put and delete of a batch counts.
    pub writes: u64,
    /// Bytes of their keys and values.
    pub put_bytes: u64,
    /// Bytes written to logs.
    pub log_bytes: u64,
    /// Bytes of tables that memtables were flushed to.
    pub flush_bytes: u64,
    /// Bytes of tables that were merged.
    pub merge_read: u64,
    /// Bytes of tables that merges wrote.
    pub merge_written: u64,
    /// Bytes of tables that went a level down without being read.
    pub moved_bytes: u64,
    /// Flushes that were finished.
    pub flushes: u64,
    /// Merges that were finished, without moves.
    pub merges: u64,
    /// Moves.
    pub moves: u64,
    /// Writes that had to wait for a flush or merge, or were refused because of it.
    pub stalls: u64,
    /// Blocks read from the disk, by reads.
    pub blocks_read: u64,
    /// Bytes of those.
    pub read_bytes: u64,
    /// Blocks found in the cache.
    pub cache_hits: u64,
    /// Tables that a filter spared.
    pub filtered: u64,
}

impl Stats {
    /// Bytes written to tables and logs for each byte that was put; 0 before the first.
    #[must_use]
    pub fn write_amplification(&self) -> f64 {
        if self.put_bytes == 0 {
            return 0.0;
        }
        (self.log_bytes + self.flush_bytes + self.merge_written) as f64 / self.put_bytes as f64
    }
}

/// What reads count.
#[derive(Clone, Debug, Default)]
pub(super) struct ReadCounts {
    blocks: Cell<u64>,
    bytes: Cell<u64>,
    hits: Cell<u64>,
    filtered: Cell<u64>,
}

impl ReadCounts {
    #[inline]
    pub(super) fn read(&self, bytes: u64) {
        self.blocks.set(self.blocks.get() + 1);
        self.bytes.set(self.bytes.get() + bytes);
    }

    #[inline]
    pub(super) fn hit(&self) {
        self.hits.set(self.hits.get() + 1);
    }

    #[inline]
    pub(super) fn filtered(&self) {
        self.filtered.set(self.filtered.get() + 1);
    }

    /// `stats` with these counts.
    pub(super) fn fill(&self, stats: Stats) -> Stats {
        Stats {
            blocks_read: self.blocks.get(),
            read_bytes: self.bytes.get(),
            cache_hits: self.hits.get(),
            filtered: self.filtered.get(),
            ..stats
        }
    }
}
