use super::echo::{Echoes, MS, PERIOD, ended, open, scenario};
use crate::scenario::{Moment, Scenario};
use crate::sim::{Record, Run, SECOND, System, World};
use alloc::vec::Vec;
use proptest::prelude::*;

const ACTIONS: &[(&str, &str)] = &[
    ("50ms", "loss 5%"),
    ("120ms", "duplicate 5%"),
    ("200ms", "crash n1"),
    ("200ms", "partition {n0} -> {n2}"),
    ("330ms", "restart n1"),
    ("400ms", "hold {n1} -> {n0}"),
    ("401ms", "drift n2 50000ppm"),
    ("600ms", "release"),
    ("600ms", "heal"),
    ("700ms", "flap n2 30ms 3"),
    ("800ms", "burst n0 20"),
];

/// What two visits of one moment must agree on.
pub(super) fn state(world: &World<Echoes>) -> (u64, u64, u64, u64) {
    (world.digest(), world.step_count(), world.now(), Echoes::sample(world)[0])
}

/// The states after each step of a run that goes straight from the start to the end.
fn straight(scenario: Scenario) -> Vec<(u64, u64, u64, u64)> {
    let mut run = open(scenario);
    let mut world = run.world().clone();
    let mut states = Vec::from([state(&world)]);
    while world.advance(run.horizon(), &mut ()) {
        states.push(state(&world));
    }
    while !run.run_ahead(10) {}
    assert_eq!(run.final_digest(), Some(world.digest()));
    states
}

#[derive(Clone, Debug)]
enum Visit {
    Time(u64),
    Step(u64),
    Moment(u64, u64),
    Ahead(u64),
}

fn visits() -> impl Strategy<Value = Vec<Visit>> {
    let visit = prop_oneof![
        (0..=SECOND + MS).prop_map(Visit::Time),
        (0..=1_100u64).prop_map(|ms| Visit::Time(ms * MS)),
        (0..2_000u64).prop_map(Visit::Step),
        (0..1_000u64, 0..2_000u64).prop_map(|(ms, step)| Visit::Moment(ms * MS, step)),
        (0..3_000u64).prop_map(Visit::Ahead),
    ];
    proptest::collection::vec(visit, 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// However one gets to a moment, it is the same.
    #[test]
    fn any_way_leads_to_the_same_state(visits in visits(), budget in 0usize..400_000, seed in 0u64..3) {
        let mut scenario = scenario(ACTIONS);
        scenario.seed = seed;
        let states = straight(scenario.clone());
        let mut run = Run::<Echoes>::with_budget(scenario, budget).expect("it fits");
        let after_time = |time: u64| states.partition_point(|state| state.2 <= time) - 1;
        for visit in visits {
            let expected = match visit {
                Visit::Ahead(steps) => {
                    run.run_ahead(steps);
                    continue;
                }
                Visit::Time(time) => {
                    run.seek_time(time);
                    prop_assert_eq!(run.moment().at, time.min(SECOND));
                    after_time(time)
                }
                Visit::Step(step) => {
                    run.seek_step(step);
                    (step as usize).min(states.len() - 1)
                }
                Visit::Moment(at, step) => {
                    run.seek(Moment { timeline: 0, at, step });
                    (step as usize).min(after_time(at))
                }
            };
            prop_assert_eq!(state(run.world()), states[expected]);
            prop_assert_eq!(run.moment().step, states[expected].1);
        }
    }

    /// The trace is the same whatever part of it was asked for before.
    #[test]
    fn records_do_not_depend_on_what_was_asked_before(
        asked in proptest::collection::vec((0..=1_000u64, 0..=300u64, any::<bool>()), 1..12),
        ahead in 0u64..2_000,
    ) {
        let mut whole = ended(ACTIONS);
        let all: Vec<Record> = whole.records(0, SECOND).to_vec();
        let mut run = open(scenario(ACTIONS));
        run.run_ahead(ahead);
        for (from, span, forget) in asked {
            if forget {
                run.window.forget();
            }
            run.run_ahead(ahead / 4);
            let (from, to) = (from * MS, (from + span) * MS);
            let expected: Vec<Record> = all.iter().filter(|r| (from..=to).contains(&r.time)).copied().collect();
            prop_assert_eq!(run.records(from, to), expected.as_slice());
        }
    }
}

#[test]
fn steps_go_back_and_forth_one_by_one() {
    let states = straight(scenario(ACTIONS));
    let mut run = open(scenario(ACTIONS));
    while !run.run_ahead(100) {}
    for step in (0..states.len() as u64).chain((0..states.len() as u64).rev()) {
        run.seek_step(step);
        assert_eq!(state(run.world()), states[step as usize]);
    }
    run.seek_step(u64::MAX);
    assert_eq!(run.moment().at, SECOND, "past the last step lies the end");
}

#[test]
fn looking_elsewhere_does_not_go_there() {
    let mut run = open(scenario(ACTIONS));
    run.seek_time(300 * MS);
    let here = state(run.world());
    let there = run.world_at(0, 700 * MS).expect("the branch exists");
    assert_eq!(state(run.world()), here);
    run.seek_time(700 * MS);
    assert_eq!(state(run.world()), state(&there));
    assert!(run.world_at(1, 0).is_none());
}

#[test]
fn the_first_nanosecond_is_told_whole() {
    let mut scenario = scenario(&[("0s", "burst n0 3")]);
    scenario.settings = Vec::from([(PERIOD, 1)]);
    scenario.settings.push((2, 1_000));
    let mut run = open(scenario);
    assert_eq!(run.records(0, 0).len(), 4, "three sent, one action");
    run.run_ahead(5);
    assert_eq!(run.records(0, 0).len(), 4);
    let all = run.records(0, 1_000).to_vec();
    let parts: usize = (0..=1_000).map(|time| run.records(time, time).len()).sum();
    assert_eq!(parts, all.len());
}

/// A checkpoint lies in the middle of its nanosecond: what came before it there is told too.
#[test]
fn records_at_the_time_of_a_checkpoint_are_whole() {
    let mut run = ended(ACTIONS);
    let all: Vec<Record> = run.records(0, SECOND).to_vec();
    let mut shared = 0;
    while let Some(step) =
        run.nearest_checkpoint(0, |world| world.step <= 512 * (shared + 1)).map(|c| c.world.step)
    {
        if step < 512 * (shared + 1) {
            break;
        }
        shared += 1;
        run.seek_step(step);
        let time = run.moment().at;
        run.window.forget();
        let expected: Vec<Record> = all.iter().filter(|r| r.time == time).copied().collect();
        assert_eq!(run.records(time, time), expected.as_slice());
    }
    assert!(shared >= 2, "{shared}");
}
