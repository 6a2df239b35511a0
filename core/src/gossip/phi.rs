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
//! one in a hundred million, if intervals are distributed as is assumed. Which assumption is right depends on the way:
//!
//! | heartbeats come | intervals are | φ of eight means a silence of |
//! | --- | --- | --- |
//! | from the node itself, at regular times ([`phi`]) | normally distributed, as in the paper | the mean and 5.6 deviations |
//! | by gossip, from whoever drew the listener by lot ([`phi_of_gossip`]) | exponential: each moment is as good as any | 18.4 means |
//!
//! With gossip the first assumption is badly wrong: silences of a mean and five deviations, which a normal distribution
//! has once in millions, an exponential one has twice in a thousand. That is what Cassandra's authors found; it has
//! computed φ from the mean alone ever since.
//!
//! ```
//! use snowglobe_core::gossip::{phi, phi_of_gossip};
//!
//! // News every 300 ms on average, and as irregular as gossip is: the deviation of an exponential distribution is its mean.
//! assert!(phi(2_000.0, 300.0, 300.0) > 7.5); // "one in forty million"
//! assert!(phi_of_gossip(2_000.0, 300.0) < 3.0); // one in 800
//! ```
//!
//! Hayashibara and others, "The φ Accrual Failure Detector" (2004), the normal distribution approximated by a logistic
//! function as Akka does it; Lakshman and Malik, "Cassandra" (2009), section 5.2.

use alloc::collections::VecDeque;

/// The φ of a wait, by the mean of the intervals and their deviation, all in one unit. At most some 300.
#[must_use]
pub fn phi(waited: f64, mean: f64, deviation: f64) -> f64 {
    let y = (waited - mean) / deviation.max(f64::MIN_POSITIVE);
    let e = libm::exp(-y * (1.5976 + 0.070_566 * y * y));
    let later = if waited > mean { e / (1.0 + e) } else { 1.0 - 1.0 / (1.0 + e) };
    -libm::log10(later.max(1e-300)) + 0.0
}

/// The φ of a wait for news that comes by gossip, by the mean of the intervals: −log₁₀ of e to the power of −waited ∕ mean.
#[must_use]
pub fn phi_of_gossip(waited: f64, mean: f64) -> f64 {
    waited / mean.max(f64::MIN_POSITIVE) * core::f64::consts::LOG10_E
}

/// How the intervals between heartbeats are assumed to be distributed; see the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intervals {
    /// Normally, with a deviation of no less than this: machines that are regular to the nanosecond would be suspected at
    /// once.
    Regular(u64),
    /// Exponentially.
    ByGossip,
}

/// Watches the heartbeats of one node.
#[derive(Clone, Debug)]
pub struct PhiDetector {
    intervals: VecDeque<u64>,
    most: usize,
    assumed: Intervals,
    latest: Option<u64>,
}

impl PhiDetector {
    /// Keeps the last `most` intervals. `expected` stands in until there are some.
    #[must_use]
    pub fn new(most: usize, expected: u64, assumed: Intervals) -> Self {
        Self { intervals: VecDeque::from([expected]), most: most.max(1), assumed, latest: None }
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
        let waited = now.saturating_sub(latest) as f64;
        let Intervals::Regular(least_deviation) = self.assumed else { return phi_of_gossip(waited, mean) };
        let apart = |interval: &u64| (*interval as f64 - mean) * (*interval as f64 - mean);
        let deviation = libm::sqrt(self.intervals.iter().map(apart).sum::<f64>() / count);
        phi(waited, mean, deviation.max(least_deviation as f64))
    }
}
