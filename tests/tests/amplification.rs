//! What the real engine writes, keeps and asks, by policy, size ratio and workload, as tables: a change in them is a
//! change worth a look.
//!
//! *Written*: bytes of tables written for each byte that was flushed, the flush included, the log not. *Kept*: bytes of
//! tables for each byte of a key that is there and its newest value; those in the last memtable count as there.
//! *Runs*: sorted runs at the end, all merges done. *Asked*: runs whose range has the key, mean over reads, so those
//! that filters spare count as well.

use snowglobe_core::disk::MemoryDisk;
use snowglobe_core::lsm::{Compaction, Lsm, Options, Sync};
use snowglobe_core::random::{SplitMix64, Zipf};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const POLICIES: [(Compaction, &str); 3] = [
    (Compaction::Leveled, "leveled"),
    (Compaction::SizeTiered, "tiered"),
    (Compaction::LazyLeveled, "lazy leveled"),
];
const VALUE: usize = 100;
/// About 180 records.
const MEMTABLE: usize = 32 << 10;
const READS: u64 = 500;

fn options(compaction: Compaction, size_ratio: u32, level0_runs: usize) -> Options {
    Options {
        compaction,
        size_ratio,
        level0_runs,
        memtable_bytes: MEMTABLE,
        table_bytes: MEMTABLE,
        block_bytes: 1_024,
        cache_bytes: 0,
        sync: Sync::Never,
        log_buffer: MEMTABLE,
        ..Options::default()
    }
}

/// Which key is written next, and whether it is taken away.
type Workload = fn(&mut SplitMix64, &Zipf, u64) -> (u64, bool);

const KEYS: u64 = 4_000;

const WORKLOADS: [(&str, Workload); 5] = [
    ("new keys in order", |_, _, count| (count, false)),
    ("new keys at random", |random, _, _| (random.next(), false)),
    ("4,000 keys, all alike", |random, _, _| (random.below(KEYS), false)),
    ("4,000 keys, Zipf", |random, zipf, _| (u64::from(zipf.sample(random)), false)),
    ("a fifth deletions", |random, _, _| (random.below(KEYS), random.chance(1, 5))),
];

fn key(number: u64) -> [u8; 16] {
    u128::from(number).to_be_bytes()
}

#[derive(Debug)]
struct Measured {
    written: f64,
    kept: f64,
    runs: usize,
    asked: f64,
}

/// Writes until so many memtables were flushed, and lets all merges come to their end.
fn run(options: Options, workload: Workload, flushes: u64) -> Measured {
    let mut lsm = Lsm::open(MemoryDisk::default(), options).expect("sound options");
    let (mut random, zipf) = (SplitMix64::new(4), Zipf::new(KEYS as u32, 990).expect("a sound law"));
    let mut live = BTreeMap::new();
    let mut count = 0;
    while lsm.stats().flushes < flushes {
        let (number, gone) = workload(&mut random, &zipf, count);
        let mut value = [0; VALUE];
        value[..8].copy_from_slice(&count.to_le_bytes());
        if gone {
            lsm.delete(&key(number)).expect("room");
        } else {
            lsm.put(&key(number), &value).expect("room");
        }
        live.insert(number, !gone);
        count += 1;
    }
    lsm.settle().expect("room");
    let stats = lsm.stats();
    let shape = lsm.overview().shape;
    let tables = shape.levels.iter().flatten().map(|run| run.bytes()).sum::<u64>();
    let there: Vec<u64> = live.into_iter().filter(|(_, there)| *there).map(|(number, _)| number).collect();
    let runs = || shape.levels.iter().flatten();
    let asked = |number: u64| {
        let key = key(number);
        runs().filter(|run| run.tables.iter().any(|table| table.spans(&key))).count()
    };
    let reads = (0..READS).map(|_| asked(there[random.below(there.len() as u64) as usize]));
    Measured {
        written: (stats.flush_bytes + stats.merge_written) as f64 / stats.flush_bytes as f64,
        kept: tables as f64 / (there.len() * (16 + VALUE)) as f64,
        runs: runs().count(),
        asked: reads.sum::<usize>() as f64 / READS as f64,
    }
}

#[test]
fn by_policy_size_ratio_and_workload() {
    let mut table = String::from("60 flushes");
    for (name, workload) in WORKLOADS {
        write!(table, "\n\n{name:<24}ratio  written    kept  runs   asked").expect("to a string");
        for (policy, policy_name) in POLICIES {
            for ratio in [2, 4, 10] {
                let Measured { written, kept, runs, asked } = run(options(policy, ratio, 4), workload, 60);
                write!(
                    table,
                    "\n  {policy_name:<22}{ratio:>5}{written:>9.2}{kept:>8.2}{runs:>6}{asked:>8.2}"
                )
                .expect("to a string");
            }
        }
    }
    insta::assert_snapshot!(table);
}

/// Ours beside what mini-lsm's compaction simulator prints (`compaction-simulator simple|tiered|leveled --iterations
/// 50` and `200`), all with what its defaults say. The two count alike: files or bytes written by flushes and merges for
/// those flushed, without the log, and at the end runs of level 0 and levels that are not empty. They differ in this:
///
/// - The simulator moves files that all have one size and no content, and a merge writes as many as it reads. Ours are
///   real tables; with new keys nothing vanishes in them either, so this is the workload to compare.
/// - *Simple* has three levels below level 0, and no more: the last has no limit, is the target of whole-level
///   merges and grows, so each byte is written the more often the longer it runs. *Leveled* has four, of which the last
///   again takes what there is. Our trees get a level more when they need one: at ratio 2 fewer bytes are
///   written after 200 flushes than by either, and one more run a level is there to be asked.
/// - *Leveled* merges level 0 with the first level that has a size (base 128 MB, four files), chooses the oldest file,
///   and gives each flush a random key range. Ours chooses the table that overlaps least for its bytes, and each flush
///   has keys everywhere, so level 0 always meets all of level 1.
/// - *Tiered* is RocksDB's universal compaction: nothing happens below eight runs, then all are merged if the younger
///   ones are twice the oldest, else some. Ours, at ratio 8, merges eight runs of one level into one of the next and
///   never the oldest for its space, so each byte is written once a level: less, and more is kept of what was
///   overwritten.
#[test]
fn beside_mini_lsm() {
    let theirs = [
        ("mini-lsm simple", [(5.28, 3), (7.69, 3)]),
        ("mini-lsm tiered", [(2.38, 7), (3.71, 7)]),
        ("mini-lsm leveled", [(6.30, 4), (10.18, 4)]),
    ];
    let mut table = String::from("new keys at random             50 flushes       200 flushes\n");
    table += "                             written  runs     written  runs";
    let mut row = |name: &str, values: [(f64, usize); 2]| {
        write!(table, "\n{name:<27}").expect("to a string");
        for (written, runs) in values {
            write!(table, "   {written:>9.2}{runs:>6}").expect("to a string");
        }
    };
    for (name, values) in theirs {
        row(name, values);
    }
    for (policy, name) in POLICIES {
        for (ratio, level0_runs) in [(2, 2), (4, 4), (8, 4)] {
            let values = [50, 200].map(|flushes| {
                let measured = run(options(policy, ratio, level0_runs), WORKLOADS[1].1, flushes);
                (measured.written, measured.runs)
            });
            row(&format!("{name}, ratio {ratio}"), values);
        }
    }
    insta::assert_snapshot!(table);
}
