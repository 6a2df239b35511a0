//! The redo log: a file of [frames](super::frame), one file from checkpoint to checkpoint.
//!
//! ```text
//!   redo-7:   header │ frame 41 │ frame 42 │ frame 43 │                        what the checkpoint did not cover
//!   header:   "SGRL" │ version: 2, 4 │ bytes of a page, 4 │ generation: 7, 8 │ first frame: 41, 8 │ CRC-32C
//! ```
//!
//! A new one is written as `redo.new`, made durable, and only then given its name: whichever has the highest
//! generation is the log, and the pages on the disk are at least as new as its header.

use super::frame;
use super::options::is_page;
use super::{BTreeError, Damage};
use crate::disk::{Disk, DiskError, FileId, Reason};
use crate::hash::crc32c;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

pub(super) const NEW_LOG: &str = "redo.new";
pub(super) const MAGIC: [u8; 4] = *b"SGRL";
const VERSION: u32 = 2;
pub(super) const LOG_HEADER: usize = 32;
/// No log or frame has a higher number, so that there is always a next.
const MOST_NUMBERED: u64 = 1 << 62;

pub(super) fn name_of(generation: u64) -> String {
    format!("redo-{generation}")
}

/// The generation of a log of this name.
pub(super) fn generation_of(name: &str) -> Option<u64> {
    let generation = name.strip_prefix("redo-")?.parse().ok()?;
    (name_of(generation) == name).then_some(generation)
}

/// The log that is being written.
#[derive(Clone, Debug)]
pub(super) struct Log {
    pub(super) file: FileId,
    pub(super) generation: u64,
    pub(super) page_bytes: usize,
    /// The number of its first frame: a page with a lower one has not been changed since the checkpoint.
    pub(super) first: u64,
    /// The number of the next frame.
    pub(super) next: u64,
    /// Bytes of it.
    pub(super) end: u64,
    /// Bytes of it that are durable, and the number of the first frame that is not.
    pub(super) durable: u64,
    pub(super) not_durable: u64,
}

impl Log {
    /// Writes an empty log under [`NEW_LOG`] and makes it durable. It has no name of its own yet.
    ///
    /// # Errors
    /// What the disk says, or [`Reason::Exists`] if a file that is no log of ours is in the way.
    pub(super) fn create(
        disk: &mut impl Disk,
        generation: u64,
        page_bytes: usize,
        first: u64,
    ) -> Result<Self, DiskError> {
        let (names, settled) = (disk.list()?, name_of(generation));
        if names.contains(&settled) {
            return Err(DiskError::of(&settled, Reason::Exists));
        }
        clear_new(disk, &names)?;
        let file = disk.create(NEW_LOG)?;
        let written =
            disk.append(file, &header(generation, page_bytes, first)).and_then(|()| disk.sync(file));
        if let Err(error) = written {
            disk.close(file);
            return Err(error);
        }
        let end = LOG_HEADER as u64;
        Ok(Self { file, generation, page_bytes, first, next: first, end, durable: end, not_durable: first })
    }

    /// Gives a new log its name, for good.
    pub(super) fn settle(&self, disk: &mut impl Disk) -> Result<(), DiskError> {
        disk.rename(NEW_LOG, &name_of(self.generation))?;
        disk.sync_names()
    }

    /// Adds a frame. After a failure the log ends where it ended before; if that fails too, so says the flag.
    pub(super) fn append(&mut self, disk: &mut impl Disk, frame: &[u8]) -> Result<(), (DiskError, bool)> {
        if let Err(error) = disk.append(self.file, frame) {
            let cut = disk.truncate(self.file, self.end);
            return Err((error, cut.is_err()));
        }
        self.end += frame.len() as u64;
        self.next += 1;
        Ok(())
    }

    /// Makes all frames durable.
    pub(super) fn sync(&mut self, disk: &mut impl Disk) -> Result<(), DiskError> {
        disk.sync(self.file)?;
        (self.durable, self.not_durable) = (self.end, self.next);
        Ok(())
    }

    /// Whether a frame is durable.
    pub(super) fn has_durable(&self, lsn: u64) -> bool {
        lsn < self.not_durable
    }
}

/// Deletes the [`NEW_LOG`] that a crash has left.
///
/// # Errors
/// What the disk says, or [`Reason::Exists`] if it is not ours.
pub(super) fn clear_new(disk: &mut impl Disk, names: &[String]) -> Result<(), DiskError> {
    if names.iter().all(|name| name != NEW_LOG) {
        return Ok(());
    }
    let (bytes, count) = head_of(disk, NEW_LOG)?;
    let whole = bytes.first_chunk().filter(|_| count >= LOG_HEADER).is_some_and(|fields| {
        let generation = long(fields, 12);
        // Only the first of a tree has a frame before it has its name.
        read_header(fields, generation).is_ok() && (generation == 1 || count == LOG_HEADER)
    });
    let begun = [&MAGIC[..], &VERSION.to_le_bytes()].concat();
    let torn = begun.starts_with(&bytes[..count.min(begun.len())]) || bytes.iter().all(|byte| *byte == 0);
    if whole || (torn && count <= LOG_HEADER) {
        disk.delete(NEW_LOG)
    } else {
        Err(DiskError::of(NEW_LOG, Reason::Exists))
    }
}

