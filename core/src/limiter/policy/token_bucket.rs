//! Token bucket, refilled continuously: `amount` tokens trickle in over each window.
//!
//! The bucket starts full with `burst` tokens; what does not fit overflows. A request takes as many
//! tokens as it costs, and is denied if they are not there as a whole. A bucket of 4 with 2 tokens a
//! second:
//!
//! ```text
//!   time      0.0  0.1  0.2  0.3  0.4   0.5  1.0
//!   tokens    4    3.2  2.4  1.6  0.8   1.0  1.0
//!   request    ok   ok   ok   ok   no    ok   ok
//! ```
//!
//! **Bound.** Among n consecutive instants n − 1 pass after the first, so at most
//! `burst + ⌊amount × (n−1) / window⌋` passes: nearly burst + amount in any one window. A bucket of 100
//! with 100 a minute lets 199 pass within one minute of 60,000 ms.
//!
//! Tokens are counted exactly, in fractions of `1/window`; nothing is lost to rounding however often it
//! is asked. A check is O(1) and divides only when a token has become whole.
//!
//! Turner 1986; ITU-T I.371 (the same decisions as [`LeakyMeter`](super::LeakyMeter)).

use super::super::{Decision, Gauge, Limit, LimitError};
use super::Policy;
use super::span::{bound, divide, divide_up, later};

/// A bucket that is refilled continuously.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenBucket {
    limit: Limit,
    /// Parts of a token that come in each unit of time: the rate as a reduced fraction.
    refill: u64,
    /// Parts of a token that make a whole one.
    whole: u64,
    /// Time in which an empty bucket fills.
    fill: u128,
}

/// What is in the bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Latest time seen.
    seen: u64,
    /// Parts of the next token; none if the bucket is full.
    parts: u64,
    /// Whole tokens.
    tokens: u32,
}

impl TryFrom<Limit> for TokenBucket {
    type Error = LimitError;

    fn try_from(limit: Limit) -> Result<Self, LimitError> {
        let Limit { amount, window, burst } = limit.of_bucket()?;
        let common = common_divisor(amount.into(), window);
        let (refill, whole) = (u64::from(amount) / common, window / common);
        let fill = divide_up(u128::from(burst) * u128::from(whole), refill);
        Ok(TokenBucket { limit, refill, whole, fill })
    }
}

/// Euclid's; neither may be 0.
fn common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl TokenBucket {
    #[inline]
    fn refill(&self, bucket: &mut Tokens, now: u64) {
        let Some(elapsed) = now.checked_sub(bucket.seen) else {
            return;
        };
        bucket.seen = now;
        let burst = self.limit.burst;
        if bucket.tokens == burst {
            return;
        }
        if u128::from(elapsed) >= self.fill {
            (bucket.tokens, bucket.parts) = (burst, 0);
            return;
        }
        // Less than a full bucket and a part, so at most `burst` whole ones.
        let parts = u128::from(elapsed) * u128::from(self.refill) + u128::from(bucket.parts);
        if parts < u128::from(self.whole) {
            bucket.parts = parts as u64;
            return;
        }
        let (tokens, parts) = divide(parts, self.whole);
        let tokens = tokens + u128::from(bucket.tokens);
        (bucket.tokens, bucket.parts) =
            if tokens < u128::from(burst) { (tokens as u32, parts) } else { (burst, 0) };
    }

    /// When there will be that many tokens; they must fit.
    #[inline]
    fn filled_at(&self, bucket: &Tokens, tokens: u32) -> Option<u64> {
        let missing = u128::from(tokens.saturating_sub(bucket.tokens)) * u128::from(self.whole);
        later(bucket.seen, divide_up(missing.saturating_sub(bucket.parts.into()), self.refill))
    }
}

impl Policy for TokenBucket {
    type State = Tokens;

    fn limit(&self) -> Limit {
        self.limit
    }

    fn fresh(&self) -> Tokens {
        Tokens { seen: 0, parts: 0, tokens: self.limit.burst }
    }

    #[inline]
    fn check(&self, bucket: &mut Tokens, now: u64, cost: u32) -> Decision {
        self.refill(bucket, now);
        let burst = self.limit.burst;
        if let Some(left) = bucket.tokens.checked_sub(cost) {
            bucket.tokens = left;
            return Decision::admitted(burst, left);
        }
        let at = if cost <= burst { self.filled_at(bucket, cost) } else { None };
        Decision::denied(burst, bucket.tokens, now, at)
    }

    /// Tokens left, parts included.
    fn peek(&self, bucket: &Tokens, now: u64) -> Gauge {
        let mut bucket = *bucket;
        self.refill(&mut bucket, now);
        let gauge = Gauge::whole(bucket.tokens.into(), self.limit.burst);
        gauge.with_parts(bucket.parts, self.whole).idle_at(self.idle_at(&bucket), now)
    }

    fn idle_at(&self, bucket: &Tokens) -> Option<u64> {
        self.filled_at(bucket, self.limit.burst)
    }

    fn most_in(&self, span: u64) -> u64 {
        let Limit { amount, window, burst } = self.limit;
        let refilled = u128::from(amount) * u128::from(span.saturating_sub(1)) / u128::from(window);
        bound(u128::from(burst) + refilled, burst, span)
    }
}
