//! Which entries a merge must keep.
//!
//! ```text
//!   snapshots at 5 and 9     key k:  put 12   put 8   put 7   delete 3        older tables may have k: keep the delete
//!   who sees it                      now      9       –       5               otherwise nobody misses it
//! ```
//!
//! A version is kept if it is the newest, or if a snapshot lies between it and the next newer one. A tombstone that
//! all snapshots see may go when no older table can have its key: it hides nothing any more.

use crate::lsm::table::is_tombstone;
use crate::lsm::table::reader::Table;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// Decides entry by entry, in their order; see the module.
#[derive(Clone, Debug)]
pub(in crate::lsm) struct Retain {
    /// Sequence numbers of snapshots, ascending.
    snapshots: Vec<u64>,
    /// Older runs than the merged ones, each ascending, and how far each was passed.
    older: Vec<(Vec<Arc<Table>>, usize)>,
    key: Vec<u8>,
    /// The sequence number of the next newer version of the key.
    newer: Option<u64>,
}

impl Retain {
    pub(in crate::lsm) fn new(snapshots: Vec<u64>, older: Vec<Vec<Arc<Table>>>) -> Self {
        let older = older.into_iter().map(|run| (run, 0)).collect();
        Self { snapshots, older, key: Vec::new(), newer: None }
    }

    /// Whether an entry must be kept.
    pub(in crate::lsm) fn keeps(&mut self, key: &[u8], tag: u64) -> bool {
        let sequence = tag >> 8;
        let newer = self.newer.filter(|_| self.key == key);
        self.newer = Some(sequence);
        if let Some(newer) = newer {
            let first = self.snapshots.partition_point(|snapshot| *snapshot < sequence);
            if self.snapshots.get(first).is_none_or(|snapshot| *snapshot >= newer) {
                return false;
            }
        } else {
            self.key.clear();
            self.key.extend_from_slice(key);
        }
        let hides_for_all = self.snapshots.first().is_none_or(|oldest| sequence <= *oldest);
        !(is_tombstone(tag) && hides_for_all && !self.may_be_older(key))
    }

    /// Whether an older table may have a key. Keys come ascending.
    fn may_be_older(&mut self, key: &[u8]) -> bool {
        self.older.iter_mut().any(|(run, at)| {
            while run.get(*at).is_some_and(|table| table.info.largest.as_slice() < key) {
                *at += 1;
            }
            run.get(*at).is_some_and(|table| table.info.smallest.as_slice() <= key)
        })
    }
}
