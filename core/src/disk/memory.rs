//! A disk in memory: every byte is durable as long as the program runs.
//!
//! ```
//! use snowglobe_core::disk::{Disk, MemoryDisk};
//!
//! let mut disk = MemoryDisk::default();
//! let file = disk.create("a")?;
//! disk.append(file, &[1, 2, 3])?;
//! disk.write_at(file, 1, &[9])?;
//! assert_eq!((disk.bytes("a"), disk.total()), (Some(&[1, 9, 3][..]), 3));
//! # Ok::<(), snowglobe_core::disk::DiskError>(())
//! ```

use super::{Disk, DiskError, FileId, LOCK, MAX_NAME, Reason};
use crate::flat_map::FlatMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Whether a file may be called so.
///
/// # Errors
/// [`Reason::Name`] if it may not.
pub fn check_name(name: &str) -> Result<(), DiskError> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    let good = !name.is_empty() && name.len() <= MAX_NAME && !name.starts_with('.') && name.chars().all(fits);
    if good { Ok(()) } else { Err(DiskError::of(name, Reason::Name)) }
}

/// Reads from `offset` of what is in a file; how many bytes there were.
pub(super) fn read_bytes(bytes: &[u8], offset: u64, into: &mut [u8]) -> usize {
    let from = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
    let count = into.len().min(bytes.len() - from);
    into[..count].copy_from_slice(&bytes[from..from + count]);
    count
}

/// Sets the mark of a folder that an engine claims.
pub(super) fn claim(locked: &mut bool) -> Result<(), DiskError> {
    if core::mem::replace(locked, true) { Err(DiskError::of(LOCK, Reason::Locked)) } else { Ok(()) }
}

/// What is in a file, and what it was called when it was opened.
#[derive(Clone, Debug, Default)]
struct Content {
    name: String,
    bytes: Vec<u8>,
    /// Names and open ids that stand for it.
    holders: u32,
}

/// A disk in memory; see the module.
#[derive(Clone, Debug, Default)]
pub struct MemoryDisk {
    /// Which content a name stands for.
    names: FlatMap<String, u32>,
    contents: FlatMap<u32, Content>,
    /// Which content an open id stands for.
    open: FlatMap<u32, u32>,
    next: u32,
    locked: bool,
}

impl MemoryDisk {
    /// What is in the file of this name.
    #[must_use]
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        let content = self.contents.get(self.names.get(name)?)?;
        Some(&content.bytes)
    }

    /// The same, to be changed: to see what an engine makes of damage.
    pub fn bytes_mut(&mut self, name: &str) -> Option<&mut Vec<u8>> {
        let content = self.contents.get_mut(self.names.get(name)?)?;
        Some(&mut content.bytes)
    }

    /// Bytes of all files that have a name.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.names
            .values()
            .filter_map(|id| self.contents.get(id))
            .map(|content| content.bytes.len() as u64)
            .sum()
    }

    fn content(&self, file: FileId) -> Result<&Content, DiskError> {
        let found = self.open.get(&file.0).and_then(|id| self.contents.get(id));
        found.ok_or_else(|| DiskError::of("", Reason::Missing))
    }

    fn content_mut(&mut self, file: FileId) -> Result<&mut Content, DiskError> {
        let found = self.open.get(&file.0).and_then(|id| self.contents.get_mut(id));
        found.ok_or_else(|| DiskError::of("", Reason::Missing))
    }

    fn open_content(&mut self, id: u32) -> FileId {
        let file = self.next;
        self.next += 1;
        self.open.insert(file, id);
        if let Some(content) = self.contents.get_mut(&id) {
            content.holders += 1;
        }
        FileId(file)
    }

    /// One name or id less for a content; it goes with the last.
    fn let_go(&mut self, id: u32) {
        let Some(content) = self.contents.get_mut(&id) else { return };
        content.holders -= 1;
        if content.holders == 0 {
            self.contents.remove(&id);
        }
    }
}

impl Disk for MemoryDisk {
    fn create(&mut self, name: &str) -> Result<FileId, DiskError> {
        check_name(name)?;
        if self.names.contains_key(name) {
            return Err(DiskError::of(name, Reason::Exists));
        }
        let id = self.next;
        self.next += 1;
        self.contents.insert(id, Content { name: name.to_string(), bytes: Vec::new(), holders: 1 });
        self.names.insert(name.to_string(), id);
        Ok(self.open_content(id))
    }

    fn open(&mut self, name: &str) -> Result<FileId, DiskError> {
        match self.names.get(name) {
            Some(id) => Ok(self.open_content(*id)),
            None => Err(DiskError::of(name, Reason::Missing)),
        }
    }

    fn close(&mut self, file: FileId) {
        if let Some(id) = self.open.remove(&file.0) {
            self.let_go(id);
        }
    }

    fn size(&self, file: FileId) -> Result<u64, DiskError> {
        self.content(file).map(|content| content.bytes.len() as u64)
    }

    fn append(&mut self, file: FileId, bytes: &[u8]) -> Result<(), DiskError> {
        self.content_mut(file)?.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn write_at(&mut self, file: FileId, offset: u64, bytes: &[u8]) -> Result<(), DiskError> {
        let content = self.content_mut(file)?;
        let fits = usize::try_from(offset).ok().filter(|offset| *offset <= content.bytes.len());
        let Some(offset) = fits else { return Err(DiskError::at(&content.name, offset, Reason::Device)) };
        let over = bytes.len().min(content.bytes.len() - offset);
        let (inside, beyond) = bytes.split_at(over);
        content.bytes[offset..offset + over].copy_from_slice(inside);
        content.bytes.extend_from_slice(beyond);
        Ok(())
    }

    fn truncate(&mut self, file: FileId, size: u64) -> Result<(), DiskError> {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        self.content_mut(file)?.bytes.truncate(size);
        Ok(())
    }

    fn read_at(&self, file: FileId, offset: u64, into: &mut [u8]) -> Result<usize, DiskError> {
        Ok(read_bytes(&self.content(file)?.bytes, offset, into))
    }

    fn sync(&mut self, file: FileId) -> Result<(), DiskError> {
        self.content(file).map(drop)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        check_name(to)?;
        let Some(id) = self.names.remove(from) else { return Err(DiskError::of(from, Reason::Missing)) };
        if let Some(content) = self.contents.get_mut(&id) {
            content.name = to.to_string();
        }
        if let Some(replaced) = self.names.insert(to.to_string(), id) {
            self.let_go(replaced);
        }
        Ok(())
    }

    fn delete(&mut self, name: &str) -> Result<(), DiskError> {
        match self.names.remove(name) {
            Some(id) => self.let_go(id),
            None => return Err(DiskError::of(name, Reason::Missing)),
        }
        Ok(())
    }

    fn sync_names(&mut self) -> Result<(), DiskError> {
        Ok(())
    }

    fn list(&self) -> Result<Vec<String>, DiskError> {
        Ok(self.names.keys().cloned().collect())
    }

    fn lock(&mut self) -> Result<(), DiskError> {
        claim(&mut self.locked)
    }

    fn unlock(&mut self) {
        self.locked = false;
    }
}
