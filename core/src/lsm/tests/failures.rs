//! One change of the disk fails, whatever it is; what is acknowledged after it is as safe as what was before.

use super::*;
use crate::disk::{Fate, FaultyDisk, Plan, Reason};
use alloc::vec;

/// What is done; each step with whether it was acknowledged.
fn work(lsm: &mut Lsm<&mut FaultyDisk>, order: &[u8], fail_after: u64) -> Vec<bool> {
    let at = lsm.disk().changes() + fail_after;
    lsm.disk_mut().set_plan(Plan { fail_at: Some((at, Reason::Device)), ..Plan::default() });
    let done = order.iter().enumerate().map(|(step, what)| match what {
        b'f' => lsm.flush().is_ok(),
        b'z' => lsm.freeze().is_ok(),
        b's' => lsm.sync().is_ok(),
        _ => lsm.put(&[*what], &[step as u8]).is_ok(),
    });
    done.collect()
}

#[test]
fn what_is_acknowledged_after_a_failure_survives() {
    let mut failed = 0;
    for order in [&b"abzcd"[..], b"abfcd", b"azbzc", b"afbfc", b"abzcfd", b"azzbc"] {
        for fail_after in 0..16 {
            for fate in [Fate::Lost, Fate::Kept, Fate::Torn(fail_after)] {
                let mut disk = FaultyDisk::default();
                let mut lsm = Lsm::open(&mut disk, Options::default()).expect("there is room");
                let done = work(&mut lsm, order, fail_after);
                failed += usize::from(done.contains(&false));
                drop(lsm);
                disk.restart(fate);
                let lsm = Lsm::open(&mut disk, Options::default())
                    .unwrap_or_else(|error| panic!("{order:?} {fail_after} {fate:?}: {error}"));
                for (step, (what, done)) in order.iter().zip(done).enumerate() {
                    if done && what.is_ascii_lowercase() && !b"fzs".contains(what) {
                        let value = lsm.get(&[*what]).expect("it is whole");
                        assert_eq!(
                            value,
                            Some(vec![step as u8]),
                            "{order:?} {fail_after} {fate:?}: step {step}"
                        );
                    }
                }
            }
        }
    }
    assert!(failed > 50, "{failed}");
}

#[test]
fn a_close_that_is_told_done_is_done() {
    let mut closed = 0;
    for fail_after in 0..8 {
        let mut disk = FaultyDisk::default();
        let options = Options { sync: Sync::Never, ..Options::default() };
        let mut lsm = Lsm::open(&mut disk, options.clone()).expect("there is room");
        let done = work(&mut lsm, b"as", fail_after);
        if lsm.close().is_err() {
            continue;
        }
        disk.restart(Fate::Lost);
        let lsm = Lsm::open(&mut disk, options).expect("it is whole");
        assert!(!done[0] || lsm.get(b"a").expect("it is whole").is_some(), "{fail_after}");
        closed += usize::from(done.contains(&false));
    }
    assert!(closed > 0, "a failure before it was mended");
}

#[test]
fn an_opening_that_fails_leaves_nothing_open() {
    let mut whole = FaultyDisk::default();
    let mut model = Model::new();
    fill(&mut Lsm::open(&mut whole, small()).expect("there is room"), &mut model, 200, 50);
    for whole in [whole, FaultyDisk::default()] {
        let model = if whole.names().count() > 0 { model.clone() } else { Model::new() };
        let mut opened = whole.clone();
        drop(Lsm::open(&mut opened, small()).expect("it is whole"));
        let changes = (whole.changes()..opened.changes())
            .map(|at| Plan { fail_at: Some((at, Reason::Device)), ..Plan::default() });
        let reads =
            (whole.reads()..opened.reads()).map(|at| Plan { read_error_at: Some(at), ..Plan::default() });
        let mut failed = 0;
        for plan in changes.chain(reads) {
            let mut disk = whole.clone();
            disk.set_plan(plan);
            // A leftover that cannot be deleted is no failure.
            failed += usize::from(Lsm::open(&mut disk, small()).is_err());
            assert_eq!(disk.open_files(), 0, "{plan:?}");
            disk.set_plan(Plan::default());
            let lsm = Lsm::open(&mut disk, small()).unwrap_or_else(|error| panic!("{plan:?}: {error}"));
            assert_eq!(contents(&lsm).as_ref(), Ok(&model), "{plan:?}");
        }
        assert!(failed > 5, "{failed}");
    }
}

#[test]
fn a_flush_up_to_the_midst_of_a_log_is_gone_on_from() {
    let mut disk = FaultyDisk::default();
    let options = Options { self_driven: false, ..small() };
    let mut model = Model::new();
    let mut lsm = Lsm::open(&mut disk, options.clone()).expect("there is room");
    for number in 0..20 {
        if number == 10 {
            lsm.freeze().expect("there is room");
        }
        lsm.put(&key(number), &[7; 200]).expect("there is room");
        model.insert(key(number), vec![7; 200]);
    }
    drop(lsm);
    disk.restart(Fate::Lost);
    // What is read from the two logs is cut by size: the first memtable has the one and a part of the other.
    let mut lsm = Lsm::open(&mut disk, options.clone()).expect("it is whole");
    assert_eq!(lsm.frozen_count(), 2);
    while lsm.frozen_count() == 2 {
        lsm.work(1).expect("there is room");
    }
    assert!((11..20).contains(&lsm.flushed), "{}", lsm.flushed);
    for _ in 0..3 {
        lsm.put(b"more", b"more").expect("there is room");
        model.insert(b"more".to_vec(), b"more".to_vec());
        drop(lsm);
        disk.restart(Fate::Lost);
        lsm = Lsm::open(&mut disk, options.clone()).expect("it is whole");
        assert_eq!(contents(&lsm).as_ref(), Ok(&model));
    }
}
