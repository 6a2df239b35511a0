//! A limiter whose algorithm is chosen at run time.
//!
//! It is a [`Policy`] as well, so that a table of many keys can have any algorithm; what it has seen itself
//! does not matter then.
//!
//! ```
//! use snowglobe_core::limiter::{Algorithm, Keyed, Limit};
//!
//! let policy = Algorithm::parse("fixed_window")?.limiter(Limit::new(1, 60))?;
//! let mut users = Keyed::<String, _>::new(100, policy)?;
//! assert!(users.check("ann", 0, 1).is_admitted());
//! assert!(!users.check("ann", 59, 1).is_admitted());
//! assert!(users.check("ann", 60, 1).is_admitted());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::policy::Policy;
use super::{Algorithm, Decision, Gauge, Limit, LimitError, Limiter, Single};
use super::{
    FixedWindow, LeakyBucket, LeakyMeter, SlidingCounter, SlidingCounterCeil, SlidingLog, SlidingLogBook,
    TokenBucket, TokenBucketInterval,
};

/// A limiter of any [`Algorithm`]. Made by [`Algorithm::limiter`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnyLimiter {
    /// [`Algorithm::TokenBucketInterval`].
    TokenBucketInterval(TokenBucketInterval),
    /// [`Algorithm::TokenBucket`].
    TokenBucket(TokenBucket),
    /// [`Algorithm::LeakyBucket`].
    LeakyBucket(LeakyBucket),
    /// [`Algorithm::LeakyMeter`].
    LeakyMeter(LeakyMeter),
    /// [`Algorithm::FixedWindow`].
    FixedWindow(FixedWindow),
    /// [`Algorithm::SlidingLog`].
    SlidingLog(SlidingLog),
    /// [`Algorithm::SlidingLogBook`].
    SlidingLogBook(SlidingLogBook),
    /// [`Algorithm::SlidingCounter`].
    SlidingCounter(SlidingCounter),
    /// [`Algorithm::SlidingCounterCeil`].
    SlidingCounterCeil(SlidingCounterCeil),
}

/// The same expression for whichever limiter it is.
macro_rules! whichever {
    ($any:expr, $limiter:ident => $answer:expr) => {
        match $any {
            AnyLimiter::TokenBucketInterval($limiter) => $answer,
            AnyLimiter::TokenBucket($limiter) => $answer,
            AnyLimiter::LeakyBucket($limiter) => $answer,
            AnyLimiter::LeakyMeter($limiter) => $answer,
            AnyLimiter::FixedWindow($limiter) => $answer,
            AnyLimiter::SlidingLog($limiter) => $answer,
            AnyLimiter::SlidingLogBook($limiter) => $answer,
            AnyLimiter::SlidingCounter($limiter) => $answer,
            AnyLimiter::SlidingCounterCeil($limiter) => $answer,
        }
    };
}

impl AnyLimiter {
    pub(super) fn new(algorithm: Algorithm, limit: Limit) -> Result<Self, LimitError> {
        Ok(match algorithm {
            Algorithm::TokenBucketInterval => Self::TokenBucketInterval(Single::new(limit)?),
            Algorithm::TokenBucket => Self::TokenBucket(Single::new(limit)?),
            Algorithm::LeakyBucket => Self::LeakyBucket(Single::new(limit)?),
            Algorithm::LeakyMeter => Self::LeakyMeter(Single::new(limit)?),
            Algorithm::FixedWindow => Self::FixedWindow(Single::new(limit)?),
            Algorithm::SlidingLog => Self::SlidingLog(Single::new(limit)?),
            Algorithm::SlidingLogBook => Self::SlidingLogBook(Single::new(limit)?),
            Algorithm::SlidingCounter => Self::SlidingCounter(Single::new(limit)?),
            Algorithm::SlidingCounterCeil => Self::SlidingCounterCeil(Single::new(limit)?),
        })
    }

    /// Which algorithm it is.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        match self {
            Self::TokenBucketInterval(_) => Algorithm::TokenBucketInterval,
            Self::TokenBucket(_) => Algorithm::TokenBucket,
            Self::LeakyBucket(_) => Algorithm::LeakyBucket,
            Self::LeakyMeter(_) => Algorithm::LeakyMeter,
            Self::FixedWindow(_) => Algorithm::FixedWindow,
            Self::SlidingLog(_) => Algorithm::SlidingLog,
            Self::SlidingLogBook(_) => Algorithm::SlidingLogBook,
            Self::SlidingCounter(_) => Algorithm::SlidingCounter,
            Self::SlidingCounterCeil(_) => Algorithm::SlidingCounterCeil,
        }
    }

    /// The limit that it was made of.
    #[must_use]
    pub fn limit(&self) -> Limit {
        whichever!(self, limiter => limiter.policy().limit())
    }
}

impl Limiter for AnyLimiter {
    fn check(&mut self, now: u64, cost: u32) -> Decision {
        whichever!(self, limiter => limiter.check(now, cost))
    }

    fn peek(&self, now: u64) -> Gauge {
        whichever!(self, limiter => limiter.peek(now))
    }

    fn most_in(&self, span: u64) -> u64 {
        whichever!(self, limiter => limiter.most_in(span))
    }

    /// Of the largest algorithm, since room is kept for it, and what a log holds.
    fn bytes(&self) -> usize {
        whichever!(self, limiter => size_of::<Self>() - size_of_val(limiter) + limiter.bytes())
    }
}

impl Policy for AnyLimiter {
    type State = AnyLimiter;

    fn limit(&self) -> Limit {
        self.limit()
    }

    fn fresh(&self) -> AnyLimiter {
        match self {
            Self::TokenBucketInterval(limiter) => Self::TokenBucketInterval((*limiter.policy()).into()),
            Self::TokenBucket(limiter) => Self::TokenBucket((*limiter.policy()).into()),
            Self::LeakyBucket(limiter) => Self::LeakyBucket((*limiter.policy()).into()),
            Self::LeakyMeter(limiter) => Self::LeakyMeter((*limiter.policy()).into()),
            Self::FixedWindow(limiter) => Self::FixedWindow((*limiter.policy()).into()),
            Self::SlidingLog(limiter) => Self::SlidingLog((*limiter.policy()).into()),
            Self::SlidingLogBook(limiter) => Self::SlidingLogBook((*limiter.policy()).into()),
            Self::SlidingCounter(limiter) => Self::SlidingCounter((*limiter.policy()).into()),
            Self::SlidingCounterCeil(limiter) => Self::SlidingCounterCeil((*limiter.policy()).into()),
        }
    }

    fn check(&self, state: &mut AnyLimiter, now: u64, cost: u32) -> Decision {
        Limiter::check(state, now, cost)
    }

    fn peek(&self, state: &AnyLimiter, now: u64) -> Gauge {
        Limiter::peek(state, now)
    }

    fn idle_at(&self, state: &AnyLimiter) -> Option<u64> {
        whichever!(state, limiter => limiter.idle_at())
    }

    fn most_in(&self, span: u64) -> u64 {
        Limiter::most_in(self, span)
    }

    fn heap_bytes(&self, state: &AnyLimiter) -> usize {
        whichever!(state, limiter => limiter.bytes() - size_of_val(limiter))
    }
}
