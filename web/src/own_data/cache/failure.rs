//! What can go wrong with a file of keys or a list of servers.
//!
//! The sentences for it, in both languages, are in `words`.
//!
//! ```
//! use snowglobe_web::own_data::cache::failure::Failure;
//! use snowglobe_web::own_data::failure::{FileFailure, check_size};
//!
//! let failure = Failure::from(check_size(2 << 30, 1 << 30).unwrap_err());
//! assert!(matches!(failure, Failure::File(FileFailure::TooLarge { .. })));
//! ```

use serde::{Deserialize, Serialize};

use crate::own_data::failure::{FileFailure, failure_of_a_desk};

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The file of keys could not be read to its end.
    File(FileFailure),
    /// More keys than are read; the work stopped there.
    TooManyKeys {
        /// The most keys that are read.
        max: u64,
    },
    /// Not one key in the whole file, or in the column.
    NoKeys,
    /// The list of servers is empty.
    NoServers,
    /// The only server is to die.
    NobodyLeft,
    /// The server to be added is in the list already.
    AlreadyThere {
        /// Its name.
        name: String,
    },
    /// The server that is to die is not in the list.
    NotThere {
        /// Its name.
        name: String,
    },
    /// More virtual nodes than allowed, or none.
    VirtualNodes {
        /// What was asked for.
        given: u32,
        /// The largest number allowed; the smallest is 1.
        max: u32,
    },
}

impl Failure {
    /// A fault of this program, and what is known of it.
    #[must_use]
    pub fn broken(reason: impl Into<String>) -> Self {
        Self::File(FileFailure::Broken { reason: reason.into() })
    }
}

failure_of_a_desk!(Failure);
