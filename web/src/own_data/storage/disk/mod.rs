//! The disk of the storage engine in a browser: files of the Origin Private File System, opened before they are needed.
//!
//! ```text
//!   names-0, names-1   which file is called what: CURRENT → 3, log-000004 → 0, table-000005 → 7
//!   file-0 … file-40   contents; those without a name are empty and wait
//! ```
//!
//! A worker can read and write such a file at once, but only open one by and by. So there is a pool of open ones,
//! as `SQLite`'s `opfs-sahpool` has it; the worker adds to it between two messages. Unlike there, names are not in
//! the files but in a [table](names) that is written whole, so any number of renamings happens at once; and twice, so
//! that damage to one of the two loses no name.
//!
//! # What is promised, and by whom
//!
//! - [`Disk::sync`] is `flush()`. The standard has it *attempt* to hand everything to the storage device; browsers
//!   call what the system has for that (`fsync`). What was written and not flushed survives the end of the tab, not
//!   that of the machine.
//! - [`Disk::sync_names`] writes the table and flushes it, twice. Until then a file that lost its name keeps its
//!   content; only then is it emptied, flushed, and used again, so that a crash never shows a name with another file's
//!   content. Where no table can be read, no file is touched.
//! - The lock is the browser's: a file that one tab has open no other tab can open.
//! - That the browser keeps the files at all is not promised: it may clear all that a site stored when space runs
//!   out, and does so at the end of a private window. `navigator.storage.persisted()` says whether it asks first.
//!
//! Sources: WHATWG, "File System" standard, `FileSystemSyncAccessHandle`; SQLite's `sqlite3-vfs-opfs-sahpool`.

pub mod any;
pub mod handle;
pub mod names;

use std::collections::BTreeMap;

use snowglobe_core::disk::{Disk, DiskError, FileId, LOCK, MOST_FILES, Reason, check_name};
use snowglobe_core::lsm::LsmError;

use handle::Handle;
use names::Tables;

/// Files that should wait to be used: a merge makes this many at most before the worker is asked again.
pub const SPARE: usize = 40;

/// What a pooled file is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// Nothing: it is empty, durably.
    Free,
    /// It has a name, or will have one.
    Named,
    /// It has lost its name, which is not durable yet.
    Leaving,
}

#[derive(Debug)]
struct File<H> {
    handle: H,
    size: u64,
    used: Use,
    /// Open ids that stand for it.
    holders: u32,
    /// What it was called when it was opened.
    name: String,
}

/// A pool of open files as a disk; see the module.
#[derive(Debug)]
pub struct PoolDisk<H> {
    tables: Tables<H>,
    names: BTreeMap<String, u32>,
    files: Vec<File<H>>,
    open: BTreeMap<u32, u32>,
    next: u32,
    /// Whether names are not durable.
    dirty: bool,
    locked: bool,
}

impl<H: Handle> PoolDisk<H> {
    /// The disk of these files, in the order of their numbers.
    ///
    /// # Errors
    /// If the names cannot be read, or a later program wrote them: see [`Tables::open`].
    pub fn new(tables: [H; 2], handles: Vec<H>) -> Result<Self, LsmError> {
        let used = handles.iter().any(|handle| handle.size() != Ok(0));
        let (tables, names) = Tables::open(tables, used)?;
        let mut disk = Self {
            tables,
            names,
            files: Vec::new(),
            open: BTreeMap::new(),
            next: 0,
            dirty: false,
            locked: false,
        };
        for handle in handles {
            disk.add(handle)?;
        }
        // A file that is gone is an empty one: the engine says that it is damaged.
        Ok(disk)
    }

