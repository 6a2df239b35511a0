//! What can be seen of a faulty disk from outside, without asking it as an engine would: for simulations and views.
//!
//! ```
//! use snowglobe_core::disk::{Disk, FaultyDisk};
//!
//! let mut disk = FaultyDisk::default();
//! let file = disk.create("log")?;
//! disk.append(file, b"ab")?;
//! disk.sync(file)?;
//! disk.append(file, b"cd")?;
//! assert_eq!((disk.durable_bytes("log"), disk.volatile_bytes("log")), (Some(&b"ab"[..]), 2));
//! assert!(disk.has_volatile_names());
//! # Ok::<(), snowglobe_core::disk::DiskError>(())
//! ```

use super::FaultyDisk;
use super::file::Inode;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

impl FaultyDisk {
    /// The names there are, ascending.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    fn named(&self, name: &str) -> Option<&Inode> {
        self.inodes.get(self.names.get(name)?)
    }

    /// What is in a file, as the running machine sees it, shared and not copied.
    #[must_use]
    pub fn shared(&self, name: &str) -> Option<Arc<Vec<u8>>> {
        self.named(name).map(|inode| Arc::clone(&inode.now))
    }

    /// What of a file a crash cannot take, if its name is durable.
    #[must_use]
    pub fn durable_bytes(&self, name: &str) -> Option<&[u8]> {
        self.named(name).map(Inode::durable)
    }

    /// Bytes that were written to a file since it was made durable.
    #[must_use]
    pub fn volatile_bytes(&self, name: &str) -> u64 {
        self.named(name).map_or(0, Inode::volatile)
    }

    /// Whether something was done to the content of a file since it was made durable.
    #[must_use]
    pub fn is_volatile(&self, name: &str) -> bool {
        self.named(name).is_some_and(|inode| !inode.is_durable())
    }

    /// Whether names were changed since they were made durable.
    #[must_use]
    pub fn has_volatile_names(&self) -> bool {
        !self.name_changes.is_empty()
    }

    /// Whether a crash cannot take the name itself.
    #[must_use]
    pub fn has_durable_name(&self, name: &str) -> bool {
        self.durable_names.contains_key(name)
    }

    /// Files that somebody has open.
    #[must_use]
    pub fn open_files(&self) -> usize {
        self.open.len()
    }

    /// Bytes of memory that are this copy's: what is shared with others counts in parts.
    #[must_use]
    pub fn footprint(&self) -> usize {
        let inodes: usize = self.inodes.values().map(Inode::footprint).sum();
        let names = self.names.len() + self.durable_names.len() + self.name_changes.len() + self.open.len();
        inodes + names * 64
    }
}
