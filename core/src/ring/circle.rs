//! The consistent-hashing ring, over any node type.
//!
//! Nodes stand on a circle of 2^64 positions, each at as many points as it has virtual nodes. A
//! key at position p belongs to the first point at or after p, clockwise; past the last point
//! comes the first. When a node joins it takes over the arcs that end in its points and nothing
//! else moves; when it leaves, each of its arcs falls to the next point.
//!
//! ```
//! use snowglobe_core::ring::Ring;
//!
//! let mut ring = Ring::from_points([(0, "s0"), (90, "s1"), (180, "s2"), (270, "s3")])?;
//! assert_eq!(ring.owner(45), Some(&"s1"));
//! assert_eq!(ring.owner(90), Some(&"s1")); // the point itself belongs to its arc
//! assert_eq!(ring.owner(300), Some(&"s0")); // and past the end comes the start
//! ring.leave(&"s1")?;
//! assert_eq!(ring.owner(45), Some(&"s2"));
//! # Ok::<(), snowglobe_core::ring::RingError>(())
//! ```
//!
//! With n nodes of v points each, the share of one node has a coefficient of variation of
//! `sqrt((n-1)/(nv+1))`, about `1/sqrt(v)`: see [`crate::stats::share_cv`].
//!
//! Karger et al., "Consistent Hashing and Random Trees", STOC 1997; DeCandia et al., "Dynamo",
//! SOSP 2007 (virtual nodes, preference lists).

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;

use super::index::Points;
use super::servers::first_distinct;
use super::virtual_nodes::positions;
use super::{MAX_POINTS, RangeMove, moved_ranges};
use crate::hash::HashFunction;

/// A consistent-hashing ring. Where points of two nodes meet, the smaller node comes first.
#[derive(Clone, Debug)]
pub struct Ring<N> {
    nodes: Vec<N>,
    points: Points,
}

/// Why a ring could not be built or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RingError {
    /// The node is on the ring already.
    DuplicateNode,
    /// The node is not on the ring.
    UnknownNode,
    /// The ring would have more points than [`MAX_POINTS`].
    TooManyPoints {
        /// Points needed.
        points: u64,
    },
}

impl fmt::Display for RingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateNode => f.write_str("the node is on the ring already"),
            Self::UnknownNode => f.write_str("the node is not on the ring"),
            Self::TooManyPoints { points } => {
                write!(f, "the ring would have {points} points and at most {MAX_POINTS} are allowed")
            }
        }
    }
}

impl core::error::Error for RingError {}

impl<N> Default for Ring<N> {
    fn default() -> Ring<N> {
        Ring { nodes: Vec::new(), points: Points::default() }
    }
}

impl<N> Ring<N> {
    /// A ring with no node. Nothing has an owner.
    #[must_use]
    pub fn new() -> Ring<N> {
        Ring::default()
    }

    /// The nodes, in the order in which they joined.
    #[must_use]
    pub fn nodes(&self) -> &[N] {
        &self.nodes
    }

    /// The points `(position, index into nodes)`, sorted by position.
    #[must_use]
    pub fn points(&self) -> &[(u64, u32)] {
        self.points.as_slice()
    }

    /// The node that owns a position; none if the ring is empty. O(1) with a hash that spreads,
    /// O(log points) with any.
    #[inline]
    #[must_use]
    pub fn owner(&self, position: u64) -> Option<&N> {
        self.nodes.get(self.owner_index(position)?)
    }

    /// As [`owner`](Ring::owner), as an index into [`nodes`](Ring::nodes).
    #[inline]
    #[must_use]
    pub fn owner_index(&self, position: u64) -> Option<usize> {
        self.points.successor(position).map(|point| point.1 as usize)
    }

    /// The points met walking clockwise from a position, once around: the owner's first.
    pub fn walk(&self, position: u64) -> impl Iterator<Item = (u64, u32)> {
        self.points.walk(position)
    }

    /// The index into [`points`](Ring::points) of the first at or after a position; their number
    /// if there is none. Cost as [`owner`](Ring::owner).
    #[must_use]
    pub fn rank(&self, position: u64) -> usize {
        self.points.rank(position)
    }

    /// The first `n` distinct nodes walking clockwise, as indices; `out` is cleared first. Fewer
    /// if fewer have points. O(points walked), once around at most.
    pub fn owners(&self, position: u64, n: usize, out: &mut Vec<usize>) {
        first_distinct(self.walk(position).map(|point| point.1 as usize), n, self.nodes.len(), out);
    }

    /// Takes out the node at an index that the caller knows to be one.
    pub(super) fn leave_at(&mut self, index: usize) -> N {
        self.points.remove_owner(index as u32);
        self.nodes.remove(index)
    }

