//! Heartbeats by push, by pull and by both.

use super::{ended, facts, replica, run, told};
use crate::gossip::{Mode, Spreading};
use crate::sim::{Kind, Nanos, Run, SECOND};
use crate::systems::kv::{Kv, Node, Word};
use alloc::format;
use alloc::vec::Vec;

const WORDS: &[Word] = &[Word::Gossip, Word::GossipRequest, Word::GossipReply];

/// How many of the nodes have heard of one.
fn knowers(run: &Run<Kv>, of: u32) -> usize {
    let heard = |node: &&Node| match node {
        Node::Replica(replica) => replica.members().get(of).is_some_and(|beat| beat.counter > 0),
        Node::Client(_) => false,
    };
    run.world().places().iter().map(|place| &place.node).filter(heard).count()
}

#[test]
fn the_names_are_those_of_the_three_ways() {
    let ways = [Mode::Push, Mode::Pull, Mode::PushPull, Mode::Push];
    assert_eq!([0, 1, 2, 3].map(Mode::at), ways);
    assert_eq!(Mode::NAMES, ["push", "pull", "push_pull"]);
}

/// Who joins is heard of, who dies is missed by all and who comes back by none; also if one message in ten is lost.
#[test]
fn in_each_way_all_learn_who_lives() {
    for mode in Mode::NAMES {
        for loss in [0, 10] {
            let mut run = run(&format!(
                "nodes 8; workload none; keys 3; gossip_period 200ms; gossip_mode {mode}; fail_timeout 4s; duration 40s; \
                 at 1s loss {loss}%; at 2s join n9; at 12s crash n2; at 25s restart n2"
            ));
            run.seek_time(2 * SECOND);
            let (joined, dead) =
                (run.world().find("n9").expect("there"), run.world().find("n2").expect("there"));
            assert_eq!(knowers(&run, joined.0), 1, "{mode}: itself");
            run.seek_time(12 * SECOND - 1);
            assert_eq!(knowers(&run, joined.0), 9, "{mode}, loss {loss}");
            assert_eq!(facts(&run)("suspicions"), 0.0, "{mode}, loss {loss}");
            run.seek_time(25 * SECOND - 1);
            for name in ["n0", "n1", "n3", "n4", "n5", "n6", "n7", "n9"] {
                assert_eq!(replica(&run, name).suspected(), [dead.0], "{name}, {mode}, loss {loss}");
            }
            run.seek_time(run.horizon());
            let facts = facts(&run);
            assert_eq!((facts("suspected"), facts("false_suspicions")), (0.0, 0.0), "{mode}, loss {loss}");
        }
    }
}

/// Nothing gets past a cut, in whichever way it would be told.
#[test]
fn a_cut_keeps_questions_and_answers_back() {
    for mode in Mode::NAMES {
        let mut run = run(&format!(
            "nodes 5; workload none; gossip_period 200ms; gossip_mode {mode}; fail_timeout 2s; duration 30s; \
             at 2s partition {{n0 n1}} | {{n2 n3 n4}}; at 20s heal"
        ));
        run.seek_time(19 * SECOND);
        assert_eq!(facts(&run)("suspected"), 12.0, "{mode}");
        run.seek_time(run.horizon());
        assert_eq!(facts(&run)("suspected"), 0.0, "{mode}");
    }
}

/// By push a message for each of whom it talks to; by the others two, but for those that were lost.
#[test]
fn each_question_that_arrives_has_one_answer() {
    // Begun before the first period is over, then 99 more.
    let talks = 5 * 2 * 100;
    for (mode, loss) in
        [("push", 0), ("push", 50), ("pull", 0), ("pull", 50), ("push_pull", 0), ("push_pull", 50)]
    {
        let mut run = ended(&format!(
            "nodes 5; workload none; gossip_period 200ms; gossip_mode {mode}; fanout 2; duration 20s; at 0s loss {loss}%"
        ));
        let sent = told(&mut run, Kind::Sent, WORDS);
        let came = told(&mut run, Kind::Delivered, WORDS);
        let expected = if mode == "push" { [talks, 0, 0] } else { [0, talks, came[1]] };
        assert_eq!(sent, expected, "{mode}, loss {loss}");
        assert_eq!(facts(&run)("gossip_messages"), sent.iter().sum::<usize>() as f64);
        let share = came.iter().sum::<usize>() as f64 / sent.iter().sum::<usize>() as f64;
        let arrive = 1.0 - f64::from(loss) / 100.0;
        assert!((share - arrive).abs() < 0.05, "{mode}, loss {loss}: {share}");
    }
}

