//! Every record once more, in random order, round after round: merges have work.

use super::fill::{records, write};
use super::records::shuffled;
use super::rounds::{Pair, in_turns, timed};
use super::{PEER, RECORDS};
use crate::report::Report;

const NAME: &str = "storage overwrite";
const ROUNDS: usize = 3;

pub(super) fn wanted(report: &Report) -> bool {
    report.wants(NAME)
}

pub(super) fn measure(report: &mut Report, pair: &mut Pair) {
    if !wanted(report) {
        return;
    }
    let records = records(shuffled(RECORDS, 3));
    let (ours, theirs) = (&mut pair.ours, &mut pair.theirs);
    let times = in_turns(
        ROUNDS,
        records.len(),
        || timed(|| write(ours, &records)),
        || timed(|| write(theirs, &records)),
    );
    report.line(NAME, times[0], Some((PEER, times[1])));
}
