//! What can be seen of an engine; looking changes nothing.

use super::engine::{Engine, Pending, Phase};
use super::outbox::Outbox;
use super::store::{EngineError, EngineKind, LastRead, Store};
use super::tally::EngineTally;
use super::{Device, Key};
use crate::btree::BTree;
use crate::lsm::{Located, Lsm, LsmError};
use alloc::collections::VecDeque;
use alloc::vec::Vec;

impl Engine {
    /// The LSM tree, if this is one and it is open.
    #[must_use]
    pub fn lsm(&self) -> Option<&Lsm<Device>> {
        match &self.store {
            Some(Store::Lsm(lsm)) => Some(lsm),
            _ => None,
        }
    }

    /// The B+tree, if this is one and it is open.
    #[must_use]
    pub fn tree(&self) -> Option<&BTree<Device>> {
        match &self.store {
            Some(Store::Tree(tree)) => Some(tree),
            _ => None,
        }
    }

    /// Which engine it is.
    #[must_use]
    pub fn kind(&self) -> EngineKind {
        self.kind
    }

    /// The disk as the engine sees it.
    #[must_use]
    pub fn device(&self) -> Option<&Device> {
        self.store.as_ref().map(Store::device)
    }

    /// Every version of a key, the newest first, without changing anything; none of a B+tree.
    ///
    /// # Errors
    /// If a file is damaged.
    pub fn locate(&self, key: &Key) -> Result<Vec<Located>, LsmError> {
        let Some(lsm) = self.lsm() else { return Ok(Vec::new()) };
        lsm.disk().quietly(|| lsm.locate(key.stored().as_bytes()))
    }

    /// What the latest get or scan looked at; none of a B+tree.
    #[must_use]
    pub fn last_read(&self) -> Option<&LastRead> {
        self.last_read.as_deref()
    }

    /// Operations that wait their turn.
    #[must_use]
    pub fn queue(&self) -> &VecDeque<Pending> {
        &self.queue
    }

    /// The operation that is served.
    #[must_use]
    pub fn current(&self) -> Option<&Pending> {
        self.current.as_ref().map(|current| &current.pending)
    }

    /// What the disk has not said to have done.
    #[must_use]
    pub fn outstanding(&self) -> &Outbox {
        &self.outbox
    }

    /// Why it could not be opened, or what went wrong last.
    #[must_use]
    pub fn refused(&self) -> Option<&EngineError> {
        self.error.as_ref()
    }

    /// Whether an operation waits for flushes and merges.
    #[must_use]
    pub fn stalled(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.reply.is_none())
    }

    /// Whether it is being opened.
    #[must_use]
    pub fn recovering(&self) -> bool {
        matches!(self.phase, Phase::Mounting | Phase::Opening(_))
    }

    /// Whether it serves.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.phase == Phase::Serving
    }

    /// Whether background work waits for the disk.
    #[must_use]
    pub fn working(&self) -> bool {
        self.piece.is_some()
    }

    /// Lives of the process so far.
    #[must_use]
    pub fn connection(&self) -> u32 {
        self.connection
    }

    /// What it did since the run began.
    #[must_use]
    pub fn tally(&self) -> EngineTally {
        self.tally.with(self.store.as_ref())
    }
}
