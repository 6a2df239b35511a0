//! How evenly the schemes spread, and that weights count.

use super::{built, counts, keys};
use crate::hash::HashFunction;
use crate::ring::{Ring, Scheme};
use crate::stats;

#[test]
fn keys_follow_the_weights() {
    for scheme in Scheme::ALL {
        let weights = [1, 2, 3, 4];
        let placement = built(scheme, &weights);
        let counts = counts(&*placement, &keys(&*placement, 40_000));
        // A ring of a few hundred points strays from its weights by some 8 %, bounded by up to 25.
        for (count, weight) in counts.iter().zip(weights) {
            let expected = 4_000.0 * f64::from(weight);
            assert!((count / expected - 1.0).abs() < 0.3, "{scheme}: {counts:?}");
        }
    }
}

#[test]
fn tables_are_as_even_as_whole_entries_allow() {
    let maglev = built(Scheme::Maglev, &[1; 7]);
    let entries: alloc::vec::Vec<u64> = (0..crate::ring::TABLE_SIZE as u64).collect();
    let counts = counts(&*maglev, &entries);
    assert!(counts.iter().all(|count| (9_362.0..=9_363.0).contains(count)), "{counts:?}");
}

#[test]
fn more_virtual_nodes_spread_better_as_the_closed_form_says() {
    for virtual_nodes in [1, 10, 100, 1_000] {
        let mean = (0..60)
            .map(|set| {
                let nodes = (0..10).map(|i| (alloc::format!("s{set}-{i}"), virtual_nodes));
                stats::cv(&Ring::with_virtual_nodes(nodes, HashFunction::Xxh64).expect("few points").shares())
            })
            .sum::<f64>()
            / 60.0;
        let expected = stats::share_cv(10, virtual_nodes);
        assert!((mean / expected - 1.0).abs() < 0.15, "{virtual_nodes}: {mean} against {expected}");
    }
}

#[test]
fn a_clumping_hash_spreads_badly_until_it_is_mixed() {
    let cv = |hash| {
        let nodes = (0..10).map(|i| (alloc::format!("server-{i}"), 100));
        stats::cv(&Ring::with_virtual_nodes(nodes, hash).expect("few points").shares())
    };
    assert!(cv(HashFunction::Fnv1a) > 2.0 * cv(HashFunction::Fnv1aMixed));
}
