//! What an engine did since the run began, over all lives of its process.

use super::store::{LastRead, Store};
use crate::btree::Counters;
use crate::lsm::Stats;
use crate::lsm::inspect::{Probe, ScanSource};
use crate::sim::Nanos;

/// Counts since the run began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EngineTally {
    /// Puts that were done.
    pub puts: u64,
    /// Deletes.
    pub deletes: u64,
    /// Gets.
    pub gets: u64,
    /// Scans.
    pub scans: u64,
    /// Operations that were refused.
    pub refused: u64,
    /// Bytes of keys and values that were put or deleted.
    pub bytes_put: u64,
    /// Reads of the disk for gets.
    pub get_reads: u64,
    /// Tables that a filter spared a get.
    pub filter_negatives: u64,
    /// Blocks that a get looked at in vain, because a filter did not say so or there is none.
    pub filter_false: u64,
    /// Sorted runs that scans read, memtables not counted.
    pub scan_runs: u64,
    /// Entries that scans merged, memtables counted.
    pub scan_merged: u64,
    /// Rows that scans found.
    pub scan_rows: u64,
    /// Blocks that gets found in the cache.
    pub cache_hits: u64,
    /// Blocks that gets did not find there.
    pub cache_misses: u64,
    /// Operations that had to wait for flushes and merges.
    pub stalls: u64,
    /// Time that they waited.
    pub stall_time: Nanos,
    /// Time that the last opening took.
    pub recovery_time: Nanos,
    /// How often it was opened.
    pub recoveries: u64,
    /// Entries that merges left out: overwritten versions, and tombstones that had nothing to hide any more.
    pub merged_away: u64,
    /// Of them, tombstones.
    pub tombstones_gone: u64,
    /// Merges that were under way when its process ended.
    pub merges_cut: u64,
    /// Damage that was found.
    pub damaged: u64,
    /// The LSM tree's own counts.
    pub lsm: Stats,
    /// The B+tree's own counts.
    pub tree: Counters,
}

impl EngineTally {
    /// Counts what a read looked at.
    pub(super) fn count(&mut self, read: &LastRead) {
        match read {
            LastRead::Get(_, path) => path.probes.iter().for_each(|probe| self.count_probe(probe)),
            LastRead::Scan(range) => {
                let merged = &range.path.merged;
                let is_run = |(source, _): &&(ScanSource, u64)| matches!(source, ScanSource::Run { .. });
                self.scan_runs += merged.iter().filter(is_run).count() as u64;
                self.scan_merged += merged.iter().map(|(_, given)| given).sum::<u64>();
                self.scan_rows += range.rows;
            }
        }
    }

    fn count_probe(&mut self, probe: &Probe) {
        match probe {
            Probe::Filtered { .. } => self.filter_negatives += 1,
            Probe::Block { cached, found, .. } => {
                self.filter_false += u64::from(!found);
                self.cache_hits += u64::from(*cached);
                self.cache_misses += u64::from(!cached);
            }
            Probe::Memtable { .. } | Probe::Index { .. } => {}
        }
    }

    /// With what the engine counted in this life.
    pub(super) fn with(&self, store: Option<&Store>) -> Self {
        let mut sum = *self;
        sum.keep(store);
        sum
    }

    /// Keeps what the engine counted, before its process ends.
    pub(super) fn keep(&mut self, store: Option<&Store>) {
        match store {
            Some(Store::Lsm(lsm)) => self.lsm = both(&self.lsm, &lsm.stats()),
            Some(Store::Tree(tree)) => self.tree = both_trees(&self.tree, &tree.counters()),
            None => {}
        }
    }
}

fn both(a: &Stats, b: &Stats) -> Stats {
    Stats {
        writes: a.writes + b.writes,
        put_bytes: a.put_bytes + b.put_bytes,
        log_bytes: a.log_bytes + b.log_bytes,
        flush_bytes: a.flush_bytes + b.flush_bytes,
        merge_read: a.merge_read + b.merge_read,
        merge_written: a.merge_written + b.merge_written,
        moved_bytes: a.moved_bytes + b.moved_bytes,
        flushes: a.flushes + b.flushes,
        merges: a.merges + b.merges,
        moves: a.moves + b.moves,
        stalls: a.stalls + b.stalls,
        blocks_read: a.blocks_read + b.blocks_read,
        read_bytes: a.read_bytes + b.read_bytes,
        cache_hits: a.cache_hits + b.cache_hits,
        filtered: a.filtered + b.filtered,
    }
}

fn both_trees(a: &Counters, b: &Counters) -> Counters {
    Counters {
        hits: a.hits + b.hits,
        page_reads: a.page_reads + b.page_reads,
        page_writes: a.page_writes + b.page_writes,
        frames: a.frames + b.frames,
        images: a.images + b.images,
        bytes_read: a.bytes_read + b.bytes_read,
        page_bytes_written: a.page_bytes_written + b.page_bytes_written,
        log_bytes_written: a.log_bytes_written + b.log_bytes_written,
        random: a.random + b.random,
        sequential: a.sequential + b.sequential,
        syncs: a.syncs + b.syncs,
        checkpoints: a.checkpoints + b.checkpoints,
    }
}
