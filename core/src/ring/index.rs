//! Sorted points with a table over the top bits of the position: a lookup in constant time.
//!
//! A binary search of 200,000 points takes 18 steps, each waiting for the one before. Here the top bits of the position choose a bucket of a table that holds, for each
//! bucket, how many points lie before it; with about as many buckets as points, a bucket holds
//! at most one point on average. Counting how many of the next [`NEAR`] points lie before the position
//! takes no branch that could be mispredicted, and nearly always gives the answer.
//!
//! ```text
//! position 0x5c…  ->  bucket 2 of 8  ->  table[2] = 3  ->  3 + how many of points 3 to 6 lie before 0x5c…
//! ```
//!
//! A hash that clumps (see [`crate::hash`]) fills some buckets with many points; those are searched by
//! halves, so that the worst case is that of a plain search.

use alloc::vec::Vec;
use core::cmp::Ordering;

/// How many points are looked at before a bucket is searched by halves: 64 bytes.
const NEAR: usize = 4;

/// Points `(position, owner)` sorted by position, and the table over them.
#[derive(Clone, Debug)]
pub(super) struct Points {
    points: Vec<(u64, u32)>,
    /// `before[b]`: how many points lie in buckets below `b`. One entry more than buckets.
    before: Vec<u32>,
    shift: u32,
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
        let mut sorted = Points { points, before: Vec::new(), shift: 63 };
        sorted.rebuild_table();
        sorted
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
        let bucket = (position >> self.shift) as usize;
        let from = self.before.get(bucket).map_or(0, |before| *before as usize);
        let near = self.points.get(from..).and_then(<[_]>::first_chunk::<NEAR>);
        // Points beyond the bucket lie behind the position, so that counting them does no harm.
        let passed = near.map_or(NEAR, |near| near.iter().map(|point| usize::from(point.0 < position)).sum());
        if passed < NEAR { from + passed } else { self.rank_by_halves(bucket, position) }
    }

    #[cold]
    fn rank_by_halves(&self, bucket: usize, position: u64) -> usize {
        let bound = |bucket| self.before.get(bucket).map_or(self.points.len(), |before| *before as usize);
        let from = bound(bucket);
        let points = self.points.get(from..bound(bucket + 1)).unwrap_or_default();
        from + points.partition_point(|point| point.0 < position)
    }

    /// Merges in new points. O(n) moves of memory, O(m log m) comparisons for m new ones.
    pub(super) fn insert(&mut self, mut new: Vec<(u64, u32)>, tie: impl Fn(u32, u32) -> Ordering) {
        let order = |a: &(u64, u32), b: &(u64, u32)| a.0.cmp(&b.0).then_with(|| tie(a.1, b.1));
        new.sort_unstable_by(order);
        let mut end = self.points.len();
        // Until they are overwritten, the new places count as behind everything.
        self.points.resize(end + new.len(), (u64::MAX, 0));
        // From the back, each block between two new points moves once, to its final place.
        for (already, point) in new.iter().enumerate().rev() {
            let mut at = self.rank(point.0).min(end);
            while at < end && order(&self.points[at], point).is_lt() {
                at += 1;
            }
            self.points.copy_within(at..end, at + already + 1);
            self.points[at + already] = *point;
            end = at;
        }
        self.update_table(&new, u32::wrapping_add);
    }

    /// Takes out the points of `owner`; owners above it are renumbered one down. O(n).
    pub(super) fn remove_owner(&mut self, owner: u32) {
        let mut gone = Vec::new();
        let mut kept = 0;
        // `retain_mut` would read back whole what had just been written in part: that stalls.
        for i in 0..self.points.len() {
            let (position, other) = self.points[i];
            if other == owner {
                gone.push((position, other));
            } else {
                self.points[kept] = (position, other - u32::from(other > owner));
                kept += 1;
            }
        }
        self.points.truncate(kept);
        self.update_table(&gone, u32::wrapping_sub);
    }

    /// Adjusts the table for sorted points that came or went, or makes one of another size.
    fn update_table(&mut self, changed: &[(u64, u32)], adjust: impl Fn(u32, u32) -> u32) {
        let buckets = self.before.len() - 1;
        let len = self.points.len();
        if len > buckets + buckets / 4 || len < buckets / 4 {
            self.rebuild_table();
            return;
        }
        let bucket = |point: &(u64, u32)| (point.0 >> self.shift) as usize;
        for (i, point) in changed.iter().enumerate() {
            let next = changed.get(i + 1).map_or(buckets, bucket);
            for entry in &mut self.before[bucket(point) + 1..=next] {
                *entry = adjust(*entry, i as u32 + 1);
            }
        }
    }

    /// A table with one to two buckets per point.
    fn rebuild_table(&mut self) {
        let buckets = self.points.len().next_power_of_two().max(2);
        self.shift = 64 - buckets.trailing_zeros();
        self.before.clear();
        self.before.reserve_exact(buckets + 1);
        for (i, point) in self.points.iter().enumerate() {
            let bucket = (point.0 >> self.shift) as usize;
            if self.before.len() <= bucket {
                self.before.resize(bucket + 1, i as u32);
            }
        }
        self.before.resize(buckets + 1, self.points.len() as u32);
    }
}
