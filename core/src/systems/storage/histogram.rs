//! Times by size, in buckets that grow: enough for a percentile, and small enough for every checkpoint.
//!
//! ```text
//!   1 µs   … each power of two of nanoseconds is cut in eight …   the value told is at most an eighth too high
//! ```

use crate::sim::Nanos;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// Parts of each power of two.
const PARTS: u32 = 8;

/// Counts of times; see the module.
#[derive(Clone, Debug, Default)]
pub struct Histogram {
    /// Shared between checkpoints in which nothing was added.
    buckets: Arc<Vec<u32>>,
    count: u64,
}

fn bucket(time: Nanos) -> usize {
    let time = time.max(u64::from(PARTS));
    let power = time.ilog2();
    let part = time >> (power - PARTS.ilog2()) & u64::from(PARTS - 1);
    ((power - PARTS.ilog2()) * PARTS) as usize + part as usize
}

/// The largest time of a bucket.
fn largest(bucket: usize) -> Nanos {
    let (power, part) = (bucket as u32 / PARTS, bucket as u64 % u64::from(PARTS));
    ((u64::from(PARTS) + part + 1) << power.min(59)).saturating_sub(1)
}

impl Histogram {
    /// Adds a time. O(1).
    pub(super) fn add(&mut self, time: Nanos) {
        let at = bucket(time);
        let buckets = Arc::make_mut(&mut self.buckets);
        if buckets.len() <= at {
            buckets.resize(at + 1, 0);
        }
        if let Some(count) = buckets.get_mut(at) {
            *count = count.saturating_add(1);
            self.count += 1;
        }
    }

    /// Times that were added.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The time that so many of a hundred do not exceed; 0 if there are none. O(buckets).
    #[must_use]
    pub fn percentile(&self, percent: u64) -> Nanos {
        let rank = (self.count * percent.min(100)).div_ceil(100).max(1);
        let mut seen = 0;
        let found = self.buckets.iter().position(|count| {
            seen += u64::from(*count);
            seen >= rank
        });
        found.map_or(0, largest)
    }

    pub(super) fn footprint(&self) -> usize {
        self.buckets.len() * 4
    }
}
