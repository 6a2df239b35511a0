use super::{ended, facts, run};
use crate::sim::{Run, SECOND};
use crate::systems::kv::placement::{Placement, RANGES};
use crate::systems::kv::replica::Job;
use crate::systems::kv::{Kv, Node, Replica, Store, judged};
use alloc::format;
use alloc::string::String;
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
                    "seed {seed}; resolution {resolution}; clients 4; keys 8; rate 100; read_repair no; quiet 1s; \
                     at 2s {change}; duration 10s"
                ));
                let judged = judged(run.world());
                assert_eq!(
                    (judged.stale_reads, judged.lost_writes),
                    (0, 0),
                    "{resolution}, {change}, {seed}"
                );
                // Without a read to mend it each of those at home has what was acknowledged.
                assert_eq!((facts(&run)("lost_own_writes"), facts(&run)("diverged")), (0.0, 0.0));
            }
        }
    }
}

/// The same done to so many keys, one after the other: from when on and how often, in milliseconds, and what comes after
/// the key.
fn for_each_key(count: u64, (from, every): (u64, u64), verb: &str, rest: &str) -> String {
    (0..count).map(|key| format!("; at {}ms {verb} k{key}{rest}", from + key * every)).collect()
}

/// Hints for one who leaves go to those who take its place: with N = 1 there is nothing else of what was written.
#[test]
fn hints_find_a_new_home() {
    let puts = for_each_key(40, (10_000, 200), "put", " v");
    let gets = for_each_key(40, (30_000, 200), "get", "");
    let run = ended(&format!(
        "nodes 5; n 1; r 1; w 1; workload none; quorum sloppy; retries 5; gossip_period 500ms; fail_timeout 4s; \
         at 1s crash n0{puts}; at 20s restart n0; at 20010ms leave n0{gets}; duration 50s"
    ));
    let facts = facts(&run);
    assert!(facts("hints_taken") > 5.0 && facts("hints_handed") == 0.0);
    assert_eq!((facts("writes"), facts("reads"), facts("stale_reads")), (40.0, 40.0, 0.0));
    assert_eq!((facts("hints"), facts("hints_lost")), (0.0, 0.0));
}

/// Reads that missed what was acknowledged, and all reads, once ranges have moved.
fn missed(text: &str) -> (f64, f64) {
    let facts = facts(&ended(text));
    assert!(facts("writes") > 10.0 && facts("moved") > 0.0);
    (facts("stale_reads"), facts("reads"))
}

/// What one data centre alone has acknowledged comes from there, though the other has more of those at home.
#[test]
fn what_a_centre_acknowledged_moves_with_its_range() {
    let puts = for_each_key(60, (2_000, 200), "put", " v at c1");
    let gets = for_each_key(60, (40_000, 200), "get", " at c1");
    let told = missed(&format!(
        "nodes 4; data_centres 2; local_quorum yes; routing nearest; workload none; read_repair no; fail_timeout 600s; \
         duration 60s; at 1s partition {{c0 n0 n2}} | {{c1 n1 n3}}{puts}; at 20s heal; at 20s slow n1 100x; \
         at 20s slow n3 100x; at 21s join n6 in 1; at 35s slow n1 1x; at 35s slow n3 1x{gets}"
    ));
    assert_eq!(told, (0.0, 60.0));
}

/// W = 1, and only n0 has it; who takes its place is replaced before it could get it from there.
#[test]
fn who_is_replaced_on_the_way_still_asks_who_kept_it() {
    let puts = for_each_key(60, (10_000, 800), "put", " v");
    let gets = for_each_key(60, (80_000, 800), "get", "");
    let told = missed(&format!(
        "nodes 5; clients 1; r 3; w 1; workload none; read_repair no; retries 5; timeout 100ms; gossip_period 200ms; \
         fail_timeout 2s; duration 140s; at 1s partition {{c0 n0}} | {{n1 n2 n3 n4}}{puts}; at 60s heal; \
         at 65s join n5; at 65s partition {{n0}} | {{n5}}; at 70s replace n5; at 75s heal{gets}"
    ));
    assert_eq!(told, (0.0, 60.0));
}

/// Reads of a range that never arrives take no more and no more room.
#[test]
fn there_is_room_for_so_many_that_wait() {
    let mut replica = Replica::new(0, placement(&run("nodes 3")));
    let empty = replica.footprint();
    (0..=Replica::MOST_WAITING).for_each(|_| replica.park(0, Job::Mint(0)));
    assert_eq!(replica.parked.len(), Replica::MOST_WAITING);
    assert!(replica.footprint() - empty >= Replica::MOST_WAITING * size_of::<Job>());
}
