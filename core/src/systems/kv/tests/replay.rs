use super::{facts, run, scenario};
use crate::sim::{Nanos, Run, SECOND};
use crate::systems::kv::Kv;
use alloc::vec::Vec;

const SHAKEN: &str = "quorum sloppy; repair_period 300ms; deletes 10%; tombstone_ttl 1s; fail_timeout 2s; keys 20; clients 3; \
     at 1s crash n1; at 2s loss 5%; at 3s partition {n0 c0} | {n2 n3 n4 c1}; at 4s join n9 weight 2; at 5s heal; \
     at 6s restart n1; at 6.5s put cart tea; at 7s lose n2; at 7.5s replace n2; at 8s leave n3; at 8.1s duplicate 20%; \
     duration 10s";

fn state(run: &Run<Kv>) -> (u64, Vec<f64>) {
    let facts = facts(run);
    let names = ["reads", "writes", "hints", "diverged", "moved", "exchanged", "suspicions", "nodes"];
    (run.world().digest(), names.iter().map(|name| facts(name)).collect())
}

#[test]
fn replays_and_seeks_come_to_the_same() {
    let mut first = run(SHAKEN);
    let moments: Vec<Nanos> = (1..20).map(|half| half * SECOND / 2).collect();
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
    assert!(facts(&first)("writes") > 30.0 && facts(&first)("moved") > 0.0);
}

/// With a budget for a single checkpoint everything is replayed from the start.
#[test]
fn few_checkpoints_do_not_change_it() {
    let mut poor = Run::<Kv>::with_budget(scenario(SHAKEN), 1).expect("it fits");
    let mut rich = run(SHAKEN);
    for at in [9 * SECOND, SECOND, 5 * SECOND] {
        poor.seek_time(at);
        rich.seek_time(at);
        assert_eq!(state(&poor), state(&rich));
    }
}

#[test]
fn another_seed_is_another_run() {
    let digest = |seed| super::ended(&alloc::format!("seed {seed}; duration 3s")).world().digest();
    assert_ne!(digest(1), digest(2));
}
