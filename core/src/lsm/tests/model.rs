//! Random histories with crashes and reopenings, held against a `BTreeMap`.

use super::*;
use crate::disk::{Fate, FaultyDisk};
use alloc::vec;
use core::ops::Bound;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Op {
    Put(u8, u16),
    Delete(u8),
    Batch(Vec<(u8, Option<u16>)>),
    Scan(Bound<u8>, Bound<u8>, bool),
    Snapshot,
    Forget,
    Work(u16),
    Flush,
    Sync,
    Crash(u8, u64),
    Close,
}

fn bound() -> impl Strategy<Value = Bound<u8>> {
    prop_oneof![
        any::<u8>().prop_map(Bound::Included),
        any::<u8>().prop_map(Bound::Excluded),
        Just(Bound::Unbounded)
    ]
}

fn op() -> impl Strategy<Value = Op> {
    let key = 0..60u8;
    prop_oneof![
        30 => (key.clone(), 0..600u16).prop_map(|(key, size)| Op::Put(key, size)),
        8 => key.clone().prop_map(Op::Delete),
        4 => prop::collection::vec((key, prop::option::of(0..99u16)), 0..6).prop_map(Op::Batch),
        3 => (bound(), bound(), any::<bool>()).prop_map(|(from, to, back)| Op::Scan(from, to, back)),
        2 => Just(Op::Snapshot),
        1 => Just(Op::Forget),
        5 => any::<u16>().prop_map(Op::Work),
        1 => Just(Op::Flush),
        1 => Just(Op::Sync),
        1 => (0..3u8, any::<u64>()).prop_map(|(fate, seed)| Op::Crash(fate, seed)),
        1 => Just(Op::Close),
    ]
}

/// Keys of different lengths, among them the empty one.
fn key(number: u8) -> Vec<u8> {
    match number {
        0 => Vec::new(),
        _ => format!("{:02}{}", number / 2, "x".repeat(usize::from(number % 7))).into_bytes(),
    }
}

/// A value that is told from all others.
fn value(size: u16, at: usize) -> Vec<u8> {
    let mut value = format!("{at}:").into_bytes();
    value.resize(value.len().max(usize::from(size)), b'.');
    value
}

struct Run {
    lsm: Lsm<FaultyDisk>,
    options: Options,
    /// What there was after each write.
    states: BTreeMap<u64, Model>,
    snapshots: Vec<(Snapshot, Model)>,
}

impl Run {
    fn model(&self) -> &Model {
        self.states.last_key_value().expect("there is a first state").1
    }

    fn write(&mut self, writes: &[(u8, Option<u16>)], at: usize) {
        let (mut batch, mut model) = (Batch::default(), self.model().clone());
        for (index, (number, size)) in writes.iter().enumerate() {
            let key = key(*number);
            match size {
                Some(size) => {
                    let value = value(*size, 10 * at + index);
                    batch.put(&key, &value).expect("small");
                    model.insert(key, value);
                }
                None => {
                    batch.delete(&key).expect("small");
                    model.remove(&key);
                }
            }
        }
        self.lsm.write(&batch).expect("there is room");
        self.states.insert(self.lsm.last_sequence(), model);
    }

    /// After a crash there is one of the states.
    fn reopen(&mut self, fate: Fate) {
        let least = self.lsm.durable_sequence();
        let mut disk = self.lsm.disk().clone();
        disk.restart(fate);
        self.lsm = Lsm::open(disk, self.options.clone()).expect("after any crash");
        let last = self.lsm.last_sequence();
        assert!(last >= least, "{last} < {least}");
        self.states.split_off(&(last + 1));
        assert!(self.states.contains_key(&last), "half a batch");
        self.snapshots.clear();
        assert_eq!(contents(&self.lsm).as_ref(), Ok(self.model()));
    }

    fn scan(&self, from: Bound<u8>, to: Bound<u8>, back: bool) {
        let range = (from.map(key), to.map(key));
        let inside = |key: &Vec<u8>| core::ops::RangeBounds::contains(&range, key);
        let scan = if back { self.lsm.scan_back(range.clone()) } else { self.lsm.scan(range.clone()) };
        let met: Vec<_> = scan.expect("it can").map(|entry| entry.expect("it can")).collect();
        let mut expected: Vec<_> =
            self.model().iter().filter(|(key, _)| inside(key)).map(|(k, v)| (k.clone(), v.clone())).collect();
        if back {
            expected.reverse();
        }
        assert_eq!(met, expected, "{from:?} {to:?} {back}");
    }

    fn check(&self) {
        for number in 0..60 {
            let key = key(number);
            assert_eq!(self.lsm.get(&key).as_ref(), Ok(&self.model().get(&key).cloned()), "{number}");
            assert_eq!(self.lsm.trace(&key).map(|path| path.value), self.lsm.get(&key));
        }
        for (snapshot, model) in &self.snapshots {
            for number in 0..60 {
                let key = key(number);
                assert_eq!(self.lsm.get_at(snapshot, &key).as_ref(), Ok(&model.get(&key).cloned()));
            }
            for back in [false, true] {
                let scan = self.lsm.scan_at::<&[u8]>(snapshot, .., back).expect("it can");
                let met: Result<Model, _> = scan.collect();
                assert_eq!(met.as_ref(), Ok(model));
            }
        }
    }
}

fn play(options: &Options, ops: &[Op]) {
    let lsm = Lsm::open(FaultyDisk::default(), options.clone()).expect("an empty disk");
    let states = BTreeMap::from([(0, Model::new())]);
    let mut run = Run { lsm, options: options.clone(), states, snapshots: Vec::new() };
    for (at, op) in ops.iter().enumerate() {
        match op {
            Op::Put(key, size) => run.write(&[(*key, Some(*size))], at),
            Op::Delete(key) => run.write(&[(*key, None)], at),
            Op::Batch(writes) => run.write(writes, at),
            Op::Scan(from, to, back) => run.scan(*from, *to, *back),
            Op::Snapshot => {
                let snapshot = run.lsm.snapshot();
                run.snapshots.push((snapshot, run.model().clone()));
            }
            Op::Forget => drop(run.snapshots.pop()),
            Op::Work(bytes) => drop(run.lsm.work(u64::from(*bytes)).expect("it can")),
            Op::Flush => run.lsm.flush().expect("it can"),
            Op::Sync => run.lsm.sync().expect("it can"),
            Op::Crash(0, _) => run.reopen(Fate::Lost),
            Op::Crash(1, _) => run.reopen(Fate::Kept),
            Op::Crash(_, seed) => run.reopen(Fate::Torn(*seed)),
            Op::Close => {
                run.lsm.sync().expect("it can");
                let mut disk = run.lsm.disk().clone();
                disk.restart(Fate::Kept);
                run.lsm = Lsm::open(&mut disk, run.options.clone())
                    .and_then(Lsm::close)
                    .and_then(|()| Lsm::open(disk, run.options.clone()))
                    .expect("it was closed");
                run.snapshots.clear();
            }
        }
    }
    run.check();
    run.lsm.settle().expect("it can");
    run.check();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn it_is_an_ordered_map(
        ops in prop::collection::vec(op(), 1..250),
        compaction in prop::sample::select(vec![Compaction::Leveled, Compaction::SizeTiered, Compaction::LazyLeveled]),
        sync in prop::sample::select(vec![Sync::Always, Sync::Every(5), Sync::Never]),
        log_buffer in prop::sample::select(vec![0, 500]),
        bits_per_key in prop::sample::select(vec![0, 10]),
    ) {
        play(&Options { compaction, sync, log_buffer, bits_per_key, ..small() }, &ops);
    }
}
