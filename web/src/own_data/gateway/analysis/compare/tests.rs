use super::*;
use crate::own_data::gateway::analysis::ladder::{RUNGS, rung};
use snowglobe_core::limiter::{AnyLimiter, Limiter};
use std::collections::BTreeMap;

/// Requests of five keys in bursts, in order.
fn requests() -> Vec<(u64, u64)> {
    let mut seed = 7_u64;
    let mut random = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) % below
    };
    let mut time = 1_000_000;
    (0..4_000)
        .map(|_| {
            time += if random(20) == 0 { random(9_000) } else { random(40) };
            (random(5), time)
        })
        .collect()
}

const LIMIT: Limit = Limit::new(12, 1_000).with_burst(7);

/// How often each key's own limiter denies, and for each request whether it does.
fn verdicts(requests: &[(u64, u64)], fresh: impl Fn() -> AnyLimiter) -> Vec<Verdict> {
    let mut limiters = BTreeMap::new();
    let mut check =
        |(key, time): &(u64, u64)| limiters.entry(*key).or_insert_with(&fresh).check(*time, 1).verdict;
    requests.iter().map(&mut check).collect()
}

fn compared(limit: Limit, keys: usize, requests: &[(u64, u64)]) -> Comparison {
    let room = Room { keys, compared: 32_768, log_bytes: 64 << 20 };
    let mut compare = Compare::new(limit, keys, room).expect("a sound limit");
    requests.iter().for_each(|(key, time)| compare.check(*key, *time));
    compare.finish()
}

#[test]
fn each_algorithm_does_what_it_does_alone() {
    let requests = requests();
    let comparison = compared(LIMIT, 100, &requests);
    let exact = verdicts(&requests, || Algorithm::SlidingLog.limiter(LIMIT).expect("a limiter"));
    for (algorithm, outcome) in Algorithm::ALL.into_iter().zip(&comparison.outcomes) {
        let own = verdicts(&requests, || algorithm.limiter(LIMIT).expect("a limiter"));
        let count = |wanted: fn(&Verdict, &Verdict) -> bool| {
            own.iter().zip(&exact).filter(|(own, exact)| wanted(own, exact)).count() as u64
        };
        let expected = Sums {
            admitted: count(|own, _| *own == Verdict::Admitted),
            delayed: count(|own, _| matches!(own, Verdict::Delayed { .. })),
            denied: count(|own, _| *own == Verdict::Denied),
            stricter: count(|own, exact| *own == Verdict::Denied && *exact != Verdict::Denied),
            laxer: count(|own, exact| *own != Verdict::Denied && *exact == Verdict::Denied),
        };
        assert_eq!((outcome.algorithm.as_str(), outcome.sums), (algorithm.name(), Some(expected)));
    }
    let differing = comparison.outcomes.iter().filter_map(|outcome| outcome.sums);
    assert!(
        differing.clone().any(|sums| sums.stricter > 0) && differing.clone().any(|sums| sums.delayed > 0)
    );
}

#[test]
fn the_limits_that_deny_so_few_are_found() {
    let requests = requests();
    let denied = |algorithm: Algorithm, limit: u32| {
        let fresh = || algorithm.limiter(Limit::new(limit, LIMIT.window)).expect("a limiter");
        verdicts(&requests, fresh).into_iter().filter(|verdict| *verdict == Verdict::Denied).count() as u64
    };
    for answer in compared(LIMIT, 100, &requests).answers {
        assert_eq!(answer.requests, 4_000);
        let most = 4_000 * answer.per_mille / 1_000;
        let [enough, below] = answer.window.map(|step| step.expect("a step"));
        assert_eq!(below.limit + 1, enough.limit);
        assert!(enough.denied <= most && below.denied > most);
        for step in [enough, below] {
            assert_eq!(step.denied, denied(Algorithm::FixedWindow, step.limit as u32), "{step:?}");
        }
        let [enough, below] = answer.bucket.map(|step| step.expect("a step"));
        assert!(enough.denied <= most && below.denied > most);
        for step in [enough, below] {
            assert_eq!(step.denied, denied(Algorithm::TokenBucket, step.limit as u32), "{step:?}");
        }
    }
}

#[test]
fn rungs_rise_by_a_fourth_at_most_but_for_the_first() {
    let rungs: Vec<u32> = (0..RUNGS).map(rung).collect();
    assert_eq!(rungs[6..14], [7, 8, 10, 12, 14, 16, 20, 24]);
    assert_eq!(rungs.last(), Some(&65_536));
    assert!(rungs.windows(2).all(|pair| pair[0] < pair[1] && (pair[0] < 4 || pair[1] * 4 <= pair[0] * 5)));
}

#[test]
fn a_long_log_is_not_compared_and_the_rest_is() {
    let comparison = compared(Limit::new(MAX_LOG + 1, 1_000), 100, &requests());
    for outcome in &comparison.outcomes {
        assert_eq!(
            outcome.sums.is_none(),
            outcome.algorithm.starts_with("sliding_log"),
            "{}",
            outcome.algorithm
        );
    }
    // Nobody to be held against.
    assert!(comparison.outcomes.iter().filter_map(|o| o.sums).all(|sums| sums.stricter + sums.laxer == 0));
}

#[test]
fn more_keys_than_places_are_said_to_be_forgotten() {
    let crowd: Vec<(u64, u64)> = (0..40_000).map(|i| (i % 20_000, i)).collect();
    let comparison = compared(Limit::new(MAX_LOG, 1_000_000_000), 1_000_000, &crowd);
    assert!(comparison.forgotten > 0);
    assert_eq!(compared(LIMIT, 1_000_000, &crowd).forgotten, 0);
}
