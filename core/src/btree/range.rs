//! Scans, from either end.
//!
//! Leaves are not linked to each other: a scan that comes to the end of one goes down again from the root, to the
//! key that its parents give as its end (as LMDB does, which keeps the way instead). Inner pages are nearly always
//! in memory, and a split changes one page less.

use super::edit::child_of;
use super::page::Page;
use super::tree::{BTree, Path};
use super::{BTreeError, Damage, cell};
use crate::disk::Disk;
use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::ops::Bound;

/// A key and its value.
pub type Entry = (Vec<u8>, Vec<u8>);

/// Which end a scan begins at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Ascending keys.
    Forwards,
    /// Descending keys.
    Backwards,
}

/// The entries of a range, in order; see [`BTree::range`]. After an error there are no more.
#[derive(Debug)]
pub struct Range<'t, D: Disk> {
    tree: &'t mut BTree<D>,
    direction: Direction,
    low: Bound<Vec<u8>>,
    high: Bound<Vec<u8>>,
    /// What is left of the leaf that was read last.
    read: VecDeque<Entry>,
    done: bool,
}

impl<D: Disk> BTree<D> {
    /// The entries between two bounds, in either direction. A page is read when it is come to.
    ///
    /// ```
    /// use core::ops::Bound::{Excluded, Included, Unbounded};
    /// use snowglobe_core::btree::{BTree, Direction, Options};
    /// use snowglobe_core::disk::MemoryDisk;
    ///
    /// let mut tree = BTree::open(MemoryDisk::default(), Options::default())?;
    /// for key in ["fig", "oat", "rye", "tea"] {
    ///     tree.put(key.as_bytes(), b"1")?;
    /// }
    /// let scan = tree.range(Included(b"oat"), Excluded(b"tea"), Direction::Backwards);
    /// let keys: Result<Vec<_>, _> = scan.map(|entry| entry.map(|(key, _)| key)).collect();
    /// assert_eq!(keys?, [b"rye", b"oat"]);
    /// assert_eq!(tree.range(Unbounded, Unbounded, Direction::Forwards).count(), 4);
    /// # Ok::<(), snowglobe_core::btree::BTreeError>(())
    /// ```
    pub fn range(&mut self, low: Bound<&[u8]>, high: Bound<&[u8]>, direction: Direction) -> Range<'_, D> {
        let owned = |bound: Bound<&[u8]>| bound.map(<[u8]>::to_vec);
        let (low, high) = (owned(low), owned(high));
        Range { tree: self, direction, low, high, read: VecDeque::new(), done: false }
    }
}

impl<D: Disk> Iterator for Range<'_, D> {
    type Item = Result<Entry, BTreeError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.read.is_empty() && !self.done {
            if let Err(error) = self.read_leaf() {
                self.done = true;
                return Some(Err(error));
            }
        }
        let entry = match self.direction {
            Direction::Forwards => self.read.pop_front(),
            Direction::Backwards => self.read.pop_back(),
        };
        entry.map(Ok)
    }
}

impl<D: Disk> Range<'_, D> {
    /// Reads what the next leaf has of the range, and moves the bound to where that leaf ends.
    fn read_leaf(&mut self) -> Result<(), BTreeError> {
        let path = match self.direction {
            Direction::Forwards => self.tree.path(|page| first_child(page, &self.low))?,
            Direction::Backwards => self.tree.path(|page| last_child(page, &self.high))?,
        };
        let page = self.tree.store.page(path.leaf)?;
        for (key, value) in page.cells().map(cell::entry) {
            if is_above(key, &self.low) && is_below(key, &self.high) {
                self.read.push_back((key.to_vec(), value.to_vec()));
            }
        }
        self.go_on(path)
    }

    fn go_on(&mut self, path: Path) -> Result<(), BTreeError> {
        let (end, bound) = match self.direction {
            Direction::Forwards => (path.high.map(Bound::Included), &mut self.low),
            Direction::Backwards => (path.low.map(Bound::Excluded), &mut self.high),
        };
        let Some(end) = end else {
            self.done = true;
            return Ok(());
        };
        let ahead = match (&*bound, &end) {
            (Bound::Unbounded, _) | (_, Bound::Unbounded) => true,
            (Bound::Included(now), Bound::Excluded(end)) => end <= now,
            (Bound::Excluded(now), Bound::Excluded(end)) => end < now,
            (Bound::Included(now) | Bound::Excluded(now), Bound::Included(end)) => end > now,
        };
        // A tree whose pages do not keep within what their parents say could lead round in a circle.
        if !ahead {
            return Err(self.tree.store.damaged(path.leaf, Damage::Order));
        }
        *bound = end;
        self.done = is_empty(&self.low, &self.high);
        Ok(())
    }
}

/// The child in which the lowest key within a bound would be.
fn first_child(page: &Page, low: &Bound<Vec<u8>>) -> usize {
    match low {
        Bound::Unbounded => 0,
        Bound::Included(key) | Bound::Excluded(key) => child_of(page, key),
    }
}

/// The child in which the highest key within a bound would be.
fn last_child(page: &Page, high: &Bound<Vec<u8>>) -> usize {
    match high {
        Bound::Unbounded => page.count(),
        Bound::Included(key) => child_of(page, key),
        Bound::Excluded(key) => cell::search(page, key).unwrap_or_else(|at| at),
    }
}

fn is_above(key: &[u8], low: &Bound<Vec<u8>>) -> bool {
    match low {
        Bound::Unbounded => true,
        Bound::Included(low) => key >= low.as_slice(),
        Bound::Excluded(low) => key > low.as_slice(),
    }
}

fn is_below(key: &[u8], high: &Bound<Vec<u8>>) -> bool {
    match high {
        Bound::Unbounded => true,
        Bound::Included(high) => key <= high.as_slice(),
        Bound::Excluded(high) => key < high.as_slice(),
    }
}

/// Whether no key can be within both.
fn is_empty(low: &Bound<Vec<u8>>, high: &Bound<Vec<u8>>) -> bool {
    match (low, high) {
        (Bound::Included(low), Bound::Included(high)) => low > high,
        (Bound::Included(low) | Bound::Excluded(low), Bound::Included(high) | Bound::Excluded(high)) => {
            low >= high
        }
        _ => false,
    }
}
