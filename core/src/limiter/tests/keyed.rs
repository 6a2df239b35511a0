//! Many keys in fixed memory.

use super::{limits, traces};
use crate::limiter::keyed::{Evictions, KeyedError, MAX_KEYS};
use crate::limiter::*;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use proptest::prelude::*;

fn bucket(limit: Limit) -> policy::TokenBucket {
    policy::TokenBucket::try_from(limit).expect("sound")
}

/// A table of a single set: eight places.
fn small(limit: Limit) -> Keyed<u64, policy::TokenBucket> {
    let table = Keyed::new(4, bucket(limit)).expect("memory");
    assert_eq!(table.capacity(), 8);
    table
}

#[test]
fn every_key_has_a_limiter_of_its_own() {
    let limit = Limit::new(3, 100);
    let mut table = Keyed::<String, _>::new(500, bucket(limit)).expect("memory");
    let mut singles: BTreeMap<String, TokenBucket> = BTreeMap::new();
    let mut random = crate::random::SplitMix64::new(5);
    for now in 0..20_000 {
        let key = format!("user-{}", random.below(500));
        let single = singles.entry(key.clone()).or_insert_with(|| Single::from(bucket(limit)));
        assert_eq!(table.check(key.as_str(), now / 9, 1), single.check(now / 9, 1), "{key} at {now}");
        assert_eq!(table.peek(key.as_str(), now / 9), Some(single.peek(now / 9)));
    }
    assert_eq!((table.len(), table.evictions()), (500, Evictions::default()));
    assert_eq!(table.peek("nobody", 0), None);
}

#[test]
fn the_idle_go_first_whoever_asked_last() {
    let mut table = small(Limit::new(1, 100).with_burst(10));
    for key in 0..8u64 {
        // Key 5 spends least and is full again at 100; the others at 500.
        table.check(&key, 0, if key == 5 { 1 } else { 5 });
    }
    table.check(&5, 0, 0);
    table.check(&100, 100, 1);
    assert_eq!(table.peek(&5, 100), None);
    assert_eq!(table.evictions(), Evictions { idle: 1, live: 0 });
    assert_eq!(table.len(), 8);
}

#[test]
fn then_whoever_has_asked_for_nothing_the_longest() {
    let mut table = small(Limit::new(1, 1_000).with_burst(10));
    for key in 0..8u64 {
        table.check(&key, 0, 5);
    }
    for key in [0, 1, 2, 4, 5, 6, 7, 3] {
        table.check(&key, 1, 1);
    }
    let order: Vec<u64> = (100..108u64)
        .map(|newcomer| {
            let before: Vec<u64> = (0..8).filter(|key| table.peek(key, 2).is_some()).collect();
            table.check(&newcomer, 2, 1);
            let gone: Vec<u64> = before.into_iter().filter(|key| table.peek(key, 2).is_none()).collect();
            assert_eq!(gone.len(), 1);
            gone[0]
        })
        .collect();
    assert_eq!(order, [0, 1, 2, 4, 5, 6, 7, 3]);
    assert_eq!(table.evictions(), Evictions { idle: 0, live: 8 });
}

proptest! {
    /// Whoever lost a place is as new, and nobody else notices.
    #[test]
    fn an_eviction_admits_no_more_than_a_fresh_bucket(
        limit in limits(), trace in traces(), keys in proptest::collection::vec(0..30u64, 60), seed in any::<u64>(),
    ) {
        let mut table = Keyed::with_seed(8, bucket(limit), seed).expect("memory");
        let mut singles: BTreeMap<u64, TokenBucket> = BTreeMap::new();
        let mut lost = 0;
        for (&(now, cost), key) in trace.iter().zip(&keys) {
            let known = table.peek(key, now).is_some();
            lost += u64::from(!known && singles.contains_key(key));
            if !known {
                singles.insert(*key, Single::from(bucket(limit)));
            }
            let single = singles.get_mut(key).expect("put in");
            prop_assert_eq!(table.check(key, now, cost), single.check(now, cost));
        }
        let Evictions { idle, live } = table.evictions();
        prop_assert!(lost <= idle + live && table.len() <= table.capacity());
    }

    /// For every key, so many bounds as it lost its place with something to lose, and one more.
    #[test]
    fn what_an_eviction_may_admit_is_bounded(limit in limits(), keys in proptest::collection::vec(0..40u64, 400)) {
        let mut table = Keyed::new(8, bucket(limit)).expect("memory");
        let mut admitted: BTreeMap<u64, (u64, u64)> = BTreeMap::new();
        for (now, key) in (0..).zip(&keys) {
            let lost = table.peek(key, now).is_none();
            let (count, times) = admitted.entry(*key).or_default();
            *times += u64::from(lost);
            *count += u64::from(table.check(key, now, 1).is_admitted());
        }
        let bound = Single::from(bucket(limit)).most_in(keys.len() as u64);
        for (key, (count, times)) in admitted {
            prop_assert!(count <= times * bound, "{} had {} in {} lives", key, count, times);
        }
    }
}

#[test]
fn as_many_as_were_asked_for_find_room() {
    for keys in [1usize, 2, 10, 1_000, 200_000] {
        let mut table = Keyed::<u64, _>::new(keys, bucket(Limit::new(1, 1_000))).expect("memory");
        let empty = table.bytes();
        assert!(table.is_empty());
        for key in 0..keys as u64 {
            assert!(table.check(&key, 0, 1).is_admitted());
        }
        assert!((0..keys as u64).all(|key| !table.check(&key, 0, 1).is_admitted()), "{keys}");
        assert_eq!((table.len(), table.evictions()), (keys, Evictions::default()));
        assert_eq!(table.bytes(), empty);
    }
}

