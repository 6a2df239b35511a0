//! What can be chosen of an engine.
//!
//! ```
//! use snowglobe_core::lsm::{Compaction, Options, Sync};
//!
//! let options = Options { compaction: Compaction::SizeTiered, sync: Sync::Every(100), ..Options::default() };
//! assert!(options.check().is_ok());
//! assert!(Options { size_ratio: 1, ..options }.check().is_err());
//! ```

use super::compaction::{LazyLeveled, Leveled, Policy, SizeTiered};
use super::error::LsmError;

/// When a write is durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sync {
    /// When it is acknowledged: the log is synced for each write.
    Always,
    /// The log is synced after every so many writes (at least 1): a crash loses at most the last n − 1.
    Every(u32),
    /// When its memtable is full, or [`Lsm::sync`](super::Lsm::sync) is called: a crash loses a tail.
    Never,
}

/// How tables are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compaction {
    /// One sorted run a level: reads are cheap, writes cost most.
    Leveled,
    /// Up to `size_ratio` runs a level: writes are cheap, reads and space cost most.
    SizeTiered,
    /// Tiered, and one run at the last level, where most of the data is.
    LazyLeveled,
}

impl Compaction {
    /// The policy of this name.
    #[must_use]
    pub fn policy(self) -> &'static dyn Policy {
        match self {
            Self::Leveled => &Leveled,
            Self::SizeTiered => &SizeTiered,
            Self::LazyLeveled => &LazyLeveled,
        }
    }
}

/// How blocks are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// As they are.
    None,
    /// Compressed where that saves an eighth (feature `lz4`).
    #[cfg(feature = "lz4")]
    Lz4,
}

/// Choices; see the fields. All but the format of files may change from one opening to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How tables are merged.
    pub compaction: Compaction,
    /// How much larger each level is than the one above; 2 to 1,000.
    pub size_ratio: u32,
    /// Bytes of a memtable before it is frozen; 1 to 1 GiB.
    pub memtable_bytes: usize,
    /// Frozen memtables that may wait to be flushed, before writes are refused; at least 1.
    pub frozen_memtables: usize,
    /// Bytes of a table that a merge writes, about; 1 to 1 GiB.
    pub table_bytes: usize,
    /// Runs at level 0 that start a merge under [`Compaction::Leveled`]; at least 1.
    pub level0_runs: usize,
    /// Runs at level 0 at which writes are refused; above `level0_runs` and `size_ratio`.
    pub level0_stop: usize,
    /// Bytes of a data block before it is closed; 1 to 16 MiB.
    pub block_bytes: usize,
    /// Bits of the Bloom filter for each key; 0 for none, up to 64.
    pub bits_per_key: u32,
    /// Bytes of data blocks held in memory.
    pub cache_bytes: usize,
    /// When a write is durable.
    pub sync: Sync,
    /// Bytes of the log that may wait in memory under [`Sync::Every`] and [`Sync::Never`]. With 0, what is
    /// acknowledged is with the operating system: it survives the end of the process, not that of the machine.
    pub log_buffer: usize,
    /// How blocks are stored.
    pub compression: Compression,
    /// Whether writes do the flushing and merging, each a part in proportion to its bytes. Otherwise
    /// [`Lsm::work`](super::Lsm::work) must be called.
    pub self_driven: bool,
    /// **Wrong on purpose**, to show what tombstones are for: merges drop them although older tables may have the key,
    /// which is then back. Leave it off.
    pub drop_tombstones_early: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            compaction: Compaction::Leveled,
            size_ratio: 10,
            memtable_bytes: 16 << 20,
            frozen_memtables: 2,
            table_bytes: 16 << 20,
            level0_runs: 4,
            level0_stop: 24,
            block_bytes: 4_096,
            bits_per_key: 10,
            cache_bytes: 64 << 20,
            sync: Sync::Always,
            log_buffer: 0,
            compression: Compression::None,
            self_driven: true,
            drop_tombstones_early: false,
        }
    }
}

impl Options {
    /// Whether each is in its range.
    ///
    /// # Errors
    /// [`LsmError::Option`] names the first that is not.
    pub fn check(&self) -> Result<(), LsmError> {
        let gibibyte = 1..=1 << 30;
        let checks = [
            ("size_ratio", (2..=1_000).contains(&self.size_ratio)),
            ("memtable_bytes", gibibyte.contains(&self.memtable_bytes)),
            ("frozen_memtables", self.frozen_memtables >= 1),
            ("table_bytes", gibibyte.contains(&self.table_bytes)),
            ("level0_runs", self.level0_runs >= 1),
            ("level0_stop", self.level0_stop > self.level0_runs.max(self.size_ratio as usize)),
            ("block_bytes", (1..=16 << 20).contains(&self.block_bytes)),
            ("bits_per_key", self.bits_per_key <= 64),
            ("sync", self.sync != Sync::Every(0)),
        ];
        match checks.iter().find(|(_, good)| !good) {
            Some((name, _)) => Err(LsmError::Option(name)),
            None => Ok(()),
        }
    }
}
