use super::echo::{DURATION, Echoes, MS, PERIOD, open, scenario};
use crate::scenario::ScenarioError;
use crate::sim::{Globe, Run, SECOND};
use alloc::vec::Vec;

#[test]
fn checkpoints_stay_within_the_budget() {
    for budget in [0, 100_000, 1_000_000, Run::<Echoes>::DEFAULT_BUDGET] {
        let mut scenario = scenario(&[("1ms", "loss 100%")]);
        scenario.settings = Vec::from([(PERIOD, MS), (DURATION, 10 * SECOND)]);
        let mut run = Run::<Echoes>::with_budget(scenario, budget).expect("it fits");
        let mut most = 0;
        while !run.run_ahead(500) {
            most = most.max(run.branches()[0].checkpoints.bytes());
        }
        // One always stays: the beginning.
        let first = 100_000;
        assert!(most <= budget.max(first), "{most} of {budget}");
        let kept = run.branches()[0].checkpoints.len();
        assert!(budget < 1_000_000 || kept > 4, "{kept} of {budget}");
    }
}

/// Ten million events: what is kept does not grow, and the end is still a seek away.
#[test]
fn ten_million_events_do_not_exhaust_memory() {
    let budget = 8 << 20;
    let mut scenario = scenario(&[("1ms", "loss 100%")]);
    // Two nodes; what they send is lost, so that nothing but events piles up.
    scenario.settings = Vec::from([(0, 2), (PERIOD, 10_000), (DURATION, 26 * SECOND)]);
    let mut run = Run::<Echoes>::with_budget(scenario, budget).expect("it fits");
    while !run.run_ahead(1_000_000) {
        assert!(run.branches()[0].checkpoints.bytes() <= budget);
    }
    let steps = run.branches()[0].steps();
    assert!(steps >= 10_000_000, "{steps}");
    let window = 2 * (1 << 17) * size_of::<crate::sim::Record>();
    assert!(run.footprint() <= budget + window, "{}", run.footprint());
    run.seek_time(SECOND);
    run.seek_step(steps);
    assert_eq!(Some(Globe::digest(&run)), run.final_digest());
    assert_eq!(run.records(24 * SECOND, 24 * SECOND + MS).iter().filter(|r| r.time < 24 * SECOND).count(), 0);
}

/// A window shorter than what is asked for gives its beginning, and is not filled anew each time.
#[test]
fn more_than_a_window_is_given_in_part() {
    let mut scenario = scenario(&[("1ms", "loss 100%")]);
    scenario.settings = Vec::from([(PERIOD, 10_000), (DURATION, 2 * SECOND)]);
    let mut run = open(scenario);
    while !run.run_ahead(100_000) {}
    let some = run.records(MS, 2 * SECOND).to_vec();
    assert!(some.len() > 100_000 && some.len() <= 1 << 17, "{}", some.len());
    let at = run.records(MS, 2 * SECOND).as_ptr();
    assert_eq!(run.records(MS, 2 * SECOND).as_ptr(), at);
    assert_eq!(run.records(MS, 2 * SECOND), some.as_slice());
    let late = run.records(SECOND, SECOND + MS).to_vec();
    assert!(!late.is_empty() && late.iter().all(|r| (SECOND..=SECOND + MS).contains(&r.time)));
}

#[test]
fn too_much_work_is_refused_before_it_starts() {
    let mut scenario = scenario(&[]);
    scenario.settings = Vec::from([(0, 100), (PERIOD, 1_000), (DURATION, 100 * SECOND)]);
    let refused = Run::<Echoes>::new(scenario).err();
    let limit = Run::<Echoes>::MAX_STEPS;
    assert_eq!(refused, Some(ScenarioError::TooMuchWork { steps: 1_000_000_000_000, limit }));
}

/// Far from any checkpoint the trace is still there.
#[test]
fn records_are_found_before_anything_was_computed() {
    let mut scenario = scenario(&[("1ms", "loss 100%")]);
    scenario.settings = Vec::from([(PERIOD, 10_000), (DURATION, 4 * SECOND)]);
    let late = 3 * SECOND..=3 * SECOND + MS;
    let mut computed = open(scenario.clone());
    while !computed.run_ahead(100_000) {}
    let expected = computed.records(*late.start(), *late.end()).to_vec();
    assert!(!expected.is_empty());
    assert_eq!(open(scenario).records(*late.start(), *late.end()), expected.as_slice());
}
