//! A folder of the machine's own file system.
//!
//! ```no_run
//! use snowglobe_core::disk::{Disk, FolderDisk};
//!
//! let mut disk = FolderDisk::new("data")?;
//! disk.lock()?; // nobody else has it, in this process or another
//! let file = disk.create("log")?;
//! disk.append(file, b"hello")?;
//! disk.sync(file)?;
//! # Ok::<(), snowglobe_core::disk::DiskError>(())
//! ```
//!
//! Files are synced with `fdatasync`, names by syncing the folder. The lock is the operating system's, on a file
//! called `LOCK`, so that it ends with the process however that ends.

use super::memory::check_name;
use super::{Disk, DiskError, FileId, LOCK, Reason};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
#[cfg(not(unix))]
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

#[derive(Debug)]
struct Open {
    name: String,
    file: File,
    size: u64,
}

/// A folder; see the module.
#[derive(Debug)]
pub struct FolderDisk {
    folder: PathBuf,
    open: BTreeMap<u32, Open>,
    next: u32,
    lock: Option<File>,
}

impl FolderDisk {
    /// The folder at this path; made if it is not there.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn new(folder: impl Into<PathBuf>) -> Result<Self, DiskError> {
        let folder = folder.into();
        fs::create_dir_all(&folder).map_err(|error| failed(&named(&folder), &error))?;
        Ok(Self { folder, open: BTreeMap::new(), next: 0, lock: None })
    }

    fn path(&self, name: &str) -> Result<PathBuf, DiskError> {
        check_name(name)?;
        Ok(self.folder.join(name))
    }

    /// An error that concerns the folder.
    fn failed(&self, error: &io::Error) -> DiskError {
        failed(&named(&self.folder), error)
    }

    fn get(&self, file: FileId) -> Result<&Open, DiskError> {
        self.open.get(&file.0).ok_or_else(|| DiskError::of("", Reason::Missing))
    }

    fn get_mut(&mut self, file: FileId) -> Result<&mut Open, DiskError> {
        self.open.get_mut(&file.0).ok_or_else(|| DiskError::of("", Reason::Missing))
    }

    fn opened(&mut self, name: &str, options: &OpenOptions) -> Result<FileId, DiskError> {
        let file = options.open(self.path(name)?).map_err(|error| failed(name, &error))?;
        let size = file.metadata().map_err(|error| failed(name, &error))?.len();
        let id = self.next;
        self.next += 1;
        self.open.insert(id, Open { name: name.to_string(), file, size });
        Ok(FileId(id))
    }
}

/// What a folder is called in errors.
fn named(folder: &Path) -> String {
    folder.display().to_string()
}

/// What an error of the operating system means.
fn failed(name: &str, error: &io::Error) -> DiskError {
    let reason = match error.kind() {
        ErrorKind::NotFound => Reason::Missing,
        ErrorKind::AlreadyExists => Reason::Exists,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Reason::Full,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Reason::ReadOnly,
        _ => Reason::Device,
    };
    DiskError::of(name, reason)
}

impl Disk for FolderDisk {
    fn create(&mut self, name: &str) -> Result<FileId, DiskError> {
        self.opened(name, OpenOptions::new().read(true).write(true).create_new(true))
    }

    fn open(&mut self, name: &str) -> Result<FileId, DiskError> {
        match self.opened(name, OpenOptions::new().read(true).write(true)) {
            // What may not be written may be read all the same.
            Err(error) if error.reason == Reason::ReadOnly => {
                self.opened(name, OpenOptions::new().read(true))
            }
            result => result,
        }
    }

    fn close(&mut self, file: FileId) {
        self.open.remove(&file.0);
    }

    fn size(&self, file: FileId) -> Result<u64, DiskError> {
        self.get(file).map(|open| open.size)
    }

    fn append(&mut self, file: FileId, bytes: &[u8]) -> Result<(), DiskError> {
        let size = self.get(file)?.size;
        self.write_at(file, size, bytes)
    }

