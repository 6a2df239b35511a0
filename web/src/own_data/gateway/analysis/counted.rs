//! A policy that also counts what it said to each key.
//!
//! ```
//! use snowglobe_core::limiter::{Keyed, Limit, policy::FixedWindow};
//! use snowglobe_web::own_data::gateway::analysis::counted::Counted;
//!
//! let mut table = Keyed::<u64, _>::new(10, Counted::new(FixedWindow::try_from(Limit::new(1, 60))?))?;
//! for time in 0..3 {
//!     table.check(&7, time, 1);
//! }
//! assert_eq!(table.policy().last_denied(), 2);
//! assert_eq!(table.state(&7).map(|state| (state.admitted, state.denied)), Some((1, 2)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The counts stand beside the limiter's state, so they cost no second look-up, and are forgotten with it.

use std::cell::Cell;

use snowglobe_core::limiter::policy::Policy;
use snowglobe_core::limiter::{Decision, Gauge, Limit};

/// Decides as `P` does, and counts.
#[derive(Clone, Debug)]
pub struct Counted<P> {
    policy: P,
    /// How often the key checked last was denied. A policy is shared by all keys and decides behind a shared
    /// reference; this is how it tells of the one.
    last_denied: Cell<u32>,
}

/// What is kept for a key.
#[derive(Clone, Debug)]
pub struct Counts<S> {
    state: S,
    /// How often it was admitted, at once or later.
    pub admitted: u32,
    /// How often it was denied.
    pub denied: u32,
}

impl<P> Counted<P> {
    /// Counts what that policy says.
    pub fn new(policy: P) -> Self {
        Self { policy, last_denied: Cell::new(0) }
    }

    /// How often the key that was checked last was denied.
    #[inline]
    pub fn last_denied(&self) -> u64 {
        self.last_denied.get().into()
    }
}

impl<P: Policy> Policy for Counted<P> {
    type State = Counts<P::State>;

    fn limit(&self) -> Limit {
        self.policy.limit()
    }

    fn fresh(&self) -> Self::State {
        Counts { state: self.policy.fresh(), admitted: 0, denied: 0 }
    }

    #[inline]
    fn check(&self, counts: &mut Self::State, now: u64, cost: u32) -> Decision {
        let decision = self.policy.check(&mut counts.state, now, cost);
        let count = if decision.is_admitted() { &mut counts.admitted } else { &mut counts.denied };
        *count = count.saturating_add(1);
        self.last_denied.set(counts.denied);
        decision
    }

    fn peek(&self, counts: &Self::State, now: u64) -> Gauge {
        self.policy.peek(&counts.state, now)
    }

    fn idle_at(&self, counts: &Self::State) -> Option<u64> {
        self.policy.idle_at(&counts.state)
    }

    fn most_in(&self, span: u64) -> u64 {
        self.policy.most_in(span)
    }

    fn heap_bytes(&self, counts: &Self::State) -> usize {
        self.policy.heap_bytes(&counts.state)
    }
}
