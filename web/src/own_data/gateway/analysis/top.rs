//! The keys that were denied most.
//!
//! ```
//! use snowglobe_web::own_data::gateway::analysis::top::Top;
//!
//! let mut top = Top::default();
//! for (key, times) in [(7, 5), (8, 1), (9, 3)] {
//!     for time in 1..=times {
//!         top.denied(key, time, || format!("user {key}"));
//!     }
//! }
//! let names: Vec<String> = top.sorted().into_iter().map(|entry| entry.name).collect();
//! assert_eq!(names, ["user 7", "user 9", "user 8"]);
//! ```
//!
//! The table of limiters knows how often each key was denied, so a key needs looking at here only if it is
//! among the [`KEPT`] or was denied more often than the least of them. That is exact as long as the table
//! forgets nobody; a key that it forgot begins at nothing again unless it was among the kept, so then the
//! counts are the least that they can be. (A summary without such a table, as space-saving by Metwally,
//! Agrawal and El Abbadi, 2005, counts too much instead.)

/// Keys kept, of which a report shows the first half: those at its end are not the least kept.
pub const KEPT: usize = 200;

/// Places of the index; a power of two.
const PLACES: usize = 1_024;

/// The keys that were denied most; see the module.
#[derive(Debug)]
pub struct Top {
    entries: Vec<Entry>,
    /// The place of each entry by its key, counted from 1; 0 is free. Open addressing.
    index: Vec<u16>,
    /// How often the least of them was denied, once there are [`KEPT`].
    least: u64,
}

/// A key that was denied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key as the table knows it.
    pub key: u64,
    /// The key as it is shown.
    pub name: String,
    /// How often it was denied.
    pub denied: u64,
}

impl Default for Top {
    fn default() -> Self {
        Self { entries: Vec::new(), index: vec![0; PLACES], least: 0 }
    }
}

impl Top {
    /// Notes that `key` was denied, for the `times`th time as far as the table knows. O(1) for all but the
    /// rare newcomer, for whom it is O([`KEPT`]).
    #[inline]
    pub fn denied(&mut self, key: u64, times: u64, name: impl FnOnce() -> String) {
        match self.position(key) {
            Some(at) => {
                if let Some(entry) = self.entries.get_mut(at) {
                    entry.denied += 1;
                }
            }
            None if times > self.least => self.insert(Entry { key, name: name(), denied: times }),
            None => {}
        }
    }

    /// All that are kept, those denied most first, equals by name.
    #[must_use]
    pub fn sorted(mut self) -> Vec<Entry> {
        self.entries.sort_by(|a, b| b.denied.cmp(&a.denied).then_with(|| a.name.cmp(&b.name)));
        self.entries
    }

    #[inline]
    fn position(&self, key: u64) -> Option<usize> {
        let mut place = key as usize % PLACES;
        loop {
            let number = self.index.get(place).copied().filter(|number| *number > 0)?;
            let at = usize::from(number) - 1;
            if self.entries.get(at).is_some_and(|entry| entry.key == key) {
                return Some(at);
            }
            place = (place + 1) % PLACES;
        }
    }

    #[cold]
    fn insert(&mut self, entry: Entry) {
        if self.entries.len() < KEPT {
            self.entries.push(entry);
            self.enter(self.entries.len() - 1);
        } else {
            let least = (0..self.entries.len()).min_by_key(|at| self.entries.get(*at).map(|e| e.denied));
            if let Some(place) = least.and_then(|at| self.entries.get_mut(at)) {
                *place = entry;
            }
            self.index.fill(0);
            (0..self.entries.len()).for_each(|at| self.enter(at));
        }
        if self.entries.len() == KEPT {
            self.least = self.entries.iter().map(|entry| entry.denied).min().unwrap_or(0);
        }
    }

    fn enter(&mut self, at: usize) {
        let Some(entry) = self.entries.get(at) else {
            return;
        };
        let mut place = entry.key as usize % PLACES;
        while let Some(taken) = self.index.get_mut(place) {
            if *taken == 0 {
                *taken = at as u16 + 1;
                return;
            }
            place = (place + 1) % PLACES;
        }
    }
}

#[cfg(test)]
mod tests;
