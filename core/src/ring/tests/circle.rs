//! The ring on its own: owners, preference lists, collisions, growing and shrinking.

use crate::hash::HashFunction;
use crate::ring::{Ring, RingError, positions};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use proptest::prelude::*;

#[test]
fn an_empty_ring_owns_nothing() {
    let mut ring = Ring::<&str>::new();
    let mut out = alloc::vec![7];
    ring.owners(5, 3, &mut out);
    assert_eq!((ring.owner(5), out.len(), ring.rank(5), ring.shares().len()), (None, 0, 0, 0));
    assert_eq!(ring.leave(&"a"), Err(RingError::UnknownNode));
    assert_eq!(ring.join("a", []), Ok(0));
    assert_eq!(ring.owner(5), None); // a node without a point
    assert_eq!(ring.join("a", [1]), Err(RingError::DuplicateNode));
}

#[test]
fn where_points_meet_the_smaller_name_is_first() {
    let forwards = Ring::from_points([(10, "b"), (10, "a"), (20, "c")]).expect("few points");
    let backwards = Ring::from_points([(20, "c"), (10, "a"), (10, "b")]).expect("few points");
    for ring in [forwards, backwards] {
        assert_eq!(ring.owner(10), Some(&"a"));
        assert_eq!(ring.owner(11), Some(&"c"));
        let mut joined = ring.clone();
        joined.join("0", [10]).expect("new");
        assert_eq!(joined.owner(10), Some(&"0"));
        joined.join("z", [10]).expect("new");
        assert_eq!(joined.owner(10), Some(&"0"));
        let mut out = Vec::new();
        joined.owners(10, 5, &mut out);
        let names: Vec<&str> = out.iter().map(|i| joined.nodes()[*i]).collect();
        assert_eq!(names, ["0", "a", "b", "z", "c"]);
    }
}

#[test]
fn the_ends_of_the_circle() {
    let ring = Ring::from_points([(0, "a"), (u64::MAX, "b")]).expect("few points");
    assert_eq!(ring.owner(0), Some(&"a"));
    assert_eq!(ring.owner(1), Some(&"b"));
    assert_eq!(ring.owner(u64::MAX), Some(&"b"));
    assert_eq!(ring.walk(1).collect::<Vec<_>>(), [(u64::MAX, 1), (0, 0)]);
    let one = Ring::from_points([(7, "a")]).expect("one point");
    assert_eq!((one.owner(8), one.shares()), (Some(&"a"), alloc::vec![1.0]));
}

#[test]
fn virtual_nodes_lie_at_hashes_of_numbered_names() {
    for i in [0, 9, 10, 99, 100, 4_294] {
        let expected = HashFunction::Fnv1a.hash(format!("한글#{i}").as_bytes());
        assert_eq!(positions("한글", i + 1, HashFunction::Fnv1a).last(), Some(expected));
    }
}

#[test]
fn too_many_points_are_refused_before_they_are_made() {
    let points = 3_000_000_000;
    let refused = Ring::with_virtual_nodes([("a", 1_500_000_000), ("b", 1_500_000_000)], HashFunction::Xxh64);
    assert_eq!(refused.err(), Some(RingError::TooManyPoints { points }));
    let mut ring = Ring::<&str>::new();
    assert!(matches!(ring.join("a", 0..), Err(RingError::TooManyPoints { .. })));
    assert!(ring.nodes().is_empty());
}

/// Rings of nodes `a` to `f`, from spread positions and from ones that clump or meet.
fn points() -> impl Strategy<Value = Vec<(u64, String)>> {
    let position = prop_oneof![any::<u64>(), 0..50u64, any::<u8>().prop_map(|low| u64::MAX - u64::from(low))];
    proptest::collection::vec((position, "[a-f]"), 1..200)
}

proptest! {
    #[test]
    fn owners_are_those_of_a_plain_search(points in points(), keys in proptest::collection::vec(any::<u64>(), 50)) {
        let ring = Ring::from_points(points.clone()).expect("few points");
        let mut sorted = points.clone();
        sorted.sort();
        for key in keys.into_iter().chain(points.iter().flat_map(|p| [p.0, p.0.wrapping_add(1), p.0.wrapping_sub(1)])) {
            let plain = sorted.iter().find(|point| point.0 >= key).or(sorted.first()).map(|point| &point.1);
            prop_assert_eq!(ring.owner(key), plain);
            let start = sorted.partition_point(|point| point.0 < key);
            let mut expected: Vec<&String> = Vec::new();
            for (_, node) in sorted[start..].iter().chain(&sorted[..start]) {
                if !expected.contains(&node) {
                    expected.push(node);
                }
            }
            let mut out = Vec::new();
            ring.owners(key, 6, &mut out);
            let names: Vec<&String> = out.iter().map(|i| &ring.nodes()[*i]).collect();
            prop_assert_eq!(names, expected);
        }
    }

    #[test]
    fn join_and_leave_give_the_ring_that_was_built_so(points in points(), new in proptest::collection::vec(any::<u64>(), 0..80)) {
        let mut ring = Ring::from_points(points.clone()).expect("few points");
        let before = ring.clone();
        let all = points.into_iter().chain(new.iter().map(|p| (*p, String::from("d2"))));
        let whole = Ring::from_points(all).expect("few points");
        ring.join(String::from("d2"), new.iter().copied()).expect("new");
        prop_assert_eq!(ring.points(), whole.points());
        for probe in new.iter().flat_map(|p| [*p, p.wrapping_add(1)]) {
            prop_assert_eq!(ring.owner(probe), whole.owner(probe));
        }
        ring.leave(&String::from("d2")).expect("it joined");
        prop_assert_eq!(ring.points(), before.points());
        for probe in new {
            prop_assert_eq!(ring.owner(probe), before.owner(probe));
        }
    }
}
