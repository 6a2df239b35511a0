//! Sizes at their limits, options out of range, a disk that refuses.

use super::*;
use crate::disk::{DiskError, FaultyDisk, MemoryDisk, Plan, Reason};
use alloc::vec;

#[test]
fn keys_and_values_may_be_empty_or_very_large() {
    let mut disk = MemoryDisk::default();
    let (key, value) = (vec![7; MAX_KEY], vec![8; MAX_VALUE]);
    {
        let mut lsm = Lsm::open(&mut disk, Options::default()).expect("an empty disk");
        lsm.put(b"", b"").expect("empty is fine");
        lsm.put(&key, &value).expect("just small enough");
        assert_eq!(lsm.put(&[key.as_slice(), &[0]].concat(), b""), Err(LsmError::Key { bytes: MAX_KEY + 1 }));
        let bytes = MAX_VALUE + 1;
        assert_eq!(lsm.put(b"k", &[value.as_slice(), &[0]].concat()), Err(LsmError::Value { bytes }));
        assert_eq!(lsm.get(b"k"), Ok(None));
    }
    for _ in 0..2 {
        let mut lsm = Lsm::open(&mut disk, Options::default()).expect("again");
        assert_eq!(lsm.get(b""), Ok(Some(Vec::new())));
        assert_eq!(lsm.get_with(&key, <[u8]>::len), Ok(Some(MAX_VALUE)));
        assert_eq!(lsm.scan_back::<&[u8]>(..).expect("it can").count(), 2);
        lsm.flush().expect("there is room");
    }
}

#[test]
fn a_batch_has_a_limit() {
    let mut batch = Batch::default();
    let value = vec![0; MAX_VALUE];
    while batch.put(b"k", &value).is_ok() {}
    assert_eq!(batch.len(), MAX_BATCH / MAX_VALUE - 1);
    assert!(matches!(batch.put(b"k", &value), Err(LsmError::Batch { .. })));
    batch.put(b"k", b"small").expect("there is room for that");
}

#[test]
fn options_out_of_range_are_named() {
    let open = |options| Lsm::open(MemoryDisk::default(), options).map(drop);
    assert_eq!(open(Options { size_ratio: 1, ..small() }), Err(LsmError::Option("size_ratio")));
    assert_eq!(open(Options { sync: Sync::Every(0), ..small() }), Err(LsmError::Option("sync")));
    assert_eq!(open(Options { level0_stop: 3, ..small() }), Err(LsmError::Option("level0_stop")));
}

#[test]
fn a_second_engine_is_refused() {
    let mut disk = MemoryDisk::default();
    disk.lock().expect("nobody has it");
    let locked = Err(LsmError::Disk(DiskError::of("LOCK", Reason::Locked)));
    assert_eq!(Lsm::open(&mut disk, small()).map(drop), locked);
    disk.unlock();
    drop(Lsm::open(&mut disk, small()).expect("it is free"));
    drop(Lsm::open(&mut disk, small()).expect("it is free again"));
}

#[test]
fn a_disk_that_may_only_be_read_is_refused_and_as_it_was() {
    let mut disk = FaultyDisk::default();
    let mut model = Model::new();
    fill(&mut Lsm::open(&mut disk, small()).expect("an empty disk"), &mut model, 100, 30);
    let before: Vec<_> = disk.list().expect("it can");
    disk.set_plan(Plan { read_only: true, ..Plan::default() });
    let error = Lsm::open(&mut disk, small()).map(drop).expect_err("it cannot write");
    assert!(matches!(error, LsmError::Disk(DiskError { reason: Reason::ReadOnly, .. })), "{error}");
    assert_eq!(disk.list(), Ok(before));
    disk.set_plan(Plan::default());
    assert_eq!(contents(&Lsm::open(&mut disk, small()).expect("again")), Ok(model));
}

#[test]
fn a_full_disk_refuses_writes_until_there_is_room() {
    let mut lsm = Lsm::open(FaultyDisk::default(), small()).expect("an empty disk");
    let mut model = Model::new();
    fill(&mut lsm, &mut model, 200, 50);
    for capacity in [20_000, 30_000, 45_000] {
        lsm.disk_mut().set_plan(Plan { capacity: Some(capacity), ..Plan::default() });
        let mut refused = 0;
        for number in 0..3_000 {
            let (key, value) = (format!("more-{number:05}").into_bytes(), b"something".to_vec());
            match lsm.put(&key, &value) {
                Ok(()) => drop(model.insert(key, value)),
                Err(LsmError::Disk(DiskError { reason: Reason::Full, .. })) => refused += 1,
                Err(other) => panic!("{other}"),
            }
        }
        assert!(refused > 0, "{capacity}");
        assert_eq!(contents(&lsm).as_ref(), Ok(&model));
    }
    lsm.disk_mut().set_plan(Plan::default());
    lsm.put(b"at last", b"room").expect("there is room");
    model.insert(b"at last".to_vec(), b"room".to_vec());
    lsm.settle().expect("there is room");
    let mut disk = lsm.disk().clone();
    disk.restart(crate::disk::Fate::Lost);
    assert_eq!(contents(&Lsm::open(disk, small()).expect("again")), Ok(model));
}

#[test]
fn a_caller_that_does_the_work_is_told_when_it_is_behind() {
    let mut lsm =
        Lsm::open(MemoryDisk::default(), Options { self_driven: false, ..small() }).expect("an empty disk");
    let mut busy = 0;
    for number in 0..2_000u32 {
        let key = number.wrapping_mul(2_654_435_761).to_be_bytes();
        while lsm.put(&key, b"value") == Err(LsmError::Busy) {
            busy += 1;
            lsm.work(500).expect("there is room");
        }
    }
    assert!(busy > 0);
    assert_eq!(contents(&lsm).map(|met| met.len()), Ok(2_000));
    assert!(lsm.overview().shape.runs(0).len() <= small().level0_stop);
}

#[test]
fn a_snapshot_of_another_engine_is_refused() {
    let open = || Lsm::open(MemoryDisk::default(), small()).expect("an empty disk");
    let (mut one, two) = (open(), open());
    let snapshot = one.snapshot();
    assert_eq!(one.get_at(&snapshot, b"key"), Ok(None));
    assert_eq!(two.get_at(&snapshot, b"key"), Err(LsmError::Snapshot));
}

#[test]
fn an_engine_may_move_to_a_thread() {
    fn sends<T: Send>(_: &T) {}
    sends(&Lsm::open(MemoryDisk::default(), small()).expect("an empty disk"));
}
