//! Leaky bucket as a queue: requests wait, and `amount` of them leave at every multiple of the window.
//!
//! At most `burst` wait; a request that finds no room is dropped. What leaves at an instant has left
//! before the requests of that instant arrive. With room for 3 and 1 a second:
//!
//! ```text
//!   arrives     a 0.1   b 0.2   c 0.3   d 0.4    | e 1.0
//!   waiting     1       2       3       3 (full) | 3: a has just left
//!   is served   1.0     2.0     3.0     dropped  | 4.0
//! ```
//!
//! The queue smooths: whatever comes, it lets out `amount` a window and no more. The price is that old
//! requests keep fresh ones out after a burst. A request of cost c takes c places and is served when the
//! last of them is.
//!
//! **Bound** on what leaves: among n consecutive instants there are at most ⌈n/window⌉ drains, so
//! `amount × ⌈n/window⌉`. What enters is bounded by `burst + amount × ⌈(n−1)/window⌉`.
//!
//! The queue itself is the caller's: two numbers are enough to say when a newcomer will be served. A
//! check is O(1). Turner 1986; Xu, chapter 4.

use super::super::{Decision, Gauge, Limit, LimitError, Verdict};
use super::Policy;
use super::span::{bound, divide_up, edges_among, later, move_on};

/// A queue that is drained at intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeakyBucket {
    limit: Limit,
}

/// Who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Start of the latest interval seen; what left then has left.
    start: u64,
    waiting: u32,
}

impl TryFrom<Limit> for LeakyBucket {
    type Error = LimitError;

    fn try_from(limit: Limit) -> Result<Self, LimitError> {
        limit.of_bucket().map(|limit| LeakyBucket { limit })
    }
}

impl LeakyBucket {
    #[inline]
    fn drain(&self, queue: &mut Queue, now: u64) {
        let drains = move_on(&mut queue.start, now, self.limit.window);
        let leaving = drains.saturating_mul(self.limit.amount.into());
        queue.waiting = queue.waiting.saturating_sub(u32::try_from(leaving).unwrap_or(u32::MAX));
    }

    /// When the first `places` of those that wait will have left.
    fn served_at(&self, queue: &Queue, places: u32) -> Option<u64> {
        let drains = divide_up(places.into(), self.limit.amount.into());
        later(queue.start, drains * u128::from(self.limit.window))
    }
}

impl Policy for LeakyBucket {
    type State = Queue;

    fn limit(&self) -> Limit {
        self.limit
    }

    fn fresh(&self) -> Queue {
        Queue { start: 0, waiting: 0 }
    }

    #[inline]
    fn check(&self, queue: &mut Queue, now: u64, cost: u32) -> Decision {
        self.drain(queue, now);
        let burst = self.limit.burst;
        let room = burst - queue.waiting;
        let Some(left) = room.checked_sub(cost) else {
            let at = if cost <= burst { self.served_at(queue, cost - room) } else { None };
            return Decision::denied(burst, room, now, at);
        };
        queue.waiting += cost;
        let decision = Decision::admitted(burst, left);
        if cost == 0 {
            return decision;
        }
        let at = self.served_at(queue, queue.waiting).unwrap_or(u64::MAX);
        Decision { verdict: Verdict::Delayed { at }, ..decision }
    }

    /// Requests that wait.
    fn peek(&self, queue: &Queue, now: u64) -> Gauge {
        let mut queue = *queue;
        self.drain(&mut queue, now);
        Gauge::whole(queue.waiting.into(), self.limit.burst).idle_at(self.idle_at(&queue), now)
    }

    fn idle_at(&self, queue: &Queue) -> Option<u64> {
        if queue.waiting == 0 { Some(0) } else { self.served_at(queue, queue.waiting) }
    }

    fn most_in(&self, span: u64) -> u64 {
        let Limit { amount, window, burst } = self.limit;
        let at_once = amount.min(burst);
        bound(edges_among(span, window) * u128::from(at_once), at_once, span)
    }
}
