//! A disk on which everything goes wrong that goes wrong with disks, at a moment that a test chooses.
//!
//! ```text
//!   append "ab" ─┐                       crash, and then the file is, by its fate
//!   sync         ├─ durable: "ab"          Lost  "ab"
//!   append "cd" ─┤                         Kept  "abcdef"
//!   append "ef" ─┘  volatile: "cd", "ef"   Torn  "ab", "abc", "abcd", "abcde", or "ab␀␀ef": any of these
//! ```
//!
//! Content and names are apart: a file whose creation was not made durable is gone, however often it was
//! synced, and one that was renamed may have its old name again. Names survive in the order of their changes.
//!
//! ```
//! use snowglobe_core::disk::{Disk, Fate, FaultyDisk, Plan, Reason};
//!
//! let mut disk = FaultyDisk::new(Plan { crash_at: Some(5), ..Plan::default() });
//! let file = disk.create("log")?; // operation 0
//! disk.sync_names()?;
//! disk.append(file, b"ab")?;
//! disk.sync(file)?;
//! disk.append(file, b"cd")?;
//! assert_eq!(disk.sync(file).unwrap_err().reason, Reason::Crashed);
//! disk.restart(Fate::Lost);
//! assert_eq!(disk.bytes("log"), Some(&b"ab"[..]));
//! # Ok::<(), snowglobe_core::disk::DiskError>(())
//! ```

mod file;
mod look;

use super::memory::{check_name, claim, read_bytes};
use super::{Disk, DiskError, FileId, Reason};
use crate::flat_map::FlatMap;
use crate::random::SplitMix64;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cell::Cell;
use file::{Change, Inode};

/// What becomes of what was not durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is lost.
    Lost,
    /// It is there: the system wrote it out in time.
    Kept,
    /// Some of it is there, drawn by this seed: of names the first changes; of content the first writes and a
    /// part of the next, or single sectors of 512 bytes with zeros between.
    Torn(u64),
}

/// What goes wrong, and when. Operations that change something are counted from 0, and so are reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// At this change the machine stops, in the midst of it.
    pub crash_at: Option<u64>,
    /// This change fails for this reason; of a write, half is done.
    pub fail_at: Option<(u64, Reason)>,
    /// This read fails.
    pub read_error_at: Option<u64>,
    /// From this change on there is no room: no file is made, and none grows.
    pub full_from: Option<u64>,
    /// Bytes that all files together may have.
    pub capacity: Option<u64>,
    /// Nothing may be changed.
    pub read_only: bool,
}

/// Which inode a name stands for.
type Names = FlatMap<String, u32>;

#[derive(Clone, Debug)]
enum NameChange {
    Set(String, u32),
    Rename(String, String),
    Remove(String),
}

/// The disk; see the module.
#[derive(Clone, Debug, Default)]
pub struct FaultyDisk {
    plan: Plan,
    inodes: FlatMap<u32, Inode>,
    names: Names,
    durable_names: Names,
    name_changes: Vec<NameChange>,
    open: FlatMap<u32, u32>,
    next: u32,
    changes: u64,
    reads: Cell<u64>,
    locked: bool,
    crashed: bool,
}

impl FaultyDisk {
    /// An empty disk on which this goes wrong.
    #[must_use]
    pub fn new(plan: Plan) -> Self {
        Self { plan, ..Self::default() }
    }

    /// From now on this goes wrong instead; counting goes on.
    pub fn set_plan(&mut self, plan: Plan) {
        self.plan = plan;
    }

    /// Changes asked for so far: what a sweep goes through.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Reads asked for so far.
    #[must_use]
    pub fn reads(&self) -> u64 {
        self.reads.get()
    }

    /// Whether the machine has stopped.
    #[must_use]
    pub fn is_crashed(&self) -> bool {
        self.crashed
    }

