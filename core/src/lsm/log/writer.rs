//! Adds frames to a file.
//!
//! ```text
//!   ├── durable ──┤── written ──┤── pending, in memory ──┤
//!   0           synced         size                     end
//! ```
//!
//! When an append fails, the file is cut back to what was good and can be used again. When that fails too, or a sync
//! does, nobody knows what of it is durable: the file is *spent*, and its owner begins another.

use super::frame::{FrameKind, put_frame};
use crate::disk::{Disk, DiskError, FileId};
use crate::lsm::names::{FileKind, header};
use alloc::string::String;
use alloc::vec::Vec;

/// A file of frames, open for writing.
#[derive(Clone, Debug)]
pub(in crate::lsm) struct FrameWriter {
    pub(in crate::lsm) number: u64,
    pub(in crate::lsm) name: String,
    pub(in crate::lsm) file: FileId,
    size: u64,
    durable: u64,
    pending: Vec<u8>,
    spent: bool,
    /// Bytes handed to the disk.
    pub(in crate::lsm) written: u64,
}

impl FrameWriter {
    /// Makes the file. Its header waits with the first frames.
    ///
    /// # Errors
    /// That the disk does not take it.
    pub(in crate::lsm) fn create<D: Disk>(
        disk: &mut D,
        kind: FileKind,
        number: u64,
    ) -> Result<Self, DiskError> {
        let name = kind.name(number);
        let file = disk.create(&name)?;
        let pending = header(kind, number);
        Ok(Self { number, name, file, size: 0, durable: 0, pending, spent: false, written: 0 })
    }

    /// Where the next frame will be.
    pub(in crate::lsm) fn end(&self) -> u64 {
        self.size + self.pending.len() as u64
    }

    /// Bytes in memory only.
    pub(in crate::lsm) fn waiting(&self) -> usize {
        self.pending.len()
    }

    /// Whether it cannot be used any more.
    pub(in crate::lsm) fn is_spent(&self) -> bool {
        self.spent
    }

    /// Gives it up: nothing is to be added any more.
    pub(in crate::lsm) fn spend(&mut self) {
        self.spent = true;
    }

    /// Whether all that was written is durable.
    pub(in crate::lsm) fn is_durable(&self) -> bool {
        self.durable == self.size
    }

    /// Adds a frame, in memory.
    pub(in crate::lsm) fn add(&mut self, kind: FrameKind, body: impl FnOnce(&mut Vec<u8>)) {
        let place = (self.number, self.end(), self.durable);
        put_frame(&mut self.pending, kind, place, body);
    }

    /// Forgets what was added from `end` on. It must not have been written.
    pub(in crate::lsm) fn take_back(&mut self, end: u64) {
        self.pending.truncate(usize::try_from(end.saturating_sub(self.size)).unwrap_or(usize::MAX));
    }

    /// Hands what is in memory to the disk, in one append.
    ///
    /// # Errors
    /// Then it is still in memory, and nothing of it in the file, unless the file is [spent](Self::is_spent).
    pub(in crate::lsm) fn write<D: Disk>(&mut self, disk: &mut D) -> Result<(), DiskError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        if let Err(error) = disk.append(self.file, &self.pending) {
            self.spent |= disk.truncate(self.file, self.size).is_err();
            return Err(error);
        }
        self.size += self.pending.len() as u64;
        self.written += self.pending.len() as u64;
        self.pending.clear();
        Ok(())
    }

    /// Makes all of it durable.
    ///
    /// # Errors
    /// As [`FrameWriter::write`]; if the disk cannot say what is durable, the file is spent.
    pub(in crate::lsm) fn sync<D: Disk>(&mut self, disk: &mut D) -> Result<(), DiskError> {
        self.write(disk)?;
        if self.durable == self.size {
            return Ok(());
        }
        let synced = disk.sync(self.file);
        match synced {
            Ok(()) => self.durable = self.size,
            Err(_) => self.spent = true,
        }
        synced
    }
}
