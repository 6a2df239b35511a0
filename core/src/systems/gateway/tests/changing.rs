//! What a change of the rules does to what was counted before.

use super::{at, end, facts, gates, run};
use crate::limiter::{Algorithm, Limit};
use crate::sim::SECOND;
use crate::systems::gateway::counters::serves;
use crate::systems::gateway::{Key, LaneTally};
use alloc::format;

/// One client that asks when it is told to, of whom 5 in ten seconds may pass.
const ASKED: &str =
    "clients 1; traffic recorded; limit 5; window 10s; api_time 0s; latency 1us; store_time 0s";

#[test]
fn a_change_that_asks_for_the_same_limiter_leaves_it_alone() {
    for (counting, algorithm) in [
        ("local", "sliding_log"),
        ("local", "token_bucket"),
        ("local", "leaky_meter"),
        ("script", "sliding_log"),
        ("script", "fixed_window"),
    ] {
        let lines = |changes: &str| {
            format!(
                "{ASKED}; counting {counting}; algorithm {algorithm}; at 1s send c0 4; {changes} at 11.5s send c0 4"
            )
        };
        // What another layer allows, and a burst that only buckets heed, change nothing either.
        let heeded = matches!(algorithm, "token_bucket" | "leaky_meter");
        let burst = if heeded { "" } else { "at 9s burst 9;" };
        let changed = end(&lines(&format!(
            "at 9s retries 1; at 9s balancing sticky; at 9s global_limit 3; at 9s soft_percent 90%; {burst}"
        )));
        let same = end(&lines(""));
        assert_eq!((same("admitted"), same("denied")), (8.0, 0.0), "{counting} {algorithm}");
        for what in ["admitted", "denied", "wrongly_denied", "worst_window"] {
            assert_eq!(changed(what), same(what), "{counting} {algorithm}: {what}");
        }
        let lane = format!("{algorithm}_admitted");
        assert_eq!(changed(&lane), 8.0, "{counting} {algorithm}: the observers go on as well");
    }
}

#[test]
fn what_a_soft_limit_let_through_is_not_forgiven() {
    for algorithm in ["sliding_log", "fixed_window", "leaky_meter"] {
        let soft = format!(
            "{ASKED}; algorithm {algorithm}; strictness soft; soft_percent 100%; soft_for 20s; at 1s send c0 12"
        );
        let worst = |changes: &str| end(&format!("{soft}; {changes}; at 4s send c0 12"))("worst_window");
        let most = worst("at 3s store_timeout 50ms");
        // A meter leaks one a second while the limit is soft.
        let expected = if algorithm == "leaky_meter" { 12.0..=14.0 } else { 10.0..=10.0 };
        assert!(expected.contains(&most), "{algorithm}: {most}");
        assert_eq!(worst("at 3s retries 0"), most, "{algorithm}");
        // Another percentage makes another limiter, which was told of all that passed.
        assert!(worst("at 3s soft_percent 60%") <= most, "{algorithm}");
        // Ten of eleven have passed already.
        let raised =
            at(&format!("{soft}; at 3s limit 11; at 3s strictness hard; at 4s send c0 12"), 9 * SECOND);
        assert!(raised("admitted") <= 11.0 + 4.0, "{algorithm}: {}", raised("admitted"));
    }
}

#[test]
fn a_burst_matters_where_it_is_heeded() {
    let limit = Limit::new(5, 100);
    for algorithm in Algorithm::ALL {
        let limiter = algorithm.limiter(limit).expect("a sound limit");
        assert!(serves(&limiter, algorithm, limit));
        assert_eq!(serves(&limiter, algorithm, limit.with_burst(9)), !algorithm.uses_burst(), "{algorithm}");
        assert!(!serves(&limiter, algorithm, Limit::new(6, 100).with_burst(5)));
        assert!(!serves(&limiter, algorithm, Limit::new(5, 101)));
        let other =
            if algorithm == Algorithm::FixedWindow { Algorithm::SlidingLog } else { Algorithm::FixedWindow };
        assert!(!serves(&limiter, other, limit));
    }
}

/// The worst window of observers is that under the rules in force, as the balancer's is.
#[test]
fn the_worst_window_of_a_lane_is_that_under_the_rules() {
    for algorithm in ["fixed_window", "sliding_log", "leaky_bucket"] {
        let lines = format!(
            "clients 2; traffic recorded; limit 8; algorithm {algorithm}; api_time 0s; latency 1us; at 100ms send c0 8; \
             at 100ms send c1 2; at 2500ms limit 3; at 5s send c0 4; at 5s send c1 1"
        );
        let before = at(&lines, 2 * SECOND);
        let lane = format!("{algorithm}_worst");
        assert_eq!((before(&lane), before("worst_window")), (8.0, 8.0), "{algorithm}");
        let mut run = run(&lines);
        run.seek_time(8 * SECOND);
        let told = facts(&run);
        assert_eq!((told(&lane), told("worst_window")), (3.0, 3.0), "{algorithm}");
        // What became of requests stays counted, by key.
        let lanes = gates(&run)[0].lanes();
        let algorithm = Algorithm::parse(algorithm).expect("a name");
        let of = |user| lanes.tally_of(algorithm, Key::user(user));
        assert_eq!((of(0).admitted, of(0).denied, of(0).worst), (11, 1, 3), "{algorithm}");
        assert_eq!((of(1).admitted, of(1).denied, of(1).worst), (3, 0, 1), "{algorithm}");
        assert_eq!(lanes.tally(algorithm), of(0).and(of(1)));
        assert_eq!(lanes.tally_of(algorithm, Key::user(7)), LaneTally::default());
        // Nothing is forgotten by what promises the same.
        let same = at(&lines.replace("limit 3", "retries 3"), 2600 * SECOND / 1_000);
        assert_eq!(same(&lane), 8.0, "{algorithm:?}");
    }
}
