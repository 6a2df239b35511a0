//! Limiters against crates that do the same: one bucket, and a table of a million.
//!
//! Everyone has the same limit, and a clock that the measurement moves: governor its own fake one,
//! ratelimit a number behind its clock trait. The sides decide alike, and that is asserted. Governor and
//! ratelimit may be shared between threads and pay for it with atomics; ours is for one owner.

use crate::measure::in_turns;
use crate::report::Report;
use governor::clock::{Clock as _, FakeRelativeClock};
use governor::middleware::StateInformationMiddleware;
use governor::{Quota, RateLimiter};
use snowglobe_core::hash::fmix64;
use snowglobe_core::limiter::{Keyed, LeakyMeter, Limit, Limiter, TokenBucket, policy};
use snowglobe_core::random::{SplitMix64, Zipf};
use std::cell::Cell;
use std::hash::{BuildHasherDefault, Hasher};
use std::hint::black_box;
use std::num::NonZeroU32;
use std::rc::Rc;
use std::time::Duration;

/// 1,000 a second, 100 at once; in nanoseconds.
const LIMIT: Limit = Limit::new(1_000, 1_000_000_000).with_burst(100);
/// Requests at one instant, and instants of a round.
const AT_ONCE: usize = 16;
const INSTANTS: usize = 2_048;
const KEYS: u64 = 1_000_000;

fn quota() -> Quota {
    let burst = NonZeroU32::new(LIMIT.burst).expect("not 0");
    Quota::with_period(Duration::from_millis(1)).expect("not 0").allow_burst(burst)
}

pub(crate) fn measure(report: &mut Report) {
    // On average 8 tokens come in an instant, or 32, or 2, for 16 requests.
    for (kind, gap) in [("half denied", 8_000_000), ("admitted", 32_000_000), ("mostly denied", 2_000_000)] {
        check(report, &format!("limiter check {kind}"), gap);
    }
    told(report, "limiter check and what it tells");
    let mut random = SplitMix64::new(1);
    let mut evenly: Vec<u64> = (1..=KEYS).map(fmix64).collect();
    for i in (1..evenly.len()).rev() {
        evenly.swap(i, random.below(i as u64 + 1) as usize);
    }
    keyed(report, "limiter keyed 1M keys", &evenly);
    let zipf = Zipf::new(KEYS as u32, 1_000).expect("sound");
    let skewed: Vec<u64> = (0..KEYS).map(|_| fmix64(zipf.sample(&mut random).into())).collect();
    keyed(report, "limiter keyed 1M keys zipf", &skewed);
}

/// Whole milliseconds between the instants, `mean` on average, in no pattern.
fn gaps(mean: u64) -> Vec<u64> {
    let mut random = SplitMix64::new(2);
    (0..INSTANTS).map(|_| random.below(2 * mean / 1_000_000 + 1) * 1_000_000).collect()
}

/// The clock of ratelimit.
#[derive(Clone, Default)]
struct Told(Rc<Cell<u64>>);

impl ratelimit::Clock for Told {
    fn elapsed(&self) -> Duration {
        Duration::from_nanos(self.0.get())
    }
}

/// A round: at each instant so many requests. Counts what passed.
fn round(gaps: &[u64], passed: &mut u64, mut advance: impl FnMut(u64), mut check: impl FnMut() -> bool) {
    for gap in gaps {
        advance(*gap);
        for _ in 0..AT_ONCE {
            *passed += u64::from(black_box(check()));
        }
    }
}

/// Whether it passes, and no more.
fn check(report: &mut Report, name: &str, mean_gap: u64) {
    if !report.wants(name) {
        return;
    }
    let gaps = gaps(mean_gap);
    let mut passed = [0; 4];
    let [bucket_passed, meter_passed, governor_passed, ratelimit_passed] = &mut passed;

    let mut bucket = TokenBucket::new(LIMIT).expect("sound");
    let now = Cell::new(0);
    let mut meter = LeakyMeter::new(LIMIT).expect("sound");
    let meter_now = Cell::new(0);
    let clock = FakeRelativeClock::default();
    let governor = RateLimiter::direct_with_clock(quota(), clock.clone());
    let told = Told::default();
    let ratelimit = ratelimit::Ratelimiter::with_clock(LIMIT.amount.into(), told.clone());
    ratelimit.set_max_tokens(LIMIT.burst.into());
    // It starts empty; the first instant fills all.
    let first = 1_000_000_000;
    now.set(first);
    meter_now.set(first);
    clock.advance(Duration::from_nanos(first));
    told.0.set(first);

    let times = in_turns(
        INSTANTS * AT_ONCE,
        &mut [
            &mut || {
                let advance = |gap| now.set(now.get() + gap);
                round(&gaps, bucket_passed, advance, || bucket.check(now.get(), 1).is_admitted());
            },
            &mut || {
                let advance = |gap| meter_now.set(meter_now.get() + gap);
                round(&gaps, meter_passed, advance, || meter.check(meter_now.get(), 1).is_admitted());
            },
            &mut || {
                let advance = |gap| clock.advance(Duration::from_nanos(gap));
                round(&gaps, governor_passed, advance, || governor.check().is_ok());
            },
            &mut || {
                let advance = |gap| told.0.set(told.0.get() + gap);
                round(&gaps, ratelimit_passed, advance, || ratelimit.try_wait().is_ok());
            },
        ],
    );
    assert!(passed.iter().all(|other| *other == passed[0]), "they decide alike: {passed:?}");
    report.line(name, times[0], Some(("governor", times[2])));
    report.line(name, times[0], Some(("ratelimit", times[3])));
    report.line(&name.replace("check", "meter check"), times[1], Some(("governor", times[2])));
}