    /// What is in the file of this name, as the running machine sees it.
    #[must_use]
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.inodes.get(self.names.get(name)?).map(|inode| inode.now.as_slice())
    }

    /// Turns bits of a byte over, durably: rot. Says whether there is such a byte.
    pub fn flip(&mut self, name: &str, offset: usize, bits: u8) -> bool {
        let inode = self.names.get(name).and_then(|id| self.inodes.get_mut(id));
        inode.is_some_and(|inode| inode.flip(offset, bits))
    }

    /// Stops the machine (if it has not stopped) and starts it again: what was not durable meets its fate, nobody
    /// has a file open, and nothing is planned any more.
    pub fn restart(&mut self, fate: Fate) {
        let mut random = SplitMix64::new(match fate {
            Fate::Torn(seed) => seed,
            Fate::Lost | Fate::Kept => 0,
        });
        let survive = match fate {
            Fate::Lost => 0,
            Fate::Kept => self.name_changes.len(),
            Fate::Torn(_) => random.below(self.name_changes.len() as u64 + 1) as usize,
        };
        let changes = core::mem::take(&mut self.name_changes);
        for change in changes.into_iter().take(survive) {
            apply(change, &mut self.durable_names);
        }
        self.names = self.durable_names.clone();
        for inode in self.inodes.values_mut() {
            inode.meet(fate, &mut random);
        }
        let names = &self.names;
        self.inodes.retain(|id, _| names.values().any(|named| named == id));
        self.open.clear();
        (self.plan, self.locked, self.crashed) = (Plan::default(), false, false);
    }

    /// Counts a change; what goes wrong with it. After [`Reason::Crashed`] the change is in the air.
    fn begin(&mut self) -> Result<Option<Reason>, Reason> {
        if self.crashed {
            return Err(Reason::Crashed);
        }
        let number = self.changes;
        self.changes += 1;
        if self.plan.crash_at == Some(number) {
            self.crashed = true;
            return Ok(Some(Reason::Crashed));
        }
        if self.plan.read_only {
            return Err(Reason::ReadOnly);
        }
        Ok(self.plan.fail_at.filter(|(at, _)| *at == number).map(|(_, reason)| reason))
    }

    /// Whether there is no room for the change that was counted last.
    fn is_full(&self) -> bool {
        self.plan.full_from.is_some_and(|from| from < self.changes)
    }

    /// A change of names: done, in the air, or refused.
    fn change_names(&mut self, change: NameChange, name: &str) -> Result<(), DiskError> {
        let mut wrong = self.begin().map_err(|reason| DiskError::of(name, reason))?;
        if matches!(change, NameChange::Set(..)) && wrong.is_none() && self.is_full() {
            wrong = Some(Reason::Full);
        }
        if matches!(wrong, None | Some(Reason::Crashed)) {
            apply(change.clone(), &mut self.names);
            self.name_changes.push(change);
        }
        wrong.map_or(Ok(()), |reason| Err(DiskError::of(name, reason)))
    }

    fn inode(&self, file: FileId) -> Result<&Inode, DiskError> {
        let found = self.open.get(&file.0).and_then(|id| self.inodes.get(id));
        found.ok_or_else(|| DiskError::of("", if self.crashed { Reason::Crashed } else { Reason::Missing }))
    }

    /// What went wrong with a file.
    fn wrong(&self, file: FileId, reason: Reason) -> DiskError {
        DiskError::of(self.inode(file).map_or("", |inode| &inode.name), reason)
    }

    fn inode_mut(&mut self, file: FileId) -> Option<&mut Inode> {
        self.open.get(&file.0).and_then(|id| self.inodes.get_mut(id))
    }

    /// Counts a change of a file's content that ends at a place; what it meets with.
    fn meets(&mut self, file: FileId, end: u64) -> Result<Option<Reason>, DiskError> {
        let size = self.inode(file)?.now.len() as u64;
        let wrong = self.begin().map_err(|reason| self.wrong(file, reason))?;
        let grows = end.saturating_sub(size);
        let total = || self.inodes.values().map(|inode| inode.now.len() as u64).sum::<u64>();
        let full = (grows > 0 && self.is_full())
            || self.plan.capacity.is_some_and(|capacity| total() + grows > capacity);
        Ok(if wrong.is_none() && full { Some(Reason::Full) } else { wrong })
    }

    /// A change of a file's content.
    fn change(&mut self, file: FileId, change: Change) -> Result<(), DiskError> {
        let wrong = self.meets(file, change.end())?;
        let done = match wrong {
            None | Some(Reason::Crashed) => change,
            Some(_) => change.half(),
        };
        if let Some(inode) = self.inode_mut(file) {
            inode.write(done);
        }
        wrong.map_or(Ok(()), |reason| Err(self.wrong(file, reason)))
    }

    fn open_inode(&mut self, id: u32) -> FileId {
        let file = self.next;
        self.next += 1;
        self.open.insert(file, id);
        FileId(file)
    }
}

fn apply(change: NameChange, names: &mut Names) {
    match change {
        NameChange::Set(name, id) => drop(names.insert(name, id)),
        NameChange::Rename(from, to) => {
            if let Some(id) = names.remove(&from) {
                names.insert(to, id);
            }
        }
        NameChange::Remove(name) => drop(names.remove(&name)),
    }
}

