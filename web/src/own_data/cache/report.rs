//! Which server gets how many keys, and how many move, under every placement at once.
//!
//! ```
//! use snowglobe_web::own_data::cache::{keys::{Counts, Reading}, report::Analysis, request::{Change, Request}, servers};
//!
//! let servers = servers::parse(b"a\nb\nc\nd").servers;
//! let request = Request::new(servers, Change::Remove("b:11211".into()), Reading::Lines);
//! let mut analysis = Analysis::new(&request)?;
//! for i in 0..10_000 {
//!     analysis.key(format!("key-{i}").as_bytes());
//! }
//! let (report, _) = analysis.finish(Counts::default())?;
//! let moved = |scheme: &str| report.row(scheme).and_then(|r| r.outcome.as_ref().ok()).map(|o| o.moved);
//! assert!(moved("modulo").unwrap() > 7_000 && moved("ring").unwrap() < 4_000);
//! # Ok::<(), snowglobe_web::own_data::cache::failure::Failure>(())
//! ```
//!
//! One pass over the keys: each is hashed once for every distinct position function and looked up
//! before and after the change. What is kept is a table of counts (from × to) for each placement,
//! so memory does not grow with the file. Bounded loads alone (Mirrokni, Thorup, Zadimoghaddam
//! 2016) needs the number of keys before it can place the first: its positions are kept, 8 bytes
//! a key, at most 40 MB.

use serde::{Deserialize, Serialize};
use snowglobe_core::ring::Scheme;

use super::failure::Failure;
use super::keys::Counts;
use super::request::{Change, Request};
use run::{Placed, Run};

pub mod run;

/// The largest flows from one server to another that a report lists for one placement.
pub const MAX_FLOWS: usize = 144;

/// Keys are placed in batches: one placement's tables stay in the cache for a whole batch.
const BATCH: usize = 1_024;

/// The answer for one file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What was met while reading.
    pub counts: Counts,
    /// Everyone: the servers of the list and, last, one that was added. All indices below mean this list.
    pub servers: Vec<String>,
    /// The share of the keys that each one's weight asks for before the change, 0 to 1.
    pub expected_before: Vec<f64>,
    /// The same after the change; empty if nothing changes.
    pub expected_after: Vec<f64>,
    /// One for each placement, in the order of [`Scheme::ALL`].
    pub rows: Vec<Row>,
}

impl Report {
    /// The row of the placement with this name.
    #[must_use]
    pub fn row(&self, scheme: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.scheme == scheme)
    }
}

/// One placement's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The name of the [`Scheme`].
    pub scheme: String,
    /// What came of it, or why it could not be done; the other placements are not affected.
    pub outcome: Result<Outcome, Refusal>,
}

/// Why one placement could not be built or asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Weights times virtual nodes make too many points.
    TooManyPoints {
        /// How many there would be.
        points: u64,
        /// How many there may be.
        max: u64,
    },
    /// Anything else, as the core says it.
    Other(String),
}

/// What a placement does with the keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The spread before the change.
    pub before: Spread,
    /// The spread after it, if anything changes.
    pub after: Option<Spread>,
    /// Keys whose server is another one after the change.
    pub moved: u64,
    /// The keys that moved, by where from and where to: the largest [`MAX_FLOWS`] first.
    pub flows: Vec<Flow>,
    /// Moved keys in flows too small to be listed.
    pub in_other_flows: u64,
}

/// How keys spread over the servers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Keys of each server.
    pub keys: Vec<u64>,
    /// The coefficient of variation of load over fair share (0: exactly as the weights ask), each
    /// server counting by its weight. With equal weights this is the plain CV of the key counts.
    pub cv: f64,
    /// The largest load over its fair share (1: nobody has more than its own).
    pub max_over_mean: f64,
}

/// Keys that went from one server to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// Index of the server they left.
    pub from: usize,
    /// Index of the server they went to.
    pub to: usize,
    /// How many.
    pub keys: u64,
}

