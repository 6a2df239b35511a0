use super::{at, end, facts, run, said, store};
use crate::sim::{Kind, Nanos, SECOND};
use crate::systems::gateway::{Key, Word};
use alloc::format;
use proptest::prelude::*;

/// One client that asks 20 times as often as it may, and nothing that takes time but the network.
const EAGER: &str = "clients 1; traffic steady; rate 100; api_time 0s; store_time 0s";

fn counted(counting: &str, more: &str) -> impl Fn(&str) -> f64 + use<> {
    end(&format!("{EAGER}; counting {counting}; {more}"))
}

/// Requests that the limit of 5 a second allows in 20 seconds.
const ALLOWED: f64 = 100.0;

#[test]
fn gateways_that_count_apart_let_each_the_limit_through() {
    for nodes in [1.0, 2.0, 4.0, 8.0] {
        let told = counted("local", &format!("rate 800; nodes {nodes}; algorithm sliding_log"));
        assert_eq!((told("admitted"), told("worst_window")), (nodes * ALLOWED, nodes * 5.0));
        assert_eq!(told("wrongly_admitted"), (nodes - 1.0) * ALLOWED);
    }
}

#[test]
fn who_always_meets_the_same_gateway_gets_the_limit() {
    for counting in ["local", "local_sync"] {
        let told = counted(counting, "nodes 4; algorithm sliding_log; balancing sticky");
        assert_eq!((told("admitted"), told("worst_window"), told("wrongly_admitted")), (ALLOWED, 5.0, 0.0));
    }
}

#[test]
fn a_decision_made_in_the_store_is_one() {
    for counting in ["script", "sorted_set_atomic"] {
        for latency in ["1us", "1ms", "100ms"] {
            let more = format!("nodes 4; algorithm sliding_log; latency {latency}; store_timeout 1s");
            let told = counted(counting, &more);
            assert_eq!(told("wrongly_admitted"), 0.0, "{counting} at {latency}");
            assert_eq!((told("worst_window"), told("lost_updates")), (5.0, 0.0), "{counting} at {latency}");
        }
    }
}

#[test]
fn reading_and_then_writing_loses_updates_and_more_the_farther_the_store() {
    let lost = |latency: &str, nodes: u32| {
        let told = counted("read_then_write", &format!("nodes {nodes}; latency {latency}; store_timeout 1s"));
        assert_eq!(told("lost_updates") > 0.0, told("wrongly_admitted") > 0.0, "{latency}");
        told("lost_updates")
    };
    assert_eq!(lost("1us", 2), 0.0, "one is done before the next comes");
    assert!(lost("10ms", 2) > 0.0);
    assert!(lost("40ms", 2) > lost("10ms", 2));
    // What races are requests, not gateways: one that works on several at once suffices.
    assert_eq!(lost("10ms", 1), lost("10ms", 2));
}

/// The book's figure: the counter is 3, two gateways read it, and both write 4.
#[test]
fn two_that_read_the_same_number_count_one_request() {
    let lines = "clients 1; traffic recorded; nodes 2; counting read_then_write; window 10s; api_time 0s; \
                 at 1s send c0; at 2s send c0; at 3s send c0; at 4s send c0 2; at 6s send c0 2";
    let mut run = run(lines);
    run.seek_time(5 * SECOND);
    assert_eq!(store(&run).counts(Key::user(0)).collect::<alloc::vec::Vec<_>>(), [(0, 4)]);
    assert_eq!((facts(&run)("admitted"), facts(&run)("lost_updates")), (5.0, 1.0));
    let lost = said(&mut run, Kind::Changed, Word::Loses);
    assert_eq!(run.line(&lost[0]).split("   ").last(), Some("holds 4 for u0 (was 4: an update was lost)"));
    // The limit of 5 is used up, and yet two more pass, since one has not been counted.
    run.seek_time(8 * SECOND);
    assert_eq!((facts(&run)("admitted"), facts(&run)("worst_window")), (7.0, 7.0));
}

#[test]
fn a_set_that_is_counted_and_added_to_in_two_steps_races_too() {
    let told = counted("sorted_set", "nodes 2");
    assert!(told("wrongly_admitted") > 0.0 && told("worst_window") > 5.0);
    let near = counted("sorted_set", "nodes 2; latency 1us");
    assert_eq!((near("wrongly_admitted"), near("worst_window")), (0.0, 5.0));
}

#[test]
fn telling_each_other_helps_the_more_the_oftener() {
    let admitted = |period: &str| {
        let lines = format!(
            "{EAGER}; counting local_sync; nodes 4; window 10s; limit 50; rate 40; sync_period {period}; \
             latency 1ms; algorithm fixed_window; duration 100s"
        );
        let told = end(&lines);
        assert!(told("store_commands") > 0.0);
        told("admitted")
    };
    let (often, seldom) = (admitted("50ms"), admitted("2s"));
    // 50 in each of ten windows is allowed; apart, four times as many.
    assert!((500.0..600.0).contains(&often), "{often}");
    assert!(seldom > often && seldom < 2_000.0, "{seldom}");
}

