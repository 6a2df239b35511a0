//! What moves when servers come and go, for every scheme.

use alloc::format;
use alloc::vec::Vec;

use super::{build, keys, owners, servers, with};
use crate::hash::HashFunction;
use crate::ring::*;

const KEYS: usize = 5_000;

/// Pairs of owner before and after for keys that moved.
fn moved<'a>(before: &[&'a str], after: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let pairs = before.iter().copied().zip(after.iter().copied());
    pairs.filter(|(a, b)| a != b).collect()
}

#[test]
fn a_newcomer_takes_and_nobody_else_does() {
    for scheme in [
        Scheme::Ring,
        Scheme::Rendezvous,
        Scheme::Jump,
        Scheme::Slots,
        Scheme::Ketama,
    ] {
        for n in 1..12 {
            let (old, mut new) = (build(scheme, n), build(scheme, n));
            new.join(Server::new("new")).unwrap();
            let keys = keys(&*old, KEYS);
            let (before, after) = (owners(&*old, &keys), owners(&*new, &keys));
            let moved = moved(&before, &after);
            assert!(moved.iter().all(|pair| pair.1 == "new"), "{scheme} {n}");
            let share = moved.len() as f64 / KEYS as f64;
            let ideal = crate::stats::ring_moved_by_join(n as u64);
            assert!(
                (share / ideal - 1.0).abs() < 0.35,
                "{scheme} {n}: {share} of {ideal}"
            );
        }
    }
}

#[test]
fn a_leaver_gives_and_nobody_else_does() {
    for scheme in [
        Scheme::Ring,
        Scheme::Rendezvous,
        Scheme::Slots,
        Scheme::Ketama,
    ] {
        for gone in 0..6 {
            let (old, mut new) = (build(scheme, 6), build(scheme, 6));
            let name = format!("s{gone}");
            new.leave(&name).unwrap();
            let keys = keys(&*old, KEYS);
            let (before, after) = (owners(&*old, &keys), owners(&*new, &keys));
            let moved = moved(&before, &after);
            let had = before.iter().filter(|owner| **owner == name).count();
            assert!(moved.iter().all(|pair| pair.0 == name), "{scheme} {gone}");
            assert_eq!(moved.len(), had, "{scheme} {gone}");
        }
    }
}

#[test]
fn modulo_moves_what_the_closed_form_says() {
    let (old, mut new) = (build(Scheme::Modulo, 4), build(Scheme::Modulo, 4));
    let keys = keys(&*old, 20_000);
    new.leave("s3").unwrap();
    let moved = moved(&owners(&*old, &keys), &owners(&*new, &keys)).len();
    assert!((moved as f64 / 20_000.0 - 0.75).abs() < 0.01, "{moved}");
}

#[test]
fn jump_gives_only_its_last_servers_keys_and_almost_all_if_the_first_leaves() {
    let old = build(Scheme::Jump, 10);
    let keys = keys(&*old, KEYS);
    let before = owners(&*old, &keys);
    let mut new = build(Scheme::Jump, 10);
    new.leave("s9").unwrap();
    assert!(
        moved(&before, &owners(&*new, &keys))
            .iter()
            .all(|pair| pair.0 == "s9")
    );
    let mut new = build(Scheme::Jump, 10);
    new.leave("s0").unwrap();
    assert!(moved(&before, &owners(&*new, &keys)).len() > KEYS * 9 / 10);
}

#[test]
fn maglev_disturbs_few_others() {
    for n in [3, 10, 50] {
        let (old, mut new) = (build(Scheme::Maglev, n), build(Scheme::Maglev, n));
        new.leave("s1").unwrap();
        let entries: Vec<u64> = (0..TABLE_SIZE as u64).collect();
        let (before, after) = (owners(&*old, &entries), owners(&*new, &entries));
        let others = moved(&before, &after)
            .into_iter()
            .filter(|pair| pair.0 != "s1");
        let others = others.count() as f64 / TABLE_SIZE as f64;
        assert!(others < 0.05, "{n}: {others}");
    }
}

