//! The names of the ways of limiting.

use super::{AnyLimiter, Limit, LimitError};
use crate::named::named;

/// The ways of limiting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Algorithm {
    /// A bucket into which tokens fall all at once, at every multiple of the window.
    TokenBucketInterval,
    /// A bucket into which tokens trickle.
    #[default]
    TokenBucket,
    /// A queue that is served at every multiple of the window.
    LeakyBucket,
    /// A level that sinks steadily and that requests raise: the generic cell rate algorithm.
    LeakyMeter,
    /// A counter for each window.
    FixedWindow,
    /// The times of what was admitted within the last window.
    SlidingLog,
    /// The times of what was asked for within the last window, admitted or not.
    SlidingLogBook,
    /// This window's counter and a share of the last one's, rounded down.
    SlidingCounter,
    /// This window's counter and a share of the last one's, rounded up.
    SlidingCounterCeil,
}

impl Algorithm {
    /// Every algorithm, in the order in which a list should show them.
    pub const ALL: [Algorithm; 9] = [
        Algorithm::TokenBucketInterval,
        Algorithm::TokenBucket,
        Algorithm::LeakyBucket,
        Algorithm::LeakyMeter,
        Algorithm::FixedWindow,
        Algorithm::SlidingLog,
        Algorithm::SlidingLogBook,
        Algorithm::SlidingCounter,
        Algorithm::SlidingCounterCeil,
    ];

    /// The stable name, as written in links and commands.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Algorithm::TokenBucketInterval => "token_bucket_interval",
            Algorithm::TokenBucket => "token_bucket",
            Algorithm::LeakyBucket => "leaky_bucket",
            Algorithm::LeakyMeter => "leaky_meter",
            Algorithm::FixedWindow => "fixed_window",
            Algorithm::SlidingLog => "sliding_log",
            Algorithm::SlidingLogBook => "sliding_log_book",
            Algorithm::SlidingCounter => "sliding_counter",
            Algorithm::SlidingCounterCeil => "sliding_counter_ceil",
        }
    }

    /// Whether [`Limit::burst`] changes anything.
    #[must_use]
    pub const fn uses_burst(self) -> bool {
        matches!(
            self,
            Algorithm::TokenBucketInterval
                | Algorithm::TokenBucket
                | Algorithm::LeakyBucket
                | Algorithm::LeakyMeter
        )
    }

    /// A fresh limiter of this kind.
    ///
    /// # Errors
    /// [`LimitError`] if the limit makes no sense for it.
    pub fn limiter(self, limit: Limit) -> Result<AnyLimiter, LimitError> {
        AnyLimiter::new(self, limit)
    }
}

named!(Algorithm, UnknownAlgorithm, "no way of limiting has this name");
