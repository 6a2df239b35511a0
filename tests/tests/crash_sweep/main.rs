//! A storage engine against everything that goes wrong with disks, at every single operation of workloads of 2,000
//! writes and more, under each policy and each way to sync: crashes, with what was not durable lost, kept or torn;
//! failing operations; a full disk; reads that fail. Whatever happens, what the engine promises is held against a
//! `BTreeMap`.
//!
//! ```text
//!   step 1 ── step 2 ── step 3 ── …                the run as it goes when nothing happens
//!              └ crash at each operation of step 2 ── lost │ kept │ torn ── open, compare
//! ```
//!
//! Engine and disk are cloned before each step, so a crash costs one step and not the run up to it. `sessions` are the
//! time from an opening to the next: a database that is made, opened after a crash, written on, closed; and crashes in
//! there.

mod btree;
mod check;
mod sessions;
mod workload;

use check::{Failure, History, Moments, reopened};
use snowglobe_core::disk::{DiskError, Fate, FaultyDisk, Plan, Reason};
use snowglobe_core::lsm::{Lsm, LsmError};
use std::ops::Range;
use workload::{Case, Step, apply, steps};

/// Steps of a workload, of which most are writes.
const STEPS: usize = 2_600;
/// Of the operations from which on a disk is full, every so many-th is tried: each costs eight steps and six openings.
const FULL_STRIDE: u64 = 4;

/// A moment of a run: before a step.
struct Now<'a> {
    lsm: &'a Lsm<FaultyDisk>,
    step: &'a Step,
    /// The steps after it.
    rest: &'a [Step],
    /// Up to the step, and with it.
    history: &'a History,
    moments: &'a Moments,
}

impl Now<'_> {
    /// The engine, and its disk with this going wrong.
    fn with(&self, plan: Plan) -> Lsm<FaultyDisk> {
        let mut lsm = self.lsm.clone();
        lsm.disk_mut().set_plan(plan);
        lsm
    }

    /// Does the step.
    fn apply(&self, lsm: &mut Lsm<FaultyDisk>) -> Result<(), LsmError> {
        apply(lsm, self.step, self.history.last())
    }

    /// The operations that the step asks of the disk: changes and reads, from which number to which.
    fn operations(&self) -> (Range<u64>, Range<u64>) {
        let mut after = self.lsm.clone();
        self.apply(&mut after).expect("nothing goes wrong");
        let (from, to) = (self.lsm.disk(), after.disk());
        (from.changes()..to.changes(), from.reads()..to.reads())
    }
}

/// Runs a workload and calls `each` before every step.
fn run(case: Case, seed: u64, mut each: impl FnMut(&Now<'_>)) {
    let mut lsm = Lsm::open(FaultyDisk::default(), case.options()).expect("an empty disk");
    let (mut history, mut moments) = (History::default(), Moments::default());
    let steps = steps(seed, STEPS);
    assert!(steps.iter().filter(|step| step.writes() > 0).count() >= 2_000);
    for (at, step) in steps.iter().enumerate() {
        if at % 40 == 39 {
            moments.take(&mut lsm, &history);
        }
        history.record(&lsm, step);
        let rest = &steps[at + 1..];
        each(&Now { lsm: &lsm, step, rest, history: &history, moments: &moments });
        apply(&mut lsm, step, history.last()).expect("nothing goes wrong");
    }
    let whole = history.compare(&lsm).and_then(|()| moments.check(&lsm));
    whole.unwrap_or_else(|failure| panic!("{failure}"));
    let stats = lsm.stats();
    assert!(stats.flushes > 20 && stats.merges > 5, "the workload is too small: {stats:?}");
}

/// Sweeps all cases, on as many threads as there are policies; how much there was.
fn sweep_all(sweep: impl Fn(Case) -> u64 + Copy + Send) -> u64 {
    let cases: Vec<Case> = Case::all().collect();
    std::thread::scope(|scope| {
        let threads: Vec<_> = cases
            .chunks(3)
            .map(|cases| scope.spawn(move || cases.iter().map(|case| sweep(*case)).sum::<u64>()))
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("no violation")).sum()
    })
}

