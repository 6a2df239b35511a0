use super::{at, end, facts, run, said};
use crate::limiter::Algorithm;
use crate::scenario::{Scenario, Settings};
use crate::sim::{Fact, Kind, Role, SECOND, System};
use crate::systems::gateway::{Address, Gateway, Key, Keys, Kind as KeyKind, PARAMETERS, Word, idle, index};
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;
use proptest::prelude::*;

#[test]
fn every_word_is_told() {
    let mut lines = Vec::new();
    for scenario in [
        "nodes 2; counting read_then_write; rate 60; at 2s loss 5%; at 3s limit 7; at 4s crash store",
        "counting sorted_set; algorithm leaky_bucket; api_queue 0; rate 60; retries 2; at 3s crash store; \
         at 4s on_store_failure closed; at 6s on_store_failure local; client_timeout 300ms; at 8s duplicate 10%",
        "counting sorted_set_atomic; at 3s counting script; traffic bursts; limit 9; at 4s flap g0 300ms 2",
        "counting local_sync; nodes 2; rate 30; algorithm leaky_bucket; store_time 0s; clients 1",
    ] {
        let mut run = run(scenario);
        run.seek_time(run.horizon());
        let records = run.records(0, run.horizon()).to_vec();
        lines.extend(records.iter().map(|record| run.line(record)));
    }
    for part in [
        "c0   begins operation 1: asks as u0",
        "c0 → lb   asks as u0 from 10.0.0.1, due at ",
        "lb → g1   asks as u1 from 10.0.1.1",
        "reads the counter of u0 for window 2",
        "the count of u0 is 3",
        "g1 → store   writes 4 for u0",
        "holds 4 for u0",
        "(was 4: an update was lost)",
        "lets u0 through, 1 left",
        "g0   denies u0, retry after ",
        "passes the request of u0 on",
        "200 for u0",
        "429 for u1, retry after ",
        "503 for u0: the API server has no room",
        "503 for u1: the store does not answer",
        "does without the store for u0: open",
        "does without the store for u0: closed",
        "does without the store for u0: local",
        "waited long enough for the store, request ",
        "lets u0 through after ",
        "the request of u0 has waited ",
        "on after ",
        "trims and counts the set of u0 at ",
        " to the set of u0",
        "trims, counts and adds to the set of u0 at once",
        "has the store decide about u0",
        "tells that it let ",
        "tells that the others let ",
        "more of u0 elsewhere",
        "tell the others",
        "next request",
        "next 10 requests",
        "waited long enough for operation ",
        "tries operation ",
        "u0 is served",
        "u0 is refused",
        "u0 is failed",
        "limit is now 7",
        "counting is now script",
        "verdict: 6 of u0 were let through in one window",
        "action 1: limit 7",
        "lost by chance",
        "the receiver is down",
        "timer: worked",
    ] {
        assert!(lines.iter().any(|line| line.contains(part)), "no line says \"{part}\"");
    }
}

#[test]
fn the_moment_of_a_verdict_is_that_at_which_it_became_known() {
    let lines = "clients 1; traffic recorded; nodes 2; limit 2; api_time 5ms; api_servers 1; at 1s send c0 4";
    let mut run = run(lines);
    let verdicts = said(&mut run, Kind::Verdict, Word::Exceeded);
    let (lb, ms) = (run.world().shared().balancer, SECOND / 1_000);
    // Four pass; the third answer comes 10 ms after the request at 1,010, then 10 and 15, and 20 back.
    let told: Vec<_> = verdicts.iter().map(|record| (record.time / ms, record.label.b)).collect();
    assert_eq!(told, [(1_065, 3), (1_070, 4)]);
    assert!(verdicts.iter().all(|record| record.node == lb && record.label.a == Key::user(0).packed()));
    let last = verdicts[1].time;
    assert_eq!((at(lines, last - 1)("worst_window"), at(lines, last)("worst_window")), (3.0, 4.0));
    assert_eq!(end(lines)("worst_window_at"), 1.01);
}

proptest! {
    #[test]
    fn keys_are_packed_and_unpacked(layer in 0..3u8, kind in 0..4usize, id: u32) {
        let kind = [KeyKind::User, KeyKind::Address, KeyKind::Device, KeyKind::All][kind];
        let key = Key { layer, kind, id };
        prop_assert_eq!(Key::unpacked(key.packed()), Some(key));
    }

    #[test]
    fn any_number_may_be_unpacked(number: u64) {
        if let Some(key) = Key::unpacked(number) {
            prop_assert_eq!(key.packed(), number);
        }
    }
}