    fn write_at(&mut self, file: FileId, offset: u64, bytes: &[u8]) -> Result<(), DiskError> {
        let Open { name, file, size } = self.get_mut(file)?;
        if offset > *size {
            return Err(DiskError::at(name, offset, Reason::Device));
        }
        let written = write(file, offset, bytes);
        // After a failure the file may have grown by any part.
        *size = match written {
            Ok(()) => (*size).max(offset + bytes.len() as u64),
            Err(_) => file.metadata().map_or(*size, |metadata| metadata.len()),
        };
        written.map_err(|error| DiskError { offset: Some(offset), ..failed(name, &error) })
    }

    fn truncate(&mut self, file: FileId, to: u64) -> Result<(), DiskError> {
        let Open { name, file, size } = self.get_mut(file)?;
        if to < *size {
            file.set_len(to).map_err(|error| failed(name, &error))?;
            *size = to;
        }
        Ok(())
    }

    fn read_at(&self, file: FileId, offset: u64, into: &mut [u8]) -> Result<usize, DiskError> {
        let Open { name, file, .. } = self.get(file)?;
        let mut count = 0;
        while count < into.len() {
            match read(file, offset + count as u64, &mut into[count..]) {
                Ok(0) => break,
                Ok(more) => count += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(DiskError { offset: Some(offset), ..failed(name, &error) }),
            }
        }
        Ok(count)
    }

    fn sync(&mut self, file: FileId) -> Result<(), DiskError> {
        let Open { name, file, .. } = self.get(file)?;
        file.sync_data().map_err(|error| failed(name, &error))
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        fs::rename(self.path(from)?, self.path(to)?).map_err(|error| failed(from, &error))?;
        for open in self.open.values_mut().filter(|open| open.name == from) {
            open.name = to.to_string();
        }
        Ok(())
    }

    fn delete(&mut self, name: &str) -> Result<(), DiskError> {
        fs::remove_file(self.path(name)?).map_err(|error| failed(name, &error))
    }

    fn sync_names(&mut self) -> Result<(), DiskError> {
        // Elsewhere a folder cannot be opened as a file, and its names are durable by themselves.
        if cfg!(unix) {
            let synced = File::open(&self.folder).and_then(|folder| folder.sync_all());
            synced.map_err(|error| self.failed(&error))?;
        }
        Ok(())
    }

    fn list(&self) -> Result<Vec<String>, DiskError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(|error| self.failed(&error))? {
            let name = entry.map_err(|error| self.failed(&error))?.file_name();
            names.extend(name.to_str().filter(|name| *name != LOCK).map(str::to_string));
        }
        names.sort();
        Ok(names)
    }

    fn lock(&mut self) -> Result<(), DiskError> {
        let options =
            OpenOptions::new().create(true).truncate(false).write(true).open(self.folder.join(LOCK));
        let file = options.map_err(|error| failed(LOCK, &error))?;
        match file.try_lock() {
            Ok(()) => self.lock = Some(file),
            Err(TryLockError::WouldBlock) => {
                return Err(DiskError::of(&named(&self.folder), Reason::Locked));
            }
            Err(TryLockError::Error(error)) => return Err(failed(LOCK, &error)),
        }
        Ok(())
    }

    fn unlock(&mut self) {
        self.lock = None;
    }
}

#[cfg(unix)]
fn write(file: &File, offset: u64, bytes: &[u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, offset)
}

#[cfg(unix)]
fn read(file: &File, offset: u64, into: &mut [u8]) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, into, offset)
}

#[cfg(not(unix))]
fn write(mut file: &File, offset: u64, bytes: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(offset))?;
    file.write_all(bytes)
}

#[cfg(not(unix))]
fn read(mut file: &File, offset: u64, into: &mut [u8]) -> io::Result<usize> {
    file.seek(SeekFrom::Start(offset))?;
    file.read(into)
}
