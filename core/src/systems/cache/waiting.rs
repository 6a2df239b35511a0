//! What a client waits for, by the number of the operation.
//!
//! Numbers only grow, so the newest goes to the end, and operations end mostly in the order in which
//! they began: a sorted queue is found by halving and copied flat into checkpoints.
//!
//! ```text
//!   begin 7        5 6 7
//!   end 6          5 7          the shorter side moves up
//! ```

use alloc::collections::VecDeque;

/// Values by ascending number.
#[derive(Clone, Debug)]
pub(super) struct Waiting<T>(VecDeque<(u64, T)>);

impl<T> Waiting<T> {
    pub(super) fn new() -> Self {
        Self(VecDeque::new())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The number that has waited longest.
    pub(super) fn oldest(&self) -> Option<u64> {
        self.0.front().map(|(number, _)| *number)
    }

    /// Adds a value under a number greater than all before. O(1).
    pub(super) fn push(&mut self, number: u64, value: T) {
        self.0.push_back((number, value));
    }

    /// The value of a number. O(log n).
    pub(super) fn find(&mut self, number: u64) -> Option<&mut T> {
        let at = self.0.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        self.0.get_mut(at).map(|(_, value)| value)
    }

    /// Takes a value out. O(n) at worst, O(log n) for one of the oldest.
    pub(super) fn take(&mut self, number: u64) -> Option<T> {
        let at = self.0.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        self.0.remove(at).map(|(_, value)| value)
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn footprint(&self) -> usize {
        self.0.len() * size_of::<(u64, T)>()
    }
}