/// Whether it passes, what is left if so and how long to wait if not.
fn told(report: &mut Report, name: &str) {
    if !report.wants(name) {
        return;
    }
    let gaps = gaps(8_000_000);
    let mut bucket = TokenBucket::new(LIMIT).expect("sound");
    let now = Cell::new(0);
    let clock = FakeRelativeClock::default();
    let governor = RateLimiter::direct_with_clock(quota(), clock.clone())
        .with_middleware::<StateInformationMiddleware>();
    let (mut left, mut waited) = ([0u64; 2], [0u64; 2]);
    let ([our_left, their_left], [our_wait, their_wait]) = (&mut left, &mut waited);
    let mut passed = [0; 2];
    let [our_passed, their_passed] = &mut passed;
    let times = in_turns(
        INSTANTS * AT_ONCE,
        &mut [
            &mut || {
                let advance = |gap| now.set(now.get() + gap);
                round(&gaps, our_passed, advance, || {
                    let decision = bucket.check(now.get(), 1);
                    if decision.is_admitted() {
                        *our_left += u64::from(decision.remaining);
                    } else {
                        *our_wait += decision.retry_after.unwrap_or_default();
                    }
                    decision.is_admitted()
                });
            },
            &mut || {
                let advance = |gap| clock.advance(Duration::from_nanos(gap));
                round(&gaps, their_passed, advance, || match governor.check() {
                    Ok(state) => {
                        *their_left += u64::from(state.remaining_burst_capacity());
                        true
                    }
                    Err(denied) => {
                        *their_wait += denied.wait_time_from(clock.now()).as_nanos() as u64;
                        false
                    }
                });
            },
        ],
    );
    assert_eq!(passed[0], passed[1], "they decide alike");
    assert_eq!((left[0], waited[0]), (left[1], waited[1]), "they tell the same");
    report.line(name, times[0], Some(("governor", times[1])));
}

/// Our hash of a number, for governor.
#[derive(Clone, Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only numbers are hashed here");
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = fmix64(self.0 ^ number);
    }
}

/// A million requests in each round, and a millisecond, so a token for each key, between rounds.
fn keyed(report: &mut Report, name: &str, keys: &[u64]) {
    if !report.wants(name) {
        return;
    }
    let policy = policy::TokenBucket::try_from(LIMIT).expect("sound");
    let mut ours = Keyed::<u64, _>::new(KEYS as usize, policy).expect("memory");
    let now = Cell::new(0);
    let clock = FakeRelativeClock::default();
    let governor = RateLimiter::dashmap_with_clock(quota(), clock.clone());
    let mixed = BuildHasherDefault::<Mixed>::default();
    let governor_mixed = RateLimiter::dashmap_with_clock_and_hasher(quota(), clock.clone(), mixed);
    // All keys are there from the start, whoever is asked for then.
    for key in (1..=KEYS).map(fmix64) {
        let passes = [
            ours.check(&key, 0, 1).is_admitted(),
            governor.check_key(&key).is_ok(),
            governor_mixed.check_key(&key).is_ok(),
        ];
        assert_eq!(passes, [true; 3]);
    }
    let mut passed = [0u64; 3];
    let [our_passed, their_passed, mixed_passed] = &mut passed;
    let times = in_turns(
        keys.len(),
        &mut [
            &mut || {
                now.set(now.get() + 1_000_000);
                clock.advance(Duration::from_millis(1));
                for key in keys {
                    *our_passed += u64::from(black_box(ours.check(key, now.get(), 1).is_admitted()));
                }
            },
            &mut || {
                for key in keys {
                    *their_passed += u64::from(black_box(governor.check_key(key).is_ok()));
                }
            },
            &mut || {
                for key in keys {
                    *mixed_passed += u64::from(black_box(governor_mixed.check_key(key).is_ok()));
                }
            },
        ],
    );
    assert!(passed.iter().all(|other| *other == passed[0]), "they decide alike: {passed:?}");
    assert_eq!(ours.evictions().live, 0, "none loses its place");
    report.line(name, times[0], Some(("governor", times[1])));
    report.line(&format!("{name}, same hash"), times[0], Some(("governor", times[2])));
}
