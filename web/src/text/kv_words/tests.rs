use super::EXPLAINED;
use crate::text::vocabulary::tests;
use snowglobe_core::scenario::Scenario;
use snowglobe_core::sim::SECOND;

fn scenario() -> Scenario {
    Scenario::new("kv", 1)
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
