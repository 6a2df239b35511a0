use crate::sim::{ActionError, Kind, NodeId, SECOND};
use crate::systems::storage::tests::{disk, ended, facts, lsm, run, said};
use crate::systems::storage::{Command, Key, PARAMETERS, Word};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use proptest::prelude::*;

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        (0..=Key::LAST).prop_map(Key::Number),
        "[a-zA-Z._-][a-zA-Z0-9._-]{0,63}".prop_filter_map("a word", |text| Key::parse(&text))
    ]
}

fn command() -> impl Strategy<Value = Command> {
    let rule = (0..Command::CHANGEABLE.len(), any::<u64>()).prop_filter_map("in range", |(at, value)| {
        let (index, _) = Command::CHANGEABLE[at];
        let value = value % 200;
        PARAMETERS[index].admits(value).then_some(Command::Rule(index, value))
    });
    prop_oneof![
        (key(), proptest::option::of("[!-~]{1,40}"))
            .prop_map(|(key, value)| Command::Put(key, value.map(|value| value.as_str().into()))),
        key().prop_map(Command::Get),
        key().prop_map(Command::Delete),
        (key(), key()).prop_map(|(from, to)| Command::Scan(from, to)),
        Just(Command::Flush),
        Just(Command::Compact),
        Just(Command::PowerCut),
        Just(Command::PowerOn),
        ("[a-z]{1,8}-[0-9]{1,6}", any::<u64>()).prop_map(|(file, at)| Command::Rot(file, at)),
        rule,
    ]
}

proptest! {
    #[test]
    fn written_and_read_back(command in command()) {
        prop_assert_eq!(Command::parse(&command.to_string()), Ok(command));
    }

    #[test]
    fn anything_may_be_read(any in "\\PC{0,60}", command in command(), at: prop::sample::Index) {
        let _ = Command::parse(&any);
        let text: Vec<char> = command.to_string().chars().collect();
        let _ = Command::parse(&text[..at.index(text.len())].iter().collect::<String>());
    }

    #[test]
    fn a_label_tells_which_key(key in key()) {
        let told = Key::told(key.packed());
        let stored = key.stored();
        prop_assert!(stored.starts_with(told.trim_end_matches('…')), "{} {}", told, stored);
    }
}

#[test]
fn examples_are_understood_and_mistakes_answered() {
    for example in Command::EXAMPLES {
        let command = Command::parse(example).expect("well formed");
        assert_eq!(Command::parse(&command.to_string()), Ok(command), "{example}");
    }
    for mistake in [
        "put",
        "put a b c",
        "put a/b",
        "get",
        "scan 1",
        "flush 1",
        "rot x",
        "rot ../x 1",
        "rate -1",
        "sync often",
    ] {
        assert!(matches!(Command::parse(mistake), Err(ActionError::Malformed { .. })), "{mistake}");
    }
    assert!(matches!(Command::parse("page_bytes 8192"), Err(ActionError::UnknownVerb(_))));
    let long = "x".repeat(65);
    for text in ["get {}", "put {} blue", "scan 1 {}"].map(|form| form.replace("{}", &long)) {
        let error = Command::parse(&text).expect_err("it is too long");
        assert_eq!(error.to_string(), "the key has 65 bytes; it may have 64");
    }
    let error = Command::parse(&alloc::format!("put 42 {}", "x".repeat(257))).expect_err("it is too long");
    assert_eq!(error.to_string(), "the value has 257 bytes; it may have 256");
}

#[test]
fn what_is_put_is_found_by_name_or_number() {
    let mut run = ended(
        "workload none; at 1s put 42 blue; at 1.1s put apple; at 1.2s get key-000042; at 1.3s get pear; \
         at 1.4s delete 42; at 1.5s get 42; at 1.6s scan 0 zzz",
    );
    let engine = lsm(&run);
    assert_eq!(
        engine.locate(&Key::Number(42)).expect("sound").len(),
        1,
        "the delete, in the place of the put"
    );
    let found = said(&mut run, Kind::Delivered, Word::Found);
    assert_eq!(found.iter().map(|record| record.label.b).collect::<Vec<_>>(), [4]);
    assert_eq!(said(&mut run, Kind::Delivered, Word::Absent).len(), 2);
    let rows = said(&mut run, Kind::Delivered, Word::Rows);
    assert_eq!(
        rows.iter().map(|record| record.label.b).collect::<Vec<_>>(),
        [0],
        "apple comes before key-000000"
    );
    let facts = facts(&run);
    assert_eq!([facts("puts"), facts("gets"), facts("deletes"), facts("scans")], [2.0, 3.0, 1.0, 1.0]);
    assert_eq!([facts("lost"), facts("wrong"), facts("resurrected")], [0.0; 3]);
}

#[test]
fn flush_and_compact_make_tables() {
    let mut run = run("workload none; at 1s put 1; at 2s flush; at 3s put 2; at 4s compact; duration 6s");
    run.seek_time(3 * SECOND / 2);
    assert_eq!(lsm(&run).lsm().expect("open").pulse().tables, 0);
    run.seek_time(5 * SECOND / 2);
    assert_eq!(lsm(&run).lsm().expect("open").pulse().tables, 1);
    run.seek_time(5 * SECOND);
    let pulse = lsm(&run).lsm().expect("open").pulse();
    assert_eq!((pulse.entries, pulse.memtable_entries), (2, 0));
    assert_eq!(said(&mut run, Kind::Changed, Word::Flushed).len(), 2);
    assert_eq!(said(&mut run, Kind::Changed, Word::Frozen).len(), 2);
}

#[test]
fn the_power_is_cut_once_and_comes_back_once() {
    let mut run = ended("at 2s power_on; at 3s power_cut; at 4s power_cut; at 5s power_on; duration 8s");
    let refused = |run: &mut crate::sim::Run<super::Storage>| {
        let horizon = run.horizon();
        run.records(0, horizon).iter().filter(|record| record.kind == Kind::Refused).count()
    };
    assert_eq!(refused(&mut run), 2);
    assert_eq!(disk(&run).epoch(), 1);
    assert!(lsm(&run).is_open());
    assert!(run.world().place(NodeId(2)).is_some_and(|place| place.up));
}

#[test]
fn rules_change_what_comes_after() {
    let fast = ended("at 10s rate 100");
    assert!(facts(&fast)("operations") > 900.0);
    let synced = facts(&ended("workload overwrite; duration 10s"))("syncs");
    let seldom = facts(&ended("workload overwrite; duration 10s; at 100ms sync never"))("syncs");
    assert!(seldom < synced / 2.0, "{seldom} {synced}");
    let removed = facts(&ended("workload overwrite; at 1s deletes 100%"));
    assert!(removed("deletes") > 300.0);
    assert!(removed("puts") < 40.0);
    let merged = |policy| {
        facts(&ended(&alloc::format!("workload overwrite; rate 200; at 1s policy {policy}")))("merge_written")
    };
    assert!(merged("size_tiered") < merged("leveled"));
}

#[test]
fn a_rate_that_is_too_much_is_refused() {
    let mut run = ended("duration 600s; at 1s rate 100000");
    let horizon = run.horizon();
    assert!(run.records(0, horizon).iter().any(|record| record.kind == Kind::Refused));
}
