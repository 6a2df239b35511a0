//! Holds the core against test vectors: one check per vector, chosen by its `group`.
//!
//! A vector file is `{"vectors": [{"id", "group", "input", "expect", …}, …]}`. A group belongs to
//! a family, a module here that offers `check(group)`. A new system adds its module and one line
//! in [`FAMILIES`]; until then its vectors are counted as not built.

mod hashes;
mod input;
mod modulo;
mod random;
mod report;
mod rings;
mod shares;

use serde::Deserialize;
use serde_json::Value;

pub use report::Report;

/// Why a vector did not pass, or could not be read.
pub type Outcome = Result<(), String>;

/// Compares the core with one vector.
pub type Check = fn(&Vector) -> Outcome;

/// Every family of groups that is built: gives the check of a group it knows.
const FAMILIES: [fn(&str) -> Option<Check>; 5] = [
    hashes::check,
    modulo::check,
    random::check,
    rings::check,
    shares::check,
];

/// One expectation. Fields that only people read are not kept.
#[derive(Clone, Debug, Deserialize)]
pub struct Vector {
    /// Its name within the file.
    pub id: String,
    /// What it tests; decides how `input` and `expect` are read.
    pub group: String,
    /// What the core is given.
    #[serde(default)]
    pub input: Value,
    /// What it must answer.
    pub expect: Value,
    /// How far off a statistical answer may be.
    #[serde(default)]
    pub tolerance: Value,
}

/// Checks one vector; none if its group is not built. A panic of the core is a failure too.
#[must_use]
pub fn run(vector: &Vector) -> Option<Outcome> {
    let check = FAMILIES.iter().find_map(|family| family(&vector.group))?;
    let outcome = std::panic::catch_unwind(|| check(vector));
    Some(outcome.unwrap_or_else(|_| Err("the core panicked".to_owned())))
}
