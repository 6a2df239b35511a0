use super::echo::{DURATION, MS, ended, open, scenario};
use crate::sim::{Clock, NodeId, SECOND, format_time, parse_duration};
use proptest::prelude::*;

#[test]
fn skew_moves_the_reading_and_drift_stretches_it() {
    let mut clock = Clock::default();
    assert_eq!(clock.read(SECOND), SECOND);
    clock.skew(-(50 * MS as i64));
    assert_eq!(clock.read(SECOND), SECOND - 50 * MS);
    assert_eq!(clock.read(MS), 0, "a clock does not go below zero");
    clock.set_drift(SECOND, 100_000);
    assert_eq!(clock.read(SECOND), SECOND - 50 * MS, "a new drift does not jump");
    assert_eq!(clock.read(2 * SECOND), 2 * SECOND - 50 * MS + 100 * MS);
    clock.set_drift(2 * SECOND, -100_000);
    assert_eq!(clock.read(3 * SECOND), 3 * SECOND - 50 * MS);
}

#[test]
fn a_fast_clock_waits_less() {
    let mut clock = Clock::default();
    assert_eq!(clock.real(SECOND), SECOND);
    clock.set_drift(0, 250_000);
    assert_eq!(clock.real(SECOND), 800 * MS);
    clock.set_drift(0, -500_000);
    assert_eq!(clock.real(SECOND), 2 * SECOND);
    assert_eq!(clock.real(u64::MAX), u64::MAX);
}

#[test]
fn nodes_read_their_own_clock_and_tick_by_it() {
    let run = ended(&[("0s", "drift n0 500000ppm"), ("0s", "skew n1 20ms")]);
    let said = |id: u32| run.world().place(NodeId(id)).expect("it is there").node.said;
    // 1 s in periods of 7 ms; the first was set before the clock ran fast, the others take 4.67 ms.
    assert_eq!((said(0), said(1)), (213, 142));
    let first = |id: u32| run.world().place(NodeId(id)).expect("it is there").node.heard[0];
    let (by_skewed, by_true) = (first(1).2, first(2).2);
    assert!(by_skewed > 20 * MS + 15 * MS && by_true < 20 * MS, "{by_skewed} {by_true}");
}

#[test]
fn slow_nodes_take_longer() {
    let run = ended(&[("0s", "slow n0 10x")]);
    let said = |id: u32| run.world().place(NodeId(id)).expect("it is there").node.said;
    assert_eq!((said(0), said(1)), (15, 142));
}

#[test]
fn a_run_may_be_one_nanosecond_long() {
    let mut scenario = scenario(&[("0s", "burst n0 1")]);
    scenario.settings = alloc::vec![(DURATION, 1)];
    let mut run = open(scenario);
    while !run.run_ahead(1) {}
    run.seek_time(u64::MAX);
    assert_eq!((run.moment().at, run.moment().step), (1, 1));
}

proptest! {
    #[test]
    fn times_are_written_and_read_back(time: u64, shift in 0u32..64) {
        let time = time >> shift;
        prop_assert_eq!(parse_duration(&format_time(time)), Some(time));
    }

    #[test]
    fn a_drifting_clock_never_stands_still(ppm in -500_000i32..=500_000, now in 0..1_000 * SECOND, wait in 1..SECOND) {
        let mut clock = Clock::default();
        clock.set_drift(now / 2, ppm);
        let passed = clock.read(now + clock.real(wait)) - clock.read(now);
        // Rounded up to whole nanoseconds, and readings are rounded once more.
        prop_assert!(passed + 1 >= wait && passed <= wait + 3, "{} {}", passed, wait);
    }
}
