//! Filling an engine that is empty: in order and at random, with a sync at the end.

use super::engine::{Engine, Ours, Setup, Theirs};
use super::records::{Key, VALUE, key, shuffled, value};
use super::rounds::{Folder, in_turns, timed};
use super::{PEER, RECORDS};
use crate::report::Report;
use std::time::Duration;

const ROUNDS: usize = 3;

pub(super) type Record = (Key, [u8; VALUE]);

pub(super) fn measure(report: &mut Report) {
    let ascending = || (0..RECORDS).collect();
    let random = || shuffled(RECORDS, 2);
    fill(report, "storage fill sequential", ascending, Setup::PLAIN);
    fill(report, "storage fill random", random, Setup::PLAIN);
    fill(report, "storage fill random, buffered", random, Setup::BUFFERED);
}

pub(super) fn records(numbers: Vec<u64>) -> Vec<Record> {
    numbers.into_iter().map(|number| (key(number), value(number))).collect()
}

/// Puts them, and makes them durable.
pub(super) fn write<E: Engine>(engine: &mut E, records: &[Record]) {
    for (key, value) in records {
        engine.put(key, value);
    }
    engine.sync();
}

fn fill(report: &mut Report, name: &str, numbers: impl FnOnce() -> Vec<u64>, setup: Setup) {
    if !report.wants(name) {
        return;
    }
    let records = records(numbers());
    let [ours, theirs] =
        in_turns(ROUNDS, records.len(), || once::<Ours>(&records, setup), || once::<Theirs>(&records, setup));
    report.line(name, ours, Some((PEER, theirs)));
}

/// Fills a new engine.
fn once<E: Engine>(records: &[Record], setup: Setup) -> Duration {
    let folder = Folder::new();
    let mut engine = E::open(folder.path(), setup);
    let taken = timed(|| write(&mut engine, records));
    engine.close();
    taken
}
