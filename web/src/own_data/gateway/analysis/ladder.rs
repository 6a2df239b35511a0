//! Which limit would have denied 1 %? For token buckets, 60 sizes of them at once.
//!
//! ```text
//!   rung      1    2    3    4    5    6    7    8   10   12   14   16   20 …   57344   65536
//!   denied  412  298  190  131   99   77   56   40   12    3    0    0    0 …
//!           of 1,000: more than 5 % with 7, at most 5 % with 8
//! ```
//!
//! Every key has a bucket of each rung, of that many tokens refilled within one window, and all of them see
//! the same requests. A larger bucket never denies more: what a smaller one admits would be admitted by it
//! too, and admitting the earliest admits the most. So the answer lies between two neighbouring rungs, four to
//! each doubling: it is within a fifth of the truth without a second pass over the file, which bisection
//! would need sixteen of. Fixed windows need no ladder: see [`windows`](super::windows).
//!
//! A bucket that rested for a window is full, so a key that did has nothing to lose when its place is taken.

use std::cell::Cell;

use snowglobe_core::limiter::policy::{Policy, TokenBucket, Tokens};
use snowglobe_core::limiter::{Limit, LimitError};

/// How many sizes.
pub const RUNGS: usize = 60;

/// The sizes: 1 to 8, and from there on four to each doubling up to 65,536.
#[must_use]
pub const fn rung(at: usize) -> u32 {
    match at {
        0..8 => at as u32 + 1,
        _ => (5 + at as u32 % 4) << (at / 4 - 1),
    }
}

/// A bucket of each size, for many keys.
#[derive(Clone, Debug)]
pub(super) struct Ladder {
    rungs: Vec<TokenBucket>,
    denied: Vec<Cell<u64>>,
}

/// What is kept for a key.
pub(super) type Rungs = Vec<Tokens>;

impl Ladder {
    pub(super) fn new(window: u64) -> Result<Self, LimitError> {
        let rungs = (0..RUNGS).map(|at| TokenBucket::try_from(Limit::new(rung(at), window)));
        Ok(Self { rungs: rungs.collect::<Result<_, _>>()?, denied: vec![Cell::new(0); RUNGS] })
    }

    pub(super) fn fresh(&self) -> Rungs {
        self.rungs.iter().map(Policy::fresh).collect()
    }

    pub(super) fn check(&self, states: &mut [Tokens], now: u64) {
        for ((bucket, state), denied) in self.rungs.iter().zip(states).zip(&self.denied) {
            if !bucket.check(state, now, 1).is_admitted() {
                denied.set(denied.get() + 1);
            }
        }
    }

    /// When the fullest of them is full again.
    pub(super) fn idle_at(&self, states: &[Tokens]) -> Option<u64> {
        self.rungs
            .iter()
            .zip(states)
            .try_fold(0, |latest, (bucket, state)| Some(bucket.idle_at(state)?.max(latest)))
    }

    /// How much each rung denied.
    pub(super) fn denied(&self) -> Vec<u64> {
        self.denied.iter().map(Cell::get).collect()
    }
}
