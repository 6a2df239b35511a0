//! Leaky bucket as a meter: the generic cell rate algorithm (GCRA) of ITU-T I.371.
//!
//! Water leaks out steadily, `amount` in each window. A request pours in as much as it costs, unless that
//! would overflow `burst`; then it is denied and nothing is poured. The level need not be stored: it is
//! enough to know when the bucket will be empty, the *theoretical arrival time* (TAT) of the standard,
//! at which a request would find it as new. With room for 4 and 2 a second, a request is worth 0.5 s:
//!
//! ```text
//!   time      0.0  0.1  0.2  0.3   0.4   0.5
//!   TAT       0.5  1.0  1.5  2.0   2.0   2.5     TAT − time may be 4 × 0.5 s at most
//!   request    ok   ok   ok   ok    no    ok     at 0.4: 2.5 − 0.4 = 2.1 s would be too much
//! ```
//!
//! Read upside down this is the token bucket: it decides exactly as [`TokenBucket`](super::TokenBucket) with
//! the same limit, and so has the same **bound**, `burst + ⌊amount × (n−1) / window⌋` among n consecutive
//! instants.
//!
//! Times are multiplied by `amount`, so that what a request is worth is a whole number (`window`) and
//! nothing is rounded. A check is O(1); only what it tells of itself needs a division.

use super::super::{Decision, Gauge, Limit, LimitError};
use super::Policy;
use super::span::{bound, divide, divide_up};

/// A level that leaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeakyMeter {
    limit: Limit,
    /// What a full one takes to be empty, times `amount`.
    full: u128,
}

/// How full it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// When it will be empty, times `amount`: less than 2^97.
    empty: u128,
    /// Latest time seen.
    seen: u64,
}

impl TryFrom<Limit> for LeakyMeter {
    type Error = LimitError;

    fn try_from(limit: Limit) -> Result<Self, LimitError> {
        let limit = limit.of_bucket()?;
        Ok(LeakyMeter { limit, full: u128::from(limit.burst) * u128::from(limit.window) })
    }
}

impl LeakyMeter {
    #[inline]
    fn scaled(&self, time: u64) -> u128 {
        u128::from(time) * u128::from(self.limit.amount)
    }
}

impl Policy for LeakyMeter {
    type State = Level;

    fn limit(&self) -> Limit {
        self.limit
    }

    fn fresh(&self) -> Level {
        Level { empty: 0, seen: 0 }
    }

    #[inline]
    fn check(&self, state: &mut Level, now: u64, cost: u32) -> Decision {
        state.seen = state.seen.max(now);
        let time = self.scaled(state.seen);
        let empty = state.empty.max(time);
        let raised = empty + u128::from(cost) * u128::from(self.limit.window);
        let latest = time + self.full;
        // At most the burst, so it fits. Whoever is denied mostly finds less than one, which needs no division.
        let room = |empty| match latest - empty {
            left if left < u128::from(self.limit.window) => 0,
            left => divide(left, self.limit.window).0 as u32,
        };
        if raised <= latest {
            state.empty = raised;
            return Decision::admitted(self.limit.burst, room(raised));
        }
        let at = if cost <= self.limit.burst {
            u64::try_from(divide_up(raised - self.full, self.limit.amount.into())).ok()
        } else {
            None
        };
        Decision::denied(self.limit.burst, room(empty), now, at)
    }

    /// The level, parts included.
    fn peek(&self, state: &Level, now: u64) -> Gauge {
        let state = Level { seen: state.seen.max(now), ..*state };
        let level = state.empty.saturating_sub(self.scaled(state.seen));
        let (whole, parts) = divide(level, self.limit.window);
        let gauge = Gauge::whole(whole as u64, self.limit.burst).with_parts(parts, self.limit.window);
        gauge.idle_at(self.idle_at(&state), now)
    }

    fn idle_at(&self, state: &Level) -> Option<u64> {
        if state.empty <= self.scaled(state.seen) {
            return Some(0);
        }
        u64::try_from(divide_up(state.empty, self.limit.amount.into())).ok()
    }

    fn most_in(&self, span: u64) -> u64 {
        let Limit { amount, window, burst } = self.limit;
        let leaked = u128::from(amount) * u128::from(span.saturating_sub(1)) / u128::from(window);
        bound(u128::from(burst) + leaked, burst, span)
    }
}