/// Whatever the last step of its growth is: twice the places, or just a few more.
#[test]
fn nobody_is_forgotten_for_growing() {
    // 65,536 sets are for 314,572 keys.
    for keys in [100usize, 614, 615, 1_000, 20_000, 157_288, 314_574, 333_333, 500_000] {
        let mut table = Keyed::<u64, _>::growing(keys, bucket(Limit::new(1, 1_000))).expect("memory");
        for key in 0..keys as u64 {
            assert!(table.check(&key, 0, 1).is_admitted());
        }
        assert_eq!((table.len(), table.evictions()), (keys, Evictions::default()), "{keys}");
        assert!((0..keys as u64).all(|key| !table.check(&key, 0, 1).is_admitted()), "{keys}");
    }
}

/// Ten times as many keys as it is for: the memory stays, all places are taken, and each check still works.
#[test]
fn a_flood_of_keys_takes_no_memory() {
    let mut table = Keyed::<u64, _>::new(10_000, bucket(Limit::new(1, 1_000))).expect("memory");
    let empty = table.bytes();
    for key in 0..100_000u64 {
        assert!(table.check(&key, 0, 1).is_admitted());
        assert!(!table.check(&key, 0, 1).is_admitted());
    }
    assert_eq!(table.bytes(), empty);
    assert!(table.len() > table.capacity() * 99 / 100, "{} of {}", table.len(), table.capacity());
    assert_eq!(table.evictions().live, 100_000 - table.len() as u64);
    // A place for a number and its bucket is half a line of cache, and a byte.
    assert!(empty <= table.capacity() * 33 + 300, "{empty}");
}

/// The keys that crowd one table are spread in one with another seed.
#[test]
fn the_seed_keeps_out_who_chooses_keys() {
    let table = |seed: u64| Keyed::with_seed(1_000, bucket(Limit::new(1, 1_000)), seed).expect("memory");
    let crowd = |seed: u64, keys: &[u64]| {
        let mut table = table(seed);
        for key in keys {
            table.check(key, 0, 1);
        }
        table.evictions().live
    };
    // Who knows the seed keeps such keys as fall into the lowest sixth of the sets, by both halves of the hash.
    let sets = table(0).capacity() as u64 / 8;
    let falls_low = |half: u32| (u64::from(half) * sets) >> 32 < sets / 6;
    let chosen: Vec<u64> = (0..100_000u64)
        .filter(|key| {
            let hash = crate::limiter::keyed::hash_of(key, 0);
            falls_low(hash as u32) && falls_low((hash >> 32) as u32)
        })
        .take(900)
        .collect();
    assert_eq!(chosen.len(), 900, "fewer than the table is for");
    assert!(crowd(0, &chosen) > 500, "they crowd each other out");
    assert_eq!(crowd(77, &chosen), 0, "and do not under a seed that they were not chosen for");
}

#[test]
fn a_table_that_cannot_be_is_refused() {
    let policy = bucket(Limit::new(1, 1));
    let made = |keys| Keyed::<u64, _>::new(keys, policy).map(|_| ());
    assert_eq!(made(0), Err(KeyedError::NoKeys));
    assert_eq!(made(MAX_KEYS + 1), Err(KeyedError::TooManyKeys { keys: MAX_KEYS + 1 }));
    /// So large that no machine has the memory.
    #[derive(Clone, PartialEq, Eq, Hash)]
    struct Huge([[u8; 1 << 20]; 1 << 12]);
    let table = Keyed::<Huge, _>::new(MAX_KEYS, policy).map(|_| ());
    assert!(matches!(table, Err(KeyedError::OutOfMemory { bytes }) if bytes > 1 << 40));
}

/// Logs grow on their own, but never beyond their limit.
#[test]
fn logs_are_counted_too() {
    let policy = policy::SlidingLog::try_from(Limit::new(20, 100)).expect("sound");
    let mut table = Keyed::<u64, _>::new(10, policy).expect("memory");
    let empty = table.bytes();
    for key in 0..10u64 {
        for now in 0..50 {
            table.check(&key, now, 1);
        }
    }
    assert_eq!(table.bytes(), empty + 10 * 20 * 8);
}

/// With any algorithm, and whatever the limiter that it was made of has seen.
#[test]
fn a_table_may_have_any_algorithm() {
    for algorithm in Algorithm::ALL {
        let mut used = super::limiter(algorithm, Limit::new(3, 50));
        let fresh = used.clone();
        (0..9).for_each(|_| assert_eq!(Limiter::check(&mut used, 0, 1).limit, 3));
        let mut table = Keyed::<u64, _>::new(20, used).expect("memory");
        let (empty, mut singles) = (table.bytes(), alloc::vec![fresh; 20]);
        let mut random = crate::random::SplitMix64::new(6);
        for now in 0..2_000 {
            let key = random.below(20);
            let single = &mut singles[key as usize];
            assert_eq!(table.check(&key, now, 1), Limiter::check(single, now, 1), "{algorithm}");
            assert_eq!(table.peek(&key, now), Some(Limiter::peek(single, now)), "{algorithm}");
        }
        let logs: usize = singles.iter().map(|single| single.bytes() - size_of::<AnyLimiter>()).sum();
        assert_eq!(table.bytes(), empty + logs, "{algorithm}");
        // All are idle long after, and give way before any newcomer does.
        let room = table.capacity() as u64;
        for key in 100..100 + 3 * room {
            table.check(&key, 1_000_000, 1);
        }
        assert_eq!(table.evictions(), Evictions { idle: 20, live: 2 * room }, "{algorithm}");
    }
}