impl Disk for FaultyDisk {
    fn create(&mut self, name: &str) -> Result<FileId, DiskError> {
        check_name(name)?;
        if self.names.contains_key(name) {
            return Err(DiskError::of(name, Reason::Exists));
        }
        let id = self.next;
        self.next += 1;
        self.inodes.insert(id, Inode::new(name));
        self.change_names(NameChange::Set(name.to_string(), id), name)?;
        Ok(self.open_inode(id))
    }

    fn open(&mut self, name: &str) -> Result<FileId, DiskError> {
        if self.crashed {
            return Err(DiskError::of(name, Reason::Crashed));
        }
        match self.names.get(name) {
            Some(id) => Ok(self.open_inode(*id)),
            None => Err(DiskError::of(name, Reason::Missing)),
        }
    }

    fn close(&mut self, file: FileId) {
        self.open.remove(&file.0);
    }

    fn size(&self, file: FileId) -> Result<u64, DiskError> {
        self.inode(file).map(|inode| inode.now.len() as u64)
    }

    fn append(&mut self, file: FileId, bytes: &[u8]) -> Result<(), DiskError> {
        let end = (self.inode(file)?.now.len() + bytes.len()) as u64;
        let wrong = self.meets(file, end)?;
        let done = match wrong {
            None | Some(Reason::Crashed) => bytes,
            Some(_) => &bytes[..bytes.len() / 2],
        };
        if let Some(inode) = self.inode_mut(file) {
            inode.append(done);
        }
        wrong.map_or(Ok(()), |reason| Err(self.wrong(file, reason)))
    }

    fn write_at(&mut self, file: FileId, offset: u64, bytes: &[u8]) -> Result<(), DiskError> {
        let inode = self.inode(file)?;
        let fits = usize::try_from(offset).ok().filter(|offset| *offset <= inode.now.len());
        let Some(at) = fits else { return Err(DiskError::at(&inode.name, offset, Reason::Device)) };
        self.change(file, Change::Write { offset: at, bytes: bytes.to_vec() })
    }

    fn truncate(&mut self, file: FileId, size: u64) -> Result<(), DiskError> {
        self.change(file, Change::Truncate(usize::try_from(size).unwrap_or(usize::MAX)))
    }

    fn read_at(&self, file: FileId, offset: u64, into: &mut [u8]) -> Result<usize, DiskError> {
        let inode = self.inode(file)?;
        if self.crashed {
            return Err(DiskError::of(&inode.name, Reason::Crashed));
        }
        let number = self.reads.get();
        self.reads.set(number + 1);
        if self.plan.read_error_at == Some(number) {
            return Err(DiskError::at(&inode.name, offset, Reason::Device));
        }
        Ok(read_bytes(&inode.now, offset, into))
    }

    fn sync(&mut self, file: FileId) -> Result<(), DiskError> {
        self.inode(file)?;
        if let Some(reason) = self.begin().map_err(|reason| self.wrong(file, reason))? {
            return Err(self.wrong(file, reason));
        }
        if let Some(inode) = self.inode_mut(file) {
            inode.sync();
        }
        Ok(())
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        check_name(to)?;
        let id = self.names.get(from).copied().ok_or_else(|| DiskError::of(from, Reason::Missing))?;
        self.change_names(NameChange::Rename(from.to_string(), to.to_string()), from)?;
        if let Some(inode) = self.inodes.get_mut(&id) {
            inode.name = to.to_string();
        }
        Ok(())
    }

    fn delete(&mut self, name: &str) -> Result<(), DiskError> {
        if !self.names.contains_key(name) {
            return Err(DiskError::of(name, Reason::Missing));
        }
        self.change_names(NameChange::Remove(name.to_string()), name)
    }

    fn sync_names(&mut self) -> Result<(), DiskError> {
        let begun = self.begin().unwrap_or_else(Some);
        if let Some(reason) = begun {
            return Err(DiskError::of("", reason));
        }
        if self.name_changes.is_empty() {
            return Ok(());
        }
        self.durable_names = self.names.clone();
        self.name_changes.clear();
        // No crash brings those back that have no name now; whoever has one open may still read it.
        let ids = self.names.values().chain(self.open.values());
        let held: FlatMap<u32, ()> = ids.map(|id| (*id, ())).collect();
        self.inodes.retain(|id, _| held.contains_key(id));
        Ok(())
    }

    fn list(&self) -> Result<Vec<String>, DiskError> {
        if self.crashed {
            return Err(DiskError::of("", Reason::Crashed));
        }
        Ok(self.names.keys().cloned().collect())
    }

    fn lock(&mut self) -> Result<(), DiskError> {
        claim(&mut self.locked)
    }

    fn unlock(&mut self) {
        self.locked = false;
    }
}
