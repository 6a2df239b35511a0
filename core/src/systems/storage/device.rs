//! The disk as an engine sees it: answers at once, and writes down what was asked.
//!
//! ```text
//!   Lsm ── append ──▶ Device: the view changes now ──▶ [ append log-000004 at 830 ] ──▶ messages to the real disk
//! ```
//!
//! An engine knows nothing of time, the simulation does: each access that is written down here is sent to the node of
//! the disk, which takes its time over it. What is in a file is shared between copies of the device, and copied when
//! one of them writes to it: a table never is.
//!
//! ```
//! use snowglobe_core::disk::Disk;
//! use snowglobe_core::systems::storage::{Access, Device};
//!
//! let mut device = Device::default();
//! let file = device.create("log")?;
//! device.append(file, b"ab")?;
//! let asked = device.take();
//! assert!(matches!(&asked[..], [Access::Create { .. }, Access::Append { offset: 0, .. }]));
//! # Ok::<(), snowglobe_core::disk::DiskError>(())
//! ```

use super::Access;
use crate::disk::{Disk, DiskError, FileId, LOCK, Reason};
use crate::flat_map::FlatMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

/// The files of a disk: names and what is in them, shared.
pub type Files = Vec<(Arc<str>, Arc<Vec<u8>>)>;

#[derive(Clone, Debug)]
struct Content {
    name: Arc<str>,
    bytes: Arc<Vec<u8>>,
    /// Names and open ids that stand for it.
    holders: u32,
}

/// The disk as an engine sees it; see the module.
#[derive(Clone, Debug, Default)]
pub struct Device {
    names: FlatMap<Arc<str>, u32>,
    contents: FlatMap<u32, Content>,
    open: FlatMap<u32, u32>,
    next: u32,
    locked: bool,
    capacity: Option<u64>,
    asked: RefCell<Vec<Access>>,
    /// Whether nothing is written down, because someone only looks.
    quiet: Cell<bool>,
}

impl Device {
    /// A view of these files, on a disk that takes so many bytes.
    #[must_use]
    pub fn new(files: &[(Arc<str>, Arc<Vec<u8>>)], capacity: Option<u64>) -> Self {
        let mut device = Self { capacity, ..Self::default() };
        for (name, bytes) in files {
            let content = Content { name: Arc::clone(name), bytes: Arc::clone(bytes), holders: 1 };
            device.contents.insert(device.next, content);
            device.names.insert(Arc::clone(name), device.next);
            device.next += 1;
        }
        device
    }

    /// What was asked since the last time, in order.
    pub fn take(&mut self) -> Vec<Access> {
        core::mem::take(self.asked.get_mut())
    }

    /// Lets `look` read without anything being written down.
    pub fn quietly<R>(&self, look: impl FnOnce() -> R) -> R {
        let before = self.quiet.replace(true);
        let seen = look();
        self.quiet.set(before);
        seen
    }

    /// From now on the disk takes so many bytes.
    pub(super) fn set_capacity(&mut self, capacity: Option<u64>) {
        self.capacity = capacity;
    }

    /// Writes nothing down from now on.
    pub(super) fn hush(&mut self) {
        self.quiet.set(true);
    }

    /// The files by name, with their bytes.
    pub fn files(&self) -> impl Iterator<Item = (&str, u64)> {
        self.named().map(|(name, content)| (&**name, content.bytes.len() as u64))
    }

    /// What is in a file.
    #[must_use]
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        let content = self.contents.get(self.names.get(name)?)?;
        Some(&content.bytes)
    }

    /// All files, shared.
    #[must_use]
    pub fn contents(&self) -> Files {
        self.named().map(|(name, content)| (Arc::clone(name), Arc::clone(&content.bytes))).collect()
    }

    /// Bytes of all files that have a name.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.files().map(|(_, bytes)| bytes).sum()
    }

    fn named(&self) -> impl Iterator<Item = (&Arc<str>, &Content)> {
        self.names.iter().filter_map(|(name, id)| self.contents.get(id).map(|content| (name, content)))
    }

    /// Turns bits of a byte over: rot. Says whether there is such a byte.
    pub(super) fn flip(&mut self, name: &str, offset: usize, bits: u8) -> bool {
        let content = self.names.get(name).and_then(|id| self.contents.get_mut(id));
        let byte = content.and_then(|content| Arc::make_mut(&mut content.bytes).get_mut(offset));
        byte.map(|byte| *byte ^= bits).is_some()
    }

    /// Bytes of memory that are this copy's; what is shared counts in parts.
    pub(super) fn footprint(&self) -> usize {
        let part =
            |content: &Content| content.bytes.capacity() / Arc::strong_count(&content.bytes).max(1) + 96;
        self.contents.values().map(part).sum::<usize>() + (self.names.len() + self.open.len()) * 48
    }

    fn ask(&self, access: impl FnOnce() -> Access) {
        if !self.quiet.get() {
            self.asked.borrow_mut().push(access());
        }
    }

    fn content(&self, file: FileId) -> Result<&Content, DiskError> {
        let found = self.open.get(&file.0).and_then(|id| self.contents.get(id));
        found.ok_or_else(|| DiskError::of("", Reason::Missing))
    }

    /// Its content, to be changed, and its name.
    fn change(&mut self, file: FileId) -> Result<(&mut Vec<u8>, Arc<str>), DiskError> {
        let found = self.open.get(&file.0).and_then(|id| self.contents.get_mut(id));
        let content = found.ok_or_else(|| DiskError::of("", Reason::Missing))?;
        Ok((Arc::make_mut(&mut content.bytes), Arc::clone(&content.name)))
    }

    fn check_room(&self, file: FileId, more: u64) -> Result<(), DiskError> {
        let full = self.capacity.is_some_and(|capacity| self.total().saturating_add(more) > capacity);
        if full { Err(DiskError::of(&self.content(file)?.name, Reason::Full)) } else { Ok(()) }
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

    fn let_go(&mut self, id: u32) {
        let Some(content) = self.contents.get_mut(&id) else { return };
        content.holders -= 1;
        if content.holders == 0 {
            self.contents.remove(&id);
        }
    }
}

