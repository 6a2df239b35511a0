//! What can be said about a moment of the cluster in numbers.

use super::Key;
use super::history::{self, Call, Ended};
use super::placement::{Placement, RANGES};
use super::record::{Record, Seen, Stamp};
use super::setup::{Kv, Node};
use super::tally::{ClientTally, ReplicaTally};
use crate::flat_map::FlatMap;
use crate::order::sort_by_numbers;
use crate::sim::{Fact, Nanos, Place, Share, Value, World};
use alloc::vec::Vec;

/// The series, in the order of [`sample`].
pub(super) const SERIES: &[&str] =
    &["reads", "writes", "refused", "unknown", "siblings", "hints", "suspected", "repairs"];

/// Whether something is wrong that can be mended: a link is cut, messages wait or are lost, a machine is down and its disk
/// is there. What clients are promised once all is healed cannot be judged before.
#[must_use]
pub fn is_troubled(world: &World<Kv>) -> bool {
    let network = world.network();
    let waits = |place: &Place<Node>| match &place.node {
        Node::Replica(replica) => !place.up && replica.keeps_data(),
        Node::Client(_) => false,
    };
    let whole = network.cuts().is_empty() && network.holds().is_empty() && network.loss == Share(0);
    !whole || !world.flaps.is_empty() || world.places().iter().any(waits)
}

/// The sums over all clients.
#[must_use]
pub fn clients(world: &World<Kv>) -> ClientTally {
    let mut sum = ClientTally::default();
    for place in world.places() {
        if let Node::Client(client) = &place.node {
            sum += client.tally();
        }
    }
    sum
}

/// The sums over all replicas.
#[must_use]
pub fn replicas(world: &World<Kv>) -> ReplicaTally {
    let mut sum = ReplicaTally::default();
    for place in world.places() {
        if let Node::Replica(replica) = &place.node {
            sum += replica.tally();
        }
    }
    sum
}

/// Hints that are kept now, and pairs of nodes of which one believes the other dead.
fn gauges(world: &World<Kv>) -> (u64, u64) {
    let (mut hints, mut suspected) = (0, 0);
    for place in world.places().iter().filter(|place| place.up) {
        if let Node::Replica(replica) = &place.node {
            hints += replica.store().map_or(0, super::Store::hints);
            suspected += replica.suspected().len() as u64;
        }
    }
    (hints, suspected)
}

/// Pairs of hashes that were compared when buckets that differ were last found.
fn last_search(world: &World<Kv>) -> u64 {
    let replicas = world.places().iter().filter_map(|place| match &place.node {
        Node::Replica(replica) => Some(replica.last_search),
        Node::Client(_) => None,
    });
    replicas.max().unwrap_or_default().1
}

/// Tables of all engines that are up, and entries of their memtables.
fn engines(world: &World<Kv>) -> (u64, u64) {
    let up = world.places().iter().filter(|place| place.up);
    let stores = up.filter_map(|place| match &place.node {
        Node::Replica(replica) => replica.store(),
        Node::Client(_) => None,
    });
    stores.map(|store| store.engine().pulse()).fold((0, 0), |(tables, entries), pulse| {
        (tables + pulse.tables as u64, entries + pulse.memtable_entries)
    })
}

pub(super) fn sample(world: &World<Kv>) -> Vec<u64> {
    let (clients, replicas, (hints, suspected)) = (clients(world), replicas(world), gauges(world));
    Vec::from([
        clients.reads,
        clients.writes,
        clients.refused,
        clients.unknown,
        clients.siblings,
        hints,
        suspected,
        replicas.repairs,
    ])
}

/// What the calls of all clients say of the cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Reads that missed a write that was acknowledged before they began.
    pub stale_reads: u64,
    /// Acknowledged writes that went under a number that an earlier write had: nobody will read them.
    pub lost_writes: u64,
    /// The time within which half of the reads ended.
    pub get_p50: Nanos,
    /// The time within which 99 % did.
    pub get_p99: Nanos,
    /// The same of writes.
    pub put_p50: Nanos,
    /// The same of writes.
    pub put_p99: Nanos,
}

/// Judges all calls. O(calls × log calls).
#[must_use]
pub fn judged(world: &World<Kv>) -> Judged {
    let mut calls: Vec<&Call> = history::calls(world).flat_map(|(_, calls)| calls.iter()).collect();
    sort_by_numbers(&mut calls, |call| [call.called, 0]);
    // Acknowledged writes by when they ended, each with what made it.
    let mut acknowledged: Vec<(Nanos, Key, &Seen)> = Vec::new();
    let (mut gets, mut puts) = (Vec::new(), Vec::new());
    for call in &calls {
        match &call.ended {
            Some((at, Ended::Written(own))) => {
                acknowledged.push((*at, call.key, own));
                puts.push(at - call.called);
            }
            Some((at, Ended::Read(_))) => gets.push(at - call.called),
            _ => {}
        }
    }
    sort_by_numbers(&mut acknowledged, |(at, ..)| [*at, 0]);
    let mut known: FlatMap<Key, Seen> = FlatMap::default();
    // What deletions that were called took with them, or may have.
    let mut gone: FlatMap<Key, Seen> = FlatMap::default();
    let mut next = acknowledged.into_iter().peekable();
    let mut told = Judged::default();
    for call in &calls {
        while let Some((_, key, own)) = next.next_if(|(at, ..)| *at < call.called) {
            let mut seen = known.get(&key).cloned().unwrap_or_default();
            seen.merge(own);
            known.insert(key, seen);
        }
        if let Some(more) = call.gone() {
            gone.get_or_default(&call.key).merge(&more);
        }
        let Some(before) = known.get(&call.key) else { continue };
        match &call.ended {
            Some((_, Ended::Read(reading))) => {
                told.stale_reads += u64::from(!reading.covers(before, gone.get(&call.key)));
            }
            Some((_, Ended::Written(own))) if before.stamp > Stamp::default() => {
                told.lost_writes += u64::from(own.stamp < before.stamp);
            }
            _ => {}
        }
    }
    [told.get_p50, told.get_p99] = percentiles(gets);
    [told.put_p50, told.put_p99] = percentiles(puts);
    told
}