#[test]
fn keys_have_names() {
    let names = [
        Key::user(7),
        Key { layer: 1, kind: KeyKind::Address, id: 65 },
        Key { layer: 2, kind: KeyKind::All, id: 0 },
    ];
    assert_eq!(names.map(|key| key.to_string()), ["u7", "10.0.1.2", "all"]);
    assert_eq!(Address::of(3, 64), Address::of(3, 0));
    // A fourth layer is not taken.
    let three = Keys::one(Key::user(1)).and(KeyKind::Address, 2).and(KeyKind::All, 0);
    assert_eq!(three.and(KeyKind::Device, 3), three);
    assert_eq!(three.iter().map(|key| key.layer).collect::<Vec<_>>(), [0, 1, 2]);
}

#[test]
fn facts_are_named_and_the_names_are_one_each() {
    let mut run = run("clients 20; nodes 3; counting script; rate 200");
    run.seek_time(2 * SECOND);
    let facts = Gateway::facts(run.world());
    let mut names: Vec<&str> = facts.iter().map(|fact| fact.name).collect();
    for name in [
        "requests",
        "admitted",
        "denied",
        "delayed",
        "failed",
        "retries",
        "admitted_share",
        "wrongly_admitted",
        "wrongly_denied",
        "worst_window",
        "worst_over_limit",
        "limit",
        "window",
        "nodes",
        "clients",
        "api_queue",
        "api_queue_longest",
        "api_dropped",
        "lost_updates",
        "store_timeouts",
        "log_length",
        "memory_bytes",
        "u0_admitted",
        "u19_denied",
        "latest_retry_after",
    ] {
        assert!(names.contains(&name), "{name}");
    }
    for algorithm in Algorithm::NAMES {
        for what in ["admitted", "denied", "worst", "level", "bytes"] {
            assert!(names.contains(&format!("{algorithm}_{what}").as_str()), "{algorithm}_{what}");
        }
    }
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
    assert_eq!(Gateway::sample(run.world()).len(), Gateway::SERIES.len());
    // No fact is not a number, even before anything has happened.
    let start = super::run("");
    assert!(Gateway::facts(start.world()).iter().all(|fact| fact.value.as_f64().is_finite()));
}

#[test]
fn series_add_up() {
    let mut run = run("rate 60; algorithm leaky_bucket; counting script; api_time 100ms");
    while !run.run_ahead(100_000) {}
    run.seek_time(run.horizon());
    let told = facts(&run);
    let overview = &run.branches()[0].overview;
    let last = overview.sample(overview.len() - 1);
    let names =
        ["requests", "admitted", "denied", "delayed", "wrongly_admitted", "wrongly_denied", "worst_window"];
    for (name, value) in names.iter().zip(last) {
        assert_eq!(told(name), *value as f64, "{name}");
    }
    assert_eq!(told("delayed"), told("admitted"), "a queue delays all");
    assert!((0..overview.len()).any(|bin| overview.sample(bin)[7] > 0 && overview.sample(bin)[8] > 0));
}

#[test]
fn a_run_takes_no_more_steps_than_it_was_said_to() {
    for counting in ["local", "local_sync", "script", "sorted_set", "sorted_set_atomic", "read_then_write"] {
        for more in ["", "; retries 3; backoff fixed; limit 1", "; algorithm leaky_bucket; burst 50; nodes 3"]
        {
            let mut run =
                run(&format!("traffic steady; rate 100; counting {counting}; client_timeout 500ms{more}"));
            let settings = run.settings.clone();
            run.seek_time(run.horizon());
            let setup = Gateway::setup(&settings, &crate::random::SplitMix64::new(1)).expect("it fits");
            let steps = run.world().step_count();
            assert!(steps <= setup.work, "{counting}{more}: {steps} of {}", setup.work);
            // Nor many fewer, or what could be run would be refused.
            assert!(
                steps * 5 > setup.work || more.contains("retries"),
                "{counting}{more}: {steps} of {}",
                setup.work
            );
        }
    }
}

#[test]
fn too_much_work_is_refused() {
    let mut scenario = Scenario::new("gateway", 1);
    scenario.settings = Vec::from([(index::RATE as u8, 20_000), (index::DURATION as u8, 600 * SECOND)]);
    let sentence = crate::systems::open(scenario).err().expect("it is too much").to_string();
    assert!(sentence.contains("at most 20000000"), "{sentence}");
    let mut scenario = Scenario::new("gateway", 1);
    let edges = [(index::LIMIT as u8, 10_000), (index::WINDOW as u8, 10_000_000), (index::TRAFFIC as u8, 3)];
    scenario.settings = Vec::from(edges);
    assert!(crate::systems::open(scenario).is_err());
    assert!(crate::systems::open(Scenario::new("gateway", 1)).is_ok());
}

