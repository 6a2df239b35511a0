use crate::sim::{ActionError, Latency, Share, Verb};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use proptest::prelude::*;

fn name() -> impl Strategy<Value = String> {
    "[a-z0-9가-힣_.:-]{1,12}"
}

fn names() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(name(), 1..5)
}

fn share() -> impl Strategy<Value = Share> {
    (0u32..=1_000_000).prop_map(Share)
}

fn verb() -> impl Strategy<Value = Verb> {
    let one = prop_oneof![
        name().prop_map(Verb::Crash),
        name().prop_map(Verb::Restart),
        (name(), 1..u64::MAX, 1u32..=100).prop_map(|(name, phase, times)| Verb::Flap(name, phase, times)),
        (names(), names(), any::<bool>()).prop_map(|(a, b, both)| Verb::Partition(a, b, both)),
        Just(Verb::Heal),
        (names(), names()).prop_map(|(a, b)| Verb::Hold(a, b)),
        Just(Verb::Release),
    ];
    let other = prop_oneof![
        (name(), 1u32..=100_000).prop_map(|(name, percent)| Verb::Slow(name, percent)),
        (0u64..1_000_000_000).prop_map(|delay| Verb::Latency(Latency::Constant(delay))),
        share().prop_map(Verb::Loss),
        share().prop_map(Verb::Duplicate),
        (share(), any::<u64>()).prop_map(|(share, by)| Verb::Reorder(share, by)),
        (name(), -i64::MAX..=i64::MAX).prop_map(|(name, by)| Verb::Skew(name, by)),
        (name(), -500_000i32..=500_000).prop_map(|(name, ppm)| Verb::Drift(name, ppm)),
    ];
    prop_oneof![one, other]
}

proptest! {
    #[test]
    fn written_and_read_back(verb in verb()) {
        prop_assert_eq!(Verb::parse(&verb.to_string()), Ok(Some(verb)));
    }

    #[test]
    fn spaces_do_not_matter(verb in verb()) {
        let spaced = verb.to_string().replace(' ', " \t ");
        prop_assert_eq!(Verb::parse(&spaced), Ok(Some(verb)));
    }

    /// Broken texts are answered, not died of.
    #[test]
    fn anything_may_be_read(verb in verb(), at: proptest::sample::Index, with in any::<char>(), any in ".{0,60}") {
        let _ = Verb::parse(&any);
        let mut broken: Vec<char> = verb.to_string().chars().collect();
        let at = at.index(broken.len());
        broken[at] = with;
        let _ = Verb::parse(&broken.iter().collect::<String>());
        let _ = Verb::parse(&broken[..at].iter().collect::<String>());
    }
}

#[test]
fn every_example_is_understood() {
    for example in Verb::examples() {
        let verb = Verb::parse(example).expect("it is well formed").expect("it is a verb");
        assert_eq!(verb.to_string(), example);
    }
}

#[test]
fn malformed_verbs_say_the_right_form() {
    let malformed = [
        "crash",
        "crash a b",
        "crash {a}",
        "flap s1 0s 5",
        "flap s1 1s 0",
        "flap s1 1s 101",
        "flap s1 1 5",
        "partition {} | {s1}",
        "partition {a}",
        "partition {a | {b}",
        "heal all",
        "hold {a}",
        "hold a | b",
        "release s1",
        "slow s1 10",
        "slow s1 0x",
        "slow s1 0.001x",
        "slow s1 1001x",
        "latency fast",
        "loss 2",
        "loss 101%",
        "loss -1%",
        "duplicate 1.23456%",
        "reorder 10%",
        "skew s1 50",
        "skew s1 --5ms",
        "skew s1 18446744073s",
        "drift s1 100",
        "drift s1 600000ppm",
        "drift s1 1e3ppm",
        "crash a\u{0}b",
    ];
    for text in malformed {
        let Err(ActionError::Malformed { text: given, expected }) = Verb::parse(text) else {
            panic!("{text} was taken");
        };
        assert_eq!(given, text);
        assert!(Verb::parse(expected).is_ok_and(|verb| verb.is_some()), "{expected} is no right form");
    }
}

#[test]
fn other_words_are_left_to_the_system() {
    for text in ["", "join s4", "Crash s1", "crashs1", "파티션 {a} | {b}"] {
        assert_eq!(Verb::parse(text), Ok(None), "{text}");
    }
}

#[test]
fn long_texts_are_refused_before_they_are_read() {
    let longest = alloc::format!("partition {{{}}} | {{b}}", "a ".repeat(980));
    assert!(matches!(Verb::parse(&longest), Ok(Some(_))));
    assert_eq!(Verb::parse(&"a".repeat(2_001)), Err(ActionError::TooLong(2_001)));
    let name = "a".repeat(65);
    assert!(Verb::parse(&alloc::format!("crash {name}")).is_err());
}
