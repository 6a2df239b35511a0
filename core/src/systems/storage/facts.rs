//! What can be said about a moment of the storage engine in numbers.

use super::setup::{client, machine, platter};
use super::store::EngineKind;
use super::{Client, Engine, Platter, Storage};
use crate::disk::DiskModel;
use crate::sim::{Fact, Value, World};
use alloc::vec::Vec;

/// The sampled series. Amplifications are in thousandths; they, the runs and the memtable go up and down, the others
/// count from the start, the stall in nanoseconds.
pub(super) const SERIES: &[&str] = &[
    "write_amplification",
    "read_amplification",
    "space_amplification",
    "runs",
    "stall_time",
    "cache_hits",
    "cache_misses",
    "puts",
    "gets",
    "device_written",
    "memtable_bytes",
    "btree_write_amplification",
];

/// An engine with what belongs to it.
struct Side<'a> {
    client: &'a Client,
    engine: &'a Engine,
    platter: &'a Platter,
}

impl<'a> Side<'a> {
    fn of(world: &'a World<Storage>, kind: EngineKind) -> Option<Self> {
        Some(Self {
            client: client(world, kind)?,
            engine: machine(world, kind)?,
            platter: platter(world, kind)?,
        })
    }

    /// Bytes that the disk wrote for each that was put.
    fn write_amplification(&self) -> f64 {
        part(self.platter.tally().written, self.engine.tally().bytes_put)
    }

    /// Reads of the disk for each get.
    fn read_amplification(&self) -> f64 {
        let tally = self.engine.tally();
        part(tally.get_reads, tally.gets)
    }

    /// Bytes of all files for each byte of a key and its newest value.
    fn space_amplification(&self) -> f64 {
        let files = match self.engine.device() {
            Some(device) => device.total(),
            None => self.platter.files().map(|file| file.durable + file.volatile).sum(),
        };
        part(files, self.client.judge().live().1)
    }
}

fn part(some: u64, all: u64) -> f64 {
    if all == 0 { 0.0 } else { some as f64 / all as f64 }
}

pub(super) fn sample(world: &World<Storage>) -> Vec<u64> {
    let Some(side) = Side::of(world, EngineKind::Lsm) else { return Vec::new() };
    let tree = Side::of(world, EngineKind::Tree);
    let thousandths = |value: f64| (value * 1_000.0) as u64;
    let tally = side.engine.tally();
    let pulse = side.engine.lsm().map(crate::lsm::Lsm::pulse).unwrap_or_default();
    Vec::from([
        thousandths(side.write_amplification()),
        thousandths(side.read_amplification()),
        thousandths(side.space_amplification()),
        pulse.runs as u64,
        tally.stall_time,
        tally.cache_hits,
        tally.cache_misses,
        tally.puts,
        tally.gets,
        side.platter.tally().written,
        pulse.memtable_bytes as u64,
        tree.map_or(0, |tree| thousandths(tree.write_amplification())),
    ])
}

pub(super) fn facts(world: &World<Storage>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut say = |name, value| facts.push(Fact { name, value });
    if let Some(side) = Side::of(world, EngineKind::Lsm) {
        of_client(&side, &mut say);
        of_engine(&side, &mut say);
        of_disk(&side, &mut say);
    }
    if let Some(side) = Side::of(world, EngineKind::Tree) {
        of_tree(&side, &mut say);
    }
    facts
}

fn of_client(side: &Side<'_>, say: &mut dyn FnMut(&'static str, Value)) {
    let tally = side.client.tally();
    let (puts, gets) = side.client.times();
    say("operations", Value::Count(tally.operations));
    say("puts", Value::Count(tally.puts));
    say("gets", Value::Count(tally.gets));
    say("deletes", Value::Count(tally.deletes));
    say("scans", Value::Count(tally.scans));
    say("refused", Value::Count(tally.refused));
    say("unknown", Value::Count(tally.unknown));
    say("live_keys", Value::Count(side.client.judge().live().0));
    say("live_bytes", Value::Count(side.client.judge().live().1));
    say("put_p50", Value::Time(puts.percentile(50)));
    say("put_p99", Value::Time(puts.percentile(99)));
    say("get_p50", Value::Time(gets.percentile(50)));
    say("get_p99", Value::Time(gets.percentile(99)));
    say("lost_writes", Value::Count(tally.lost_writes));
    say("lost", Value::Count(tally.lost));
    say("resurrected", Value::Count(tally.resurrected));
    say("wrong", Value::Count(tally.wrong));
}

