use super::echo::{Echo, MS, between, delivered, ended, open, scenario, story};
use crate::sim::{ActionError, Nanos, RunError, SECOND};
use crate::sim::{Kind, Label, NodeId, Place, Reason, Record, Role, Verb, storm};
use alloc::string::String;
use alloc::vec::Vec;

fn place(actions: &[(&str, &str)], at: Nanos, id: u32) -> Place<Echo> {
    let mut run = open(scenario(actions));
    run.seek_time(at);
    run.world().place(NodeId(id)).expect("it is there").clone()
}

#[test]
fn a_crash_takes_memory_and_timers() {
    let crash: &[_] = &[("100ms", "crash n1")];
    let before = place(crash, 100 * MS - 1, 1);
    assert!(before.up && before.node.said == 14 && !before.node.heard.is_empty());
    let after = place(crash, SECOND, 1);
    assert!(!after.up && after.node.said == 0 && after.node.heard.is_empty());
    let records = story(crash);
    let late = |r: &&Record| r.time > 100 * MS && r.node == NodeId(1);
    assert!(
        !records.iter().any(|r| late(&r) && matches!(r.kind, Kind::Timer | Kind::Sent | Kind::Delivered))
    );
}

#[test]
fn messages_to_a_node_that_is_down_are_dropped() {
    let records = story(&[("100ms", "crash n1"), ("500ms", "restart n1")]);
    let down = |r: &&Record| (100 * MS + 1..=500 * MS).contains(&r.time);
    let lost = records.iter().filter(down).filter(|r| r.kind == Kind::Dropped(Reason::Down)).count();
    assert!(lost > 100, "{lost}");
    assert_eq!(between(&records, delivered, 0, 1).iter().filter(down).count(), 0);
    let later = between(&records, delivered, 0, 1).iter().filter(|r| r.time > 500 * MS).count();
    assert!(later > 60, "{later}");
}

#[test]
fn a_restarted_node_begins_anew() {
    let node = place(&[("100ms", "crash n1"), ("101ms", "restart n1")], SECOND, 1);
    assert!(node.up);
    assert_eq!(node.node.starts, 2);
    // Its ticks count from the restart: at 108, 115, …; the timer of its first life is dead.
    assert_eq!(node.node.said, (SECOND - 101 * MS) / (7 * MS));
}

#[test]
fn a_flapping_node_ends_up_running() {
    for times in 1..=4u64 {
        let action = alloc::format!("flap n1 20ms {times}");
        let actions: &[_] = &[("100ms", action.as_str())];
        let flips = |records: &[Record]| -> Vec<(Nanos, u64)> {
            let flips = records.iter().filter(|r| r.kind == Kind::Changed && r.label.tag == Label::FLIP);
            flips.map(|r| (r.time, r.label.a)).collect()
        };
        let expected: Vec<(Nanos, u64)> = (1..2 * times).map(|i| (100 * MS + i * 20 * MS, i % 2)).collect();
        assert_eq!(flips(&story(actions)), expected);
        assert!(!place(actions, 100 * MS, 1).up && place(actions, SECOND, 1).up);
    }
}

#[test]
fn a_second_flap_takes_the_place_of_the_first() {
    let actions: &[_] = &[("100ms", "flap n1 40ms 5"), ("150ms", "flap n1 100ms 1")];
    assert!(!place(actions, 200 * MS, 1).up);
    assert!(place(actions, 251 * MS, 1).up);
    assert!(place(actions, 300 * MS, 1).up, "the first would have it down from 260 ms on");
}

