//! What a replica finds when it is asked for a key, what that costs its engine, and how it takes in what it is told.
//!
//! ```text
//!   tables  ▬▬  ▬▬  ▬▬  ▬▬        a filter says no to three of them; one is opened, and one block of it looked at
//!            ⊘   ⊘   ●   ⊘        filter_negatives 3, tables_opened 1
//! ```
//!
//! O'Neil and others, "The log-structured merge-tree" (1996); Bloom, "Space/time trade-offs in hash coding" (1970).

use super::choice::Resolution;
use super::message::Key;
use super::placement::Placement;
use super::record::{Record, Synced};
use super::replica::Replica;
use super::setup::Node;
use super::store::Before;
use super::word::Word;
use crate::lsm::LsmError;
use crate::sim::Context;

impl Replica {
    /// What there is of a key: its own, and what is kept for others. Counts what that costs the engine.
    pub(super) fn look_up(&mut self, key: Key, context: &Context<'_, Node>) -> Result<Record, LsmError> {
        let resolution = context.shared().parameters.resolution;
        let Some(store) = &self.store else { return Ok(Record::empty(resolution)) };
        let before = store.engine().stats();
        let home = self.placement.home(Placement::range(key));
        let record = store.look_up(key, home, &Record::empty(resolution));
        let after = store.engine().stats();
        self.tally.filter_negatives += after.filtered - before.filtered;
        // A read looks at one block of each table that it opens.
        self.tally.tables_opened +=
            after.blocks_read + after.cache_hits - before.blocks_read - before.cache_hits;
        record
    }

    /// Takes versions in beside those there are; what came of it. Nothing where it is not at home: nobody would ever ask
    /// it for them.
    pub(super) fn take_in(
        &mut self,
        key: Key,
        record: &Record,
        context: &mut Context<'_, Node>,
    ) -> Result<Option<Synced>, LsmError> {
        let resolution = context.shared().parameters.resolution;
        let at_home = self.placement.is_home(Placement::range(key), self.me);
        let Some(store) = self.store.as_mut().filter(|_| at_home) else { return Ok(None) };
        let Before { record: before, digest } = store.before(key)?;
        let mut after = before.unwrap_or_else(|| Record::empty(resolution));
        let versions = after.versions().count();
        let synced = after.sync(record);
        if synced.changed {
            store.put(key, digest, &after)?;
            self.noticed(key, (versions, &after), context);
            self.lost(key, synced, context);
        }
        Ok(Some(synced))
    }

    /// Tells what became of a record that had so many versions and changed.
    pub(super) fn noticed(
        &mut self,
        key: Key,
        (old, after): (usize, &Record),
        context: &mut Context<'_, Node>,
    ) {
        match after.buried_at() {
            Some(at) => _ = self.graves.insert(key, at),
            None => _ = self.graves.remove(&key),
        }
        let new = after.versions().count();
        if new > 1 && new != old {
            context.note(Word::Siblings.with(u64::from(key.id), new as u64));
        }
    }

    /// Counts a version that went though the one that stays had not seen it.
    pub(super) fn lost(&mut self, key: Key, synced: Synced, context: &mut Context<'_, Node>) {
        if synced.unseen && context.shared().parameters.resolution == Resolution::LastWriterWins {
            self.tally.dropped += 1;
            context.note(Word::Dropped.with(u64::from(key.id), 1));
        }
    }
}
