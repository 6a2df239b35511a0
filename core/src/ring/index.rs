//! Sorted points with a table over the top bits of the position: a lookup in constant time.
//!
//! A binary search of 200,000 points takes 18 steps, and the branch predictor misses half of
//! them. Here the top bits of the position choose a bucket of a table that holds, for each
//! bucket, how many points lie before it; with about as many buckets as points, a bucket holds
//! about one point to look at. A hash that clumps (see [`crate::hash`]) fills some buckets with
//! many points; those are searched by halves, so that the worst case is that of a plain search.
//!
//! ```text
//! position  0x5c…  -> bucket 0b010 -> table[2] = 3, table[3] = 5 -> look at points 3 and 4
//! ```

use alloc::vec::Vec;
use core::cmp::Ordering;

/// Up to this many points of a bucket are scanned rather than halved.
const SCAN: usize = 8;

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
    pub(super) fn rank(&self, position: u64) -> usize {
        let bucket = (position >> self.shift) as usize;
        let (Some(&from), Some(&to)) = (self.before.get(bucket), self.before.get(bucket + 1)) else {
            return self.points.len();
        };
        let points = self.points.get(from as usize..to as usize);
        let points = points.unwrap_or_default();
        let inside = if points.len() <= SCAN {
            points.iter().take_while(|point| point.0 < position).count()
        } else {
            points.partition_point(|point| point.0 < position)
        };
        from as usize + inside
    }

    /// Merges in new points. O(n) moves of memory, O(m log m) comparisons for m new ones.
    pub(super) fn insert(&mut self, mut new: Vec<(u64, u32)>, tie: impl Fn(u32, u32) -> Ordering) {
        let order = |a: &(u64, u32), b: &(u64, u32)| a.0.cmp(&b.0).then_with(|| tie(a.1, b.1));
        new.sort_unstable_by(order);
        let mut end = self.points.len();
        self.points.resize(end + new.len(), (0, 0));
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
        self.points.retain_mut(|point| {
            if point.1 == owner {
                gone.push(*point);
                return false;
            }
            point.1 -= u32::from(point.1 > owner);
            true
        });
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
