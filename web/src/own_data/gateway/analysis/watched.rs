//! The requests of one key around its first denial, so that they can be seen again, one by one.
//!
//! ```
//! use snowglobe_core::limiter::{Algorithm, Limit};
//! use snowglobe_web::own_data::gateway::analysis::watched::Watched;
//!
//! let mut watched = Watched::new(Algorithm::FixedWindow, Limit::new(2, 60))?;
//! for time in [7, 61, 62, 63, 64, 500] {
//!     watched.note(time);
//! }
//! let seen = watched.finish();
//! assert_eq!(seen.times, [61, 62, 63, 64]); // from a rest on, until a window after the denial
//! assert_eq!(seen.denied, Some(63));
//! # Ok::<(), snowglobe_core::limiter::LimitError>(())
//! ```
//!
//! It has a limiter of its own, which sees nothing but this key: so its first denial does not depend on
//! which keys a full table let go. Whenever that limiter is at rest, as good as new, what came before does not
//! matter any more; whatever came since does, down to the first drop of a bucket. Who never rests for more than
//! [`BEFORE`] requests is kept from the middle on, and what is kept then need not lead to the denial.

use std::collections::VecDeque;

use snowglobe_core::limiter::policy::Policy;
use snowglobe_core::limiter::{Algorithm, AnyLimiter, Limit, LimitError, Limiter};

use crate::own_data::gateway::report::Seen;

/// Requests kept from before the denial, the denied one included.
pub const BEFORE: usize = 200;
/// Requests kept at all.
pub const KEPT: usize = 300;

/// The requests of one key; see the module.
#[derive(Debug)]
pub struct Watched {
    limiter: AnyLimiter,
    window: u64,
    times: VecDeque<u64>,
    denied: Option<u64>,
}

impl Watched {
    /// Begins with a key that never asked.
    ///
    /// # Errors
    /// [`LimitError`] if the limit makes no sense for the algorithm.
    pub fn new(algorithm: Algorithm, limit: Limit) -> Result<Self, LimitError> {
        let limiter = algorithm.limiter(limit)?;
        Ok(Self { limiter, window: limit.window, times: VecDeque::new(), denied: None })
    }

    /// Takes a request of the key, not earlier than the last. O(1).
    pub fn note(&mut self, time: u64) {
        if let Some(denied) = self.denied {
            if self.times.len() < KEPT && time - denied <= self.window {
                self.times.push_back(time);
            }
            return;
        }
        if Policy::idle_at(&self.limiter, &self.limiter).is_some_and(|idle| idle <= time) {
            self.times.clear();
        }
        if !Limiter::check(&mut self.limiter, time, 1).is_admitted() {
            self.denied = Some(time);
        }
        self.times.push_back(time);
        if self.times.len() > BEFORE {
            self.times.pop_front();
        }
    }

    /// All of it.
    #[must_use]
    pub fn finish(self) -> Seen {
        Seen { times: self.times.into(), denied: self.denied }
    }
}
