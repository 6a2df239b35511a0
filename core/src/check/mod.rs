//! Judges of histories: what clients saw, held against what they were promised.
//!
//! A [`History`] is a list of operations with when each was called and when it returned. [`linearizable`] says whether
//! there is an order, one for each key, in which each operation takes effect at one moment between its call and its
//! return; and if not, where it went wrong.
//!
//! ```
//! use snowglobe_core::check::{Action, History, Verdict, linearizable};
//!
//! let mut history = History::new();
//! let put = history.call(1, "x", Action::Write(7), 0);
//! history.done(put, 10, None);
//! let get = history.call(2, "x", Action::Read, 20);
//! history.done(get, 30, None); // it found nothing
//! let Verdict::Broken(window) = linearizable(&history) else { panic!("a stale read") };
//! assert_eq!((window.culprit, window.operations), (get, vec![put, get]));
//! ```
//!
//! Herlihy and Wing, "Linearizability" (1990): a history is linearizable if that of each object is, so keys are judged
//! one by one.
//!
//! | file | what |
//! | --- | --- |
//! | `history` | operations, when each was called and how it ended |
//! | `linearizable`, `search` | the judge of orders |
//! | `session`, `replicas`, `versions` | judges of weaker promises, and the order of versions they go by |
//! | `promise` | all judges by name |
//! | `read`, `form`, `jepsen`, `event`, `fault` | histories from elsewhere |
//! | `write` | histories for elsewhere |

mod event;
mod fault;
mod form;
mod history;
mod jepsen;
mod linearizable;
mod promise;
mod read;
mod replicas;
mod search;
mod session;
#[cfg(test)]
mod tests;
mod versions;
mod write;

pub use event::{Key, Log};
pub use fault::{Fault, LogError};
pub use form::MOST_NESTED;
pub use history::{Action, History, Operation, OperationId, Outcome, Time};
pub use jepsen::jepsen;
pub use linearizable::{Verdict, Window, linearizable, linearizable_within};
pub use promise::Promise;
pub use read::read;
pub use replicas::{convergence, lost_write, resurrection};
pub use session::{monotonic_reads, monotonic_writes, read_your_writes, writes_follow_reads};
pub use write::{edn, json_lines};
