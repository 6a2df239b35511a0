//! A tree over so many key ranges that nearly all of them are empty.
//!
//! ```text
//!             ◉
//!        ◉         ·          the hash of a place below which nothing is depends on its level alone: it is known, not kept
//!     ·     ◉    ·   ·
//!    · ·   · ◉  · · · ·       kept: the way from the root to each range that is not empty
//! ```
//!
//! It has the hashes of a [`RangeTree`](super::RangeTree) of its height, in room for what is in it: a tree of 2^20 ranges
//! that has one record keeps 21 of its 2,097,151 hashes.
//!
//! ```
//! use snowglobe_core::merkle::{Fast, RangeTree, SparseTree};
//!
//! let (mut sparse, mut full) = (SparseTree::<Fast>::new(12)?, RangeTree::<Fast>::new(12)?);
//! sparse.set(2_741, 0xcafe);
//! full.set(2_741, 0xcafe);
//! assert_eq!(sparse.at(1), full.root());
//! # Ok::<(), snowglobe_core::merkle::TooHigh>(())
//! ```
//!
//! Dahlberg, Pulls and Peeters, "Efficient Sparse Merkle Trees" (2016).

use super::range_tree::{Combine, HIGHEST, TooHigh};
use crate::flat_map::FlatMap;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

/// Places above this level are all kept: they are few, and all ways lead through them.
const FULL: u32 = 5;

/// A hash for each range that is not empty, and those above; see the module.
pub struct SparseTree<C: Combine> {
    height: u32,
    /// The hash of an empty place, by its level; that of the root is the first.
    empty: Vec<C::Hash>,
    /// The upper levels. Place n has children 2n and 2n + 1; the root is 1, and 0 is not used.
    upper: Vec<C::Hash>,
    /// Places below them that are not empty.
    lower: FlatMap<usize, C::Hash>,
}

impl<C: Combine> Clone for SparseTree<C> {
    fn clone(&self) -> Self {
        let Self { height, empty, upper, lower } = self;
        Self { height: *height, empty: empty.clone(), upper: upper.clone(), lower: lower.clone() }
    }
}

impl<C: Combine> fmt::Debug for SparseTree<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SparseTree").field("height", &self.height).field("root", &self.at(1)).finish()
    }
}

impl<C: Combine> SparseTree<C> {
    /// 2^height empty ranges. O(height).
    ///
    /// # Errors
    /// If there would be more than 2^22 of them.
    pub fn new(height: u32) -> Result<Self, TooHigh> {
        if height > HIGHEST {
            return Err(TooHigh { height });
        }
        let mut empty = vec![C::Hash::default(); height as usize + 1];
        for level in (0..height as usize).rev() {
            empty[level] = C::combine(empty[level + 1], empty[level + 1]);
        }
        let upper = (0..2_usize << height.min(FULL)).map(|at| empty[at.max(1).ilog2() as usize]).collect();
        Ok(Self { height, empty, upper, lower: FlatMap::default() })
    }

    /// The levels below the root.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// How many ranges there are.
    #[must_use]
    pub fn len(&self) -> usize {
        1 << self.height
    }

    /// Never: there is one range at least.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The hash at a place of the tree: 1 is the root, and n has the children 2n and 2n + 1. O(log places kept).
    #[must_use]
    pub fn at(&self, at: usize) -> C::Hash {
        let kept = self.upper.get(at).or_else(|| self.lower.get(&at)).copied();
        kept.or_else(|| self.empty.get(at.max(1).ilog2() as usize).copied()).unwrap_or_default()
    }

    /// The hash of a range is now this one. O(height × places kept below the upper levels) at most, O(height) where all are
    /// upper ones; nothing beyond the last.
    pub fn set(&mut self, range: usize, hash: C::Hash) {
        if range >= self.len() {
            return;
        }
        let mut at = self.len() + range;
        self.keep(at, hash);
        while at > 1 {
            at /= 2;
            self.keep(at, C::combine(self.at(2 * at), self.at(2 * at + 1)));
        }
    }

    /// Places in memory.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.upper.len() + self.lower.len()
    }

    /// The places at the foot of the tree, each of a range, whose hashes another of its height has otherwise, ascending.
    /// O(those × height).
    pub fn unlike<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = usize> + 'a {
        let mut places = vec![1];
        core::iter::from_fn(move || {
            loop {
                let at = places.pop()?;
                if self.at(at) == other.at(at) {
                    continue;
                }
                if at >= self.len() {
                    return Some(at);
                }
                places.extend([2 * at + 1, 2 * at]);
            }
        })
    }

    fn keep(&mut self, at: usize, hash: C::Hash) {
        if let Some(place) = self.upper.get_mut(at) {
            *place = hash;
        } else if self.empty.get(at.ilog2() as usize) == Some(&hash) {
            self.lower.remove(&at);
        } else {
            self.lower.insert(at, hash);
        }
    }
}
