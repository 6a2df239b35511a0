//! Families `merkle.*`: roots and paths of RFC 6962, and what it takes to find where two trees differ.

use snowglobe_core::merkle::{Fast, RangeTree, audit_path, leaf_hash, log_root, verify_audit};

use super::compare::same;
use super::{Checked, Group, Vector};

pub(super) const GROUPS: &[Group] = &[("merkle.rfc6962", log), ("merkle.sync", sync)];

const HIGHEST: usize = 20;

fn log(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let leaves = input.get("leaves")?.list_of(|leaf| leaf.bytes())?;
    let Some(index) = input.find("index") else {
        return same("root", &expect.bytes()?, &log_root(&leaves).to_vec());
    };
    let index = index.count(leaves.len())?;
    let path = audit_path(index, &leaves);
    let expected = expect.list_of(|hash| hash.bytes())?;
    same("path", &expected, &path.iter().map(|hash| hash.to_vec()).collect::<Vec<_>>())?;
    let leaf = leaf_hash(leaves.get(index).map_or(&[], Vec::as_slice));
    same("verified", &true, &verify_audit(leaf, index, leaves.len(), &path, log_root(&leaves)))
}

fn sync(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let height = input.get("height")?;
    let ours =
        RangeTree::<Fast>::new(height.count(HIGHEST)? as u32).map_err(|error| height.refused(error))?;
    let mut theirs = ours.clone();
    for range in input.get("differing")?.list()? {
        theirs.set(range.count(ours.len())?, 1);
    }
    let found = ours.differences(&theirs);
    same("nodes_compared", &expect.get("nodes_compared")?.u64()?, &found.compared)?;
    same("round_trips", &expect.get("round_trips")?.u32()?, &found.round_trips)?;
    same("buckets_transferred", &expect.get("buckets_transferred")?.u64()?, &(found.ranges.len() as u64))?;
    same("full_scan_buckets", &expect.get("full_scan_buckets")?.u64()?, &(ours.len() as u64))
}
