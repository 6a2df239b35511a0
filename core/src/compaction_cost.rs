//! What compaction costs: how often an entry of a log-structured merge tree is written before it rests.
//!
//! Distinct keys are inserted once each. A memtable of so many entries is flushed as a sorted run, and then:
//!
//! ```text
//!   leveled, ratio 4   level 1  ████            one run for each level, merged with all that comes
//!                      level 2  ████████████████   when full, moved down as a whole
//!   tiered, ratio 4    level 0  █ █ █             up to 3 runs; the fourth merges them into one of the next
//!                      level 1  ████ ████
//! ```
//!
//! Leveled writes more, and leaves fewer runs in which a read must look.
//!
//! ```
//! use snowglobe_core::compaction_cost::{CompactionCost, Policy};
//!
//! let leveled = CompactionCost::of(Policy::Leveled, 100_000, 100, 10).expect("sound");
//! let tiered = CompactionCost::of(Policy::Tiered, 100_000, 100, 10).expect("sound");
//! assert_eq!((leveled.write_amplification(), leveled.most_runs), (18.5, 3));
//! assert_eq!((tiered.write_amplification(), tiered.most_runs), (4.0, 27));
//! ```
//!
//! Sources: O'Neil et al., "The Log-Structured Merge-Tree" (1996); Dayan, Athanassoulis and Idreos, "Monkey:
//! Optimal Navigable Key-Value Store" (2017), for the two policies side by side.

use alloc::vec::Vec;

/// The most flushes that are gone through.
pub const MAX_FLUSHES: u64 = 10_000_000;

/// When runs are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// A level is one run; level i holds fewer than memtable × ratio^i entries.
    Leveled,
    /// A level is fewer than `ratio` runs.
    Tiered,
}

/// What was written, in entries; the write-ahead log is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompactionCost {
    /// Entries inserted.
    pub inserted: u64,
    /// Entries written by flushes.
    pub flushed: u64,
    /// Entries written by merges.
    pub merged: u64,
    /// Runs at the end.
    pub runs: u64,
    /// The most runs that there were right after a flush and the merges it led to.
    pub most_runs: u64,
}

impl CompactionCost {
    /// Goes through the insertion of `entries`, flushed whenever a memtable of that many is full. None if the
    /// memtable is 0 or the ratio below 2, or for more than [`MAX_FLUSHES`].
    #[must_use]
    pub fn of(policy: Policy, entries: u64, memtable: u64, ratio: u64) -> Option<Self> {
        let flushes =
            entries.checked_div(memtable).filter(|flushes| ratio >= 2 && *flushes <= MAX_FLUSHES)?;
        let mut cost =
            Self { inserted: entries, flushed: flushes * memtable, merged: 0, runs: 0, most_runs: 0 };
        let mut levels = Levels { policy, memtable, ratio, runs: Vec::new() };
        for _ in 0..flushes {
            cost.merged = cost.merged.saturating_add(levels.flush());
            cost.runs = levels.runs.iter().map(|runs| runs.len() as u64).sum();
            cost.most_runs = cost.most_runs.max(cost.runs);
        }
        Some(cost)
    }

    /// How often an entry is written on average; 0 if there is none.
    #[must_use]
    pub fn write_amplification(&self) -> f64 {
        if self.inserted == 0 {
            0.0
        } else {
            (self.flushed as f64 + self.merged as f64) / self.inserted as f64
        }
    }
}

/// The sizes of the runs of each level, the newest level first.
struct Levels {
    policy: Policy,
    memtable: u64,
    ratio: u64,
    runs: Vec<Vec<u64>>,
}

impl Levels {
    /// A run comes from memory. Gives the entries that merges wrote.
    fn flush(&mut self) -> u64 {
        let mut written = 0_u64;
        let mut coming = Some(self.memtable);
        let mut depth = 0;
        while let Some(run) = coming {
            if self.runs.len() == depth {
                self.runs.push(Vec::new());
            }
            let level = &mut self.runs[depth];
            coming = match self.policy {
                Policy::Leveled => {
                    let merged = level.pop().unwrap_or(0) + run;
                    written = written.saturating_add(merged);
                    level.push(merged);
                    let full = power(self.ratio, depth + 1).saturating_mul(self.memtable);
                    (merged >= full).then(|| core::mem::take(level)).map(|runs| runs.iter().sum())
                }
                Policy::Tiered => {
                    level.push(run);
                    let full = level.len() as u64 == self.ratio;
                    let merged = full.then(|| core::mem::take(level).iter().sum());
                    written = written.saturating_add(merged.unwrap_or(0));
                    merged
                }
            };
            depth += 1;
        }
        written
    }
}

fn power(base: u64, exponent: usize) -> u64 {
    base.saturating_pow(exponent as u32)
}

#[cfg(test)]
mod tests;