#[test]
fn leaving_after_joining_restores() {
    let all = Scheme::ALL.into_iter();
    // A slot handed back need not be the one that was given.
    for scheme in all.filter(|scheme| *scheme != Scheme::Slots) {
        for hash in HashFunction::ALL {
            let options = Options {
                hash,
                ..with(scheme)
            };
            let mut placement = options.build(&servers(5)).unwrap();
            let keys = keys(&*placement, 500);
            let (before, points) = (
                placement.assign(&keys).unwrap(),
                placement.points().map(<[_]>::to_vec),
            );
            placement.join(Server::new("x").weighing(3)).unwrap();
            placement.join(Server::new("y")).unwrap();
            placement.leave("x").unwrap();
            placement.leave("y").unwrap();
            assert_eq!(placement.assign(&keys).unwrap(), before, "{scheme} {hash}");
            assert_eq!(
                placement.points().map(<[_]>::to_vec),
                points,
                "{scheme} {hash}"
            );
        }
    }
}

#[test]
fn joining_is_building() {
    for scheme in Scheme::ALL
        .into_iter()
        .filter(|scheme| *scheme != Scheme::Slots)
    {
        for hash in [
            HashFunction::Xxh64,
            HashFunction::Crc16,
            HashFunction::Fnv1a,
        ] {
            let options = Options {
                hash,
                virtual_nodes: 40,
                ..with(scheme)
            };
            let mut joined = options.build(&[]).unwrap();
            for server in servers(30) {
                joined.join(server.weighing(2)).unwrap();
            }
            let list: Vec<Server> = servers(30).into_iter().map(|s| s.weighing(2)).collect();
            let built = options.build(&list).unwrap();
            assert_eq!(joined.points(), built.points(), "{scheme} {hash}");
            let keys = keys(&*built, 1000);
            assert_eq!(joined.assign(&keys), built.assign(&keys), "{scheme} {hash}");
        }
    }
}

/// Slots that each server has, checked to be its share by weight, rounded down or up.
fn slot_counts(slots: &dyn Placement) -> Vec<u64> {
    let mut counts = alloc::vec![0; slots.servers().len()];
    for slot in 0..16_384 {
        counts[slots.owner_at(slot).unwrap()] += 1;
    }
    let total: u64 = slots.servers().iter().map(|s| u64::from(s.weight)).sum();
    for (count, server) in counts.iter().zip(slots.servers()) {
        let (quotient, rest) = (
            16_384 * u64::from(server.weight) / total,
            16_384 * u64::from(server.weight) % total,
        );
        let fair = quotient..=quotient + u64::from(rest > 0);
        assert!(fair.contains(count), "{server}: {count}, fair is {fair:?}");
    }
    counts
}

#[test]
fn slots_stay_balanced_and_move_no_more_than_that_takes() {
    let mut slots = build(Scheme::Slots, 1);
    let all: Vec<u64> = (0..16_384).collect();
    let mut random = crate::random::SplitMix64::new(3);
    for round in 0..60 {
        let before: Vec<_> = owners(&*slots, &all)
            .into_iter()
            .map(alloc::string::String::from)
            .collect();
        let before_counts = slot_counts(&*slots);
        if slots.servers().len() < 3 || random.chance(2, 3) {
            let weight = random.range(1, 4) as u32;
            slots
                .join(Server::new(format!("n{round}")).weighing(weight))
                .unwrap();
            let counts = slot_counts(&*slots);
            let moved = owners(&*slots, &all)
                .iter()
                .zip(&before)
                .filter(|(a, b)| a != b)
                .count();
            // Whoever has fewer than before gave the difference; nothing else moved.
            let gave: u64 = before_counts
                .iter()
                .zip(&counts)
                .map(|(a, b)| a.saturating_sub(*b))
                .sum();
            assert_eq!(moved as u64, gave, "round {round}");
        } else {
            let gone = random.below(slots.servers().len() as u64) as usize;
            let name = slots.servers()[gone].name.clone();
            slots.leave(&name).unwrap();
            slot_counts(&*slots);
            let moved = owners(&*slots, &all)
                .iter()
                .zip(&before)
                .filter(|(a, b)| a != b)
                .count();
            assert!(moved as u64 <= before_counts[gone] + slots.servers().len() as u64);
        }
    }
}

#[test]
fn placement_changes_name_the_same_servers_whatever_their_index() {
    let (old, mut new) = (build(Scheme::Ring, 4), build(Scheme::Ring, 4));
    new.leave("s1").unwrap();
    let moves = placement_changes(&*old, &*new).unwrap();
    assert!(!moves.is_empty());
    assert!(moves.iter().all(|m| m.from == 1));
    let share: u128 = moves.iter().map(RangeMove::length).sum();
    assert_eq!(share, arcs(old.points().unwrap(), 4)[1]);
    assert_eq!(placement_changes(&*old, &*build(Scheme::Maglev, 4)), None);
}
