use crate::ring::Scheme;
use crate::scenario::{Scenario, Timed};
use crate::sim::{Fact, Kind, Label, Nanos, Run, SECOND, System, parse_duration};
use crate::systems::cache::{Cache, Word, index};
use alloc::collections::BTreeMap;
use alloc::string::ToString;
use alloc::vec::Vec;

/// The numbers of the moment shown, by name.
pub(super) fn facts(run: &Run<Cache>) -> impl Fn(&str) -> f64 + use<> {
    let facts: BTreeMap<&'static str, f64> =
        Cache::facts(run.world()).into_iter().map(|Fact { name, value }| (name, value.as_f64())).collect();
    move |name| *facts.get(name).unwrap_or_else(|| panic!("no fact {name}"))
}

fn run(settings: &[(usize, u64)], actions: &[(&str, &str)]) -> Run<Cache> {
    let mut scenario = Scenario::new("cache", 7);
    scenario.settings = settings.iter().map(|(index, value)| (*index as u8, *value)).collect();
    scenario.timelines[0].actions = actions
        .iter()
        .map(|(at, action)| Timed { at: parse_duration(at).expect("a time"), action: action.to_string() })
        .collect();
    Run::new(scenario).expect("it fits")
}

fn at(settings: &[(usize, u64)], actions: &[(&str, &str)], time: Nanos) -> impl Fn(&str) -> f64 + use<> {
    let mut run = run(settings, actions);
    run.seek_time(time);
    facts(&run)
}

fn placed(scheme: Scheme) -> (usize, u64) {
    let place = Scheme::ALL.iter().position(|other| *other == scheme);
    (index::PLACEMENT, place.expect("it is one of them") as u64)
}

/// Requests often enough for steady shares, and so many keys that few come twice.
const BUSY: [(usize, u64); 2] = [(index::RATE, 1_000), (index::KEYS, 50_000)];

fn busy(more: &[(usize, u64)]) -> Vec<(usize, u64)> {
    BUSY.iter().chain(more).copied().collect()
}

#[test]
fn a_dead_cache_costs_three_quarters_with_modulo_and_one_with_a_ring() {
    let crash = &[("2s", "crash s1")];
    let modulo = at(&busy(&[placed(Scheme::Modulo)]), crash, 4 * SECOND);
    let ring = at(&busy(&[placed(Scheme::Ring)]), crash, 4 * SECOND);
    let misses = |facts: &dyn Fn(&str) -> f64| facts("miss_share_since_change");
    assert!((0.70..0.80).contains(&misses(&modulo)), "{}", misses(&modulo));
    assert!((0.20..0.30).contains(&misses(&ring)), "{}", misses(&ring));
    assert!(modulo("origin_queue_longest") > 2.0 * ring("origin_queue_longest"));
    // Before, nothing missed: the caches were full.
    assert_eq!(at(&BUSY, &[], 2 * SECOND)("miss_share"), 0.0);
    assert_eq!(at(&BUSY, &[], 2 * SECOND)("origin_queue_longest"), 0.0);
}

#[test]
fn without_virtual_nodes_one_neighbour_takes_it_all() {
    let leave = &[("1s", "leave s1")];
    let one = at(&busy(&[(index::VIRTUAL_NODES, 1)]), leave, 2 * SECOND);
    assert_eq!(one("heir_share"), 1.0);
    let many = at(&busy(&[(index::VIRTUAL_NODES, 200)]), leave, 2 * SECOND);
    assert!(many("heir_share") < 0.5, "{}", many("heir_share"));
}

#[test]
fn a_hot_key_is_helped_by_neither_but_by_bounds_and_copies() {
    let hot = |scheme, replicas| {
        let settings = busy(&[(index::HOT_SHARE, 60), placed(scheme), (index::REPLICAS, replicas)]);
        at(&settings, &[], 4 * SECOND)
    };
    let (modulo, ring) = (hot(Scheme::Modulo, 1), hot(Scheme::Ring, 1));
    assert!((0.59..0.61).contains(&ring("hot_share")));
    // A sample of 4,000 requests is within 3 % of what it is drawn from.
    assert!(modulo("busiest_share") >= modulo("hot_share") - 0.03, "{}", modulo("busiest_share"));
    assert!(ring("busiest_share") >= ring("hot_share") - 0.03, "{}", ring("busiest_share"));
    assert!(hot(Scheme::Bounded, 1)("busiest_share") < 0.4);
    assert!(hot(Scheme::Ring, 3)("busiest_share") < 0.45);
}

#[test]
fn clients_with_different_lists_ask_different_servers() {
    let before = at(&BUSY, &[], 2 * SECOND);
    assert_eq!(before("disagreement"), 0.0);
    let after = at(&BUSY, &[("1s", "forget s1 at c0")], 2 * SECOND);
    assert!((0.15..0.35).contains(&after("disagreement")), "{}", after("disagreement"));
    let again = at(&BUSY, &[("1s", "forget s1 at c0"), ("2s", "recall s1 at c0")], 3 * SECOND);
    assert_eq!(again("disagreement"), 0.0);
}

