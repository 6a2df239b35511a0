//! What a replica finds when it is asked for a key, and what that costs its engine.
//!
//! ```text
//!   tables  ▬▬  ▬▬  ▬▬  ▬▬        a filter says no to three of them; one is opened, and one block of it looked at
//!            ⊘   ⊘   ●   ⊘        filter_negatives 3, tables_opened 1
//! ```
//!
//! O'Neil and others, "The log-structured merge-tree" (1996); Bloom, "Space/time trade-offs in hash coding" (1970).

use super::message::Key;
use super::placement::Placement;
use super::record::Record;
use super::replica::Replica;
use super::setup::Node;
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
}
