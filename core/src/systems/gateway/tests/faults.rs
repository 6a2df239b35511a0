use super::{at, end, facts, gates, run, said, store};
use crate::sim::{Kind, SECOND};
use crate::systems::gateway::{Key, Node, Outcome, Word};
use alloc::format;
use alloc::string::ToString;

/// A store that decides, two gateways, and one client that asks 20 times as often as it may.
const EAGER: &str = "clients 1; traffic steady; rate 100; nodes 2; counting script; algorithm sliding_log; \
                     api_time 0s; store_time 0s";

#[test]
fn without_a_store_all_none_or_each_its_own() {
    for counting in ["script", "sorted_set_atomic", "sorted_set", "read_then_write"] {
        for fault in ["crash store", "partition {g0 g1} | {store}"] {
            let admitted = |policy: &str| {
                let lines = format!(
                    "{EAGER}; counting {counting}; latency 1ms; on_store_failure {policy}; at 10s {fault}"
                );
                let (before, after) = (at(&lines, 11 * SECOND), at(&lines, 19 * SECOND));
                assert!(after("store_timeouts") > 0.0);
                after("admitted") - before("admitted")
            };
            let what = format!("{counting}, {fault}");
            assert_eq!(admitted("open"), 800.0, "{what}: all");
            assert_eq!(admitted("closed"), 0.0, "{what}: none");
            assert_eq!(admitted("local"), 80.0, "{what}: 2 × 5 a second");
        }
    }
}

#[test]
fn who_denies_for_want_of_a_store_says_so_and_is_wrong() {
    let lines = format!("{EAGER}; on_store_failure closed; at 10s crash store");
    let told = end(&lines);
    // Five a second for ten seconds would have been right.
    assert_eq!((told("wrongly_denied"), told("wrongly_admitted")), (50.0, 0.0));
    let mut run = run(&lines);
    assert!(!said(&mut run, Kind::Sent, Word::Unavailable).is_empty());
    assert!(!Outcome::Unavailable.is_admitted());
}

#[test]
fn a_store_that_dies_forgets_what_it_counted() {
    let lines = "clients 1; traffic recorded; counting script; algorithm fixed_window; window 100s; api_time 0s; \
                 at 1s send c0 9; at 2s crash store; at 3s restart store; at 4s send c0 9";
    let mut run = run(lines);
    run.seek_time(2 * SECOND - 1);
    assert!(store(&run).scripts().gauge(Key::user(0), 2 * SECOND).is_some_and(|gauge| gauge.level == 5));
    assert_eq!(facts(&run)("memory_bytes"), 16.0);
    run.seek_time(3 * SECOND);
    assert_eq!(
        (store(&run).scripts().gauge(Key::user(0), 3 * SECOND), facts(&run)("memory_bytes")),
        (None, 0.0)
    );
    run.seek_time(9 * SECOND);
    assert_eq!((facts(&run)("admitted"), facts(&run)("worst_window")), (10.0, 10.0));
}

#[test]
fn a_slow_store_is_a_dead_one() {
    // A command takes 1 ms, and then 500: longer than a gateway waits, and the line grows.
    let lines = format!("{EAGER}; store_time 1ms; at 5s slow store 500x; at 10s slow store 1x");
    let (before, during, after) = (at(&lines, 5 * SECOND), at(&lines, 10 * SECOND), end(&lines));
    assert_eq!((before("store_timeouts"), before("admitted")), (0.0, 25.0));
    assert!(during("store_timeouts") > 450.0 && during("store_queue_longest") > 450.0);
    assert!(during("admitted") > 450.0, "open: {}", during("admitted"));
    // Once it is fast again it works the line off, and decides again.
    assert!(after("admitted") - during("admitted") < 150.0);
    assert!(after("store_queue") <= 1.0);
}

