//! Writing: first the log, then the memtable.
//!
//! ```text
//!   batch ─▶ room? ─▶ log: one append ─▶ sync if due ─▶ memtable
//!             │ full: freeze the memtable, begin a log
//! ```
//!
//! When the log cannot be trusted any more (a sync failed: the system may have dropped what it could not write), the
//! memtables are flushed before anything else is accepted; Rebello et al., "Can Applications Recover from fsync
//! Failures?" (2020), show what becomes of those that just try again.

use super::batch::Batch;
use super::coding::put_varint;
use super::error::LsmError;
use super::log::frame::FrameKind;
use super::log::replay::Begin;
use super::log::writer::FrameWriter;
use super::memtable::Memtable;
use super::names::{FileKind, take_number};
use super::options::Sync;
use super::snapshot::Snapshot;
use super::table::{tag, up_to};
use super::{Frozen, Lsm};
use crate::disk::{Disk, DiskError};
use alloc::sync::Arc;

/// A buffer for single writes that has grown beyond this is let go.
const LARGE: usize = 1 << 20;

impl<D: Disk> Lsm<D> {
    /// Gives a key a value.
    ///
    /// # Errors
    /// See [`LsmError`]; the write is then not seen.
    pub fn put(&mut self, key: &[u8], value: &[u8]) -> Result<(), LsmError> {
        self.write_one(|batch| batch.put(key, value))
    }

    /// Takes a key away, whether it is there or not.
    ///
    /// # Errors
    /// As [`Lsm::put`].
    pub fn delete(&mut self, key: &[u8]) -> Result<(), LsmError> {
        self.write_one(|batch| batch.delete(key))
    }

    fn write_one(&mut self, fill: impl FnOnce(&mut Batch) -> Result<(), LsmError>) -> Result<(), LsmError> {
        let mut batch = core::mem::take(&mut self.scratch);
        let result = fill(&mut batch).and_then(|()| self.write(&batch));
        if batch.encoded().len() <= LARGE {
            batch.clear();
            self.scratch = batch;
        }
        result
    }

    /// Does the writes of a batch, all or none.
    ///
    /// # Errors
    /// As [`Lsm::put`].
    pub fn write(&mut self, batch: &Batch) -> Result<(), LsmError> {
        if batch.is_empty() {
            return Ok(());
        }
        self.make_room(batch.encoded().len())?;
        if self.log.is_spent() || self.must_flush {
            self.heal()?;
        }
        self.append(batch)?;
        let seen = up_to(self.snapshots.latest());
        let seen = if seen == up_to(0) { 0 } else { seen };
        for op in batch.ops().flatten() {
            self.last += 1;
            self.memtable.insert(op.key, tag(self.last, op.kind), op.value, seen);
            self.stats.put_bytes += (op.key.len() + op.value.len()) as u64;
        }
        self.stats.writes += batch.len() as u64;
        if self.log_is_durable() {
            self.durable = self.last;
        }
        Ok(())
    }

    fn log_is_durable(&self) -> bool {
        self.log.waiting() == 0 && self.log.is_durable()
    }

    /// Puts a batch into the log.
    fn append(&mut self, batch: &Batch) -> Result<(), LsmError> {
        let end = self.log.end();
        let first = self.last + 1;
        self.log.add(FrameKind::Batch, |out| {
            put_varint(out, first);
            put_varint(out, batch.len() as u64);
            out.extend_from_slice(batch.encoded());
        });
        let since = self.last + batch.len() as u64 - self.durable;
        let written = match self.options.sync {
            Sync::Always => self.log.sync(&mut self.disk),
            Sync::Every(count) if since >= u64::from(count) => self.log.sync(&mut self.disk),
            _ if self.log.waiting() > self.options.log_buffer => self.log.write(&mut self.disk),
            _ => Ok(()),
        };
        if let Err(error) = written {
            self.log.take_back(end);
            return Err(error.into());
        }
        self.log_end = self.log.end();
        Ok(())
    }