#[test]
fn what_was_told_outlives_crashes_of_gateways_and_store() {
    let settings = "clients 1; traffic recorded; counting local_sync; nodes 2; window 100s; limit 20; \
                    algorithm fixed_window; sync_period 100ms; api_time 0s; duration 20s";
    let admitted = |lines: &str| end(&format!("{settings}; {lines}"))("admitted");
    // Six through each gateway; then each knows of twelve.
    assert_eq!(admitted("at 1s send c0 12; at 4s send c0 40"), 12.0 + 8.0 + 8.0);
    // One forgets its own six and learns of the six elsewhere only.
    assert_eq!(
        admitted("at 1s send c0 12; at 2s crash g1; at 3s restart g1; at 4s send c0 40"),
        12.0 + 8.0 + 14.0
    );
    // The store forgets, and is told again; nothing is counted twice.
    assert_eq!(admitted("at 1s send c0 12; at 2s crash store; at 3s restart store; at 4s send c0 40"), 28.0);
    // A second life of a gateway adds to its first: g0 learns of 6 and 2 elsewhere.
    let twice = "at 1s send c0 12; at 2s crash g1; at 2.5s restart g1; at 4s send c0 4; at 6s send c0 40";
    assert_eq!(admitted(twice), 12.0 + 4.0 + (20.0 - 6.0 - 2.0 - 8.0) + (20.0 - 6.0 - 2.0 - 2.0));
}

#[test]
fn clocks_that_differ_let_twice_the_limit_through_at_first() {
    for skew in ["200ms", "500ms", "900ms"] {
        let more = format!("nodes 2; latency 1us; skew {skew}");
        let told = counted("read_then_write", &more);
        assert_eq!((told("worst_window"), told("wrongly_admitted")), (10.0, 5.0), "{skew}");
        assert_eq!(at(&format!("{EAGER}; counting read_then_write; {more}"), SECOND)("worst_window"), 10.0);
        // By the store's clock there is but one.
        for counting in ["script", "sorted_set_atomic"] {
            let told = counted(counting, &format!("{more}; algorithm fixed_window"));
            assert_eq!((told("worst_window"), told("wrongly_admitted")), (5.0, 0.0), "{counting} {skew}");
        }
        // A gateway that is ahead forgets what the others still count.
        assert!(counted("sorted_set", &more)("wrongly_admitted") > 0.0, "{skew}");
    }
}

#[test]
fn skew_sets_the_clocks_of_gateways_and_of_nobody_else() {
    let mut run = run("nodes 3; skew 200ms; at 2s skew g0 50ms; at 2s skew store -70ms");
    let ahead = |run: &mut crate::sim::Run<super::Gateway>, time: Nanos| {
        run.seek_time(time);
        let now = run.world().now();
        let places = run.world().places().iter();
        places
            .map(|place| place.clock.read(now) as i64 - now as i64)
            .map(|by| by / 1_000_000)
            .collect::<alloc::vec::Vec<_>>()
    };
    // Two clients, balancer, three gateways, store, two API servers.
    assert_eq!(ahead(&mut run, SECOND), [0, 0, 0, 0, 200, 400, 0, 0, 0]);
    assert_eq!(ahead(&mut run, 3 * SECOND), [0, 0, 0, 50, 200, 400, -70, 0, 0]);
}

#[test]
fn limiters_go_by_the_clock_of_the_node_that_decides() {
    let mut run = run("nodes 2; skew 200ms; clients 1; traffic steady; rate 20; at 2s skew g0 50ms");
    run.seek_time(4 * SECOND);
    let ahead: alloc::vec::Vec<(Nanos, Nanos)> = super::gates(&run)
        .iter()
        .map(|gate| gate.lanes().history())
        .map(|seen| {
            (seen[0].time - seen[0].arrived, seen[seen.len() - 1].time - seen[seen.len() - 1].arrived)
        })
        .collect();
    let ms = SECOND / 1_000;
    assert_eq!(ahead, [(10 * ms, 60 * ms), (210 * ms, 210 * ms)]);
    // 5 at 600 ms and 5 at 800 ms: whose edge lies in between?
    let two = |more: &str| {
        let sent = [600, 800].map(|from| (0..5).map(move |i| format!("; at {}ms send c0", from + 10 * i)));
        let sent: alloc::string::String = sent.into_iter().flatten().collect();
        let settings = "clients 1; traffic recorded; algorithm fixed_window; latency 1ms; api_time 0s";
        end(&format!("{settings}; {more}{sent}"))("admitted")
    };
    assert_eq!((two("counting local"), two("counting script")), (5.0, 5.0));
    assert_eq!(two("counting local; at 0s skew g0 300ms"), 10.0);
    assert_eq!(two("counting read_then_write; at 0s skew g0 300ms"), 10.0);
    assert_eq!(two("counting read_then_write; at 0s skew store 300ms"), 5.0);
    assert_eq!(two("counting script; at 0s skew g0 300ms"), 5.0);
    assert_eq!(two("counting script; at 0s skew store 300ms"), 10.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the traffic, where one place decides by an exact log nobody gets more than the limit.
    #[test]
    fn in_one_place_the_limit_holds(
        seed in 0..1_000u64,
        nodes in 1..=8u32,
        limit in 1..=20u32,
        traffic in prop::sample::select(alloc::vec!["steady", "poisson", "bursts", "curve"]),
        counting in prop::sample::select(alloc::vec!["script", "sorted_set_atomic", "local"]),
    ) {
        let told = end(&format!(
            "seed {seed}; nodes {nodes}; limit {limit}; traffic {traffic}; counting {counting}; \
             balancing sticky; algorithm sliding_log; rate 100; store_time 0s; api_time 1ms; duration 5s"
        ));
        prop_assert!(told("worst_window") <= f64::from(limit));
        prop_assert_eq!((told("wrongly_admitted"), told("wrongly_denied")), (0.0, 0.0));
    }

    /// Apart, never more than the limit for each gateway.
    #[test]
    fn apart_each_holds_its_own(seed in 0..1_000u64, nodes in 1..=8u32, limit in 1..=20u32) {
        let told = end(&format!(
            "seed {seed}; nodes {nodes}; limit {limit}; rate 200; algorithm sliding_log; duration 5s; api_time 0s"
        ));
        prop_assert!(told("worst_window") <= f64::from(limit * nodes));
    }
}
