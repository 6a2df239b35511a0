//! Behaviour that nobody coded line by line, as tables: a change in them is a change worth a look.
//!
//! Inputs are fixed, so the tables are the same everywhere.

use snowglobe_core::hash::HashFunction;
use snowglobe_core::ring::{Options, Placement, Ring, Scheme, Server};
use snowglobe_core::stats;
use std::fmt::Write as _;

const VIRTUAL_NODES: [u32; 4] = [1, 10, 100, 1_000];

/// Mean over sets of names of how unevenly the circle is shared (standard deviation over mean).
fn imbalance(hash: HashFunction, servers: u32, virtual_nodes: u32) -> f64 {
    let sets = 8;
    let of_set = |set: u32| {
        let nodes = (0..servers).map(|i| (format!("cache{set}-{i}:11211"), virtual_nodes));
        stats::cv(&Ring::with_virtual_nodes(nodes, hash).expect("few points").shares())
    };
    (0..sets).map(of_set).sum::<f64>() / f64::from(sets)
}

#[test]
fn imbalance_by_servers_virtual_nodes_and_hash() {
    let mut table = String::from("hash             servers");
    for v in VIRTUAL_NODES {
        write!(table, "{v:>8}").expect("to a string");
    }
    for servers in [4, 10, 50] {
        let closed_form = VIRTUAL_NODES.map(|v| stats::share_cv(servers, v));
        row(&mut table, "(closed form)", servers, closed_form);
        for hash in HashFunction::ALL {
            row(&mut table, hash.name(), servers, VIRTUAL_NODES.map(|v| imbalance(hash, servers, v)));
        }
    }
    insta::assert_snapshot!(table);
}

fn row(table: &mut String, name: &str, servers: u32, values: [f64; 4]) {
    write!(table, "\n{name:<16}{servers:>8}").expect("to a string");
    for value in values {
        write!(table, "{value:>8.3}").expect("to a string");
    }
}

const KEYS: u32 = 50_000;

fn named(owners: &dyn Placement, positions: &[u64]) -> Vec<String> {
    let owner = |i: &u32| owners.servers()[*i as usize].name.clone();
    owners.assign(positions).expect("servers").iter().map(owner).collect()
}

#[test]
fn movement_by_scheme() {
    let mut table = String::from("scheme         cv  max/mean   join  leave-first  leave-last  rejoin");
    for scheme in Scheme::ALL {
        let list: Vec<Server> = (0..10).map(|i| Server::new(format!("cache-{i}:11311"))).collect();
        let built =
            Options { scheme, epsilon_percent: 5, ..Options::default() }.build(&list).expect("a sound list");
        let positions: Vec<u64> = (0..KEYS).map(|i| built.position(format!("key-{i}").as_bytes())).collect();
        let before = named(&*built, &positions);
        let moved = |change: &dyn Fn(&mut dyn Placement)| {
            let mut changed = built.clone();
            change(&mut *changed);
            stats::moved(&before, &named(&*changed, &positions))
        };
        let leave = |p: &mut dyn Placement, name: &str| p.leave(name).expect("listed");
        let join = |p: &mut dyn Placement, name: &str| p.join(Server::new(name)).expect("new");
        let (first, last, new) = ("cache-0:11311", "cache-9:11311", "cache-10:11311");
        let mut counts = [0.0; 10];
        for owner in built.assign(&positions).expect("servers") {
            counts[owner as usize] += 1.0;
        }
        write!(
            table,
            "\n{scheme:<11}{:>6.3}{:>10.3}{:>7.3}{:>13.3}{:>12.3}{:>8.3}",
            stats::cv(&counts),
            stats::max_over_mean(&counts),
            moved(&|p| join(p, new)),
            moved(&|p| leave(p, first)),
            moved(&|p| leave(p, last)),
            // Comes back at the end of the list.
            moved(&|p| {
                leave(p, first);
                join(p, first);
            }),
        )
        .expect("to a string");
    }
    insta::assert_snapshot!(table);
}
