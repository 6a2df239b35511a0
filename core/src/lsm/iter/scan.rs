//! The keys of a range with their values, as one moment saw them.
//!
//! ```
//! use snowglobe_core::disk::MemoryDisk;
//! use snowglobe_core::lsm::{Lsm, Options};
//!
//! let mut lsm = Lsm::open(MemoryDisk::default(), Options::default())?;
//! for key in [b"a", b"b", b"c"] {
//!     lsm.put(key, b"1")?;
//! }
//! lsm.delete(b"b")?;
//! let keys = lsm.scan(&b"a"[..]..)?.map(|entry| entry.map(|(key, _)| key));
//! assert_eq!(keys.collect::<Result<Vec<_>, _>>()?, [b"a", b"c"]);
//! let last = lsm.scan_back::<&[u8]>(..)?.next().transpose()?;
//! assert_eq!(last, Some((b"c".to_vec(), b"1".to_vec())));
//! # Ok::<(), snowglobe_core::lsm::LsmError>(())
//! ```
//!
//! As an iterator it gives copies; [`Scan::advance`] lends key and value and copies no value going forwards. After an
//! error it is at its end.

use super::Merger;
use crate::disk::Disk;
use crate::lsm::error::LsmError;
use crate::lsm::table::is_tombstone;
use crate::lsm::table::reader::Reading;
use alloc::vec::Vec;
use core::ops::Bound;

/// Keys and values in order; see the module.
#[derive(Debug)]
pub struct Scan<'a, D: Disk> {
    reading: Reading<'a, D>,
    merger: Merger<'a>,
    /// Only entries of tags up to this are seen.
    seen: u64,
    backward: bool,
    /// Where it ends: behind or before this key.
    end: Bound<Vec<u8>>,
    key: Vec<u8>,
    /// The value, going backwards; forwards it is lent by the merger.
    value: Vec<u8>,
    /// Whether `key` was met.
    met: bool,
    done: bool,
}

impl<'a, D: Disk> Scan<'a, D> {
    pub(in crate::lsm) fn new(
        reading: Reading<'a, D>,
        mut merger: Merger<'a>,
        seen: u64,
        backward: bool,
        (from, to): (Bound<&[u8]>, Bound<&[u8]>),
    ) -> Result<Self, LsmError> {
        let (start, end) = if backward { (to, from) } else { (from, to) };
        // The first key after one is that key and a zero byte.
        let after = |key: &[u8]| [key, &[0]].concat();
        let start = match (start, backward) {
            (Bound::Unbounded, _) => None,
            (Bound::Included(key), false) | (Bound::Excluded(key), true) => Some(key.to_vec()),
            (Bound::Excluded(key), false) | (Bound::Included(key), true) => Some(after(key)),
        };
        merger.start(reading, start.as_deref())?;
        let end = end.map(<[u8]>::to_vec);
        let (key, value) = (Vec::new(), Vec::new());
        Ok(Self { reading, merger, seen, backward, end, key, value, met: false, done: false })
    }

    /// The same, but counting what each source gives.
    pub(in crate::lsm) fn counted(mut self) -> Self {
        self.merger.count();
        self
    }

    /// What each source gave so far, going forwards.
    pub(in crate::lsm) fn given(&self) -> Vec<u64> {
        self.merger.given(self.met && !self.done)
    }

    /// Goes to the next key; says whether there is one.
    ///
    /// # Errors
    /// If a file is damaged or the disk fails.
    pub fn advance(&mut self) -> Result<bool, LsmError> {
        if self.done {
            return Ok(false);
        }
        let found = if self.backward { self.back() } else { self.forth() };
        self.done = !matches!(found, Ok(true));
        found
    }

    /// The key where it stands.
    #[must_use]
    pub fn key(&self) -> &[u8] {
        &self.key
    }

    /// The value where it stands.
    #[must_use]
    pub fn value(&self) -> &[u8] {
        match self.merger.top() {
            _ if self.done => &[],
            Some(source) if !self.backward => source.entry().2,
            _ => &self.value,
        }
    }

    /// Versions come newest first: the first that is seen decides about its key.
    fn forth(&mut self) -> Result<bool, LsmError> {
        if self.met {
            self.merger.advance(self.reading)?;
        }
        while let Some(source) = self.merger.top() {
            let (key, tag, _) = source.entry();
            if tag <= self.seen && !(self.met && key == self.key.as_slice()) {
                let beyond = match &self.end {
                    Bound::Unbounded => false,
                    Bound::Included(end) => key > end.as_slice(),
                    Bound::Excluded(end) => key >= end.as_slice(),
                };
                if beyond {
                    return Ok(false);
                }
                self.met = true;
                self.key.clear();
                self.key.extend_from_slice(key);
                if !is_tombstone(tag) {
                    return Ok(true);
                }
            }
            self.merger.advance(self.reading)?;
        }
        Ok(false)
    }

    /// Versions come oldest first: the last that is seen decides, and it is known when the key changes.
    fn back(&mut self) -> Result<bool, LsmError> {
        let mut candidate = None;
        while let Some(source) = self.merger.top() {
            let (key, tag, value) = source.entry();
            if candidate.is_some() && key != self.key.as_slice() {
                if candidate == Some(true) {
                    return Ok(true);
                }
                candidate = None;
            }
            if tag <= self.seen {
                if candidate.is_none() {
                    let beyond = match &self.end {
                        Bound::Unbounded => false,
                        Bound::Included(end) => key < end.as_slice(),
                        Bound::Excluded(end) => key <= end.as_slice(),
                    };
                    if beyond {
                        return Ok(false);
                    }
                    self.key.clear();
                    self.key.extend_from_slice(key);
                }
                self.value.clear();
                self.value.extend_from_slice(value);
                candidate = Some(!is_tombstone(tag));
            }
            self.merger.advance(self.reading)?;
        }
        Ok(candidate == Some(true))
    }
}

impl<D: Disk> Iterator for Scan<'_, D> {
    type Item = Result<(Vec<u8>, Vec<u8>), LsmError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.advance() {
            Ok(true) => Some(Ok((self.key().to_vec(), self.value().to_vec()))),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    }
}
