//! A storage engine against everything that goes wrong with disks, at every single operation of workloads of 2,000
//! writes and more: crashes, with what was not durable lost, kept or torn; failing operations; a full disk; reads that
//! fail. Whatever happens, what the engine promises is held against a `BTreeMap`.
//!
//! ```text
//!   step 1 ── step 2 ── step 3 ── …                the run as it goes when nothing happens
//!              └ crash at each operation of step 2 ── lost │ kept │ torn ── open, compare
//! ```
//!
//! Engine and disk are cloned before each step, so a crash costs one step and not the run up to it.

mod check;
mod workload;

use check::{Failure, compare, reopened};
use snowglobe_core::disk::{Fate, FaultyDisk, Plan, Reason};
use snowglobe_core::lsm::{Compaction, Lsm, Sync};
use workload::{History, Step, apply, options, steps};

const POLICIES: [Compaction; 3] = [Compaction::Leveled, Compaction::SizeTiered, Compaction::LazyLeveled];
const SYNCS: [Sync; 3] = [Sync::Always, Sync::Every(7), Sync::Never];
/// Steps of a workload, of which most are writes.
const STEPS: usize = 2_600;

/// Runs a workload and calls `each` before every step, with the history up to and with it.
fn run(policy: Compaction, sync: Sync, seed: u64, mut each: impl FnMut(&Lsm<FaultyDisk>, &Step, &History)) {
    let mut lsm = Lsm::open(FaultyDisk::default(), options(policy, sync)).expect("an empty disk");
    let mut history = History::default();
    let steps = steps(seed, STEPS);
    assert!(steps.iter().filter(|step| step.writes() > 0).count() >= 2_000);
    for step in &steps {
        history.record(&lsm, step);
        each(&lsm, step, &history);
        apply(&mut lsm, step).expect("nothing goes wrong");
    }
    compare(&lsm, &history).unwrap_or_else(|failure| panic!("{failure}"));
    let stats = lsm.stats();
    assert!(stats.flushes > 20 && stats.merges > 5, "the workload is too small: {stats:?}");
}

/// The operations that a step asks of the disk: changes and reads, from which number to which.
fn operations(before: &Lsm<FaultyDisk>, step: &Step) -> (std::ops::Range<u64>, std::ops::Range<u64>) {
    let mut after = before.clone();
    apply(&mut after, step).expect("nothing goes wrong");
    let (from, to) = (before.disk(), after.disk());
    (from.changes()..to.changes(), from.reads()..to.reads())
}

/// A crash in all three ways; what survives is at least what was durable and at most what was asked for.
fn crash(lsm: &Lsm<FaultyDisk>, history: &History, seed: u64) -> Result<(), Failure> {
    for fate in [Fate::Lost, Fate::Kept, Fate::Torn(seed), Fate::Torn(seed + (1 << 40))] {
        let mut disk = lsm.disk().clone();
        disk.restart(fate);
        let again = reopened(disk, lsm.options())?;
        history.check_prefix(&again, lsm.durable_sequence()).map_err(|failure| failure.after(fate))?;
    }
    Ok(())
}

fn sweep_crashes(policy: Compaction, sync: Sync) -> u64 {
    let mut crashes = 0;
    run(policy, sync, 1, |before, step, history| {
        for at in operations(before, step).0 {
            let mut lsm = before.clone();
            lsm.disk_mut().set_plan(Plan { crash_at: Some(at), ..Plan::default() });
            assert!(apply(&mut lsm, step).is_err() || lsm.disk().is_crashed());
            let checked = crash(&lsm, history, at);
            checked
                .unwrap_or_else(|failure| panic!("{policy:?} {sync:?} crash at {at}, {step:?}: {failure}"));
            crashes += 1;
        }
    });
    crashes
}

#[test]
fn a_crash_at_any_operation_keeps_the_promise() {
    let mut total = 0;
    std::thread::scope(|scope| {
        let sweeps = POLICIES.map(|policy| {
            scope.spawn(move || SYNCS.iter().map(|sync| sweep_crashes(policy, *sync)).sum::<u64>())
        });
        total = sweeps.into_iter().map(|sweep| sweep.join().expect("no violation")).sum();
    });
    println!("{total} crashes, each with four fates");
    assert!(total > 20_000);
}

/// A write after a failure, and then a crash: it keeps to the promise as any other.
fn write_on(failed: &Lsm<FaultyDisk>, mut history: History, seed: u64) -> Result<(), Failure> {
    let mut lsm = failed.clone();
    let step = Step::Write(vec![(b"key-000".to_vec(), Some(b"after the failure".to_vec()))]);
    history.record(&lsm, &step);
    apply(&mut lsm, &step).map_err(|error| Failure::new(format!("writing on: {error}")))?;
    compare(&lsm, &history)?;
    crash(&lsm, &history, seed)
}

