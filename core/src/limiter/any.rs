//! A limiter whose algorithm is chosen at run time.

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
