//! The times in a log, oldest first.

use alloc::collections::VecDeque;

/// The times of the requests in a log, oldest first: one for each unit of cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamps {
    times: VecDeque<u64>,
    /// Latest time seen.
    seen: u64,
}

impl Stamps {
    /// Moves on to `now`, or stays if that is earlier, and forgets what is a window old: what remains
    /// is in `(time − window, time]`.
    #[inline]
    pub(super) fn forget(&mut self, now: u64, window: u64) {
        self.seen = self.seen.max(now);
        if let Some(end) = self.seen.checked_sub(window) {
            while self.times.front().is_some_and(|time| *time <= end) {
                self.times.pop_front();
            }
        }
    }

    /// How many are not a window old at `now`.
    pub(super) fn live(&self, now: u64, window: u64) -> usize {
        match self.seen.max(now).checked_sub(window) {
            Some(end) => self.times.len() - self.times.partition_point(|time| *time <= end),
            None => self.times.len(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.times.len()
    }

    /// The stamp with so many older ones in the log.
    pub(super) fn oldest(&self, skip: usize) -> Option<u64> {
        self.times.get(skip).copied()
    }

    /// The stamp with so many newer ones in the log.
    pub(super) fn newest(&self, skip: usize) -> Option<u64> {
        self.times.get(self.times.len().checked_sub(skip + 1)?).copied()
    }

    /// Adds that many stamps of the latest time seen; keeps the newest `most`.
    pub(super) fn add(&mut self, cost: u32, most: usize) {
        let cost = (cost as usize).min(most);
        let excess = (self.times.len() + cost).saturating_sub(most);
        self.times.drain(..excess);
        let wanted = self.times.len() + cost;
        if wanted > self.times.capacity() {
            // Doubling, but never beyond what the log can come to hold.
            let room = (self.times.capacity() * 2).max(4).max(wanted).min(most);
            self.times.reserve_exact(room - self.times.len());
        }
        self.times.extend(core::iter::repeat_n(self.seen, cost));
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.times.capacity() * size_of::<u64>()
    }
}
