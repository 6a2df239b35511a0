//! The two engines behind one face: what a client asks, done at once on the engine's view of its disk.

use super::message::{Answer, Request, Trouble};
use super::setup::Shared;
use super::{Device, Key, Rules};
use crate::btree::{BTree, BTreeError, Direction};
use crate::disk::{DiskError, Reason};
use crate::lsm::inspect::{ReadPath, ScanPath, ScanSource};
use crate::lsm::{Lsm, LsmError, Rows};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Bound;

/// Which engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineKind {
    /// The LSM tree.
    Lsm,
    /// The B+tree.
    Tree,
}

/// Why an engine did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EngineError {
    /// The LSM tree's reason.
    Lsm(LsmError),
    /// The B+tree's reason.
    Tree(BTreeError),
}

impl EngineError {
    /// In short.
    #[must_use]
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::Lsm(LsmError::Corrupt { .. } | LsmError::Future { .. })
            | Self::Tree(BTreeError::Corrupt { .. }) => Trouble::Damaged,
            Self::Lsm(LsmError::Disk(DiskError { reason: Reason::Full, .. }))
            | Self::Tree(BTreeError::Disk(DiskError { reason: Reason::Full, .. }) | BTreeError::Full) => {
                Trouble::Full
            }
            Self::Tree(BTreeError::TooLarge { .. }) => Trouble::TooLarge,
            _ => Trouble::Other,
        }
    }

    /// The file that is damaged, and where.
    #[must_use]
    pub fn damage(&self) -> Option<(&str, u64)> {
        match self {
            Self::Lsm(LsmError::Corrupt { file, offset, .. })
            | Self::Tree(BTreeError::Corrupt { file, offset, .. }) => Some((file, *offset)),
            _ => None,
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        *self == Self::Lsm(LsmError::Busy)
    }
}

impl From<LsmError> for EngineError {
    fn from(error: LsmError) -> Self {
        Self::Lsm(error)
    }
}

impl From<BTreeError> for EngineError {
    fn from(error: BTreeError) -> Self {
        Self::Tree(error)
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lsm(error) => error.fmt(f),
            Self::Tree(error) => error.fmt(f),
        }
    }
}

/// The range that a scan went through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScannedRange {
    /// From this key on, as it is stored.
    pub from: Vec<u8>,
    /// Up to this one; none if up to the end.
    pub last: Option<Vec<u8>>,
    /// How many rows it found.
    pub rows: u64,
    /// What it merged.
    pub path: ScanPath,
}

/// What an LSM tree looked at for the latest read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastRead {
    /// One key.
    Get(Key, ReadPath),
    /// Keys in order.
    Scan(ScannedRange),
}

impl LastRead {
    pub(super) fn footprint(&self) -> usize {
        let parts = match self {
            Self::Get(_, path) => path.probes.len(),
            Self::Scan(range) => range.path.merged.len(),
        };
        size_of::<Self>() + parts * size_of::<(ScanSource, u64)>()
    }
}

/// An engine that is open.
#[derive(Clone, Debug)]
pub(super) enum Store {
    Lsm(Box<Lsm<Device>>),
    Tree(Box<BTree<Device>>),
}

impl Store {
    pub(super) fn open(
        kind: EngineKind,
        device: Device,
        shared: &Shared,
        rules: &Rules,
    ) -> Result<Self, EngineError> {
        Ok(match kind {
            EngineKind::Lsm => {
                let mut options = shared.parameters.lsm.clone();
                (options.sync, options.compaction) =
                    (rules.sync.sync(rules.sync_every), rules.policy.compaction());
                Self::Lsm(Box::new(Lsm::open(device, options)?))
            }
            EngineKind::Tree => {
                let mut options = shared.parameters.btree;
                options.sync_every = rules.sync.changes(rules.sync_every);
                Self::Tree(Box::new(BTree::open(device, options)?))
            }
        })
    }

