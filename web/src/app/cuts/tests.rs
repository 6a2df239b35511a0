use super::holding;
use snowglobe_core::scenario::{Scenario, Timed};
use snowglobe_core::sim::{Globe, SECOND};
use snowglobe_core::systems;

/// What holds at a time, since how many seconds.
fn at(globe: &mut dyn Globe, seconds: u64) -> Vec<(u64, String)> {
    globe.seek_time(seconds * SECOND);
    holding(globe).into_iter().map(|held| (held.since / SECOND, held.action)).collect()
}

#[test]
fn cuts_add_up_until_they_are_healed() {
    let mut scenario = Scenario::new("kv", 7);
    let actions = [
        (2, "partition {n0} | {n1}"),
        (4, "partition {n1 n0} -> {c0}"),
        (5, "partition  {n0} | {n1}"),
        (6, "heal"),
        (8, "partition {n2 n1} | {n0}"),
        (8, "partition {n2} | {gone}"),
        (10, "partition {n0} | {n1}"),
    ];
    let timed = actions.map(|(at, action)| Timed { at: at * SECOND, action: action.to_owned() });
    scenario.timelines[0].actions = timed.to_vec();
    let mut globe = systems::open(scenario).expect("it can be run");
    let globe = &mut *globe;
    let [first, second] = [(2, actions[0].1.to_owned()), (4, actions[1].1.to_owned())];
    assert_eq!(at(globe, 1), []);
    assert_eq!(at(globe, 3), std::slice::from_ref(&first));
    assert_eq!(at(globe, 5), [first, second], "said twice it holds once, since the first time");
    assert_eq!(at(globe, 6), [], "as soon as it is healed");
    assert_eq!(at(globe, 9), [(8, actions[4].1.to_owned())], "what named nobody cut nothing");
    let again = at(globe, 11).into_iter().map(|(since, _)| since).collect::<Vec<_>>();
    assert_eq!(again, [8, 10], "since it was cut again");
    assert_eq!(at(globe, 3).len(), 1, "and backwards");
}

/// Step by step there are moments at which an action of the same nanosecond is still to come.
#[test]
fn whatever_the_world_has_cut_is_told() {
    let mut scenario = Scenario::new("kv", 7);
    let timed = [(2, "partition {n0} | {n1}"), (3, "heal"), (4, "partition {n1} -> {n0}")];
    let timed = timed.map(|(at, action)| Timed { at: at * SECOND, action: action.to_owned() });
    scenario.timelines[0].actions = timed.to_vec();
    let mut globe = systems::open(scenario).expect("it can be run");
    globe.seek_time(5 * SECOND);
    let last = globe.moment().step;
    let mut held = 0;
    for step in 0..=last {
        globe.seek_step(step);
        assert_eq!(globe.cuts().is_empty(), holding(&*globe).is_empty(), "step {step}");
        held += usize::from(!globe.cuts().is_empty());
    }
    assert!(held > 10, "{held}");
}
