//! A redo log: its header, its frames, and the changes in them.
//!
//! What kind a page is says its image, which a log has before any other change of it; so that a cell can be taken
//! apart, all frames before it are read.

use super::page::{mark_cell, mark_image};
use crate::anatomy::{ChangeKind, Group, Marker, What, Why};
use crate::btree::Damage;
use crate::btree::cell;
use crate::btree::frame::{self, Change, FRAME_HEADER, Frame, Redo, SMALLEST_FRAME, next_change};
use crate::btree::log::{LOG_HEADER, read_header};
use crate::btree::options::LARGEST_PAGE;
use crate::btree::page::{Kind, Page};
use alloc::collections::BTreeMap;

/// The log of this generation; if that is not known, of the one in its header.
pub(super) fn mark(generation: Option<u64>, bytes: &[u8], marker: &mut Marker) {
    let generation = generation.unwrap_or_else(|| long(bytes, 12));
    let page_bytes = header(generation, bytes, marker);
    let mut kinds = BTreeMap::new();
    let mut at = LOG_HEADER;
    let mut next = long(bytes, 20);
    while at < bytes.len() && !marker.is_full() {
        if let Some(frame) = frame::read(bytes, at, generation).filter(|frame| frame.lsn == next) {
            let wanted = marker.open(Group::Frame(frame.lsn), frame.next as u64);
            changes(&frame, page_bytes, &mut kinds, wanted.then_some(&mut *marker));
            if wanted {
                marker.item(None);
                marker.to(frame.next as u64, What::Damaged(Why::Encoding));
            }
            (at, next) = (frame.next, next.saturating_add(1));
            continue;
        }
        // As the engine tells a torn end from damage.
        let later = frame::vouching(bytes, at, generation).filter(|(from, _)| *from > at);
        let (end, what) = match &later {
            Some((from, _)) => (*from, What::Damaged(Why::Checksum)),
            None => (bytes.len(), What::Torn),
        };
        if marker.open(Group::Rest, end as u64) {
            marker.to(end as u64, what);
        }
        (at, next) = (end, later.map_or(next, |(_, frame)| frame.lsn));
    }
}

fn long(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |eight| u64::from_le_bytes(*eight))
}

/// Marks the header; how long a page is.
fn header(generation: u64, bytes: &[u8], marker: &mut Marker) -> usize {
    let Some(head) = bytes.first_chunk::<LOG_HEADER>() else {
        if marker.open(Group::Header, LOG_HEADER as u64) {
            marker.to(LOG_HEADER as u64, What::Damaged(Why::Truncated));
        }
        return LARGEST_PAGE;
    };
    let read = read_header(head, generation);
    let word = |at: usize| long(head, at) & 0xffff_ffff;
    if marker.open(Group::Header, LOG_HEADER as u64) {
        let magic = head.starts_with(&crate::btree::log::MAGIC);
        marker.take(4, if magic { What::Magic } else { What::Damaged(Why::Header) });
        marker.take(4, What::Version(word(4)));
        marker.take(4, What::PageBytes(word(8)));
        marker.take(8, What::Generation(long(head, 12)));
        marker.take(8, What::FirstFrame(long(head, 20)));
        marker.take(4, What::Checksum { right: !matches!(read, Err(Damage::Checksum)) });
    }
    read.map_or(LARGEST_PAGE, |(page_bytes, _)| page_bytes)
}

/// What a frame does, marked if there is a marker; learns the kinds of pages from images.
fn changes(
    frame: &Frame<'_>,
    page_bytes: usize,
    kinds: &mut BTreeMap<u32, Kind>,
    marker: Option<&mut Marker>,
) {
    let mut nobody = Marker::new(0, 0, 1, false);
    let marker = marker.unwrap_or(&mut nobody);
    marker.take(4, What::Length((frame.changes.len() + SMALLEST_FRAME - FRAME_HEADER) as u64));
    marker.take(4, What::Checksum { right: true });
    marker.take(4, What::Checksum { right: true });
    marker.take(8, What::FrameNumber(frame.lsn));
    marker.take(8, What::Durable(frame.durable));
    let mut rest = frame.changes;
    for item in 0.. {
        let Some((redo, after)) = next_change(rest).filter(|_| !marker.is_full()) else { return };
        marker.item(Some(item));
        let end = marker.at() + (rest.len() - after.len()) as u64;
        one(&redo, page_bytes, kinds, marker);
        marker.item(Some(item));
        marker.to(end, What::Cell);
        rest = after;
    }
}

fn one(redo: &Redo<'_>, page_bytes: usize, kinds: &mut BTreeMap<u32, Kind>, marker: &mut Marker) {
    let (kind, number) = match redo {
        Redo::Image(number, ..) => (ChangeKind::Image, number),
        Redo::Change(number, Change::Insert(..)) => (ChangeKind::Insert, number),
        Redo::Change(number, Change::Remove(_)) => (ChangeKind::Remove, number),
    };
    marker.take(1, What::Change(kind));
    marker.take(4, What::PageNumber((*number).into()));
    match redo {
        Redo::Image(number, head, tail) => {
            marker.take(4, What::Length(head.len() as u64));
            if let Ok(page) = Page::from_image(page_bytes, head, tail, *number) {
                kinds.insert(*number, page.kind());
                mark_image(&page, head, (4, tail.len() as u64), marker);
            }
        }
        Redo::Change(number, Change::Insert(slot, bytes)) => {
            marker.take(2, What::SlotNumber(*slot as u64));
            marker.take(4, What::Length(bytes.len() as u64));
            if let Some(kind) = kinds.get(number).filter(|kind| cell::is_sound(**kind, bytes)) {
                mark_cell(*kind, bytes, marker);
            }
        }
        Redo::Change(_, Change::Remove(slot)) => marker.take(2, What::SlotNumber(*slot as u64)),
    }
}
