//! Which limit would have denied 1 %? For fixed windows, every limit at once.
//!
//! ```
//! use snowglobe_web::own_data::gateway::analysis::windows::Reached;
//!
//! let reached = Reached::default();
//! for count in [1, 2, 3, 1, 1, 2] {
//!     reached.note(count); // 6 requests in three windows: of 3, 1 and 2
//! }
//! assert_eq!([0, 1, 2, 3].map(|limit| reached.denied(limit)), [6, 3, 1, 0]);
//! assert_eq!(reached.least_limit(1), Some(2)); // which denies at most one
//! ```
//!
//! Under a limit L a window of n requests loses n − L of them, which is one for each count above L that was
//! reached in it. So it is enough to know how many windows reached each count: one number for each count
//! up to the largest, exact for all limits, in one pass. Counts above [`MOST`] are put together.

use std::cell::RefCell;

/// Counts beyond this one are not told apart.
pub const MOST: usize = 1 << 20;

/// How many windows reached each count.
#[derive(Clone, Debug, Default)]
pub struct Reached {
    /// At n − 1 the windows in which there was an n-th request.
    windows: RefCell<Vec<u64>>,
}

/// The window that a key is in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    start: u64,
    count: u32,
}

impl Tally {
    /// The number of a request in its window, from 1.
    pub(super) fn count(&mut self, now: u64, window: u64) -> u32 {
        if now.wrapping_sub(self.start) >= window {
            *self = Self { start: now - now % window, count: 0 };
        }
        self.count = self.count.saturating_add(1);
        self.count
    }

    /// When the window is over.
    pub(super) fn idle_at(&self, window: u64) -> u64 {
        self.start.saturating_add(window)
    }
}

impl Reached {
    /// Notes the request with this number in its window, counted from 1.
    pub fn note(&self, number: u32) {
        let at = (number as usize).clamp(1, MOST) - 1;
        let mut windows = self.windows.borrow_mut();
        if at >= windows.len() {
            windows.resize(at + 1, 0);
        }
        if let Some(count) = windows.get_mut(at) {
            *count += 1;
        }
    }

    /// How many requests a limit would have denied. O(counts).
    #[must_use]
    pub fn denied(&self, limit: usize) -> u64 {
        self.windows.borrow().iter().skip(limit).sum()
    }

    /// The least limit that would have denied at most so many; `None` if it is above [`MOST`].
    #[must_use]
    pub fn least_limit(&self, denied: u64) -> Option<usize> {
        let windows = self.windows.borrow();
        let mut sum = 0;
        let above = windows.iter().rev().take_while(|count| {
            sum += **count;
            sum <= denied
        });
        let limit = windows.len() - above.count();
        (limit < MOST).then_some(limit.max(1))
    }
}

#[cfg(test)]
mod tests;