fn percentiles(mut times: Vec<Nanos>) -> [Nanos; 2] {
    times.sort_unstable();
    let at =
        |percent: usize| times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied();
    [50, 99].map(|percent| at(percent).unwrap_or_default())
}

/// Keys that not all replicas at home that are up have alike, and keys with versions side by side. O(records).
#[must_use]
pub fn divergence(world: &World<Kv>) -> (u64, u64) {
    let mut all: FlatMap<Key, Vec<Record>> = FlatMap::default();
    let mut homes: FlatMap<Key, usize> = FlatMap::default();
    let placement: &Placement = &world.system().placement;
    for range in 0..RANGES {
        let up = |node: &&u32| world.places().get(**node as usize).filter(|place| place.up);
        let stores: Vec<&super::Store> = placement
            .home(range)
            .iter()
            .filter_map(|node| match &up(&node)?.node {
                Node::Replica(replica) => replica.store(),
                Node::Client(_) => None,
            })
            .collect();
        for store in &stores {
            for (key, record) in store.range(range).unwrap_or_default() {
                homes.insert(key, stores.len());
                match all.get_mut(&key) {
                    Some(records) => records.push(record),
                    None => _ = all.insert(key, Vec::from([record])),
                }
            }
        }
    }
    let unlike = all.iter().filter(|(key, records)| {
        records.windows(2).any(|two| two[0] != two[1])
            || homes.get(key).is_some_and(|count| *count != records.len())
    });
    let siblings = all.values().filter(|records| records.iter().any(|record| record.versions().count() > 1));
    (unlike.count() as u64, siblings.count() as u64)
}

pub(super) fn facts(world: &World<Kv>) -> Vec<Fact> {
    let parameters = &world.shared().parameters;
    let (clients, replicas, (hints, suspected)) = (clients(world), replicas(world), gauges(world));
    let (diverged, siblings_now) = divergence(world);
    let judged = judged(world);
    let members = world.system().placement.members();
    let mut facts = Vec::new();
    let mut fact = |name, value| facts.push(Fact { name, value });
    for (name, count) in [
        ("nodes", members.len() as u64),
        ("n", parameters.quorum.n().into()),
        ("r", parameters.quorum.r().into()),
        ("w", parameters.quorum.w().into()),
        ("reads", clients.reads),
        ("writes", clients.writes),
        ("refused", clients.refused),
        ("unknown", clients.unknown),
        ("siblings_read", clients.siblings),
        ("lost_own_writes", clients.lost_own),
        ("went_back", clients.went_back),
        ("stale_reads", judged.stale_reads),
        ("lost_writes", judged.lost_writes),
        ("diverged", diverged),
        ("siblings_now", siblings_now),
        ("repairs", replicas.repairs),
        ("hints", hints),
        ("hints_taken", replicas.hints_taken),
        ("hints_handed", replicas.hints_handed),
        ("hints_lost", replicas.hints_lost),
        ("compared", replicas.compared),
        ("exchanged", replicas.exchanged),
        ("moved", replicas.moved),
        ("dropped", replicas.dropped),
        ("buried", replicas.buried),
        ("suspected", suspected),
        ("suspicions", replicas.suspicions),
        ("false_suspicions", replicas.false_suspicions),
        ("gossip_messages", replicas.gossip),
        ("refuted", replicas.refuted),
        ("repair_bytes", replicas.repair_bytes),
    ] {
        fact(name, Value::Count(count));
    }
    for (name, time) in [
        ("get_p50", judged.get_p50),
        ("get_p99", judged.get_p99),
        ("put_p50", judged.put_p50),
        ("put_p99", judged.put_p99),
    ] {
        fact(name, Value::Time(time));
    }
    let share = |part: u64, of: u64| Value::Share(part as f64 / of.max(1) as f64);
    fact("stale_share", share(judged.stale_reads, clients.reads));
    fact("expected_stale_share", Value::Share(parameters.quorum.stale_share()));
    let (tables, entries) = engines(world);
    fact("tables", Value::Count(tables));
    fact("memtable_entries", Value::Count(entries));
    let buckets = 1 << parameters.tree_height;
    fact("buckets", Value::Count(buckets));
    fact("tree_hashes", Value::Count(2 * buckets - 1));
    fact("last_search", Value::Count(last_search(world)));
    let (concurrent, one_way) = super::conflicts::pairs(world);
    fact("conflicts", Value::Count(concurrent));
    fact("one_way_conflicts", Value::Count(one_way));
    fact("filter_negatives", Value::Count(replicas.filter_negatives));
    fact("tables_opened", Value::Count(replicas.tables_opened));
    facts
}
