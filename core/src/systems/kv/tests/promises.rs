use super::{ended, facts, order, replica, run};
use crate::check::{Verdict, linearizable};
use crate::sim::{Run, SECOND};
use crate::systems::kv::{Key, Kv, history, replicas};
use alloc::format;
use alloc::string::String;

#[test]
fn where_reads_meet_writes_nothing_is_stale() {
    for resolution in ["siblings", "last_writer_wins", "atomic_register"] {
        let run = ended(&format!("resolution {resolution}; rate 400; keys 3; clients 10; duration 10s"));
        let facts = facts(&run);
        assert!(facts("reads") > 500.0 && facts("writes") > 500.0);
        for name in ["stale_reads", "lost_writes", "lost_own_writes", "went_back", "refused", "unknown"] {
            assert_eq!(facts(name), 0.0, "{resolution}: {name}");
        }
        assert_eq!(facts("expected_stale_share"), 0.0);
    }
}

/// C(N − W, R) ∕ C(N, R) is for writes that reach W replicas and no more, and reads that ask any R: here each node is
/// cut off from the others, so a write stays with who coordinated it.
#[test]
fn one_of_three_is_stale_in_two_of_three() {
    let alone = "partition {n0} | {n1 n2}; at 1ms partition {n1} | {n2}";
    let settings = "nodes 3; r 1; w 1; keys 1; resolution last_writer_wins; fail_timeout 600s";
    let apart = facts(&ended(&format!("{settings}; rate 10; latency 1ms; duration 600s; at 1ms {alone}")));
    assert!(apart("reads") > 2_000.0);
    assert!((apart("stale_share") - apart("expected_stale_share")).abs() < 0.03, "{}", apart("stale_share"));
    assert!((apart("expected_stale_share") - 2.0 / 3.0).abs() < 1e-9);
    // With messages lost some writes do not arrive; with none only those could count that are on their way.
    let losing = facts(&ended(&format!(
        "{settings}; clients 20; rate 400; duration 20s; read_repair no; at 1ms loss 20%"
    )));
    let whole = facts(&ended(&format!("{settings}; clients 20; rate 400; duration 20s; read_repair no")));
    assert!(whole("stale_share") < losing("stale_share"));
    assert!(losing("stale_share") > 0.0 && losing("stale_share") < 0.5, "{}", losing("stale_share"));
}

/// With W = N each replica is needed: until silence is taken for death nobody knows, then writes are refused.
#[test]
fn strict_refuses_when_it_knows() {
    let mut run = run("nodes 3; w 3; r 1; retries 5; at 2s crash n0; duration 20s");
    run.seek_time(5 * SECOND);
    let before = facts(&run);
    assert!(before("unknown") > 0.0);
    assert_eq!((before("refused"), before("suspected")), (0.0, 0.0));
    run.seek_time(12 * SECOND);
    let known = facts(&run);
    assert!(known("refused") > 0.0);
    assert_eq!(known("suspected"), 2.0);
    let waited = replicas(run.world()).timeouts;
    assert!(waited > 0);
    run.seek_time(20 * SECOND);
    assert_eq!(replicas(run.world()).timeouts, waited, "nobody waits any more");
}

#[test]
fn sloppy_goes_on_and_leaves_hints() {
    let text = "w 3; r 1; quorum sloppy; retries 5; gossip_period 200ms; keys 5; reads 20%; at 2s crash n0; at 20s restart n0; quiet 10s; duration 45s";
    let mut run = run(text);
    run.seek_time(12 * SECOND);
    let early = facts(&run);
    run.seek_time(19 * SECOND);
    let known = facts(&run);
    assert_eq!((known("refused"), known("unknown")), (0.0, early("unknown")));
    assert!(known("writes") > early("writes") + 50.0);
    assert!(known("hints") > 0.0 && known("hints_taken") > 0.0);
    run.seek_time(run.horizon());
    let after = facts(&run);
    assert!(after("hints_handed") >= known("hints"));
    assert_eq!((after("hints"), after("hints_lost"), after("diverged")), (0.0, 0.0, 0.0));
}

const TYPED: &str = "nodes 5; workload none; quorum sloppy; fail_timeout 3s; read_repair no; duration 60s";

#[test]
fn a_hint_dies_with_its_keeper() {
    let order = order(TYPED);
    let (home, keeper) = (&order[0], &order[3]);
    let story = |more: &str| {
        format!(
            "{TYPED}; at 1s crash {home}; at 20s put cart tea; at 30s lose {keeper}; at 31s restart {home}; \
             at 32s restart {keeper}; {more}"
        )
    };
    let mut kept = run(&format!("{TYPED}; at 1s crash {home}; at 20s put cart tea"));
    kept.seek_time(29 * SECOND);
    assert_eq!(facts(&kept)("hints"), 1.0);
    assert_eq!(replica(&kept, keeper).store().map(crate::systems::kv::Store::hints), Some(1));
    let lost = facts(&ended(&story("")));
    assert_eq!((lost("hints"), lost("hints_handed"), lost("diverged")), (0.0, 0.0, 1.0));
    let mended = facts(&ended(&story("repair_period 100ms")));
    assert_eq!(mended("diverged"), 0.0);
    assert!(mended("exchanged") > 0.0);
}

