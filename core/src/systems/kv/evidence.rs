//! Reads that saw less than was promised, and the operation that shows it.
//!
//! ```text
//!   c0  ├─ put 7 = 41 ─┤
//!   c1                     ├─ get 7: nothing ─┤        stale: the write had been acknowledged before
//! ```
//!
//! What a client saw to be wrong by itself stands in its calls; what only one who sees all clients can tell is found here.

use super::history::{Call, Ended, Verdict, calls};
use super::record::Seen;
use super::setup::Kv;
use super::{Key, Reading};
use crate::flat_map::FlatMap;
use crate::sim::{Nanos, NodeId, World};
use alloc::vec::Vec;

/// A call: whose, and which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallId {
    /// The client.
    pub client: NodeId,
    /// Its place among the client's calls.
    pub index: usize,
}

/// A read with which something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The read.
    pub read: CallId,
    /// What its client saw.
    pub verdict: Verdict,
    /// Whether it misses a write that was acknowledged before it began, whoever wrote it.
    pub stale: bool,
    /// What it should have seen, if that was looked at: its client's own write, what the client read before, or the
    /// latest write that it misses.
    pub against: Option<CallId>,
}

/// Calls among which the reads that are judged are looked for, of all clients together.
const MOST_JUDGED: usize = 1_024;
/// Calls before the moment that are looked at for what a read misses, of all clients together.
const LOOK_BACK: usize = 16_384;

/// The call of an id.
#[must_use]
pub fn call(world: &World<Kv>, id: CallId) -> Option<&Call> {
    calls(world).find(|(client, _)| *client == id.client)?.1.get(id.index)
}

/// A read under trial.
struct Trial<'a> {
    id: CallId,
    call: &'a Call,
    reading: &'a Reading,
    /// What deletions that were called before took with them, or may have.
    gone: Seen,
    /// The latest of each that it misses: by when it ended.
    own: Option<(Nanos, CallId)>,
    any: Option<(Nanos, CallId)>,
    before: Option<CallId>,
}

/// What is wrong with the reads that ended at `since` or later, in the order of clients, and of each the latest first. It
/// looks only so far back, so that it can be asked at every moment: what a read misses that was written long before, while
/// very much was asked, is not found.
#[must_use]
pub fn findings(world: &World<Kv>, since: Nanos) -> Vec<Finding> {
    let mut trials: Vec<Trial<'_>> = Vec::new();
    let mut of_key: FlatMap<Key, Vec<usize>> = FlatMap::default();
    let clients = calls(world).count().max(1);
    for (client, calls) in calls(world) {
        // One after the other: what began before another has ended before it.
        let recent =
            calls.latest().take_while(|(_, call)| call.ended.as_ref().is_none_or(|(at, _)| *at >= since));
        for (index, call) in recent.take(MOST_JUDGED / clients) {
            if let Some((_, Ended::Read(reading))) = &call.ended {
                of_key.get_or_default(&call.key).push(trials.len());
                let (id, gone) = (CallId { client, index }, Seen::default());
                trials.push(Trial { id, call, reading, gone, own: None, any: None, before: None });
            }
        }
    }
    for (_, calls) in calls(world) {
        for call in calls.latest().take(LOOK_BACK / clients).map(|(_, call)| call) {
            let (Some(asked), Some(gone)) = (of_key.get(&call.key), call.gone()) else { continue };
            for at in asked {
                if let Some(trial) = trials.get_mut(*at).filter(|trial| call.called <= trial.call.called) {
                    trial.gone.merge(&gone);
                }
            }
        }
    }
    for (client, calls) in calls(world) {
        for (index, call) in calls.latest().take(LOOK_BACK / clients) {
            let Some(asked) = of_key.get(&call.key) else { continue };
            for at in asked {
                if let Some(trial) = trials.get_mut(*at) {
                    trial.hear(CallId { client, index }, call);
                }
            }
        }
    }
    trials.iter().filter_map(Trial::finding).collect()
}

impl Trial<'_> {
    /// Another call of the same key.
    fn hear(&mut self, id: CallId, other: &Call) {
        let Some((at, how)) = other.ended.as_ref().filter(|(at, _)| *at <= self.call.called) else { return };
        let own = id.client == self.id.client;
        match how {
            Ended::Written(made) if !self.reading.covers(made, None) => {
                if own && id.index < self.id.index {
                    self.own = later(self.own, (*at, id));
                }
                if *at < self.call.called && !self.reading.covers(made, Some(&self.gone)) {
                    self.any = later(self.any, (*at, id));
                }
            }
            Ended::Read(earlier)
                if own
                    && id.index < self.id.index
                    && !(earlier.values.is_empty() && self.reading.values.is_empty())
                    && !self.reading.covers(&earlier.seen, None) =>
            {
                // They come latest first.
                self.before = self.before.or(Some(id));
            }
            _ => {}
        }
    }

    fn finding(&self) -> Option<Finding> {
        let (verdict, stale) = (self.call.verdict, self.any.is_some());
        if !(stale || verdict.lost_own || verdict.went_back) {
            return None;
        }
        let own = self.own.map(|(_, id)| id).filter(|_| verdict.lost_own);
        let before = self.before.filter(|_| verdict.went_back);
        let against = own.or(before).or(self.any.map(|(_, id)| id));
        Some(Finding { read: self.id, verdict, stale, against })
    }
}

/// The later of the two.
fn later(one: Option<(Nanos, CallId)>, other: (Nanos, CallId)) -> Option<(Nanos, CallId)> {
    one.filter(|(at, _)| *at >= other.0).or(Some(other))
}
