use super::EXPLAINED;
use crate::text::vocabulary::tests;
use snowglobe_core::scenario::{Scenario, Settings};
use snowglobe_core::sim::SECOND;
use snowglobe_core::systems;

/// As many users as there can be, some of whom are refused.
fn scenario() -> Scenario {
    let mut settings = Settings::defaults(systems::parameters("gateway").expect("a system"));
    for (name, value) in [("clients", "20"), ("rate", "400")] {
        settings.set_named(name, value).expect("it fits");
    }
    Scenario { settings: settings.differences(), ..Scenario::new("gateway", 1) }
}

#[test]
fn every_parameter_and_choice_is_explained() {
    tests::every_parameter_and_choice_is_explained("gateway", EXPLAINED);
}

#[test]
fn every_action_is_explained() {
    tests::every_action_is_explained(scenario(), EXPLAINED);
}

#[test]
fn every_fact_has_words_and_no_more() {
    tests::every_fact_has_words_and_no_more(scenario(), 10 * SECOND, EXPLAINED);
}
