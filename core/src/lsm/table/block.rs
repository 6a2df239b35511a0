//! Some four kilobytes of entries in order, each key without what it has in common with the one before.
//!
//! ```text
//!   shared 0  apple      ◀─ restart points: every eighth key is whole
//!   shared 3  (app)ly
//!   shared 0  banana     ◀─
//!   …                    an entry: shared, rest of key, length of value, tag, then rest of key and value
//!   [0, 96, …] 12        where the restart points are, and how many
//! ```
//!
//! [`Block::find`] never puts a key together: if an entry shares more with its predecessor than the target does, it
//! lies on the same side of the target; if less, beyond it.

use crate::lsm::coding::{self, put_varint, u32_at, varint};
use alloc::vec::Vec;
use core::cmp::Ordering;

/// Entries from one restart point to the next: of `LevelDB`'s 16, half, because what is read is mostly between them.
const INTERVAL: usize = 8;

/// A block in memory.
#[derive(Clone, Debug)]
pub(in crate::lsm) struct Block {
    bytes: Vec<u8>,
    /// Where the entries end and the restart points begin.
    end: usize,
    restarts: usize,
}

/// An entry as it stands in a block.
#[derive(Clone, Copy, Debug)]
pub(in crate::lsm) struct Raw {
    pub(in crate::lsm) shared: usize,
    pub(in crate::lsm) tag: u64,
    /// Where the rest of the key begins, where the value does, and where that ends.
    pub(in crate::lsm) rest: usize,
    pub(in crate::lsm) value: usize,
    pub(in crate::lsm) next: usize,
}

/// What [`Block::find`] finds.
#[derive(Clone, Copy, Debug)]
pub(in crate::lsm) struct Found {
    pub(in crate::lsm) tag: u64,
    pub(in crate::lsm) value: (usize, usize),
}

/// The content makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lsm) struct Senseless;

impl Block {
    /// A block of these bytes.
    pub(in crate::lsm) fn new(bytes: Vec<u8>) -> Result<Self, Senseless> {
        let count_at = bytes.len().checked_sub(4).ok_or(Senseless)?;
        let restarts = u32_at(&bytes, count_at).ok_or(Senseless)? as usize;
        let end = restarts.checked_mul(4).and_then(|size| count_at.checked_sub(size)).ok_or(Senseless)?;
        // The first restart point is the first entry: otherwise going back would never come to an end.
        let begins = u32_at(&bytes, end) == Some(0);
        if restarts == 0 || end == 0 || !begins { Err(Senseless) } else { Ok(Self { bytes, end, restarts }) }
    }

    /// Bytes of memory that it needs. What is in a cache must not depend on the machine, so the same number stands for
    /// the struct on all of them, and no spare capacity counts.
    pub(in crate::lsm) fn size(&self) -> usize {
        const STRUCT: usize = 40;
        self.bytes.len() + STRUCT
    }

    pub(in crate::lsm) fn slice(&self, from: usize, to: usize) -> &[u8] {
        self.bytes.get(from..to).unwrap_or_default()
    }

    pub(in crate::lsm) fn end(&self) -> usize {
        self.end
    }

    pub(in crate::lsm) fn restarts(&self) -> usize {
        self.restarts
    }

    /// Where a restart point is.
    pub(in crate::lsm) fn restart(&self, index: usize) -> Result<usize, Senseless> {
        u32_at(&self.bytes, self.end + 4 * index).map(|at| at as usize).ok_or(Senseless)
    }

    /// The entry at a place.
    #[inline]
    pub(in crate::lsm) fn entry(&self, at: usize) -> Result<Raw, Senseless> {
        self.read(at).ok_or(Senseless)
    }

