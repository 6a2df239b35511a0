use super::*;
use snowglobe_core::scenario::{Range, Scenario};
use snowglobe_core::sim::SECOND;
use snowglobe_core::systems;

fn globe() -> Box<dyn snowglobe_core::sim::Globe> {
    let mut scenario = Scenario::new("cache", 1);
    let timed = |at, action: &str| snowglobe_core::scenario::Timed { at, action: action.to_owned() };
    scenario.timelines[0].actions = vec![timed(SECOND, "leave s1")];
    systems::open(scenario).expect("a cache")
}

fn both(text: Option<Text>, what: &str) {
    let text = text.unwrap_or_else(|| panic!("no words for {what}"));
    assert!(text.ko.chars().any(|c| c > '\u{7f}') || text.ko == text.en, "no Korean for {what}");
    assert!(text.en.is_ascii() && !text.en.is_empty(), "no English for {what}");
}

#[test]
fn every_parameter_and_choice_has_words() {
    for parameter in systems::parameters("cache").expect("the cache") {
        both(super::parameter(parameter.name), parameter.name);
        both(parameter_help(parameter.name), parameter.name);
        if let Range::Choice(names) = parameter.range {
            for name in names {
                both(choice(parameter.name, name), name);
            }
        }
    }
}

#[test]
fn every_scheme_and_hash_is_explained() {
    for name in snowglobe_core::ring::Scheme::NAMES {
        both(scheme_help(name), name);
    }
    for name in snowglobe_core::hash::HashFunction::NAMES {
        both(hash_help(name), name);
    }
}

#[test]
fn every_action_has_words() {
    let examples = globe().action_examples();
    assert!(examples.len() > 10);
    for example in examples {
        both(action(example), example);
        both(action_help(example), example);
    }
}

#[test]
fn every_series_and_fact_has_words_and_no_more() {
    let mut globe = globe();
    for name in globe.series() {
        both(series(name), name);
    }
    globe.run_ahead(u64::MAX);
    let facts: Vec<&str> = globe.facts_at(0, 2 * SECOND).iter().map(|fact| fact.name).collect();
    for name in &facts {
        both(fact(name), name);
    }
    for (name, _) in FACTS {
        assert!(facts.contains(name), "words for a fact that is not there: {name}");
    }
}
