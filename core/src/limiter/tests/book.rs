//! The examples of the book and of the modules.

use super::super::*;

/// Which of these milliseconds pass, as `1` and `0`.
fn passes(algorithm: Algorithm, limit: Limit, times: &[u64]) -> alloc::string::String {
    let mut limiter = algorithm.limiter(limit).expect("a sound limit");
    times.iter().map(|ms| if limiter.check(*ms, 1).is_admitted() { '1' } else { '0' }).collect()
}

/// 2 a minute; seconds after the full hour.
#[test]
fn the_logs_of_the_example() {
    let limit = Limit::new(2, 60);
    assert_eq!(passes(Algorithm::SlidingLogBook, limit, &[1, 30, 50, 100]), "1101");
    assert_eq!(passes(Algorithm::SlidingLog, limit, &[1, 30, 50, 61, 100]), "11011");
    assert_eq!(passes(Algorithm::SlidingLogBook, limit, &[1, 30, 50, 61, 100]), "11000");
}
