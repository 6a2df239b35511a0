//! What travels in the cluster, and what its nodes remind themselves of.

use super::record::{Record, Seen};
use super::word::Word;
use crate::gossip::Rumour;
use crate::hash::xxh64;
use crate::sim::{Label, Nanos, NodeId, Said};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// A key: its number, and where it lies on the circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The hash of its name.
    pub hash: u64,
    /// Its number; those that have a name of their own come after [`Key::NAMED`].
    pub id: u32,
}

impl Key {
    /// The first number of keys with names of their own.
    pub const NAMED: u32 = 1 << 24;

    /// The key of this number, `key-7`.
    #[must_use]
    pub fn numbered(id: u32) -> Self {
        Self { hash: xxh64(alloc::format!("key-{id}").as_bytes(), 0), id }
    }

    /// The key of this name, which is the `index`-th that has one of its own.
    #[must_use]
    pub fn named(name: &str, index: u32) -> Self {
        Self { hash: xxh64(name.as_bytes(), 0), id: Self::NAMED.saturating_add(index) }
    }
}

/// What a client asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// What there is.
    Get,
    /// This value in place of what the client has seen; none deletes.
    Put(Option<u64>, Arc<Seen>),
}

/// What there is of a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The values; more than one if they do not know of one another.
    pub values: Vec<u64>,
    /// What who has this has seen.
    pub seen: Seen,
    /// What tombstones knew that replicas have forgotten, if nothing of it is back. Nodes make nothing of it: it is for
    /// those who judge, for whom a deletion stays one.
    pub buried: Option<Arc<Seen>>,
}

impl Reading {
    /// What a record says.
    #[must_use]
    pub fn of(record: &Record, buried: Option<&Arc<Seen>>) -> Self {
        let buried = buried.filter(|buried| !record.has_of(buried)).cloned();
        Self { values: record.values().collect(), seen: record.seen(), buried }
    }

    /// Whether it misses nothing of what somebody has seen. What was deleted and then forgotten is not missing; and if
    /// nothing was read, nor is what was gone.
    #[must_use]
    pub fn covers(&self, seen: &Seen, gone: Option<&Seen>) -> bool {
        let gone = gone.filter(|_| self.values.is_empty());
        let mut all = self.seen.clone();
        self.buried.as_deref().into_iter().chain(gone).for_each(|more| all.merge(more));
        all.covers(seen)
    }
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As asked; of a write also what made it, so that who wrote can tell it again.
    Done(Arc<Reading>, Option<Arc<Seen>>),
    /// It was not begun: too few replicas are alive, as far as the coordinator knows.
    Refused,
    /// Too few answered in time. A write may have reached some of them.
    Unknown,
}

/// Records of several keys.
pub type Records = Arc<Vec<(Key, Record)>>;

/// What travels between nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Client to coordinator.
    Request {
        /// The client's number for it; the same when it asks again.
        request: u64,
        /// How often it has asked before.
        attempt: u32,
        /// When it first asked, by its own clock.
        since: Nanos,
        /// The key.
        key: Key,
        /// What is asked for.
        action: Action,
    },
    /// Coordinator to a node of the preference list: coordinate this write in my place.
    Forward {
        /// Who asked.
        client: NodeId,
        /// The client's number.
        request: u64,
        /// How often the client had asked before.
        attempt: u32,
        /// When it first asked, by its own clock.
        since: Nanos,
        /// The change of members after which it was passed on anew; 0 if there was none.
        version: u32,
        /// The key.
        key: Key,
        /// What is asked for.
        action: Action,
    },
    /// Coordinator to client.
    Reply {
        /// The client's number.
        request: u64,
        /// The key.
        key: Key,
        /// How it ended.
        outcome: Outcome,
    },
    /// Coordinator to replica: what have you of this key?
    Fetch {
        /// The coordinator's number.
        op: u64,
        /// The key.
        key: Key,
    },
    /// Replica to coordinator.
    Fetched {
        /// The coordinator's number.
        op: u64,
        /// The key.
        key: Key,
        /// What it has.
        record: Arc<Record>,
        /// What a tombstone knew that it has forgotten; see [`Reading::buried`].
        buried: Option<Arc<Seen>>,
    },
    /// Coordinator to replica: take this in. With number 0 nobody waits for an answer.
    Store {
        /// The coordinator's number.
        op: u64,
        /// The key.
        key: Key,
        /// The versions.
        record: Arc<Record>,
        /// For whom it is, if the replica only stands in.
        hint: Option<u32>,
    },
    /// Replica to coordinator: it is kept.
    Stored {
        /// The coordinator's number.
        op: u64,
        /// The key.
        key: Key,
    },
    /// Who stood in to the one it is for: this was written while you were away.
    Handoff {
        /// The key.
        key: Key,
        /// The versions.
        record: Arc<Record>,
    },
    /// The answer: it is kept, and need not be kept for me any more.
    HandedOff {
        /// The key.
        key: Key,
        /// What was kept.
        record: Arc<Record>,
    },
    /// Who is alive, as far as one has heard: nodes and their heartbeat counters.
    Gossip(Arc<Vec<(u32, u64)>>),
    /// The same as a question, by ascending node: what have you heard beyond that?
    GossipRequest(Arc<Vec<(u32, u64)>>),
    /// That.
    GossipReply(Arc<Vec<(u32, u64)>>),
    /// Hashes of a range's tree, by their place in it: where do yours differ?
    Compare {
        /// The range.
        range: u32,
        /// Pairs of hashes that were compared on the way to these: for those who look on.
        so_far: u64,
        /// Places and hashes.
        nodes: Arc<Vec<(u32, u64)>>,
    },
    /// What one has of a bucket that differs.
    Exchange {
        /// The range.
        range: u32,
        /// The bucket.
        bucket: u32,
        /// The records.
        records: Records,
        /// Whether the other's are wanted, too.
        answer: bool,
    },
    /// Who is to keep a range to who kept it so far: give it to me.
    Pull {
        /// The range.
        range: u32,
        /// The change of members that this is for.
        version: u32,
    },
    /// All of it.
    Pushed {
        /// The range.
        range: u32,
        /// The change of members.
        version: u32,
        /// The records.
        records: Records,
    },
    /// Who keeps a range now to who kept it: you may forget it.
    Taken {
        /// The range.
        range: u32,
        /// The change of members.
        version: u32,
    },
    /// Are you there?
    Ping {
        /// The number of the probe.
        number: u64,
        /// Who wants to know, which need not be the sender.
        asker: NodeId,
        /// What rides along.
        news: Arc<Vec<Rumour>>,
    },
    /// I had no answer: ping this one for me.
    PingReq {
        /// The number of the probe.
        number: u64,
        /// Whom.
        member: u32,
        /// What rides along.
        news: Arc<Vec<Rumour>>,
    },
    /// I am there; or who was pinged in your place is.
    Ack {
        /// The number of the probe.
        number: u64,
        /// Who wanted to know.
        asker: NodeId,
        /// What rides along.
        news: Arc<Vec<Rumour>>,
    },
}

