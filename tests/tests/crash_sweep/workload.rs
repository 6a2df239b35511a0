//! What the engine is asked to do, and what should be there afterwards.

use snowglobe_core::disk::FaultyDisk;
use snowglobe_core::lsm::{Batch, Compaction, Lsm, LsmError, Options, Sync};
use snowglobe_core::random::SplitMix64;
use std::collections::BTreeMap;

use crate::check::{Failure, same};

/// What should be there.
pub(crate) type Model = BTreeMap<Vec<u8>, Vec<u8>>;

/// One step of a workload.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Writes, as one batch if there are several; `None` deletes.
    Write(Vec<(Vec<u8>, Option<Vec<u8>>)>),
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

/// So small that everything happens often.
pub(crate) fn options(compaction: Compaction, sync: Sync) -> Options {
    Options {
        compaction,
        sync,
        size_ratio: 3,
        memtable_bytes: 3_000,
        frozen_memtables: 2,
        table_bytes: 1_200,
        level0_runs: 2,
        level0_stop: 5,
        block_bytes: 200,
        cache_bytes: 4_000,
        log_buffer: if sync == Sync::Never { 300 } else { 0 },
        ..Options::default()
    }
}

/// A workload: mostly puts, with deletes, batches, and now and then some work.
pub(crate) fn steps(seed: u64, count: usize) -> Vec<Step> {
    let mut random = SplitMix64::new(seed);
    let one = |random: &mut SplitMix64, at: usize| {
        let key = format!("key-{:03}", random.below(90)).into_bytes();
        let value = (random.below(4) > 0)
            .then(|| format!("{at}-{}", "v".repeat(random.below(40) as usize)).into_bytes());
        (key, value)
    };
    (0..count)
        .map(|at| match random.below(20) {
            0..=14 => Step::Write(vec![one(&mut random, at)]),
            15..=16 => Step::Write((0..=random.below(5)).map(|_| one(&mut random, at)).collect()),
            17 => Step::Work(random.below(3_000)),
            18 if random.below(10) == 0 => Step::Flush,
            19 if random.below(5) == 0 => Step::Sync,
            _ => Step::Work(100),
        })
        .collect()
}

/// Does a step.
pub(crate) fn apply(lsm: &mut Lsm<FaultyDisk>, step: &Step) -> Result<(), LsmError> {
    match step {
        Step::Work(bytes) => lsm.work(*bytes).map(drop),
        Step::Flush => lsm.flush(),
        Step::Sync => lsm.sync(),
        Step::Write(writes) => match &writes[..] {
            [(key, Some(value))] => lsm.put(key, value),
            [(key, None)] => lsm.delete(key),
            many => {
                let mut batch = Batch::default();
                for (key, value) in many {
                    match value {
                        Some(value) => batch.put(key, value)?,
                        None => batch.delete(key)?,
                    }
                }
                lsm.write(&batch)
            }
        },
    }
}

/// What there was after each write: a state for each sequence number at which one may stop.
#[derive(Clone, Debug)]
pub(crate) struct History {
    states: BTreeMap<u64, std::rc::Rc<Model>>,
}

impl Default for History {
    fn default() -> Self {
        Self { states: BTreeMap::from([(0, std::rc::Rc::default())]) }
    }
}

impl History {
    /// Adds what the next step does.
    pub(crate) fn record(&mut self, lsm: &Lsm<FaultyDisk>, step: &Step) {
        let Step::Write(writes) = step else { return };
        let mut model = Model::clone(self.last());
        for (key, value) in writes {
            match value {
                Some(value) => drop(model.insert(key.clone(), value.clone())),
                None => drop(model.remove(key)),
            }
        }
        self.states.insert(lsm.last_sequence() + step.writes(), std::rc::Rc::new(model));
        // Nothing before what is durable can come back.
        self.states = self.states.split_off(&lsm.durable_sequence());
    }

    /// What should be there now.
    pub(crate) fn last(&self) -> &Model {
        self.states.last_key_value().expect("there is a first state").1
    }

    /// Takes the last writes back: they were refused.
    pub(crate) fn forget_last(&mut self, lsm: &Lsm<FaultyDisk>) {
        self.states.retain(|sequence, _| *sequence <= lsm.last_sequence());
    }

    /// After a crash there is one of the states, and none from before `least`.
    pub(crate) fn check_prefix(&self, lsm: &Lsm<FaultyDisk>, least: u64) -> Result<(), Failure> {
        let last = lsm.last_sequence();
        let model = self.states.get(&last).filter(|_| last >= least);
        let model = model
            .ok_or_else(|| Failure::new(format!("there are {last} writes, at least {least} should be")))?;
        same(lsm, model)
    }
}
