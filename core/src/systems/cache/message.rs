//! What travels in the cache, what its nodes remind themselves of, and how the trace tells it.

use super::Cache;
use crate::sim::{Label, NodeId, Said, World};
use alloc::format;
use alloc::string::String;

/// The vocabulary of the trace: the tag of each [`Label`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Word {
    /// A client asks a server; `a` is the key.
    Get,
    /// The server has it; `a` is the key.
    Hit,
    /// The server does not have it; `a` is the key.
    Miss,
    /// A client asks the database; `a` is the key.
    Query,
    /// The database answers; `a` is the key.
    Row,
    /// The database has too long a queue; `a` is the key.
    Busy,
    /// A client stores a row; `a` is the key.
    Set,
    /// A client asks an ejected server whether it is back.
    Probe,
    /// It is.
    Alive,
    /// Timer: the next request of a client is due.
    Arrival,
    /// Timer: a server or the database has finished a piece of work; `a` is the key.
    Worked,
    /// Timer: a client stops waiting; `a` is the operation.
    Timeout,
    /// Timer: a client probes what it ejected.
    Retry,
    /// Timer: a client halves its count of recent requests.
    Decay,
    /// Note: a client ejected server node `a`.
    Ejected,
    /// Note: a client took server node `a` back.
    Readmitted,
    /// Note: a client has a new list of `a` servers.
    Listed,
    /// Note: a server stored key `a`.
    Stored,
    /// Operation: a client wants key `a`.
    Read,
    /// Operation ended: key `a` came from the cache (`b` = 0), the database (1), or not at all (2).
    Answered,
}

impl Word {
    const ALL: [Self; 20] = [
        Self::Get,
        Self::Hit,
        Self::Miss,
        Self::Query,
        Self::Row,
        Self::Busy,
        Self::Set,
        Self::Probe,
        Self::Alive,
        Self::Arrival,
        Self::Worked,
        Self::Timeout,
        Self::Retry,
        Self::Decay,
        Self::Ejected,
        Self::Readmitted,
        Self::Listed,
        Self::Stored,
        Self::Read,
        Self::Answered,
    ];

    /// The word of a tag; `None` for the world's own tags.
    #[must_use]
    pub fn of(label: Label) -> Option<Self> {
        Self::ALL.get(usize::from(label.tag)).copied()
    }

    /// The word in English, as the transcript of the terminal has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Hit => "hit",
            Self::Miss => "miss",
            Self::Query => "query",
            Self::Row => "row",
            Self::Busy => "too busy for",
            Self::Set => "set",
            Self::Probe => "are you back?",
            Self::Alive => "yes, I am",
            Self::Arrival => "next request",
            Self::Worked => "worked on",
            Self::Timeout => "waited long enough for operation",
            Self::Retry => "probe the ejected servers",
            Self::Decay => "forget half of the recent load",
            Self::Ejected => "ejects",
            Self::Readmitted => "takes back",
            Self::Listed => "has a new list; servers:",
            Self::Stored => "stores",
            Self::Read => "read",
            Self::Answered => "answered",
        }
    }

    pub(crate) const fn with(self, a: u64, b: u64) -> Label {
        Label::new(self as u16, a, b)
    }
}

/// What a label says, in English.
pub(super) fn tell(world: &World<Cache>, label: Label) -> String {
    let Some(word) = Word::of(label) else { return format!("tag {}", label.tag) };
    let (name, a) = (word.name(), label.a);
    match word {
        Word::Probe | Word::Alive | Word::Arrival | Word::Retry | Word::Decay => String::from(name),
        Word::Timeout | Word::Listed => format!("{name} {a}"),
        Word::Ejected | Word::Readmitted => {
            let place = u32::try_from(a).ok().and_then(|id| world.place(NodeId(id)));
            place.map_or_else(|| format!("{name} node {a}"), |place| format!("{name} {}", place.name))
        }
        Word::Answered => {
            let source = ["from the cache", "from the database", "not at all"];
            let source =
                usize::try_from(label.b).ok().and_then(|b| source.get(b)).copied().unwrap_or_default();
            format!("key-{a} {name} {source}")
        }
        _ => format!("{name} key-{a}"),
    }
}

/// What travels between nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Client to server: has it this key? `op` comes back in the answer.
    Get {
        /// The client's operation.
        op: u64,
        /// The key.
        key: u32,
    },
    /// Server to client: yes or no.
    Found {
        /// The client's operation.
        op: u64,
        /// The key.
        key: u32,
        /// Whether it was there.
        hit: bool,
    },
    /// Client to database.
    Query {
        /// The client's operation.
        op: u64,
        /// The key.
        key: u32,
    },
    /// Database to client: the row, or a refusal because the queue is full.
    Row {
        /// The client's operation.
        op: u64,
        /// The key.
        key: u32,
        /// Whether the query was refused.
        refused: bool,
    },
    /// Client to server: keep this.
    Set {
        /// The key.
        key: u32,
    },
    /// Client to an ejected server: are you back?
    Probe,
    /// Server to client: yes.
    Alive,
}

impl Said for Message {
    fn label(&self) -> Label {
        match *self {
            Self::Get { op, key } => Word::Get.with(u64::from(key), op),
            Self::Found { op, key, hit: true } => Word::Hit.with(u64::from(key), op),
            Self::Found { op, key, hit: false } => Word::Miss.with(u64::from(key), op),
            Self::Query { op, key } => Word::Query.with(u64::from(key), op),
            Self::Row { op, key, refused: false } => Word::Row.with(u64::from(key), op),
            Self::Row { op, key, refused: true } => Word::Busy.with(u64::from(key), op),
            Self::Set { key } => Word::Set.with(u64::from(key), 0),
            Self::Probe => Word::Probe.with(0, 0),
            Self::Alive => Word::Alive.with(0, 0),
        }
    }
}

/// What a node reminds itself of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Client: the next request is due.
    Arrival,
    /// Client: stop waiting for this attempt of an operation.
    Timeout {
        /// The operation.
        op: u64,
        /// Which attempt.
        attempt: u32,
    },
    /// Client: probe what was ejected.
    Retry,
    /// Client: halve the count of recent requests.
    Decay,
    /// Server or database: this piece of work is done.
    Worked {
        /// Who asked.
        client: NodeId,
        /// The client's operation.
        op: u64,
        /// The key.
        key: u32,
    },
}

impl Said for Timer {
    fn label(&self) -> Label {
        match *self {
            Self::Arrival => Word::Arrival.with(0, 0),
            Self::Timeout { op, attempt } => Word::Timeout.with(op, u64::from(attempt)),
            Self::Retry => Word::Retry.with(0, 0),
            Self::Decay => Word::Decay.with(0, 0),
            Self::Worked { key, op, .. } => Word::Worked.with(u64::from(key), op),
        }
    }
}
