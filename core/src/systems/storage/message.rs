//! What travels between a client, an engine and its disk, and what they remind themselves of.
//!
//! ```text
//!   c0 ── put key-000042 ──▶ lsm ── 7 append log-000004, 8 sync log-000004 ──▶ disk0
//!   c0 ◀── done, sequence 12 ── lsm ◀───────────── done up to 8 ───────────── disk0
//! ```
//!
//! A *connection* is a life of the engine's process: what was asked of one that has ended is never done by the next. An
//! *epoch* is one of the disk, from one failure of its power to the next.

use super::device::Files;
use super::{Access, FileCode, Key, Word};
use crate::sim::{Label, Said};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What a client wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Give a key a value.
    Put {
        /// The key.
        key: Key,
        /// Which value of this key's it is, from 1.
        version: u32,
        /// The value.
        value: Arc<[u8]>,
    },
    /// Take a key away; that counts as a version too.
    Delete {
        /// The key.
        key: Key,
        /// Which one.
        version: u32,
    },
    /// Read a key.
    Get {
        /// The key.
        key: Key,
    },
    /// Read keys in order.
    Scan {
        /// From this one on.
        from: Key,
        /// Up to this one, included.
        to: Option<Key>,
        /// At most so many.
        limit: u32,
    },
}

impl Request {
    /// The key, or the first one.
    #[must_use]
    pub fn key(&self) -> &Key {
        match self {
            Self::Put { key, .. } | Self::Delete { key, .. } | Self::Get { key } => key,
            Self::Scan { from, .. } => from,
        }
    }

    /// Whether it changes something.
    #[must_use]
    pub fn is_write(&self) -> bool {
        matches!(self, Self::Put { .. } | Self::Delete { .. })
    }

    /// What it says in the trace.
    #[must_use]
    pub fn label(&self) -> Label {
        let key = self.key().packed();
        match self {
            Self::Put { version, value, .. } => {
                Word::Put.with(key, u64::from(*version) << 32 | value.len() as u64)
            }
            Self::Delete { version, .. } => Word::Delete.with(key, u64::from(*version) << 32),
            Self::Get { .. } => Word::Get.with(key, 0),
            Self::Scan { to: Some(to), .. } => Word::ScanTo.with(key, to.packed()),
            Self::Scan { limit, .. } => Word::Scan.with(key, u64::from(*limit)),
        }
    }
}

/// Why an engine did not do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Trouble {
    /// The disk is full.
    Full,
    /// A file is damaged.
    Damaged,
    /// The engine could not be opened.
    Closed,
    /// Too many operations wait.
    Crowded,
    /// Key and value do not fit a page of the tree.
    TooLarge,
    /// Something else; the engine's inspector has the sentence.
    Other,
}

impl Trouble {
    /// Every one, in the order of labels.
    pub const ALL: [Self; 6] =
        [Self::Full, Self::Damaged, Self::Closed, Self::Crowded, Self::TooLarge, Self::Other];

    /// In English.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Full => "the disk is full",
            Self::Damaged => "a file is damaged",
            Self::Closed => "the engine could not be opened",
            Self::Crowded => "too many operations wait",
            Self::TooLarge => "key and value do not fit a page",
            Self::Other => "the engine failed",
        }
    }
}

/// Rows of a scan.
pub type Rows = Arc<Vec<(Vec<u8>, Vec<u8>)>>;

/// What an engine answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is done.
    Done {
        /// All writes up to this one are durable, as far as the engine knows by now.
        durable: u64,
    },
    /// The value of the key; `None` if it has none.
    Value(Option<Arc<[u8]>>),
    /// What the scan found.
    Rows(Rows),
    /// It was not done.
    Refused(Trouble),
}

