//! What a change of the list moves, and what it must leave alone.

use super::{built, keys, options, owners, servers};
use crate::ring::{Placement, RangeMove, Ring, Scheme, Server, moved_ranges, placement_changes};
use crate::stats;
use alloc::string::String;
use alloc::vec::Vec;
use proptest::prelude::*;

/// Schemes under which a join moves keys to the newcomer alone and a leave only those of the one that left.
const MONOTONE: [Scheme; 3] = [Scheme::Ring, Scheme::Rendezvous, Scheme::Slots];

#[test]
fn a_newcomer_takes_its_share_and_nobody_else_gets_a_key() {
    for scheme in MONOTONE.into_iter().chain([Scheme::Jump, Scheme::Ketama]) {
        let mut placement = built(scheme, &[1; 9]);
        let positions = keys(&*placement, 20_000);
        let before = owners(&*placement, &positions);
        placement.join(Server::new("new")).expect("new");
        let after = owners(&*placement, &positions);
        assert!(before.iter().zip(&after).all(|(a, b)| a == b || b == "new"), "{scheme}");
        let moved = stats::moved(&before, &after);
        assert!((0.07..0.13).contains(&moved), "{scheme}: {moved}");
    }
}

#[test]
fn only_the_keys_of_the_one_that_left_move() {
    for scheme in MONOTONE.into_iter().chain([Scheme::Ketama]) {
        let mut placement = built(scheme, &[1; 10]);
        let positions = keys(&*placement, 20_000);
        let before = owners(&*placement, &positions);
        placement.leave("s4").expect("listed");
        let after = owners(&*placement, &positions);
        assert!(before.iter().zip(&after).all(|(a, b)| a == b || a == "s4"), "{scheme}");
        let heirs: alloc::collections::BTreeSet<&String> =
            before.iter().zip(&after).filter(|(a, _)| *a == "s4").map(|(_, b)| b).collect();
        assert_eq!(heirs.len(), 9, "{scheme}: all should inherit");
    }
}

#[test]
fn jump_moves_least_at_the_end_and_nearly_all_at_the_front() {
    let positions = keys(&*built(Scheme::Jump, &[1; 10]), 20_000);
    let moved = |gone: &str| {
        let mut placement = built(Scheme::Jump, &[1; 10]);
        let before = owners(&*placement, &positions);
        placement.leave(gone).expect("listed");
        stats::moved(&before, &owners(&*placement, &positions))
    };
    assert!((0.08..0.12).contains(&moved("s9")));
    assert!(moved("s0") > 0.8);
}

#[test]
fn modulo_moves_what_the_closed_form_says() {
    let mut placement = built(Scheme::Modulo, &[1; 4]);
    let positions = keys(&*placement, 100_000);
    let before = placement.assign(&positions).expect("servers");
    placement.leave("s3").expect("listed");
    let moved = stats::moved(&before, &placement.assign(&positions).expect("servers"));
    assert!((moved - stats::modulo_moved(4, 3)).abs() < 0.01, "{moved}");
}

#[test]
fn maglev_disturbs_few_others() {
    let mut placement = built(Scheme::Maglev, &[1; 10]);
    let positions = keys(&*placement, 20_000);
    let before = owners(&*placement, &positions);
    placement.leave("s4").expect("listed");
    let after = owners(&*placement, &positions);
    let disturbed = before.iter().zip(&after).filter(|(a, b)| a != b && *a != "s4").count();
    assert!(disturbed < 20_000 / 20, "{disturbed}");
    assert!(before.iter().zip(&after).all(|(a, b)| a != "s4" || b != "s4"));
}

#[test]
fn joining_then_leaving_restores_every_key() {
    for scheme in Scheme::ALL {
        let mut placement = built(scheme, &[1, 2, 1, 1, 3]);
        let positions = keys(&*placement, 5_000);
        let before = owners(&*placement, &positions);
        placement.join(Server::new("new").weighing(2)).expect("new");
        assert_ne!(owners(&*placement, &positions), before, "{scheme}");
        placement.leave("new").expect("listed");
        if scheme == Scheme::Slots {
            // Slots keep a history: as many each as before, not the same ones.
            continue;
        }
        assert_eq!(owners(&*placement, &positions), before, "{scheme}");
    }
}

#[test]
fn a_list_that_grew_places_as_one_that_was_built() {
    for scheme in Scheme::ALL.into_iter().filter(|scheme| *scheme != Scheme::Slots) {
        let whole = built(scheme, &[2, 1, 1, 4]);
        let mut grown = options(scheme).build(&[]).expect("an empty list");
        for server in servers(&[2, 1, 1, 4]) {
            grown.join(server).expect("new");
        }
        let positions = keys(&*whole, 5_000);
        assert_eq!(owners(&*grown, &positions), owners(&*whole, &positions), "{scheme}");
    }
}

