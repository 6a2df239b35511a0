//! Holds the core against vectors: pairs of input and expected outcome, one JSON file or many.
//!
//! A file is `{"meta": …, "semantics": …, "vectors": […]}`; a vector names its `group`, and the
//! group decides which check runs ([`FAMILIES`]). A group without a check counts as not built:
//! it is listed, never silently passed. A file that cannot be read, or an entry that is no
//! vector, counts as failed in the group [`UNREADABLE`]; nothing in a file can make a run panic.
//!
//! ```
//! use snowglobe_tests::vectors::{Report, read_text};
//!
//! let text = r#"{"vectors": [
//!     {"id": "a", "group": "hash.crc32", "input": {"hex": ""}, "expect": "0x00000000"},
//!     {"id": "b", "group": "tea.leaves", "input": {}, "expect": "rain"}]}"#;
//! let mut report = Report::default();
//! read_text("mine.json", text, &mut report);
//! assert_eq!((report.total().passed, report.total().not_built), (1, 1));
//! ```
//!
//! To add a family: a file with `pub(crate) const GROUPS: &[Group]`, and its line in
//! [`FAMILIES`].

mod bloom;
mod causality;
mod cluster;
mod compare;
mod engine;
mod field;
mod files;
mod gossip;
mod hashes;
mod merkle;
mod prng;
mod quorum;
mod ratelimit;
mod report;
mod ring;
mod ring_stat;
mod schemes;
mod storage_cost;
#[cfg(test)]
mod tests;
mod vector;

pub use field::Field;
pub use files::{read_folder, read_text};
pub use report::{Report, Tally, UNREADABLE};
pub use vector::{Vector, VectorError};

/// What a check finds: nothing to say, or why the vector does not hold.
pub type Checked = Result<(), VectorError>;

/// The name of a group and the check of its vectors.
pub type Group = (&'static str, fn(&Vector) -> Checked);

/// Every group that is built, family by family.
pub const FAMILIES: &[&[Group]] = &[
    prng::GROUPS,
    hashes::GROUPS,
    schemes::GROUPS,
    ring::GROUPS,
    ring_stat::GROUPS,
    ratelimit::GROUPS,
    bloom::GROUPS,
    storage_cost::GROUPS,
    engine::GROUPS,
    causality::GROUPS,
    quorum::GROUPS,
    gossip::GROUPS,
    merkle::GROUPS,
    cluster::GROUPS,
];

/// The check of a group, if it is built.
#[must_use]
pub fn check_of(group: &str) -> Option<fn(&Vector) -> Checked> {
    FAMILIES.iter().flat_map(|family| family.iter()).find(|(name, _)| *name == group).map(|(_, check)| *check)
}
