//! What can go wrong with a tree: what, in which file, and where.
//!
//! ```
//! use snowglobe_core::btree::{BTreeError, Damage};
//!
//! let error = BTreeError::corrupt("pages", 8_192, Damage::Checksum);
//! assert_eq!(error.to_string(), "pages at byte 8192: the checksum is another; restore it from a copy");
//! ```

use super::options::{LARGEST_PAGE, SMALLEST_PAGE, SMALLEST_POOL};
use crate::disk::DiskError;
use alloc::string::{String, ToString};
use core::fmt;

/// What is wrong with the bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// The file ends before it.
    Missing,
    /// The checksum is another.
    Checksum,
    /// It was written by a program of another version.
    Version,
    /// It is another page than should be here.
    Number,
    /// It is a page of another kind, or of another level of the tree, than should be here.
    Kind,
    /// Its cells are not where they can be, or what they can be.
    Cells,
    /// Its keys do not ascend, or not within what its parent says.
    Order,
    /// It was written after all that the log has: the log has lost its end.
    Newer,
    /// A change in the log does not fit the page it is for.
    Change,
    /// There are pages, but no log to go with them.
    NoLog,
    /// A page is in use twice, or lost.
    Use,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "the file ends before it",
            Self::Checksum => "the checksum is another",
            Self::Version => "it is of another version",
            Self::Number => "another page stands here",
            Self::Kind => "a page of another kind stands here",
            Self::Cells => "the cells of the page are out of place",
            Self::Order => "the keys of the page are out of order",
            Self::Newer => "the page is newer than the log, whose end is lost",
            Self::Change => "a change does not fit its page",
            Self::NoLog => "the log that goes with the pages is missing",
            Self::Use => "the page is in use twice, or lost",
        })
    }
}

/// Why a tree did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BTreeError {
    /// The disk failed.
    Disk(DiskError),
    /// A file is damaged.
    Corrupt {
        /// The file.
        file: String,
        /// Where in it the damaged page or frame begins, in bytes.
        offset: u64,
        /// What is wrong with it.
        damage: Damage,
    },
    /// A key and its value have so many bytes; a page of this size takes at most so many.
    TooLarge {
        /// Bytes of key and value.
        bytes: usize,
        /// The most that go into this tree.
        most: usize,
    },
    /// Pages cannot be of so many bytes.
    PageBytes(usize),
    /// A pool cannot be of so few pages.
    PoolPages(usize),
    /// The tree has as many pages as it can have.
    Full,
    /// Something could not be made durable before, and nobody knows what is: open the tree anew.
    Stopped,
}

impl BTreeError {
    /// Damage at a place in a file.
    #[must_use]
    pub fn corrupt(file: &str, offset: u64, damage: Damage) -> Self {
        Self::Corrupt { file: file.to_string(), offset, damage }
    }
}

impl From<DiskError> for BTreeError {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

impl fmt::Display for BTreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk(error) => error.fmt(f),
            Self::Corrupt { file, offset, damage } => {
                write!(f, "{file} at byte {offset}: {damage}; restore it from a copy")
            }
            Self::TooLarge { bytes, most } => {
                write!(f, "key and value have {bytes} bytes; a page of this size takes at most {most}")
            }
            Self::PageBytes(bytes) => write!(
                f,
                "a page has a power of two of bytes from {SMALLEST_PAGE} to {LARGEST_PAGE}, not {bytes}"
            ),
            Self::PoolPages(pages) => write!(f, "a pool has at least {SMALLEST_POOL} pages, not {pages}"),
            Self::Full => f.write_str("the tree has as many pages as it can have"),
            Self::Stopped => f.write_str("something could not be made durable; open the tree anew"),
        }
    }
}

impl core::error::Error for BTreeError {}
