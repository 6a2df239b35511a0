//! Why there can be no such table.

use super::MAX_KEYS;
use core::fmt;

/// Why a table cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyedError {
    /// For no key at all.
    NoKeys,
    /// For more than [`MAX_KEYS`].
    TooManyKeys {
        /// The number asked for.
        keys: usize,
    },
    /// There is not so much memory.
    OutOfMemory {
        /// Bytes that it would take.
        bytes: usize,
    },
}

impl fmt::Display for KeyedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKeys => f.write_str("a table for 0 keys holds nothing; use 1 or more"),
            Self::TooManyKeys { keys } => {
                write!(f, "a table for {keys} keys is too large; use at most {MAX_KEYS}")
            }
            Self::OutOfMemory { bytes } => {
                write!(f, "there is no memory for a table of {bytes} bytes; use fewer keys")
            }
        }
    }
}

impl core::error::Error for KeyedError {}
