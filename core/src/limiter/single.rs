//! A policy with the state of one key: the limiter that most callers want.

use super::policy::{self, Policy};
use super::{Decision, Gauge, Limit, LimitError};

/// Decides about the requests of one key (a user, an address, a whole service).
pub trait Limiter {
    /// Decides about a request of that cost at that time, and remembers it.
    fn check(&mut self, now: u64, cost: u32) -> Decision;

    /// How full it is at that time; changes nothing.
    fn peek(&self, now: u64) -> Gauge;

    /// The most cost that it can admit in any `span` consecutive instants, whatever comes: the bound
    /// that each policy's documentation derives. For the queue, what can leave it.
    fn most_in(&self, span: u64) -> u64;

    /// Bytes of memory that it holds now.
    fn bytes(&self) -> usize;
}

/// A [`Policy`] and the state of one key. `Copy` for all but the logs.
///
/// ```
/// use snowglobe_core::limiter::{FixedWindow, Limit, Limiter};
///
/// let mut limiter = FixedWindow::new(Limit::new(5, 60_000))?;
/// let passed = (30_000..90_000).filter(|ms| limiter.check(*ms, 1).is_admitted()).count();
/// assert_eq!(passed, 10); // within one minute, under a limit of 5 a minute
/// # Ok::<(), snowglobe_core::limiter::LimitError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Single<P: Policy> {
    policy: P,
    state: P::State,
}

/// One key's token bucket whose tokens come all at once.
pub type TokenBucketInterval = Single<policy::TokenBucketInterval>;
/// One key's token bucket.
pub type TokenBucket = Single<policy::TokenBucket>;
/// One key's queue.
pub type LeakyBucket = Single<policy::LeakyBucket>;
/// One key's meter.
pub type LeakyMeter = Single<policy::LeakyMeter>;
/// One key's window.
pub type FixedWindow = Single<policy::FixedWindow>;
/// One key's log of what was admitted.
pub type SlidingLog = Single<policy::SlidingLog>;
/// One key's log of what was asked for.
pub type SlidingLogBook = Single<policy::SlidingLogBook>;
/// One key's counters, the estimate rounded down.
pub type SlidingCounter = Single<policy::SlidingCounter<false>>;
/// One key's counters, the estimate rounded up.
pub type SlidingCounterCeil = Single<policy::SlidingCounter<true>>;

impl<P: Policy> Single<P> {
    /// A fresh limiter.
    ///
    /// # Errors
    /// [`LimitError`] if the limit makes no sense for this policy.
    pub fn new(limit: Limit) -> Result<Self, LimitError>
    where
        P: TryFrom<Limit, Error = LimitError>,
    {
        P::try_from(limit).map(Self::from)
    }

    /// What it decides by.
    pub const fn policy(&self) -> &P {
        &self.policy
    }
}

impl<P: Policy> From<P> for Single<P> {
    fn from(policy: P) -> Self {
        let state = policy.fresh();
        Single { policy, state }
    }
}

impl<P: Policy> Limiter for Single<P> {
    #[inline]
    fn check(&mut self, now: u64, cost: u32) -> Decision {
        self.policy.check(&mut self.state, now, cost)
    }

    fn peek(&self, now: u64) -> Gauge {
        self.policy.peek(&self.state, now)
    }

    fn most_in(&self, span: u64) -> u64 {
        self.policy.most_in(span)
    }

    fn bytes(&self) -> usize {
        size_of::<Self>() + self.policy.heap_bytes(&self.state)
    }
}
