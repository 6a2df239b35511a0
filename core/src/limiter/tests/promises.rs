//! What a decision says besides yes or no must be exact.

use super::{limiter, limits, size, traces};
use crate::limiter::*;
use proptest::prelude::*;

/// Any algorithm after any trace.
fn used() -> impl Strategy<Value = (AnyLimiter, u64)> {
    (0..Algorithm::ALL.len(), limits(), traces()).prop_map(|(which, limit, trace)| {
        let mut limiter = limiter(Algorithm::ALL[which], limit);
        for &(now, cost) in &trace {
            limiter.check(now, cost);
        }
        (limiter, trace.last().map_or(0, |(now, _)| *now))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Not a unit of time too early or too late, also when the caller's clock is behind.
    #[test]
    fn waiting_as_long_as_told_is_enough_and_necessary(
        (limiter, latest) in used(), ahead in 0..20u64, behind in 0..20u64, cost in 0..9u32,
    ) {
        let mut asked = limiter.clone();
        let now = (latest + ahead).saturating_sub(behind);
        let decision = asked.check(now, cost);
        let fits = cost <= size(limiter.algorithm(), limiter.limit());
        let Some(wait) = decision.retry_after else {
            prop_assert!(!fits && !decision.is_admitted());
            return Ok(());
        };
        prop_assert!(fits);
        prop_assert_eq!(wait == 0, decision.is_admitted());
        for early in 0..wait {
            prop_assert!(!asked.clone().check(now + early, cost).is_admitted(), "{} after {}", wait, early);
        }
        prop_assert!(decision.is_admitted() || asked.check(now + wait, cost).is_admitted());
    }

    /// So many of cost 1 pass at once, and not one more.
    #[test]
    fn as_many_as_remain_can_come((mut limiter, latest) in used(), ahead in 0..20u64, cost in 0..9u32) {
        let remaining = limiter.check(latest + ahead, cost).remaining;
        for left in (0..remaining).rev() {
            let decision = limiter.check(latest + ahead, 1);
            prop_assert!(decision.is_admitted());
            prop_assert_eq!(decision.remaining, left);
        }
        prop_assert!(!limiter.check(latest + ahead, 1).is_admitted());
    }

    /// From then on it decides as a fresh one.
    #[test]
    fn an_idle_limiter_is_as_good_as_new((mut limiter, latest) in used(), trace in traces()) {
        let idle_after = limiter.peek(latest).idle_after.expect("time enough");
        let mut fresh = limiter.algorithm().limiter(limiter.limit()).expect("sound");
        for (time, cost) in trace {
            let now = latest + idle_after + time;
            let (decision, new) = (limiter.check(now, cost), fresh.check(now, cost));
            prop_assert_eq!(decision, new);
            prop_assert_eq!(limiter.peek(now), fresh.peek(now));
        }
    }

    /// Nothing but what a request of no cost would find.
    #[test]
    fn peeking_shows_what_a_check_would_find((limiter, latest) in used(), ahead in 0..40u64) {
        let gauge = limiter.peek(latest + ahead);
        let mut later = limiter.clone();
        later.check(latest + ahead, 0);
        prop_assert_eq!(later.peek(latest + ahead), gauge);
        prop_assert_eq!(gauge.capacity, u64::from(size(limiter.algorithm(), limiter.limit())));
        prop_assert!(gauge.millionths < 1_000_000);
    }

    #[test]
    fn a_cost_of_nothing_passes_and_changes_nothing((mut limiter, latest) in used(), trace in traces()) {
        let mut other = limiter.clone();
        for (time, cost) in trace {
            let now = latest + time;
            let nothing = other.check(now, 0);
            prop_assert_eq!(nothing.verdict, Verdict::Admitted);
            prop_assert_eq!(nothing.retry_after, Some(0));
            prop_assert_eq!(other.check(now, cost), limiter.check(now, cost));
        }
    }

    /// A time before the latest counts as the latest; only the wait is counted from the time given.
    #[test]
    fn time_does_not_go_back((mut limiter, latest) in used(), steps in proptest::collection::vec((0..30u64, 0..4u32), 1..40)) {
        let mut steady = limiter.clone();
        let mut seen = latest;
        for (back, cost) in steps {
            let now = (latest + 15).saturating_sub(back);
            seen = seen.max(now);
            let (decision, expected) = (limiter.check(now, cost), steady.check(seen, cost));
            prop_assert_eq!(decision.verdict, expected.verdict);
            prop_assert_eq!((decision.limit, decision.remaining), (expected.limit, expected.remaining));
            let wait = if decision.is_admitted() { 0 } else { seen - now };
            prop_assert_eq!(decision.retry_after, expected.retry_after.map(|after| after + wait));
            let (gauge, expected) = (limiter.peek(now), steady.peek(seen));
            prop_assert_eq!(gauge.level, expected.level);
            prop_assert_eq!(gauge.idle_after == Some(0), expected.idle_after == Some(0));
        }
    }
}
