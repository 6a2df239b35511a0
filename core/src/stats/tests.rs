//! Closed forms against counting, and the edges where there is nothing to divide by.

use alloc::vec::Vec;
use proptest::prelude::*;

use super::*;
use crate::random::SplitMix64;

#[test]
fn spread_of_known_samples() {
    let sample = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
    assert_eq!(mean(&sample), 5.0);
    assert_eq!(cv(&sample), 0.4);
    assert_eq!(max_over_mean(&sample), 1.8);
    assert_eq!(cv(&[3.0, 3.0, 3.0]), 0.0);
}

#[test]
fn nothing_gives_zero_and_not_nan() {
    for empty in [&[][..], &[0.0, 0.0]] {
        assert_eq!(mean(empty), 0.0);
        assert_eq!(cv(empty), 0.0);
        assert_eq!(max_over_mean(empty), 0.0);
    }
    assert_eq!(moved::<u32>(&[], &[]), 0.0);
    assert_eq!(share_cv(0, 100), 0.0);
    assert_eq!(share_cv(1, 100), 0.0);
    assert_eq!(ring_moved_by_leave(0), 0.0);
    assert_eq!(ring_moved_by_join(0), 1.0);
    assert_eq!(modulo_moved(0, 0), 0.0);
    assert_eq!(modulo_moved(3, 0), 1.0);
    assert_eq!(modulo_moved(0, 3), 1.0);
}

#[test]
fn moved_counts_positions_that_differ() {
    assert_eq!(moved(&[0, 1, 2, 3], &[0, 1, 0, 0]), 0.5);
    assert_eq!(moved(&[0, 1], &[0, 2, 9]), 0.5);
}

#[test]
fn the_largest_server_counts_do_not_overflow() {
    let (moved, of) = modulo_moved_exact(u32::MAX, u32::MAX - 1);
    assert_eq!(of, u64::from(u32::MAX) * u64::from(u32::MAX - 1));
    assert_eq!(of - moved, u64::from(u32::MAX - 1));
}

/// One server's share of many random rings has the spread that [`share_cv`] states.
#[test]
fn share_cv_is_what_random_rings_show() {
    let (servers, virtual_nodes) = (5, 4);
    let mut random = SplitMix64::new(1);
    let shares: Vec<f64> = (0..4_000)
        .map(|_| {
            let mut points: Vec<(u64, u32)> =
                (0..servers * virtual_nodes).map(|i| (random.next(), i % servers)).collect();
            points.sort_unstable();
            let mut previous = points[points.len() - 1].0;
            let mut share = 0.0;
            for (position, server) in points {
                if server == 0 {
                    share += position.wrapping_sub(previous) as f64;
                }
                previous = position;
            }
            share
        })
        .collect();
    let expected = share_cv(servers, virtual_nodes);
    assert!((cv(&shares) / expected - 1.0).abs() < 0.05, "{} {expected}", cv(&shares));
}

proptest! {
    #[test]
    fn modulo_moved_is_what_counting_shows(before in 1_u32..40, after in 1_u32..40) {
        let (moved, of) = modulo_moved_exact(before, after);
        let counted = (0..of).filter(|h| h % u64::from(before) != h % u64::from(after)).count();
        prop_assert_eq!(moved, counted as u64);
        prop_assert_eq!(modulo_moved(before, after), modulo_moved(after, before));
    }

    #[test]
    fn spread_ignores_the_unit(values in prop::collection::vec(0.0_f64..1e6, 1..30)) {
        let doubled: Vec<f64> = values.iter().map(|v| v * 2.0).collect();
        prop_assert_eq!(cv(&values), cv(&doubled));
        prop_assert_eq!(max_over_mean(&values), max_over_mean(&doubled));
        prop_assert!(cv(&values) <= (values.len() as f64).sqrt());
    }
}
