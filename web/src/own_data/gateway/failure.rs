//! What can go wrong with an access log or with rules for it.
//!
//! ```
//! use snowglobe_web::own_data::failure::{FileFailure, check_size};
//! use snowglobe_web::own_data::gateway::failure::Failure;
//!
//! let failure = Failure::from(check_size(2 << 30, 1 << 30).unwrap_err());
//! assert!(matches!(failure, Failure::File(FileFailure::TooLarge { .. })));
//! ```
//!
//! The sentences for it, in both languages, are in `words`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::gzip::Broken;
use super::line::Problem;
use crate::own_data::failure::{FileFailure, failure_of_a_desk};

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The log could not be read to its end.
    File(FileFailure),
    /// It is packed by gzip, and broken.
    Gzip {
        /// What is wrong, and where.
        broken: Broken,
        /// Lines that were read before.
        lines: u64,
    },
    /// It is packed by something that is not read here.
    Packed {
        /// What that is called.
        by: String,
    },
    /// There is not one line in it.
    Empty,
    /// None of the first lines is of a format that is known.
    UnknownFormat {
        /// The first line, cut.
        line: String,
    },
    /// Not one line was understood in the format asked for.
    NothingUnderstood {
        /// Lines there were.
        lines: u64,
        /// What is wrong with the first.
        problem: Problem,
        /// The first, cut.
        line: String,
    },
    /// The rules cannot be read.
    Rules(RulesFailure),
}

/// What is wrong with the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RulesFailure {
    /// They cannot be read. What it is is asked of the rules again by whoever words it.
    Wrong {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// The rules, as they were written.
        rules: String,
    },
    /// There is not one limit in them.
    None,
    /// More limits than are worked out at once.
    TooMany {
        /// How many there are.
        rules: usize,
        /// The most that are.
        max: usize,
    },
}

impl Failure {
    /// A fault of this program, and what is known of it.
    pub fn broken(reason: impl fmt::Display) -> Self {
        Self::File(FileFailure::Broken { reason: reason.to_string() })
    }
}

failure_of_a_desk!(Failure);
