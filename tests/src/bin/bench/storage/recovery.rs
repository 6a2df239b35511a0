//! Opening after the process has ended with 64 MiB in the log and nothing in tables.

use super::PEER;
use super::engine::{Engine, Ours, Setup, Theirs};
use super::records::{Key, VALUE, key, shuffled, value};
use super::rounds::{Folder, in_turns, timed};
use crate::report::Report;
use std::path::Path;
use std::time::Duration;

/// All of the log is in the memtable.
const SETUP: Setup = Setup { memtable: 256 << 20, buffered: true };
const ROUNDS: usize = 3;
const LOG: usize = 64 << 20;
/// Bytes of key and value in a log of that size.
const RECORDS: usize = LOG / (size_of::<Key>() + VALUE);

pub(super) fn measure(report: &mut Report) {
    let name = "storage recovery of 64 MiB of log";
    if !report.wants(name) {
        return;
    }
    let folders = [Folder::new(), Folder::new()];
    let [ours, theirs] = folders.each_ref().map(Folder::path);
    let times = in_turns(ROUNDS, 1, || recovered::<Ours>(ours), || recovered::<Theirs>(theirs));
    report.line(name, times[0], Some((PEER, times[1])));
}

/// Fills an engine, lets it go as it is, and opens it again.
fn recovered<E: Engine>(folder: &Path) -> Duration {
    std::fs::remove_dir_all(folder).expect("a folder of ours");
    let mut engine = E::open(folder, SETUP);
    for number in shuffled(RECORDS as u64, 7) {
        engine.put(&key(number), &value(number));
    }
    engine.sync();
    drop(engine);
    let mut engine = None;
    let taken = timed(|| engine = Some(E::open(folder, SETUP)));
    assert!(
        (0..RECORDS as u64)
            .all(|number| engine.as_ref().is_some_and(|engine| engine.get(&key(number), number)))
    );
    taken
}
