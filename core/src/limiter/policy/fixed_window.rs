//! Fixed window counter: `amount` in each window, and every window starts from nothing.
//!
//! Cheap, and easy to explain to a client, since its quota comes back at round times. The weakness is
//! the edge: the book's example, 5 a minute, lets 10 pass within one minute, half of them just before
//! the full minute and half just after.
//!
//! ```text
//!   0:30 … 0:50   5 pass (window 0:00–1:00)
//!   1:00 … 1:20   5 pass (window 1:00–2:00)      10 between 0:30 and 1:30
//! ```
//!
//! **Bound.** n consecutive instants touch at most ⌊(n + window − 2) / window⌋ + 1 windows, each of which
//! lets `amount` pass: 2 × amount in any span of one window, and the bound is reached.
//!
//! A check is O(1) and divides only in a new window. Xu, chapter 4.

use super::super::{Decision, Gauge, Limit, LimitError};
use super::Policy;
use super::span::{bound, later, move_on, windows_touched};

/// A counter for each window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedWindow {
    limit: Limit,
}

/// How much has passed in a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Start of the latest window seen.
    start: u64,
    count: u32,
}

impl TryFrom<Limit> for FixedWindow {
    type Error = LimitError;

    fn try_from(limit: Limit) -> Result<Self, LimitError> {
        limit.of_window().map(|limit| FixedWindow { limit })
    }
}

impl FixedWindow {
    #[inline]
    fn roll(&self, window: &mut Window, now: u64) {
        if move_on(&mut window.start, now, self.limit.window) > 0 {
            window.count = 0;
        }
    }
}

impl Policy for FixedWindow {
    type State = Window;

    fn limit(&self) -> Limit {
        self.limit
    }

    fn fresh(&self) -> Window {
        Window { start: 0, count: 0 }
    }

    #[inline]
    fn check(&self, window: &mut Window, now: u64, cost: u32) -> Decision {
        self.roll(window, now);
        let amount = self.limit.amount;
        let room = amount - window.count;
        if let Some(left) = room.checked_sub(cost) {
            window.count += cost;
            return Decision::admitted(amount, left);
        }
        let next = later(window.start, self.limit.window.into());
        Decision::denied(amount, room, now, next.filter(|_| cost <= amount))
    }

    /// Passed in this window.
    fn peek(&self, window: &Window, now: u64) -> Gauge {
        let mut window = *window;
        self.roll(&mut window, now);
        Gauge::whole(window.count.into(), self.limit.amount).idle_at(self.idle_at(&window), now)
    }

    fn idle_at(&self, window: &Window) -> Option<u64> {
        match window.count {
            0 => Some(0),
            _ => later(window.start, self.limit.window.into()),
        }
    }

    fn most_in(&self, span: u64) -> u64 {
        let Limit { amount, window, .. } = self.limit;
        bound(windows_touched(span, window) * u128::from(amount), amount, span)
    }
}