    /// Makes all writes so far durable.
    ///
    /// # Errors
    /// That the disk does not; then they are flushed before the next write.
    pub fn sync(&mut self) -> Result<(), LsmError> {
        if self.log.is_spent() || self.must_flush {
            return self.heal();
        }
        self.log.sync(&mut self.disk)?;
        self.durable = self.last;
        Ok(())
    }

    /// Writes up to this sequence number survive any crash.
    #[must_use]
    pub fn durable_sequence(&self) -> u64 {
        self.durable
    }

    /// A moment to be read later: that of the last write.
    #[must_use]
    pub fn snapshot(&mut self) -> Snapshot {
        self.snapshots.take(self.last)
    }

    /// Sees to it that a batch fits: freezes the memtable if it must.
    fn make_room(&mut self, bytes: usize) -> Result<(), LsmError> {
        let full = self.memtable.bytes() + bytes > self.options.memtable_bytes;
        if self.memtable.is_empty() || !full {
            self.pace(bytes);
            return Ok(());
        }
        if self.is_behind() {
            self.stats.stalls += 1;
            if !self.options.self_driven {
                return Err(LsmError::Busy);
            }
            self.catch_up()?;
        }
        if self.log.is_spent() || self.must_flush { self.heal() } else { self.rotate() }
    }

    /// Freezes the memtable and begins a log. What was in the old one is durable first, so that no later write can
    /// survive an earlier one.
    pub(super) fn rotate(&mut self) -> Result<(), LsmError> {
        if !self.log.is_spent() {
            self.log.sync(&mut self.disk)?;
            self.durable = self.last;
        }
        let certain = !self.log.is_spent();
        // What a spent log holds is durable once it is flushed, and nothing that comes after it before that.
        self.must_flush |= !certain;
        let begin = Begin { after: self.log.number, length: self.log_end, certain, first: self.last + 1 };
        let number = self.new_number(FileKind::Log)?;
        let log = match begin_log(&mut self.disk, number, begin) {
            Ok(log) => log,
            Err(error) => {
                // The new log may be there after a crash, and says where this one ends.
                self.log.spend();
                self.garbage.push(FileKind::Log.name(number));
                return Err(error.into());
            }
        };
        self.disk.close(self.log.file);
        self.stats.log_bytes += self.log.written;
        self.log_end = log.end();
        self.log = log;
        self.logs.push(number);
        let memtable = Arc::new(core::mem::take(&mut self.memtable));
        self.frozen.push_back(Frozen { memtable, log_after: number, last: self.last });
        Ok(())
    }

    /// Makes durable by flushing what the log cannot vouch for.
    pub(super) fn heal(&mut self) -> Result<(), LsmError> {
        if self.log.is_spent() {
            self.rotate()?;
        }
        self.flush_frozen()?;
        self.must_flush = false;
        self.durable = self.last;
        Ok(())
    }

    pub(super) fn new_number(&mut self, kind: FileKind) -> Result<u64, DiskError> {
        take_number(kind, &mut self.next_file)
    }
}

/// Begins a log, durably.
pub(super) fn begin_log<D: Disk>(disk: &mut D, number: u64, begin: Begin) -> Result<FrameWriter, DiskError> {
    let mut log = FrameWriter::create(disk, FileKind::Log, number)?;
    log.add(FrameKind::Begin, |out| begin.put(out));
    match log.sync(disk).and_then(|()| disk.sync_names()) {
        Ok(()) => Ok(log),
        Err(error) => {
            disk.close(log.file);
            Err(error)
        }
    }
}

/// Puts the writes of a batch that was read from a log into a memtable; `None` if they make no sense.
pub(super) fn replay_into(
    memtable: &mut Memtable,
    first: u64,
    count: u64,
    ops: super::batch::Ops<'_>,
) -> Option<()> {
    let mut next = first;
    for op in ops {
        let op = op?;
        memtable.insert(op.key, tag(next, op.kind), op.value, 0);
        next += 1;
    }
    (next - first == count).then_some(())
}
