//! What clients that read a counter, add one and write it back can do to it.
//!
//! A limiter whose counter lives in a store is such a client, unless the store adds by itself. Reading and
//! writing are two steps, and the steps of several clients can come in any order in which each still
//! reads before it writes. The book's figure: the counter is 3, both read 3, both write 4, and one
//! request was counted for two.
//!
//! ```
//! use snowglobe_core::limiter::race::{Step, outcomes, replay};
//!
//! let (a, b) = (0, 1);
//! let book = [Step::Read(a), Step::Read(b), Step::Write(a), Step::Write(b)];
//! assert_eq!(replay(3, &book), Ok(4)); // 5 would be right
//!
//! // Of the six orders of two clients, two count both.
//! assert_eq!(outcomes(2)?, [(1, 4), (2, 2)]);
//! # Ok::<(), snowglobe_core::limiter::race::RaceError>(())
//! ```
//!
//! Where the store does both in one step (`INCR`, a script, a transaction) there is one outcome: every
//! client is counted. n clients have (2n)! / 2ⁿ orders; [`outcomes`] counts them without walking through
//! each, since orders that led to the same counter and the same numbers read go on alike.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;

/// Most clients whose orders are counted: about 8 × 10¹⁰ orders.
pub const MAX_CLIENTS: u32 = 8;
/// Most steps of a [`replay`].
pub const MAX_STEPS: usize = 10_000;

/// What a client does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// This client reads the counter.
    Read(u32),
    /// This client writes what it read last, plus one.
    Write(u32),
}

/// Why an order of steps cannot be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RaceError {
    /// More clients than [`MAX_CLIENTS`].
    TooManyClients {
        /// The number asked for.
        clients: u32,
    },
    /// More steps than [`MAX_STEPS`].
    TooManySteps {
        /// The number asked for.
        steps: usize,
    },
    /// A client writes what it has not read.
    WriteBeforeRead {
        /// The client.
        client: u32,
    },
}

impl fmt::Display for RaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyClients { clients } => {
                write!(f, "{clients} clients are too many to count all orders; use at most {MAX_CLIENTS}")
            }
            Self::TooManySteps { steps } => write!(f, "{steps} steps are too many; use at most {MAX_STEPS}"),
            Self::WriteBeforeRead { client } => {
                write!(f, "client {client} writes before it has read; let it read first")
            }
        }
    }
}

impl core::error::Error for RaceError {}

/// The counter after these steps, if it was `start` before. Each write needs a read of its own.
///
/// # Errors
/// [`RaceError`] for a write without a read, or too many steps.
pub fn replay(start: u32, steps: &[Step]) -> Result<u32, RaceError> {
    if steps.len() > MAX_STEPS {
        return Err(RaceError::TooManySteps { steps: steps.len() });
    }
    let mut counter = start;
    let mut read = BTreeMap::new();
    for step in steps {
        match *step {
            Step::Read(client) => {
                read.insert(client, counter);
            }
            Step::Write(client) => {
                let value = read.remove(&client).ok_or(RaceError::WriteBeforeRead { client })?;
                counter = value.saturating_add(1);
            }
        }
    }
    Ok(counter)
}

/// What tells two moments of a race apart. It does not matter which client read what.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Moment {
    counter: u32,
    /// Clients that have not read.
    to_read: u32,
    /// What those that have to write have read, ascending.
    read: Vec<u32>,
}

/// All orders of that many clients, from a counter of 0: final values, ascending, and how many orders
/// end with each.
///
/// # Errors
/// [`RaceError::TooManyClients`].
pub fn outcomes(clients: u32) -> Result<Vec<(u32, u64)>, RaceError> {
    if clients > MAX_CLIENTS {
        return Err(RaceError::TooManyClients { clients });
    }
    let start = Moment { counter: 0, to_read: clients, read: Vec::new() };
    let mut orders = BTreeMap::from([(start, 1u64)]);
    for _ in 0..2 * clients {
        let mut next = BTreeMap::new();
        for (moment, count) in &orders {
            for (after, ways) in moment.steps() {
                *next.entry(after).or_insert(0) += count * ways;
            }
        }
        orders = next;
    }
    let mut outcomes = BTreeMap::new();
    for (moment, count) in orders {
        *outcomes.entry(moment.counter).or_insert(0) += count;
    }
    Ok(outcomes.into_iter().collect())
}

impl Moment {
    /// What the next step can lead to, and how many clients can take it.
    fn steps(&self) -> impl Iterator<Item = (Moment, u64)> {
        let reads = (self.to_read > 0).then(|| {
            let mut next = Moment { to_read: self.to_read - 1, ..self.clone() };
            let at = next.read.partition_point(|value| *value <= self.counter);
            next.read.insert(at, self.counter);
            (next, self.to_read.into())
        });
        let writes = (0..self.read.len()).map(|i| {
            let mut next = self.clone();
            next.counter = next.read.remove(i) + 1;
            (next, 1)
        });
        reads.into_iter().chain(writes)
    }
}
