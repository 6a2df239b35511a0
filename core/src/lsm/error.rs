//! What can go wrong in a storage engine: what, in which file, where, and what to do about it.
//!
//! ```
//! use snowglobe_core::lsm::{Damage, LsmError};
//!
//! let error = LsmError::corrupt("table-000007", 4_096, Damage::Checksum);
//! assert_eq!(error.to_string(), "table-000007 at byte 4096: the checksum is wrong; restore this file from a copy");
//! ```

use crate::disk::DiskError;
use alloc::string::String;
use core::fmt;

/// How a file is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Damage {
    /// It does not begin as a file of this kind does, or it belongs to another name.
    Header,
    /// What was written is not what is read.
    Checksum,
    /// It ends too early.
    Truncated,
    /// The checksum is right and the content makes no sense.
    Encoding,
    /// Writes are missing between this one and the one before.
    Sequence,
    /// It is not there, and other files need it.
    Missing,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "this is not the file that its name says",
            Self::Checksum => "the checksum is wrong",
            Self::Truncated => "the file ends too early",
            Self::Encoding => "the content makes no sense",
            Self::Sequence => "writes are missing before this one",
            Self::Missing => "the file is missing",
        })
    }
}

/// Why an engine did not do what it was asked. Whatever it is, nothing that was stored is changed by it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum LsmError {
    /// The disk refused or failed. A full disk: make room and try again.
    Disk(DiskError),
    /// A file is damaged here. Nothing of it was taken for data.
    Corrupt {
        /// The file.
        file: String,
        /// The place in it, in bytes.
        offset: u64,
        /// How.
        damage: Damage,
    },
    /// A later program wrote this file: use that one.
    Future {
        /// The file.
        file: String,
        /// The version of its format.
        version: u32,
    },
    /// A key of more than [`MAX_KEY`](super::MAX_KEY) bytes.
    Key {
        /// How many it has.
        bytes: usize,
    },
    /// A value of more than [`MAX_VALUE`](super::MAX_VALUE) bytes.
    Value {
        /// How many it has.
        bytes: usize,
    },
    /// A batch of more than [`MAX_BATCH`](super::MAX_BATCH) bytes: write it in parts.
    Batch {
        /// How many it has.
        bytes: usize,
    },
    /// Flushing and merging are behind: call [`Lsm::work`](super::Lsm::work), then write again.
    Busy,
    /// The option of this name is out of its range.
    Option(#[cfg_attr(feature = "serde", serde(skip))] &'static str),
    /// The snapshot was taken of another engine.
    Snapshot,
    /// A checkpoint needs a disk without an engine's files.
    NotEmpty {
        /// A file that is there.
        file: String,
    },
}

impl LsmError {
    /// Damage at a place in a file.
    #[must_use]
    pub fn corrupt(file: &str, offset: u64, damage: Damage) -> Self {
        Self::Corrupt { file: file.into(), offset, damage }
    }
}

impl From<DiskError> for LsmError {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

impl fmt::Display for LsmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk(error) => error.fmt(f),
            Self::Corrupt { file, offset, damage } => {
                write!(f, "{file} at byte {offset}: {damage}; restore this file from a copy")
            }
            Self::Future { file, version } => {
                write!(f, "{file}: format {version} is newer than this program; use the one that wrote it")
            }
            Self::Key { bytes } => {
                write!(f, "a key of {bytes} bytes; at most {} are possible", super::MAX_KEY)
            }
            Self::Value { bytes } => {
                write!(f, "a value of {bytes} bytes; at most {} are possible", super::MAX_VALUE)
            }
            Self::Batch { bytes } => {
                write!(f, "a batch of {bytes} bytes; at most {} are possible, write parts", super::MAX_BATCH)
            }
            Self::Busy => f.write_str("flushing and merging are behind; let them work, then write again"),
            Self::Option(name) => write!(f, "the option {name} is out of its range"),
            Self::Snapshot => f.write_str("this snapshot was taken of another engine"),
            Self::NotEmpty { file } => write!(f, "there is {file} already; a checkpoint needs an empty disk"),
        }
    }
}

impl core::error::Error for LsmError {}