/// Whether this is a log of its generation, and no stranger's file.
pub(super) fn is_ours(disk: &mut impl Disk, name: &str, generation: u64) -> Result<bool, DiskError> {
    let (bytes, count) = head_of(disk, name)?;
    let fields = bytes.first_chunk().filter(|_| count >= LOG_HEADER);
    Ok(fields.is_some_and(|fields| read_header(fields, generation).is_ok()))
}

/// The first bytes of a file, and how many there are; one more than of a header is enough to tell.
fn head_of(disk: &mut impl Disk, name: &str) -> Result<([u8; LOG_HEADER + 1], usize), DiskError> {
    let file = disk.open(name)?;
    let mut bytes = [0; LOG_HEADER + 1];
    let read = disk.read_at(file, 0, &mut bytes);
    disk.close(file);
    Ok((bytes, read?))
}

fn header(generation: u64, page_bytes: usize, first: u64) -> [u8; LOG_HEADER] {
    let mut bytes = [0; LOG_HEADER];
    bytes[..4].copy_from_slice(&MAGIC);
    bytes[4..8].copy_from_slice(&VERSION.to_le_bytes());
    bytes[8..12].copy_from_slice(&(page_bytes as u32).to_le_bytes());
    bytes[12..20].copy_from_slice(&generation.to_le_bytes());
    bytes[20..28].copy_from_slice(&first.to_le_bytes());
    let checksum = crc32c(&bytes[..28]).to_le_bytes();
    bytes[28..].copy_from_slice(&checksum);
    bytes
}

/// The log in a file, its bytes, and where its sound frames end.
pub(super) struct Found {
    pub(super) log: Log,
    pub(super) bytes: Vec<u8>,
}

impl Found {
    /// The frames, in order, with their places.
    pub(super) fn frames(&self) -> impl Iterator<Item = (u64, frame::Frame<'_>)> {
        let end = usize::try_from(self.log.end).unwrap_or(usize::MAX);
        let mut at = LOG_HEADER;
        core::iter::from_fn(move || {
            let frame = frame::read(self.bytes.get(..end)?, at, self.log.generation)?;
            let start = at;
            at = frame.next;
            Some((start as u64, frame))
        })
    }
}

/// Reads the log of this generation.
pub(super) fn find(disk: &mut impl Disk, generation: u64) -> Result<Found, BTreeError> {
    let name = name_of(generation);
    let file = disk.open(&name)?;
    let found = read(disk, file, generation, &name);
    found.inspect_err(|_| disk.close(file))
}

fn read(disk: &impl Disk, file: FileId, generation: u64, name: &str) -> Result<Found, BTreeError> {
    let damaged = |offset: usize, damage| BTreeError::corrupt(name, offset as u64, damage);
    let size = usize::try_from(disk.size(file)?).map_err(|_| damaged(0, Damage::Missing))?;
    let mut bytes = vec![0; size];
    let read = disk.read_at(file, 0, &mut bytes)?;
    bytes.truncate(read);
    let fields = bytes.first_chunk::<LOG_HEADER>().ok_or_else(|| damaged(0, Damage::Missing))?;
    let (page_bytes, first) = read_header(fields, generation).map_err(|damage| damaged(0, damage))?;
    let mut log = Log {
        file,
        generation,
        page_bytes,
        first,
        next: first,
        end: LOG_HEADER as u64,
        durable: 0,
        not_durable: first,
    };
    let mut at = LOG_HEADER;
    while let Some(frame) = frame::read(&bytes, at, generation).filter(|frame| frame.lsn == log.next) {
        at = frame.next;
        log.next += 1;
    }
    if frame::vouching(&bytes, at, generation).is_some() {
        return Err(damaged(at, Damage::Checksum));
    }
    log.end = at as u64;
    Ok(Found { log, bytes })
}

/// Bytes of a page, and the number of the first frame.
pub(super) fn read_header(bytes: &[u8; LOG_HEADER], generation: u64) -> Result<(usize, u64), Damage> {
    let (version, page_bytes, first) = (word(bytes, 4), word(bytes, 8) as usize, long(bytes, 20));
    if bytes[..4] != MAGIC || crc32c(&bytes[..28]) != word(bytes, 28) || long(bytes, 12) != generation {
        return Err(Damage::Checksum);
    }
    if version != VERSION || !is_page(page_bytes) || generation.max(first) > MOST_NUMBERED {
        return Err(Damage::Version);
    }
    Ok((page_bytes, first))
}

fn word(bytes: &[u8; LOG_HEADER], at: usize) -> u32 {
    bytes[at..at + 4].iter().rev().fold(0, |all, byte| all << 8 | u32::from(*byte))
}

fn long(bytes: &[u8; LOG_HEADER], at: usize) -> u64 {
    u64::from(word(bytes, at)) | u64::from(word(bytes, at + 4)) << 32
}
