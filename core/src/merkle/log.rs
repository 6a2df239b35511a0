//! A list that only grows, and proofs about it.
//!
//! ```
//! use snowglobe_core::merkle::{audit_path, consistency_proof, leaf_hash, log_root, verify_audit, verify_consistency};
//!
//! let entries = ["put a", "put b", "del a", "put c", "put d"];
//! let root = log_root(&entries);
//! // "del a" is the third of five: three hashes are enough to show it.
//! let path = audit_path(2, &entries);
//! assert!(path.len() == 3 && verify_audit(leaf_hash(b"del a"), 2, 5, &path, root));
//! // And what was a list of three has only grown.
//! let proof = consistency_proof(3, &entries);
//! assert!(verify_consistency((3, log_root(&entries[..3])), (5, root), &proof));
//! ```
//!
//! A leaf is `SHA-256(00 ‖ entry)` and a node `SHA-256(01 ‖ left ‖ right)`, so that no node passes for an entry. A list
//! of n is split at the largest power of two below n (RFC 6962, section 2.1); proofs are verified as in RFC 9162,
//! sections 2.1.3.2 and 2.1.4.2.

use super::node::node_hash;
use crate::hash::sha256;
use alloc::vec::Vec;

/// SHA-256.
pub type Digest = [u8; 32];

/// The hash of an entry.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Digest {
    let mut bytes = Vec::with_capacity(entry.len() + 1);
    bytes.push(0);
    bytes.extend_from_slice(entry);
    sha256(&bytes)
}

/// The hash of a list. O(entries).
#[must_use]
pub fn log_root<T: AsRef<[u8]>>(entries: &[T]) -> Digest {
    match entries {
        [] => sha256(b""),
        [entry] => leaf_hash(entry.as_ref()),
        _ => {
            let (left, right) = entries.split_at(split(entries.len()));
            node_hash(&log_root(left), &log_root(right))
        }
    }
}

/// The largest power of two below a number of entries, of which there are two at least.
fn split(entries: usize) -> usize {
    entries.next_power_of_two() / 2
}

/// The hashes that show an entry to be at its place, those beside the leaf first; none if there is no such entry.
/// O(entries).
#[must_use]
pub fn audit_path<T: AsRef<[u8]>>(index: usize, entries: &[T]) -> Vec<Digest> {
    if entries.len() < 2 || index >= entries.len() {
        return Vec::new();
    }
    let (left, right) = entries.split_at(split(entries.len()));
    let (mut path, beside) = match index.checked_sub(left.len()) {
        None => (audit_path(index, left), log_root(right)),
        Some(index) => (audit_path(index, right), log_root(left)),
    };
    path.push(beside);
    path
}

/// Whether a path shows that the entry with this hash is at `index` in a list of `size` with that root. O(path).
#[must_use]
pub fn verify_audit(leaf: Digest, index: usize, size: usize, path: &[Digest], root: Digest) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for beside in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            hash = node_hash(beside, &hash);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            hash = node_hash(&hash, beside);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && hash == root
}

/// The hashes that show a list to begin with what it was when it had `before` entries; none if it had none, as many, or
/// more. O(entries).
#[must_use]
pub fn consistency_proof<T: AsRef<[u8]>>(before: usize, entries: &[T]) -> Vec<Digest> {
    if before == 0 || before >= entries.len() { Vec::new() } else { subproof(before, entries, true) }
}

/// `whole` while what was before is a list of its own, whose root is known to whoever verifies.
fn subproof<T: AsRef<[u8]>>(before: usize, entries: &[T], whole: bool) -> Vec<Digest> {
    if before == entries.len() {
        return if whole { Vec::new() } else { alloc::vec![log_root(entries)] };
    }
    let (left, right) = entries.split_at(split(entries.len()));
    let (mut proof, beside) = match before.checked_sub(left.len()) {
        None | Some(0) => (subproof(before, left, whole), log_root(right)),
        Some(before) => (subproof(before, right, false), log_root(left)),
    };
    proof.push(beside);
    proof
}

/// Whether a proof shows that a list of one size and root grew out of another. O(proof).
#[must_use]
pub fn verify_consistency(before: (usize, Digest), after: (usize, Digest), proof: &[Digest]) -> bool {
    let ((old, old_root), (new, new_root)) = (before, after);
    if old == 0 || old >= new {
        // Everything grew out of nothing, and out of itself.
        return proof.is_empty() && (old == 0 || old == new && old_root == new_root);
    }
    let mut path = proof.iter();
    let first = if old.is_power_of_two() { Some(&old_root) } else { path.next() };
    let Some(first) = first else { return false };
    let (mut at, mut last) = (old - 1, new - 1);
    while at & 1 == 1 {
        (at, last) = (at >> 1, last >> 1);
    }
    let (mut hash, mut whole) = (*first, *first);
    for beside in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            (hash, whole) = (node_hash(beside, &hash), node_hash(beside, &whole));
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            whole = node_hash(&whole, beside);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && hash == old_root && whole == new_root
}
