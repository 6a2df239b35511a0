//! Values that are concurrent, one for each write: dotted version vector sets.
//!
//! With a plain vector clock for each value, a server at which two clients write upon the same version must either give
//! both the same entry, and then one of them looks like an ancestor and is lost, or keep a clock for each client. Here
//! each write has a *dot* of its own, the writer and its counter, and the set says of every dot up to a writer's counter
//! whether its value is still there or was overwritten.
//!
//! ```
//! use snowglobe_core::causality::Siblings;
//!
//! let mut cart = Siblings::default();
//! cart.write(&Default::default(), &"Sx", "milk");
//! let seen = cart.context();
//! // Two clients read the same version, and both write at the same server.
//! cart.write(&seen, &"Sx", "milk, eggs");
//! cart.write(&seen, &"Sx", "milk, tea");
//! assert_eq!(cart.values().copied().collect::<Vec<_>>(), ["milk, tea", "milk, eggs"]);
//! // A client that has read both puts them together.
//! cart.write(&cart.context(), &"Sy", "milk, eggs, tea");
//! assert_eq!(cart.values().copied().collect::<Vec<_>>(), ["milk, eggs, tea"]);
//! ```
//!
//! **Bound.** A value is there only if no write that had seen it followed: writes one after another, each upon what the
//! writer read, leave one value however many there were ("sibling explosion" is what plain clocks do here).
//!
//! Preguiça and others, "Dotted Version Vectors" (2012); Gonçalves' `dvvset` as used in Riak since 2.0.

use super::{Relation, VectorClock};
use crate::order::insertion_sort;
use alloc::borrow::ToOwned;
use alloc::vec::Vec;
use core::borrow::Borrow;

/// The name of one write: who wrote, and which of its writes it was, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dot<N> {
    /// The writer.
    pub writer: N,
    /// The number of the write.
    pub counter: u64,
}

/// What is known of one writer.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry<N, V> {
    writer: N,
    /// Its latest write that is known.
    counter: u64,
    /// Values of its latest writes, the newest first; all older ones were overwritten.
    values: Vec<V>,
}

/// Concurrent values and what they know of; see the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Siblings<N, V> {
    /// By writer.
    entries: Vec<Entry<N, V>>,
}

impl<N, V> Default for Siblings<N, V> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<N: Ord, V> Siblings<N, V> {
    /// The values, by writer, the newest of each first.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.entries.iter().flat_map(|entry| &entry.values)
    }

    /// The values, each with the name of its write.
    pub fn dots(&self) -> impl Iterator<Item = (Dot<&N>, &V)> {
        self.entries.iter().flat_map(|entry| {
            let counters = (0..=entry.counter).rev();
            let dot = move |counter| Dot { writer: &entry.writer, counter };
            counters.map(dot).zip(&entry.values)
        })
    }

    /// Each writer with the number of its latest write and the values of its latest writes, the newest first.
    pub fn writers(&self) -> impl ExactSizeIterator<Item = (&N, u64, &[V])> {
        self.entries.iter().map(|entry| (&entry.writer, entry.counter, entry.values.as_slice()))
    }

    /// The set that [`Siblings::writers`] tells of: of a writer told twice the first, and no more values than writes.
    #[must_use]
    pub fn of(writers: Vec<(N, u64, Vec<V>)>) -> Self {
        let entry = |(writer, counter, mut values): (N, u64, Vec<V>)| {
            values.truncate(usize::try_from(counter).unwrap_or(usize::MAX));
            Entry { writer, counter, values }
        };
        let mut entries: Vec<Entry<N, V>> = writers.into_iter().map(entry).collect();
        insertion_sort(&mut entries, |a, b| a.writer < b.writer);
        entries.dedup_by(|later, first| later.writer == first.writer);
        Self { entries }
    }

    /// How many values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.iter().map(|entry| entry.values.len()).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All writes that are known, whose values are here or were overwritten: what a reader hands back when it writes.
    #[must_use]
    pub fn context(&self) -> VectorClock<N>
    where
        N: Clone,
    {
        self.entries.iter().map(|entry| (entry.writer.clone(), entry.counter)).collect()
    }

    /// How what this set knows stands to what another knows.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Relation
    where
        N: Clone,
    {
        self.context().compare(&other.context())
    }

    /// A write by a client that had read `context`, at this server: what it had read goes, what it had not stays beside
    /// it. The name of the write. O(writers + values).
    pub fn write<Q>(&mut self, context: &VectorClock<N>, writer: &Q, value: V) -> u64
    where
        N: Clone + Borrow<Q>,
        Q: Ord + ToOwned<Owned = N> + ?Sized,
    {
        self.discard(context);
        let at = self.place(writer).unwrap_or_else(|at| {
            self.entries.insert(at, Entry { writer: writer.to_owned(), counter: 0, values: Vec::new() });
            at
        });
        self.entries.get_mut(at).map_or(0, |entry| {
            entry.counter = entry.counter.saturating_add(1);
            entry.values.insert(0, value);
            entry.counter
        })
    }

    /// Takes in what another replica has; whether that is anything new. In whatever order and however often replicas do
    /// this, they end up the same. O(writers + values of both).
    pub fn sync(&mut self, other: &Self) -> bool
    where
        N: Clone,
        V: Clone,
    {
        if self.entries.is_empty() {
            self.entries.clone_from(&other.entries);
            return !other.entries.is_empty();
        }
        let mut changed = false;
        for theirs in &other.entries {
            match self.entries.binary_search_by(|ours| ours.writer.cmp(&theirs.writer)) {
                Ok(at) => {
                    if let Some(ours) = self.entries.get_mut(at) {
                        changed |= ours.sync(theirs);
                    }
                }
                Err(at) => {
                    self.entries.insert(at, theirs.clone());
                    changed = true;
                }
            }
        }
        changed
    }

    /// Lets all go that a context knows of, and knows what it knows.
    fn discard(&mut self, context: &VectorClock<N>)
    where
        N: Clone,
    {
        for (writer, seen) in context.iter() {
            match self.entries.binary_search_by(|entry| entry.writer.cmp(writer)) {
                Ok(at) => {
                    if let Some(entry) = self.entries.get_mut(at) {
                        entry.forget(seen);
                        entry.counter = entry.counter.max(seen);
                    }
                }
                Err(at) => {
                    let writer = writer.clone();
                    self.entries.insert(at, Entry { writer, counter: seen, values: Vec::new() });
                }
            }
        }
    }

    fn place<Q: Ord + ?Sized>(&self, writer: &Q) -> Result<usize, usize>
    where
        N: Borrow<Q>,
    {
        self.entries.binary_search_by(|entry| Borrow::<Q>::borrow(&entry.writer).cmp(writer))
    }
}

impl<N, V> Entry<N, V> {
    /// The write up to which all were overwritten.
    fn overwritten(&self) -> u64 {
        self.counter - self.values.len() as u64
    }

    /// Lets the values of the writes up to this one go.
    fn forget(&mut self, seen: u64) {
        self.values.truncate(usize::try_from(self.counter.saturating_sub(seen)).unwrap_or(usize::MAX));
    }

    fn sync(&mut self, other: &Self) -> bool
    where
        V: Clone,
    {
        let overwritten = self.overwritten().max(other.overwritten());
        let changed = other.counter > self.counter || overwritten > self.overwritten();
        if other.counter > self.counter {
            self.counter = other.counter;
            self.values.clone_from(&other.values);
        }
        self.forget(overwritten);
        changed
    }
}
