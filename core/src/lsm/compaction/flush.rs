//! A frozen memtable becomes a table of level 0, some entries at a time.
//!
//! ```text
//!   frozen: a b c ▲ d e f          step(budget) ─▶ a b c d e ▲ f          finished ─▶ table, run of level 0
//! ```

use super::Bench;
use crate::disk::Disk;
use crate::lsm::error::LsmError;
use crate::lsm::memtable::{Memtable, Place};
use crate::lsm::table::builder::TableBuilder;
use crate::lsm::table::reader::Table;
use alloc::sync::Arc;

/// A flush under way.
#[derive(Clone, Debug)]
pub(in crate::lsm) struct Flush {
    place: Option<Place>,
    builder: Option<TableBuilder>,
}

/// What a step did.
#[derive(Debug)]
pub(in crate::lsm) enum Step<T> {
    /// There is more to do; so many bytes are done.
    More(u64),
    /// It is finished.
    Done(u64, T),
}

impl Flush {
    pub(in crate::lsm) fn new(memtable: &Memtable) -> Self {
        Self { place: memtable.first(), builder: None }
    }

    /// Writes entries of about so many bytes.
    ///
    /// # Errors
    /// What the disk says; then [abandon](Flush::abandon) it.
    pub(in crate::lsm) fn step<D: Disk>(
        &mut self,
        bench: &mut Bench<'_, D>,
        memtable: &Memtable,
        budget: u64,
    ) -> Result<Step<Option<Arc<Table>>>, LsmError> {
        let mut bytes = 0;
        while let Some(place) = self.place {
            if bytes >= budget {
                return Ok(Step::More(bytes));
            }
            let builder = match &mut self.builder {
                Some(builder) => builder,
                none => none.insert(bench.builder()?),
            };
            let (key, tag, value) = memtable.entry(place);
            builder.add(bench.disk, (key, tag, value))?;
            bytes += (key.len() + value.len() + 8) as u64;
            self.place = memtable.next(place);
        }
        let table = self.builder.take().map(|builder| bench.finish(builder).map(Arc::new)).transpose()?;
        Ok(Step::Done(bytes.max(1), table))
    }

    /// Lets go of what was written.
    pub(in crate::lsm) fn abandon<D: Disk>(mut self, bench: &mut Bench<'_, D>) {
        if let Some(builder) = self.builder.take() {
            bench.abandon(&builder);
        }
    }
}
