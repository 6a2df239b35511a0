//! A table that begins small and grows up to its bound.
//!
//! ```
//! use snowglobe_core::limiter::{Keyed, Limit, policy};
//!
//! let policy = policy::FixedWindow::try_from(Limit::new(1, 1_000))?;
//! let mut users = Keyed::<u64, _>::growing(100_000, policy)?;
//! let small = users.bytes();
//! for user in 0..10_000 {
//!     users.check(&user, 0, 1);
//! }
//! assert!(users.bytes() > 8 * small);
//! assert!((0..10_000).all(|user| !users.check(&user, 1, 1).is_admitted())); // nobody was forgotten
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! For those who do not know how many keys will come: a table for a million of which ten thousand come
//! would spread them over a hundred times the memory, and every check would wait for it. When three fifths
//! of the places are taken their number is doubled and every key moves, which costs each key one move in
//! all.

use super::{Keyed, KeyedError, Policy, Spot, hasher};
use core::hash::Hash;

/// Sets at the beginning.
const FIRST_SETS: usize = 128;

impl<K: Hash + Eq, P: Policy> Keyed<K, P> {
    /// Room for at most that many keys and two thirds more, taken as they come.
    ///
    /// # Errors
    /// As [`Keyed::new`].
    pub fn growing(keys: usize, policy: P) -> Result<Self, KeyedError> {
        let mut table = Self::new(1, policy)?;
        let most = Self::sets_for(keys)?;
        table.resize(most.min(FIRST_SETS), 0)?;
        table.most_sets = most;
        Ok(table)
    }

    /// Makes room if the places run out and there may be more of them. Should memory be refused, the table
    /// stays as it is and lets go of keys.
    #[cold]
    pub(super) fn grow(&mut self, now: u64) {
        let sets = (self.tags.len() * 2).min(self.most_sets);
        if self.resize(sets, now).is_err() {
            self.most_sets = self.tags.len();
        }
    }

    /// Moves everyone into so many sets, no fewer than there are. The last step may add only a few, so that almost
    /// three fifths of the places are in use after it: everyone moves in as a newcomer does, between two sets.
    fn resize(&mut self, sets: usize, now: u64) -> Result<(), KeyedError> {
        let (tags, places) = Self::rows(sets)?;
        self.tags = tags;
        self.keys = 0;
        let old = core::mem::replace(&mut self.places, places);
        for entry in old.into_iter().flatten() {
            let spot = Spot::of(hasher::hash(&entry.key, self.seed), sets);
            self.put(entry, spot, now);
        }
        Ok(())
    }
}
