//! A table that is open: index and filter in memory, blocks on demand.
//!
//! ```text
//!   get("banana")   filter: perhaps ─▶ index: block 4 ─▶ cache, or disk and checksum ─▶ entry
//! ```

use super::TableInfo;
use super::block::{Block, Found, Senseless};
use super::footer::{FOOTER, Footer};
use super::index::{Handle, Index};
use crate::disk::{Disk, FileId};
use crate::lsm::cache::Cache;
use crate::lsm::checksum::checksum;
use crate::lsm::coding::u32_at;
use crate::lsm::error::{Damage, LsmError};
use crate::lsm::filter::{Filter, KeyHash};
use crate::lsm::inspect::Visit;
use crate::lsm::names::{FileKind, HEADER, check_header};
use crate::lsm::stats::ReadCounts;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;
use core::cell::RefCell;

/// Bytes after the content of a stored block: how it is compressed, and the checksum.
pub(in crate::lsm) const TRAILER: usize = 5;
/// No block of ours is larger, compressed or not.
const MAX_BLOCK: usize = 256 << 20;

/// What a read needs besides tables.
#[derive(Debug)]
pub(in crate::lsm) struct Reading<'a, D> {
    pub(in crate::lsm) disk: &'a D,
    /// Where blocks are held; `None` for merges, which read each block once.
    pub(in crate::lsm) cache: Option<&'a RefCell<Cache>>,
    pub(in crate::lsm) counts: &'a ReadCounts,
}

impl<D> Clone for Reading<'_, D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D> Copy for Reading<'_, D> {}

/// An open table.
#[derive(Debug)]
pub(in crate::lsm) struct Table {
    pub(in crate::lsm) info: TableInfo,
    pub(in crate::lsm) name: String,
    pub(in crate::lsm) file: FileId,
    pub(in crate::lsm) index: Index,
    pub(in crate::lsm) filter: Filter,
    /// Its place in the cache.
    pub(in crate::lsm) lane: u32,
    /// What was wrong with it when it was opened: nothing of it can be read, and of the others all.
    pub(in crate::lsm) broken: Option<LsmError>,
}

/// Reads all of `into`, or says that the file is too short.
pub(in crate::lsm) fn read_exactly<D: Disk>(
    disk: &D,
    file: FileId,
    name: &str,
    offset: u64,
    into: &mut [u8],
) -> Result<(), LsmError> {
    let count = disk.read_at(file, offset, into)?;
    if count < into.len() {
        return Err(LsmError::corrupt(name, offset + count as u64, Damage::Truncated));
    }
    Ok(())
}

/// Content of a stored block, without its trailer and uncompressed.
///
/// # Errors
/// What is wrong with it.
pub(in crate::lsm) fn unpack(mut bytes: Vec<u8>) -> Result<Vec<u8>, Damage> {
    let end = bytes.len().checked_sub(TRAILER).ok_or(Damage::Truncated)?;
    if u32_at(&bytes, end + 1) != Some(checksum(&[&bytes[..=end]])) {
        return Err(Damage::Checksum);
    }
    match bytes[end] {
        0 => {
            bytes.truncate(end);
            Ok(bytes)
        }
        #[cfg(feature = "lz4")]
        1 => {
            let size = u32_at(&bytes[..end], 0).filter(|size| (*size as usize) <= MAX_BLOCK);
            size.and_then(|_| lz4_flex::block::decompress_size_prepended(&bytes[..end]).ok())
                .ok_or(Damage::Encoding)
        }
        _ => Err(Damage::Encoding),
    }
}

impl Table {
    /// Opens a table that the manifest knows.
    ///
    /// # Errors
    /// If it is missing or of a later format. If it is damaged, only its range cannot be read.
    pub(in crate::lsm) fn open<D: Disk>(disk: &mut D, info: TableInfo, lane: u32) -> Result<Self, LsmError> {
        let name = FileKind::Table.name(info.number);
        let file = disk.open(&name)?;
        let loaded = Self::load(disk, file, &name, &info);
        match loaded {
            Ok((index, filter)) => Ok(Self { info, name, file, index, filter, lane, broken: None }),
            Err(error @ LsmError::Corrupt { .. }) => {
                let (index, filter) = Default::default();
                Ok(Self { info, name, file, index, filter, lane, broken: Some(error) })
            }
            Err(error) => {
                disk.close(file);
                Err(error)
            }
        }
    }

