//! What happens behind writes: flushes and merges, a step at a time.
//!
//! ```text
//!   work(64 KiB)   frozen memtable? flush of it │ else merge under way? │ else what the policy picks │ else idle
//! ```

use super::Lsm;
use super::compaction::flush::{Flush, Step};
use super::compaction::merge::{Merge, are_apart, inputs};
use super::compaction::{Bench, Job};
use super::error::LsmError;
use super::manifest::{Edit, Manifest, Place};
use super::names::FileKind;
use super::table::reader::Table;
use crate::disk::{Disk, Reason};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// Writes do their part of the work in pieces of at least this many bytes, or of a quarter of a small memtable.
const PIECE: u64 = 64 << 10;

/// What [`Lsm::work`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of entries read and written.
    pub bytes: u64,
    /// Flushes, merges and moves that were finished.
    pub finished: u32,
    /// Whether there is nothing more to do.
    pub idle: bool,
}

impl<D: Disk> Lsm<D> {
    pub(super) fn bench(&mut self) -> Bench<'_, D> {
        Bench {
            disk: &mut self.disk,
            cache: &self.cache,
            counts: &self.counts,
            options: &self.options,
            next_file: &mut self.next_file,
        }
    }

    /// Flushes and merges about so many bytes.
    ///
    /// # Errors
    /// What the disk says, or damage. What was under way begins anew at the next call; nothing is lost.
    pub fn work(&mut self, budget: u64) -> Result<Progress, LsmError> {
        let mut progress = Progress::default();
        while progress.bytes < budget.max(1) {
            let left = budget.max(1) - progress.bytes;
            let done = if self.frozen.is_empty() { self.merge_step(left)? } else { self.flush_step(left)? };
            let Some((bytes, finished)) = done else {
                progress.idle = true;
                break;
            };
            progress.bytes += bytes;
            progress.finished += u32::from(finished);
        }
        Ok(progress)
    }

    /// Works until there is nothing more to do.
    ///
    /// # Errors
    /// As [`Lsm::work`].
    pub fn settle(&mut self) -> Result<(), LsmError> {
        while !self.work(u64::MAX)?.idle {}
        Ok(())
    }

    /// Makes tables of all that is in memory.
    ///
    /// # Errors
    /// As [`Lsm::work`].
    pub fn flush(&mut self) -> Result<(), LsmError> {
        if !self.memtable.is_empty() || self.log.is_spent() {
            self.rotate()?;
        }
        self.flush_frozen()
    }

    pub(super) fn flush_frozen(&mut self) -> Result<(), LsmError> {
        while !self.frozen.is_empty() {
            self.flush_step(u64::MAX)?;
        }
        Ok(())
    }

    /// Whether no memtable may be frozen now.
    pub(super) fn is_behind(&self) -> bool {
        self.frozen.len() >= self.options.frozen_memtables
            || self.version.run_count(0) >= self.options.level0_stop
    }

    /// Works until a memtable may be frozen.
    pub(super) fn catch_up(&mut self) -> Result<(), LsmError> {
        while self.is_behind() && !self.work(1 << 20)?.idle {}
        Ok(())
    }

    /// Does what a write of so many bytes owes. What goes wrong is met again, at the latest when it is in the way.
    pub(super) fn pace(&mut self, bytes: usize) {
        if !self.options.self_driven {
            return;
        }
        // A flush should be done when the memtable is full; a merge writes each byte again at several levels.
        let behind = self.version.run_count(0) as u64;
        self.owed += bytes as u64 * (4 + 2 * behind);
        if self.owed >= PIECE.min(self.options.memtable_bytes as u64 / 4) {
            let budget = core::mem::take(&mut self.owed);
            drop(self.work(budget));
        }
    }

    fn flush_step(&mut self, budget: u64) -> Result<Option<(u64, bool)>, LsmError> {
        let Some(frozen) = self.frozen.front().cloned() else { return Ok(None) };
        let mut flush = self.flush.take().unwrap_or_else(|| Flush::new(&frozen.memtable));
        match flush.step(&mut self.bench(), &frozen.memtable, budget) {
            Ok(Step::More(bytes)) => {
                self.flush = Some(flush);
                Ok(Some((bytes, false)))
            }
            Ok(Step::Done(bytes, table)) => {
                let tables: Vec<_> = table.into_iter().collect();
                let place = |table: &Arc<Table>| Place { level: 0, run: table.info.number };
                let edit = Edit {
                    log: frozen.log_after,
                    flushed: frozen.last,
                    added: tables.iter().map(|table| (place(table), table.info.clone())).collect(),
                    ..Edit::default()
                };
                self.commit(edit, &tables, true)?;
                self.frozen.pop_front();
                self.durable = self.durable.max(self.flushed);
                self.stats.flushes += 1;
                self.stats.flush_bytes += tables.iter().map(|table| table.info.bytes).sum::<u64>();
                Ok(Some((bytes, true)))
            }
            Err(error) => {
                flush.abandon(&mut self.bench());
                Err(error)
            }
        }
    }

    fn merge_step(&mut self, budget: u64) -> Result<Option<(u64, bool)>, LsmError> {
        let mut merge = match self.merge.take() {
            Some(merge) => merge,
            None if self.at_rest => return Ok(None),
            None => {
                let shape = self.version.shape();
                let Some(job) = self.options.compaction.policy().pick(&shape, &self.options) else {
                    self.at_rest = true;
                    return Ok(None);
                };
                if are_apart(&inputs(&self.version, &job)) {
                    self.move_down(&job)?;
                    return Ok(Some((1, true)));
                }
                Merge::new(&self.version, job, self.snapshots.moments(), self.options.drop_tombstones_early)
            }
        };
        match merge.step(&mut self.bench(), budget) {
            Ok(Step::More(bytes)) => {
                self.merge = Some(merge);
                Ok(Some((bytes, false)))
            }
            Ok(Step::Done(bytes, tables)) => {
                let place = match self.target(&merge.job) {
                    Ok(place) => place,
                    Err(error) => {
                        self.give_up(&tables);
                        return Err(error);
                    }
                };
                let edit = Edit {
                    removed: merge.job.tables.clone(),
                    added: tables.iter().map(|table| (place, table.info.clone())).collect(),
                    ..self.unchanged()
                };
                self.commit(edit, &tables, true)?;
                self.stats.merges += 1;
                self.stats.merge_read += merge.input;
                self.stats.merge_written += merge.written;
                Ok(Some((bytes, true)))
            }
            Err(error) => {
                merge.abandon(&mut self.bench());
                Err(error)
            }
        }
    }

    /// The run that a job's tables become a part of.
    fn target(&mut self, job: &Job) -> Result<Place, LsmError> {
        let run = job.into.map_or_else(|| self.new_number(FileKind::Table), Ok)?;
        Ok(Place { level: job.to as u32, run })
    }

    /// An edit that changes nothing of logs.
    fn unchanged(&self) -> Edit {
        Edit { log: self.logs.first().copied().unwrap_or(0), flushed: self.flushed, ..Edit::default() }
    }

    /// Tables without common keys go down as they are.
    fn move_down(&mut self, job: &Job) -> Result<(), LsmError> {
        let to = self.target(job)?;
        let goes = |place: &Place, table: &Table| {
            place.level as usize == job.from && job.tables.contains(&table.info.number)
        };
        let tables: Vec<Arc<Table>> = self
            .version
            .tables()
            .filter(|(place, table)| goes(place, table))
            .map(|(_, table)| table.clone())
            .collect();
        let edit = Edit {
            removed: tables.iter().map(|table| table.info.number).collect(),
            added: tables.iter().map(|table| (to, table.info.clone())).collect(),
            ..self.unchanged()
        };
        self.commit(edit, &tables, false)?;
        self.stats.moves += 1;
        self.stats.moved_bytes += tables.iter().map(|table| table.info.bytes).sum::<u64>();
        Ok(())
    }

    /// Makes an edit count, durably. `new` tables have names that are not durable yet.
    fn commit(&mut self, mut edit: Edit, tables: &[Arc<Table>], new: bool) -> Result<(), LsmError> {
        edit.next_file = self.next_file;
        let next = self.version.edited(&edit, tables);
        let named = if new { self.disk.sync_names() } else { Ok(()) };
        let done = named.map_err(LsmError::from).and_then(|()| {
            if self.manifest.is_over() {
                self.begin_manifest(Edit { added: listed(&next), removed: Vec::new(), ..edit.clone() })
            } else {
                Ok(self.manifest.add(&mut self.disk, &edit)?)
            }
        });
        if let Err(error) = done {
            if new {
                self.give_up(tables);
            }
            return Err(error);
        }
        let before = core::mem::replace(&mut self.version, next);
        self.at_rest = false;
        for (_, table) in before.tables().filter(|(_, table)| edit.removed.contains(&table.info.number)) {
            if edit.added.iter().all(|(_, info)| info.number != table.info.number) {
                self.bench().discard(table);
                self.garbage.push(table.name.clone());
            }
        }
        self.flushed = edit.flushed;
        let spare =
            self.logs.iter().filter(|number| **number < edit.log).map(|number| FileKind::Log.name(*number));
        self.garbage.extend(spare);
        self.logs.retain(|number| *number >= edit.log);
        self.sweep();
        Ok(())
    }

    /// Lets go of new tables. An edit that adds them may count after a crash, so the files stay until another one
    /// surely does.
    fn give_up(&mut self, tables: &[Arc<Table>]) {
        for table in tables {
            self.bench().discard(table);
            self.garbage.push(table.name.clone());
        }
    }

    /// Begins a manifest that says everything.
    fn begin_manifest(&mut self, mut all: Edit) -> Result<(), LsmError> {
        let number = self.new_number(FileKind::Manifest)?;
        all.next_file = self.next_file;
        match Manifest::begin(&mut self.disk, number, &all) {
            Ok(manifest) => {
                let old = core::mem::replace(&mut self.manifest, manifest);
                self.disk.close(old.writer.file);
                self.garbage.push(old.writer.name.clone());
                Ok(())
            }
            Err(error) => {
                self.manifest.doubt();
                self.garbage.push(FileKind::Manifest.name(number));
                Err(error.into())
            }
        }
    }

    /// Deletes what nobody needs. What cannot be deleted stays on the list, and goes at the next opening.
    fn sweep(&mut self) {
        let disk = &mut self.disk;
        let mut stays =
            |name: &String| matches!(disk.delete(name), Err(error) if error.reason != Reason::Missing);
        self.garbage.retain(&mut stays);
    }
}

/// All tables of a version, as an edit adds them.
pub(super) fn listed(version: &super::version::Version) -> Vec<(Place, super::table::TableInfo)> {
    version.tables().map(|(place, table)| (place, table.info.clone())).collect()
}
