//! The names in links, and definitions that outside vectors fix.

use super::built;
use crate::ring::{Scheme, jump_hash, ketama, modulo, rendezvous};

#[test]
fn names_are_stable() {
    assert_eq!(
        Scheme::NAMES,
        ["modulo", "ring", "ketama", "rendezvous", "jump", "maglev", "slots", "bounded"]
    );
    for (scheme, name) in Scheme::ALL.into_iter().zip(Scheme::NAMES) {
        assert_eq!(Scheme::parse(name), Ok(scheme));
        assert_eq!(Scheme::parse(&name.to_uppercase()), Ok(scheme));
    }
    assert!(Scheme::parse("").is_err() && Scheme::parse("rings").is_err());
}

/// Values on which published implementations agree.
#[test]
fn jump_equals_the_published_values() {
    let published = [(1, 1, 0), (42, 57, 43), (0xDEAD_10CC, 1, 0), (0xDEAD_10CC, 666, 361), (256, 1024, 520)];
    for (key, buckets, bucket) in published {
        assert_eq!(jump_hash(key, buckets), bucket, "{key} {buckets}");
    }
    assert_eq!(jump_hash(u64::MAX, 0), 0);
}

#[test]
fn modulo_of_nothing_is_nothing() {
    assert_eq!((modulo(7, 0), modulo(7, 3)), (None, Some(1)));
}

#[test]
fn the_order_of_the_list_does_not_decide() {
    let (nodes, turned) = (["a", "b", "c", "d"], ["d", "c", "b", "a"]);
    for key in 0..50u8 {
        let winner = |nodes: &[&'static str]| rendezvous::winner(&[key], nodes).map(|i| nodes[i]);
        assert_eq!(winner(&nodes), winner(&turned));
    }
}

#[test]
fn couchbase_points_equal_its_published_ring() {
    let servers =
        ["192.168.1.101:11210", "192.168.1.102:11210", "192.168.1.103:11210", "192.168.1.104:11210"];
    let points = ketama::couchbase_points(&servers);
    assert_eq!(points.len(), 640);
    assert_eq!(points.first(), Some(&(19_069_626, 3)));
    assert_eq!(points.last(), Some(&(4_294_628_205, 1)));
}

#[test]
fn ketama_leaves_the_default_port_out() {
    let named = |name: &str| {
        let list = [crate::ring::Server::new(name), crate::ring::Server::new("other:1")];
        let ketama = super::options(Scheme::Ketama).build(&list).expect("a sound list");
        ketama.points().map(<[(u64, u32)]>::to_vec)
    };
    assert_eq!(named("host"), named("host:11211"));
    assert_ne!(named("host"), named("host:11212"));
    assert_eq!(built(Scheme::Ketama, &[1; 25]).points().map(<[_]>::len), Some(25 * 156));
}

#[test]
fn keys_with_one_tag_share_a_slot() {
    let slots = built(Scheme::Slots, &[1; 6]);
    assert_eq!(slots.position(b"{user1000}.following"), slots.position(b"{user1000}.followers"));
    assert!(slots.position(b"x") < 1 << slots.position_bits());
}
