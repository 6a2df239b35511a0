//! What can go wrong with a reader's own database, as a value that crosses from the worker to the page.

use serde::{Deserialize, Serialize};
use snowglobe_core::lsm::LsmError;

use crate::own_data::failure::{FileFailure, failure_of_a_desk};

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The file could not be read to its end.
    File(FileFailure),
    /// The engine refused, or found damage.
    Engine(LsmError),
    /// The same in the midst of an import: so many records are in.
    Import {
        /// Records that were put, and are durable.
        records: u64,
        /// Why it did not go on.
        error: LsmError,
    },
    /// Another tab has it open.
    Locked,
    /// What was asked for was not begun.
    OutOfTurn,
}

impl From<LsmError> for Failure {
    fn from(error: LsmError) -> Self {
        Self::Engine(error)
    }
}

failure_of_a_desk!(Failure);