impl Disk for Device {
    fn create(&mut self, name: &str) -> Result<FileId, DiskError> {
        crate::disk::check_name(name)?;
        if self.names.contains_key(name) {
            return Err(DiskError::of(name, Reason::Exists));
        }
        let (id, name) = (self.next, Arc::from(name));
        self.next += 1;
        self.contents.insert(id, Content { name: Arc::clone(&name), bytes: Arc::default(), holders: 1 });
        self.names.insert(Arc::clone(&name), id);
        self.ask(|| Access::Create { file: name });
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
        self.check_room(file, bytes.len() as u64)?;
        let (content, file) = self.change(file)?;
        let offset = content.len() as u64;
        content.extend_from_slice(bytes);
        self.ask(|| Access::Append { file, offset, bytes: Arc::from(bytes) });
        Ok(())
    }

    fn write_at(&mut self, file: FileId, offset: u64, bytes: &[u8]) -> Result<(), DiskError> {
        let size = self.size(file)?;
        self.check_room(file, offset.saturating_add(bytes.len() as u64).saturating_sub(size))?;
        let (content, file) = self.change(file)?;
        let fits = usize::try_from(offset).ok().filter(|offset| *offset <= content.len());
        let Some(at) = fits else { return Err(DiskError::at(&file, offset, Reason::Device)) };
        let over = bytes.len().min(content.len() - at);
        let (inside, beyond) = bytes.split_at(over);
        content[at..at + over].copy_from_slice(inside);
        content.extend_from_slice(beyond);
        self.ask(|| Access::Write { file, offset, bytes: Arc::from(bytes) });
        Ok(())
    }

    fn truncate(&mut self, file: FileId, size: u64) -> Result<(), DiskError> {
        if self.size(file)? > size {
            let (content, file) = self.change(file)?;
            content.truncate(usize::try_from(size).unwrap_or(usize::MAX));
            self.ask(|| Access::Truncate { file, size });
        }
        Ok(())
    }

    fn read_at(&self, file: FileId, offset: u64, into: &mut [u8]) -> Result<usize, DiskError> {
        let Content { name, bytes, .. } = self.content(file)?;
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
        let count = into.len().min(bytes.len() - from);
        into[..count].copy_from_slice(&bytes[from..from + count]);
        self.ask(|| Access::Read { file: Arc::clone(name), offset, bytes: count as u64 });
        Ok(count)
    }

    fn sync(&mut self, file: FileId) -> Result<(), DiskError> {
        let file = Arc::clone(&self.content(file)?.name);
        self.ask(|| Access::Sync { file });
        Ok(())
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        crate::disk::check_name(to)?;
        let Some((from, id)) = self.names.remove_entry(from) else {
            return Err(DiskError::of(from, Reason::Missing));
        };
        let to: Arc<str> = Arc::from(to);
        if let Some(content) = self.contents.get_mut(&id) {
            content.name = Arc::clone(&to);
        }
        if let Some(replaced) = self.names.insert(Arc::clone(&to), id) {
            self.let_go(replaced);
        }
        self.ask(|| Access::Rename { from, to });
        Ok(())
    }

    fn delete(&mut self, name: &str) -> Result<(), DiskError> {
        let Some((file, id)) = self.names.remove_entry(name) else {
            return Err(DiskError::of(name, Reason::Missing));
        };
        self.let_go(id);
        self.ask(|| Access::Delete { file });
        Ok(())
    }

    fn sync_names(&mut self) -> Result<(), DiskError> {
        self.ask(|| Access::SyncNames);
        Ok(())
    }

    fn list(&self) -> Result<Vec<String>, DiskError> {
        Ok(self.names.keys().map(|name| String::from(&**name)).collect())
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