    /// Takes one more file, which has the next number.
    ///
    /// # Errors
    /// If the browser will not have it emptied.
    pub fn add(&mut self, mut handle: H) -> Result<(), DiskError> {
        let number = self.files.len() as u32;
        let named = self.names.iter().find(|(_, file)| **file == number).map(|(name, _)| name.clone());
        let mut size = handle.size().map_err(|reason| DiskError::of("", reason))?;
        if named.is_none() && size > 0 {
            empty(&mut handle).map_err(|reason| DiskError::of("", reason))?;
            size = 0;
        }
        let used = if named.is_some() { Use::Named } else { Use::Free };
        self.files.push(File { handle, size, used, holders: 0, name: named.unwrap_or_default() });
        Ok(())
    }

    /// How many more files there should be.
    #[must_use]
    pub fn wanted(&self) -> usize {
        let free = self.files.iter().filter(|file| file.used == Use::Free && file.holders == 0).count();
        let most_named = self.names.values().max().map_or(0, |most| *most as usize + 1);
        let missing = most_named.saturating_sub(self.files.len());
        SPARE.saturating_sub(free).max(missing).min(MOST_FILES - self.files.len().min(MOST_FILES))
    }

    /// Files in the pool, and how many of them have a name.
    #[must_use]
    pub fn pool(&self) -> (usize, usize) {
        (self.files.len(), self.names.len())
    }

    fn file(&self, id: FileId) -> Result<&File<H>, DiskError> {
        let found = self.open.get(&id.0).and_then(|number| self.files.get(*number as usize));
        found.ok_or_else(|| DiskError::of("", Reason::Missing))
    }

    fn file_mut(&mut self, id: FileId) -> Result<&mut File<H>, DiskError> {
        let found = self.open.get(&id.0).and_then(|number| self.files.get_mut(*number as usize));
        found.ok_or_else(|| DiskError::of("", Reason::Missing))
    }

    fn opened(&mut self, number: u32, name: &str) -> Result<FileId, DiskError> {
        let file = self.files.get_mut(number as usize).ok_or_else(|| DiskError::of(name, Reason::Missing))?;
        file.holders += 1;
        file.name = name.to_owned();
        let id = self.next;
        self.next += 1;
        self.open.insert(id, number);
        Ok(FileId(id))
    }

    /// An empty file for a name.
    fn free(&mut self) -> Result<Option<u32>, DiskError> {
        let free = |file: &File<H>| file.used == Use::Free && file.holders == 0;
        let found = self.files.iter().position(free);
        if found.is_none() && self.files.iter().any(|file| file.used == Use::Leaving) {
            self.sync_names()?;
            return Ok(self.files.iter().position(free).map(|number| number as u32));
        }
        Ok(found.map(|number| number as u32))
    }

    /// A name less for a file.
    fn leave(&mut self, number: u32) {
        if let Some(file) = self.files.get_mut(number as usize) {
            file.used = Use::Leaving;
        }
        self.dirty = true;
    }

    /// Empties what has no name any more, durably, and is not read by anyone.
    fn recycle(&mut self) {
        for file in &mut self.files {
            if file.used == Use::Leaving
                && file.holders == 0
                && !self.dirty
                && empty(&mut file.handle).is_ok()
            {
                (file.used, file.size) = (Use::Free, 0);
            }
        }
    }
}

/// Empties a file, for good.
fn empty<H: Handle>(handle: &mut H) -> Result<(), Reason> {
    handle.truncate(0)?;
    handle.flush()
}

impl<H: Handle> Disk for PoolDisk<H> {
    fn create(&mut self, name: &str) -> Result<FileId, DiskError> {
        check_name(name)?;
        if self.names.contains_key(name) {
            return Err(DiskError::of(name, Reason::Exists));
        }
        let number = self.free()?.ok_or_else(|| DiskError::of(name, Reason::Full))?;
        if let Some(file) = self.files.get_mut(number as usize) {
            file.used = Use::Named;
        }
        self.names.insert(name.to_owned(), number);
        self.dirty = true;
        self.opened(number, name)
    }

