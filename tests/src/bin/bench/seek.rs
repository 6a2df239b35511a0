//! Going to a moment of a long run: the cache with a million events, its checkpoints within the
//! usual budget.

use crate::report::Report;
use snowglobe_core::random::SplitMix64;
use snowglobe_core::scenario::Scenario;
use snowglobe_core::sim::{Globe, SECOND};
use snowglobe_core::systems;
use snowglobe_core::systems::cache::index;
use std::hint::black_box;
use std::time::Instant;

const SEEKS: usize = 400;

pub(crate) fn measure(report: &mut Report) {
    let (median, worst) = ("seek in 1M events, median", "seek in 1M events, worst");
    if !report.wants(median) && !report.wants(worst) {
        return;
    }
    let mut globe = million();
    let mut random = SplitMix64::new(1);
    let mut taken: Vec<f64> = (0..SEEKS)
        .map(|_| {
            let time = random.below(globe.horizon());
            let start = Instant::now();
            globe.seek_time(time);
            black_box(globe.digest());
            start.elapsed().as_nanos() as f64
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    report.line(median, taken[SEEKS / 2], None);
    report.line(worst, taken[SEEKS - 1], None);
}

/// A run of a million steps, computed to its end.
pub(crate) fn million() -> Box<dyn Globe> {
    let mut scenario = Scenario::new("cache", 7);
    scenario.settings = vec![(index::RATE as u8, 2_000), (index::DURATION as u8, 120 * SECOND)];
    let mut globe = systems::open(scenario).expect("the settings fit");
    while !globe.run_ahead(1_000_000) {}
    let steps: u64 = globe.lanes().iter().map(|lane| lane.steps).sum();
    assert!(steps >= 1_000_000, "{steps} steps are too few for what is measured");
    globe
}
