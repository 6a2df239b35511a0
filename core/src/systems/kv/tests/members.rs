use super::{ended, facts, run};
use crate::sim::{Run, SECOND};
use crate::systems::kv::placement::{Placement, RANGES};
use crate::systems::kv::{Kv, Node, Store, judged};
use alloc::format;
use alloc::sync::Arc;

const WRITTEN: &str =
    "nodes 6; keys 200; rate 200; reads 20%; gossip_period 5s; fail_timeout 60s; quiet 30s; duration 40s";

fn store(run: &Run<Kv>, node: u32) -> Option<&Store> {
    match &run.world().places()[node as usize].node {
        Node::Replica(replica) => replica.store(),
        Node::Client(_) => None,
    }
}

fn placement(run: &Run<Kv>) -> Arc<Placement> {
    Arc::clone(&run.world().system().placement)
}

fn records(run: &Run<Kv>, range: usize, node: u32) -> u64 {
    store(run, node).and_then(|store| store.range(range).ok()).map_or(0, |records| records.len() as u64)
}

/// Who is at home has what the others have, and nobody else has anything.
fn all_at_home(run: &Run<Kv>) {
    assert_eq!(facts(run)("diverged"), 0.0);
    let placement = placement(run);
    for range in 0..RANGES {
        for node in 0..run.world().places().len() as u32 {
            if !placement.is_home(range, node) {
                assert_eq!(records(run, range, node), 0, "range {range} at node {node}");
            }
        }
    }
}

/// Exactly the ranges that changed hands moved: each of the N that kept one sent it, and one forgot it.
#[test]
fn a_join_and_a_leave_move_what_they_must() {
    for change in ["join n9", "leave n2", "join n9 weight 3"] {
        let mut run = run(&format!("{WRITTEN}; at 12s {change}"));
        run.seek_time(11 * SECOND);
        let before = placement(&run);
        let kept: alloc::vec::Vec<u64> =
            (0..RANGES).map(|range| records(&run, range, before.home(range)[0])).collect();
        assert!(kept.iter().sum::<u64>() > 180);
        assert_eq!(facts(&run)("moved"), 0.0);
        run.seek_time(run.horizon());
        let after = placement(&run);
        let changed = |range: &usize| {
            let gone = before.home(*range).iter().filter(|node| !after.is_home(*range, **node)).count();
            assert!(gone <= 1);
            gone == 1
        };
        let moved: u64 = (0..RANGES).filter(changed).map(|range| kept[range] * 4).sum();
        assert_eq!(facts(&run)("moved"), moved as f64, "{change}");
        assert!(moved > 0);
        all_at_home(&run);
    }
}

/// A lost machine's ranges come from the others, and nothing that was acknowledged is missing.
#[test]
fn what_is_replaced_is_whole_again() {
    let text = format!("{WRITTEN}; at 12s lose n3; at 20s replace n3");
    let mut run = run(&text);
    run.seek_time(19 * SECOND);
    let node = run.world().find("n3").expect("there").0;
    assert!(store(&run, node).is_none());
    run.seek_time(run.horizon());
    let ranges = placement(&run);
    let mine: u64 = ranges.ranges_of(node).map(|range| records(&run, range, node)).sum();
    assert!(mine > 60);
    assert_eq!(facts(&run)("moved"), mine as f64 * 2.0, "each came from both others");
    all_at_home(&run);
}

/// While it happens clients go on, and read what they wrote.
#[test]
fn nothing_is_lost_meanwhile() {
    for resolution in ["siblings", "last_writer_wins", "atomic_register"] {
        for change in ["join n9", "leave n2", "replace n3", "join n9; at 5s leave n0; at 8s replace n1"] {
            for seed in 1..6 {
                let run = ended(&format!(
                    "seed {seed}; resolution {resolution}; clients 4; keys 8; rate 100; at 2s {change}; duration 10s"
                ));
                let judged = judged(run.world());
                assert_eq!(
                    (judged.stale_reads, judged.lost_writes),
                    (0, 0),
                    "{resolution}, {change}, {seed}"
                );
                assert_eq!(facts(&run)("lost_own_writes"), 0.0);
            }
        }
    }
}

/// Hints for one who leaves go to those who take its place.
#[test]
fn hints_find_a_new_home() {
    let run = ended(
        "nodes 5; quorum sloppy; fail_timeout 2s; keys 50; rate 50; at 3s crash n0; at 15s leave n0; quiet 20s; duration 40s",
    );
    let facts = facts(&run);
    assert!(facts("hints_taken") > 0.0);
    assert_eq!((facts("hints"), facts("hints_lost"), facts("lost_writes")), (0.0, 0.0, 0.0));
}
