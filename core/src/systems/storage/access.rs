//! What an engine asks of its disk, one access at a time.
//!
//! ```text
//!   put, synced:   7 append log-000004 at 830, 93 bytes     8 sync log-000004 ◀ the put waits for this one
//!   get:           9 read table-000003 at 24, 498 bytes     ◀ and the get for this one
//! ```

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Make an empty file.
    Create {
        /// Its name.
        file: Arc<str>,
    },
    /// Add to the end of a file.
    Append {
        /// Its name.
        file: Arc<str>,
        /// Where it ended before, in bytes.
        offset: u64,
        /// What to add.
        bytes: Arc<[u8]>,
    },
    /// Write over what is there.
    Write {
        /// Its name.
        file: Arc<str>,
        /// From where on, in bytes.
        offset: u64,
        /// What to write.
        bytes: Arc<[u8]>,
    },
    /// Cut a file off.
    Truncate {
        /// Its name.
        file: Arc<str>,
        /// Bytes that stay.
        size: u64,
    },
    /// Read.
    Read {
        /// The name of the file.
        file: Arc<str>,
        /// From where on, in bytes.
        offset: u64,
        /// How many bytes.
        bytes: u64,
    },
    /// Make what was written to a file durable.
    Sync {
        /// Its name.
        file: Arc<str>,
    },
    /// Give a file another name.
    Rename {
        /// The name it had.
        from: Arc<str>,
        /// The name it has then.
        to: Arc<str>,
    },
    /// Take a name away.
    Delete {
        /// The name.
        file: Arc<str>,
    },
    /// Make all changes of names durable.
    SyncNames,
    /// Tell what is there.
    Mount,
}

impl Access {
    /// The file that it concerns; for a rename the new name.
    #[must_use]
    pub fn file(&self) -> Option<&Arc<str>> {
        match self {
            Self::Create { file }
            | Self::Append { file, .. }
            | Self::Write { file, .. }
            | Self::Truncate { file, .. }
            | Self::Read { file, .. }
            | Self::Sync { file }
            | Self::Delete { file }
            | Self::Rename { to: file, .. } => Some(file),
            Self::SyncNames | Self::Mount => None,
        }
    }

    /// Where in the file, and how many bytes, if it moves any.
    #[must_use]
    pub fn extent(&self) -> Option<(u64, u64)> {
        match self {
            Self::Append { offset, bytes, .. } | Self::Write { offset, bytes, .. } => {
                Some((*offset, bytes.len() as u64))
            }
            Self::Read { offset, bytes, .. } => Some((*offset, *bytes)),
            _ => None,
        }
    }

    /// Whether an operation is answered only when this is done. What is written is with the operating system, which
    /// does not let it wait.
    #[must_use]
    pub fn is_waited_for(&self) -> bool {
        matches!(self, Self::Read { .. } | Self::Sync { .. } | Self::SyncNames | Self::Mount)
    }

    /// Bytes of memory that it holds; what copies share counts in parts.
    pub(super) fn footprint(&self) -> usize {
        match self {
            Self::Append { bytes, .. } | Self::Write { bytes, .. } => {
                size_of::<Self>() + bytes.len() / Arc::strong_count(bytes).max(1)
            }
            _ => size_of::<Self>(),
        }
    }
}

/// What a file is for, by its name; a label holds it as one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileCode {
    /// A file that no engine made.
    Other,
    /// The one that names the manifest.
    Current,
    /// The next of those.
    CurrentNew,
    /// A manifest, by its number.
    Manifest(u64),
    /// A log of the LSM tree.
    Log(u64),
    /// A table.
    Table(u64),
    /// The pages of the B+tree.
    Pages,
    /// A log of the B+tree.
    Redo(u64),
    /// The next of those.
    RedoNew,
}

const SHIFT: u32 = 56;

impl FileCode {
    /// What a file of this name is for.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let number = |prefix: &str| name.strip_prefix(prefix).and_then(|rest| rest.parse::<u64>().ok());
        match name {
            "CURRENT" => Self::Current,
            "CURRENT.new" => Self::CurrentNew,
            "pages" => Self::Pages,
            "redo.new" => Self::RedoNew,
            _ => None
                .or_else(|| number("manifest-").map(Self::Manifest))
                .or_else(|| number("log-").map(Self::Log))
                .or_else(|| number("table-").map(Self::Table))
                .or_else(|| number("redo-").map(Self::Redo))
                .unwrap_or(Self::Other),
        }
    }

    /// As one number.
    #[must_use]
    pub fn packed(self) -> u64 {
        let (kind, number) = match self {
            Self::Other => (0, 0),
            Self::Current => (1, 0),
            Self::CurrentNew => (2, 0),
            Self::Manifest(number) => (3, number),
            Self::Log(number) => (4, number),
            Self::Table(number) => (5, number),
            Self::Pages => (6, 0),
            Self::Redo(number) => (7, number),
            Self::RedoNew => (8, 0),
        };
        kind << SHIFT | number.min((1 << SHIFT) - 1)
    }

    /// What such a number stands for.
    #[must_use]
    pub fn unpacked(packed: u64) -> Self {
        let number = packed & ((1 << SHIFT) - 1);
        match packed >> SHIFT {
            1 => Self::Current,
            2 => Self::CurrentNew,
            3 => Self::Manifest(number),
            4 => Self::Log(number),
            5 => Self::Table(number),
            6 => Self::Pages,
            7 => Self::Redo(number),
            8 => Self::RedoNew,
            _ => Self::Other,
        }
    }

    /// The name of such a file.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Other => String::from("a file"),
            Self::Current => String::from("CURRENT"),
            Self::CurrentNew => String::from("CURRENT.new"),
            Self::Manifest(number) => format!("manifest-{number:06}"),
            Self::Log(number) => format!("log-{number:06}"),
            Self::Table(number) => format!("table-{number:06}"),
            Self::Pages => String::from("pages"),
            Self::Redo(number) => format!("redo-{number}"),
            Self::RedoNew => String::from("redo.new"),
        }
    }
}
