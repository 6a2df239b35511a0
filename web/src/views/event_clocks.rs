//! Vector clocks of the events of a run: what could have been known where, by what was sent and what arrived.
//!
//! ```text
//!   c0 ──●──────────────        c0 sends        [1,0]
//!        └───get k7──►
//!   s0 ──────────────●──        s0 receives it  [1,1]:  one event of c0 is known there, and one of its own
//! ```
//!
//! What happens at a node adds one to its own count; what arrives brings along all that its sender knew. One event came
//! before another if no count of it is greater; if each has a greater one, neither could know of the other. Counting
//! begins with the first record: of what was sent before it, the arrival is an event of the receiver alone.
//!
//! Fidge, "Timestamps in message-passing systems that preserve the partial ordering", 1988; Mattern, "Virtual time and
//! global states of distributed systems", 1989.

use super::Story;
use snowglobe_core::causality::Relation;
use snowglobe_core::flat_map::FlatMap;
use snowglobe_core::sim::{Kind, Label, NodeId, Record};

/// How many events of each node are known, by the places of the nodes in the cast.
pub(super) type Clock = Vec<u32>;

/// What each node knows, and what each message carries.
#[derive(Debug, Default)]
pub(super) struct EventClocks {
    known: Vec<Clock>,
    sent: FlatMap<u64, Clock>,
}

impl EventClocks {
    /// Nobody knows of anything.
    pub(super) fn new(nodes: usize) -> Self {
        Self { known: vec![vec![0; nodes]; nodes], sent: FlatMap::default() }
    }

    /// The clock of a node after what a record tells of it: an event of its own, or one with what it did last. `None` for
    /// a message that leaves a second time: it was held, and carries what its sender knew when it was sent. O(nodes).
    pub(super) fn take(&mut self, node: NodeId, record: &Record, own: bool) -> Option<&Clock> {
        let at = node.index();
        let clock = self.known.get_mut(at)?;
        if record.kind == Kind::Sent && self.sent.contains_key(&record.id) {
            return None;
        }
        if let Some(known) = self.sent.get(&record.id).filter(|_| record.kind == Kind::Delivered) {
            for (own, other) in clock.iter_mut().zip(known) {
                *own = (*own).max(*other);
            }
        }
        if let Some(count) = clock.get_mut(at).filter(|_| own) {
            *count += 1;
        }
        if record.kind == Kind::Sent {
            self.sent.insert(record.id, clock.clone());
        }
        Some(clock)
    }
}

/// The node at which a record is an event: what the network does is none, and what is not worth telling neither.
pub(super) fn node_of(story: &Story<'_>, record: &Record) -> Option<NodeId> {
    match record.kind {
        Kind::Copied | Kind::Dropped(_) | Kind::Refused => None,
        Kind::Acted => story.switched(record).map(|(node, _)| node),
        kind => {
            let member = story.cast.member(record.node)?;
            let told = matches!(kind, Kind::Sent | Kind::Delivered)
                || record.label.tag == Label::FLIP
                || story.wording.record(record, story.cast).is_some();
            told.then_some(member.id)
        }
    }
}

/// How two events stand to one another by their clocks. O(nodes).
pub(super) fn relation(one: &[u32], other: &[u32]) -> Relation {
    let pairs = || one.iter().zip(other);
    Relation::of(pairs().any(|(a, b)| a < b), pairs().any(|(a, b)| a > b))
}

#[cfg(test)]
mod tests;
