//! What replicas do by themselves: tell who is alive, hand hints on, let tombstones go.
//!
//! ```text
//!   every gossip period:  own heartbeat + 1 ──▶ to `fanout` others, with all that was heard
//!                         silent for too long? ──▶ believed dead, until something new is heard
//!                         hints for those alive ──▶ Handoff ──▶ HandedOff ──▶ dropped
//! ```
//!
//! Where members are probed, `probing` takes the place of the first two.

use super::choice::{Detector, Resolution};
use super::message::{Key, Message, Timer};
use super::placement::Placement;
use super::record::Record;
use super::replica::Replica;
use super::setup::Node;
use super::store::Hint;
use super::word::Word;
use crate::gossip::{Intervals, PhiDetector};
use crate::lsm::LsmError;
use crate::sim::{Context, Nanos, NodeId};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// Hints that are handed on to one node in a gossip period: who cannot be reached holds up nobody else.
const MOST_HANDED: usize = 100;
/// Intervals that φ is computed of.
const INTERVALS: usize = 50;

impl Replica {
    pub(super) fn gossip(&mut self, context: &mut Context<'_, Node>) {
        let parameters = context.shared().parameters;
        context.after(parameters.gossip_period, Timer::Gossip);
        if parameters.detector == Detector::Swim {
            self.probe(context);
        } else {
            self.tell_heartbeats(context);
            self.suspect(context);
        }
        if self.hand_on(context).is_err() || self.bury(context).is_err() {
            self.tally.failures += 1;
        }
        self.ask_for_arriving(context);
    }

    fn tell_heartbeats(&mut self, context: &mut Context<'_, Node>) {
        self.members.beat(context.clock());
        let others: Vec<u32> = self.others().collect();
        let heartbeats: Arc<Vec<(u32, u64)>> = Arc::new(self.members.heartbeats().collect());
        for _ in 0..context.shared().parameters.fanout.min(others.len() as u32) {
            let at = context.random().below(others.len() as u64) as usize;
            if let Some(to) = others.get(at) {
                self.tally.gossip += 1;
                context.send(NodeId(*to), Message::Gossip(Arc::clone(&heartbeats)));
            }
        }
    }

    pub(super) fn on_gossip(&mut self, heartbeats: &[(u32, u64)], context: &mut Context<'_, Node>) {
        let now = context.clock();
        let period = context.shared().parameters.gossip_period;
        let phi = context.shared().parameters.detector == Detector::Phi;
        for (node, counter) in heartbeats {
            let known = self.members.get(*node).map(|heartbeat| heartbeat.counter);
            // Who left is still talked about for a while.
            if *node == self.me
                || self.placement.member(*node).is_none()
                || known.is_some_and(|known| known >= *counter)
            {
                continue;
            }
            self.members.merge([(*node, *counter)].into_iter(), now);
            let same_life = known.is_some_and(|known| known >> 32 == *counter >> 32);
            if phi {
                // How long it was away says nothing of how often there is news of it.
                if !same_life {
                    self.detectors.insert(*node, PhiDetector::new(INTERVALS, period, Intervals::ByGossip));
                }
                if let Some(detector) = self.detectors.get_mut(node) {
                    detector.heartbeat(now);
                }
            }
            if let Some(at) = self.suspected.iter().position(|other| other == node) {
                self.suspected.remove(at);
                self.tally.false_suspicions += u64::from(same_life);
                context.note(Word::Trusts.with(u64::from(*node), 0));
            }
        }
    }

    /// How suspicious the silence of a node is.
    #[must_use]
    pub fn phi(&self, node: u32, now: Nanos) -> f64 {
        self.detectors.get(&node).map_or(0.0, |detector| detector.phi(now))
    }

    fn suspect(&mut self, context: &mut Context<'_, Node>) {
        let parameters = context.shared().parameters;
        let now = context.clock();
        if self.placement.member(self.me).is_none() {
            // Nobody tells who has left anything.
            return;
        }
        let late = self.members.silent(now, parameters.fail_timeout);
        let silent: Vec<u32> = if parameters.detector == Detector::Phi {
            let most = parameters.phi as f64 / 1_000.0;
            // Of whom nothing was ever heard there is no φ.
            let never = late.filter(|node| !self.detectors.contains_key(node));
            let odd = self.detectors.iter().filter(|(_, one)| one.phi(now) > most).map(|(node, _)| *node);
            never.chain(odd).collect()
        } else {
            late.collect()
        };
        for node in silent {
            if self.placement.member(node).is_some() && !self.suspected.contains(&node) {
                self.suspected.push(node);
                self.tally.suspicions += 1;
                context.note(Word::Suspects.with(u64::from(node), 0));
            }
        }
    }

