//! Sorted runs become one, some entries at a time.
//!
//! ```text
//!   run 9  b d ▲ f          step(budget) ─▶   table 12  a b c │ table 13  d e ▲
//!   run 7  a c e ▲                            when all is read, one edit: 12 and 13 are there, the inputs are not
//! ```
//!
//! The inputs stay until the edit is durable, so a crash at any moment loses work and nothing else. A snapshot taken
//! meanwhile sees the newest of what was read, which is kept in any case.

use super::flush::Step;
use super::retain::Retain;
use super::{Bench, Job};
use crate::disk::Disk;
use crate::lsm::error::LsmError;
use crate::lsm::iter::{Merger, Source};
use crate::lsm::table::builder::TableBuilder;
use crate::lsm::table::cursor::RunCursor;
use crate::lsm::table::reader::Table;
use crate::lsm::version::Version;
use crate::order::heap_sort;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// A merge under way.
#[derive(Clone, Debug)]
pub(in crate::lsm) struct Merge {
    pub(in crate::lsm) job: Job,
    /// Bytes of its inputs, and of what it wrote.
    pub(in crate::lsm) input: u64,
    pub(in crate::lsm) written: u64,
    /// Bytes read and written.
    pub(in crate::lsm) moved: u64,
    merger: Merger<'static>,
    begun: bool,
    retain: Retain,
    builder: Option<TableBuilder>,
    outputs: Vec<Arc<Table>>,
}

/// The tables of a job, by run, the newest run first.
pub(in crate::lsm) fn inputs(version: &Version, job: &Job) -> Vec<Vec<Arc<Table>>> {
    let of_run = |tables: &Vec<Arc<Table>>| -> Vec<Arc<Table>> {
        tables.iter().filter(|table| job.tables.contains(&table.info.number)).cloned().collect()
    };
    version.runs().map(|run| of_run(&run.tables)).filter(|tables| !tables.is_empty()).collect()
}

/// Whether no two tables have a key in common, so that they can go down as they are.
pub(in crate::lsm) fn are_apart(inputs: &[Vec<Arc<Table>>]) -> bool {
    let mut all: Vec<&Arc<Table>> = inputs.iter().flatten().collect();
    heap_sort(&mut all, |a, b| a.info.smallest < b.info.smallest);
    all.windows(2).all(|pair| pair[0].info.largest < pair[1].info.smallest)
}

impl Merge {
    /// `early` is [`Options::drop_tombstones_early`](crate::lsm::Options::drop_tombstones_early).
    pub(in crate::lsm) fn new(version: &Version, job: Job, snapshots: Vec<u64>, early: bool) -> Self {
        let inputs = inputs(version, &job);
        let below = version.levels.iter().enumerate().filter(|(level, _)| *level >= job.to);
        let older = below.flat_map(|(level, runs)| {
            runs.iter().filter(move |run| !early && (level > job.to || Some(run.id) != job.into))
        });
        let retain = Retain::new(snapshots, older.map(|run| run.tables.clone()).collect());
        let input = inputs.iter().flatten().map(|table| table.info.bytes).sum();
        let cursors = inputs.into_iter().map(|tables| Source::Run(RunCursor::new(tables)));
        let merger = Merger::new(cursors.collect(), false);
        Self {
            job,
            input,
            written: 0,
            moved: 0,
            merger,
            begun: false,
            retain,
            builder: None,
            outputs: Vec::new(),
        }
    }

    /// Reads and writes entries of about so many bytes.
    ///
    /// # Errors
    /// What the disk says; then [abandon](Merge::abandon) it.
    pub(in crate::lsm) fn step<D: Disk>(
        &mut self,
        bench: &mut Bench<'_, D>,
        budget: u64,
    ) -> Result<Step<Vec<Arc<Table>>>, LsmError> {
        if !self.begun {
            self.merger.start(bench.reading(), None)?;
            self.begun = true;
        }
        let mut bytes = 0;
        while let Some(source) = self.merger.top() {
            if bytes >= budget {
                self.moved += bytes;
                return Ok(Step::More(bytes));
            }
            let (key, tag, value) = source.entry();
            let size = (key.len() + value.len() + 8) as u64;
            bytes += size;
            if self.retain.keeps(key, tag) {
                bytes += size;
                let full = self.builder.as_ref().is_some_and(|builder| {
                    builder.len() >= bench.options.table_bytes as u64 && builder.last_key() != key
                });
                if full && let Some(builder) = self.builder.take() {
                    let table = bench.finish(builder)?;
                    self.written += table.info.bytes;
                    self.outputs.push(Arc::new(table));
                }
                let builder = match &mut self.builder {
                    Some(builder) => builder,
                    none => none.insert(bench.builder()?),
                };
                builder.add(bench.disk, (key, tag, value))?;
            }
            self.merger.advance(bench.reading())?;
        }
        if let Some(builder) = self.builder.take() {
            let table = bench.finish(builder)?;
            self.written += table.info.bytes;
            self.outputs.push(Arc::new(table));
        }
        self.moved += bytes;
        Ok(Step::Done(bytes.max(1), core::mem::take(&mut self.outputs)))
    }

    /// Lets go of what was written.
    pub(in crate::lsm) fn abandon<D: Disk>(self, bench: &mut Bench<'_, D>) {
        if let Some(builder) = &self.builder {
            bench.abandon(builder);
        }
        for table in self.outputs {
            bench.discard(&table);
            // No edit names it, so nobody misses it; what stays goes at the next opening.
            drop(bench.disk.delete(&table.name));
        }
    }
}
