//! The entry that a byte belongs to, with its whole key.

use super::frames::next_good;
use super::identify;
use super::table::{Plan, piece};
use crate::anatomy::Entry;
use crate::lsm::batch::{Kind, Ops};
use crate::lsm::log::frame::{Frame, FrameKind, frame_at};
use crate::lsm::log::replay::parse_batch;
use crate::lsm::names::{FileKind, HEADER};
use crate::lsm::table::block::Block;
use crate::lsm::table::is_tombstone;
use crate::lsm::table::reader::unpack;
use alloc::vec::Vec;

/// The entry of a log or of an uncompressed block of a table that the byte at this place belongs to, if any.
/// O(log), or O(block).
#[must_use]
pub fn entry_at(name: &str, bytes: &[u8], at: u64) -> Option<Entry> {
    let (file, at) = (identify(name, bytes)?, usize::try_from(at).ok()?);
    match file.kind {
        FileKind::Table => in_table(file.number, bytes, at),
        FileKind::Log | FileKind::Manifest => in_log(file.number, bytes, at),
    }
}

fn in_table(number: u64, bytes: &[u8], at: usize) -> Option<Entry> {
    let plan = Plan::of(number, bytes);
    let holds = |(from, size): (u64, u64)| (from..from.saturating_add(size)).contains(&(at as u64));
    let (_, place) = plan.blocks().find(|(_, place)| holds(*place))?;
    let stored = piece(bytes, place)?;
    let content = unpack(stored.to_vec()).ok()?;
    // Compressed, an entry has no place in the file.
    if !stored.starts_with(&content) {
        return None;
    }
    let block = Block::new(content).ok()?;
    let target = at - usize::try_from(place.0).ok()?;
    let (mut next, mut key) = (0, Vec::new());
    while next < block.end() {
        let entry = block.entry(next).ok()?;
        key.truncate(entry.shared);
        key.extend_from_slice(block.slice(entry.rest, entry.value));
        if target < entry.next {
            let value = (place.0 + entry.value as u64, place.0 + entry.next as u64);
            return Some(Entry { key, sequence: entry.tag >> 8, put: !is_tombstone(entry.tag), value });
        }
        next = entry.next;
    }
    None
}

fn in_log(number: u64, bytes: &[u8], at: usize) -> Option<Entry> {
    let mut place = HEADER;
    while place <= at && place < bytes.len() {
        match frame_at(bytes, place, number) {
            Some(frame) if at < frame.next => return in_batch(frame, at),
            Some(frame) => place = frame.next,
            None => place = next_good(bytes, place, number),
        }
    }
    None
}

fn in_batch(frame: Frame<'_>, at: usize) -> Option<Entry> {
    let (first, _, writes) = parse_batch(frame.body).filter(|_| frame.kind == FrameKind::Batch)?;
    let base = frame.next - writes.rest().len();
    let mut ops = Ops(writes);
    for sequence in first.. {
        let write = ops.next()??;
        let end = base + ops.0.at;
        if (base..end).contains(&at) {
            let value = ((end - write.value.len()) as u64, end as u64);
            return Some(Entry { key: write.key.to_vec(), sequence, put: write.kind == Kind::Put, value });
        }
    }
    None
}
