//! What the engine is asked to do.

use crate::check::{Model, right};
use snowglobe_core::disk::Disk;
use snowglobe_core::lsm::{Batch, Compaction, Compression, Lsm, LsmError, Options, Sync};
use snowglobe_core::random::SplitMix64;
use std::ops::Range;

/// Keys that there can be.
pub(crate) const KEYS: u64 = 90;

pub(crate) fn key(number: u64) -> Vec<u8> {
    format!("key-{number:03}").into_bytes()
}

/// One step of a workload.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Writes, as one batch if there are several; `None` deletes.
    Write(Vec<(Vec<u8>, Option<Vec<u8>>)>),
    /// Reads a key.
    Get(Vec<u8>),
    /// Reads a range, backwards if so.
    Scan(Range<Vec<u8>>, bool),
    /// Flushing and merging of so many bytes.
    Work(u64),
    /// All that is in memory becomes tables.
    Flush,
    /// What was written is made durable.
    Sync,
}

impl Step {
    /// Sequence numbers that it takes.
    pub(crate) fn writes(&self) -> u64 {
        match self {
            Self::Write(writes) => writes.len() as u64,
            _ => 0,
        }
    }
}

/// What is swept: each policy with each way to sync. One of them compresses, and in one the caller does the work.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) policy: Compaction,
    pub(crate) sync: Sync,
}

impl Case {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let policies = [Compaction::Leveled, Compaction::SizeTiered, Compaction::LazyLeveled];
        let syncs = [Sync::Always, Sync::Every(7), Sync::Never];
        policies.into_iter().flat_map(move |policy| syncs.map(|sync| Self { policy, sync }))
    }

    /// So small that everything happens often.
    pub(crate) fn options(self) -> Options {
        let compressed = (self.policy, self.sync) == (Compaction::SizeTiered, Sync::Every(7));
        Options {
            compaction: self.policy,
            sync: self.sync,
            size_ratio: 3,
            memtable_bytes: 3_000,
            frozen_memtables: 2,
            table_bytes: 1_200,
            level0_runs: 2,
            level0_stop: 5,
            block_bytes: 200,
            cache_bytes: 4_000,
            log_buffer: if self.sync == Sync::Never { 300 } else { 0 },
            compression: if compressed { Compression::Lz4 } else { Compression::None },
            self_driven: (self.policy, self.sync) != (Compaction::LazyLeveled, Sync::Always),
            ..Options::default()
        }
    }
}

/// A workload: mostly puts, with deletes, batches, and now and then a read or some work.
pub(crate) fn steps(seed: u64, count: usize) -> Vec<Step> {
    let mut random = SplitMix64::new(seed);
    let one = |random: &mut SplitMix64, at: usize| {
        let value = (random.below(4) > 0)
            .then(|| format!("{at}-{}", "v".repeat(random.below(40) as usize)).into_bytes());
        (key(random.below(KEYS)), value)
    };
    (0..count)
        .map(|at| match random.below(24) {
            0..=14 => Step::Write(vec![one(&mut random, at)]),
            15..=18 => Step::Write((0..=random.below(5)).map(|_| one(&mut random, at)).collect()),
            19 => Step::Work(random.below(3_000)),
            20 if random.below(10) == 0 => Step::Flush,
            21 if random.below(5) == 0 => Step::Sync,
            22 => Step::Get(key(random.below(KEYS))),
            23 if random.below(2) == 0 => {
                let from = random.below(KEYS);
                Step::Scan(key(from)..key(from + random.below(30)), random.below(2) == 0)
            }
            _ => Step::Work(100),
        })
        .collect()
}

/// Does a step. What it reads must be what there is, up to where an error stops it.
pub(crate) fn apply<D: Disk>(lsm: &mut Lsm<D>, step: &Step, there_is: &Model) -> Result<(), LsmError> {
    match step {
        Step::Work(bytes) => lsm.work(*bytes).map(drop),
        Step::Flush => lsm.flush(),
        Step::Sync => lsm.sync(),
        Step::Get(key) => {
            assert_eq!(lsm.get(key)?.as_ref(), there_is.get(key), "{step:?}");
            Ok(())
        }
        Step::Scan(range, backward) => {
            let range = (range.start.as_slice(), range.end.as_slice());
            let bounds = range.0..range.1;
            let scan = if *backward { lsm.scan_back(bounds)? } else { lsm.scan(bounds)? };
            let within =
                there_is.iter().filter(|(key, _)| range.0 <= key.as_slice() && key.as_slice() < range.1);
            right(scan, within, *backward)?.unwrap_or_else(|failure| panic!("{step:?}: {failure}"));
            Ok(())
        }
        Step::Write(writes) => {
            let mut batch = Batch::default();
            for (key, value) in writes {
                match value {
                    Some(value) => batch.put(key, value)?,
                    None => batch.delete(key)?,
                }
            }
            loop {
                let written = match &writes[..] {
                    [(key, Some(value))] => lsm.put(key, value),
                    [(key, None)] => lsm.delete(key),
                    _ => lsm.write(&batch),
                };
                match written {
                    Err(LsmError::Busy) => lsm.work(500).map(drop)?,
                    other => return other,
                }
            }
        }
    }
}
