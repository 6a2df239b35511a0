//! Each algorithm against the most naive way to write it down.

use super::{limiter, limits, size, traces};
use crate::limiter::*;
use alloc::vec::Vec;
use proptest::prelude::*;

/// Everything that was ever asked for and what became of it; each answer is worked out anew from that.
#[derive(Default)]
struct History {
    /// When, how much, whether it passed.
    asked: Vec<(u64, u32, bool)>,
}

impl History {
    /// Cost in `(now − window, now]`, of all or of what passed.
    fn within(&self, now: u64, window: u64, passed_only: bool) -> u64 {
        let live = |(time, ..): &&(u64, u32, bool)| time + window > now;
        let counts = |(_, _, passed): &&(u64, u32, bool)| *passed || !passed_only;
        self.asked.iter().filter(live).filter(counts).map(|(_, cost, _)| u64::from(*cost)).sum()
    }

    /// What passed in a window.
    fn in_window(&self, number: u64, window: u64) -> u64 {
        let inside = |(time, _, passed): &&(u64, u32, bool)| time / window == number && *passed;
        self.asked.iter().filter(inside).map(|(_, cost, _)| u64::from(*cost)).sum()
    }

    /// What is in a bucket that starts with `burst` parts and in which `refill(t)` parts fall at instant t.
    fn bucket(&self, now: u64, burst: u64, part: u64, refill: impl Fn(u64) -> u64) -> u64 {
        let mut parts = burst;
        for time in 0..=now {
            if time > 0 {
                parts = (parts + refill(time)).min(burst);
            }
            let taken = self.asked.iter().filter(|(at, _, passed)| *at == time && *passed);
            parts -= taken.map(|(_, cost, _)| u64::from(*cost) * part).sum::<u64>();
        }
        parts
    }

    fn passes(&self, algorithm: Algorithm, limit: Limit, now: u64, cost: u32) -> bool {
        let Limit { amount, window, burst } = limit;
        let (amount, burst, cost) = (u64::from(amount), u64::from(burst), u64::from(cost));
        let tick = |time: u64| if time.is_multiple_of(window) { amount } else { 0 };
        match algorithm {
            Algorithm::TokenBucketInterval => cost <= self.bucket(now, burst, 1, tick),
            // Free places fall in as tokens do.
            Algorithm::LeakyBucket => cost <= self.bucket(now, burst, 1, tick),
            Algorithm::TokenBucket | Algorithm::LeakyMeter => {
                cost * window <= self.bucket(now, burst * window, window, |_| amount)
            }
            Algorithm::FixedWindow => self.in_window(now / window, window) + cost <= amount,
            Algorithm::SlidingLog => self.within(now, window, true) + cost <= amount,
            Algorithm::SlidingLogBook => cost == 0 || self.within(now, window, false) + cost <= amount,
            Algorithm::SlidingCounter | Algorithm::SlidingCounterCeil => {
                let last = match now / window {
                    0 => 0,
                    number => self.in_window(number - 1, window),
                };
                let carried = last * (window - now % window);
                let carried = match algorithm {
                    Algorithm::SlidingCounter => carried / window,
                    _ => carried.div_ceil(window),
                };
                self.in_window(now / window, window) + carried + cost <= amount
            }
        }
    }
}

proptest! {
    #[test]
    fn decisions_are_the_naive_ones(limit in limits(), trace in traces()) {
        for algorithm in Algorithm::ALL {
            let mut limiter = limiter(algorithm, limit);
            let mut history = History::default();
            for &(now, cost) in &trace {
                let decision = limiter.check(now, cost);
                let expected = history.passes(algorithm, limit, now, cost);
                prop_assert_eq!(decision.is_admitted(), expected, "{} at {} of {}", algorithm, now, cost);
                prop_assert_eq!(decision.limit, size(algorithm, limit));
                history.asked.push((now, cost, expected));
            }
        }
    }

    /// Those who wait leave in order, at ticks, never more than the amount at one, and none later than it must.
    #[test]
    fn the_queue_is_served_in_order(limit in limits(), trace in traces()) {
        let mut queue = LeakyBucket::new(limit).expect("sound");
        let mut served: Vec<u64> = Vec::new();
        for (now, cost) in trace {
            let Verdict::Delayed { at } = queue.check(now, cost).verdict else {
                continue;
            };
            prop_assert!(at > now && at.is_multiple_of(limit.window));
            for place in 0..cost {
                // Each unit leaves at the first tick after it came that has room and is not before the last.
                let first = (now / limit.window + 1) * limit.window;
                let mut tick = served.last().copied().unwrap_or(first).max(first);
                if served.iter().filter(|other| **other == tick).count() == limit.amount as usize {
                    tick += limit.window;
                }
                served.push(tick);
                if place + 1 == cost {
                    prop_assert_eq!(at, tick);
                }
            }
        }
    }

    /// The newest stamps are enough, and the length shown is the book's as far as it is kept.
    #[test]
    fn the_books_log_is_as_long_as_the_books(limit in limits(), trace in traces()) {
        let mut log = SlidingLogBook::new(limit).expect("sound");
        let mut history = History::default();
        for (now, cost) in trace {
            log.check(now, cost);
            history.asked.push((now, cost, false));
            prop_assert_eq!(log.peek(now).level, history.within(now, limit.window, false));
        }
    }
}

/// Longer logs than are kept: 30,000 requests within a window, in bursts.
#[test]
fn a_log_cut_short_decides_as_the_whole_one() {
    let limit = Limit::new(5_000, 10_000);
    let mut log = SlidingLogBook::new(limit).expect("sound");
    let mut stamps: Vec<u64> = Vec::new();
    let mut random = crate::random::SplitMix64::new(4);
    let (mut now, mut passed, mut longest) = (0, 0, 0);
    while now < 300_000 {
        // Busy, then quiet enough for some to pass.
        now += if now / 40_000 % 2 == 0 { random.below(2) } else { random.below(8) };
        let live = stamps.len() - stamps.partition_point(|time| time + limit.window <= now);
        stamps.push(now);
        let expected = live + 1 <= 5_000;
        assert_eq!(log.check(now, 1).is_admitted(), expected, "at {now}");
        assert_eq!(log.peek(now).level, (live as u64 + 1).min(5_000), "at {now}");
        passed += usize::from(expected);
        longest = longest.max(live);
    }
    assert!(passed > 10_000 && longest > 10_000, "{passed} passed, the log was {longest} long");
}
