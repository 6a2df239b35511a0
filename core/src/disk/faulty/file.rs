//! One file of a faulty disk: what the machine sees of it, what is durable, and what is on its way.
//!
//! ```text
//!   now:     a b c d e f
//!   durable: a b
//!   pending: write "cd" at 2, write "ef" at 4      applied to the durable, they give what there is now
//! ```

use super::Fate;
use crate::random::SplitMix64;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What a device writes whole or not at all.
const SECTOR: usize = 512;

/// A change of content.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// These bytes, at this place.
    Write { offset: usize, bytes: Vec<u8> },
    /// Nothing beyond this size.
    Truncate(usize),
}

impl Change {
    /// The size that a file has after it at least.
    pub(super) fn end(&self) -> u64 {
        match self {
            Self::Write { offset, bytes } => (offset + bytes.len()) as u64,
            Self::Truncate(_) => 0,
        }
    }

    /// What is done of it when it fails.
    pub(super) fn half(self) -> Self {
        match self {
            Self::Write { offset, mut bytes } => {
                bytes.truncate(bytes.len() / 2);
                Self::Write { offset, bytes }
            }
            Self::Truncate(_) => Self::Truncate(usize::MAX),
        }
    }

    fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Write { offset, bytes } => {
                let end = offset + bytes.len();
                if to.len() < end {
                    to.resize(end, 0);
                }
                to[*offset..end].copy_from_slice(bytes);
            }
            Self::Truncate(size) => to.truncate(*size),
        }
    }

    /// Applies the first bytes of it.
    fn apply_part(&self, part: usize, to: &mut Vec<u8>) {
        if let Self::Write { offset, bytes } = self {
            let bytes = bytes[..part.min(bytes.len())].to_vec();
            Self::Write { offset: *offset, bytes }.apply(to);
        }
    }

    /// Applies those sectors of it that chance spares. The file is as long as it would have been.
    fn apply_sectors(&self, random: &mut SplitMix64, to: &mut Vec<u8>) {
        let Self::Write { offset, bytes } = self else { return self.apply(to) };
        let end = offset + bytes.len();
        if to.len() < end {
            to.resize(end, 0);
        }
        let mut at = *offset;
        while at < end {
            let next = ((at / SECTOR + 1) * SECTOR).min(end);
            if random.chance(1, 2) {
                to[at..next].copy_from_slice(&bytes[at - offset..next - offset]);
            }
            at = next;
        }
    }
}

/// A file.
#[derive(Clone, Debug)]
pub(super) struct Inode {
    /// What it is called, for errors.
    pub(super) name: String,
    /// What the machine sees.
    pub(super) now: Arc<Vec<u8>>,
    /// Shared with copies of the disk, and with `now` where nothing came after.
    durable: Arc<Vec<u8>>,
    pending: Vec<Change>,
}

impl Inode {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_string(), now: Arc::default(), durable: Arc::default(), pending: Vec::new() }
    }

    pub(super) fn write(&mut self, change: Change) {
        change.apply(Arc::make_mut(&mut self.now));
        self.pending.push(change);
    }

    pub(super) fn sync(&mut self) {
        // What is made durable for the first time, and that is most files, needs no copy.
        if self.durable.is_empty() {
            self.durable = Arc::clone(&self.now);
            self.pending.clear();
        }
        for change in self.pending.drain(..) {
            change.apply(Arc::make_mut(&mut self.durable));
        }
    }

    /// Bytes that were written and are not durable.
    pub(super) fn volatile(&self) -> u64 {
        let bytes = |change: &Change| match change {
            Change::Write { bytes, .. } => bytes.len() as u64,
            Change::Truncate(_) => 0,
        };
        self.pending.iter().map(bytes).sum()
    }

    /// Whether a sync has something to do.
    pub(super) fn is_durable(&self) -> bool {
        self.pending.is_empty()
    }

    /// What is durable.
    pub(super) fn durable(&self) -> &Arc<Vec<u8>> {
        &self.durable
    }

    pub(super) fn flip(&mut self, offset: usize, bits: u8) -> bool {
        let both = [&mut self.now, &mut self.durable].map(Arc::make_mut);
        both.into_iter().filter_map(|bytes| bytes.get_mut(offset)).map(|byte| *byte ^= bits).count() > 0
    }

    /// After a crash: what was pending meets its fate, and what is left is durable.
    pub(super) fn meet(&mut self, fate: Fate, random: &mut SplitMix64) {
        let pending = core::mem::take(&mut self.pending);
        let durable = Arc::make_mut(&mut self.durable);
        match fate {
            Fate::Lost => {}
            Fate::Kept => pending.iter().for_each(|change| change.apply(durable)),
            Fate::Torn(_) if random.chance(1, 2) => {
                pending.iter().for_each(|change| change.apply_sectors(random, durable));
            }
            Fate::Torn(_) => {
                let whole = random.below(pending.len() as u64 + 1) as usize;
                pending.iter().take(whole).for_each(|change| change.apply(durable));
                if let Some(next) = pending.get(whole) {
                    let part = random.below(next.end() + 1) as usize;
                    next.apply_part(part, durable);
                }
            }
        }
        self.now = Arc::clone(&self.durable);
    }
}
