//! Placement against crates that do the same: look-ups, joins and leaves of a ring, jump, rendezvous.
//!
//! Everyone gets the same hash function, [`fmix64`] of a 64-bit number, so that what is compared is
//! the search and not the hashing. Nodes have 100 points each.

use crate::measure::{in_turns, split};
use crate::report::Report;
use consistent_hash_ring::RingBuilder;
use hashring::HashRing;
use hrw_hash::HrwNodes;
use jumphash::CustomJumpHasher;
use snowglobe_core::hash::fmix64;
use snowglobe_core::ring::{Options, Ring, Scheme, Server, jump_hash};
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::hint::black_box;
use std::time::{Duration, Instant};

const POINTS_OF_A_NODE: u32 = 100;
const KEYS: u64 = 20_000;

/// `fmix64` as the hasher that the peers ask for.
#[derive(Clone, Default)]
struct Mixed(u64);

type Mixing = BuildHasherDefault<Mixed>;

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only numbers are hashed here");
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = fmix64(self.0 ^ number);
    }
}

/// A node of the peers.
#[derive(Clone, PartialEq, Eq)]
struct Node(u64);

impl Hash for Node {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0);
    }
}

/// A point of hashring, which leaves virtual nodes to its users.
#[derive(Clone)]
struct Point {
    node: u64,
    number: u32,
}

impl Hash for Point {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(seed(self.node, self.number));
    }
}

fn seed(node: u64, number: u32) -> u64 {
    node << 32 | u64::from(number)
}

fn points(node: u64) -> impl Iterator<Item = Point> {
    (0..POINTS_OF_A_NODE).map(move |number| Point { node, number })
}

fn positions(node: u64) -> impl Iterator<Item = u64> {
    (0..POINTS_OF_A_NODE).map(move |number| fmix64(seed(node, number)))
}

/// Keys in no order that the points have.
fn keys() -> Vec<u64> {
    (0..KEYS).map(|i| fmix64(i ^ 0x5eed)).collect()
}

/// Asks for every key.
fn round<'a, T>(keys: &'a [u64], ask: impl Fn(&'a u64) -> T) -> impl FnMut() {
    move || {
        for key in keys {
            black_box(ask(black_box(key)));
        }
    }
}

pub(crate) fn measure(report: &mut Report) {
    for points in [2_000, 200_000] {
        ring(report, points);
    }
    jump(report);
    rendezvous(report);
}

fn ring(report: &mut Report, size: u64) {
    let names = ["lookup", "join", "leave"].map(|what| format!("ring {what} {size} points"));
    if !names.iter().any(|name| report.wants(name)) {
        return;
    }
    let nodes = size / u64::from(POINTS_OF_A_NODE);
    let all = (0..nodes).flat_map(|node| positions(node).map(move |position| (position, node)));
    let mut ours = Ring::from_points(all).expect("few points");
    let mut hashring = HashRing::with_hasher(Mixing::default());
    hashring.batch_add((0..nodes).flat_map(points).collect());
    let mut consistent = RingBuilder::new(Mixing::default())
        .vnodes(POINTS_OF_A_NODE as usize)
        .nodes_iter((0..nodes).map(Node))
        .build();
    let [lookup, join, leave] = &names;
    if report.wants(lookup) {
        let keys = keys();
        let times = in_turns(
            KEYS as usize,
            &mut [
                &mut round(&keys, |key| ours.owner(fmix64(*key))),
                &mut round(&keys, |key| hashring.get(key)),
                &mut round(&keys, |key| consistent.try_get(key)),
            ],
        );
        against_rings(report, lookup, &times);
    }
    if report.wants(join) || report.wants(leave) {
        // Another newcomer each round, lest the branch predictor learn one by heart.
        let newcomers = || nodes..;
        let (mut first, mut second, mut third) = (newcomers(), newcomers(), newcomers());
        let times = split(&mut [
            &mut || {
                let new = first.next().unwrap_or_default();
                timed(
                    &mut ours,
                    |ring| assert!(ring.join(new, positions(new)).is_ok()),
                    |ring| assert!(ring.leave(&new).is_ok()),
                )
            },
            &mut || {
                let new = second.next().unwrap_or_default();
                let leave = |ring: &mut HashRing<_, _>| {
                    assert!(points(new).all(|point| ring.remove(&point).is_some()))
                };
                timed(&mut hashring, |ring| ring.batch_add(points(new).collect()), leave)
            },
            &mut || {
                let new = Node(third.next().unwrap_or_default());
                timed(
                    &mut consistent,
                    |ring| assert!(ring.insert(new.clone())),
                    |ring| assert!(ring.remove(&new)),
                )
            },
        ]);
        for (part, name) in [join, leave].into_iter().enumerate() {
            if report.wants(name) {
                against_rings(report, name, &times.iter().map(|times| times[part]).collect::<Vec<_>>());
            }
        }
    }
}

/// The times of a join and of the leave that undoes it.
fn timed<R>(ring: &mut R, join: impl FnOnce(&mut R), leave: impl FnOnce(&mut R)) -> [Duration; 2] {
    let start = Instant::now();
    join(ring);
    let joined = start.elapsed();
    let start = Instant::now();
    leave(ring);
    [joined, start.elapsed()]
}

fn against_rings(report: &mut Report, name: &str, times: &[f64]) {
    report.line(name, times[0], Some(("hashring", times[1])));
    report.line(name, times[0], Some(("consistent_hash_ring", times[2])));
}

fn jump(report: &mut Report) {
    for buckets in [10, 1_000u32] {
        let name = format!("jump {buckets} buckets");
        if !report.wants(&name) {
            continue;
        }
        let keys = keys();
        let peer = CustomJumpHasher::new(Mixed::default());
        let times = in_turns(
            KEYS as usize,
            &mut [
                &mut round(&keys, |key| jump_hash(fmix64(*key), buckets.into())),
                &mut round(&keys, |key| peer.slot(key, buckets)),
            ],
        );
        report.line(&name, times[0], Some(("jumphash", times[1])));
    }
}

/// hrw-hash sorts all nodes; asking it for the first is how it is used.
fn rendezvous(report: &mut Report) {
    for nodes in [10, 100u64] {
        let name = format!("rendezvous {nodes} nodes");
        if !report.wants(&name) {
            continue;
        }
        let list: Vec<Server> = (0..nodes).map(|i| Server::new(format!("s{i}"))).collect();
        let options = Options { scheme: Scheme::Rendezvous, ..Options::default() };
        let ours = options.build(&list).expect("a sound list");
        let keys = keys();
        let peer = HrwNodes::with_build_hasher(Mixing::default(), 0..nodes);
        let times = in_turns(
            KEYS as usize,
            &mut [
                &mut round(&keys, |key| ours.owner_at(fmix64(*key))),
                &mut round(&keys, |key| peer.sorted(key).next()),
            ],
        );
        report.line(&name, times[0], Some(("hrw-hash", times[1])));
    }
}