#[test]
fn a_gateway_that_dies_forgets_and_loses_what_is_sent_to_it() {
    let lines = "clients 1; traffic recorded; nodes 2; algorithm fixed_window; window 100s; api_time 0s; \
                 client_timeout 500ms; at 1s send c0 10; at 2s crash g0; at 3s send c0 2; at 5s restart g0; \
                 at 6s send c0 10";
    let before = at(lines, 2 * SECOND);
    assert_eq!(before("admitted"), 10.0, "5 each");
    let down = at(lines, 5 * SECOND);
    assert_eq!((down("failed"), down("denied")), (1.0, 1.0), "one is lost, one is denied");
    let after = end(lines);
    assert_eq!((after("admitted"), after("denied")), (15.0, 6.0), "g0 begins anew");
}

#[test]
fn an_api_without_a_limit_before_it_drowns() {
    let lines = "clients 4; traffic poisson; rate 200; api_servers 1; api_time 20ms; api_queue 10; algorithm token_bucket; burst 2";
    let limited = end(&format!("{lines}; limit 10"));
    assert_eq!((limited("api_dropped"), limited("failed")), (0.0, 0.0));
    let drowned = end(&format!("{lines}; limit 10000"));
    // It does 50 a second of 200.
    assert!((950.0..=1_000.0).contains(&drowned("api_done")), "{}", drowned("api_done"));
    assert!(drowned("api_dropped") > 2_500.0 && drowned("api_queue_longest") == 10.0);
    assert!((drowned("failed") - drowned("api_dropped")).abs() < 20.0);
    assert_eq!(drowned("denied"), 0.0, "what an API server drops the limiter had let through");
    let unqueued = end(&format!("{lines}; limit 10000; api_queue 0"));
    assert_eq!((unqueued("api_queue_longest"), unqueued("api_queue")), (0.0, 0.0));
}

#[test]
fn answers_that_come_twice_or_too_late_count_once() {
    let doubled = end(&format!("{EAGER}; balancing sticky; counting local; at 0s duplicate 100%"));
    // Each request comes twice; each is one to the balancer.
    assert_eq!(doubled("requests"), doubled("admitted") + doubled("denied") + doubled("unjudged") + 4.0);
    assert!(doubled("wrongly_admitted") == 0.0, "{}", doubled("wrongly_admitted"));
    for fault in
        ["loss 20%", "reorder 30% 200ms", "latency 1ms..300ms", "flap store 300ms 20", "flap g0 150ms 40"]
    {
        let mut run = run(&format!("{EAGER}; clients 3; retries 2; client_timeout 300ms; at 1s {fault}"));
        run.seek_time(run.horizon());
        let told = facts(&run);
        let waiting: usize = run
            .world()
            .places()
            .iter()
            .map(|place| match &place.node {
                Node::Balancer(balancer) => balancer.waiting(),
                _ => 0,
            })
            .sum();
        let judged = told("admitted") + told("denied") + told("unjudged");
        assert_eq!(told("requests"), judged + waiting as f64, "{fault}");
        // Who was let through has been at an API server, once.
        assert!(told("admitted") > 50.0, "{fault}");
        assert!(told("admitted") <= told("api_done") + told("api_dropped"), "{fault}");
    }
}

#[test]
fn shaking_troubles_links_that_are_there() {
    let mut run = run("nodes 3; counting script; rate 100");
    run.seek_time(SECOND);
    crate::sim::Globe::shake(&mut run, 3, 15 * SECOND).expect("it can be shaken");
    let actions = run.branches()[0].actions.clone();
    assert!(actions.len() >= 5, "{actions:?}");
    for seed in 0..20 {
        let mut other = super::run("nodes 3; counting script; rate 100; duration 30s");
        crate::sim::Globe::shake(&mut other, seed, 25 * SECOND).expect("it can be shaken");
        for timed in &other.branches()[0].actions {
            let cut = timed.action.starts_with("partition");
            assert!(
                !cut || timed.action.contains("{lb}") || timed.action.contains("{store}"),
                "{}",
                timed.action
            );
        }
    }
    run.seek_time(run.horizon());
    assert!(facts(&run)("admitted") > 0.0);
    assert_eq!(gates(&run).len().to_string(), "3");
}
