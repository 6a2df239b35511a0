//! Sorted points and a table over the top bits of the position: a look-up in constant time.
//!
//! A binary search of 200,000 points takes 18 steps, each waiting for the one before. Here the
//! [`Table`] says where the points of the position's bucket start, and a bucket has at most one point on
//! average. Counting how many of the next [`NEAR`] points lie before the position takes no branch that
//! could be mispredicted, and nearly always gives the answer.
//!
//! ```text
//! position 0x5c…  ->  bucket 2 of 8  ->  starts at 3  ->  3 + how many of points 3 to 6 lie before 0x5c…
//! ```
//!
//! A hash that clumps (see [`crate::hash`]) fills some buckets with many points; those are searched by
//! halves, so that the worst case is that of a plain search.

use super::table::Table;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// How many points are looked at before a group is searched by halves: 64 bytes.
const NEAR: usize = 4;

/// How many points in a row are moved faster one by one than as a block.
const SHORT: usize = 32;

/// Points `(position, owner)` sorted by position, and the table over them.
#[derive(Clone, Debug)]
pub(super) struct Points {
    points: Vec<(u64, u32)>,
    table: Table,
    /// The sorted positions of each owner, so that one that leaves need not be searched for.
    of: Vec<Vec<u64>>,
}

impl Default for Points {
    fn default() -> Points {
        Points::sort(Vec::new(), |_, _| Ordering::Equal)
    }
}

impl Points {
    /// Sorts points by position; `tie` orders the owners of points that meet. O(n log n).
    pub(super) fn sort(mut points: Vec<(u64, u32)>, tie: impl Fn(u32, u32) -> Ordering) -> Points {
        points.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| tie(a.1, b.1)));
        let mut counts: Vec<usize> = Vec::new();
        for point in &points {
            let owner = point.1 as usize;
            counts.resize(counts.len().max(owner + 1), 0);
            counts[owner] += 1;
        }
        let mut of: Vec<Vec<u64>> = counts.into_iter().map(Vec::with_capacity).collect();
        for (position, owner) in &points {
            of[*owner as usize].push(*position);
        }
        Points { table: Table::new(&points), points, of }
    }

    pub(super) fn as_slice(&self) -> &[(u64, u32)] {
        &self.points
    }

    /// The first point at or after `position` going clockwise, past the end to the start.
    #[inline]
    pub(super) fn successor(&self, position: u64) -> Option<(u64, u32)> {
        let found = self.points.get(self.rank(position));
        found.or_else(|| self.points.first()).copied()
    }

    /// All points going clockwise from `position`, once around.
    pub(super) fn walk(&self, position: u64) -> impl Iterator<Item = (u64, u32)> {
        let (behind, ahead) = self.points.split_at(self.rank(position));
        ahead.iter().chain(behind).copied()
    }

    /// How many points lie before `position`.
    #[inline]
    pub(super) fn rank(&self, position: u64) -> usize {
        let start = self.table.start(position);
        let near = self.points.get(start..).and_then(<[_]>::first_chunk::<NEAR>);
        // Points beyond the bucket lie behind the position, so that counting them does no harm.
        let passed = near.map_or(NEAR, |near| near.iter().map(|point| usize::from(point.0 < position)).sum());
        if passed < NEAR { start + passed } else { self.rank_by_halves(position) }
    }

    #[cold]
    fn rank_by_halves(&self, position: u64) -> usize {
        let group = self.table.group(position);
        let points = self.points.get(group.clone()).unwrap_or_default();
        group.start + points.partition_point(|point| point.0 < position)
    }

    /// Merges in the points of a new owner. O(n) moves of memory, O(m log m) comparisons for m new ones.
    pub(super) fn insert(&mut self, owner: u32, mut new: Vec<u64>, tie: impl Fn(u32, u32) -> Ordering) {
        crate::order::heap_sort(&mut new, |a, b| a < b);
        let mut end = self.points.len();
        // Until they are overwritten, the new places count as behind everything.
        self.points.resize(end + new.len(), (u64::MAX, 0));
        // From the back, each block between two new points moves once, to its final place.
        for (already, &position) in new.iter().enumerate().rev() {
            let mut at = self.rank(position).min(end);
            while at < end && self.points[at].0 == position && tie(self.points[at].1, owner).is_lt() {
                at += 1;
            }
            self.points.copy_within(at..end, at + already + 1);
            self.points[at + already] = (position, owner);
            end = at;
        }
        if self.table.suits(self.points.len()) {
            self.table.came(&new, &self.points);
        } else {
            self.table = Table::new(&self.points);
        }
        self.of.resize(self.of.len().max(owner as usize), Vec::new());
        self.of.push(new);
    }

    /// Takes out the points of `owner`; owners above it are renumbered one down. O(n) moves of memory.
    pub(super) fn remove_owner(&mut self, owner: u32) {
        if owner as usize >= self.of.len() {
            return;
        }
        let gone = self.of.remove(owner as usize);
        if gone.len() * SHORT > self.points.len() {
            self.sift_out(owner);
        } else {
            self.cut_out(owner, &gone);
        }
        self.points.truncate(self.points.len() - gone.len());
        if (owner as usize) < self.of.len() {
            for point in &mut self.points {
                point.1 -= u32::from(point.1 > owner);
            }
        }
        if self.table.suits(self.points.len()) {
            self.table.went(&gone, &self.points);
        } else {
            self.table = Table::new(&self.points);
        }
    }

    /// Moves every point that stays on its own, without asking which: best where blocks are short.
    fn sift_out(&mut self, owner: u32) {
        let points = self.points.as_mut_slice();
        let mut kept = 0;
        for at in 0..points.len() {
            let point = points[at];
            points[kept] = point;
            kept += usize::from(point.1 != owner);
        }
    }

    /// Moves each block between two points that go at once.
    fn cut_out(&mut self, owner: u32, gone: &[u64]) {
        let mut places = Vec::with_capacity(gone.len() + 1);
        for &position in gone {
            let mut at = self.rank(position).max(places.last().map_or(0, |last| last + 1));
            while self.points[at].1 != owner {
                at += 1;
            }
            places.push(at);
        }
        places.push(self.points.len());
        for (already, block) in places.windows(2).enumerate() {
            self.points.copy_within(block[0] + 1..block[1], block[0] - already);
        }
    }
}
