//! One run a level: reads ask few runs, and every byte is written again at each level, ratio times.
//!
//! ```text
//!   level 0   [a‥z] [c‥x] [b‥y] [a‥w]     4 runs: merged into level 1, with those tables there that overlap
//!   level 1   [a‥f][g‥m][n‥z]             too large: one table goes down, the one that costs least
//!   level 2   [a‥b][c‥d]…[y‥z]
//! ```

use super::{Job, Policy, RunShape, Shape, capacity};
use crate::lsm::options::Options;
use crate::lsm::table::TableInfo;

/// One run a level; see [`Compaction::Leveled`](crate::lsm::Compaction::Leveled).
#[derive(Clone, Copy, Debug)]
pub struct Leveled;

impl Policy for Leveled {
    fn pick(&self, shape: &Shape, options: &Options) -> Option<Job> {
        // How full a level is, in thousandths.
        let fullness = |level: usize| match level {
            0 => 1_000 * shape.runs(0).len() as u64 / options.level0_runs as u64,
            // More than one run is what another policy left.
            _ if shape.runs(level).len() > 1 => u64::MAX,
            _ => shape.bytes(level).saturating_mul(1_000) / capacity(options, level),
        };
        let (level, full) = (0..shape.levels.len())
            .map(|level| (level, fullness(level)))
            .rev()
            .max_by_key(|(_, full)| *full)?;
        if full < 1_000 {
            return None;
        }
        if level == 0 || shape.runs(level).len() > 1 {
            return Some(all_runs(shape, level));
        }
        let run = shape.runs(level).first()?;
        let cost = |table: &&TableInfo| {
            let below: u64 = overlapping(shape, level + 1, table).map(|other| other.bytes).sum();
            below.saturating_mul(1_000) / table.bytes.max(1)
        };
        let table = run.tables.iter().min_by_key(cost)?;
        Some(job(shape, level, core::slice::from_ref(table)))
    }
}

fn next_run(shape: &Shape, level: usize) -> Option<&RunShape> {
    shape.runs(level).first()
}

fn overlapping<'a>(
    shape: &'a Shape,
    level: usize,
    table: &'a TableInfo,
) -> impl Iterator<Item = &'a TableInfo> {
    let tables = next_run(shape, level).map_or(&[][..], |run| &run.tables);
    tables.iter().filter(|other| other.overlaps(&table.smallest, &table.largest))
}

fn all_runs(shape: &Shape, level: usize) -> Job {
    // Several runs below are beside each other: what comes is one more.
    if shape.runs(level + 1).len() > 1 {
        return super::whole_level(shape, level, None);
    }
    let tables: alloc::vec::Vec<TableInfo> =
        shape.runs(level).iter().flat_map(|run| run.tables.iter().cloned()).collect();
    job(shape, level, &tables)
}

/// These tables of a level, with what overlaps any of them below.
fn job(shape: &Shape, from: usize, tables: &[TableInfo]) -> Job {
    let smallest = tables.iter().map(|table| &table.smallest).min();
    let largest = tables.iter().map(|table| &table.largest).max();
    let below = next_run(shape, from + 1).filter(|_| shape.runs(from + 1).len() == 1);
    let mut numbers: alloc::vec::Vec<u64> = tables.iter().map(|table| table.number).collect();
    if let (Some(below), Some(smallest), Some(largest)) = (below, smallest, largest) {
        numbers.extend(
            below.tables.iter().filter(|other| other.overlaps(smallest, largest)).map(|other| other.number),
        );
    }
    Job { from, tables: numbers, to: from + 1, into: below.map(|run| run.id) }
}