    /// The share of the circle that each node owns, `0.0..=1.0`. O(points).
    #[must_use]
    pub fn shares(&self) -> Vec<f64> {
        let arcs = super::arcs(self.points(), self.nodes.len());
        arcs.into_iter().map(|arc| arc as f64 / (1u128 << 64) as f64).collect()
    }
}

impl<N: Ord> Ring<N> {
    /// A ring from explicit points. Nodes are numbered as they first occur. O(n log n).
    ///
    /// # Errors
    /// [`RingError::TooManyPoints`].
    pub fn from_points(points: impl IntoIterator<Item = (u64, N)>) -> Result<Ring<N>, RingError> {
        let mut numbers = BTreeMap::new();
        let mut numbered = Vec::new();
        for (position, node) in points {
            let next = numbers.len() as u32;
            numbered.push((position, *numbers.entry(node).or_insert(next)));
            check_points(numbered.len() as u64)?;
        }
        let mut nodes: Vec<(N, u32)> = numbers.into_iter().collect();
        crate::order::heap_sort(&mut nodes, |a, b| a.1 < b.1);
        let nodes = nodes.into_iter().map(|node| node.0).collect();
        Ok(Ring::sorted(nodes, numbered))
    }

    /// A ring where point i of a node, `0..virtual_nodes`, lies at the hash of `{node}#{i}`.
    /// O(n log n) for n points.
    ///
    /// # Errors
    /// [`RingError::DuplicateNode`], [`RingError::TooManyPoints`] (before any is computed).
    pub fn with_virtual_nodes(
        nodes: impl IntoIterator<Item = (N, u32)>,
        hash: HashFunction,
    ) -> Result<Ring<N>, RingError>
    where
        N: fmt::Display,
    {
        let (nodes, counts): (Vec<N>, Vec<u32>) = nodes.into_iter().unzip();
        let total: u64 = counts.iter().map(|&count| u64::from(count)).sum();
        check_points(total)?;
        let mut order: Vec<&N> = nodes.iter().collect();
        crate::order::heap_sort(&mut order, |a, b| a < b);
        if order.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(RingError::DuplicateNode);
        }
        let mut points = Vec::with_capacity(total as usize);
        for (i, (node, count)) in nodes.iter().zip(counts).enumerate() {
            points.extend(positions(node, count, hash).map(|position| (position, i as u32)));
        }
        Ok(Ring::sorted(nodes, points))
    }

    fn sorted(nodes: Vec<N>, points: Vec<(u64, u32)>) -> Ring<N> {
        let points = Points::sort(points, |a, b| nodes[a as usize].cmp(&nodes[b as usize]));
        Ring { nodes, points }
    }

    /// Adds a node at these positions and returns its index. The rest is not sorted again:
    /// O(points) moves of memory.
    ///
    /// # Errors
    /// [`RingError::DuplicateNode`], [`RingError::TooManyPoints`]; the ring is then unchanged.
    pub fn join(&mut self, node: N, positions: impl IntoIterator<Item = u64>) -> Result<usize, RingError> {
        if self.nodes.contains(&node) {
            return Err(RingError::DuplicateNode);
        }
        let index = self.nodes.len() as u32;
        let room = MAX_POINTS as usize - self.points().len();
        let positions = positions.into_iter().take(room + 1);
        let new: Vec<u64> = positions.collect();
        check_points((self.points().len() + new.len()) as u64)?;
        self.nodes.push(node);
        let nodes = &self.nodes;
        self.points.insert(index, new, |a, b| nodes[a as usize].cmp(&nodes[b as usize]));
        Ok(index as usize)
    }

    /// Takes a node off the ring and returns it; the list of nodes closes up. O(points).
    ///
    /// # Errors
    /// [`RingError::UnknownNode`]; the ring is then unchanged.
    pub fn leave(&mut self, node: &N) -> Result<N, RingError> {
        let index = self.nodes.iter().position(|n| n == node);
        Ok(self.leave_at(index.ok_or(RingError::UnknownNode)?))
    }

    /// The ranges whose owner differs between two rings; see [`moved_ranges`]. O(points).
    #[must_use]
    pub fn changes(before: &Ring<N>, after: &Ring<N>) -> Vec<RangeMove> {
        moved_ranges(before.points(), after.points(), |from, to| {
            before.nodes.get(from as usize) == after.nodes.get(to as usize)
        })
    }
}

fn check_points(points: u64) -> Result<(), RingError> {
    if points > MAX_POINTS {
        return Err(RingError::TooManyPoints { points });
    }
    Ok(())
}