    fn open(&mut self, name: &str) -> Result<FileId, DiskError> {
        match self.names.get(name) {
            Some(number) => self.opened(*number, name),
            None => Err(DiskError::of(name, Reason::Missing)),
        }
    }

    fn close(&mut self, file: FileId) {
        let number = self.open.remove(&file.0);
        if let Some(file) = number.and_then(|number| self.files.get_mut(number as usize)) {
            file.holders -= 1;
        }
        self.recycle();
    }

    fn size(&self, file: FileId) -> Result<u64, DiskError> {
        self.file(file).map(|file| file.size)
    }

    fn append(&mut self, file: FileId, bytes: &[u8]) -> Result<(), DiskError> {
        let size = self.file(file)?.size;
        self.write_at(file, size, bytes)
    }

    fn write_at(&mut self, file: FileId, offset: u64, bytes: &[u8]) -> Result<(), DiskError> {
        let file = self.file_mut(file)?;
        if offset > file.size {
            return Err(DiskError::at(&file.name, offset, Reason::Device));
        }
        let mut done = 0;
        while let Some(rest) = bytes.get(done..).filter(|rest| !rest.is_empty()) {
            let at = offset + done as u64;
            match file.handle.write(at, rest) {
                Ok(count) if count > 0 => {
                    done += count;
                    file.size = file.size.max(at + count as u64);
                }
                // Nothing was written, and nothing said why: there is no room.
                result => {
                    file.size = file.handle.size().unwrap_or(file.size);
                    return Err(DiskError::at(&file.name, at, result.err().unwrap_or(Reason::Full)));
                }
            }
        }
        Ok(())
    }

    fn truncate(&mut self, file: FileId, size: u64) -> Result<(), DiskError> {
        let file = self.file_mut(file)?;
        if size < file.size {
            file.handle.truncate(size).map_err(|reason| DiskError::of(&file.name, reason))?;
            file.size = size;
        }
        Ok(())
    }

    fn read_at(&self, file: FileId, offset: u64, into: &mut [u8]) -> Result<usize, DiskError> {
        let file = self.file(file)?;
        let mut done = 0;
        while let Some(room) = into.get_mut(done..).filter(|room| !room.is_empty()) {
            let at = offset + done as u64;
            match file.handle.read(at, room) {
                Ok(0) => break,
                Ok(count) => done += count,
                Err(reason) => return Err(DiskError::at(&file.name, at, reason)),
            }
        }
        Ok(done)
    }

    fn sync(&mut self, file: FileId) -> Result<(), DiskError> {
        let file = self.file_mut(file)?;
        file.handle.flush().map_err(|reason| DiskError::of(&file.name, reason))
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        check_name(to)?;
        let number = self.names.remove(from).ok_or_else(|| DiskError::of(from, Reason::Missing))?;
        if let Some(file) = self.files.get_mut(number as usize) {
            file.name = to.to_owned();
        }
        self.dirty = true;
        if let Some(replaced) = self.names.insert(to.to_owned(), number).filter(|other| *other != number) {
            self.leave(replaced);
        }
        Ok(())
    }

    fn delete(&mut self, name: &str) -> Result<(), DiskError> {
        let number = self.names.remove(name).ok_or_else(|| DiskError::of(name, Reason::Missing))?;
        self.leave(number);
        Ok(())
    }

    fn sync_names(&mut self) -> Result<(), DiskError> {
        if self.dirty {
            self.tables.write(&self.names)?;
            self.dirty = false;
        }
        self.recycle();
        Ok(())
    }

    fn list(&self) -> Result<Vec<String>, DiskError> {
        Ok(self.names.keys().cloned().collect())
    }

    fn lock(&mut self) -> Result<(), DiskError> {
        if self.locked {
            return Err(DiskError::of(LOCK, Reason::Locked));
        }
        self.locked = true;
        Ok(())
    }

    fn unlock(&mut self) {
        self.locked = false;
    }
}

#[cfg(test)]
mod tests;
