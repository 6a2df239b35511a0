//! Vector clocks: a counter for each writer.
//!
//! ```
//! use snowglobe_core::causality::{Relation, VectorClock};
//!
//! let x = VectorClock::from([("s0", 1), ("s1", 2)]);
//! let y = VectorClock::from([("s0", 1), ("s1", 1)]);
//! // y's counter is the smaller one, and yet there is no conflict: y is an ancestor of x.
//! assert_eq!(x.compare(&y), Relation::After);
//! ```
//!
//! A writer that is not in a clock counts as 0. Whether two clocks conflict needs both directions: *some* counter
//! greater here and some other greater there. The rule that is often told, "a conflict if some counter of Y is smaller
//! than X's", calls ancestors conflicts.
//!
//! **Bound.** Clocks grow with every writer. [`VectorClock::prune`] drops the writers that have not written for the
//! longest; a clock that has lost an entry may then look concurrent with its own ancestor, so a value that was
//! overwritten long ago comes back as a sibling. It never makes concurrent clocks look ordered the wrong way round
//! unless both were pruned.

use crate::order::heap_sort;
use alloc::borrow::ToOwned;
use alloc::vec::Vec;
use core::borrow::Borrow;
use core::fmt;

/// How two clocks stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The same.
    Equal,
    /// The first is an ancestor of the second.
    Before,
    /// The second is an ancestor of the first.
    After,
    /// Neither knows of the other.
    Concurrent,
}

impl Relation {
    /// By whether some counter is smaller in the first, and some in the second.
    #[must_use]
    pub const fn of(some_less: bool, some_greater: bool) -> Self {
        match (some_less, some_greater) {
            (false, false) => Self::Equal,
            (true, false) => Self::Before,
            (false, true) => Self::After,
            (true, true) => Self::Concurrent,
        }
    }

    /// The same with the two exchanged.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::After => Self::Before,
            same => same,
        }
    }
}

/// A counter for each writer, in the order of their names; none is 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct VectorClock<N> {
    counters: Vec<(N, u64)>,
}

impl<N> Default for VectorClock<N> {
    fn default() -> Self {
        Self { counters: Vec::new() }
    }
}

impl<N: Ord, const L: usize> From<[(N, u64); L]> for VectorClock<N> {
    fn from(counters: [(N, u64); L]) -> Self {
        counters.into_iter().collect()
    }
}

impl<N: Ord> FromIterator<(N, u64)> for VectorClock<N> {
    /// Of a writer that comes twice the greater counter counts.
    fn from_iter<I: IntoIterator<Item = (N, u64)>>(counters: I) -> Self {
        let mut counters: Vec<(N, u64)> = counters.into_iter().filter(|(_, count)| *count > 0).collect();
        heap_sort(&mut counters, |(a, m), (b, n)| a < b || (a == b && n < m));
        counters.dedup_by(|(later, _), (first, _)| later == first);
        Self { counters }
    }
}

impl<N: Ord> VectorClock<N> {
    /// The counter of a writer; 0 if it never wrote. O(log writers).
    #[must_use]
    pub fn get<Q: Ord + ?Sized>(&self, writer: &Q) -> u64
    where
        N: Borrow<Q>,
    {
        self.place(writer).ok().and_then(|at| self.counters.get(at)).map_or(0, |(_, count)| *count)
    }

    /// Writers and their counters, by writer.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&N, u64)> {
        self.counters.iter().map(|(writer, count)| (writer, *count))
    }

    /// How many writers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counters.len()
    }

    /// Whether nobody wrote.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counters.is_empty()
    }

    /// The writer writes: its new counter. O(writers) for a new one.
    pub fn increment<Q>(&mut self, writer: &Q) -> u64
    where
        N: Borrow<Q>,
        Q: Ord + ToOwned<Owned = N> + ?Sized,
    {
        let at = self.place(writer).unwrap_or_else(|at| {
            self.counters.insert(at, (writer.to_owned(), 0));
            at
        });
        self.counters.get_mut(at).map_or(0, |(_, count)| {
            *count = count.saturating_add(1);
            *count
        })
    }

    /// How this one stands to another. O(writers of both).
    #[must_use]
    pub fn compare(&self, other: &Self) -> Relation {
        let (mut less, mut greater) = (false, false);
        let (mut ours, mut theirs) = (self.counters.as_slice(), other.counters.as_slice());
        while let ([(a, m), rest @ ..], [(b, n), others @ ..]) = (ours, theirs) {
            match a.cmp(b) {
                core::cmp::Ordering::Less => (greater, ours) = (true, rest),
                core::cmp::Ordering::Greater => (less, theirs) = (true, others),
                core::cmp::Ordering::Equal => {
                    (less, greater) = (less | (m < n), greater | (m > n));
                    (ours, theirs) = (rest, others);
                }
            }
            if less && greater {
                return Relation::Concurrent;
            }
        }
        Relation::of(less || !theirs.is_empty(), greater || !ours.is_empty())
    }

    /// Takes in all that another knows: the greater of both counters for each writer. O(writers of both).
    pub fn merge(&mut self, other: &Self)
    where
        N: Clone,
    {
        if !matches!(self.compare(other), Relation::After | Relation::Equal) {
            *self = self.merged(other);
        }
    }

    /// What both know together.
    #[must_use]
    pub fn merged(&self, other: &Self) -> Self
    where
        N: Clone,
    {
        self.counters.iter().chain(&other.counters).cloned().collect()
    }

    /// Drops writers until at most `most` are left: first those of which `last_wrote` is the smallest. O(writers × log
    /// writers).
    pub fn prune<T: Ord>(&mut self, most: usize, last_wrote: impl Fn(&N) -> T) {
        if self.counters.len() <= most {
            return;
        }
        let mut by_age: Vec<(N, u64)> = core::mem::take(&mut self.counters);
        heap_sort(&mut by_age, |(a, _), (b, _)| (last_wrote(b), a) < (last_wrote(a), b));
        by_age.truncate(most);
        *self = by_age.into_iter().collect();
    }

    fn place<Q: Ord + ?Sized>(&self, writer: &Q) -> Result<usize, usize>
    where
        N: Borrow<Q>,
    {
        self.counters.binary_search_by(|(other, _)| Borrow::<Q>::borrow(other).cmp(writer))
    }
}

impl<N: fmt::Display> fmt::Display for VectorClock<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (at, (writer, count)) in self.counters.iter().enumerate() {
            write!(f, "{}{writer} {count}", if at == 0 { "" } else { ", " })?;
        }
        f.write_str("]")
    }
}
