//! All that a store can promise its clients, by name.
//!
//! ```
//! use snowglobe_core::check::{History, Promise, Verdict};
//!
//! let promise = Promise::named("monotonic_reads").expect("one of Promise::ALL");
//! let history = History::<&str, u64>::new();
//! assert_eq!(promise.judge(&history, 0, &0), Verdict::Kept);
//! ```
//!
//! The names are those of Terry and others (1994), and of Viotti and Vukolić (2016) where they have one.

use super::history::{History, Time};
use super::linearizable::{Verdict, linearizable};
use super::{
    convergence, lost_write, monotonic_reads, monotonic_writes, read_your_writes, resurrection,
    writes_follow_reads,
};

/// What is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Promise {
    /// One order of all operations, in real time.
    Linearizable,
    /// A client sees what it wrote.
    ReadYourWrites,
    /// A client sees nothing older than before.
    MonotonicReads,
    /// A client's writes come in its order.
    MonotonicWrites,
    /// A write comes after what its writer had seen.
    WritesFollowReads,
    /// All see the same in the end.
    Convergence,
    /// What was acknowledged is there.
    NoLostWrite,
    /// What was deleted stays so.
    NoResurrection,
}

impl Promise {
    /// Each with its name.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("linearizable", Self::Linearizable),
        ("read_your_writes", Self::ReadYourWrites),
        ("monotonic_reads", Self::MonotonicReads),
        ("monotonic_writes", Self::MonotonicWrites),
        ("writes_follow_reads", Self::WritesFollowReads),
        ("convergence", Self::Convergence),
        ("no_lost_write", Self::NoLostWrite),
        ("no_resurrection", Self::NoResurrection),
    ];

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, promise)| *promise)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    /// Whether it is of the end: it says what is so once all that went wrong is mended, and nothing before.
    #[must_use]
    pub fn is_of_the_end(self) -> bool {
        matches!(self, Self::Convergence | Self::NoLostWrite)
    }

    /// Judges a history. `healed` is when the last fault was over, `gone` the value that a deletion writes.
    #[must_use]
    pub fn judge<K: Ord, V: Ord>(self, history: &History<K, V>, healed: Time, gone: &V) -> Verdict {
        match self {
            Self::Linearizable => linearizable(history),
            Self::ReadYourWrites => read_your_writes(history),
            Self::MonotonicReads => monotonic_reads(history),
            Self::MonotonicWrites => monotonic_writes(history),
            Self::WritesFollowReads => writes_follow_reads(history),
            Self::Convergence => convergence(history, healed),
            Self::NoLostWrite => lost_write(history, healed),
            Self::NoResurrection => resurrection(history, gone),
        }
    }
}
