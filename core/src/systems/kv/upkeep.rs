//! What replicas do by themselves: see who is alive, hand hints on, let tombstones go.
//!
//! ```text
//!   every gossip period:  news of the others, by `heartbeats` or by `probing`
//!                         hints for those alive ──▶ Handoff ──▶ HandedOff ──▶ dropped
//! ```

use super::choice::{Detector, Resolution};
use super::message::{Key, Message, Timer};
use super::placement::Placement;
use super::record::Record;
use super::replica::Replica;
use super::setup::Node;
use super::store::Hint;
use super::word::Word;
use crate::lsm::LsmError;
use crate::sim::{Context, NodeId};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// Hints that are handed on to one node in a gossip period: who cannot be reached holds up nobody else.
const MOST_HANDED: usize = 100;

impl Replica {
    pub(super) fn gossip(&mut self, context: &mut Context<'_, Node>) {
        let parameters = context.shared().parameters;
        context.after(parameters.gossip_period, Timer::Gossip);
        if parameters.detector == Detector::Swim {
            self.probe(context);
        } else {
            self.exchange_heartbeats(context);
            self.suspect(context);
        }
        if self.hand_on(context).is_err() || self.bury(context).is_err() {
            self.tally.failures += 1;
        }
        self.ask_for_arriving(context);
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
        self.tally.hints_taken += u64::from(is_new);
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

    /// What is kept for one who is no longer at home is kept for who came in its place: the others who were at home before
    /// were asked themselves. Of a hint that came late, for one who had gone already, nobody knows: all are to have it.
    pub(super) fn readdress(&mut self, context: &mut Context<'_, Node>) -> Result<(), LsmError> {
        let before = core::mem::replace(&mut self.addressed, Arc::clone(&self.placement));
        let Some(store) = self.store.as_ref().filter(|store| store.hints() > 0) else { return Ok(()) };
        for Hint { target, key, record, taken } in store.all_hints()? {
            let range = Placement::range(key);
            let home = self.placement.home(range).to_vec();
            if home.contains(&target) {
                continue;
            }
            let was = |node: u32| before.is_home(range, node);
            for node in home.into_iter().filter(|node| !(was(target) && was(*node))) {
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
                // A deletion that is only kept for another leaves nothing here.
                if let Some(record) = record {
                    Arc::make_mut(self.buried.get_or_default(&key)).merge(&record.seen());
                    self.forgets(&record);
                    self.tally.buried += 1;
                    context.note(Word::Buried.with(u64::from(key.id), 0));
                }
            }
        }
        Ok(())
    }
}