/// What goes wrong once, at each change: the step succeeds or says why, and then everything goes on.
fn sweep_failures(policy: Compaction, sync: Sync, reason: Reason) -> u64 {
    let mut failures = 0;
    run(policy, sync, 2, |before, step, history| {
        for at in operations(before, step).0 {
            let mut lsm = before.clone();
            lsm.disk_mut().set_plan(Plan { fail_at: Some((at, reason)), ..Plan::default() });
            let result = apply(&mut lsm, step);
            let checked = crash(&lsm, history, at).and_then(|()| {
                if result.is_err() {
                    let mut earlier = history.clone();
                    earlier.forget_last(&lsm);
                    compare(&lsm, &earlier)?;
                    write_on(&lsm, earlier, at)?;
                    apply(&mut lsm, step).map_err(|error| Failure::new(format!("tried again: {error}")))?;
                }
                compare(&lsm, history)?;
                crash(&lsm, history, at + 1)?;
                if at % 4 > 0 {
                    return Ok(());
                }
                lsm.settle().map_err(|error| Failure::new(format!("settling: {error}")))?;
                crash(&lsm, history, at + 2)
            });
            checked.unwrap_or_else(|failure| {
                panic!("{policy:?} {sync:?} {reason:?} at {at}, {step:?}: {failure}")
            });
            failures += 1;
        }
    });
    failures
}

#[test]
fn a_failure_of_any_change_loses_nothing() {
    std::thread::scope(|scope| {
        let sweeps = [Reason::Full, Reason::Device].map(|reason| {
            scope.spawn(move || {
                let all = POLICIES.iter().zip(SYNCS.iter().rev());
                all.map(|(policy, sync)| sweep_failures(*policy, *sync, reason)).sum::<u64>()
            })
        });
        let total: u64 = sweeps.into_iter().map(|sweep| sweep.join().expect("no violation")).sum();
        println!("{total} failures");
        assert!(total > 10_000);
    });
}

#[test]
fn a_failing_read_is_an_error_and_nothing_else() {
    for policy in POLICIES {
        let mut failures = 0;
        run(policy, Sync::Never, 3, |before, step, history| {
            for at in operations(before, step).1 {
                let mut lsm = before.clone();
                lsm.disk_mut().set_plan(Plan { read_error_at: Some(at), ..Plan::default() });
                let result = apply(&mut lsm, step);
                lsm.disk_mut().set_plan(Plan::default());
                let again = if result.is_err() { apply(&mut lsm, step) } else { Ok(()) };
                let checked = again.map_err(|error| Failure::new(error.to_string()));
                let checked = checked.and_then(|()| compare(&lsm, history));
                checked.unwrap_or_else(|failure| panic!("{policy:?} read {at}, {step:?}: {failure}"));
                failures += 1;
            }
        });
        println!("{policy:?}: {failures} reads");
        assert!(failures > 500);
    }
}

#[test]
fn a_crash_while_opening_changes_nothing() {
    let mut crashes = 0;
    run(Compaction::Leveled, Sync::Never, 4, |lsm, _, history| {
        if lsm.last_sequence() % 50 != 49 {
            return;
        }
        let mut disk = lsm.disk().clone();
        disk.restart(Fate::Torn(lsm.last_sequence()));
        let whole = Lsm::open(disk.clone(), lsm.options().clone()).expect("after a crash");
        let reads = disk.reads()..whole.disk().reads();
        for at in disk.changes()..whole.disk().changes() {
            let plan = Plan { crash_at: Some(at), ..Plan::default() };
            let mut crashed = disk.clone();
            crashed.set_plan(plan);
            drop(Lsm::open(&mut crashed, lsm.options().clone()));
            for fate in [Fate::Lost, Fate::Kept, Fate::Torn(at)] {
                let mut again = crashed.clone();
                again.restart(fate);
                let again = reopened(again, lsm.options())
                    .unwrap_or_else(|failure| panic!("{at} {fate:?}: {failure}"));
                assert_eq!(again.last_sequence(), whole.last_sequence(), "{at} {fate:?}");
                history.check_prefix(&again, 0).unwrap_or_else(|failure| panic!("{at} {fate:?}: {failure}"));
                crashes += 1;
            }
        }
        for at in reads {
            let mut failing = disk.clone();
            failing.set_plan(Plan { read_error_at: Some(at), ..Plan::default() });
            // It is refused, unless only a leftover could not be looked at.
            drop(Lsm::open(&mut failing, lsm.options().clone()));
            failing.set_plan(Plan::default());
            let again = reopened(failing, lsm.options()).unwrap_or_else(|failure| panic!("{at}: {failure}"));
            assert_eq!(again.last_sequence(), whole.last_sequence());
        }
    });
    println!("{crashes} crashes while opening");
    assert!(crashes > 1_000);
}
