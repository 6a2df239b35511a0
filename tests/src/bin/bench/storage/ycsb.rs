//! The workloads of Cooper et al., "Benchmarking Cloud Serving Systems with YCSB" (2010), each on the engines as the
//! one before has left them, settled: fjall's memtable keeps every version of a record that was updated often, and
//! scans would pass them one by one.
//!
//! | | what is done | which records |
//! | --- | --- | --- |
//! | A | half reads, half updates | Zipf |
//! | B | 95 reads, 5 updates | Zipf |
//! | C | reads | Zipf |
//! | D | 95 reads, 5 inserts | the latest most |
//! | E | 95 scans of up to 100 records, 5 inserts | Zipf |
//! | F | half reads, half reads and then an update | Zipf |

use super::engine::Engine;
use super::records::{Key, VALUE, key, shuffled, value};
use super::rounds::{Pair, in_turns, timed};
use super::{PEER, RECORDS};
use crate::report::Report;
use snowglobe_core::random::{SplitMix64, Zipf};
use std::time::Duration;

const WORKLOADS: [char; 6] = ['A', 'B', 'C', 'D', 'E', 'F'];
const ROUNDS: usize = 5;
const EXPONENT: u32 = 990;
const LONGEST_SCAN: u64 = 100;

/// What is done to a record.
enum Step {
    Read(Key, u64),
    Update(Key, [u8; VALUE]),
    Modify(Key, u64, [u8; VALUE]),
    Scan(Key, usize),
}

/// Draws the steps of a workload.
struct Draw {
    random: SplitMix64,
    zipf: Zipf,
    /// Which record has which rank.
    order: Vec<u64>,
    /// Records there are.
    count: u64,
}

impl Draw {
    fn popular(&mut self) -> u64 {
        self.order[self.zipf.sample(&mut self.random) as usize - 1]
    }

    fn latest(&mut self) -> u64 {
        self.count - u64::from(self.zipf.sample(&mut self.random))
    }

    fn insert(&mut self) -> Step {
        self.count += 1;
        Step::Update(key(self.count - 1), value(self.count - 1))
    }

    fn step(&mut self, workload: char) -> Step {
        let part = self.random.below(100);
        let often = part < if matches!(workload, 'A' | 'F') { 50 } else { 95 };
        let number = if workload == 'D' { self.latest() } else { self.popular() };
        match workload {
            'E' if often => Step::Scan(key(number), self.random.range(1, LONGEST_SCAN) as usize),
            'D' | 'E' if !often => self.insert(),
            'A' | 'B' if !often => Step::Update(key(number), value(number)),
            'F' if !often => Step::Modify(key(number), number, value(number)),
            _ => Step::Read(key(number), number),
        }
    }
}

fn name(workload: char) -> String {
    format!("storage YCSB {workload}")
}

pub(super) fn wanted(report: &Report) -> bool {
    WORKLOADS.iter().any(|workload| report.wants(&name(*workload)))
}

pub(super) fn measure(report: &mut Report, pair: &mut Pair) {
    if !wanted(report) {
        return;
    }
    let mut draw = Draw {
        random: SplitMix64::new(5),
        zipf: Zipf::new(RECORDS as u32, EXPONENT).expect("a sound law"),
        order: shuffled(RECORDS, 6),
        count: RECORDS,
    };
    for workload in WORKLOADS {
        let name = name(workload);
        if !report.wants(&name) {
            continue;
        }
        pair.ours.settle();
        pair.theirs.settle();
        let steps = if workload == 'E' { 5_000 } else { 100_000 };
        let rounds: Vec<Vec<Step>> =
            (0..=ROUNDS).map(|_| (0..steps).map(|_| draw.step(workload)).collect()).collect();
        let (mut ours, mut theirs) = (rounds.iter(), rounds.iter());
        let times = in_turns(
            ROUNDS,
            steps,
            || go(&mut pair.ours, ours.next().expect("as many as rounds")),
            || go(&mut pair.theirs, theirs.next().expect("as many as rounds")),
        );
        report.line(&name, times[0], Some((PEER, times[1])));
    }
}

fn go<E: Engine>(engine: &mut E, steps: &[Step]) -> Duration {
    timed(|| {
        for step in steps {
            match step {
                Step::Read(key, number) => assert!(engine.get(key, *number)),
                Step::Update(key, value) => engine.put(key, value),
                Step::Modify(key, number, value) => {
                    assert!(engine.get(key, *number));
                    engine.put(key, value);
                }
                Step::Scan(key, count) => assert!(engine.scan(key, *count) > 0),
            }
        }
    })
}
