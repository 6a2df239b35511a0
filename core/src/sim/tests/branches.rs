use super::echo::{Echoes, MS, ended, open, scenario};
use super::seeking::state;
use crate::scenario::{Scenario, Timed};
use crate::sim::{Run, RunError, SECOND};
use alloc::vec::Vec;
use proptest::prelude::*;

/// The digests at the end of every branch.
fn ends(run: &mut Run<Echoes>) -> Vec<u64> {
    let current = run.moment().timeline as usize;
    let ends = (0..run.branches().len()).map(|branch| {
        run.switch_to(branch);
        while !run.run_ahead(1_000) {}
        run.final_digest().expect("it is complete")
    });
    let ends = ends.collect();
    run.switch_to(current);
    ends
}

fn restored(run: &Run<Echoes>) -> Run<Echoes> {
    assert_eq!(run.scenario().check(), Ok(()));
    open(run.scenario().clone())
}

#[test]
fn acting_where_nothing_follows_extends_the_branch() {
    let mut run = open(scenario(&[]));
    run.run_ahead(100_000);
    run.seek_time(100 * MS);
    run.act("crash n1").expect("it can be done");
    run.seek_time(200 * MS);
    run.act("restart n1").expect("it can be done");
    assert_eq!(run.branches().len(), 1);
    assert_eq!(run.branches()[0].actions.len(), 2);
    assert_eq!(ends(&mut run), [ended(&[("100ms", "crash n1"), ("200ms", "restart n1")]).world().digest()]);
}

#[test]
fn acting_in_the_past_keeps_the_old_future() {
    let mut run = ended(&[("300ms", "crash n1")]);
    let old = run.final_digest();
    run.seek_time(200 * MS);
    run.act("crash n2").expect("it can be done");
    assert_eq!((run.branches().len(), run.moment().timeline, run.moment().at), (2, 1, 200 * MS));
    assert!(!run.world().places()[2].up, "the action shows at once");
    let digests = ends(&mut run);
    assert_eq!(Some(digests[0]), old);
    assert_eq!(digests[1], ended(&[("200ms", "crash n2")]).world().digest());
    assert_eq!(run.branches()[1].fork_at, 200 * MS);
    assert_eq!(run.scenario().actions_of(1).len(), 1, "what came later on the old branch is not done");
}

#[test]
fn branches_fork_from_branches_even_before_their_own_fork() {
    let mut run = ended(&[("100ms", "loss 10%")]);
    run.seek_time(600 * MS);
    run.act("crash n1").expect("it can be done");
    while !run.run_ahead(1_000) {}
    for at in [800 * MS, 300 * MS, 50 * MS, 0] {
        run.switch_to(1);
        run.seek_time(SECOND);
        run.seek_time(at);
        run.act("crash n2").expect("it can be done");
        let branch = run.moment().timeline as usize;
        assert_eq!((run.branches()[branch].parent, run.moment().at), (1, at));
    }
    let live = ends(&mut run);
    assert_eq!(live, ends(&mut restored(&run)));
    assert_eq!(live[3], ended(&[("100ms", "loss 10%"), ("300ms", "crash n2")]).world().digest());
    assert_eq!(live[5], ended(&[("0s", "crash n2")]).world().digest());
}

#[test]
fn what_a_branch_shares_is_not_changed_behind_its_back() {
    let mut run = ended(&[]);
    run.seek_time(600 * MS);
    run.act("crash n1").expect("it can be done");
    let mut again = restored(&run);
    // Nothing was visited in this run yet, but branch 1 shares what branch 0 does at 300 ms.
    again.seek_time(300 * MS);
    again.act("crash n2").expect("it can be done");
    assert_eq!(again.moment().timeline, 2);
    let live = ends(&mut again);
    assert_eq!(live, ends(&mut restored(&again)));
    assert_eq!(live[..2], ends(&mut run)[..]);
    // Nor does a branch get actions from before it began.
    let mut third = restored(&run);
    third.switch_to(1);
    third.seek_time(100 * MS);
    third.act("crash n0").expect("it can be done");
    assert_eq!(third.moment().timeline, 2);
    restored(&third);
}

#[test]
fn without_leaves_one_action_out() {
    let actions =
        [("100ms", "crash n1"), ("300ms", "loss 10%"), ("300ms", "crash n2"), ("500ms", "restart n1")];
    let mut run = ended(&actions);
    assert_eq!(run.without(1), Ok(1));
    assert_eq!(run.moment().timeline, 1);
    let left = [actions[0], actions[2], actions[3]];
    assert_eq!(ends(&mut run)[1], ended(&left).world().digest());
    assert_eq!(ends(&mut run), ends(&mut restored(&run)));
    assert_eq!(run.without(9), Err(RunError::NoSuchAction(9)));
    assert_eq!(ended(&[("0s", "crash n1")]).without(0), Err(RunError::NoSuchMoment));
}

