//! In which block of a table a key would be: the last key of each block, in memory.
//!
//! ```text
//!   keys  user0014 user0029 user0044      in common: user00      numbers: "14", "29", "44", eight bytes each
//!   user0030?  →  begins with user00, "30" is after "29" and not after "44": block 2
//! ```
//!
//! What all keys have in common is compared once, and the eight bytes after it as a number.

use crate::lsm::coding::{Decoder, common, prefix, put_bytes, put_varint};
use alloc::vec::Vec;
use core::cmp::Ordering;

/// Where a block is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::lsm) struct Handle {
    pub(in crate::lsm) offset: u64,
    /// Bytes, with the kind of compression and the checksum.
    pub(in crate::lsm) size: u32,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Where its key ends among the keys.
    end: u32,
    tag: u64,
    handle: Handle,
}

/// The last keys of all blocks.
#[derive(Clone, Debug, Default)]
pub(in crate::lsm) struct Index {
    keys: Vec<u8>,
    entries: Vec<Entry>,
    /// Of each key the eight bytes after what all have in common.
    numbers: Vec<u64>,
    common: usize,
}

impl Index {
    /// Adds the next block.
    pub(in crate::lsm) fn push(&mut self, key: &[u8], tag: u64, handle: Handle) {
        self.keys.extend_from_slice(key);
        self.entries.push(Entry { end: self.keys.len() as u32, tag, handle });
    }

    /// To be called after the last [`push`](Self::push), before it is asked anything.
    pub(in crate::lsm) fn seal(&mut self) {
        let (first, last) = (self.key(0), self.key(self.len().saturating_sub(1)));
        self.common = common(first, last);
        let common = self.common;
        self.numbers = (0..self.len()).map(|block| prefix(&self.key(block)[common..])).collect();
    }

    /// Blocks.
    pub(in crate::lsm) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Bytes of memory that it needs.
    pub(in crate::lsm) fn bytes(&self) -> usize {
        self.keys.len() + self.len() * (size_of::<Entry>() + 8)
    }

    /// The last key of a block.
    pub(in crate::lsm) fn key(&self, block: usize) -> &[u8] {
        let end = self.entries.get(block).map_or(0, |entry| entry.end as usize);
        let start = block.checked_sub(1).and_then(|before| self.entries.get(before));
        self.keys.get(start.map_or(0, |entry| entry.end as usize)..end).unwrap_or_default()
    }

    /// Where a block is.
    pub(in crate::lsm) fn handle(&self, block: usize) -> Option<Handle> {
        self.entries.get(block).map(|entry| entry.handle)
    }

    /// The first block whose last entry does not come before what is looked for; may be one too many.
    pub(in crate::lsm) fn find(&self, key: &[u8], tag: u64) -> usize {
        let common = self.keys.get(..self.common).unwrap_or_default();
        match key.get(..self.common).unwrap_or(key).cmp(common) {
            Ordering::Less => return 0,
            Ordering::Greater => return self.len(),
            Ordering::Equal => {}
        }
        let number = prefix(key.get(self.common..).unwrap_or_default());
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = (low + high) / 2;
            let order = self.numbers[middle]
                .cmp(&number)
                .then_with(|| self.key(middle).cmp(key).then_with(|| tag.cmp(&self.entries[middle].tag)));
            if order == Ordering::Less { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// As it is stored.
    pub(in crate::lsm) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (block, entry) in self.entries.iter().enumerate() {
            put_bytes(&mut bytes, self.key(block));
            put_varint(&mut bytes, entry.tag);
            put_varint(&mut bytes, entry.handle.offset);
            put_varint(&mut bytes, u64::from(entry.handle.size));
        }
        bytes
    }

    /// As it was stored; `None` if it makes no sense. Blocks end before `end`.
    pub(in crate::lsm) fn decode(bytes: &[u8], end: u64) -> Option<Self> {
        let mut index = Self::default();
        let mut decoder = Decoder::new(bytes);
        while !decoder.is_done() {
            let (key, tag) = (decoder.bytes()?, decoder.number()?);
            let handle = Handle { offset: decoder.number()?, size: u32::try_from(decoder.number()?).ok()? };
            let fits = handle.offset.checked_add(u64::from(handle.size))? <= end;
            let rises = index.len() == 0 || index.key(index.len() - 1) <= key;
            if !fits || !rises {
                return None;
            }
            index.push(key, tag, handle);
        }
        index.seal();
        (index.len() > 0).then_some(index)
    }
}
