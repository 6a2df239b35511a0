//! The examples of the book and of the modules.

use super::limiter;
use crate::limiter::*;
use alloc::string::String;
use alloc::vec::Vec;

/// Which of these times pass, as `1` and `0`.
fn passes(algorithm: Algorithm, limit: Limit, times: &[u64]) -> String {
    let mut limiter = limiter(algorithm, limit);
    times.iter().map(|now| if limiter.check(*now, 1).is_admitted() { '1' } else { '0' }).collect()
}

/// 4 tokens, 2 a second, tenths of a second.
#[test]
fn token_buckets() {
    let limit = Limit::new(2, 10).with_burst(4);
    let interval = passes(Algorithm::TokenBucketInterval, limit, &[0, 1, 2, 3, 4, 10, 11, 12, 20]);
    assert_eq!(interval, "111101101");
    for algorithm in [Algorithm::TokenBucket, Algorithm::LeakyMeter] {
        assert_eq!(passes(algorithm, limit, &[0, 1, 2, 3, 4, 5, 10]), "1111011", "{algorithm}");
    }
    let mut bucket = TokenBucket::new(limit).expect("sound");
    let before = [0, 1, 2, 3, 4].map(|now| {
        let gauge = bucket.peek(now);
        bucket.check(now, 1);
        (gauge.level, gauge.millionths)
    });
    assert_eq!(before, [(4, 0), (3, 200_000), (2, 400_000), (1, 600_000), (0, 800_000)]);
    let mut meter = LeakyMeter::new(limit).expect("sound");
    let after = [0, 1, 2, 3, 4].map(|now| {
        meter.check(now, 1);
        let gauge = meter.peek(now);
        (gauge.level, gauge.millionths)
    });
    assert_eq!(after, [(1, 0), (1, 800_000), (2, 600_000), (3, 400_000), (3, 200_000)]);
}

/// Room for 3, 1 a second, tenths of a second.
#[test]
fn the_queue() {
    let mut queue = LeakyBucket::new(Limit::new(1, 10).with_burst(3)).expect("sound");
    let verdicts = [1, 2, 3, 4, 10].map(|now| queue.check(now, 1).verdict);
    let at = |at| Verdict::Delayed { at };
    assert_eq!(verdicts, [at(10), at(20), at(30), Verdict::Denied, at(40)]);
    assert_eq!(queue.peek(10).level, 3);
    assert_eq!(queue.peek(39).level, 1);
    assert_eq!(queue.peek(40).level, 0);
}

/// 5 a minute; seconds.
#[test]
fn ten_pass_around_the_edge_of_a_fixed_window() {
    let times: Vec<u64> = (30..=50).step_by(5).chain((60..=85).step_by(5)).collect();
    assert_eq!(passes(Algorithm::FixedWindow, Limit::new(5, 60), &times), "11111111110");
}

/// 2 a minute; seconds after the full hour.
#[test]
fn the_logs() {
    let limit = Limit::new(2, 60);
    assert_eq!(passes(Algorithm::SlidingLogBook, limit, &[1, 30, 50, 100]), "1101");
    assert_eq!(passes(Algorithm::SlidingLog, limit, &[1, 30, 50, 61, 100]), "11011");
    assert_eq!(passes(Algorithm::SlidingLogBook, limit, &[1, 30, 50, 61, 100]), "11000");
}

/// A request every 10 s against 2 a minute.
#[test]
fn who_keeps_asking_starves_in_the_book_and_gets_a_third_otherwise() {
    let times: Vec<u64> = (0..600).step_by(10).collect();
    let book = passes(Algorithm::SlidingLogBook, Limit::new(2, 60), &times);
    assert!(book.starts_with("110") && book.matches('1').count() == 2, "{book}");
    assert_eq!(passes(Algorithm::SlidingLog, Limit::new(2, 60), &times), "110000".repeat(10));
}

/// 7 a minute; 5 in the last minute, 3 in this one, 30 % of which is over.
#[test]
fn the_sliding_counter() {
    for (algorithm, more) in [(Algorithm::SlidingCounter, 1), (Algorithm::SlidingCounterCeil, 0)] {
        let mut counter = limiter(algorithm, Limit::new(7, 60));
        assert!((0..5).all(|_| counter.check(30, 1).is_admitted()));
        assert!((0..3).all(|_| counter.check(78, 1).is_admitted()), "{algorithm}");
        let gauge = counter.peek(78);
        assert_eq!((gauge.level, gauge.millionths, gauge.capacity), (6, 500_000, 7));
        let passed = (0..4).filter(|_| counter.check(78, 1).is_admitted()).count();
        assert_eq!(passed, more, "{algorithm}");
    }
}

/// 100 a minute: as many as can be at the last instant of a window, and on.
#[test]
fn the_worst_that_came_of_a_hundred_a_minute() {
    let minute = 60_000;
    let times: Vec<u64> = (0..100).map(|_| minute - 1).chain((minute..2 * minute).step_by(10)).collect();
    let expected = [
        (Algorithm::FixedWindow, 200),
        (Algorithm::SlidingCounter, 200),
        (Algorithm::SlidingCounterCeil, 199),
        (Algorithm::SlidingLog, 100),
        (Algorithm::SlidingLogBook, 100),
        (Algorithm::TokenBucket, 199),
        (Algorithm::LeakyMeter, 199),
    ];
    for (algorithm, most) in expected {
        let limit = Limit::new(100, minute);
        let mut limiter = limiter(algorithm, limit);
        let passed: Vec<u64> =
            times.iter().copied().filter(|now| limiter.check(*now, 1).is_admitted()).collect();
        let within = |end: &u64| passed.iter().filter(|t| **t <= *end && **t + minute > *end).count() as u64;
        assert_eq!(passed.iter().map(within).max(), Some(most), "{algorithm}");
        assert!(limiter.most_in(minute) >= most, "{algorithm}");
    }
}
