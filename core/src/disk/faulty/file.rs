//! One file of a faulty disk: what the machine sees of it, what is durable, and what is on its way.
//!
//! ```text
//!   now:     a b c d e f
//!   durable: a b
//!   pending: write "cd" at 2, write "ef" at 4      applied to the durable, they give what there is now
//! ```
//!
//! As long as a file only grows, what is durable is the beginning of what there is now, and kept as no more than a size.

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
                if *offset == to.len() {
                    return to.extend_from_slice(bytes);
                }
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
    /// What the machine sees. Shared with copies of the disk.
    pub(super) now: Arc<Vec<u8>>,
    /// How much of its beginning is durable, and where each append since ended; as long as there was nothing else.
    size: usize,
    ends: Vec<usize>,
    apart: Option<Apart>,
}

/// Of a file that was also changed elsewhere than at its end: what is durable, and what is on its way.
#[derive(Clone, Debug)]
struct Apart {
    durable: Arc<Vec<u8>>,
    pending: Vec<Change>,
}

impl Inode {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_string(), now: Arc::default(), size: 0, ends: Vec::new(), apart: None }
    }

    /// Adds bytes at the end.
    pub(super) fn append(&mut self, bytes: &[u8]) {
        let offset = self.now.len();
        Arc::make_mut(&mut self.now).extend_from_slice(bytes);
        match &mut self.apart {
            None => self.ends.push(self.now.len()),
            Some(apart) => apart.pending.push(Change::Write { offset, bytes: bytes.to_vec() }),
        }
    }

    /// Changes it at any place.
    pub(super) fn write(&mut self, change: Change) {
        match change {
            Change::Write { offset, bytes } if offset == self.now.len() => self.append(&bytes),
            change => {
                let pending = &mut self.apart().pending;
                pending.push(change.clone());
                change.apply(Arc::make_mut(&mut self.now));
            }
        }
    }

    /// What is durable and what is on its way, apart from what the machine sees.
    fn apart(&mut self) -> &mut Apart {
        let Self { now, size, ends, apart, .. } = self;
        apart.get_or_insert_with(|| {
            let whole = *size == now.len();
            let durable = if whole { Arc::clone(now) } else { Arc::new(now[..*size].to_vec()) };
            let mut offset = *size;
            let write = |end| {
                let from = core::mem::replace(&mut offset, end);
                Change::Write { offset: from, bytes: now[from..end].to_vec() }
            };
            Apart { durable, pending: ends.drain(..).map(write).collect() }
        })
    }

    pub(super) fn sync(&mut self) {
        match &mut self.apart {
            None => {
                self.size = self.now.len();
                self.ends.clear();
            }
            Some(Apart { pending, .. }) if pending.is_empty() => {}
            Some(Apart { durable, pending }) => {
                let durable = Arc::make_mut(durable);
                pending.drain(..).for_each(|change| change.apply(durable));
            }
        }
    }

    /// Bytes that were written and are not durable.
    pub(super) fn volatile(&self) -> u64 {
        let bytes = |change: &Change| match change {
            Change::Write { bytes, .. } => bytes.len() as u64,
            Change::Truncate(_) => 0,
        };
        match &self.apart {
            None => (self.now.len() - self.size) as u64,
            Some(apart) => apart.pending.iter().map(bytes).sum(),
        }
    }

    /// Whether a sync has something to do.
    pub(super) fn is_durable(&self) -> bool {
        self.apart.as_ref().map_or(self.ends.is_empty(), |apart| apart.pending.is_empty())
    }

    /// What is durable.
    pub(super) fn durable(&self) -> &[u8] {
        match &self.apart {
            None => &self.now[..self.size],
            Some(apart) => &apart.durable,
        }
    }

    /// Bytes of memory that are this copy's: what is shared with others counts in parts.
    pub(super) fn footprint(&self) -> usize {
        let part = |bytes: &Arc<Vec<u8>>| bytes.capacity() / Arc::strong_count(bytes).max(1);
        let apart = self.apart.as_ref().map_or(0, |apart| part(&apart.durable) + self.volatile() as usize);
        size_of::<Self>() + part(&self.now) + apart
    }

    pub(super) fn flip(&mut self, offset: usize, bits: u8) -> bool {
        // What is on its way does not rot.
        self.apart();
        let Self { now, apart: Some(apart), .. } = self else { return false };
        let both = [now, &mut apart.durable].map(Arc::make_mut);
        both.into_iter().filter_map(|bytes| bytes.get_mut(offset)).map(|byte| *byte ^= bits).count() > 0
    }

    /// After a crash: what was pending meets its fate, and what is left is durable.
    pub(super) fn meet(&mut self, fate: Fate, random: &mut SplitMix64) {
        let Apart { durable, pending } = self.apart();
        let pending = core::mem::take(pending);
        let to = if pending.is_empty() { &mut Vec::new() } else { Arc::make_mut(durable) };
        match fate {
            Fate::Lost => {}
            Fate::Kept => pending.iter().for_each(|change| change.apply(to)),
            Fate::Torn(_) if random.chance(1, 2) => {
                pending.iter().for_each(|change| change.apply_sectors(random, to));
            }
            Fate::Torn(_) => {
                let whole = random.below(pending.len() as u64 + 1) as usize;
                pending.iter().take(whole).for_each(|change| change.apply(to));
                if let Some(next) = pending.get(whole) {
                    let part = random.below(next.end() + 1) as usize;
                    next.apply_part(part, to);
                }
            }
        }
        self.now = Arc::clone(durable);
        (self.size, self.apart) = (self.now.len(), None);
    }
}
