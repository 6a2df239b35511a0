//! Many sorted sources as one.
//!
//! ```text
//!   memtable   b9 ──┐
//!   run 9   a7 b4 ──┼─▶  a7 b9 b4 c2        key, and version: the newest first; backwards the other way round
//!   run 7      c2 ──┘
//! ```
//!
//! [`Merger`] yields all versions; [`Scan`] of those what a snapshot sees. The sources form a heap: an entry costs as
//! many comparisons as its depth, and two when the next one is of the same source, as it mostly is.

mod scan;

pub use scan::Scan;

use super::error::LsmError;
use super::memtable::{Entry, Memtable, Place};
use super::table::cursor::RunCursor;
use super::table::reader::Reading;
use crate::disk::Disk;
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// Something sorted, with a place in it.
#[derive(Clone, Debug)]
pub(super) enum Source<'a> {
    Memory(&'a Memtable, Option<Place>),
    Run(RunCursor),
}

impl Source<'_> {
    fn is_valid(&self) -> bool {
        match self {
            Self::Memory(_, place) => place.is_some(),
            Self::Run(cursor) => cursor.is_valid(),
        }
    }

    /// The entry where it stands.
    #[inline]
    pub(super) fn entry(&self) -> Entry<'_> {
        match self {
            Self::Memory(memtable, Some(place)) => memtable.entry(*place),
            Self::Memory(_, None) => (&[], 0, &[]),
            Self::Run(cursor) => (cursor.key(), cursor.tag(), cursor.value()),
        }
    }

    /// Goes to where a scan begins: the first entry from a key on, or without a key the first of all.
    fn start<D: Disk>(&mut self, reading: Reading<'_, D>, key: Option<&[u8]>) -> Result<(), LsmError> {
        match (self, key) {
            (Self::Memory(memtable, place), Some(key)) => *place = memtable.seek(key, u64::MAX),
            (Self::Memory(memtable, place), None) => *place = memtable.first(),
            (Self::Run(cursor), Some(key)) => return cursor.seek(reading, key, u64::MAX),
            (Self::Run(cursor), None) => return cursor.first(reading),
        }
        Ok(())
    }

    /// Goes to where a scan backwards begins: the last entry before a key, or without a key the last of all.
    fn start_back<D: Disk>(&mut self, reading: Reading<'_, D>, key: Option<&[u8]>) -> Result<(), LsmError> {
        if key.is_some() {
            self.start(reading, key)?;
            if self.is_valid() {
                return self.step(reading, true);
            }
        }
        match self {
            Self::Memory(memtable, place) => *place = memtable.last(),
            Self::Run(cursor) => cursor.last(reading)?,
        }
        Ok(())
    }

    #[inline]
    fn step<D: Disk>(&mut self, reading: Reading<'_, D>, backward: bool) -> Result<(), LsmError> {
        match self {
            Self::Memory(memtable, place) => {
                *place = place.and_then(|at| if backward { memtable.prev(at) } else { memtable.next(at) });
                Ok(())
            }
            Self::Run(cursor) if backward => cursor.prev(reading),
            Self::Run(cursor) => cursor.next(reading),
        }
    }
}

/// Sorted sources as one; see the module.
#[derive(Clone, Debug)]
pub(super) struct Merger<'a> {
    sources: Vec<Source<'a>>,
    /// Sources that stand on an entry, as a heap: the first has the next entry.
    heap: Vec<usize>,
    backward: bool,
    /// Entries that each source gave; empty unless somebody counts.
    given: Vec<u64>,
}

impl<'a> Merger<'a> {
    pub(super) fn new(sources: Vec<Source<'a>>, backward: bool) -> Self {
        Self { sources, heap: Vec::new(), backward, given: Vec::new() }
    }

    /// From here on, counts what each source gives.
    pub(super) fn count(&mut self) {
        self.given = vec![0; self.sources.len()];
    }

    /// What each source gave, the entry that is next counted with them if it was `met`.
    pub(super) fn given(&self, met: bool) -> Vec<u64> {
        let mut given = self.given.clone();
        if let Some(count) = self.heap.first().filter(|_| met).and_then(|index| given.get_mut(*index)) {
            *count += 1;
        }
        given
    }

    /// Goes to the first entry from a key on; backwards to the last before it. Without a key, to the very first.
    pub(super) fn start<D: Disk>(
        &mut self,
        reading: Reading<'_, D>,
        key: Option<&[u8]>,
    ) -> Result<(), LsmError> {
        self.heap.clear();
        for (index, source) in self.sources.iter_mut().enumerate() {
            if self.backward {
                source.start_back(reading, key)?;
            } else {
                source.start(reading, key)?;
            }
            if source.is_valid() {
                self.heap.push(index);
            }
        }
        for at in (0..self.heap.len() / 2).rev() {
            self.sift(at);
        }
        Ok(())
    }

    /// The source that has the next entry.
    #[inline]
    pub(super) fn top(&self) -> Option<&Source<'a>> {
        self.heap.first().and_then(|index| self.sources.get(*index))
    }

    /// Goes on to the next entry.
    #[inline]
    pub(super) fn advance<D: Disk>(&mut self, reading: Reading<'_, D>) -> Result<(), LsmError> {
        let Some(source) = self.heap.first().and_then(|index| self.sources.get_mut(*index)) else {
            return Ok(());
        };
        source.step(reading, self.backward)?;
        if let Some(count) = self.given.get_mut(self.heap[0]) {
            *count += 1;
        }
        if !source.is_valid() {
            self.heap.swap_remove(0);
        }
        self.sift(0);
        Ok(())
    }

    fn is_before(&self, a: usize, b: usize) -> bool {
        let (key_a, tag_a, _) = self.sources[a].entry();
        let (key_b, tag_b, _) = self.sources[b].entry();
        let order = key_a.cmp(key_b).then(tag_b.cmp(&tag_a));
        order == if self.backward { Ordering::Greater } else { Ordering::Less }
    }

    /// Lets a source sink to its place in the heap.
    #[inline]
    fn sift(&mut self, mut at: usize) {
        loop {
            let mut child = 2 * at + 1;
            if child >= self.heap.len() {
                return;
            }
            if child + 1 < self.heap.len() && self.is_before(self.heap[child + 1], self.heap[child]) {
                child += 1;
            }
            if !self.is_before(self.heap[child], self.heap[at]) {
                return;
            }
            self.heap.swap(at, child);
            at = child;
        }
    }
}
