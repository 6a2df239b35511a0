use super::*;
use crate::check::{Promise, Verdict};
use crate::scenario::{Scenario, Settings, Timed};
use crate::sim::{Run, SECOND, Verb};
use crate::systems::kv::{Kv, PARAMETERS, history};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

fn scenario(settings: &[(&str, &str)]) -> Scenario {
    let mut all = Settings::defaults(PARAMETERS);
    for (name, value) in settings {
        all.set_named(name, value).expect("a setting");
    }
    Scenario { settings: all.differences(), ..Scenario::new("kv", 0) }
}

/// The first thing found, looking so many steps at a time.
fn search(scenario: Scenario, promise: Promise, seeds: Seeds, budget: u64) -> Option<Counterexample> {
    let mut search = Search::<Kv, _>::new(scenario, promise, seeds).expect("such a run");
    loop {
        match search.step(budget) {
            Progress::Found(found) => return Some(found),
            Progress::Ended => return None,
            Progress::Looking { .. } | Progress::Shrinking { .. } => {}
        }
    }
}

fn broken(scenario: &Scenario, promise: Promise) -> Option<u64> {
    let mut run = Run::<Kv>::new(scenario.clone()).expect("such a run");
    run.seek_time(run.horizon());
    let healed = scenario.timelines[0].actions.last().map_or(0, |timed| timed.at);
    promise.broken(run.world(), healed)
}

fn careless() -> Scenario {
    scenario(&[("r", "1"), ("w", "1"), ("resolution", "last_writer_wins"), ("duration", "10s")])
}

#[test]
fn a_careless_cluster_is_caught_and_the_story_is_small() {
    let found = search(careless(), Promise::Linearizable, (0..100).into(), 100_000).expect("a stale read");
    assert_eq!(broken(&found.scenario, Promise::Linearizable), Some(found.at));
    assert!(broken(&found.first, Promise::Linearizable).is_some());
    let actions = &found.scenario.timelines[0].actions;
    assert!(actions.len() <= 2, "{found:?}");
    for at in 0..actions.len() {
        let mut less = found.scenario.clone();
        less.timelines[0].actions.remove(at);
        assert_eq!(broken(&less, Promise::Linearizable), None, "without action {at} of {found:?}");
    }
    let settings = |scenario: &Scenario, name| {
        let at = PARAMETERS.iter().position(|parameter| parameter.name == name).expect("a parameter");
        Settings::from_differences(PARAMETERS, &scenario.settings).expect("settings").at(at)
    };
    let size = |scenario: &Scenario| settings(scenario, "keys") * settings(scenario, "clients");
    assert!(size(&found.scenario) < size(&found.first), "{found:?}");
    assert!(settings(&found.scenario, "duration") < 10 * SECOND);
    for name in ["r", "w", "resolution", "n"] {
        assert_eq!(
            settings(&found.scenario, name),
            settings(&found.first, name),
            "{name} is what it is about"
        );
    }
}

#[test]
fn what_needs_a_fault_keeps_it() {
    // One client that asks the one node there is: only its loss of memory can break anything.
    let mut settings = Vec::from([("nodes", "1"), ("n", "1"), ("r", "1"), ("w", "1"), ("clients", "1")]);
    settings.extend([("resolution", "atomic_register"), ("sync_every", "0"), ("duration", "10s")]);
    let found = search(scenario(&settings), Promise::ReadYourWrites, (0..200).into(), 100_000);
    let found = found.expect("a write that was not synced");
    let actions: Vec<&str> =
        found.scenario.timelines[0].actions.iter().map(|timed| timed.action.as_str()).collect();
    assert_eq!(actions, ["crash n0", "restart n0"]);
}

#[test]
fn a_careful_cluster_is_not_caught() {
    let careful =
        [("resolution", "atomic_register"), ("r", "2"), ("w", "2"), ("keys", "2"), ("duration", "8s")];
    let found = search(scenario(&careful), Promise::Linearizable, (0..200).into(), 100_000);
    assert_eq!(found, None);
}

#[test]
fn the_budget_changes_nothing_and_parts_are_the_whole() {
    let whole = search(careless(), Promise::Linearizable, (0..100).into(), u64::MAX);
    assert!(whole.is_some());
    assert_eq!(search(careless(), Promise::Linearizable, (0..100).into(), 777), whole);
    let seeds = |mut seeds: Seeds| core::iter::from_fn(move || seeds.take()).collect::<Vec<u64>>();
    let mut parts: Vec<u64> = (0..3).flat_map(|part| seeds(Seeds::from(5..25).part(part, 3))).collect();
    assert_eq!(parts[..3], [5, 8, 11]);
    parts.sort_unstable();
    assert_eq!(parts, (5..25).collect::<Vec<u64>>());
}

#[test]
fn faults_are_in_order_and_over_in_time() {
    let servers: Vec<String> = (0..4).map(|at| alloc::format!("n{at}")).collect();
    for seed in 0..500 {
        let actions = faults(seed, &servers[..1 + seed as usize % 4], 10 * SECOND);
        assert!(!actions.is_empty() && actions.len() <= 10 && actions.len().is_multiple_of(2));
        assert!(actions.windows(2).all(|two| two[0].at <= two[1].at));
        assert!(actions.iter().all(|timed| timed.at <= 8 * SECOND));
        for timed in &actions {
            let verb = Verb::parse(&timed.action).expect("a verb").expect("a verb");
            assert_eq!(verb.to_string(), timed.action);
        }
    }
    assert_eq!(faults(1, &[], SECOND), []);
    assert_eq!(faults(1, &servers, 1), []);
}

#[test]
fn what_is_promised_of_the_end_is_not_held_against_a_cut_that_stays() {
    let mut cut = scenario(&[("r", "1"), ("w", "1"), ("reads", "100"), ("keys", "1"), ("duration", "10s")]);
    let timed = |at, action: &str| Timed { at, action: action.to_string() };
    // Some will ask a node beyond the cut. A value that is written twice tells nothing.
    let tries = |from, value: &'static str, client: &'static str| {
        (0..6).map(move |at| {
            timed(from + at * SECOND / 20, &alloc::format!("put key-0 {value}{at} at {client}"))
        })
    };
    let actions = &mut cut.timelines[0].actions;
    actions.extend(tries(SECOND, "milk", "c0"));
    actions.push(timed(2 * SECOND, "partition {c0 n0 n1} | {c1 n2 n3 n4}"));
    actions.extend(tries(3 * SECOND, "tea", "c1"));
    let mut run = Run::<Kv>::new(cut.clone()).expect("such a run");
    run.seek_time(run.horizon());
    let verdict = Promise::Convergence.judge(&history(run.world()), 4 * SECOND, &0);
    assert!(matches!(verdict, Verdict::Broken(_)), "the two sides differ to the end: {verdict:?}");
    assert_eq!(broken(&cut, Promise::Convergence), None);
    assert_eq!(broken(&cut, Promise::NoLostWrite), None);
    assert!(broken(&cut, Promise::Linearizable).is_some(), "that is promised at any time");
}