    /// Keeps a record for another, if there is room.
    pub(super) fn take_hint(
        &mut self,
        target: u32,
        key: Key,
        record: &Record,
        context: &mut Context<'_, Node>,
    ) -> Result<bool, LsmError> {
        let most = context.shared().parameters.most_hints;
        let resolution = context.shared().parameters.resolution;
        let Some(store) = &mut self.store else { return Ok(false) };
        if !store.has_room(target, key, most)? {
            self.no_room(target, key, context);
            return Ok(false);
        }
        let before = store.hint(target, key)?;
        let is_new = before.is_none();
        let mut after = before.unwrap_or_else(|| Record::empty(resolution));
        // Its age counts from here: what a version says of its own was told by another clock, and what a read writes back
        // may be old.
        if after.sync(record).changed || is_new {
            store.put_hint(target, key, &after, context.clock())?;
        }
        self.tally.hints_taken += 1;
        Ok(true)
    }

    pub(super) fn no_room(&mut self, target: u32, key: Key, context: &mut Context<'_, Node>) {
        self.tally.hints_lost += 1;
        context.note(Word::NoRoom.with(u64::from(key.id), u64::from(target)));
    }

    /// Hands on what is kept for those who are alive again, and drops what is too old.
    fn hand_on(&mut self, context: &mut Context<'_, Node>) -> Result<(), LsmError> {
        let parameters = context.shared().parameters;
        let Some(store) = self.store.as_mut().filter(|store| store.hints() > 0) else { return Ok(()) };
        let now = context.clock();
        let mut handed = (0, 0);
        let mut forgotten = Vec::new();
        for Hint { target, key, record, taken } in store.all_hints()? {
            if handed.0 != target {
                handed = (target, 0);
            }
            if taken.saturating_add(parameters.hint_ttl) < now {
                store.drop_hint(target, key)?;
                forgotten.push(record);
                self.tally.hints_lost += 1;
                context.note(Word::HintExpired.with(u64::from(key.id), u64::from(target)));
            } else if parameters.hinted_handoff && !self.suspected.contains(&target) && handed.1 < MOST_HANDED
            {
                handed.1 += 1;
                context.send(NodeId(target), Message::Handoff { key, record: Arc::new(record) });
            }
        }
        forgotten.iter().for_each(|record| self.forgets(record));
        Ok(())
    }

    /// What is kept for one who is no longer at home is kept for those who are.
    pub(super) fn readdress(&mut self, context: &mut Context<'_, Node>) -> Result<(), LsmError> {
        let Some(store) = self.store.as_ref().filter(|store| store.hints() > 0) else { return Ok(()) };
        for Hint { target, key, record, taken } in store.all_hints()? {
            let home = self.placement.home(Placement::range(key)).to_vec();
            if home.contains(&target) {
                continue;
            }
            for node in home {
                if node == self.me {
                    self.take_in(key, &record, context)?;
                } else if let Some(store) = &mut self.store {
                    let mut kept = store.hint(node, key)?.unwrap_or_else(|| record.clone());
                    kept.sync(&record);
                    store.put_hint(node, key, &kept, taken)?;
                }
            }
            if let Some(store) = &mut self.store {
                store.drop_hint(target, key)?;
            }
        }
        Ok(())
    }

    /// The one it was for has it. What came in for it since is still kept.
    pub(super) fn handed_off(&mut self, target: u32, key: Key, record: &Record) -> Result<(), LsmError> {
        let Some(store) = &mut self.store else { return Ok(()) };
        if store.hint(target, key)?.is_some_and(|kept| kept == *record) {
            store.drop_hint(target, key)?;
            self.tally.hints_handed += 1;
            self.forgets(record);
        }
        Ok(())
    }

    /// Forgets tombstones that are old enough: whoever has not heard of them by now brings back what they hid.
    fn bury(&mut self, context: &mut Context<'_, Node>) -> Result<(), LsmError> {
        if context.shared().parameters.resolution == Resolution::AtomicRegister {
            // With the number forgotten, the next write would go under one that others know already.
            return Ok(());
        }
        let ttl = context.shared().parameters.tombstone_ttl;
        let now = context.clock();
        let old: Vec<Key> =
            self.graves.iter().filter(|(_, at)| at.saturating_add(ttl) < now).map(|(key, _)| *key).collect();
        for key in old {
            self.graves.remove(&key);
            if let Some(store) = &mut self.store {
                let record = store.get(key)?;
                store.forget(key)?;
                if let Some(record) = record {
                    Arc::make_mut(self.buried.get_or_default(&key)).merge(&record.seen());
                    self.forgets(&record);
                }
                self.tally.buried += 1;
                context.note(Word::Buried.with(u64::from(key.id), 0));
            }
        }
        Ok(())
    }
}
