use super::{end, facts, gates, run};
use crate::limiter::{Algorithm, Limit, Limiter};
use crate::sim::{Nanos, Node as _, SECOND};
use crate::systems::gateway::{Arrival, Key, Lanes};
use alloc::format;
use alloc::vec::Vec;
use proptest::prelude::*;

#[test]
fn whichever_algorithm_decides_its_observer_agrees_with_it() {
    for algorithm in Algorithm::NAMES {
        let lines = format!(
            "clients 3; rate 40; algorithm {algorithm}; api_time 1ms; client_timeout 9s; at 9s rate c0 0; \
             at 9s rate c1 0; at 9s rate c2 0"
        );
        let told = end(&lines);
        assert_eq!(told("admitted"), told(&format!("{algorithm}_admitted")), "{algorithm}");
        assert_eq!(told("denied"), told(&format!("{algorithm}_denied")), "{algorithm}");
        assert_eq!(told("worst_window"), told(&format!("{algorithm}_worst")), "{algorithm}");
        assert!(told("admitted") > 100.0 || algorithm == "sliding_log_book", "{algorithm}");
    }
}

#[test]
fn the_meter_decides_as_the_bucket_does() {
    let told = end("clients 2; traffic bursts; rate 60; burst 7");
    for what in ["admitted", "denied", "worst"] {
        assert_eq!(told(&format!("token_bucket_{what}")), told(&format!("leaky_meter_{what}")));
    }
    assert!(told("token_bucket_admitted") > told("sliding_log_admitted"));
}

/// What an algorithm makes of the times that the history names.
fn alone(algorithm: Algorithm, limit: Limit, seen: &[Arrival]) -> Vec<bool> {
    let mut limiter = algorithm.limiter(limit).expect("a sound limit");
    seen.iter().map(|arrival| limiter.check(arrival.time, 1).is_admitted()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn history_and_tallies_are_those_of_the_algorithms(
        seed in 0..1_000u64,
        limit in 1..12u32,
        burst in 1..12u32,
        traffic in prop::sample::select(alloc::vec!["steady", "poisson", "bursts", "edge"]),
    ) {
        let mut run = run(&format!(
            "seed {seed}; clients 1; limit {limit}; burst {burst}; traffic {traffic}; rate 30; duration 6s; skew 3s"
        ));
        run.seek_time(run.horizon());
        let gate = gates(&run)[0];
        let seen: Vec<Arrival> = gate.lanes().history().iter().copied().collect();
        prop_assert!(!seen.is_empty() && seen.len() < Lanes::HISTORY);
        let window = gate.rules().window;
        for algorithm in Algorithm::ALL {
            let limit = Limit::new(limit, window).with_burst(burst);
            let admitted = alone(algorithm, limit, &seen);
            let shown: Vec<bool> = seen.iter().map(|arrival| arrival.admits(algorithm)).collect();
            prop_assert_eq!(&admitted, &shown, "{}", algorithm);
            let tally = gate.lanes().tally(algorithm);
            let count = admitted.iter().filter(|admitted| **admitted).count() as u64;
            prop_assert_eq!((tally.admitted, tally.denied), (count, seen.len() as u64 - count));
            let bound = algorithm.limiter(limit).expect("a sound limit").most_in(window);
            prop_assert!(u64::from(tally.worst) <= bound, "{}: {} of {}", algorithm, tally.worst, bound);
            if algorithm != Algorithm::LeakyBucket {
                let times: Vec<Nanos> =
                    seen.iter().zip(&admitted).filter(|(_, admitted)| **admitted).map(|(a, _)| a.time).collect();
                let within = |end: &Nanos| times.iter().filter(|t| *t <= end && end - *t < window).count();
                prop_assert_eq!(tally.worst as usize, times.iter().map(within).max().unwrap_or_default());
            }
        }
        for (place, arrival) in seen.iter().enumerate() {
            let within = seen[..=place].iter().filter(|other| arrival.time - other.time < window).count();
            prop_assert_eq!(arrival.true_window as usize, within);
        }
    }
}

#[test]
fn sixteen_keys_have_lanes_and_the_others_are_counted() {
    let asked: alloc::string::String =
        (0..20).map(|user| format!("; at {}ms send c0 at u{user}", 10 + user)).collect();
    let lines = format!("clients 1; traffic recorded; limit 1; api_time 0s{asked}");
    let mut run = run(&lines);
    run.seek_time(run.horizon());
    let lanes = gates(&run)[0].lanes();
    let keys: Vec<Key> = lanes.keys().collect();
    assert_eq!(keys, (0..16).map(Key::user).collect::<Vec<_>>());
    assert_eq!((lanes.left_out(), lanes.history().len()), (4, 16));
    assert_eq!((facts(&run)("left_out"), facts(&run)("token_bucket_admitted")), (4.0, 16.0));
    assert_eq!(lanes.lane(Algorithm::TokenBucket, Key::user(17), SECOND), None);
}

#[test]
fn levels_and_bytes_are_those_of_the_moment() {
    let lines = "clients 1; traffic recorded; limit 4; window 10s; api_time 0s; at 1s send c0 6";
    let mut run = run(lines);
    run.seek_time(2 * SECOND);
    let told = facts(&run);
    let level = |algorithm: &str| told(&format!("{algorithm}_level"));
    assert_eq!((level("fixed_window"), level("sliding_log"), level("sliding_log_book")), (4.0, 4.0, 6.0));
    assert_eq!(level("leaky_bucket"), 4.0);
    // The last step is the end of an answer, at 1.06 s: since 1.02 s, 16 thousandths of a token have come.
    assert!((0.01..0.03).contains(&level("token_bucket")), "{}", level("token_bucket"));
    let bytes = |algorithm: &str| told(&format!("{algorithm}_bytes"));
    assert_eq!((bytes("token_bucket"), bytes("fixed_window"), bytes("sliding_counter")), (24.0, 16.0, 32.0));
    assert_eq!((bytes("sliding_log"), bytes("sliding_log_book")), (32.0, 48.0));
    let gate = gates(&run)[0];
    let gauge =
        |now: Nanos| gate.lanes().lane(Algorithm::TokenBucket, Key::user(0), now).expect("it was seen");
    assert_eq!((gauge(1_020_000_000).level, gauge(6_020_000_000).level, gauge(60 * SECOND).level), (0, 2, 4));
}

#[test]
fn observers_follow_the_rules_and_survive_a_crash() {
    let lines = "clients 1; traffic recorded; window 100s; duration 100s; limit 3; api_time 0s; at 1s send c0 4; \
                 at 2s crash g0; at 3s restart g0; at 4s send c0 1; at 5s limit 5; at 6s send c0 4";
    let told = end(lines);
    assert_eq!((told("fixed_window_admitted"), told("fixed_window_denied")), (5.0, 4.0));
    // The gateway itself had forgotten three.
    assert_eq!(told("admitted"), 3.0 + 1.0 + 4.0);
}

#[test]
fn history_is_a_ring_and_copies_are_cheap() {
    let lines = "clients 20; rate 2000; nodes 4; counting sorted_set; limit 50; api_servers 8; api_time 1ms; duration 10s";
    let mut run = run(lines);
    run.seek_time(run.horizon());
    for gate in gates(&run) {
        assert_eq!(gate.lanes().history().len(), Lanes::HISTORY);
    }
    // Four gateways with sixteen keys of nine observers each, two of them logs of up to 100 stamps; the rest
    // is timers and messages.
    let bytes: usize = run.world().places().iter().map(|place| place.node.footprint()).sum();
    assert!(bytes < 300_000, "{bytes}");
}
