//! Filters against fastbloom, of the same size and with as many bits of a key set: insertion into an empty one,
//! and questions after keys that are there and keys that are not. With blocks 0.96 % of the absent keys pass, without
//! 0.82 %: that is what their speed costs.
//!
//! The filter of a thousand keys fits the nearest cache, that of a million (1.25 MB) does not. Keys have 16 bytes.
//! Once each side hashes as it does when nothing else is said (ours with XXH3, fastbloom with SipHash-1-3, which
//! resists who would choose keys), and once both are given the hash, so that only the filters differ.

use crate::measure::in_turns;
use crate::report::Report;
use fastbloom::BloomFilter;
use snowglobe_core::bloom::{BlockedBloom, Bloom};
use snowglobe_core::hash::{fmix64, murmur3_x64_128};
use std::hint::black_box;

const PEER: &str = "fastbloom";
const BITS_PER_KEY: usize = 10;
const HASHES: u32 = 7;
/// Keys that a round goes through, at least. So many absent ones, too: fewer, and a processor learns them by heart.
const ROUND: usize = 100_000;

type Key = [u8; 16];

pub(crate) fn measure(report: &mut Report) {
    for (size, count) in [("1k keys", 1_000), ("1M keys", 1_000_000)] {
        let keys = keys(0, count);
        insert(report, size, &keys);
        questions(report, &format!("{size} present"), &keys, &keys);
        questions(report, &format!("{size} absent"), &keys, &self::keys(count, count + count.max(ROUND)));
    }
}

fn keys(from: usize, to: usize) -> Vec<Key> {
    (from..to).map(|i| (u128::from(fmix64(i as u64 + 1)) * 0x1_0000_0000_0000_0001).to_le_bytes()).collect()
}

fn hashes(keys: &[Key]) -> Vec<u64> {
    keys.iter().map(|key| murmur3_x64_128(key, 0).0).collect()
}

/// Empty filters, one of each kind.
fn filters(keys: usize) -> (BlockedBloom, Bloom, BloomFilter) {
    let bits = keys * BITS_PER_KEY;
    let blocked = BlockedBloom::new(bits as u64, HASHES).expect("memory");
    let plain = Bloom::new(bits as u64, HASHES).expect("memory");
    (blocked, plain, BloomFilter::with_num_bits(bits).seed(&1).hashes(HASHES))
}

/// Goes through all of them until a round is full.
fn round<T>(items: &[T], mut each: impl FnMut(&T)) {
    for _ in 0..ROUND.div_ceil(items.len()) {
        items.iter().for_each(&mut each);
    }
}

fn insert(report: &mut Report, size: &str, keys: &[Key]) {
    let [blocked, plain, hashed] =
        ["blocked insert", "plain insert", "blocked insert hash"].map(|name| format!("bloom {name} {size}"));
    if ![&blocked, &plain, &hashed].into_iter().any(|name| report.wants(name)) {
        return;
    }
    let hashes = hashes(keys);
    let (mut ours, mut textbook, mut theirs) = filters(keys.len());
    let (mut ours_hashed, _, mut theirs_hashed) = filters(keys.len());
    let times = in_turns(
        ROUND.div_ceil(keys.len()) * keys.len(),
        &mut [
            &mut || round(keys, |key| ours.insert(black_box(key))),
            &mut || round(keys, |key| textbook.insert(black_box(key))),
            &mut || round(keys, |key| _ = black_box(theirs.insert(black_box(key.as_slice())))),
            &mut || round(&hashes, |hash| ours_hashed.insert_hash(black_box(*hash))),
            &mut || round(&hashes, |hash| _ = black_box(theirs_hashed.insert_hash(black_box(*hash)))),
        ],
    );
    report.line(&blocked, times[0], Some((PEER, times[2])));
    report.line(&plain, times[1], Some((PEER, times[2])));
    report.line(&hashed, times[3], Some((PEER, times[4])));
}

fn questions(report: &mut Report, size: &str, keys: &[Key], asked: &[Key]) {
    let [blocked, plain, hashed] =
        ["blocked query", "plain query", "blocked query hash"].map(|name| format!("bloom {name} {size}"));
    if ![&blocked, &plain, &hashed].into_iter().any(|name| report.wants(name)) {
        return;
    }
    let (mut ours, mut textbook, mut theirs) = filters(keys.len());
    let (mut ours_hashed, _, mut theirs_hashed) = filters(keys.len());
    for (key, hash) in keys.iter().zip(hashes(keys)) {
        ours.insert(key);
        textbook.insert(key);
        theirs.insert(key.as_slice());
        ours_hashed.insert_hash(hash);
        theirs_hashed.insert_hash(hash);
    }
    let hashes = hashes(asked);
    let mut found = [0_u64; 5];
    let [by_ours, by_textbook, by_theirs, by_ours_hashed, by_theirs_hashed] = &mut found;
    let times = in_turns(
        ROUND.div_ceil(asked.len()) * asked.len(),
        &mut [
            &mut || round(asked, |key| *by_ours += u64::from(ours.contains(black_box(key)))),
            &mut || round(asked, |key| *by_textbook += u64::from(textbook.contains(black_box(key)))),
            &mut || round(asked, |key| *by_theirs += u64::from(theirs.contains(black_box(key.as_slice())))),
            &mut || round(&hashes, |hash| *by_ours_hashed += u64::from(ours_hashed.contains_hash(*hash))),
            &mut || round(&hashes, |hash| *by_theirs_hashed += u64::from(theirs_hashed.contains_hash(*hash))),
        ],
    );
    // As many rounds for each: what is there is found by all, and what is not by about as many as 1 in 100.
    let [most, least] = [found.iter().max(), found.iter().min()].map(|count| *count.expect("five"));
    assert!(if keys == asked { most == least } else { most < 2 * least + 100 }, "{found:?}");
    report.line(&blocked, times[0], Some((PEER, times[2])));
    report.line(&plain, times[1], Some((PEER, times[2])));
    report.line(&hashed, times[3], Some((PEER, times[4])));
}
