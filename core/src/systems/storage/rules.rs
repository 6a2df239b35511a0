//! The settings that may change while the run goes on.

use super::choice::{Policy, SyncMode};
use super::parameters::index;
use crate::scenario::Settings;

/// Settings that may change; see [`Command::CHANGEABLE`](super::Command::CHANGEABLE).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// When the log is made durable.
    pub sync: SyncMode,
    /// After how many writes, if it is after every so many.
    pub sync_every: u32,
    /// Operations a second; 0 for one after the other.
    pub rate: u64,
    /// Which part of the writes are deletes, percent.
    pub deletes: u64,
    /// How tables are merged.
    pub policy: Policy,
    /// Bytes that the files of a disk may have.
    pub capacity: Option<u64>,
}

impl Rules {
    /// Reads the settings; all are in range.
    #[must_use]
    pub fn read(settings: &Settings) -> Self {
        let at = |index| settings.at(index);
        Self {
            sync: SyncMode::at(at(index::SYNC)),
            sync_every: at(index::SYNC_EVERY) as u32,
            rate: at(index::RATE),
            deletes: at(index::DELETES),
            policy: Policy::at(at(index::POLICY)),
            capacity: Some(at(index::CAPACITY)).filter(|bytes| *bytes > 0),
        }
    }
}
