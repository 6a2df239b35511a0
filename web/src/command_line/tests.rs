//! Completion in worlds of all systems, and the history of what was typed.

use super::completion::{self, offers};
use super::examples::{all, fitted, retold};
use super::{History, Stock, history};
use crate::scenes::details;
use crate::text::{Language, refusals};
use snowglobe_core::scenario::{Scenario, Timed};
use snowglobe_core::sim::Globe;
use snowglobe_core::systems;

fn globe(system: &str, actions: &[&str]) -> Box<dyn Globe> {
    let mut scenario = Scenario::new(system, 7);
    let timed = actions.iter().map(|action| Timed { at: 1, action: (*action).to_owned() });
    scenario.timelines[0].actions = timed.collect();
    let mut globe = systems::open(scenario).expect("it can be run");
    globe.seek_time(2);
    globe
}

fn stock(globe: &dyn Globe) -> Stock {
    Stock::of(globe, details(globe.system()).expect("a scene"), None)
}

fn cluster() -> Stock {
    stock(&*globe("kv", &["put cart tea", "crash n2"]))
}

#[test]
fn examples_name_nodes_of_the_world_at_hand() {
    for system in ["cache", "gateway", "kv", "storage"] {
        let globe = globe(system, &[]);
        let stock = stock(&*globe);
        let names: Vec<&str> = stock.nodes.iter().map(|node| &*node.name).collect();
        for verb in ["crash", "slow", "skew", "drift", "flap", "partition", "hold"] {
            let example = all(&stock)
                .into_iter()
                .find(|example| example.starts_with(verb))
                .expect("a verb of any world");
            let mut again = systems::open(globe.scenario().clone()).expect("the same");
            assert_eq!(again.act(&example), Ok(()), "{system}: {example}, of {names:?}");
        }
    }
    let cluster = cluster();
    assert_eq!(fitted("crash s1", &cluster), "crash n1");
    assert_eq!(fitted("partition {c0 c1} | {s1}", &cluster), "partition {c0 c1} | {n1}");
    let one_client = cluster.nodes.iter().filter(|node| &*node.name != "c1").cloned().collect();
    let alone = Stock { nodes: one_client, ..cluster };
    assert_eq!(fitted("partition {c0 c1} | {s1}", &alone), "partition {c0} | {n1}");
}

#[test]
fn a_mistake_is_answered_with_nodes_of_the_world_at_hand() {
    for (language, before, after) in [
        (Language::English, "\"partition {} | {n1}\" does not fit; write it like \"", "\""),
        (Language::Korean, "‘partition {} | {n1}’은 읽을 수 없다. ‘", "’처럼 쓰면 된다."),
    ] {
        let error = globe("kv", &[]).act("partition {} | {n1}").expect_err("it names no node");
        let told = retold(refusals::told(&error, language), &error, &cluster());
        assert_eq!(told, format!("{before}partition {{c0 c1}} | {{n1}}{after}"));
    }
    // What the reader wrote stays as it was.
    let error = globe("kv", &[]).act("crash s1 crash s1").expect_err("no node has such a name");
    let told = retold(refusals::told(&error, Language::English), &error, &cluster());
    assert_eq!(told, "\"crash s1 crash s1\" does not fit; write it like \"crash n1\"");
}