#[test]
fn what_cannot_be_done_is_refused_and_changes_nothing() {
    let refusals: &[(&str, &str)] = &[
        ("restart n1", "it is up already"),
        ("crash n9", "there is no node \"n9\""),
        ("partition {n0 n9} | {n1}", "there is no node \"n9\""),
        ("burst n9 1", "there is no node \"n9\""),
        ("fly n1", "there is no action"),
        ("crash", "write it like \"crash s1\""),
    ];
    for (action, sentence) in refusals {
        let mut run = open(scenario(&[]));
        run.seek_time(100 * MS);
        let before = (run.scenario().clone(), run.moment());
        let error = run.act(action).expect_err(action);
        assert!(alloc::format!("{error}").contains(sentence), "{error}");
        assert_eq!((run.scenario().clone(), run.moment()), before);
    }
    // In a scenario, where nobody can be asked, the trace says so.
    let records = story(&[("100ms", "crash n1"), ("200ms", "crash n1")]);
    let told: Vec<(Kind, u64)> = records
        .iter()
        .filter(|r| matches!(r.kind, Kind::Acted | Kind::Refused))
        .map(|r| (r.kind, r.id))
        .collect();
    assert_eq!(told, [(Kind::Acted, 0), (Kind::Refused, 1)]);
    let mut down = open(scenario(&[("1ms", "crash n1")]));
    down.seek_time(2 * MS);
    assert_eq!(down.act("crash n1"), Err(RunError::Action(ActionError::NotNow("it is down already"))));
    assert!(down.act("flap n1 5ms 2").is_err());
}

#[test]
fn an_action_takes_effect_at_the_end_of_its_nanosecond() {
    // All tick at 7 ms; the crash at 7 ms comes after that.
    let records = story(&[("7ms", "crash n1")]);
    let at: Vec<Kind> =
        records.iter().filter(|r| r.time == 7 * MS && r.kind != Kind::Sent).map(|r| r.kind).collect();
    assert_eq!(at, [Kind::Timer, Kind::Timer, Kind::Timer, Kind::Acted]);
    let last = records.iter().rposition(|r| r.time == 7 * MS).expect("there are some");
    assert_eq!(records[last].kind, Kind::Acted);
}

#[test]
fn ties_are_broken_by_the_order_of_scheduling() {
    let ended = ended(&[("0s", "latency 10ms")]);
    let mut run = ended;
    let records = run.records(0, SECOND).to_vec();
    let arrivals: Vec<u64> = records.iter().filter(|r| r.kind == Kind::Delivered).map(|r| r.id).collect();
    assert!(arrivals.is_sorted(), "with equal delays, messages arrive as they were sent");
    let steps: Vec<u64> = records.iter().map(|r| r.step).collect();
    assert!(steps.is_sorted() && records.iter().map(|r| r.time).is_sorted());
    assert!(records.iter().filter(|r| r.time == 17 * MS).count() >= 6);
}

#[test]
fn a_storm_is_well_formed_and_is_over_in_time() {
    let servers: Vec<String> = (0..4).map(|i| alloc::format!("s{i}")).collect();
    let others = [String::from("c0")];
    for seed in 0..200 {
        let actions = storm(seed, &servers, &others, 3 * SECOND, 10 * SECOND);
        assert!(actions.len() >= 6 && actions.is_sorted_by_key(|timed| timed.at));
        assert_eq!(actions, storm(seed, &servers, &others, 3 * SECOND, 10 * SECOND));
        let mut down: Vec<String> = Vec::new();
        for timed in &actions {
            assert!((3 * SECOND..=13 * SECOND).contains(&timed.at), "{timed:?}");
            match Verb::parse(&timed.action).expect("well formed").expect("a verb") {
                Verb::Crash(name) => down.push(name),
                Verb::Restart(name) => down.retain(|other| *other != name),
                _ => {}
            }
        }
        assert!(down.is_empty(), "seed {seed} leaves {down:?} down");
    }
    assert_ne!(storm(1, &servers, &others, 0, SECOND), storm(2, &servers, &others, 0, SECOND));
    assert!(storm(1, &[], &others, 0, SECOND).is_empty());
}

#[test]
fn a_place_tells_what_it_is_for() {
    let run = ended(&[]);
    assert!(run.world().places().iter().all(|place| place.role == Role::Server && place.slowness == 100));
    assert_eq!(run.world().find("n2"), Some(NodeId(2)));
    assert_eq!(run.world().find("n3"), None);
}
