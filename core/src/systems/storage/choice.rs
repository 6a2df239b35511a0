//! The settings that are one of a few names.
//!
//! A link holds the place of a name in its list, so names are only ever added at the end.

use crate::disk::DiskModel;
use crate::lsm;
use crate::systems::choice::choice;

choice! {
    /// How tables are merged.
    Policy {
        /// One sorted run a level.
        Leveled = "leveled",
        /// Several runs a level.
        SizeTiered = "size_tiered",
        /// Several runs a level, one at the last.
        LazyLeveled = "lazy_leveled",
    }
}

impl Policy {
    /// The engine's word for it.
    #[must_use]
    pub fn compaction(self) -> lsm::Compaction {
        match self {
            Self::Leveled => lsm::Compaction::Leveled,
            Self::SizeTiered => lsm::Compaction::SizeTiered,
            Self::LazyLeveled => lsm::Compaction::LazyLeveled,
        }
    }
}

choice! {
    /// When the log is made durable.
    SyncMode {
        /// For each write, before it is acknowledged.
        Always = "always",
        /// After every so many writes.
        Every = "every",
        /// When a memtable is full.
        Never = "never",
    }
}

impl SyncMode {
    /// The engine's word for it.
    #[must_use]
    pub fn sync(self, every: u32) -> lsm::Sync {
        match self {
            Self::Always => lsm::Sync::Always,
            Self::Every => lsm::Sync::Every(every.max(1)),
            Self::Never => lsm::Sync::Never,
        }
    }

    /// The tree's: changes between two syncs, 0 for none.
    #[must_use]
    pub fn changes(self, every: u32) -> u32 {
        match self {
            Self::Always => 1,
            Self::Every => every.max(1),
            Self::Never => 0,
        }
    }
}

choice! {
    /// How blocks are stored.
    Packing {
        /// As they are.
        None = "none",
        /// Compressed by LZ4.
        Lz4 = "lz4",
    }
}

choice! {
    /// How long tombstones are kept.
    Tombstones {
        /// Until no older table can have the key.
        Kept = "kept",
        /// Until the first merge: wrong, and here to show why.
        DroppedEarly = "dropped_early",
    }
}

choice! {
    /// What an access costs.
    DiskKind {
        /// A disk that turns, as of 2010.
        Disk2010 = "disk_2010",
        /// A solid-state disk on SATA.
        Ssd = "ssd",
        /// One on `NVMe`.
        Nvme = "nvme",
    }
}

impl DiskKind {
    /// Its times.
    #[must_use]
    pub fn model(self) -> DiskModel {
        match self {
            Self::Disk2010 => DiskModel::DISK_2010,
            Self::Ssd => DiskModel::SSD,
            Self::Nvme => DiskModel::NVME,
        }
    }
}

choice! {
    /// What becomes of what was not durable when the power fails.
    Loss {
        /// It is lost.
        Lost = "lost",
        /// It is there all the same.
        Kept = "kept",
        /// Parts of it are there, by chance.
        Torn = "torn",
    }
}

choice! {
    /// What the client does: the letters are the presets of YCSB.
    Workload {
        /// Half reads, half updates.
        YcsbA = "ycsb_a",
        /// 95 % reads, 5 % updates.
        YcsbB = "ycsb_b",
        /// Reads alone.
        YcsbC = "ycsb_c",
        /// 95 % reads of what was inserted last, 5 % inserts.
        YcsbD = "ycsb_d",
        /// 95 % scans of 1 to 100 records, 5 % inserts.
        YcsbE = "ycsb_e",
        /// Half reads, half read-modify-writes.
        YcsbF = "ycsb_f",
        /// Inserts in the order of the keys.
        Fill = "fill",
        /// Inserts in random order.
        FillRandom = "fill_random",
        /// Updates alone.
        Overwrite = "overwrite",
        /// Nothing but what is commanded.
        None = "none",
    }
}

choice! {
    /// Which keys are asked for.
    Distribution {
        /// All alike.
        Uniform = "uniform",
        /// Few of them often, by Zipf's law with exponent 0.99, scattered over the keys.
        Zipf = "zipf",
        /// One after the other.
        Sequential = "sequential",
    }
}

choice! {
    /// Who does the work.
    Compare {
        /// The LSM tree.
        Alone = "alone",
        /// And a B+tree beside it, on a disk of its own.
        WithBtree = "with_btree",
    }
}
