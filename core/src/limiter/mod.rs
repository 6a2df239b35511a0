//! How many requests may pass? Nine answers behind one trait.
//!
//! | algorithm | what it keeps | admitted in any span of one window | a burst |
//! | --- | --- | --- | --- |
//! | [`Algorithm::TokenBucketInterval`] | 2 numbers | burst + amount | passes at once, up to the bucket |
//! | [`Algorithm::TokenBucket`] | 3 numbers | burst + amount, less one instant | passes at once, up to the bucket |
//! | [`Algorithm::LeakyBucket`] | 2 numbers | amount (leaves the queue) | waits in the queue |
//! | [`Algorithm::LeakyMeter`] | 2 numbers | as the token bucket | as the token bucket |
//! | [`Algorithm::FixedWindow`] | 2 numbers | 2 × amount | passes, twice around an edge |
//! | [`Algorithm::SlidingLog`] | a stamp for each admitted | amount | passes, then silence |
//! | [`Algorithm::SlidingLogBook`] | a stamp for each asked | amount | passes; who keeps asking starves |
//! | [`Algorithm::SlidingCounter`] | 4 numbers | 2 × amount | damped by the window before |
//! | [`Algorithm::SlidingCounterCeil`] | 4 numbers | 2 × amount − 1 | damped by the window before |
//!
//! The caller brings the time, as whole numbers of whatever unit it likes; windows are in the same
//! unit. Nothing here looks at a clock, so a limiter runs as well in a simulated world, in a test or
//! over an old log as it does in a server.
//!
//! ```
//! use snowglobe_core::limiter::{Algorithm, Limit, Limiter, Verdict};
//!
//! // A bucket of 4 tokens, refilled by 2 a second; time in milliseconds.
//! let limit = Limit::new(2, 1_000).with_burst(4);
//! let mut limiter = Algorithm::TokenBucket.limiter(limit)?;
//! for _ in 0..4 {
//!     assert_eq!(limiter.check(0, 1).verdict, Verdict::Admitted);
//! }
//! let fifth = limiter.check(0, 1);
//! assert_eq!((fifth.verdict, fifth.retry_after), (Verdict::Denied, Some(500)));
//! assert_eq!(limiter.check(500, 1).verdict, Verdict::Admitted);
//! assert_eq!(limiter.most_in(1_000), 5); // 4 at once, and the one that came back by 999 ms
//! # Ok::<(), snowglobe_core::limiter::LimitError>(())
//! ```
//!
//! # What holds for all nine
//!
//! - **Time never goes back.** A time before the latest one seen counts as the latest one seen.
//! - **Windows and ticks start at multiples of the window**, counted from time 0: window k is
//!   `[k × window, (k + 1) × window)`. What the clock does at an instant (a refill, a drain, a new
//!   window) happens before the requests of that instant.
//! - **A cost of 0** is admitted and changes nothing. **A cost above the limit** is denied, and its
//!   [`Decision::retry_after`] is `None`: waiting would not help.
//! - **No rounding that a caller could see adds up**: all arithmetic is in whole numbers, exact for
//!   any time up to `u64::MAX` and any window.
//!
//! Sources: Xu, "System Design Interview" (2020), chapter 4; Turner, "New directions in
//! communications (or which way to the information age?)", 1986 (leaky bucket); ITU-T I.371, annex A
//! (GCRA); Cloudflare, "How we built rate limiting capable of scaling to millions of domains", 2017
//! (sliding counter).

mod algorithm;
mod any;
mod decision;
pub mod http;
pub mod keyed;
mod limit;
pub mod policy;
pub mod race;
#[cfg(feature = "rules")]
pub mod rules;
mod single;

#[cfg(test)]
mod tests;

pub use algorithm::{Algorithm, UnknownAlgorithm};
pub use any::AnyLimiter;
pub use decision::{Decision, Gauge, Verdict};
pub use keyed::Keyed;
pub use limit::{Limit, LimitError, MAX_STAMPS};
pub use single::{
    FixedWindow, LeakyBucket, LeakyMeter, Limiter, Single, SlidingCounter, SlidingCounterCeil, SlidingLog,
    SlidingLogBook, TokenBucket, TokenBucketInterval,
};