/// What can become of a disk. The last two are torn in other places.
fn fates(seed: u64) -> [Fate; 4] {
    [Fate::Lost, Fate::Kept, Fate::Torn(seed), Fate::Torn(seed + (1 << 40))]
}

/// A crash; what survives is at least what was durable and at most what was asked for.
fn crash(lsm: &Lsm<FaultyDisk>, history: &History, fate: Fate) -> Result<(), Failure> {
    let mut disk = lsm.disk().clone();
    disk.restart(fate);
    let again = reopened(disk, lsm.options())?;
    history.check_prefix(&again, lsm.durable_sequence()).map_err(|failure| failure.after(fate))
}

/// The same by one fate after the other, as the seed says.
fn crash_somehow(lsm: &Lsm<FaultyDisk>, history: &History, seed: u64) -> Result<(), Failure> {
    crash(lsm, history, fates(seed)[seed as usize % 4])
}

fn sweep_crashes(case: Case) -> u64 {
    let mut crashes = 0;
    run(case, 1, |now| {
        for at in now.operations().0 {
            let mut lsm = now.with(Plan { crash_at: Some(at), ..Plan::default() });
            assert!(now.apply(&mut lsm).is_err() || lsm.disk().is_crashed());
            let checked = fates(at).into_iter().try_for_each(|fate| crash(&lsm, now.history, fate));
            checked.unwrap_or_else(|failure| panic!("{case:?} crash at {at}, {:?}: {failure}", now.step));
            crashes += 1;
        }
    });
    crashes
}

#[test]
fn a_crash_at_any_operation_keeps_the_promise() {
    let total = sweep_all(sweep_crashes);
    println!("{total} crashes, each with four fates");
    assert!(total > 20_000);
}

/// A write after a failure, and then a crash: it keeps to the promise as any other.
fn write_on(failed: &Lsm<FaultyDisk>, mut history: History, seed: u64) -> Result<(), Failure> {
    let mut lsm = failed.clone();
    let step = Step::Write(vec![(b"key-000".to_vec(), Some(b"after the failure".to_vec()))]);
    history.record(&lsm, &step);
    let written = apply(&mut lsm, &step, history.last());
    written.map_err(|error| Failure::new(format!("writing on: {error}")))?;
    history.compare(&lsm)?;
    crash_somehow(&lsm, &history, seed)
}

/// What goes wrong once, at each change: the step succeeds or says why, and then everything goes on.
fn sweep_failures(case: Case, reason: Reason) -> u64 {
    let mut failures = 0;
    run(case, 2, |now| {
        for at in now.operations().0 {
            let mut lsm = now.with(Plan { fail_at: Some((at, reason)), ..Plan::default() });
            let result = now.apply(&mut lsm);
            let mut check = || {
                crash(&lsm, now.history, Fate::Lost)?;
                crash_somehow(&lsm, now.history, at)?;
                if result.is_err() {
                    let mut earlier = now.history.clone();
                    earlier.forget_later(&lsm);
                    earlier.compare(&lsm)?;
                    write_on(&lsm, earlier, at + 1)?;
                    now.apply(&mut lsm).map_err(|error| Failure::new(format!("tried again: {error}")))?;
                }
                now.history.compare(&lsm)?;
                now.moments.check(&lsm)?;
                crash_somehow(&lsm, now.history, at + 2)?;
                if at % 4 > 0 {
                    return Ok(());
                }
                lsm.settle().map_err(|error| Failure::new(format!("settling: {error}")))?;
                crash_somehow(&lsm, now.history, at / 4)
            };
            check().unwrap_or_else(|failure: Failure| {
                panic!("{case:?} {reason:?} at {at}, {:?}: {failure}", now.step)
            });
            failures += 1;
        }
    });
    failures
}

