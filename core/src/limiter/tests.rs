//! What every algorithm must do; the files below look at one subject each.

mod book;
mod bounds;
mod extremes;
mod http;
mod keyed;
mod models;
mod promises;
mod race;
#[cfg(feature = "rules")]
mod rules;

use super::*;
use alloc::format;
use alloc::vec::Vec;
use proptest::prelude::*;

/// Small numbers, so that edges are met all the time.
pub(super) fn limits() -> impl Strategy<Value = Limit> {
    (1..7u32, 1..13u64, 1..7u32).prop_map(|(amount, window, burst)| Limit { amount, window, burst })
}

/// Times that never fall, and costs.
pub(super) fn traces() -> impl Strategy<Value = Vec<(u64, u32)>> {
    let gap = prop_oneof![3 => 0..2u64, 3 => 0..6u64, 1 => 0..40u64];
    let cost = prop_oneof![6 => Just(1u32), 2 => 0..4u32, 1 => 0..9u32];
    (0..30u64, proptest::collection::vec((gap, cost), 1..60)).prop_map(|(start, steps)| {
        let times = steps.into_iter().scan(start, |time, (gap, cost)| {
            *time += gap;
            Some((*time, cost))
        });
        times.collect()
    })
}

pub(super) fn limiter(algorithm: Algorithm, limit: Limit) -> AnyLimiter {
    algorithm.limiter(limit).expect("a sound limit")
}

/// What [`Decision::limit`] says.
pub(super) fn size(algorithm: Algorithm, limit: Limit) -> u32 {
    if algorithm.uses_burst() { limit.burst } else { limit.amount }
}

#[test]
fn names_are_read_as_they_are_written() {
    for (algorithm, name) in Algorithm::ALL.into_iter().zip(Algorithm::NAMES) {
        assert_eq!(algorithm.name(), name);
        assert_eq!(format!("{algorithm}"), name);
        assert_eq!(Algorithm::parse(&name.to_uppercase()), Ok(algorithm));
        let made = limiter(algorithm, Limit::new(3, 10));
        assert_eq!((made.algorithm(), made.limit()), (algorithm, Limit::new(3, 10)));
    }
    assert_eq!(Algorithm::parse("tokens"), Err(UnknownAlgorithm));
    assert!(format!("{UnknownAlgorithm}").ends_with("sliding_counter, sliding_counter_ceil"));
}

#[test]
fn a_limit_that_makes_no_sense_is_refused() {
    let sound = Limit::new(3, 10);
    for algorithm in Algorithm::ALL {
        let made = |limit| algorithm.limiter(limit).map(|_| ());
        assert_eq!(made(Limit { amount: 0, ..sound }), Err(LimitError::ZeroAmount), "{algorithm}");
        assert_eq!(made(Limit { window: 0, ..sound }), Err(LimitError::ZeroWindow), "{algorithm}");
        let no_burst = if algorithm.uses_burst() { Err(LimitError::ZeroBurst) } else { Ok(()) };
        assert_eq!(made(sound.with_burst(0)), no_burst, "{algorithm}");
        let is_log = matches!(algorithm, Algorithm::SlidingLog | Algorithm::SlidingLogBook);
        let amount = MAX_STAMPS + 1;
        let too_many = LimitError::TooManyStamps { amount, max: MAX_STAMPS };
        let expected = if is_log { Err(too_many) } else { Ok(()) };
        assert_eq!(made(Limit::new(amount, 10)), expected, "{algorithm}");
        assert_eq!(made(Limit::new(MAX_STAMPS, 10)), Ok(()), "{algorithm}");
    }
}

/// A log holds what it must and little more.
#[test]
fn memory_is_what_the_documentation_says() {
    for algorithm in Algorithm::ALL {
        let mut limiter = limiter(algorithm, Limit::new(1_000, 1_000_000));
        let fresh = limiter.bytes();
        for now in 0..100_000 {
            limiter.check(now, 1);
        }
        let grown = limiter.bytes() - fresh;
        match algorithm {
            Algorithm::SlidingLog => assert_eq!(grown, 8 * 1_000),
            Algorithm::SlidingLogBook => assert_eq!(grown, 8 * policy::LONGEST_BOOK_LOG),
            _ => assert_eq!(grown, 0, "{algorithm}"),
        }
    }
    // A log that is used little stays small.
    let mut log = SlidingLog::new(Limit::new(MAX_STAMPS, 10)).expect("sound");
    log.check(0, 1);
    assert!(log.bytes() < 200);
    assert!(size_of::<TokenBucket>() <= 96 && size_of::<policy::Tokens>() == 20);
}

#[test]
fn the_strictest_of_several_limits() {
    let admitted = |remaining| Decision::admitted(9, remaining);
    let denied = |at| Decision::denied(9, 0, 100, at);
    let delayed = |at| Decision { verdict: Verdict::Delayed { at }, ..admitted(1) };
    let ascending = [
        admitted(5),
        admitted(4),
        delayed(110),
        delayed(120),
        denied(Some(110)),
        denied(Some(u64::MAX)),
        denied(None),
    ];
    for (i, a) in ascending.iter().enumerate() {
        for (j, b) in ascending.iter().enumerate() {
            assert_eq!(a.is_stricter_than(b), i > j, "{a:?} {b:?}");
        }
    }
}
