//! Reading: the newest place that knows a key decides.
//!
//! ```text
//!   memtable ─▶ frozen, newest first ─▶ level 0, newest run first ─▶ level 1 ─▶ …        put: the value; tombstone: none
//! ```

use super::Lsm;
use super::error::LsmError;
use super::filter::key_hash;
use super::inspect::{MemtableInfo, MergeInfo, Overview, ReadPath, ScanPath, ScanSource, Visit};
use super::iter::{Merger, Scan, Source};
use super::memtable::Memtable;
use super::snapshot::Snapshot;
use super::stats::Stats;
use super::table::cursor::RunCursor;
use super::table::reader::{Reading, Table};
use super::table::{is_tombstone, up_to};
use crate::disk::Disk;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::{Bound, RangeBounds};

/// Keys with their values, in order.
pub type Rows = Vec<(Vec<u8>, Vec<u8>)>;

impl<D: Disk> Lsm<D> {
    pub(super) fn reading(&self) -> Reading<'_, D> {
        Reading { disk: &self.disk, cache: Some(&self.cache), counts: &self.counts }
    }

    /// The value of a key. O(runs), and mostly one block.
    ///
    /// # Errors
    /// If a file is damaged or the disk fails.
    #[inline]
    pub fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, LsmError> {
        self.get_with(key, <[u8]>::to_vec)
    }

    /// Shows the value of a key to `read`, where it is, without copying it.
    ///
    /// # Errors
    /// If a file is damaged or the disk fails.
    #[inline]
    pub fn get_with<R>(&self, key: &[u8], read: impl FnOnce(&[u8]) -> R) -> Result<Option<R>, LsmError> {
        self.look_up(key, u64::MAX, &mut (), read)
    }

    /// The value that a key had at a moment.
    ///
    /// # Errors
    /// As [`Lsm::get`], or if the snapshot is of another engine.
    pub fn get_at(&self, snapshot: &Snapshot, key: &[u8]) -> Result<Option<Vec<u8>>, LsmError> {
        let seen = up_to(self.snapshots.check(snapshot)?);
        self.look_up(key, seen, &mut (), <[u8]>::to_vec)
    }

    /// What a read of this key looks at. It is a read itself: blocks come into the cache.
    ///
    /// # Errors
    /// As [`Lsm::get`].
    pub fn trace(&self, key: &[u8]) -> Result<ReadPath, LsmError> {
        let mut probes = Vec::new();
        let value = self.look_up(key, u64::MAX, &mut probes, <[u8]>::to_vec)?;
        Ok(ReadPath { probes, value })
    }

    fn look_up<R, V: Visit>(
        &self,
        key: &[u8],
        seen: u64,
        visit: &mut V,
        read: impl FnOnce(&[u8]) -> R,
    ) -> Result<Option<R>, LsmError> {
        let frozen = self.frozen.iter().rev().map(|frozen| &*frozen.memtable);
        for memtable in core::iter::once(&self.memtable).chain(frozen) {
            let found = memtable.get(key, seen);
            visit.memtable(found.is_some());
            if let Some((tag, value)) = found {
                return Ok((!is_tombstone(tag)).then(|| read(value)));
            }
        }
        if self.version.levels.is_empty() {
            return Ok(None);
        }
        let hashed = (key, key_hash(key));
        for run in self.version.runs() {
            let Some(table) = run.table_of(key) else { continue };
            if let Some((block, found)) = table.get(self.reading(), hashed, seen, visit)? {
                let value = block.slice(found.value.0, found.value.1);
                return Ok((!is_tombstone(found.tag)).then(|| read(value)));
            }
        }
        Ok(None)
    }

    /// The keys of a range in order, with their values.
    ///
    /// # Errors
    /// If a file is damaged or the disk fails.
    pub fn scan<K: AsRef<[u8]>>(&self, range: impl RangeBounds<K>) -> Result<Scan<'_, D>, LsmError> {
        self.scan_seen(u64::MAX, &range, false)
    }

    /// The keys of a range from the last to the first, with their values.
    ///
    /// # Errors
    /// If a file is damaged or the disk fails.
    pub fn scan_back<K: AsRef<[u8]>>(&self, range: impl RangeBounds<K>) -> Result<Scan<'_, D>, LsmError> {
        self.scan_seen(u64::MAX, &range, true)
    }

    /// The same of a moment, in either direction.
    ///
    /// # Errors
    /// As [`Lsm::scan`], or if the snapshot is of another engine.
    pub fn scan_at<K: AsRef<[u8]>>(
        &self,
        snapshot: &Snapshot,
        range: impl RangeBounds<K>,
        backward: bool,
    ) -> Result<Scan<'_, D>, LsmError> {
        self.scan_seen(up_to(self.snapshots.check(snapshot)?), &range, backward)
    }

    fn scan_seen<K: AsRef<[u8]>>(
        &self,
        seen: u64,
        range: &impl RangeBounds<K>,
        backward: bool,
    ) -> Result<Scan<'_, D>, LsmError> {
        let bounds = (range.start_bound().map(AsRef::as_ref), range.end_bound().map(AsRef::as_ref));
        let memory = self.memtables().map(|(_, memtable)| Source::Memory(memtable, None));
        let runs = self.runs_in(bounds).map(|(_, tables)| Source::Run(RunCursor::new(tables)));
        let sources = memory.chain(runs).collect();
        Scan::new(self.reading(), Merger::new(sources, backward), seen, backward, bounds)
    }

    /// The first rows of a range, and what was merged to find them. It is a read itself: blocks come into the cache.
    ///
    /// # Errors
    /// As [`Lsm::scan`].
    pub fn trace_scan<K: AsRef<[u8]>>(
        &self,
        range: impl RangeBounds<K>,
        most: usize,
    ) -> Result<(Rows, ScanPath), LsmError> {
        let mut rows = Vec::new();
        let mut scan = self.scan_seen(u64::MAX, &range, false)?.counted();
        while rows.len() < most && scan.advance()? {
            rows.push((scan.key().to_vec(), scan.value().to_vec()));
        }
        let given = scan.given();
        let bounds = (range.start_bound().map(AsRef::as_ref), range.end_bound().map(AsRef::as_ref));
        let memory = self.memtables().map(|(place, _)| place);
        let runs = self.runs_in(bounds).map(|(level, tables)| ScanSource::Run {
            level,
            tables: tables.iter().map(|table| table.info.number).collect(),
        });
        let hidden = given.iter().sum::<u64>() - rows.len() as u64;
        Ok((rows, ScanPath { merged: memory.chain(runs).zip(given).collect(), hidden }))
    }

    /// The memtables with something in them.
    fn memtables(&self) -> impl Iterator<Item = (ScanSource, &Memtable)> {
        let frozen = self.frozen.iter().enumerate();
        let frozen = frozen.map(|(place, frozen)| (ScanSource::Frozen(place), &*frozen.memtable));
        let all = core::iter::once((ScanSource::Memtable, &self.memtable)).chain(frozen);
        all.filter(|(_, memtable)| !memtable.is_empty())
    }

    /// Of each run the tables that meet a range, and its level. What lies beside the range is not read, so that damage
    /// there is nobody's here.
    fn runs_in<'a>(
        &'a self,
        bounds: (Bound<&'a [u8]>, Bound<&'a [u8]>),
    ) -> impl Iterator<Item = (usize, Vec<Arc<Table>>)> {
        let levels = self.version.levels.iter().enumerate();
        let runs = levels.flat_map(|(level, runs)| runs.iter().map(move |run| (level, run)));
        runs.filter_map(move |(level, run)| {
            let tables: Vec<_> =
                run.tables.iter().filter(|table| table.info.meets(bounds)).cloned().collect();
            (!tables.is_empty()).then_some((level, tables))
        })
    }

    /// The sequence number of the last write.
    #[must_use]
    pub fn last_sequence(&self) -> u64 {
        self.last
    }

    /// What it did since it was opened.
    #[must_use]
    pub fn stats(&self) -> Stats {
        let log_bytes = self.stats.log_bytes + self.log.written;
        self.counts.fill(Stats { log_bytes, ..self.stats })
    }

    /// All that a view shows.
    #[must_use]
    pub fn overview(&self) -> Overview {
        let info = |memtable: &Memtable| MemtableInfo { entries: memtable.len(), bytes: memtable.bytes() };
        let tables = || self.version.tables().map(|(_, table)| table);
        Overview {
            shape: self.version.shape(),
            memtable: info(&self.memtable),
            frozen: self.frozen.iter().map(|frozen| info(&frozen.memtable)).collect(),
            merge: self.merge.as_ref().map(|merge| MergeInfo {
                job: merge.job.clone(),
                input: merge.input,
                written: merge.written,
                moved: merge.moved,
            }),
            logs: self.logs.clone(),
            cached: self.cache.borrow().bytes(),
            resident: tables().map(|table| table.index.bytes() + table.filter.bytes()).sum(),
            last: self.last,
            snapshots: self.snapshots.moments(),
            stats: self.stats(),
        }
    }
}
