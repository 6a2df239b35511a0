//! A copy of an engine on another disk, as it is at one moment.
//!
//! ```
//! use snowglobe_core::disk::MemoryDisk;
//! use snowglobe_core::lsm::{Lsm, Options};
//!
//! let mut copy = MemoryDisk::default();
//! let mut lsm = Lsm::open(MemoryDisk::default(), Options::default())?;
//! lsm.put(b"key", b"then")?;
//! lsm.checkpoint(&mut copy)?;
//! lsm.put(b"key", b"now")?;
//! let then = Lsm::open(copy, Options::default())?;
//! assert_eq!(then.get(b"key")?.as_deref(), Some(&b"then"[..]));
//! # Ok::<(), snowglobe_core::lsm::LsmError>(())
//! ```
//!
//! What is in memory is flushed, and the tables are copied as they are; `CURRENT` comes last, so half a copy is none.

use super::Lsm;
use super::error::LsmError;
use super::log::replay::Begin;
use super::manifest::{Edit, Manifest};
use super::names::{CURRENT, FileKind, parse, take_number};
use super::table::reader::{Table, read_exactly};
use super::work::listed;
use super::write::begin_log;
use crate::disk::Disk;
use alloc::vec;

/// Bytes copied at once.
const PIECE: u64 = 1 << 20;

impl<D: Disk> Lsm<D> {
    /// Copies everything to a disk that has no engine; gives the bytes that were copied. O(bytes of all tables).
    ///
    /// # Errors
    /// What either disk says; then there is no engine on the other one, but maybe files that are to be deleted.
    pub fn checkpoint<E: Disk>(&mut self, to: &mut E) -> Result<u64, LsmError> {
        to.lock()?;
        let copied = self.copy_to(to);
        to.unlock();
        copied
    }

    fn copy_to<E: Disk>(&mut self, to: &mut E) -> Result<u64, LsmError> {
        let ours = |name: &&alloc::string::String| *name == CURRENT || parse(name).is_some();
        if let Some(file) = to.list()?.iter().find(ours) {
            return Err(LsmError::NotEmpty { file: file.clone() });
        }
        self.flush()?;
        let mut bytes = 0;
        for (_, table) in self.version.tables() {
            self.copy_table(table, to)?;
            bytes += table.info.bytes;
        }
        let mut next_file = self.next_file;
        let number = take_number(FileKind::Log, &mut next_file)?;
        let manifest = take_number(FileKind::Manifest, &mut next_file)?;
        let begin = Begin { after: 0, length: 0, certain: true, first: self.last + 1 };
        let log = begin_log(to, number, begin)?;
        to.close(log.file);
        let all = Edit {
            log: number,
            flushed: self.last,
            next_file,
            added: listed(&self.version),
            removed: alloc::vec::Vec::new(),
        };
        let manifest = Manifest::begin(to, manifest, &all)?;
        to.close(manifest.writer.file);
        Ok(bytes)
    }

    fn copy_table<E: Disk>(&self, table: &Table, to: &mut E) -> Result<(), LsmError> {
        table.check()?;
        let file = to.create(&table.name)?;
        let mut offset = 0;
        let copied = loop {
            let mut piece = vec![0; (table.info.bytes - offset).min(PIECE) as usize];
            if piece.is_empty() {
                break to.sync(file).map_err(LsmError::from);
            }
            let read = read_exactly(&self.disk, table.file, &table.name, offset, &mut piece);
            let written = read.and_then(|()| Ok(to.append(file, &piece)?));
            if written.is_err() {
                break written;
            }
            offset += piece.len() as u64;
        };
        to.close(file);
        copied
    }
}
