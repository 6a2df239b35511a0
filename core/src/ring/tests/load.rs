//! Bounded loads against a walk so simple that it must be right.

use alloc::vec::Vec;
use proptest::collection::vec;
use proptest::prelude::*;

use super::{build, keys, with};
use crate::ring::*;

fn bounded(weights: &[u32], epsilon_percent: u32) -> alloc::boxed::Box<dyn Placement> {
    let list = super::servers(weights.len()).into_iter().zip(weights);
    let list: Vec<Server> = list.map(|(s, &w)| s.weighing(w)).collect();
    let options = Options {
        epsilon_percent,
        virtual_nodes: 5,
        ..with(Scheme::Bounded)
    };
    options.build(&list).unwrap()
}

fn capacity(weights: &[u32], server: usize, epsilon_percent: u32, requests: u64) -> u64 {
    let total: u64 = weights.iter().map(|&w| u64::from(w)).sum();
    let above = (100 + u64::from(epsilon_percent)) * requests * u64::from(weights[server]);
    above.div_ceil(100 * total)
}

/// The first server clockwise that holds fewer than it may.
fn walk(placement: &dyn Placement, position: u64, has_room: impl Fn(usize) -> bool) -> usize {
    let mut out = Vec::new();
    placement.owners_at(position, usize::MAX, &mut out).unwrap();
    out.into_iter().find(|&server| has_room(server)).unwrap()
}

proptest! {
    #[test]
    fn assigns_as_a_walk_would(
        weights in vec(1..4u32, 1..9),
        epsilon in prop_oneof![Just(0), Just(5), Just(25), Just(400)],
        n in 0..400usize,
    ) {
        let placement = bounded(&weights, epsilon);
        let positions = keys(&*placement, n);
        let mut loads = alloc::vec![0; weights.len()];
        for (&position, owner) in positions.iter().zip(placement.assign(&positions).unwrap()) {
            let expected = walk(&*placement, position, |s| {
                loads[s] < capacity(&weights, s, epsilon, n as u64)
            });
            prop_assert_eq!(owner as usize, expected);
            loads[expected] += 1;
        }
    }

    #[test]
    fn one_request_more_goes_where_there_is_room(
        (weights, loads) in (1..9usize).prop_flat_map(|n| (vec(1..4u32, n), vec(0..50u64, n))),
        epsilon in prop_oneof![Just(0), Just(25), Just(400)],
        position in any::<u64>(),
    ) {
        let placement = bounded(&weights, epsilon);
        let requests = loads.iter().sum::<u64>() + 1;
        let expected = walk(&*placement, position, |s| {
            loads[s] < capacity(&weights, s, epsilon, requests)
        });
        prop_assert_eq!(placement.owner_under(position, &loads), Ok(expected));
    }
}

#[test]
fn no_load_is_far_over_the_average_even_with_a_hot_key() {
    let placement = bounded(&[1; 10], 25);
    let hot = alloc::vec![placement.position(b"hot"); 10_000];
    let mut counts = [0; 10];
    for owner in placement.assign(&hot).unwrap() {
        counts[owner as usize] += 1;
    }
    assert_eq!(counts.iter().max(), Some(&1250));
    assert_eq!(counts.iter().filter(|&&count| count == 1250).count(), 8);
}

#[test]
fn loads_may_be_short_long_or_huge() {
    let placement = bounded(&[1; 3], 25);
    let owner = placement.owner_at(7).unwrap();
    assert_eq!(placement.owner_under(7, &[]), Ok(owner));
    assert_eq!(placement.owner_under(7, &[0, 0, 0, u64::MAX]), Ok(owner));
    assert!(placement.owner_under(7, &[u64::MAX; 3]).is_ok());
}

#[test]
fn other_schemes_do_not_look_at_loads() {
    for scheme in Scheme::ALL
        .into_iter()
        .filter(|scheme| *scheme != Scheme::Bounded)
    {
        let placement = build(scheme, 4);
        for position in keys(&*placement, 50) {
            let owner = placement.owner_at(position);
            assert_eq!(placement.owner_under(position, &[1000, 0, 1000, 0]), owner);
        }
    }
}
