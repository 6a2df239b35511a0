//! The largest and smallest numbers there are.

use crate::limiter::*;
use alloc::vec::Vec;
use proptest::prelude::*;

/// Numbers from everywhere, and the ends above all.
fn any_u64() -> impl Strategy<Value = u64> {
    prop_oneof![
        Just(u64::MAX),
        Just(u64::MAX - 1),
        0..5u64,
        any::<u64>(),
        (0..64u32).prop_map(|bits| u64::MAX >> bits),
    ]
}

fn any_u32() -> impl Strategy<Value = u32> {
    prop_oneof![Just(u32::MAX), 0..5u32, any::<u32>(), (0..32u32).prop_map(|bits| u32::MAX >> bits)]
}

fn any_limit() -> impl Strategy<Value = Limit> {
    (any_u32(), any_u64(), any_u32()).prop_map(|(amount, window, burst)| Limit { amount, window, burst })
}

fn any_trace() -> impl Strategy<Value = Vec<(u64, u32)>> {
    let step = (any_u64(), prop_oneof![any_u32(), Just(1u32)]);
    prop_oneof![
        proptest::collection::vec(step, 1..20),
        // Near to each other at some far time.
        (any_u64(), proptest::collection::vec((0..1_000_000_000u64, any_u32()), 1..20)).prop_map(
            |(start, steps)| steps.into_iter().map(|(gap, cost)| (start.saturating_add(gap), cost)).collect()
        ),
    ]
}

/// In parts of a token, with numbers that hold anything: 2^64 × 2^32 × a few.
struct Exact {
    limit: Limit,
    credit: u128,
    seen: u64,
}

impl Exact {
    fn check(&mut self, now: u64, cost: u32) -> bool {
        let whole = u128::from(self.limit.window);
        let elapsed = u128::from(now.saturating_sub(self.seen));
        self.seen = self.seen.max(now);
        let full = u128::from(self.limit.burst) * whole;
        self.credit = (self.credit + elapsed * u128::from(self.limit.amount)).min(full);
        let left = self.credit.checked_sub(u128::from(cost) * whole);
        self.credit = left.unwrap_or(self.credit);
        left.is_some()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// No limit and no trace makes any of them panic, overflow or hang.
    #[test]
    fn nothing_overflows(limit in any_limit(), trace in any_trace(), span in any_u64()) {
        for algorithm in Algorithm::ALL {
            let Ok(mut limiter) = algorithm.limiter(limit) else {
                continue;
            };
            for &(now, cost) in &trace {
                let decision = limiter.check(now, cost);
                prop_assert!(decision.remaining <= decision.limit);
                let again = decision.retry_after.and_then(|wait| now.checked_add(wait));
                if let (false, Some(at)) = (decision.is_admitted(), again) {
                    let mut waited = limiter.clone();
                    prop_assert!(waited.check(at, cost).is_admitted(), "{} of {} at {}", algorithm, cost, at);
                }
                limiter.peek(now);
            }
            prop_assert!(limiter.most_in(span) <= limiter.most_in(u64::MAX));
        }
    }

    /// The meter is the bucket upside down, whatever the numbers, and both are exact.
    #[test]
    fn the_meter_equals_the_continuous_bucket(limit in any_limit(), trace in any_trace()) {
        let (Ok(mut bucket), Ok(mut meter)) = (TokenBucket::new(limit), LeakyMeter::new(limit)) else {
            return Ok(());
        };
        let credit = u128::from(limit.burst) * u128::from(limit.window);
        let mut exact = Exact { limit, credit, seen: 0 };
        for (now, cost) in trace {
            let decision = bucket.check(now, cost);
            prop_assert_eq!(decision, meter.check(now, cost));
            prop_assert_eq!(decision.is_admitted(), exact.check(now, cost));
            prop_assert_eq!(u128::from(decision.remaining), exact.credit / u128::from(limit.window));
            prop_assert_eq!(bucket.peek(now).idle_after, meter.peek(now).idle_after);
        }
        for span in [0, 1, limit.window, u64::MAX] {
            prop_assert_eq!(bucket.most_in(span), meter.most_in(span));
        }
    }
}

/// A week in nanoseconds, near the end of time.
#[test]
fn weeks_at_the_end_of_time() {
    let week = 7 * 86_400 * 1_000_000_000;
    let start = u64::MAX - 3 * week;
    for algorithm in Algorithm::ALL {
        let mut limiter = algorithm.limiter(Limit::new(5, week)).expect("sound");
        assert!((0..5).all(|_| limiter.check(start, 1).is_admitted()), "{algorithm}");
        let denied = limiter.check(start, 1);
        let wait = denied.retry_after.expect("there is time left");
        assert!((1..=2 * week).contains(&wait), "{algorithm}: {wait}");
        assert!(limiter.check(start + wait, 1).is_admitted(), "{algorithm}");
    }
    // The next window is beyond the end.
    let mut last = FixedWindow::new(Limit::new(1, week)).expect("sound");
    last.check(u64::MAX, 1);
    assert_eq!(last.check(u64::MAX, 1).retry_after, None);
    assert_eq!(last.peek(u64::MAX).idle_after, None);
    let mut queue = LeakyBucket::new(Limit::new(1, week).with_burst(3)).expect("sound");
    assert_eq!(queue.check(u64::MAX, 1).verdict, Verdict::Delayed { at: u64::MAX });
}
