//! Reading: what is there and what is not, one by one and in order.
//!
//! *Hot* is a cache that has everything; *cold* is an engine just opened, whose cache has nothing, on files that the
//! operating system has in memory: what is measured is the engine, not the device.

use super::engine::Engine;
use super::records::{key, missing, shuffled};
use super::rounds::{Pair, in_turns, timed};
use super::{PEER, RECORDS};
use crate::report::Report;
use std::time::Duration;

const ROUNDS: usize = 7;
const READS: usize = 200_000;
/// As many blocks as the engines have, about, so that most reads meet a new one.
const COLD_READS: usize = 20_000;
const SCANNED: usize = 1_000_000;

const NAMES: [&str; 5] = [
    "storage read random, hot cache",
    "storage read missing",
    "storage scan of all, a record",
    "storage scan of 100, a record",
    "storage read random, cold cache",
];

pub(super) fn wanted(report: &Report) -> bool {
    NAMES.iter().any(|name| report.wants(name))
}

/// Gives the pair back, opened anew.
pub(super) fn measure(report: &mut Report, pair: Pair) -> Pair {
    let [hot, absent, scanned, short, cold] = NAMES;
    let numbers = shuffled(RECORDS, 4);
    if report.wants(hot) {
        let mut sides = [numbers.chunks(READS).cycle(), numbers.chunks(READS).cycle()];
        warm(&pair);
        let [ours, theirs] = sides.each_mut();
        let times = in_turns(
            ROUNDS,
            READS,
            || read(&pair.ours, ours.next().expect("it goes on")),
            || read(&pair.theirs, theirs.next().expect("it goes on")),
        );
        report.line(hot, times[0], Some((PEER, times[1])));
    }
    if report.wants(absent) {
        let absent_keys: Vec<_> = numbers.iter().take(READS).map(|number| missing(*number)).collect();
        let none = |engine: &dyn Fn(&_) -> bool| {
            timed(|| assert!(!absent_keys.iter().any(engine), "a record that nobody put"))
        };
        let times = in_turns(
            ROUNDS,
            READS,
            || none(&|key| pair.ours.get(key, 0)),
            || none(&|key| pair.theirs.get(key, 0)),
        );
        report.line(absent, times[0], Some((PEER, times[1])));
    }
    if report.wants(scanned) {
        let all = |scan: &dyn Fn(usize) -> usize| timed(|| assert_eq!(scan(SCANNED + 1), SCANNED));
        let first = key(0);
        let times = in_turns(
            3,
            SCANNED,
            || all(&|count| pair.ours.scan(&first, count)),
            || all(&|count| pair.theirs.scan(&first, count)),
        );
        report.line(scanned, times[0], Some((PEER, times[1])));
    }
    if report.wants(short) {
        let starts: Vec<_> = numbers
            .iter()
            .filter(|number| **number < RECORDS - 100)
            .take(2_000)
            .map(|number| key(*number))
            .collect();
        let each =
            |scan: &dyn Fn(&_) -> usize| timed(|| assert!(starts.iter().all(|from| scan(from) == 100)));
        let times = in_turns(
            ROUNDS,
            100 * starts.len(),
            || each(&|from| pair.ours.scan(from, 100)),
            || each(&|from| pair.theirs.scan(from, 100)),
        );
        report.line(short, times[0], Some((PEER, times[1])));
    }
    if report.wants(cold) { cold_reads(report, cold, pair, &numbers) } else { pair }
}

fn read<E: Engine>(engine: &E, numbers: &[u64]) -> Duration {
    let keys: Vec<_> = numbers.iter().map(|number| (key(*number), *number)).collect();
    timed(|| {
        let found = keys.iter().filter(|(key, number)| engine.get(key, *number)).count();
        assert_eq!(found, keys.len());
    })
}

/// Brings everything into both caches.
fn warm(pair: &Pair) {
    for number in 0..RECORDS {
        assert!(pair.ours.get(&key(number), number) && pair.theirs.get(&key(number), number));
    }
}

fn cold_reads(report: &mut Report, name: &str, mut pair: Pair, numbers: &[u64]) -> Pair {
    let mut taken = [Vec::new(), Vec::new()];
    for (turn, round) in numbers.chunks(COLD_READS).take(ROUNDS + 1).enumerate() {
        pair = pair.reopened();
        // Who goes first changes from round to round.
        let times = if turn % 2 == 0 {
            [read(&pair.ours, round), read(&pair.theirs, round)]
        } else {
            let theirs = read(&pair.theirs, round);
            [read(&pair.ours, round), theirs]
        };
        for (taken, time) in taken.iter_mut().zip(times) {
            taken.push(time.as_nanos() as f64 / round.len() as f64);
        }
    }
    let [ours, theirs] = taken.map(|mut times| {
        // The first was to warm up.
        times.remove(0);
        times.sort_by(f64::total_cmp);
        times[ROUNDS / 2]
    });
    report.line(name, ours, Some((PEER, theirs)));
    pair
}
