//! How much may pass, and what can be wrong with that.

use core::fmt;

/// Most that a sliding log may admit in a window: it keeps a stamp of 8 bytes for each.
pub const MAX_STAMPS: u32 = 1_000_000;

/// `amount` for each `window`, and how much of it may come at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Limit {
    /// Cost that may pass in a window, at least 1. For buckets, queue and meter: what is refilled or
    /// drained in one.
    pub amount: u32,
    /// Length of a window, at least 1, in the unit in which the caller tells the time.
    pub window: u64,
    /// Size of the bucket, queue or meter, at least 1. Windows, logs and counters do without.
    pub burst: u32,
}

impl Limit {
    /// `amount` for each `window`, all of which may come at once.
    #[must_use]
    pub const fn new(amount: u32, window: u64) -> Limit {
        Limit { amount, window, burst: amount }
    }

    /// The same with a bucket or queue of another size.
    #[must_use]
    pub const fn with_burst(self, burst: u32) -> Limit {
        Limit { burst, ..self }
    }

    /// Itself if it can be a bucket, queue or meter.
    pub(super) fn of_bucket(self) -> Result<Limit, LimitError> {
        match self.burst {
            0 => Err(LimitError::ZeroBurst),
            _ => self.of_window(),
        }
    }

    /// Itself if it can be a window or counter.
    pub(super) fn of_window(self) -> Result<Limit, LimitError> {
        match (self.amount, self.window) {
            (0, _) => Err(LimitError::ZeroAmount),
            (_, 0) => Err(LimitError::ZeroWindow),
            _ => Ok(self),
        }
    }

    /// Itself if it can be a log.
    pub(super) fn of_log(self) -> Result<Limit, LimitError> {
        match self.amount {
            0..=MAX_STAMPS => self.of_window(),
            amount => Err(LimitError::TooManyStamps { amount, max: MAX_STAMPS }),
        }
    }
}

/// Why no limiter can be made of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitError {
    /// Nothing would ever pass.
    ZeroAmount,
    /// A window of no length has no end.
    ZeroWindow,
    /// A bucket, queue or meter without room would let nothing pass.
    ZeroBurst,
    /// A sliding log would have to remember more than [`MAX_STAMPS`].
    TooManyStamps {
        /// The amount asked for.
        amount: u32,
        /// The most allowed.
        max: u32,
    },
}

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ZeroAmount => f.write_str("an amount of 0 would let nothing pass; use 1 or more"),
            Self::ZeroWindow => f.write_str("a window of length 0 is no window; use 1 or more"),
            Self::ZeroBurst => f.write_str("a burst of 0 would let nothing pass; use 1 or more"),
            Self::TooManyStamps { amount, max } => write!(
                f,
                "a log of {amount} stamps is too long; use an amount of at most {max}, or a sliding counter"
            ),
        }
    }
}

impl core::error::Error for LimitError {}
