use super::EXPLAINED;
use crate::text::vocabulary::tests;
use snowglobe_core::scenario::{Scenario, Settings};
use snowglobe_core::sim::SECOND;
use snowglobe_core::systems;

/// With every fact: whether the history is linearizable is only said where there is one version of a key.
fn scenario() -> Scenario {
    let mut settings = Settings::defaults(systems::parameters("kv").expect("a system"));
    settings.set_named("resolution", "last_writer_wins").expect("it fits");
    Scenario { settings: settings.differences(), ..Scenario::new("kv", 1) }
}

#[test]
fn every_parameter_and_choice_is_explained() {
    tests::every_parameter_and_choice_is_explained("kv", EXPLAINED);
}

#[test]
fn every_action_is_explained() {
    tests::every_action_is_explained(scenario(), EXPLAINED);
}

#[test]
fn every_fact_has_words_and_no_more() {
    tests::every_fact_has_words_and_no_more(scenario(), 10 * SECOND, EXPLAINED);
}
