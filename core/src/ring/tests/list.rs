//! Lists of servers that are empty, wrong or too large: each gets a value that says so.

use super::{built, options, servers};
use crate::ring::{MAX_WEIGHT, Options, PlacementError, Scheme, Server};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

#[test]
fn an_empty_list_owns_nothing_and_can_be_filled() {
    for scheme in Scheme::ALL {
        let mut placement = options(scheme).build(&[]).expect("an empty list");
        let mut out = alloc::vec![1, 2];
        let position = placement.position(b"key");
        assert_eq!(placement.owner_at(position), Err(PlacementError::Empty), "{scheme}");
        assert_eq!(placement.owners_at(position, 2, &mut out), Err(PlacementError::Empty), "{scheme}");
        assert!(out.is_empty(), "{scheme}");
        assert_eq!(placement.assign(&[position]), Err(PlacementError::Empty), "{scheme}");
        assert_eq!(placement.assign(&[]), Ok(Vec::new()), "{scheme}");
        placement.join(Server::new("only")).expect("new");
        assert_eq!(placement.owner(b"key"), Ok(0), "{scheme}");
        placement.leave("only").expect("listed");
        assert_eq!(placement.owner_at(position), Err(PlacementError::Empty), "{scheme}");
    }
}

#[test]
fn a_wrong_list_is_refused() {
    let name = String::from("a");
    for scheme in Scheme::ALL {
        let build = |list: &[Server]| options(scheme).build(list).err();
        let a = Server::new("a");
        assert_eq!(
            build(&[a.clone(), a.clone()]),
            Some(PlacementError::DuplicateServer { name: name.clone() })
        );
        assert_eq!(build(&[a.clone().weighing(0)]), Some(PlacementError::ZeroWeight { name: name.clone() }));
        let heavy =
            PlacementError::WeightTooLarge { name: name.clone(), weight: 1_000_000_000, max: MAX_WEIGHT };
        assert_eq!(build(&[a.clone().weighing(1_000_000_000)]), Some(heavy));
        assert_eq!(build(&[Server::new("")]), Some(PlacementError::EmptyName));
        let long = Server::new("x".repeat(256));
        assert_eq!(build(&[long]), Some(PlacementError::NameTooLong { bytes: 256, max: 255 }));
        let zero = Options { virtual_nodes: 0, ..options(scheme) }.build(&[]).err();
        assert_eq!(zero, Some(PlacementError::ZeroVirtualNodes));
        let many = Options { virtual_nodes: 1_001, ..options(scheme) }.build(&[]).err();
        assert_eq!(many, Some(PlacementError::TooManyVirtualNodes { virtual_nodes: 1_001, max: 1_000 }));
    }
}

#[test]
fn a_refused_change_changes_nothing() {
    for scheme in Scheme::ALL {
        let mut placement = built(scheme, &[1, 1, 1]);
        let untouched = placement.clone();
        let join = |p: &mut dyn crate::ring::Placement, server| p.join(server).expect_err("a wrong server");
        join(&mut *placement, Server::new("s1"));
        join(&mut *placement, Server::new("x").weighing(0));
        join(&mut *placement, Server::new(""));
        assert_eq!(placement.leave("x"), Err(PlacementError::UnknownServer { name: String::from("x") }));
        assert_eq!(placement.servers(), untouched.servers(), "{scheme}");
        let positions = super::keys(&*placement, 500);
        assert_eq!(placement.assign(&positions), untouched.assign(&positions), "{scheme}");
    }
}

#[test]
fn work_is_bounded_before_it_starts() {
    for scheme in [Scheme::Ring, Scheme::Bounded] {
        let refused = options(scheme).build(&servers(&[1_000_000; 50])).err();
        assert!(matches!(refused, Some(PlacementError::TooManyPoints { max: 4_000_000, .. })), "{refused:?}");
        let mut placement = built(scheme, &[1, 1]);
        let joined = placement.join(Server::new("heavy").weighing(1_000_000));
        assert!(
            matches!(joined, Err(PlacementError::TooManyPoints { points: 100_000_200, .. })),
            "{joined:?}"
        );
    }
    let ketama = options(Scheme::Ketama).build(&servers(&[1; 25_001])).err();
    assert!(matches!(ketama, Some(PlacementError::TooManyPoints { points: 4_000_160, .. })), "{ketama:?}");
    let slots = options(Scheme::Slots).build(&servers(&[1; 16_385])).err();
    assert_eq!(slots, Some(PlacementError::TooManyServers { servers: 16_385, max: 16_384 }));
    let maglev = options(Scheme::Maglev).build(&servers(&[1; 65_538])).err();
    assert_eq!(maglev, Some(PlacementError::TooManyServers { servers: 65_538, max: 65_537 }));
}

#[test]
fn the_largest_tables_still_work() {
    let slots = built(Scheme::Slots, &[1; 16_384]);
    assert_eq!(slots.owner_at(16_383), Ok(16_383));
    let maglev = built(Scheme::Maglev, &[1; 65_537]);
    let mut owners = maglev.assign(&(0..65_537).collect::<Vec<u64>>()).expect("servers");
    owners.sort_unstable();
    owners.dedup();
    assert_eq!(owners.len(), 65_537);
}

#[test]
fn indices_close_up_when_a_server_leaves() {
    for scheme in Scheme::ALL {
        let mut placement = built(scheme, &[1, 1, 1, 1]);
        placement.leave("s1").expect("listed");
        let names: Vec<&str> = placement.servers().iter().map(|server| server.name.as_str()).collect();
        assert_eq!(names, ["s0", "s2", "s3"], "{scheme}");
        let counts = super::counts(&*placement, &super::keys(&*placement, 3_000));
        assert!(counts.iter().all(|count| *count > 300.0), "{scheme}: {counts:?}");
    }
}

#[test]
fn errors_say_what_and_where() {
    let text = PlacementError::ZeroWeight { name: String::from("10.0.0.1:11211") }.to_string();
    assert_eq!(text, "server \"10.0.0.1:11211\" has weight 0; use 1 or more, or remove it");
    let text = PlacementError::TooManyPoints { points: 5_000_000, max: 4_000_000 }.to_string();
    assert!(text.contains("5000000") && text.contains("4000000"), "{text}");
}