/// The work on one file, fed key by key.
#[derive(Debug)]
pub struct Analysis {
    request: Request,
    runs: Vec<Run>,
    /// For each distinct position function, the positions of the keys not placed yet.
    batches: Vec<Vec<u64>>,
}

impl Analysis {
    /// Builds every placement, before and after the change. A placement that cannot be built is
    /// refused in its own row.
    ///
    /// # Errors
    /// As [`Request::check`].
    pub fn new(request: &Request) -> Result<Self, Failure> {
        request.check()?;
        let mut runs: Vec<Run> = Vec::new();
        let mut groups = 0;
        for &scheme in Scheme::ALL.iter() {
            let mut run = Run::new(scheme, request)?;
            let same = runs.iter().find(|other| other.same_positions(&run)).map(|other| other.group);
            run.group = same.unwrap_or(groups);
            groups = groups.max(run.group + 1);
            runs.push(run);
        }
        let batches = vec![Vec::with_capacity(BATCH); groups];
        Ok(Self { request: request.clone(), runs, batches })
    }

    /// Places one key. O(hash functions × key length + placements × one lookup).
    pub fn key(&mut self, key: &[u8]) {
        let mut full = false;
        for (group, batch) in self.batches.iter_mut().enumerate() {
            if let Some(position) = self.runs.iter().find(|r| r.group == group).and_then(|r| r.position(key))
            {
                batch.push(position);
                full |= batch.len() == BATCH;
            }
        }
        if full {
            self.flush();
        }
    }

    /// Ends the file: the report, and what an export of it needs. O(keys) for bounded loads, else
    /// O(servers²) for each placement.
    ///
    /// # Errors
    /// [`Failure::broken`] should a server index be out of range, which would be a fault in the core.
    pub fn finish(mut self, counts: Counts) -> Result<(Report, Placed), Failure> {
        self.flush();
        for run in &mut self.runs {
            run.settle();
        }
        let everyone: Vec<_> = self.request.everyone().collect();
        let listed = self.request.servers.len();
        let gone = if let Change::Remove(name) = &self.request.change {
            self.request.position_of(name)
        } else {
            None
        };
        let expected_before =
            shares(everyone.iter().enumerate().map(|(i, s)| if i < listed { s.weight } else { 0 }));
        let expected_after = match self.request.change {
            Change::None => Vec::new(),
            _ => shares(everyone.iter().enumerate().map(|(i, s)| if Some(i) == gone { 0 } else { s.weight })),
        };
        let rows = self.runs.iter().map(|run| Row {
            scheme: run.scheme.name().to_owned(),
            outcome: run.outcome(&expected_before, &expected_after),
        });
        let report = Report {
            counts,
            servers: everyone.iter().map(|s| s.name.clone()).collect(),
            rows: rows.collect(),
            expected_before,
            expected_after,
        };
        Ok((report, Placed::new(self.request, self.runs)))
    }

    fn flush(&mut self) {
        for run in &mut self.runs {
            if let Some(batch) = self.batches.get(run.group) {
                run.place(batch);
            }
        }
        self.batches.iter_mut().for_each(Vec::clear);
    }
}

impl Spread {
    /// Measures the given counts against the shares expected.
    #[must_use]
    pub fn measure(keys: Vec<u64>, expected: &[f64]) -> Self {
        let total: u64 = keys.iter().sum();
        let (mut variance, mut max_over_mean) = (0.0, 0.0_f64);
        for (&keys, &share) in keys.iter().zip(expected).filter(|(_, share)| **share > 0.0) {
            let load = if total == 0 { 0.0 } else { keys as f64 / (share * total as f64) };
            variance += share * (load - 1.0) * (load - 1.0);
            max_over_mean = max_over_mean.max(load);
        }
        Self { keys, cv: variance.sqrt(), max_over_mean }
    }
}

fn shares(weights: impl Iterator<Item = u32>) -> Vec<f64> {
    let weights: Vec<f64> = weights.map(f64::from).collect();
    let total: f64 = weights.iter().sum();
    weights.iter().map(|w| w / total).collect()
}

#[cfg(test)]
mod tests;
