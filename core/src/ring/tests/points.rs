//! The table over the points: a look-up must equal a plain search however the points lie.

use crate::ring::index::Points;
use alloc::vec::Vec;
use proptest::prelude::*;

fn check(points: &Points) -> Result<(), TestCaseError> {
    let slice = points.as_slice();
    prop_assert!(slice.is_sorted());
    for &(position, _) in slice {
        for probe in [position, position.wrapping_sub(1), position.wrapping_add(1), position ^ (1 << 63)] {
            prop_assert_eq!(points.rank(probe), slice.partition_point(|point| point.0 < probe));
        }
    }
    Ok(())
}

/// Everything in one bucket, everything at one end, evenly spread, and all at one place.
fn skewed() -> impl Strategy<Value = Vec<u64>> {
    let many = 0..400usize;
    prop_oneof![
        proptest::collection::vec(any::<u64>(), many.clone()),
        proptest::collection::vec(0..1_000u64, many.clone()),
        proptest::collection::vec((0..1_000u64).prop_map(|low| u64::MAX - low), many.clone()),
        proptest::collection::vec((0..4u64).prop_map(|top| top << 62), many.clone()),
        many.prop_map(|n| (0..n as u64).map(|i| (1 << 40) + i).collect()),
    ]
}

proptest! {
    #[test]
    fn a_look_up_equals_a_search(positions in skewed()) {
        check(&Points::sort(positions.into_iter().zip(0..).collect(), |a, b| a.cmp(&b)))?;
    }

    #[test]
    fn changes_keep_the_table_right(first in skewed(), second in skewed(), third in skewed()) {
        let owned = |positions: &[u64], owner| positions.iter().map(move |p| (*p, owner)).collect::<Vec<_>>();
        let mut points = Points::sort(owned(&first, 0), |a, b| a.cmp(&b));
        for (added, owner) in [(&second, 1), (&third, 2)] {
            points.insert(owner, added.clone(), |a, b| a.cmp(&b));
            check(&points)?;
        }
        prop_assert_eq!(points.as_slice().len(), first.len() + second.len() + third.len());
        points.remove_owner(1);
        check(&points)?;
        let expected = Points::sort([owned(&first, 0), owned(&third, 1)].concat(), |a, b| a.cmp(&b));
        prop_assert_eq!(points.as_slice(), expected.as_slice());
        points.remove_owner(0);
        points.remove_owner(0);
        prop_assert!(points.as_slice().is_empty() && points.successor(5).is_none());
    }
}
