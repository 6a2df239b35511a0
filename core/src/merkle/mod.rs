//! Trees of hashes: two who have nearly the same find out where they differ with few words.
//!
//! | tree | for what |
//! | --- | --- |
//! | [`RangeTree`] | anti-entropy: a fixed number of key ranges, updated one by one, compared level by level |
//! | [`SparseTree`] | the same in little room, where nearly all of the ranges are empty |
//! | [`log_root`] and its proofs | a list that only grows (RFC 6962): whether an entry is in it, and whether it only grew |
//!
//! ```
//! use snowglobe_core::merkle::{Fast, RangeTree};
//!
//! let mut ours = RangeTree::<Fast>::new(20)?; // 1,048,576 ranges
//! let theirs = ours.clone();
//! ours.set(5, 0xcafe);
//! let found = ours.differences(&theirs);
//! assert_eq!((found.ranges, found.compared, found.round_trips), (vec![5], 41, 21));
//! # Ok::<(), snowglobe_core::merkle::TooHigh>(())
//! ```
//!
//! Merkle, "A Digital Signature Based on a Conventional Encryption Function" (1987); `DeCandia` and others, "Dynamo" (2007),
//! section 4.7; Laurie, Langley and Kasper, "Certificate Transparency" (RFC 6962), section 2.1.

mod log;
mod node;
mod range_tree;
mod sparse_tree;
#[cfg(test)]
mod tests;

pub use log::{Digest, audit_path, consistency_proof, leaf_hash, log_root, verify_audit, verify_consistency};
pub use range_tree::{Combine, Differences, Fast, RangeTree, Sha256, TooHigh};
pub use sparse_tree::SparseTree;