#[test]
fn switching_stays_at_the_same_time() {
    let mut run = ended(&[]);
    run.seek_time(200 * MS);
    run.act("crash n1").expect("it can be done");
    run.seek_time(500 * MS);
    let on_new = state(run.world());
    run.switch_to(0);
    assert_eq!((run.moment().timeline, run.moment().at), (0, 500 * MS));
    assert!(run.world().places()[1].up);
    run.switch_to(7);
    assert_eq!(run.moment().timeline, 0, "there is no such branch");
    run.switch_to(1);
    assert_eq!(state(run.world()), on_new);
}

#[test]
fn actions_are_taken_in_order_of_time() {
    let mut run = open(scenario(&[]));
    run.seek_time(100 * MS);
    let timed = |at, action: &str| Timed { at, action: action.into() };
    let some = alloc::vec![timed(300 * MS, "restart n1"), timed(200 * MS, "crash n1"), timed(0, "loss 1%")];
    run.act_all(some).expect("it can be done");
    let wanted = [("100ms", "loss 1%"), ("200ms", "crash n1"), ("300ms", "restart n1")];
    assert_eq!(ends(&mut run), [ended(&wanted).world().digest()]);
    restored(&run);
}

#[test]
fn there_are_only_so_many() {
    let mut run = ended(&[]);
    for _ in 1..Scenario::MAX_TIMELINES {
        run.switch_to(0);
        run.seek_time(500 * MS);
        run.act("burst n0 1").expect("there is room");
    }
    run.switch_to(0);
    run.seek_time(500 * MS);
    let before = run.scenario().clone();
    assert_eq!(run.act("burst n0 1"), Err(RunError::TooManyBranches));
    let many = alloc::vec![Timed { at: SECOND, action: "burst n0 1".into() }; Scenario::MAX_ACTIONS];
    run.switch_to(3);
    run.seek_time(SECOND);
    assert_eq!(run.act_all(many), Err(RunError::TooManyActions));
    assert_eq!(*run.scenario(), before);
}

#[derive(Clone, Debug)]
enum Deed {
    Seek(u64),
    Act(&'static str),
    Switch(usize),
    Without(usize),
    Ahead(u64),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let actions =
        ["crash n1", "restart n1", "loss 10%", "hold {n0} -> {n1}", "release", "burst n2 3", "flap n0 9ms 2"];
    let deed = prop_oneof![
        3 => (0..=100u64).prop_map(|part| Deed::Seek(part * 10 * MS)),
        4 => proptest::sample::select(actions.to_vec()).prop_map(Deed::Act),
        2 => (0..6usize).prop_map(Deed::Switch),
        1 => (0..4usize).prop_map(Deed::Without),
        1 => (0..2_000u64).prop_map(Deed::Ahead),
    ];
    proptest::collection::vec(deed, 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whatever was done, the scenario says it all: opened anew, every branch ends the same, has the
    /// same overview, and moments have the same state.
    #[test]
    fn a_scenario_restores_what_was_done(deeds in deeds(), budget in prop_oneof![Just(Run::<Echoes>::DEFAULT_BUDGET), 0usize..500_000]) {
        let mut run = Run::<Echoes>::with_budget(scenario(&[("250ms", "duplicate 10%")]), budget).expect("it fits");
        for deed in deeds {
            match deed {
                Deed::Seek(time) => run.seek_time(time),
                Deed::Act(action) => _ = run.act(action),
                Deed::Switch(branch) => run.switch_to(branch),
                Deed::Without(action) => _ = run.without(action),
                Deed::Ahead(steps) => _ = run.run_ahead(steps),
            }
        }
        let mut again = restored(&run);
        prop_assert_eq!(ends(&mut run), ends(&mut again));
        again.seek(run.moment());
        prop_assert_eq!(state(run.world()), state(again.world()));
        for (one, other) in run.branches().iter().zip(again.branches()) {
            prop_assert_eq!(&one.actions, &other.actions);
            prop_assert_eq!(one.overview.len(), other.overview.len());
            for bin in 0..one.overview.len() {
                prop_assert_eq!(one.overview.in_bin(bin), other.overview.in_bin(bin));
                prop_assert_eq!(one.overview.sample(bin), other.overview.sample(bin));
            }
            prop_assert_eq!(one.overview.landmarks(), other.overview.landmarks());
        }
        let branch = run.moment().timeline as usize;
        for time in (0..=10).map(|part| part * 100 * MS) {
            let (one, other) = (run.world_at(branch, time), again.world_at(branch, time));
            prop_assert_eq!(one.map(|world| state(&world)), other.map(|world| state(&world)));
        }
        prop_assert_eq!(run.records(0, SECOND).to_vec(), again.records(0, SECOND).to_vec());
    }
}

#[test]
fn a_branch_gets_no_action_from_before_it_began() {
    let mut run = ended(&[("500ms", "crash n1")]);
    assert_eq!(run.without(0), Ok(1));
    let mut again = restored(&run);
    again.switch_to(1);
    again.seek_time(100 * MS);
    again.act("crash n2").expect("it can be done");
    assert_eq!((again.moment().timeline, again.branches()[2].parent), (2, 1));
    assert_eq!(ends(&mut again), ends(&mut restored(&again)));
}
