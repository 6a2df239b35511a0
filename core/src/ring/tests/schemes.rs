//! What every scheme must do alike: preference lists, weights, stability.

use alloc::vec::Vec;

use super::{build, keys, servers, with};
use crate::hash::HashFunction;
use crate::ring::*;

#[test]
fn preference_lists_are_distinct_and_begin_with_the_owner() {
    let mut out = Vec::new();
    for scheme in Scheme::ALL {
        for n in [1, 2, 5, 40] {
            let placement = build(scheme, n);
            for position in keys(&*placement, 100) {
                for wanted in [0, 1, 3, 20, 100] {
                    placement.owners_at(position, wanted, &mut out).unwrap();
                    assert_eq!(out.len(), wanted.min(n), "{scheme} {n} {wanted}");
                    if wanted > 0 {
                        assert_eq!(out[0], placement.owner_at(position).unwrap());
                    }
                    let mut sorted = out.clone();
                    sorted.sort_unstable();
                    sorted.dedup();
                    assert_eq!(sorted.len(), out.len(), "{scheme}: {out:?}");
                    assert!(out.iter().all(|&i| i < n));
                }
            }
        }
    }
}

#[test]
fn load_follows_weight() {
    let list = [("a", 1), ("b", 2), ("c", 4), ("d", 1)];
    let list = list.map(|(name, weight)| Server::new(name).weighing(weight));
    for scheme in Scheme::ALL {
        let options = Options {
            virtual_nodes: 1000,
            ..with(scheme)
        };
        let placement = options.build(&list).unwrap();
        let keys = keys(&*placement, 40_000);
        let mut counts = [0.0; 4];
        for owner in placement.assign(&keys).unwrap() {
            counts[owner as usize] += 1.0;
        }
        for (count, server) in counts.iter().zip(&list) {
            let ideal = 40_000.0 * f64::from(server.weight) / 8.0;
            // Ketama has 160 points a server whatever it is asked for.
            let within = if scheme == Scheme::Ketama { 0.25 } else { 0.08 };
            let off: f64 = count / ideal - 1.0;
            assert!(off.abs() < within, "{scheme} {server}: {count} of {ideal}");
        }
    }
}

#[test]
fn rendezvous_bids_are_the_same_with_and_without_weights() {
    // One server more weighs twice: among the others nothing may change hands.
    let even = build(Scheme::Rendezvous, 6);
    let mut list = servers(6);
    list.push(Server::new("heavy").weighing(2));
    let uneven = with(Scheme::Rendezvous).build(&list).unwrap();
    for position in keys(&*even, 5000) {
        let owner = uneven.owner_at(position).unwrap();
        assert!(owner == 6 || owner == even.owner_at(position).unwrap());
    }
}

#[test]
fn a_tie_goes_to_the_smaller_name() {
    // All 16-bit positions are taken many times over: where points meet, names decide, not order.
    let options = Options {
        hash: HashFunction::Crc16,
        virtual_nodes: 1000,
        ..with(Scheme::Ring)
    };
    let mut list = servers(60);
    let forwards = options.build(&list).unwrap();
    list.reverse();
    let backwards = options.build(&list).unwrap();
    for position in keys(&*forwards, 2000) {
        let names = [&forwards, &backwards].map(|placement| {
            let owner = placement.owner_at(position).unwrap();
            placement.servers()[owner].name.clone()
        });
        assert_eq!(names[0], names[1]);
    }
}

#[test]
fn modulo_and_jump_take_the_hash_as_it_is() {
    let options = Options {
        hash: HashFunction::Crc16,
        ..with(Scheme::Modulo)
    };
    let modulo = options.build(&servers(4)).unwrap();
    let owners = modulo.assign(&keys(&*modulo, 1000)).unwrap();
    assert!((0..4).all(|server| owners.contains(&server)));
    let jump = build(Scheme::Jump, 1024);
    assert_eq!(jump.owner_at(256), Ok(520));
}

#[test]
fn maglev_table_is_filled_evenly_in_turn() {
    let maglev = build(Scheme::Maglev, 7);
    let mut counts = [0; 7];
    for entry in 0..TABLE_SIZE as u64 {
        counts[maglev.owner_at(entry).unwrap()] += 1;
    }
    // 65,537 = 7 × 9362 + 3.
    assert_eq!(counts, [9363, 9363, 9363, 9362, 9362, 9362, 9362]);
}

#[test]
fn slots_begin_as_redis_cli_gives_them() {
    let slots = build(Scheme::Slots, 3);
    for (slot, owner) in [
        (0, 0),
        (5460, 0),
        (5461, 1),
        (10922, 1),
        (10923, 2),
        (16383, 2),
    ] {
        assert_eq!(slots.owner_at(slot), Ok(owner), "slot {slot}");
    }
    assert_eq!(slots.position(b"{user1000}.following"), 3443);
    assert_eq!(slots.position_bits(), 14);
}

#[test]
fn ketama_leaves_out_the_default_port_only() {
    let points = |name: &str| {
        let list = [Server::new(name)];
        let ketama = with(Scheme::Ketama).build(&list).unwrap();
        ketama.points().map(<[_]>::to_vec).unwrap()
    };
    assert_eq!(points("h:11211"), points("h"));
    assert_eq!(points("h:0"), points("h"));
    assert_eq!(points("h:011212"), points("h:11212"));
    assert_ne!(points("h:11212"), points("h"));
    assert_ne!(points("h:99999"), points("h"));
    assert_eq!(points("h").len(), 160);
}
