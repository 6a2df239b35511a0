use super::EXPLAINED;
use crate::text::vocabulary::tests;
use snowglobe_core::scenario::{Scenario, Settings};
use snowglobe_core::sim::SECOND;
use snowglobe_core::systems;

/// Both trees, so that something is told of each.
fn scenario() -> Scenario {
    let mut settings = Settings::defaults(systems::parameters("storage").expect("a system"));
    settings.set_named("compare", "with_btree").expect("it fits");
    Scenario { settings: settings.differences(), ..Scenario::new("storage", 1) }
}

#[test]
fn every_parameter_and_choice_is_explained() {
    tests::every_parameter_and_choice_is_explained("storage", EXPLAINED);
}

#[test]
fn every_action_is_explained() {
    tests::every_action_is_explained(scenario(), EXPLAINED);
}

#[test]
fn every_fact_has_words_and_no_more() {
    tests::every_fact_has_words_and_no_more(scenario(), 10 * SECOND, EXPLAINED);
}
