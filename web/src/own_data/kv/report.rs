//! What is said of a history: how much is in it, and whether each promise was kept.
//!
//! ```
//! use snowglobe_core::check::read;
//! use snowglobe_web::own_data::kv::report::{Found, Report};
//!
//! let log = read(r#"{"type": "invoke", "process": 3, "f": "write", "value": 1}"#)?;
//! let report = Report::of(&log);
//! assert_eq!((report.operations, report.unknown), (1, 1)); // it never returned
//! assert_eq!(report.judged[0].found, Found::Kept);
//! # Ok::<(), snowglobe_core::check::LogError>(())
//! ```

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use snowglobe_core::check::{Key, Log, Outcome, Promise, Verdict};

use super::excerpt::Excerpt;

/// What any history can be held to. For the other promises one would have to know when the last fault was over, or which
/// value stands for a deletion.
pub const JUDGED: [Promise; 5] = [
    Promise::Linearizable,
    Promise::ReadYourWrites,
    Promise::MonotonicReads,
    Promise::MonotonicWrites,
    Promise::WritesFollowReads,
];
/// Longer histories are not held to what sessions are promised: at worst that takes time by the square.
pub const MOST_FOR_SESSIONS: usize = 100_000;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Operations, keys, and processes.
    pub operations: u64,
    /// Different keys.
    pub keys: u64,
    /// Different processes.
    pub processes: u64,
    /// Operations that failed without effect.
    pub failed: u64,
    /// Operations of which nobody knows how they ended.
    pub unknown: u64,
    /// Each promise that was judged, in the order of [`JUDGED`].
    pub judged: Vec<Judged>,
}

/// A promise, and what was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The name of the [`Promise`].
    pub promise: String,
    /// What was found.
    pub found: Found,
}

/// What was found of a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// It was kept.
    Kept,
    /// It was not, and this shows it.
    Broken(Box<Excerpt>),
    /// There are too many orders to try.
    Undecided {
        /// The key of which it could not be said, if the history is of more than one.
        key: Option<String>,
        /// Operations on it.
        operations: u64,
        /// Those of them of which nobody knows how they ended.
        unknown: u64,
    },
    /// The history is longer than [`MOST_FOR_SESSIONS`].
    TooLong,
}

impl Report {
    /// Judges a history. Bounded in time as [`linearizable`](snowglobe_core::check::linearizable) is.
    #[must_use]
    pub fn of(log: &Log) -> Self {
        let operations = log.history.operations();
        let count = |outcome: &Outcome<i64>| {
            operations.iter().filter(|operation| operation.outcome == *outcome).count() as u64
        };
        let mut keys: BTreeSet<&Key> = BTreeSet::new();
        for operation in operations {
            keys.insert(&operation.key);
        }
        let mut processes: Vec<u64> = operations.iter().map(|operation| operation.client).collect();
        processes.sort_unstable();
        processes.dedup();
        Self {
            operations: operations.len() as u64,
            keys: keys.len() as u64,
            processes: processes.len() as u64,
            failed: count(&Outcome::Failed),
            unknown: count(&Outcome::Unknown),
            judged: JUDGED.map(|promise| judged(log, promise)).into(),
        }
    }
}

fn judged(log: &Log, promise: Promise) -> Judged {
    let operations = log.history.operations();
    let too_long = promise != Promise::Linearizable && operations.len() > MOST_FOR_SESSIONS;
    // Neither a time of healing nor a value of deletion plays a part in these.
    let found = if too_long {
        Found::TooLong
    } else {
        match promise.judge(&log.history, 0, &0) {
            Verdict::Kept => Found::Kept,
            Verdict::Broken(window) => Found::Broken(Box::new(Excerpt::of(log, &window))),
            Verdict::Undecided(id) => {
                let key = operations.get(id.0).map(|operation| &operation.key);
                let of_key = || operations.iter().filter(|operation| Some(&operation.key) == key);
                let unknown = of_key().filter(|operation| operation.outcome == Outcome::Unknown).count();
                let operations = of_key().count() as u64;
                Found::Undecided { key: key.and_then(name), operations, unknown: unknown as u64 }
            }
        }
    };
    Judged { promise: promise.name().to_owned(), found }
}

/// What a key is called, if the history is of more than one.
pub(super) fn name(key: &Key) -> Option<String> {
    (*key != Key::Only).then(|| key.to_string())
}
