//! What a client has seen of each key: what it read, and what it wrote itself.
//!
//! ```text
//!   range 17   key-4  read {n0: 2, n3: 1}  written {n3: 1}       a client's next write of key-4 says what it read
//! ```
//!
//! By ranges of the circle, so that a new key moves few others; copies share the ranges that did not change since.

use super::message::Key;
use super::placement::{Placement, RANGES};
use super::record::Seen;
use crate::flat_map::FlatMap;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What was seen of one key.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// All that was read.
    pub(super) read: Option<Arc<Seen>>,
    /// All that was written.
    pub(super) written: Option<Arc<Seen>>,
    /// All that was there no more when nothing was read, or is deleted.
    pub(super) gone: Option<Arc<Seen>>,
}

/// What a client has seen; see the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Session {
    ranges: Vec<Arc<FlatMap<Key, Known>>>,
}

impl Session {
    /// What is known of a key.
    pub(super) fn get(&self, key: Key) -> Option<&Known> {
        self.ranges.get(Placement::range(key))?.get(&key)
    }

    /// More was read of a key, and maybe written to it.
    pub(super) fn remember(&mut self, key: Key, read: &Seen, written: Option<&Arc<Seen>>) {
        let Some(known) = self.known(key) else { return };
        if let Some(written) = written {
            Seen::share(&mut known.written, written);
        }
        match &mut known.read {
            Some(before) if before.covers(read) => {}
            Some(before) => Arc::make_mut(before).merge(read),
            none => *none = Some(Arc::new(read.clone())),
        }
    }

    /// This was seen to be gone.
    pub(super) fn gone(&mut self, key: Key, seen: &Seen) {
        if let Some(known) = self.known(key) {
            Arc::make_mut(known.gone.get_or_insert_default()).merge(seen);
        }
    }

    fn known(&mut self, key: Key) -> Option<&mut Known> {
        if self.ranges.is_empty() {
            self.ranges.resize_with(RANGES, Arc::default);
        }
        let range = self.ranges.get_mut(Placement::range(key))?;
        Some(Arc::make_mut(range).get_or_default(&key))
    }

    /// All is forgotten.
    pub(super) fn clear(&mut self) {
        self.ranges.clear();
    }

    /// Bytes that a copy takes, about.
    pub(super) fn footprint(&self) -> usize {
        let keys: usize = self.ranges.iter().map(|range| range.len() / Arc::strong_count(range)).sum();
        self.ranges.len() * size_of::<usize>() + keys * 160
    }
}
