//! Sliding window log of what was admitted: the exact answer to "`amount` in any window".
//!
//! The log holds the times of what was admitted within the last window, `(now − window, now]`; a request
//! passes if the log has room for it, and only then is written down. 2 a minute:
//!
//! ```text
//!   time      1:00:01   1:00:30   1:00:50   1:01:01             1:01:40
//!   log       –         01        01 30     30 (01 is 60 s old) 01:01
//!   request    ok        ok        no        ok                  ok
//! ```
//!
//! The [book's log](super::SlidingLogBook) would deny the one at 1:01:01, since it wrote down the one that it
//! denied at 1:00:50.
//!
//! **Bound.** At most `amount` in any span of up to a window, `amount × ⌈n/window⌉` in n consecutive
//! instants. No other algorithm here is as strict; it pays with a stamp for each unit of cost admitted, so
//! up to 8 × amount bytes.
//!
//! A check is O(1) on average, and O(cost) for what costs more than 1.

use super::super::{Decision, Gauge, Limit, LimitError};
use super::span::{bound, edges_among, later};
use super::{Policy, Stamps};

/// A log of what was admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlidingLog {
    limit: Limit,
}

impl TryFrom<Limit> for SlidingLog {
    type Error = LimitError;

    fn try_from(limit: Limit) -> Result<Self, LimitError> {
        limit.of_log().map(|limit| SlidingLog { limit })
    }
}

impl Policy for SlidingLog {
    type State = Stamps;

    fn limit(&self) -> Limit {
        self.limit
    }

    fn fresh(&self) -> Stamps {
        Stamps::default()
    }

    #[inline]
    fn check(&self, log: &mut Stamps, now: u64, cost: u32) -> Decision {
        let Limit { amount, window, .. } = self.limit;
        log.forget(now, window);
        // Never more than `amount` are in it.
        let room = amount - log.len() as u32;
        if let Some(left) = room.checked_sub(cost) {
            log.add(cost, amount as usize);
            return Decision::admitted(amount, left);
        }
        let last_to_go = if cost <= amount { log.oldest((cost - room) as usize - 1) } else { None };
        Decision::denied(amount, room, now, last_to_go.and_then(|time| later(time, window.into())))
    }

    /// Stamps in the log.
    fn peek(&self, log: &Stamps, now: u64) -> Gauge {
        let live = log.live(now, self.limit.window);
        let idle_at = if live == 0 { Some(0) } else { self.idle_at(log) };
        Gauge::whole(live as u64, self.limit.amount).idle_at(idle_at, now)
    }

    fn idle_at(&self, log: &Stamps) -> Option<u64> {
        log.newest(0).map_or(Some(0), |time| later(time, self.limit.window.into()))
    }

    fn most_in(&self, span: u64) -> u64 {
        let Limit { amount, window, .. } = self.limit;
        bound(edges_among(span, window) * u128::from(amount), amount, span)
    }

    fn heap_bytes(&self, log: &Stamps) -> usize {
        log.heap_bytes()
    }
}
