//! Bounded loads: nobody goes over, and nobody is passed over without need.

use super::{built, keys, options, servers};
use crate::ring::{Options, PlacementError, Scheme};
use alloc::vec::Vec;
use proptest::prelude::*;

fn bounded(epsilon_percent: u32, weights: &[u32]) -> alloc::boxed::Box<dyn crate::ring::Placement> {
    Options { epsilon_percent, ..options(Scheme::Bounded) }.build(&servers(weights)).expect("a sound list")
}

#[test]
fn a_hot_key_spills_clockwise() {
    let placement = bounded(25, &[1; 4]);
    let position = placement.position(b"hot");
    let mut order = Vec::new();
    placement.owners_at(position, 4, &mut order).expect("servers");
    let mut loads = [0u64; 4];
    for total in 1..=1_000u64 {
        let owner = placement.owner_under(position, &loads).expect("servers");
        let capacity = (125 * total).div_ceil(400);
        let first_with_room = order.iter().copied().find(|i| loads[*i] < capacity);
        assert_eq!(Some(owner), first_with_room);
        loads[owner] += 1;
        assert!(loads[owner] <= capacity);
    }
    // Three hold a quarter and a quarter of that each; the fourth has the rest.
    assert!((61..=64).contains(&loads[order[3]]), "{loads:?}");
}

#[test]
fn loads_that_are_missing_or_huge_do_no_harm() {
    let placement = bounded(25, &[1, 1_000]);
    let owner = placement.owner_at(5).expect("servers");
    assert_eq!(placement.owner_under(5, &[]), Ok(owner));
    assert!(placement.owner_under(5, &[u64::MAX, u64::MAX, u64::MAX]).is_ok());
    let greatest = bounded(u32::MAX, &[1, 1]);
    assert!(greatest.owner_under(5, &[u64::MAX, u64::MAX]).is_ok());
    assert_eq!(bounded(0, &[]).owner_under(5, &[]), Err(PlacementError::Empty));
}

#[test]
fn other_schemes_do_not_look_at_loads() {
    for scheme in Scheme::ALL.into_iter().filter(|scheme| *scheme != Scheme::Bounded) {
        let placement = built(scheme, &[1; 4]);
        for position in keys(&*placement, 100) {
            let owner = placement.owner_at(position);
            assert_eq!(placement.owner_under(position, &[9, 9, 9, 9]), owner, "{scheme}");
        }
    }
}

proptest! {
    #[test]
    fn an_assignment_keeps_every_bound_and_wastes_none(
        weights in proptest::collection::vec(1..5u32, 1..8), epsilon in 0..100u32, count in 0..600usize, skew in 1..64u32,
    ) {
        let placement = bounded(epsilon, &weights);
        let positions: Vec<u64> = keys(&*placement, count).into_iter().map(|p| p >> (skew % 8)).collect();
        let total: u64 = weights.iter().map(|w| u64::from(*w)).sum();
        let capacity = |i: usize| {
            (u64::from(100 + epsilon) * count as u64 * u64::from(weights[i])).div_ceil(100 * total)
        };
        let mut held = alloc::vec![0u64; weights.len()];
        let mut order = Vec::new();
        for (position, owner) in positions.iter().zip(placement.assign(&positions).expect("servers")) {
            placement.owners_at(*position, weights.len(), &mut order).expect("servers");
            let expected = order.iter().copied().find(|i| held[*i] < capacity(*i));
            prop_assert_eq!(Some(owner as usize), expected);
            held[owner as usize] += 1;
        }
    }
}