fn notes(run: &mut Run<Cache>, word: Word) -> Vec<(Nanos, u64)> {
    let horizon = run.horizon();
    let records = run.records(0, horizon).iter();
    let notes = records.filter(|r| r.kind == Kind::Changed && r.label.tag != Label::FLIP);
    notes.filter(|r| Word::of(r.label) == Some(word)).map(|r| (r.time, r.label.a)).collect()
}

#[test]
fn a_flapping_server_is_ejected_and_taken_back() {
    let mut run = run(&[], &[("2s", "flap s1 1500ms 3")]);
    let ejected = notes(&mut run, Word::Ejected);
    let back = notes(&mut run, Word::Readmitted);
    assert!(ejected.len() >= 3 && back.len() >= 3, "{ejected:?} {back:?}");
    // s1 is node 3: two clients come first.
    assert!(ejected.iter().chain(&back).all(|(_, node)| *node == 3));
    assert!(ejected[0].0 >= 2 * SECOND + 100_000_000 && back[0].0 > ejected[0].0);
    run.seek_time(run.horizon());
    assert_eq!((facts(&run)("servers"), facts(&run)("disagreement")), (4.0, 0.0));
}

#[test]
fn interesting_states_are_reached() {
    let crash = at(&BUSY, &[("1s", "crash s1")], 2 * SECOND);
    assert!(crash("origin_queue") > 0.0, "a queue forms");
    assert!(crash("timeouts") > 0.0, "someone waits in vain");
    let joined = at(&BUSY, &[("1s", "join s4")], 2 * SECOND);
    assert!(joined("miss_share_since_change") > 0.1 && joined("servers") == 5.0);
    let mut refused = run(
        &[(index::WARM, 0), (index::RATE, 4_000), (index::ORIGIN_WORKERS, 1), (index::TIMEOUT, 10 * SECOND)],
        &[],
    );
    refused.seek_time(8 * SECOND);
    let busy = refused.records(7 * SECOND, 8 * SECOND).iter();
    assert!(
        busy.filter(|r| Word::of(r.label) == Some(Word::Answered) && r.label.b == 2).count() > 0,
        "someone gets nothing"
    );
}

#[test]
fn an_answer_counts_once_however_often_it_comes() {
    let cold = &[(index::WARM, 0), (index::KEYS, 50_000), (index::ORIGIN_WORKERS, 1_000)];
    let doubled = at(cold, &[("0s", "duplicate 100%")], 5 * SECOND);
    let answers = doubled("answers_since_change");
    assert!(answers <= doubled("requests") + 20.0, "{answers} answers to {} requests", doubled("requests"));
    // Each query is doubled by the network, not by the client.
    assert!(doubled("origin_queries") <= 2.0 * doubled("requests") + 40.0, "{}", doubled("origin_queries"));
}

#[test]
fn lost_queries_do_not_pile_up() {
    let settings = &[(index::RATE, 4_000), (index::WARM, 0), (index::KEYS, 100_000)];
    let mut run = run(settings, &[("0s", "crash db")]);
    run.seek_time(run.horizon());
    for place in run.world().places() {
        if let crate::systems::cache::Node::Client(client) = &place.node {
            assert!(client.waiting() <= crate::systems::cache::Client::MAX_WAITING);
        }
    }
    assert!(run.world().footprint() < 2 << 20, "{}", run.world().footprint());
}

#[test]
fn too_much_work_is_refused() {
    let mut scenario = Scenario::new("cache", 1);
    scenario.settings = Vec::from([(index::RATE as u8, 20_000), (index::DURATION as u8, 600 * SECOND)]);
    let sentence = crate::systems::open(scenario).err().expect("it is too much").to_string();
    assert!(sentence.contains("about 108000000 steps; at most 20000000"), "{sentence}");
    assert!(crate::systems::open(Scenario::new("nothing", 1)).is_err());
}

#[test]
fn every_word_is_told() {
    let mut run =
        run(&[(index::RATE, 400)], &[("2s", "flap s1 1500ms 2"), ("3s", "loss 5%"), ("4s", "join s4")]);
    run.seek_time(run.horizon());
    let records = run.records(0, run.horizon()).to_vec();
    let lines: Vec<_> = records.iter().map(|record| run.line(record)).collect();
    for part in [
        "get key-",
        "hit key-",
        "query key-",
        "row key-",
        "set key-",
        "are you back?",
        "ejects s1",
        "takes back s1",
        "stores key-",
        "has a new list; servers: 5",
        "from the cache",
        "from the database",
        "action 2: join s4",
        "lost by chance",
        "the receiver is down",
        "s1   is up again",
        "c0 → s",
        "due at ",
    ] {
        assert!(lines.iter().any(|line| line.contains(part)), "no line says \"{part}\"");
    }
}
