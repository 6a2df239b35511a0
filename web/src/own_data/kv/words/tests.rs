use super::*;
use crate::own_data::kv::report::Report;
use crate::own_data::kv::samples;
use crate::own_data::kv::search::{self, Refusal, settings_of};
use crate::text::Language;
use crate::text::promises;
use snowglobe_core::check::{Fault, Promise, read};
use std::collections::BTreeSet;

const LANGUAGES: [Language; 2] = [Language::Korean, Language::English];

fn is_hangul(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

#[test]
fn every_fault_has_a_sentence_of_its_own() {
    for language in LANGUAGES {
        let said: BTreeSet<String> =
            Fault::ALL.iter().map(|fault| faults::fault(language, 7, *fault)).collect();
        assert_eq!(said.len(), Fault::ALL.len());
        for sentence in &said {
            assert_eq!(is_hangul(sentence), language == Language::Korean, "{sentence}");
            assert!(sentence.ends_with('.'), "{sentence}");
        }
        assert_eq!(said.iter().filter(|sentence| sentence.contains('7')).count(), said.len() - 1);
    }
}

#[test]
fn every_promise_has_its_words() {
    for language in LANGUAGES {
        let names: BTreeSet<&str> =
            Promise::ALL.iter().map(|(_, it)| promises::name(*it).of(language)).collect();
        let about: BTreeSet<&str> =
            Promise::ALL.iter().map(|(_, it)| promises::about(*it).of(language)).collect();
        assert_eq!((names.len(), about.len()), (Promise::ALL.len(), Promise::ALL.len()));
    }
}

#[test]
fn the_verdict_is_a_sentence() {
    let report = |text| Report::of(&read(text).expect("a history"));
    let english = |text| sentences::headline(Language::English, &report(text));
    assert_eq!(english(samples::GOOD), "The history is linearizable.");
    assert_eq!(english(samples::STALE), "The history is not linearizable: no order explains lines 6 to 13.");
    let korean = sentences::headline(Language::Korean, &report(samples::UNKNOWN));
    assert!(korean.starts_with("선형성이 깨진 이력이다. ‘cart’ 키의 "), "{korean}");
    assert_eq!(
        sentences::contents(Language::English, &report(samples::GOOD)),
        "Operations: 8, keys: 2, processes: 3. Failed: 1; of unknown end: 0."
    );
}

#[test]
fn settings_and_refusals_are_told() {
    let told = stories::settings(Language::Korean, &search::samples::loose());
    assert_eq!(told[..2], ["R: 1", "W: 1"]);
    assert!(told[2].starts_with("충돌 해결: ") && is_hangul(&told[2]["충돌 해결: ".len()..]), "{told:?}");
    assert_eq!(told[3].split(": ").nth(1), Some("10s"));
    for text in ["hello", "1.abc", "9.abc", "1.가"] {
        let Err(refusal) = settings_of(text) else { panic!("{text} is no link") };
        assert!(is_hangul(&stories::refusal(Language::Korean, &refusal)), "{text}");
        assert!(!is_hangul(&stories::refusal(Language::English, &refusal).replace('가', "")), "{text}");
    }
    assert!(is_hangul(&stories::refusal(Language::Korean, &Refusal::Siblings)));
}
