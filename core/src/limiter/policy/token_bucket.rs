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
    /// Times below this bring so few parts, hardly more than a bucketful, that 64 bits are enough.
    soon: u64,
}

/// What is in the bucket. Packed, so that a table's place for a number and its bucket is half a line of
/// cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(packed(4))]
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
        // `soon × refill + whole` is below 2^64.
        let soon = u64::try_from(fill).unwrap_or(u64::MAX).min((u64::MAX - whole) / refill);
        Ok(TokenBucket { limit, refill, whole, fill, soon })
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
        let elapsed = now.saturating_sub(bucket.seen);
        bucket.seen += elapsed;
        let (tokens, parts) =
            if elapsed < self.soon { self.trickled(bucket, elapsed) } else { self.poured(bucket, elapsed) };
        // A full bucket keeps no parts.
        (bucket.tokens, bucket.parts) =
            if tokens < self.limit.burst.into() { (tokens as u32, parts) } else { (self.limit.burst, 0) };
    }

    /// Tokens and parts after a short time.
    #[inline]
    fn trickled(&self, bucket: &Tokens, elapsed: u64) -> (u64, u64) {
        let parts = elapsed * self.refill + bucket.parts;
        let tokens = u64::from(bucket.tokens);
        match parts.checked_sub(self.whole) {
            None => (tokens, parts),
            // One token needs no division.
            Some(rest) if rest < self.whole => (tokens + 1, rest),
            Some(_) => (tokens + parts / self.whole, parts % self.whole),
        }
    }

    /// The same after any time.
    #[cold]
    fn poured(&self, bucket: &Tokens, elapsed: u64) -> (u64, u64) {
        if u128::from(elapsed) >= self.fill {
            return (self.limit.burst.into(), 0);
        }
        // Less than a bucketful and a part, so at most `burst` whole ones.
        let parts = u128::from(elapsed) * u128::from(self.refill) + u128::from(bucket.parts);
        let (tokens, parts) = divide(parts, self.whole);
        (u64::from(bucket.tokens) + tokens as u64, parts)
    }

    /// When there will be that many tokens; they must fit.
    #[inline]
    fn filled_at(&self, bucket: &Tokens, tokens: u32) -> Option<u64> {
        let missing = tokens.saturating_sub(bucket.tokens);
        let Some(parts) = u64::from(missing).checked_mul(self.whole) else {
            let parts = u128::from(missing) * u128::from(self.whole) - u128::from(bucket.parts);
            return later(bucket.seen, divide_up(parts, self.refill));
        };
        // A bucket with parts misses a token.
        bucket.seen.checked_add(parts.saturating_sub(bucket.parts).div_ceil(self.refill))
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
        if bucket.tokens == self.limit.burst { Some(0) } else { self.filled_at(bucket, self.limit.burst) }
    }

    fn most_in(&self, span: u64) -> u64 {
        let Limit { amount, window, burst } = self.limit;
        let refilled = u128::from(amount) * u128::from(span.saturating_sub(1)) / u128::from(window);
        bound(u128::from(burst) + refilled, burst, span)
    }
}
