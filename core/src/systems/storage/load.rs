//! What is on the disks before the run begins.

use super::device::{Device, Files};
use super::judge::value;
use super::store::EngineKind;
use super::{Key, Parameters, index};
use crate::btree::{self, BTree};
use crate::lsm::{self, Lsm};
use crate::scenario::{Parameter, Range, ScenarioError, Settings};

/// So many memtables are flushed while records are loaded, about; their bytes are raised to that.
const MOST_FLUSHES: usize = 2_000;

/// The files with the first records, each in its version 1, all merged that is to be merged.
pub(super) fn loaded(
    kind: EngineKind,
    parameters: &Parameters,
    settings: &Settings,
) -> Result<Files, ScenarioError> {
    let mut device = Device::default();
    device.hush();
    let records = (0..parameters.preload).map(Key::Number);
    let done = match kind {
        EngineKind::Lsm if parameters.preload == 0 => return Ok(Files::new()),
        EngineKind::Lsm => load_lsm(device, parameters, records),
        EngineKind::Tree => load_tree(device, parameters, records),
    };
    match done {
        Ok(files) if parameters.preload > 0 => Ok(files),
        // The tree was made only to see whether a record fits its pages.
        Ok(_) => Ok(Files::new()),
        Err(most) => Err(narrowed(index::VALUE_BYTES, 1, most, settings)),
    }
}

/// That a parameter is out of a range that others narrow.
pub(super) fn narrowed(index: usize, low: u64, high: u64, settings: &Settings) -> ScenarioError {
    let whole = super::PARAMETERS.get(index).copied();
    let parameter = whole.unwrap_or(Parameter { name: "", range: Range::Count(low, high), default: low });
    let value = parameter.show(settings.at(index));
    ScenarioError::OutOfRange { parameter: Parameter { range: Range::Count(low, high), ..parameter }, value }
}

/// Puts records; an error is the most bytes that a value may have.
fn load_lsm(
    device: Device,
    parameters: &Parameters,
    records: impl Iterator<Item = Key>,
) -> Result<Files, u64> {
    let bytes = parameters.preload as usize * (parameters.value_bytes + 10);
    let options = lsm::Options {
        sync: lsm::Sync::Never,
        self_driven: true,
        memtable_bytes: parameters.lsm.memtable_bytes.max(bytes / MOST_FLUSHES),
        ..parameters.lsm.clone()
    };
    let load = || -> Result<Files, lsm::LsmError> {
        let mut lsm = Lsm::open(device, options)?;
        for key in records {
            lsm.put(key.stored().as_bytes(), &value(&key, 1, parameters.value_bytes))?;
        }
        lsm.flush()?;
        lsm.settle()?;
        lsm.end()?;
        Ok(lsm.disk().contents())
    };
    // Nothing of this can fail: there is no end to such a disk.
    load().map_err(|_| lsm::MAX_VALUE as u64)
}

/// The same for the tree, if a record fits its pages.
fn load_tree(
    device: Device,
    parameters: &Parameters,
    records: impl Iterator<Item = Key>,
) -> Result<Files, u64> {
    let options = btree::Options {
        sync_every: 0,
        // As few checkpoints as there are flushes of the other.
        checkpoint_bytes: parameters.btree.checkpoint_bytes.max(1 << 20),
        ..parameters.btree
    };
    let mut tree = BTree::open(device, options).map_err(|_| 1_u64)?;
    let most = tree.largest_entry().saturating_sub(Key::Number(0).size());
    if parameters.value_bytes > most {
        return Err(most as u64);
    }
    let load = || -> Result<Files, btree::BTreeError> {
        for key in records {
            tree.put(key.stored().as_bytes(), &value(&key, 1, parameters.value_bytes))?;
        }
        tree.checkpoint()?;
        Ok(tree.disk().contents())
    };
    load().map_err(|_| most as u64)
}
