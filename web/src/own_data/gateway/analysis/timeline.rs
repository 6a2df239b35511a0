//! What happened when, in at most 200 buckets however long the log is.
//!
//! ```
//! use snowglobe_web::own_data::gateway::analysis::timeline::Buckets;
//!
//! let mut buckets = Buckets::default();
//! for second in 0..600_u64 {
//!     buckets.add(1_700_000_000_000_000_000 + second * 1_000_000_000, [1, u64::from(second % 10 == 0)]);
//! }
//! // 600 buckets of a second would be too many: 5 seconds each.
//! let timeline = buckets.finish();
//! assert_eq!((timeline.width / 1_000_000_000, timeline.buckets.len()), (5, 120));
//! assert_eq!(timeline.buckets[0], [5, 1]);
//! ```
//!
//! Buckets begin at multiples of their width. When the span outgrows them the next width is taken, a
//! multiple of the last, and buckets are merged: 1, 5, 15 s, 1, 5, 15 min, 1, 3, 6 h, 1, 7, 28 days, and
//! from there on twice as much each time.

use serde::{Deserialize, Serialize};

use crate::own_data::gateway::line::SECOND;

/// Buckets at most.
pub const MAX_BUCKETS: usize = 200;

/// Widths in seconds; each is a multiple of the one before.
const WIDTHS: [u64; 12] = [1, 5, 15, 60, 300, 900, 3_600, 10_800, 21_600, 86_400, 604_800, 2_419_200];

/// Two counts over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// When the first bucket begins, nanoseconds since the Unix epoch.
    pub start: u64,
    /// How long a bucket is, nanoseconds.
    pub width: u64,
    /// The counts; no bucket is left out between the first and the last.
    pub buckets: Vec<[u64; 2]>,
}

/// A [`Timeline`] that grows.
#[derive(Clone, Debug)]
pub struct Buckets {
    line: Timeline,
    /// Where the last bucket begins, and how long it is; of no length before there is one. So most calls
    /// need no division.
    last: (u64, u64),
}

impl Default for Buckets {
    fn default() -> Self {
        Self { line: Timeline { start: 0, width: SECOND, buckets: Vec::new() }, last: (0, 0) }
    }
}

impl Buckets {
    /// Adds to the bucket of that time, which must not be earlier than the last; if it is, it counts in the
    /// last. O(1), but for what a longer span costs now and then.
    #[inline]
    pub fn add(&mut self, time: u64, counts: [u64; 2]) {
        let (begin, length) = self.last;
        if time.wrapping_sub(begin) >= length {
            self.move_to(time);
        }
        if let Some(bucket) = self.line.buckets.last_mut() {
            bucket[0] += counts[0];
            bucket[1] += counts[1];
        }
    }

    /// All of it.
    #[must_use]
    pub fn finish(self) -> Timeline {
        self.line
    }

    /// Lets the last bucket be that of `time`, or leaves it if that is earlier.
    #[cold]
    fn move_to(&mut self, time: u64) {
        let line = &mut self.line;
        if line.buckets.is_empty() {
            line.start = time - time % line.width;
            line.buckets.push([0; 2]);
        }
        while time.saturating_sub(line.start) / line.width >= MAX_BUCKETS as u64 {
            line.widen();
        }
        let at = (time.saturating_sub(line.start) / line.width) as usize;
        if at >= line.buckets.len() {
            line.buckets.resize(at + 1, [0; 2]);
        }
        self.last = (line.start + (line.buckets.len() as u64 - 1) * line.width, line.width);
    }
}

impl Timeline {
    fn widen(&mut self) {
        let seconds = self.width / SECOND;
        let wider = WIDTHS.into_iter().find(|width| *width > seconds).unwrap_or(seconds * 2) * SECOND;
        let start = self.start - self.start % wider;
        let mut merged: Vec<[u64; 2]> = Vec::new();
        for (at, counts) in self.buckets.iter().enumerate() {
            let at = ((self.start + at as u64 * self.width - start) / wider) as usize;
            merged.resize(merged.len().max(at + 1), [0; 2]);
            if let Some(bucket) = merged.get_mut(at) {
                bucket[0] += counts[0];
                bucket[1] += counts[1];
            }
        }
        (self.start, self.width, self.buckets) = (start, wider, merged);
    }
}

#[cfg(test)]
mod tests;
