use crate::systems::kv::{Command, Kv};
use crate::systems::tests::{
    examples_are_understood, is_answered, is_read_back, is_unknown, may_be_read, name, refusal,
};
use alloc::format;
use alloc::string::{String, ToString};
use proptest::prelude::*;

fn word() -> impl Strategy<Value = String> {
    "[!-~가-힣]{1,21}"
}

fn command() -> impl Strategy<Value = Command> {
    let client = || proptest::option::of(name());
    prop_oneof![
        (word(), word(), client()).prop_map(|(key, value, client)| Command::Put(key, value, client)),
        (word(), client()).prop_map(|(key, client)| Command::Get(key, client)),
        (word(), client()).prop_map(|(key, client)| Command::Delete(key, client)),
        (name(), 1..=16_u32, 0..5_u32, proptest::option::of(0..9_u32))
            .prop_map(|(name, weight, centre, zone)| Command::Join(name, weight, centre, zone)),
        name().prop_map(Command::Leave),
        name().prop_map(Command::Lose),
        name().prop_map(Command::Replace),
        (name(), any::<u32>()).prop_map(|(name, changes)| Command::Wear(name, changes)),
    ]
}

proptest! {
    #[test]
    fn written_and_read_back(command in command()) {
        is_read_back::<Kv>(&command);
    }

    #[test]
    fn anything_may_be_read(any in "\\PC{0,60}", command in command(), at: prop::sample::Index) {
        may_be_read::<Kv>(&any, &command, at);
    }
}

#[test]
fn examples_are_understood_and_mistakes_answered() {
    examples_are_understood::<Kv>();
    for mistake in [
        "put cart",
        "get",
        "delete",
        "join",
        "join n5 weight 17",
        "join n5 in 5",
        "join n5 zone 9",
        "join n5 zone 1 in 1",
        "leave",
        "wear n1",
        "replace a b",
    ] {
        is_answered::<Kv>(mistake);
    }
    is_unknown::<Kv>("post cart tea");
}

#[test]
fn a_key_or_value_that_is_too_long_is_told_with_its_limit() {
    let long = "x".repeat(65);
    let told = |text: String| Command::parse(&text).expect_err("it is too long").to_string();
    assert_eq!(told(format!("put cart {long}")), "the value has 65 bytes; it may have 64");
    for text in [format!("put {long} tea at c0"), format!("get {long}"), format!("delete {long} at c0")] {
        assert_eq!(told(text), "the key has 65 bytes; it may have 64");
    }
    assert!(Command::parse(&format!("put cart {}", "x".repeat(64))).is_ok());
}

#[test]
fn what_cannot_be_done_is_answered() {
    let mut run = super::run("nodes 3; workload none; at 1s crash n2");
    run.seek_time(2_000_000_000);
    for (action, why) in [
        ("leave n0", "there would be fewer machines than N"),
        ("join n1", "it belongs to the cluster already"),
        ("join c0", "another node has this name"),
        ("put a b at n0", "only a client asks"),
        ("lose c1", "it does not belong to the cluster"),
        ("wear n2 1", "it is down"),
        ("get a at nobody", "there is no node \"nobody\""),
    ] {
        let told = refusal(&mut run, action);
        assert!(told.contains(why), "{action}: {told}");
    }
}
