use crate::sim::{Kind, NodeId, Record};
use crate::systems::storage::choice::{Distribution, Policy, Workload};
use crate::systems::storage::tests::{end, ended, facts, holds_what_was_acknowledged, said};
use crate::systems::storage::{EngineKind, Word};
use alloc::format;
use alloc::vec::Vec;

/// Nothing impossible is read, whatever the workload and the policy.
#[test]
fn what_is_written_is_read() {
    for workload in Workload::NAMES {
        for policy in Policy::NAMES {
            let run = ended(&format!(
                "workload {workload}; policy {policy}; rate 200; keys 60; deletes 20%; preload 30; sync never; \
                 compare with_btree; duration 10s"
            ));
            let facts = facts(&run);
            for verdict in
                ["lost", "wrong", "resurrected", "lost_writes", "btree_lost", "btree_wrong", "damaged"]
            {
                assert_eq!(facts(verdict), 0.0, "{workload} {policy}: {verdict}");
            }
            let operations = facts("operations");
            assert!(*workload == "none" || operations > 1_500.0, "{workload} {policy}: {operations}");
            assert_eq!((facts("refused"), facts("unknown")), (0.0, 0.0), "{workload} {policy}");
            holds_what_was_acknowledged(&run, EngineKind::Lsm, 60, 64);
            holds_what_was_acknowledged(&run, EngineKind::Tree, 60, 64);
        }
    }
}

/// One after the other, as fast as it goes.
#[test]
fn a_closed_loop_keeps_going() {
    for sync in ["always", "every", "never"] {
        let facts = end(&format!("rate 0; sync {sync}; duration 2s; keys 50"));
        assert!(facts("operations") > 2_000.0, "{sync}: {}", facts("operations"));
        assert_eq!((facts("lost"), facts("wrong"), facts("unknown")), (0.0, 0.0, 0.0));
        assert!(facts("merges") > 5.0);
    }
}

/// Both clients ask for the same, in the same order, at whatever rate.
#[test]
fn both_clients_draw_the_same_operations() {
    for rate in [0, 100] {
        for distribution in Distribution::NAMES {
            let mut run = ended(&format!(
                "rate {rate}; distribution {distribution}; deletes 10%; compare with_btree; workload ycsb_a; \
                 duration 2s; disk nvme"
            ));
            let horizon = run.horizon();
            let asked = |run: &mut crate::sim::Run<super::Storage>, node| {
                let of = |record: &&Record| record.kind == Kind::Called && record.node == NodeId(node);
                run.records(0, horizon).iter().filter(of).map(|record| record.label).collect::<Vec<_>>()
            };
            let (first, second) = (asked(&mut run, 0), asked(&mut run, 3));
            let both = first.len().min(second.len());
            assert!(both > 100, "{rate} {distribution}: {both}");
            assert_eq!(first[..both], second[..both], "{rate} {distribution}");
            assert!(rate == 0 || first.len() == second.len());
        }
    }
}

/// An acknowledgement comes after the sync it needs, and without one it does not wait for the disk.
#[test]
fn a_synced_write_waits_for_the_disk() {
    let synced = end("workload overwrite; disk disk_2010; rate 5");
    assert!(synced("put_p50") >= 0.010, "{}", synced("put_p50"));
    let not = end("workload overwrite; disk disk_2010; rate 5; sync never");
    assert!(not("put_p50") < 0.001, "{}", not("put_p50"));
    // Seeks of the model, not of the clock: the same accesses on each disk.
    assert!(synced("time_2010") > 20.0 * synced("time_ssd"));
    assert!(synced("time_ssd") > 3.0 * synced("time_nvme"));
}

/// A memtable that is full while flushes are behind makes writes wait, and the wait is counted.
#[test]
fn flushes_that_are_behind_stall_writes() {
    let line = "workload overwrite; disk disk_2010; rate 400; sync never; frozen_memtables 1; duration 10s";
    let facts = end(line);
    assert!(facts("stalls") > 3.0, "{}", facts("stalls"));
    assert!(facts("stall_time") > 0.1, "{}", facts("stall_time"));
    let mut run = ended(line);
    let begun = said(&mut run, Kind::Changed, Word::StallBegun).len();
    let over = said(&mut run, Kind::Changed, Word::StallEnded).len();
    assert!(begun > 3 && (over == begun || over + 1 == begun), "{begun} {over}");
    assert_eq!(end("workload overwrite; disk nvme; rate 100; sync never; frozen_memtables 4")("stalls"), 0.0);
}

/// The trace tells flushes and merges as the engine counts them.
#[test]
fn the_trace_tells_what_the_engine_counts() {
    let mut run = ended("workload overwrite; rate 100; deletes 20%");
    let facts = facts(&run);
    let count = |run: &mut crate::sim::Run<super::Storage>, word| said(run, Kind::Changed, word).len() as f64;
    assert_eq!(count(&mut run, Word::Flushed), facts("flushes"));
    assert_eq!(count(&mut run, Word::MergeDone), facts("merges"));
    assert_eq!(count(&mut run, Word::Moved), facts("moves"));
    let merges = said(&mut run, Kind::Changed, Word::MergeDone);
    let read: u64 = merges.iter().map(|record| record.label.a >> 32).sum();
    let written: u64 = merges.iter().map(|record| record.label.a & 0xffff_ffff).sum();
    assert_eq!((read as f64, written as f64), (facts("merge_read"), facts("merge_written")));
    assert!(merges.iter().any(|record| record.label.b >> 32 > 0), "overwritten versions vanish");
    assert!(merges.iter().any(|record| record.label.b & 0xffff_ffff > 0), "and tombstones");
}
