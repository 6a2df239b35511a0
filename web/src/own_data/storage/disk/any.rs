//! The disk that there is: files of the browser, or memory.

use snowglobe_core::disk::{Disk, DiskError, FileId, MemoryDisk};

use super::PoolDisk;
use super::handle::Handle;

/// Files of the browser.
pub type Pool = PoolDisk<Box<dyn Handle>>;

/// A disk of either kind.
#[derive(Debug)]
pub enum AnyDisk {
    /// The browser's files.
    Pool(Box<Pool>),
    /// Memory alone: it ends with the page.
    Memory(MemoryDisk),
}

/// Asks whichever disk it is.
macro_rules! ask {
    ($self:ident.$method:ident($($argument:expr),*)) => {
        match $self {
            Self::Pool(disk) => disk.$method($($argument),*),
            Self::Memory(disk) => disk.$method($($argument),*),
        }
    };
}

impl Disk for AnyDisk {
    fn create(&mut self, name: &str) -> Result<FileId, DiskError> {
        ask!(self.create(name))
    }

    fn open(&mut self, name: &str) -> Result<FileId, DiskError> {
        ask!(self.open(name))
    }

    fn close(&mut self, file: FileId) {
        ask!(self.close(file));
    }

    fn size(&self, file: FileId) -> Result<u64, DiskError> {
        ask!(self.size(file))
    }

    fn append(&mut self, file: FileId, bytes: &[u8]) -> Result<(), DiskError> {
        ask!(self.append(file, bytes))
    }

    fn write_at(&mut self, file: FileId, offset: u64, bytes: &[u8]) -> Result<(), DiskError> {
        ask!(self.write_at(file, offset, bytes))
    }

    fn truncate(&mut self, file: FileId, size: u64) -> Result<(), DiskError> {
        ask!(self.truncate(file, size))
    }

    fn read_at(&self, file: FileId, offset: u64, into: &mut [u8]) -> Result<usize, DiskError> {
        ask!(self.read_at(file, offset, into))
    }

    fn sync(&mut self, file: FileId) -> Result<(), DiskError> {
        ask!(self.sync(file))
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        ask!(self.rename(from, to))
    }

    fn delete(&mut self, name: &str) -> Result<(), DiskError> {
        ask!(self.delete(name))
    }

    fn sync_names(&mut self) -> Result<(), DiskError> {
        ask!(self.sync_names())
    }

    fn list(&self) -> Result<Vec<String>, DiskError> {
        ask!(self.list())
    }

    fn lock(&mut self) -> Result<(), DiskError> {
        ask!(self.lock())
    }

    fn unlock(&mut self) {
        ask!(self.unlock());
    }
}
