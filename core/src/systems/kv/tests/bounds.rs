use crate::scenario::{Range, Scenario, Timed};
use crate::sim::{Run, SECOND, System};
use crate::systems::kv::{Kv, PARAMETERS, index};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use proptest::prelude::*;

/// A value of a parameter: the ends of its range, what is usual, or anything between.
fn setting(at: usize) -> impl Strategy<Value = (u8, u64)> {
    let parameter = PARAMETERS[at];
    let (low, high) = match parameter.range {
        Range::Choice(names) => (0, names.len() as u64 - 1),
        Range::Count(low, high)
        | Range::Percent(low, high)
        | Range::Time(low, high)
        | Range::Thousandths(low, high) => (low, high),
    };
    // A run is to be short.
    let (low, high) = match at {
        index::NODES => (1, 12),
        index::RATE => (1, 500),
        index::GOSSIP_PERIOD => (200_000_000, high),
        index::REPAIR_PERIOD => (low, SECOND),
        index::DURATION => (SECOND, 3 * SECOND),
        _ => (low, high),
    };
    prop_oneof![Just(low), Just(high), Just(parameter.default.clamp(low, high)), low..=high]
        .prop_map(move |value| (at as u8, value))
}

fn action() -> impl Strategy<Value = String> {
    let name = || {
        prop_oneof![(0..14_u32).prop_map(|at| format!("n{at}")), (0..4_u32).prop_map(|at| format!("c{at}"))]
    };
    let word = || "[!-~가-힣]{1,9}";
    prop_oneof![
        name().prop_map(|name| format!("crash {name}")),
        name().prop_map(|name| format!("restart {name}")),
        (name(), 1..4_u32, 0..3_u32)
            .prop_map(|(name, weight, at)| format!("join {name} weight {weight} in {at}")),
        name().prop_map(|name| format!("leave {name}")),
        name().prop_map(|name| format!("lose {name}")),
        name().prop_map(|name| format!("replace {name}")),
        (name(), 0..40_u32).prop_map(|(name, changes)| format!("wear {name} {changes}")),
        (name(), name()).prop_map(|(one, other)| format!("partition {{{one}}} | {{{other}}}")),
        (name(), -90_000..90_000_i64).prop_map(|(name, by)| format!("skew {name} {by}ms")),
        (0..100_u32).prop_map(|share| format!("loss {share}%")),
        (0..100_u32).prop_map(|share| format!("duplicate {share}%")),
        Just(String::from("heal")),
        (word(), word(), name()).prop_map(|(key, value, name)| format!("put {key} {value} at {name}")),
        (word(), name()).prop_map(|(key, name)| format!("get {key} at {name}")),
        (0..30_u32).prop_map(|key| format!("delete {key}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_makes_it_panic(
        seed: u64,
        settings in (0..PARAMETERS.len()).map(setting).collect::<Vec<_>>(),
        usual in proptest::collection::vec(any::<bool>(), PARAMETERS.len()),
        actions in proptest::collection::vec((0..3 * SECOND, action()), 0..25),
    ) {
        let mut scenario = Scenario::new("kv", seed);
        let kept = settings.into_iter().zip(usual).filter(|(_, usual)| !usual);
        scenario.settings = kept.map(|(setting, _)| setting).collect();
        let mut actions: Vec<Timed> = actions.into_iter().map(|(at, action)| Timed { at, action }).collect();
        actions.sort_by_key(|timed| timed.at);
        scenario.timelines[0].actions = actions;
        let Ok(mut run) = Run::<Kv>::new(scenario) else { return Ok(()) };
        run.seek_step(20_000);
        let first = run.world().digest();
        let facts = Kv::facts(run.world());
        prop_assert!(facts.len() > 30);
        run.seek_step(5_000);
        run.seek_step(20_000);
        prop_assert_eq!(run.world().digest(), first);
    }
}