#[test]
fn slots_move_no_more_than_balance_needs() {
    let mut placement = built(Scheme::Slots, &[1; 3]);
    let slots: Vec<u64> = (0..16_384).collect();
    for round in 0..40 {
        let before = owners(&*placement, &slots);
        let n = placement.servers().len() as u32;
        if round % 3 == 2 {
            let gone = placement.servers()[round % n as usize].name.clone();
            placement.leave(&gone).expect("listed");
            let after = owners(&*placement, &slots);
            assert!(before.iter().zip(&after).all(|(a, b)| a == b || *a == gone), "round {round}");
        } else {
            placement.join(Server::new(alloc::format!("new{round}"))).expect("new");
            let moved =
                before.iter().zip(owners(&*placement, &slots)).filter(|(a, b)| *a != b).count() as u32;
            assert!(moved <= 16_384_u32.div_ceil(n + 1), "round {round}: {moved}");
        }
        let counts = super::counts(&*placement, &slots);
        let spread = counts.iter().fold((f64::MAX, 0.0f64), |(low, high), c| (low.min(*c), high.max(*c)));
        assert!(spread.1 - spread.0 <= 1.0, "round {round}: {counts:?}");
    }
}

/// Nobody has a slot more than its share by weight rounded up, or fewer than rounded down.
fn check_slot_shares(slots: &dyn Placement) -> Vec<f64> {
    let counts = super::counts(slots, &(0..16_384).collect::<Vec<u64>>());
    let total: u32 = slots.servers().iter().map(|server| server.weight).sum();
    for (count, server) in counts.iter().zip(slots.servers()) {
        let share = 16_384.0 * f64::from(server.weight) / f64::from(total);
        assert!(*count >= libm::floor(share) && *count <= libm::ceil(share), "{server}: {count} of {share}");
    }
    counts
}

#[test]
fn slots_of_servers_of_any_weight_stay_shared_out() {
    let mut placement = built(Scheme::Slots, &[1]);
    let mut random = crate::random::SplitMix64::new(3);
    let slots: Vec<u64> = (0..16_384).collect();
    for round in 0..60 {
        let (before, had) = (owners(&*placement, &slots), check_slot_shares(&*placement));
        let joins = had.len() < 3 || random.chance(2, 3);
        if joins {
            let weight = random.range(1, 4) as u32;
            placement.join(Server::new(alloc::format!("new{round}")).weighing(weight)).expect("new");
        } else {
            let gone = placement.servers()[random.below(had.len() as u64) as usize].name.clone();
            placement.leave(&gone).expect("listed");
        }
        let has = check_slot_shares(&*placement);
        let moved = before.iter().zip(owners(&*placement, &slots)).filter(|(a, b)| *a != b).count();
        if joins {
            // Whoever has fewer than before gave the difference, and nothing else moved.
            let given: f64 = had.iter().zip(&has).map(|(had, has)| (had - has).max(0.0)).sum();
            assert_eq!(moved as f64, given, "round {round}");
        }
    }
}

fn ring(seed: u64, points: usize, nodes: u64) -> Vec<(u64, u32)> {
    let mut random = crate::random::SplitMix64::new(seed);
    let mut points: Vec<(u64, u32)> =
        (0..points).map(|_| (random.below(60), random.below(nodes) as u32)).collect();
    points.sort_unstable();
    points
}

proptest! {
    /// A circle so small that every position can be asked.
    #[test]
    fn the_moved_ranges_are_exactly_the_positions_that_moved(a in any::<u64>(), b in any::<u64>(), n in 1..30usize, m in 1..30usize) {
        let (before, after) = (ring(a, n, 4), ring(b, m, 4));
        let owner = |points: &[(u64, u32)], p: u64| points.iter().find(|q| q.0 >= p).or(points.first()).map(|q| q.1);
        let moved = moved_ranges(&before, &after, |from, to| from == to);
        for p in (0..70).chain([u64::MAX - 1, u64::MAX]) {
            let (from, to) = (owner(&before, p), owner(&after, p));
            let inside: Vec<&RangeMove> = moved.iter().filter(|range| range.contains(p)).collect();
            if from == to {
                prop_assert!(inside.is_empty(), "{p} does not move: {inside:?}");
            } else {
                prop_assert_eq!(inside.len(), 1);
                prop_assert_eq!((Some(inside[0].from), Some(inside[0].to)), (from, to));
            }
        }
        for pair in moved.windows(2) {
            prop_assert!((pair[0].end, pair[0].from, pair[0].to) != (pair[1].start, pair[1].from, pair[1].to));
        }
    }
}

#[test]
fn the_ranges_of_a_join_add_up_to_the_share_of_the_newcomer() {
    let before = built(Scheme::Ring, &[1; 4]);
    let mut after = before.clone();
    after.join(Server::new("s4")).expect("new");
    let moved = placement_changes(&*before, &*after).expect("rings have points");
    assert!(moved.iter().all(|range| range.to == 4));
    let total: u128 = moved.iter().map(RangeMove::length).sum();
    let arcs = crate::ring::arcs(after.points().expect("points"), 5);
    assert_eq!(total, arcs[4]);
    assert_eq!(arcs.iter().sum::<u128>(), 1 << 64);
    assert!(placement_changes(&*before, &*built(Scheme::Jump, &[1; 4])).is_none());
}

#[test]
fn a_whole_circle_can_change_hands() {
    let before = Ring::from_points([(9, "a")]).expect("one point");
    let after = Ring::from_points([(9, "b")]).expect("one point");
    let moved = Ring::changes(&before, &after);
    assert_eq!(moved.len(), 1);
    assert_eq!(moved[0].length(), 1 << 64);
    assert!(moved[0].contains(9) && moved[0].contains(10) && moved[0].contains(0));
    assert!(Ring::changes(&before, &before.clone()).is_empty());
    assert!(Ring::changes(&before, &Ring::new()).is_empty());
}
