//! What is documented as the worst is never exceeded, and is met.

use super::{limiter, limits, traces};
use crate::limiter::*;
use alloc::vec::Vec;
use proptest::prelude::*;

/// Everything that goes on, unit by unit: when it is admitted, or when it leaves the queue. What waits is of one
/// unit.
fn passed(limiter: &mut AnyLimiter, trace: &[(u64, u32)]) -> Vec<u64> {
    let mut out: Vec<u64> = Vec::new();
    for &(now, cost) in trace {
        match limiter.check(now, cost).verdict {
            Verdict::Admitted => out.extend((0..cost).map(|_| now)),
            Verdict::Delayed { at } => {
                assert_eq!(cost, 1, "units of a larger one leave at different times");
                out.push(at);
            }
            Verdict::Denied => {}
        }
    }
    out
}

/// The most of these in any `span` consecutive instants.
fn most(times: &[u64], span: u64) -> u64 {
    let within = |start: &u64| times.iter().filter(|time| (*start..*start + span).contains(time)).count();
    times.iter().map(within).max().unwrap_or(0) as u64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_trace_exceeds_the_bound(limit in limits(), trace in traces(), span in 0..40u64) {
        for algorithm in Algorithm::ALL {
            let mut limiter = limiter(algorithm, limit);
            // Requests of one unit each leave the queue one by one; larger ones elsewhere.
            let queue = algorithm == Algorithm::LeakyBucket;
            let trace: Vec<_> = trace.iter().map(|(now, cost)| (*now, if queue { 1 } else { *cost })).collect();
            let times = passed(&mut limiter, &trace);
            prop_assert!(most(&times, span) <= limiter.most_in(span), "{}: {:?}", algorithm, times);
        }
    }
}

/// All patterns of instants at which as much comes as can: the bound is met, or comes within what the
/// module says it leaves.
#[test]
fn the_bound_is_the_worst_there_is() {
    let instants = 12u64;
    for algorithm in Algorithm::ALL {
        for (amount, window, burst) in
            [(1, 3, 1), (2, 3, 2), (2, 4, 3), (3, 2, 2), (1, 4, 3), (3, 3, 1), (5, 2, 2)]
        {
            let limit = Limit { amount, window, burst };
            for span in 1..=8 {
                let greedy = |pattern: u64| {
                    let mut limiter = limiter(algorithm, limit);
                    // From instant `window` on, so that every window begins alike.
                    let times = (0..instants).filter(|i| pattern >> i & 1 == 1).map(|i| i + window);
                    let trace: Vec<_> = times.flat_map(|time| (0..6).map(move |_| (time, 1))).collect();
                    most(&passed(&mut limiter, &trace), span)
                };
                let worst = (0..1 << instants).map(greedy).max().unwrap_or(0);
                let bound = limiter(algorithm, limit).most_in(span);
                let counts = matches!(algorithm, Algorithm::SlidingCounter | Algorithm::SlidingCounterCeil);
                if counts {
                    // Its bound is for large amounts and windows; see below.
                    assert!(worst <= bound, "{algorithm} {limit:?} {span}: {worst} of {bound}");
                } else {
                    assert_eq!(worst, bound, "{algorithm} {limit:?} {span}");
                }
            }
        }
    }
}

/// As much as passes at the last instants of each window.
#[test]
fn the_bound_of_the_sliding_counter_is_met() {
    for (algorithm, most) in [(Algorithm::SlidingCounter, 20), (Algorithm::SlidingCounterCeil, 19)] {
        let mut counter = limiter(algorithm, Limit::new(10, 1_000));
        assert_eq!(counter.most_in(1_000), most);
        // All of one window at its last instant, then whatever can until just before that is a window ago.
        let passed =
            (1_999..=2_998).map(|now| (0..10).filter(|_| counter.check(now, 1).is_admitted()).count());
        assert_eq!(passed.sum::<usize>() as u64, most, "{algorithm}");
        assert_eq!(counter.most_in(1), 10);
        assert_eq!(counter.most_in(1_002), most + if most == 20 { 10 } else { 9 });
    }
    let once = limiter(Algorithm::SlidingCounterCeil, Limit::new(1, 1_000));
    assert_eq!([1, 1_000, 1_002, 2_002].map(|span| once.most_in(span)), [1, 1, 2, 2]);
}
