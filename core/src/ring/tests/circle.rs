//! The ring against a ring so simple that it must be right.

use alloc::collections::BTreeSet;

use alloc::vec::Vec;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::hash::HashFunction;
use crate::ring::{Ring, RingError, arcs};

/// Points in a set, searched one by one.
#[derive(Clone, Default)]
struct Plain(BTreeSet<(u64, u8)>);

impl Plain {
    fn owner(&self, position: u64) -> Option<u8> {
        let found = self.0.iter().find(|point| point.0 >= position);
        found.or_else(|| self.0.first()).map(|point| point.1)
    }

    fn owners(&self, position: u64, n: usize) -> Vec<u8> {
        let (ahead, behind): (Vec<_>, Vec<_>) = self.0.iter().partition(|p| p.0 >= position);
        let mut list = Vec::new();
        for (_, node) in ahead.into_iter().chain(behind) {
            if !list.contains(&node) && list.len() < n {
                list.push(node);
            }
        }
        list
    }
}

/// Spread, clumped at both ends and in the middle, and often the same.
fn position() -> impl Strategy<Value = u64> {
    prop_oneof![
        any::<u64>(),
        0..40u64,
        (0..40u64).prop_map(|p| u64::MAX - p),
        (0..4000u64).prop_map(|p| (1 << 61) + p),
        (0..8u64).prop_map(|p| p << 61),
    ]
}

#[derive(Clone, Debug)]
enum Change {
    Join(u8, BTreeSet<u64>),
    Leave(u8),
}

fn change() -> impl Strategy<Value = Change> {
    let positions = proptest::collection::btree_set(position(), 0..60);
    prop_oneof![
        3 => (0..12u8, positions).prop_map(|(node, positions)| Change::Join(node, positions)),
        1 => (0..12u8).prop_map(Change::Leave),
    ]
}

proptest! {
    #[test]
    fn agrees_with_a_plain_search_after_any_changes(
        changes in vec(change(), 0..14),
        asked in vec(position(), 30),
        n in 0..14usize,
    ) {
        let mut ring = Ring::new();
        let mut plain = Plain::default();
        let mut out = Vec::new();
        for change in changes {
            match change {
                Change::Join(node, positions) => {
                    let known = ring.nodes().contains(&node);
                    let joined = ring.join(node, positions.iter().copied());
                    prop_assert_eq!(joined.is_err(), known);
                    if !known {
                        plain.0.extend(positions.into_iter().map(|p| (p, node)));
                    }
                }
                Change::Leave(node) => {
                    let known = ring.nodes().contains(&node);
                    prop_assert_eq!(ring.leave(&node).is_ok(), known);
                    plain.0.retain(|point| point.1 != node);
                }
            }
            let points: Vec<(u64, u8)> = ring
                .points()
                .iter()
                .map(|&(p, node)| (p, ring.nodes()[node as usize]))
                .collect();
            prop_assert_eq!(points, plain.0.iter().copied().collect::<Vec<_>>());
            for &p in asked.iter().chain(plain.0.iter().map(|point| &point.0)) {
                for p in [p.wrapping_sub(1), p, p.wrapping_add(1)] {
                    prop_assert_eq!(ring.owner(p).copied(), plain.owner(p));
                    ring.owners(p, n, &mut out);
                    let list: Vec<u8> = out.iter().map(|&i| ring.nodes()[i]).collect();
                    prop_assert_eq!(list, plain.owners(p, n));
                }
            }
        }
    }

    #[test]
    fn changes_are_exactly_what_changed(
        before in vec((position(), 0..5u8), 1..30),
        after in vec((position(), 0..5u8), 1..30),
        asked in vec(position(), 30),
    ) {
        let [a, b] = [&before, &after].map(|p| Ring::from_points(p.iter().copied()).unwrap());
        let moves = Ring::changes(&a, &b);
        for &p in asked.iter().chain(before.iter().chain(&after).map(|point| &point.0)) {
            for p in [p.wrapping_sub(1), p, p.wrapping_add(1)] {
                let inside: Vec<_> = moves.iter().filter(|m| m.contains(p)).collect();
                let (from, to) = (a.owner(p).unwrap(), b.owner(p).unwrap());
                if from == to {
                    prop_assert!(inside.is_empty());
                } else {
                    prop_assert_eq!(inside.len(), 1);
                    prop_assert_eq!(&a.nodes()[inside[0].from as usize], from);
                    prop_assert_eq!(&b.nodes()[inside[0].to as usize], to);
                }
            }
        }
        for pair in moves.windows(2) {
            let joined = pair[0].end == pair[1].start
                && (pair[0].from, pair[0].to) == (pair[1].from, pair[1].to);
            prop_assert!(!joined, "{:?} should be one range", pair);
        }
    }

    #[test]
    fn arcs_cover_the_circle_once(points in vec((position(), 0..5u8), 1..30)) {
        let ring = Ring::from_points(points.iter().copied()).unwrap();
        let arcs = arcs(ring.points(), ring.nodes().len());
        prop_assert_eq!(arcs.iter().sum::<u128>(), 1 << 64);
        // What a node owns is what would change hands if a stranger stood in its place.
        for (i, &node) in ring.nodes().iter().enumerate() {
            let replaced = points.iter().map(|&(p, n)| (p, if n == node { n + 100 } else { n }));
            // A stranger's name is larger and loses where points meet: no such points here.
            let lone = |p: u64| points.iter().all(|q| q.0 != p || q.1 == node);
            prop_assume!(points.iter().all(|&(p, n)| n != node || lone(p)));
            let moves = Ring::changes(&ring, &Ring::from_points(replaced).unwrap());
            prop_assert_eq!(moves.iter().map(|m| m.length()).sum::<u128>(), arcs[i]);
        }
    }
}

#[test]
fn an_empty_ring_owns_nothing() {
    let ring: Ring<u8> = Ring::new();
    assert_eq!(ring.owner(7), None);
    let mut out = alloc::vec![1];
    ring.owners(7, 3, &mut out);
    assert!(out.is_empty() && ring.shares().is_empty());
    let full = Ring::from_points([(1, 2u8)]).unwrap();
    assert_eq!(Ring::changes(&ring, &full), []);
}

#[test]
fn one_point_owns_the_whole_circle() {
    let ring = Ring::from_points([(500, "x")]).unwrap();
    assert_eq!(ring.shares(), [1.0]);
    let other = Ring::from_points([(9, "y")]).unwrap();
    let moves = Ring::changes(&ring, &other);
    assert_eq!(moves.iter().map(|m| m.length()).sum::<u128>(), 1 << 64);
    assert_eq!(moves.len(), 1);
}

#[test]
fn mistakes_are_values() {
    let nodes = [("a", 1), ("b", 1), ("a", 2)];
    let twice = Ring::with_virtual_nodes(nodes, HashFunction::Xxh64);
    assert_eq!(twice.unwrap_err(), RingError::DuplicateNode);
    let huge = Ring::with_virtual_nodes([("a", u32::MAX), ("b", 1)], HashFunction::Xxh64);
    assert_eq!(
        huge.unwrap_err(),
        RingError::TooManyPoints { points: 1 << 32 }
    );
    let mut ring = Ring::from_points([(1, "a")]).unwrap();
    assert_eq!(ring.join("a", [3]), Err(RingError::DuplicateNode));
    assert_eq!(ring.leave(&"b"), Err(RingError::UnknownNode));
    let endless = ring.join("c", core::iter::repeat(5));
    assert!(matches!(endless, Err(RingError::TooManyPoints { .. })));
    assert_eq!(ring.points(), [(1, 0)]);
}
