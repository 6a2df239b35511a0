//! What the page asks of the database in the worker, and what it is told.

use serde::{Deserialize, Serialize};

use super::about::About;
use super::records::{Format, Problem};

/// The largest file that is imported, in bytes.
pub const MAX_FILE: u64 = 2 << 30;
/// The largest that is imported where there is only memory.
pub const MAX_IN_MEMORY: u64 = 256 << 20;
/// Bytes of a value that are shown.
pub const SHOWN_VALUE: usize = 64 << 10;
/// Bytes of a value that a row of a scan shows.
pub const SHOWN_IN_ROW: usize = 160;
/// Rows of a page.
pub const PAGE_ROWS: usize = 50;
/// Records that are shown of those that were skipped.
pub const SHOWN_SKIPPED: usize = 20;

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// How are things?
    Status,
    /// What is this key's value?
    Get(Vec<u8>),
    /// Which keys are there?
    Scan(Scan),
    /// Gives a key a value.
    Put(Vec<u8>, Vec<u8>),
    /// Takes a key away.
    Delete(Vec<u8>),
}

/// A range of keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    /// What the keys begin with.
    pub prefix: Vec<u8>,
    /// The first key, unless `after` is further.
    pub from: Vec<u8>,
    /// The last key before those wanted.
    pub after: Option<Vec<u8>>,
}

/// A file to be taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// How it is written.
    pub format: Format,
    /// What it is called.
    pub name: String,
}

/// How everything is to be written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Export {
    /// The records as they were imported.
    Original,
    /// Key and value, as a table.
    Csv,
    /// Key and value, a JSON object a line.
    Json,
}

/// What is told of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// How things are, after a write as well.
    Status(Status),
    /// What a read found, and how.
    Got(Got),
    /// Keys.
    Page(Page),
}

/// How things are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Whether it outlives the page.
    pub kept: bool,
    /// Keys, if there are few enough to be counted.
    pub keys: Option<u64>,
    /// Entries in memtables.
    pub in_memory: u64,
    /// Of each level its tables, entries, and bytes.
    pub levels: Vec<(u64, u64, u64)>,
    /// Files, and bytes of all of them.
    pub files: (u64, u64),
    /// The last sequence number.
    pub last: u64,
    /// What was imported.
    pub about: Option<About>,
}

/// A step of a read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// A memtable was asked.
    Memtable {
        /// Whether it is one of those that are only waiting to be flushed.
        frozen: bool,
        /// Whether it had the key.
        found: bool,
    },
    /// The filter of a table said that it has not.
    Filter {
        /// The table.
        table: u64,
    },
    /// The index of a table said in which block it would be.
    Index {
        /// The table.
        table: u64,
        /// The block, from 0; none if the key comes behind all of them.
        block: Option<u64>,
    },
    /// A block was read.
    Block {
        /// The table.
        table: u64,
        /// The block, from 0.
        block: u64,
        /// Whether it was in the cache.
        cached: bool,
        /// Whether it had the key.
        found: bool,
    },
}

/// What a read found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Got {
    /// The key.
    pub key: Vec<u8>,
    /// How it was looked for.
    pub steps: Vec<Step>,
    /// The beginning of its value, and how many bytes that has.
    pub value: Option<(Vec<u8>, u64)>,
}

/// Some keys of a range.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Key, the beginning of its value, and how many bytes that has.
    pub rows: Vec<(Vec<u8>, Vec<u8>, u64)>,
    /// Whether there are more.
    pub more: bool,
}

/// How an import went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Records that were put.
    pub records: u64,
    /// Of them, those whose key was there already, from before or from further up; unless that is too much to count.
    pub replaced: Option<u64>,
    /// Whether it was stopped before the end of the file.
    pub cancelled: bool,
    /// Records that were not, and why.
    pub skipped: Vec<(Problem, u64)>,
    /// The first of them: line, why, and how it begins.
    pub shown: Vec<(u64, Problem, String)>,
    /// How things are now.
    pub status: Status,
}
