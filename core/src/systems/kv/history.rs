//! What clients asked for and how it ended, for those who judge.
//!
//! ```text
//!   c0  ├─ put 7 = 41 ─┤          ├─ get 7: 41 ─┤
//!   c1          ├─ get 7: nothing ─┤
//! ```

use super::evidence::CallId;
use super::message::{Key, Reading};
use super::record::Seen;
use super::setup::{Kv, Node};
use crate::check::{self, Action, History, OperationId, Outcome};
use crate::sim::{Nanos, NodeId, World};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It read this.
    Read(Arc<Reading>),
    /// It was written; what made it.
    Written(Arc<Seen>),
    /// It had no effect.
    Failed,
    /// It had an effect, or will have, or never.
    Unknown,
}

/// One operation of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The key.
    pub key: Key,
    /// What was written, nothing to delete; none for a read.
    pub write: Option<Option<u64>>,
    /// When.
    pub called: Nanos,
    /// When and how it ended; none while it is under way.
    pub ended: Option<(Nanos, Ended)>,
    /// What its client saw to be wrong with it.
    pub verdict: Verdict,
}

/// What a client sees to be wrong with what it has read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// It misses what the client has written itself.
    pub lost_own: bool,
    /// It is older than what the client had read before.
    pub went_back: bool,
}

/// Calls that are kept together: full ones are shared between copies.
const CHUNK: usize = 64;

/// The calls of a client, in order.
#[derive(Clone, Debug, Default)]
pub struct Calls {
    full: Vec<Arc<Vec<Call>>>,
    last: Vec<Call>,
}

impl Calls {
    /// A call begins; where it stands.
    pub(super) fn begin(&mut self, call: Call) -> usize {
        if self.last.len() == CHUNK {
            self.full.push(Arc::new(core::mem::take(&mut self.last)));
        }
        self.last.push(call);
        self.len() - 1
    }

    /// A call ends.
    pub(super) fn end(&mut self, at: usize, when: Nanos, how: Ended) {
        if let Some(call) = self.get_mut(at) {
            call.ended = Some((when, how));
        }
    }

    /// Its client has judged it.
    pub(super) fn judged(&mut self, at: usize, verdict: Verdict) {
        if let Some(call) = self.get_mut(at) {
            call.verdict = verdict;
        }
    }

    fn get_mut(&mut self, at: usize) -> Option<&mut Call> {
        match self.full.get_mut(at / CHUNK) {
            Some(chunk) => Arc::make_mut(chunk).get_mut(at % CHUNK),
            None => self.last.get_mut(at % CHUNK),
        }
    }

    /// One of them, by its place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Call> {
        self.full.get(at / CHUNK).map_or_else(|| self.last.get(at % CHUNK), |chunk| chunk.get(at % CHUNK))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.full.len() * CHUNK + self.last.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The last of them with their places, the latest first.
    pub fn latest(&self) -> impl Iterator<Item = (usize, &Call)> {
        (0..self.len()).rev().zip(self.iter().rev())
    }

    /// All of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Call> {
        self.full.iter().flat_map(|chunk| chunk.iter()).chain(&self.last)
    }

    pub(super) fn footprint(&self) -> usize {
        // What is shared is counted once, with the copy that came first: about a pointer a chunk.
        self.full.len() * 16 + self.last.len() * size_of::<Call>()
    }
}

/// Each client's calls, by its node.
pub fn calls(world: &World<Kv>) -> impl Iterator<Item = (NodeId, &Calls)> {
    (0..).map(NodeId).zip(world.places()).filter_map(|(id, place)| match &place.node {
        Node::Client(client) => Some((id, client.calls())),
        Node::Replica(_) => None,
    })
}

/// All calls as a history of registers, one for each key: a deletion writes nothing, as 0. A read of several values has no
/// place in such a history: it is left out. In order of the calls. O(calls × log calls).
#[must_use]
pub fn history(world: &World<Kv>) -> History<u32, u64> {
    traced_history(world).0
}

/// The same, and which call each of its operations is.
#[must_use]
pub fn traced_history(world: &World<Kv>) -> (History<u32, u64>, Vec<CallId>) {
    let mut all: Vec<(Nanos, CallId, &Call)> = Vec::new();
    for (client, calls) in calls(world) {
        all.extend(
            (0..).zip(calls.iter()).map(|(index, call)| (call.called, CallId { client, index }, call)),
        );
    }
    all.sort_by_key(|(called, id, _)| (*called, id.client));
    let (mut history, mut traced) = (History::new(), Vec::new());
    for (called, id, call) in all {
        if let Some((_, Ended::Read(reading))) = &call.ended
            && reading.values.len() > 1
        {
            continue;
        }
        let action = call.write.map_or(Action::Read, |value| Action::Write(value.unwrap_or(0)));
        traced.push(id);
        let id: OperationId = history.call(u64::from(id.client.0), call.key.id, action, called);
        match &call.ended {
            Some((at, Ended::Read(reading))) => {
                // Nothing there, and deleted, are the same to a reader.
                let value = reading.values.first().copied();
                let deleted = reading.seen != Seen::default();
                history.done(id, *at, value.or(deleted.then_some(0)));
            }
            Some((at, Ended::Written(_))) => history.done(id, *at, None),
            Some((_, Ended::Failed)) => history.failed(id),
            Some((_, Ended::Unknown)) | None => {}
        }
    }
    (history, traced)
}

/// The same for files: keys by name where they have one, values as the numbers that stand for them.
#[must_use]
pub fn log(world: &World<Kv>) -> History<check::Key, i64> {
    let value = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    let mut log = History::new();
    for operation in history(world).operations() {
        let key = if operation.key < Key::NAMED {
            check::Key::Number(operation.key.into())
        } else {
            check::Key::Name(world.system().key_name(operation.key))
        };
        let action = match operation.action {
            Action::Write(written) => Action::Write(value(written)),
            // Clients of the cluster do nothing else.
            Action::Read | Action::Cas(..) => Action::Read,
        };
        let id = log.call(operation.client, key, action, operation.called);
        match operation.outcome {
            Outcome::Done { at, read } => log.done(id, at, read.map(value)),
            Outcome::Failed => log.failed(id),
            Outcome::Unknown => {}
        }
    }
    log
}
