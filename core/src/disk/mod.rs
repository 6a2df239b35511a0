//! Disks: what a storage engine needs of one, and disks to give it.
//!
//! A [`Disk`] is a folder of files. What was written is *volatile* until it is synced: a crash may lose it, keep
//! it, or keep a part. Names are volatile too, until [`Disk::sync_names`].
//!
//! ```text
//!   append ──▶ volatile ──sync──▶ durable        content of a file
//!   create, rename, delete ──sync_names──▶ durable        which names there are, and what they stand for
//! ```
//!
//! | disk | for |
//! | --- | --- |
//! | [`MemoryDisk`] | memory alone: nothing is lost, nothing outlives the program |
//! | [`FaultyDisk`] | tests and simulations: crashes at any operation, torn writes, read errors, rot, a full disk |
//! | `FolderDisk` | a folder of the machine's own file system (feature `std`) |
//!
//! What accesses cost on a disk that turns, and on those that do not, says [`DiskModel`]. A disk whose files cannot be
//! renamed keeps its names in a [`NameTable`].
//!
//! ```
//! use snowglobe_core::disk::{Disk, MemoryDisk};
//!
//! let mut disk = MemoryDisk::default();
//! let file = disk.create("log")?;
//! disk.append(file, b"hello")?;
//! disk.sync(file)?;
//! disk.rename("log", "log-1")?;
//! let mut first = [0; 8];
//! assert_eq!(disk.read_at(file, 1, &mut first)?, 4);
//! assert_eq!(&first[..4], b"ello");
//! # Ok::<(), snowglobe_core::disk::DiskError>(())
//! ```
//!
//! The rules are those that file systems keep in practice: Pillai et al., "All File Systems Are Not Created
//! Equal" (OSDI 2014); Rebello et al., "Can Applications Recover from fsync Failures?" (ATC 2020).

mod cost;
mod error;
mod faulty;
#[cfg(feature = "std")]
mod folder;
mod memory;
mod name_table;

#[cfg(test)]
mod tests;

pub use cost::DiskModel;
pub use error::{DiskError, Reason};
pub use faulty::{Fate, FaultyDisk, Plan};
#[cfg(feature = "std")]
pub use folder::FolderDisk;
pub use memory::{MemoryDisk, check_name};
pub use name_table::{MOST_FILES, NameTable, NameTableError, Names};

use alloc::string::String;
use alloc::vec::Vec;

/// An open file of one disk. It stays the same file when its name changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// The longest name of a file, in bytes.
pub const MAX_NAME: usize = 64;

/// What is claimed by [`Disk::lock`]: no file of an engine is called so.
pub const LOCK: &str = "LOCK";

/// A folder of files; see the module.
pub trait Disk {
    /// Makes an empty file of this name and opens it.
    ///
    /// # Errors
    /// [`Reason::Exists`] if there is one, or that the disk does not take it.
    fn create(&mut self, name: &str) -> Result<FileId, DiskError>;

    /// Opens the file of this name.
    ///
    /// # Errors
    /// [`Reason::Missing`] if there is none.
    fn open(&mut self, name: &str) -> Result<FileId, DiskError>;

    /// Lets go of an open file. Its id means nothing afterwards.
    fn close(&mut self, file: FileId);

    /// Bytes in a file.
    ///
    /// # Errors
    /// If the disk cannot say.
    fn size(&self, file: FileId) -> Result<u64, DiskError>;

    /// Adds to the end of a file. Either all is added, or (with an error) any part of it may be.
    ///
    /// # Errors
    /// [`Reason::Full`], [`Reason::ReadOnly`], or a failure of the device.
    fn append(&mut self, file: FileId, bytes: &[u8]) -> Result<(), DiskError>;

    /// Writes over what is at `offset`, and beyond the end if there is less; `offset` is at most the size.
    ///
    /// # Errors
    /// As [`Disk::append`].
    fn write_at(&mut self, file: FileId, offset: u64, bytes: &[u8]) -> Result<(), DiskError>;

    /// Cuts a file off after `size` bytes, if it is longer.
    ///
    /// # Errors
    /// As [`Disk::append`].
    fn truncate(&mut self, file: FileId, size: u64) -> Result<(), DiskError>;

    /// Reads from `offset` and says how many bytes there were: fewer than asked for only at the end.
    ///
    /// # Errors
    /// A failure of the device.
    fn read_at(&self, file: FileId, offset: u64, into: &mut [u8]) -> Result<usize, DiskError>;

    /// Makes what was written to a file durable. After an error nobody knows how much of it is.
    ///
    /// # Errors
    /// A failure of the device.
    fn sync(&mut self, file: FileId) -> Result<(), DiskError>;

    /// Gives a file another name at once; a file that had that name is gone. Never both, never neither.
    ///
    /// # Errors
    /// [`Reason::Missing`], [`Reason::ReadOnly`], or a failure of the device.
    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError>;

    /// Removes a name. The file can be read by whoever has it open.
    ///
    /// # Errors
    /// [`Reason::Missing`], [`Reason::ReadOnly`], or a failure of the device.
    fn delete(&mut self, name: &str) -> Result<(), DiskError>;

    /// Makes all creations, renames and deletions so far durable.
    ///
    /// # Errors
    /// A failure of the device.
    fn sync_names(&mut self) -> Result<(), DiskError>;

    /// The names there are, ascending.
    ///
    /// # Errors
    /// A failure of the device.
    fn list(&self) -> Result<Vec<String>, DiskError>;

    /// Claims the folder for one engine, until it is [unlocked](Disk::unlock) or its process ends.
    ///
    /// # Errors
    /// [`Reason::Locked`] if another has it.
    fn lock(&mut self) -> Result<(), DiskError>;

    /// Gives the claim up.
    fn unlock(&mut self);
}

/// A disk lent to an engine: it is there again when the engine is gone.
impl<D: Disk> Disk for &mut D {
    fn create(&mut self, name: &str) -> Result<FileId, DiskError> {
        (**self).create(name)
    }

    fn open(&mut self, name: &str) -> Result<FileId, DiskError> {
        (**self).open(name)
    }

    fn close(&mut self, file: FileId) {
        (**self).close(file);
    }

    fn size(&self, file: FileId) -> Result<u64, DiskError> {
        (**self).size(file)
    }

    fn append(&mut self, file: FileId, bytes: &[u8]) -> Result<(), DiskError> {
        (**self).append(file, bytes)
    }

    fn write_at(&mut self, file: FileId, offset: u64, bytes: &[u8]) -> Result<(), DiskError> {
        (**self).write_at(file, offset, bytes)
    }

    fn truncate(&mut self, file: FileId, size: u64) -> Result<(), DiskError> {
        (**self).truncate(file, size)
    }

    fn read_at(&self, file: FileId, offset: u64, into: &mut [u8]) -> Result<usize, DiskError> {
        (**self).read_at(file, offset, into)
    }

    fn sync(&mut self, file: FileId) -> Result<(), DiskError> {
        (**self).sync(file)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        (**self).rename(from, to)
    }

    fn delete(&mut self, name: &str) -> Result<(), DiskError> {
        (**self).delete(name)
    }

    fn sync_names(&mut self) -> Result<(), DiskError> {
        (**self).sync_names()
    }

    fn list(&self) -> Result<Vec<String>, DiskError> {
        (**self).list()
    }

    fn lock(&mut self) -> Result<(), DiskError> {
        (**self).lock()
    }

    fn unlock(&mut self) {
        (**self).unlock();
    }
}
