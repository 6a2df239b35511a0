//! What can go wrong with a file of keys, as a value that crosses from the worker to the page.
//!
//! The sentences for it, in both languages, are in `words`.
//!
//! ```
//! use snowglobe_web::own_data::{failure::Failure, keys::check_size};
//!
//! let failure = check_size(2 << 30).unwrap_err();
//! assert_eq!(failure, Failure::FileTooLarge { bytes: 2 << 30, max: 1 << 30 });
//! ```

use serde::{Deserialize, Serialize};

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The file is larger than is read; nothing of it was.
    FileTooLarge {
        /// Its size.
        bytes: u64,
        /// The largest size that is read.
        max: u64,
    },
    /// More keys than are read; the work stopped there.
    TooManyKeys {
        /// The most keys that are read.
        max: u64,
    },
    /// A zero byte: no text, but a picture, an archive, a database.
    Binary {
        /// Where the zero byte is, from 0.
        offset: u64,
    },
    /// Text, but two bytes to a character, as old Windows programs save it.
    Utf16,
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
    /// The browser would not read the file (moved, changed or deleted since it was chosen).
    Unreadable {
        /// What the browser said.
        reason: String,
    },
    /// The work ended by a fault of this program.
    Broken {
        /// What is known of it.
        reason: String,
    },
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "own data: {self:?}")
    }
}

impl std::error::Error for Failure {}
