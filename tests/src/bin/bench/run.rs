//! A whole run of a million events, computed from its beginning, as the page computes it.

use crate::report::Report;
use crate::seek;
use std::hint::black_box;
use std::time::Instant;

const RUNS: usize = 5;

pub(crate) fn measure(report: &mut Report) {
    let name = "run of 1M events, an event";
    if !report.wants(name) {
        return;
    }
    let mut taken: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            let globe = black_box(seek::million());
            let steps: u64 = globe.lanes().iter().map(|lane| lane.steps).sum();
            start.elapsed().as_nanos() as f64 / steps as f64
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    report.line(name, taken[RUNS / 2], None);
}
