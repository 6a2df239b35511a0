use crate::sim::{Nanos, SECOND};
use crate::systems::storage::tests::{facts, run, times};
use alloc::vec::Vec;

const SHAKEN: &str = "compare with_btree; rate 100; deletes 10%; fate torn; sync every; at 1s power_cut; at 1.2s power_on; \
     at 2s crash lsm; at 2.1s restart lsm; at 2.5s loss 5%; at 3s duplicate 10%; at 3.5s reorder 20% 3ms; at 5s crash disk1; \
     at 5.3s restart disk1; duration 7s";

/// The digest and the numbers at a moment.
fn state(run: &crate::sim::Run<super::Storage>) -> (u64, Vec<f64>) {
    let facts = facts(run);
    let names =
        ["operations", "device_written", "lost_writes", "btree_device_written", "tables", "btree_pages"];
    (run.world().digest(), names.iter().map(|name| facts(name)).collect())
}

#[test]
fn replays_and_seeks_come_to_the_same() {
    let mut first = run(SHAKEN);
    let moments: Vec<Nanos> = (1..14).map(|half| half * SECOND / 2).collect();
    let forwards: Vec<_> = moments
        .iter()
        .map(|at| {
            first.seek_time(*at);
            state(&first)
        })
        .collect();
    for (at, expected) in moments.iter().zip(&forwards).rev() {
        first.seek_time(*at);
        assert_eq!(state(&first), *expected, "backwards to {at}");
    }
    let mut second = run(SHAKEN);
    second.seek_time(second.horizon());
    first.seek_time(first.horizon());
    assert_eq!(state(&first), state(&second));
    assert!(facts(&first)("operations") > 300.0);
}

/// With a budget for a single checkpoint everything is replayed from the start.
#[test]
fn few_checkpoints_do_not_change_it() {
    let scenario = super::scenario(SHAKEN).expect("a scenario");
    let mut poor = crate::sim::Run::<super::Storage>::with_budget(scenario, 1).expect("it fits");
    let mut rich = run(SHAKEN);
    for at in [6 * SECOND, SECOND, 3 * SECOND] {
        poor.seek_time(at);
        rich.seek_time(at);
        assert_eq!(state(&poor), state(&rich));
    }
}

#[test]
fn another_seed_is_another_run() {
    let digest = |seed| {
        let mut run = run(&alloc::format!("seed {seed}; duration 3s"));
        run.seek_time(run.horizon());
        run.world().digest()
    };
    assert_ne!(digest(1), digest(2));
}

/// What views ask for changes nothing.
#[test]
fn looking_changes_nothing() {
    let mut run = run("rate 100; compare with_btree; duration 3s");
    run.seek_time(2 * SECOND);
    let before = state(&run);
    let engine = super::lsm(&run);
    for number in 0..200 {
        engine.locate(&super::Key::Number(number)).expect("sound");
    }
    let stats = engine.lsm().expect("open").stats();
    for number in 0..200 {
        engine.locate(&super::Key::Number(number)).expect("sound");
    }
    assert_eq!(engine.lsm().expect("open").stats(), stats);
    assert_eq!(state(&run), before);
    run.seek_time(run.horizon());
    let looked = run.world().digest();
    let mut other = super::run("rate 100; compare with_btree; duration 3s");
    other.seek_time(other.horizon());
    assert_eq!(other.world().digest(), looked);
    assert!(times(&mut other).len() > 100);
}
