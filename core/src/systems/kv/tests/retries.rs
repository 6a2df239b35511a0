//! A client that asks again: its write is made once, or is at least read as one.

use super::{ended, replica, run};
use crate::check::{Verdict, linearizable};
use crate::sim::{Run, SECOND};
use crate::systems::kv::placement::Placement;
use crate::systems::kv::record::Record;
use crate::systems::kv::{Key, Kv, clients, history, judged};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// What the nodes at home have of the reader's key of this place.
fn records(run: &Run<Kv>, name: &str, index: u32) -> Vec<Record> {
    let key = Key::named(name, index);
    let placement = &run.world().system().placement;
    let home = placement.home(Placement::range(key)).iter().filter_map(|node| placement.member(*node));
    home.filter_map(|member| replica(run, &member.name).store()?.get(key).ok()?).collect()
}

/// Answers are lost and clients ask again, by way of other nodes: some writes get two names, and each is read as one value.
#[test]
fn a_write_that_was_asked_for_twice_is_one() {
    let mut twice = 0;
    for seed in 1..7 {
        let puts: String = (0..40).map(|key| format!("; at {}s put k{key} v{key}", 1 + key)).collect();
        let run = ended(&format!(
            "seed {seed}; nodes 5; workload none; retries 5; timeout 100ms; fail_timeout 600s; repair_period 20ms; \
             duration 60s; at 1ms loss 25%; at 45s loss 0%{puts}"
        ));
        for key in 0..40 {
            for record in records(&run, &format!("k{key}"), key) {
                let Record::Siblings(siblings) = &record else { panic!("siblings are kept") };
                twice += u32::from(siblings.len() > 1);
                assert!(record.values().count() <= 1, "seed {seed}, k{key}: {record:?}");
                assert!(record.versions().count() <= 1);
            }
        }
    }
    assert!(twice > 5, "{twice}");
}

/// The answer to a write is lost; somebody reads it and writes over it; then it is asked for again. Where it was made it is
/// known that it was, though nothing is left of it.
#[test]
fn what_was_written_over_does_not_come_back() {
    let run = ended(
        "nodes 3; n 1; r 1; w 1; clients 2; workload none; timeout 2s; retries 1; fail_timeout 60s; duration 9s; \
         at 900ms partition {n0 n1 n2} -> {c0}; at 1s put cart old at c0; at 1500ms get cart at c1; \
         at 1800ms put cart new at c1; at 2500ms heal",
    );
    let clients = clients(run.world());
    assert_eq!((clients.writes, clients.reads, clients.unknown), (2, 1, 0));
    let records = records(&run, "cart", 0);
    let values: Vec<String> =
        records.iter().flat_map(Record::values).map(|value| run.world().system().value_name(value)).collect();
    assert_eq!(values, ["new"]);
}

/// The same where the last writer wins, and the client asks another node again: its write is no later than when it was first
/// asked for.
#[test]
fn the_last_writer_stays_the_last() {
    let mut elsewhere = 0;
    for seed in 1..9 {
        let run = ended(&format!(
            "seed {seed}; nodes 3; clients 2; resolution last_writer_wins; workload none; timeout 2s; retries 1; \
             fail_timeout 60s; duration 9s; at 900ms partition {{n0 n1 n2}} -> {{c0}}; at 1s put cart old at c0; \
             at 1500ms get cart at c1; at 1800ms put cart new at c1; at 2500ms heal; at 7s get cart at c0"
        ));
        let clients = clients(run.world());
        assert_eq!((clients.writes, clients.reads, clients.unknown), (2, 2, 0), "seed {seed}");
        assert_eq!((clients.lost_own, clients.went_back), (0, 0), "seed {seed}");
        assert_eq!(judged(run.world()).stale_reads, 0, "seed {seed}");
        let coordinators = (0..3).filter(|at| replica(&run, &format!("n{at}")).tally().coordinated > 0);
        elsewhere += u32::from(coordinators.count() > 1);
        let records = records(&run, "cart", 0);
        for value in records.iter().flat_map(Record::values) {
            assert_eq!(run.world().system().value_name(value), "new", "seed {seed}");
        }
        assert_eq!(linearizable(&history(run.world())), Verdict::Kept, "seed {seed}");
    }
    assert!(elsewhere > 0);
}

/// n3 passes a write on; before it is made n3 is at home, and the other is not and passes it back: that is another asking.
#[test]
fn what_is_passed_back_after_a_change_is_taken_up() {
    let text = "nodes 4; clients 1; r 1; w 1; workload none; service_time 200ms; timeout 2s; gossip_period 200ms; \
                fail_timeout 10s; duration 30s";
    let order = super::order(text);
    let (first, last) = (&order[0], &order[3]);
    let mut passed = 0;
    for seed in 1..20 {
        let mut run = run(&format!(
            "seed {seed}; {text}; at 1s crash {}; at 1s crash {}; at 20s put cart tea; at 20100ms leave {first}",
            order[1], order[2]
        ));
        run.seek_time(20 * SECOND + SECOND / 20);
        if replica(&run, last).taken_up.is_empty() {
            continue;
        }
        passed += 1;
        run.seek_time(run.horizon());
        assert_eq!(clients(run.world()).writes, 1, "seed {seed}");
    }
    assert!(passed > 0);
}