    #[inline]
    fn read(&self, at: usize) -> Option<Raw> {
        let (shared, at) = varint(&self.bytes, at)?;
        let (rest, at) = varint(&self.bytes, at)?;
        let (value, at) = varint(&self.bytes, at)?;
        let (tag, at) = varint(&self.bytes, at)?;
        let value_at = at.checked_add(usize::try_from(rest).ok()?)?;
        let next = value_at.checked_add(usize::try_from(value).ok()?)?;
        let shared = usize::try_from(shared).ok()?;
        (next <= self.end).then_some(Raw { shared, tag, rest: at, value: value_at, next })
    }

    /// The last restart point whose entry comes before what is looked for, or the first.
    pub(in crate::lsm) fn restart_before(&self, key: &[u8], tag: u64) -> Result<usize, Senseless> {
        let (mut low, mut high) = (0, self.restarts - 1);
        while low < high {
            let middle = (low + high).div_ceil(2);
            let raw = self.entry(self.restart(middle)?)?;
            if self.slice(raw.rest, raw.value).cmp(key).then(tag.cmp(&raw.tag)) == Ordering::Less {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Ok(low)
    }

    /// The newest version of a key whose tag is at most this.
    pub(in crate::lsm) fn find(&self, key: &[u8], tag: u64) -> Result<Option<Found>, Senseless> {
        let mut at = self.restart(self.restart_before(key, tag)?)?;
        // How much the entry before has in common with the target.
        let mut common = 0;
        while at < self.end {
            let raw = self.entry(at)?;
            at = raw.next;
            if raw.shared == 0 {
                common = 0;
            }
            match raw.shared.cmp(&common) {
                Ordering::Greater => continue,
                Ordering::Less => return Ok(None),
                Ordering::Equal => {}
            }
            let (rest, target) = (self.slice(raw.rest, raw.value), &key[common..]);
            match rest.cmp(target) {
                Ordering::Less => common += coding::common(rest, target),
                Ordering::Greater => return Ok(None),
                Ordering::Equal if raw.tag <= tag => {
                    return Ok(Some(Found { tag: raw.tag, value: (raw.value, raw.next) }));
                }
                Ordering::Equal => common = key.len(),
            }
        }
        Ok(None)
    }
}

/// Makes a block, entry by entry.
#[derive(Clone, Debug, Default)]
pub(in crate::lsm) struct BlockBuilder {
    bytes: Vec<u8>,
    restarts: Vec<u32>,
    since: usize,
    last: Vec<u8>,
}

impl BlockBuilder {
    pub(in crate::lsm) fn is_empty(&self) -> bool {
        self.restarts.is_empty()
    }

    /// Bytes of its entries.
    pub(in crate::lsm) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The key that was added last, while the block is not finished.
    pub(in crate::lsm) fn last(&self) -> &[u8] {
        &self.last
    }

    /// Adds an entry; it comes after those added before.
    pub(in crate::lsm) fn add(&mut self, key: &[u8], tag: u64, value: &[u8]) {
        let mut shared = 0;
        if self.restarts.is_empty() || self.since == INTERVAL {
            self.restarts.push(self.bytes.len() as u32);
            self.since = 0;
        } else {
            shared = coding::common(key, &self.last);
        }
        put_varint(&mut self.bytes, shared as u64);
        put_varint(&mut self.bytes, (key.len() - shared) as u64);
        put_varint(&mut self.bytes, value.len() as u64);
        put_varint(&mut self.bytes, tag);
        self.bytes.extend_from_slice(&key[shared..]);
        self.bytes.extend_from_slice(value);
        self.since += 1;
        self.last.truncate(shared);
        self.last.extend_from_slice(&key[shared..]);
    }

    /// The block as it is stored, appended to `out`; the next one begins.
    pub(in crate::lsm) fn finish(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.bytes);
        for restart in &self.restarts {
            out.extend_from_slice(&restart.to_le_bytes());
        }
        out.extend_from_slice(&(self.restarts.len() as u32).to_le_bytes());
        self.bytes.clear();
        self.restarts.clear();
        self.since = 0;
    }
}
