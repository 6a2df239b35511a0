//! A tree over a fixed number of key ranges.
//!
//! ```text
//!   height 3     1                      the root: one comparison says that all is equal
//!            2       3
//!          4   5   6   7
//!         8 9 …       14 15             a hash for each range of keys, from `len()` on
//! ```
//!
//! Two replicas compare roots; where a pair differs they compare both children, a level each time. With one range of 2^20
//! different that is 41 pairs of hashes in 21 round trips; with all different, 2^21 − 1.

use crate::hash::xxh3;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

/// The highest tree: four million ranges.
pub(super) const HIGHEST: u32 = 22;

/// How the hash of a node is made of those of its children.
pub trait Combine {
    /// A hash.
    type Hash: Copy + Eq + Default + fmt::Debug;

    /// Of two children.
    fn combine(left: Self::Hash, right: Self::Hash) -> Self::Hash;
}

/// XXH3 with 64 bits: for replicas that trust one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fast;

impl Combine for Fast {
    type Hash = u64;

    fn combine(left: u64, right: u64) -> u64 {
        let mut both = [0; 16];
        both[..8].copy_from_slice(&left.to_le_bytes());
        both[8..].copy_from_slice(&right.to_le_bytes());
        xxh3(&both, 0)
    }
}

/// SHA-256: for those who do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sha256;

impl Combine for Sha256 {
    type Hash = [u8; 32];

    fn combine(left: [u8; 32], right: [u8; 32]) -> [u8; 32] {
        super::node::node_hash(&left, &right)
    }
}

/// A tree that would not fit into memory was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooHigh {
    /// The height asked for.
    pub height: u32,
}

impl fmt::Display for TooHigh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a tree of height {} was asked for; at most {HIGHEST} is possible", self.height)
    }
}

impl core::error::Error for TooHigh {}

/// A hash for each range, and those above; see the module.
pub struct RangeTree<C: Combine> {
    height: u32,
    /// Node n has children 2n and 2n + 1; the root is 1, and 0 is not used.
    nodes: Vec<C::Hash>,
}

impl<C: Combine> Clone for RangeTree<C> {
    fn clone(&self) -> Self {
        Self { height: self.height, nodes: self.nodes.clone() }
    }
}

impl<C: Combine> fmt::Debug for RangeTree<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RangeTree").field("height", &self.height).field("root", &self.root()).finish()
    }
}

/// Where two trees differ, and what it took to find out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// The ranges, ascending.
    pub ranges: Vec<usize>,
    /// Pairs of hashes that were compared.
    pub compared: u64,
    /// Levels that were visited, one each time both talk.
    pub round_trips: u32,
}

impl<C: Combine> RangeTree<C> {
    /// 2^height empty ranges. O(ranges).
    ///
    /// # Errors
    /// If there would be more than 2^22 of them.
    pub fn new(height: u32) -> Result<Self, TooHigh> {
        Self::filled(height, &[])
    }

    /// Of these hashes, the first of as many ranges as are needed. O(ranges).
    ///
    /// # Errors
    /// As [`RangeTree::new`].
    pub fn of(hashes: &[C::Hash]) -> Result<Self, TooHigh> {
        let height = hashes.len().next_power_of_two().trailing_zeros();
        Self::filled(height, hashes)
    }

    fn filled(height: u32, hashes: &[C::Hash]) -> Result<Self, TooHigh> {
        if height > HIGHEST {
            return Err(TooHigh { height });
        }
        let mut tree = Self { height, nodes: vec![C::Hash::default(); 2 << height] };
        let first = tree.len();
        for (node, hash) in tree.nodes.iter_mut().skip(first).zip(hashes) {
            *node = *hash;
        }
        tree.renew(hashes.len());
        Ok(tree)
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

    /// The hash of everything.
    #[must_use]
    pub fn root(&self) -> C::Hash {
        self.at(1)
    }

    /// The hash of a range; that of an empty one beyond the last.
    #[must_use]
    pub fn get(&self, range: usize) -> C::Hash {
        if range < self.len() { self.at(self.len() + range) } else { C::Hash::default() }
    }

    /// The hash of a range is now this one. O(height); nothing beyond the last.
    pub fn set(&mut self, range: usize, hash: C::Hash) {
        if range >= self.len() {
            return;
        }
        let mut at = self.len() + range;
        self.nodes[at] = hash;
        while at > 1 {
            at /= 2;
            self.nodes[at] = C::combine(self.at(2 * at), self.at(2 * at + 1));
        }
    }

    /// Where it differs from another, which must be as high: of two heights all ranges of the lower are told. O(ranges
    /// that differ × height).
    #[must_use]
    pub fn differences(&self, other: &Self) -> Differences {
        let lower = self.len().min(other.len());
        if self.height != other.height {
            return Differences { ranges: (0..lower).collect(), compared: 0, round_trips: 0 };
        }
        let mut found = Differences::default();
        let mut level = vec![1];
        while !level.is_empty() {
            found.compared += level.len() as u64;
            found.round_trips += 1;
            level.retain(|at| self.at(*at) != other.at(*at));
            if level.first().is_some_and(|at| *at >= lower) {
                found.ranges = level.iter().map(|at| at - lower).collect();
                break;
            }
            level = level.iter().flat_map(|at| [2 * at, 2 * at + 1]).collect();
        }
        found
    }

    /// The hash at a place of the tree: 1 is the root, and n has the children 2n and 2n + 1.
    #[must_use]
    pub fn at(&self, at: usize) -> C::Hash {
        self.nodes.get(at).copied().unwrap_or_default()
    }

    /// Makes all nodes above the ranges, of which only so many are not empty: above the others there is one hash a level,
    /// made once.
    fn renew(&mut self, mut filled: usize) {
        let (mut width, mut empty) = (self.len(), C::Hash::default());
        while width > 1 {
            (width, filled, empty) = (width / 2, filled.div_ceil(2), C::combine(empty, empty));
            let (above, below) = self.nodes.split_at_mut(2 * width);
            let (level, rest) = above[width..].split_at_mut(filled);
            for (node, [left, right]) in level.iter_mut().zip(below.as_chunks().0) {
                *node = C::combine(*left, *right);
            }
            rest.fill(empty);
        }
    }
}