fn of_engine(side: &Side<'_>, say: &mut dyn FnMut(&'static str, Value)) {
    let tally = side.engine.tally();
    let stats = tally.lsm;
    say("bytes_put", Value::Count(tally.bytes_put));
    say("flushes", Value::Count(stats.flushes));
    say("merges", Value::Count(stats.merges));
    say("moves", Value::Count(stats.moves));
    say("log_bytes", Value::Count(stats.log_bytes));
    say("flush_bytes", Value::Count(stats.flush_bytes));
    say("merge_read", Value::Count(stats.merge_read));
    say("merge_written", Value::Count(stats.merge_written));
    say("write_amplification", Value::Number(side.write_amplification()));
    say("read_amplification", Value::Number(side.read_amplification()));
    say("space_amplification", Value::Number(side.space_amplification()));
    let pulse = side.engine.lsm().map(crate::lsm::Lsm::pulse).unwrap_or_default();
    say("runs", Value::Count(pulse.runs as u64));
    say("tables", Value::Count(pulse.tables as u64));
    say("levels", Value::Count(pulse.levels as u64));
    say("tombstones", Value::Count(pulse.tombstones));
    say("memtable_entries", Value::Count(pulse.memtable_entries));
    say("memtable_bytes", Value::Count(pulse.memtable_bytes as u64));
    say("frozen", Value::Count(pulse.frozen as u64));
    say("cache_hits", Value::Share(part(tally.cache_hits, tally.cache_hits + tally.cache_misses)));
    say("filter_negatives", Value::Count(tally.filter_negatives));
    say("filter_false", Value::Count(tally.filter_false));
    say("scan_runs", Value::Count(tally.scan_runs));
    say("scan_merged", Value::Count(tally.scan_merged));
    say("scan_rows", Value::Count(tally.scan_rows));
    say("stalls", Value::Count(tally.stalls));
    say("stall_time", Value::Time(tally.stall_time));
    say("recovery_time", Value::Time(tally.recovery_time));
    say("recoveries", Value::Count(tally.recoveries));
    say("merges_cut", Value::Count(tally.merges_cut));
    say("damaged", Value::Count(tally.damaged));
}

fn of_disk(side: &Side<'_>, say: &mut dyn FnMut(&'static str, Value)) {
    let tally = side.platter.tally();
    say("device_written", Value::Count(tally.written));
    say("device_read", Value::Count(tally.read));
    say("syncs", Value::Count(tally.syncs));
    say("random_accesses", Value::Count(tally.random));
    say("sequential_accesses", Value::Count(tally.sequential));
    say("time_2010", Value::Time(tally.time_on(&DiskModel::DISK_2010)));
    say("time_ssd", Value::Time(tally.time_on(&DiskModel::SSD)));
    say("time_nvme", Value::Time(tally.time_on(&DiskModel::NVME)));
}

fn of_tree(side: &Side<'_>, say: &mut dyn FnMut(&'static str, Value)) {
    let (asked, engine, disk) = (side.client.tally(), side.engine.tally(), side.platter.tally());
    let (puts, gets) = side.client.times();
    let counters = engine.tree;
    say("btree_operations", Value::Count(asked.operations));
    say("btree_puts", Value::Count(asked.puts));
    say("btree_gets", Value::Count(asked.gets));
    say("btree_put_p50", Value::Time(puts.percentile(50)));
    say("btree_put_p99", Value::Time(puts.percentile(99)));
    say("btree_get_p50", Value::Time(gets.percentile(50)));
    say("btree_get_p99", Value::Time(gets.percentile(99)));
    say("btree_lost_writes", Value::Count(asked.lost_writes));
    say("btree_lost", Value::Count(asked.lost));
    say("btree_wrong", Value::Count(asked.wrong));
    say("btree_write_amplification", Value::Number(side.write_amplification()));
    say("btree_read_amplification", Value::Number(side.read_amplification()));
    say("btree_space_amplification", Value::Number(side.space_amplification()));
    let view = side.engine.tree().map(crate::btree::BTree::view);
    let pages = view.as_ref().map_or(0, |view| u64::from(view.pages));
    let dirty = view.map_or(0, |view| view.pool.iter().filter(|(_, changed)| *changed).count() as u64);
    say("btree_pages", Value::Count(pages));
    say("btree_dirty_pages", Value::Count(dirty));
    say("btree_hits", Value::Share(part(counters.hits, counters.hits + counters.page_reads)));
    say("btree_page_reads", Value::Count(counters.page_reads));
    say("btree_page_writes", Value::Count(counters.page_writes));
    say("btree_checkpoints", Value::Count(counters.checkpoints));
    say("btree_log_bytes", Value::Count(counters.log_bytes_written));
    say("btree_recovery_time", Value::Time(engine.recovery_time));
    say("btree_device_written", Value::Count(disk.written));
    say("btree_device_read", Value::Count(disk.read));
    say("btree_syncs", Value::Count(disk.syncs));
    say("btree_random_accesses", Value::Count(disk.random));
    say("btree_sequential_accesses", Value::Count(disk.sequential));
    say("btree_time_2010", Value::Time(disk.time_on(&DiskModel::DISK_2010)));
    say("btree_time_ssd", Value::Time(disk.time_on(&DiskModel::SSD)));
    say("btree_time_nvme", Value::Time(disk.time_on(&DiskModel::NVME)));
}
