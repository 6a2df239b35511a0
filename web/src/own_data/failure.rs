//! What can go wrong with any file, as a value that crosses from the worker to the page.
//!
//! ```
//! use snowglobe_web::own_data::failure::{FileFailure, check_size};
//!
//! let failure = check_size(2 << 30, 1 << 30).unwrap_err();
//! assert_eq!(failure, FileFailure::TooLarge { bytes: 2 << 30, max: 1 << 30 });
//! ```
//!
//! Each chapter has failures of its own and takes these in among them; the sentences, in both
//! languages, are in `words`.

use serde::{Deserialize, Serialize};

/// Why a file was not read to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFailure {
    /// The file is larger than is read; nothing of it was.
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The largest size that is read.
        max: u64,
    },
    /// A zero byte: no text, but a picture, an archive, a database.
    Binary {
        /// Where the zero byte is, from 0.
        offset: u64,
    },
    /// Text, but two bytes to a character, as old Windows programs save it.
    Utf16,
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

impl std::fmt::Display for FileFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "own data: {self:?}")
    }
}

impl std::error::Error for FileFailure {}

/// Refuses a file for its size, before anything of it is read.
///
/// # Errors
/// [`FileFailure::TooLarge`] above `max`.
pub fn check_size(bytes: u64, max: u64) -> Result<(), FileFailure> {
    if bytes > max {
        return Err(FileFailure::TooLarge { bytes, max });
    }
    Ok(())
}

/// What the failure of every desk has: it can be that of a file (`File`), and programs are told it as it stands; readers
/// are told in `words`.
macro_rules! failure_of_a_desk {
    ($failure:ty) => {
        impl From<FileFailure> for $failure {
            fn from(failure: FileFailure) -> Self {
                Self::File(failure)
            }
        }

        impl std::fmt::Display for $failure {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "own data: {self:?}")
            }
        }

        impl std::error::Error for $failure {}
    };
}

pub(in crate::own_data) use failure_of_a_desk;
