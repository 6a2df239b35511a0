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
use crate::flat_map::FlatMap;
use crate::order::sort_by_numbers;
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
    /// What its client had seen of the key, if it is a write.
    pub upon: Option<Arc<Seen>>,
    /// When.
    pub called: Nanos,
    /// When and how it ended; none while it is under way.
    pub ended: Option<(Nanos, Ended)>,
    /// What its client saw to be wrong with it.
    pub verdict: Verdict,
}

impl Call {
    /// What a write covers, or may: what its client had seen, and itself.
    #[must_use]
    pub fn covers(&self) -> Option<Seen> {
        let mut covered = Seen::clone(self.upon.as_ref()?);
        match &self.ended {
            Some((_, Ended::Failed)) => return None,
            Some((_, Ended::Written(own))) => covered.merge(own),
            _ => {}
        }
        Some(covered)
    }

    /// What is gone by it, or may be, if it is a deletion.
    pub(super) fn gone(&self) -> Option<Seen> {
        if self.write == Some(None) { self.covers() } else { None }
    }
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

/// What is certain of a key, up to a moment.
#[derive(Default)]
struct Certain {
    /// Whether there was ever anything.
    ever: bool,
    /// When the last write that is acknowledged was called.
    written: Option<Nanos>,
    /// Until when a deletion may have taken effect that was called.
    deleted: Option<Nanos>,
}

impl Certain {
    /// A call that has ended.
    fn ended(&mut self, call: &Call) {
        match &call.ended {
            Some((_, Ended::Read(reading))) => self.ever |= **reading != Reading::default(),
            Some((_, Ended::Written(_))) => {
                self.ever = true;
                if call.write != Some(None) {
                    self.written = self.written.max(Some(call.called));
                }
            }
            _ => {}
        }
    }

    /// A deletion was called.
    fn deletes(&mut self, call: &Call) {
        let until = match call.ended {
            Some((_, Ended::Failed)) => return,
            Some((at, Ended::Written(_))) => at,
            _ => Nanos::MAX,
        };
        self.deleted = self.deleted.max(Some(until));
    }

    /// Whether there being nothing is the work of a deletion: there was something, and no write came for certain after
    /// the last one.
    fn is_gone(&self) -> bool {
        self.ever && self.deleted.is_some() && self.deleted >= self.written
    }
}

/// All calls as a history of registers, one for each key: a deletion writes nothing, as 0. A replica that has forgotten a
/// tombstone says no more than one that never had anything; a read of nothing is one of 0 where a deletion explains it. A
/// read of several values has no place in such a history: it is left out. In order of the calls. O(calls × log calls).
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
    sort_by_numbers(&mut all, |(called, id, _)| [*called, id.client.0.into()]);
    let mut ends: Vec<(Nanos, &Call)> =
        all.iter().filter_map(|(.., call)| Some((call.ended.as_ref()?.0, *call))).collect();
    sort_by_numbers(&mut ends, |(at, _)| [*at, 0]);
    let mut ends = ends.into_iter().peekable();
    let mut certain: FlatMap<Key, Certain> = FlatMap::default();
    let (mut history, mut traced) = (History::new(), Vec::new());
    for (called, id, call) in all {
        while let Some((_, ended)) = ends.next_if(|(at, _)| *at < called) {
            certain.get_or_default(&ended.key).ended(ended);
        }
        if call.write == Some(None) {
            certain.get_or_default(&call.key).deletes(call);
        }
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
                let value = reading.values.first().copied();
                let deleted =
                    reading.seen != Seen::default() || certain.get(&call.key).is_some_and(Certain::is_gone);
                history.done(id, *at, value.or(deleted.then_some(0)));
            }
            Some((at, Ended::Written(_))) => history.done(id, *at, None),
            Some((_, Ended::Failed)) => history.failed(id),
            Some((_, Ended::Unknown)) | None => {}
        }
    }
    (history, traced)
}

/// The same for files, and how many reads are left out. Keys go by name where they have one; values are numbered from 1,
/// for many who read JSON know no whole numbers above 2⁵³. 0 is a deletion.
#[must_use]
pub fn log(world: &World<Kv>) -> (History<check::Key, i64>, u64) {
    let all = history(world);
    let written = all.operations().iter().filter_map(|operation| match operation.action {
        Action::Write(value) => Some(value),
        Action::Read | Action::Cas(..) => None,
    });
    let mut values: Vec<u64> = written.chain([0]).collect();
    values.sort_unstable();
    values.dedup();
    // Whatever was read was written.
    let value = |value: u64| values.binary_search(&value).map_or(-1, |number| number as i64);
    let mut log = History::new();
    for operation in all.operations() {
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
    let told: usize = calls(world).map(|(_, calls)| calls.len()).sum();
    (log, (told - all.operations().len()) as u64)
}
