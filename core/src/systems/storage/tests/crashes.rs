use crate::sim::{Nanos, Run};
use crate::systems::storage::tests::{end, ended, facts, holds_what_was_acknowledged, lsm, run, times};
use crate::systems::storage::{Engine, EngineKind, Key, Storage, tree};
use alloc::format;

/// A small run with both engines, some flushes, merges and a checkpoint; the power fails at every moment in turn at which
/// something happens, under each fate.
fn sweep(lines: &str, cut: &str, on: &str, every: usize, check: impl Fn(&str, &Run<Storage>)) {
    let mut calm = run(lines);
    let moments = times(&mut calm);
    assert!(moments.len() > 200, "{} moments", moments.len());
    for fate in ["lost", "kept", "torn"] {
        for at in moments.iter().step_by(every) {
            let at: Nanos = *at;
            let all = format!("{lines}; fate {fate}; at {at}ns {cut}; at {}ns {on}", at + 7_000_000);
            let run = ended(&all);
            let facts = facts(&run);
            for verdict in ["wrong", "resurrected", "damaged", "btree_wrong"] {
                assert_eq!(facts(verdict), 0.0, "{all}: {verdict}");
            }
            assert!(lsm(&run).is_open() || run.horizon() < at + 30_000_000, "{all}");
            check(&all, &run);
        }
    }
}

const SMALL: &str = "workload ycsb_a; keys 20; value_bytes 40; rate 120; deletes 20%; memtable_bytes 512; table_bytes 512; \
     block_bytes 128; compare with_btree; checkpoint_bytes 4096; duration 1s";

fn nothing_is_lost(all: &str, run: &Run<Storage>) {
    let facts = facts(run);
    for count in ["lost", "lost_writes", "btree_lost", "btree_lost_writes"] {
        assert_eq!(facts(count), 0.0, "{all}: {count}");
    }
    // At the very end of the run they may be down or opening.
    if lsm(run).is_open() && tree(run.world()).is_some_and(Engine::is_open) {
        holds_what_was_acknowledged(run, EngineKind::Lsm, 20, 40);
        holds_what_was_acknowledged(run, EngineKind::Tree, 20, 40);
    }
}

#[test]
fn a_power_cut_takes_nothing_that_was_synced() {
    sweep(SMALL, "power_cut", "power_on", 1, nothing_is_lost);
}

#[test]
fn a_disk_without_power_takes_nothing_that_was_synced() {
    sweep(SMALL, "crash disk0", "restart disk0", 5, nothing_is_lost);
}

/// What the operating system has goes on to the disk, synced or not.
#[test]
fn a_killed_process_takes_nothing_that_was_acknowledged() {
    for sync in ["always", "every", "never"] {
        sweep(&format!("{SMALL}; sync {sync}"), "crash lsm", "restart lsm", 11, nothing_is_lost);
    }
}

/// Without sync a tail may go, and never more than the client is told.
#[test]
fn without_sync_a_tail_is_lost_and_told() {
    let mut lost = 0.0;
    sweep(&format!("{SMALL}; sync never"), "power_cut", "power_on", 9, |all, run| {
        let facts = facts(run);
        assert!(facts("lost") <= facts("lost_writes"), "{all}");
        assert!(facts("btree_lost") <= facts("btree_lost_writes"), "{all}");
    });
    for at in ["300ms", "500ms", "700ms"] {
        lost += end(&format!("{SMALL}; sync never; at {at} power_cut; at 800ms power_on"))("lost_writes");
    }
    assert!(lost > 0.0, "a crash without sync loses something");
}

/// Records are put in the order of their keys: those that are left are the first of them.
#[test]
fn without_sync_a_prefix_survives() {
    let lines = "workload fill; keys 500; rate 400; memtable_bytes 2048; value_bytes 20; duration 1s";
    let mut calm = run(&format!("{lines}; sync never"));
    let moments = times(&mut calm);
    let (mut some, mut fewer) = (0, 0);
    for sync in ["never", "every"] {
        for fate in ["lost", "kept", "torn"] {
            for at in moments.iter().step_by(41) {
                let all = format!(
                    "{lines}; sync {sync}; fate {fate}; at {at}ns crash c0; at {at}ns power_cut; at {}ns power_on; \
                     seed {at}; duration 2s",
                    at + 1_000_000
                );
                let run = ended(&all);
                let engine = lsm(&run).lsm().expect("open").clone();
                let there =
                    |number| engine.get(Key::Number(number).stored().as_bytes()).expect("sound").is_some();
                let first = (0..500).take_while(|number| there(*number)).count() as u32;
                assert!((first..500).all(|number| !there(number)), "{all}: a hole after {first}");
                some += u32::from(first > 0);
                fewer += u32::from(f64::from(first) < facts(&run)("puts"));
            }
        }
    }
    assert!(some > 10 && fewer > 10, "{some} {fewer}");
}

/// Flapping: the engine opens again and again, and goes on.
#[test]
fn it_survives_many_crashes() {
    let facts = end(
        "rate 100; deletes 10%; fate torn; at 1s flap lsm 150ms 20; at 8s flap disk0 100ms 20; duration 15s",
    );
    for verdict in ["lost", "lost_writes", "wrong", "resurrected", "damaged"] {
        assert_eq!(facts(verdict), 0.0, "{verdict}");
    }
    assert!(facts("recoveries") > 30.0, "{}", facts("recoveries"));
    assert!(facts("operations") > 500.0);
}

/// Opening takes the disk's time, more of it with more to replay.
#[test]
fn recovery_takes_time() {
    let after = |memtable: u32| {
        let line = "workload overwrite; rate 200; sync never; disk disk_2010; keys 2000";
        end(&format!("{line}; memtable_bytes {memtable}; at 15s crash lsm; at 18s restart lsm"))(
            "recovery_time",
        )
    };
    assert!(after(2_000_000) > 0.01, "{}", after(2_000_000));
}