fn end_facts(lines: &str) -> Vec<Fact> {
    let mut run = run(lines);
    run.seek_time(run.horizon());
    Gateway::facts(run.world())
}

fn idle_indices(lines: &str) -> Vec<usize> {
    let mut settings = Settings::defaults(PARAMETERS);
    for (name, value) in lines.split("; ").filter_map(|line| line.split_once(' ')) {
        settings.set_named(name, value).expect("a setting");
    }
    idle(&settings)
}

fn idle_names(lines: &str) -> Vec<&'static str> {
    idle_indices(lines).into_iter().map(|index| PARAMETERS[index].name).collect()
}

/// What is said to have no effect has none: what can be said in numbers is the same, whatever its value.
#[test]
fn what_is_idle_changes_nothing() {
    for kind in [
        "counting local",
        "counting local_sync; nodes 2",
        "counting script; nodes 2",
        "counting script; nodes 2; on_store_failure local",
        "counting read_then_write; nodes 2",
        "counting sorted_set; nodes 3; layers user_and_address",
        "counting sorted_set_atomic; strictness soft",
        "traffic edge; layers user_address_and_all",
        "traffic bursts; retries 2; backoff none",
        "traffic curve; retries 1",
        "traffic recorded",
        "traffic steady; counted_by address",
    ] {
        let told = |more: &str| {
            let told =
                end_facts(&format!("{kind}; {more}; duration 2s; at 500ms send c0 9; at 1s crash store"));
            let of_observers =
                |name: &str| Algorithm::NAMES.iter().any(|algorithm| name.starts_with(algorithm));
            let itself = ["rate", "addresses"];
            let counts = |fact: &Fact| !of_observers(fact.name) && !itself.contains(&fact.name);
            told.into_iter().filter(counts).collect::<Vec<_>>()
        };
        let plain = told("");
        for index in idle_indices(kind) {
            let parameter = PARAMETERS[index];
            let other = [3, 0, 1, 20_000_000].into_iter();
            let other =
                other.filter(|value| parameter.admits(*value)).find(|value| *value != parameter.default);
            let (name, value) = (parameter.name, parameter.show(other.expect("another value")));
            assert_eq!(told(&format!("{name} {value}")), plain, "{kind}: {name} {value}");
        }
    }
    assert!(idle_names("counting read_then_write").contains(&"algorithm"));
    assert!(!idle_names("counting script").contains(&"algorithm"));
    assert!(!idle_names("counting sorted_set; on_store_failure local").contains(&"algorithm"));
}

#[test]
fn nodes_stand_where_they_are_expected() {
    let run = run("clients 3; nodes 2; api_servers 2");
    let nodes: Vec<(&str, Role)> =
        run.world().places().iter().map(|place| (&*place.name, place.role)).collect();
    let clients = ["c0", "c1", "c2"].map(|name| (name, Role::Client));
    let rest = [
        ("lb", Role::Balancer),
        ("g0", Role::Server),
        ("g1", Role::Server),
        ("store", Role::Origin),
        ("a0", Role::Worker),
        ("a1", Role::Worker),
    ];
    assert_eq!(nodes, [&clients[..], &rest[..]].concat());
    let shared = run.world().shared();
    let ids = [shared.client(2), shared.balancer, shared.gateway(1), shared.store, shared.server(1)];
    assert_eq!(
        ids.map(|id| &*run.world().place(id).expect("it is there").name),
        ["c2", "lb", "g1", "store", "a1"]
    );
}

#[test]
fn a_moment_is_the_same_however_it_is_reached() {
    let lines = "nodes 3; counting local_sync; rate 100; retries 2; backoff jitter; at 2s crash g1; at 3s restart g1; \
                 at 4s algorithm sliding_log_book; at 5s partition {g0} | {store}";
    let mut run = run(lines);
    while !run.run_ahead(100_000) {}
    run.seek_time(6 * SECOND);
    let (digest, told) = (run.world().digest(), Gateway::facts(run.world()));
    run.seek_time(15 * SECOND);
    run.seek_time(3 * SECOND);
    run.seek_time(6 * SECOND);
    assert_eq!((run.world().digest(), Gateway::facts(run.world())), (digest, told));
}
