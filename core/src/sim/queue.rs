//! The event queue: a radix wheel that pops in order of time, and of insertion at equal times.
//!
//! Time is written in base 64. An entry lies at the level of the highest digit in which its time
//! differs from the queue's base, in the slot of that digit; the lowest occupied slot of the
//! lowest occupied level holds the earliest entry. Popping spreads that slot over the levels
//! below it, so an entry moves at most once per level and usually two or three times in all.
//! Slots keep insertion order, hence ties need no sequence number to be broken by.
//!
//! ```text
//!   base 0, entries at 5, 70, 71, 5000:   level 0: [5]   level 1: slot 1 [70 71]   level 2: [5000]
//! ```
//!
//! Ahuja, Mehlhorn, Orlin, Tarjan, "Faster algorithms for the shortest path problem", JACM 1990
//! (radix heaps); Varghese and Lauck, "Hashed and hierarchical timing wheels", SOSP 1987.

use super::Nanos;
use alloc::vec::Vec;

const BITS: u32 = 6;
const SLOTS: usize = 1 << BITS;
const LEVELS: usize = 64usize.div_ceil(BITS as usize);

/// A monotone priority queue: nothing may be pushed before the last popped time, nor before the
/// last limit at which nothing was found.
///
/// Push and pop cost amortised O(log₆₄ of the time span), whatever the number of entries.
#[derive(Clone, Debug)]
pub struct Queue<T> {
    base: Nanos,
    len: usize,
    levels: u16,
    occupied: [u64; LEVELS],
    slots: Vec<Vec<(Nanos, T)>>,
    /// Entries of the nanosecond being popped, and how many of them are gone.
    ready: Vec<(Nanos, T)>,
    taken: usize,
}

impl<T: Copy> Default for Queue<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Copy> Queue<T> {
    /// An empty queue at time zero.
    #[must_use]
    pub fn new() -> Self {
        Self {
            base: 0,
            len: 0,
            levels: 0,
            occupied: [0; LEVELS],
            slots: (0..LEVELS * SLOTS).map(|_| Vec::new()).collect(),
            ready: Vec::new(),
            taken: 0,
        }
    }

    /// How many entries wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds an entry. A time that has passed already is taken as the earliest that has not.
    pub fn push(&mut self, time: Nanos, entry: T) {
        self.len += 1;
        self.place(time.max(self.base), entry);
    }

    #[inline]
    fn place(&mut self, time: Nanos, entry: T) {
        let differs = time ^ self.base;
        let level = ((63 - (differs | 1).leading_zeros()) / BITS) as usize;
        let slot = (time >> (level as u32 * BITS)) as usize % SLOTS;
        if let Some(entries) = self.slots.get_mut(level * SLOTS + slot) {
            entries.push((time, entry));
            self.occupied[level] |= 1 << slot;
            self.levels |= 1 << level;
        }
    }

    /// Takes the earliest entry if its time is at most `limit`.
    #[inline]
    pub fn pop_until(&mut self, limit: Nanos) -> Option<(Nanos, T)> {
        loop {
            if let Some(&first) = self.ready.get(self.taken) {
                if first.0 > limit {
                    return None;
                }
                self.taken += 1;
                self.len -= 1;
                return Some(first);
            }
            if self.levels == 0 {
                return None;
            }
            let level = self.levels.trailing_zeros() as usize;
            let slot = self.occupied[level].trailing_zeros() as usize;
            let shift = level as u32 * BITS;
            // Digits above the level are the base's own; those below it start at zero.
            let above = u64::MAX.checked_shl(shift + BITS).unwrap_or(0);
            let start = (self.base & above) | ((slot as u64) << shift);
            if start > limit {
                return None;
            }
            if let Some(only) = self.spread(level, slot, start, limit) {
                self.len -= 1;
                return Some(only);
            }
        }
    }

    /// Empties one slot: into `ready` at the lowest level, else over the levels below. An entry
    /// that is alone in its slot is the earliest of all and is handed out at once.
    fn spread(&mut self, level: usize, slot: usize, start: Nanos, limit: Nanos) -> Option<(Nanos, T)> {
        let index = level * SLOTS + slot;
        let entries = self.slots.get_mut(index)?;
        let only = match entries.as_slice() {
            [only] if only.0 <= limit => Some(*only),
            _ => None,
        };
        self.occupied[level] &= !(1 << slot);
        if self.occupied[level] == 0 {
            self.levels &= !(1 << level);
        }
        if let Some(only) = only {
            entries.clear();
            self.base = only.0;
            return Some(only);
        }
        self.base = start;
        if level == 0 {
            self.ready.clear();
            self.taken = 0;
            core::mem::swap(&mut self.ready, entries);
            return None;
        }
        let mut moving = core::mem::take(entries);
        for (time, entry) in moving.drain(..) {
            self.place(time, entry);
        }
        // Handing the allocation back keeps steady state free of the allocator.
        if let Some(entries) = self.slots.get_mut(index) {
            *entries = moving;
        }
        None
    }

    /// Bytes held by the entries, for the checkpoint budget.
    #[must_use]
    pub fn footprint(&self) -> usize {
        self.len * size_of::<(Nanos, T)>() + LEVELS * SLOTS * size_of::<Vec<(Nanos, T)>>()
    }
}
