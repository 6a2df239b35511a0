//! Which tables there are and in which order they are asked: levels of runs of tables.
//!
//! ```text
//!   level 0   run 9 [t8]   run 7 [t6]          newest first; each flush is a run
//!   level 1   run 5 [t2 │ t3 │ t4]             the tables of a run have no key in common
//! ```
//!
//! What is further up, or in a newer run, hides what is below. A version never changes: an [`Edit`] makes another.

use super::compaction::{RunShape, Shape};
use super::manifest::{Edit, Place};
use super::table::TableInfo;
use super::table::reader::Table;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// Tables with no key in common, ascending.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) id: u64,
    pub(super) tables: Vec<Arc<Table>>,
}

impl Run {
    /// The table that may have a key.
    #[inline]
    pub(super) fn table_of(&self, key: &[u8]) -> Option<&Arc<Table>> {
        let at = match self.tables.len() {
            1 => 0,
            _ => self.tables.partition_point(|table| table.info.largest.as_slice() < key),
        };
        self.tables.get(at).filter(|table| table.info.spans(key))
    }
}

/// Levels of runs; see the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Version {
    pub(super) levels: Vec<Vec<Run>>,
}

impl Version {
    /// All tables with their places.
    pub(super) fn tables(&self) -> impl Iterator<Item = (Place, &Arc<Table>)> {
        let runs =
            self.levels.iter().enumerate().flat_map(|(level, runs)| runs.iter().map(move |run| (level, run)));
        runs.flat_map(|(level, run)| {
            let place = Place { level: level as u32, run: run.id };
            run.tables.iter().map(move |table| (place, table))
        })
    }

    /// All runs, the newest first.
    pub(super) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.levels.iter().flatten()
    }

    /// Runs at a level.
    pub(super) fn run_count(&self, level: usize) -> usize {
        self.levels.get(level).map_or(0, Vec::len)
    }

    /// The version after an edit; `tables` has the tables that it adds.
    pub(super) fn edited(&self, edit: &Edit, tables: &[Arc<Table>]) -> Self {
        let mut next = self.clone();
        for run in next.levels.iter_mut().flatten() {
            run.tables.retain(|table| !edit.removed.contains(&table.info.number));
        }
        for (place, info) in &edit.added {
            let table = tables.iter().find(|table| table.info.number == info.number);
            if let Some(table) = table {
                next.add(*place, Arc::clone(table));
            }
        }
        for level in &mut next.levels {
            level.retain(|run| !run.tables.is_empty());
        }
        while next.levels.last().is_some_and(Vec::is_empty) {
            next.levels.pop();
        }
        next
    }

    fn add(&mut self, place: Place, table: Arc<Table>) {
        let level = place.level as usize;
        if self.levels.len() <= level {
            self.levels.resize_with(level + 1, Vec::new);
        }
        let runs = &mut self.levels[level];
        // A run that is made later is newer, and the newest comes first.
        let at = runs.partition_point(|run| run.id > place.run);
        if runs.get(at).is_none_or(|run| run.id != place.run) {
            runs.insert(at, Run { id: place.run, tables: Vec::new() });
        }
        let tables = &mut runs[at].tables;
        let at = tables.partition_point(|other| other.info.smallest < table.info.smallest);
        tables.insert(at, table);
    }

    /// Whether the tables of each run have no key in common.
    pub(super) fn is_sound(&self) -> bool {
        let apart = |run: &Run| {
            let ordered = |table: &Arc<Table>| table.info.smallest <= table.info.largest;
            run.tables.iter().all(ordered)
                && run.tables.windows(2).all(|pair| pair[0].info.largest < pair[1].info.smallest)
        };
        self.runs().all(apart)
    }

    /// What policies and views see of it.
    pub(super) fn shape(&self) -> Shape {
        let infos = |run: &Run| run.tables.iter().map(|table| table.info.clone()).collect::<Vec<TableInfo>>();
        let shapes = |runs: &Vec<Run>| {
            runs.iter().map(|run| RunShape { id: run.id, tables: infos(run) }).collect::<Vec<_>>()
        };
        Shape { levels: self.levels.iter().map(shapes).collect() }
    }
}
