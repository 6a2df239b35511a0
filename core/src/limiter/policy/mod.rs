//! What a limiter decides by, apart from whom it decides about.
//!
//! A [`Policy`] is the algorithm with its limit, the same for all keys; its [`Policy::State`] is what is
//! kept for each. [`Single`](super::Single) holds one of each; a table of many keys holds the policy once.

mod fixed_window;
mod leaky_bucket;
mod leaky_meter;
mod sliding_counter;
mod sliding_log;
mod sliding_log_book;
mod span;
mod stamps;
mod token_bucket;
mod token_bucket_interval;

pub use fixed_window::{FixedWindow, Window};
pub use leaky_bucket::{LeakyBucket, Queue};
pub use leaky_meter::{LeakyMeter, Level};
pub use sliding_counter::{Counters, SlidingCounter};
pub use sliding_log::SlidingLog;
pub use sliding_log_book::{LONGEST_BOOK_LOG, SlidingLogBook};
pub use stamps::Stamps;
pub use token_bucket::{TokenBucket, Tokens};
pub use token_bucket_interval::{Bucket, TokenBucketInterval};

use super::{Decision, Gauge, Limit};
use core::fmt::Debug;

/// An algorithm and its limit. Made of a [`Limit`] by `try_from`.
pub trait Policy: Clone {
    /// What is kept for each key.
    type State: Clone + Debug;

    /// The limit that it was made of.
    fn limit(&self) -> Limit;

    /// The state of a key that was never seen.
    fn fresh(&self) -> Self::State;

    /// Decides about a request of that cost at that time, and remembers it.
    fn check(&self, state: &mut Self::State, now: u64, cost: u32) -> Decision;

    /// How full it is at that time.
    fn peek(&self, state: &Self::State, now: u64) -> Gauge;

    /// When it will be as good as new if nothing else comes, 0 if it is; `None` if time ends first.
    fn idle_at(&self, state: &Self::State) -> Option<u64>;

    /// The most cost that it can admit to a key in any `span` consecutive instants.
    fn most_in(&self, span: u64) -> u64;

    /// Bytes that a state holds beside itself.
    fn heap_bytes(&self, _state: &Self::State) -> usize {
        0
    }
}
