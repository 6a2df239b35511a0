//! Suspicion as a number that grows while a heartbeat does not come.
//!
//! ```
//! use snowglobe_core::gossip::phi;
//!
//! // Heartbeats come every 1,000 ms, give or take 100.
//! assert!(phi(1_000.0, 1_000.0, 100.0) < 0.4);
//! assert!(phi(1_600.0, 1_000.0, 100.0) > 8.0); // where Akka and Cassandra call a node down
//! ```
//!
//! φ is −log₁₀ of how likely it is that a heartbeat comes later still: at φ = 1 one in ten suspicions is false, at φ = 8
//! one in a hundred million, if intervals are normally distributed. The distribution is approximated by a logistic
//! function, as Akka does it.

use alloc::collections::VecDeque;

/// The φ of a wait, by the mean of the intervals and their deviation, all in one unit. At most some 300.
#[must_use]
pub fn phi(waited: f64, mean: f64, deviation: f64) -> f64 {
    let y = (waited - mean) / deviation.max(f64::MIN_POSITIVE);
    let e = libm::exp(-y * (1.5976 + 0.070_566 * y * y));
    let later = if waited > mean { e / (1.0 + e) } else { 1.0 - 1.0 / (1.0 + e) };
    -libm::log10(later.max(1e-300)) + 0.0
}

/// Watches the heartbeats of one node.
#[derive(Clone, Debug)]
pub struct PhiDetector {
    intervals: VecDeque<u64>,
    most: usize,
    least_deviation: u64,
    latest: Option<u64>,
}

impl PhiDetector {
    /// Keeps the last `most` intervals, and takes their deviation for no smaller than this: machines that are regular to
    /// the nanosecond would be suspected at once. `expected` stands in until there are intervals.
    #[must_use]
    pub fn new(most: usize, expected: u64, least_deviation: u64) -> Self {
        Self { intervals: VecDeque::from([expected]), most: most.max(1), least_deviation, latest: None }
    }

    /// A heartbeat came.
    pub fn heartbeat(&mut self, now: u64) {
        if let Some(latest) = self.latest.replace(now) {
            if self.intervals.len() == self.most {
                self.intervals.pop_front();
            }
            self.intervals.push_back(now.saturating_sub(latest));
        }
    }

    /// How suspicious it is that none has come since; 0 before the first. O(intervals).
    #[must_use]
    pub fn phi(&self, now: u64) -> f64 {
        let Some(latest) = self.latest else { return 0.0 };
        let count = self.intervals.len() as f64;
        let mean = self.intervals.iter().map(|interval| *interval as f64).sum::<f64>() / count;
        let apart = |interval: &u64| (*interval as f64 - mean) * (*interval as f64 - mean);
        let deviation = libm::sqrt(self.intervals.iter().map(apart).sum::<f64>() / count);
        phi(now.saturating_sub(latest) as f64, mean, deviation.max(self.least_deviation as f64))
    }
}
