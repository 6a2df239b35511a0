use super::{CACHE, FACTS};
use crate::text::Text;
use crate::text::vocabulary::Named;
use snowglobe_core::scenario::{Range, Scenario};
use snowglobe_core::sim::SECOND;
use snowglobe_core::systems;

fn globe() -> Box<dyn snowglobe_core::sim::Globe> {
    let mut scenario = Scenario::new("cache", 1);
    let timed = |at, action: &str| snowglobe_core::scenario::Timed { at, action: action.to_owned() };
    scenario.timelines[0].actions = vec![timed(SECOND, "leave s1")];
    systems::open(scenario).expect("a cache")
}

fn explained(named: Option<&Named>, what: &str) {
    both(named.map(|named| named.name), what);
    both(named.map(|named| named.help), what);
}

fn both(text: Option<Text>, what: &str) {
    let text = text.unwrap_or_else(|| panic!("no words for {what}"));
    assert!(text.ko.chars().any(|c| c > '\u{7f}') || text.ko == text.en, "no Korean for {what}");
    assert!(text.en.is_ascii() && !text.en.is_empty(), "no English for {what}");
}

#[test]
fn every_parameter_and_choice_is_explained() {
    for parameter in systems::parameters("cache").expect("the cache") {
        explained(CACHE.parameter(parameter.name), parameter.name);
        if let Range::Choice(names) = parameter.range {
            for name in names {
                explained(CACHE.choice(parameter.name, name), name);
            }
        }
    }
}

#[test]
fn every_action_is_explained() {
    let examples = globe().action_examples();
    assert!(examples.len() > 10);
    for example in examples {
        explained(CACHE.action(example), example);
    }
}

#[test]
fn every_fact_has_words_and_no_more() {
    let mut globe = globe();
    globe.run_ahead(u64::MAX);
    let facts: Vec<&str> = globe.facts_at(0, 2 * SECOND).iter().map(|fact| fact.name).collect();
    for name in &facts {
        both(CACHE.fact(name), name);
    }
    for (name, _) in FACTS {
        assert!(facts.contains(name), "words for a fact that is not there: {name}");
    }
}
