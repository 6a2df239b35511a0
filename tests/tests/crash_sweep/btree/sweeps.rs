//! What goes wrong in the midst of a run.

use super::*;

fn sweep_crashes(options: Options) -> u64 {
    let mut crashes = 0;
    run(options, 1, |now| {
        for at in now.operations().0 {
            let mut tree = now.with(Plan { crash_at: Some(at), ..Plan::default() });
            assert!(now.apply(&mut tree).is_err() || tree.disk().is_crashed());
            let checked =
                fates(at).into_iter().take(3).try_for_each(|fate| crash(&tree, options, now.history, fate));
            checked.unwrap_or_else(|failure| panic!("{options:?} crash at {at}, {:?}: {failure}", now.step));
            crashes += 1;
        }
    });
    crashes
}

#[test]
fn a_crash_of_the_tree_at_any_operation_keeps_the_promise() {
    let total = sweep_all(sweep_crashes);
    println!("{total} crashes, each with three fates");
    assert!(total > 15_000);
}

/// Whether the tree has to be opened anew. Until then it may not even be read: pages would have to go.
fn is_stopped(tree: &Tree) -> bool {
    tree.clone().sync() == Err(BTreeError::Stopped)
}

/// Goes on after an error: opens the tree anew if it says so, as a program that was killed would, and makes a change.
fn go_on(failed: &Tree, options: Options, mut history: History, seed: u64) -> Result<(), Failure> {
    let mut tree = failed.clone();
    if is_stopped(&tree) {
        // The machine has not stopped: what the tree showed is there.
        let (last, disk) = (tree.last_frame(), tree.disk().clone());
        tree = reopened_by_another(disk, options)?;
        history.check_prefix(&mut tree, last)?;
    }
    history.forget_later(&tree);
    let step = Step::Put(7, b"after the failure".to_vec());
    history.record(&tree, &step);
    let failed = |error| Failure::new(format!("going on: {error}"));
    apply(&mut tree, &step, history.last()).map_err(failed)?;
    same(&mut tree, history.last())?;
    crash_somehow(&tree, options, &history, seed)?;
    tree.checkpoint().map_err(failed)?;
    same(&mut tree, history.last())?;
    crash_somehow(&tree, options, &history, seed + 1)
}

/// Opens the tree after its program was killed.
fn reopened_by_another(mut disk: FaultyDisk, options: Options) -> Result<Tree, Failure> {
    disk.unlock();
    reopened(disk, options)
}

/// After every so many-th failure all goes on; after each, what is there is looked at, and a crash.
const GO_ON_STRIDE: u64 = 5;

/// What goes wrong once, at each change: the step succeeds or says why, nothing else changes, and all goes on.
fn sweep_failures(options: Options) -> u64 {
    let mut failures = 0;
    run(options, 2, |now| {
        for at in now.operations().0 {
            let reason = if at.is_multiple_of(2) { Reason::Full } else { Reason::Device };
            let mut tree = now.with(Plan { fail_at: Some((at, reason)), ..Plan::default() });
            let result = now.apply(&mut tree);
            let mut check = || {
                crash_somehow(&tree, options, now.history, at / 2)?;
                let mut there_is = now.history.clone();
                there_is.forget_later(&tree);
                if result.is_ok() && there_is.last() != now.history.last() {
                    return Err(Failure::new("it says that it is done".to_owned()));
                }
                if !is_stopped(&tree) {
                    same(&mut tree, there_is.last())?;
                }
                if at % GO_ON_STRIDE > 0 {
                    return Ok(());
                }
                go_on(&tree, options, there_is, at)
            };
            check().unwrap_or_else(|failure| {
                panic!("{options:?} {reason:?} at {at}, {:?}, {result:?}: {failure}", now.step)
            });
            failures += 1;
        }
    });
    failures
}

#[test]
fn a_failure_of_any_change_loses_nothing_of_the_tree() {
    let total = sweep_all(sweep_failures);
    println!("{total} failures");
    assert!(total > 15_000);
}

/// Of the operations from which on a disk is full, every so many-th is tried: each costs eight steps and ten openings.
const FULL_STRIDE: u64 = 8;

/// The disk is full and stays so for some steps: each is done, or refused for that.
fn stay_full(now: &Now<'_>, at: u64) -> Result<(), Failure> {
    let mut tree = now.with(Plan { full_from: Some(at), ..Plan::default() });
    let mut history = now.history.clone();
    for step in std::iter::once(now.step).chain(now.rest.iter().take(7)) {
        history.record(&tree, step);
        match apply(&mut tree, step, history.last()) {
            Ok(()) => {}
            Err(error) if is_full(&error) => history.forget_later(&tree),
            Err(error) => return Err(Failure::new(format!("{step:?} on a full disk: {error}"))),
        }
    }
    same(&mut tree, history.last())?;
    for fate in fates(at) {
        let mut disk = tree.disk().clone();
        disk.restart(fate);
        disk.set_plan(Plan { full_from: Some(0), ..Plan::default() });
        // Opening makes no file, and needs room only where pages have to go.
        match BTree::open(&mut disk, now.options).map(drop) {
            Ok(()) => {}
            Err(error) if is_full(&error) => {}
            Err(error) => {
                return Err(Failure::new(format!("{fate:?}: opening on a full disk: {error}")));
            }
        }
        disk.restart(fate);
        let mut again = reopened(disk, now.options)?;
        history.check_prefix(&mut again, tree.durable_frame()).map_err(|failure| failure.after(fate))?;
    }
    // There is room again.
    tree.disk_mut().set_plan(Plan::default());
    go_on(&tree, now.options, history, at)
}

#[test]
fn a_tree_on_a_disk_that_stays_full_refuses_and_loses_nothing() {
    let total = sweep_all(|options| {
        let mut count = 0;
        run(options, 5, |now| {
            for at in now.operations().0.filter(|at| at % FULL_STRIDE == 0) {
                stay_full(now, at).unwrap_or_else(|failure| {
                    panic!("{options:?} full from {at}, {:?}: {failure}", now.step)
                });
                count += 1;
            }
        });
        count
    });
    println!("{total} times full");
    assert!(total > 2_000);
}

/// A read that fails, in whatever step, is an error; when it can be read again, all is there.
fn sweep_reads(options: Options) -> u64 {
    let mut failures = 0;
    run(options, 3, |now| {
        for at in now.operations().1 {
            let mut tree = now.with(Plan { read_error_at: Some(at), ..Plan::default() });
            let result = now.apply(&mut tree);
            tree.disk_mut().set_plan(Plan::default());
            let mut check = || {
                let device = |error: &DiskError| error.reason == Reason::Device && error.file == "pages";
                match &result {
                    Err(BTreeError::Disk(error)) if device(error) => {}
                    other => return Err(Failure::new(format!("{other:?}"))),
                }
                now.apply(&mut tree).map_err(|error| Failure::new(error.to_string()))?;
                same(&mut tree, now.history.last())?;
                crash_somehow(&tree, options, now.history, at)
            };
            check().unwrap_or_else(|failure| panic!("{options:?} read {at}, {:?}: {failure}", now.step));
            failures += 1;
        }
    });
    failures
}

#[test]
fn a_failing_read_of_the_tree_is_an_error_and_nothing_else() {
    let total = sweep_all(sweep_reads);
    println!("{total} reads");
    assert!(total > 5_000);
}
