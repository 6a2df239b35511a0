//! What can go wrong with a history: that it cannot be read, or that it is none.
//!
//! The sentences for it, in both languages, are in `words`.
//!
//! ```
//! use snowglobe_core::check::{Fault, LogError};
//! use snowglobe_web::own_data::kv::failure::Failure;
//!
//! let failure = Failure::from(LogError { line: 7, fault: Fault::Truncated });
//! assert_eq!(failure.fault(), Some((7, Fault::Truncated)));
//! ```

use serde::{Deserialize, Serialize};
use snowglobe_core::check::{Fault, LogError};

use crate::own_data::failure::{FileFailure, failure_of_a_desk};

/// Why there is no verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The file could not be read to its end.
    File(FileFailure),
    /// There is nothing in it.
    Empty,
    /// It is no history.
    NoHistory {
        /// In which line that is seen, from 1.
        line: u64,
        /// What is wrong: its place in [`Fault::ALL`].
        fault: u8,
    },
}

impl Failure {
    /// What is wrong with the history, and in which line.
    #[must_use]
    pub fn fault(&self) -> Option<(u64, Fault)> {
        let Self::NoHistory { line, fault } = self else { return None };
        Fault::ALL.get(usize::from(*fault)).map(|fault| (*line, *fault))
    }
}

impl From<LogError> for Failure {
    fn from(error: LogError) -> Self {
        let fault = Fault::ALL.iter().position(|fault| *fault == error.fault).unwrap_or_default();
        Self::NoHistory { line: error.line as u64, fault: fault as u8 }
    }
}

failure_of_a_desk!(Failure);
