//! The trace: everything that happened, as plain records in order.
//!
//! A record is the same size for every system: what a message or note *says* is a [`Label`], a
//! tag of the system's vocabulary with two numbers. Views, transcripts and exports read records
//! and turn labels into words; nothing else tells them what happened.
//!
//! ```text
//!   step 41  t=1.02s  Sent       c0 → s2   id 17   until 1.03s   get key-7
//!   step 44  t=1.03s  Delivered  s2 ← c0   id 17                 get key-7
//! ```

use super::{Digest, Nanos, NodeId};
use alloc::vec::Vec;

/// What a message, a timer or a note says: a tag of the system's vocabulary and two numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// Index into the system's vocabulary.
    pub tag: u16,
    /// First number; its meaning belongs to the tag.
    pub a: u64,
    /// Second number; its meaning belongs to the tag.
    pub b: u64,
}

impl Label {
    /// The world's own tag: a flapping node went up (`a` = 1) or down (0).
    pub const FLIP: u16 = u16::MAX;

    /// A label from its parts.
    #[must_use]
    pub const fn new(tag: u16, a: u64, b: u64) -> Self {
        Self { tag, a, b }
    }
}

/// Why a message did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Lost by chance.
    Loss,
    /// The link was cut by a partition.
    Partition,
    /// The receiver was down.
    Down,
}

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A message left `node` for `peer`; it arrives, or is lost, at `until`.
    Sent,
    /// A second copy of a message left, made by the network.
    Copied,
    /// A message from `peer` reached `node`.
    Delivered,
    /// A message from `peer` to `node` was lost.
    Dropped(Reason),
    /// A timer fired at `node`.
    Timer,
    /// The state of `node` changed in a way worth telling.
    Changed,
    /// A client at `node` began an operation.
    Called,
    /// The operation `id` of `node` ended.
    Returned,
    /// Someone acted on the world: a fault, its repair, or a command to the system. `id` is the
    /// index of the action.
    Acted,
    /// An action could not be carried out; `id` is its index.
    Refused,
    /// A judge found something.
    Verdict,
}

impl Kind {
    fn code(self) -> u64 {
        match self {
            Self::Sent => 0,
            Self::Copied => 1,
            Self::Delivered => 2,
            Self::Dropped(Reason::Loss) => 3,
            Self::Dropped(Reason::Partition) => 4,
            Self::Dropped(Reason::Down) => 5,
            Self::Timer => 6,
            Self::Changed => 7,
            Self::Called => 8,
            Self::Returned => 9,
            Self::Acted => 10,
            Self::Refused => 11,
            Self::Verdict => 12,
        }
    }
}

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// When, nanoseconds since the run began.
    pub time: Nanos,
    /// The step that it belongs to, from 1.
    pub step: u64,
    /// What kind of thing.
    pub kind: Kind,
    /// Where it happened.
    pub node: NodeId,
    /// The other end of a message; the node itself otherwise.
    pub peer: NodeId,
    /// Which message, operation or action.
    pub id: u64,
    /// For a message that was sent: when it arrives or is lost; `Nanos::MAX` while held.
    pub until: Nanos,
    /// What it says.
    pub label: Label,
}

impl Record {
    #[inline]
    pub(crate) fn fold_into(&self, digest: &mut Digest) {
        let ends = u64::from(self.node.0) << 32 | u64::from(self.peer.0);
        let what = self.kind.code() << 48 | u64::from(self.label.tag);
        digest.fold([self.time, ends, what, self.id, self.label.a, self.label.b]);
    }
}

/// Whoever listens to the world.
pub trait Sink {
    /// Called for each record, in order.
    fn record(&mut self, record: &Record);
}

/// Nobody listens: for replays that only want the state.
impl Sink for () {
    fn record(&mut self, _: &Record) {}
}

/// A bounded run of consecutive records: once full, it takes no more.
#[derive(Clone, Debug)]
pub struct Trace {
    records: Vec<Record>,
    capacity: usize,
}

impl Trace {
    /// An empty trace of at most `capacity` records.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self { records: Vec::new(), capacity }
    }

    /// Whether it takes no more.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.records.len() >= self.capacity
    }

    /// How many records it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The records from `from` to `to`, both times included.
    #[must_use]
    pub fn between(&self, from: Nanos, to: Nanos) -> &[Record] {
        let start = self.records.partition_point(|r| r.time < from);
        let end = self.records.partition_point(|r| r.time <= to).max(start);
        self.records.get(start..end).unwrap_or_default()
    }

    /// All records.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Bytes held.
    #[must_use]
    pub fn footprint(&self) -> usize {
        self.records.capacity() * size_of::<Record>()
    }
}

impl Sink for Trace {
    fn record(&mut self, record: &Record) {
        if !self.is_full() {
            self.records.push(*record);
        }
    }
}
