//! Writes a table, entry by entry.
//!
//! ```text
//!   add ─▶ block ─▶ buffer ─▶ file        finish: filter, index and footer, and all of it durable
//!          4 KiB    256 KiB
//! ```

use super::TableInfo;
use super::block::BlockBuilder;
use super::footer::Footer;
use super::index::{Handle, Index};
use super::is_tombstone;
use super::reader::Table;
use crate::disk::{Disk, FileId};
use crate::lsm::checksum::checksum;
use crate::lsm::error::LsmError;
use crate::lsm::filter::{Filter, KeyHash, key_hash};
use crate::lsm::names::{FileKind, header};
use crate::lsm::options::{Compression, Options};
use alloc::string::String;
use alloc::vec::Vec;

/// Bytes that are handed to the disk at once.
const BUFFER: usize = 256 << 10;

/// A table being written.
#[derive(Clone, Debug)]
pub(in crate::lsm) struct TableBuilder {
    number: u64,
    name: String,
    file: FileId,
    buffer: Vec<u8>,
    written: u64,
    block: BlockBuilder,
    last_tag: u64,
    index: Index,
    hashes: Vec<KeyHash>,
    info: TableInfo,
    block_bytes: usize,
    bits_per_key: u32,
    compression: Compression,
}

impl TableBuilder {
    /// Makes the file.
    ///
    /// # Errors
    /// That the disk does not take it.
    pub(in crate::lsm) fn create<D: Disk>(
        disk: &mut D,
        number: u64,
        options: &Options,
    ) -> Result<Self, LsmError> {
        let name = FileKind::Table.name(number);
        let file = disk.create(&name)?;
        let info = TableInfo {
            number,
            bytes: 0,
            entries: 0,
            tombstones: 0,
            smallest: Vec::new(),
            largest: Vec::new(),
        };
        Ok(Self {
            number,
            name,
            file,
            buffer: header(FileKind::Table, number),
            written: 0,
            block: BlockBuilder::default(),
            last_tag: 0,
            index: Index::default(),
            hashes: Vec::new(),
            info,
            block_bytes: options.block_bytes,
            bits_per_key: options.bits_per_key,
            compression: options.compression,
        })
    }

    /// Its file.
    pub(in crate::lsm) fn file(&self) -> (FileId, &str) {
        (self.file, &self.name)
    }

    /// Bytes of it so far, about.
    pub(in crate::lsm) fn len(&self) -> u64 {
        self.written + (self.buffer.len() + self.block.len()) as u64
    }

    /// The key that was added last.
    pub(in crate::lsm) fn last_key(&self) -> &[u8] {
        self.block.last()
    }

    /// Adds an entry; it comes after those added before.
    ///
    /// # Errors
    /// That the disk does not take it.
    pub(in crate::lsm) fn add<D: Disk>(
        &mut self,
        disk: &mut D,
        (key, tag, value): (&[u8], u64, &[u8]),
    ) -> Result<(), LsmError> {
        if !self.block.is_empty() && self.block.len() + key.len() + value.len() > self.block_bytes {
            self.close_block(disk)?;
        }
        let first = self.info.entries == 0;
        if first {
            self.info.smallest = key.to_vec();
        }
        if self.bits_per_key > 0 && (first || self.block.last() != key) {
            self.hashes.push(key_hash(key));
        }
        self.block.add(key, tag, value);
        self.last_tag = tag;
        self.info.entries += 1;
        self.info.tombstones += u64::from(is_tombstone(tag));
        Ok(())
    }

    fn close_block<D: Disk>(&mut self, disk: &mut D) -> Result<(), LsmError> {
        let start = self.buffer.len();
        self.block.finish(&mut self.buffer);
        let (offset, size) = self.seal(start, self.compression);
        self.index.push(self.block.last(), self.last_tag, Handle { offset, size: size as u32 });
        if self.buffer.len() >= BUFFER { self.write(disk) } else { Ok(()) }
    }

    /// Compresses what is in the buffer from `start` on if that is worth it, and adds the trailer.
    fn seal(&mut self, start: usize, compression: Compression) -> (u64, u64) {
        let kind = match compression {
            Compression::None => 0,
            #[cfg(feature = "lz4")]
            Compression::Lz4 => {
                let packed = lz4_flex::block::compress_prepend_size(&self.buffer[start..]);
                let worth = packed.len() < (self.buffer.len() - start) * 7 / 8;
                if worth {
                    self.buffer.truncate(start);
                    self.buffer.extend_from_slice(&packed);
                }
                u8::from(worth)
            }
        };
        self.buffer.push(kind);
        let check = checksum(&[&self.buffer[start..]]);
        self.buffer.extend_from_slice(&check.to_le_bytes());
        (self.written + start as u64, (self.buffer.len() - start) as u64)
    }

    fn write<D: Disk>(&mut self, disk: &mut D) -> Result<(), LsmError> {
        disk.append(self.file, &self.buffer)?;
        self.written += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }

    fn section(&mut self, bytes: &[u8]) -> (u64, u64) {
        let start = self.buffer.len();
        self.buffer.extend_from_slice(bytes);
        self.seal(start, Compression::None)
    }

    /// Writes the rest and makes the table durable, all but its name. At least one entry was added.
    ///
    /// # Errors
    /// That the disk does not take it; the file is still open.
    pub(in crate::lsm) fn finish<D: Disk>(mut self, disk: &mut D) -> Result<Table, LsmError> {
        self.info.largest = self.block.last().to_vec();
        self.close_block(disk)?;
        self.index.seal();
        let filter = Filter::build(&self.hashes, self.bits_per_key);
        let footer = Footer {
            filter: self.section(&filter.encode()),
            index: self.section(&self.index.encode()),
            entries: self.info.entries,
        };
        self.buffer.extend_from_slice(&footer.encode(self.number));
        self.write(disk)?;
        disk.sync(self.file)?;
        self.info.bytes = self.written;
        let Self { info, name, file, index, .. } = self;
        Ok(Table { info, name, file, index, filter, lane: u32::MAX, broken: None })
    }
}