    pub(super) fn device(&self) -> &Device {
        match self {
            Self::Lsm(lsm) => lsm.disk(),
            Self::Tree(tree) => tree.disk(),
        }
    }

    pub(super) fn device_mut(&mut self) -> &mut Device {
        match self {
            Self::Lsm(lsm) => lsm.disk_mut(),
            Self::Tree(tree) => tree.disk_mut(),
        }
    }

    /// The number of the last write, and of the last that is durable if all was done that was asked of the disk.
    pub(super) fn sequence(&self) -> (u64, u64) {
        match self {
            Self::Lsm(lsm) => (lsm.last_sequence(), lsm.durable_sequence()),
            Self::Tree(tree) => (tree.last_frame(), tree.durable_frame()),
        }
    }

    pub(super) fn adopt(&mut self, rules: &Rules) {
        self.device_mut().set_capacity(rules.capacity);
        match self {
            Self::Lsm(lsm) => {
                // What a parameter may be, an engine takes.
                drop(lsm.set_sync(rules.sync.sync(rules.sync_every)));
                lsm.set_compaction(rules.policy.compaction());
            }
            Self::Tree(tree) => tree.set_sync_every(rules.sync.changes(rules.sync_every)),
        }
    }

    /// Does what is asked; with a read of the LSM tree, how it went.
    pub(super) fn serve(&mut self, request: &Request) -> Result<(Answer, Option<LastRead>), EngineError> {
        let key = request.key().stored();
        let key = key.as_bytes();
        match request {
            Request::Put { value, .. } => match self {
                Self::Lsm(lsm) => lsm.put(key, value)?,
                Self::Tree(tree) => tree.put(key, value)?,
            },
            Request::Delete { .. } => match self {
                Self::Lsm(lsm) => lsm.delete(key)?,
                Self::Tree(tree) => drop(tree.delete(key)?),
            },
            Request::Get { .. } => {
                let (value, path) = match self {
                    Self::Lsm(lsm) => {
                        let path = lsm.trace(key)?;
                        let value = path.value.as_deref().map(Arc::from);
                        (value, Some(LastRead::Get(request.key().clone(), path)))
                    }
                    Self::Tree(tree) => (tree.get(key)?.map(Arc::from), None),
                };
                return Ok((Answer::Value(value), path));
            }
            Request::Scan { to, limit, .. } => {
                let to = to.as_ref().map(Key::stored);
                let (rows, path) = self.scan(key, to, *limit as usize)?;
                return Ok((Answer::Rows(Arc::new(rows)), path));
            }
        }
        Ok((Answer::Done { durable: self.sequence().1 }, None))
    }

    fn scan(
        &mut self,
        from: &[u8],
        to: Option<String>,
        limit: usize,
    ) -> Result<(Rows, Option<LastRead>), EngineError> {
        let end = to.as_ref().map_or(Bound::Unbounded, |to| Bound::Included(to.as_bytes()));
        match self {
            Self::Lsm(lsm) => {
                let (rows, path) = lsm.trace_scan::<&[u8]>((Bound::Included(from), end), limit)?;
                // As far as it came: up to the end that was asked for only if it did not stop before.
                let last = rows.last().map(|(key, _)| key.as_slice()).filter(|_| rows.len() == limit);
                let last = last.map_or_else(|| to.map(String::into_bytes), |last| Some(last.to_vec()));
                let looked = ScannedRange { from: from.to_vec(), last, rows: rows.len() as u64, path };
                Ok((rows, Some(LastRead::Scan(looked))))
            }
            Self::Tree(tree) => {
                let rows = tree.range(Bound::Included(from), end, Direction::Forwards).take(limit);
                Ok((rows.collect::<Result<_, _>>()?, None))
            }
        }
    }

    pub(super) fn footprint(&self) -> usize {
        self.device().footprint()
            + match self {
                Self::Lsm(lsm) => lsm.footprint(),
                Self::Tree(tree) => tree.footprint(),
            }
    }
}
