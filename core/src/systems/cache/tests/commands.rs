use crate::scenario::{Scenario, Timed};
use crate::sim::{NodeId, Run, SECOND};
use crate::systems::cache::{Cache, Command, Node, index};
use crate::systems::tests::{
    examples_are_understood, is_answered, is_read_back, is_unknown, may_be_read, name, refusal,
};
use alloc::vec::Vec;
use proptest::prelude::*;

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        (name(), 1u32..=100).prop_map(|(name, weight)| Command::Join(name, weight)),
        name().prop_map(Command::Leave),
        (name(), 1u32..=100).prop_map(|(name, weight)| Command::Weight(name, weight)),
        (name(), name()).prop_map(|(server, client)| Command::Forget(server, client)),
        (name(), name()).prop_map(|(server, client)| Command::Recall(server, client)),
    ]
}

proptest! {
    #[test]
    fn written_and_read_back(command in command()) {
        is_read_back::<Cache>(&command);
    }

    #[test]
    fn anything_may_be_read(any in "\\PC{0,60}", command in command(), at: prop::sample::Index) {
        may_be_read::<Cache>(&any, &command, at);
    }
}

#[test]
fn examples_are_understood_and_mistakes_answered() {
    examples_are_understood::<Cache>();
    for text in [
        "join",
        "join s4 weight 0",
        "join s4 weight 101",
        "join a{b",
        "leave",
        "weight s1",
        "forget s1",
        "recall",
    ] {
        is_answered::<Cache>(text);
    }
    is_unknown::<Cache>("dance s1");
    is_unknown::<Cache>("");
}

fn run() -> Run<Cache> {
    Run::new(Scenario::new("cache", 7)).expect("it fits")
}

fn listed(run: &Run<Cache>, client: u32) -> usize {
    match &run.world().place(NodeId(client)).expect("a client").node {
        Node::Client(client) => client.view().nodes().len(),
        _ => panic!("no client"),
    }
}

#[test]
fn commands_that_make_no_sense_are_refused() {
    let mut run = run();
    run.seek_time(SECOND);
    assert!(refusal(&mut run, "join s1").contains("it is on the list already"));
    assert!(refusal(&mut run, "join db").contains("another node has this name"));
    assert!(refusal(&mut run, "leave s9").contains("no node \"s9\""));
    assert!(refusal(&mut run, "forget s1 at s2").contains("only a client has a list"));
    assert!(refusal(&mut run, "forget s1 at c9").contains("no node \"c9\""));
    run.act("crash c1").expect("it is up");
    assert!(refusal(&mut run, "forget s1 at c1").contains("the client is down"));
    assert_eq!(run.world().places().len(), 7, "a refusal leaves nothing behind");
}

#[test]
fn there_may_be_only_so_many_servers() {
    let mut scenario = Scenario::new("cache", 7);
    scenario.settings = Vec::from([(index::VIRTUAL_NODES as u8, 1)]);
    let joins = (4..121).map(|i| Timed { at: SECOND, action: alloc::format!("join s{i}") });
    scenario.timelines[0].actions = joins.collect();
    let mut run = Run::<Cache>::new(scenario).expect("it fits");
    run.seek_time(SECOND);
    assert_eq!(run.world().system().list.len(), Cache::MAX_SERVERS);
    assert!(refusal(&mut run, "join s121").contains("120 servers already"));
}

#[test]
fn every_client_gets_a_new_list_even_one_that_is_down() {
    let mut run = run();
    run.seek_time(SECOND);
    run.act("crash c1").expect("it is up");
    run.act("join s4").expect("it is new");
    run.act("leave s0").expect("it is listed");
    run.act("restart c1").expect("it is down");
    run.seek_time(2 * SECOND);
    assert_eq!((listed(&run, 0), listed(&run, 1)), (4, 4));
    let facts = super::emergence::facts(&run);
    assert_eq!(facts("disagreement"), 0.0);
    // All may leave; the database answers then.
    for server in ["s1", "s2", "s3", "s4"] {
        run.act(&alloc::format!("leave {server}")).expect("it is listed");
    }
    run.seek_time(4 * SECOND);
    assert_eq!(listed(&run, 0), 0);
    assert!(super::emergence::facts(&run)("requests") > facts("requests"));
    run.act("join s1").expect("it may come back");
    assert_eq!(listed(&run, 0), 1);
}

#[test]
fn what_a_client_forgot_by_order_stays_forgotten() {
    let mut run = run();
    run.seek_time(SECOND);
    run.act("forget s1 at c0").expect("both are there");
    assert_eq!((listed(&run, 0), listed(&run, 1)), (3, 4));
    run.act("crash c0").expect("it is up");
    run.act("restart c0").expect("it is down");
    assert_eq!(listed(&run, 0), 3);
    run.act("recall s1 at c0").expect("both are there");
    assert_eq!(listed(&run, 0), 4);
}
