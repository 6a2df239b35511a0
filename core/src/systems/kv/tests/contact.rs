//! Whom a coordinator asks: all, or no more than it needs.

use super::{ended, facts, run};
use crate::quorum::Quorum;
use crate::sim::{Run, SECOND};
use crate::systems::kv::Kv;
use alloc::format;

/// Many reads of few keys, of which each meets a write or misses it by chance alone.
fn shares(contact: &str, resolution: &str, n: u8, r: u8, w: u8) -> (f64, f64) {
    let run = ended(&format!(
        "nodes 7; n {n}; r {r}; w {w}; contact {contact}; resolution {resolution}; read_repair no; clients 4; \
         keys 3; rate 400; reads 80; latency 100us; service_time 50us; fail_timeout 60s; duration 8s"
    ));
    let facts = facts(&run);
    let (reads, without) = (facts("reads"), facts("refused") + facts("unknown"));
    assert!(reads > 2_000.0 && without == 0.0, "{n} {r} {w}: {reads}, {without}");
    (facts("stale_share"), facts("expected_stale_share"))
}

#[test]
fn who_draws_both_quorums_misses_as_often_as_is_to_be_expected() {
    for n in [3, 5] {
        for (r, w) in (1..=n).flat_map(|r| (1..=n).map(move |w| (r, w))) {
            let (measured, expected) = shares("quorum", "last_writer_wins", n, r, w);
            assert!((measured - expected).abs() < 0.04, "{n} {r} {w}: {measured} of {expected}");
            let meet = Quorum::new(n, r, w).expect("from 1 to N").reads_meet_writes();
            assert_eq!(measured == 0.0, meet, "{n} {r} {w}: {measured}");
        }
    }
}

/// Nothing is lost: who asks all finds what was written everywhere.
#[test]
fn who_asks_all_misses_nothing_while_nothing_is_lost() {
    assert_eq!(shares("all", "last_writer_wins", 3, 1, 1).0, 0.0);
}

/// Who keeps siblings writes upon what it has, and so is one of those drawn; who keeps a register asks before it writes.
#[test]
fn quorums_that_meet_keep_their_promise_however_conflicts_are_resolved() {
    for resolution in ["siblings", "last_writer_wins", "atomic_register"] {
        for quorum in ["strict", "sloppy"] {
            let run = ended(&format!(
                "resolution {resolution}; quorum {quorum}; contact quorum; clients 4; keys 3; rate 100; \
                 duration 10s"
            ));
            let facts = facts(&run);
            assert!(facts("writes") > 200.0, "{resolution} {quorum}: {}", facts("writes"));
            for name in ["stale_reads", "lost_own_writes", "went_back", "refused", "unknown"] {
                assert_eq!(facts(name), 0.0, "{resolution} {quorum}: {name}");
            }
        }
    }
}

/// Who is drawn is of the coordinator's data centre, where no other counts.
#[test]
fn a_local_quorum_is_drawn_among_those_that_count() {
    for resolution in ["siblings", "last_writer_wins", "atomic_register"] {
        let run = ended(&format!(
            "nodes 6; n 5; data_centres 2; local_quorum yes; contact quorum; resolution {resolution}; rate 50; \
             duration 10s"
        ));
        let facts = facts(&run);
        assert!(facts("writes") > 100.0 && facts("unknown") == 0.0, "{resolution}");
    }
}

/// Who was not asked is behind until it is compared with the others.
#[test]
fn who_was_not_asked_is_left_for_anti_entropy() {
    let diverged = |repair: &str| {
        let run = ended(&format!(
            "contact quorum; read_repair no; keys 20; rate 50; duration 20s; quiet 10s; repair_period {repair}"
        ));
        facts(&run)("diverged")
    };
    assert!(diverged("0s") > 10.0);
    assert_eq!(diverged("50ms"), 0.0);
}

/// Members that go, and come, while operations are under way: whoever is drawn anew is alive, and none is waited for twice.
#[test]
fn operations_begin_anew_with_a_quorum_of_the_members_of_now() {
    let comes_and_goes =
        "leave n1; at 4s join n1; at 5s leave n2; at 6s join n2; at 7s leave n3; at 8s join n3";
    for change in ["crash n1", "lose n1", comes_and_goes, "join n9"] {
        // Of who is down clients know nothing: they ask in vain, and ask others.
        let is_known = change.contains("join");
        let retries = if is_known { 0 } else { 2 };
        for resolution in ["siblings", "last_writer_wins", "atomic_register"] {
            let mut run = run(&format!(
                "resolution {resolution}; contact quorum; quorum sloppy; clients 8; keys 5; rate 200; retries {retries}; \
                 latency 20ms; fail_timeout 2s; gossip_period 200ms; quiet 1s; at 3s {change}; duration 10s"
            ));
            let counts = |run: &Run<Kv>| ["writes", "unknown"].map(facts(run));
            run.seek_time(3 * SECOND - 1);
            let [writes, unknown] = counts(&run);
            run.seek_time(run.horizon());
            let after = counts(&run);
            assert!(after[0] - writes > 40.0, "{resolution} {change}: {writes} of {}", after[0]);
            assert!(!is_known || after[1] == unknown, "{resolution} {change}: {unknown} of {}", after[1]);
        }
    }
}
