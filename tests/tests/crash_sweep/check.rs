//! Comparing an engine with what should be there, through every way of reading.

use crate::workload::{History, Model};
use snowglobe_core::disk::{Fate, FaultyDisk};
use snowglobe_core::lsm::{Lsm, Options};
use std::fmt;

/// What is not as promised.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    pub(crate) fn after(self, fate: Fate) -> Self {
        Self(format!("{fate:?}: {}", self.0))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Opens what a crash has left.
pub(crate) fn reopened(disk: FaultyDisk, options: &Options) -> Result<Lsm<FaultyDisk>, Failure> {
    Lsm::open(disk, options.clone()).map_err(|error| Failure::new(format!("opening: {error}")))
}

/// Whether the engine has the last state of a history.
pub(crate) fn compare(lsm: &Lsm<FaultyDisk>, history: &History) -> Result<(), Failure> {
    same(lsm, history.last())
}

/// Whether the engine has exactly this, by scans in both directions and by key.
pub(crate) fn same(lsm: &Lsm<FaultyDisk>, model: &Model) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("reading: {error}"));
    let mut scan = lsm.scan::<&[u8]>(..).map_err(failed)?;
    for (key, value) in model {
        if !scan.advance().map_err(failed)? || (scan.key(), scan.value()) != (key, value) {
            let text = String::from_utf8_lossy;
            return Err(Failure::new(format!("{} expected, {} met", text(key), text(scan.key()))));
        }
    }
    if scan.advance().map_err(failed)? {
        return Err(Failure::new(format!("{:?} should not be there", scan.key())));
    }
    if lsm.last_sequence().is_multiple_of(8) {
        let back: Vec<_> =
            lsm.scan_back::<&[u8]>(..).map_err(failed)?.collect::<Result<_, _>>().map_err(failed)?;
        if !back.into_iter().eq(model.iter().rev().map(|(key, value)| (key.clone(), value.clone()))) {
            return Err(Failure::new("backwards it is another".to_string()));
        }
        for number in 0..90 {
            let key = format!("key-{number:03}").into_bytes();
            if lsm.get(&key).map_err(failed)? != model.get(&key).cloned() {
                return Err(Failure::new(format!("get of key {number}")));
            }
        }
    }
    Ok(())
}
