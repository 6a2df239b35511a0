//! Which tables to merge, and merging them in small steps.
//!
//! | policy | runs at a level | written for each byte, about | runs that a read may ask |
//! | --- | --- | --- | --- |
//! | [`Leveled`] | 1 (level 0: a few) | ratio × levels | levels |
//! | [`SizeTiered`] | up to the ratio | levels | ratio × levels |
//! | [`LazyLeveled`] | up to the ratio; 1 at the last level | levels + ratio | ratio × levels, for what is there: few |
//!
//! A [`Policy`] looks at a [`Shape`] and says which tables go down a level. It need not care for crashes, snapshots or
//! flushes that happen meanwhile: [`merge`] does.
//!
//! O'Neil et al., "The log-structured merge-tree" (1996); Dayan and Idreos, "Dostoevsky" (SIGMOD 2018), for the third.

pub(super) mod flush;
mod lazy;
mod leveled;
pub(super) mod merge;
pub(super) mod retain;
mod tiered;

pub use lazy::LazyLeveled;
pub use leveled::Leveled;
pub use tiered::SizeTiered;

use super::cache::Cache;
use super::error::LsmError;
use super::names::{FileKind, take_number};
use super::options::Options;
use super::stats::ReadCounts;
use super::table::TableInfo;
use super::table::builder::TableBuilder;
use super::table::reader::{Reading, Table};
use crate::disk::Disk;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::fmt::Debug;

/// Tables without common keys, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunShape {
    /// Later runs have higher ids.
    pub id: u64,
    /// Its tables.
    pub tables: Vec<TableInfo>,
}

impl RunShape {
    /// Bytes of its tables.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.tables.iter().map(|table| table.bytes).sum()
    }
}

/// The tables there are: levels of runs, the newest run first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Runs by level.
    pub levels: Vec<Vec<RunShape>>,
}

impl Shape {
    /// Bytes at a level.
    #[must_use]
    pub fn bytes(&self, level: usize) -> u64 {
        self.runs(level).iter().map(RunShape::bytes).sum()
    }

    /// Runs at a level.
    #[must_use]
    pub fn runs(&self, level: usize) -> &[RunShape] {
        self.levels.get(level).map_or(&[], Vec::as_slice)
    }
}

/// Tables that go down a level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Job {
    /// Where they are. Of this level either all runs go, or tables of its one run.
    pub from: usize,
    /// The numbers of those that go, and of those of `into` that they are merged with.
    pub tables: Vec<u64>,
    /// The level that they go to: the next one.
    pub to: usize,
    /// The run there that they become a part of; `None` for a run of their own.
    pub into: Option<u64>,
}

/// Chooses what to merge.
pub trait Policy: Debug + Send + Sync {
    /// What to merge next; `None` if all is well. Deterministic.
    fn pick(&self, shape: &Shape, options: &Options) -> Option<Job>;
}

/// Bytes that a level should have at most: the memtable's, times the ratio for each level.
fn capacity(options: &Options, level: usize) -> u64 {
    let ratio = u64::from(options.size_ratio);
    (0..level).fold(options.memtable_bytes as u64, |bytes, _| bytes.saturating_mul(ratio))
}

/// All runs of a level into the next: merged with its one run, or beside what is there.
fn whole_level(shape: &Shape, from: usize, with: Option<&RunShape>) -> Job {
    let all = shape.runs(from).iter().chain(with).flat_map(|run| &run.tables);
    Job { from, tables: all.map(|table| table.number).collect(), to: from + 1, into: with.map(|run| run.id) }
}

/// What steps of work need.
pub(super) struct Bench<'a, D> {
    pub(super) disk: &'a mut D,
    pub(super) cache: &'a RefCell<Cache>,
    pub(super) counts: &'a ReadCounts,
    pub(super) options: &'a Options,
    pub(super) next_file: &'a mut u64,
}

impl<D: Disk> Bench<'_, D> {
    fn reading(&self) -> Reading<'_, D> {
        Reading { disk: self.disk, cache: None, counts: self.counts }
    }

    fn builder(&mut self) -> Result<TableBuilder, LsmError> {
        let number = take_number(FileKind::Table, self.next_file)?;
        TableBuilder::create(self.disk, number, self.options)
    }

    fn finish(&mut self, builder: TableBuilder) -> Result<Table, LsmError> {
        let (file, name) = builder.file();
        let name = name.to_string();
        match builder.finish(self.disk) {
            Ok(mut table) => {
                table.lane = self.cache.borrow_mut().open_lane(table.index.len());
                Ok(table)
            }
            Err(error) => {
                self.disk.close(file);
                drop(self.disk.delete(&name));
                Err(error)
            }
        }
    }

    /// Lets go of an unfinished table.
    fn abandon(&mut self, builder: &TableBuilder) {
        let (file, name) = builder.file();
        self.disk.close(file);
        drop(self.disk.delete(name));
    }

    /// Closes a table. Its file stays.
    pub(super) fn discard(&mut self, table: &Table) {
        self.disk.close(table.file);
        self.cache.borrow_mut().close_lane(table.lane);
    }
}
