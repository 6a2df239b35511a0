//! Sliding window log of what was asked for: the book's, which writes down even what it denies.
//!
//! A request is written down first, and passes if the log is then no longer than `amount`. The book's
//! example, 2 a minute:
//!
//! ```text
//!   time      1:00:01   1:00:30   1:00:50             1:01:40
//!   log       01        01 30     01 30 50            50 01:40 (01 and 30 are a minute old)
//!   request    ok        ok        no: 3 stamps        ok
//! ```
//!
//! Whoever keeps asking faster than the limit is never served again: 2 a minute and a request every 10 s
//! lets the first two pass and no other, for ever; the log of [what was admitted](super::SlidingLog) lets 2 of
//! every 6 pass.
//!
//! **Bound.** At most `amount` in any span of up to a window, `amount × ⌈n/window⌉` in n consecutive
//! instants.
//!
//! **Memory.** The book's log has no bound: it holds whatever is asked for in a window. The newest
//! `amount` stamps would be enough to decide the same, because if they are all live, any further request
//! is one too many, and if one of them is not, then no older one is either. To show the book's length
//! this one keeps more, [`LONGEST_BOOK_LOG`] stamps or `amount` if that is more, unless it is told
//! [otherwise](SlidingLogBook::keeping); a longer log is reported as that long.
//!
//! A check is O(1) on average, and O(cost) for what costs more than 1. Xu, chapter 4.

use super::super::{Decision, Gauge, Limit, LimitError};
use super::span::{bound, edges_among, later};
use super::{Policy, Stamps};

/// Most stamps that a log keeps for the sake of its length alone.
pub const LONGEST_BOOK_LOG: usize = 4_096;

/// A log of what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlidingLogBook {
    limit: Limit,
    longest: usize,
}

impl TryFrom<Limit> for SlidingLogBook {
    type Error = LimitError;

    fn try_from(limit: Limit) -> Result<Self, LimitError> {
        limit.of_log().map(|limit| SlidingLogBook { limit, longest: LONGEST_BOOK_LOG })
    }
}

impl SlidingLogBook {
    /// The same with logs of at most so many stamps, or `amount` if that is more: it decides the same, and a
    /// table of many keys needs less memory.
    #[must_use]
    pub fn keeping(self, longest: usize) -> SlidingLogBook {
        SlidingLogBook { longest, ..self }
    }

    fn room_for(&self, log: &Stamps) -> u32 {
        let stamps = u32::try_from(log.len()).unwrap_or(u32::MAX);
        self.limit.amount.saturating_sub(stamps)
    }
}

impl Policy for SlidingLogBook {
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
        let passes = cost <= self.room_for(log);
        log.add(cost, self.longest.max(amount as usize));
        if passes {
            return Decision::admitted(amount, self.room_for(log));
        }
        // So many of the newest may stay when it is asked for again.
        let at = amount.checked_sub(cost).and_then(|stay| log.newest(stay as usize));
        Decision::denied(amount, self.room_for(log), now, at.and_then(|time| later(time, window.into())))
    }

    /// Stamps in the log, as many as are kept.
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