#[test]
fn a_failure_of_any_change_loses_nothing() {
    let total: u64 = [Reason::Full, Reason::Device]
        .into_iter()
        .map(|reason| sweep_all(move |case| sweep_failures(case, reason)))
        .sum();
    println!("{total} failures");
    assert!(total > 50_000);
}

/// The disk is full and stays so for some steps: each is done, or refused for that.
fn stay_full(now: &Now<'_>, at: u64) -> Result<(), Failure> {
    let mut lsm = now.with(Plan { full_from: Some(at), ..Plan::default() });
    let mut history = now.history.clone();
    for step in std::iter::once(now.step).chain(now.rest.iter().take(7)) {
        history.record(&lsm, step);
        match apply(&mut lsm, step, history.last()) {
            Ok(()) => {}
            Err(LsmError::Disk(DiskError { reason: Reason::Full, .. })) => history.forget_later(&lsm),
            Err(error) => return Err(Failure::new(format!("{step:?} on a full disk: {error}"))),
        }
    }
    history.compare(&lsm)?;
    now.moments.check(&lsm)?;
    for fate in fates(at) {
        let mut disk = lsm.disk().clone();
        disk.restart(fate);
        disk.set_plan(Plan { full_from: Some(0), ..Plan::default() });
        let error = Lsm::open(&mut disk, lsm.options().clone()).map(drop);
        if !matches!(error, Err(LsmError::Disk(DiskError { reason: Reason::Full, .. }))) {
            return Err(Failure::new(format!("{fate:?}: opening on a full disk: {error:?}")));
        }
        disk.set_plan(Plan::default());
        let again = reopened(disk, lsm.options())?;
        history.check_prefix(&again, lsm.durable_sequence()).map_err(|failure| failure.after(fate))?;
    }
    // There is room again.
    lsm.disk_mut().set_plan(Plan::default());
    write_on(&lsm, history.clone(), at)?;
    lsm.settle().map_err(|error| Failure::new(format!("settling: {error}")))?;
    history.compare(&lsm)?;
    crash_somehow(&lsm, &history, at + 1)
}

#[test]
fn a_disk_that_stays_full_refuses_and_loses_nothing() {
    let total = sweep_all(|case| {
        let mut count = 0;
        run(case, 5, |now| {
            for at in now.operations().0.filter(|at| at % FULL_STRIDE == 0) {
                stay_full(now, at)
                    .unwrap_or_else(|failure| panic!("{case:?} full from {at}, {:?}: {failure}", now.step));
                count += 1;
            }
        });
        count
    });
    println!("{total} times full");
    assert!(total > 5_000);
}

/// A read that fails, in whatever step, is an error; when it can be read again, all is there.
fn sweep_reads(case: Case) -> u64 {
    let mut failures = 0;
    run(case, 3, |now| {
        for at in now.operations().1 {
            let mut lsm = now.with(Plan { read_error_at: Some(at), ..Plan::default() });
            let result = now.apply(&mut lsm);
            lsm.disk_mut().set_plan(Plan::default());
            let mut check = || {
                if matches!(now.step, Step::Get(_) | Step::Scan(..)) && result.is_ok() {
                    return Err(Failure::new("nobody noticed".to_string()));
                }
                if result.is_err() {
                    now.apply(&mut lsm).map_err(|error| Failure::new(error.to_string()))?;
                }
                now.history.compare(&lsm)?;
                now.moments.check(&lsm)?;
                crash_somehow(&lsm, now.history, at)
            };
            check().unwrap_or_else(|failure| panic!("{case:?} read {at}, {:?}: {failure}", now.step));
            failures += 1;
        }
    });
    failures
}

#[test]
fn a_failing_read_is_an_error_and_nothing_else() {
    let total = sweep_all(sweep_reads);
    println!("{total} reads");
    assert!(total > 5_000);
}
