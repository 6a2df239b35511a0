//! What can go wrong on a disk: what, in which file, and where.
//!
//! ```
//! use snowglobe_core::disk::{DiskError, Reason};
//!
//! let error = DiskError::at("table-7", 4_096, Reason::Device);
//! assert_eq!(error.to_string(), "table-7 at byte 4096: the device failed");
//! ```

use alloc::string::String;
use core::fmt;

/// Why a disk did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Reason {
    /// There is no file of this name, or none open by this id.
    Missing,
    /// There is one already.
    Exists,
    /// No name of a file: empty, longer than [`MAX_NAME`](super::MAX_NAME), or with other characters than letters,
    /// digits, `.`, `-` and `_`.
    Name,
    /// There is no room left. Freeing some is enough to go on.
    Full,
    /// It may only be read.
    ReadOnly,
    /// Another engine has claimed it.
    Locked,
    /// The machine stopped: nothing can be asked of it any more.
    Crashed,
    /// The device failed.
    Device,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "there is no such file",
            Self::Exists => "there is such a file already",
            Self::Name => "this is no name of a file",
            Self::Full => "the disk is full; make room and try again",
            Self::ReadOnly => "the disk may only be read",
            Self::Locked => "another engine has it open; close that first",
            Self::Crashed => "the machine has stopped",
            Self::Device => "the device failed",
        })
    }
}

/// A failure, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct DiskError {
    /// The file, or the folder if it has a path; empty if it concerns the whole disk.
    pub file: String,
    /// The place in it, in bytes, if there is one.
    pub offset: Option<u64>,
    /// What is wrong.
    pub reason: Reason,
}

impl DiskError {
    /// A failure that concerns a file.
    #[must_use]
    pub fn of(file: &str, reason: Reason) -> Self {
        Self { file: file.into(), offset: None, reason }
    }

    /// A failure at a place in a file.
    #[must_use]
    pub fn at(file: &str, offset: u64, reason: Reason) -> Self {
        Self { file: file.into(), offset: Some(offset), reason }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.file.as_str(), self.offset) {
            ("", _) => write!(f, "disk: {}", self.reason),
            (file, None) => write!(f, "{file}: {}", self.reason),
            (file, Some(offset)) => write!(f, "{file} at byte {offset}: {}", self.reason),
        }
    }
}

impl core::error::Error for DiskError {}
