use super::{end, run, said};
use crate::random::SplitMix64;
use crate::scenario::Settings;
use crate::sim::{Kind, Nanos, SECOND};
use crate::systems::gateway::client::pause;
use crate::systems::gateway::{PARAMETERS, Rules, Word};
use alloc::format;
use alloc::vec::Vec;

const MS: Nanos = SECOND / 1_000;

/// Twenty clients ask at once, and all but eight are refused.
const CROWD: &str = "clients 20; traffic recorded; layers user_address_and_all; global_limit 8; limit 100; \
                     address_limit 100; window 1s; algorithm fixed_window; retries 6; api_time 1ms";

fn crowd(more: &str) -> alloc::string::String {
    let asked: alloc::string::String = (0..20).map(|client| format!("; at 100ms send c{client} 5")).collect();
    format!("{CROWD}; {more}{asked}")
}

/// The most requests that reach the balancer in 20 ms, after the first time.
fn peak(more: &str) -> usize {
    let mut run = run(&crowd(more));
    let asked = said(&mut run, Kind::Delivered, Word::Ask);
    let lb = run.world().shared().balancer;
    let times: Vec<Nanos> = asked.iter().filter(|r| r.node == lb).map(|r| r.time).collect();
    let (first, again) = times.split_at(100);
    assert!(first.iter().all(|time| *time == 110 * MS));
    again
        .iter()
        .map(|end| again.iter().filter(|t| **t <= *end && end - **t < 20 * MS).count())
        .max()
        .expect("some")
}

#[test]
fn without_jitter_those_refused_together_come_back_together() {
    let (none, exponential, jitter) =
        (peak("backoff none"), peak("backoff exponential"), peak("backoff jitter"));
    // All that were refused.
    assert_eq!((none, exponential), (92, 92));
    assert!(jitter * 2 < exponential, "{jitter}");
}

#[test]
fn patience_is_rewarded() {
    let told = |backoff: &str| end(&crowd(&format!("backoff {backoff}")));
    let (none, exponential, jitter) = (told("none"), told("exponential"), told("jitter"));
    assert!(none("admitted") < exponential("admitted"), "{} {}", none("admitted"), exponential("admitted"));
    assert!(
        exponential("admitted") < jitter("admitted"),
        "{} {}",
        exponential("admitted"),
        jitter("admitted")
    );
}

#[test]
fn pauses_are_those_of_the_textbook() {
    let rules = |backoff: &str| {
        let mut settings = Settings::defaults(PARAMETERS);
        settings.set_named("backoff", backoff).expect("one of them");
        Rules::read(&settings)
    };
    let mut random = SplitMix64::new(1);
    let mut pauses =
        |backoff: &str| [1, 2, 3, 4].map(|attempts| pause(&rules(backoff), attempts, &mut random) / MS);
    assert_eq!(pauses("none"), [0; 4]);
    assert_eq!(pauses("fixed"), [200; 4]);
    assert_eq!(pauses("exponential"), [200, 400, 800, 1_600]);
    let most = [200, 400, 800, 1_600];
    for _ in 0..100 {
        assert!(pauses("jitter").iter().zip(most).all(|(pause, most)| *pause <= most));
    }
    // They spread over the whole range.
    let long = (0..1_000).filter(|_| pauses("jitter")[0] >= 100).count();
    assert!((430..570).contains(&long), "{long}");
    assert!(pause(&rules("exponential"), u32::MAX, &mut random) > 0);
}

#[test]
fn a_client_gives_up_after_so_many_attempts() {
    let told =
        end("clients 1; traffic recorded; limit 1; window 100s; retries 3; backoff fixed; api_time 0s; \
                    at 1s send c0 2");
    assert_eq!((told("requests"), told("retries")), (5.0, 3.0), "one passes, the other asks four times");
    assert_eq!((told("u0_admitted"), told("u0_denied"), told("failed")), (1.0, 4.0, 0.0));
    // Nobody answers: it asks again when it has waited long enough.
    let dead = end("clients 1; traffic recorded; retries 3; backoff none; client_timeout 1s; \
                    at 1s crash g0; at 2s send c0");
    assert_eq!((dead("requests"), dead("failed")), (4.0, 1.0));
}

/// Chance has a stream for each purpose: who waits at random asks for new things at the same times.
#[test]
fn jitter_moves_no_arrival() {
    let begun = |backoff: &str| {
        let mut run = run(&format!("clients 3; rate 60; retries 3; backoff {backoff}; duration 5s"));
        let begun = said(&mut run, Kind::Called, Word::Wants);
        begun.iter().map(|record| (record.time, record.node)).collect::<Vec<_>>()
    };
    assert_eq!(begun("jitter"), begun("exponential"));
    assert!(begun("jitter").len() > 200);
}
