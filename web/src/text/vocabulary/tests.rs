//! What the words of every system must hold to: nothing that the core can say is without a name.

use super::{Explained, Named, Text};
use snowglobe_core::scenario::{Range, Scenario};
use snowglobe_core::sim::Nanos;
use snowglobe_core::systems;

fn explained(named: Option<&Named>, what: &str) {
    both(named.map(|named| named.name), what);
    both(named.map(|named| named.help), what);
}

fn both(text: Option<Text>, what: &str) {
    let text = text.unwrap_or_else(|| panic!("no words for {what}"));
    assert!(text.ko.chars().any(|c| c > '\u{7f}') || text.ko == text.en, "no Korean for {what}");
    assert!(text.en.is_ascii() && !text.en.is_empty(), "no English for {what}");
}

/// Every parameter of a system has a name, and every choice of every parameter.
pub(crate) fn every_parameter_and_choice_is_explained(system: &str, words: Explained) {
    let parameters = systems::parameters(system).expect("a system");
    for parameter in parameters {
        explained(words.parameter(parameter.name), parameter.name);
        if let Range::Choice(names) = parameter.range {
            for name in names {
                explained(words.choice(parameter.name, name), name);
            }
        }
    }
    for named in words.parameters {
        assert!(parameters.iter().any(|parameter| parameter.name == named.key), "no parameter {}", named.key);
    }
}

/// Every action that can be done has a name.
pub(crate) fn every_action_is_explained(scenario: Scenario, words: Explained) {
    let examples = systems::open(scenario).expect("a scenario").action_examples();
    assert!(examples.len() > 10);
    for example in examples {
        explained(words.action(example), example);
    }
}

/// Every fact of a moment has words, and there are words for no other: the moment must be one at which all
/// facts are known.
pub(crate) fn every_fact_has_words_and_no_more(scenario: Scenario, at: Nanos, words: Explained) {
    let mut globe = systems::open(scenario).expect("a scenario");
    globe.run_ahead(u64::MAX);
    let facts: Vec<&str> = globe.facts_at(0, at).iter().map(|fact| fact.name).collect();
    for name in &facts {
        both(words.fact(name), name);
    }
    for (name, _) in words.facts {
        assert!(facts.contains(name), "words for a fact that is not there: {name}");
    }
}