#[test]
fn a_read_mends() {
    let order = order(TYPED);
    let home = &order[2];
    let away =
        format!("quorum strict; retries 5; at 1s crash {home}; at 2s put cart tea; at 3s restart {home}");
    let story = format!("{TYPED}; read_repair yes; {away}; at 10s get cart");
    let mut run = run(&story);
    run.seek_time(9 * SECOND);
    assert_eq!(facts(&run)("diverged"), 1.0);
    run.seek_time(11 * SECOND);
    assert_eq!((facts(&run)("diverged"), facts(&run)("repairs")), (0.0, 1.0));
    let without = ended(&format!("{TYPED}; {away}; at 10s get cart"));
    assert_eq!(facts(&without)("diverged"), 1.0);
}

/// Who was away when all others forgot the tombstone brings back what it hid.
#[test]
fn a_tombstone_dropped_too_soon() {
    let order = order(TYPED);
    let home = &order[0];
    for resolution in ["siblings", "last_writer_wins"] {
        let read = |ttl: &str| {
            let run = ended(&format!(
                "{TYPED}; quorum strict; resolution {resolution}; repair_period 100ms; tombstone_ttl {ttl}; \
                 at 1s put cart tea; at 2s crash {home}; at 3s delete cart; at 20s restart {home}"
            ));
            assert_eq!(facts(&run)("diverged"), 0.0);
            let record =
                replica(&run, &order[1]).store().expect("up").get(Key::named("cart", 0)).expect("sound");
            (record.map_or(0, |record| record.values().count()), facts(&run)("buried"))
        };
        assert_eq!(read("3600s"), (0, 0.0), "{resolution}");
        let (values, buried) = read("2s");
        assert_eq!(values, 1, "{resolution}");
        assert!(buried >= 2.0);
    }
}

/// Twenty write what none of them has read.
#[test]
fn siblings_keep_all_and_the_last_writer_one() {
    let puts: String = (0..20).map(|at| format!("; at 5s put cart w{at} at c{at}")).collect();
    let kept = |resolution: &str| {
        let text = format!(
            "nodes 5; clients 20; workload none; skew 2s; resolution {resolution}{puts}; duration 10s"
        );
        let run = ended(&text);
        let facts = facts(&run);
        assert_eq!((facts("writes"), facts("diverged")), (20.0, 0.0));
        let record = replica(&run, &order("clients 20; nodes 5")[0]);
        let record = record.store().expect("up").get(Key::named("cart", 0)).expect("sound").expect("written");
        record.values().count()
    };
    assert_eq!((kept("siblings"), kept("last_writer_wins")), (20, 1));
}

#[test]
fn a_clock_that_is_ahead_loses_writes() {
    let lost = |resolution: &str, skew: &str| {
        let text = format!("resolution {resolution}; skew {skew}; rate 100; keys 2; clients 4; duration 10s");
        facts(&ended(&text))("lost_writes")
    };
    assert!(lost("last_writer_wins", "300ms") > 10.0);
    assert_eq!(lost("last_writer_wins", "0ms"), 0.0);
    assert_eq!(lost("siblings", "300ms"), 0.0);
    assert_eq!(lost("atomic_register", "300ms"), 0.0);
}

#[test]
fn each_data_centre_goes_on_by_itself() {
    let settings = "nodes 6; data_centres 2; n 4; local_quorum yes; routing nearest; gossip_period 100ms; fail_timeout 2s; duration 20s";
    let mut run = run(&format!("{settings}; at 5s partition {{c0 n0 n2 n4}} | {{c1 n1 n3 n5}}; at 15s heal"));
    run.seek_time(14 * SECOND);
    let cut = facts(&run);
    assert_eq!((cut("refused"), cut("unknown")), (0.0, 0.0));
    assert!(cut("reads") + cut("writes") > 200.0);
    assert!(cut("suspected") > 0.0);
    // R + W > N of all four would have been refused.
    let whole = super::ended(&format!(
        "{settings}; local_quorum no; r 3; w 3; at 5s partition {{c0 n0 n2 n4}} | {{c1 n1 n3 n5}}"
    ));
    assert!(facts(&whole)("refused") > 20.0);
}

/// The disk of a replica stops in the midst of each of its changes in turn; what W replicas had is never missed.
#[test]
fn a_crash_at_every_change_of_a_disk() {
    for resolution in ["siblings", "last_writer_wins", "atomic_register"] {
        let mut failed = 0;
        for change in 0..70 {
            let run = ended(&format!(
                "nodes 3; resolution {resolution}; read_repair no; keys 2; rate 40; clients 3; duration 4s; \
                 at 500ms wear n0 {change}; at 2s crash n0; at 2.1s restart n0; at 2.2s crash n1"
            ));
            let facts = facts(&run);
            assert!(replica(&run, "n0").store().is_some(), "{resolution} {change}: n0 opened its engine");
            failed += u32::from(replica(&run, "n0").tally().failures > 0);
            for name in ["stale_reads", "lost_writes", "lost_own_writes"] {
                assert_eq!(facts(name), 0.0, "{resolution}, change {change}: {name}");
            }
            if resolution == "atomic_register" {
                assert!(kept(&run), "change {change}");
            }
        }
        assert!(failed > 30, "{resolution}: {failed}");
    }
}

fn kept(run: &Run<Kv>) -> bool {
    linearizable(&history(run.world())) == Verdict::Kept
}