/// An answer is what the asker has not heard. Of two nodes that is the other's counter, or nothing.
#[test]
fn an_answer_is_no_longer_than_the_news() {
    for mode in ["pull", "push_pull"] {
        let text = |nodes| {
            format!(
                "nodes {nodes}; n 1; r 1; w 1; workload none; gossip_period 200ms; gossip_mode {mode}; duration 20s"
            )
        };
        let told = |nodes, word| -> Vec<u64> {
            let mut run = ended(&text(nodes));
            let until = run.moment().at;
            let of = run.records(0, until).iter().filter(|record| record.kind == Kind::Sent);
            of.filter(|record| Word::of(record.label) == Some(word)).map(|record| record.label.a).collect()
        };
        let replies = told(2, Word::GossipReply);
        assert!(replies.iter().all(|news| *news <= 1) && replies.contains(&1), "{mode}: {replies:?}");
        assert!(told(20, Word::GossipRequest).iter().all(|heard| *heard == 20), "{mode}");
        let replies = told(20, Word::GossipReply);
        let mean = replies.iter().sum::<u64>() as f64 / replies.len() as f64;
        assert!((5.0..19.0).contains(&mean), "{mode}: {mean}");
    }
}

/// By pull who is asked learns nothing of who asks; by both it does.
#[test]
fn only_push_pull_learns_from_a_question() {
    for (mode, learns) in [("pull", false), ("push_pull", true)] {
        let mut run = run(&format!("nodes 5; workload none; gossip_mode {mode}; duration 3s"));
        run.seek_time(SECOND);
        let asked = |record: &&crate::sim::Record| {
            record.kind == Kind::Delivered && Word::of(record.label) == Some(Word::GossipRequest)
        };
        let (at, node, asker) = {
            let first = run.records(0, SECOND).iter().find(asked).expect("a question");
            (first.time, first.node, first.peer)
        };
        run.seek_time(at);
        let name = run.world().place(node).expect("there").name.clone();
        let heard = replica(&run, &name).members().get(asker.0).expect("it belongs to the cluster").counter;
        assert_eq!(heard > 0, learns, "{mode}");
    }
}

/// Periods until so many of 32 have heard of who joined, on average.
fn periods(mode: &str, marks: [usize; 3]) -> [f64; 3] {
    const RUNS: u64 = 24;
    const STEP: Nanos = SECOND / 50;
    let mut sums = [0.0; 3];
    for seed in 0..RUNS {
        let mut run = run(&format!(
            "nodes 31; workload none; keys 1; clients 1; latency 1ms; seed {seed}; gossip_mode {mode}; \
             fail_timeout 60s; duration 30s; at 1s join n31"
        ));
        run.seek_time(SECOND);
        let joined = run.world().find("n31").expect("there").0;
        for (sum, mark) in sums.iter_mut().zip(marks) {
            while knowers(&run, joined) < mark {
                let at = run.moment().at;
                assert!(at < run.horizon(), "{mode}, seed {seed}: {}", knowers(&run, joined));
                run.seek_time(at + STEP);
            }
            *sum += (run.moment().at - SECOND) as f64 / SECOND as f64;
        }
    }
    sums.map(|sum| sum / RUNS as f64)
}

/// At first hardly anybody asks who knows, and at the end hardly anybody is told who does not: push begins sooner, pull
/// ends sooner, and who does both does both. It takes fewer periods than `Spreading` has rounds, for who hears of it
/// passes it on before all others have had their turn.
#[test]
fn push_begins_sooner_and_pull_ends_sooner() {
    let [push, pull, both] = Mode::NAMES else { panic!("three ways") };
    let [push, pull, both] = [push, pull, both].map(|mode| periods(mode, [2, 28, 32]));
    let told = format!("push {push:.2?}, pull {pull:.2?}, both {both:.2?}");
    let end = |periods: &[f64; 3]| periods[2] - periods[1];
    assert!(push[0] < pull[0] && both[0] < push[0], "{told}");
    assert!(end(&pull) < end(&push) / 2.0 && end(&both) < end(&push) / 2.0, "{told}");
    assert!(both[2] < pull[2] && pull[2] < push[2], "{told}");
    for (mode, periods) in [(Mode::Push, push), (Mode::Pull, pull), (Mode::PushPull, both)] {
        let rumour = Spreading { nodes: 32, fanout: 1, mode, loss: (0, 1) };
        let rounds: u32 = (0..200).filter_map(|seed| rumour.run(seed).rounds).sum();
        let rounds = f64::from(rounds) / 200.0;
        assert!((0.5 * rounds..rounds).contains(&periods[2]), "{mode:?}: {rounds} rounds, {told}");
    }
}
