//! The whole of a run at a glance: what a scrubber and a chart draw.
//!
//! The horizon is divided into equal bins. At the end of each the run writes down how much had
//! happened by then (cumulative, so that cutting the future off is dropping the last bins) and
//! a sample of the system's series. Memory is bounded by the number of bins and landmarks.

use super::{Kind, Label, Nanos, Record, Sink};
use alloc::vec::Vec;

/// How much has happened so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Steps taken.
    pub steps: u64,
    /// Messages sent.
    pub sent: u64,
    /// Messages lost, for whatever reason.
    pub dropped: u64,
}

/// A record that stands out on a scrubber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Landmark {
    /// When.
    pub time: Nanos,
    /// In which step.
    pub step: u64,
    /// What kind: an action, a refusal or a verdict.
    pub kind: Kind,
    /// Which action.
    pub id: u64,
    /// What it says.
    pub label: Label,
}

/// A run at a glance.
#[derive(Clone, Debug)]
pub struct Overview {
    bin: Nanos,
    stride: usize,
    tally: Tally,
    tallies: Vec<Tally>,
    samples: Vec<u64>,
    landmarks: Vec<Landmark>,
}

impl Overview {
    /// Bins over the horizon.
    pub const BINS: u64 = 1_000;
    /// Landmarks kept; later ones are not shown.
    pub const MAX_LANDMARKS: usize = 4_000;

    pub(crate) fn new(horizon: Nanos, stride: usize) -> Self {
        let bin = horizon.div_ceil(Self::BINS).max(1);
        Self {
            bin,
            stride,
            tally: Tally::default(),
            tallies: Vec::new(),
            samples: Vec::new(),
            landmarks: Vec::new(),
        }
    }

    /// Nanoseconds in a bin.
    #[must_use]
    pub fn bin(&self) -> Nanos {
        self.bin
    }

    /// Bins that are complete.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tallies.len()
    }

    /// Whether no bin is complete.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tallies.is_empty()
    }

    /// What happened in one bin.
    #[must_use]
    pub fn in_bin(&self, index: usize) -> Tally {
        let end = self.tallies.get(index).copied().unwrap_or_default();
        let start = index.checked_sub(1).and_then(|i| self.tallies.get(i)).copied().unwrap_or_default();
        Tally {
            steps: end.steps.saturating_sub(start.steps),
            sent: end.sent.saturating_sub(start.sent),
            dropped: end.dropped.saturating_sub(start.dropped),
        }
    }

    /// The series sampled at the end of a bin.
    #[must_use]
    pub fn sample(&self, index: usize) -> &[u64] {
        self.samples.get(index * self.stride..(index + 1) * self.stride).unwrap_or_default()
    }

    /// The records that stand out, in order.
    #[must_use]
    pub fn landmarks(&self) -> &[Landmark] {
        &self.landmarks
    }

    pub(crate) fn tally(&self) -> Tally {
        self.tally
    }

    pub(crate) fn next_bin_ends(&self) -> Nanos {
        (self.tallies.len() as Nanos + 1).saturating_mul(self.bin)
    }

    pub(crate) fn close_bin(&mut self, sample: &[u64]) {
        self.tallies.push(self.tally);
        self.samples.extend((0..self.stride).map(|i| sample.get(i).copied().unwrap_or_default()));
    }

    /// Forgets all that came after a step at which the tally was this.
    pub(crate) fn rewind(&mut self, step: u64, now: Nanos, tally: Tally) {
        self.tally = tally;
        // A bin that ends at this very nanosecond may not have been closed yet.
        let complete = (now.saturating_sub(1) / self.bin) as usize;
        self.tallies.truncate(complete);
        self.samples.truncate(complete * self.stride);
        self.landmarks.retain(|landmark| landmark.step <= step);
    }
}

impl Sink for Overview {
    fn record(&mut self, record: &Record) {
        self.tally.steps = record.step;
        match record.kind {
            Kind::Sent => self.tally.sent += 1,
            Kind::Dropped(_) => self.tally.dropped += 1,
            Kind::Acted | Kind::Refused | Kind::Verdict if self.landmarks.len() < Self::MAX_LANDMARKS => {
                let Record { time, step, kind, id, label, .. } = *record;
                self.landmarks.push(Landmark { time, step, kind, id, label });
            }
            _ => {}
        }
    }
}