impl Said for Message {
    fn label(&self) -> Label {
        let of = |word: Word, key: &Key, b: u64| word.with(u64::from(key.id), b);
        match self {
            Self::Request { key, action: Action::Get, request, .. } => of(Word::Get, key, *request),
            Self::Request { key, action: Action::Put(Some(value), _), .. } => of(Word::Put, key, *value),
            Self::Request { key, action: Action::Put(None, _), request, .. } => {
                of(Word::Delete, key, *request)
            }
            Self::Forward { key, request, .. } => of(Word::Forward, key, *request),
            Self::Reply { key, outcome: Outcome::Done(reading, None), .. } => {
                of(Word::Found, key, told(reading.values.iter().copied()))
            }
            Self::Reply { key, outcome: Outcome::Done(..), .. } => of(Word::Written, key, 0),
            Self::Reply { key, outcome: Outcome::Refused, .. } => of(Word::Refused, key, 0),
            Self::Reply { key, outcome: Outcome::Unknown, .. } => of(Word::GaveUp, key, 0),
            Self::Fetch { key, op } => of(Word::Fetch, key, *op),
            Self::Fetched { key, record, .. } => of(Word::Fetched, key, told(record.values())),
            Self::Store { key, record, hint: None, .. } => of(Word::Store, key, told(record.values())),
            Self::Store { key, hint: Some(node), .. } => of(Word::StoreHint, key, u64::from(*node)),
            Self::Stored { key, op } => of(Word::Stored, key, *op),
            Self::Handoff { key, record } => of(Word::Handoff, key, told(record.values())),
            Self::HandedOff { key, .. } => of(Word::HandedOff, key, 0),
            Self::Gossip(heartbeats) => Word::Gossip.with(heartbeats.len() as u64, 0),
            Self::GossipRequest(heartbeats) => Word::GossipRequest.with(heartbeats.len() as u64, 0),
            Self::GossipReply(heartbeats) => Word::GossipReply.with(heartbeats.len() as u64, 0),
            Self::Compare { range, nodes, .. } => Word::Compare.with(u64::from(*range), nodes.len() as u64),
            Self::Exchange { range, records, .. } => {
                Word::Exchange.with(u64::from(*range), records.len() as u64)
            }
            Self::Pull { range, .. } => Word::Pull.with(u64::from(*range), 0),
            Self::Pushed { range, records, .. } => Word::Pushed.with(u64::from(*range), records.len() as u64),
            Self::Taken { range, .. } => Word::Taken.with(u64::from(*range), 0),
            Self::Ping { asker, .. } => Word::Ping.with(u64::from(asker.0), 0),
            Self::PingReq { member, .. } => Word::PingReq.with(u64::from(*member), 0),
            Self::Ack { asker, .. } => Word::Ack.with(u64::from(asker.0), 0),
        }
    }
}

/// Values for a label: how many in the upper byte, and below it the first.
fn told(mut values: impl Iterator<Item = u64>) -> u64 {
    let Some(first) = values.next() else { return 0 };
    (1 + values.count() as u64).min(255) << 56 | first & ((1 << 56) - 1)
}

/// What a node reminds itself of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Client: the next operation is due.
    Next,
    /// Client: stop waiting for this attempt of a request.
    GiveUp {
        /// The request.
        request: u64,
        /// Which attempt.
        attempt: u32,
    },
    /// Replica: the job at the head of the queue is done.
    Worked,
    /// Coordinator: stop waiting for replicas.
    Deadline {
        /// Its number.
        op: u64,
    },
    /// Replica: tell others who is alive, or ask them.
    Gossip,
    /// Replica: compare a range with another.
    Repair,
    /// Replica: a ping has waited long enough for its answer.
    Pinged {
        /// The number of the probe.
        number: u64,
    },
}

impl Said for Timer {
    fn label(&self) -> Label {
        match *self {
            Self::Next => Word::Next.with(0, 0),
            Self::GiveUp { request, .. } => Word::ClientWaited.with(request, 0),
            Self::Worked => Word::Worked.with(0, 0),
            Self::Deadline { op } => Word::Waited.with(op, 0),
            Self::Gossip => Word::GossipTime.with(0, 0),
            Self::Repair => Word::RepairTime.with(0, 0),
            Self::Pinged { .. } => Word::PingWaited.with(0, 0),
        }
    }
}