    fn load<D: Disk>(
        disk: &D,
        file: FileId,
        name: &str,
        info: &TableInfo,
    ) -> Result<(Index, Filter), LsmError> {
        let size = disk.size(file)?;
        if size != info.bytes || size < (HEADER + FOOTER) as u64 {
            return Err(LsmError::corrupt(name, size, Damage::Truncated));
        }
        let mut head = [0; HEADER];
        read_exactly(disk, file, name, 0, &mut head)?;
        check_header(FileKind::Table, info.number, &head)?;
        let mut foot = [0; FOOTER];
        read_exactly(disk, file, name, size - FOOTER as u64, &mut foot)?;
        let footer = Footer::decode(&foot, info.number, size)?;
        let section = |(offset, size): (u64, u64)| {
            let mut bytes = vec![0; size as usize];
            read_exactly(disk, file, name, offset, &mut bytes)?;
            unpack(bytes).map_err(|damage| LsmError::corrupt(name, offset, damage))
        };
        let index = Index::decode(&section(footer.index)?, footer.filter.0)
            .ok_or_else(|| LsmError::corrupt(name, footer.index.0, Damage::Encoding))?;
        let filter = Filter::decode(&section(footer.filter)?);
        if footer.entries != info.entries || index.key(index.len() - 1) != info.largest {
            return Err(LsmError::corrupt(name, size - FOOTER as u64, Damage::Header));
        }
        Ok((index, filter))
    }

    /// That it can be read at all.
    ///
    /// # Errors
    /// What was wrong with it when it was opened.
    #[inline]
    pub(in crate::lsm) fn check(&self) -> Result<(), LsmError> {
        match &self.broken {
            None => Ok(()),
            Some(error) => Err(error.clone()),
        }
    }

    /// An error at a block.
    pub(in crate::lsm) fn damage(&self, block: usize, damage: Damage) -> LsmError {
        let offset = self.index.handle(block).map_or(0, |handle| handle.offset);
        LsmError::corrupt(&self.name, offset, damage)
    }

    /// A block of which the bytes were read.
    pub(in crate::lsm) fn parse(&self, block: usize, bytes: Vec<u8>) -> Result<Arc<Block>, LsmError> {
        let content = unpack(bytes).map_err(|damage| self.damage(block, damage))?;
        let parsed = Block::new(content).map_err(|Senseless| self.damage(block, Damage::Encoding))?;
        Ok(Arc::new(parsed))
    }

    fn load_block<D: Disk>(&self, reading: Reading<'_, D>, block: usize) -> Result<Arc<Block>, LsmError> {
        let Handle { offset, size } = self.index.handle(block).unwrap_or_default();
        if size as usize > MAX_BLOCK {
            return Err(self.damage(block, Damage::Encoding));
        }
        let mut bytes = vec![0; size as usize];
        read_exactly(reading.disk, self.file, &self.name, offset, &mut bytes)?;
        reading.counts.read(u64::from(size));
        self.parse(block, bytes)
    }

    /// A block, from the cache or from the disk.
    #[inline]
    pub(in crate::lsm) fn block<D: Disk>(
        &self,
        reading: Reading<'_, D>,
        block: usize,
    ) -> Result<(Arc<Block>, bool), LsmError> {
        let Some(cache) = reading.cache else { return Ok((self.load_block(reading, block)?, false)) };
        let key = (self.lane, block as u32, self.info.number);
        if let Some(held) = cache.borrow_mut().get(key) {
            reading.counts.hit();
            return Ok((held, true));
        }
        let loaded = self.load_block(reading, block)?;
        cache.borrow_mut().insert(key, &loaded);
        Ok((loaded, false))
    }

    /// The newest version of a key whose tag is at most this, with the block that it is in.
    #[inline]
    pub(in crate::lsm) fn get<D: Disk, V: Visit>(
        &self,
        reading: Reading<'_, D>,
        (key, hash): (&[u8], KeyHash),
        tag: u64,
        visit: &mut V,
    ) -> Result<Option<(Arc<Block>, Found)>, LsmError> {
        self.check()?;
        if !self.filter.may_have(hash) {
            reading.counts.filtered();
            visit.filtered(self.info.number);
            return Ok(None);
        }
        let place = self.index.find(key, tag);
        let within = place < self.index.len();
        visit.index(self.info.number, within.then_some(place));
        if !within {
            return Ok(None);
        }
        let (block, held) = self.block(reading, place)?;
        let found = block.find(key, tag).map_err(|Senseless| self.damage(place, Damage::Encoding))?;
        visit.block(self.info.number, place, held, found.is_some());
        Ok(found.map(|found| (block, found)))
    }
}
