//! A moment that can be read later, whatever is written meanwhile.
//!
//! ```
//! use snowglobe_core::disk::MemoryDisk;
//! use snowglobe_core::lsm::{Lsm, Options};
//!
//! let mut lsm = Lsm::open(MemoryDisk::default(), Options::default())?;
//! lsm.put(b"key", b"old")?;
//! let snapshot = lsm.snapshot();
//! lsm.put(b"key", b"new")?;
//! assert_eq!(lsm.get_at(&snapshot, b"key")?.as_deref(), Some(&b"old"[..]));
//! assert_eq!(lsm.get(b"key")?.as_deref(), Some(&b"new"[..]));
//! # Ok::<(), snowglobe_core::lsm::LsmError>(())
//! ```
//!
//! It costs a number. While it exists, merges keep the versions that it sees; they go when it is dropped. It does not
//! outlive the engine: for that there is [`Lsm::checkpoint`](super::Lsm::checkpoint).

use super::error::LsmError;
use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;

/// A moment of one engine; see the module.
#[derive(Clone, Debug)]
pub struct Snapshot {
    moment: Arc<u64>,
}

impl Snapshot {
    /// The sequence number of the last write that it sees.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        *self.moment
    }
}

/// The snapshots of an engine that exist.
#[derive(Clone, Debug, Default)]
pub(super) struct Snapshots {
    /// Ascending by moment.
    moments: Vec<Weak<u64>>,
}

impl Snapshots {
    pub(super) fn take(&mut self, sequence: u64) -> Snapshot {
        self.moments.retain(|moment| moment.strong_count() > 0);
        let moment = Arc::new(sequence);
        self.moments.push(Arc::downgrade(&moment));
        Snapshot { moment }
    }

    /// Their moments, ascending.
    pub(super) fn moments(&self) -> Vec<u64> {
        self.moments.iter().filter_map(Weak::upgrade).map(|moment| *moment).collect()
    }

    /// The latest moment that a snapshot may see; 0 if there is none.
    #[inline]
    pub(super) fn latest(&mut self) -> u64 {
        while let Some(moment) = self.moments.last() {
            if let Some(moment) = moment.upgrade() {
                return *moment;
            }
            self.moments.pop();
        }
        0
    }

    /// The moment of a snapshot, if it is one of these.
    pub(super) fn check(&self, snapshot: &Snapshot) -> Result<u64, LsmError> {
        let ours =
            self.moments.iter().any(|moment| core::ptr::eq(moment.as_ptr(), Arc::as_ptr(&snapshot.moment)));
        if ours { Ok(snapshot.sequence()) } else { Err(LsmError::Snapshot) }
    }
}