#[test]
fn a_line_goes_on_with_what_there_is() {
    let cluster = cluster();
    let offered = |typed: &str| offers(typed, &cluster);
    assert!(offered("").len() > 15, "every form is offered: {:?}", offered(""));
    assert_eq!(offered("cr"), ["crash n1"]);
    assert!(offered("put c").contains(&"put cart".to_owned()), "a key that was typed");
    assert!(offered("get k").contains(&"get key-0".to_owned()), "a key of the workload");
    assert_eq!(offered("get cart "), ["get cart at"]);
    assert_eq!(offered("get cart at c0"), [""; 0]);
    assert!(offered("get cart at ").iter().all(|line| line.starts_with("get cart at c")));
    assert_eq!(offered("restart "), ["restart n2"], "only who is down can be restarted");
    assert!(!offered("crash n").contains(&"crash n2".to_owned()));
    assert!(offered("crash ").contains(&"crash c0".to_owned()), "a client can be crashed as well");
    assert!(!offered("leave ").contains(&"leave c0".to_owned()), "but is no member");
    assert_eq!(offered("join "), ["join n5"]);
    assert_eq!(offered("wear n1 "), ["wear n1 12"]);
    assert_eq!(offered("nonsense "), [""; 0]);
}

#[test]
fn groups_are_of_nodes_and_the_second_of_all_others() {
    let nodes =
        cluster().nodes.into_iter().filter(|node| ["c0", "n0", "n1", "n2"].contains(&&*node.name)).collect();
    let four = Stock { nodes, ..cluster() };
    let offered = |typed: &str| offers(typed, &four);
    assert_eq!(offered("partition "), ["partition {"]);
    assert_eq!(offered("partition {n").len(), 3);
    assert_eq!(
        offered("partition {n0"),
        [
            "partition {n0} | {c0 n1 n2}",
            "partition {n0} -> {c0 n1 n2}",
            "partition {n0 c0",
            "partition {n0 n1",
            "partition {n0 n2"
        ]
    );
    assert_eq!(
        offered("partition {n0 c0} "),
        ["partition {n0 c0} | {n1 n2}", "partition {n0 c0} -> {n1 n2}"]
    );
    assert_eq!(offered("partition {n0 c0} | "), ["partition {n0 c0} | {n1 n2}"]);
    assert_eq!(
        offered("partition {n0} | {n1"),
        ["partition {n0} | {n1}", "partition {n0} | {n1 c0", "partition {n0} | {n1 n2"]
    );
    assert_eq!(offered("hold {c0"), ["hold {c0} -> {n0 n1 n2}", "hold {c0 n0", "hold {c0 n1", "hold {c0 n2"]);
}

#[test]
fn what_is_offered_is_bounded_and_begins_with_what_was_typed() {
    let cluster = cluster();
    for typed in [
        "",
        "p",
        "put ",
        "get key-",
        "crash ",
        "partition {",
        "partition {n0 n1} | {",
        "  cr",
        "💥",
        "put 가",
        "{{{}}} |",
    ] {
        let offered = offers(typed, &cluster);
        assert!(offered.len() <= completion::MOST);
        assert!(
            offered
                .iter()
                .all(|line| line.starts_with(typed.trim_start()) && line.len() > typed.trim_start().len())
        );
    }
}

#[test]
fn earlier_commands_come_back_and_so_does_what_was_being_typed() {
    let mut history = History::default();
    assert_eq!((history.older("he"), history.newer()), (None, None));
    for line in ["put cart tea", "get cart", "get cart", "  "] {
        history.keep(line);
    }
    let mut back = || history.older("he");
    assert_eq!([back(), back(), back()], [Some("get cart".into()), Some("put cart tea".into()), None]);
    assert_eq!(history.newer().as_deref(), Some("get cart"));
    assert_eq!(history.newer().as_deref(), Some("he"), "what was left in the field");
    assert_eq!(history.newer(), None);
    // Who changes an earlier command begins anew at the end.
    assert_eq!(history.older("").as_deref(), Some("get cart"));
    history.leave();
    assert_eq!(history.newer(), None);
    assert_eq!(history.older("get tart").as_deref(), Some("get cart"));
}

#[test]
fn the_history_is_bounded() {
    let mut history = History::default();
    for number in 0..history::MOST + 3 {
        history.keep(&format!("get {number}"));
    }
    let oldest = std::iter::from_fn(|| history.older("")).last();
    assert_eq!(oldest.as_deref(), Some("get 3"));
}
