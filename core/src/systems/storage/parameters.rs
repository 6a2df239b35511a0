//! What of the storage engine can be set.

use super::choice::{Compare, DiskKind, Distribution, Loss, Packing, Policy, SyncMode, Tombstones, Workload};
use crate::btree;
use crate::lsm::{self, Compression};
use crate::scenario::{Parameter, Range, Settings};
use crate::sim::{Nanos, SECOND};

const US: Nanos = SECOND / 1_000_000;

/// Indices into [`PARAMETERS`], the same in every link ever made.
pub mod index {
    #![expect(missing_docs, reason = "each is the parameter of the same name")]
    pub const POLICY: usize = 0;
    pub const SIZE_RATIO: usize = 1;
    pub const MEMTABLE_BYTES: usize = 2;
    pub const TABLE_BYTES: usize = 3;
    pub const BLOCK_BYTES: usize = 4;
    pub const BITS_PER_KEY: usize = 5;
    pub const CACHE_BYTES: usize = 6;
    pub const SYNC: usize = 7;
    pub const SYNC_EVERY: usize = 8;
    pub const COMPRESSION: usize = 9;
    pub const LEVEL0_RUNS: usize = 10;
    pub const LEVEL0_STOP: usize = 11;
    pub const FROZEN_MEMTABLES: usize = 12;
    pub const TOMBSTONES: usize = 13;
    pub const DISK: usize = 14;
    pub const CAPACITY: usize = 15;
    pub const FATE: usize = 16;
    pub const WORKLOAD: usize = 17;
    pub const DISTRIBUTION: usize = 18;
    pub const KEYS: usize = 19;
    pub const PRELOAD: usize = 20;
    pub const VALUE_BYTES: usize = 21;
    pub const RATE: usize = 22;
    pub const DELETES: usize = 23;
    pub const COMPARE: usize = 24;
    pub const PAGE_BYTES: usize = 25;
    pub const POOL_PAGES: usize = 26;
    pub const CHECKPOINT_BYTES: usize = 27;
    pub const WORK_BYTES: usize = 28;
    pub const LATENCY: usize = 29;
    pub const DURATION: usize = 30;
}

/// Bytes of a page of the B+tree, by their place in the list.
const PAGES: [&str; 5] = ["4096", "8192", "16384", "32768", "65536"];
const MIB: u64 = 1 << 20;

const fn parameter(name: &'static str, range: Range, default: u64) -> Parameter {
    Parameter { name, range, default }
}

/// The parameters in the order in which links name them.
pub const PARAMETERS: &[Parameter] = &[
    parameter("policy", Range::Choice(Policy::NAMES), 0),
    parameter("size_ratio", Range::Count(2, 20), 4),
    parameter("memtable_bytes", Range::Count(256, 4 * MIB), 2_048),
    parameter("table_bytes", Range::Count(256, 4 * MIB), 4_096),
    parameter("block_bytes", Range::Count(64, 65_536), 512),
    parameter("bits_per_key", Range::Count(0, 24), 10),
    parameter("cache_bytes", Range::Count(0, 16 * MIB), 4_096),
    parameter("sync", Range::Choice(SyncMode::NAMES), 0),
    parameter("sync_every", Range::Count(1, 10_000), 10),
    parameter("compression", Range::Choice(Packing::NAMES), 0),
    parameter("level0_runs", Range::Count(1, 20), 2),
    parameter("level0_stop", Range::Count(2, 100), 8),
    parameter("frozen_memtables", Range::Count(1, 8), 2),
    parameter("tombstones", Range::Choice(Tombstones::NAMES), 0),
    parameter("disk", Range::Choice(DiskKind::NAMES), 1),
    parameter("capacity", Range::Count(0, 1_024 * MIB), 0),
    parameter("fate", Range::Choice(Loss::NAMES), 0),
    parameter("workload", Range::Choice(Workload::NAMES), 0),
    parameter("distribution", Range::Choice(Distribution::NAMES), 1),
    parameter("keys", Range::Count(1, 20_000), 200),
    parameter("preload", Range::Count(0, 20_000), 0),
    parameter("value_bytes", Range::Count(1, 65_536), 64),
    parameter("rate", Range::Count(0, 100_000), 20),
    parameter("deletes", Range::Percent(0, 100), 0),
    parameter("compare", Range::Choice(Compare::NAMES), 0),
    parameter("page_bytes", Range::Choice(&PAGES), 0),
    parameter("pool_pages", Range::Count(8, 10_000), 8),
    parameter("checkpoint_bytes", Range::Count(4_096, 64 * MIB), 65_536),
    parameter("work_bytes", Range::Count(256, MIB), 4_096),
    parameter("latency", Range::Time(US, SECOND), 100 * US),
    parameter("duration", Range::Time(SECOND, 3_600 * SECOND), 20 * SECOND),
];