/// What travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Client to engine.
    Ask {
        /// The life of the engine that is meant.
        connection: u32,
        /// The client's operation.
        op: u64,
        /// What it wants.
        request: Request,
    },
    /// Engine to client.
    Reply {
        /// The life of the engine.
        connection: u32,
        /// The client's operation.
        op: u64,
        /// The key that it was about, or the first one.
        key: Key,
        /// The sequence number of the last write when it was done.
        sequence: u64,
        /// How it ended.
        answer: Answer,
    },
    /// Engine to client: a new life has begun.
    Hello {
        /// Which.
        connection: u32,
        /// The sequence number of the last write that there still is.
        recovered: u64,
    },
    /// Engine to disk.
    Access {
        /// The epoch of the disk that is meant.
        epoch: u32,
        /// Accesses are carried out in the order of their numbers, from 0.
        number: u64,
        /// Whether an answer is waited for.
        awaited: bool,
        /// What to do.
        access: Arc<Access>,
    },
    /// Disk to engine.
    Carried {
        /// The epoch.
        epoch: u32,
        /// All accesses before this number are done.
        before: u64,
    },
    /// Disk to engine: what is there.
    Mounted {
        /// The epoch.
        epoch: u32,
        /// All accesses before this number are done.
        before: u64,
        /// The files.
        files: Arc<Files>,
    },
    /// Disk to engine: the power was away; what was asked before is forgotten.
    Anew {
        /// The epoch that has begun.
        epoch: u32,
    },
}

impl Said for Message {
    fn label(&self) -> Label {
        match self {
            Self::Ask { request, .. } => request.label(),
            Self::Reply { key, sequence, answer, .. } => {
                let key = key.packed();
                match answer {
                    Answer::Done { .. } => Word::Done.with(key, *sequence),
                    Answer::Value(Some(value)) => Word::Found.with(key, value.len() as u64),
                    Answer::Value(None) => Word::Absent.with(key, 0),
                    Answer::Rows(rows) => Word::Rows.with(key, rows.len() as u64),
                    Answer::Refused(trouble) => Word::Refused.with(key, *trouble as u64),
                }
            }
            Self::Hello { connection, recovered } => Word::Hello.with(u64::from(*connection), *recovered),
            Self::Access { access, .. } => label_of(access),
            Self::Carried { before, .. } => Word::Carried.with(before.saturating_sub(1), 0),
            Self::Mounted { files, .. } => {
                let bytes = files.iter().map(|(_, bytes)| bytes.len() as u64).sum();
                Word::Mounted.with(files.len() as u64, bytes)
            }
            Self::Anew { epoch } => Word::Anew.with(u64::from(*epoch), 0),
        }
    }
}

/// An access in the trace: the file as [`FileCode::packed`], and `offset << 32 | bytes`.
pub(super) fn label_of(access: &Access) -> Label {
    let file = access.file().map_or(0, |name| FileCode::of(name).packed());
    let most = u64::from(u32::MAX);
    let extent = access.extent().map_or(0, |(offset, bytes)| offset.min(most) << 32 | bytes.min(most));
    match access {
        Access::Create { .. } => Word::Create.with(file, 0),
        Access::Append { .. } => Word::Append.with(file, extent),
        Access::Write { .. } => Word::Write.with(file, extent),
        Access::Truncate { size, .. } => Word::Truncate.with(file, *size),
        Access::Read { .. } => Word::Read.with(file, extent),
        Access::Sync { .. } => Word::Sync.with(file, 0),
        Access::Rename { from, .. } => Word::Rename.with(file, FileCode::of(from).packed()),
        Access::Delete { .. } => Word::DeleteFile.with(file, 0),
        Access::SyncNames => Word::SyncNames.with(0, 0),
        Access::Mount => Word::Mount.with(0, 0),
    }
}

/// What a node reminds itself of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Client: the next operation is due, if the rate is still the one of this number.
    Arrival(u32),
    /// Client: look for operations that have waited too long.
    Patience,
    /// Engine: send again what was not answered.
    Resend,
    /// Engine: try the work again that failed.
    Again,
    /// Disk: the access of this number is done.
    Worked {
        /// Its number.
        number: u64,
        /// The file, as [`FileCode::packed`].
        file: u64,
    },
}

impl Said for Timer {
    fn label(&self) -> Label {
        match *self {
            Self::Arrival(_) => Word::Arrival.with(0, 0),
            Self::Patience => Word::Patience.with(0, 0),
            Self::Resend => Word::Resend.with(0, 0),
            Self::Again => Word::Again.with(0, 0),
            Self::Worked { number, file } => Word::Worked.with(number, file),
        }
    }
}

impl Said for Access {
    fn label(&self) -> Label {
        label_of(self)
    }
}
