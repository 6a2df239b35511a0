use super::*;
use alloc::vec;
use alloc::vec::Vec;
use proptest::prelude::*;

fn entries(count: usize) -> Vec<Vec<u8>> {
    (0..count).map(|number| alloc::format!("entry {number}").into_bytes()).collect()
}

#[test]
fn each_entry_of_each_list_can_be_shown_and_nothing_else() {
    for size in 0..40 {
        let list = entries(size);
        let root = log_root(&list);
        for index in 0..size {
            let path = audit_path(index, &list);
            let leaf = leaf_hash(&list[index]);
            assert!(verify_audit(leaf, index, size, &path, root), "{index} of {size}");
            assert!(!verify_audit(leaf_hash(b"another"), index, size, &path, root));
            assert!(!verify_audit(leaf, (index + 1) % size, size, &path, root) || size == 1);
            let longer = [path.as_slice(), &[root]].concat();
            assert!(!verify_audit(leaf, index, size, &longer, root));
            assert!(path.is_empty() || !verify_audit(leaf, index, size, &path[1..], root));
        }
        assert!(!verify_audit(leaf_hash(b""), size, size, &[], root));
    }
}

#[test]
fn a_list_that_grew_can_be_shown_to_and_one_that_changed_cannot() {
    for size in 0..34 {
        let list = entries(size);
        for before in 0..=size {
            let (old, new) = ((before, log_root(&list[..before])), (size, log_root(&list)));
            let proof = consistency_proof(before, &list);
            assert!(verify_consistency(old, new, &proof), "{before} of {size}");
            if 0 < before && before < size {
                let mut changed = list.clone();
                changed[before / 2].push(b'!');
                let other = (size, log_root(&changed));
                assert!(!verify_consistency(old, other, &consistency_proof(before, &changed)));
                assert!(!verify_consistency(old, new, &proof[..proof.len() - 1]));
            }
        }
        assert!(!verify_consistency((size + 1, log_root(&list)), (size, log_root(&list)), &[]));
    }
}

proptest! {
    #[test]
    fn a_tree_that_was_updated_is_the_tree_made_anew(updates in proptest::collection::vec((0_usize..32, any::<u64>()), 0..60)) {
        let mut hashes = vec![0; 32];
        let mut tree = RangeTree::<Fast>::new(5).expect("low");
        for (range, hash) in updates {
            hashes[range] = hash;
            tree.set(range, hash);
            prop_assert_eq!(tree.get(range), hash);
        }
        let anew = RangeTree::<Fast>::of(&hashes).expect("low");
        prop_assert_eq!(tree.root(), anew.root());
        prop_assert_eq!(tree.differences(&anew).ranges, Vec::<usize>::new());
    }

    #[test]
    fn what_differs_is_found_and_nothing_else(height in 0_u32..9, seed in proptest::collection::btree_set(0_usize..256, 0..20)) {
        let ours = RangeTree::<Sha256>::new(height).expect("low");
        let mut theirs = ours.clone();
        let differing: Vec<usize> = seed.into_iter().filter(|range| *range < ours.len()).collect();
        for range in &differing {
            theirs.set(*range, leaf_hash(b"other"));
        }
        let found = ours.differences(&theirs);
        prop_assert_eq!(&found.ranges, &differing);
        prop_assert_eq!(found.round_trips, if differing.is_empty() { 1 } else { height + 1 });
        prop_assert!(found.compared < 2 * ours.len() as u64);
    }
}

proptest! {
    #[test]
    fn a_sparse_tree_has_the_hashes_of_a_full_one(
        height in 0_u32..10,
        changes in proptest::collection::vec((0_usize..600, 0_u64..3), 0..60),
        others in proptest::collection::vec((0_usize..600, 0_u64..3), 0..8),
    ) {
        let mut full = RangeTree::<Fast>::new(height).expect("low");
        let mut sparse = SparseTree::<Fast>::new(height).expect("low");
        for (range, hash) in changes {
            full.set(range, hash);
            sparse.set(range, hash);
        }
        let mut unlike = sparse.clone();
        let mut differing = full.clone();
        for (range, hash) in others {
            unlike.set(range, hash);
            differing.set(range, hash);
        }
        prop_assert!((0..2 * full.len() + 2).all(|at| at == 0 || sparse.at(at) == full.at(at)));
        let filled = (0..full.len()).filter(|range| full.get(*range) != 0).count();
        prop_assert!(sparse.kept() <= 64 + filled * height.saturating_sub(5) as usize);
        let told: Vec<usize> = sparse.unlike(&unlike).map(|at| at - full.len()).collect();
        prop_assert_eq!(told, full.differences(&differing).ranges);
    }
}

#[test]
fn a_tree_too_high_is_refused() {
    assert_eq!(SparseTree::<Fast>::new(25).map(|_| ()), Err(TooHigh { height: 25 }));
    assert_eq!(RangeTree::<Fast>::new(25).map(|_| ()), Err(TooHigh { height: 25 }));
    assert_eq!(
        RangeTree::<Fast>::new(3).map(|tree| tree.differences(&RangeTree::new(2).expect("low")).ranges.len()),
        Ok(4)
    );
}

#[test]
fn a_tree_of_a_few_ranges_is_the_empty_one_with_these_set() {
    for count in 0..20_u64 {
        let hashes: Vec<u64> = (1..=count).collect();
        let made = RangeTree::<Fast>::of(&hashes).expect("low");
        let mut plain = RangeTree::<Fast>::new(made.len().trailing_zeros()).expect("low");
        for (range, hash) in hashes.iter().enumerate() {
            plain.set(range, *hash);
        }
        let all = 1..2 * made.len();
        assert!(all.clone().all(|at| made.at(at) == plain.at(at)), "{count}");
        // And each node is that of its children, the empty ones too.
        assert!((1..made.len()).all(|at| made.at(at) == Fast::combine(made.at(2 * at), made.at(2 * at + 1))));
    }
}

proptest! {
    #[test]
    fn a_node_is_the_hash_of_its_bytes(left: [u8; 32], right: [u8; 32]) {
        let bytes = [&[1], left.as_slice(), right.as_slice()].concat();
        prop_assert_eq!(Sha256::combine(left, right), crate::hash::sha256(&bytes));
    }
}
