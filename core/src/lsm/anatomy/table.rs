//! A table: its blocks, found by its index, and what stands around them.

use super::bodies::tag;
use super::{identify, sections};
use crate::anatomy::{Anatomy, Compressed, Group, Marker, What, Why};
use crate::lsm::coding::{u32_at, varint};
use crate::lsm::error::Damage;
use crate::lsm::names::{FileKind, HEADER};
use crate::lsm::table::block::Block;
use crate::lsm::table::footer::{FOOTER, Footer};
use crate::lsm::table::index::Index;
use crate::lsm::table::reader::{TRAILER, unpack};
use alloc::vec::Vec;

/// What a table says of itself.
pub(super) struct Plan {
    pub(super) footer: Option<Footer>,
    pub(super) index: Option<Index>,
}

impl Plan {
    pub(super) fn of(number: u64, bytes: &[u8]) -> Self {
        let size = bytes.len();
        let end = size.checked_sub(FOOTER).filter(|end| *end >= HEADER);
        let foot = end.and_then(|end| bytes.get(end..)).unwrap_or_default();
        let footer = Footer::decode(foot, number, size as u64).ok();
        let index = footer.and_then(|footer| {
            let content = unpack(piece(bytes, footer.index)?.to_vec()).ok()?;
            Index::decode(&content, footer.filter.0)
        });
        Self { footer, index }
    }

    /// The place of each block.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (usize, (u64, u64))> {
        let index = self.index.as_ref();
        (0..index.map_or(0, Index::len)).filter_map(move |block| {
            let handle = index?.handle(block)?;
            Some((block, (handle.offset, handle.size.into())))
        })
    }
}

/// The bytes at an offset, so many.
pub(super) fn piece(bytes: &[u8], (from, size): (u64, u64)) -> Option<&[u8]> {
    let (from, to) = (usize::try_from(from).ok()?, usize::try_from(from.checked_add(size)?).ok()?);
    bytes.get(from..to)
}

/// What follows the header of the table of this number.
pub(super) fn mark(number: u64, bytes: &[u8], marker: &mut Marker) {
    let end = bytes.len().saturating_sub(FOOTER).max(HEADER) as u64;
    let plan = Plan::of(number, bytes);
    for (block, place) in plan.blocks() {
        if marker.is_full() {
            return;
        }
        part(Group::Block(block as u64), place, bytes, marker);
    }
    if let Some(footer) = plan.footer {
        let mut parts = [(Group::Filter, footer.filter), (Group::Index, footer.index)];
        if plan.index.is_none() {
            gap(parts[0].1.0.min(parts[1].1.0), Why::Lost, marker);
        }
        if parts[1].1.0 < parts[0].1.0 {
            parts.reverse();
        }
        parts.into_iter().for_each(|(group, place)| part(group, place, bytes, marker));
    }
    // Without a footer nobody knows where blocks are.
    gap(end, if plan.footer.is_some() { Why::Encoding } else { Why::Lost }, marker);
    if marker.open(Group::Footer, bytes.len() as u64) {
        sections::footer(plan.footer, bytes, marker);
    }
}

/// What is before a place that should have been reached.
fn gap(to: u64, why: Why, marker: &mut Marker) {
    if marker.at() < to && marker.open(Group::Rest, to) {
        marker.to(to, What::Damaged(why));
    }
}

/// A stored block: content, how it is compressed, checksum.
fn part(group: Group, (from, size): (u64, u64), bytes: &[u8], marker: &mut Marker) {
    let Some(stored) = piece(bytes, (from, size)).filter(|_| marker.at() <= from) else { return };
    gap(from, Why::Encoding, marker);
    if !marker.open(group, from + size) {
        return;
    }
    let Some(content) = stored.len().checked_sub(TRAILER).and_then(|end| stored.get(..end)) else {
        marker.to(from + size, What::Damaged(Why::Truncated));
        return;
    };
    let unpacked = unpack(stored.to_vec());
    let how = match stored.get(content.len()) {
        Some(0) => Compressed::No,
        Some(1) => Compressed::Lz4,
        _ => Compressed::Unknown,
    };
    let inside = from + content.len() as u64;
    match group {
        _ if how != Compressed::No => {
            let bytes = unpacked.as_ref().map_or(0, Vec::len) as u64;
            marker.to(inside, What::Packed { bytes });
        }
        Group::Filter => sections::filter(content, marker),
        Group::Index => super::bodies::index(content, marker),
        _ => entries(content, marker),
    }
    marker.item(None);
    marker.to(inside, What::Damaged(Why::Encoding));
    marker.take(1, What::Compression(how));
    marker.take(4, What::Checksum { right: !matches!(unpacked, Err(Damage::Checksum | Damage::Truncated)) });
}

/// The entries of a block and its restart points.
fn entries(content: &[u8], marker: &mut Marker) {
    let Ok(block) = Block::new(content.to_vec()) else { return };
    let (mut at, mut item) = (0, 0);
    let base = marker.at();
    while at < block.end() && !marker.is_full() {
        let Ok(entry) = block.entry(at) else { break };
        marker.item(Some(item));
        for what in [What::KeyShared, What::KeyLength, What::ValueLength, tag] {
            let Some((number, next)) = varint(content, at) else { return };
            marker.take(next - at, what(number));
            at = next;
        }
        marker.take(entry.value - entry.rest, What::Key);
        marker.take(entry.next - entry.value, What::Value);
        (at, item) = (entry.next, item + 1);
    }
    marker.item(None);
    marker.to(base + block.end() as u64, What::Damaged(Why::Encoding));
    for index in 0..block.restarts() {
        if marker.is_full() {
            return;
        }
        marker.take(4, What::RestartPoint(block.restart(index).unwrap_or(0) as u64));
    }
    marker.take(4, What::Count(u32_at(content, content.len() - 4).unwrap_or(0).into()));
}

/// What the compressed block at this place holds, and what that is; places count from its start. `None` if there is
/// none that can be unpacked.
#[must_use]
pub fn unpacked(name: &str, bytes: &[u8], at: u64, from: u64, limit: usize) -> Option<(Vec<u8>, Anatomy)> {
    let file = identify(name, bytes).filter(|file| file.kind == FileKind::Table)?;
    let plan = Plan::of(file.number, bytes);
    let (block, place) = plan.blocks().find(|(_, (start, size))| (*start..start + size).contains(&at))?;
    let content = unpack(piece(bytes, place)?.to_vec()).ok()?;
    let mut marker = Marker::new(content.len(), from, limit, false);
    marker.open(Group::Block(block as u64), content.len() as u64);
    entries(&content, &mut marker);
    Some((content, marker.finish(What::Damaged(Why::Encoding))))
}
