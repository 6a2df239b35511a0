//! Token bucket, refilled at intervals: `amount` tokens fall in at every multiple of the window.
//!
//! The bucket starts full with `burst` tokens; what does not fit overflows. A request takes as many
//! tokens as it costs, and is denied if they are not there. A bucket of 4 with 2 tokens a second:
//!
//! ```text
//!   time      0.0  0.1  0.2  0.3  0.4 | 1.0  1.1  1.2 | 2.0
//!   tokens    4→3  3→2  2→1  1→0   0  | 2→1  1→0   0  | 2→1
//!   request    ok   ok   ok   ok  no  |  ok   ok  no  |  ok
//! ```
//!
//! **Bound.** Among n consecutive instants there can be ⌈(n−1)/window⌉ refills after the first request, so
//! at most `burst + amount × ⌈(n−1)/window⌉` passes: burst + amount in any one window. Each refill adds
//! no more than the bucket holds.
//!
//! A check is O(1) and divides only in a new interval. Xu, "System Design Interview", chapter 4.

use super::super::{Decision, Gauge, Limit, LimitError};
use super::Policy;
use super::span::{bound, divide_up, edges_among, later, move_on};

/// A bucket that is refilled at intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenBucketInterval {
    limit: Limit,
}

/// What is in the bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Start of the latest interval seen.
    start: u64,
    tokens: u32,
}

impl TryFrom<Limit> for TokenBucketInterval {
    type Error = LimitError;

    fn try_from(limit: Limit) -> Result<Self, LimitError> {
        limit.of_bucket().map(|limit| TokenBucketInterval { limit })
    }
}

impl TokenBucketInterval {
    #[inline]
    fn refill(&self, bucket: &mut Bucket, now: u64) {
        let refills = move_on(&mut bucket.start, now, self.limit.window);
        if refills > 0 {
            let added = refills.saturating_mul(self.limit.amount.into());
            // Below 2^32, since the bucket is.
            bucket.tokens = added.saturating_add(bucket.tokens.into()).min(self.limit.burst.into()) as u32;
        }
    }

    /// When there will be that many tokens; they must fit.
    fn filled_at(&self, bucket: &Bucket, tokens: u32) -> Option<u64> {
        let missing = tokens.saturating_sub(bucket.tokens);
        let refills = divide_up(missing.into(), self.limit.amount.into());
        later(bucket.start, refills * u128::from(self.limit.window))
    }
}

impl Policy for TokenBucketInterval {
    type State = Bucket;

    fn limit(&self) -> Limit {
        self.limit
    }

    fn fresh(&self) -> Bucket {
        Bucket { start: 0, tokens: self.limit.burst }
    }

    #[inline]
    fn check(&self, bucket: &mut Bucket, now: u64, cost: u32) -> Decision {
        self.refill(bucket, now);
        let burst = self.limit.burst;
        if let Some(left) = bucket.tokens.checked_sub(cost) {
            bucket.tokens = left;
            return Decision::admitted(burst, left);
        }
        let at = if cost <= burst { self.filled_at(bucket, cost) } else { None };
        Decision::denied(burst, bucket.tokens, now, at)
    }

    /// Tokens left.
    fn peek(&self, bucket: &Bucket, now: u64) -> Gauge {
        let mut bucket = *bucket;
        self.refill(&mut bucket, now);
        Gauge::whole(bucket.tokens.into(), self.limit.burst).idle_at(self.idle_at(&bucket), now)
    }

    fn idle_at(&self, bucket: &Bucket) -> Option<u64> {
        if bucket.tokens == self.limit.burst { Some(0) } else { self.filled_at(bucket, self.limit.burst) }
    }

    fn most_in(&self, span: u64) -> u64 {
        let Limit { amount, window, burst } = self.limit;
        let refills = edges_among(span.saturating_sub(1), window);
        bound(u128::from(burst) + refills * u128::from(amount.min(burst)), burst, span)
    }
}
