//! Trees of hashes against `rs_merkle`, on the same hashes of leaves.
//!
//! Both are given the leaves' hashes and make all that is above. With SHA-256 both use the crate sha2, which takes the
//! processor's own instructions for it where there are some, and a node costs both two blocks: ours has 65 bytes (RFC 6962),
//! theirs 64, and there is no room left for the padding. With XXH3 hashing is next to nothing, and what is left is the tree.
//!
//! `rs_merkle` can neither change a leaf nor say where two trees differ: those lines have no peer. An operation is a leaf
//! in lines of building, and an update or a comparison in the others.

use crate::measure::in_turns;
use crate::report::Report;
use rs_merkle::{Hasher, MerkleTree, algorithms};
use snowglobe_core::hash::{fmix64, sha256, xxh3};
use snowglobe_core::merkle::{Combine, Fast, RangeTree, Sha256};
use std::hint::black_box;

const PEER: &str = "rs_merkle";
/// Leaves of the trees that are changed and compared.
const LEAVES: u64 = 1_000_000;
/// Updates, or comparisons, in a round.
const ROUND: usize = 1_000;

/// XXH3 for the peer, as `Fast` is for ours.
#[derive(Clone)]
struct Xxh3;

impl Hasher for Xxh3 {
    type Hash = [u8; 8];

    fn hash(data: &[u8]) -> [u8; 8] {
        xxh3(data, 0).to_le_bytes()
    }
}

/// How a leaf is made of its number, for both sides.
type Leaf<T> = fn(u64) -> T;

fn strong(number: u64) -> [u8; 32] {
    sha256(&number.to_le_bytes())
}

fn quick(number: u64) -> u64 {
    fmix64(number + 1)
}

pub(crate) fn measure(report: &mut Report) {
    for (size, count) in [("100k leaves", 100_000), ("1M leaves", LEAVES)] {
        let name = format!("merkle build {size}");
        build::<Sha256, algorithms::Sha256>(report, &name, count, strong, strong);
        let name = format!("merkle build {size}, XXH3");
        let equal = build::<Fast, Xxh3>(report, &name, count, quick, |number| quick(number).to_le_bytes());
        assert!(equal.is_none_or(|(ours, theirs)| ours.to_le_bytes() == theirs), "{name}: the roots differ");
    }
    change::<Sha256>(report, "1M leaves", strong);
    change::<Fast>(report, "1M leaves, XXH3", quick);
}

/// The roots over the same leaves, as many as a full tree has, if this was asked for.
fn build<C: Combine, H: Hasher>(
    report: &mut Report,
    name: &str,
    count: u64,
    leaf: Leaf<C::Hash>,
    peer_leaf: Leaf<H::Hash>,
) -> Option<(C::Hash, H::Hash)> {
    if !report.wants(name) {
        return None;
    }
    let leaves: Vec<C::Hash> = (0..count).map(leaf).collect();
    let peer_leaves: Vec<H::Hash> = (0..count).map(peer_leaf).collect();
    let times = in_turns(
        leaves.len(),
        &mut [&mut || _ = black_box(ours::<C>(&leaves)), &mut || {
            _ = black_box(MerkleTree::<H>::from_leaves(&peer_leaves).root());
        }],
    );
    report.line(name, times[0], Some((PEER, times[1])));
    let full = 1 << 16;
    Some((ours::<C>(&leaves[..full]).root(), MerkleTree::<H>::from_leaves(&peer_leaves[..full]).root()?))
}

fn ours<C: Combine>(leaves: &[C::Hash]) -> RangeTree<C> {
    RangeTree::of(leaves).expect("not too high")
}

fn change<C: Combine>(report: &mut Report, size: &str, leaf: Leaf<C::Hash>) {
    let (update, diff) = (format!("merkle update {size}"), format!("merkle diff {size}"));
    if !report.wants(&update) && !report.wants(&diff) {
        return;
    }
    let leaves: Vec<C::Hash> = (0..LEAVES).map(leaf).collect();
    let mut tree = ours::<C>(&leaves);
    let places: Vec<usize> = (0..ROUND as u64).map(|i| (fmix64(i + 1) % LEAVES) as usize).collect();
    if report.wants(&update) {
        let mut turn = 0;
        let times = in_turns(
            ROUND,
            &mut [&mut || {
                turn += 1;
                for (i, place) in places.iter().enumerate() {
                    tree.set(*place, leaves[(i + turn) % leaves.len()]);
                }
            }],
        );
        report.line(&update, times[0], None);
    }
    if report.wants(&diff) {
        // Each comparison meets another pair of nodes, or all of them would be in the nearest cache.
        let mut other = tree.clone();
        let fresh = leaf(LEAVES);
        let mut taken = Vec::new();
        for place in &places {
            other.set(*place, fresh);
            let times = std::time::Instant::now();
            let found = black_box(tree.differences(black_box(&other)));
            taken.push(times.elapsed().as_nanos());
            assert_eq!((found.ranges, found.compared), (vec![*place], 41));
            other.set(*place, tree.get(*place));
        }
        taken.sort_unstable();
        report.line(&diff, taken[ROUND / 2] as f64, None);
    }
}
