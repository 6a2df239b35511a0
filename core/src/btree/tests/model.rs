//! The tree against the standard library's map.

use super::{value, *};
use crate::disk::{Disk, Fate, FaultyDisk, MemoryDisk};
use alloc::collections::BTreeMap;
use core::ops::Bound;
use proptest::prelude::*;

/// A key that differs from others only at its end, so that inner pages fill and split too.
fn key(number: u64) -> Vec<u8> {
    [&[b'x'; 300][..], &super::key(number)].concat()
}

#[derive(Clone, Debug)]
enum Step {
    Put(u64, u64),
    Delete(u64),
    /// Deletes so many keys from one on: whole pages go.
    Clear(u64, u64),
    Get(u64),
    Scan(u64, u64, bool),
    Checkpoint,
    Crash(Option<u64>),
}

fn step() -> impl Strategy<Value = Step> {
    let key = 0..400_u64;
    prop_oneof![
        12 => (key.clone(), any::<u64>()).prop_map(|(key, seed)| Step::Put(key, seed % 100_000)),
        4 => key.clone().prop_map(Step::Delete),
        1 => (key.clone(), 0..150_u64).prop_map(|(from, count)| Step::Clear(from, count)),
        4 => key.clone().prop_map(Step::Get),
        2 => (key.clone(), key, any::<bool>()).prop_map(|(a, b, back)| Step::Scan(a.min(b), a.max(b), back)),
        1 => Just(Step::Checkpoint),
        1 => prop::option::of(any::<u64>()).prop_map(Step::Crash),
    ]
}

type Model = BTreeMap<Vec<u8>, Vec<u8>>;

pub(super) fn all<D: Disk>(tree: &mut BTree<D>, direction: Direction) -> Vec<Entry> {
    let scan = tree.range(Bound::Unbounded, Bound::Unbounded, direction);
    scan.map(|entry| entry.expect("it is sound")).collect()
}

fn scan<D: Disk>(tree: &mut BTree<D>, model: &Model, from: u64, to: u64, back: bool) {
    let (low, high) = (key(from), key(to));
    let (low, high) = (Bound::Excluded(low.as_slice()), Bound::Included(high.as_slice()));
    let direction = if back { Direction::Backwards } else { Direction::Forwards };
    let found: Vec<Entry> =
        tree.range(low, high, direction).map(|entry| entry.expect("it is sound")).collect();
    // The standard range panics where ours is empty.
    let within = model.iter().filter(|(key, _)| (low, high).contains(key.as_slice()));
    let mut expected: Vec<Entry> = within.map(|(key, value)| (key.clone(), value.clone())).collect();
    if back {
        expected.reverse();
    }
    assert_eq!(found, expected);
}

use core::ops::RangeBounds as _;

/// One step on a tree and on its model.
fn take(tree: &mut BTree<&mut FaultyDisk>, model: &mut Model, step: &Step) {
    match *step {
        Step::Put(at, seed) => {
            tree.put(&key(at), &value(seed)).expect("there is room");
            model.insert(key(at), value(seed));
        }
        Step::Delete(at) => {
            assert_eq!(tree.delete(&key(at)).expect("it can"), model.remove(&key(at)).is_some());
        }
        Step::Clear(from, count) => {
            for at in from..from + count {
                assert_eq!(tree.delete(&key(at)).expect("it can"), model.remove(&key(at)).is_some());
            }
        }
        Step::Get(at) => assert_eq!(tree.get(&key(at)).expect("it can"), model.get(&key(at)).cloned()),
        Step::Scan(from, to, back) => scan(tree, model, from, to, back),
        Step::Checkpoint => tree.checkpoint().expect("it can"),
        Step::Crash(_) => unreachable!("the disk crashes, not the tree"),
    }
}

fn run(steps: &[Step], sync_every: u32) {
    let mut disk = FaultyDisk::default();
    let mut model = Model::new();
    for steps in steps.split_inclusive(|step| matches!(step, Step::Crash(_))) {
        let mut tree = BTree::open(&mut disk, Options { sync_every, ..SMALL }).expect("it opens");
        assert_eq!(all(&mut tree, Direction::Forwards), model.clone().into_iter().collect::<Vec<_>>());
        let (last, steps) = steps.split_last().expect("at least one");
        for step in steps {
            take(&mut tree, &mut model, step);
        }
        let Step::Crash(seed) = last else {
            take(&mut tree, &mut model, last);
            break;
        };
        tree.sync().expect("it can");
        let census = tree.check().expect("it is sound");
        assert_eq!(census.entries, model.len() as u64);
        drop(tree);
        disk.restart(seed.map_or(Fate::Lost, Fate::Torn));
    }
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    let mut backwards = all(&mut tree, Direction::Backwards);
    backwards.reverse();
    assert_eq!(backwards, model.into_iter().collect::<Vec<_>>());
    tree.check().expect("it is sound");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn it_is_a_map(steps in prop::collection::vec(step(), 1..300), sync_every in 0..5_u32) {
        run(&steps, sync_every);
    }
}

#[test]
fn all_that_is_put_can_be_deleted_in_any_order() {
    for stride in [1, 7, 1_999] {
        let mut tree = BTree::open(MemoryDisk::default(), SMALL).expect("it opens");
        for at in 0..2_000 {
            tree.put(&key(at * stride % 2_000), &value(at)).expect("there is room");
        }
        let census = tree.check().expect("it is sound");
        assert_eq!(census.entries, 2_000);
        assert!(census.inner > 12 && census.leaves > 100, "{census:?}");
        for at in 0..1_999 {
            assert!(tree.delete(&key(at * 3 % 2_000)).expect("it can"), "{at}");
        }
        let one = tree.check().expect("it is sound");
        assert_eq!((one.entries, one.leaves, one.inner), (1, 1, 0), "the leaf of the last key is the root");
        assert!(tree.delete(&key(1_999 * 3 % 2_000)).expect("it can"));
        let empty = tree.check().expect("it is sound");
        assert_eq!((empty.entries, empty.leaves, empty.inner), (0, 1, 0));
        assert_eq!(empty.free + 1, census.free + census.leaves + census.inner);
        // What was freed is used again.
        for at in 0..2_000 {
            tree.put(&key(at), &value(at)).expect("there is room");
        }
        assert_eq!(tree.check().expect("it is sound").entries, 2_000);
        assert!(tree.view().pages <= (census.leaves + census.inner) * 11 / 10);
    }
}
