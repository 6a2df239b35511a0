//! What came of a log under rules: plain data that a panel shows, a file holds, a test compares.
//!
//! ```text
//! Report ─┬─ reading      lines, how many were understood, late, or not and why
//!         ├─ requests, delayed, denied, timeline     under all rules together
//!         ├─ rules ───┬─ what it asks for, and what it said
//!         │           ├─ keys: the 100 denied most
//!         │           ├─ timeline
//!         │           └─ comparison: nine algorithms, other limits (if asked for)
//!         └─ denied       the first 100 lines
//! ```
//!
//! Times are nanoseconds since the Unix epoch. Text from the log is cut and made safe to show
//! ([`shown`](super::analysis::shown::shown)).

use serde::{Deserialize, Serialize};
use snowglobe_core::limiter::Limit;

use super::analysis::timeline::Timeline;
use super::line::{Format, Problem};

/// Keys listed for each rule.
pub const LISTED_KEYS: usize = 100;
/// Denied lines listed.
pub const LISTED_LINES: usize = 100;
/// Lines listed for each [`Problem`].
pub const LISTED_PROBLEMS: usize = 5;

/// The answer for one log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How the lines were read.
    pub reading: Reading,
    /// The name of the algorithm that decided.
    pub algorithm: String,
    /// Lines that were understood; each is a request.
    pub requests: u64,
    /// Of them, those that some rule would have delayed and none denied.
    pub delayed: u64,
    /// Of them, those that at least one rule would have denied.
    pub denied: u64,
    /// Requests, and those denied, over time.
    pub timeline: Timeline,
    /// What each rule did, in the order of the file.
    pub rules: Vec<RuleReport>,
    /// The first lines that were denied.
    pub first_denied: Vec<DeniedLine>,
    /// The requests of a key, if those were asked for.
    pub seen: Option<Seen>,
}

/// The requests of a key around its first denial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// When they came.
    pub times: Vec<u64>,
    /// When the first of them was denied.
    pub denied: Option<u64>,
}

/// How the lines were read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// How they are written.
    pub format: Format,
    /// Whether the file was packed.
    pub gzip: bool,
    /// Bytes of text.
    pub bytes: u64,
    /// Lines there are.
    pub lines: u64,
    /// Lines of blanks, passed over.
    pub blank: u64,
    /// Lines that were not understood and passed over, for each of [`Problem::ALL`].
    pub problems: Vec<u64>,
    /// The first of them.
    pub examples: Vec<BadLine>,
    /// Lines that came after later ones and were put back in order.
    pub late: u64,
    /// Lines that came too late for that, and counted at the time that was reached.
    pub too_late: u64,
    /// The first time.
    pub first: u64,
    /// The last time.
    pub last: u64,
}

impl Reading {
    /// Lines that were not understood.
    #[must_use]
    pub fn skipped(&self) -> u64 {
        self.problems.iter().sum()
    }
}

/// A line that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadLine {
    /// Its number, from 1.
    pub number: u64,
    /// Why.
    pub problem: Problem,
    /// The line, cut.
    pub text: String,
}

/// What one rule did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleReport {
    /// Which requests it is for: names, and values where only one counts.
    pub parts: Vec<(String, Option<String>)>,
    /// What it asks for.
    pub limit: Limit,
    /// Requests that it is for.
    pub requests: u64,
    /// Admitted at once.
    pub admitted: u64,
    /// Admitted later, by the queue.
    pub delayed: u64,
    /// Denied.
    pub denied: u64,
    /// A part that lines of this format do not have, so that the rule was never asked.
    pub missing: Option<String>,
    /// Different keys; those counted twice that were [`forgotten`](Self::forgotten) and came back.
    pub keys: u64,
    /// Keys whose place in the table another one took while they had something to lose. If there are
    /// any, denials are the least that there can have been.
    pub forgotten: u64,
    /// The keys denied most.
    pub top: Vec<KeyReport>,
    /// Admitted, and denied, over time.
    pub timeline: Timeline,
    /// Other algorithms and other limits, if asked for.
    pub comparison: Option<Comparison>,
}

/// What became of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyReport {
    /// The key as the table knows it.
    pub id: u64,
    /// The key: its parts with a blank between them.
    pub key: String,
    /// Admitted, at once or later, since it has its place in the table.
    pub admitted: u64,
    /// Denied.
    pub denied: u64,
}

/// A line that was denied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeniedLine {
    /// Its number, from 1.
    pub number: u64,
    /// Its time.
    pub time: u64,
    /// Which rule denied it: its place in [`Report::rules`].
    pub rule: usize,
    /// Whose request it was.
    pub key: String,
    /// The line, cut.
    pub text: String,
}

/// One rule under all nine algorithms, and with other limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// One for each algorithm, in the order of the core's list.
    pub outcomes: Vec<Outcome>,
    /// Which limit would have denied 1 %, and 0.1 %.
    pub answers: Vec<LimitAnswer>,
    /// As [`RuleReport::forgotten`], in this smaller table.
    pub forgotten: u64,
}

/// What one algorithm did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its name.
    pub algorithm: String,
    /// The sums; none for a log that would be too long.
    pub sums: Option<Sums>,
}

/// How often an algorithm said what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Admitted at once.
    pub admitted: u64,
    /// Admitted later.
    pub delayed: u64,
    /// Denied.
    pub denied: u64,
    /// Denied where the sliding log admitted.
    pub stricter: u64,
    /// Admitted where the sliding log denied.
    pub laxer: u64,
}

/// Which limit would have denied a share of the requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitAnswer {
    /// The share, in thousandths.
    pub per_mille: u64,
    /// Requests that the rule is for.
    pub requests: u64,
    /// For fixed windows, exactly: the least limit that denies at most that, and the one below it.
    pub window: [Option<Step>; 2],
    /// For token buckets, the two rungs between which the answer lies.
    pub bucket: [Option<Step>; 2],
}

/// A limit, and how much it would have denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Requests in a window.
    pub limit: u64,
    /// Requests denied.
    pub denied: u64,
}