/// The settings as the system uses them; those of [`Rules`](super::Rules) may change while it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters {
    /// What the LSM tree is opened with.
    pub lsm: lsm::Options,
    /// What the B+tree is opened with.
    pub btree: btree::Options,
    /// What an access costs.
    pub disk: DiskKind,
    /// Bytes that the files of a disk may have; `None` for as many as there are.
    pub capacity: Option<u64>,
    /// What becomes of what was not durable.
    pub fate: Loss,
    /// What the clients do.
    pub workload: Workload,
    /// With which keys.
    pub distribution: Distribution,
    /// Of so many.
    pub keys: u32,
    /// Records that are there when the run begins: the first of the keys.
    pub preload: u32,
    /// Bytes of a value.
    pub value_bytes: usize,
    /// Whether a B+tree does the same beside it.
    pub compare: bool,
    /// Bytes of flushing and merging that are done at once.
    pub work_bytes: u64,
    /// Time that a message takes.
    pub latency: Nanos,
    /// When the run ends.
    pub duration: Nanos,
}

impl Parameters {
    /// Reads the settings; all are in range. `level0_stop` is raised above `level0_runs` and `size_ratio`, and
    /// `preload` lowered to `keys`, where they are not.
    #[must_use]
    pub fn read(settings: &Settings) -> Self {
        let at = |index| settings.at(index);
        let size = |index| at(index) as usize;
        let sync = SyncMode::at(at(index::SYNC));
        let every = at(index::SYNC_EVERY) as u32;
        let (runs, ratio) = (size(index::LEVEL0_RUNS), at(index::SIZE_RATIO) as u32);
        let lsm = lsm::Options {
            compaction: Policy::at(at(index::POLICY)).compaction(),
            size_ratio: ratio,
            memtable_bytes: size(index::MEMTABLE_BYTES),
            frozen_memtables: size(index::FROZEN_MEMTABLES),
            table_bytes: size(index::TABLE_BYTES),
            level0_runs: runs,
            level0_stop: size(index::LEVEL0_STOP).max(runs.max(ratio as usize) + 1),
            block_bytes: size(index::BLOCK_BYTES),
            bits_per_key: at(index::BITS_PER_KEY) as u32,
            cache_bytes: size(index::CACHE_BYTES),
            sync: sync.sync(every),
            log_buffer: 0,
            compression: match Packing::at(at(index::COMPRESSION)) {
                Packing::None => Compression::None,
                Packing::Lz4 => Compression::Lz4,
            },
            self_driven: false,
            drop_tombstones_early: Tombstones::at(at(index::TOMBSTONES)) == Tombstones::DroppedEarly,
        };
        let btree = btree::Options {
            page_bytes: btree::SMALLEST_PAGE << at(index::PAGE_BYTES).min(4),
            pool_pages: size(index::POOL_PAGES),
            sync_every: sync.changes(every),
            checkpoint_bytes: at(index::CHECKPOINT_BYTES),
        };
        let keys = at(index::KEYS) as u32;
        Self {
            lsm,
            btree,
            disk: DiskKind::at(at(index::DISK)),
            capacity: Some(at(index::CAPACITY)).filter(|bytes| *bytes > 0),
            fate: Loss::at(at(index::FATE)),
            workload: Workload::at(at(index::WORKLOAD)),
            distribution: Distribution::at(at(index::DISTRIBUTION)),
            keys,
            preload: (at(index::PRELOAD) as u32).min(keys),
            value_bytes: size(index::VALUE_BYTES),
            compare: Compare::at(at(index::COMPARE)) == Compare::WithBtree,
            work_bytes: at(index::WORK_BYTES),
            latency: at(index::LATENCY),
            duration: at(index::DURATION),
        }
    }
}
