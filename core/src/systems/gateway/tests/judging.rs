use super::end;
use crate::limiter::{Limit, Limiter, SlidingLog};
use crate::scenario::Settings;
use crate::sim::{Nanos, SECOND};
use crate::systems::gateway::judge::{Reference, Windows};
use crate::systems::gateway::{Key, Keys, PARAMETERS, Rules};
use alloc::vec::Vec;
use proptest::prelude::*;

const MS: Nanos = SECOND / 1_000;

fn rules(limit: u32) -> Rules {
    let mut settings = Settings::defaults(PARAMETERS);
    settings.set_named("limit", &alloc::format!("{limit}")).expect("in range");
    Rules::read(&settings)
}

const U0: Keys = Keys::one(Key::user(0));

/// The most times in any window, by looking at all of them.
fn most(times: &[Nanos], window: Nanos) -> u32 {
    let within = |end: Nanos| times.iter().filter(|time| **time <= end && end - **time < window).count();
    times.iter().map(|end| within(*end) as u32).max().unwrap_or_default()
}

proptest! {
    /// Answers come in any order; the worst window is the same.
    #[test]
    fn the_worst_window_is_the_worst_of_all(
        times in prop::collection::vec(0..5_000u64, 1..60),
        limit in 1..10u32,
    ) {
        let rules = rules(limit);
        let times: Vec<Nanos> = times.iter().map(|ms| ms * MS).collect();
        let mut windows = Windows::default();
        let mut wrong = 0;
        for time in &times {
            wrong += u32::from(!windows.add(&U0, *time, 0, &rules, |_, _| ()));
        }
        prop_assert_eq!(windows.worst(0).count, most(&times, rules.window));
        prop_assert_eq!(wrong > 0, most(&times, rules.window) > limit);
    }

    /// In order, exactly that is wrong which an exact log does not let through.
    #[test]
    fn what_is_wrong_is_what_an_exact_log_denies(
        mut times in prop::collection::vec(0..5_000u64, 1..60),
        limit in 1..10u32,
    ) {
        times.sort_unstable();
        let rules = rules(limit);
        let mut log = SlidingLog::new(Limit::new(limit, rules.window)).expect("a sound limit");
        let (mut windows, mut reference) = (Windows::default(), Reference::default());
        for time in times.iter().map(|ms| ms * MS) {
            let exact = log.check(time, 1).is_admitted();
            prop_assert_eq!(reference.admits(&U0, time, &rules), exact);
            prop_assert_eq!(windows.add(&U0, time, time, &rules, |_, _| ()), exact);
        }
    }
}

#[test]
fn the_moment_at_which_a_limit_is_exceeded_is_told_once() {
    let rules = rules(2);
    let mut windows = Windows::default();
    let mut told = |ms: Nanos| {
        let mut told = None;
        windows.add(&U0, ms * MS, ms * MS, &rules, |key, count| told = Some((key, count)));
        told.map(|(_, count)| count)
    };
    assert_eq!([0, 100, 200].map(&mut told), [None, None, Some(3)], "above the limit");
    assert_eq!(told(300), Some(4), "worse");
    assert_eq!([1_150, 1_250].map(&mut told), [None, None], "not worse: 3 each");
    assert_eq!([3_000, 3_100].map(&mut told), [None, None], "within");
    assert_eq!(told(3_200), Some(3), "above again");
    assert_eq!(windows.worst(0).until, 300 * MS);
}

#[test]
fn what_was_let_through_under_other_rules_is_not_held_against_anyone() {
    let told = end("clients 1; traffic recorded; limit 10; window 10s; api_time 0s; \
                    at 1s send c0 10; at 2s limit 3; at 15s send c0 3");
    assert_eq!((told("admitted"), told("wrongly_admitted"), told("worst_window")), (13.0, 0.0, 3.0));
}

#[test]
fn every_layer_must_have_room() {
    let rules = Rules { layers: crate::systems::gateway::choice::Layers::UserAddressAndAll, ..rules(5) };
    let keys = |user: u32| {
        use crate::systems::gateway::Kind;
        Keys::one(Key::user(user)).and(Kind::Address, user).and(Kind::All, 0)
    };
    let (mut reference, mut windows) = (Reference::default(), Windows::default());
    // 5 a user, 5 an address, 8 in all.
    let admitted: Vec<bool> = (0..12).map(|i| reference.admits(&keys(i % 2), u64::from(i), &rules)).collect();
    assert_eq!(admitted.iter().filter(|admitted| **admitted).count(), 8);
    assert!(!reference.admits(&keys(3), 20, &rules), "all together are too many");
    for i in 0..8 {
        assert!(windows.had_room(&keys(i % 2), i.into(), &rules));
        assert!(windows.add(&keys(i % 2), i.into(), 0, &rules, |_, _| ()));
    }
    assert!(!windows.had_room(&keys(3), 20, &rules));
    assert!(!windows.add(&keys(3), 20, 0, &rules, |_, _| ()));
    // What was wrong takes nothing from anyone: a second later, user 3 has all five.
    let later = (0..5).map(|i| windows.add(&keys(3), SECOND + 100 + i, SECOND, &rules, |_, _| ()));
    assert_eq!(later.filter(|rightly| *rightly).count(), 5);
    assert_eq!([0, 1, 2].map(|layer| windows.worst(layer).count), [5, 5, 9]);
}

#[test]
fn an_exact_log_in_one_place_is_never_wrong() {
    for counting in ["local", "script", "sorted_set_atomic"] {
        for traffic in ["steady", "poisson", "edge"] {
            let told = end(&alloc::format!(
                "algorithm sliding_log; counting {counting}; traffic {traffic}; rate 60; api_time 1ms"
            ));
            assert_eq!(
                (told("wrongly_admitted"), told("wrongly_denied"), told("worst_window")),
                (0.0, 0.0, 5.0),
                "{counting} {traffic}"
            );
        }
    }
}

/// The second of three is let through where the exact log denies it, and its answer comes after that of the third,
/// which it left no room for.
#[test]
fn a_denial_is_judged_by_all_that_came_before_it() {
    let at = |time: Nanos, more: &str| {
        let lines = alloc::format!(
            "clients 1; traffic recorded; algorithm fixed_window; limit 1; latency 1us; client_timeout 10s; {more}; \
             at 900ms send c0; at 1100ms send c0; at 1950ms send c0"
        );
        let told = super::at(&lines, time);
        (told("admitted"), told("denied"), told("wrongly_admitted"), told("wrongly_denied"))
    };
    assert_eq!(at(5 * SECOND, "api_time 0s"), (2.0, 1.0, 1.0, 0.0), "answers come in order");
    let slow = "api_time 900ms; api_servers 2";
    assert_eq!(at(1_990 * MS, slow), (1.0, 1.0, 0.0, 1.0), "as far as is known it is wrong");
    assert_eq!(at(5 * SECOND, slow), (2.0, 1.0, 1.0, 0.0), "it was right");
}
