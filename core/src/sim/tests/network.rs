use super::echo::{MS, between, delivered, ended, sent, story};
use crate::random::SplitMix64;
use crate::sim::{Fate, Kind, Latency, Nanos, Network, NodeId, Reason, Record, Share};
use alloc::vec::Vec;

fn network() -> Network {
    Network::new(Latency::Uniform(8 * MS, 12 * MS), &SplitMix64::new(7))
}

fn delays(network: &mut Network) -> Vec<Nanos> {
    let delay = |fate| match fate {
        Fate::Arrives(delay) => delay,
        Fate::Lost(half) | Fate::Cut(half) => 2 * half,
        Fate::Held => 0,
    };
    // Halves of odd delays are rounded down, so compare without the last bit.
    (0..1_000).map(|_| delay(network.fate(NodeId(0), NodeId(1))) & !1).collect()
}

#[test]
fn each_kind_of_chance_has_a_stream_of_its_own() {
    let quiet = delays(&mut network());
    let mut lossy = network();
    lossy.loss = Share(500_000);
    assert_eq!(delays(&mut lossy), quiet);
    let mut doubling = network();
    doubling.duplication = Share(500_000);
    let with_copies: Vec<Nanos> = (0..1_000)
        .map(|_| {
            let copy = doubling.copies();
            let Fate::Arrives(delay) = doubling.fate(NodeId(0), NodeId(1)) else { panic!("nothing is lost") };
            if copy {
                assert!(matches!(
                    doubling.fate_of_copy(NodeId(0), NodeId(1)),
                    Fate::Arrives(8_000_000..=12_000_000)
                ));
            }
            delay & !1
        })
        .collect();
    assert_eq!(with_copies, quiet);
    let mut reordering = network();
    (reordering.reordering, reordering.reorder_by) = (Share(500_000), 100 * MS);
    let late: Vec<Nanos> = delays(&mut reordering);
    assert!(late.iter().zip(&quiet).all(|(late, delay)| late == delay || *late == delay + 100 * MS));
    let share = late.iter().filter(|delay| **delay > 12 * MS).count();
    assert!((450..550).contains(&share), "{share}");
}

fn dropped(reason: Reason) -> impl Fn(&&Record) -> bool {
    move |record| record.kind == Kind::Dropped(reason)
}

#[test]
fn loss_takes_its_share() {
    let records = story(&[("0s", "loss 20%")]);
    let all = records.iter().filter(|record| record.kind == Kind::Sent).count();
    let lost = records.iter().filter(dropped(Reason::Loss)).count();
    assert!((all * 15 / 100..all * 25 / 100).contains(&lost), "{lost} of {all}");
    assert!(ended(&[("0s", "loss 100%")]).world().places().iter().all(|place| place.node.heard.is_empty()));
    assert_eq!(story(&[]).iter().filter(dropped(Reason::Loss)).count(), 0);
}

#[test]
fn copies_arrive_twice_under_one_number() {
    let records = story(&[("0s", "duplicate 30%")]);
    let copied: Vec<u64> = records.iter().filter(|r| r.kind == Kind::Copied).map(|r| r.id).collect();
    let all = records.iter().filter(|record| record.kind == Kind::Sent).count();
    assert!((all / 4..all * 35 / 100).contains(&copied.len()), "{} of {all}", copied.len());
    let early = records.iter().find(|record| record.kind == Kind::Copied).expect("there is one");
    let arrivals = records.iter().filter(|r| r.kind == Kind::Delivered && r.id == early.id);
    assert_eq!(arrivals.count(), 2);
}

/// Pairs of messages on one link of which the later arrived first.
fn overtakings(records: &[Record]) -> usize {
    let ids: Vec<u64> = between(records, delivered, 0, 1).iter().map(|record| record.id).collect();
    ids.windows(2).filter(|pair| pair[0] > pair[1]).count()
}

#[test]
fn later_messages_overtake_when_reordered() {
    assert_eq!(overtakings(&story(&[])), 0, "a tick takes longer than latencies differ");
    assert!(overtakings(&story(&[("0s", "reorder 20% 30ms")])) > 10);
}

#[test]
fn a_one_way_partition_cuts_one_way() {
    let records = story(&[("100ms", "partition {n0} -> {n1 n2}"), ("500ms", "heal")]);
    let arrived = |from, to| {
        let during = |r: &&Record| r.time > 100 * MS && r.time < 500 * MS;
        between(&records, delivered, from, to).iter().filter(during).count()
    };
    assert_eq!((arrived(0, 1), arrived(0, 2)), (0, 0));
    assert!(arrived(1, 0) > 50 && arrived(2, 0) > 50 && arrived(1, 2) > 50);
    let after = between(&records, delivered, 0, 1).iter().filter(|r| r.time >= 500 * MS).count();
    assert!(after > 60, "{after}");
}

#[test]
fn a_partition_cuts_both_ways() {
    let records = story(&[("100ms", "partition {n0} | {n1}")]);
    let later =
        |from, to| between(&records, delivered, from, to).iter().filter(|r| r.time > 100 * MS).count();
    assert_eq!((later(0, 1), later(1, 0)), (0, 0));
    assert!(later(0, 2) > 100 && later(2, 1) > 100);
}

#[test]
fn what_is_under_way_when_the_link_is_cut_is_lost() {
    // Ticks at 7, 14, … ms; what left at 98 ms arrives at 106 to 110 ms.
    let records = story(&[("100ms", "partition {n0} | {n1}")]);
    let under_way = between(&records, sent, 0, 1).into_iter().find(|r| r.time == 98 * MS).expect("a tick");
    assert!(under_way.until >= 106 * MS);
    let end = records.iter().find(|r| r.id == under_way.id && r.kind != Kind::Sent).expect("it ends");
    assert_eq!((end.kind, end.time), (Kind::Dropped(Reason::Partition), under_way.until));
    // And one that is sent into the cut ends half-way.
    let sent_later = between(&records, sent, 0, 1).into_iter().find(|r| r.time == 105 * MS).expect("a tick");
    assert!(sent_later.until <= 111 * MS);
}

#[test]
fn many_cuts_are_one() {
    let run = ended(&[("1ms", "partition {n0 n0} | {n1}"), ("2ms", "partition {n0} | {n1}")]);
    assert_eq!(run.world().network().cuts().len(), 2, "one each way, however often it is said");
    assert!(
        run.world().network().is_cut(NodeId(0), NodeId(1))
            && !run.world().network().is_cut(NodeId(0), NodeId(2))
    );
}

#[test]
fn held_messages_wait_and_then_travel_in_order() {
    let records = story(&[("100ms", "hold {n0} -> {n1}"), ("400ms", "release")]);
    let arrivals = between(&records, delivered, 0, 1);
    // What was under way before still arrives.
    assert!(!arrivals.iter().any(|r| r.time > 112 * MS && r.time < 408 * MS));
    let held: Vec<&Record> = arrivals.iter().filter(|r| (408 * MS..=412 * MS).contains(&r.time)).collect();
    assert!(held.len() >= 42, "{}", held.len());
    let kept = between(&records, sent, 0, 1).iter().filter(|r| r.until == Nanos::MAX).count();
    assert_eq!(kept, 43, "a tick every 7 ms from 105 to 399 ms");
    let again: Vec<u64> =
        between(&records, sent, 0, 1).iter().filter(|r| r.time == 400 * MS).map(|r| r.id).collect();
    assert_eq!(again.len(), kept);
    assert!(again.is_sorted(), "they leave in the order in which they were sent");
}
