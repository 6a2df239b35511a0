use crate::scenario::{Scenario, ScenarioError, Settings, Timed, Timeline};
use crate::sim::Nanos;
use crate::systems::cache::{PARAMETERS, index};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use proptest::prelude::*;

pub(super) fn timed(at: Nanos, action: &str) -> Timed {
    Timed { at, action: action.to_string() }
}

pub(super) fn timeline(parent: u32, fork_at: Nanos, actions: Vec<Timed>) -> Timeline {
    Timeline { parent, fork_at, actions }
}

/// Values that fit the cache's parameters, written as links have them.
fn settings() -> impl Strategy<Value = Vec<(u8, u64)>> {
    let values: Vec<_> = PARAMETERS.iter().map(|_| any::<Option<u64>>()).collect();
    values.prop_map(|values| {
        let mut settings = Settings::defaults(PARAMETERS);
        for (index, value) in values.into_iter().enumerate() {
            // Whatever is not admitted leaves the default.
            let _ = value.map(|value| settings.set(index, value % 1_001));
        }
        settings.differences()
    })
}

/// Scenarios of the right shape; the actions are words and need make no sense.
pub(super) fn scenario() -> impl Strategy<Value = Scenario> {
    let action = (any::<u32>(), "[a-z]{1,8}( [a-z0-9%{}|>.-]{1,9}){0,4}");
    let own = (any::<prop::sample::Index>(), any::<u32>(), proptest::collection::vec(action, 0..5));
    (settings(), any::<u64>(), proptest::collection::vec(own, 1..6)).prop_map(|(settings, seed, own)| {
        let timelines = own.into_iter().enumerate().map(|(index, (parent, fork_at, actions))| {
            let fork_at = if index == 0 { 0 } else { u64::from(fork_at) };
            let mut actions: Vec<Timed> =
                actions.iter().map(|(after, text)| timed(fork_at + u64::from(*after), text)).collect();
            actions.sort_by_key(|timed| timed.at);
            let parent = if index == 0 { 0 } else { parent.index(index) as u32 };
            timeline(parent, fork_at, actions)
        });
        Scenario { system: String::from("cache"), settings, seed, timelines: timelines.collect() }
    })
}

proptest! {
    #[test]
    fn what_the_generator_makes_has_the_right_shape(scenario in scenario()) {
        prop_assert_eq!(scenario.check(), Ok(()));
        let settings = Settings::from_differences(PARAMETERS, &scenario.settings).expect("they fit");
        prop_assert_eq!(settings.differences(), scenario.settings.clone());
        for timeline in 0..scenario.timelines.len() {
            prop_assert!(scenario.actions_of(timeline).is_sorted_by_key(|timed| timed.at));
        }
    }

    #[test]
    fn values_are_written_and_read_back(value: u64, which in 0..PARAMETERS.len()) {
        let parameter = PARAMETERS[which];
        let value = value % 1_001;
        if parameter.admits(value) {
            prop_assert_eq!(parameter.read(&parameter.show(value)), Some(value));
        }
    }
}

#[test]
fn misshapen_scenarios_are_refused() {
    let with = |timelines: Vec<Timeline>| Scenario { timelines, ..Scenario::new("cache", 1) }.check();
    let root = || timeline(0, 0, Vec::new());
    assert_eq!(with(Vec::new()), Err(ScenarioError::TooManyTimelines { count: 0 }));
    assert_eq!(with(alloc::vec![root(); 33]), Err(ScenarioError::TooManyTimelines { count: 33 }));
    assert_eq!(with(alloc::vec![root(); 32]), Ok(()));
    let many = |count| timeline(0, 0, alloc::vec![timed(1, "heal"); count]);
    assert_eq!(with(alloc::vec![many(1_000)]), Ok(()));
    assert_eq!(with(alloc::vec![many(600), many(401)]), Err(ScenarioError::TooManyActions { count: 1_001 }));
    let bad = |index| Err(ScenarioError::BadTimeline { index });
    assert_eq!(with(alloc::vec![timeline(1, 0, Vec::new()), root()]), bad(0), "a root has no parent");
    assert_eq!(with(alloc::vec![root(), timeline(1, 0, Vec::new())]), bad(1), "nobody is its own parent");
    assert_eq!(with(alloc::vec![root(), timeline(7, 0, Vec::new())]), bad(1));
    let backwards = alloc::vec![timed(2, "heal"), timed(1, "heal")];
    assert_eq!(with(alloc::vec![timeline(0, 0, backwards)]), bad(0));
    assert_eq!(with(alloc::vec![root(), timeline(0, 5, alloc::vec![timed(4, "heal")])]), bad(1));
}

#[test]
fn a_branch_inherits_up_to_its_fork() {
    let mut scenario = Scenario::new("cache", 1);
    scenario.timelines = alloc::vec![
        timeline(0, 0, alloc::vec![timed(1, "a"), timed(5, "b"), timed(9, "c")]),
        timeline(0, 5, alloc::vec![timed(6, "d")]),
        timeline(1, 3, alloc::vec![timed(3, "e")]),
    ];
    let actions =
        |index| -> String { scenario.actions_of(index).iter().map(|timed| timed.action.as_str()).collect() };
    assert_eq!((actions(0), actions(1), actions(2)), ("abc".into(), "abd".into(), "ae".into()));
    assert!(scenario.actions_of(3).is_empty());
}

#[test]
fn settings_out_of_range_say_what_would_be_right() {
    let mut settings = Settings::defaults(PARAMETERS);
    let said = |result: Result<(), ScenarioError>| result.expect_err("out of range").to_string();
    assert_eq!(
        said(settings.set_named("servers", "0")),
        "servers cannot be \"0\": it lies between 1 and 100"
    );
    assert_eq!(
        said(settings.set_named("latency", "soon")),
        "latency cannot be \"soon\": it lies between 1us and 1s"
    );
    assert!(said(settings.set_named("placement", "best")).contains("choose one of modulo, ring"));
    assert_eq!(said(settings.set_named("colour", "1")), "there is no setting \"colour\"");
    assert_eq!(said(settings.set(200, 1)), "there is no setting \"200\"");
    assert_eq!(said(settings.set(index::KEYS, u64::MAX)).split(':').count(), 2);
    assert!(settings.differences().is_empty());
}
