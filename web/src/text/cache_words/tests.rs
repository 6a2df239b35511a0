use super::EXPLAINED;
use crate::text::vocabulary::tests;
use snowglobe_core::scenario::{Scenario, Timed};
use snowglobe_core::sim::SECOND;

fn scenario() -> Scenario {
    let mut scenario = Scenario::new("cache", 1);
    scenario.timelines[0].actions = vec![Timed { at: SECOND, action: "leave s1".to_owned() }];
    scenario
}

#[test]
fn every_parameter_and_choice_is_explained() {
    tests::every_parameter_and_choice_is_explained("cache", EXPLAINED);
}

#[test]
fn every_action_is_explained() {
    tests::every_action_is_explained(scenario(), EXPLAINED);
}

#[test]
fn every_fact_has_words_and_no_more() {
    tests::every_fact_has_words_and_no_more(scenario(), 2 * SECOND, EXPLAINED);
}
