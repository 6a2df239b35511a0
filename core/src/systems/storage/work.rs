//! How much a run will be, before it begins.
//!
//! ```text
//!   put, synced:  arrival, ask, append and sync, two timers, two answers, reply        and its share of flushes and merges
//!   get:          arrival, ask, reply, and three steps for each block that is read
//! ```

use super::choice::{Policy, SyncMode, Workload};
use super::load::narrowed;
use super::{Parameters, Rules, index};
use crate::lsm::Compaction;
use crate::scenario::{ScenarioError, Settings};
use crate::sim::{Nanos, SECOND};

/// Bytes that all keys and values may have together.
pub(super) const MOST_CONTENT: u64 = 64 << 20;
/// Bytes of those that may be there from the start: merging them takes time, and the reader waits for it.
const MOST_LOADED: u64 = 8 << 20;
/// Bytes that the tree's pages in memory may have.
const MOST_POOL: u64 = 64 << 20;
/// Tables that there may be at once, about: each change of them looks at all.
const MOST_TABLES: u64 = 10_000;

/// Whether everything fits.
///
/// # Errors
/// [`ScenarioError::OutOfRange`], with the range that the other settings leave.
pub(super) fn check(parameters: &Parameters, settings: &Settings) -> Result<(), ScenarioError> {
    let record = parameters.value_bytes as u64 + 10;
    let content = record * u64::from(parameters.keys);
    if content > MOST_CONTENT {
        let most = (MOST_CONTENT / u64::from(parameters.keys)).saturating_sub(10);
        return Err(narrowed(index::VALUE_BYTES, 1, most, settings));
    }
    if record * u64::from(parameters.preload) > MOST_LOADED {
        return Err(narrowed(index::PRELOAD, 0, MOST_LOADED / record, settings));
    }
    let least = content / MOST_TABLES;
    if (parameters.lsm.table_bytes as u64) < least {
        return Err(narrowed(index::TABLE_BYTES, least, 4 << 20, settings));
    }
    let page = parameters.btree.page_bytes as u64;
    if parameters.compare && parameters.btree.pool_pages as u64 * page > MOST_POOL {
        return Err(narrowed(index::POOL_PAGES, 8, MOST_POOL / page, settings));
    }
    Ok(())
}

/// Operations of a hundred that write, that read, and that scan.
fn mix(workload: Workload) -> (u64, u64, u64) {
    match workload {
        Workload::YcsbA => (50, 50, 0),
        Workload::YcsbB | Workload::YcsbD => (5, 95, 0),
        Workload::YcsbC => (0, 100, 0),
        Workload::YcsbE => (5, 0, 95),
        Workload::YcsbF => (50, 100, 0),
        Workload::Fill | Workload::FillRandom | Workload::Overwrite => (100, 0, 0),
        Workload::None => (0, 0, 0),
    }
}

/// Steps that clients, engines and disks take in so much time, about, and rather more than less.
pub(super) fn steps(parameters: &Parameters, rules: &Rules, time: Nanos) -> u64 {
    let (writes, reads, scans) = mix(parameters.workload);
    let positioning = parameters.disk.model().positioning();
    let operations = if writes + reads + scans == 0 {
        0
    } else if rules.rate > 0 {
        rules.rate.saturating_mul(time.div_ceil(SECOND))
    } else {
        // One after the other: there and back, and for a synced write to the disk and back as well.
        let synced = if rules.sync == SyncMode::Always { 2 * parameters.latency + positioning } else { 0 };
        time / (2 * parameters.latency + synced * writes / 100).max(1)
    };
    let each =
        (writes * of_write(parameters, rules) + reads * of_read(parameters) + scans * of_scan(parameters))
            / 100;
    let tree =
        if parameters.compare { 3 + writes * 30 / 100 + reads * 9 / 100 + scans * 30 / 100 } else { 0 };
    let beside = time / SECOND * 8;
    operations.saturating_mul(4 + each + tree).saturating_add(beside)
}

/// Bytes of a record as it is stored, about.
fn record(parameters: &Parameters) -> u64 {
    parameters.value_bytes as u64 + 26
}

/// Levels below level 0 that all keys fill.
fn levels(parameters: &Parameters) -> u64 {
    let content = record(parameters) * u64::from(parameters.keys);
    let (mut capacity, mut levels) = (parameters.lsm.memtable_bytes as u64, 0);
    while capacity < content {
        capacity = capacity.saturating_mul(u64::from(parameters.lsm.size_ratio));
        levels += 1;
    }
    levels.max(1)
}

fn of_write(parameters: &Parameters, rules: &Rules) -> u64 {
    let lsm = &parameters.lsm;
    let (record, ratio) = (record(parameters), u64::from(lsm.size_ratio));
    let levels = levels(parameters);
    // How often a byte is merged.
    let merged = match rules.policy {
        Policy::Leveled => levels * (1 + ratio / 2),
        Policy::SizeTiered => levels,
        Policy::LazyLeveled => levels + ratio / 2,
    };
    // In thousandths, so that small records count.
    let per_block = (record * 1_000 / lsm.block_bytes as u64).min(1_000);
    let per_table = (record * 1_000 / lsm.table_bytes as u64).min(1_000);
    let per_flush = (record * 1_000 / lsm.memtable_bytes as u64).min(1_000);
    let behind = merged * (3 * per_block + 15 * per_table) + per_flush * 30 * (1 + levels);
    let synced = if rules.sync == SyncMode::Never { 3 } else { 6 };
    synced + behind / 1_000
}

fn runs(parameters: &Parameters) -> u64 {
    let lsm = &parameters.lsm;
    let tiered = if lsm.compaction == Compaction::Leveled { 1 } else { u64::from(lsm.size_ratio) };
    levels(parameters) * tiered + lsm.level0_runs as u64
}

fn of_read(parameters: &Parameters) -> u64 {
    // A filter lets one block through that has the key, and of the others few.
    let blocks = if parameters.lsm.bits_per_key >= 5 { 2 } else { runs(parameters) };
    3 * blocks
}

fn of_scan(parameters: &Parameters) -> u64 {
    3 * (runs(parameters) + 50 * record(parameters) / parameters.lsm.block_bytes as u64)
}
