use super::echo::MS;
use crate::random::SplitMix64;
use crate::sim::Latency;
use alloc::string::ToString;
use alloc::vec::Vec;
use proptest::prelude::*;

fn draws(latency: Latency) -> Vec<u64> {
    let mut random = SplitMix64::new(3);
    (0..50_000).map(|_| latency.sample(&mut random)).collect()
}

fn mean(draws: &[u64]) -> f64 {
    draws.iter().sum::<u64>() as f64 / draws.len() as f64
}

fn near(is: f64, should: f64) {
    assert!((is / should - 1.0).abs() < 0.02, "{is} should be near {should}");
}

#[test]
fn constant() {
    assert!(draws(Latency::Constant(5 * MS)).iter().all(|&delay| delay == 5 * MS));
}

#[test]
fn uniform_stays_within_and_reaches_both_ends() {
    let some = draws(Latency::Uniform(5 * MS, 15 * MS));
    assert!(some.iter().all(|delay| (5 * MS..=15 * MS).contains(delay)));
    near(mean(&some), 10.0 * MS as f64);
    let few = draws(Latency::Uniform(3, 5));
    assert_eq!((few.iter().min(), few.iter().max()), (Some(&3), Some(&5)));
    near(mean(&few), 4.0);
    assert_eq!(draws(Latency::Uniform(0, u64::MAX)).len(), 50_000);
}

#[test]
fn exponential_has_its_floor_and_mean() {
    let some = draws(Latency::Exponential(5 * MS, 10 * MS));
    assert!(some.iter().all(|delay| *delay >= 5 * MS));
    near(mean(&some), 15.0 * MS as f64);
    let longer = some.iter().filter(|delay| **delay > 15 * MS).count();
    near(longer as f64 / some.len() as f64, core::f64::consts::E.recip());
}

#[test]
fn log_normal_has_its_median_and_spread() {
    let mut some = draws(Latency::LogNormal(10 * MS, 50));
    some.sort_unstable();
    near(some[some.len() / 2] as f64, 10.0 * MS as f64);
    // One standard deviation above the median lies 84.13 % of the draws.
    let below = some.iter().filter(|delay| **delay < 15 * MS).count();
    near(below as f64 / some.len() as f64, 0.8413);
}

fn latency() -> impl Strategy<Value = Latency> {
    let hour = 3_600_000_000_000u64;
    prop_oneof![
        (0..=hour).prop_map(Latency::Constant),
        (0..=hour, 0..=hour).prop_map(|(a, b)| Latency::Uniform(a.min(b), a.max(b))),
        (0..=hour, 0..=hour).prop_map(|(floor, mean)| Latency::Exponential(floor, mean)),
        (0..=hour, 0..=1_000u32).prop_map(|(median, spread)| Latency::LogNormal(median, spread)),
    ]
}

proptest! {
    #[test]
    fn written_and_read_back(latency in latency()) {
        prop_assert_eq!(Latency::parse(&latency.to_string()), Some(latency));
    }

    #[test]
    fn never_later_than_two_hours(latency in latency(), seed: u64) {
        prop_assert!(latency.sample(&mut SplitMix64::new(seed)) <= 7_200_000_000_001);
    }
}

#[test]
fn what_is_no_latency_is_refused() {
    for text in
        ["", "10", "9ms..5ms", "5ms..", "..5ms", "5ms+exp", "5ms~", "5ms~5", "5ms~1001%", "4000s", "-5ms"]
    {
        assert_eq!(Latency::parse(text), None, "{text}");
    }
}
