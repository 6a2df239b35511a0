//! Counts by group, and the lines that state them.

use std::collections::BTreeMap;
use std::fmt;

/// The group in which files and entries that cannot be read count as failed.
pub const UNREADABLE: &str = "(unreadable)";

/// What became of the vectors of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Vectors that hold.
    pub passed: u32,
    /// Vectors that do not.
    pub failed: u32,
    /// Vectors of a group that has no check yet.
    pub not_built: u32,
}

/// What became of all vectors. Its text is one line per failure, one per group, and the total.
#[derive(Clone, Debug, Default)]
pub struct Report {
    groups: BTreeMap<String, Tally>,
    failures: Vec<String>,
}

impl Report {
    /// Notes a vector that holds.
    pub fn pass(&mut self, group: &str) {
        self.tally(group).passed += 1;
    }

    /// Notes a vector that does not hold, or a file that cannot be read, and why.
    pub fn fail(&mut self, group: &str, file: &str, id: &str, reason: impl fmt::Display) {
        self.tally(group).failed += 1;
        self.failures.push(format!("{group} {id} ({file}): {reason}"));
    }

    /// Notes a vector whose group has no check.
    pub fn not_built(&mut self, group: &str) {
        self.tally(group).not_built += 1;
    }

    /// The counts of one group; zeros if it was never seen.
    #[must_use]
    pub fn group(&self, group: &str) -> Tally {
        self.groups.get(group).copied().unwrap_or_default()
    }

    /// The counts of all groups together.
    #[must_use]
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        for tally in self.groups.values() {
            total.passed += tally.passed;
            total.failed += tally.failed;
            total.not_built += tally.not_built;
        }
        total
    }

    /// A line for each failure.
    #[must_use]
    pub fn failures(&self) -> &[String] {
        &self.failures
    }

    fn tally(&mut self, group: &str) -> &mut Tally {
        self.groups.entry(group.to_owned()).or_default()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for failure in &self.failures {
            writeln!(f, "FAILED {failure}")?;
        }
        for (group, tally) in &self.groups {
            writeln!(f, "vectors {group}: {tally}")?;
        }
        writeln!(f, "vectors TOTAL: {}", self.total())
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { passed, failed, not_built } = self;
        write!(f, "{passed} passed, {failed} failed, {not_built} not built")
    }
}
